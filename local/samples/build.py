"""
Makes the offices' folders of the day: the two publications of annex 9 of the manual as bulletins, one Markdown and one Word,
each with a photograph, and a campaign of the image area with its graphic and its `publicacion.yaml`.

The pictures are drawn, with a camera's metadata in them (place, device), so that the day shows what is taken out.
"""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw, ImageFilter

PARKS = """\
# Los parques de León son tuyos: acceso gratis los fines de semana

León, Guanajuato. A 5 de febrero de 2022.

Practica deporte y disfruta los parques de nuestra ciudad en familia, porque a partir de este fin de semana el acceso es \
GRATIS:

- Sábados y domingos en el Parque Metropolitano de León.
- Domingos en Parque Zoológico de León y Deportivas Municipales.
- Parque Explora León, los domingos a partir del 27 de febrero.

Niños, niñas y adolescentes: entrada libre. Adultos: con identificación con fotografía y domicilio de León.

Conoce más en https://www.leon.gob.mx/

#León
"""

HEALTH = (
    "Unidades móviles de salud, todos los sábados en tu colonia",
    "León, Guanajuato. A 26 de marzo de 2022.",
    """\
Te informamos que las #UnidadesMóvilesDeSalud están a tu disposición todos los sábados a través de #MiBarrioHabla, donde \
encontrarás atención dental, esterilización de mascotas y servicios especializados para la mujer.""",
    "¡Úsalos, son tu derecho!",
)

CAMPAIGN = """\
Paga tu predial en línea y evita filas.

Entra a https://www.leon.gob.mx/ y paga con tarjeta desde tu casa. El descuento por pronto pago termina este mes.
"""

ORDER = """\
campaign: Predial 2026
category: tesoreria
publish_at: {publish_at:%Y-%m-%dT%H:%M:%S%z}
networks: [x, facebook, instagram]
alt_text: Anuncio con el texto «Paga tu predial en línea»
"""

_GPS = 0x8825
_MAKE, _MODEL = 0x010F, 0x0110


@dataclass(frozen=True)
class Sample:
    """One office's folder: who sends it, the name of the publication, where its files are."""

    source: str
    slug: str
    folder: Path


def build_samples(into: Path, *, publish_at: datetime) -> list[Sample]:
    """Make the folders of the day under a path; the campaign asks to go out at `publish_at` (aware)."""
    return [
        _make(into, "prensa", "parques-gratis", _parks),
        _make(into, "prensa", "unidades-moviles", _health),
        _make(into, "imagen", "predial-en-linea", lambda folder: _campaign(folder, publish_at)),
    ]


def _make(into: Path, source: str, slug: str, fill: Callable[[Path], None]) -> Sample:
    folder = into / slug
    folder.mkdir(parents=True)
    fill(folder)
    return Sample(source, slug, folder)


def _parks(folder: Path) -> None:
    (folder / "boletin.md").write_text(PARKS, encoding="utf-8")
    (folder / "parque.jpg").write_bytes(photograph(seed=1, sky=(120, 180, 235), ground=(70, 140, 60)))


def _health(folder: Path) -> None:
    document = Document()
    document.add_heading(HEALTH[0], level=1)
    for paragraph in HEALTH[1:]:
        document.add_paragraph(paragraph)
    document.save(str(folder / "boletin.docx"))
    (folder / "unidad.jpg").write_bytes(photograph(seed=2, sky=(200, 215, 225), ground=(150, 140, 130)))


def _campaign(folder: Path, publish_at: datetime) -> None:
    (folder / "campana.txt").write_text(CAMPAIGN, encoding="utf-8")
    (folder / "grafico.png").write_bytes(graphic())
    (folder / "publicacion.yaml").write_text(ORDER.format(publish_at=publish_at), encoding="utf-8")


def photograph(seed: int, sky: tuple[int, int, int], ground: tuple[int, int, int]) -> bytes:
    """Draw a park under a sky, grainy as a telephone takes it: 2400 × 1600 JPEG with a camera's metadata, GPS included."""
    chance = random.Random(seed)
    width, height, horizon = 2400, 1600, 950
    picture = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, horizon, width, height), fill=ground)
    draw.polygon([(900, height), (1500, height), (1250, horizon), (1150, horizon)], fill=(205, 190, 160))
    for _ in range(26):
        x, base, size = chance.randrange(width), chance.randrange(horizon, height - 100), chance.randrange(70, 190)
        draw.rectangle((x - size // 9, base - size, x + size // 9, base), fill=(95, 70, 50))
        leaves = (chance.randrange(30, 80), chance.randrange(95, 160), chance.randrange(30, 70))
        draw.ellipse((x - size, base - 3 * size, x + size, base - size // 2), fill=leaves)
    grain = Image.effect_noise((width, height), 40).convert("RGB")
    picture = Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), grain, 0.08)
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL] = "Telefono", "Modelo 7"
    exif.get_ifd(_GPS).update({1: "N", 2: (21.0, 7.0, 19.0), 3: "W", 4: (101.0, 41.0, 0.0)})
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88, exif=exif)
    return file.getvalue()


def graphic() -> bytes:
    """Draw the campaign's graphic: 1600 × 1600 PNG in the institution's manner, with its headline."""
    picture = Image.new("RGB", (1600, 1600), (0, 92, 76))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((900, -300, 2000, 800), fill=(0, 122, 96))
    draw.rectangle((0, 1280, 1600, 1600), fill=(245, 180, 40))
    draw.text((110, 420), "Paga tu predial\nen línea", fill="white", font_size=170, spacing=30)
    draw.text((110, 1370), "Sin filas, desde tu casa", fill=(30, 50, 45), font_size=110)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
