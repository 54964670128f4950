"""5.1: the plan: a proposal, a campaign with goals, next week's calendar with a conflict that is moved away, and its `.ics`."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import requests
from icalendar import Calendar

from local.demo.office import TIMEOUT_SECONDS, Person
from local.demo.tables import short
from local.demo.words import NETWORKS
from local.demo.world import World

CAMPAIGN = "Cuidemos el agua"
NETWORKS_OF_IT = ("facebook", "x")
WEEKDAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")

Json = dict[str, Any]


def plan_next_week(world: World) -> None:
    """Let a liaison propose, image accept, and the coordinator see and resolve what stands in the way."""
    world.say.chapter("5.1 El plan: propuestas, una campaña con metas, choques y el calendario")
    monday = world.today + timedelta(days=7 - world.today.weekday())
    open_a_campaign(world, monday)
    first = propose(world, "liaison", "Reabre el puente vehicular de Las Joyas", monday + timedelta(days=1), "10:00")
    accepted = world.office.post(f"plan/proposals/{first['id']}/acceptance")
    world.say.say(
        f"{accepted['id']}: «{accepted['title']}», del enlace; aceptada. Su material va en {accepted['folder']}"
    )
    second = propose(
        world, "agency", "Tres formas de ahorrar agua en casa", monday + timedelta(days=1), "10:20", CAMPAIGN
    )
    before = show_week(world, monday, "El plan de la semana")
    to = monday + timedelta(days=3)
    moved = world.coordinator.post(f"plan/{second['id']}/move", to=str(to), at="12:00")
    entry = moved["entry"]
    world.say.say(f"Se mueve «{entry['title']}» al {_day(entry['day'])} a las {entry['hour']}")
    after = show_week(world, monday, "El plan, después de moverla")
    world.plan = {
        "before": [one for one in before["conflicts"] if second["id"] in one["entries"]],
        "after": [one for one in after["conflicts"] if second["id"] in one["entries"]],
        "events": read_the_calendar(world),
        "titles": {first["title"], second["title"]},
    }


def open_a_campaign(world: World, monday: date) -> None:
    """Plan a campaign of three weeks, with what it is to reach."""
    goals = {"sentences": ["Que se sepa cómo reportar una fuga"], "posts": 6, "comments": 40, "positive_share": 0.5}
    last = monday + timedelta(days=20)
    made = world.coordinator.post(
        "campaigns", **{"name": CAMPAIGN, "from": str(monday), "to": str(last), "goals": goals}
    )
    world.say.say(
        f"{made['id']}: campaña «{made['name']}», del {_day(made['first'])} al {_day(made['last'])}; "
        "metas: 6 publicaciones, 40 comentarios, la mitad positivos"
    )


def propose(world: World, role: str, title: str, on: date, at: str, campaign: str | None = None) -> Json:
    """Propose a publication for a day and an hour, as the person of a role."""
    return Person(world.endpoints, role).post(
        "plan/proposals",
        title=title,
        why="Lo pregunta la gente en las redes",
        on=str(on),
        at=at,
        networks=list(NETWORKS_OF_IT),
        campaign=campaign,
    )


def show_week(world: World, monday: date, title: str) -> Json:
    """Print a week of the plan, and its conflicts in their own words."""
    week = world.coordinator.get("plan", **{"from": str(monday), "to": str(monday + timedelta(days=6))})
    rows = [
        (
            _day(entry["day"]),
            entry["hour"] or "—",
            ", ".join(NETWORKS.get(network, network) for network in entry["networks"]),
            short(entry["title"], 42),
            entry["state_name"],
            short("; ".join(entry["lacks"]) or "—", 34),
        )
        for entry in week["entries"]
    ]
    world.say.table(title, ("día", "hora", "redes", "qué", "estado", "le falta"), rows)
    for conflict in week["conflicts"]:
        world.say.say(f"! {conflict['message']}")
    if not week["conflicts"]:
        world.say.say("Sin choques")
    return week


def read_the_calendar(world: World) -> list[str]:
    """Ask for the address that Outlook or Google subscribe to, and read it as they do; gives the titles of its events."""
    key = world.coordinator.post("calendar-keys", client="Agenda de la Dirección")
    address = f"{world.endpoints['api_url'].rstrip('/')}{key['path']}"
    answer = requests.get(address, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    events = [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    world.say.say(
        f"La dirección .ics para Outlook o Google Calendar da {len(events)} eventos ({len(answer.content):,} bytes)"
    )
    return events


def plan_was_cleared(world: World) -> Iterator[tuple[str, bool, str]]:
    """5.1: the conflict was shown before and is gone after; the calendar has both publications."""
    before, after = len(world.plan["before"]), len(world.plan["after"])
    yield "5.1 el choque se ve, y movida la publicación ya no está", before > 0 and after == 0, f"{before} y {after}"
    events = world.plan["events"]
    found = [title for title in world.plan["titles"] if any(title in event for event in events)]
    yield "5.1 el calendario .ics trae lo planeado", len(found) == len(world.plan["titles"]), f"{len(events)} eventos"


def _day(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{WEEKDAYS[on.weekday()]} {on:%d/%m}"
