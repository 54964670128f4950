"""
Days become the report of a period: the same cells added up by every cut (4.4, policy on the quantitative report; P7).

Pure: what is read, and from where, is for whoever asks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import local_day
from chalicelib.domain.cells import NOWHERE, Amounts, Cells, Place, place_of, summed
from chalicelib.domain.day_figures import PublicationFacts
from chalicelib.domain.period_report import NO_CAMPAIGN, NO_PUBLICATION, Cut, DaysRead, PeriodReport, Step
from chalicelib.domain.periods import step_key
from chalicelib.domain.report_notes import notes_on
from chalicelib.domain.report_rows import campaign_rows, department_rows, network_rows, publication_rows, step_rows
from chalicelib.domain.summing import totals_of
from chalicelib.domain.totals import Totals

Measures = dict[str, Amounts]


@dataclass(frozen=True)
class Material:
    """What a report is made of: the cells of its days, and the names of the publications and departments in them."""

    cells_by_day: Mapping[date, Cells]
    publications: Mapping[str, PublicationFacts]
    departments: Mapping[str, str]
    read: DaysRead


class _Table:
    """The rows of a cut while cells come in."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Measures]] = {}

    def add(self, key: str, measures: Measures) -> None:
        self._rows.setdefault(key, []).append(measures)

    def sums(self) -> dict[str, Measures]:
        return {key: summed(several) for key, several in self._rows.items()}

    def totals(self, today: date) -> dict[str, Totals]:
        return {key: totals_of(measures, today) for key, measures in self.sums().items()}


def report_of(material: Material, *, first: date, last: date, by: Step, cut: Cut, now: datetime) -> PeriodReport:
    """Add up a period, first and last day included, as it stands now: what is open after its deadline today is overdue."""
    today = local_day(now)
    steps, networks, campaigns, publications, departments = (_Table() for _ in range(5))
    seen_on: dict[str, set[str]] = defaultdict(set)
    for day, place, measures in _within(material, cut):
        steps.add(step_key(day, by), measures)
        if place == NOWHERE:
            continue
        campaigns.add(_campaign(material, place) or NO_CAMPAIGN, measures)
        publications.add(place.publication or NO_PUBLICATION, measures)
        if place.network:
            networks.add(place.network, measures)
            seen_on[place.publication].add(place.network)
        if place.department:
            departments.add(place.department, measures)
    report = PeriodReport(
        first=first,
        last=last,
        by=by,
        cut=cut,
        counted_at=now,
        days=material.read,
        total=totals_of(summed(steps.sums().values()), today),
        steps=step_rows(steps.totals(today), first, last, by),
        networks=network_rows(networks.totals(today)),
        campaigns=campaign_rows(campaigns.totals(today)),
        publications=publication_rows(publications.sums(), material.publications, seen_on, today),
        departments=department_rows(departments.totals(today), material.departments),
    )
    return report.model_copy(update={"notes": notes_on(report, today)})


def _within(material: Material, cut: Cut) -> Iterator[tuple[date, Place, Measures]]:
    """Go through what the report is of."""
    for day, cells in material.cells_by_day.items():
        for key, measures in cells.items():
            place = place_of(key)
            is_wanted = (
                cut.publication in {None, place.publication}
                and cut.network in {None, place.network}
                and cut.department in {None, place.department}
                and (cut.campaign is None or cut.campaign == _campaign(material, place))
            )
            if is_wanted:
                yield day, place, measures


def _campaign(material: Material, place: Place) -> str | None:
    facts = material.publications.get(place.publication)
    return facts.campaign if facts else None
