"""The plan as a calendar that other programs subscribe to (5.1): what goes out when, and which days are special."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from chalicelib.api.ics import Event, calendar
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import local_day
from chalicelib.domain.campaign import Campaign
from chalicelib.domain.conflicts import PlanRules
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.plan_entry import Entry, PlanState
from chalicelib.domain.plan_words import about_entry, networks_said
from chalicelib.texts_es import plan as texts

_STATUS = {
    PlanState.SCHEDULED: "CONFIRMED",
    PlanState.PUBLISHED: "CONFIRMED",
    PlanState.WITHDRAWN: "CANCELLED",
}
_FIXED_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""When what is in no record, as a holiday, is said to have been noted: always the same, or every reading would differ."""

_PUBLICATION_SEQUENCE = 10_000
"""A publication goes on under its bulletin's name: its changes count on from beyond those."""


def plan_feed(entries: Iterable[Entry], rules: PlanRules, first: date, last: date, *, shows_drafts: bool) -> str:
    """Write the plan of some local days as iCalendar. The same plan gives the same text."""
    events = [
        *(_of_entry(entry, shows_drafts=shows_drafts) for entry in entries),
        *_of_holidays(rules.holidays, first, last),
        *(_of_campaign(one) for one in rules.campaigns if one.first <= last and first <= one.last),
        *_of_windows(rules.windows, first, last),
    ]
    return calendar(texts.CALENDAR_NAME, texts.CALENDAR_ABOUT, events)


def _of_entry(entry: Entry, *, shows_drafts: bool) -> Event:
    is_publication = entry.id.startswith("PUB-")
    return Event(
        uid=f"{_name(entry.id)}@portavoz",
        summary=f"{entry.title} ({networks_said(entry)}): {texts.STATES[entry.state]}",
        starts=entry.at or entry.on,
        changed_at=entry.changed_at,
        description=about_entry(entry, shows_draft=shows_drafts),
        status=_STATUS.get(entry.state, "TENTATIVE"),
        sequence=entry.revision + (_PUBLICATION_SEQUENCE if is_publication else 0),
        categories=[entry.campaign] if entry.campaign else [],
    )


def _name(record_id: str) -> str:
    """Name a bulletin and the publication it becomes alike: for a calendar they are one event."""
    return record_id.removeprefix("BOL-").removeprefix("PUB-")


def _of_holidays(holidays: Iterable[NamedHoliday], first: date, last: date) -> Iterator[Event]:
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    for day in days:
        for number, holiday in enumerate(one for one in holidays if one.falls_on(day)):
            yield Event(
                uid=f"holiday-{day.isoformat()}-{number}@portavoz",
                summary=f"{texts.CALENDAR_HOLIDAY}: {holiday.name}",
                starts=day,
                changed_at=_FIXED_AT,
            )


def _of_campaign(campaign: Campaign) -> Event:
    return Event(
        uid=f"{campaign.id}@portavoz",
        summary=f"{texts.CALENDAR_CAMPAIGN}: {campaign.name}",
        starts=campaign.first,
        last=campaign.last,
        changed_at=campaign.created_at,
        description="\n".join(campaign.goals.sentences),
        sequence=campaign.revision,
    )


def _of_windows(windows: Iterable[BlackoutWindow], first: date, last: date) -> Iterator[Event]:
    for window in windows:
        # A window that closes at midnight has nothing of the day that begins then.
        opens, closes = local_day(window.opens_at), local_day(window.closes_at - timedelta(microseconds=1))
        if opens <= last and first <= closes:
            yield Event(
                uid=f"window-{window.opens_at:%Y%m%dT%H%M}-{window.closes_at:%Y%m%dT%H%M}@portavoz",
                summary=f"{texts.CALENDAR_WINDOW}: {window.name}",
                starts=opens,
                last=closes,
                changed_at=_FIXED_AT,
            )
