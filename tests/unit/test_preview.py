"""The preview is what the system would prepare: same texts, same bytes, same reasons."""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from chalicelib import bootstrap, texts_es
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from local.preview.__main__ import NOTHING_PREPARED, PAGE, PREPARED, preview
from local.preview.preparing import DOCUMENT, slug_of

TEXT = "Abren los parques de León\n\nLos parques de León abren gratis todos los domingos, de 9 a 17 horas."


def a_photograph(path: Path) -> None:
    Image.merge("RGB", [Image.effect_noise((1600, 1200), 40)] * 3).save(path, quality=80)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text, a photograph and something that cannot be used."""
    made = tmp_path / "parques gratis"
    made.mkdir()
    (made / "boletin.txt").write_text(TEXT, encoding="utf-8")
    a_photograph(made / "foto.jpg")
    (made / "programa.exe").write_bytes(b"MZ\x90\x00 nothing for a post")
    return made


def previewed(folder: Path, out: Path, code: int = PREPARED) -> dict[str, Any]:
    assert preview(folder, out, source="prensa") == code
    found: dict[str, Any] = json.loads((out / DOCUMENT).read_text(encoding="utf-8"))
    return found


def test_each_network_has_its_text_with_the_length_the_network_counts(folder: Path, tmp_path: Path) -> None:
    shown = previewed(folder, tmp_path / "out")
    assert set(shown["networks"]) == set(SOCIAL_NETWORKS)
    for network, content in shown["networks"].items():
        assert content["length"] == bootstrap.text_counter().length(Network(network), content["text"])
        assert content["length"] <= content["limit"]
        assert "gratis" in content["text"]


def test_the_renditions_lie_where_the_document_says_with_the_bytes_it_says(folder: Path, tmp_path: Path) -> None:
    shown = previewed(folder, tmp_path / "out")
    for network, content in shown["networks"].items():
        first = content["renditions"][0]
        spec = next(iter(bootstrap.catalogue().strategy(Network(network)).renditions.values()))
        assert (first["width"], first["height"]) == (spec.width, spec.height)
        for item in (*content["renditions"], *content["alternatives"]):
            written = (tmp_path / "out" / item["file"]).read_bytes()
            assert hashlib.sha256(written).hexdigest() == item["sha256"]
            assert Image.open(BytesIO(written)).size == (item["width"], item["height"])


def test_what_cannot_be_used_is_named_with_its_reason_and_stops_nothing(folder: Path, tmp_path: Path) -> None:
    shown = previewed(folder, tmp_path / "out")
    assert [item["file"] for item in shown["rejected"]] == ["programa.exe"]
    assert all(item["reason"].endswith(".") for item in shown["rejected"])


def test_a_file_in_a_folder_within_is_refused_as_the_intake_refuses_it(folder: Path, tmp_path: Path) -> None:
    (folder / "otra").mkdir()
    a_photograph(folder / "otra" / "foto.jpg")
    shown = previewed(folder, tmp_path / "out")
    assert any(texts_es.KEY_SHAPE in item["reason"] for item in shown["rejected"])


def test_I01_an_incomplete_folder_says_what_it_lacks_and_prepares_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "foto.jpg").unlink()
    shown = previewed(folder, tmp_path / "out", NOTHING_PREPARED)
    assert shown["waiting_for"] == [texts_es.LACKS_IMAGE]
    assert shown["networks"] == {}
    assert texts_es.LACKS_IMAGE in (tmp_path / "out" / PAGE).read_text(encoding="utf-8")


def test_a_link_out_of_the_folder_and_an_earlier_preview_are_nobodys_material(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ajeno.txt"
    outside.write_text("Lo de otros.", encoding="utf-8")
    (folder / "enlace.txt").symlink_to(outside)
    (folder / "carpeta").symlink_to(tmp_path)
    first = previewed(folder, folder / "vista-previa")
    assert "Lo de otros" not in str(first)
    assert previewed(folder, folder / "vista-previa") == first


def test_an_empty_folder_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "nada").mkdir()
    assert previewed(tmp_path / "nada", tmp_path / "out", NOTHING_PREPARED)["networks"] == {}


def test_a_name_that_is_no_utf_8_stops_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "foto-\udcff.jpg").write_bytes((folder / "foto.jpg").read_bytes())
    assert previewed(folder, tmp_path / "out")["networks"]


def test_the_same_folder_gives_the_same_preview(folder: Path, tmp_path: Path) -> None:
    assert previewed(folder, tmp_path / "one") == previewed(folder, tmp_path / "two")


def test_the_page_shows_the_texts_and_asks_nothing_of_any_host(folder: Path, tmp_path: Path) -> None:
    (folder / "boletin.txt").write_text(
        "Abren los parques.\n\nLa etiqueta <script>alert(1)</script> no es de nadie.", encoding="utf-8"
    )
    previewed(folder, tmp_path / "out")
    page = (tmp_path / "out" / PAGE).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "http:" not in page
    assert "https:" not in page


@pytest.mark.parametrize(
    ("name", "slug"),
    [("parques gratis", "parques-gratis"), ("¡Ven!", "Ven"), ("a" * 200, "a" * 80), ("···", "carpeta")],
)
def test_a_folders_name_becomes_one_that_the_intake_takes(tmp_path: Path, name: str, slug: str) -> None:
    assert slug_of(tmp_path / name) == slug
