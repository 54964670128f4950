"""
The plan as a calendar for Outlook and Google (manual 5.1): the one path of the plan that nobody signs in to.

A calendar program cannot sign in; the address carries a key of 256 bits instead, which a person gives out and takes back.
What it shows without being asked to show more are titles.
"""

from datetime import timedelta

from chalicelib import bootstrap
from chalicelib.api.dispatch import no_such_record
from chalicelib.api.documents import CALENDAR, Document, kept
from chalicelib.api.plan_feed import plan_feed
from chalicelib.api.plan_models import CalendarKeyView
from chalicelib.api.requests import Request
from chalicelib.domain.calendar import local_day
from chalicelib.domain.client_key import CALENDAR_PREFIX, ClientKey
from chalicelib.procedure import client_keys
from chalicelib.procedure.plan_calendar import plan_between
from chalicelib.procedure.plan_rules import plan_rules

BEHIND, AHEAD = timedelta(days=30), timedelta(days=60)
"""How many days back and ahead a calendar shows: no more than the plan gives at once."""

_SUFFIX = ".ics"


def read_calendar(request: Request) -> Document:
    """Give the plan of the last 30 and the next 60 days as iCalendar, to whoever holds a good key."""
    written = request.path["file"].removesuffix(_SUFFIX)
    key = client_keys.known_key(written, bootstrap.records()) if written.startswith(CALENDAR_PREFIX) else None
    if key is None or not key.may_see_plan:
        raise no_such_record()
    records, catalogue, clock = bootstrap.records(), bootstrap.catalogue(), bootstrap.clock()
    today = local_day(clock.now())
    first, last = today - BEHIND, today + AHEAD
    entries = plan_between(first, last, records=records, catalogue=catalogue, clock=clock)
    rules = plan_rules(first, records=records, catalogue=catalogue)
    feed = plan_feed(entries, rules, first, last, shows_drafts=key.may_see_drafts)
    headers = {"Content-Disposition": 'inline; filename="plan.ics"', "Referrer-Policy": "no-referrer"}
    return kept(CALENDAR, feed, request.if_none_match, headers)


def issue_calendar_key(request: Request) -> CalendarKeyView:
    """Make a key for a calendar program; the answer is the only place where its address is ever shown."""
    key, record = client_keys.issue_calendar_key(
        request.body.client,
        sees_drafts=request.body.sees_drafts,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(record).model_copy(update={"path": f"/v1/calendar/{key}{_SUFFIX}"})


def revoke_calendar_key(request: Request) -> CalendarKeyView:
    """Take a key back for good: its address gives nothing any more."""
    return _view(
        client_keys.revoke_key(
            request.path["key_id"], by=request.person, records=bootstrap.records(), clock=bootstrap.clock()
        )
    )


def _view(record: ClientKey) -> CalendarKeyView:
    return CalendarKeyView(
        key_id=record.id,
        client=record.client,
        sees_drafts=record.may_see_drafts,
        issued_by=record.issued_by,
        issued_at=record.created_at,
        revoked_by=record.revoked_by,
        revoked_at=record.revoked_at,
    )
