"""RFC 5545 by hand, held against a library that is kept: lines, escapes, days, and whatever people write."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.api.ics import LINE_OCTETS, Event, calendar, escaped, folded
from tests.builders import NOW
from tests.unit.api.plan_calls import parsed


def read(*events: Event) -> Any:
    return parsed(calendar("Plan", "Lo que viene", events))


def an_event(summary: str = "Parques", **changes: object) -> Event:
    given = {"uid": "a@portavoz", "summary": summary, "starts": NOW, "changed_at": NOW, **changes}
    return Event(**given)  # type: ignore[arg-type]  # any field, by its name


def test_an_event_is_read_back_as_it_was_written() -> None:
    event = an_event(
        description="Estado: programada\nRedes: X, Facebook; ya",
        sequence=3,
        status="TENTATIVE",
        categories=["Agua, parques"],
    )
    [found] = read(event).walk("VEVENT")
    assert (str(found["UID"]), str(found["SUMMARY"])) == ("a@portavoz", "Parques")
    assert str(found["DESCRIPTION"]) == event.description
    assert found["DTSTART"].dt == NOW.astimezone(UTC)
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == NOW.astimezone(UTC)
    assert (found["SEQUENCE"], found["STATUS"]) == (3, "TENTATIVE")
    assert found["DURATION"].dt == timedelta(minutes=15)
    assert found["CATEGORIES"].to_ical() == rb"Agua\, parques"
    assert found.errors == []


def test_what_lasts_days_ends_on_the_day_after_its_last() -> None:
    [found] = read(an_event(starts=date(2026, 12, 30), last=date(2027, 1, 2))).walk("VEVENT")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 12, 30), date(2027, 1, 3))
    [one_day] = read(an_event(starts=date(2026, 12, 25))).walk("VEVENT")
    assert (one_day["DTSTART"].dt, one_day["DTEND"].dt) == (date(2026, 12, 25), date(2026, 12, 26))


def test_a_calendar_says_what_it_is_and_how_often_to_ask_again() -> None:
    found = read()
    assert (found["VERSION"], found["METHOD"], found["CALSCALE"]) == ("2.0", "PUBLISH", "GREGORIAN")
    assert found["X-WR-CALNAME"] == found["NAME"] == "Plan"
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert found["X-PUBLISHED-TTL"] == "PT1H"
    assert found["X-WR-TIMEZONE"] == "America/Mexico_City"


def test_what_somebody_writes_adds_no_line_and_no_event_to_the_calendar() -> None:
    nasty = "Parques\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://malo.example\rX:1\x00\u2028"
    [found] = read(an_event(nasty, description=nasty, categories=[nasty])).walk("VEVENT")
    assert "ATTACH" not in found
    assert found.errors == []


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_line_has_more_than_75_octets_and_no_character_is_cut(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= LINE_OCTETS for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text_is_read_back_but_for_what_no_calendar_may_carry(summary: str, description: str) -> None:
    written = calendar("Plan", "", [an_event(summary, description=description)])
    written.encode()
    [found] = parsed(written).walk("VEVENT")
    assert found.errors == []
    printable = "".join(letter for letter in summary if letter.isprintable())
    if printable == summary:
        assert str(found["SUMMARY"]) == summary


@settings(max_examples=40)
@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)), max_size=4))  # noqa: DTZ001
def test_every_instant_is_read_back_to_the_second(instants: list[datetime]) -> None:
    events = [an_event(uid=f"{number}@portavoz", starts=at) for number, at in enumerate(instants)]
    assert [one["DTSTART"].dt for one in read(*events).walk("VEVENT")] == [at.replace(microsecond=0) for at in instants]
