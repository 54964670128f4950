"""Which department may be competent, by the words the catalogue says it attends (4.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.phrases import PhraseTable, longest
from chalicelib.domain.comment import DepartmentCandidate

MAX_CANDIDATES = 3

_WEIGHT_BY_WORDS = (0.0, 1.0, 2.4, 4.0, 5.0)
"""A phrase of two words says more than two words that stand apart."""

_DOUBT = 0.5
"""What is left to chance even when one department alone is named: one word gives two thirds."""


@dataclass
class _Claim:
    weight: float = 0.0
    first_at: int = 0


class DepartmentRanker:
    """Ranks departments. Built once from the catalogue's words."""

    def __init__(self, attends: Mapping[str, Sequence[str]]) -> None:
        """Take, by department id, the phrases it is known by."""
        self._table = PhraseTable()
        for department, phrases in attends.items():
            for phrase in phrases:
                self._table.add(department, phrase)

    def rank(self, comment: Words) -> tuple[DepartmentCandidate, ...]:
        """Give the departments that a comment's words name, the likeliest first; none when it names none."""
        claims: dict[str, _Claim] = {}
        for match in longest(set(self._table.matches(comment))):
            claim = claims.setdefault(match.label, _Claim(first_at=match.start))
            claim.weight += _WEIGHT_BY_WORDS[min(match.size, len(_WEIGHT_BY_WORDS) - 1)]
        total = sum(claim.weight for claim in claims.values()) + _DOUBT
        ranked = sorted(claims.items(), key=lambda item: (-item[1].weight, item[1].first_at, item[0]))
        return tuple(
            DepartmentCandidate(department_id=department, confidence=round(claim.weight / total, 3))
            for department, claim in ranked[:MAX_CANDIDATES]
        )
