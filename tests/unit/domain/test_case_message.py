"""4.2: what a department's queue carries of a case: never more than fits, and never what is not the department's."""

import pytest

from chalicelib.domain.case_message import MAX_TEXT_CHARACTERS, Change, PendingChange
from chalicelib.domain.json_text import dump_ascii_json
from tests.builders import NOW, a_referral

MAX_MESSAGE_BYTES = 256 * 1024


@pytest.mark.parametrize("letter", ["a", "ñ", "😀", "\x00", '"', "\ud83d", "\u202e"])
@pytest.mark.parametrize("length", [MAX_TEXT_CHARACTERS, 64 * 1024])
def test_Q11_whatever_a_citizen_writes_the_message_fits_and_says_whether_it_is_all(letter: str, length: int) -> None:
    case = a_referral().evolve(text=letter * length)
    message = case.message(NOW)
    assert len(dump_ascii_json(message)) < MAX_MESSAGE_BYTES
    assert message.is_whole == (length == MAX_TEXT_CHARACTERS)
    assert case.text.startswith(message.text)


@pytest.mark.parametrize("length", [10, 64 * 1024])
def test_Q11_Q12_a_corrected_text_fits_too_and_goes_to_its_own_department_alone(length: int) -> None:
    case = a_referral().delivered(NOW).evolve(text="ñ" * length)
    for department_id, is_own in ((case.department_id, True), ("deporte", False)):
        change = PendingChange(
            change_id="1", what=Change.CORRECTED, department_id=department_id, because="Se editó.", at=NOW
        )
        message = case.change_message(change)
        assert len(dump_ascii_json(message)) < MAX_MESSAGE_BYTES
        assert (message.text is not None) == is_own
        assert message.is_whole == (not is_own or length == 10)


@pytest.mark.parametrize("what", [Change.REMINDED, Change.OVERDUE, Change.MOVED, Change.GROWN])
def test_Q12_what_only_calls_to_mind_carries_no_word_of_the_citizen(what: Change) -> None:
    case = a_referral().delivered(NOW)
    change = PendingChange(change_id="1", what=what, department_id=case.department_id, because="Aviso.", at=NOW)
    assert case.text not in dump_ascii_json(case.change_message(change))
