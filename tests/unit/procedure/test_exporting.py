"""Exporting the records: what is in it is what is on record, whoever dies meanwhile; a public version tells of nobody."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, TransientServiceError
from chalicelib.domain.export import KEPT_FOR, MAX_EXPORT_DAYS, MAX_TRIES, Export, ExportState
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.manifest import day_folder
from chalicelib.domain.record_tables import heading, row
from chalicelib.domain.records import OPERATIONAL_KINDS, Duty, Record, RecordKind
from chalicelib.domain.spreadsheet_text import safe_cell
from chalicelib.procedure.export_contents import LARGE_BYTES
from chalicelib.procedure.exporting import MOST_AT_ONCE, ExportPorts, make_exports, order_export
from tests.builders import (
    NOW,
    TODAY,
    a_comment,
    a_kept_rendition,
    a_network_comment,
    a_post,
    a_publication,
    a_referral,
    a_version,
    the_image_office,
)
from tests.fakes.exports import InMemoryArchiveFiles, InMemoryExportFiles, InMemorySink
from tests.strategies import records, texts
from tests.world import World

YESTERDAY = TODAY - timedelta(days=1)
HOSTILE_NAMES = ("año ñandú.json", "a" * 200 + ".json", "%2E%2E%2Fetc.json", "COM-1%23x/000001.json", "😀/000001.json")


class Exporting:
    """A world in which exports are made."""

    def __init__(self) -> None:
        self.world = World()
        self.files = InMemoryExportFiles()

    @property
    def ports(self) -> ExportPorts:
        finder = TextPersonalDataFinder(frozenset())
        return ExportPorts(
            records=self.world.records,
            archive=InMemoryArchiveFiles(self.world.archive),
            media=self.world.media,
            files=self.files,
            clock=self.world.clock,
            find=finder.counted,
            hide=finder.without_data,
            institutional=frozenset(),
        )

    def keep(self, day: date, name: str, content: bytes) -> str:
        key = day_folder(day) + name
        self.world.archive.keep(key, content, NOW + timedelta(days=1100))
        return key

    def order(self, first: date = TODAY, last: date = TODAY, *, is_public: bool = False) -> Export:
        return order_export(
            first,
            last,
            by=the_image_office(),
            is_public=is_public,
            why="solicitud 12",
            records=self.world.records,
            clock=self.world.clock,
        )

    def make(self, *, within: timedelta = timedelta(minutes=10)) -> list[Export]:
        return make_exports(self.ports, self.world.clock.now() + within)

    def made(self, first: date = TODAY, last: date = TODAY, *, is_public: bool = False) -> Export:
        ordered = self.order(first, last, is_public=is_public)
        self.make()
        found = self.world.the(ordered.id)
        assert isinstance(found, Export)
        assert found.state is ExportState.MADE
        return found

    def opened(self, export: Export, number: int = 0) -> zipfile.ZipFile:
        file = export.files[number]
        content = self.files.written[file.key]
        assert (sha256_hex(content), len(content)) == (file.sha256, file.size_bytes)
        return zipfile.ZipFile(io.BytesIO(content))


def everything(town: Exporting) -> None:
    comment = a_comment(a_network_comment("186", "Soy @ana, mi tel. 477 123 4567", author_handle="ana.perez"))
    form = a_kept_rendition(town.world.media, b"jpeg", (1080, 1080))
    publication = a_publication(a_version(renditions=(form,)))
    town.world.put(comment, a_referral(comment), publication, a_post(media_sha256=(form.sha256,)))
    for number, name in enumerate(HOSTILE_NAMES):
        town.keep(TODAY, f"comment/{name}", b"{%d}" % number)
    town.keep(TODAY, "x/answers/120000-0123456789abcdef.json", b'{"author": "ana.perez"}')
    town.world.archive.keep(f"manifests/{day_folder(TODAY)}000000.json", b"{}", NOW)
    town.world.archive.keep("keys/00.pem", b"PEM", NOW)


def test_R15_everything_of_the_day_is_in_it_to_the_byte() -> None:
    town = Exporting()
    everything(town)
    town.keep(YESTERDAY, "comment/other.json", b"other day")
    with town.opened(town.made()) as opened:
        inside = {name: opened.read(name) for name in opened.namelist()}
    kept = town.world.archive.kept
    objects = {f"objects/{key}": one.content for key, one in kept.items() if key.startswith(day_folder(TODAY))}
    assert {name: content for name, content in inside.items() if name.startswith("objects/")} == objects
    assert inside[f"manifests/{day_folder(TODAY)}000000.json"] == b"{}"
    assert inside["keys/00.pem"] == b"PEM"
    assert len([name for name in inside if name.startswith("media/")]) == 1
    assert "portavoz verify" in inside["LEEME.txt"].decode()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=st.lists(records(), max_size=6), is_public=st.booleans())
def test_P7_the_records_in_it_are_those_on_record_item_by_item(*, made: list[Record], is_public: bool) -> None:
    town = Exporting()
    moved = [
        one.model_copy(update={"id": one.id[:4] + f"{TODAY:%Y%m%d}" + one.id[12:]}) for one in made if one.id[3] == "-"
    ]
    town.world.put(*moved)
    with town.opened(town.made(is_public=is_public)) as opened:
        listed = json.loads(opened.read("records.json"))
        rows = sum(_rows(opened.read(name)) for name in opened.namelist() if name.startswith("records/"))
    assert rows == len(listed)
    if not is_public:
        found = {one["record"]["id"]: one for one in listed if one["kind"] != RecordKind.EXPORT}
        official = [one for one in town.world.stored.of_day(TODAY) if one.kind not in OPERATIONAL_KINDS]
        expected = {
            one.id: {"kind": one.kind, "record": json.loads(dump_json(one))}
            for one in official
            if one.kind != RecordKind.EXPORT
        }
        assert found == expected


def _rows(content: bytes) -> int:
    text = content.decode("utf-8-sig")
    return len(list(csv.reader(io.StringIO(text, newline="")))) - 1


def test_the_same_content_gives_the_same_bytes() -> None:
    files = []
    for _ in range(2):
        town = Exporting()
        everything(town)
        export = town.made()
        files.append(town.files.written[export.files[0].key])
    assert files[0] == files[1]


def test_a_public_version_tells_of_nobody_and_says_what_went() -> None:
    town = Exporting()
    everything(town)
    export = town.made(is_public=True)
    with town.opened(export) as opened:
        names = opened.namelist()
        inside = {name: opened.read(name) for name in names if not name.startswith("media/")}
    for name, content in inside.items():
        for datum in (b"ana.perez", b"@ana,", b"4771234567", b"477 123", b"-186"):
            assert datum not in content, (name, datum)
    assert not [name for name in names if name.startswith(("objects/", "manifests/"))]
    assert len([name for name in names if name.startswith("media/")]) == 1
    assert export.removed["telephone"] == 2
    assert export.removed["handle"] > 2
    assert "Comité de Transparencia" in inside["LEEME.txt"].decode()
    assert not town.files.secrets


def test_a_citizen_has_one_pseudonym_in_an_export_and_another_in_the_next() -> None:
    town = Exporting()
    world = town.world
    for number in (0, 1):
        at = NOW - timedelta(days=1 - number)
        world.put(a_comment(a_network_comment(f"c{number}", "hola", at=at, author_handle="Ana")))
    one = town.made(YESTERDAY, TODAY, is_public=True)
    world.clock.advance(seconds=1)
    other = town.made(YESTERDAY, TODAY, is_public=True)
    assert _handles(town, one) != _handles(town, other)
    assert len(_handles(town, one)) == 1


def _handles(town: Exporting, export: Export) -> set[str]:
    found = set()
    for number in range(len(export.files)):
        with town.opened(export, number) as opened:
            for one in json.loads(opened.read("records.json")):
                found.update({one["record"]["author_handle"]} if one["kind"] == "comment" else set())
    return found


class FailingFiles(InMemoryExportFiles):
    """Fails in the midst of the file number `fails_at`, once or for ever."""

    def __init__(self, fails_at: int, *, for_ever: bool = False) -> None:
        super().__init__()
        self._calls, self._fails_at, self._for_ever = 0, fails_at, for_ever

    @contextmanager
    def writing(self, key: str) -> Iterator[InMemorySink]:
        self._calls += 1
        with super().writing(key) as sink:
            yield sink
            if self._calls == self._fails_at or (self._for_ever and self._calls > self._fails_at):
                raise TransientServiceError("s3: lost")


def test_an_export_that_was_interrupted_goes_on_with_the_day_it_lost() -> None:
    town = Exporting()
    everything(town)
    town.files = FailingFiles(2)
    ordered = town.order(YESTERDAY, TODAY)
    with pytest.raises(TransientServiceError):
        town.make()
    assert town.make() == []  # The dead one's claim still stands.
    town.world.clock.advance(minutes=17)
    town.make()
    export = town.world.the(ordered.id)
    assert export.state is ExportState.MADE
    assert [file.day for file in export.files] == [YESTERDAY, TODAY]
    assert sorted(town.files.written) == sorted(file.key for file in export.files)


def test_P6_an_export_that_never_succeeds_is_given_up_and_says_so() -> None:
    town = Exporting()
    town.files = FailingFiles(1, for_ever=True)
    ordered = town.order()
    for _ in range(MAX_TRIES):
        with pytest.raises(TransientServiceError):
            town.make()
        town.world.clock.advance(minutes=17)
    assert [one.state for one in town.make()] == [ExportState.FAILED]
    assert town.world.the(ordered.id).is_finished
    assert not town.world.stored.due(Duty.EXPORT, NOW + timedelta(days=9))


def test_who_has_no_time_left_leaves_the_rest_to_the_next_run() -> None:
    town = Exporting()
    ordered = town.order(YESTERDAY, TODAY)
    assert town.make(within=timedelta(0)) == []
    assert town.world.the(ordered.id).files == ()
    assert town.world.stored.due(Duty.EXPORT, town.world.clock.now())


@pytest.mark.parametrize("days", [(1, 0), (0, 1), (-MAX_EXPORT_DAYS, 0)])
def test_a_period_without_days_too_long_or_to_come_is_refused(days: tuple[int, int]) -> None:
    town = Exporting()
    first, last = (TODAY + timedelta(days=day) for day in days)
    with pytest.raises(InvalidInputError):
        town.order(first, last)


def test_who_orders_too_many_is_asked_for_patience() -> None:
    town = Exporting()
    for _ in range(MOST_AT_ONCE):
        town.order()
        town.world.clock.advance(seconds=1)
    with pytest.raises(InvalidInputError):
        town.order()


def test_the_files_lie_ready_for_a_week() -> None:
    town = Exporting()
    export = town.made()
    assert export.has_files(NOW)
    assert not export.has_files(export.created_at + KEPT_FOR)
    assert local_day(export.created_at) == TODAY


def test_large_objects_go_by_way_of_the_disk() -> None:
    town = Exporting()
    film = b"0123456789" * (LARGE_BYTES // 8)
    key = town.keep(TODAY, "media/film.mp4", film)
    with town.opened(town.made()) as opened:
        assert opened.read(f"objects/{key}") == film
        assert opened.getinfo(f"objects/{key}").compress_type == zipfile.ZIP_STORED


@given(text=texts)
def test_no_cell_is_a_formula_and_every_table_can_be_read(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    data: dict[str, Any] = {"id": text, "versions": [{"text": text}], "author_handle": text}
    content = heading(RecordKind.COMMENT) + row(RecordKind.COMMENT, data)
    assert content.startswith(b"\xef\xbb\xbf")
    assert _rows(content) == 1


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "\t=cmd|' /C calc'!A0", "'=1", "＝1", "@SUM(A1)", "-2+3", "+1", '"=1', "﹢1", "|1", "%1"]
)
def test_what_begins_as_a_formula_is_a_text(text: str) -> None:
    assert safe_cell(text).startswith("'")
