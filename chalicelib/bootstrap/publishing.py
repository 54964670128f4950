"""What planning, carrying out and checking deliveries need."""

from typing import TYPE_CHECKING

from chalicelib import ports
from chalicelib.bootstrap.accounts import network_account
from chalicelib.bootstrap.files import media_files
from chalicelib.bootstrap.municipality import catalogue, personal_data_finder, text_counter
from chalicelib.bootstrap.time_and_records import clock, records
from chalicelib.bootstrap.work import work_queues
from chalicelib.domain.networks import Network

if TYPE_CHECKING:
    from chalicelib.procedure.plan_checks import PlanningPorts
    from chalicelib.procedure.sending import Accounts, PublishingPorts


def planning_ports() -> "PlanningPorts":
    """Put together what planning needs."""
    from chalicelib.procedure.plan_checks import PlanningPorts

    return PlanningPorts(
        records=records(), counter=text_counter(), catalogue=catalogue(), queues=work_queues(), clock=clock()
    )


def publishing_ports() -> "PublishingPorts":
    """Give what carrying out a delivery needs."""
    return _publishing_ports(network_account)


def checking_ports() -> "PublishingPorts":
    """Give what checking a delivery needs where no network may be reached: there is no account behind it (P8)."""
    return _publishing_ports(_no_account)


def _publishing_ports(accounts: "Accounts") -> "PublishingPorts":
    from chalicelib.procedure.sending import PublishingPorts

    return PublishingPorts(
        records=records(),
        accounts=accounts,
        media=media_files(),
        catalogue=catalogue(),
        counter=text_counter(),
        personal_data=personal_data_finder(),
        queues=work_queues(),
        clock=clock(),
    )


def _no_account(network: Network) -> ports.NetworkAccount:
    raise LookupError(f"nothing is written to {network} from here")
