"""
What the municipality has in hand when faults strike: a post, a scheduled one, a reply, a take-down, a correction.

Each begins from a scene that is set once and copied, and goes on by the acts of persons, who ask again when they are told that
it failed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from chalicelib.domain import ids
from chalicelib.domain.errors import PortavozError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import NetworkVersion, Publication
from chalicelib.domain.records import Record
from tests.builders import (
    PUBLICATION,
    TEXT,
    a_comment,
    a_network_comment,
    a_person,
    a_referral,
    a_reply,
    the_image_office,
)
from tests.fakes import InMemoryMediaFiles
from tests.faults.publishing_network import Item
from tests.faults.publishing_town import FAILURES, Town
from tests.world import JPEG, World

FOLIO = "LEO-20261123-000001"
CONTENT = "\x1f".join([TEXT, ids.sha256_hex(JPEG)])
CORRECTED = "Los parques abren gratis los sábados."
_PATIENCE = 8
_AGENCY = a_person(Role.AGENCY, username="agencia")

Act = Callable[[Town], None]


@dataclass(frozen=True)
class Errand:
    """One thing to do: from which scene, by which acts, and the delivery that faults aim at."""

    name: str
    networks: tuple[Network, ...]
    scene: str
    acts: tuple[Act, ...]
    subject: str = PUBLICATION
    purpose: str | None = None

    def delivery_id(self, network: Network) -> str:
        return ids.delivery_id(self.subject, network, self.purpose)


@dataclass(frozen=True)
class Scene:
    """How things stand when an errand begins."""

    records: dict[str, Record]
    items: dict[Network, tuple[Item, ...]]
    media: InMemoryMediaFiles
    at: datetime


# Acts -------------------------------------------------------------------------------------------------------------


def _publish(town: Town) -> None:
    World.publish(town)


def _schedule(town: Town) -> None:
    World.schedule(town, town.clock.now() + timedelta(minutes=20))


def _ask_for_replies(town: Town) -> None:
    for delivery in town.quick.deliveries:
        town.queues.publish(delivery.id)


def _take_down(town: Town) -> None:
    World.take_down(town)


def _correct(town: Town) -> None:
    if town.publication().corrected_by is None:
        texts = dict.fromkeys(town.publication().current.networks, CORRECTED)
        World.correct(town, texts, _AGENCY)


def _authorise_correction(town: Town) -> None:
    town.authorise(town.publication().corrected_by)
    cover(town, town.publication(town.publication().corrected_by))


def _publish_correction(town: Town) -> None:
    World.publish(town, town.publication().corrected_by)


def cover(town: Town, publication: Publication) -> None:
    """Note, apart from the product, what may go out where."""
    for network, content in publication.current.networks.items():
        town.covered.setdefault(network, set()).add(_said(content))


def uncover(town: Town, publication: Publication) -> None:
    """Nothing that this publication says in any version may go out any more."""
    for version in publication.versions:
        for network, content in version.networks.items():
            town.covered.get(network, set()).discard(_said(content))


def _said(content: NetworkVersion) -> str:
    return "\x1f".join([content.text, *(rendition.sha256 for rendition in content.renditions)])


def insist(town: Town, act: Act) -> bool:
    """A person asks until it is done, or until they are told why it cannot be."""
    for _ in range(_PATIENCE):
        town.tell(f"a person: {act.__name__.strip('_')}")
        try:
            act(town)
        except FAILURES as failure:
            town.tell(f"it failed: {type(failure).__name__} {failure}; they ask again")
            town.clock.advance(minutes=2)
        except PortavozError as refusal:
            town.tell(f"they are told: {refusal}")
            return False
        else:
            return True
    return False


# Errands and scenes -----------------------------------------------------------------------------------------------

_CORRECTION = (_take_down, _correct, _authorise_correction, _publish_correction)


def errand(name: str, networks: tuple[Network, ...]) -> Errand:
    """Give an errand by its name."""
    match name:
        case "post":
            return Errand(name, networks, "authorised", (_publish,))
        case "scheduled":
            return Errand(name, networks, "authorised", (_schedule,))
        case "reply":
            return Errand(name, networks[:1], "answering", (_ask_for_replies,), FOLIO, "acknowledgement")
        case "take-down":
            return Errand(name, networks, "published", (_take_down,), purpose="take-down")
        case _:
            return Errand(name, networks, "published", _CORRECTION, purpose="take-down")


ERRANDS = ("post", "scheduled", "reply", "take-down", "correction")


def begin(town: Town, begun: Errand) -> None:
    """Set the scene of an errand."""
    scene = _scene(begun.scene, begun.networks)
    town.quick.restore(scene.records)
    town.media = scene.media
    town.clock.set(scene.at)
    for network, items in scene.items.items():
        town.nets[network].items = [replace(item) for item in items]
    if begun.scene != "answering":
        cover(town, town.publication())


@cache
def _scene(name: str, networks: tuple[Network, ...]) -> Scene:
    town = Town()
    if name == "answering":
        _answering(town, networks[0])
    else:
        town.prepared(*networks)
        town.authorise(by=the_image_office())
    if name == "published":
        town.publish()
        town.turn(12)
    items = {network: tuple(account.items) for network, account in town.nets.items()}
    return Scene(town.quick.snapshot(), items, town.media, town.clock.now())


def _answering(town: Town, network: Network) -> None:
    comment = a_comment(a_network_comment(network=network))
    referral = a_referral(comment).delivered(town.clock.now())
    town.put(comment.referred(FOLIO), referral, a_reply(FOLIO, network))
