"""Which class a stored record is of. A class is loaded when the first record of its kind is read."""

from functools import cache
from importlib import import_module
from typing import cast

from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.records import Record, RecordKind

_CLASSES: dict[str, tuple[str, str]] = {
    RecordKind.BULLETIN: ("bulletin", "Bulletin"),
    RecordKind.PUBLICATION: ("publication", "Publication"),
    RecordKind.DELIVERY: ("delivery", "Delivery"),
    RecordKind.POST: ("post", "Post"),
    RecordKind.COMMENT: ("comment", "Comment"),
    RecordKind.REFERRAL: ("referral", "Referral"),
    RecordKind.DAY: ("day", "Day"),
    RecordKind.READING: ("post", "Reading"),
    RecordKind.GRAPHIC: ("graphic", "Graphic"),
    RecordKind.ACCOUNT: ("account", "AccountState"),
    RecordKind.ACCOUNT_HEALTH: ("account_health", "AccountHealth"),
    RecordKind.CONTROL: ("control", "PublishingControl"),
    RecordKind.ORDER: ("publishing_order", "PublishingOrder"),
    RecordKind.NEIGHBOURS: ("neighbours", "Neighbours"),
    RecordKind.GATHERING: ("gathering", "Gathering"),
    RecordKind.DECISION: ("decision", "Decision"),
    RecordKind.CLIENT_KEY: ("client_key", "ClientKey"),
    RecordKind.DAILY_NOTICE: ("daily_notice", "DailyNotice"),
    RecordKind.SUPPORT: ("support", "SupportRequest"),
    RecordKind.PROPOSAL: ("proposal", "Proposal"),
    RecordKind.CAMPAIGN: ("campaign", "Campaign"),
    RecordKind.CHANGES: ("changes", "Changes"),
    RecordKind.CLOSING: ("changes", "Closing"),
    RecordKind.EXPORT: ("export", "Export"),
    RecordKind.HOLD: ("hold", "Hold"),
    RecordKind.HOLD_REGISTER: ("hold", "HoldRegister"),
    RecordKind.DISPOSAL: ("disposal", "Disposal"),
    RecordKind.DISPOSAL_PAGE: ("disposal", "DisposalPage"),
    RecordKind.DISPOSAL_MARK: ("disposal", "DisposalMark"),
    RecordKind.CANCELLATION: ("cancellation", "Cancellation"),
}
"""Module of the domain and class, by kind. Loading all of them costs a cold start about 50 ms; most functions need two."""


@cache
def class_of(kind: str) -> type[Record]:
    """Give the class of a kind. Raises RecordIntegrityError for a kind nobody knows."""
    if kind not in _CLASSES:
        raise RecordIntegrityError(f"unknown kind of record: {kind!r}")
    module, name = _CLASSES[kind]
    return cast("type[Record]", getattr(import_module(f"chalicelib.domain.{module}"), name))
