"""4.1, 4.2: another program of the city files a request by the public standard (Open311), and follows it to its folio."""

from collections.abc import Iterator
from typing import Any, cast

import requests

from local.demo.office import TIMEOUT_SECONDS, wait_for
from local.demo.tables import short
from local.demo.world import World

CLIENT = "Aplicación ciudadana (demostración)"
SERVICE = "sapal"
DESCRIPTION = "Sale agua a la banqueta desde ayer; mi teléfono es 477 123 4567"
ADDRESS = "Hidalgo 120, Centro"

Json = dict[str, Any]


def file_by_another_program(world: World) -> None:
    """Read the services without a key, file with one, follow the request, and take the key back."""
    world.say.chapter("4.1, 4.2 Otro programa presenta un reporte por Open311 y lo sigue con su folio")
    services = read(world, "services")
    world.say.say(f"GET services.json: {len(services)} servicios, por ejemplo «{services[0]['service_name']}»")
    key = world.coordinator.post("open311/keys", client=CLIENT, may_file=True)
    world.say.say(f"{key['key_id']}: la coordinación da una clave a «{key['client']}»; se muestra una sola vez")
    form = {"api_key": key["api_key"], "service_code": SERVICE, "address_string": ADDRESS, "description": DESCRIPTION}
    [filed] = file(world, form).json()
    folio = _folio(world, filed)
    again = _folio(world, file(world, form).json()[0])
    world.say.say(f"POST requests.json: {folio}. {filed['service_notice']}")
    known = wait_for("el caso en su dependencia", lambda: _referred(world, folio), seconds=60)
    [shown] = read(world, f"requests/{folio}")
    world.say.table("Lo que cualquiera puede leer", ("qué", "dice"), _rows(shown))
    world.coordinator.delete(f"open311/keys/{key['key_id']}")
    refused = file(world, {**form, "description": "Otra cosa"})
    world.say.say(f"La clave se retira; con ella ahora: {refused.status_code} «{refused.json()[0]['description']}»")
    world.filed = {
        "folio": folio,
        "again": again,
        "department": known["department_id"],
        "shown": shown,
        "refused": refused.status_code,
    }


def read(world: World, what: str) -> list[Json]:
    """Read something of the standard, as anybody may. Raises requests.HTTPError."""
    answer = requests.get(_address(world, what), timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    return cast("list[Json]", answer.json())


def file(world: World, form: dict[str, str]) -> requests.Response:
    """Send a request."""
    return requests.post(_address(world, "requests"), data=form, timeout=TIMEOUT_SECONDS)


def filed_once_and_shown_without_data(world: World) -> Iterator[tuple[str, bool, str]]:
    """4.1: sent twice it has one folio, it reaches the department, and nobody reads the citizen's telephone."""
    filed = world.filed
    reached = filed["folio"] == filed["again"] and filed["department"] == SERVICE
    yield "4.1 Open311: dos veces lo mismo, un folio en su dependencia", reached, filed["folio"]
    hidden = "4567" not in str(filed["shown"]) and "[dato omitido]" in filed["shown"]["description"]
    yield "4.1 Open311: en público, sin el teléfono del ciudadano", hidden, "[dato omitido]"
    refused = filed["refused"] == requests.codes.forbidden
    yield "P8 Open311: una clave retirada ya no abre", refused, str(filed["refused"])


def _address(world: World, what: str) -> str:
    return f"{world.endpoints['api_url'].rstrip('/')}/open311/v2/{what}.json"


def _folio(world: World, filed: Json) -> str:
    """Give the folio of what was filed; where only a token was told, ask for it."""
    if "service_request_id" in filed:
        return str(filed["service_request_id"])
    told = wait_for("el folio", lambda: read(world, f"tokens/{filed['token']}")[0].get("service_request_id"))
    return str(told)


def _referred(world: World, folio: str) -> Json | None:
    case = world.office.get(f"referrals/{folio}")
    return case if case["state"] != "opened" else None


def _rows(shown: Json) -> list[tuple[str, str]]:
    told = {
        "folio": shown["service_request_id"],
        "dependencia": shown["agency_responsible"],
        "en qué va": f"{shown['status']}: {shown['status_notes']}",
        "lugar": shown["address"] or "—",
        "qué dice": short(shown["description"], 80),
        "plazo": shown["expected_datetime"],
    }
    return list(told.items())
