"""4.4, 7: the day is closed and read back."""

import json
from datetime import date, datetime
from typing import Any

from local.demo.office import aws_client
from local.demo.tables import LEON
from local.demo.world import World


def close(world: World) -> None:
    """4.4, 7: the day is closed, and read back through the API."""
    world.say.chapter("4.4 y 7: se cierra el día y se lee lo registrado")
    invoke(world.endpoints, "close_day", event_to_close(world.today))
    status = world.director.get(f"days/{world.today}")
    world.say.day(status)
    world.say.records(world.office.get(f"days/{world.today}/records")["records"])
    world.say.waiting(world.office.get("attention")["waiting"])


def invoke(endpoints: dict[str, Any], function: str, event: dict[str, Any]) -> str:
    """Run a function at once with an event, as IT support does; gives its answer. Raises RuntimeError when it fails."""
    answer = aws_client(endpoints, "lambda").invoke(
        FunctionName=endpoints["functions"][function], Payload=json.dumps(event).encode()
    )
    said = str(answer["Payload"].read().decode())
    if answer.get("FunctionError"):
        raise RuntimeError(said)
    return said


def event_to_close(day: date) -> dict[str, Any]:
    """Write the event with which IT support closes a day by hand: the day is in its detail."""
    return scheduled({"day": day.isoformat()})


def scheduled(detail: dict[str, Any] | None = None) -> dict[str, Any]:
    """Write an event in EventBridge's shape, as a function's schedule sends it; a schedule's own has no detail."""
    return {
        "version": "0",
        "id": "00000000-0000-0000-0000-000000000000",
        "detail-type": "Scheduled Event",
        "source": "portavoz",
        "account": "",
        "time": datetime.now(LEON).isoformat(),
        "region": "",
        "resources": [],
        "detail": detail or {},
    }
