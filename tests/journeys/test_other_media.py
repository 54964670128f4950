"""A general stop, and a publication that goes to a network and to another medium: held, let go, done by hand, proven."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from local.demo.office import Intake, Person, aws_client, wait_for
from local.demo.tables import LEON
from tests.corpus.pictures import painted, saved

pytestmark = pytest.mark.journey

TIMEOUT_SECONDS = 30
TEXT = "Los parques abren gratis los domingos."
SLUG = "otros-medios"
MANIFEST = "networks: [facebook]\nother_media: [whatsapp]\ncategory: servicios\nalt_text: Un parque con juegos\n"
CHANNEL = "https://whatsapp.com/channel/0029Va/123"
FUNCTIONS_ON_A_SCHEDULE = ("watch_deliveries", "probe_accounts", "dispatch_publications")


@pytest.fixture(scope="module")
def office(stack: dict[str, Any]) -> Person:
    return Person(stack, "image-office")


@pytest.fixture(scope="module")
def coordinator(stack: dict[str, Any]) -> Person:
    return Person(stack, "coordinator")


@pytest.fixture(scope="module")
def publication(stack: dict[str, Any], office: Person) -> str:
    """Upload a set for Facebook and the WhatsApp channel, and authorise it; gives its id."""
    today = datetime.now(LEON).date()
    for name, content in {
        "post.txt": TEXT.encode(),
        "parque.jpg": saved("JPEG", painted((1600, 1600))),
        "publicacion.yaml": MANIFEST.encode(),
    }.items():
        Intake(stack).upload(f"imagen/{today}/{SLUG}/{name}", content)

    def prepared() -> dict[str, Any] | None:
        lines = office.get("publications", day=str(today))["publications"]
        return next((line for line in lines if set(line["networks"]) == {"facebook", "manual"}), None)

    line = wait_for("la publicación para otros medios", prepared)
    office.post(f"publications/{line['id']}/authorisation", version=line["version"], note="Vista")
    return str(line["id"])


@pytest.fixture(scope="module")
def held(publication: str, office: Person, coordinator: Person) -> list[dict[str, Any]]:
    """Stop everything, publish, and give the places once each waits; then lift the stop."""
    coordinator.post("stop", why="Simulacro")
    try:
        coordinator.post(f"publications/{publication}/publish")
        return wait_for("lo detenido", lambda: _places(office, publication, "waits_for_a_person"))
    finally:
        coordinator.delete("stop", why="Terminó el simulacro")


@pytest.fixture(scope="module")
def task(publication: str, held: list[dict[str, Any]], office: Person) -> dict[str, Any]:
    """Give the delivery that is a person's, once the stop is over."""
    del held

    def asked() -> dict[str, Any] | None:
        deliveries = office.get(f"publications/{publication}")["deliveries"]
        return next((one for one in deliveries if one["state"] == "task"), None)

    found = wait_for("el encargo", asked)
    return office.get(f"deliveries/{found['id']}")


def _places(office: Person, publication: str, where: str) -> list[dict[str, Any]] | None:
    places = office.get(f"publications/{publication}")["places"]
    return places if len(places) == 2 and all(place["where"] == where for place in places) else None


def test_P29_a_general_stop_holds_networks_and_other_media_and_says_who_ordered_it_and_why(
    held: list[dict[str, Any]], office: Person
) -> None:
    assert {place["reason"] for place in held} == {"Todo está detenido por una orden general: Simulacro"}
    orders = office.get("orders")
    assert orders["stop"] is None
    assert [order["act"] for order in orders["orders"][:2]] == ["resume", "stop"]


def test_what_is_asked_of_a_person_is_said_as_it_is_now(task: dict[str, Any]) -> None:
    assert "Canal de WhatsApp" in task["waits_for"]
    assert task["gate"]["passed"]


def test_a_kit_has_the_authorised_text_and_files_that_can_be_fetched(
    task: dict[str, Any], stack: dict[str, Any]
) -> None:
    kit = Person(stack, "agency").get(f"deliveries/{task['id']}/kit")
    for file in kit["files"]:
        assert len(requests.get(file["url"], timeout=TIMEOUT_SECONDS).content) == file["size_bytes"]
    whole = requests.get(kit["zip_url"], timeout=TIMEOUT_SECONDS).content
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        assert {file["name"] for file in kit["files"]} < set(opened.namelist())
        assert kit["text"] in opened.read("texto.txt").decode()


def test_proof_ends_the_task_and_the_publication_is_out_everywhere(
    task: dict[str, Any], publication: str, office: Person
) -> None:
    office.post(f"deliveries/{task['id']}/proof", address=CHANNEL, note="Publicado")
    wait_for("todo publicado", lambda: _places(office, publication, "live"))
    proven = office.get(f"deliveries/{task['id']}")
    assert (proven["permalink"], proven["decisions"][0]["by"]) == (CHANNEL, "image-office.local")


@pytest.mark.parametrize("name", FUNCTIONS_ON_A_SCHEDULE)
def test_what_runs_by_the_clock_runs_without_an_error(stack: dict[str, Any], name: str) -> None:
    event = Path(__file__).parents[1] / "events" / "schedule.json"
    answer = aws_client(stack, "lambda").invoke(FunctionName=stack["functions"][name], Payload=event.read_bytes())
    assert "FunctionError" not in answer, answer["Payload"].read()


def test_every_account_says_how_it_stands(office: Person) -> None:
    accounts = office.get("accounts")["accounts"]
    assert [account["network"] for account in accounts] == ["x", "facebook", "instagram"]
    assert not any(breaker["open_since"] for account in accounts for breaker in account["breakers"])
