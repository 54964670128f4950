"""
3.1, 7: what a network answered when comments were read, kept as received, for every page that brought something new (R12).

It is kept before what it brought is stored: who dies in between leaves an answer too many, never one too few (R09). The whole
answer lies sealed, for it holds what citizens wrote; beside it lies open which comments it holds, so that a lawful cancellation
finds the key to destroy (R13).
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading
from chalicelib.domain.records import retention_end
from chalicelib.ports import Archive, Clock, CommentPage, Envelopes, RawAnswer
from chalicelib.procedure.enveloping import SEALED, hide, uncover

FOLDER = "answers"
_HASH_DIGITS = 16
_NAME_BYTES = 16
_NETWORK_AT = 3


class Told(NamedTuple):
    """What lies open of an answer: its bookmark, which comments it holds, and the name of its key."""

    reading: str
    comments: frozenset[str]
    name: str


@dataclass(frozen=True)
class AnswerKeeper:
    """Keeps what comments were read out of."""

    archive: Archive
    envelopes: Envelopes
    clock: Clock

    def keep(self, reading: Reading, page: CommentPage) -> str | None:
        """
        Keep the answers behind a page for three calendar years, to the end of the local day on which they were received.

        Returns:
            The key, `YYYY/MM/DD/<network>/answers/<HHMMSS>-<16 hex of the object's SHA-256>.json`, in local time; None where no
            network was asked.

        Raises:
            TransientServiceError: it could not be kept now; what it brought is not to be stored either.
        """
        if page.raw is None or not (answers := page.raw.answers):
            return None
        now = self.clock.now()
        # By chance and not by the answer's hash: whoever guessed a short comment could prove it from that (R13).
        name = f"{FOLDER}/{reading.network}/{secrets.token_hex(_NAME_BYTES)}"
        hidden = hide(name, b"".join(answer.body for answer in answers), self.envelopes)
        head = {
            **_head(reading, page, answers),
            "received_at": now.isoformat(),
            SEALED: {"key": name, "bytes": hidden},
        }
        content = json.dumps(head, separators=(",", ":")).encode()
        day, clock = local_day(now), now.astimezone(LOCAL_ZONE)
        digest = sha256_hex(content)[:_HASH_DIGITS]
        key = f"{folder_of(day, reading.network)}{clock:%H%M%S}-{digest}.json"
        self.archive.keep(key, content, retention_end(day))
        return key


def folder_of(day: date, network: Network) -> str:
    """Name the folder of a network's answers of a local day."""
    return f"{day:%Y/%m/%d}/{network}/{FOLDER}/"


def opened(kept: bytes, envelopes: Envelopes) -> tuple[RawAnswer, ...] | None:
    """
    Give the answers in an object of the archive, to the byte; None where their key is destroyed.

    Raises:
        RecordIntegrityError: the key opens something else than what was sealed.
    """
    head = json.loads(kept)
    whole = uncover(head[SEALED]["key"], head[SEALED]["bytes"], envelopes)
    if whole is None:
        return None
    answers, start = [], 0
    for told in head["answers"]:
        answers.append(RawAnswer(told["status"], whole[start : start + told["bytes"]]))
        start += told["bytes"]
    return tuple(answers)


def told_of(kept: bytes) -> Told:
    """
    Give what lies open of an object of the archive.

    Raises:
        RecordIntegrityError: it is none that was kept here.
    """
    try:
        head = json.loads(kept)
        return Told(str(head["reading"]), frozenset(map(str, head["comments"])), str(head[SEALED]["key"]))
    except (ValueError, KeyError, TypeError) as exc:
        raise RecordIntegrityError("this is no answer of a network as it was kept") from exc


def envelope_of(key: str, kept: bytes) -> str:
    """
    Name the key that opens an object of a folder of answers; empty where it is not the one that was kept under its name.

    Whoever can put a version over an answer must not have another one's key taken away by what they write into it.
    """
    try:
        name = told_of(kept).name
    except RecordIntegrityError:
        return ""
    network = key.split("/")[_NETWORK_AT]
    is_ours = key.endswith(f"-{sha256_hex(kept)[:_HASH_DIGITS]}.json") and name.startswith(f"{FOLDER}/{network}/")
    return name if is_ours else ""


def days_from(first: date, last: date) -> Iterator[date]:
    """Go through the days from one to another, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _head(reading: Reading, page: CommentPage, answers: tuple[RawAnswer, ...]) -> dict[str, Any]:
    """Say openly what lies inside: of which network and bookmark, which comments, and how long each answer is."""
    return {
        "network": reading.network,
        "reading": reading.id,
        "post": reading.network_post_id,
        "comments": sorted({comment.record_id for comment in page.comments}),
        "answers": [{"status": answer.status, "bytes": len(answer.body)} for answer in answers],
    }
