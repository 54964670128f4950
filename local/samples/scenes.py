"""The two photographs of the day, drawn: a park on a Sunday morning, a mobile health unit in a street."""

import random

from PIL import Image, ImageDraw, ImageFilter

from local.samples.painting import Colour, between, clouds, developed, gradient, noise, photographed, ridge, shaded, smooth

SIZE = (2400, 1800)
_WIDTH, _HEIGHT = SIZE
_CLOTHES: tuple[Colour, ...] = ((205, 60, 55), (45, 95, 165), (240, 190, 60), (70, 140, 90), (150, 80, 150), (235, 235, 230))
_SKIN: tuple[Colour, ...] = ((196, 145, 110), (166, 116, 84), (222, 176, 142))


def park() -> bytes:
    """Give the photograph of the park."""
    chance = random.Random(5)
    picture = gradient(SIZE, (72, 138, 214), (214, 232, 242))
    picture.paste((250, 251, 252), mask=clouds(SIZE, chance))
    _hills(picture, chance)
    _lake(picture, chance)
    _meadow(picture, chance)
    for x, y, size in _places(chance):
        _tree(picture, x, y, size, chance)
    for x, y in ((980, 1320), (1060, 1335), (1500, 1250), (700, 1480), (760, 1500), (820, 1510), (1330, 1590), (1760, 1420)):
        _person(ImageDraw.Draw(picture), x, y, 60 + (y - 1150) * 0.22, chance)
    return photographed(developed(picture, chance))


def street() -> bytes:
    """Give the photograph of the mobile health unit."""
    chance = random.Random(11)
    picture = gradient(SIZE, (96, 156, 220), (226, 236, 240))
    picture.paste((250, 250, 250), mask=clouds(SIZE, chance))
    _houses(picture, chance)
    _road(picture, chance)
    _tree(picture, 300, 1250, 300, chance)
    _van(ImageDraw.Draw(picture))
    for number in range(7):
        _person(ImageDraw.Draw(picture), 1830 + number * 78, 1330 + (number % 3) * 16, 150, chance)
    return photographed(developed(picture, chance))


# The park ---------------------------------------------------------------------------------------------------------


def _hills(picture: Image.Image, chance: random.Random) -> None:
    for base, height, colour in ((860, 120, (150, 178, 196)), (910, 80, (112, 150, 142)), (960, 50, (84, 128, 84))):
        line = ridge(_WIDTH, base, height, chance)
        mask = smooth(SIZE, lambda draw, line=line: draw.polygon([*line, (_WIDTH, _HEIGHT), (0, _HEIGHT)], fill=255), blur=1.5)
        picture.paste(colour, mask=mask)


def _lake(picture: Image.Image, chance: random.Random) -> None:
    box = (0, 985, _WIDTH, 1110)
    size = (_WIDTH, box[3] - box[1])
    ripples = noise((_WIDTH // 12, size[1] * 2), chance, cell=3).resize(size)
    water = Image.composite(gradient(size, (150, 190, 215), (88, 138, 172)), Image.new("RGB", size, (200, 220, 232)), ripples)
    picture.paste(water, box)


def _meadow(picture: Image.Image, chance: random.Random) -> None:
    size = (_WIDTH, _HEIGHT - 1090)
    grass = gradient(size, (124, 166, 82), (62, 112, 44))
    for cell, share in ((90, 0.25), (24, 0.2), (6, 0.16)):
        blades = Image.merge("RGB", [noise(size, chance, cell=cell).point(lambda level: level // 2 + 40)] * 3)
        grass = Image.blend(grass, Image.composite(grass, Image.new("RGB", size, (150, 170, 70)), blades.getchannel(0)), share)
    picture.paste(grass, (0, 1090))
    edges = [(1330, 1095), (1390, 1095), (1450, 1250), (1600, 1480), (1790, _HEIGHT), (760, _HEIGHT), (1000, 1480), (1220, 1250)]
    path = smooth(SIZE, lambda draw: draw.polygon(edges, fill=255), blur=4)
    sand = Image.blend(Image.new("RGB", SIZE, (214, 196, 160)), noise(SIZE, chance, cell=4).convert("RGB"), 0.12)
    picture.paste(sand, mask=path)


def _places(chance: random.Random) -> list[tuple[int, int, int]]:
    """Put the trees beside the path, the far ones first."""
    rows = [(chance.randrange(0, _WIDTH), 1100 + chance.randrange(0, 40), 70 + chance.randrange(50)) for _ in range(22)]
    sides = [(chance.choice((chance.randrange(0, 780), chance.randrange(1830, _WIDTH))), y, (y - 900) // 3) for y in range(1180, 1620, 48)]
    return sorted(rows + sides, key=lambda place: place[1])


def _tree(picture: Image.Image, x: int, y: int, size: int, chance: random.Random) -> None:
    shadow = smooth(
        SIZE, lambda draw: draw.ellipse((x - size, y - size // 9, x + size * 1.5, y + size // 6), fill=120), blur=size / 12
    )
    picture.paste((28, 52, 26), mask=shadow)
    draw = ImageDraw.Draw(picture)
    trunk = (84, 64, 46)
    draw.polygon([(x - size // 11, y), (x + size // 10, y), (x + size // 18, y - size), (x - size // 18, y - size)], fill=trunk)
    leaf = chance.choice(((66, 112, 46), (84, 128, 52), (52, 98, 52)))
    for number in range(150):
        part = number / 150
        angle_x, angle_y = chance.gauss(0, 0.42), chance.gauss(0, 0.34)
        at_x, at_y = x + angle_x * size, y - size * 1.5 + angle_y * size
        radius = size * chance.uniform(0.09, 0.2) * (1.15 - 0.5 * part)
        light = 0.55 + 0.75 * part - 0.35 * angle_y - 0.25 * angle_x
        draw.ellipse((at_x - radius, at_y - radius, at_x + radius, at_y + radius * 0.9), fill=shaded(leaf, light))


# The street -------------------------------------------------------------------------------------------------------


def _houses(picture: Image.Image, chance: random.Random) -> None:
    draw = ImageDraw.Draw(picture)
    x = -40
    for front in ((226, 170, 96), (206, 108, 88), (238, 226, 200), (122, 168, 176), (232, 196, 120), (196, 140, 150), (240, 236, 226)):
        width, top = chance.randrange(330, 440), chance.randrange(520, 700)
        draw.rectangle((x, top, x + width, 1150), fill=front)
        draw.rectangle((x, top, x + width, top + 26), fill=shaded(front, 0.8))
        draw.rectangle((x, 1080, x + width, 1150), fill=shaded(front, 0.7))
        _openings(draw, x, top, width, front)
        x += width
    wires = [(0, 470), (800, 520), (1600, 480), (_WIDTH, 530)]
    draw.line(wires, fill=(70, 70, 70), width=4)
    plaster = noise((_WIDTH, 700), chance, cell=14).convert("RGB")
    picture.paste(Image.blend(picture.crop((0, 460, _WIDTH, 1160)), plaster, 0.06), (0, 460))


def _openings(draw: ImageDraw.ImageDraw, x: int, top: int, width: int, front: Colour) -> None:
    glass, frame = (74, 92, 106), shaded(front, 1.2)
    for left in (x + 50, x + width - 150):
        draw.rectangle((left - 8, top + 92, left + 98, top + 248), fill=frame)
        draw.rectangle((left, top + 100, left + 90, top + 240), fill=glass)
        draw.line((left + 45, top + 100, left + 45, top + 240), fill=frame, width=5)
        draw.polygon([(left, top + 100), (left + 60, top + 100), (left, top + 190)], fill=between(glass, (200, 215, 225), 0.35))
    draw.rectangle((x + width // 2 - 60, 880, x + width // 2 + 50, 1150), fill=shaded(front, 0.45))


def _road(picture: Image.Image, chance: random.Random) -> None:
    pavement = Image.blend(gradient((_WIDTH, 190), (196, 190, 180), (170, 164, 156)), noise((_WIDTH, 190), chance, cell=3).convert("RGB"), 0.1)
    picture.paste(pavement, (0, 1150))
    size = (_WIDTH, _HEIGHT - 1340)
    asphalt = Image.blend(gradient(size, (104, 104, 108), (72, 72, 76)), noise(size, chance, cell=2).convert("RGB"), 0.12)
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
    draw.text((628, 1060), "UNIDAD MÓVIL DE SALUD", fill=teal, font_size=56)
    draw.text((628, 1132), "LEÓN", fill=dark, font_size=44)
    for centre in (790, 1560):
        draw.ellipse((centre - 112, 1340, centre + 112, 1564), fill=(36, 38, 42))
        draw.ellipse((centre - 58, 1394, centre + 58, 1510), fill=(166, 170, 176))


# People -----------------------------------------------------------------------------------------------------------


def _person(draw: ImageDraw.ImageDraw, x: float, y: float, height: float, chance: random.Random) -> None:
    """Draw somebody standing with their feet at a point."""
    skin, shirt, trousers = chance.choice(_SKIN), chance.choice(_CLOTHES), chance.choice(((50, 56, 80), (92, 78, 66), (60, 60, 62)))
    tall = height * chance.choice((1.0, 0.94, 1.05, 0.7))
    wide = tall * 0.13
    draw.ellipse((x - wide * 1.6, y - tall * 0.03, x + wide * 2.4, y + tall * 0.05), fill=(58, 66, 50))
    for leg in (-0.55, 0.12):
        draw.rectangle((x + leg * wide, y - tall * 0.46, x + (leg + 0.44) * wide, y), fill=trousers)
    draw.rounded_rectangle((x - wide, y - tall * 0.82, x + wide, y - tall * 0.42), wide * 0.5, fill=shirt)
    for arm in (-1.3, 0.95):
        draw.rounded_rectangle((x + arm * wide, y - tall * 0.8, x + (arm + 0.38) * wide, y - tall * 0.44), wide * 0.2, fill=shaded(shirt, 0.86))
    draw.ellipse((x - wide * 0.62, y - tall, x + wide * 0.62, y - tall * 0.83), fill=skin)
    draw.pieslice((x - wide * 0.66, y - tall * 1.02, x + wide * 0.66, y - tall * 0.84), 180, 360, fill=(42, 32, 28))
