"""`portavoz report`: a person asks for the report of a period and keeps it."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.domain.people import Role
from clients.portavoz.portavoz import service, service_texts
from clients.portavoz.portavoz.cli import main
from clients.portavoz.portavoz.errors import UnavailableError
from tests.builders import a_comment, a_network_comment, a_publication
from tests.unit.client.report_server import PASSWORD, Front, front_of
from tests.world import World

PERIOD = ("--from", "2026-11-23", "--to", "2026-11-23")
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Front]:
    world = World()
    world.put(a_publication(title=EVIL, campaign="+Parques"), a_comment(a_network_comment("c1")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with front_of(world) as served:
        monkeypatch.setenv("PORTAVOZ_API", served.address)
        monkeypatch.setenv("PORTAVOZ_TOKEN", "token")
        yield served


def test_the_report_is_written_out_as_json(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", *PERIOD, "--por", "semana", "--red", "facebook"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["comments"]["count"] == 1
    assert front.asked == [
        {"from": "2026-11-23", "to": "2026-11-23", "by": "week", "format": "json", "network": "facebook"}
    ]


@pytest.mark.usefixtures("front")
def test_C21_a_spreadsheet_takes_nothing_in_the_csv_for_a_formula(tmp_path: Path) -> None:
    assert main(["report", *PERIOD, "--format", "csv", "--out", "r.csv"]) == 0
    content = (tmp_path / "r.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    (publication,) = [row for row in rows if row["Tabla"] == "Publicación"]
    assert (publication["Nombre"], publication["Comentarios"]) == ("'" + EVIL, "1")
    for row in rows:
        for cell in row.values():
            assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_file_without_a_name_gets_the_one_that_portavoz_gives(front: Front, tmp_path: Path) -> None:
    front.world.clock.advance(days=1)
    assert main(["report", *PERIOD, "--format", "csv", "--out", str(tmp_path / "x.csv")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_who_signs_in_by_name_is_asked_for_no_token(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("TOKEN", ""), ("USUARIO", "dir"), ("CLAVE", PASSWORD), ("CLIENTE", "c")):
        monkeypatch.setenv(f"PORTAVOZ_{name}", value)
    monkeypatch.setenv("PORTAVOZ_IDENTIDAD", front.address)
    assert main(["report", *PERIOD]) == 0
    monkeypatch.setenv("PORTAVOZ_CLAVE", "otra")
    assert main(["report", *PERIOD]) == 4


def test_a_silent_portavoz_is_asked_again_and_then_said(front: Front) -> None:
    waited: list[float] = []
    with service.session_of_ours() as session:
        asking = service.Service(front.address, "token", session, waited.append)
        front.silences = 2
        assert asking.get("/v1/report", {"from": "2026-11-23", "to": "2026-11-23"}).ok
        front.silences = 3
        with pytest.raises(UnavailableError, match=service_texts.SILENT) as silent:
            asking.get("/v1/report", {})
    assert silent.value.exit_code == 5
    assert waited == [*service.WAITS_SECONDS] * 2


def test_what_is_refused_is_said_in_portavozs_words(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--from", "2020-01-01", "--to", "2026-11-23"]) == 1
    assert "1,131 días" in " ".join(capsys.readouterr().err.split())
    front.role = Role.LIAISON
    assert main(["report", *PERIOD]) == 4


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize(
    "wrong",
    [
        ["--from", "2026-11-23", "--to", "2026-11-22"],
        ["--from", "ayer", "--to", "2026-11-22"],
        ["--from", "2026-11-23"],
        [*PERIOD, "--format", "docx"],
        [*PERIOD, "--format", "csv", "--out", "no/hay/esto.csv"],
    ],
)
def test_what_is_typed_wrong_ends_with_2(wrong: list[str]) -> None:
    assert main(["report", *wrong]) == 2


@pytest.mark.usefixtures("front")
def test_an_address_without_encryption_gets_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAVOZ_API", "http://portavoz.leon.gob.mx")
    assert main(["report", *PERIOD]) == 2


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize(("name", "value"), [("API", "https://[a"), ("TOKEN", "to\nken"), ("TOKEN", "€")])
def test_I09_an_address_or_a_token_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PORTAVOZ_{name}", value)
    assert main(["report", *PERIOD]) == 2


@pytest.mark.usefixtures("front")
def test_a_file_that_others_may_read_keeps_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PORTAVOZ_TOKEN")
    file = tmp_path / "p.toml"
    file.write_text('token = "token"\n')
    file.chmod(0o644)
    assert main(["report", *PERIOD, "--config", str(file)]) == 2
    file.chmod(0o600)
    assert main(["report", *PERIOD, "--config", str(file)]) == 0
