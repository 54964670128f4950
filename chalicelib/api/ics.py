"""
iCalendar by hand (RFC 5545, 7986): what a calendar program subscribes to, and no more of the standard than that.

The library that knows all of it takes 0.9 MB of a package that is nearly full, and 0.16 s of a cold start; the tests hold
this module against it (docs/decisions/0073).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_OCTETS = 75
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SHOWN_FOR = "PT15M"
REFRESH = "PT1H"
_CONTINUES, _CONTINUED = 0xC0, 0x80
"""By these two bits an octet of UTF-8 is told to be no character's first."""


@dataclass(frozen=True)
class Event:
    """
    One event. `starts` is an aware instant, or a local day for what lasts all day; then `last` is the last day of it.

    `sequence` grows with every change; `changed_at` is when the last one happened.
    """

    uid: str
    summary: str
    starts: datetime | date
    changed_at: datetime
    last: date | None = None
    description: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    categories: Sequence[str] = ()


def calendar(name: str, about: str, events: Iterable[Event]) -> str:
    """Write a calendar: CRLF after each line, each of at most 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Municipio de León//Portavoz//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"DESCRIPTION:{escaped(about)}",
        f"X-WR-CALDESC:{escaped(about)}",
        "X-WR-TIMEZONE:America/Mexico_City",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_instant(event.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _when(event)
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(escaped, event.categories))}"
    yield f"STATUS:{event.status}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    if isinstance(event.starts, datetime):
        yield f"DTSTART:{_instant(event.starts)}"
        yield f"DURATION:{_SHOWN_FOR}"
        return
    yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
    # The end of an all-day event is the first day after it.
    yield f"DTEND;VALUE=DATE:{(event.last or event.starts) + timedelta(days=1):%Y%m%d}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Write a text as a value (RFC 5545, 3.3.11). What no calendar may carry, as control characters, becomes a mark."""
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = _NOT_TEXT.sub("\ufffd", one_kind)
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Break a line so that no part has more than 75 octets; no character is cut in two (RFC 5545, 3.1)."""
    octets, parts, start = line.encode(), [], 0
    room = LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & _CONTINUES == _CONTINUED:
            end -= 1
        parts.append(octets[start:end])
        # The blank that begins a continuation counts.
        start, room = end, LINE_OCTETS - 1
    return b"\r\n ".join([*parts, octets[start:]]).decode()
