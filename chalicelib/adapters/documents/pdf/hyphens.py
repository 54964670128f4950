"""Words that were divided at a line's end: joined, or left with their own hyphen, by what the rest of the document shows."""

import re
from functools import cached_property

_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST = re.compile(r"[\w-]+$")
_FIRST = re.compile(r"\w+(?:-\w+)*")
_LONG_ENOUGH = 4
_STEM = 6


class Words:
    """The words of a document that stand whole in a line."""

    def __init__(self, lines: list[str]) -> None:
        """Take the lines; their first and last words may be halves and are no evidence."""
        self._lines = lines

    @cached_property
    def _known(self) -> set[str]:
        found: set[str] = set()
        for line in self._lines:
            found.update(word.casefold() for word in _WORD.findall(line)[1:-1])
        return found

    @cached_property
    def _compounds(self) -> set[tuple[str, str]]:
        """The compounds written whole, by their first word and the stem of the second: «socio-económico» and its plural."""
        parts = (word.partition("-") for word in self._known if "-" in word)
        return {(first, second[:_STEM]) for first, _, second in parts}

    def joined(self, before: str, after: str) -> str:
        """Put a line whose last word is divided before the line in which it goes on."""
        first, second = _LAST.search(before), _FIRST.match(after)
        if first is None or second is None or self._keeps_hyphen(first[0], second[0]):
            return f"{before}-{after}"
        return before + after

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        """A name, a number or a compound keeps its hyphen: one that is written so elsewhere, or of two words of its own."""
        if not (first[-1].islower() and second[0].islower()) and not (first.isupper() and second.isupper()):
            return True
        known, whole = self._known, (first + second).casefold()
        if whole in known:
            return False
        if (first.casefold(), second.casefold()[:_STEM]) in self._compounds:
            return True
        are_words = {first.casefold(), second.casefold()} <= known
        return are_words and min(len(first), len(second)) >= _LONG_ENOUGH
