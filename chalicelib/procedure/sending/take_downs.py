"""Policy on corrections: a post comes down, and its absence is read back."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import NotThereError, RecordConflictError
from chalicelib.domain.post import Post, removed
from chalicelib.domain.publication import content_fingerprint
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.staged import Staged
from chalicelib.domain.thread import part_id
from chalicelib.domain.whereabouts import is_down, removal_of, was_never_out
from chalicelib.ports import PublishedPost
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.sending.base import WAIT_FOR_A_PERSON, WAIT_FOR_ANOTHER, NotToBeSent, Sending

TAKE_DOWN = "take-down"
_BY_HAND = "manual_take_down"


class TakeDownSending(Sending):
    """Policy on corrections: the post comes down, and its absence is read back."""

    not_confirmed = texts_es.STILL_SHOWN

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Wait until it is known whether the post went out, and until what answers it in a thread is down: the last first."""
        post = self._post_delivery(delivery)
        if was_never_out(post):
            raise NotToBeSent(delivery.cancelled(texts_es.NOTHING_TO_TAKE_DOWN))
        if post.is_finished and post.network_id is None:
            # A person put it there: the network's name of it is not known, and a person takes it down.
            raise NotToBeSent(delivery.asked(texts_es.network_refused(_BY_HAND, ""), now))
        if post.network_id is None and post.waits_for_person:
            raise NotToBeSent(delivery.held_until(now + WAIT_FOR_A_PERSON, texts_es.WAITS_FOR_POST, now))
        if post.network_id is None or not (post.is_finished or post.duty is Duty.PERSON):
            # What is still on its way, or not read back yet, would come out after it was taken down.
            raise NotToBeSent(delivery.postponed(now + WAIT_FOR_ANOTHER))
        if not self._is_next_part_down(post, now):
            raise NotToBeSent(delivery.postponed(now + WAIT_FOR_ANOTHER))
        return delivery.evolve(target=post.network_id).with_staged(Staged(is_ready=True))

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """What is removed is named by its id."""
        del now
        return content_fingerprint(delivery.target or "", ())

    def send(self, delivery: Delivery) -> str:
        """Remove the post. One that somebody else removed before counts as removed."""
        with suppress(NotThereError):
            self.account.take_down(delivery.target or "")
        return delivery.target or ""

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """The removal was accepted if the post is no longer there."""
        seen = self.account.read_back(delivery.target or "")
        return () if seen else (PublishedPost(delivery.target or "", None, delivery.created_at),)

    def confirm(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Done when a reader no longer sees it."""
        if self.account.read_back(delivery.target or "") is not None:
            return None
        return delivery.done(permalink=None, published_at=now, now=now, read_back=self.last_look)

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """The post's record says since when it is no longer there; a post that waited for a person waits no more."""
        original = self._post_delivery(done)
        settled = () if original.is_finished else (original.cancelled(texts_es.TAKEN_DOWN_UNSEEN),)
        if original.published_at is None:
            return (), settled
        record_id = ids.post_id(local_day(original.published_at), done.network, done.target or "")
        return (), (removed(fetch(self.records, record_id, Post), now), *settled)

    def _post_delivery(self, delivery: Delivery) -> Delivery:
        return fetch(self.records, ids.removed_by(delivery.id), Delivery)

    def _is_next_part_down(self, post: Delivery, now: datetime) -> bool:
        """
        Say whether the part that follows is down, and with it all after it.

        A part is made in the act that finishes the one before, so it may have come out after the take-down was asked for:
        its removal is asked for here.
        """
        following = self.records.find(part_id(post.subject, post.network, post.part + 1))
        if not isinstance(following, Delivery):
            return True
        removal = self.records.find(ids.removal_id(following.id))
        if is_down(following, removal if isinstance(removal, Delivery) else None):
            return True
        if removal is None:
            self._ask_for_removal(following, now)
        return False

    def _ask_for_removal(self, post: Delivery, now: datetime) -> None:
        removal = removal_of(post, now)
        try:
            self.records.commit(insert=[removal])
        except RecordConflictError:
            # It was asked for at the same moment, by the part itself.
            return
        self.ports.queues.publish(removal.id)
