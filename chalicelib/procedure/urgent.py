"""
4.1, 4.2: what cannot wait. Risk to life, violence against women and minors in danger go to the department on duty at once.

A person sees it first of all that waits, at the same time and whatever the machine's confidence. What is said in public is
said once, and without details.
"""

from collections.abc import Iterable

from chalicelib.domain.classification import Classification, DepartmentCandidate
from chalicelib.ports import Catalogue


def departments_for(
    reading: Classification, candidates: Iterable[DepartmentCandidate], catalogue: Catalogue
) -> tuple[str, ...]:
    """
    Give the departments that may be competent, the first first: for an urgent comment, one that is on duty for it.

    What a person decided stays as they said. One that is no longer in the catalogue is passed over (Q09).
    """
    named = tuple(one.department_id for one in candidates if one.department_id in catalogue.departments)
    if reading.urgency is None or reading.decided_by:
        return named
    on_duty = [one for one in catalogue.urgent_departments.get(reading.urgency, ()) if one in catalogue.departments]
    first = [one for one in named if one in on_duty] or on_duty
    return tuple(dict.fromkeys((*first[:1], *named)))
