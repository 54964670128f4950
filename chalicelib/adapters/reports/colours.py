"""
The report's colours: those of Okabe and Ito, darkened until white words can be read on them (contrast ≥ 4.5).

Blue against vermilion is told apart by every kind of colour blindness; so is either from grey. No colour says anything that
words do not say as well.
"""

from chalicelib.domain.report_document import Tone

LIGHT: dict[Tone, str] = {
    Tone.PLAIN: "#1f5f99",
    Tone.POSITIVE: "#0067a5",
    Tone.NEUTRAL: "#6b7078",
    Tone.NEGATIVE: "#b34700",
    Tone.LATE: "#b34700",
    Tone.OTHER: "#5b4a9e",
}
"""On white ground."""

DARK: dict[Tone, str] = {
    Tone.PLAIN: "#6cb2eb",
    Tone.POSITIVE: "#56b4e9",
    Tone.NEUTRAL: "#a9b0ba",
    Tone.NEGATIVE: "#f59542",
    Tone.LATE: "#f59542",
    Tone.OTHER: "#b9a7f0",
}
"""On dark ground, under dark words."""

TEXT, MUTED, GRID, GROUND, PANEL = "#1b1f24", "#565d66", "#d5d9de", "#ffffff", "#f4f6f8"
ALERT_GROUND, ALERT_TEXT = "#fdf1e7", "#8f3900"
DARK_TEXT, DARK_MUTED, DARK_GRID, DARK_GROUND, DARK_PANEL = "#e8eaed", "#a9b0ba", "#3c434c", "#14171b", "#1e2329"
DARK_ALERT_GROUND, DARK_ALERT_TEXT = "#33241a", "#ffb680"


def luminance(colour: str) -> float:
    """Give a colour's relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
