"""Whether a word of a comment says what it is about or only where: «frente a la escuela» is not about the school."""

from collections.abc import Sequence

_PLACE = 0.4
_NEAR = 0.75

_PLACE_WORDS = frozenset(
    {
        "frente",
        "enfrente",
        "afuera",
        "fuera",
        "atras",
        "detras",
        "junto",
        "lado",
        "cerca",
        "esquina",
        "contraesquina",
        "altura",
        "espaldas",
        "entrada",
        "salida",
        "antes",
        "llegando",
        "pasando",
        "pegado",
        "rumbo",
        "vuelta",
    }
)
_NEAR_WORDS = frozenset(["en", "por", "desde", "hacia", "para"])


def weight_where(words: Sequence[str], start: int) -> float:
    """Say how much of its weight a phrase keeps where it stands."""
    before = words[max(0, start - 2) : start]
    if not before:
        return 1.0
    if before[-1] in _PLACE_WORDS or (before[-1] in {"a", "con"} and before[0] in _PLACE_WORDS):
        return _PLACE
    return _NEAR if before[-1] in _NEAR_WORDS else 1.0
