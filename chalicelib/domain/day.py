"""
The day's figures and its manifest (manual 4.4, 7; policy on the quantitative report).

P7: figures are folded from the records and from nothing else, so that they can be recounted at any time.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Action, Delivery
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.material import FileRole
from chalicelib.domain.networks import SOCIAL_NETWORKS
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import OPERATIONAL_KINDS, Record, RecordKind
from chalicelib.domain.referral import Referral

Counts = dict[str, int]
CountsByKey = dict[str, Counts]
RecordT = TypeVar("RecordT", bound=Record)


class Figures(BaseModel):
    """
    What happened, counted. Inner keys are the values of the domain's words (`complaint`, `negative`, `live`, …).

    Every comment is counted once on each axis: the sums by kind and by sentiment both equal the number of comments.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    bulletins_by_source: Counts = Field(default_factory=dict)
    rejected_files: int = 0
    publications_by_state: Counts = Field(default_factory=dict)
    posts_by_network: CountsByKey = Field(default_factory=dict)
    replies_by_network: CountsByKey = Field(default_factory=dict)
    comments_by_network_and_kind: CountsByKey = Field(default_factory=dict)
    comments_by_network_and_sentiment: CountsByKey = Field(default_factory=dict)
    comments_by_publication_and_sentiment: CountsByKey = Field(default_factory=dict)
    coverage_by_network: CountsByKey = Field(default_factory=dict)
    """Of the posts that went out that day, as each was read last: `posts`; those `counted` beside the network's own count and
    those `complete`; what the networks count, in all (`network_count`), what is on record of it (`collected`), what is ours
    (`own`), and what is missing (`gap`). A post whose network tells no count is in `posts` alone."""
    comments_edited: int = 0
    comments_deleted: int = 0
    referrals_by_department: CountsByKey = Field(default_factory=dict)
    waiting_for_a_person: int = 0
    cost_usd_by_network: dict[str, Decimal] = Field(default_factory=dict)
    """What the networks asked for the writes of the day's publications and folios, in US dollars."""

    @property
    def comments(self) -> int:
        """The number of comments."""
        return sum(sum(counts.values()) for counts in self.comments_by_network_and_kind.values())


def fold(records: Iterable[Record]) -> Figures:
    """Count records. The same records give the same figures, in any order."""
    given = list(records)
    everything = _counted(given)
    bulletins = _of(Bulletin, everything)
    comments = _of(Comment, everything)
    replies = [delivery for delivery in _of(Delivery, everything) if delivery.action is Action.REPLY]
    return Figures(
        bulletins_by_source=_count(bulletins, lambda bulletin: bulletin.source),
        rejected_files=sum(_rejections(bulletin) for bulletin in bulletins),
        publications_by_state=_count(_of(Publication, everything), lambda publication: publication.state),
        posts_by_network=_table(
            _of(Post, everything), lambda post: post.network, lambda post: "removed" if post.removed_at else "live"
        ),
        replies_by_network=_table(replies, lambda reply: reply.network, lambda reply: reply.state),
        comments_by_network_and_kind=_table(
            comments, lambda comment: comment.network, lambda comment: comment.classification.comment_kind
        ),
        comments_by_network_and_sentiment=_table(
            comments, lambda comment: comment.network, lambda comment: comment.classification.sentiment
        ),
        comments_by_publication_and_sentiment=_table(
            comments, lambda comment: comment.publication or "", lambda comment: comment.classification.sentiment
        ),
        coverage_by_network=_coverage(_of(Post, everything), _of(Reading, given)),
        comments_edited=sum(len(comment.versions) > 1 for comment in comments),
        comments_deleted=sum(comment.deleted_at is not None for comment in comments),
        referrals_by_department=_table(
            _of(Referral, everything), lambda referral: referral.department_id, lambda referral: referral.state
        ),
        waiting_for_a_person=sum(record.attention is not None for record in everything),
        cost_usd_by_network=_costs(_of(Delivery, everything)),
    )


def add(figures: Iterable[Figures]) -> Figures:
    """Add the figures of several days into one report."""
    return Figures.model_validate(_sum(item.model_dump() for item in figures))


class Manifest(BaseModel):
    """
    What the table held of a day when it was counted: how many official records, and one SHA-256 over all of them.

    It proves the figures (P7): records and figures are of one state. What the archive holds has a proof of its own, `Seal`.

    It is the hash of the lines `<id> <revision> <SHA-256 of the stored JSON>`, sorted, each ended by a line feed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    records: int
    sha256: str


class Seal(BaseModel):
    """The day's own manifest in the archive (`domain/manifest.py`): its objects, its root, and the SHA-256 of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    count: int
    root: str
    sha256: str


class Day(Record):
    """A closed day: its figures, the manifest of its records, and the head of the archive's chain that day."""

    kind: ClassVar[RecordKind] = RecordKind.DAY

    figures: Figures
    manifest: Manifest
    seal: Seal | None = None
    """None until the archive's manifest of the day was made."""

    @property
    def is_finished(self) -> bool:
        """A closed day is a fact; closing it again makes a new revision."""
        return True


def manifest_of(records: Iterable[Record]) -> Manifest:
    """Prove the official records, in any order."""
    official = _counted(records)
    lines = sorted(
        f"{record.id} {record.revision} {ids.sha256_hex(dump_json(record).encode())}\n" for record in official
    )
    return Manifest(records=len(lines), sha256=ids.sha256_hex("".join(lines).encode()))


def close(day_record_id: str, records: Iterable[Record], now: datetime, previous: Day | None) -> Day:
    """Close a day over its records; a day closed before gets its figures anew."""
    everything = list(records)
    figures, manifest = fold(everything), manifest_of(everything)
    if previous is not None:
        return previous.evolve(figures=figures, manifest=manifest)
    return Day(id=day_record_id, created_at=now, figures=figures, manifest=manifest)


def _counted(records: Iterable[Record]) -> list[Record]:
    """Leave out the day's own record and the machine's marks."""
    return [record for record in records if record.kind not in {RecordKind.DAY, *OPERATIONAL_KINDS}]


def _of(kind: type[RecordT], records: Iterable[Record]) -> list[RecordT]:
    return [record for record in records if isinstance(record, kind)]


def _rejections(bulletin: Bulletin) -> int:
    return len(bulletin.pieces_for(FileRole.REJECTED)) or int(not bulletin.files and bulletin.plan is None)


def _count(records: Iterable[RecordT], key: Callable[[RecordT], str]) -> Counts:
    return dict(sorted(Counter(str(key(record)) for record in records).items()))


def _table(records: Iterable[RecordT], row: Callable[[RecordT], str], column: Callable[[RecordT], str]) -> CountsByKey:
    counts: dict[str, Counter[str]] = {}
    for record in records:
        counts.setdefault(str(row(record)), Counter())[str(column(record))] += 1
    return {key: dict(sorted(counter.items())) for key, counter in sorted(counts.items())}


def _coverage(posts: Iterable[Post], readings: Iterable[Reading]) -> CountsByKey:
    """P7: a reading lies by its post, so that the same records of a day always give the same figures."""
    read = {reading.post: reading for reading in readings}
    table: dict[str, Counter[str]] = {}
    for post in posts:
        if post.network in SOCIAL_NETWORKS:
            table.setdefault(post.network, Counter()).update(_covered(read.get(post.id)))
    return {key: dict(sorted(counter.items())) for key, counter in sorted(table.items())}


def _covered(reading: Reading | None) -> Counts:
    count = reading.coverage if reading else None
    if reading is None or count is None:
        return {"posts": 1}
    return {
        "posts": 1,
        "counted": 1,
        "complete": int(reading.is_covered),
        "network_count": count.network_count,
        "collected": count.listed,
        "own": count.own,
        "gap": count.gap,
    }


def _costs(deliveries: Iterable[Delivery]) -> dict[str, Decimal]:
    costs: dict[str, Decimal] = {}
    for delivery in deliveries:
        if delivery.price_usd is not None:
            costs[delivery.network] = costs.get(delivery.network, Decimal(0)) + delivery.price_usd
    return dict(sorted(costs.items()))


def _sum(items: Iterable[dict[str, object]]) -> dict[str, object]:
    total: dict[str, object] = {}
    for item in items:
        for key, value in item.items():
            total[key] = _plus(total.get(key), value)
    return total


def _plus(left: object, right: object) -> object:
    if left is None:
        return right
    if isinstance(left, dict) and isinstance(right, dict):
        return {
            key: _plus(left.get(key), right.get(key, 0)) if key in right else left[key] for key in {**left, **right}
        }
    if isinstance(left, int | Decimal) and isinstance(right, int | Decimal):
        return left + right
    raise TypeError(f"cannot add {left!r} and {right!r}")
