"""The photograph of the bulletin on parks, drawn: a Sunday morning by the lake."""

import random
from functools import partial

from PIL import Image, ImageDraw

from local.samples.figures import person, tree
from local.samples.painting import clouds, developed, gradient, noise, photographed, ridge, smooth

SIZE = (2400, 1800)
_WIDTH, _HEIGHT = SIZE


def park() -> bytes:
    """Give the photograph of the park."""
    chance = random.Random(5)
    picture = gradient(SIZE, (72, 138, 214), (214, 232, 242))
    picture.paste((250, 251, 252), mask=clouds(SIZE, chance))
    _hills(picture, chance)
    _lake(picture, chance)
    _meadow(picture, chance)
    for x, y, size in _places(chance):
        tree(picture, x, y, size, chance)
    for x, y in (
        (980, 1320),
        (1060, 1335),
        (1500, 1250),
        (700, 1480),
        (760, 1500),
        (820, 1510),
        (1330, 1590),
        (1760, 1420),
    ):
        person(ImageDraw.Draw(picture), x, y, 60 + (y - 1150) * 0.22, chance)
    return photographed(developed(picture, chance))


def _hills(picture: Image.Image, chance: random.Random) -> None:
    for base, height, colour in ((860, 120, (150, 178, 196)), (910, 80, (112, 150, 142)), (960, 50, (84, 128, 84))):
        outline = [*ridge(_WIDTH, base, height, chance), (_WIDTH, _HEIGHT), (0, _HEIGHT)]
        picture.paste(colour, mask=smooth(SIZE, partial(_fill, outline=outline), blur=1.5))


def _fill(draw: ImageDraw.ImageDraw, outline: list[tuple[float, float]]) -> None:
    draw.polygon(outline, fill=255)


def _lake(picture: Image.Image, chance: random.Random) -> None:
    box = (0, 985, _WIDTH, 1110)
    size = (_WIDTH, box[3] - box[1])
    ripples = noise((_WIDTH // 12, size[1] * 2), chance, cell=3).resize(size)
    water = Image.composite(
        gradient(size, (150, 190, 215), (88, 138, 172)), Image.new("RGB", size, (200, 220, 232)), ripples
    )
    picture.paste(water, box)


def _meadow(picture: Image.Image, chance: random.Random) -> None:
    size = (_WIDTH, _HEIGHT - 1090)
    grass, dry = gradient(size, (124, 166, 82), (62, 112, 44)), Image.new("RGB", size, (150, 170, 70))
    for cell, share in ((90, 0.25), (24, 0.2), (6, 0.16)):
        grass = Image.blend(grass, Image.composite(grass, dry, noise(size, chance, cell=cell)), share)
    picture.paste(grass, (0, 1090))
    edges = [
        (1330, 1095),
        (1390, 1095),
        (1450, 1250),
        (1600, 1480),
        (1790, _HEIGHT),
        (760, _HEIGHT),
        (1000, 1480),
        (1220, 1250),
    ]
    path = smooth(SIZE, lambda draw: draw.polygon(edges, fill=255), blur=4)
    sand = Image.blend(Image.new("RGB", SIZE, (214, 196, 160)), noise(SIZE, chance, cell=4).convert("RGB"), 0.12)
    picture.paste(sand, mask=path)


def _places(chance: random.Random) -> list[tuple[int, int, int]]:
    """Put the trees beside the path, the far ones first."""
    rows = [(chance.randrange(0, _WIDTH), 1100 + chance.randrange(0, 40), 70 + chance.randrange(50)) for _ in range(22)]
    sides = [
        (chance.choice((chance.randrange(0, 780), chance.randrange(1830, _WIDTH))), y, (y - 900) // 3)
        for y in range(1180, 1620, 48)
    ]
    return sorted(rows + sides, key=lambda place: place[1])
