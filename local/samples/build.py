"""
Makes the offices' folders of the day: the two publications of annex 9 of the manual as bulletins, one Markdown and one Word,
each with a photograph, a campaign of the image area with its graphic and its `publicacion.yaml`, and a liaison's zip with a
PDF in two columns and a photograph as a telephone keeps it.

The texts lie beside this file, a folder per publication; pictures and the Word document are made from them, always the same.
The photographs carry a telephone's metadata (place, maker, owner), so that the day shows what is taken out.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from docx import Document

from local.samples import graphic, letters
from local.samples.park import park
from local.samples.street import street

MATERIAL = Path(__file__).parent
LEON = ZoneInfo("America/Mexico_City")

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_BULLET = "• "


@dataclass(frozen=True)
class Sample:
    """One office's folder: who sends it, the name of the publication, where its files are."""

    source: str
    slug: str
    folder: Path


def build_samples(into: Path, *, publish_at: datetime) -> list[Sample]:
    """Make the folders of the day under a path; the campaign asks to go out at `publish_at` (aware)."""
    photograph = park()
    return [
        _make(into, "prensa", "parques-gratis", lambda material, folder: _parks(material, folder, photograph)),
        _make(into, "prensa", "unidades-moviles", _health),
        _make(into, "imagen", "predial-en-linea", lambda material, folder: _campaign(material, folder, publish_at)),
        _make(
            into, "enlaces/sapal", "lluvia-en-escuelas", lambda material, folder: _rain(material, folder, photograph)
        ),
    ]


def _make(into: Path, source: str, slug: str, fill: Callable[[Path, Path], None]) -> Sample:
    folder = into / slug
    folder.mkdir(parents=True)
    fill(MATERIAL / slug, folder)
    return Sample(source, slug, folder)


def _parks(material: Path, folder: Path, photograph: bytes) -> None:
    (folder / "boletin.md").write_bytes((material / "boletin.md").read_bytes())
    (folder / "parque.jpg").write_bytes(photograph)


def _health(material: Path, folder: Path) -> None:
    (folder / "boletin.docx").write_bytes(word_document((material / "boletin.txt").read_text(encoding="utf-8")))
    (folder / "unidad móvil.jpg").write_bytes(street())


def _campaign(material: Path, folder: Path, publish_at: datetime) -> None:
    (folder / "campana.txt").write_bytes((material / "campana.txt").read_bytes())
    (folder / "grafico.png").write_bytes(graphic.campaign())
    order = (material / "publicacion.yaml").read_text(encoding="utf-8")
    at = f"{publish_at.astimezone(LEON):%Y-%m-%d %H:%M:%S}"
    (folder / "publicacion.yaml").write_text(order.replace("{publish_at}", at), encoding="utf-8")


def _rain(material: Path, folder: Path, photograph: bytes) -> None:
    files = {
        "Boletín 118.pdf": letters.two_columns((material / "boletin.txt").read_text(encoding="utf-8")),
        "fotos/IMG_2031.HEIC": letters.telephone_photograph(photograph),
        "__MACOSX/fotos/._IMG_2031.HEIC": b"what a Mac adds",
    }
    (folder / "material.zip").write_bytes(letters.packed(files))


def word_document(text: str) -> bytes:
    """Make the Word document of a bulletin: title, highlights as a list, paragraphs. The same text gives the same bytes."""
    title, *blocks = text.strip().split("\n\n")
    document = Document()
    document.add_heading(title, level=1)
    for line in (line for block in blocks for line in block.splitlines()):
        is_item = line.startswith(_BULLET)
        document.add_paragraph(line.removeprefix(_BULLET), style="List Bullet" if is_item else None)
    file = io.BytesIO()
    document.save(file)
    return _undated(file.getvalue())


def _undated(content: bytes) -> bytes:
    """Write a zip anew without the time of day that zip entries carry."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as dated, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            undated.writestr(zipfile.ZipInfo(name, _LONG_AGO), dated.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()
