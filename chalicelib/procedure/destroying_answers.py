"""
7: where the networks' own answers that show a cancelled comment are looked for (R13).

A comment is in every answer since it was written that brought anything new beside it: surely for sixty days, longer while its
post is read, and, for a year, in whatever the network answers after the cancellation.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.cancellation import Cancellation, CancellationState, ClearedRecord
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading
from chalicelib.domain.records import RecordKind
from chalicelib.procedure.amending import amend
from chalicelib.procedure.destroying_notices import SHOWN_BEFORE, destroy_late_notices_of, first_shown
from chalicelib.procedure.destroying_pages import DestroyingPorts, PageLeft, destroy_pages
from chalicelib.procedure.landing import LEFT_AFTER
from chalicelib.procedure.raw_answers import days_from

LATER_ANSWERS = "later-answers"
"""What is told to have failed where it was not one cancellation."""

_SHOWN_FOR = SHOWN_BEFORE
"""So long after a comment was stored the answers that show it are looked for in any case; longer while its post is read."""

_LOOKED_FOR = timedelta(days=365)
"""So long after a cancellation what networks answer since is looked through: a post with news is read as long as it has any."""

_LOOKED_BACK = timedelta(days=3)
"""How many nights may be missed."""


def destroy_answers_of(cleared: ClearedRecord, days_left: Iterable[date], ports: DestroyingPorts) -> list[PageLeft]:
    """
    Destroy the keys of the answers that show a cleared comment, also of days on which some had to be left before.

    Returns:
        Those that must be left for now; none for a record that is no comment.

    Raises:
        RecordConflictError, TransientServiceError: as `destroy_pages`.
    """
    if cleared.kind is not RecordKind.COMMENT:
        return []
    comment = ports.records.find(cleared.id)
    if not isinstance(comment, Comment):
        # It was disposed of meanwhile, and lies on no day any more but on those that were left.
        return destroy_pages({cleared.id}, ids.network_of(cleared.id), days_left, ports).left
    first, surely = _surely_shown(comment, ports)
    pages = destroy_pages({comment.id}, comment.network, days_from(first, surely), ports)
    last = max((_last_read(reading, ports) for reading in pages.gone.values()), default=surely)
    others = {*days_from(surely + timedelta(days=1), last), *(day for day in days_left if not first <= day <= surely)}
    return pages.left + destroy_pages({comment.id}, comment.network, sorted(others), ports).left


def destroy_later_answers(ports: DestroyingPorts) -> None:
    """
    Destroy what networks answered or told lately that shows what was cancelled in the last year, every night anew.

    What must be left for now opens its cancellation again.

    Raises:
        RecordIntegrityError: an answer cannot be read; everything else is done.
        RecordConflictError, TransientServiceError: as `destroy_pages`.
    """
    today = local_day(ports.clock.now())
    acts = list(_done_lately(today, ports))
    days = list(days_from(today - _LOOKED_BACK, today))
    by_network = _by_network(acts, ports)
    left = [
        page
        for network, comments in by_network.items()
        for page in (
            *destroy_pages({comment.id for comment in comments}, network, days, ports).left,
            *destroy_late_notices_of(comments, ports),
        )
    ]
    for act in acts:
        _open_again(
            act, [page for page in left if not page.comments.isdisjoint(act.comments) and _is_since(act, page)], ports
        )
    unreadable = [page.key for page in left if not page.comments]
    if unreadable:
        raise RecordIntegrityError(f"{unreadable}: this is no answer that can be read")


def _is_since(act: Cancellation, page: PageLeft) -> bool:
    """Say whether what is left came since an act was done: what came before is destroyed, whatever hold was placed since."""
    told = f"{page.key[:10]} {page.key.rpartition('/')[2][:6]}"
    try:
        came_at = datetime.strptime(told, "%Y/%m/%d %H%M%S").replace(tzinfo=LOCAL_ZONE)
    except ValueError:
        return True
    return act.done_at is None or came_at > act.done_at - LEFT_AFTER


def _open_again(act: Cancellation, left: list[PageLeft], ports: DestroyingPorts) -> None:
    if left:
        reason, days, now = left[0].reason, [page.day for page in left], ports.clock.now()
        amend(ports.records, act.id, Cancellation, lambda known: known.waiting(reason, now, days))


def _surely_shown(comment: Comment, ports: DestroyingPorts) -> tuple[date, date]:
    stored, today = local_day(comment.created_at), local_day(ports.clock.now())
    return first_shown(comment), min(today, stored + _SHOWN_FOR)


def _last_read(reading_id: str, ports: DestroyingPorts) -> date:
    """Tell the last day on which a post was read that lists all its comments anew. X's bookmarks go by what is new."""
    reading = ports.records.find(reading_id)
    if not isinstance(reading, Reading) or reading.post is None:
        return date.min
    return local_day(ports.clock.now() if not reading.is_finished else reading.read_at or reading.created_at)


def _done_lately(today: date, ports: DestroyingPorts) -> Iterator[Cancellation]:
    for day in days_from(today - _LOOKED_FOR, today):
        for act in ports.records.of_day(day, ids.CANCELLATIONS):
            if isinstance(act, Cancellation) and act.state is CancellationState.DONE:
                yield act


def _by_network(acts: Iterable[Cancellation], ports: DestroyingPorts) -> dict[Network, list[Comment]]:
    by_network: dict[Network, list[Comment]] = defaultdict(list)
    for comment in (ports.records.find(comment_id) for act in acts for comment_id in act.comments):
        if isinstance(comment, Comment):
            by_network[comment.network].append(comment)
    return by_network
