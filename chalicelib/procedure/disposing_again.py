"""
7: what was disposed of and a restore of the table brought back goes again (R05); a hold placed since wins.

Two persons decided once on what the inventory says. It goes at the revision and of the content that are on it or, where the
restore went further back, at an earlier revision that the archive knows as its own. Anything else under its id is not what they
decided on: it is kept, and its day is looked at anew. The day's figures stand before anything goes (P7).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chalicelib.domain import ids
from chalicelib.domain.disposal import Disposal, DisposalPage, DisposalState, Entry, Kept
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.records import Record
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.disposing import DisposalPorts
from chalicelib.procedure.erasing import dispose_entries


@dataclass
class DisposedAgain:
    """How many records that were there again are gone now, and how many were kept, by why."""

    gone: int = 0
    kept: Counter[str] = field(default_factory=Counter)


def dispose_again(page_ids: Iterable[str], earlier: Mapping[str, int], ports: DisposalPorts) -> DisposedAgain:
    """
    Delete what executed pages of inventories say is gone and the table has. Safe to repeat, and to go on with after a death.

    `earlier` are revisions, by id, at which the archive knows the records too. The register of holds has to be complete. What is
    kept is listed anew by the work of disposal, for two persons to decide.
    """
    done = DisposedAgain()

    def why_kept(record: Record, entry: Entry, ports: DisposalPorts) -> Kept | None:
        return _why_kept(record, entry, earlier, ports)

    for page_id in page_ids:
        page = fetch(ports.records, page_id, DisposalPage)
        _figures_stand(page, ports)
        back = _back(page, ports)
        kept = dispose_entries(back, ports, why_kept)
        done.gone += len(back) - len(kept)
        done.kept.update(kept.values())
        if kept:
            _look_again(page, ports)
    return done


def _figures_stand(page: DisposalPage, ports: DisposalPorts) -> None:
    """
    See to it that nobody counts the day of an executed page from what is left.

    They were settled before it was executed. Where somebody wrote to the day's disposal after the restore, the table forgot it.
    """
    if any(not entry.is_object and entry.name in page.gone for entry in page.entries):
        now = ports.clock.now()
        amend(
            ports.records,
            ids.disposal_id(page.day),
            Disposal,
            lambda known: known if known.has_begun else known.evolve(settled_at=now),
        )


def _back(page: DisposalPage, ports: DisposalPorts) -> Sequence[Entry]:
    gone = {entry.name: entry for entry in page.entries if not entry.is_object and entry.name in page.gone}
    return [gone[record_id] for record_id in ports.records.find_each(gone)]


def _why_kept(record: Record, entry: Entry, earlier: Mapping[str, int], ports: DisposalPorts) -> Kept | None:
    if record.revision == entry.revision:
        is_it = sha256_hex(dump_json(record).encode()) == entry.sha256
    else:
        is_it = record.revision == earlier.get(record.id) and record.revision < entry.revision
    if not is_it:
        return Kept.CHANGED
    term = ports.rule.term_of(record, ports.clock.now())
    return Kept.NOT_DUE if term is None or term > ports.clock.now() else None


def _look_again(page: DisposalPage, ports: DisposalPorts) -> None:
    """Wake the disposal of the page's day, which may be over (P6)."""
    now = ports.clock.now()
    amend(
        ports.records,
        ids.disposal_id(page.day),
        Disposal,
        lambda known: known.looked_at(now) if known.state is DisposalState.DONE else known,
    )
