"""4.2: what a department's queue carries of a case: never what is not the department's."""

import pytest

from chalicelib.domain.case_message import Change, PendingChange
from chalicelib.domain.json_text import dump_ascii_json
from tests.builders import NOW, a_referral


def test_Q12_a_corrected_text_goes_to_its_own_department_alone() -> None:
    case = a_referral().delivered(NOW).evolve(text="ñ" * 10)
    for department_id, text in ((case.department_id, case.text), ("deporte", None)):
        change = PendingChange(
            change_id="1", what=Change.CORRECTED, department_id=department_id, because="Se editó.", at=NOW
        )
        assert case.change_message(change).text == text


@pytest.mark.parametrize("what", [Change.REMINDED, Change.OVERDUE, Change.MOVED, Change.GROWN])
def test_Q12_what_only_calls_to_mind_carries_no_word_of_the_citizen(what: Change) -> None:
    case = a_referral().delivered(NOW)
    change = PendingChange(change_id="1", what=what, department_id=case.department_id, because="Aviso.", at=NOW)
    assert case.text not in dump_ascii_json(case.change_message(change))
