"""
3.1, 7: what a network told by itself, kept as received, once, under the local day on which it first came (R03, R12).

The whole delivery lies sealed, for it holds what citizens wrote. Its key in the archive tells which comment it names, and beside
the sealed part lies open which ones, so that a lawful cancellation finds the key to destroy (R13). Neither depends on the words.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import chain

from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.networks import TELLING_NETWORKS, Network
from chalicelib.domain.notice import Heard, comment_part
from chalicelib.domain.records import retention_end
from chalicelib.ports import Archive, ArchiveReader, Envelopes, LandedNotice
from chalicelib.procedure.enveloping import SEALED, hide, uncover
from chalicelib.procedure.raw_answers import AT_ONCE

FOLDER = "notices"
NONE, SEVERAL = "none", "several"
"""Where a delivery lies that names no comment, and one that names more than one, or nobody can tell which."""


LATE_AFTER = timedelta(days=14)
"""What lies so long where it landed is filed when it is found: the day on which it came takes no late object much longer."""


def archive_notice(landed: LandedNotice, heard: Heard, *, archive: Archive, envelopes: Envelopes, now: datetime) -> str:
    """
    Keep a delivery of notices for three calendar years, to the end of the local day on which it first came.

    Manual 7. Safe to repeat and in parallel: all of it was decided when it landed, so it is the same object; only what is filed
    more than 14 days later may lie under two days. The key that seals it is stored before it: nothing is ever kept that nobody
    can open (R09).

    Returns:
        The key, `YYYY/MM/DD/<network>/notices/<comment, none or several>/<HHMMSS>-<32 hex, by chance>.json`, in local time.

    Raises:
        RecordIntegrityError: another content is kept as that delivery.
        TransientServiceError: it could not be kept now; it stays where it landed.
    """
    name = _name(landed.mark)
    hidden = hide(name, landed.body, envelopes)
    head = {
        "network": heard.network,
        "comments": None if heard.comments is None else sorted(heard.comments),
        "received_at": landed.received_at.isoformat(),
        SEALED: {"key": name, "bytes": hidden},
    }
    filed_at = now if now - landed.received_at > LATE_AFTER else landed.received_at
    day, clock = local_day(filed_at), filed_at.astimezone(LOCAL_ZONE)
    key = f"{folder_of(day, heard.network)}{_place(heard)}/{clock:%H%M%S}-{landed.mark}.json"
    try:
        archive.keep(key, json.dumps(head, separators=(",", ":")).encode(), retention_end(day))
    except RecordIntegrityError:
        # Worked on once more after its text was cancelled: what was kept then, under its key, stands.
        if hidden is not None:
            raise
    return key


def folder_of(day: date, network: Network) -> str:
    """Name the folder of a network's notices of a local day."""
    return f"{day:%Y/%m/%d}/{network}/{FOLDER}/"


def opened(kept: bytes, envelopes: Envelopes) -> bytes | None:
    """
    Give the delivery in an object of the archive, to the byte; None where its key is destroyed.

    Raises:
        RecordIntegrityError: the key opens something else than what was sealed.
    """
    sealed = json.loads(kept)[SEALED]
    return uncover(sealed["key"], sealed["bytes"], envelopes)


def destroy_notices(
    comments: Iterable[str], days: Collection[date], *, reader: ArchiveReader, envelopes: Envelopes
) -> frozenset[str]:
    """
    Destroy what opens the deliveries that name any of these comments, and those of which nobody can tell whom they name.

    `comments` are the ids that the network gives them, `days` the local days to look through. Whoever else is in a delivery loses
    only this copy. Each goes as it is found, so that who dies on the way leaves less to do. Counts, hashes and proof stand.

    Returns:
        The keys in the archive of those that nobody can open any more.
    """
    parts = frozenset(map(comment_part, comments))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        gone = pool.map(lambda day: list(_destroy_of(day, parts, reader, envelopes)), days)
        return frozenset(chain.from_iterable(gone))


def _destroy_of(day: date, parts: AbstractSet[str], reader: ArchiveReader, envelopes: Envelopes) -> Iterator[str]:
    for network in TELLING_NETWORKS:
        for key in reader.keys(folder_of(day, network)):
            place, file = key.split("/")[-2:]
            if place in parts or (place == SEVERAL and _may_name(reader.read(key), parts)):
                envelopes.destroy(_name(file.removesuffix(".json").rpartition("-")[2]))
                yield key


def _may_name(kept: bytes, parts: AbstractSet[str]) -> bool:
    told = json.loads(kept)["comments"]
    return told is None or not parts.isdisjoint(told)


def _place(heard: Heard) -> str:
    if heard.comments is None or len(heard.comments) > 1:
        return SEVERAL
    return next(iter(heard.comments), NONE)


def _name(mark: str) -> str:
    """Name the key that seals a delivery: by chance, since whoever guessed a short comment could prove it from its hash (R13)."""
    return f"{FOLDER}/{mark}"
