"""P5 under random edits: a small part of the trial; all of it is one of the long ones (`make faults`)."""

from tests.faults.tampering import trial
from tests.faults.tampering_edits import EDITS


def test_R07_whatever_is_done_to_an_archive_is_found_and_located() -> None:
    tally = trial(240, 70, seed=7, whole=4, a_day=20)
    told = tally.told()
    assert tally.is_good, told
    assert (told["found"], told["located"]) == (70, 70)
    assert len(tally.edits) == len(EDITS)
    assert told["longest_proof"] <= 6


def test_R07_the_trial_itself_notices_what_is_not_found() -> None:
    """An edit for which the verification is told nothing from elsewhere stays unseen: the count would say so."""
    tally = trial(100, 30, seed=3, whole=1, a_day=20, knows=False)
    assert not tally.is_good
    assert {name.split()[0] for name in tally.unseen} == {"rebuild_with_another_key", "rebuild_with_the_stolen_key"}
