"""
Threads: one content of several posts, each a delivery of its own that answers the one before (2.5; X).

The first part is the delivery of the network, `…#x`; those that follow are `…#x#part-2`, `…#x#part-3`. A part exists only
once the one before is out and read back, so that no thread has a hole.
"""

from datetime import datetime

from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion
from chalicelib.domain.records import Duty


def part_id(subject: str, network: Network, part: int) -> str:
    """Name the delivery of a part, counted from 1."""
    return ids.delivery_id(subject, network, None if part == 1 else f"part-{part}")


def part_count(content: NetworkVersion) -> int:
    """Tell how many posts a content makes on its network."""
    return 1 + len(content.thread)


def text_of_part(content: NetworkVersion, part: int) -> str:
    """Give the text of a part, counted from 1."""
    return content.text if part == 1 else content.thread[part - 2]


def fingerprint_of_part(authorised: str, part: int) -> str:
    """Name what a part sends: the fingerprint of the whole, as it was authorised, and which part of it."""
    return authorised if part == 1 else ids.sha256_hex(f"{authorised}#part-{part}".encode())


def following_part(done: Delivery, content: NetworkVersion, now: datetime) -> Delivery | None:
    """Give the part that follows one which is out, due at once and as urgent; None after the last."""
    part = done.part + 1
    if part > part_count(content):
        return None
    return Delivery(
        id=part_id(done.subject, done.network, part),
        created_at=now,
        subject=done.subject,
        network=done.network,
        action=done.action,
        version=done.version,
        part=part,
        priority=done.priority,
        valid_until=done.valid_until,
        target=done.network_id,
        not_before=now,
        due_at=now,
        duty=Duty.PUBLISH,
    )
