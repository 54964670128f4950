"""`portavoz export`, against the API itself: what it lays down is what is kept, and it goes on where it was interrupted."""

import argparse
import io
import json
import re
import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import BaseAdapter
from rich.console import Console

from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.people import Role
from chalicelib.procedure.exporting import ExportPorts, make_exports
from clients.portavoz.portavoz import export as exporting
from clients.portavoz.portavoz.asking import Asking, RefusedError, SilentError
from clients.portavoz.portavoz.cli import main
from clients.portavoz.portavoz.errors import UnreadableError, UsageError
from clients.portavoz.portavoz.fetching import fetch, lay_down
from tests.builders import a_comment, a_network_comment
from tests.exports import FIRST, Nights, days, filled, name_in_export
from tests.fakes.exports import InMemoryArchiveFiles
from tests.unit.api.calls import an_event, ask
from tests.world import World

LAST = FIRST + timedelta(days=3)
ADDRESS = "http://localhost:9/api"
_EXPORT = re.compile(r"/api/v1/exports/(EXP-[\w-]+)")


class Town(BaseAdapter):
    """Portavoz behind HTTP: the API, the function that makes exports, and the bucket of the copies."""

    def __init__(self) -> None:
        super().__init__()
        self.world, self.nights = World(), Nights()
        self.orders, self.fetched, self.role = 0, list[str](), Role.DIRECTOR
        self.is_idle = False
        self.spoils = 0

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:  # type: ignore[override]
        parts = urlsplit(request.url or "")
        if parts.hostname == "exports.example":
            assert "Authorization" not in request.headers
            self.fetched.append(parts.path)
            content = self.world.exports.written[parts.path.removeprefix("/")]
            self.spoils -= 1
            return _response(200, content[:-1] if self.spoils >= 0 else content, request)
        assert request.headers["Authorization"] == "secret-token"
        return self._api(request, parts.path)

    def close(self) -> None:
        pass

    def _api(self, request: requests.PreparedRequest, path: str) -> requests.Response:
        if request.method == "POST":
            self.orders += 1
            event = an_event("POST", "/v1/exports", roles=[self.role], body=json.loads(request.body or b"{}"))
        else:
            found = _EXPORT.fullmatch(path)
            assert found
            self._make()
            path_parameters = {"export_id": found[1]}
            event = an_event("GET", "/v1/exports/{export_id}", path_parameters, roles=[self.role])
        answered = ask(self.world, event)
        return _response(answered.status, json.dumps(answered.body).encode(), request)

    def _make(self) -> None:
        ports = ExportPorts(
            records=self.world.records,
            archive=InMemoryArchiveFiles(self.nights.archive),
            media=self.world.media,
            files=self.world.exports,
            clock=self.world.clock,
            find=lambda _: Counter(),
            hide=lambda text, _: text,
            institutional=frozenset(),
        )
        if not self.is_idle:
            make_exports(ports, self.world.clock.now() + timedelta(minutes=5))


def _response(status: int, content: bytes, request: requests.PreparedRequest) -> requests.Response:
    response = requests.Response()
    response.status_code, response.raw, response.request = status, io.BytesIO(content), request
    return response


def run(town: Town, out: Path, first: date = FIRST, last: date = LAST, *, is_public: bool = False) -> int:
    typed = argparse.Namespace(first=first, last=last, out=out, why="Auditoría", publica=is_public)
    asking = Asking({"PORTAVOZ_API": ADDRESS, "PORTAVOZ_TOKEN": "secret-token"}, wired(town))
    return exporting.export(typed, asking, Console(quiet=True), sleep=lambda _: None, connect=lambda: wired(town))


def wired(town: Town) -> requests.Session:
    """The API and the bucket answer over the same wire."""
    session = requests.Session()
    session.mount("http://", town)
    session.mount("https://exports.example", town)
    return session


@pytest.fixture
def town() -> Town:
    """A town with four days of archive, proven."""
    town = Town()
    filled(town.nights, 4, 3)
    for number, day in enumerate(days(4)):
        at = town.nights.clock.now() - timedelta(days=4 - number)
        for each in range(number):
            town.world.put(a_comment(a_network_comment(f"{day:%d}{each}", "una\ncoma, «y» =1+1", at=at)))
    return town


def test_R15_what_it_lays_down_is_what_is_kept_and_passes_the_verification(town: Town, tmp_path: Path) -> None:
    assert run(town, tmp_path) == 4
    for key, kept in town.nights.archive.kept.items():
        assert (tmp_path / name_in_export(key)).read_bytes() == kept.content
    assert main(["verify", str(tmp_path)]) == 0
    found = next((tmp_path / "objects").rglob("*.json"))
    found.write_bytes(found.read_bytes().replace(b"luz", b"paz"))
    assert main(["verify", str(tmp_path)]) != 0


def test_the_records_of_all_days_are_one_list_and_one_table(town: Town, tmp_path: Path) -> None:
    run(town, tmp_path)
    listed = json.loads((tmp_path / "records.json").read_bytes())
    comments = [one["record"]["id"] for one in listed if one["kind"] == "comment"]
    assert len(comments) == len(set(comments)) == 6
    table = (tmp_path / "records/comment.csv").read_bytes()
    assert table.count(b"\xef\xbb\xbf") == 1
    assert table.count(b"Identificador") == 1
    assert all(name.encode() in table for name in comments)


def test_what_each_day_says_of_itself_is_kept(town: Town, tmp_path: Path) -> None:
    run(town, tmp_path, is_public=True)
    said = (tmp_path / "LEEME.txt").read_text(encoding="utf-8")
    assert [f"{day:%d/%m/%Y}" for day in days(4)] == re.findall(r"REGISTROS DEL (\S+)", said)


def test_who_repeats_the_command_orders_nothing_and_fetches_nothing_again(town: Town, tmp_path: Path) -> None:
    run(town, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run(town, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert (town.orders, len(town.fetched)) == (1, 4)


def test_what_arrives_damaged_is_not_used_and_fetched_again(town: Town, tmp_path: Path) -> None:
    town.spoils = 1
    with pytest.raises(SilentError):
        run(town, tmp_path)
    assert not (tmp_path / "records.json").exists()
    assert run(town, tmp_path) == 4
    assert town.orders == 1


def test_a_period_of_months_is_ordered_in_pieces(town: Town, tmp_path: Path) -> None:
    assert run(town, tmp_path, first=date(2026, 9, 1), last=date(2026, 11, 5)) == 66
    assert town.orders == 3


def test_an_export_that_is_not_ready_is_waited_for_and_gone_on_with(town: Town, tmp_path: Path) -> None:
    town.is_idle = True
    with pytest.raises(SilentError):
        run(town, tmp_path)
    town.is_idle = False
    assert run(town, tmp_path) == 4
    assert town.orders == 1


def test_an_export_whose_files_are_gone_is_ordered_anew(town: Town, tmp_path: Path) -> None:
    run(town, tmp_path)
    town.world.clock.advance(days=8)
    with pytest.raises(RefusedError):
        run(town, tmp_path)
    assert run(town, tmp_path) == 4
    assert town.orders == 2


def test_who_may_not_is_told_so(town: Town, tmp_path: Path) -> None:
    town.role = Role.LIAISON
    with pytest.raises(RefusedError):
        run(town, tmp_path)


def test_a_folder_with_something_else_is_left_alone(town: Town, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError):
        run(town, tmp_path)
    assert town.orders == 0


@pytest.mark.parametrize("note", [b"{", b"[]", b'{"asked": 1}', b'"x"', b"\xff", b'{"asked": {}, "ids": []}'])
def test_I09_a_note_that_is_damaged_is_another_exports(town: Town, tmp_path: Path, note: bytes) -> None:
    (tmp_path / ".dias").mkdir()
    (tmp_path / ".dias" / "pedido.json").write_bytes(note)
    with pytest.raises(UsageError):
        run(town, tmp_path)


def test_what_is_no_folder_is_said_before_anything_is_ordered(town: Town, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="No se puede escribir"):
        run(town, tmp_path / "file")
    assert town.orders == 0


def test_a_folder_that_takes_nothing_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAVOZ_API", "https://portavoz.example")
    monkeypatch.setenv("PORTAVOZ_TOKEN", "token")
    (tmp_path / "file").write_text("mine")
    out = str(tmp_path / "file" / "below")
    assert main(["export", "--from", "2026-11-23", "--to", "2026-11-23", "--why", "x", "--out", out]) == 2
    assert "No se puede escribir" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["../out", "/etc/x", "a/../../b", "c:\\x", "a\\b"])
def test_I07_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "day.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(name, b"x")
    with pytest.raises(UnreadableError):
        lay_down([path], tmp_path / "in", lambda _: None)


def test_a_zip_whose_hash_is_another_is_not_kept(tmp_path: Path) -> None:
    town = Town()
    town.world.exports.written["exports/a.zip"] = b"content"
    session = requests.Session()
    session.mount("https://", town)
    file = {"day": "2026-11-23", "url": "https://exports.example/exports/a.zip", "sha256": sha256_hex(b"other")}
    with pytest.raises(SilentError):
        fetch(session, file, tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"PORTAVOZ_API": "https://a.example"},
        {"PORTAVOZ_API": "http://a.example", "PORTAVOZ_TOKEN": "t"},
        {"PORTAVOZ_API": "https://[a", "PORTAVOZ_TOKEN": "t"},
        {"PORTAVOZ_API": "https://a.example", "PORTAVOZ_TOKEN": "t\nX: y"},
        {"PORTAVOZ_API": "https://a.example", "PORTAVOZ_TOKEN": "€"},
    ],
)
def test_no_secret_goes_anywhere_unsaid_or_in_the_open(environment: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Asking(environment, requests.Session())
