"""7: the register of holds of a table that came back says what the holds themselves say (R05)."""

from collections.abc import Collection

from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.hold import REGISTER_ID, Hold
from chalicelib.ports import Clock, Records
from chalicelib.procedure.held_stories import needs_of
from chalicelib.procedure.holds import register_of

_ATTEMPTS = 20


def settle_register(hold_ids: Collection[str], records: Records, clock: Clock) -> int:
    """
    Put into the register what of these holds is in force, with what it needs, and take out what was lifted. Safe to repeat.

    By the holds' own records, one by one: an index of a table that was filled just now lags behind it.

    Returns:
        How many are in force.

    Raises:
        RecordConflictError: others kept changing the register.
    """
    for _ in range(_ATTEMPTS):
        # The register first: whoever places or lifts a hold after this moves it.
        register = register_of(records, clock)
        found = records.find_each({*hold_ids, *register.holds}).values()
        holds = sorted((one for one in found if isinstance(one, Hold)), key=lambda hold: hold.id)
        settled = register
        for hold in holds:
            needed = () if hold.is_finished else needs_of(hold.matter, records)
            settled = settled.without(hold.id) if hold.is_finished else settled.with_hold(hold, needed)
        if (settled.holds, settled.needs) == (register.holds, register.needs):
            return len(settled.holds)
        try:
            records.commit(replace=[settled])
        except RecordConflictError:
            continue
        return len(settled.holds)
    raise RecordConflictError(REGISTER_ID)
