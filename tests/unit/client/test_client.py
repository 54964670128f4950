"""The department's command against the real API: what it shows, tells, repeats, hides and returns."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from chalicelib.domain.referral import NewsAct
from clients.dependencia.portavoz_dependencia import texts
from clients.dependencia.portavoz_dependencia.api import Api, news_id
from clients.dependencia.portavoz_dependencia.cli import main
from clients.dependencia.portavoz_dependencia.commands import News, told
from clients.dependencia.portavoz_dependencia.config import read_settings
from clients.dependencia.portavoz_dependencia.errors import ClientError, UnavailableError, UsageError
from clients.dependencia.portavoz_dependencia.tables import plain
from tests.builders import NOW, a_referral, some_news
from tests.unit.client.gateway import CODE, LOST, PASSWORD, Gateway, served
from tests.world import World

FOLIO, OTHER = "LEO-20261123-000001", "LEO-20261123-000002"
ROOT = Path(__file__).resolve().parents[3]
TOKEN = "token:sapal"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    world = World()
    world.put(*(a_referral(number=number).delivered(NOW) for number in (1, 2, 3)))
    world.put(a_referral(number=9, department_id="deporte").delivered(NOW))
    with served(world) as found:
        yield found


@pytest.fixture
def run(gateway: Gateway, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
        known = {"PORTAVOZ_API": gateway.address, "PORTAVOZ_TOKEN": TOKEN} | environment
        code = main(arguments, {name: value for name, value in known.items() if value})
        shown = capsys.readouterr()
        for secret in (TOKEN, PASSWORD):
            assert secret not in shown.out + shown.err
        return code, shown.out, shown.err

    return run


def acts(gateway: Gateway, folio: str = FOLIO) -> list[str]:
    return [act.act for act in gateway.world.the(folio).history]


# Acts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        (("accept", FOLIO), "accepted"),
        (("progress", FOLIO), "in_progress"),
        (("close", FOLIO), "closed"),
        (("return", FOLIO, "--nota", "No es nuestro"), "returned"),
    ],
)
def test_Q10_each_command_has_the_effect_of_the_queue_and_repeated_none(
    gateway: Gateway, run: Any, typed: tuple[str, ...], act: str
) -> None:
    assert run(*typed)[0] == 0
    after = gateway.world.the(FOLIO)
    other = World()
    other.put(a_referral(number=1).delivered(NOW))
    news = some_news(NewsAct(act), note=typed[3] if len(typed) > 2 else "")
    other.hear(news)
    alike = {"history", "closing", "revision"}
    assert after.model_dump(exclude=alike) == other.the(FOLIO).model_dump(exclude=alike)
    for _ in range(3):
        assert run(*typed)[0] == 0
    assert gateway.world.the(FOLIO) == after


def test_what_is_new_is_pulled_once_and_shown(gateway: Gateway, run: Any) -> None:
    code, shown, _ = run("pull")
    assert (code, len([line for line in shown.splitlines() if "LEO-" in line and "recibido" in line])) == (0, 3)
    assert {gateway.world.the(f"LEO-20261123-00000{number}").state for number in (1, 2, 3)} == {"pulled"}
    assert gateway.world.the("LEO-20261123-000009").state == "referred"
    assert run("pull")[:2] == (0, f"{texts.NO_CASES}\n")


def test_several_folios_are_told_together_and_one_that_fails_holds_up_none(gateway: Gateway, run: Any) -> None:
    code, shown, _ = run("accept", FOLIO, "LEO-20261123-000777", OTHER, FOLIO, "--nota", "Va la cuadrilla")
    assert code == 3
    assert "Casos: 2 de 3" in shown
    assert acts(gateway)[-1] == acts(gateway, OTHER)[-1] == "accepted"
    assert gateway.world.the(OTHER).history[-1].note == "Va la cuadrilla"


def test_the_departments_own_folio_is_kept(gateway: Gateway, run: Any) -> None:
    assert run("accept", FOLIO, "--folio-interno", "S-58231")[0] == 0
    assert gateway.world.the(FOLIO).department_folio == "S-58231"


def test_Q12_anothers_case_does_not_exist(gateway: Gateway, run: Any) -> None:
    before = gateway.world.the("LEO-20261123-000009")
    for typed in (("show",), ("close",), ("accept",)):
        code, shown, said = run(*typed, "LEO-20261123-000009")
        assert code == 3
        assert "No existe ese registro." in shown + said
    assert gateway.world.the("LEO-20261123-000009") == before


def test_the_same_news_of_a_case_that_came_back_is_said_to_have_had_no_effect(gateway: Gateway, run: Any) -> None:
    assert run("close", FOLIO)[0] == 0
    closed = gateway.world.the(FOLIO)
    gateway.world.records.commit(replace=[closed.sent_on("sapal", NOW).delivered(NOW)])
    code, shown, _ = run("close", FOLIO, "--json")
    assert (code, json.loads(shown)[0]["error"]["message"]) == (6, texts.NO_EFFECT)
    assert run("close", FOLIO, "--nota", "Ahora sí")[0] == 0
    assert gateway.world.the(FOLIO).state == "closed"


# Faults -------------------------------------------------------------------------------------------------------------


def test_reading_is_tried_again_and_telling_never(gateway: Gateway) -> None:
    waits: list[float] = []
    with requests.Session() as session:
        api = Api(gateway.address, TOKEN, session, waits.append)
        gateway.sabotage = [503, LOST, 429]
        assert api.case(FOLIO)["folio"] == FOLIO
        assert len(waits) == 3
        gateway.calls.clear()
        for fault in (500, 503, 429):
            gateway.sabotage = [fault]
            with pytest.raises(UnavailableError, match="no cuenta dos veces"):
                api.tell(FOLIO, "accepted")
    assert gateway.calls == []
    assert len(waits) == 3


def test_Q10_an_answer_lost_on_the_way_is_repeated_by_the_person_and_counts_once(gateway: Gateway, run: Any) -> None:
    gateway.sabotage = [LOST]
    code, shown, _ = run("close", FOLIO)
    assert (code, texts.UNSURE.split(".")[0] in " ".join(shown.split())) == (5, True)
    assert run("close", FOLIO)[0] == 0
    assert acts(gateway).count("closed") == 1


def test_reading_gives_up_in_the_end(gateway: Gateway) -> None:
    gateway.sabotage = [503] * 9
    with requests.Session() as session, pytest.raises(UnavailableError, match="no contesta"):
        Api(gateway.address, TOKEN, session, lambda _: None).case(FOLIO)
    assert len(gateway.sabotage) == 5


@pytest.mark.parametrize("answer", ["<html>", "[]", "", "null", '{"referrals": '])
def test_an_answer_that_is_not_portavozs_is_told(gateway: Gateway, run: Any, answer: str) -> None:
    gateway.sabotage = [answer]
    code, _, said = run("show", FOLIO)
    assert (code, said.strip()) == (1, texts.UNREADABLE)


def test_a_redirection_is_not_followed(gateway: Gateway, run: Any) -> None:
    gateway.sabotage = [302]
    assert run("show", FOLIO)[0] == 1


def test_who_is_not_signed_in_is_told_and_nothing_else_is_tried(gateway: Gateway, run: Any) -> None:
    code, _, said = run("accept", FOLIO, OTHER, PORTAVOZ_TOKEN="vencido")
    assert (code, said.strip(), len(gateway.calls)) == (4, texts.EXPIRED, 1)


def test_nobody_there_is_told(run: Any) -> None:
    code, shown, _ = run("accept", FOLIO, "--json", PORTAVOZ_API="http://127.0.0.1:9")
    assert (code, json.loads(shown)[0]["error"]["message"]) == (5, texts.UNSURE)


# Signing in ---------------------------------------------------------------------------------------------------------


def with_password(gateway: Gateway, **changes: str) -> dict[str, str]:
    return {
        "PORTAVOZ_TOKEN": "",
        "PORTAVOZ_USUARIO": "sapal.local",
        "PORTAVOZ_CLAVE": PASSWORD,
        "PORTAVOZ_CLIENTE": "cliente",
        "PORTAVOZ_IDENTIDAD": gateway.address,
        **changes,
    }


def test_a_name_and_a_password_sign_in(gateway: Gateway, run: Any) -> None:
    assert run("show", FOLIO, **with_password(gateway))[0] == 0


def test_a_wrong_password_is_told_and_not_shown(gateway: Gateway, run: Any) -> None:
    code, _, said = run("show", FOLIO, **with_password(gateway, PORTAVOZ_CLAVE="otra"))
    assert (code, said.strip()) == (4, texts.BAD_SIGN_IN)


@pytest.mark.parametrize(("code", "expected"), [(CODE, 0), ("000000", 4)])
def test_a_second_factor_is_asked_for(gateway: Gateway, run: Any, code: str, expected: int) -> None:
    gateway.has_second_factor = True
    assert run("show", FOLIO, **with_password(gateway, PORTAVOZ_CODIGO=code))[0] == expected


def test_settings_come_from_a_file_and_the_environment_goes_first(gateway: Gateway, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(f'api = "{gateway.address}"\ntoken = "vencido"\n')
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert run("show", FOLIO, "--config", str(file), PORTAVOZ_API="", PORTAVOZ_TOKEN="")[0] == 4
    assert run("show", FOLIO, "--config", str(file), PORTAVOZ_API="")[0] == 0


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        ('api = "https://x"\ntoken = "t"', 0o644, "chmod 600"),
        ('api = "https://x"\ntokem = "t"', 0o600, "tokem"),
        ("api = ", 0o600, texts.BAD_TOML),
        ('token = "t"', 0o600, texts.NO_ADDRESS),
        ('api = "https://x"', 0o600, texts.NO_PERSON),
        ('api = "http://portavoz.leon.gob.mx"\ntoken = "t"', 0o600, "https://"),
        ('api = "http://localhost.malo.mx"\ntoken = "t"', 0o600, "https://"),
        ('api = "https://x"\ntoken = "t"\nidentidad = "http://x"', 0o600, "identidad"),
    ],
)
def test_a_configuration_that_is_wrong_is_refused_in_spanish(
    tmp_path: Path, content: str, mode: int, said: str
) -> None:
    file = tmp_path / "c.toml"
    file.write_text(content)
    file.chmod(mode)
    with pytest.raises(UsageError, match=re.escape(said)):
        read_settings({}, file)


def test_a_configuration_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no existe el archivo"):
        read_settings({}, tmp_path / "no.toml")


def test_settings_show_no_secret() -> None:
    environment = {"PORTAVOZ_API": "https://x", "PORTAVOZ_TOKEN": TOKEN, "PORTAVOZ_CLAVE": PASSWORD}
    shown = repr(read_settings(environment | {"PORTAVOZ_CODIGO": CODE}, None))
    assert not [secret for secret in (TOKEN, PASSWORD, CODE) if secret in shown]


# What is shown ------------------------------------------------------------------------------------------------------


def test_cases_are_listed_all_pages_or_as_many_as_asked(gateway: Gateway, run: Any) -> None:
    gateway.world.put(*(a_referral(number=number).delivered(NOW) for number in range(10, 130)))
    code, shown, said = run("list", "--json")
    assert (code, len(json.loads(shown)), said) == (0, 123, "")
    code, shown, said = run("list", "--json", "--maximo", "60")
    assert (len(json.loads(shown)), said.strip()) == (60, texts.more_waits(60))
    assert run("list", "--json", "--maximo", "123")[2] == ""


def test_cases_are_listed_by_state_in_spanish(run: Any) -> None:
    run("progress", OTHER)
    _, shown, _ = run("list", "--estado", "en-proceso")
    assert OTHER in shown
    assert FOLIO not in shown
    assert json.loads(run("list", "--estado", "cerrado", "--json")[1]) == []


def test_a_case_is_shown_with_its_history(run: Any) -> None:
    run("accept", FOLIO, "--nota", "Va la cuadrilla")
    _, shown, _ = run("show", FOLIO)
    for said in (FOLIO, "aceptado", "Va la cuadrilla", "queja: no hay agua", "vecina", "sapal"):
        assert said in shown


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2J\x1b]0;x\x07", "[red]x[/red]", "[/]", "[link=http://x]y[/link]", "\u202eoirartnoc", "\x9b31m", ":bomb:"],
)
def test_what_a_citizen_writes_is_shown_and_never_obeyed(gateway: Gateway, run: Any, hostile: str) -> None:
    gateway.world.put(a_referral(number=4, text=f"hola {hostile} adiós", author_handle=hostile, place=hostile))
    for typed in (("show", "LEO-20261123-000004"), ("list",), ("accept", "LEO-20261123-000004"), ("list", "--json")):
        code, shown, said = run(*typed)
        assert code == 0
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown + said)
    assert plain("[red]x") == "[red]x"


def test_for_programs_the_answer_is_json_alone(run: Any) -> None:
    for typed in (("list",), ("show", FOLIO), ("accept", FOLIO), ("pull",)):
        code, shown, said = run(*typed, "--json")
        assert (code, said) == (0, "")
        json.loads(shown)
        assert shown.isascii()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((), "falta comando"),
        (("accept",), "falta folio"),
        (("accept", "58231"), texts.BAD_FOLIO),
        (("accept", "LEO-２０２６1123-000001"), texts.BAD_FOLIO),
        (("return", FOLIO), texts.NOTE_FOR_RETURN),
        (("return", FOLIO, "--nota", "  "), texts.NOTE_FOR_RETURN),
        (("list", "--estado", "abierto"), "no se reconoce; puede ser"),
        (("list", "--maximo", "0"), texts.BAD_NUMBER),
        (("list", "--maximo", "9" * 5000), texts.BAD_NUMBER),
        (("borrar", FOLIO), "no se reconoce; puede ser"),
        (("accept", FOLIO, "--nota"), "falta el valor"),
        (("accept", FOLIO, "--fuerza"), "no se reconoce --fuerza"),
    ],
)
def test_what_is_typed_wrong_is_told_in_spanish_and_nothing_is_asked(
    gateway: Gateway, run: Any, typed: tuple[str, ...], said: str
) -> None:
    code, _, shown = run(*typed)
    assert (code, gateway.calls) == (2, [])
    assert said in " ".join(shown.split())
    assert not re.search(r"\b(argument|error|required|invalid|usage)\b", shown)


def test_a_note_too_long_for_the_api_is_refused_with_the_fields_name(run: Any) -> None:
    code, shown, _ = run("accept", FOLIO, "--nota", "x" * 2001, "--json")
    assert (code, json.loads(shown)[0]["error"]["message"]) == (1, "La solicitud no es válida. (note)")


@pytest.mark.parametrize("command", [[], ["pull"], ["list"], ["show"], ["accept"], ["close"], ["return"], ["progress"]])
def test_help_is_in_spanish(command: list[str]) -> None:
    asked = [sys.executable, "-m", "portavoz_dependencia", *command, "--help"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "clients/dependencia")}
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.startswith("Uso: portavoz-dependencia")
    assert not re.search(r"\b(usage|options|show this|positional|arguments|exit)\b", done.stdout)


# The id of the news ---------------------------------------------------------------------------------------------------


def test_news_have_one_id_for_what_they_say_and_another_for_anything_else() -> None:
    said = [
        (FOLIO, "closed", "", None, None),
        (OTHER, "closed", "", None, None),
        (FOLIO, "accepted", "", None, None),
        (FOLIO, "closed", "Listo", None, None),
        (FOLIO, "closed", "", "Listo", None),
        (FOLIO, "closed", "", None, "attended"),
    ]
    assert len({news_id(*each) for each in said}) == len(said)
    assert [news_id(*each) for each in said] == [news_id(*each) for each in said]
    assert all(len(news_id(*each)) <= 128 for each in said)


class Recorder(requests.Session):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Any] = []

    def request(self, *_: Any, **more: Any) -> requests.Response:
        self.sent.append(more["json"])
        raise requests.ConnectionError


def test_the_outcome_of_a_closing_is_sent_only_where_it_is_given() -> None:
    session = Recorder()
    api = Api("https://x", "t", session)
    for outcome in (None, "duplicate"):
        [result] = told(api, [FOLIO], News("closed", outcome=outcome), lambda *_: None)
        assert isinstance(result.error, ClientError)
    first, second = session.sent
    assert "outcome" not in first
    assert second["outcome"] == "duplicate"
    assert first["news_id"] != second["news_id"]
