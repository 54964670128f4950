"""
Which department may be competent, by the words the catalogue says it attends (4.2).

Every phrase that is found speaks for its department: the more words, the louder; what stands after «frente a» or «afuera de» only
says where, and a hint only hints. A phrase of `not_when` silences what it covers. What somebody outside the municipality attends
goes to the default department with a note. What was learnt of departments is weighed beside the words (`weighing`), and never
against a `not_when` or a note.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.adapters.classifiers.department_weights import LearntDepartments, learnt_departments
from chalicelib.adapters.classifiers.naming import by_words, likeliest
from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.pieces import Match, longest
from chalicelib.adapters.classifiers.subjects import SubjectIndex
from chalicelib.adapters.classifiers.weighing import Claim, probabilities
from chalicelib.adapters.classifiers.whereabouts import weight_where
from chalicelib.domain.classification import DepartmentCandidate
from chalicelib.domain.competence import Competence, OutsideBody

if TYPE_CHECKING:
    from chalicelib.adapters.catalogue import YamlCatalogue

_WEIGHT_BY_WORDS = (0.0, 1.0, 2.4, 4.0, 5.0)
"""A phrase of two words says more than two words that stand apart."""
_HINT = 0.4


@dataclass(frozen=True)
class _Topic:
    department: str
    strength: float = 1.0
    is_against: bool = False
    note: str = ""


class Ranking(NamedTuple):
    """The departments that may be competent, the likeliest first, and how many of any the catalogue's words name."""

    candidates: tuple[DepartmentCandidate, ...]
    named: int


class DepartmentRanker:
    """Ranks departments. Built once from the catalogue's words."""

    def __init__(
        self,
        attends: Mapping[str, Competence | Sequence[str]],
        outside: Iterable[OutsideBody] = (),
        default: str = "",
        learnt: LearntDepartments | None = None,
    ) -> None:
        """Take, by department id, what each is known by; who attends the rest; who answers for them; and what was learnt."""
        self._learnt = learnt
        self._departments = frozenset(attends)
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
        """Give the departments that may be competent, the likeliest first; none when nothing points to one."""
        return self.judge(comment).candidates

    def judge(self, comment: Words) -> Ranking:
        """Rank the departments, and say how many are named by words of the catalogue."""
        claims, against = self.claims(comment)
        named = by_words(claims)
        is_elsewhere = any(one.note for one in named[:1])
        if self._learnt is None or is_elsewhere or (against and not claims):
            return Ranking(named, len(claims))
        scores = self._allowed(self._learnt.scores(comment.words), claims, against)
        return Ranking(likeliest(probabilities(claims, scores, self._learnt.strengths), claims), len(claims))

    def claims(self, comment: Words) -> tuple[dict[str, Claim], frozenset[str]]:
        """Give what the words claim for each department, and which departments some of them speak against."""
        found = sorted(set(self._index.matches(comment.words)))
        topics = (self._topics[one.label] for one in found)
        against = frozenset(topic.department for topic in topics if topic.is_against)
        return self._claims(self._said(found), comment.words), against

    def _allowed(
        self, scores: Mapping[str, float], claims: Mapping[str, Claim], against: frozenset[str]
    ) -> dict[str, float]:
        """Leave out who is not in the catalogue or only spoken against; for whom words speak both ways, they decide alone."""
        return {
            department: min(score, 0.0) if department in against else score
            for department, score in scores.items()
            if department in self._departments and (department in claims or department not in against)
        }

    def _enter(self, topic: _Topic, phrases: Iterable[str]) -> None:
        label = len(self._topics)
        self._topics.append(topic)
        self._index.add_all([(label, phrase) for phrase in phrases])

    def _said(self, found: Sequence[Match[int]]) -> list[Match[int]]:
        """Give the phrases that count: none within a longer one, none that its own department speaks against."""
        against = [one for one in found if self._topics[one.label].is_against]
        kept = longest(one for one in found if not self._topics[one.label].is_against)
        return [one for one in kept if not any(self._is_silenced(one, other) for other in against)]

    def _is_silenced(self, one: Match[int], other: Match[int]) -> bool:
        is_own = self._topics[one.label].department == self._topics[other.label].department
        return is_own and other.start <= one.start and one.end <= other.end

    def _claims(self, said: Iterable[Match[int]], words: Sequence[str]) -> dict[str, Claim]:
        claims: dict[str, Claim] = {}
        for one in said:
            topic = self._topics[one.label]
            claim = claims.setdefault(topic.department, Claim(first_at=one.start))
            weight = _WEIGHT_BY_WORDS[min(one.size, len(_WEIGHT_BY_WORDS) - 1)]
            claim.weight += weight * topic.strength * weight_where(words, one.start)
            claim.note = claim.note or topic.note
        return claims


def ranker_of(catalogue: "YamlCatalogue") -> DepartmentRanker:
    """Make the ranker of a catalogue's departments."""
    return DepartmentRanker(catalogue.attends, catalogue.outside, catalogue.default_department, learnt_departments())
