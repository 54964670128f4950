"""
P01–P33, each as something that can be done to a town: at a step, before or after it takes effect, or to its networks at all.

`FAULTS` says in a line what each injects. Where, how often and how badly is drawn from the schedule's own randomness.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from chalicelib.domain import ids
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_times import LEASE
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    OutcomeUnknownError,
    PortavozError,
    RateLimitedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import Post
from chalicelib.domain.staged import Staged
from tests.builders import PUBLICATION
from tests.fakes import InMemoryMediaFiles
from tests.faults.publishing_errands import uncover
from tests.faults.publishing_network import Fate, Item, TrueNetwork
from tests.faults.publishing_town import FAILURES, Town, When
from tests.mortality import Death
from tests.world import JPEG

WRITES = ("publish", "reply", "take_down", "edit")
EITHER = (When.BEFORE, When.AFTER)
_REFUSED = RateLimitedError("too many", retry_after_seconds=900)
_LONG = 15 * 60


@dataclass(frozen=True)
class Blow:
    """What a fault strikes: a town, the network and the delivery of the errand, and what the post says."""

    town: Town
    rng: Random
    network: Network
    delivery_id: str
    content: str

    @property
    def account(self) -> TrueNetwork:
        return self.town.nets[self.network]


@dataclass(frozen=True)
class Fault:
    """One failure of the list: its id, what is injected, and how."""

    id: str
    what: str
    inject: Callable[["Fault", Blow], None]

    def meets(self, town: Town) -> None:
        """Note that it happened."""
        town.met.add(self.id)
        town.tell(f"*** {self.id} {self.what}")


# At a step --------------------------------------------------------------------------------------------------------


def _strike(
    fault: Fault,
    blow: Blow,
    act: Callable[[], None],
    steps: Sequence[str],
    whens: Sequence[When] = EITHER,
    most: int = 2,
) -> None:
    """Do something once, at the first to the last of so many steps whose name begins, or ends, as one of those given."""
    town, when = blow.town, blow.rng.choice(whens)
    left = blow.rng.randint(1, most)

    def strike(name: str, at: When) -> None:
        nonlocal left
        if at is not when or not (steps == ANY or _is_one_of(name, steps)):
            return
        left -= 1
        if left == 0:
            town.strikes.remove(strike)
            fault.meets(town)
            act()

    town.strikes.append(strike)


ANY: tuple[str, ...] = ()


def _is_one_of(name: str, steps: Sequence[str]) -> bool:
    place, _, call = name.partition(" ")
    return any(name.startswith(step) or (place in SOCIAL_NETWORKS and call == step) for step in steps)


def _die() -> None:
    raise Death("killed")


def _dies(*places: tuple[str, When]) -> Callable[[Fault, Blow], None]:
    def inject(fault: Fault, blow: Blow) -> None:
        step, when = blow.rng.choice(places)
        steps = WRITES if step == "call" else (step,)
        _strike(fault, blow, _die, steps, (when,))

    return inject


def _save_fails(fault: Fault, blow: Blow) -> None:
    errors: list[Exception] = [TransientServiceError("throttled"), RecordConflictError("moved")]
    error = blow.rng.choice(errors)

    def fail() -> None:
        raise error

    # After the step it took effect all the same, and only its answer is lost.
    _strike(fault, blow, fail, ("store", "commit"), most=6)


def _message_again(fault: Fault, blow: Blow) -> None:
    def again() -> None:
        for seconds in (0, 1, 720):
            blow.town.message_again(blow.delivery_id, seconds)
        if blow.rng.random() < 0.7:
            _die()

    _strike(fault, blow, again, ("store done",), (When.AFTER,), most=1)


def _two_at_once(fault: Fault, blow: Blow) -> None:
    _strike(fault, blow, lambda: blow.town.work(blow.delivery_id), ANY, most=14)


def _zombie(fault: Fault, blow: Blow) -> None:
    ends_badly = blow.rng.random() < 0.3

    def sleep() -> None:
        blow.town.clock.advance(seconds=LEASE.total_seconds() + 1)
        blow.town.turn(2)
        if ends_badly:
            raise TransientServiceError("the zombie's own")

    _strike(fault, blow, sleep, ANY, most=14)


def _timed_out(fault: Fault, blow: Blow) -> None:
    def out_of_time() -> None:
        blow.town.clock.advance(seconds=120)
        blow.town.message_again(blow.delivery_id, 600)
        _die()

    _strike(fault, blow, out_of_time, WRITES)


def _deployed(fault: Fault, blow: Blow) -> None:
    """The records are as an older version wrote them: without what it did not know."""

    def deploy() -> None:
        for delivery in blow.town.quick.deliveries:
            older = delivery.model_dump_json(exclude_defaults=True, exclude={"gate", "decisions", "priority"})
            blow.town.quick.rewrite(Delivery.model_validate_json(older))
        _die()

    _strike(fault, blow, deploy, ANY, most=14)


# What the network answers -----------------------------------------------------------------------------------------


def _answers(*choices: tuple[Fate, ...]) -> Callable[[Fault, Blow], None]:
    def inject(fault: Fault, blow: Blow) -> None:
        _fates(fault, blow, blow.rng.choice(choices))

    return inject


def _fates(fault: Fault, blow: Blow, fates: Sequence[Fate]) -> None:
    blow.account.fates.extend(fates)
    _when_met(fault, blow, "fate")


def _when_met(fault: Fault, blow: Blow, what: str, account: TrueNetwork | None = None) -> None:
    watched = account or blow.account
    before = watched.when_met

    def meet(happened: str) -> None:
        before(happened)
        if happened == what:
            fault.meets(blow.town)

    watched.when_met = meet


def _done(error: ExternalServiceError) -> Fate:
    return Fate(is_done=True, error=error)


def _not(error: ExternalServiceError) -> Fate:
    return Fate(is_done=False, error=error)


_RESET = OutcomeUnknownError("connection reset")
_NO_CONNECTION = TransientServiceError("connection refused")
_SERVER = OutcomeUnknownError("503")
_GARBLED = OutcomeUnknownError("the answer is not JSON")
_NOT_ALLOWED = RejectedByServiceError("not allowed", code="text_invalid")
_SUSPENDED = RejectedByServiceError("suspended", code="account_blocked")
_WRONG_PAGE = RejectedByServiceError("not your page", code="not_permitted")


# What the network is like -----------------------------------------------------------------------------------------


def _shows_late(fault: Fault, blow: Blow) -> None:
    account = blow.account
    account.lag_seconds = account.settle_seconds * blow.rng.choice([0.5, 1.1, 3, 15, 60]) or 90
    if blow.rng.random() < 0.8:
        account.fates.append(blow.rng.choice([_done(_RESET), _done(_SERVER)]))
    _strike(fault, blow, lambda: None, WRITES)


def _unreadable(fault: Fault, blow: Blow) -> None:
    errors: list[ExternalServiceError] = [
        TransientServiceError("503"),
        RateLimitedError("slow", retry_after_seconds=60),
        CredentialsRejectedError("expired"),
    ]
    blow.account.read_errors = [blow.rng.choice(errors)] * blow.rng.choice([1, 3, 10, 60])
    if blow.rng.random() < 0.5:
        blow.account.fates.append(_done(_RESET))
    _when_met(fault, blow, "read")


def _older_notice(fault: Fault, blow: Blow) -> None:
    """The same words, a little before, by another delivery of ours that is on record."""
    town, at = blow.town, blow.town.clock.now() - timedelta(seconds=blow.rng.randint(1, 290))
    blow.account.items.append(Item("older", blow.content, at, at, at, is_ours=False))
    other = Post(
        id=ids.post_id(local_day(at), blow.network, "older"),
        created_at=at,
        network=blow.network,
        network_id="older",
        publication="PUB-20261122-AAAAAAAA",
        delivery=f"PUB-20261122-AAAAAAAA#{blow.network}",
        text=blow.content,
        published_at=at,
    )
    town.put(other)
    if blow.rng.random() < 0.7:
        blow.account.fates.append(blow.rng.choice([_done(_RESET), _not(_RESET)]))
    fault.meets(town)


def _old_legitimate(fault: Fault, blow: Blow) -> None:
    at = blow.town.clock.now() - timedelta(days=2)
    blow.account.items.append(Item("old", blow.content, at, at, at, is_ours=False))
    fault.meets(blow.town)


def _upload_then_refused(fault: Fault, blow: Blow) -> None:
    if blow.rng.random() < 0.5:
        _fates(
            fault, blow, [blow.rng.choice([_not(_NOT_ALLOWED), _not(TransientServiceError("the media id expired"))])]
        )
        return
    blow.account.stagings.append(RejectedByServiceError("the media id expired", code="media"))
    _when_met(fault, blow, "stage")


def _container(fault: Fault, blow: Blow) -> None:
    trouble = blow.rng.choice(
        [["ERROR"], ["EXPIRED"], ["IN_PROGRESS"] * 3 + ["FINISHED"], ["IN_PROGRESS"] * 40, ["PUBLISHED"]]
    )
    if trouble == ["PUBLISHED"]:
        # Published without an id, listed later, and what was in doubt is asked for again.
        blow.account.lag_seconds = blow.rng.choice([1, 300, 3000])
        _fates(fault, blow, [_done(_RESET)])
        return
    blow.account.stagings.extend(trouble if blow.network is Network.INSTAGRAM else [Staged(container_id="c")] * 3)
    if blow.rng.random() < 0.5:
        blow.account.fates.append(blow.rng.choice([_done(_RESET), _not(_RESET)]))
    _when_met(fault, blow, "stage")


def _part_of_the_uploads(fault: Fault, blow: Blow) -> None:
    parts: list[Staged | ExternalServiceError] = [Staged(media_ids=("m0",)), TransientServiceError("reset")]
    blow.account.stagings.extend(parts[: blow.rng.randint(1, 2)])
    _when_met(fault, blow, "stage")


def _token_dies(fault: Fault, blow: Blow) -> None:
    hours = blow.rng.choice([0.1, 1, 5])

    def die() -> None:
        blow.account.out_of_order = CredentialsRejectedError("expired")
        _mends(blow, blow.account, hours)

    _strike(fault, blow, die, ANY, most=10)


def _mends(blow: Blow, account: TrueNetwork, hours: float) -> None:
    """After some hours a person, or the network, has put it right."""
    until = blow.town.clock.now() + timedelta(hours=hours)

    def mend(name: str, when: When) -> None:
        del name, when
        if blow.town.clock.now() >= until:
            account.out_of_order = None
            blow.town.strikes.remove(mend)
            blow.town.tell(f"{account.network} works again")

    blow.town.strikes.append(mend)


def _one_network_down(fault: Fault, blow: Blow) -> None:
    down = blow.town.nets[blow.rng.choice([blow.network, *SOCIAL_NETWORKS])]
    down.out_of_order = TransientServiceError("no route")
    _mends(blow, down, blow.rng.choice([0.2, 2, 12]))
    fault.meets(blow.town)


def _skewed(fault: Fault, blow: Blow) -> None:
    blow.account.skew = timedelta(seconds=blow.rng.choice([-300, -200, -11, 11, 200, 300]))
    blow.account.fates.append(_done(_RESET))
    _when_met(fault, blow, "fate")


# What persons and clocks do meanwhile -----------------------------------------------------------------------------


def _revoke(town: Town) -> None:
    try:
        town.revoke()
    finally:
        _follow(town)


def _cancel(town: Town) -> None:
    try:
        town.take_down()
    finally:
        _follow(town)


def _edit(town: Town) -> None:
    publication = town.publication()
    changed = {
        net: content.model_copy(update={"text": "Otro texto."}) for net, content in publication.current.networks.items()
    }
    try:
        town.records.commit(replace=[publication.edited(changed, by="agencia", now=town.clock.now())])
    finally:
        _follow(town)


def _follow(town: Town) -> None:
    """What is no longer authorised is no longer covered."""
    publication = town.publication()
    if publication.authorisation is None or publication.taken_down_because:
        uncover(town, publication)


def _by_a_person(town: Town, act: Callable[[Town], None]) -> None:
    """A person's own request: what fails there is told to them, and is nothing to the worker."""
    town.tell(f"a person: {act.__name__}")
    try:
        act(town)
    except (*FAILURES, PortavozError) as failure:
        town.tell(f"the person is told: {failure}")


def _schedule_trouble(fault: Fault, blow: Blow) -> None:
    town = blow.town
    persons = {"revoke": _revoke, "cancel": _cancel, "edit": _edit}
    is_of_publication = PUBLICATION in blow.delivery_id
    kind = blow.rng.choice(["twice", "early", "late", "never", *(persons if is_of_publication else ())])

    def happen() -> None:
        if kind in persons:
            _by_a_person(town, persons[kind])
        elif kind in {"twice", "early"}:
            for seconds in (0, 0, 1, 30):
                town.message_again(blow.delivery_id, seconds)
        else:
            town.lose_messages()
            town.dispatcher_sleeps_until = town.clock.now() + timedelta(hours=3 if kind == "late" else 0)

    _strike(fault, blow, happen, ANY, most=10)


def _window_opens(fault: Fault, blow: Blow) -> None:
    town = blow.town

    def open_window() -> None:
        now = town.clock.now()
        closes = now + timedelta(hours=blow.rng.choice([1, 100]))
        window = BlackoutWindow(name="veda", opens_at=now, closes_at=closes)
        town.catalogue.blackout_windows = (window,)
        town.closed_until = closes

    _strike(fault, blow, open_window, ANY, most=8)


def _between_the_acts(fault: Fault, blow: Blow) -> None:
    kind = blow.rng.choice(["dies", "dies", "dies", "5xx", "already gone"])
    if kind == "dies":
        _strike(fault, blow, _die, ANY, most=24)
    elif kind == "5xx":
        _fates(fault, blow, [_done(_SERVER)])
    else:

        def delete_by_hand() -> None:
            for item in blow.account.items:
                item.removed_at = item.removed_at or blow.town.clock.now()
            blow.town.removed_by_hand = True

        _strike(fault, blow, delete_by_hand, ("take_down",), (When.BEFORE,), most=1)


class _Tampered(InMemoryMediaFiles):
    def read(self, key: str, version_id: str) -> bytes:
        del key, version_id
        return JPEG + b"!"


def _content_changed(fault: Fault, blow: Blow) -> None:
    def tamper() -> None:
        blow.town.media = _Tampered()

    def rewrite() -> None:
        publication = blow.town.publication()
        contents = {
            net: content.model_copy(update={"text": "Otro."}) for net, content in publication.current.networks.items()
        }
        version = publication.current.model_copy(update={"networks": contents})
        blow.town.quick.rewrite(publication.evolve(versions=(version,)))

    ways = [tamper, rewrite] if PUBLICATION in blow.delivery_id else [tamper]
    _strike(fault, blow, blow.rng.choice(ways), ANY, most=6)


FAULTS = (
    Fault("P01", "dies before the claim", _dies(("store claimed", When.BEFORE))),
    Fault(
        "P02",
        "dies after the claim, before the intent",
        _dies(("store claimed", When.AFTER), ("store intent", When.BEFORE)),
    ),
    Fault(
        "P03",
        "dies after the intent, before the socket opens",
        _dies(("store intent", When.AFTER), ("call", When.BEFORE)),
    ),
    Fault("P04", "connection refused, one to three times", _answers(*((_not(_NO_CONNECTION),) * n for n in (1, 2, 3)))),
    Fault("P05", "sent, reset, not accepted", _answers((_not(_RESET),), (_not(_RESET),) * 2)),
    Fault("P06", "sent, accepted, the answer lost", _answers((_done(_RESET),))),
    Fault("P07", "accepted, 5xx answered", _answers((_done(_SERVER),), (_not(_SERVER), _done(_SERVER)))),
    Fault("P08", "accepted, or not, with a rate-limit error", _answers((_done(_REFUSED),), (_not(_REFUSED),))),
    Fault("P09", "accepted, the answer is garbled", _answers((_done(_GARBLED),), (_not(_GARBLED), _not(_GARBLED)))),
    Fault("P10", "an id that later is nothing", _answers((Fate(vanishes=True),))),
    Fault(
        "P11", "dies after the answer, before it is saved", _dies(("call", When.AFTER), ("store accepted", When.BEFORE))
    ),
    Fault("P12", "a save fails, or its answer is lost", _save_fails),
    Fault("P13", "dies after the save; the message comes again", _message_again),
    Fault("P14", "a second worker at any step", _two_at_once),
    Fault("P15", "sleeps past its lease at any step, while others go on", _zombie),
    Fault("P16", "times out in the call; the message comes again", _timed_out),
    Fault("P17", "a new version is deployed in mid flight, over older records", _deployed),
    Fault("P18", "shows late, also beyond the settle time", _shows_late),
    Fault("P19", "the account cannot be read, for a while or for ever", _unreadable),
    Fault("P20", "an older identical notice of ours is up", _older_notice),
    Fault("P21", "refused as a duplicate of an old legitimate post", _old_legitimate),
    Fault("P22", "uploaded, then refused, or the upload expired", _upload_then_refused),
    Fault("P23", "a container fails, expires, never ends, or is out without an id", _container),
    Fault("P24", "only some of the parts are uploaded", _part_of_the_uploads),
    Fault("P25", "the token dies at any step, until it is renewed", _token_dies),
    Fault("P26", "account suspended, or the wrong page", _answers((_not(_SUSPENDED),), (_not(_WRONG_PAGE),) * 2)),
    Fault("P27", "fires twice, early, late, never; revoked, cancelled, edited meanwhile", _schedule_trouble),
    Fault("P28", "clocks five minutes apart, and the answer lost", _skewed),
    Fault("P29", "a blackout window opens at any step", _window_opens),
    Fault(
        "P30", "dies between take-down, correction and publishing; delete answers 5xx, or it is gone", _between_the_acts
    ),
    Fault("P31", "one network is down for hours", _one_network_down),
    Fault("P32", "the content changes behind the authorisation", _content_changed),
    Fault("P33", "the budget of tries is spent", _answers((_not(_NO_CONNECTION),) * 40)),
)
FAULT_BY_ID = {fault.id: fault for fault in FAULTS}
