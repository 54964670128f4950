"""Exports of an archive, made for the tests: days of objects, proven night after night, laid out as they are handed over."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from chalicelib.domain.records import retention_end
from chalicelib.ports.sealing import Signer, TimeStamper
from chalicelib.procedure.manifests import Sealed, seal_days
from chalicelib.procedure.sealing import SealingPorts
from local.memory_records import InMemoryRecords
from tests.fakes.clock import FakeClock
from tests.fakes.files import InMemoryArchive
from tests.fakes.signing import InMemorySigner

FIRST = date(2026, 11, 2)
_OF_THE_PROOF = ("manifests/", "keys/")


class Nights:
    """An archive that fills day by day, and the nights on which it is proven."""

    def __init__(self, signer: Signer | None = None, stamper: TimeStamper | None = None) -> None:
        self.archive = InMemoryArchive()
        self.clock = FakeClock()
        self.signer = signer or InMemorySigner()
        self.ports = SealingPorts(InMemoryRecords(), self.archive, self.archive, self.signer, stamper, self.clock)

    def keep(self, day: date, number: int, text: str = "Gracias por arreglar la luz de la calle.") -> str:
        """Keep one event of a day; gives its key."""
        key = f"{day:%Y/%m/%d}/comment/COM-{day:%Y%m%d}-x-{number:010d}/000001.json"
        self.archive.keep(key, f'{{"id":{number},"text":"{text}"}}'.encode(), retention_end(day))
        return key

    def night(self, day: date) -> Sealed:
        """Prove everything up to a day, a quarter past midnight after it."""
        self.clock.set(datetime(day.year, day.month, day.day, 6, 15, tzinfo=UTC) + timedelta(days=1))
        return seal_days(ports=self.ports, until=self.clock.now() + timedelta(hours=1))


def days(count: int) -> list[date]:
    """Give so many days from the first on."""
    return [FIRST + timedelta(days=number) for number in range(count)]


def filled(nights: Nights, count: int, events: int) -> list[str]:
    """Fill so many days with so many events each, one of every third day a night late; gives all keys."""
    keys = []
    for number, day in enumerate(days(count)):
        keys += [nights.keep(day, event) for event in range(events)]
        nights.night(day)
        if number % 3 == 0 and number + 1 < count:
            keys.append(nights.keep(day, events))
    return keys


def name_in_export(key: str) -> str:
    """Name what the archive keeps under a key as an export does."""
    return key if key.startswith(_OF_THE_PROOF) else f"objects/{key}"


def folder_of(archive: InMemoryArchive, into: Path) -> Path:
    """Lay an archive out in a folder, as it is handed over."""
    for key, found in archive.kept.items():
        path = into / name_in_export(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.content)
    (into / "LEEME.txt").write_text("Vea docs/verificacion.md\n", encoding="utf-8")
    return into


def zip_of(folder: Path, path: Path) -> Path:
    """Pack a folder as it is handed over."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(folder).as_posix())
    return path
