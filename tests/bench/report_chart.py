"""A chart of costs on two logarithmic axes, as SVG: no script, no address, readable without colours."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 170, 50, 50
COLOURS = ("#1b4f72", "#a04000", "#145a32", "#6c3483")
DASHES = ("", "8 4", "2 3", "12 4 2 4")
Points = Sequence[tuple[int, float]]


def drawn(series: Mapping[str, Points]) -> str:
    """Draw lines of kilobytes over records."""
    every = [value for points in series.values() for _, value in points]
    scales = [scale for scale, _ in next(iter(series.values()))]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))

    def across(scale: float) -> float:
        share = (math.log10(scale) - math.log10(scales[0])) / (math.log10(scales[-1]) - math.log10(scales[0]))
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        '<title id="t">Lo que lee un reporte, según cuántos registros hay en tres años</title>',
        f'<desc id="d">{escape(_told(series))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(LEFT, 24, "KB leídos por reporte (escala logarítmica)", size=15),
        _text(LEFT, HEIGHT - 10, "Registros en tres años", size=13),
    ]
    for power in range(low, high + 1):
        at = up(10**power)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ccc"/>')
        parts.append(_text(LEFT - 8, at + 4, f"{10**power:,}", anchor="end"))
    parts += [_text(across(scale), HEIGHT - BOTTOM + 18, f"{scale:,}", anchor="middle") for scale in scales]
    for number, (name, points) in enumerate(series.items()):
        path = " ".join(f"{across(scale):.1f},{up(value):.1f}" for scale, value in points)
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
        )
        scale, value = points[-1]
        parts.append(_text(across(scale) + 10, up(value) + 4, f"{name}: {value:,.0f} KB", colour=colour))
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, said: str, *, size: int = 12, anchor: str = "start", colour: str = "#222") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-family="sans-serif" font-size="{size}" fill="{colour}">{escape(said)}</text>'


def _told(series: Mapping[str, Points]) -> str:
    rows = (
        f"{name}: " + ", ".join(f"{value:,.0f} KB con {scale:,}" for scale, value in points)
        for name, points in series.items()
    )
    return "; ".join(rows) + "."
