"""
The life of publications, whatever happens to them, as a state machine of Hypothesis (P1, P2, P6; P27, P29, P30, P32).

Persons authorise, edit, schedule, publish, revoke, take down, correct, decide; windows open and close, everything stops and
goes on; workers run, or die at any step; networks lose answers, refuse, show late; time passes. After every step the promises
are looked at, at the networks themselves.

    python -m tests.faults.publishing_life --examples 2000 --steps 50 --seed 1
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.control import CONTROL_ID, PublishingControl
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import PortavozError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import Publication, PublicationState, Version, content_fingerprint
from chalicelib.domain.records import Duty
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from chalicelib.procedure import commanding
from tests.builders import NOW, a_person, a_publication, the_image_office
from tests.model_network import Answer, ModelAccount
from tests.mortality import Death
from tests.world import JPEG, World

NETWORKS = (Network.X, Network.FACEBOOK)
AGENCY = a_person(Role.AGENCY, username="agencia")
COORDINATOR = a_person(Role.COORDINATOR, username="coordinadora")
CATEGORIES = ("salud", "cultura")
FAULTS = (
    Answer.ACCEPTED_AND_LOST,
    Answer.NOTHING_AND_LOST,
    Answer.TRANSIENT,
    Answer.PATIENCE,
    Answer.REFUSED,
    Answer.DEAD_TOKEN,
)
networks = st.sampled_from(NETWORKS)
places = st.integers(min_value=0, max_value=5)


@dataclass(frozen=True)
class Called:
    """One call that makes something visible, as it was at that very instant."""

    network: Network
    text: str
    at: datetime
    was_covered: bool
    was_allowed: bool


SEEN: Counter[str] = Counter()
"""What the lives so far came to: that nothing is promised of what never happened."""


class PublishingLife(RuleBasedStateMachine):
    """Everything that may happen to publications, in any order."""

    def __init__(self) -> None:
        """Begin with an empty municipality."""
        super().__init__()
        self.world = World()
        self.calls: list[Called] = []
        self.texts = count(1)
        self.category_by_text: dict[str, str] = {}
        for network in NETWORKS:
            self._watch(self.world.accounts[network], network)

    # What persons do ----------------------------------------------------------------------------------------------

    @initialize(categories=st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2))
    def begin(self, categories: list[str]) -> None:
        """Some material is there already, and the first is authorised."""
        for category in categories:
            self.prepare(category, both=True)
        self.authorise(0)

    @rule(category=st.sampled_from(CATEGORIES), both=st.booleans())
    def prepare(self, category: str, *, both: bool) -> None:
        """Material comes, and a publication is prepared."""
        if len(self.publications) >= 3:
            return
        text = f"Aviso número {next(self.texts)}"
        self.category_by_text[text] = category
        shown = {network: self.world.content(text, JPEG) for network in (NETWORKS if both else NETWORKS[:1])}
        base = a_publication(Version(number=1, networks=shown, prepared_at=NOW), category=category)
        number = len(self.publications) + 1
        self.world.put(base.evolve(id=f"PUB-20261123-AAAAAAA{number}", due_at=self.now + timedelta(days=1)))

    @rule(place=places)
    def authorise(self, place: int) -> None:
        """The image office authorises."""
        self._try(place, lambda each: self.world.authorise(each.id, the_image_office()))

    @rule(place=places, seconds=st.sampled_from((0, 1, 61)))
    def authorise_and_publish(self, place: int, seconds: int) -> None:
        """What waits for the image office is authorised and goes out at once: live coverage."""
        waiting = [each for each in self.publications if each.state is PublicationState.PREPARED]
        if waiting:
            wanted = self.publications.index(waiting[place % len(waiting)])
            self.authorise(wanted)
            self.publish(wanted)
            self.time_passes(seconds)

    @rule(place=places)
    def edit(self, place: int) -> None:
        """The agency changes a text."""
        text = f"Aviso número {next(self.texts)}"

        def change(publication: Publication) -> None:
            self.category_by_text[text] = publication.category or ""
            network = next(iter(publication.current.networks))
            self.world.edit(Edit(texts={network: text}), AGENCY, publication.id)

        self._try(place, change)

    @rule(place=places, minutes=st.integers(min_value=1, max_value=120))
    def schedule(self, place: int, minutes: int) -> None:
        """Somebody schedules."""
        self._try(place, lambda each: self.world.schedule(self.now + timedelta(minutes=minutes), each.id))

    @rule(place=places)
    def publish(self, place: int) -> None:
        """Somebody publishes at once, or decides that a held delivery goes on."""
        self._try(place, lambda each: self.world.publish(each.id))

    @rule(place=places)
    def revoke(self, place: int) -> None:
        """The image office takes its word back."""
        self._try(place, lambda each: self.world.revoke(each.id))

    @precondition(lambda self: self.has(PublicationState.RELEASED))
    @rule(place=places)
    def take_down(self, place: int) -> None:
        """It is taken down."""
        self._try(place, lambda each: self.world.take_down(each.id), PublicationState.RELEASED)

    @precondition(lambda self: self.has(PublicationState.WITHDRAWN))
    @rule(place=places)
    def correct(self, place: int) -> None:
        """The agency writes the corrected version of what was taken down."""
        text = f"Aviso número {next(self.texts)}"

        def change(publication: Publication) -> None:
            self.category_by_text[text] = publication.category or ""
            self.world.correct({next(iter(publication.current.networks)): text}, AGENCY, publication.id)

        self._try(place, change, PublicationState.WITHDRAWN)

    @rule(minutes=st.integers(min_value=-30, max_value=60), hours=st.integers(min_value=1, max_value=9))
    def declare_window(self, minutes: int, hours: int) -> None:
        """A window is declared, perhaps late: only health goes out in it."""
        opens_at = self.now + timedelta(minutes=minutes)
        window = BlackoutWindow(
            name="Veda de prueba",
            opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=hours),
            exempt_categories=frozenset({"salud"}),
        )
        self._order(lambda ports: commanding.declare_window(window, "Acuerdo", COORDINATOR, ports))

    @precondition(lambda self: bool(self.control and self.control.windows))
    @rule()
    def lift_window(self) -> None:
        """The first window is lifted."""
        control = self.world.stored.find(CONTROL_ID)
        declared = [window.order.id for window in getattr(control, "windows", ())]
        if declared:
            self._order(lambda ports: commanding.lift_window(declared[0], "Se revocó", COORDINATOR, ports))

    @rule()
    def stop(self) -> None:
        """Everything stops."""
        self._order(lambda ports: commanding.stop_everything("Sismo", COORDINATOR, ports))

    @precondition(lambda self: bool(self.control and self.control.stop))
    @rule()
    def resume(self) -> None:
        """Everything goes on."""
        self._order(lambda ports: commanding.resume("Terminó", COORDINATOR, ports))

    # What happens by itself ---------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from((1, 59, 61, 600, 3600, 30_000)))
    def time_passes(self, seconds: int) -> None:
        """Workers run and schedules fire."""
        self.world.pass_time(self.now + timedelta(seconds=seconds))

    @rule(seconds=st.sampled_from((30, 700, 90_000)))
    def nobody_works(self, seconds: int) -> None:
        """Time passes and no schedule fires."""
        self.world.clock.advance(seconds=seconds)

    @rule(step=st.integers(min_value=1, max_value=12), is_after=st.booleans(), place=places)
    def a_worker_dies(self, step: int, is_after: bool, place: int) -> None:  # noqa: FBT001
        """A worker takes up a delivery that is due, and dies at a step, before or after it took effect."""
        due = self.world.stored.due(Duty.PUBLISH, self.now)
        if not due:
            return
        self.world.steps.arm(step, is_after=is_after)
        try:
            self.world.carry_out(due[place % len(due)].id)
        except (Death, PortavozError):
            pass
        finally:
            self.world.steps.arm(None)

    @rule(network=networks, fault=st.sampled_from(FAULTS))
    def a_network_fails(self, network: Network, fault: Answer) -> None:
        """The next write meets a fault."""
        self.world.accounts[network].answers.append(fault)

    @rule(network=networks, seconds=st.sampled_from((0, 20, 59)))
    def a_network_shows_late(self, network: Network, seconds: int) -> None:
        """From now on what is accepted shows later, within what the network says of itself."""
        self.world.accounts[network].lag_seconds = seconds

    # The promises -------------------------------------------------------------------------------------------------

    @invariant()
    def P1_nothing_went_out_that_was_not_covered_at_its_call(self) -> None:
        """The authorisation was live, and of this very content, when the call was made."""
        assert all(call.was_covered for call in self.calls), self.calls

    @invariant()
    def P29_nothing_went_out_against_a_window_or_a_stop(self) -> None:
        """No window, no stop forbade it when the call was made."""
        assert all(call.was_allowed for call in self.calls), self.calls

    @invariant()
    def P2_there_is_one_live_post_of_each_content(self) -> None:
        """Every text belongs to one version of one publication: two live ones are a duplicate."""
        for network in NETWORKS:
            shown = Counter(each.content for each in self.world.accounts[network].live)
            assert not shown or max(shown.values()) == 1, shown

    @invariant()
    def P2_there_is_one_live_post_of_each_publication(self) -> None:
        """Nor do two versions of one publication stand side by side."""
        for publication in self.publications:
            texts = {version.networks[n].text for version in publication.versions for n in version.networks}
            for network in NETWORKS:
                live = [shown for shown in self.world.accounts[network].live if shown.content.split("\x1f")[0] in texts]
                mine = [shown for shown in live if self._is_of(shown.network_id, publication, network)]
                assert len(mine) <= 1, (publication.id, network, mine)

    @invariant()
    def P6_nothing_unfinished_is_forgotten(self) -> None:
        """Whoever must look at it finds it when it is due."""
        far = self.now + timedelta(days=400)
        found = {record.id for duty in Duty for record in self.world.stored.due(duty, far)}
        waiting = {record.id for record in self.world.stored.waiting()}
        for record in self.world.stored.all:
            if not record.is_finished:
                assert record.id in found, record
            if record.attention is not None:
                assert record.id in waiting, record

    def teardown(self) -> None:
        """In the end everything is lifted and left to run: nothing may be left that only a machine could finish."""
        control = self.world.stored.find(CONTROL_ID)
        for account in self.world.accounts.values():
            account.answers, account.lag_seconds = [], 0
        if getattr(control, "stop", None):
            self.resume()
        for _ in getattr(control, "windows", ()):
            self.lift_window()
        self.world.pass_time(self.now + timedelta(hours=4))
        near = self.world.stored.due(Duty.PUBLISH, self.now + timedelta(minutes=15))
        left = [record for record in near if record.attention is None]
        assert not left, [(record.id, record.due_at) for record in left]
        SEEN["calls"] += len(self.calls)
        SEEN.update(f"{each.action} {each.state}" for each in self.world.of_kind(Delivery))
        self._withdrawn_came_down()
        self.P1_nothing_went_out_that_was_not_covered_at_its_call()
        self.P2_there_is_one_live_post_of_each_content()

    def _withdrawn_came_down(self) -> None:
        """P30: what was taken down is down, or something of it visibly waits for a person."""
        for publication in self.publications:
            if publication.state is not PublicationState.WITHDRAWN:
                continue
            for network in publication.current.networks:
                deliveries = [each for each in self._deliveries(publication) if each.network is network]
                live = [s for s in self.world.accounts[network].live if self._is_of(s.network_id, publication, network)]
                assert not live or any(each.attention for each in deliveries), (publication.id, network)

    # How it is looked at ------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """Tell the time."""
        return self.world.clock.now()

    @property
    def publications(self) -> list[Publication]:
        """Give the publications there are."""
        return self.world.of_kind(Publication)

    def _deliveries(self, publication: Publication) -> list[Delivery]:
        return [each for each in self.world.of_kind(Delivery) if each.subject == publication.id]

    def _is_of(self, network_id: str, publication: Publication, network: Network) -> bool:
        posts = [each for each in self._deliveries(publication) if each.action is Action.PUBLISH]
        return any(each.network is network and each.network_id == network_id for each in posts)

    @property
    def control(self) -> PublishingControl | None:
        """Give the orders in force, if there ever were any."""
        found = self.world.stored.find(CONTROL_ID)
        return found if isinstance(found, PublishingControl) else None

    def has(self, state: PublicationState) -> bool:
        """Say whether a publication is in a state."""
        return any(each.state is state for each in self.publications)

    def _try(self, place: int, act: Callable[[Publication], object], state: PublicationState | None = None) -> None:
        """Let a person act on one of the publications (of a state); what is refused changes nothing."""
        every = [each for each in self.publications if state in {None, each.state}]
        if not every:
            return
        try:
            act(every[place % len(every)])
        except PortavozError:
            return

    def _order(self, order: Callable[[commanding.CommandPorts], object]) -> None:
        try:
            order(self.world.commanding)
        except PortavozError:
            return

    def _watch(self, account: ModelAccount, network: Network) -> None:
        publish = account.publish

        def note(post: OutgoingPost, staged: Staged) -> str:
            self.calls.append(self._seen(post, network))
            return publish(post, staged)

        account.publish = note  # type: ignore[method-assign]

    def _seen(self, post: OutgoingPost, network: Network) -> Called:
        """Judge a call by what is recorded at its very instant, without the product's own gates."""
        given = [
            each.authorisation
            for each in self.publications
            if each.authorisation and each.authorisation.version == each.current.number
        ]
        said = content_fingerprint(
            post.text, [(sha256(item.content).hexdigest(), item.alt_text) for item in post.media]
        )
        covers = [word for word in given if word.fingerprints.get(network) == said and self.now < word.expires_at]
        return Called(network, post.text, self.now, bool(covers), self._allows(self.category_by_text[post.text]))

    def _allows(self, category: str) -> bool:
        control = self.world.stored.find(CONTROL_ID)
        open_windows = [w for w in getattr(control, "windows", ()) if w.opens_at <= self.now < w.closes_at]
        return not getattr(control, "stop", None) and (category == "salud" or not open_windows)


def run(examples: int, steps: int, chosen: int, *, derandomize: bool = False) -> dict[str, Any]:
    """Let so many lives of so many steps happen. Raises AssertionError with the shortest one that breaks a promise."""
    began = time.perf_counter()
    SEEN.clear()
    machine = PublishingLife if derandomize else seed(chosen)(PublishingLife)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=derandomize,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    seconds = round(time.perf_counter() - began, 1)
    return {"examples": examples, "steps": steps, "seconds": seconds, "seen": dict(sorted(SEEN.items()))}


def main() -> None:
    """Let the lives asked for happen, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    counts = run(asked.examples, asked.steps, asked.seed)
    lines = [json.dumps(counts)] if asked.json else [f"{name}: {value}" for name, value in counts.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
