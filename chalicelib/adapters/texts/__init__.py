"""How long a text is, as each network counts it (2.4)."""

from chalicelib.adapters.texts.counting import NetworkTextCounter

__all__ = ["NetworkTextCounter"]
