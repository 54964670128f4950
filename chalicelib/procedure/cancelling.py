"""
7: a citizen lawfully has their text cancelled (R13): one person asks for it, another one agrees; the night's work carries it out.

A legal hold on anything that copies the text is stronger, when it is asked for, when it is confirmed and when it is carried out.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from chalicelib.domain import ids
from chalicelib.domain.cancellation import Cancellation, new_cancellation, quotes
from chalicelib.domain.cancelled_text import Citizens
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.citizens_copies import copies_of
from chalicelib.procedure.holds import marks_of, register_of
from chalicelib.texts_es import cancelling as texts

CLAUSE = "7"
_MANY = 5_000
_FAR = timedelta(days=4_000)


def ask_cancellation(
    comments: Iterable[str], *, legal_reference: str, reason: str, by: Person, records: Records, clock: Clock
) -> Cancellation:
    """
    Ask that the text of comments, and every copy of it on record, be destroyed. Asking the same again today is the same.

    Raises:
        NotFoundError: one of them is no comment.
        InvalidInputError: somebody still works on one, all are cancelled already, or the reason quotes the citizen.
        RuleViolationError: a legal hold forbids it.
    """
    wanted = new_cancellation(comments, legal_reference=legal_reference, reason=reason, by=by.username, now=clock.now())
    known = records.find(wanted.id)
    if isinstance(known, Cancellation):
        return known
    found = [fetch(records, comment_id, Comment) for comment_id in wanted.comments]
    left = [comment for comment in found if not comment.cancelled_at]
    if not left:
        raise InvalidInputError(texts.NONE_TO_CANCEL)
    _refuse_quotation(f"{legal_reference} {reason}", left)
    _refuse_obstacles(left, records, clock)
    records.insert_new([wanted])
    return fetch(records, wanted.id, Cancellation)


def confirm_cancellation(cancellation_id: str, *, by: Person, records: Records, clock: Clock) -> Cancellation:
    """
    Agree to a cancellation, as a second person. Safe to repeat.

    Raises:
        NotFoundError: there is none under that id.
        InvalidInputError: it is withdrawn, or somebody works on a comment again.
        RuleViolationError: it is the person who asked for it, or a legal hold forbids it.
    """
    asked = fetch(records, cancellation_id, Cancellation)
    if not asked.is_finished:
        found = [record for record in map(records.find, asked.comments) if isinstance(record, Comment)]
        _refuse_obstacles([comment for comment in found if not comment.cancelled_at], records, clock)
    now = clock.now()
    return amend(records, cancellation_id, Cancellation, lambda known: known.confirmed(by=by.username, now=now))


def withdraw_cancellation(cancellation_id: str, *, by: Person, records: Records) -> Cancellation:
    """
    Give a cancellation up that nobody confirmed yet.

    Raises:
        NotFoundError: there is none under that id.
        InvalidInputError: it was confirmed or withdrawn already.
    """
    return amend(records, cancellation_id, Cancellation, lambda known: known.withdrawn(by=by.username))


def cancellations(day: date | None, *, records: Records, clock: Clock) -> list[Cancellation]:
    """Give the cancellations asked for on a day, or without one those that are not carried out yet, by id."""
    if day is not None:
        found = records.of_day(day, ids.CANCELLATIONS)
    else:
        found = [*records.due(Duty.CANCEL, clock.now() + _FAR, _MANY), *records.waiting(_MANY)]
    by_id = {record.id: record for record in found if isinstance(record, Cancellation)}
    return [by_id[cancellation_id] for cancellation_id in sorted(by_id)]


def obstacle_to(copies: Iterable[Citizens], register: HoldRegister, records: Records) -> str | None:
    """Say, in Spanish, which legal hold forbids to destroy the text of any of these; None where none does."""
    for record in copies:
        hold = register.held_by(record.day, marks_of(record, records))
        if hold:
            return texts.held(record.id, hold)
    return None


def _refuse_obstacles(comments: Iterable[Comment], records: Records, clock: Clock) -> None:
    register = register_of(records, clock)
    for comment in comments:
        if not comment.is_finished:
            raise InvalidInputError(texts.unfinished(comment.id))
        obstacle = obstacle_to(copies_of(comment, records=records, clock=clock).records, register, records)
        if obstacle:
            raise RuleViolationError(obstacle, clause=CLAUSE)


def _refuse_quotation(said: str, comments: Iterable[Comment]) -> None:
    """The record of the act is kept for ever: it must not keep what it destroys."""
    for comment in comments:
        if quotes(said, (version.text for version in comment.versions), filter(None, [comment.author_handle])):
            raise InvalidInputError(texts.QUOTES_THE_TEXT)
