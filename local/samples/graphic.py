"""The campaign's graphic, as an image office draws it: what matters lies where every network's crop keeps it."""

import io

from PIL import ImageDraw

from local.samples.painting import Colour, gradient, lettering

SIZE = (1600, 1600)
_GREEN, _DEEP, _LIME, _GOLD, _INK, _PAPER = (
    (0, 112, 96),
    (0, 66, 62),
    (126, 190, 66),
    (244, 182, 50),
    (22, 48, 46),
    (250, 250, 246),
)


def campaign() -> bytes:
    """Give the graphic: PNG, 1600 × 1600, its words within the part that 16:9 and 4:5 keep."""
    picture = gradient(SIZE, _GREEN, _DEEP)
    draw = ImageDraw.Draw(picture)
    for box, colour in (
        ((-260, -420, 760, 600), _GREEN),
        ((1000, -200, 1900, 700), (8, 134, 110)),
        ((980, 1040, 1780, 1840), _LIME),
    ):
        draw.ellipse(box, fill=colour)
    draw.rectangle((0, 1240, 1600, 1270), fill=_GOLD)
    _telephone(draw)
    for line, (words, colour) in enumerate((("Paga tu", _PAPER), ("predial", _GOLD), ("sin filas", _PAPER))):
        lettering(draw, (205, 330 + line * 186), words, fill=colour, size=168, bold=5)
    lettering(draw, (210, 925), "Por internet, desde tu casa", fill=_PAPER, size=56, bold=1)
    draw.rounded_rectangle((205, 1030, 775, 1130), 50, fill=_GOLD)
    lettering(draw, (255, 1046), "www.leon.gob.mx", fill=_INK, size=58, bold=1)
    lettering(draw, (210, 1360), "LEÓN", fill=_PAPER, size=120, bold=4)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _telephone(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((990, 330, 1390, 1150), 56, fill=_INK)
    draw.rounded_rectangle((1014, 372, 1366, 1108), 30, fill=_PAPER)
    draw.rounded_rectangle((1130, 344, 1250, 358), 7, fill=(80, 100, 98))
    lettering(draw, (1050, 410), "Predial", fill=_GREEN, size=54, bold=1)
    _house(draw)
    for y, width in ((760, 280), (800, 210)):
        draw.rounded_rectangle((1050, y, 1050 + width, y + 18), 9, fill=(206, 214, 212))
    draw.rounded_rectangle((1050, 880, 1330, 960), 40, fill=_GREEN)
    lettering(draw, (1128, 892), "Pagar", fill=_PAPER, size=46, bold=1)
    draw.line((1130, 1030, 1170, 1066, 1250, 990), fill=_LIME, width=18, joint="curve")


def _house(draw: ImageDraw.ImageDraw) -> None:
    walls: Colour = (226, 236, 230)
    draw.rectangle((1090, 600, 1290, 720), fill=walls)
    draw.polygon([(1066, 606), (1190, 500), (1314, 606)], fill=_GOLD)
    draw.rectangle((1165, 640, 1215, 720), fill=_GREEN)
    for left in (1110, 1238):
        draw.rectangle((left, 630, left + 34, 664), fill=_LIME)
