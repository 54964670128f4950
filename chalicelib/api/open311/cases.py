"""
A case as strangers may see it. What cannot be shown in public is not there at all: neither in a list nor by its folio.

The text is the citizen's without personal data. What departments note is for those who work on the case, and is not shown.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib import bootstrap, texts_es
from chalicelib.api.open311.formats import Content
from chalicelib.domain.calendar import LOCAL_ZONE, end_of_day
from chalicelib.domain.redaction import house_numbers, without_numbers
from chalicelib.domain.referral import ENDED, Referral
from chalicelib.ports import Catalogue

SHORT = 500
"""As much of a text is looked at for a list: a thousand must fit into 6 MB and be redacted within seconds."""

LONGEST = 4_000
"""The standard's own limit."""

_LONGEST_DATUM = 80

_A_SECOND = timedelta(seconds=1)
"""A day is over at midnight, which is called the next day already."""

_COORDINATES = re.compile(r"\((-?\d{1,2}\.\d{6}), (-?\d{1,3}\.\d{6})\)$")


_NUMBER = re.compile(r"\b[0-9]{1,5}\b")


def is_shown(case: Referral, catalogue: Catalogue) -> bool:
    """Leave out what is urgent, and what ever was at a department of which nothing may be hinted at in public."""
    if case.is_urgent or case.urgency is not None:
        return False
    known = catalogue.departments
    been_at = {case.department_id, *case.returned_by, *case.former}
    return all(name in known and not known[name].is_urgent for name in been_at)


def status_of(case: Referral) -> str:
    """Give the standard's word for where a case stands."""
    return "closed" if case.state in ENDED else "open"


def shown(case: Referral, longest: int = LONGEST) -> Content:
    """Write a case as GeoReport v2 does. Call it only for what `is_shown`."""
    department = bootstrap.catalogue().departments[case.department_id]
    redact: Callable[[str], str] = bootstrap.redactor()
    place = case.place or ""
    coordinates = _COORDINATES.search(place)
    return {
        "service_request_id": case.id,
        "status": status_of(case),
        "status_notes": texts_es.OPEN311_STATES.get(case.state, ""),
        "service_name": department.name,
        "service_code": department.id,
        "description": _redacted(case.text, longest, redact),
        "agency_responsible": department.name,
        "service_notice": None,
        "requested_datetime": w3c(case.created_at),
        "updated_datetime": w3c(_updated_at(case)),
        "expected_datetime": w3c(end_of_day(case.due_on) - _A_SECOND),
        "address": without_numbers(redact(_COORDINATES.sub("", place).strip()), _homes(case)) or None,
        "address_id": None,
        "zipcode": None,
        "lat": float(coordinates[1]) if coordinates else None,
        "long": float(coordinates[2]) if coordinates else None,
        "media_url": None,
    }


def _homes(case: Referral) -> tuple[str, ...]:
    """
    Give the numbers of houses that may be somebody's home: the place has them, and not the words around them.

    A case about one subject of several has a part of the text: in the rest, any number of the place may be called a home.
    """
    told = house_numbers(case.text[:LONGEST])
    return told if case.matter is None else (*told, *_NUMBER.findall(case.place or ""))


def w3c(instant: datetime) -> str:
    """Write an instant in the municipality's time, to the second, with its zone."""
    return instant.astimezone(LOCAL_ZONE).isoformat(timespec="seconds")


def _redacted(text: str, longest: int, redact: Callable[[str], str]) -> str:
    """Redact the beginning of a text; where it was cut, less of it, since half a telephone is not known for one."""
    if len(text) <= longest:
        return redact(text)
    return redact(text[:longest])[:-_LONGEST_DATUM] + "…"


def _updated_at(case: Referral) -> datetime:
    """Tell when it was last changed; of a case that ended, when it ended."""
    if case.state in ENDED:
        ended = [act.at for act in case.history if act.act == case.state]
        return ended[-1] if ended else case.history[-1].at
    return case.history[-1].at
