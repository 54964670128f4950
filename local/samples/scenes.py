"""Pictures unlike each other, drawn: somebody at the side of a tall picture, a night, a banner, a telephone held upright."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

from local.samples.figures import tree
from local.samples.painting import Colour, clouds, developed, gradient, lettering, noise, smooth
from local.samples.profiles import DISPLAY_P3, a_profile

_SKIN: Colour = (201, 150, 116)
_HAIR: Colour = (40, 30, 26)


def portrait() -> bytes:
    """Give a tall photograph of an officer who stands at the right, a plain wall and a plant beside her."""
    chance = random.Random(21)
    size = (1800, 2700)
    picture = gradient(size, (214, 208, 198), (176, 168, 156))
    picture = Image.blend(picture, noise(size, chance, cell=60).convert("RGB"), 0.05)
    ImageDraw.Draw(picture).rectangle((0, 2250, 1800, 2700), fill=(122, 98, 80))
    tree(picture, 330, 2330, 200, chance)
    _woman(ImageDraw.Draw(picture), 1310, 640, 230)
    return _jpeg(developed(picture, chance))


def _woman(draw: ImageDraw.ImageDraw, x: int, y: int, head: int) -> None:
    """Draw somebody down to the knees; `head` is half the height of the head, in pixels."""
    jacket: Colour = (34, 62, 110)
    draw.ellipse((x - head * 0.9, y - head * 1.15, x + head * 0.9, y + head * 1.5), fill=_HAIR)
    draw.rounded_rectangle((x - head * 1.75, y + head * 1.35, x + head * 1.75, y + head * 6.4), head * 0.7, fill=jacket)
    draw.polygon(
        [(x - head * 0.45, y + head * 1.3), (x + head * 0.45, y + head * 1.3), (x, y + head * 3.0)],
        fill=(244, 244, 240),
    )
    draw.rectangle((x - head * 0.3, y + head * 0.7, x + head * 0.3, y + head * 1.5), fill=(182, 132, 100))
    draw.ellipse((x - head * 0.74, y - head, x + head * 0.74, y + head), fill=_SKIN)
    draw.pieslice((x - head * 0.82, y - head * 1.12, x + head * 0.82, y + head * 0.5), 180, 360, fill=_HAIR)
    for eye in (-0.3, 0.3):
        draw.ellipse((x + eye * head - 24, y - 8, x + eye * head + 24, y + 16), fill=(250, 250, 250))
        draw.ellipse((x + eye * head - 11, y - 8, x + eye * head + 11, y + 14), fill=(40, 26, 20))
    draw.arc((x - head * 0.34, y + head * 0.2, x + head * 0.34, y + head * 0.62), 20, 160, fill=(150, 60, 60), width=14)
    draw.rectangle((x - head * 1.2, y + head * 6.2, x + head * 1.2, y + head * 9.5), fill=(52, 50, 56))


def night() -> bytes:
    """Give a photograph of a fountain lit at night, at the left of a dark square."""
    chance = random.Random(34)
    size = (3000, 2000)
    picture = gradient(size, (6, 9, 22), (18, 20, 34))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 1500, 3000, 2000), fill=(22, 22, 28))
    for x in range(1500, 3000, 260):
        draw.rectangle((x, 1000 + (x // 260) % 3 * 60, x + 200, 1500), fill=(16, 18, 26))
        for window in range(3):
            if chance.choice((True, False)):
                draw.rectangle((x + 30 + window * 56, 1160, x + 58 + window * 56, 1210), fill=(120, 100, 60))
    glow = smooth(size, lambda mask: mask.ellipse((380, 500, 1180, 1640), fill=150), blur=150)
    picture.paste((70, 120, 210), mask=glow)
    for spray in range(26):
        reach = (spray - 12.5) * 24
        top = 700 + abs(spray - 12.5) * 34
        ImageDraw.Draw(picture).arc(
            (780 + reach - 60, top, 780 + reach + 60, 2200), 200, 340, fill=(210, 232, 255), width=7
        )
    draw = ImageDraw.Draw(picture)
    draw.ellipse((430, 1500, 1130, 1640), fill=(190, 170, 130))
    draw.ellipse((470, 1515, 1090, 1600), fill=(120, 190, 240))
    return _jpeg(developed(picture.filter(ImageFilter.GaussianBlur(2)), chance))


def banner() -> bytes:
    """Give a wide banner as an image office draws it, with words from edge to edge."""
    size = (2000, 700)
    picture = Image.new("RGB", size, (122, 28, 72))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 36, 700), fill=(246, 186, 60))
    draw.ellipse((1660, 40, 2160, 540), fill=(150, 46, 96))
    lettering(draw, (110, 90), "Feria de la salud en tu colonia", fill=(255, 255, 255), size=120, bold=3)
    lettering(draw, (112, 280), "Vacunas, glucosa y vista sin costo", fill=(246, 214, 150), size=84, bold=1)
    draw.rounded_rectangle((110, 450, 1240, 580), 65, fill=(246, 186, 60))
    lettering(draw, (170, 472), "Sábado 28 de noviembre, 9 h", fill=(70, 14, 40), size=76, bold=2)
    lettering(draw, (1440, 480), "Plaza Principal", fill=(255, 255, 255), size=72, bold=1)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def held_upright() -> bytes:
    """Give a telephone's photograph of a mural, held upright: the pixels lie, the colours are Display P3."""
    chance = random.Random(8)
    size = (3024, 4032)
    picture = gradient(size, (90, 150, 214), (206, 224, 236))
    picture.paste((250, 250, 250), mask=clouds(size, chance))
    wall = Image.blend(
        Image.new("RGB", (3024, 2500), (196, 120, 86)), noise((3024, 2500), chance, cell=9).convert("RGB"), 0.1
    )
    picture.paste(wall, (0, 1000))
    draw = ImageDraw.Draw(picture)
    for turn in range(12):
        colour = ((232, 30, 60), (250, 176, 20), (20, 160, 120), (240, 90, 170))[turn % 4]
        draw.pieslice((560, 1240, 2260, 2940), turn * 30, turn * 30 + 30, fill=colour)
    draw.ellipse((1010, 1690, 1810, 2490), fill=(252, 238, 205))
    draw.ellipse((1170, 1850, 1650, 2330), fill=(30, 60, 120))
    draw.rectangle((0, 3480, 3024, 4032), fill=(150, 146, 140))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telefono"
    lying = developed(picture, chance).transpose(Image.Transpose.ROTATE_90)
    return _jpeg(lying, exif=exif, icc_profile=a_profile(DISPLAY_P3, "Display P3"))


def _jpeg(picture: Image.Image, **how: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90, **how)
    return file.getvalue()
