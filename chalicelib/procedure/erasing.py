"""
7: carrying out a disposal that two persons ordered. The only place from which anything is ever deleted.

The inventory was stored before anybody was asked. A record goes only at the revision that is on it, in one act with a look at
the register of holds; a file only after its record, and only where S3's own lock is over. A worker may die after any step: what
is gone is on the inventory, what is left is done by the next run.
"""

from collections.abc import Callable, Sequence

from chalicelib.domain.disposal import Disposal, DisposalPage, DisposalState, Entry, Kept, key_of
from chalicelib.domain.errors import NotFoundError, RecordConflictError
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import KeptVersion
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.discarding import discard_envelope
from chalicelib.procedure.disposing import DisposalPorts, list_what_is_past
from chalicelib.procedure.holds import complete_register, register_of
from chalicelib.procedure.past_files import folder_of
from chalicelib.procedure.settling import settle_figures

RECORDS_AT_ONCE = 25
_ATTEMPTS = 10
_MANY = 5_000

KeptBack = dict[str, Kept]
WhyKept = Callable[[Record, Entry, DisposalPorts], Kept | None]


def carry_out_disposals(ports: DisposalPorts) -> int:
    """
    Carry out every disposal that was ordered. Safe to repeat, and to go on with after a death.

    Manual 7. Returns how many were worked on.

    Raises:
        RecordConflictError: others kept changing what one of them is about; the rest is done, and the next run goes on.
    """
    complete_register(ports.records, ports.clock)
    ordered = [
        found
        for found in ports.records.due(Duty.DISPOSE, ports.clock.now(), _MANY)
        if isinstance(found, Disposal) and found.state is DisposalState.EXECUTING
    ]
    moved: list[RecordConflictError] = []
    for disposal in ordered:
        try:
            _carry_out(fetch(ports.records, disposal.id, Disposal), ports)
        except RecordConflictError as error:
            # Of a day at which others are, the next run goes on; no other day waits for it.
            moved.append(error)
    if moved:
        raise moved[0]
    return len(ordered)


def dispose(ports: DisposalPorts) -> tuple[int, int]:
    """Carry out what was ordered, then list what is past its term. Gives how many were executed and how many lists made."""
    return carry_out_disposals(ports), list_what_is_past(ports)


def _carry_out(disposal: Disposal, ports: DisposalPorts) -> None:
    if disposal.state is not DisposalState.EXECUTING:
        # The index was behind: another run finished it.
        return
    pages = [fetch(ports.records, page_id, DisposalPage) for page_id in disposal.current.pages]
    if any(not entry.is_object for page in pages for entry in page.entries):
        records, calendar_of, clock = ports.records, ports.calendar_of, ports.clock
        disposal = settle_figures(disposal, records=records, calendar_of=calendar_of, clock=clock)
        if not disposal.has_begun:
            return
    kept_back = sum(len(_executed(page, ports).kept_back) for page in pages)
    store(ports.records, disposal.executed(kept_back, ports.clock.now()))


def _executed(page: DisposalPage, ports: DisposalPorts) -> DisposalPage:
    if page.executed_at is not None:
        return page
    return store(ports.records, page.executed(_dispose_page(page, ports), ports.clock.now()))


def _dispose_page(page: DisposalPage, ports: DisposalPorts) -> KeptBack:
    kept = dispose_entries([entry for entry in page.entries if not entry.is_object], ports)
    for entry in page.entries:
        if entry.is_object and (why := _dispose_file(entry, page, ports)):
            kept[key_of(entry)] = why
    return kept


# Records ----------------------------------------------------------------------------------------------------------


def dispose_entries(entries: Sequence[Entry], ports: DisposalPorts, why_kept: WhyKept | None = None) -> KeptBack:
    """Delete the records of some entries for good, but for what `why_kept` keeps and what a hold does. Gives what was kept."""
    kept: KeptBack = {}
    for at in range(0, len(entries), RECORDS_AT_ONCE):
        kept |= _dispose_together(entries[at : at + RECORDS_AT_ONCE], ports, why_kept or _why_kept)
    return kept


def _dispose_together(entries: Sequence[Entry], ports: DisposalPorts, why_kept: WhyKept) -> KeptBack:
    """Delete what may go in one act; whenever a record or the register moved meanwhile, look at all of them again."""
    for _ in range(_ATTEMPTS):
        # The register first: a hold that is placed after this makes the act below fail.
        register = register_of(ports.records, ports.clock)
        kept: KeptBack = {}
        going: list[Record] = []
        for entry in entries:
            record = ports.records.find(entry.name)
            if record is None:
                continue
            why = why_kept(record, entry, ports) or (Kept.HELD if register.held_by(record.day, entry.marks) else None)
            if why:
                kept[entry.name] = why
            else:
                going.append(record)
        try:
            ports.erasing.dispose(going, while_unmoved=register)
        except RecordConflictError:
            continue
        return kept
    raise RecordConflictError(f"{entries[0].name}: others kept changing what is to be disposed of")


def _why_kept(record: Record, entry: Entry, ports: DisposalPorts) -> Kept | None:
    if record.revision != entry.revision or not record.is_finished:
        return Kept.CHANGED
    term = ports.rule.term_of(record, ports.clock.now())
    return Kept.NOT_DUE if term is None or term > ports.clock.now() else None


# Files ------------------------------------------------------------------------------------------------------------


def _dispose_file(entry: Entry, page: DisposalPage, ports: DisposalPorts) -> Kept | None:
    version = KeptVersion(entry.name, entry.version_id, is_removal=not entry.sha256)
    term = ports.rule.term_of_file(folder_of(entry.name), page.day)
    if term is None or term > ports.clock.now():
        return Kept.NOT_DUE
    if entry.owner and ports.records.find(entry.owner) is not None:
        return Kept.OWNER_LIVES
    if _is_held(entry, page, ports) and not _is_gone(version, ports):
        return Kept.HELD
    if ports.archive.erase(version):
        discard_envelope(entry, archive=ports.archive, envelopes=ports.envelopes)
        return None
    if _is_held(entry, page, ports):
        # It was placed between the look and the erasing, which S3 refused for it.
        return Kept.HELD
    # A hold that was lifted may have left its mark at S3; it is taken off now, and the file goes with a later list.
    ports.archive.release(version)
    return Kept.LOCKED


def _is_gone(version: KeptVersion, ports: DisposalPorts) -> bool:
    """Say whether a run that died erased it before the hold was placed: its key goes after it, and the inventory says so."""
    try:
        ports.archive.sha256(version)
    except NotFoundError:
        return True
    return False


def _is_held(entry: Entry, page: DisposalPage, ports: DisposalPorts) -> bool:
    return register_of(ports.records, ports.clock).held_by(page.day, entry.marks) is not None
