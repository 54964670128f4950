"""
4.4 Analiza cuantitativamente los comentarios: the quantitative report of a period.

P7: every figure is folded from the records. What a closed day counted is read from its record, as long as no record of the day
changed since; every other day is counted anew.
"""

from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.cells import place_of
from chalicelib.domain.changes import Changes
from chalicelib.domain.day import Day
from chalicelib.domain.day_figures import DayFigures, PublicationFacts, day_figures_of
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.period_report import Cut, DaysRead, PeriodReport, Step
from chalicelib.domain.periods import days_of
from chalicelib.domain.publication import Publication
from chalicelib.domain.reporting import Material, report_of
from chalicelib.domain.service_times import CalendarOf
from chalicelib.ports import Catalogue, Clock, Records
from chalicelib.procedure.inventories import days_disposed_of
from chalicelib.procedure.service_clock import calendars_of
from chalicelib.texts_es import figures as texts

MAX_REPORT_DAYS = 1_131
"""Three years, a leap day, and the month in which they are asked for."""


def report(
    first: date, last: date, by: Step, cut: Cut, *, records: Records, catalogue: Catalogue, clock: Clock
) -> PeriodReport:
    """
    Count a period, first and last day included, by every cut.

    Raises:
        InvalidInputError: the period is empty or longer than `MAX_REPORT_DAYS`.
    """
    if not 0 <= (last - first).days < MAX_REPORT_DAYS:
        raise InvalidInputError(texts.period_wrong(MAX_REPORT_DAYS))
    now = clock.now()
    days = list(days_of(first, last))
    stored = stored_figures(days, now, records)
    anew = {day: _counted_anew(day, now, records, calendars_of(catalogue)) for day in days if day not in stored}
    # Of a day whose disposal began meanwhile, not everything may have been there any more to be counted.
    stored |= stored_figures(days_disposed_of(sorted(anew), records), now, records)
    figures = {day: stored.get(day) or anew[day] for day in days}
    material = Material(
        cells_by_day={day: one.cells for day, one in figures.items()},
        publications=_publications(figures.values(), records),
        departments={department.id: department.name for department in catalogue.departments.values()},
        read=DaysRead(stored=len(stored), folded=len(days) - len(stored)),
    )
    return report_of(material, first=first, last=last, by=by, cut=cut, now=now)


def stored_figures(days: Iterable[date], now: datetime, records: Records) -> dict[date, DayFigures]:
    """
    Read what closed days counted, where it still holds.

    The marks of changes are read before the figures: what is stored meanwhile can only be newer.
    """
    over = [day for day in days if day < local_day(now)]
    marks = records.find_each({ids.changes_id(day) for day in over})
    stale = {day for mark in marks.values() if isinstance(mark, Changes) for day in mark.days}
    found = records.find_each([ids.day_id(day) for day in over])
    counted = {one.day: one.counted for one in found.values() if isinstance(one, Day) and one.counted}
    doubtful = {day for day, figures in counted.items() if day in stale or not figures.is_final}
    # Of what was disposed of nothing else is left than what was counted before.
    left_out = doubtful - days_disposed_of(sorted(doubtful), records)
    return {day: figures for day, figures in counted.items() if day not in left_out}


def _counted_anew(day: date, now: datetime, records: Records, calendar_of: CalendarOf) -> DayFigures:
    return day_figures_of(records.of_day(day), calendar_of, is_over=day < local_day(now))


def _publications(figures: Iterable[DayFigures], records: Records) -> dict[str, PublicationFacts]:
    """Tell what publications are called, also those of other days that had comments in the period."""
    given = list(figures)
    known = {key: facts for one in given for key, facts in one.publications.items()}
    named = {place_of(key).publication for one in given for key in one.cells}
    others = records.find_each(sorted(named - known.keys() - {""}))
    found = {
        record.id: PublicationFacts(title=record.title, campaign=record.campaign)
        for record in others.values()
        if isinstance(record, Publication)
    }
    return known | found | _told_by_their_days(named - known.keys() - found.keys() - {""}, records)


def _told_by_their_days(publications: Iterable[str], records: Records) -> dict[str, PublicationFacts]:
    """Tell what publications were called that were disposed of: their own days say it for ever."""
    day_of = {one: ids.partition_of(one) for one in publications}
    day_ids = {ids.day_id(date.fromisoformat(day)) for day in day_of.values() if day != ids.STATE_PARTITION}
    days = [one for one in records.find_each(sorted(day_ids)).values() if isinstance(one, Day) and one.counted]
    told = {key: facts for one in days if one.counted for key, facts in one.counted.publications.items()}
    return {one: told[one] for one in day_of if one in told}
