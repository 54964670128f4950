"""
Random orders of events over random sets, each to end as the same set in order does (manual 1.1; I01–I04, I14, I17, I19).

Events come shuffled, twice, late, between the acts or long after them, or never; workers die at any step; two work on the
same set at once; preparations and sweeps run whenever. What must come out is told by the bucket itself, and by a run in
which everything happened in order.

    python -m tests.faults.intake_orders --orders 20000 --seed 1 --json
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from chalicelib.domain.material import FileRole
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty
from chalicelib.messages import uploads_in
from chalicelib.ports import Brief, Draft, ReadMaterial, ReadPiece
from tests.faults.material_sets import BAD_KEYS, JPEG, ORDERS, Happening, random_set
from tests.mortality import Death
from tests.world import FakeImageEditor, FakeReader, World

ORDERS_OF_A_SET = 10
MOST_STEPS = 6

MEMORY = Path("/dev/shm")  # noqa: S108 - nothing of ours is secret, and its name is random
"""A folder in memory, where there is one: thousands of files are made."""

RETRIED = (Death, RecordConflictError, TransientServiceError)

Result = dict[str, Any]


class _Reader(FakeReader):
    """Reads also a `.docx` with a picture inside; `meanwhile` happens once while it reads."""

    meanwhile: Callable[[], None] | None = None

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        happen, self.meanwhile = self.meanwhile, None
        if happen:
            happen()
        if not name.endswith(".docx"):
            return super().read(name, file, into)
        picture = into / "1"
        picture.write_bytes(JPEG + file.read_bytes())
        piece = ReadPiece(name="imagen1.jpg", role=FileRole.IMAGE, mime_type="image/jpeg", path=picture)
        return ReadMaterial(FileRole.TEXT, text=file.read_text(), notes=(f"de {name}",), pieces=(piece,))


class _Images(FakeImageEditor):
    """Makes renditions; `meanwhile` happens once while it does."""

    meanwhile: Callable[[], None] | None = None

    def render(self, *args: Any, **kwargs: Any) -> Any:
        happen, self.meanwhile = self.meanwhile, None
        if happen:
            happen()
        return super().render(*args, **kwargs)


class _Beginning:
    """`ports.Writer` that takes the beginning: which texts there are shows, and how they are written is not the matter here."""

    def write(self, brief: Brief) -> Draft:
        return Draft(brief.text[: brief.limit])


class Run:
    """One way in which the events of a set come."""

    def __init__(self, happenings: list[Happening], random: Random | None, versions: list[int]) -> None:
        """Take the set; without `random` everything comes at once and in order."""
        self.world = World()
        self.world.images, self.world.reader, self.world.writer = _Images(), _Reader(), _Beginning()
        self.world.reader.orders = {
            content: PublicationOrder(campaign=content.decode().partition(": ")[2]) for content in ORDERS
        }
        self._random = random
        self._waiting = list(zip(happenings, versions, strict=True))
        self._events: list[str] = []
        # A sweep would heal what the sequencers ought to have kept right: it runs where something was lost, and only there.
        self._is_swept = any(happening.is_lost for happening in happenings)
        self._is_quiet = True

    def result(self) -> Result:
        """Let everything happen, and tell what came out."""
        while self._waiting or self._events:
            self._step()
        if self._is_swept:
            self._make_up_for_what_was_lost()
        self._prepare_what_is_due()
        return {
            "bucket": _told_by_the_bucket(self.world),
            "sweep_ended": self._is_quiet,
            **_recorded(self.world),
        }

    def _step(self) -> None:
        if self._random is None:
            self._act()
            self._deliver_all()
        elif self._waiting and (not self._events or self._random.random() < 0.5):
            self._act()
        else:
            self._deliver_something(self._random)

    def _act(self) -> None:
        happening, version = self._waiting.pop(0)
        self.world.clock.set(happening.at)
        event = happening.apply(self.world.intake, version)
        if not happening.is_lost:
            self._events.append(event)

    def _deliver_all(self) -> None:
        while self._events:
            self._receive(self._events.pop(0))

    def _deliver_something(self, random: Random) -> None:
        """Deliver one event, any; perhaps not for the last time; perhaps to a worker that is disturbed, or dies."""
        event = self._events.pop(random.randrange(len(self._events)))
        what_else = random.random()
        if what_else < 0.15:
            self._events.append(event)
        elif what_else < 0.3:
            self._prepare_something(random)
        elif what_else < 0.35 and self._is_swept:
            self._sweep(random)
        if self._events and random.random() < 0.1:
            other = self._events.pop(random.randrange(len(self._events)))
            self.world.reader.meanwhile = lambda: self._receive(other)  # type: ignore[attr-defined]
            self._try(lambda: self._receive(event), lambda: self._events.extend((event, other)))
            self.world.reader.meanwhile = None  # type: ignore[attr-defined]
            # Whether it happened meanwhile or not: it comes once more.
            self._events.append(other)
            return
        dies_at = random.randint(1, MOST_STEPS) if random.random() < 0.1 else None
        self.world.steps.arm(dies_at, is_after=random.random() < 0.5)
        self._try(lambda: self._receive(event), lambda: self._events.append(event))

    def _receive(self, event: str) -> None:
        for upload in uploads_in(event):
            self.world.receive(upload)

    def _try(self, work: Callable[[], object], otherwise: Callable[[], object] = lambda: None) -> None:
        try:
            work()
        except RETRIED:
            self.world.steps.arm(None)
            otherwise()
        self.world.steps.arm(None)

    def _prepare_something(self, random: Random) -> None:
        bulletins = self.world.of_kind(Bulletin)
        if not bulletins:
            return
        bulletin = random.choice(bulletins)
        if self._events and random.random() < 0.3:
            event = random.choice(self._events)
            self.world.images.meanwhile = lambda: self._receive(event)  # type: ignore[attr-defined]
        self.world.steps.arm(random.choice((None, None, 1)), is_after=random.random() < 0.5)
        waits_for_quiet = random.random() < 0.3
        self._try(lambda: self.world.prepare(bulletin.id, waits_for_quiet=waits_for_quiet))
        self.world.images.meanwhile = None  # type: ignore[attr-defined]

    def _sweep(self, random: Random) -> None:
        self.world.sweep(max_handed_over=random.choice((1, 2, 500)))
        self._events += self.world.queues.notifications
        self.world.queues.notifications = []

    def _make_up_for_what_was_lost(self) -> None:
        """Let the sweep run on until it has nothing to say: it must come to that."""
        for _ in range(10):
            self.world.clock.advance(minutes=16)
            if not self.world.sweep():
                return
            self._events, self.world.queues.notifications = self.world.queues.notifications, []
            if self._random:
                self._random.shuffle(self._events)
            self._deliver_all()
        self._is_quiet = False

    def _prepare_what_is_due(self) -> None:
        self.world.clock.advance(minutes=10)
        for bulletin in self.world.records.due(Duty.PREPARE, self.world.clock.now()):
            self.world.prepare(bulletin.id, waits_for_quiet=True)


def _told_by_the_bucket(world: World) -> Result:
    """Which key and version of each name is there, by what the bucket itself shows."""
    newest: dict[str, Any] = {}
    for listed in world.intake.versions(""):
        name = normalize("NFC", listed.key)
        if listed.is_removal or listed.key in BAD_KEYS:
            continue
        if name not in newest or (listed.stored_at, listed.key) > newest[name][0]:
            newest[name] = (listed.stored_at, listed.key), listed.version_id
    return {name: [key, version_id] for name, ((_, key), version_id) in sorted(newest.items())}


def _recorded(world: World) -> Result:
    bulletins = world.of_kind(Bulletin)
    files = [file for bulletin in bulletins for file in bulletin.live_files]
    known = {normalize("NFC", file.key): [file.key, file.version_id] for file in files}
    return {
        "known": dict(sorted(known.items())),
        "bulletins": {bulletin.id: _set(bulletin) for bulletin in bulletins},
        "publications": {
            bulletin.id: _content(world, bulletin) for bulletin in bulletins if bulletin.files and not bulletin.lacks
        },
    }


def _set(bulletin: Bulletin) -> Result:
    return {
        "digest": bulletin.digest,
        "lacks": bulletin.lacks,
        "order": bulletin.order.model_dump(mode="json"),
        "files": [
            (file.name, file.role, file.text, file.rejection, file.notes, [piece.sha256 for piece in file.pieces])
            for file in bulletin.live_files
        ],
        "waits": bulletin.attention.reason if bulletin.attention else None,
        "duty": bulletin.duty,
        "unread": [file.name for file in bulletin.unread],
    }


def _content(world: World, bulletin: Bulletin) -> Result | None:
    """What a publication says and shows; nothing, where the set has no file left."""
    publication = world.stored.find(bulletin.id.replace("BOL-", "PUB-"))
    if not bulletin.live_files or not isinstance(publication, Publication):
        return None
    return {
        "title": publication.title,
        "campaign": publication.campaign,
        "waits": publication.attention.reason if publication.attention else None,
        "networks": {
            # The place among the media is given in the order of storing; the bytes are what counts.
            network: (
                content.text,
                content.warnings,
                [(image.sha256, image.source, image.alt_text, image.purpose) for image in content.renditions],
            )
            for network, content in publication.current.networks.items()
        },
    }


def differences(seed: str) -> int:
    """Count the random orders of one random set that end otherwise than they must."""
    random = Random(seed)
    happenings = random_set(random)
    versions = [random.randrange(8) for _ in happenings]
    in_order = Run(happenings, None, versions).result()
    shuffled = [Run(happenings, Random(f"{seed}/{number}"), versions).result() for number in range(ORDERS_OF_A_SET)]
    return sum(each != in_order or each["known"] != each["bucket"] or not each["sweep_ended"] for each in shuffled)


def run(orders: int, seed: int) -> dict[str, Any]:
    """Try so many orders; gives the counts, and the seeds of the sets that came out different."""
    began = time.perf_counter()
    sets = -(-orders // ORDERS_OF_A_SET)
    counts = {f"{seed}-{number}": differences(f"{seed}-{number}") for number in range(sets)}
    seconds = time.perf_counter() - began
    return {
        "orders": sets * ORDERS_OF_A_SET,
        "sets": sets,
        "different": sum(counts.values()),
        "failing_seeds": [each for each, different in counts.items() if different],
        "seconds": round(seconds, 1),
        "orders_per_second": round(sets * ORDERS_OF_A_SET / seconds, 1),
    }


def main() -> None:
    """Try the orders asked for, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if MEMORY.is_dir():
        tempfile.tempdir = str(MEMORY)
    counts = run(asked.orders, asked.seed)
    lines = [json.dumps(counts)] if asked.json else [f"{name}: {value}" for name, value in counts.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    raise SystemExit(bool(counts["different"]))


if __name__ == "__main__":
    main()
