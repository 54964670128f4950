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


class _Sums:
    """The cells of a report, added up by what its tables have rows of."""

    def __init__(self) -> None:
        self._by_step_and_network: dict[tuple[str, str], list[Measures]] = defaultdict(list)
        self._by_publication: dict[str, list[Measures]] = defaultdict(list)
        self._by_department: dict[str, list[Measures]] = defaultdict(list)
        self.networks_by_publication: dict[str, set[str]] = defaultdict(set)

    def take(self, step: str, place: Place, measures: Measures) -> None:
        self._by_step_and_network[step, place.network].append(measures)
        if place != NOWHERE:
            self._by_publication[place.publication or NO_PUBLICATION].append(measures)
        if place.network:
            self.networks_by_publication[place.publication].add(place.network)
        if place.department:
            self._by_department[place.department].append(measures)

    def steps_and_networks(self) -> tuple[dict[str, Measures], dict[str, Measures]]:
        """Add up each cell once, and their sums by either: three years have a million cells."""
        steps: dict[str, list[Measures]] = defaultdict(list)
        networks: dict[str, list[Measures]] = defaultdict(list)
        for (step, network), several in self._by_step_and_network.items():
            measures = summed(several)
            steps[step].append(measures)
            if network:
                networks[network].append(measures)
        return _added(steps), _added(networks)

    def publications(self) -> dict[str, Measures]:
        return _added(self._by_publication)

    def departments(self) -> dict[str, Measures]:
        return _added(self._by_department)


def report_of(material: Material, *, first: date, last: date, by: Step, cut: Cut, now: datetime) -> PeriodReport:
    """Add up a period, first and last day included, as it stands now: what is open after its deadline today is overdue."""
    today = local_day(now)
    sums = _Sums()
    step_of = {day: step_key(day, by) for day in material.cells_by_day}
    for day, place, measures in _within(material, cut):
        sums.take(step_of[day], place, measures)
    steps, networks = sums.steps_and_networks()
    publications = sums.publications()
    report = PeriodReport(
        first=first,
        last=last,
        by=by,
        cut=cut,
        counted_at=now,
        days=material.read,
        total=totals_of(summed(steps.values()), today),
        steps=step_rows(_totals(steps, today), first, last, by),
        networks=network_rows(_totals(networks, today)),
        campaigns=campaign_rows(_totals(_campaigns(publications, material), today)),
        publications=publication_rows(publications, material.publications, sums.networks_by_publication, today),
        departments=department_rows(_totals(sums.departments(), today), material.departments),
    )
    return report.model_copy(update={"notes": notes_on(report, today)})


def _added(rows: Mapping[str, list[Measures]]) -> dict[str, Measures]:
    return {key: summed(several) for key, several in rows.items()}


def _totals(rows: Mapping[str, Measures], today: date) -> dict[str, Totals]:
    return {key: totals_of(measures, today) for key, measures in rows.items()}


def _campaigns(publications: Mapping[str, Measures], material: Material) -> dict[str, Measures]:
    rows: dict[str, list[Measures]] = defaultdict(list)
    for key, measures in publications.items():
        rows[_campaign_of(key, material) or NO_CAMPAIGN].append(measures)
    return _added(rows)


def _within(material: Material, cut: Cut) -> Iterator[tuple[date, Place, Measures]]:
    """Go through what the report is of."""
    for day, cells in material.cells_by_day.items():
        for key, measures in cells.items():
            place = place_of(key)
            is_wanted = (
                cut.publication in {None, place.publication}
                and cut.network in {None, place.network}
                and cut.department in {None, place.department}
                and (cut.campaign is None or cut.campaign == _campaign_of(place.publication, material))
            )
            if is_wanted:
                yield day, place, measures


def _campaign_of(publication: str, material: Material) -> str | None:
    facts = material.publications.get(publication)
    return facts.campaign if facts else None
