"""Writes a laid-out chart as SVG: colours come by class from the page, so that they change with it; a title and a description."""

from chalicelib.adapters.reports.markup import Markup, tag
from chalicelib.adapters.reports.shapes import Anchor, Box, Dot, Drawing, Ink, Shape, Stroke, Words


def svg(drawing: Drawing, title: str, description: str, identifier: str) -> Markup:
    """Write a chart; `identifier` is its own on the page."""
    return tag(
        "svg",
        tag("title", title, id=f"{identifier}-titulo"),
        tag("desc", description, id=f"{identifier}-descripcion"),
        *map(_shape, drawing.shapes),
        viewBox=f"0 0 {drawing.width:.0f} {drawing.height:.0f}",
        role="img",
        aria_labelledby=f"{identifier}-titulo {identifier}-descripcion",
    )


def _shape(shape: Shape) -> Markup:
    match shape:
        case Box():
            return tag(
                "rect",
                x=shape.left,
                y=shape.top,
                width=shape.width,
                height=shape.height,
                class_=f"fill {shape.tone}",
            )
        case Stroke():
            return _stroke(shape)
        case Dot():
            return tag("circle", cx=shape.x, cy=shape.y, r=2.6, class_=f"fill {shape.tone}")
        case Words():
            return _words(shape)


def _stroke(shape: Stroke) -> Markup:
    return tag(
        "polyline",
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points),
        class_=f"line {shape.tone}" if shape.tone else "rule",
        stroke_dasharray=" ".join(f"{dash:g}" for dash in shape.dashes) or None,
    )


def _words(shape: Words) -> Markup:
    classes = [name for name, holds in (("b", shape.is_bold), (shape.ink, shape.ink is not Ink.TEXT)) if holds]
    return tag(
        "text",
        shape.text,
        x=shape.x,
        y=shape.y,
        font_size=shape.size,
        text_anchor=None if shape.anchor is Anchor.START else shape.anchor,
        class_=" ".join(classes) or None,
    )
