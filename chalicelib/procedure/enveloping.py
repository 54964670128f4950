"""
7: a record's version in an envelope: what is counted lies open, what a citizen wrote is sealed under a key of its own (R13).

The archive lets nobody delete before three years are over, and a citizen may lawfully have their text cancelled before. So the
archive keeps the open part and the sealed whole, both under its hash and lock, and the key lies elsewhere: who destroys it
destroys the text, and nothing of the proof. The seal is a one-time pad, which no computer of any time opens without the key, as
long as it seals one text only: so each pad has its text's hash behind it, and a text that is not that one needs another name.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass

from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.personal import PERSONAL_KINDS, without_personal
from chalicelib.domain.records import RecordKind
from chalicelib.ports.envelopes import Envelopes

SEALED = "sealed"
"""The member that a sealed version has beside the record's own."""

MOST_CONTENTS = 4
"""How many contents one revision of a record may have: a table that was taken back by a restore counts from there again."""

_HASH_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Opened:
    """A record's JSON out of the archive. `is_whole` is false where the key is destroyed: the citizen's text is blank then."""

    body: bytes
    is_whole: bool


def revision_name(revision: int, content: int = 1) -> str:
    """Name a revision, and which content of it where it has more than one: `000003`, `000003-2`."""
    return f"{revision:06d}" if content == 1 else f"{revision:06d}-{content}"


def envelope_name(kind: RecordKind, quoted_id: str, revision: int, content: int = 1) -> str:
    """Name the key of a version: by the record and not by the day, so that whoever knows the record finds it."""
    return f"{kind}/{quoted_id}/{revision_name(revision, content)}"


def seal(kind: RecordKind, name: str, body: bytes, envelopes: Envelopes) -> tuple[bytes, bool]:
    """
    Put a version into its envelope. Safe to repeat: the same version under the same name gives the same bytes.

    Returns:
        What the archive is to keep, and whether the text is in it: not where the key was destroyed before. What holds nothing
        of a citizen is left as it is, to the byte (R12).

    Raises:
        RecordIntegrityError: another text was sealed under that name.
    """
    if kind not in PERSONAL_KINDS:
        return body, True
    hidden = hide(name, body, envelopes)
    envelope = {**without_personal(kind, json.loads(body)), SEALED: {"key": name, "bytes": hidden}}
    return json.dumps(envelope, separators=(",", ":")).encode(), hidden is not None


def unseal(kind: RecordKind, kept: bytes, envelopes: Envelopes) -> Opened:
    """
    Give a record's JSON as it was stored, out of what the archive keeps of it.

    Raises:
        RecordIntegrityError: the key opens another text than the one that was sealed, or the open part is of another record.
    """
    if kind not in PERSONAL_KINDS:
        return Opened(kept, is_whole=True)
    envelope = json.loads(kept)
    sealed = envelope.pop(SEALED, None)
    if sealed is None:
        # It was kept before there were envelopes.
        return Opened(kept, is_whole=True)
    body = uncover(sealed["key"], sealed["bytes"], envelopes)
    if body is None:
        return Opened(json.dumps(envelope, separators=(",", ":")).encode(), is_whole=False)
    if without_personal(kind, json.loads(body)) != envelope:
        raise _does_not_open(sealed["key"])
    return Opened(body, is_whole=True)


def hide(name: str, body: bytes, envelopes: Envelopes) -> str | None:
    """
    Seal bytes under the key of a name, with their SHA-256 before them; None where that key was destroyed.

    Raises:
        RecordIntegrityError: another text was sealed under that name, or one whose key does not say which.
    """
    digest = hashlib.sha256(body).digest()
    whole = digest + body
    key = envelopes.key(name, secrets.token_bytes(len(whole)) + digest)
    if key is None:
        return None
    if key[len(whole) :] != digest:
        raise RecordIntegrityError(f"{name}: the key is of another text")
    return base64.b64encode(_crossed(whole, key[: len(whole)])).decode()


def uncover(name: str, hidden: str | None, envelopes: Envelopes) -> bytes | None:
    """
    Give the bytes that were hidden under a name; None where the key is destroyed.

    Raises:
        RecordIntegrityError: the key opens something else than what was sealed.
    """
    key = envelopes.find(name) if hidden else None
    if key is None:
        return None
    sealed = base64.b64decode(hidden or "")
    whole, of_text = _crossed(sealed, key[: len(sealed)]), key[len(sealed) :]
    digest, body = whole[:_HASH_BYTES], whole[_HASH_BYTES:]
    # The first pads had no hash behind them.
    if hashlib.sha256(body).digest() != digest or of_text not in {digest, b""}:
        raise _does_not_open(name)
    return body


def _does_not_open(name: str) -> RecordIntegrityError:
    return RecordIntegrityError(f"{name}: the key does not open what was sealed")


def _crossed(text: bytes, key: bytes) -> bytes:
    """Cross two texts of the same length, bit by bit: with the key once to seal, and once more to open."""
    if len(text) != len(key):
        raise RecordIntegrityError("a key is as long as what it seals")
    return (int.from_bytes(text) ^ int.from_bytes(key)).to_bytes(len(text))
