"""
A delivery: one write to one network — a post, a reply or a take-down — done once, or visibly held (P2).

No network takes an idempotency key, and each can accept what was sent and lose the answer. So the intent is stored before
the call, the call is never repeated blindly, and what is not known is found out by reading the account:

    READY → CLAIMED(epoch) → INTENT(fingerprint, sent_after) → one call
          → ACCEPTED(network id) → DONE(permalink, read back)
          → UNKNOWN → reading: one match → DONE(adopted); several → HELD; none, after the settle time → READY where
                      the network itself refuses the same write twice, else HELD
          → REFUSED(reason)   a person must change something
          → HELD(reason)      a person decides, or what blocks it passes
    TASK(kit)                 a person was asked to do it where no API can, and gives proof → DONE
    CANCELLED                 nothing went out and nothing will

Pure: every method returns the next record; the store accepts it only over the revision it was made from, so of two
workers one goes on, and a worker that slept finds its fence down.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from pydantic import AwareDatetime, Field

from chalicelib import texts_es
from chalicelib.domain.delivery_decisions import GateDecision, PersonDecision, Verdict
from chalicelib.domain.delivery_state import FINAL_STATES, IDLE_STATES, PERSONS_STATES, Action, DeliveryState
from chalicelib.domain.delivery_times import (
    HELD_LOOK_AGAIN,
    LEASE,
    MAX_RECONCILIATIONS,
    MAX_TRIES,
    PREPARING_LASTS,
    next_look_at,
    next_try_at,
    next_wait_ends_at,
)
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.read_back import ReadAnswer
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.domain.reply import ReplyApproval, ReplyText
from chalicelib.domain.staged import Staged

_TRY_FORGOTTEN: dict[str, object] = {"sent_after": None, "uncertain_since": None, "reconciliations": 0}


def _nothing_sent() -> dict[str, object]:
    """Give the fields of a delivery that nothing was sent of; made when asked for: a constant would build the model at start."""
    return {
        **_TRY_FORGOTTEN,
        "tries": 0,
        "first_sent_after": None,
        "reason": None,
        "reason_code": None,
        "staged": Staged(),
        "preparing_since": None,
    }


class Delivery(Record):
    """
    One write to one network.

    `subject` is the publication or the folio it serves; `version` the publication's version to send. `target` is the
    network's id of what a reply answers or a take-down removes. `network_id` is what the network calls the result.
    `sent_after` belongs to the present try; `first_sent_after` to the first since the release: an account is read from
    there, since a network may show what it accepted later than it ever did before (P18).

    `part` counts the posts of a thread: each is a delivery of its own, which answers the one before. `medium` names another
    medium, where a person publishes. After `valid_until` it is stale: a person decides. `text` is what an edit writes.
    `price_usd` is what the network asked for the write. `read_back` are the answers in which it showed the
    result, or that it is gone.
    """

    kind: ClassVar[RecordKind] = RecordKind.DELIVERY

    subject: str
    network: Network
    action: Action
    state: DeliveryState = DeliveryState.READY
    epoch: int = 0
    tries: int = 0
    not_before: AwareDatetime
    version: int | None = None
    reply: ReplyText | None = None
    approval: ReplyApproval | None = None
    part: int = 1
    medium: str | None = None
    priority: str = "normal"
    valid_until: AwareDatetime | None = None
    text: str | None = None
    target: str | None = None
    fingerprint: str | None = None
    staged: Staged = Field(default_factory=Staged)
    preparing_since: AwareDatetime | None = None
    sent_after: AwareDatetime | None = None
    first_sent_after: AwareDatetime | None = None
    uncertain_since: AwareDatetime | None = None
    was_uncertain: bool = False
    reconciliations: int = 0
    network_id: str | None = None
    permalink: str | None = None
    published_at: AwareDatetime | None = None
    read_back_at: AwareDatetime | None = None
    read_back: tuple[ReadAnswer, ...] = ()
    is_adopted: bool = False
    reason: str | None = None
    reason_code: str | None = None
    gate: GateDecision | None = None
    decisions: tuple[PersonDecision, ...] = ()
    price_usd: Decimal | None = None

    @property
    def is_finished(self) -> bool:
        """Done or cancelled, or a reply that was refused for good: nobody needs to look again."""
        return self.state in FINAL_STATES or (self.state is DeliveryState.REFUSED and self.action is Action.REPLY)

    @property
    def is_untouched(self) -> bool:
        """Say whether nothing of this delivery can be on the network."""
        return self.is_idle and not self.was_uncertain and self.network_id is None

    @property
    def is_void(self) -> bool:
        """Say whether it was closed with nothing of it on the network: nothing went out, and nothing will by itself."""
        return self.state is DeliveryState.CANCELLED and not self.was_uncertain and self.network_id is None

    @property
    def was_dropped(self) -> bool:
        """Say whether it was closed because its version no longer went there, and not because a person decided so."""
        return self.is_void and not self._was_given_up

    @property
    def _was_given_up(self) -> bool:
        return bool(self.decisions) and self.decisions[-1].verdict is Verdict.GIVE_UP

    @property
    def is_idle(self) -> bool:
        """Say whether no try is under way."""
        return self.state in IDLE_STATES and self.sent_after is None

    @property
    def waits_for_person(self) -> bool:
        """Say whether a person may decide what becomes of it: held, refused or asked to be done by hand."""
        return self.state in PERSONS_STATES and not self.is_finished

    @property
    def awaits_approval(self) -> bool:
        """Say whether it may not go out before the image office has said so (P1)."""
        return self.approval is not None and not self.approval.is_approved and not self.is_finished

    def is_stale(self, now: datetime) -> bool:
        """Say whether what it says is no longer worth publishing: then only a person sends it."""
        return self.valid_until is not None and now > self.valid_until

    def is_leased(self, now: datetime) -> bool:
        """Say whether another worker may still be at it."""
        return (
            self.state in {DeliveryState.CLAIMED, DeliveryState.INTENT}
            and self.due_at is not None
            and now < self.due_at
        )

    def claimed(self, now: datetime) -> "Delivery":
        """Take the delivery for one worker, for the length of the lease."""
        return self._open(DeliveryState.CLAIMED, now + LEASE, epoch=self.epoch + 1, tries=self.tries + 1)

    def with_staged(self, staged: Staged) -> "Delivery":
        """Keep what the network holds already, before anything else is asked of it."""
        return self.evolve(staged=staged, preparing_since=None if staged.is_ready else self.preparing_since)

    def without_uploads(self) -> "Delivery":
        """
        Forget the media a network held, which it holds no more: they go up again before the next try (P22).

        A container stays: whether it was published tells whether the post is out.
        """
        return self.evolve(staged=Staged(container_id=self.staged.container_id), preparing_since=None)

    def still_preparing(self, before: Staged, now: datetime) -> "Delivery":
        """
        Look again later, while the network prepares what it was given: after as long as it took so far, at most a minute.

        Waiting counts no try; what failed there and was made anew since `before` does (P23). After an hour a person sees it.
        """
        since = self.preparing_since or now
        if now - since >= PREPARING_LASTS:
            return self.evolve(preparing_since=None)._idle().held(texts_es.PREPARING_TOO_LONG, now)
        waiting = self.evolve(preparing_since=since)
        at = next_wait_ends_at(since, now)
        if self.staged.goes_on_from(before):
            return waiting.postponed(at).evolve(reason=texts_es.STILL_PREPARING)
        return waiting.try_again(self.retry_at(now), texts_es.STILL_PREPARING)

    def intended(self, fingerprint: str, now: datetime) -> "Delivery":
        """Write down what is about to be sent, before the socket opens."""
        first = self.first_sent_after or now
        return self._open(
            DeliveryState.INTENT, now + LEASE, fingerprint=fingerprint, sent_after=now, first_sent_after=first
        )

    def accepted(self, network_id: str, now: datetime, *, is_adopted: bool = False) -> "Delivery":
        """Keep the network's id before anything else; it must still be read back."""
        return self._open(
            DeliveryState.ACCEPTED,
            now + LEASE,
            network_id=network_id,
            is_adopted=is_adopted,
            uncertain_since=now,
            reconciliations=0,
        )

    def done(
        self,
        *,
        permalink: str | None,
        published_at: datetime,
        now: datetime,
        read_back: tuple[ReadAnswer, ...] = (),
    ) -> "Delivery":
        """Finish: the network shows it (or, for a take-down, no longer shows it), and `read_back` is what it answered."""
        return self._closed(
            DeliveryState.DONE,
            permalink=permalink,
            published_at=published_at,
            read_back_at=now,
            read_back=read_back,
            reason=None,
            reason_code=None,
        )

    def unknown(self, reason: str, now: datetime) -> "Delivery":
        """The network may have accepted: from now on only read the account, until what happened is known."""
        since = self.uncertain_since or now
        return self._open(DeliveryState.UNKNOWN, now, reason=reason, uncertain_since=since, was_uncertain=True)

    def doubted(self) -> "Delivery":
        """Remember that something of it may be out although the network said no: look before it is sent again (P08)."""
        return self.evolve(was_uncertain=True)

    def looked_at_again(self, now: datetime) -> "Delivery":
        """Go on with a delivery that was held in doubt: first the account is read again."""
        state = DeliveryState.ACCEPTED if self.network_id else DeliveryState.UNKNOWN
        return self._open(state, now, uncertain_since=self.uncertain_since or now, reconciliations=0, tries=0)

    def looked(self, now: datetime) -> "Delivery":
        """Note a look at the account that settled nothing, and look again later; after too many, a person decides."""
        if self.reconciliations >= MAX_RECONCILIATIONS:
            return self.held(texts_es.CANNOT_READ_BACK, now)
        return self._open(self.state, next_look_at(self.reconciliations, now), reconciliations=self.reconciliations + 1)

    def has_settled(self, settle_seconds: int, now: datetime) -> bool:
        """Say whether the network has had the time it needs to show what it accepted (P18)."""
        return self.uncertain_since is not None and now >= self.uncertain_since + timedelta(seconds=settle_seconds)

    def try_again(self, at: datetime, reason: str | None = None) -> "Delivery":
        """Nothing is on the network: try once more at an instant, or hold when the tries are spent (P33)."""
        idle = self._idle()
        if self.tries >= MAX_TRIES:
            return idle.held(texts_es.TRIES_SPENT, at)
        return idle._open(DeliveryState.READY, at, reason=reason)

    def postponed(self, at: datetime) -> "Delivery":
        """Leave it ready for later without counting a try: it is not its turn yet."""
        is_counted = self.state in {DeliveryState.CLAIMED, DeliveryState.INTENT}
        return self._idle()._open(DeliveryState.READY, at, tries=max(0, self.tries - is_counted))

    def refused(self, reason: str, code: str, now: datetime) -> "Delivery":
        """The network refused clearly. A reply ends here, with its reason; a post waits for a person."""
        if self.action is Action.REPLY:
            return self._closed(DeliveryState.REFUSED, reason=reason, reason_code=code)
        return self._idle()._waiting(DeliveryState.REFUSED, reason, now, reason_code=code)

    def held(self, reason: str, now: datetime) -> "Delivery":
        """Stop where a person sees it, until they decide."""
        return self._waiting(DeliveryState.HELD, reason, now)

    def held_until(self, at: datetime, reason: str, now: datetime) -> "Delivery":
        """Stop where a person sees it, and try again by itself: what blocks it may pass (P25: a renewed token)."""
        idle = self._idle()
        return idle._waiting(DeliveryState.HELD, reason, now, duty=Duty.PUBLISH, due_at=at, tries=0)

    def cancelled(self, reason: str) -> "Delivery":
        """Close a delivery of which nothing is on the network."""
        return self._closed(DeliveryState.CANCELLED, reason=reason)

    def expired(self, now: datetime) -> "Delivery":
        """Stop where a person sees it what is out of date: it is never sent by itself."""
        return self._idle().held(texts_es.DELIVERY_STALE, now)

    def publish_anyway(self, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Send it again at once because a person takes it on them, also where it may be out already, or is out of date.

        What the network held for it is left behind, so that a container that was used is not asked for again.

        Raises:
            InvalidInputError: it does not wait for a person, or was given to one to be done by hand.
        """
        self._let_decide(DeliveryState.HELD, DeliveryState.REFUSED)
        return self._open(
            DeliveryState.READY,
            now,
            **_nothing_sent(),
            decisions=(*self.decisions, decision),
            network_id=None,
            was_uncertain=False,
            valid_until=None if self.is_stale(now) else self.valid_until,
        )

    def adopted(self, network_id: str, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Take what a person saw on the network for its result; it is read back like any other.

        Raises:
            InvalidInputError: it does not wait for a person, or it takes something down.
        """
        self._let_decide(*PERSONS_STATES)
        if self.action is Action.TAKE_DOWN:
            raise InvalidInputError(texts_es.NOTHING_TO_ADOPT)
        return self._decided(decision).accepted(network_id, now, is_adopted=True)

    def seen_there(self, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Note where a person saw its result; the worker, who may read the account, looks there before it is adopted.

        Raises:
            InvalidInputError: it does not wait for a person, or it takes something down.
        """
        self._let_decide(DeliveryState.HELD, DeliveryState.REFUSED)
        if self.action is not Action.PUBLISH and self.action is not Action.REPLY:
            raise InvalidInputError(texts_es.NOTHING_TO_ADOPT)
        return self._decided(decision).evolve(network_id=None).doubted().looked_at_again(now)

    @property
    def told_address(self) -> str | None:
        """The address at which a person says that it is, while nobody looked there yet."""
        last = self.decisions[-1] if self.decisions else None
        return last.address if last is not None and last.verdict is Verdict.IT_IS_THERE else None

    def removed_by_hand(self, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Note that a person took it down where the network shows what is there: its absence is read before it is done.

        Raises:
            InvalidInputError: it is not given to a person, or takes nothing down.
        """
        self._let_decide(DeliveryState.TASK)
        if self.action is not Action.TAKE_DOWN:
            raise InvalidInputError(texts_es.NOT_A_TASK)
        return self._decided(decision).accepted(self.target or "", now)

    @property
    def was_done_by_hand(self) -> bool:
        """Say whether the last word on it is a person's, who did it by hand."""
        return bool(self.decisions) and self.decisions[-1].verdict is Verdict.DONE_BY_HAND

    def look_again(self, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Go on: what may be out is looked for first, what is certainly not out is tried again.

        Raises:
            InvalidInputError: it does not wait for a machine that goes on.
        """
        self._let_decide(DeliveryState.HELD, DeliveryState.REFUSED)
        decided = self._decided(decision)
        if decided.is_untouched:
            return decided._open(DeliveryState.READY, now, **_nothing_sent())
        return decided.looked_at_again(now)

    def given_up(self, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Close it because a person decided that it will not go out.

        Raises:
            InvalidInputError: it does not wait for a person.
        """
        del now
        self._let_decide(*PERSONS_STATES)
        return self._decided(decision).cancelled(texts_es.DELIVERY_GIVEN_UP)

    def asked(self, reason: str, now: datetime) -> "Delivery":
        """Give it to a person, who does it by hand where no API can, and tells where and when."""
        return self._idle()._waiting(DeliveryState.TASK, reason, now)

    def done_by_hand(self, address: str, decision: PersonDecision, now: datetime) -> "Delivery":
        """
        Finish it on a person's word, with the address they give as proof; nothing was read back.

        Raises:
            InvalidInputError: it does not wait for a person.
        """
        self._let_decide(*PERSONS_STATES)
        at = min(decision.at, now)
        return self._decided(decision)._closed(
            DeliveryState.DONE, permalink=address, published_at=at, sent_after=None, uncertain_since=None, reason=None
        )

    def _let_decide(self, *states: DeliveryState) -> None:
        if self.is_finished or self.state not in states:
            raise InvalidInputError(texts_es.delivery_not_waiting(self.state))

    def _decided(self, decision: PersonDecision) -> "Delivery":
        return self.evolve(decisions=(*self.decisions, decision))

    def rescheduled(self, at: datetime, version: int, *, valid_until: datetime | None = None) -> "Delivery":
        """Set an untouched delivery to go out at a time: a person released it (again), perhaps with another term."""
        return self._open(
            DeliveryState.READY,
            at,
            **_nothing_sent(),
            not_before=at,
            version=version,
            valid_until=valid_until or self.valid_until,
        )

    def retry_at(self, now: datetime) -> datetime:
        """When to try again: twice as long each time, from fifteen seconds to ten minutes."""
        return next_try_at(self.tries, now)

    def _idle(self) -> "Delivery":
        """Forget the try: certainly nothing of it is on the network."""
        return self.evolve(**_TRY_FORGOTTEN)

    def _open(self, state: DeliveryState, due_at: datetime, **changes: object) -> "Delivery":
        return self.evolve(state=state, due_at=due_at, duty=Duty.PUBLISH, attention=None, **changes)

    def _closed(self, state: DeliveryState, **changes: object) -> "Delivery":
        return self.evolve(state=state, due_at=None, duty=None, attention=None, **changes)

    def _waiting(self, state: DeliveryState, reason: str, now: datetime, **changes: object) -> "Delivery":
        waiting: dict[str, object] = {
            "state": state,
            "reason": reason,
            "due_at": now + HELD_LOOK_AGAIN,
            "duty": Duty.PERSON,
            "attention": Attention(reason=reason, since=self.attention.since if self.attention else now),
        }
        return self.evolve(**{**waiting, **changes})
