"""
4.3: which published answer a question asks for, by the words of `answers.yaml`. It never guesses.

A question has an answer when one answer alone is recognised in it, and the words recognised – with those that say nothing, such
as a greeting – are as large a share of it as the bar asks. «¿A qué hora abre el zoológico de Guadalajara?» has a word too many.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from chalicelib.adapters.answers_file import AnswerEntry, AnswersFile
from chalicelib.adapters.classifiers.normalising import LINK, normalised
from chalicelib.adapters.classifiers.pieces import Match
from chalicelib.adapters.classifiers.subjects import SubjectIndex
from chalicelib.domain.answer import CannedAnswer


class YamlAnswerBook:
    """`ports.AnswerBook` from `answers.yaml`, already read."""

    def __init__(self, file: AnswersFile) -> None:
        """Take the file; its words are compared by how they sound, as the departments' are."""
        self._file = file
        self._answers = {entry.id: _answer(entry) for entry in file.answers}

    def find(self, question: str, departments: Sequence[str], on: date) -> CannedAnswer | None:
        """Give the answer that a question clearly asks for, of a department that may be competent, or None."""
        shares = self._shares(normalised(question).words)
        found = [name for name in shares if self._answers[name].is_in_force(on)]
        if len(found) != 1:
            return None
        answer = self._answers[found[0]]
        is_competent = not departments or answer.department_id in departments
        return answer if is_competent and shares[answer.id] >= self._file.bar else None

    def published(self, on: date) -> tuple[CannedAnswer, ...]:
        """Give the answers in force on a local day."""
        return tuple(answer for answer in self._answers.values() if answer.is_in_force(on))

    def write(self, answer: CannedAnswer, reference: str) -> str:
        """Write an answer out under a question's reference."""
        variants = self._file.variants
        chosen = int.from_bytes(hashlib.sha256(reference.encode()).digest()[:4]) % len(variants)
        return variants[chosen].format_map({"answer": answer.text, "reference": reference})

    def _shares(self, words: Sequence[str]) -> dict[str, float]:
        """Give, for each answer that is recognised, the share of a question's telling words that it accounts for."""
        asks, other, against = self._indexes
        silenced = {match.label for match in against.matches(words)}
        recognised: dict[int, set[int]] = {}
        for match in asks.matches(words):
            if match.label not in silenced:
                recognised.setdefault(match.label, set()).update(_own_places(match))
        beside = [(match.label, range(match.start, match.end)) for match in other.matches(words)]
        telling = {at for at, word in enumerate(words) if (word.isalnum() and len(word) > 1) or word == LINK}
        return {
            self._file.answers[label].id: _share_of(
                telling, known.union(*(at for one, at in beside if one in {label, _FILLERS}))
            )
            for label, known in recognised.items()
        }

    @cached_property
    def _indexes(self) -> tuple[SubjectIndex, SubjectIndex, SubjectIndex]:
        """The phrases that recognise an answer, the words that may stand beside them, and what speaks against it."""
        asks, other, against = SubjectIndex(), SubjectIndex(), SubjectIndex()
        for number, entry in enumerate(self._file.answers):
            for index, phrases in ((asks, entry.asks), (other, entry.also), (against, entry.not_when)):
                for phrase in phrases:
                    index.add(number, phrase)
        for filler in self._file.fillers:
            other.add(_FILLERS, filler)
        return asks, other, against


_FILLERS = -1
"""The number of the words that say nothing, whatever the answer."""


def _share_of(telling: set[int], known: set[int]) -> float:
    return len(telling & known) / len(telling) if telling else 0


def _own_places(match: Match[int]) -> tuple[int, ...]:
    """
    Give the places of a phrase's own words. Where it has a gap, what fills it is not known: only its ends are.

    A phrase of `answers.yaml` has one gap at most, before its last word: the words before it stand together.
    """
    if match.end - match.start == match.size:
        return tuple(range(match.start, match.end))
    return (*range(match.start, match.start + match.size - 1), match.end - 1)


def _answer(entry: AnswerEntry) -> CannedAnswer:
    return CannedAnswer(
        id=entry.id, department_id=entry.department, text=entry.text, since=entry.since, until=entry.until
    )
