"""Names the departments that may be competent: three at most, none that is hardly likely, each with how sure that is."""

import math
from collections.abc import Mapping, Sequence

from chalicelib.adapters.classifiers.weighing import Claim
from chalicelib.domain.classification import DepartmentCandidate

MAX_CANDIDATES = 3

_DOUBT = 0.25
"""What is left to chance even when one department alone is named: one word gives four fifths. Set on labelled comments."""

_LEAST = 0.01
"""Who is less likely than this is not worth a case's second journey."""

_LEARNT_ALONE = 0.4
"""Where no word names a department, the learnt one needs this much; below, the default one attends, or a person looks."""


def by_words(claims: Mapping[str, Claim]) -> tuple[DepartmentCandidate, ...]:
    """Name departments by the catalogue's words alone, the loudest first."""
    total = sum(claim.weight for claim in claims.values()) + _DOUBT
    ranked = sorted(claims.items(), key=lambda item: (-item[1].weight, item[1].first_at, item[0]))
    return tuple(
        DepartmentCandidate(department_id=department, confidence=round(claim.weight / total, 3), note=claim.note)
        for department, claim in ranked[:MAX_CANDIDATES]
    )


def likeliest(ranked: Sequence[tuple[str, float]], claims: Mapping[str, Claim]) -> tuple[DepartmentCandidate, ...]:
    """Name the likeliest, with confidence rounded down so that together they never say more than all."""
    if not claims and max((share for _, share in ranked), default=0.0) < _LEARNT_ALONE:
        return ()
    return tuple(
        DepartmentCandidate(
            department_id=department,
            confidence=math.floor(share * 1000) / 1000,
            note=claims[department].note if department in claims else "",
        )
        for department, share in ranked[:MAX_CANDIDATES]
        if share >= _LEAST
    )
