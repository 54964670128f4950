"""
Brings together what the catalogue's words claim for each department and what was learnt of it, as honest probabilities.

The catalogue decides who is weighed: what it does not hold cannot be named. A department that was never learnt, because staff
added it since, is judged as kindly as the best of the others, so that its words decide.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.adapters.classifiers.department_weights import Strengths


@dataclass
class Claim:
    """What the catalogue's words say for a department: how loud, from which word on, and what is to be noted in Spanish."""

    weight: float = 0.0
    first_at: int = 0
    note: str = ""


def probabilities(
    claims: Mapping[str, Claim], learnt: Mapping[str, float], strengths: Strengths
) -> list[tuple[str, float]]:
    """Give each department's probability, the likeliest first. `learnt` has the scores of those that may be named."""
    kindest = max(learnt.values(), default=0.0)
    first_at = min((claim.first_at for claim in claims.values()), default=0)
    weighed = dict(learnt) | {department: learnt.get(department, kindest) for department in claims}
    scores = {
        department: score_of(score, claims.get(department), first_at, strengths)
        for department, score in weighed.items()
    }
    highest = max(scores.values(), default=0.0)
    raised = {department: math.exp(score - highest) for department, score in scores.items()}
    total = sum(raised.values())
    even = strengths.chance / max(1, len(raised))
    honest = ((department, (1 - strengths.chance) * one / total + even) for department, one in raised.items())
    return sorted(honest, key=lambda item: (-item[1], item[0]))


def score_of(learnt: float, claim: Claim | None, first_at: int, strengths: Strengths) -> float:
    """Give a department's score; `first_at` is where the comment's first claim stands."""
    if claim is None or claim.weight <= 0:
        return strengths.text * learnt
    said = strengths.named + strengths.words * math.log1p(claim.weight) + strengths.first * (claim.first_at == first_at)
    return (strengths.text + strengths.text_where_named) * learnt + said
