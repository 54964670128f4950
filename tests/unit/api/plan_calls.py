"""Requests about the plan whose answer is no plain JSON: calendars and pages, as text."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from icalendar import Calendar

from chalicelib import bootstrap
from chalicelib.api.dispatch import answer
from chalicelib.api.routes import ROUTES
from chalicelib.domain.people import Role
from tests.unit.api.calls import an_event
from tests.world import World


@dataclass(frozen=True)
class Shown:
    """What came back, as it came."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def parsed(text: str) -> Any:
    """Read a calendar with a library; anything it finds wrong is in `errors` of what it is wrong with."""
    return Calendar.from_ical(text)


def see(
    world: World,
    method: str,
    resource: str,
    path: dict[str, str] | None = None,
    *,
    roles: Iterable[Role] = (Role.IMAGE_OFFICE,),
    holds: str = "",
    **more: Any,
) -> Shown:
    """Ask in a world; `holds` is the mark of what the client has already."""
    event = an_event(method, resource, path, roles=roles, **more)
    if holds:
        event["headers"]["if-none-match"] = holds
    with bootstrap.replaced(
        records=world.records,
        clock=world.clock,
        work_queues=world.queues,
        catalogue=world.catalogue,
        text_counter=world.counter,
    ):
        response = answer(event, ROUTES)
    return Shown(response["statusCode"], response["body"], response["headers"])


def a_calendar_address(world: World, *, sees_drafts: bool = False) -> dict[str, str]:
    """Be given a calendar's address: what the path's parameter is."""
    body = {"client": "Agenda de la Dirección", "sees_drafts": sees_drafts}
    given = see(world, "POST", "/v1/calendar-keys", roles=[Role.COORDINATOR], body=body)
    assert given.status == 200
    return {"file": given.json["path"].removeprefix("/v1/calendar/"), "key_id": given.json["key_id"]}


def read_calendar(world: World, address: dict[str, str], **more: Any) -> Shown:
    """Read a calendar as a program that signed in nowhere."""
    return see(world, "GET", "/v1/calendar/{file}", {"file": address["file"]}, roles=(), username=None, **more)
