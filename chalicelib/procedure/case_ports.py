"""What the work on cases needs from outside (manual 4.1, 4.2, 4.3)."""

from dataclasses import dataclass

from chalicelib.ports import Catalogue, Clock, DepartmentInboxes, Records, WorkQueues


@dataclass(frozen=True)
class CasePorts:
    """The ports of whoever brings cases to departments."""

    records: Records
    inboxes: DepartmentInboxes
    catalogue: Catalogue
    queues: WorkQueues
    clock: Clock
