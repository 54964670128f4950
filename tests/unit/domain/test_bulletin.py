"""1.1: files of a folder become one bulletin, whatever order they come in; a bad key is told in Spanish."""

import contextlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin, rejected_upload
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole, MaterialFile
from chalicelib.domain.material_key import is_newer, parse_key
from chalicelib.domain.records import Duty, Record
from tests.builders import NOW, TODAY, a_bulletin, a_file, later

DEPARTMENTS = frozenset({"sapal", "deporte"})


def reason_for(key: str, today: date = TODAY) -> str:
    with pytest.raises(InvalidInputError) as refused:
        parse_key(key, today=today, departments=DEPARTMENTS)
    return str(refused.value)


# Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_says_its_source_its_day_its_publication_and_its_file() -> None:
    key = parse_key("prensa/2026-11-23/parques-gratis/boletín.docx", today=TODAY, departments=DEPARTMENTS)
    assert (key.source, key.on, key.slug, key.file) == ("prensa", TODAY, "parques-gratis", "boletín.docx")
    assert key.department_id is None


def test_a_liaisons_key_names_its_department() -> None:
    key = parse_key("enlaces/sapal/2026-11-23/fuga/aviso.txt", today=TODAY, departments=DEPARTMENTS)
    assert (key.source, key.department_id) == ("enlaces/sapal", "sapal")


def test_I14_a_name_typed_on_a_mac_and_on_windows_is_one_name() -> None:
    keys = [unicodedata.normalize(form, "prensa/2026-11-23/boletín/imágenes.jpg") for form in ("NFC", "NFD")]
    assert keys[0] != keys[1]
    first, second = (parse_key(key, today=TODAY, departments=DEPARTMENTS) for key in keys)
    assert first == second
    assert first.bulletin_id == second.bulletin_id


@pytest.mark.parametrize(
    "key",
    [
        "prensa/2026-11-23/../boletin.txt",
        "prensa/2026-11-23/parques/..",
        "prensa/../2026-11-23/parques/boletin.txt",
        "prensa/2026-11-23/parques/a/b.txt",
        "prensa/2026-11-23/parques",
        "prensa/2026-11-23//boletin.txt",
        "prensa/2026-11-23/parques/",
        "prensa/2026-11-23/parques/bole\ntin.txt",
        "prensa/2026-11-23/par\nques/boletin.txt",
        "prensa/2026-11-23/parques/boletin\x00.txt",
        "prensa/2026-11-23/par\x00ques/boletin.txt",
        "prensa/2026-11-23/parques gratis/boletin.txt",
        "prensa/2026-11-23/parques/c:\\boletin.txt",
        "prensa/2026-11-23/" + "p" * 81 + "/boletin.txt",
        "prensa/2026-11-23/parques/" + "b" * 161,
    ],
)
def test_I14_a_key_of_another_shape_is_rejected(key: str) -> None:
    assert reason_for(key) == texts_es.KEY_SHAPE


@pytest.mark.parametrize("key", ["prensa/2026-11-23/parques/boletin.txt\n", "prensa/2026-11-23/parques\n/boletin.txt"])
def test_I14_a_newline_at_the_end_of_a_name_is_rejected_like_any_other(key: str) -> None:
    assert reason_for(key) == texts_es.KEY_SHAPE


@pytest.mark.parametrize("length", [513, 1024])
def test_I14_a_key_as_long_as_s3_allows_is_rejected(length: int) -> None:
    key = "prensa/2026-11-23/parques/"
    assert reason_for(key + "a" * (length - len(key))) == texts_es.KEY_TOO_LONG


def test_I14_the_length_of_a_key_is_counted_in_bytes() -> None:
    assert reason_for("prensa/2026-11-23/parques/" + "😀" * 125) == texts_es.KEY_TOO_LONG


@pytest.mark.parametrize(
    "key",
    [
        "otros/2026-11-23/parques/boletin.txt",
        "Prensa/2026-11-23/parques/boletin.txt",
        "enlaces/tesoreria/2026-11-23/parques/boletin.txt",
        "enlaces/2026-11-23/parques/boletin.txt",
        "enlaces",
        "/prensa/2026-11-23/parques/boletin.txt",
        "../prensa/2026-11-23/parques/boletin.txt",
        "",
    ],
)
def test_I17_an_unknown_source_is_rejected(key: str) -> None:
    assert reason_for(key) == texts_es.KEY_SOURCE


@pytest.mark.parametrize(
    "day",
    ["2025-11-23", "2027-11-23", "2026-02-30", "20261123", "23-11-2026", "2026-W48-1", "hoy", "２０２６-11-23", ""],
)
def test_a_wrong_date_is_told_not_filed(day: str) -> None:
    assert reason_for(f"prensa/{day}/parques/boletin.txt") == texts_es.KEY_DATE


@given(key=st.text(max_size=120))
def test_whatever_a_key_says_it_is_read_or_rejected_in_a_spanish_sentence(key: str) -> None:
    reasons = {texts_es.KEY_SHAPE, texts_es.KEY_SOURCE, texts_es.KEY_DATE, texts_es.KEY_TOO_LONG}
    with contextlib.suppress(InvalidInputError):
        read = parse_key(key, today=TODAY, departments=DEPARTMENTS)
        assert "/" not in read.file
        return
    assert reason_for(key) in reasons


@given(file=st.text(min_size=1, max_size=30), slug=st.text(min_size=1, max_size=10))
def test_I14_what_is_accepted_has_no_control_characters_and_no_way_out_of_its_folder(file: str, slug: str) -> None:
    try:
        read = parse_key(f"prensa/2026-11-23/{slug}/{file}", today=TODAY, departments=DEPARTMENTS)
    except InvalidInputError:
        return
    assert not any(ord(letter) < 32 or letter in "/\\" for letter in read.slug + read.file)
    assert ".." not in (read.slug, read.file)


def test_an_upload_that_belongs_nowhere_waits_for_a_person_with_its_reason() -> None:
    rejected = rejected_upload("mal\x00\u202eelif", texts_es.KEY_SHAPE, today=TODAY, now=NOW)
    assert rejected.duty is Duty.PERSON
    assert rejected.attention
    assert texts_es.KEY_SHAPE in rejected.attention.reason
    assert "\x00" not in rejected.attention.reason
    assert "\u202e" not in rejected.attention.reason + rejected.slug


# Sequencers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sequencer", "known", "expected"),
    [
        ("0055AED6DCD90281E6", "0055AED6DCD90281E5", True),
        ("0055AED6DCD90281E5", "0055AED6DCD90281E6", False),
        ("0055AED6DCD90281E5", "0055AED6DCD90281E5", False),
        ("0055AED6DCD90281E501", "0055AED6DCD90281E5", True),
        ("1", "0FFFFFFF", True),
        ("0F", "1", False),
        ("a", "9F", True),
        ("A", "a0", False),
    ],
)
def test_I03_sequencers_of_any_length_compare_right_padded(sequencer: str, known: str, expected: bool) -> None:  # noqa: FBT001
    assert is_newer(sequencer, known) is expected


_NAMES = ("boletin.txt", "foto.jpg", "publicacion.yaml")


@st.composite
def _events(draw: st.DrawFn) -> tuple[list[MaterialFile], list[MaterialFile]]:
    """Give the events of a folder in the order they happened, and as they came: shuffled, some twice."""
    sequencer = st.text("0123456789abcdefABCDEF", min_size=1, max_size=20)
    happened = []
    for name in _NAMES:
        order = draw(st.lists(sequencer, max_size=6, unique_by=lambda text: text.lower().rstrip("0")))
        order.sort(key=lambda text: text.lower().ljust(20, "0"))
        happened += [
            a_file(name, sequencer=each, version_id=f"{name}-{number}", removed=draw(st.booleans()))
            for number, each in enumerate(order)
        ]
    repeated = draw(st.lists(st.sampled_from(happened), max_size=6)) if happened else []
    return happened, draw(st.permutations([*happened, *repeated]))


def _files_after(events: list[MaterialFile]) -> Bulletin:
    return a_bulletin(*events)


@given(events=_events())
def test_I02_I03_shuffled_duplicated_overwritten_and_deleted_files_give_the_same_set(
    events: tuple[list[MaterialFile], list[MaterialFile]],
) -> None:
    happened, came = events
    in_order, shuffled = _files_after(happened), _files_after(came)
    assert shuffled.files == in_order.files
    assert shuffled.live_files == in_order.live_files
    assert shuffled.lacks == in_order.lacks
    newest = {file.name: file for file in happened}
    live = {(file.name, file.version_id) for file in in_order.live_files}
    assert live == {(file.name, file.version_id) for file in newest.values() if not file.removed}


def test_I03_a_deletion_that_arrives_first_is_not_undone_by_the_older_upload() -> None:
    removed = a_file(sequencer="02", removed=True)
    bulletin = a_bulletin(removed).with_file(a_file(sequencer="01"), NOW, NOW)
    assert bulletin.live_files == ()


def test_I02_an_event_told_twice_changes_nothing() -> None:
    bulletin = a_bulletin(a_file())
    assert bulletin.with_file(a_file(), later(minutes=5), later(minutes=6)) == bulletin


# The set ----------------------------------------------------------------------------------------------------------


def test_I01_a_set_without_images_says_what_it_lacks() -> None:
    waiting = a_bulletin(a_file()).incomplete(NOW)
    assert waiting.attention
    assert waiting.attention.reason == texts_es.set_incomplete([texts_es.LACKS_IMAGE])
    assert waiting.due_at
    assert waiting.duty is Duty.PERSON


def test_I01_a_set_without_text_says_what_it_lacks() -> None:
    assert a_bulletin(a_file("foto.jpg", FileRole.IMAGE)).lacks == (texts_es.LACKS_TEXT,)


def test_I01_the_file_that_was_lacking_asks_for_a_preparation_again() -> None:
    whole = a_bulletin(a_file()).incomplete(NOW).with_file(a_file("f.jpg", FileRole.IMAGE), NOW, later(seconds=30))
    assert whole.lacks == ()
    assert (whole.duty, whole.due_at, whole.attention) == (Duty.PREPARE, later(seconds=30), None)


def test_a_rejected_file_is_shown_to_a_person_while_its_neighbours_go_on() -> None:
    bad = a_file("virus.exe", FileRole.REJECTED, rejection=texts_es.FILE_UNKNOWN)
    bulletin = a_bulletin(a_file(), a_file("foto.jpg", FileRole.IMAGE), bad)
    assert bulletin.lacks == ()
    prepared = bulletin.prepared(NOW)
    assert prepared.duty is Duty.PERSON
    assert prepared.attention
    assert "virus.exe" in prepared.attention.reason
    assert prepared.dismissed().is_finished


def test_a_prepared_set_is_finished() -> None:
    assert a_bulletin(a_file(), a_file("foto.jpg", FileRole.IMAGE)).prepared(NOW).is_finished


# P6 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["due_at", "duty"])
def test_an_unfinished_record_without_due_at_or_duty_cannot_exist(missing: str) -> None:
    unfinished: Record = a_bulletin(a_file())
    with pytest.raises(ValueError, match="P6"):
        unfinished.evolve(**{missing: None})


def test_a_finished_record_cannot_wait_for_anybody() -> None:
    with pytest.raises(ValueError, match="finished"):
        a_bulletin().evolve(due_at=NOW)


def test_records_keep_until_the_end_of_the_same_day_three_years_later() -> None:
    assert a_bulletin().retain_until.isoformat() == "2029-11-24T06:00:00+00:00"


def test_R01_a_record_of_29_february_is_kept_into_1_march() -> None:
    leap = a_bulletin().evolve(id="BOL-20280229-00000000")
    assert leap.retain_until.isoformat() == "2031-03-02T06:00:00+00:00"
