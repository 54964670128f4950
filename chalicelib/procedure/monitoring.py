"""
3.1, 3.2 Monitorea las publicaciones y revisa todos los comentarios.

Everything reachable is stored before the bookmark moves (P3); a comment is classified when it is stored, in the same
write; what must be referred is asked for, and carries its own due time in case the request is lost (P4, P6).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.comment import Comment, new_comment
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotThereError,
    RateLimitedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.post import MISSED, UNSURE, Post, Reading
from chalicelib.ports import Catalogue, Classifier, Clock, CommentPage, CommentSource, Records, WorkQueues
from chalicelib.procedure.amending import amend, fetch, store
from chalicelib.procedure.raw_answers import AnswerKeeper
from chalicelib.procedure.tallying import Tally

Sources = Callable[[Network], CommentSource]

MAX_PAGES = 200
"""So many pages at a time; a flood is read on at the next turn (C20)."""

READ_FOR = timedelta(seconds=45)
"""No page is begun later: a network that answers slowly must not have the function (120 s) stopped before the bookmark moves."""

_TRANSIENT_WAIT = timedelta(minutes=2)
_REFUSED_WAIT = timedelta(minutes=10)
_CREDENTIALS_WAIT = timedelta(minutes=10)


@dataclass
class ReadingOutcome:
    """What one reading brought: comments stored for the first time, new versions, tombstones."""

    new: int = 0
    edited: int = 0
    deleted: int = 0
    problem: str | None = None
    seen: dict[str, str] = field(default_factory=dict)


def read_comments(
    reading_id: str,
    *,
    records: Records,
    sources: Sources,
    classifier: Classifier,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
    answers: AnswerKeeper,
    known: Reading | None = None,
    settle: Callable[[Reading], Reading] = lambda moved: moved,
) -> ReadingOutcome:
    """
    Read the comments behind a bookmark, store and classify them, and move the bookmark.

    Manual 3.1, 3.2. Safe to repeat and in parallel: a comment is stored once, a page read again writes nothing. When the
    network fails half way, what was read stays stored and the bookmark stays where it was. `known` is the bookmark where it
    was read already; `settle` has the last word on it before it is stored.

    Raises:
        NotFoundError: there is no such bookmark.
    """
    reading = known or fetch(records, reading_id, Reading)
    reader = _Reader(reading, records, classifier, catalogue, queues, clock, answers=answers)
    if reading.is_finished or (reading.due_at and reading.due_at > clock.now() + timedelta(seconds=10)):
        return reader.outcome
    try:
        moved = _ended_if_gone(reader.read_through(sources(reading.network)), records)
    except NotThereError:
        moved = _not_there(reader.remembered(), records, clock.now())
    except CredentialsRejectedError:
        reader.outcome.problem = texts_es.CREDENTIALS_REJECTED
        moved = reader.remembered().blocked(clock.now() + _CREDENTIALS_WAIT, texts_es.CREDENTIALS_REJECTED, clock.now())
    except RejectedByServiceError as error:
        refusal = texts_es.network_refused(error.code, str(error))
        reader.outcome.problem = refusal
        moved = reader.remembered().restarted().blocked(clock.now() + _REFUSED_WAIT, refusal, clock.now())
    except TransientServiceError as error:
        reader.outcome.problem = str(error)
        moved = reader.remembered().delayed(clock.now() + _wait_after(error))
    except RecordConflictError:
        reader.share()
        raise
    moved = settle(moved)
    try:
        store(records, moved)
    except RecordConflictError:
        # Another reader moved the bookmark; everything read here is stored, and re-reading costs nothing. If it was but a
        # notice of the network, a flood of them must not keep the bookmark from ever moving.
        reader.share(moved)
    return reader.outcome


def _not_there(reading: Reading, records: Records, now: datetime) -> Reading:
    """End the reading of a post we took down; any other that is missing may be a lost permission: tell a person."""
    post = records.find(reading.post or "")
    if isinstance(post, Post) and post.removed_at is None:
        return reading.blocked(now + _REFUSED_WAIT, texts_es.POST_NOT_FOUND, now)
    return reading.over()


def _ended_if_gone(reading: Reading, records: Records) -> Reading:
    """C19: what a network still lists of a post that was taken down is read to its end once, and then no more."""
    if reading.leaving_since is None or reading.next_page is not None:
        return reading
    post = records.find(reading.post or "")
    return reading.over() if isinstance(post, Post) and post.removed_at is not None else reading


def _wait_after(error: TransientServiceError) -> timedelta:
    return timedelta(seconds=error.retry_after_seconds) if isinstance(error, RateLimitedError) else _TRANSIENT_WAIT


class _Reader:
    """One pass over the pages behind a bookmark."""

    def __init__(
        self,
        reading: Reading,
        records: Records,
        classifier: Classifier,
        catalogue: Catalogue,
        queues: WorkQueues,
        clock: Clock,
        *,
        answers: AnswerKeeper,
    ) -> None:
        self._reading = reading
        self._records = records
        self._classifier = classifier
        self._bar = catalogue.confidence_bar
        self._queues = queues
        self._clock = clock
        self._answers = answers
        self._publications: dict[str, str | None] = {}
        self._written: set[str] = set()
        self.outcome = ReadingOutcome(seen=dict(reading.seen))

    def read_through(self, source: CommentSource) -> Reading:
        """Store every page, then give the bookmark as it is to be stored."""
        reading, now = self._reading, self._clock.now()
        cursor = reading.next_cursor or reading.cursor
        tally, next_page = Tally(reading), None
        for number, page in enumerate(_pages(source, reading, self._clock)):
            if number == 0 and reading.next_page is None:
                cursor = page.cursor or cursor
            next_page = page.next_page
            tally.add(page)
            self._store(page)
        known, seen, counted = self._enlivened(), self.outcome.seen, tally.counted(now)
        if next_page is not None:
            return known.interrupted(next_page=next_page, next_cursor=cursor, seen=seen, now=now, counting=counted)
        if tally.is_whole and not (counted and counted.lost_sight):
            self._bury(tally.missing)
        return known.advanced(cursor=cursor, seen=seen, now=now, coverage=counted)

    def remembered(self) -> Reading:
        """Give the bookmark where it was, with what is stored by now: it is not stored again, and its deletion is noticed."""
        return self._enlivened().remembering(self.outcome.seen)

    def _enlivened(self) -> Reading:
        """Give the bookmark as it is stored; it is hot again where something new was found."""
        is_lively = self.outcome.new or self.outcome.edited
        return self._reading.enlivened(self._clock.now()) if is_lively else self._reading

    def share(self, moved: Reading | None = None) -> None:
        """
        Tell the bookmark that another moved what was written here.

        Where that was only a notice, it goes to where it was to be `moved`. Another reader may not know these comments, or
        think that they say something else: then their records are compared again (C16).
        """
        mine, before = self.outcome.seen, self._reading

        def change(theirs: Reading) -> Reading:
            caught_up = theirs.caught_up(before, moved) if moved is not None else theirs
            if caught_up is not theirs:
                return caught_up
            return theirs.doubting(x for x in sorted(self._written) if theirs.seen.get(x) != mine.get(x))

        amend(self._records, self._reading.id, Reading, change)

    def _announce(self, changed: Iterable[NetworkComment]) -> None:
        """Before records that are there are changed, say so: who dies in between leaves them to be compared (C13)."""
        before = self._reading.seen
        ids = [comment.record_id for comment in changed]
        doubted = [record_id for record_id in ids if before.get(record_id, UNSURE) not in {UNSURE, MISSED}]
        if doubted:
            self._reading = store(self._records, self._reading.doubting(doubted))

    def _store(self, page: CommentPage) -> None:
        """Insert what is new, add a version to what changed, and before that keep its proof; what is unchanged costs nothing."""
        seen = self.outcome.seen
        changed = [comment for comment in page.comments if seen.get(comment.record_id) != comment.digest]
        if changed:
            self._answers.keep(self._reading, page)
        # Of two under one id on a page the first is the comment, the other its next version (C04).
        first = {comment.record_id: comment for comment in reversed(changed) if comment.record_id not in seen}
        self._announce(changed)
        fresh = [self._record_of(comment) for comment in first.values()]
        inserted = self._records.insert_new(fresh) if fresh else set()
        self._written |= inserted
        for record in fresh:
            if record.id in inserted:
                self._pass_on(record)
        for comment in page.comments:
            is_inserted = comment.record_id in inserted and comment is first[comment.record_id]
            if not is_inserted and seen.get(comment.record_id) != comment.digest:
                self._add_version(comment)
            seen[comment.record_id] = comment.digest
        self.outcome.new += len(inserted)

    def _record_of(self, comment: NetworkComment) -> Comment:
        classification = self._classifier.classify(comment.text)
        publication = self._publication_of(comment)
        return new_comment(comment, classification, publication=publication, bar=self._bar, now=self._clock.now())

    def _publication_of(self, comment: NetworkComment) -> str | None:
        """Find the publication a comment answers: the bookmark knows it, or the post's record does."""
        post_id = comment.post_record_id
        if self._reading.publication or post_id is None:
            return self._reading.publication
        if post_id not in self._publications:
            post = self._records.find(post_id)
            self._publications[post_id] = post.publication if isinstance(post, Post) else None
        return self._publications[post_id]

    def _add_version(self, seen: NetworkComment) -> None:
        now = self._clock.now()
        versions = 0

        def change(known: Comment) -> Comment:
            nonlocal versions
            versions = len(known.versions)
            edited = known.edited(seen, now)
            if edited == known:
                return edited
            return edited.read_again(self._classifier.classify(seen.text), bar=self._bar, now=now)

        stored = amend(self._records, seen.record_id, Comment, change)
        if len(stored.versions) > versions:
            self._written.add(seen.record_id)
            self.outcome.edited += 1
        self._pass_on(stored)

    def _bury(self, missing: set[str]) -> None:
        """
        Set a tombstone on what two whole listings, one after the other, do not show (C08).

        One listing may miss what is there: a deletion moves the places of the others while pages are read (C04).
        """
        now, seen = self._clock.now(), self.outcome.seen
        gone = sorted(record_id for record_id in missing if seen[record_id] == MISSED)
        seen.update(dict.fromkeys(missing, MISSED))
        for record_id in gone:
            buried = amend(self._records, record_id, Comment, lambda known: known.deleted(now))
            self._written.add(record_id)
            del seen[record_id]
            self.outcome.deleted += buried.deleted_at == now

    def _pass_on(self, comment: Comment) -> None:
        """4.1: what is a complaint, a service request or a suggestion goes on to be referred, and what was edited in one."""
        if comment.is_to_be_worked_on:
            self._queues.refer(comment.id)


def _pages(source: CommentSource, reading: Reading, clock: Clock) -> Iterator[CommentPage]:
    """Follow the pages until there is no next one, one repeats what was read already (C01, C02), or the time is over (C20)."""
    page_token, until = reading.next_page, clock.now() + READ_FOR
    tokens: set[str] = set()
    for _ in range(MAX_PAGES):
        page = source.read(reading.network_post_id, reading.cursor, page_token)
        repeats = page.next_page is not None and page.next_page in tokens
        # A listing whose pages repeat is not whole: what is missing from it was not necessarily deleted.
        yield page if not repeats else CommentPage(page.comments, None, page.cursor, is_whole=False, raw=page.raw)
        if page.next_page is None or repeats or clock.now() >= until:
            return
        tokens.add(page.next_page)
        page_token = page.next_page
