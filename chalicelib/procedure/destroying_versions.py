"""
7: the keys of all archived versions of a record that hold a cancelled text (R13), also of a history that a restore left (R05).

The table tells how many versions of its own history held it. A record to which somebody wrote after a restore has another history
in the archive, with revisions that the table never had: what of them lies there without the mark of the cancellation goes too.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from urllib.parse import quote

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.cancellation import ClearedRecord
from chalicelib.domain.errors import NotFoundError
from chalicelib.ports import ArchiveReader, Envelopes, Records
from chalicelib.procedure.archiving import KeptVersion, version_of
from chalicelib.procedure.destroying_notices import SHOWN_BEFORE
from chalicelib.procedure.destroying_pages import AT_ONCE, DestroyingPorts
from chalicelib.procedure.enveloping import MOST_CONTENTS, envelope_name
from chalicelib.procedure.raw_answers import days_from


def destroy_versions_of(cleared: ClearedRecord, ports: DestroyingPorts) -> None:
    """
    Destroy the keys of the versions with text, also of those that the stream has not told yet: they get none any more.

    One listing for each day since the record was stored. Safe to repeat.

    Raises:
        TransientServiceError: a key could not be destroyed, or the archive not be listed.
    """
    _destroy_own(cleared, ports.envelopes)
    days = list(days_from(_first_stored(cleared.id, ports.records), local_day(ports.clock.now())))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [
            version for of_day in pool.map(lambda day: list(_beyond(cleared, day, ports)), days) for version in of_day
        ]
    for version in found:
        ports.envelopes.destroy(version.envelope)


def _first_stored(record_id: str, records: Records) -> date:
    """
    Tell the first local day on which a version may have been stored.

    A comment is of the day on which it was written, as a network's clock says, which may be ahead (C14) or say anything; and it
    may have been read anew after a restore.
    """
    own_day, record = date.fromisoformat(ids.partition_of(record_id)), records.find(record_id)
    stored = local_day(record.created_at) if record else own_day
    return max(min(own_day, stored), stored - SHOWN_BEFORE) - timedelta(days=1)


def _destroy_own(cleared: ClearedRecord, envelopes: Envelopes) -> None:
    quoted = quote(cleared.id, safe="")
    for revision in range(1, cleared.revisions + 1):
        for content in range(1, MOST_CONTENTS + 1):
            envelopes.destroy(envelope_name(cleared.kind, quoted, revision, content))


def _beyond(cleared: ClearedRecord, day: date, ports: DestroyingPorts) -> Iterator[KeptVersion]:
    """Find what a day's folder has of later revisions that hold the text: those of the table's own history have the mark."""
    folder = f"{day:%Y/%m/%d}/{cleared.kind}/{quote(cleared.id, safe='')}/"
    for version in filter(None, map(version_of, ports.archive.keys(folder))):
        if version.revision > cleared.revisions and not _is_marked(version, ports.archive):
            yield version


def _is_marked(version: KeptVersion, archive: ArchiveReader) -> bool:
    try:
        kept = json.loads(archive.read(version.key))
    except (ValueError, NotFoundError):
        return False
    return isinstance(kept, dict) and bool(kept.get("cancelled_at"))
