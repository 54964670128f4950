"""What restricts publishing now: the catalogue's windows and the persons' orders, read in one look-up (policies)."""

from chalicelib.domain import gate
from chalicelib.domain.control import CONTROL_ID, PublishingControl
from chalicelib.domain.gate import InForce
from chalicelib.ports import Catalogue, Records


def in_force(records: Records, catalogue: Catalogue) -> InForce:
    """Read what is in force, strongly consistent: one GetItem of one record."""
    control = records.find(CONTROL_ID)
    return gate.in_force(
        control if isinstance(control, PublishingControl) else None,
        catalogue.blackout_windows,
        catalogue.territories,
        catalogue.restricted_exemptions,
    )
