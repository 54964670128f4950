"""
Draws the logo that the strategy comes with, neutral and our own: an arch with a sun, and the words «León · Municipio».

`python -m local.logo` writes both versions into the catalogue, for light grounds and for dark ones. A municipality puts its own
PNGs in their place.
"""

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from chalicelib.adapters.catalogue import FOLDER
from local.samples.painting import Colour, lettering

SIZE = (900, 340)
_SCALE = 2
_GREEN: Colour = (0, 74, 66)
_GOLD: Colour = (226, 158, 34)
_WHITE: Colour = (255, 255, 255)
_SUN: Colour = (255, 204, 92)


def draw_logo(ink: Colour, sun: Colour) -> bytes:
    """Give one version of the logo: PNG on nothing, in an ink and the colour of its sun."""
    large = (SIZE[0] * _SCALE, SIZE[1] * _SCALE)
    words = Image.new("RGB", large)
    mark = Image.new("L", large)
    light = Image.new("L", large)
    _emblem(ImageDraw.Draw(mark), ImageDraw.Draw(light))
    pen = ImageDraw.Draw(words)
    _write(pen, (720, 60), "León", size=370, bold=9, apart=16)
    _write(pen, (728, 486), "MUNICIPIO", size=136, bold=4, apart=14)
    inked = ImageChops.lighter(mark, words.convert("L")).reduce(_SCALE)
    sunny = light.reduce(_SCALE)
    picture = Image.merge("RGB", [Image.new("L", SIZE, level) for level in ink])
    picture.paste(sun, mask=sunny.point(lambda level: 255 if level else 0))
    picture.putalpha(ImageChops.lighter(inked, sunny))
    small = picture.crop(picture.getchannel("A").getbbox())
    file = io.BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, at: tuple[float, float], words: str, *, size: int, bold: int, apart: int) -> None:
    """Write into a mask, letter by letter, so many pixels further apart than the font has them."""
    x, y = at
    for letter in words:
        x = apart + lettering(pen, (x, y), letter, fill=(255, 255, 255), size=size, bold=bold)


def _emblem(mark: ImageDraw.ImageDraw, light: ImageDraw.ImageDraw) -> None:
    """Draw an arch that stands on two steps, a sun within it."""
    mark.rounded_rectangle((60, 590, 620, 640), 16, fill=255)
    mark.rounded_rectangle((20, 660, 660, 676), 8, fill=255)
    mark.pieslice((80, 30, 600, 550), 180, 360, fill=255)
    mark.rectangle((80, 290, 600, 570), fill=255)
    mark.pieslice((170, 120, 510, 460), 180, 360, fill=0)
    mark.rectangle((170, 290, 510, 570), fill=0)
    light.pieslice((220, 330, 460, 570), 180, 360, fill=255)
    light.rectangle((220, 450, 460, 570), fill=255)


def write_logos(folder: Path = FOLDER) -> list[Path]:
    """Write both versions and give their files."""
    versions = {"logo-claro.png": (_GREEN, _GOLD), "logo-oscuro.png": (_WHITE, _SUN)}
    for name, colours in versions.items():
        (folder / name).write_bytes(draw_logo(*colours))
    return [folder / name for name in versions]


if __name__ == "__main__":
    for written in write_logos():
        print(written)
