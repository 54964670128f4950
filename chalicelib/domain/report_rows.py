"""The rows of the report's tables, each with its name in Spanish, in the order a person reads them."""

from collections.abc import Collection, Mapping
from datetime import date

from chalicelib.domain.cells import Amounts, Measure, summed
from chalicelib.domain.day_figures import PublicationFacts
from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.domain.networks import Network
from chalicelib.domain.period_report import NO_CAMPAIGN, NO_PUBLICATION, REST, PublicationRow, Row, Step, StepRow
from chalicelib.domain.periods import steps_of
from chalicelib.domain.summing import totals_of
from chalicelib.domain.totals import Totals
from chalicelib.texts_es import figures as texts
from chalicelib.texts_es import network_name

MAX_PUBLICATIONS = 500
"""How many publications are listed one by one, those with most comments first; the others are one row."""

Measures = dict[str, Amounts]


def step_rows(totals: Mapping[str, Totals], first: date, last: date, by: Step) -> tuple[StepRow, ...]:
    """Give every step of the period, also where nothing happened."""
    return tuple(
        StepRow(key=key, name=_step_name(by, begins, ends), first=begins, last=ends, totals=totals.get(key) or Totals())
        for key, begins, ends in steps_of(first, last, by)
    )


def network_rows(totals: Mapping[str, Totals]) -> tuple[Row, ...]:
    """Give the networks in the manual's order."""
    return tuple(Row(key=one, name=network_name(one), totals=totals[one]) for one in Network if one in totals)


def campaign_rows(totals: Mapping[str, Totals]) -> tuple[Row, ...]:
    """Give the campaigns, those with most comments first."""
    names = {NO_CAMPAIGN: texts.WITHOUT_CAMPAIGN}
    rows = (Row(key=key, name=names.get(key, key), totals=one) for key, one in totals.items())
    return tuple(sorted(rows, key=_by_comments))


def department_rows(totals: Mapping[str, Totals], names: Mapping[str, str]) -> tuple[Row, ...]:
    """Give the departments, those with most cases first; one that is in the catalogue no more keeps its id as name."""
    rows = (Row(key=key, name=names.get(key, key), totals=one) for key, one in totals.items())
    return tuple(sorted(rows, key=lambda row: (-row.totals.cases.count, row.key)))


def publication_rows(
    sums: Mapping[str, Measures],
    facts: Mapping[str, PublicationFacts],
    networks: Mapping[str, Collection[str]],
    today: date,
) -> tuple[PublicationRow, ...]:
    """Give the publications, those with most comments first; beyond what fits, all others in one row."""
    order = sorted(sums, key=lambda key: (-sum(sums[key].get(Measure.COMMENTS, {}).values()), key))
    rows = [
        _publication_row(key, totals_of(sums[key], today), facts.get(key), networks.get(key, ()))
        for key in order[:MAX_PUBLICATIONS]
    ]
    others = order[MAX_PUBLICATIONS:]
    if others:
        totals = totals_of(summed(sums[key] for key in others), today)
        rows.append(
            PublicationRow(key=REST, name=texts.other_publications(len(others)), totals=totals, count=len(others))
        )
    return tuple(rows)


def _publication_row(
    key: str, totals: Totals, facts: PublicationFacts | None, networks: Collection[str]
) -> PublicationRow:
    partition = partition_of(key)
    if facts is None or partition == STATE_PARTITION:
        name = texts.WITHOUT_PUBLICATION if key == NO_PUBLICATION else texts.TITLE_UNKNOWN
        return PublicationRow(key=key, name=name, totals=totals)
    return PublicationRow(
        key=key,
        name=facts.title,
        totals=totals,
        campaign=facts.campaign,
        on=date.fromisoformat(partition),
        networks=tuple(one for one in Network if one in networks),
    )


def _step_name(by: Step, first: date, last: date) -> str:
    if by is Step.MONTH:
        return texts.month_name(first)
    return texts.week_name(first, last) if by is Step.WEEK else texts.day_name(first)


def _by_comments(row: Row) -> tuple[int, int, str]:
    return -row.totals.comments.count, -row.totals.cases.count, row.key
