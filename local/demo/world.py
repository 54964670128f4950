"""What the story of the day knows of itself, and what all of its chapters wait for."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from local.demo.citizens import Citizens, Made
from local.demo.office import Intake, Person, wait_for
from local.demo.tables import LEON, Printer
from local.demo.words import NETWORKS
from local.networks.control_client import Control
from local.samples.outing import SLUG

MISTAKEN = "unidades-moviles"
TAKEN_DOWN_LATER = (MISTAKEN, SLUG)
FINAL_DELIVERIES = {"done", "refused", "cancelled"}


@dataclass
class World:
    """What the story knows of itself."""

    endpoints: dict[str, Any]
    say: Printer
    today: date
    made: list[Made] = field(default_factory=list)
    deleted: list[Made] = field(default_factory=list)
    publications: dict[str, str] = field(default_factory=dict)
    at_once: list[str] = field(default_factory=list)
    corrected: str = ""
    bad_uploads: list[str] = field(default_factory=list)
    lifted: dict[str, Any] = field(default_factory=dict)
    moved: str = ""
    urgent_shown: set[str] = field(default_factory=set)
    inboxes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    desk: dict[str, Any] = field(default_factory=dict)
    filed: dict[str, Any] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, dict[str, int]] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sign everybody in."""
        self.office = Person(self.endpoints, "image-office")
        self.coordinator = Person(self.endpoints, "coordinator")
        self.agency = Person(self.endpoints, "agency")
        self.director = Person(self.endpoints, "director")
        self.intake = Intake(self.endpoints)
        self.citizens = Citizens(self.endpoints)
        self.networks = Control(self.endpoints["networks"]["control_url"].removesuffix("/_control"))

    def publication(self, name: str) -> dict[str, Any]:
        """Read a publication by its folder's name."""
        return self.office.get(f"publications/{self.publications[name]}")

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Read the day's records of a kind."""
        found = self.office.get(f"days/{self.today}/records", kind=kind)["records"]
        return [record["record"] for record in found]


def prepared(world: World, expected: int) -> list[dict[str, str]] | None:
    """Give slug and id of the prepared publications, once there are as many as expected."""
    slugs = {record["id"]: record["slug"] for record in world.records("bulletin")}
    lines = [
        {"id": record["id"], "slug": slugs[record["bulletin"]]}
        for record in world.records("publication")
        if record["bulletin"]
    ]
    return lines if len(lines) >= expected else None


def show_posts(world: World, name: str) -> None:
    """Wait until every network shows the publication, and tell where."""
    publication = wait_for(f"«{name}» en las redes", lambda: all_final(world, name, "publish"), seconds=300)
    world.say.say(f"«{name}» está en")
    for delivery in publication["deliveries"]:
        if delivery["action"] == "publish" and delivery["network"] in NETWORKS:
            world.say.say(f"   {NETWORKS[delivery['network']]}: {delivery['permalink'] or delivery['reason']}")


def all_final(world: World, name: str, action: str) -> dict[str, Any] | None:
    """Give a publication once an action has ended on each of its social networks; what a person does takes its own time."""
    publication = world.publication(name)
    deliveries = [
        item for item in publication["deliveries"] if item["action"] == action and item["network"] in NETWORKS
    ]
    expected = sum(network in NETWORKS for network in publication["networks"])
    ended = len(deliveries) == expected and all(item["state"] in FINAL_DELIVERIES for item in deliveries)
    return publication if ended else None


def next_minute(seconds_ahead: int) -> datetime:
    """Give the first whole minute at least so many seconds from now, in León's time."""
    at = datetime.now(LEON) + timedelta(seconds=seconds_ahead)
    return (at + timedelta(seconds=59)).replace(second=0, microsecond=0)
