"""Clients of Open311 that others wrote, as they come from PyPI, read services, file a request and follow it to its closing."""

import json
import subprocess
import sys
from typing import Any

import pytest

from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from tests.builders import some_news
from tests.contract.open311.serving import served
from tests.unit.api.open311_calls import a_key
from tests.world import World

FILES = """
import json, sys
from civicbot import Endpoint, Open311Client
address, key = sys.argv[1:]
client = Open311Client(Endpoint("leon", "León", address, write=True))
services = client.list_services()
sent = client.create_request(
    "sapal", dry_run=False, confirm="SEND", api_key=key, validate_remote=True,
    lat=21.1221, lng=-101.6841, address_string="Hidalgo 120, Centro",
    description="reporte: fuga de agua; mi teléfono es 477 123 4567", email="ana@example.org", first_name="Anastasia",
)
folio = sent.response[0]["service_request_id"]
print(json.dumps({"services": services, "folio": folio, "request": client.get_request(folio),
                  "listed": client.list_requests(service_code="sapal", status="open", page_size=10),
                  "definition": client.get_service_definition("sapal")}))
"""

FOLLOWS = """
import json, sys
from civicbot import Endpoint, Open311Client
address, folio = sys.argv[1:]
client = Open311Client(Endpoint("leon", "León", address))
print(json.dumps([client.get_request(folio), client.list_requests(service_request_ids=[folio])[0]]))
"""

READS = """
import json, sys
from georeport import GeoReport
address, folio, form = sys.argv[1:]
client = GeoReport(address, output_format=form)
print(json.dumps({"services": client.get_service_list(), "definition": client.get_service_definition("sapal"),
                  "requests": client.get_service_requests(status="open", start_date="2026-11-23T00:00:00-06:00"),
                  "request": client.get_service_request(folio)}))
"""


def run(script: str, clients: dict[str, str], *arguments: str) -> Any:
    """Run a client in a process of its own, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=clients, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_civicbot_reads_services_files_a_request_and_follows_it_until_it_is_closed(clients: dict[str, str]) -> None:
    world = World()
    with served(world) as address:
        found = run(FILES, clients, address, a_key(world))
        assert [one["service_code"] for one in found["services"]] == ["sapal", "deporte", "vinculacion"]
        assert found["request"]["status"] == "open"
        assert found["listed"] == [found["request"]]
        assert "477" not in found["request"]["description"]
        world.run()
        [case] = world.of_kind(Referral)
        assert (case.id, case.state, case.department_id) == (found["folio"], ReferralState.REFERRED, "sapal")
        closed = some_news(NewsAct.CLOSED, news_id="n1")
        world.hear(closed.model_copy(update={"folio": case.id, "department_id": "sapal"}))
        one, listed = run(FOLLOWS, clients, address, case.id)
    assert one == listed
    assert (one["service_request_id"], one["status"]) == (case.id, "closed")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_reads_in_both_formats(clients: dict[str, str], form: str) -> None:
    world = World()
    with served(world) as address:
        folio = run(FILES, clients, address, a_key(world))["folio"]
        read = run(READS, clients, address, folio, form)
    assert [one["service_code"] for one in read["services"]] == ["sapal", "deporte", "vinculacion"]
    assert read["definition"]["service_code"] == "sapal"
    for found in (read["requests"], read["request"]):
        request = found[0] if isinstance(found, list) else found
        assert (request["service_request_id"], request["status"]) == (folio, "open")
