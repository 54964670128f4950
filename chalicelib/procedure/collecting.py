"""
3.1, 3.2 What one bookmark asks for: the comments of a post, or of X the mentions, the search, or another look.

Every way ends in the same storing (`monitoring`). Before anything is called it is asked whether the network's limits leave room,
and on X whether the month's budget does.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, X_LOOKS_READING, X_SEARCH_READING, Reading
from chalicelib.domain.read_budget import Purpose
from chalicelib.domain.records import Duty
from chalicelib.ports import Records
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.budgeting_reads import Ledger, ledger_of, slowed_when_spent
from chalicelib.procedure.collecting_ports import CollectingPorts
from chalicelib.procedure.counting_answers import count_answers
from chalicelib.procedure.counting_reactions import count_reactions, counted_later, is_time_to_count
from chalicelib.procedure.giving_way import held_back
from chalicelib.procedure.looking_again import look_again
from chalicelib.procedure.metering import Meter
from chalicelib.procedure.monitoring import ReadingOutcome
from chalicelib.procedure.searching import search_conversations

UNAFFORDABLE_EVERY = timedelta(hours=1)
"""How often what the budget leaves no room for asks again: its share grows by the day."""

OPENED_AFTER = timedelta(minutes=30)
"""When the search and the looks begin on an account: nothing is old enough for them before."""

_TOLERANCE = timedelta(seconds=10)


def collect(reading_id: str, ports: CollectingPorts) -> ReadingOutcome:
    """
    Do what a bookmark asks for, if it is due. Manual 3.1, 3.2; safe to repeat and in parallel.

    Raises:
        NotFoundError: there is no such bookmark.
    """
    now = ports.clock.now()
    reading = fetch(ports.records, reading_id, Reading)
    if reading.is_finished or (reading.due_at is not None and reading.due_at > now + _TOLERANCE):
        return ReadingOutcome()
    held = held_back(reading, ports.records, now)
    if held is not None:
        return _put_off(held, ports.records, texts_es.READING_GIVES_WAY)
    return _read_x(reading, ports, now) if reading.network is Network.X else _read(reading, ports, now)


def _read(reading: Reading, ports: CollectingPorts, now: datetime) -> ReadingOutcome:
    meter = Meter(ports.sources(reading.network), reading, ports.records, now)
    if not is_time_to_count(reading, now):
        return ports.read(reading, meter, meter.settle)

    def settle(moved: Reading) -> Reading:
        return counted_later(meter.settle(moved), now) if meter.has_heard else meter.settle(moved)

    outcome = ports.read(reading, meter, settle)
    if meter.has_heard:
        count_reactions(reading, meter.reactions, ports.reactions, records=ports.records, now=now)
    return outcome


def _read_x(reading: Reading, ports: CollectingPorts, now: datetime) -> ReadingOutcome:
    ledger = ledger_of(ports.records, ports.catalogue.strategy(Network.X).reads, reading)
    if reading.id == X_ACCOUNT_READING:
        return _read_mentions(reading, ledger, ports, now)
    affordable = ledger.affordable(Purpose.SEARCH if reading.id == X_SEARCH_READING else Purpose.LOOKS, now)
    if affordable == 0:
        return _put_off(reading.evolve(due_at=now + UNAFFORDABLE_EVERY), ports.records, texts_es.READS_NOT_AFFORDED)
    act = search_conversations if reading.id == X_SEARCH_READING else look_again
    return act(reading, ports, affordable)


def _read_mentions(reading: Reading, ledger: Ledger, ports: CollectingPorts, now: datetime) -> ReadingOutcome:
    if len(ledger.counts) < len(Purpose):
        _open_companions(ports.records, now)
    meter = Meter(ports.sources(Network.X), reading, ports.records, now)
    outcome = ports.read(reading, meter, lambda moved: slowed_when_spent(meter.settle(moved), reading, ledger, now))
    if outcome.problem is None:
        count_answers(records=ports.records, counts=ports.counts(), clock=ports.clock)
    return outcome


def _open_companions(records: Records, now: datetime) -> None:
    """Begin to search, and to look again, on an account whose mentions are read; what was due before is not made up for."""
    records.insert_new(
        [
            Reading(
                id=reading_id,
                created_at=now,
                network=Network.X,
                watched_since=now,
                due_at=now + OPENED_AFTER,
                duty=Duty.COLLECT,
            )
            for reading_id in (X_SEARCH_READING, X_LOOKS_READING)
        ]
    )


def _put_off(later: Reading, records: Records, why: str) -> ReadingOutcome:
    try:
        store(records, later)
    except RecordConflictError:
        # Another reader, or a notice, moved the bookmark: it says when to come again.
        return ReadingOutcome()
    return ReadingOutcome(problem=why)
