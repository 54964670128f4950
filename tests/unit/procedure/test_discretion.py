"""Q12: what goes into a department's queue carries no personal data that the department does not need, however it is written."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.domain.case_message import CaseMessage, Change, ChangeMessage
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.json_text import dump_ascii_json
from chalicelib.ports import Department
from chalicelib.procedure.discretion import DiscreetInboxes, Discretion
from tests.builders import NOW
from tests.contract.samples import a_case_message
from tests.fakes import InMemoryDepartmentInboxes
from tests.world import FakeCatalogue

FINDER = TextPersonalDataFinder()
LINES = (
    Path(__file__).parents[1].joinpath("adapters/personal_data/sentences.tsv").read_text(encoding="utf-8").splitlines()
)
SENTENCES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
SQS_BYTES = 256 * 1024


def discretion(*, needs: bool = False) -> Discretion:
    catalogue = FakeCatalogue()
    catalogue.departments["sapal"] = Department("sapal", "SAPAL", 5, needs_personal_data=needs)
    return Discretion(catalogue, FINDER.without_data)


def delivered(text: str, *, place: str | None = None, needs: bool = False) -> CaseMessage:
    inner = InMemoryDepartmentInboxes(["sapal"])
    message = a_case_message(text=text).model_copy(update={"place": place})
    DiscreetInboxes(inner, discretion(needs=needs)).deliver(message)
    [found] = inner.messages
    return found


def test_Q12_nothing_personal_that_can_be_found_is_left_of_a_hundred_ways_to_write_it() -> None:
    personal = [sentence for label, sentence in SENTENCES if label != "-"]
    assert len(personal) > 100
    assert [sentence for sentence in personal if FINDER.find(delivered(sentence).text)] == []


def test_folios_amounts_and_hours_are_nobodys_and_stay() -> None:
    others = [sentence for label, sentence in SENTENCES if label == "-" and not FINDER.find(sentence)]
    assert len(others) > 100
    assert [sentence for sentence in others if delivered(sentence).text != sentence] == []


@pytest.mark.parametrize(
    "text",
    [
        "４７７ ６０２ １１９３",
        "4\u200b7\u200b7\u200b6021193 márquenme",
        "mi curp GOMA850412HGTRRN07 para el apoyo",
        "G O M A 8 5 0 4 1 2 H G T R R N 0 7",
        "ana arroba gmail punto com",
        "wa.me/524774410092",
        "4️⃣7️⃣7️⃣1️⃣9️⃣8️⃣3️⃣3️⃣2️⃣0️⃣",
        "[dato oculto] 4771983320 [dato oculto]",
        "¤4771983320¤",
    ],
)
def test_Q12_a_disguise_hides_nothing_from_us(text: str) -> None:
    sent = delivered(text).text
    assert FINDER.find(sent) == ()
    assert texts_es.HIDDEN_DATUM in sent


@given(
    st.text(max_size=200), st.sampled_from(["477 602 1193", "GOMA850412HGTRRN07", "ana@gmail.com"]), st.text(max_size=9)
)
@example("vivo en Pino 12 ", "477 602 1193", "")
def test_Q12_whatever_stands_around_a_datum_a_second_look_finds_none(before: str, datum: str, after: str) -> None:
    sent = delivered(f"{before} {datum} {after}").text
    assert FINDER.find(sent) == ()


def test_what_has_nothing_to_hide_arrives_as_it_was_written() -> None:
    text = "ﬁn de la ４ª fuga 💧 en Blvd. López Mateos 1200\u200b"
    assert delivered(text, place="Blvd. López Mateos 1200") == a_case_message(text=text).model_copy(
        update={"place": "Blvd. López Mateos 1200"}
    )


def test_Q12_the_number_of_a_house_is_hidden_in_the_place_as_well() -> None:
    sent = delivered("Se fue la luz, vivo en calle Pino 214", place="calle Pino 214")
    assert (sent.text, sent.place) == ("Se fue la luz, vivo en calle Pino [núm.]", "calle Pino [núm.]")


def test_Q12_a_department_that_needs_the_data_gets_them_all() -> None:
    sent = delivered("vivo en Pino 214, tel. 477 602 1193", place="Pino 214", needs=True)
    assert (sent.text, sent.place) == ("vivo en Pino 214, tel. 477 602 1193", "Pino 214")


def test_Q12_a_correction_is_minimised_as_the_case_is_and_a_notice_without_text_passes() -> None:
    inner = InMemoryDepartmentInboxes(["sapal"])
    for text in ("márquenme al 477 602 1193", None):
        change = ChangeMessage(
            what=Change.CORRECTED,
            change_id="c",
            folio="LEO-20261123-000001",
            department_id="sapal",
            because="Editó.",
            comment_kind=CommentKind.COMPLAINT,
            is_urgent=False,
            count=1,
            changed_at=NOW,
            text=text,
        )
        DiscreetInboxes(inner, discretion()).deliver(change)
    assert [one.text for one in inner.changes] == ["márquenme al [dato oculto]", None]


@pytest.mark.parametrize("letter", ["🌊", "¤x", "ñ", "4771983320 ", "\ud83d"])
@pytest.mark.parametrize("needs", [True, False])
def test_Q11_the_longest_text_fits_into_a_queue(letter: str, needs: bool) -> None:  # noqa: FBT001 - a parameter
    sent = delivered(letter * (60_000 // len(letter)), needs=needs)
    assert len(dump_ascii_json(sent)) < SQS_BYTES
    assert sent.text.endswith(texts_es.TEXT_GOES_ON)
    assert not sent.is_whole
    assert delivered(letter, needs=needs).is_whole


def test_the_catalogue_names_those_who_need_the_data_and_they_are_few() -> None:
    needing = {one.id for one in load_catalogue().departments.values() if one.needs_personal_data}
    assert needing == {"bomberos", "dif", "mujeres", "proteccion-civil", "sapal", "seguridad"}


def test_Q12_what_the_functions_are_given_hides_before_it_sends() -> None:
    code = (
        "from chalicelib import bootstrap; inboxes = bootstrap.department_inboxes(); "
        "print(type(inboxes).__name__, type(inboxes.inner).__name__, "
        "inboxes.discretion.shown('cel 4771983320', 'siap'), inboxes.discretion.shown('cel 4771983320', 'sapal'), sep='|')"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "AWS_DEFAULT_REGION": "mx-central-1",
        "DEPARTMENT_QUEUE_PREFIX": "p-dep-",
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "DiscreetInboxes|SqsDepartmentInboxes|cel [dato oculto]|cel 4771983320"


@pytest.mark.parametrize("needs", [True, False])
@pytest.mark.parametrize("text", ["hola", "x" * 500, "x" * 501, "4771983320 " * 9, "🌊" * 9_000])
def test_a_list_has_how_a_text_begins(text: str, needs: bool) -> None:  # noqa: FBT001 - a parameter
    shown = discretion(needs=needs).beginning_shown(text, "sapal", 500)
    assert len(shown) <= 501
    if "4" not in text:
        assert shown == (text if len(text) <= 500 else text[:500] + "…")


@pytest.mark.parametrize(
    "datum", ["4771983320", "GOMA850412HGTRRN07", "ana.maria.lopez@correo.example.com", "ana arroba gmail punto com"]
)
def test_Q12_no_part_of_a_datum_stands_at_the_end_of_what_a_list_shows(datum: str) -> None:
    whole = discretion()
    for at in range(500 - len(datum) - 2, 502):
        text = f"{'x' * at} {datum} {'y' * 600}"
        shown = whole.beginning_shown(text, "sapal", 500).replace(texts_es.HIDDEN_DATUM, "")
        assert not set(shown) - set(f"x y…{texts_es.HIDDEN_DATUM}"), shown[-40:]


def test_a_page_of_hostile_texts_takes_no_longer_than_one_of_long_ones() -> None:
    whole, hostile = discretion(), "4771983320 " * 2_000
    began = time.process_time()
    for _ in range(10):
        whole.beginning_shown(hostile, "sapal", 500)
    assert time.process_time() - began < 2
