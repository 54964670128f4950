"""
Which department may be competent, by the words the catalogue says it attends (4.2).

Every phrase that is found speaks for its department: the more words, the louder; what stands after «frente a» or «afuera de» only
says where, and a hint only hints. A phrase of `not_when` silences what it covers. What somebody outside the municipality attends
goes to the default department with a note.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.pieces import Match, longest
from chalicelib.adapters.classifiers.subjects import SubjectIndex
from chalicelib.domain.comment import DepartmentCandidate
from chalicelib.domain.competence import Competence, OutsideBody

if TYPE_CHECKING:
    from chalicelib.adapters.catalogue import YamlCatalogue

MAX_CANDIDATES = 3

_WEIGHT_BY_WORDS = (0.0, 1.0, 2.4, 4.0, 5.0)
"""A phrase of two words says more than two words that stand apart."""
_HINT = 0.4
_PLACE = 0.4
_NEAR = 0.75

_DOUBT = 0.25
"""What is left to chance even when one department alone is named: one word gives four fifths. Set on labelled comments."""

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
"""«Frente a la escuela» says where something is, not what it is about."""
_NEAR_WORDS = frozenset(["en", "por", "desde", "hacia", "para"])


@dataclass(frozen=True)
class _Topic:
    department: str
    strength: float = 1.0
    is_against: bool = False
    note: str = ""


@dataclass
class _Claim:
    weight: float = 0.0
    first_at: int = 0
    note: str = ""


class DepartmentRanker:
    """Ranks departments. Built once from the catalogue's words."""

    def __init__(
        self,
        attends: Mapping[str, Competence | Sequence[str]],
        outside: Iterable[OutsideBody] = (),
        default: str = "",
    ) -> None:
        """Take, by department id, what each is known by; who attends the rest; and who answers for them."""
        self._index = SubjectIndex()
        self._topics: list[_Topic] = []
        for department, known in attends.items():
            competence = known if isinstance(known, Competence) else Competence(tuple(known))
            self._enter(_Topic(department), competence.attends)
            self._enter(_Topic(department, _HINT), competence.hints)
            self._enter(_Topic(department, is_against=True), competence.not_when)
        for body in outside:
            self._enter(_Topic(default, note=body.note), body.attends)

    def rank(self, comment: Words) -> tuple[DepartmentCandidate, ...]:
        """Give the departments that a comment's words name, the likeliest first; none when it names none."""
        claims = self._claims(self._said(comment.words), comment.words)
        total = sum(claim.weight for claim in claims.values()) + _DOUBT
        ranked = sorted(claims.items(), key=lambda item: (-item[1].weight, item[1].first_at, item[0]))
        return tuple(
            DepartmentCandidate(department_id=department, confidence=round(claim.weight / total, 3), note=claim.note)
            for department, claim in ranked[:MAX_CANDIDATES]
        )

    def _enter(self, topic: _Topic, phrases: Iterable[str]) -> None:
        label = len(self._topics)
        self._topics.append(topic)
        self._index.add_all([(label, phrase) for phrase in phrases])

    def _said(self, words: Sequence[str]) -> list[Match[int]]:
        """Give the phrases that count: none within a longer one, none that its own department speaks against."""
        found = sorted(set(self._index.matches(words)))
        against = [one for one in found if self._topics[one.label].is_against]
        kept = longest(one for one in found if not self._topics[one.label].is_against)
        return [one for one in kept if not any(self._is_silenced(one, other) for other in against)]

    def _is_silenced(self, one: Match[int], other: Match[int]) -> bool:
        is_own = self._topics[one.label].department == self._topics[other.label].department
        return is_own and other.start <= one.start and one.end <= other.end

    def _claims(self, said: Iterable[Match[int]], words: Sequence[str]) -> dict[str, _Claim]:
        claims: dict[str, _Claim] = {}
        for one in said:
            topic = self._topics[one.label]
            claim = claims.setdefault(topic.department, _Claim(first_at=one.start))
            weight = _WEIGHT_BY_WORDS[min(one.size, len(_WEIGHT_BY_WORDS) - 1)]
            claim.weight += weight * topic.strength * _where(words, one.start)
            claim.note = claim.note or topic.note
        return claims


def ranker_of(catalogue: "YamlCatalogue") -> DepartmentRanker:
    """Make the ranker of a catalogue's departments."""
    return DepartmentRanker(catalogue.attends, catalogue.outside, catalogue.default_department)


def _where(words: Sequence[str], start: int) -> float:
    """Say how much of its weight a phrase keeps where it stands."""
    before = words[max(0, start - 2) : start]
    if not before:
        return 1.0
    if before[-1] in _PLACE_WORDS or (before[-1] in {"a", "con"} and before[0] in _PLACE_WORDS):
        return _PLACE
    return _NEAR if before[-1] in _NEAR_WORDS else 1.0
