"""
Attempts to publish what is not authorised, or no longer (P1, P27, P32): none may go out, each must wait or end visibly.

A publication is authorised, and at a random moment — before its release, while it waits, while it is uploaded — its content
is changed behind the back of the authorisation, or the authorisation is taken back or expires. A byte that changes in the store
after the publisher fetched it changes nothing of what it sends: that goes out as it was authorised, and is counted so.

    python -m tests.faults.authorisation --attempts 5000 --seed 1 --json
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, PortavozError, TransientServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import AUTHORISATION_LASTS, NetworkVersion, Publication, Rendition, Version
from chalicelib.domain.records import Record
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.builders import NOW, TEXT, a_person, a_publication
from tests.model_network import Answer, ModelAccount
from tests.world import JPEG, World

AGENCY = a_person(Role.AGENCY, username="agencia")
PUBLICATION = a_publication().id


class SlyMedia:
    """`ports.MediaFiles` over another, where somebody changed a byte of what is kept under some version."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.changed: dict[tuple[str, str], bytes] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def read(self, key: str, version_id: str) -> bytes:
        if (key, version_id) in self.changed:
            return self.changed[key, version_id]
        found: bytes = self._inner.read(key, version_id)
        return found


@dataclass
class Stage:
    """The world of one attempt, and what the account was asked for."""

    random: Random
    world: World
    network: Network
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    authorised: tuple[Any, ...] = ()
    reached: list[bool] = field(default_factory=list)
    """For each call that would make it visible: whether it was what had been authorised, and the word stood."""

    @property
    def publication(self) -> Publication:
        return self.world.publication()

    def content(self) -> NetworkVersion:
        return self.publication.current.networks[self.network]

    def put_over(self, content: NetworkVersion) -> None:
        """Write another content into the record itself: no new version, the authorisation untouched."""
        current = self.publication.current
        networks = {**current.networks, self.network: content}
        changed = current.model_copy(update={"networks": networks})
        self._store(self.publication.evolve(versions=(*self.publication.versions[:-1], changed)))

    def put_pictures(self, *pictures: Rendition) -> None:
        self.put_over(self.content().model_copy(update={"renditions": pictures}))

    def _store(self, record: Record) -> None:
        self.world.stored.commit(replace=[record])


def _another_byte(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << random.randrange(8))]) + content[place + 1 :]


def _text(stage: Stage) -> None:
    text = stage.content().text
    place = stage.random.randrange(len(text))
    other = stage.random.choice([text[:place] + "ñ" + text[place:], text[:place] + text[place + 1 :], text + " "])
    stage.put_over(stage.content().model_copy(update={"text": other}))


def _byte_of_media(stage: Stage) -> None:
    picture = stage.random.choice(stage.content().renditions)
    content = stage.world.media.read(picture.key, picture.version_id)
    stage.world.media.changed[picture.key, picture.version_id] = _another_byte(  # type: ignore[attr-defined]
        content, stage.random
    )


def _other_version_of_the_key(stage: Stage) -> None:
    pictures = list(stage.content().renditions)
    place = stage.random.randrange(len(pictures))
    picture = pictures[place]
    content = stage.world.media.read(picture.key, picture.version_id)
    stage.world.media.changed[picture.key, "v2"] = _another_byte(content, stage.random)  # type: ignore[attr-defined]
    pictures[place] = picture.model_copy(update={"version_id": "v2"})
    stage.put_pictures(*pictures)


def _alt_text(stage: Stage) -> None:
    pictures = list(stage.content().renditions)
    place = stage.random.randrange(len(pictures))
    pictures[place] = pictures[place].model_copy(update={"alt_text": "Otro parque"})
    stage.put_pictures(*pictures)


def _order(stage: Stage) -> None:
    stage.put_pictures(*reversed(stage.content().renditions))


def _one_picture_less(stage: Stage) -> None:
    stage.put_pictures(*stage.content().renditions[1:])


def _thread(stage: Stage) -> None:
    stage.put_over(stage.content().model_copy(update={"thread": ("Y algo más.",)}))


def _format(stage: Stage) -> None:
    stage.put_over(stage.content().model_copy(update={"format": PostFormat.STORY}))


def _another_picture(stage: Stage) -> None:
    pictures = list(stage.content().renditions)
    strange = stage.world.content(TEXT, _another_byte(JPEG, stage.random)).renditions[0]
    pictures[stage.random.randrange(len(pictures))] = strange
    stage.put_pictures(*pictures)


def _edited(stage: Stage) -> None:
    """A person edits it through the product; where it is too late for that, the image office takes its word back."""
    try:
        stage.world.edit(Edit(texts={stage.network: f"{TEXT} Corregido."}), AGENCY)
    except InvalidInputError:
        stage.world.revoke()


def _version_of_a_strange_hand(stage: Stage) -> None:
    content = stage.content().model_copy(update={"text": "Texto de nadie"})
    stage.world.stored.commit(
        replace=[
            stage.publication.evolve(
                versions=(
                    *stage.publication.versions,
                    Version(number=2, networks={stage.network: content}, prepared_at=NOW),
                ),
            )
        ]
    )


def _revoked(stage: Stage) -> None:
    stage.world.revoke()


def _expired(stage: Stage) -> None:
    stage.world.clock.set(NOW + AUTHORISATION_LASTS)


def _about_to_expire(stage: Stage) -> None:
    """It expires one second after the network began to prepare it."""
    stage.world.clock.set(NOW + AUTHORISATION_LASTS - timedelta(seconds=1))
    stage.meanwhile.append(lambda: _expired(stage))


def _authorised_for_another_network(stage: Stage) -> None:
    given = stage.publication.authorisation
    assert given is not None
    moved = given.model_copy(update={"fingerprints": {Network.MANUAL: given.fingerprints[stage.network]}})
    stage.world.stored.commit(replace=[stage.publication.evolve(authorisation=moved)])


def _taken_down(stage: Stage) -> None:
    stage.world.take_down()


TRICKS: tuple[Callable[[Stage], None], ...] = (
    _text,
    _byte_of_media,
    _other_version_of_the_key,
    _alt_text,
    _order,
    _one_picture_less,
    _thread,
    _format,
    _another_picture,
    _edited,
    _version_of_a_strange_hand,
    _revoked,
    _expired,
    _about_to_expire,
    _authorised_for_another_network,
    _taken_down,
)


def _authorised_world(random: Random) -> Stage:
    world = World()
    world.media = SlyMedia(world.media)  # type: ignore[assignment]
    network = random.choice(SOCIAL_NETWORKS)
    pictures = [JPEG + bytes([number]) for number in range(random.randint(2, 4))]
    contents = {network: world.content(TEXT, *pictures)}
    world.put(a_publication(Version(number=1, networks=contents, prepared_at=NOW)))
    world.authorise()
    authorised = tuple((picture, "Un parque") for picture in pictures)
    stage = Stage(random, world, network, authorised=(TEXT, PostFormat.FEED, authorised))
    _watch(world.accounts[network], stage)
    return stage


def _watch(account: ModelAccount, stage: Stage) -> None:
    """Let things happen while the network prepares the post, and note every call that would make it visible."""
    staging, publishing = account.stage, account.publish

    def stage_it(post: OutgoingPost, staged: Staged) -> Staged:
        result = staging(post, staged)
        while stage.meanwhile:
            stage.meanwhile.pop()()
        return result

    def publish(post: OutgoingPost, staged: Staged) -> str:
        stage.reached.append(_is_covered(post, stage))
        return publishing(post, staged)

    account.stage = stage_it  # type: ignore[method-assign]
    account.publish = publish  # type: ignore[method-assign]


def _is_covered(post: OutgoingPost, stage: Stage) -> bool:
    """Judge without the product: the bytes that go out, against those that were authorised, and the word at this instant."""
    given = stage.publication.authorisation
    stands = given is not None and given.version == stage.publication.current.number
    return stands and stage.world.clock.now() < NOW + AUTHORISATION_LASTS and _said(post) == stage.authorised


def _said(post: OutgoingPost) -> tuple[Any, ...]:
    return (post.text, post.format, tuple((item.content, item.alt_text) for item in post.media))


def attempt(seed: str) -> dict[str, Any]:
    """Try one trick at one moment; gives which, when, whether anything was sent, and where the delivery ended."""
    random = Random(seed)
    stage = _authorised_world(random)
    trick, moment = random.choice(TRICKS), random.choice(("before", "waiting", "staging", "after a failed try"))
    if moment == "before":
        trick(stage)
    if moment == "staging":
        stage.meanwhile.append(lambda: trick(stage))
    if moment == "after a failed try":
        stage.world.accounts[stage.network].answers = [Answer.TRANSIENT]
    _release(stage, random)
    if moment == "waiting":
        trick(stage)
    if moment == "after a failed try":
        _fail_once(stage)
        trick(stage)
    _run(stage)
    return {"trick": trick.__name__.strip("_"), "moment": moment, **_seen(stage)}


def _release(stage: Stage, random: Random) -> None:
    at = stage.world.clock.now() + timedelta(seconds=random.randint(1, 7200))
    try:
        if random.random() < 0.5:
            stage.world.publish()
        else:
            stage.world.schedule(at)
    except PortavozError:
        # Refused already: nothing is released.
        return


def _fail_once(stage: Stage) -> None:
    """The network does not take it the first time: it is to be tried again."""
    found = _delivery(stage)
    if found is None:
        return
    stage.world.clock.set(max(stage.world.clock.now(), found.not_before))
    stage.world.carry_out(found.id)


def _run(stage: Stage) -> None:
    for _ in range(3):
        try:
            stage.world.run(minutes=240)
        except TransientServiceError:
            continue
        stage.world.clock.advance(hours=1)


def _delivery(stage: Stage) -> Delivery | None:
    found = stage.world.stored.find(f"{PUBLICATION}#{stage.network}")
    return found if isinstance(found, Delivery) else None


def _seen(stage: Stage) -> dict[str, Any]:
    delivery = _delivery(stage)
    out = stage.reached.count(False)
    if delivery is None:
        return {"out": out, "as_authorised": 0, "state": "never released", "is_visible": True}
    is_out = bool(stage.world.accounts[stage.network].live)
    has_reason = bool(delivery.reason) and (delivery.attention is not None or delivery.state is DeliveryState.CANCELLED)
    covered = is_out and not out
    return {"out": out, "as_authorised": covered, "state": delivery.state.value, "is_visible": covered or has_reason}


def run(attempts: int, seed: int) -> dict[str, Any]:
    """Try so many times; gives the counts, and the seeds of the attempts that got out or ended unseen."""
    began = time.perf_counter()
    results = {f"{seed}-{number}": attempt(f"{seed}-{number}") for number in range(attempts)}
    return {
        "attempts": attempts,
        "out": sum(bool(result["out"]) for result in results.values()),
        "as_authorised": sum(result["as_authorised"] for result in results.values()),
        "unseen": sum(not result["is_visible"] for result in results.values()),
        "states": dict(sorted(Counter(result["state"] for result in results.values()).items())),
        "tricks": dict(sorted(Counter(result["trick"] for result in results.values()).items())),
        "moments": dict(sorted(Counter(result["moment"] for result in results.values()).items())),
        "failing_seeds": [name for name, result in results.items() if result["out"] or not result["is_visible"]],
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """Make the attempts asked for, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attempts", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    counts = run(asked.attempts, asked.seed)
    lines = [json.dumps(counts)] if asked.json else [f"{name}: {value}" for name, value in counts.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    raise SystemExit(bool(counts["failing_seeds"]))


if __name__ == "__main__":
    main()
