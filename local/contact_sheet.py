"""
Shows what becomes of pictures: `python -m local.contact_sheet --out DIR` renders photographs and designs unlike each other.

It makes each in every form of the strategy, with the logo, and writes one sheet: at the left the original with the part that each
form shows, beside it the forms. Names of files given after the options are shown in place of the drawn pictures.
"""

import argparse
import hashlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.ports import RenderedImage, RenditionSpec
from local.samples.graphic import campaign
from local.samples.painting import Colour, lettering
from local.samples.park import park
from local.samples.scenes import banner, held_upright, night, portrait
from local.samples.street import street

PICTURES: dict[str, Callable[[], bytes]] = {
    "retrato": portrait,
    "noche": night,
    "banner": banner,
    "teléfono": held_upright,
    "gráfico": campaign,
    "parque": park,
    "unidad móvil": street,
}
HEIGHT, GAP, TITLE = 420, 24, 40
_COLOURS: tuple[Colour, ...] = (
    (230, 30, 60),
    (20, 130, 240),
    (250, 170, 0),
    (20, 160, 90),
    (170, 60, 200),
    (0, 190, 200),
)


def specs() -> dict[str, RenditionSpec]:
    """Give every form of the strategy, those that are alike once."""
    catalogue = load_catalogue()
    named = {
        f"{network} {purpose}": spec
        for network in catalogue.networks
        for purpose, spec in catalogue.strategy(network).renditions.items()
    }
    return {name: spec for name, spec in named.items() if name == next(n for n, s in named.items() if s == spec)}


def sheet(pictures: Mapping[str, bytes]) -> tuple[Image.Image, list[str]]:
    """Render the pictures and lay them out, one a line; gives also what was said of each, as lines of text."""
    rows, said = [], []
    for name, content in pictures.items():
        made = PillowImageEditor().render(content, specs(), logo=load_catalogue().logo)
        rows.append(_row(name, content, made))
        said += [f"{name}", *(f"  {form}: {' '.join(image.corrections)}" for form, image in made.items())]
    whole = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows)), "white")
    top = 0
    for row in rows:
        whole.paste(row, (0, top))
        top += row.height
    return whole, said


def _row(name: str, content: bytes, made: Mapping[str, RenderedImage]) -> Image.Image:
    shown = [(name, _with_crops(content, made))]
    shown += [(form, Image.open(io.BytesIO(image.content))) for form, image in made.items()]
    scaled = [(title, ImageOps.contain(picture, (10 * HEIGHT, HEIGHT))) for title, picture in shown]
    row = Image.new("RGB", (sum(one.width + GAP for _, one in scaled) + GAP, HEIGHT + TITLE + GAP), "white")
    left = GAP
    for title, picture in scaled:
        lettering(ImageDraw.Draw(row), (left, 8), title, fill=(40, 40, 40), size=20)
        row.paste(picture, (left, TITLE))
        left += picture.width + GAP
    return row


def _with_crops(content: bytes, made: Mapping[str, RenderedImage]) -> Image.Image:
    picture = ImageOps.contain(
        ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB"), (10 * HEIGHT, HEIGHT)
    )
    draw = ImageDraw.Draw(picture)
    for number, image in enumerate(made.values()):
        crop, inset = image.crop, number * 2
        if crop:
            box = (
                crop.left * picture.width,
                crop.top * picture.height,
                crop.right * picture.width,
                crop.bottom * picture.height,
            )
            inner = (box[0] + inset, box[1] + inset, box[2] - 1 - inset, box[3] - 1 - inset)
            draw.rectangle(inner, outline=_COLOURS[number % len(_COLOURS)], width=3)
    return picture


def main() -> None:
    """Read the command line and write the sheet, and beside it what was done to each picture."""
    parser = argparse.ArgumentParser(
        prog="python -m local.contact_sheet", description="Hoja de contacto de las versiones."
    )
    parser.add_argument("--out", type=Path, required=True, help="carpeta donde se escribe la hoja")
    parser.add_argument("files", type=Path, nargs="*", help="imágenes que se muestran en lugar de las dibujadas")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    given = {file.name: file.read_bytes() for file in asked.files}
    whole, said = sheet(given or {name: paint() for name, paint in PICTURES.items()})
    whole.save(asked.out / "hoja.png")
    (asked.out / "correcciones.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    digest = hashlib.sha256((asked.out / "hoja.png").read_bytes()).hexdigest()[:12]
    print(f"{asked.out / 'hoja.png'} ({digest})")


if __name__ == "__main__":
    main()
