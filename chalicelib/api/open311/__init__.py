"""Open311 GeoReport v2: the cases as the public standard of cities has them, for programs that speak it already."""

from chalicelib.api.open311.answering import answer_open311

__all__ = ["answer_open311"]
