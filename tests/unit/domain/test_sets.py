"""1.1: which files of a folder are used follows from what is there; and no record outgrows its item."""

import unicodedata
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.records.codec import encode
from chalicelib.domain import sets
from chalicelib.domain.bulletin import MAX_REASONS, Bulletin
from chalicelib.domain.material import FileRole, MaterialFile
from chalicelib.domain.records import Duty
from tests.builders import NOW, a_bulletin, a_file, later

FOLDER = "prensa/2026-11-23/parques/"


def spelling(
    form: str, *, sequencer: str = "01", seconds: float = 0, text: str = "", removed: bool = False
) -> MaterialFile:
    key = unicodedata.normalize(form, FOLDER + "boletín.txt")  # type: ignore[arg-type]
    return a_file(
        "boletín.txt",
        key=key,
        sequencer=sequencer,
        version_id=f"{form}{sequencer}",
        text=None if removed else text or form,
        removed=removed,
        stored_at=later(seconds=seconds),
    )


def texts_of(bulletin: Bulletin) -> list[str | None]:
    return [file.text for file in bulletin.live_files]


# Two spellings of one name -----------------------------------------------------------------------------------------


def test_I14_of_two_spellings_the_one_the_bucket_stored_last_counts_whatever_their_sequencers() -> None:
    older, newer = spelling("NFC", sequencer="FF"), spelling("NFD", sequencer="01", seconds=5)
    for order in ((older, newer), (newer, older)):
        assert texts_of(a_bulletin(*order)) == ["NFD"]


def test_I14_within_one_second_the_spelling_decides_and_not_the_order() -> None:
    one, other = spelling("NFC"), spelling("NFD")
    assert texts_of(a_bulletin(one, other)) == texts_of(a_bulletin(other, one))


def test_I14_deleting_one_spelling_leaves_the_other_to_be_read_again() -> None:
    kept, gone = spelling("NFC"), spelling("NFD", seconds=5)
    removal = spelling("NFD", sequencer="02", removed=True)
    bulletin = a_bulletin(kept, gone, removal)
    assert [file.key for file in bulletin.live_files] == [kept.key]
    assert [file.key for file in bulletin.unread] == [kept.key]
    whole = bulletin.read_again(kept, NOW, NOW)
    assert (texts_of(whole), whole.unread) == (["NFC"], ())
    assert whole.live_files == a_bulletin(removal, gone, kept).live_files


def test_I14_what_was_overtaken_while_it_was_read_again_stays_away() -> None:
    kept, gone = spelling("NFC"), spelling("NFD", seconds=5)
    bulletin = a_bulletin(kept, gone, spelling("NFD", sequencer="02", removed=True))
    newer = bulletin.with_file(spelling("NFC", sequencer="02", seconds=9, text="nuevo"), NOW, NOW)
    assert newer.read_again(kept, NOW, NOW) == newer


def test_a_folder_typed_on_a_mac_is_the_same_folder() -> None:
    mac = a_file("a.txt", key=unicodedata.normalize("NFD", "prensa/2026-11-23/información/a.txt"))
    assert mac.slot == mac.key
    assert a_file("a.txt", key="prensa/2026-11-23/información/a.txt").slot == "a.txt"


def test_an_event_that_tells_of_the_known_version_again_only_moves_the_sequencer() -> None:
    known = a_bulletin(a_file(version_id="v1", sequencer="01"), a_file("f.jpg", FileRole.IMAGE)).prepared(NOW)
    again = known.with_file(a_file(version_id="v1", sequencer="02", uploaded_by="AWS:prensa"), NOW, NOW)
    assert again.is_finished
    assert (again.files["boletin.txt"].sequencer, again.files["boletin.txt"].uploaded_by) == ("02", "AWS:prensa")


# What a set has room for --------------------------------------------------------------------------------------------


def many(count: int, role: FileRole = FileRole.IMAGE) -> list[MaterialFile]:
    return [a_file(f"f{number:03}", role, sha256=f"{number:064}", version_id="v1") for number in range(count)]


def test_the_sixty_first_file_is_rejected_and_the_instructions_are_always_read() -> None:
    last = a_file("zz.yaml", FileRole.ORDER, version_id="v1")
    bulletin = a_bulletin(*many(sets.MAX_FILES), last)
    out = [file for file in bulletin.live_files if file.role is FileRole.REJECTED]
    assert [(file.name, file.rejection) for file in out] == [(f"f{sets.MAX_FILES - 1:03}", texts_es.SET_AT_LIMIT)]
    assert bulletin.attention
    assert texts_es.SET_AT_LIMIT in bulletin.attention.reason


def test_a_text_the_set_has_no_room_for_is_rejected_and_read_again_when_there_is_room() -> None:
    big = [a_file(f"{number}.txt", text="ñ" * 60_000, version_id="v1") for number in range(3)]
    bulletin = a_bulletin(*big)
    assert [file.role for file in bulletin.live_files] == [FileRole.TEXT, FileRole.TEXT, FileRole.REJECTED]
    assert bulletin.files["2.txt"].text is None
    gone = a_file("0.txt", sequencer="FF", removed=True, text=None)
    roomy = bulletin.with_file(gone, NOW, NOW)
    assert [file.name for file in roomy.unread] == ["2.txt"]
    assert roomy.read_again(big[2], NOW, NOW).files == a_bulletin(big[2], gone, big[0], big[1]).files


@given(data=st.data())
def test_who_gets_the_room_does_not_depend_on_who_came_first(data: st.DataObject) -> None:
    roles = st.sampled_from([FileRole.TEXT, FileRole.IMAGE, FileRole.ORDER])
    sizes = st.sampled_from([10, 90_000, 130_000])
    files = [
        a_file(f"{number}", data.draw(roles), text="a" * data.draw(sizes), version_id="v")
        for number in range(data.draw(st.integers(1, 6)))
    ]
    one, other = (a_bulletin(*data.draw(st.permutations(files))) for _ in range(2))
    assert [(file.name, file.role) for file in one.live_files] == [(file.name, file.role) for file in other.live_files]
    assert one.digest == other.digest
    assert sum(file.weight_bytes for file in one.files.values() if not file.is_set_aside) <= sets.MAX_CONTENT_BYTES


def test_a_folder_with_too_many_names_is_given_up_whatever_came_first_and_told() -> None:
    files = many(sets.MAX_NAMES + 1)
    Random(1).shuffle(files)
    crowded = a_bulletin(*files)
    assert (crowded.is_crowded, crowded.files, crowded.live_files) == (True, {}, ())
    assert crowded.duty is Duty.PERSON
    assert crowded.attention
    assert crowded.attention.reason == texts_es.set_crowded(sets.MAX_NAMES)
    assert crowded.with_file(a_file(), NOW, NOW) == crowded
    assert crowded.dismissed().with_file(a_file(), NOW, NOW).attention


def test_of_many_rejected_files_some_are_named_and_the_rest_counted() -> None:
    bad = [a_file(f"{number:03}.exe", FileRole.REJECTED, rejection="x" * 5_000) for number in range(60)]
    attention = a_bulletin(*bad).attention
    assert attention
    assert len(attention.reason) < 10_000
    assert attention.reason.endswith(texts_es.and_others(60 - MAX_REASONS))


def test_removals_are_forgotten_once_no_older_event_can_come() -> None:
    removed = a_file("viejo.txt", sequencer="02", removed=True, text=None, stored_at=NOW)
    bulletin = a_bulletin(removed)
    soon = bulletin.with_file(a_file(), later(days=29), later(days=29))
    late = bulletin.with_file(a_file(), later(days=31), later(days=31))
    assert "viejo.txt" in soon.files
    assert "viejo.txt" not in late.files


@pytest.mark.parametrize("letter", ["a", "ñ", "한", "😀", '"'])
def test_whatever_arrives_a_record_fits_its_item(letter: str) -> None:
    """`encode` raises when it does not. Names as long as S3 takes them, in both forms; every text as long as it may be."""
    bulletin = a_bulletin()
    now = NOW
    for number in range(sets.MAX_NAMES):
        name = (f"{number:03}" + letter * 160)[:160]
        form = "NFD" if number % 2 else "NFC"
        key = unicodedata.normalize(form, FOLDER + name)  # type: ignore[arg-type]
        file = a_file(
            name,
            FileRole.REJECTED if number % 3 == 0 else FileRole.TEXT,
            key=key,
            text=letter * 7_000,
            rejection=letter * 3_000,
            notes=(letter * 500,),
            sequencer="F" * 200,
            version_id="v" * 32,
            sha256="a" * 64,
            uploaded_by="u" * 128,
            mime_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            stored_at=now + timedelta(seconds=number),
        )
        bulletin = bulletin.with_file(file, now, now)
        if number % 10 == 0:
            encode(bulletin)
    assert encode(bulletin)
    assert bulletin.is_crowded or len(bulletin.files) == sets.MAX_NAMES
