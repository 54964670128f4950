"""
Identifiers. The manual identifies a record by its date (clause 7), so every id carries its day.

    BOL-20261123-7F3K2QXZ                  bulletin
    PUB-20261123-7F3K2QXZ                  publication prepared from that bulletin
    PUB-20261123-7F3K2QXZ#x                its delivery to X;  …#x#take-down removes it
    PUB-20261123-7F3K2QXZ#manual#whatsapp  what a person publishes in another medium
    POS-20261123-x-1860000000000000001     the post that is live on X
    COM-20261123-x-1860000000000000002     a comment
    LEO-20261123-000123                    folio of a referral;  …#x#acknowledgement is the reply that tells the citizen
    DIA-20261123                           the closed day
    GRA-20261123-7F3K2QXZ                  a graphic of the library, authorised before it is used
    LEO-20261123-000123#neighbours-0001    others who said the same, a page of them
    DEC-20261123-7F3K2QXZ                  what a person decided about a comment, as an example to learn from
    AVI-20261123-7F3K2QXZ                  the daily e-mail to a liaison, or to the coordinator
    SOP-20261123-7F3K2QXZ                  folio of a request to the IT office
    ORD-20261123-7F3K2QXZ                  an order over everything that goes out: a stop, a restriction, a window
    KEY-20261123-9f86d081…                 a key that a program files requests or reads the plan with, by its hash
    PRO-20261123-7F3K2QXZ                  what an office proposes to publish
    CAM-20261201-7F3K2QXZ                  a campaign with its goals, by its first day
    EXP-20261123-7F3K2QXZ                  an export of records that a person ordered
    RET-20261123-7F3K2QXZ                  a legal hold, by the day it was placed
    BAJ-20261123                           the disposal of what is of that day;  …-001-0001 a page of its inventory
    CAN-20261123-7F3K2QXZ                  the cancellation of a citizen's text

From an id the record's key follows: partition `2026-11-23`, sort key the id. What carries no day is not an official
record but the machine's own state (the account's reading mark) and lives in the partition `state`.
"""

import hashlib
import re
from datetime import date
from pathlib import Path

from chalicelib.domain.networks import Network

STATE_PARTITION = "state"
BULLETINS = "BOL-"
"""What every bulletin's id begins with."""

DECISIONS = "DEC-"
"""What every decision's id begins with."""

PROPOSALS = "PRO-"
"""What every proposal's id begins with."""

SUPPORT = "SOP-"
"""What the folio of every request to the IT office begins with."""

DISPOSALS = "BAJ-"
"""What the disposal of a day and the pages of its inventory begin with."""

CANCELLATIONS = "CAN-"
"""What every cancellation's id begins with."""

EXPORTS = "EXP-"
"""What every export's id begins with."""

FOLIOS = "LEO-"
"""What every folio begins with."""

_DAY = re.compile(r"^[A-Z]{3}-(\d{4})(\d{2})(\d{2})(?:-|$)")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SUFFIX_LENGTH = 8
_CLIENT_KEY = re.compile(r"pv(?:311|cal)\.([0-9]{8})\.[A-Za-z0-9_-]{43}")
_KEY_HASH_LENGTH = 40
_REMOVAL = "#take-down"


def partition_of(record_id: str) -> str:
    """Give the partition of an id: its local day as `YYYY-MM-DD`, or `state` for what carries no day."""
    match = _DAY.match(record_id)
    return "-".join(match.groups()) if match else STATE_PARTITION


def bulletin_id(day: date, source: str, slug: str) -> str:
    """Name the bulletin of a set of files: the same source, day and slug always give the same id."""
    return f"{BULLETINS}{day:%Y%m%d}-{_suffix(source, slug)}"


def rejected_key_id(day: date, key: str) -> str:
    """Name the record of an upload whose key could not be read."""
    return f"BOL-{day:%Y%m%d}-{_suffix('rejected', key)}"


def publication_id(of_bulletin: str) -> str:
    """Name the publication prepared from a bulletin: one bulletin, one publication."""
    return of_bulletin.replace("BOL-", "PUB-", 1)


def correction_id(day: date, corrected_publication: str) -> str:
    """Name the publication that corrects another: one correction of each, however often it is asked for."""
    return f"PUB-{day:%Y%m%d}-{_suffix('corrects', corrected_publication)}"


def delivery_id(subject: str, network: Network, purpose: str | None = None) -> str:
    """Name one write to one network: of a publication (`purpose` None or take-down) or of a folio (a reply)."""
    return f"{subject}#{network}" if purpose is None else f"{subject}#{network}#{purpose}"


def removal_id(of_delivery: str) -> str:
    """Name the delivery that takes down what another put out: a network's post, a thread's part, another medium's."""
    return f"{of_delivery}{_REMOVAL}"


def removed_by(removal: str) -> str:
    """Name the delivery whose post a take-down removes."""
    return removal.removesuffix(_REMOVAL)


def post_id(day: date, network: Network, network_id: str) -> str:
    """Name what is live on a network, by the day it went out."""
    return f"POS-{day:%Y%m%d}-{network}-{network_id}"


def reading_id(of_post: str) -> str:
    """Name the bookmark in the comments of a post."""
    return f"{of_post}#reading"


def comment_id(day: date, network: Network, network_id: str) -> str:
    """Name a comment by the day it was written and the network's own id."""
    return f"COM-{day:%Y%m%d}-{network}-{network_id}"


def network_id_of(comment_id: str) -> str:
    """Give the network's own id of a comment from that of its record."""
    return comment_id.split("-", 3)[3]


def network_of(comment_id: str) -> Network:
    """Tell the network of a comment from the id of its record."""
    return Network(comment_id.split("-", 3)[2])


def folio(day: date, number: int) -> str:
    """Name a referral: the folio the citizen is told."""
    return f"LEO-{day:%Y%m%d}-{number:06d}"


def neighbours_id(of_folio: str, page: int) -> str:
    """Name a page of those who said the same as the comment that opened a case, from 1."""
    return f"{of_folio}#neighbours-{page:04d}"


def decision_id(day: date, *made_from: str) -> str:
    """Name a person's decision about a comment by the day it was taken on."""
    return f"{DECISIONS}{day:%Y%m%d}-{_suffix('decision', *made_from)}"


def support_id(day: date, *made_from: str) -> str:
    """Name a request to the IT office: asking the same again on the same day gives one."""
    return f"{SUPPORT}{day:%Y%m%d}-{_suffix('support', *made_from)}"


def proposal_id(day: date, *made_from: str) -> str:
    """Name a proposal by the day on which it was made: proposing the same again on the same day gives one."""
    return f"{PROPOSALS}{day:%Y%m%d}-{_suffix('proposal', *made_from)}"


def campaign_id(first: date, slug: str) -> str:
    """Name a campaign by its first day and its name."""
    return f"CAM-{first:%Y%m%d}-{_suffix('campaign', slug)}"


def export_id(day: date, *made_from: str) -> str:
    """Name an export by the day it was ordered and what makes it this one."""
    return f"EXP-{day:%Y%m%d}-{_suffix('export', *made_from)}"


def cancellation_id(day: date, *made_from: str) -> str:
    """Name a cancellation by the day it was asked for: asking the same again on the same day gives one."""
    return f"{CANCELLATIONS}{day:%Y%m%d}-{_suffix('cancellation', *made_from)}"


def daily_notice_id(day: date, recipient: str) -> str:
    """Name the message of a day to a recipient: one, however often it is to be sent."""
    return f"AVI-{day:%Y%m%d}-{_suffix('notice', recipient)}"


def gathering_id(department_id: str, place: str) -> str:
    """Name the machine's mark of the open cases of a department at a place; it carries no day."""
    return f"GATHERING-{department_id}-{_suffix('place', place)}"


def neighbour_key(author: str) -> str:
    """Give what tells one citizen's answers under a folio from another's."""
    return _suffix("neighbour", author)


def day_id(day: date) -> str:
    """Name the record of a closed day."""
    return f"DIA-{day:%Y%m%d}"


def changes_id(day: date) -> str:
    """Name the machine's mark of the closed days of a month that changed since; it carries no day."""
    return f"CHANGES-{day:%Y%m}"


def graphic_id(day: date, *made_from: str) -> str:
    """Name a graphic of the library by the day it was authorised and what it was made from: asking twice gives one."""
    return f"GRA-{day:%Y%m%d}-{_suffix('graphic', *made_from)}"


def hold_id(day: date, *made_from: str) -> str:
    """Name a legal hold by the day it was placed and what it says: placing it twice gives one."""
    return f"RET-{day:%Y%m%d}-{_suffix('hold', *made_from)}"


def disposal_id(of_day: date) -> str:
    """Name the disposal of what is recorded under a day."""
    return f"{DISPOSALS}{of_day:%Y%m%d}"


def disposal_page_id(of_disposal: str, list_number: int, page: int) -> str:
    """Name a page of the inventory of one list of a day's disposal; both count from 1."""
    return f"{of_disposal}-{list_number:03d}-{page:04d}"


def order_id(day: date, *made_from: str) -> str:
    """Name an order by its day and what makes it this one: asking twice gives one."""
    return f"ORD-{day:%Y%m%d}-{_suffix('order', *made_from)}"


def client_key_id(key: str) -> str | None:
    """Name the record of a key that a program shows; None for what is no key. The key itself is stored nowhere."""
    match = _CLIENT_KEY.fullmatch(key)
    return f"KEY-{match[1]}-{sha256_hex(key.encode())[:_KEY_HASH_LENGTH]}" if match else None


def sha256_hex(content: bytes) -> str:
    """Give the SHA-256 of some bytes as lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Give the SHA-256 of a file as lower-case hexadecimal, read a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _suffix(*parts: str) -> str:
    """Hash names to eight characters that are easy to read aloud (no I, L, O, U): 40 bits."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_SUFFIX_LENGTH - 1), -1, -5))
