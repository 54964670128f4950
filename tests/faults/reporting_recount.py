"""
The independent recount: every figure of the report counted plainly, record by record, from all records there are.

It knows nothing of cells, stored days or marks, and shares no code with them; it reads the same records a person could open.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Record
from chalicelib.domain.referral import Referral
from chalicelib.domain.stays import stays_of

LEON = timedelta(hours=-6)
OPENS, CLOSES = timedelta(hours=8), timedelta(hours=16)
ANY = "*"


@dataclass(frozen=True)
class Wanted:
    """What is counted; `ANY`: all. An empty text: what has none."""

    publication: str = ANY
    campaign: str = ANY
    network: str = ANY
    department: str = ANY

    @property
    def is_all(self) -> bool:
        """Say whether everything is wanted."""
        return self == Wanted()


class _Count:
    """One recount while it goes through the records."""

    def __init__(self, records: Sequence[Record], wanted: Wanted, campaigns: dict[str, str], today: date) -> None:
        self.by_id = {record.id: record for record in records}
        self.replies: dict[str, list[Delivery]] = defaultdict(list)
        for record in records:
            if isinstance(record, Delivery):
                self.replies[record.subject].append(record)
        self.wanted, self.campaigns, self.today = wanted, campaigns, today
        self.figures: Counter[str] = Counter()
        self.hours: dict[str, list[float]] = {"first_reply": [], "pull": [], "close": []}
        self.cost = Decimal(0)

    def takes(self, publication: str | None, network: str = "", department: str = "") -> bool:
        of = publication or ""
        return (
            self.wanted.publication in {ANY, of}
            and self.wanted.network in {ANY, network}
            and self.wanted.department in {ANY, department}
            and self.wanted.campaign in {ANY, self.campaigns.get(of, "")}
            and (self.wanted.is_all or bool(of or network or department))
        )

    def count(self, record: Record) -> None:
        if record.attention is not None and self.wanted.is_all and not isinstance(record, Reading):
            self.figures["waiting"] += 1
        if isinstance(record, Bulletin) and self.wanted.is_all:
            self.figures[f"bulletins.{record.source}"] += 1
        elif isinstance(record, Publication) and self.takes(record.id):
            self.figures[f"publications.{record.state}"] += 1
        elif isinstance(record, Post) and self.takes(record.publication, record.network):
            self.figures["posts.removed" if record.removed_at else "posts.live"] += 1
            _receive(record, self.figures)
            _cover(record, self.by_id.get(f"{record.id}#reading"), self.figures)
        elif isinstance(record, Comment) and self.takes(record.publication, record.network):
            _count_comment(record, self.figures)
        else:
            self.count_rest(record)

    def count_rest(self, record: Record) -> None:
        if isinstance(record, Delivery):
            subject = self.by_id.get(record.subject)
            of = subject.publication if isinstance(subject, Comment | Referral) else record.subject
            if self.takes(of, record.network, subject.department_id if isinstance(subject, Referral) else ""):
                self.figures[f"deliveries.{record.action}.{record.state}"] += 1
                self.cost += record.price_usd or 0
        elif isinstance(record, Referral):
            _count_case(record, self.takes, self.figures, self.today)
            _time_case(record, self.replies[record.id], self.takes, self.hours)


def recount(records: Sequence[Record], wanted: Wanted, campaigns: dict[str, str], today: date) -> dict[str, Any]:
    """Count the records of a period; gives what differs from noughts, flat."""
    counting = _Count(records, wanted, campaigns, today)
    for record in records:
        counting.count(record)
    flat: dict[str, Any] = {key: number for key, number in counting.figures.items() if number}
    for name, each in counting.hours.items():
        if each:
            flat |= {f"{name}.{key}": value for key, value in _spread(each).items()}
    return flat | ({"cost": counting.cost.normalize()} if counting.cost else {})


def _receive(post: Post, figures: Counter[str]) -> None:
    told = post.reactions
    if told is not None:
        figures["reactions.counted"] += 1
        figures["reactions.told.counted"] = 1
        for name in ("likes", "shares", "quotes", "bookmarks", "views"):
            if getattr(told, name) is not None:
                figures[f"reactions.told.{name}"] = 1
        figures["reactions.likes"] += told.likes or 0
        figures["reactions.shares"] += told.shares or 0
        figures["reactions.quotes"] += told.quotes or 0
        figures["reactions.bookmarks"] += told.bookmarks or 0
        figures["reactions.views"] += told.views or 0


def _cover(post: Post, reading: Record | None, figures: Counter[str]) -> None:
    if post.network not in {"x", "facebook", "instagram"}:
        return
    figures["coverage.posts"] += 1
    if isinstance(reading, Reading) and reading.coverage:
        count = reading.coverage
        figures["coverage.counted"] += 1
        figures["coverage.complete"] += count.is_settled and count.network_count == count.listed + count.own
        figures["coverage.network_count"] += count.network_count
        figures["coverage.collected"] += count.listed
        figures["coverage.own"] += count.own
        figures["coverage.gap"] += max(0, count.network_count - count.listed - count.own)


def _count_comment(comment: Comment, figures: Counter[str]) -> None:
    read = comment.classification
    figures["comments"] += 1
    figures[f"comments.{read.comment_kind}.{read.sentiment}"] += 1
    figures[f"comments.{read.sentiment}"] += 1
    figures["comments.person" if read.decided_by else "comments.machine"] += 1
    figures["comments.edited"] += len(comment.versions) > 1
    figures["comments.deleted"] += comment.deleted_at is not None
    figures["comments.urgent"] += bool(read.is_urgent or read.urgency)
    figures["comments.spam"] += read.is_spam
    figures["comments.waiting"] += comment.state == CommentState.TO_DECIDE
    if read.comment_kind == "question" or comment.answers:
        figures[f"questions.{_answered(comment)}"] += 1


def _answered(comment: Comment) -> str:
    if comment.state == "to_answer":
        return "waiting"
    if not comment.answers or not comment.answers[-1].delivery:
        return "unanswered"
    return "published" if comment.answers[-1].canned and not comment.answers[-1].by else "by_person"


def _count_case(case: Referral, takes: Callable[..., bool], figures: Counter[str], today: date) -> None:
    if takes(case.publication, case.network, case.department_id):
        figures["cases"] += 1
        figures["cases.comments"] += case.count
        figures[f"cases.state.{case.state}"] += 1
        figures[f"cases.kind.{case.comment_kind}"] += 1
        figures["cases.urgent"] += bool(case.is_urgent or case.urgency)
        figures["cases.open"] += case.state not in {"closed", "withdrawn", "cancelled"}
        if case.outcome:
            figures[f"cases.outcome.{case.outcome}"] += 1
    for stay in stays_of(case):
        if takes(case.publication, case.network, stay.department_id):
            figures["cases.returned"] += stay.ended_as == "returned"
            figures["cases.taken_away"] += stay.ended_as in {"moved", "withdrawn", "cancelled"}
            if stay.due_on and stay.ended_at is None:
                figures["cases.overdue"] += today > stay.due_on
            if stay.due_on and stay.ended_at and stay.ended_as == "closed":
                figures["cases.closed_late"] += (stay.ended_at + LEON).date() > stay.due_on


def _time_case(
    case: Referral, replies: Iterable[Delivery], takes: Callable[..., bool], hours: dict[str, list[float]]
) -> None:
    stays = stays_of(case)
    for stay in stays:
        if takes(case.publication, case.network, stay.department_id):
            if stay.pulled_at:
                hours["pull"].append(_working(stay.received_at, stay.pulled_at))
            if stay.ended_at and stay.ended_as == "closed":
                hours["close"].append(_working(stay.received_at, stay.ended_at))
    shown = [
        one.published_at
        for one in replies
        if one.action is Action.REPLY
        if one.state is DeliveryState.DONE and one.published_at
    ]
    if stays and shown and takes(case.publication, case.network, stays[0].department_id):
        hours["first_reply"].append(_working(case.written_at, min(shown)))


def _working(since: datetime, until: datetime) -> float:
    """Count the working hours from Monday to Friday, eight to sixteen, day by day on León's clock (UTC-6)."""
    begins, ends = (each.astimezone(UTC).replace(tzinfo=None) + LEON for each in (since, until))
    total, day = timedelta(), datetime(begins.year, begins.month, begins.day)  # noqa: DTZ001 - León's wall clock
    while day <= ends:
        if day.weekday() < 5:
            total += max(timedelta(), min(ends, day + CLOSES) - max(begins, day + OPENS))
        day += timedelta(days=1)
    return total.total_seconds()


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(round(each) for each in seconds)
    ninth = ordered[math.ceil(0.9 * len(ordered)) - 1]
    return {"count": len(ordered), "median": round(median(ordered) / 3600, 2), "p90": round(ninth / 3600, 2)}
