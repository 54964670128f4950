"""What a department attends, in citizens' words, and what belongs to somebody else (4.2)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Competence:
    """
    The phrases by which a department is known.

    `attends` name its matters, `hints` only point to it and weigh less, `not_when` say the same words about something else:
    «agua» is nobody's matter in «agua de limón».
    """

    attends: tuple[str, ...]
    hints: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutsideBody:
    """
    Who attends what the municipality does not: the light at home, pensions, state roads.

    Its matters go to the default department, with `note`, a sentence in Spanish that says whose they are.
    """

    name: str
    attends: tuple[str, ...]
    note: str
