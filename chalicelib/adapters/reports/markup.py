"""Writes HTML and SVG from elements, so that no text can become markup: what is not an element is escaped."""

from html import escape

VOID = frozenset({"img", "meta", "rect", "circle", "polyline", "line", "br"})


class Markup(str):
    """Markup that was written here and needs no escaping."""

    __slots__ = ()


Child = Markup | str


def tag(name: str, /, *children: Child, **attributes: str | float | None) -> Markup:
    """
    Write an element; an attribute that is None is left out.

    `class_` is written as `class`, and `_` as `-`: names that Python would not take.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in VOID:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{joined(*children)}</{name}>")


def joined(*children: Child) -> Markup:
    """Put elements and texts beside each other."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def _attribute(key: str, value: str | float) -> str:
    name = key.rstrip("_").replace("_", "-")
    written = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{escape(written)}"'
