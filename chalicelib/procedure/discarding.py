"""
7: the key that opens a file of the archive goes with the file, after it (R09, R13).

The inventory is stored first, then the object is erased, then its key: whoever dies in between leaves a key that opens nothing,
and the next run, which finds the object gone, takes it away. So no object lies there without its key before its time, but for a
copy of the same version that a repaired table stored under a later day: its text was disposed of with the first.
"""

from chalicelib.domain.disposal import Entry
from chalicelib.domain.personal import PERSONAL_KINDS
from chalicelib.ports import ArchiveDisposal, Envelopes
from chalicelib.procedure.archiving import version_of
from chalicelib.procedure.raw_notices import envelope_of_notice


def discard_envelope(entry: Entry, *, archive: ArchiveDisposal, envelopes: Envelopes) -> None:
    """
    Take away what opened an erased object of an inventory, unless another version under the same key still needs it.

    Safe to repeat; nothing is done for what was never sealed.
    """
    name = _envelope_of(entry)
    if name and not any(left.key == entry.name and not left.is_removal for left in archive.versions(entry.name)):
        envelopes.discard(name)


def _envelope_of(entry: Entry) -> str:
    version = version_of(entry.name)
    if version is not None:
        return version.envelope if version.kind in PERSONAL_KINDS else ""
    return entry.envelope or envelope_of_notice(entry.name)
