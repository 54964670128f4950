"""An archive of very many events on disk, laid out as an export, proven night after night by the product's own code."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.manifest import manifest_key
from chalicelib.ports import ArchivedObject
from chalicelib.procedure.manifests import seal_days
from chalicelib.procedure.sealing import SealingPorts
from local.memory_records import InMemoryRecords
from tests.exports import name_in_export
from tests.fakes.clock import FakeClock
from tests.fakes.signing import InMemorySigner

FIRST = date(2024, 1, 1)
NIGHTS_WITHOUT = 4
"""The days are proven every fourth night: what came late in between is in time, what came late after is not."""

_KINDS = ("comment", "publication", "referral", "x/answers")


class FolderArchive:
    """`ports.Archive` and `ports.ArchiveReader` over a folder that is at the same time the export."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        del retain_until
        path = self.root / name_in_export(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() != content:
            raise RecordIntegrityError(f"{key}: another content is kept under this key")
        path.write_bytes(content)

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        folder = prefix.rpartition("/")[0]
        top = folder if folder.startswith(("manifests", "keys")) else f"objects/{folder}".rstrip("/")
        for name in _files(self.root, top):
            key = name.removeprefix("objects/")
            if key.startswith(prefix) and key > after:
                yield key

    def listed(self, prefix: str) -> Iterator[ArchivedObject]:
        for key in self.keys(prefix):
            content = self.read(key)
            yield ArchivedObject(key, sha256_hex(content), len(content))

    def read(self, key: str) -> bytes:
        try:
            return (self.root / name_in_export(key)).read_bytes()
        except FileNotFoundError as exc:
            raise NotFoundError(key) from exc


def _files(root: Path, folder: str) -> Iterator[str]:
    if not (root / folder).is_dir():
        return
    with os.scandir(root / folder) as entries:
        found = sorted((entry.name + "/" * entry.is_dir(), entry.is_dir()) for entry in entries)
    for name, is_folder in found:
        if is_folder:
            yield from _files(root, f"{folder}/{name[:-1]}")
        else:
            yield f"{folder}/{name}"


class Built:
    """The archive, its days, and what is known of it from elsewhere: the key and the last manifest."""

    def __init__(self, root: Path, events: int, a_day: int, seed: int, *, knows: bool = True) -> None:
        self.root, self.signer, self.knows = root, InMemorySigner(), knows
        self.archive, self.clock = FolderArchive(root), FakeClock()
        self._chance, self._number = Random(seed), 0
        count = max(-(-events // a_day), 3)
        self.days = [FIRST + timedelta(days=number) for number in range(count)]
        self.events = 0
        ports = SealingPorts(InMemoryRecords(), self.archive, self.archive, self.signer, None, self.clock)
        for number, day in enumerate(self.days, start=1):
            self._fill(day, a_day)
            if number % NIGHTS_WITHOUT and number < count:
                continue
            self.clock.set(datetime(day.year, day.month, day.day, 6, 15, tzinfo=UTC) + timedelta(days=1))
            seal_days(ports=ports, until=self.clock.now() + timedelta(hours=1))
        self.head = sha256_hex(self.archive.read(manifest_key(self.days[-1], 0)))

    def _fill(self, day: date, a_day: int) -> None:
        """Keep a day's events; now and then one comes late, into a day already closed."""
        for _ in range(a_day):
            is_late = day > FIRST and self._chance.random() < 1 / (2 * a_day)
            self._keep(day - timedelta(days=1) if is_late else day)

    def _keep(self, day: date) -> None:
        self._number += 1
        kind = self._chance.choice(_KINDS)
        text = "".join(self._chance.choices("abcdefghij áéí", k=self._chance.randrange(40, 400)))
        content = f'{{"kind":"{kind}","number":{self._number},"text":"{text}"}}'.encode()
        self.archive.keep(f"{day:%Y/%m/%d}/{kind}/EVT-{self._number:08d}/000001.json", content, self.clock.now())
        self.events += 1
