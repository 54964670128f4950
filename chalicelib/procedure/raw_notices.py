"""
3.1, 7: what a network told by itself, kept as received, once, under the local day on which it first came (R03, R12).

The whole delivery lies sealed, for it holds what citizens wrote. Its key in the archive tells which comment it names, and beside
the sealed part lies open which ones, so that a lawful cancellation finds the key to destroy (R13). Neither depends on the words.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.networks import TELLING_NETWORKS, Network
from chalicelib.domain.notice import Heard, comment_part
from chalicelib.domain.records import retention_end
from chalicelib.ports import Archive, ArchiveReader, Envelopes, LandedNotice
from chalicelib.procedure.enveloping import SEALED, hide, uncover

AT_ONCE = 10
"""How many days are looked through at a time: as many connections as a client holds."""

FOLDER = "notices"
_KEY = re.compile(rf"\d{{4}}/\d\d/\d\d/[^/]+/{FOLDER}/[^/]+/\d{{6}}-([0-9a-f]{{32}})\.json")
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


class Named(NamedTuple):
    """A delivery that names some comments, or may: its key in the archive, its day, and all it names; None: nobody can tell."""

    key: str
    day: date
    comments: frozenset[str] | None


def naming(comments: Iterable[str], days: Collection[date], reader: ArchiveReader) -> list[Named]:
    """
    Find the deliveries that name any of these comments, and those of which nobody can tell whom they name.

    `comments` are the ids that the network gives them, `days` the local days to look through.
    """
    parts = frozenset(map(comment_part, comments))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(chain.from_iterable(pool.map(lambda day: list(_naming_on(day, parts, reader)), days)))


def _naming_on(day: date, parts: AbstractSet[str], reader: ArchiveReader) -> Iterator[Named]:
    for network in TELLING_NETWORKS:
        for key in reader.keys(folder_of(day, network)):
            place = key.split("/")[-2]
            if place in parts:
                yield Named(key, day, frozenset({place}))
            elif place == SEVERAL:
                told = _named_in(reader.read(key))
                if told is None or not parts.isdisjoint(told):
                    yield Named(key, day, told)


def _named_in(kept: bytes) -> frozenset[str] | None:
    """Give the comments that lie open of a delivery; None where nobody can tell, also of what is none that was kept here."""
    try:
        told = json.loads(kept)["comments"]
        return None if told is None else frozenset(map(str, told))
    except (ValueError, KeyError, TypeError):
        return None


def destroy_notices(found: Iterable[Named], envelopes: Envelopes) -> frozenset[str]:
    """
    Destroy what opens some deliveries; gives their keys in the archive. Safe to repeat.

    Whoever else is in one loses only this copy. Each goes by itself, so that who dies on the way leaves less to do. Counts,
    hashes and proof stand.
    """
    keys = [notice.key for notice in found]
    for key in keys:
        envelopes.destroy(envelope_of_notice(key))
    return frozenset(keys)


def envelope_of_notice(key: str) -> str:
    """Name the key that opens a delivery, by its own key in the archive; empty for what is none."""
    match = _KEY.fullmatch(key)
    return _name(match[1]) if match else ""


def _place(heard: Heard) -> str:
    if heard.comments is None or len(heard.comments) > 1:
        return SEVERAL
    return next(iter(heard.comments), NONE)


def _name(mark: str) -> str:
    """Name the key that seals a delivery: by chance, since whoever guessed a short comment could prove it from its hash (R13)."""
    return f"{FOLDER}/{mark}"
