"""I18: a text with personal data about to be published; and the many texts that only look so."""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.personal_data import TextPersonalDataFinder

FINDER = TextPersonalDataFinder(load_catalogue().institutional_contacts)
LINES = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
CURP = "GOMA850412HGTRRN07"


def kinds_in(text: str) -> list[str]:
    return [datum.kind for datum in FINDER.find(text)]


def of_kind(kind: str) -> tuple[int, int, int]:
    """Count what was rightly found of a kind, what was not there, and what was missed."""
    right = wrong = missed = 0
    for label, sentence in SENTENCES:
        wanted, found = label.split().count(kind), kinds_in(sentence).count(kind)
        right, wrong, missed = (
            right + min(wanted, found),
            wrong + max(0, found - wanted),
            missed + max(0, wanted - found),
        )
    return right, wrong, missed


@pytest.mark.parametrize(
    ("kind", "at_least"), [("telephone", 50), ("email", 20), ("rfc", 8), ("curp", 7), ("card", 7), ("clabe", 3)]
)
def test_I18_what_is_there_is_found_and_what_is_not_is_not(kind: str, at_least: int) -> None:
    right, wrong, missed = of_kind(kind)
    assert right >= at_least
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.97


def test_the_labelled_sentences_are_many_and_half_of_them_clean() -> None:
    clean = sum(label == "-" for label, _ in SENTENCES)
    assert len(SENTENCES) >= 120
    assert 0.4 <= clean / len(SENTENCES) <= 0.6


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("４７７ ６０２ １１９３", "telephone"),
        ("4\u200b7\u200b7\u200b6021193", "telephone"),
        ("477\u00a0602\u00a01193", "telephone"),
        ("477\u2011602\u20111193", "telephone"),
        ("4️⃣7️⃣7️⃣6️⃣0️⃣2️⃣1️⃣1️⃣9️⃣3️⃣", "telephone"),
        ("𝟒𝟕𝟕𝟔𝟎𝟐𝟏𝟏𝟗𝟑", "telephone"),
        (f"\u202e{CURP}\u202c", "curp"),
        ("G\u00adOMA850412HGTRRN07", "curp"),
        ("ana＠gmail.com", "email"),
        ("a\u200bna@gmail.com", "email"),
        ("ana ARROBA gmail PUNTO com", "email"),
        ("4111 1111 1111 1111", "card"),
        ("4111\u20131111\u20131111\u20131111", "card"),
    ],
)
def test_I18_a_disguise_of_letters_hides_nothing(text: str, kind: str) -> None:
    assert kinds_in(f"Informes {text} hoy") == [kind]


def test_what_the_municipality_publishes_as_its_own_is_not_personal() -> None:
    finder = TextPersonalDataFinder(frozenset({"leon.gob.mx", "4777880000", "prensa@gmail.com"}))
    assert finder.find("Tel. 788 0000, 477 788 00 00, a@leon.gob.mx, b@obras.leon.gob.mx, prensa@gmail.com") == ()
    assert [datum.kind for datum in finder.find("x@noleon.gob.mx y x@leon.gob.mx.example.com")] == ["email", "email"]


@pytest.mark.parametrize(("label", "sentence"), [pair for pair in SENTENCES if pair[0] != "-"])
def test_of_what_was_found_at_most_two_characters_are_shown(label: str, sentence: str) -> None:
    del label
    for datum in FINDER.find(sentence):
        shown = datum.masked.split(" (")[0].replace("•", "")
        assert len(shown) <= 2


def test_two_telephones_that_end_alike_can_be_told_apart_and_one_written_twice_is_one() -> None:
    found = FINDER.find("477 602 1193, 477 551 2093 y otra vez 4776021193")
    assert [datum.masked for datum in found] == ["••••••••93", "••••••••93 (2)"]


def test_a_curp_with_a_wrong_check_digit_is_told_apart_not_let_pass() -> None:
    for digit in "0123456789":
        assert kinds_in(CURP[:-1] + digit) == ["curp" if digit == CURP[-1] else "curp_unverified"]


def test_a_number_that_is_one_thing_is_not_another() -> None:
    assert Counter(kinds_in("4111 1111 1111 1111 002010077777777771 GOMA850412HGTRRN07")) == Counter(
        ["card", "clabe", "curp"]
    )


HOSTILE = (
    ["1", "4 ", "a.", "a@", "a@a.", "A", "(1", "RFC ", "tel ", "http://", "GOMA850412HGTRRN0", "4771234567 "],
    ["a arroba b punto ", "+1", "\ufdfa", "\u200b", "52 1 ", "phone=&", "a/", "-", "._"],
)


@pytest.mark.parametrize("unit", [unit for row in HOSTILE for unit in row])
def test_the_longest_hostile_text_takes_less_than_a_second_or_two(unit: str) -> None:
    text = (unit * (65_536 // len(unit) + 1))[:65_536]
    started = time.process_time()
    FINDER.find(text)
    assert time.process_time() - started < 2


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 -.()+@aA:/\u200b#ñ"), max_size=60))
def test_any_text_gives_the_same_twice_and_never_fails(text: str) -> None:
    assert FINDER.find(text) == FINDER.find(text)


@settings(deadline=None)
@given(st.integers(2_000_000, 9_999_999), st.sampled_from([" ", "-", ".", "", " - "]))
def test_I18_every_telephone_of_leon_is_found_however_it_is_grouped(local: int, gap: str) -> None:
    digits = f"477{local}"
    if len(set(digits)) > 2:
        assert kinds_in(f"Informes al {digits[:3]}{gap}{digits[3:6]}{gap}{digits[6:]} con Rosa") == ["telephone"]


def test_the_numbering_plan_is_only_loaded_when_something_looks_like_a_telephone() -> None:
    code = (
        "import sys; from chalicelib.adapters.personal_data import TextPersonalDataFinder as F; "
        "f = F(); f.find('Los parques abren gratis.'); assert 'phonenumbers' not in sys.modules; "
        "f.find('477 602 1193'); assert 'phonenumbers' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
