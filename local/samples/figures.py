"""Trees and people, for the drawn photographs."""

import math
import random

from PIL import Image, ImageDraw

from local.samples.painting import Colour, shaded, smooth

_CLOTHES: tuple[Colour, ...] = (
    (205, 60, 55),
    (45, 95, 165),
    (240, 190, 60),
    (70, 140, 90),
    (150, 80, 150),
    (235, 235, 230),
)
_SKIN: tuple[Colour, ...] = ((196, 145, 110), (166, 116, 84), (222, 176, 142))


def tree(picture: Image.Image, x: int, y: int, size: int, chance: random.Random) -> None:
    """Draw a tree that stands at a point."""
    _shadow(picture, x, y, size)
    draw = ImageDraw.Draw(picture)
    trunk = (84, 64, 46)
    draw.polygon(
        [(x - size // 11, y), (x + size // 10, y), (x + size // 18, y - size), (x - size // 18, y - size)], fill=trunk
    )
    leaf = chance.choice(((66, 112, 46), (84, 128, 52), (52, 98, 52)))
    for number in range(420):
        part = number / 420
        turn, far = chance.uniform(0, 6.3), math.sqrt(chance.random())
        aside, above = math.cos(turn) * far, math.sin(turn) * far * 0.82
        at_x, at_y = x + aside * size * 0.86, y - size * 1.5 + above * size * 0.86
        radius = size * chance.uniform(0.05, 0.13) * (1.2 - 0.55 * part)
        light = 0.5 + 0.7 * part - 0.3 * above - 0.2 * aside + chance.uniform(-0.08, 0.08)
        draw.ellipse((at_x - radius, at_y - radius, at_x + radius, at_y + radius * 0.85), fill=shaded(leaf, light))


def _shadow(picture: Image.Image, x: int, y: int, size: int) -> None:
    patch = (size * 4, size)
    mask = smooth(
        patch, lambda draw: draw.ellipse((size, size // 3, size * 3, size * 2 // 3), fill=130), blur=size / 12
    )
    picture.paste((28, 52, 26), (x - size * 7 // 4, y - size // 2), mask)


def person(draw: ImageDraw.ImageDraw, x: float, y: float, height: float, chance: random.Random) -> None:
    """Draw somebody standing with their feet at a point."""
    skin, shirt, trousers = (
        chance.choice(_SKIN),
        chance.choice(_CLOTHES),
        chance.choice(((50, 56, 80), (92, 78, 66), (60, 60, 62))),
    )
    tall = height * chance.choice((1.0, 0.94, 1.05, 0.7))
    wide = tall * 0.13
    draw.ellipse((x - wide * 1.6, y - tall * 0.03, x + wide * 2.4, y + tall * 0.05), fill=(58, 66, 50))
    for leg in (-0.55, 0.12):
        draw.rectangle((x + leg * wide, y - tall * 0.46, x + (leg + 0.44) * wide, y), fill=trousers)
    draw.rounded_rectangle((x - wide, y - tall * 0.82, x + wide, y - tall * 0.42), wide * 0.5, fill=shirt)
    for arm in (-1.3, 0.95):
        draw.rounded_rectangle(
            (x + arm * wide, y - tall * 0.8, x + (arm + 0.38) * wide, y - tall * 0.44),
            wide * 0.2,
            fill=shaded(shirt, 0.86),
        )
    draw.ellipse((x - wide * 0.62, y - tall, x + wide * 0.62, y - tall * 0.83), fill=skin)
    draw.pieslice((x - wide * 0.66, y - tall * 1.02, x + wide * 0.66, y - tall * 0.84), 180, 360, fill=(42, 32, 28))
