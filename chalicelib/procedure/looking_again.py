"""
3.1 Monitorea: what became of the comments on X. Mentions never tell what was deleted, hidden or edited.

What the bookmarks of X remember is looked at again by its ids, the younger the oftener. For this each look is a reading like any
other, whose listing is the comments that were asked for: what two looks do not show was deleted (C08), what its author hides is
hidden (C09), what says something else has a new version (C07).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chalicelib.domain.comment import Comment
from chalicelib.domain.ids import network_id_of
from chalicelib.domain.looks import looks_due
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.post import MISSED, X_ACCOUNT_READING, X_SEARCH_READING, Reading
from chalicelib.domain.strain import stretched
from chalicelib.ports import CommentLookup, CommentPage, Records
from chalicelib.procedure.amending import amend, store
from chalicelib.procedure.collecting_ports import CollectingPorts
from chalicelib.procedure.metering import Meter
from chalicelib.procedure.monitoring import ReadingOutcome

BATCH = 100
MOST = 1_000
"""How many comments are looked at in one go."""

EVERY = timedelta(minutes=30)
"""Between two goes, and so between the two looks that a deletion takes."""

REFUSED_EVERY = timedelta(hours=1)

_SOURCES = (X_ACCOUNT_READING, X_SEARCH_READING)


def look_again(reading: Reading, ports: CollectingPorts, affordable: int | None) -> ReadingOutcome:
    """
    Look at the comments whose look is due, no more than can be afforded, and at those the last look missed. Safe to repeat.

    The bookmark's `seen` are the comments asked for while a go is under way, and those missed between two goes.
    """
    now, lookup = ports.clock.now(), ports.lookup()
    is_under_way = any(digest != MISSED for digest in reading.seen.values())
    begun = reading if is_under_way else _begun(reading, lookup, ports.records, affordable, now)
    if not begun.seen:
        store(ports.records, begun)
        return ReadingOutcome()
    # What is asked for is on record first: who dies leaves it to be asked for again.
    stored = reading if is_under_way else store(ports.records, begun)
    meter = Meter(_Looks(lookup, list(stored.seen), ports.records), stored, ports.records, now)
    return ports.read(stored, meter, lambda moved: _settled(meter.settle(moved), stored, ports.records, now))


def _begun(reading: Reading, lookup: CommentLookup, records: Records, affordable: int | None, now: datetime) -> Reading:
    known = _known(records)
    instants = {record_id: lookup.written_at(network_id_of(record_id)) for record_id in known}
    written_at = {record_id: at for record_id, at in instants.items() if at is not None}
    most = max(0, min(MOST, MOST if affordable is None else affordable) - len(reading.seen))
    looks, until = looks_due(written_at, reading.served_until or reading.watched_since, now, most)
    asked = {look.at: known[look.at] for look in looks if look.at not in reading.seen}
    return reading.evolve(
        seen={**reading.seen, **asked}, served_until=until, due_at=now if asked or reading.seen else now + EVERY
    )


def _known(records: Records) -> dict[str, str]:
    """Give what the bookmarks remember of comments, and what each said last."""
    known: dict[str, str] = {}
    for reading_id in _SOURCES:
        found = records.find(reading_id)
        known |= {**found.seen, **known} if isinstance(found, Reading) else {}
    return known


def _settled(moved: Reading, asked: Reading, records: Records, now: datetime) -> Reading:
    """Keep what was missed for the next go; what failed stays under way."""
    if moved.not_before is not None and moved.not_before > now:
        return stretched(moved, REFUSED_EVERY, now) if moved.attention else moved
    missed = {record_id: digest for record_id, digest in moved.seen.items() if digest == MISSED}
    kept = (record_id for record_id, digest in asked.seen.items() if moved.seen.get(record_id) not in {digest, MISSED})
    _doubt(list(kept), records)
    due_at = now + EVERY
    return moved.evolve(seen=missed, due_at=max(due_at, moved.due_at or due_at))


def _doubt(changed: Iterable[str], records: Records) -> None:
    """
    Let the other bookmarks compare what is not as they remember it: an account that was closed may open again.

    It comes before the go counts as done, so that it is not forgotten.
    """
    ids = set(changed)
    for reading_id in _SOURCES if ids else ():
        if isinstance(records.find(reading_id), Reading):
            amend(records, reading_id, Reading, lambda known: known.doubting(sorted(ids & set(known.seen))))


class _Looks:
    """Comments looked up by their ids, as a listing of them (`ports.CommentSource`)."""

    def __init__(self, lookup: CommentLookup, record_ids: list[str], records: Records) -> None:
        self._lookup, self._record_ids, self._records = lookup, record_ids, records

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """Look at a hundred. The listing is whole where the network answered for each."""
        del network_post_id, cursor
        number = int(page or 0)
        asked = {network_id_of(one): one for one in self._record_ids[number * BATCH : (number + 1) * BATCH]}
        looked = self._lookup.look_up(list(asked))
        shown = tuple(comment for comment in looked.comments if comment.network_id in asked)
        hidden = tuple(self._hidden(asked[one]) for one in sorted(looked.hidden & set(asked)))
        answered = {comment.network_id for comment in shown} | looked.hidden | looked.gone
        has_more = (number + 1) * BATCH < len(self._record_ids)
        return CommentPage(
            comments=(*shown, *(comment for comment in hidden if comment)),
            next_page=str(number + 1) if has_more else None,
            is_whole=answered >= set(asked),
            shown=looked.shown,
            usage=looked.usage,
            raw=looked.raw,
        )

    def _hidden(self, record_id: str) -> NetworkComment | None:
        """Give a comment that is not shown to us as the record has it, hidden."""
        known = self._records.find(record_id)
        if not isinstance(known, Comment):
            return None
        return NetworkComment(
            network=known.network,
            network_id=known.network_id,
            answer_id=known.answer_id,
            network_post_id=known.network_post_id,
            parent_id=known.parent_id,
            author_handle=known.author_handle,
            author_id=known.author_id,
            text=known.text,
            created_at=known.written_at,
            is_hidden=True,
        )
