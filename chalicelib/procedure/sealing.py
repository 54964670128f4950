"""7 Registros: one manifest is made, signed, and kept where nobody can make it a second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from pydantic import ValidationError

from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import ExternalServiceError, RecordIntegrityError
from chalicelib.domain.manifest import (
    KeptManifest,
    Leaf,
    Link,
    Statement,
    kept,
    manifest_key,
    public_key_name,
    root_hex,
    sealed,
)
from chalicelib.domain.records import retention_end
from chalicelib.ports import Archive, Clock, Records
from chalicelib.ports.archive import ArchiveReader
from chalicelib.ports.sealing import Signer, TimeStamper


@dataclass(frozen=True)
class SealingPorts:
    """What making manifests needs; without a stamper nobody outside is asked for the time."""

    records: Records
    archive: Archive
    reader: ArchiveReader
    signer: Signer
    stamper: TimeStamper | None
    clock: Clock


def seal(
    day: date,
    sequence: int,
    leaves: Sequence[Leaf],
    *,
    previous: Link | None,
    supplements: Sequence[Link] = (),
    ports: SealingPorts,
) -> KeptManifest:
    """
    Make a day's manifest of a sequence and keep it; of two who do, the second takes what the first kept (R08).

    Raises:
        RecordIntegrityError: what is kept there hangs from another manifest.
    """
    key, now = ports.signer.public_key(), ports.clock.now()
    until = retention_end(max(day, local_day(now)))
    statement = Statement(
        count=len(leaves),
        day=day,
        key_id=key.id,
        made_at=now,
        previous=previous,
        root=root_hex(leaves),
        sequence=sequence,
        supplements=tuple(supplements),
    )
    # The key lies there before anything that it signed: whoever takes a manifest along can take its key along.
    ports.archive.keep(public_key_name(key.id), key.pem, until)
    signature = ports.signer.sign(sha256(statement.signed_bytes()).digest())
    content = sealed(leaves, statement, signature, _stamped(signature, ports)).file_bytes()
    name = manifest_key(day, sequence)
    try:
        ports.archive.keep(name, content, until)
    except RecordIntegrityError:
        return _the_first(name, previous, ports)
    return kept(content)


def read_kept(name: str, reader: ArchiveReader) -> KeptManifest:
    """
    Read what is kept as a manifest.

    Raises:
        NotFoundError: nothing is kept there.
        RecordIntegrityError: it is no manifest, or another one's.
    """
    try:
        found = kept(reader.read(name))
    except ValidationError as exc:
        raise RecordIntegrityError(f"{name}: no manifest") from exc
    if manifest_key(found.statement.day, found.statement.sequence) != name:
        raise RecordIntegrityError(f"{name}: the manifest of another place")
    return found


def _the_first(name: str, previous: Link | None, ports: SealingPorts) -> KeptManifest:
    """No two signatures are alike, so whoever comes second finds another content under the key; only the first counts."""
    found = read_kept(name, ports.reader)
    if found.statement.previous != previous:
        raise RecordIntegrityError(f"{name}: hangs from another manifest")
    return found


def _stamped(signature: bytes, ports: SealingPorts) -> bytes | None:
    """Ask for a stamp over the signature. The manifest does not wait for an authority that does not answer."""
    if ports.stamper is None:
        return None
    try:
        return ports.stamper.stamp(sha256(signature).digest())
    except ExternalServiceError:
        return None
