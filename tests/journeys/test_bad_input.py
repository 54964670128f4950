"""Uploads that cannot be used: each is shown with its reason, and what came beside it goes on."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from PIL import Image

from local.demo.office import Intake, Person, wait_for
from local.demo.tables import LEON

pytestmark = pytest.mark.journey


TODAY = f"{datetime.now(LEON):%Y-%m-%d}"
"""The day of every folder, also where midnight goes by meanwhile: a folder's day may be another than that of its upload."""


def picture(width: int, height: int, file_format: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(file, file_format)
    return file.getvalue()


def bad_uploads() -> Iterator[tuple[str, bytes]]:
    """The bad input the offices will send one day: a key and its bytes."""
    yield f"prensa/{TODAY}/mala-vacia/boletin.md", b""
    yield f"prensa/{TODAY}/mala-word/boletin.docx", b"PK\x03\x04 but not Word"
    yield f"prensa/{TODAY}/mala-grande/foto.png", picture(8000, 5000, "PNG")
    yield f"prensa/{TODAY}/../mala\n/boletin.md", b"Hola"
    yield f"prensa/{TODAY}/mala-orden/publicacion.yaml", b"redes: [x]\n"


@pytest.fixture(scope="module")
def office(stack: dict[str, Any]) -> Person:
    return Person(stack, "image-office")


@pytest.fixture(scope="module")
def rejected(stack: dict[str, Any], office: Person) -> list[str]:
    """Upload everything bad, with a good set after it; give the reasons shown."""
    intake = Intake(stack)
    for key, content in bad_uploads():
        intake.upload(key, content)
    intake.upload(f"prensa/{TODAY}/buena-vecina/boletin.md", b"Abren los parques. Entrada libre.")
    intake.upload(f"prensa/{TODAY}/buena-vecina/foto.jpg", picture(1600, 1200))

    def shown() -> list[str] | None:
        waiting = office.get("attention")["waiting"]
        reasons = [line["reason"] for line in waiting if line["kind"] == "bulletin" and "mala" in line["title"]]
        return reasons if len(reasons) >= len(list(bad_uploads())) else None

    return wait_for("los rechazos", shown, seconds=60)


@pytest.mark.parametrize(
    "reason",
    ["está vacío", "no es un documento de Word", "demasiados píxeles", "La ruta debe ser", "«redes» no existe"],
)
def test_each_bad_upload_is_shown_with_its_reason(rejected: list[str], reason: str) -> None:
    assert sum(reason in said for said in rejected) == 1


def test_the_set_beside_the_bad_ones_is_prepared(stack: dict[str, Any], rejected: list[str], office: Person) -> None:
    del stack, rejected

    def prepared() -> bool:
        found = office.get("publications", day=TODAY)["publications"]
        return any(line["title"].startswith("Abren los parques") for line in found)

    assert wait_for("la publicación vecina", prepared, seconds=60)
