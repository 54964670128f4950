"""
What is live on a network, and how far its comments have been read (manual 3.1).

`Post` is the official record «publicaciones en las redes sociales» (manual 7), by the day it went out. `Reading` is the
machine's own bookmark; its cursor moves only after the comments are stored.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain import ids, rhythm
from chalicelib.domain.calendar import local_day
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import Network
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

MAX_SEEN = 2_000
"""How many comments one bookmark remembers (DynamoDB items end at 400 KB); older ones rest on the conditional insert."""

MISSED = ""
"""In place of a digest: the last whole listing did not show it. A place that shifts while paging hides what is there (C04)."""

UNSURE = "?"
"""In place of a digest: somebody was at its record and may have left it half way; compare it with what is shown."""

X_ACCOUNT_READING = "READ-x"
"""X is read once for the whole account: everything that answers us mentions us."""

X_SEARCH_READING = "READ-x-search"
"""The search of our recent posts' conversations on X, for answers that do not mention us."""

X_LOOKS_READING = "READ-x-looks"
"""The comments on X that are looked at again, for what was deleted or edited."""

_STIRRED_FOR = timedelta(minutes=5)


class Rewording(BaseModel):
    """A correction in place: the text before, since when readers see the new one, the delivery and the word behind it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text_before: str
    text: str
    at: AwareDatetime
    version: int
    authorised_by: str
    delivery: str


class Post(Record):
    """
    One post on one network. `removed_at` is set when it was taken down and its absence was read back.

    `text` is what it says now; `rewordings` are the corrections in place, the oldest first, with what it said before each.
    `reactions` are the network's own counts as they were last found to have changed, and `reactions_at` when; None: never told.
    """

    kind: ClassVar[RecordKind] = RecordKind.POST

    network: Network
    network_id: str
    publication: str
    delivery: str
    text: str
    media_sha256: tuple[str, ...] = ()
    permalink: str | None = None
    published_at: AwareDatetime
    removed_at: AwareDatetime | None = None
    rewordings: tuple[Rewording, ...] = ()
    reactions: Reactions | None = None
    reactions_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """A post is a fact; what is still to be done about it is in its deliveries and its reading."""
        return True


class Reading(Record):
    """
    A bookmark in the comments of one post, or, on X, of the account.

    A flood that does not fit one reading (C20) is read on from `next_page`, and `next_cursor` becomes the cursor at its end.
    `seen` maps the ids of the comments' records to a digest of what was stored, so that an unchanged page costs no write;
    or to `MISSED` or `UNSURE`.
    """

    kind: ClassVar[RecordKind] = RecordKind.READING

    network: Network
    post: str | None = None
    network_post_id: str | None = None
    publication: str | None = None
    watched_since: AwareDatetime
    cursor: str | None = None
    next_page: str | None = None
    next_cursor: str | None = None
    seen: dict[str, str] = Field(default_factory=dict)
    ended: bool = False
    not_before: AwareDatetime | None = None
    """Until when the network asked, or its refusal advises, not to read: no notice makes this reading due before."""
    noticed_at: AwareDatetime | None = None
    """When the network last told us by itself that something happened here."""
    lively_at: AwareDatetime | None = None
    """When a reading last found a new comment, or new words in one."""
    coverage: Coverage | None = None
    """How the last reading that came to its end stands beside the network's own count; None where it tells none."""
    counting: Coverage | None = None
    """What a reading that goes on from `next_page` counted so far."""
    read_at: AwareDatetime | None = None
    """When it was last read to the end."""
    count_from: AwareDatetime | None = None
    """From when on the network's own counts are asked for again: the account's of X, elsewhere the reactions to the post."""
    leaving_since: AwareDatetime | None = None
    """When it was asked to take the post down: a reading after it is gone, where the network still lets us, is the last."""
    served_until: AwareDatetime | None = None
    """Of what is looked at by its age (`looks`): up to when every look that was due is served, or under way."""
    reads_by_day: dict[str, int] = Field(default_factory=dict)
    """How many posts a network that sells reading showed here, by the day of UTC (`read_budget`)."""
    read_up_to: str | None = None
    """The newest id that was counted among them."""
    postponed_since: AwareDatetime | None = None
    """Since when it waits because the network's limits are strained."""

    @property
    def is_finished(self) -> bool:
        """Reading ends when a post has been quiet for a month, or was taken down; the account's never does."""
        return self.ended

    def advanced(
        self, *, cursor: str | None, seen: dict[str, str], now: datetime, coverage: Coverage | None = None
    ) -> "Reading":
        """Move the bookmark after everything was stored, and say when to read again."""
        moved = self.evolve(
            cursor=cursor,
            next_page=None,
            next_cursor=None,
            seen=_newest(seen),
            coverage=coverage or self.coverage,
            counting=None,
            due_at=rhythm.on_the_minute(now + self._pace(now)),
            attention=None,
            read_at=now,
        )
        return moved.over() if self.post is not None and rhythm.is_left(self._quiet(now)) else moved

    def interrupted(
        self,
        *,
        next_page: str,
        next_cursor: str | None,
        seen: dict[str, str],
        now: datetime,
        counting: Coverage | None = None,
    ) -> "Reading":
        """There is more than one reading takes: go on from there at once."""
        return self.evolve(
            next_page=next_page, next_cursor=next_cursor, seen=_newest(seen), due_at=now, counting=counting
        )

    def enlivened(self, now: datetime) -> "Reading":
        """Note that people were at it: however cold it was, it is hot again from here."""
        return self.evolve(lively_at=now)

    def left(self, now: datetime) -> "Reading":
        """The post is to come down: read at once what can still be read, and go on only until it is gone."""
        if self.ended or self.leaving_since:
            return self
        at_once = max(now, self.not_before or now)
        return self.evolve(leaving_since=now, due_at=min(self.due_at or at_once, at_once))

    def remembering(self, seen: dict[str, str]) -> "Reading":
        """Note what was stored, though the reading did not come to its end."""
        return self.evolve(seen=_newest(seen))

    def doubting(self, record_ids: Iterable[str]) -> "Reading":
        """Note that these records may not say what was seen last."""
        return self.evolve(seen=_newest({**self.seen, **dict.fromkeys(record_ids, UNSURE)}))

    def restarted(self) -> "Reading":
        """Forget where an interrupted reading stood: the network no longer knows the place (C03)."""
        return self.evolve(next_page=None, next_cursor=None, counting=None)

    def delayed(self, until: datetime) -> "Reading":
        """Leave the bookmark where it is until the network lets us read again."""
        return self.evolve(due_at=until, not_before=until)

    def blocked(self, until: datetime, reason: str, now: datetime) -> "Reading":
        """Leave the bookmark where it is and tell a person why nothing can be read; it is tried again by itself."""
        return self.evolve(
            due_at=until, not_before=until, attention=self.attention or Attention(reason=reason, since=now)
        )

    def over(self) -> "Reading":
        """End the reading: the post is gone from the network, or quiet for a month."""
        return self.evolve(ended=True, due_at=None, duty=None, attention=None, next_page=None, counting=None)

    @property
    def missed_a_notice(self) -> bool:
        """Say whether the network told of something after the last reading there was: what, can no longer be read (C19)."""
        is_told = self.ended and self.noticed_at is not None
        return is_told and (self.read_at is None or (self.noticed_at or self.read_at) > self.read_at)

    def noticed(self, now: datetime) -> "Reading":
        """
        The network tells that something happened here: read at once, and every minute for a while.

        A second notice within the minute changes nothing: what it tells of is read by then. Nothing is read earlier than the
        network lets us (C11). After the reading ended it is noted and nothing is read: the post is not there any more.
        """
        if self.noticed_at and now - self.noticed_at < rhythm.MINUTE:
            return self
        if self.ended:
            return self.evolve(noticed_at=now)
        at_once = max(now, self.not_before or now)
        return self.evolve(noticed_at=now, due_at=min(self.due_at or at_once, at_once))

    def caught_up(self, before: "Reading", moved: "Reading") -> "Reading":
        """Go where `before` was moved to, if nothing but a notice came meanwhile; else stay where another put us."""
        unnoticed = {"noticed_at": before.noticed_at, "due_at": before.due_at, "revision": before.revision}
        if self.evolve(**unnoticed) != before or self.noticed_at is None:
            return self
        caught_up = moved.evolve(revision=self.revision, noticed_at=self.noticed_at)
        if moved.ended or moved.due_at is None:
            return caught_up
        soon = max(self.noticed_at + rhythm.MINUTE, moved.not_before or self.noticed_at)
        return caught_up.evolve(due_at=min(moved.due_at, soon))

    @property
    def is_covered(self) -> bool:
        """Say whether all that the network counts is on record, and it told of nothing after (C05, C19)."""
        return self.coverage is not None and self.coverage.is_complete and not self.missed_a_notice

    def _is_stirred(self, now: datetime) -> bool:
        """Say whether a notice, or the wish to take it down, came so lately that what it is about may not be listed yet (C10)."""
        return any(at is not None and now - at < _STIRRED_FOR for at in (self.noticed_at, self.leaving_since))

    def _quiet(self, now: datetime) -> timedelta:
        """How long nothing has come."""
        return now - max(self.watched_since, self.lively_at or self.watched_since)

    def _pace(self, now: datetime) -> timedelta:
        """The account, and what the network told of, every minute; any other post by what happens there."""
        if self.post is None or self._is_stirred(now):
            return rhythm.MINUTE
        return rhythm.pace(self._quiet(now))


def _newest(seen: dict[str, str]) -> dict[str, str]:
    return dict(list(seen.items())[-MAX_SEEN:])


def removed(post: Post, now: datetime) -> Post:
    """Note that the post is no longer on the network; its comments and folios stay alive."""
    return post.evolve(removed_at=now)


def received(post: Post, reactions: Reactions, now: datetime) -> Post:
    """Note how it was received; what says nothing new, or is older than what is known, changes nothing."""
    is_late = post.reactions_at is not None and now <= post.reactions_at
    if is_late or not reactions.told or reactions == post.reactions:
        return post
    return post.evolve(reactions=reactions, reactions_at=now)


def reworded(post: Post, edit: Delivery, *, authorised_by: str, now: datetime) -> Post:
    """Note that the post says another text, by whose authorisation, and what it said before."""
    text = edit.text or ""
    change = Rewording(
        text_before=post.text,
        text=text,
        at=now,
        version=edit.version or 0,
        authorised_by=authorised_by,
        delivery=edit.id,
    )
    return post.evolve(text=text, rewordings=(*post.rewordings, change))


def post_of(delivery: Delivery, *, text: str, media_sha256: tuple[str, ...], now: datetime) -> Post:
    """Make the official record of what a finished delivery put on a network."""
    published_at = delivery.published_at or now
    network_id = delivery.network_id or ""
    return Post(
        id=ids.post_id(local_day(published_at), delivery.network, network_id),
        created_at=now,
        network=delivery.network,
        network_id=network_id,
        publication=delivery.subject,
        delivery=delivery.id,
        text=text,
        media_sha256=media_sha256,
        permalink=delivery.permalink,
        published_at=published_at,
    )


def reading_of(post: Post, now: datetime) -> Reading:
    """Open the bookmark from which a post's comments are read; on X, the account's."""
    if post.network is Network.X:
        return Reading(
            id=X_ACCOUNT_READING,
            created_at=now,
            network=Network.X,
            watched_since=now,
            # What answered the account before Portavoz is not ours to answer: only what is newer than our first post.
            cursor=post.network_id,
            due_at=now + rhythm.MINUTE,
            duty=Duty.COLLECT,
        )
    return Reading(
        id=ids.reading_id(post.id),
        created_at=now,
        network=post.network,
        post=post.id,
        network_post_id=post.network_id,
        publication=post.publication,
        watched_since=now,
        due_at=now + rhythm.MINUTE,
        duty=Duty.COLLECT,
    )


def count_of(post: Post, coverage: Coverage, now: datetime) -> Reading:
    """Keep the network's count of a post that is not read by itself (X): a bookmark that is never due."""
    return Reading(
        id=ids.reading_id(post.id),
        created_at=now,
        network=post.network,
        post=post.id,
        network_post_id=post.network_id,
        publication=post.publication,
        watched_since=now,
        ended=True,
        coverage=coverage,
    )
