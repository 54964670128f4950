"""
What the file of a day of an export holds.

Everything: the archive's objects of the day to the byte, its manifests and the keys that prove them, and the records as they are
now, as JSON and as tables. The public version: records and tables without what tells of citizens, and the municipality's own
graphics; no object of the archive, since every one of them holds what must not be handed out.
"""

import json
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from chalicelib.domain.export import Export
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.manifest import FOLDER, KEYS_FOLDER, day_folder
from chalicelib.domain.post import Post
from chalicelib.domain.public_version import PublicRecords
from chalicelib.domain.publication import Publication, Rendition
from chalicelib.domain.record_tables import heading, row
from chalicelib.domain.records import OPERATIONAL_KINDS, Record
from chalicelib.ports import MediaFiles, Records
from chalicelib.ports.exporting import ArchiveFiles, KeptFile
from chalicelib.procedure.export_zip import SteadyZip
from chalicelib.texts_es import exporting as texts

LARGE_BYTES = 4 * 1024 * 1024
"""What is larger goes by way of the disk, a piece at a time."""

READ_AHEAD, AT_ONCE = 32, 10
"""How many small objects are held until their turn (128 MB at the worst), and read at a time: a client's connections."""

_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Contents:
    """What was put in: how many objects of the archive, how many records, and what a public version left out, by class."""

    objects: int
    records: int
    removed: Counter[str]


class DayWriter:
    """Writes the days of one export. `public` is what makes its public versions; without it everything is handed out."""

    def __init__(
        self, export: Export, records: Records, archive: ArchiveFiles, media: MediaFiles, public: PublicRecords | None
    ) -> None:
        self._export = export
        self._records = records
        self._archive = archive
        self._media = media
        self._public = public

    def write(self, day: date, into: SteadyZip) -> Contents:
        """Write a day's content."""
        records = [record for record in self._records.of_day(day) if record.kind not in OPERATIONAL_KINDS]
        held = set[str]() if self._public else self._objects(day, into)
        before = Counter(self._public.texts.removed) if self._public else Counter[str]()
        shown = self._shown(records)
        into.add("records.json", _as_json(shown))
        for kind in sorted({record.kind for record, _ in shown}):
            of_kind = [data for record, data in shown if record.kind == kind]
            into.add(f"records/{kind}.csv", [heading(kind), *(row(kind, data) for data in of_kind)])
        self._graphics(records, held, into)
        removed = Counter(self._public.texts.removed) - before if self._public else Counter[str]()
        if self._public:
            removed["whole_record"] += len(records) - len(shown)
        contents = Contents(len(held), len(shown), +removed)
        into.add("LEEME.txt", [self._read_me(day, contents).encode()])
        return contents

    def _shown(self, records: list[Record]) -> list[tuple[Record, dict[str, Any]]]:
        if self._public is None:
            return [(record, json.loads(dump_json(record))) for record in records]
        versions = [(record, self._public.version_of(record)) for record in records]
        return [(record, version) for record, version in versions if version is not None]

    def _objects(self, day: date, into: SteadyZip) -> set[str]:
        """Copy the archive's objects of the day, then what proves them. Give the names of the objects."""
        held = set[str]()
        for prefix, folder in ((day_folder(day), "objects/"), (f"{FOLDER}{day_folder(day)}", ""), (KEYS_FOLDER, "")):
            for file, pieces in self._read(self._archive.files(prefix)):
                into.add(folder + file.key, pieces)
                held.update([file.key] if folder else [])
        return held

    def _read(self, files: Iterable[KeptFile]) -> Iterator[tuple[KeptFile, Iterable[bytes]]]:
        """Give files in order with their bytes, the small ones read ahead."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: deque[tuple[KeptFile, Future[bytes] | None]] = deque()
            for file in files:
                is_large = file.size_bytes > LARGE_BYTES
                waiting.append((file, None if is_large else pool.submit(self._archive.read, file)))
                if len(waiting) >= READ_AHEAD:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)

    def _next(self, waiting: deque[tuple[KeptFile, Future[bytes] | None]]) -> tuple[KeptFile, Iterable[bytes]]:
        file, reading = waiting.popleft()
        if reading is not None:
            return file, [reading.result()]
        return file, _by_disk(partial(self._archive.download, file))

    def _graphics(self, records: list[Record], held: set[str], into: SteadyZip) -> None:
        """Copy the graphics that our posts of the day showed, each once; those among the archive's objects are there already."""
        archived = {key.rpartition("/")[2].partition(".")[0] for key in held}
        wanted = {sha256 for record in records if isinstance(record, Post) for sha256 in record.media_sha256} - archived
        for rendition in self._renditions(records, wanted):
            name = f"media/{rendition.key.rpartition('/')[2]}"
            into.add(name, _by_disk(partial(self._media.download, rendition.key, rendition.version_id)))

    def _renditions(self, records: list[Record], wanted: set[str]) -> list[Rendition]:
        names = sorted({record.publication for record in records if isinstance(record, Post)})
        found: dict[str, Rendition] = {}
        for publication in filter(None, map(self._records.find, names)):
            if isinstance(publication, Publication):
                contents = [content for version in publication.versions for content in version.networks.values()]
                forms = (form for content in contents for form in content.forms if form.sha256 in wanted)
                found |= {form.sha256: form for form in forms}
        return [found[sha256] for sha256 in sorted(found)]

    def _read_me(self, day: date, contents: Contents) -> str:
        export = self._export
        if export.is_public:
            return texts.public_read_me(export.id, day, contents.records, dict(sorted(contents.removed.items())))
        return texts.read_me(export.id, day, contents.objects, contents.records)


def _as_json(shown: Iterable[tuple[Record, dict[str, Any]]]) -> Iterator[bytes]:
    """Write a list with one record on each line, so that who has little memory reads it line by line."""
    separator = "[\n"
    for record, data in shown:
        # ASCII: half a character, which a citizen may have sent, has no UTF-8 but has an escape.
        yield f"{separator}{json.dumps({'kind': record.kind, 'record': data})}".encode("ascii")
        separator = ",\n"
    yield b"[\n]\n" if separator == "[\n" else b"\n]\n"


def _by_disk(download: Callable[[Path], None]) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "piece")
        download(path)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                yield chunk
