"""4.2 Lo que la dependencia tiene: its own cases, a page at a time, the nearest deadline first."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.case import ENDED_SHELF, OPEN_SHELF
from chalicelib.domain.case_states import ENDED, ReferralState
from chalicelib.domain.referral import Referral
from chalicelib.ports import Records

_READ_AT_ONCE = 100
_MOST_READ = 1_000
"""How many cases are looked at for one page: where a state is rare, a page may be short and yet not the last."""


@dataclass(frozen=True)
class CasePage:
    """Some cases, and after which place to go on (`Referral.place_in_list`); None where these were the last."""

    cases: Sequence[Referral]
    next: str | None


def page_of_cases(
    department_id: str, *, state: ReferralState | None, after: str | None, limit: int, records: Records
) -> CasePage:
    """
    Give a page of a department's cases: the open ones, or those in a state.

    Manual 4.2. Where a state is given, at most 1,000 cases are looked at: a page may hold fewer than `limit` and still have a
    `next`. The list may lag a second behind what was told.
    """
    prefix = f"{ENDED_SHELF if state in ENDED else OPEN_SHELF}."
    found: list[Referral] = []
    looked_at = 0
    place = after or ""
    while looked_at < _MOST_READ:
        batch = records.on_shelf(department_id, prefix, place, _READ_AT_ONCE)
        for case in (one for one in batch if isinstance(one, Referral)):
            if state in {None, case.state}:
                if len(found) == limit:
                    return CasePage(found, place)
                found.append(case)
            place = case.place_in_list
        looked_at += len(batch)
        if len(batch) < _READ_AT_ONCE:
            return CasePage(found, None)
    return CasePage(found, place)
