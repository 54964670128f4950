"""What every drawn picture needs: gradients, clouds, grain, a camera's metadata. The same seed gives the same bytes."""

import io
import math
import random
import unicodedata
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, TiffImagePlugin

Colour = tuple[int, int, int]

_MAKE, _MODEL, _ARTIST, _TAKEN, _GPS = 0x010F, 0x0110, 0x013B, 0x0132, 0x8825
_ACUTE = "\u0301"


def between(first: Colour, second: Colour, part: float) -> Colour:
    """Give the colour that lies a part of the way from one to another."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def shaded(colour: Colour, by: float) -> Colour:
    """Make a colour lighter (above 1) or darker (below)."""
    red, green, blue = (max(0, min(255, round(part * by))) for part in colour)
    return (red, green, blue)


def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """Give a picture that goes from one colour at the top to another at the bottom."""
    slope = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), slope)


def noise(size: tuple[int, int], chance: random.Random, *, cell: int = 1) -> Image.Image:
    """Give grey noise whose grains are so many pixels wide, smooth between them."""
    width, height = max(1, size[0] // cell), max(1, size[1] // cell)
    grains = Image.frombytes("L", (width, height), chance.randbytes(width * height))
    return grains if cell == 1 else grains.resize(size, Image.Resampling.BICUBIC)


def clouds(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Give a mask of clouds: noise of several sizes, the thin parts cut away."""
    wide = (size[0], size[1] * 2)
    layers = [noise(wide, chance, cell=cell) for cell in (420, 190, 80, 34)]
    mixed = layers[0]
    for layer, share in zip(layers[1:], (0.42, 0.3, 0.2), strict=True):
        mixed = Image.blend(mixed, layer, share)
    flat = mixed.resize(size).filter(ImageFilter.GaussianBlur(3))
    return flat.point(lambda level: max(0, min(235, (level - 122) * 5)))


def ridge(width: int, base: float, height: float, chance: random.Random) -> list[tuple[float, float]]:
    """Give the line of a range of hills."""
    waves = [(chance.uniform(0.6, 5.5), chance.uniform(0, 6.3), chance.uniform(0.2, 1)) for _ in range(7)]
    total = sum(share for _, _, share in waves)
    return [
        (
            x,
            base
            - height * sum(share * math.sin(turns * x / width * 6.3 + start) for turns, start, share in waves) / total,
        )
        for x in range(0, width + 8, 8)
    ]


def smooth(size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw], None], *, blur: float) -> Image.Image:
    """Give a mask of what is drawn, with soft edges."""
    mask = Image.new("L", size)
    draw(ImageDraw.Draw(mask))
    return mask.filter(ImageFilter.GaussianBlur(blur))


def lettering(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, *, fill: Colour, size: int, bold: int = 0
) -> float:
    """Write a line with Pillow's own font, which has no accents: they are drawn on. Gives where the line ends."""
    font = ImageFont.load_default(size)
    x, y = at
    for letter in unicodedata.normalize("NFD", text):
        if letter != _ACUTE:
            draw.text((x, y), letter, fill=fill, font=font, stroke_width=bold, stroke_fill=fill)
            top, width = font.getbbox(letter)[1], font.getlength(letter)
            x += width
            continue
        middle, above = x - width / 2, y + top - size * 0.06
        draw.line(
            (middle - size * 0.02, above, middle + size * 0.12, above - size * 0.14), fill=fill, width=size // 11 + bold
        )
    return x


def developed(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Give a drawing the look of a telephone's photograph: soft, grainy, darker at the corners."""
    soft = picture.filter(ImageFilter.GaussianBlur(1.1))
    grain = Image.merge("RGB", [Image.blend(noise(soft.size, chance), noise(soft.size, chance), 0.5) for _ in range(3)])
    grainy = ImageChops.add(soft, grain.point(lambda level: level // 9), offset=-14)
    corners = Image.radial_gradient("L").resize(soft.size).point(lambda level: max(0, level - 110) // 2)
    return Image.composite(Image.new("RGB", soft.size), grainy, corners)


def photographed(picture: Image.Image) -> bytes:
    """Write a JPEG as a telephone does: with its maker, its owner and the place, which must never go out."""
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL], exif[_ARTIST] = "Telefono", "Modelo 7", "Coordinación de Prensa"
    exif[_TAKEN] = "2022:02:05 10:21:00"
    rational = TiffImagePlugin.IFDRational
    exif.get_ifd(_GPS).update(
        {1: "N", 2: (rational(21), rational(7), rational(19)), 3: "W", 4: (rational(101), rational(41), rational(0))}
    )
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90, exif=exif, comment=b"tomada con el telefono de la oficina")
    return file.getvalue()
