"""The edits: what somebody does to an export by hand, and where it should be found."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

from chalicelib.domain.manifest import (
    Leaf,
    Link,
    kept,
    manifest_key,
    public_key_name,
    read_manifest,
    root_hex,
    sealed,
)
from tests.fakes.signing import InMemorySigner
from tests.faults.tampering_archive import Built

MOST_TRUNCATED = 8
MOST_REBUILT = 4
_STRANGER = InMemorySigner(2)


@dataclass
class Edit:
    """What was done: where it must be found, and the days that it touches. `anchor` is whether only an anchor shows it."""

    where: set[str]
    first: date
    last: date
    needs_anchor: bool = False


@dataclass
class Desk:
    """An export that is edited and put back as it was."""

    built: Built
    chance: Random
    _before: dict[Path, bytes | None] = field(default_factory=dict)

    def write(self, name: str, content: bytes) -> None:
        path = self.built.root / name
        self._before.setdefault(path, path.read_bytes() if path.exists() else None)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def remove(self, name: str) -> None:
        path = self.built.root / name
        self._before.setdefault(path, path.read_bytes())
        path.unlink()

    def read(self, name: str) -> bytes:
        return (self.built.root / name).read_bytes()

    def put_back(self) -> None:
        for path, content in self._before.items():
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content)
        self._before.clear()

    def day(self) -> date:
        return self.chance.choice(self.built.days)

    def object_of(self, day: date) -> str:
        keys = list(self.built.archive.keys(f"{day:%Y/%m/%d}/"))
        return f"objects/{self.chance.choice(keys)}"

    def manifests_of(self, day: date) -> list[str]:
        return list(self.built.archive.keys(f"manifests/{day:%Y/%m/%d}/"))


def alter_object(desk: Desk) -> Edit:
    """Change a byte, add some, or cut some."""
    day = desk.day()
    name = desk.object_of(day)
    content = bytearray(desk.read(name))
    match desk.chance.randrange(4):
        case 0:
            content[desk.chance.randrange(len(content))] ^= 1 << desk.chance.randrange(8)
        case 1:
            content += b" " * desk.chance.randrange(1, 50)
        case 2:
            del content[desk.chance.randrange(len(content)) :]
        case _:
            content = bytearray(desk.read(name).replace(b'"text":"', b'"text":"no ', 1))
    desk.write(name, bytes(content))
    return Edit({name}, day, day)


def delete_object(desk: Desk) -> Edit:
    day = desk.day()
    name = desk.object_of(day)
    desk.remove(name)
    return Edit({name}, day, day)


def insert_object(desk: Desk) -> Edit:
    day = desk.day()
    name = f"objects/{day:%Y/%m/%d}/comment/EVT-{desk.chance.randrange(10**9, 10**10)}/000001.json"
    desk.write(name, b'{"text":"nunca se dijo"}')
    return Edit({name}, day, day)


def copy_object(desk: Desk) -> Edit:
    """Insert a true object under another name, of another day."""
    day, other = desk.day(), desk.day()
    name = f"objects/{other:%Y/%m/%d}/comment/EVT-{desk.chance.randrange(10**9, 10**10)}/000001.json"
    desk.write(name, desk.read(desk.object_of(day)))
    return Edit({name}, other, other)


def swap_objects(desk: Desk) -> Edit:
    day = desk.day()
    near = min(max(desk.built.days.index(day) + desk.chance.choice((0, 0, 1, 3)), 0), len(desk.built.days) - 1)
    other = desk.built.days[near]
    one, two = desk.object_of(day), desk.object_of(other)
    before = desk.read(one), desk.read(two)
    if before[0] == before[1]:
        return swap_objects(desk)
    desk.write(one, before[1])
    desk.write(two, before[0])
    return Edit({one, two}, day, other)


def alter_manifest(desk: Desk) -> Edit:
    day = desk.day()
    name = desk.chance.choice(desk.manifests_of(day))
    content = bytearray(desk.read(name))
    content[desk.chance.randrange(len(content))] ^= 1 << desk.chance.randrange(8)
    desk.write(name, bytes(content))
    return Edit({name}, day, day)


def reorder_manifest(desk: Desk) -> Edit:
    day = desk.day()
    name = manifest_key(day, 0)
    found = json.loads(desk.read(name))
    desk.chance.shuffle(found["leaves"])
    desk.write(name, _written(found))
    return Edit({name}, day, day)


def forge_manifest(desk: Desk) -> Edit:
    """Take an object away, and its line, and make count and root agree: only the signature does not."""
    day = desk.day()
    name = manifest_key(day, 0)
    found = json.loads(desk.read(name))
    gone = found["leaves"].pop(desk.chance.randrange(len(found["leaves"])))
    found["statement"] |= {"count": len(found["leaves"]), "root": root_hex(Leaf(*each) for each in found["leaves"])}
    desk.write(name, _written(found))
    desk.remove(f"objects/{gone[0]}")
    return Edit({name}, day, day)


def delete_manifest(desk: Desk) -> Edit:
    """Delete one that something later names: the very last ones are what truncating is."""
    day = desk.chance.choice(desk.built.days[:-1])
    names = [name for name in desk.manifests_of(day) if name.endswith("/000000.json") or day < desk.built.days[-2]]
    name = desk.chance.choice(names)
    desk.remove(name)
    return Edit({name}, day, day)


def repeat_manifest(desk: Desk) -> Edit:
    """Put one day's manifest a second time, as what came late into the same or another day, or in another one's place."""
    day, other = desk.day(), desk.day()
    taken = len(desk.manifests_of(other))
    name = manifest_key(other, taken if day == other else desk.chance.randrange(taken + 1))
    desk.write(name, desk.read(manifest_key(day, 0)))
    return Edit({name}, other, other)


def swap_manifests(desk: Desk) -> Edit:
    at = desk.chance.randrange(len(desk.built.days) - 1)
    day, other = desk.built.days[at : at + 2]
    one, two = manifest_key(day, 0), manifest_key(other, 0)
    before = desk.read(one), desk.read(two)
    desk.write(one, before[1])
    desk.write(two, before[0])
    return Edit({one, two}, day, other)


def truncate(desk: Desk) -> Edit:
    """Take the last days away, or the first ones, with all they held."""
    count = desk.chance.randrange(1, min(MOST_TRUNCATED, len(desk.built.days) - 1))
    gone = desk.built.days[-count:] if desk.chance.random() < 0.5 else desk.built.days[:count]
    for day in gone:
        for key in (*desk.manifests_of(day), *list(desk.built.archive.keys(f"{day:%Y/%m/%d}/"))):
            desk.remove(key if key.startswith("manifests/") else f"objects/{key}")
    return Edit({manifest_key(day, 0) for day in gone}, gone[0], gone[-1])


def rebuild_with_another_key(desk: Desk) -> Edit:
    day, names = _rebuilt(desk, _STRANGER)
    key = _STRANGER.public_key()
    desk.write(public_key_name(key.id), key.pem)
    return Edit(names, day, desk.built.days[-1])


def rebuild_with_the_stolen_key(desk: Desk) -> Edit:
    """Whoever has the key signs what he likes: only what was noted elsewhere shows it."""
    day, _ = _rebuilt(desk, desk.built.signer)
    last = desk.built.days[-1]
    return Edit({manifest_key(last, 0)}, day, last, needs_anchor=True)


def _rebuilt(desk: Desk, signer: InMemorySigner) -> tuple[date, set[str]]:
    """From a day on, as if one object had never been."""
    days = desk.built.days[-desk.chance.randrange(1, min(MOST_REBUILT, len(desk.built.days)) + 1) :]
    gone = desk.object_of(days[0]).removeprefix("objects/")
    desk.remove(f"objects/{gone}")
    links: dict[tuple[date, int], Link] = {}
    names = [name for day in days for name in desk.manifests_of(day)]
    # In the order of days each is signed again after those that it names.
    for name in names:
        _sign_again(desk, name, gone, links, signer)
    return days[0], set(names)


def _sign_again(desk: Desk, name: str, gone: str, links: dict[tuple[date, int], Link], signer: InMemorySigner) -> None:
    manifest = read_manifest(desk.read(name))
    leaves = [leaf for leaf in manifest.leaves if leaf.key != gone]
    said = manifest.statement
    statement = said.model_copy(
        update={
            "count": len(leaves),
            "root": root_hex(leaves),
            "key_id": signer.public_key().id,
            "previous": _linked(said.previous, links),
            "supplements": tuple(_linked(link, links) for link in said.supplements),
        }
    )
    signature = signer.sign(sha256(statement.signed_bytes()).digest())
    content = sealed(leaves, statement, signature, None).file_bytes()
    desk.write(name, content)
    links[said.day, said.sequence] = kept(content).link


def _linked(link: Link | None, links: dict[tuple[date, int], Link]) -> Link | None:
    return link and links.get((link.day, link.sequence), link)


def _written(found: object) -> bytes:
    return json.dumps(found, separators=(",", ":"), sort_keys=True).encode()


EDITS: tuple[Callable[[Desk], Edit], ...] = (
    alter_object,
    delete_object,
    insert_object,
    copy_object,
    swap_objects,
    alter_manifest,
    reorder_manifest,
    forge_manifest,
    delete_manifest,
    repeat_manifest,
    swap_manifests,
    truncate,
    rebuild_with_another_key,
    rebuild_with_the_stolen_key,
)
