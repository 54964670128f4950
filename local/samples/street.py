"""The photograph of the bulletin on health, drawn: a mobile unit in a street, and people who wait."""

import random

from PIL import Image, ImageDraw

from local.samples.figures import person, tree
from local.samples.painting import Colour, between, clouds, developed, gradient, lettering, noise, photographed, shaded

SIZE = (2400, 1800)
_WIDTH, _HEIGHT = SIZE
_FRONTS: tuple[Colour, ...] = (
    (226, 170, 96),
    (206, 108, 88),
    (238, 226, 200),
    (122, 168, 176),
    (232, 196, 120),
    (196, 140, 150),
    (240, 236, 226),
)


def street() -> bytes:
    """Give the photograph of the mobile health unit."""
    chance = random.Random(11)
    picture = gradient(SIZE, (96, 156, 220), (226, 236, 240))
    picture.paste((250, 250, 250), mask=clouds(SIZE, chance))
    _houses(picture, chance)
    _road(picture, chance)
    tree(picture, 300, 1250, 300, chance)
    _van(ImageDraw.Draw(picture))
    for number in range(7):
        person(ImageDraw.Draw(picture), 1830 + number * 78, 1330 + (number % 3) * 16, 150, chance)
    return photographed(developed(picture, chance))


def _houses(picture: Image.Image, chance: random.Random) -> None:
    draw = ImageDraw.Draw(picture)
    x = -40
    for front in _FRONTS:
        width, top = chance.randrange(330, 440), chance.randrange(520, 700)
        draw.rectangle((x, top, x + width, 1150), fill=front)
        draw.rectangle((x, top, x + width, top + 26), fill=shaded(front, 0.8))
        draw.rectangle((x, 1080, x + width, 1150), fill=shaded(front, 0.7))
        _openings(draw, x, top, width, front)
        _plaster(picture, (max(0, x), top, min(_WIDTH, x + width), 1150), chance)
        x += width
        if x >= _WIDTH:
            return
    draw.line([(0, 470), (800, 520), (1600, 480), (_WIDTH, 530)], fill=(70, 70, 70), width=4)


def _openings(draw: ImageDraw.ImageDraw, x: int, top: int, width: int, front: Colour) -> None:
    glass, frame = (74, 92, 106), shaded(front, 1.2)
    for left in (x + 50, x + width - 150):
        draw.rectangle((left - 8, top + 92, left + 98, top + 248), fill=frame)
        draw.rectangle((left, top + 100, left + 90, top + 240), fill=glass)
        draw.line((left + 45, top + 100, left + 45, top + 240), fill=frame, width=5)
        draw.polygon(
            [(left, top + 100), (left + 60, top + 100), (left, top + 190)], fill=between(glass, (200, 215, 225), 0.35)
        )
    draw.rectangle((x + width // 2 - 60, 880, x + width // 2 + 50, 1150), fill=shaded(front, 0.45))


def _plaster(picture: Image.Image, box: tuple[int, int, int, int], chance: random.Random) -> None:
    stains = noise((box[2] - box[0], box[3] - box[1]), chance, cell=14).convert("RGB")
    picture.paste(Image.blend(picture.crop(box), stains, 0.06), box)


def _road(picture: Image.Image, chance: random.Random) -> None:
    pavement = Image.blend(
        gradient((_WIDTH, 190), (196, 190, 180), (170, 164, 156)),
        noise((_WIDTH, 190), chance, cell=3).convert("RGB"),
        0.1,
    )
    picture.paste(pavement, (0, 1150))
    size = (_WIDTH, _HEIGHT - 1340)
    asphalt = Image.blend(
        gradient(size, (104, 104, 108), (72, 72, 76)), noise(size, chance, cell=2).convert("RGB"), 0.12
    )
    picture.paste(asphalt, (0, 1340))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 1330, _WIDTH, 1352), fill=(208, 190, 110))
    for x in range(-100, _WIDTH, 420):
        draw.polygon([(x, 1660), (x + 230, 1660), (x + 210, 1690), (x - 30, 1690)], fill=(214, 212, 204))


def _van(draw: ImageDraw.ImageDraw) -> None:
    white, teal, dark = (244, 246, 246), (0, 128, 118), (52, 62, 72)
    draw.ellipse((520, 1440, 1800, 1530), fill=(50, 50, 54))
    draw.rounded_rectangle((560, 760, 1600, 1440), 46, fill=white)
    draw.polygon([(1590, 900), (1700, 930), (1790, 1140), (1800, 1440), (1590, 1440)], fill=shaded(white, 0.95))
    draw.polygon([(1620, 950), (1688, 965), (1752, 1140), (1620, 1140)], fill=dark)
    draw.rectangle((560, 1210, 1797, 1290), fill=teal)
    draw.rectangle((560, 1305, 1797, 1325), fill=(236, 180, 60))
    draw.rounded_rectangle((1330, 900, 1500, 1400), 14, fill=shaded(white, 0.86))
    draw.rounded_rectangle((1350, 930, 1480, 1130), 10, fill=dark)
    for left in (640, 860):
        draw.rounded_rectangle((left, 880, left + 180, 1010), 16, fill=dark)
    draw.ellipse((1090, 860, 1280, 1050), fill=teal)
    draw.rounded_rectangle((1160, 890, 1210, 1020), 8, fill=white)
    draw.rounded_rectangle((1120, 930, 1250, 980), 8, fill=white)
    lettering(draw, (628, 1062), "UNIDAD MÓVIL DE SALUD", fill=teal, size=56)
    lettering(draw, (628, 1134), "LEÓN", fill=dark, size=44)
    for centre in (790, 1560):
        draw.ellipse((centre - 112, 1340, centre + 112, 1564), fill=(36, 38, 42))
        draw.ellipse((centre - 58, 1394, centre + 58, 1510), fill=(166, 170, 176))
