"""R13: a citizen's text is lawfully destroyed by two persons, against the three years' duty, and nothing else is."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.domain.cancellation import Cancellation, CancellationState
from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RuleViolationError
from chalicelib.domain.hold import HeldMatter, HoldScope
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person, Role
from chalicelib.domain.post import Reading
from chalicelib.domain.record_search import Search
from chalicelib.domain.records import Record
from chalicelib.domain.referral import Referral
from chalicelib.meta_notices import notices_in
from chalicelib.ports import CommentPage, RawAnswer
from chalicelib.procedure.archiving import version_of
from chalicelib.procedure.cancelling import (
    ask_cancellation,
    cancellations,
    confirm_cancellation,
    withdraw_cancellation,
)
from chalicelib.procedure.cancelling_again import CancelledAgain
from chalicelib.procedure.decisions import decide_comment
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.destroying_texts import carry_out_cancellations
from chalicelib.procedure.enveloping import unseal
from chalicelib.procedure.exporting import order_export
from chalicelib.procedure.holds import lift_hold, place_hold
from chalicelib.procedure.landing import NoticePorts, keep_notice, work_on
from chalicelib.procedure.manifests import seal_days
from chalicelib.procedure.raw_answers import opened as opened_answers
from chalicelib.procedure.raw_notices import opened as opened_notice
from chalicelib.procedure.rebuilding import rebuild
from chalicelib.procedure.recounting import close_day
from chalicelib.procedure.sealing import SealingPorts
from chalicelib.procedure.searching_records import search_records
from chalicelib.texts_es import cancelling as texts
from clients.portavoz.portavoz.cli import main
from local.memory_records import InMemoryRecords
from local.rebuild import told
from tests.archived import rebuilding, tell
from tests.builders import TODAY, a_network_comment, a_person, the_image_office
from tests.exports import folder_of
from tests.fakes import InMemoryEnvelopes
from tests.fakes.disposal import InMemoryArchiveDisposal
from tests.fakes.signing import InMemorySigner
from tests.meta_webhook import a_delivery_of, a_feed_change
from tests.mortality import Death, MortalRecords, Steps
from tests.restoring import put_it_right, restored
from tests.world import World

WORDS = "no hay agua en Hidalgo doce desde el lunes"
BEFORE = "se fue el agua anoche"
HANDLE = "maria_perez"
FIRST = a_network_comment("c1", f"queja: {BEFORE}", author_handle=HANDLE)
EDITED = FIRST.model_copy(update={"text": f"queja: {WORDS}"})
OTHER = a_network_comment("c2", "reporte: sin agua en la plaza", author_handle="juan")
GROUND = {"legal_reference": "Solicitud ARCO 2026-118", "reason": "La persona titular ejerció su derecho"}
INES, JUAN = the_image_office("ines"), a_person(Role.COORDINATOR, username="juan")


def shown(world: World, *comments: NetworkComment) -> None:
    """Have the network show some comments, and read them."""
    shown_page(world, CommentPage(comments, is_whole=True))


def shown_page(world: World, page: CommentPage) -> None:
    [reading] = [one for one in world.of_kind(Reading) if one.network is Network.FACEBOOK]
    world.clock.set(max(world.clock.now(), world.the(reading.id).due_at))
    world.shows(Network.FACEBOOK, page)
    world.read(reading.id)
    world.run()


@pytest.fixture
def world() -> World:
    """Give a day on which a comment was edited, read by a person and referred, all of it archived."""
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    shown(world, FIRST, OTHER)
    shown(world, EDITED, OTHER)
    decided(world)
    archive(world)
    return world


def decided(world: World) -> None:
    decide_comment(
        EDITED.record_id,
        comment_kind=CommentKind.COMPLAINT,
        sentiment=Sentiment.NEGATIVE,
        department_id="sapal",
        by=INES,
        records=world.stored,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
    )
    world.run()


def archive(world: World, since: int = 0) -> None:
    """Tell the archive of the versions that were stored from the `since`th on."""
    for record in world.stored.versions[since:]:
        tell(world, record, world.clock.now())


def ask(world: World, *comments: str, by: Person = INES, **said: str) -> Cancellation:
    wanted = comments or (EDITED.record_id,)
    return ask_cancellation(wanted, **(GROUND | said), by=by, records=world.stored, clock=world.clock)


def confirm(world: World, act: Cancellation, by: Person = JUAN) -> Cancellation:
    return confirm_cancellation(act.id, by=by, records=world.stored, clock=world.clock)


def ports(world: World) -> DestroyingPorts:
    return DestroyingPorts(world.stored, world.envelopes, world.archive, world.notices, world.clock)


def cancelled(world: World) -> Cancellation:
    act = confirm(world, ask(world))
    [done] = carry_out_cancellations(ports(world))
    assert done.id == act.id
    return done


def of_the_citizen(world: World) -> list[Record]:
    case = next(one for one in world.of_kind(Referral) if one.comment == EDITED.record_id)
    decision = next(one for one in world.of_kind(Decision) if one.comment == EDITED.record_id)
    return [world.the(EDITED.record_id), case, decision]


def tells_of_the_citizen(text: str) -> bool:
    return any(words in text for words in (WORDS, BEFORE, HANDLE, FIRST.author_id or HANDLE))


def opened(world: World) -> Iterator[str]:
    """Open everything that the archive keeps."""
    for key, kept in world.archive.kept.items():
        if version := version_of(key):
            yield unseal(version.kind, kept.content, world.envelopes).body.decode()


# The act ----------------------------------------------------------------------------------------------------------


def test_R13_the_text_is_gone_from_the_records_and_from_every_version_in_the_archive(world: World) -> None:
    assert all(tells_of_the_citizen(dump_json(record)) for record in of_the_citizen(world))
    assert sum(map(tells_of_the_citizen, opened(world))) > 4
    told = len(world.stored.versions)
    done = cancelled(world)
    archive(world, told)
    assert done.state is CancellationState.DONE
    assert {one.id for one in done.cleared} == {one.id for one in of_the_citizen(world)}
    for record in of_the_citizen(world):
        assert texts.MARK in dump_json(record)
    assert not any(tells_of_the_citizen(dump_json(record)) for record in world.stored.all if record.kind != "reading")
    assert not any(map(tells_of_the_citizen, opened(world)))


def test_R13_classification_counts_ids_network_and_times_stay(world: World) -> None:
    before = [json.loads(dump_json(record)) for record in of_the_citizen(world)]
    cancelled(world)
    after = [json.loads(dump_json(record)) for record in of_the_citizen(world)]
    kept = (
        "id",
        "network",
        "created_at",
        "written_at",
        "state",
        "folio",
        "comment",
        "count",
        "due_on",
        "department_id",
    )
    for old, new in zip(before, after, strict=True):
        assert {name: old.get(name) for name in kept} == {name: new.get(name) for name in kept}
    comment, was = of_the_citizen(world)[0], before[0]
    assert isinstance(comment, Comment)
    assert [version.seen_at.isoformat() for version in comment.versions] == [
        version["seen_at"].replace("Z", "+00:00") for version in was["versions"]
    ]
    assert comment.classification.comment_kind == was["classification"]["comment_kind"]


def test_R13_whoever_else_wrote_below_the_same_post_keeps_their_words(world: World) -> None:
    before = dump_json(world.the(OTHER.record_id))
    cancelled(world)
    assert dump_json(world.the(OTHER.record_id)) == before


@pytest.mark.parametrize("seen", [EDITED, EDITED.model_copy(update={"text": "queja: ahora digo otra cosa"}), FIRST])
def test_R13_reading_or_editing_it_again_on_the_network_stores_nothing(world: World, seen: NetworkComment) -> None:
    cancelled(world)
    comment = world.the(EDITED.record_id)
    shown(world, seen, OTHER)
    assert world.the(EDITED.record_id) == comment
    assert not any(tells_of_the_citizen(dump_json(one)) for one in world.stored.all if one.kind != "reading")
    again = World()
    again.clock.set(world.clock.now())
    rebuilt = rebuilt_from(world, since=0)
    again.stored.fill(rebuilt.all)
    stored = len(again.stored.versions)
    shown(again, seen, OTHER)
    changed = [one for one in again.stored.versions[stored:] if one.kind != "reading"]
    assert not any(tells_of_the_citizen(dump_json(one)) or "otra cosa" in dump_json(one) for one in changed)


def rebuilt_from(world: World, since: int) -> InMemoryRecords:
    archive(world, since)
    table = InMemoryRecords()
    rebuild(rebuilding(world, table, world.clock))
    return table


def test_R13_a_rebuild_gives_the_mark_and_no_text(world: World) -> None:
    told = len(world.stored.versions)
    cancelled(world)
    table = rebuilt_from(world, told)
    for record in of_the_citizen(world):
        assert table.find(record.id) == record
    assert not any(tells_of_the_citizen(dump_json(record)) for record in table.all)


def test_R13_a_rebuild_marks_what_the_archive_only_knows_from_before(world: World) -> None:
    cancelled(world)
    [act] = world.of_kind(Cancellation)
    # The table was lost after the archive was told of the act, and before it was told of what the act did.
    tell(world, act, world.clock.now())
    table = InMemoryRecords()
    rebuild(rebuilding(world, table, world.clock))
    for record in of_the_citizen(world):
        found = table.find(record.id)
        assert isinstance(found, Comment | Referral | Decision)
        assert found.cancelled_at is not None
        assert not tells_of_the_citizen(dump_json(found))


def test_R13_versions_that_the_stream_tells_late_get_no_key_any_more() -> None:
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    shown(world, FIRST, OTHER)
    shown(world, EDITED, OTHER)
    decided(world)
    told = len(world.stored.versions)
    cancelled(world)
    archive(world, 0)
    assert told < len(world.stored.versions)
    assert not any(map(tells_of_the_citizen, opened(world)))


def test_R13_the_figures_are_the_same_before_and_after(world: World) -> None:
    def counted() -> list[tuple[object, object, int]]:
        days = (TODAY + timedelta(days=offset) for offset in range(2))
        closed = [close_day(day, records=world.stored, clock=world.clock) for day in days]
        return [(one.figures, one.counted, one.manifest.records) for one in closed]

    before = counted()
    act = confirm(world, ask(world))
    registered = counted()
    assert [day[:2] for day in registered] == [day[:2] for day in before]
    assert act.state is CancellationState.CONFIRMED
    carry_out_cancellations(ports(world))
    assert counted() == registered


def test_R13_the_export_of_the_day_verifies_as_before(world: World, tmp_path: Path) -> None:
    sealing = SealingPorts(InMemoryRecords(), world.archive, world.archive, InMemorySigner(), None, world.clock)
    last = max(version.day for version in map(version_of, world.archive.kept) if version)
    world.clock.set(world.clock.now() + timedelta(days=(last - TODAY).days + 2))
    seal_days(ports=sealing, until=world.clock.now() + timedelta(hours=1))
    kept = {key: found.content for key, found in world.archive.kept.items()}
    cancelled(world)
    assert {key: found.content for key, found in world.archive.kept.items()} == kept
    assert any(key.startswith("manifests/") for key in kept)
    folder = folder_of(world.archive, tmp_path / "export")
    assert main(["verify", str(folder), "--huella", InMemorySigner().public_key().id]) == 0


# Two persons ------------------------------------------------------------------------------------------------------


def test_P6_until_it_is_done_it_is_due_and_then_it_is_a_record(world: World) -> None:
    act = ask(world)
    assert (act.state, act.duty, act.attention is not None) == (CancellationState.ASKED, "person", True)
    assert carry_out_cancellations(ports(world)) == []
    agreed = confirm(world, act)
    assert (agreed.state, agreed.duty, agreed.confirmed_by) == (CancellationState.CONFIRMED, "cancel", "juan")
    assert cancellations(None, records=world.stored, clock=world.clock) == [agreed]
    [done] = carry_out_cancellations(ports(world))
    assert (done.due_at, done.attention, done.is_finished) == (None, None, True)
    assert done.departments == ("sapal",)
    assert "cola" in done.out_of_reach
    assert carry_out_cancellations(ports(world)) == []
    assert cancellations(None, records=world.stored, clock=world.clock) == []
    assert cancellations(done.day, records=world.stored, clock=world.clock) == [done]
    tell(world, done, world.clock.now())
    assert any("/cancellation/CAN-" in key for key in world.archive.kept)


def test_whoever_asked_cannot_confirm(world: World) -> None:
    act = ask(world)
    with pytest.raises(RuleViolationError):
        confirm(world, act, by=INES)
    assert world.the(act.id) == act


def test_asking_and_confirming_twice_is_once(world: World) -> None:
    act = ask(world)
    assert ask(world) == act
    assert confirm(world, act) == confirm(world, act)
    cancelled_at = [one.cancelled_at for one in of_the_citizen(world)]  # type: ignore[attr-defined]
    assert cancelled_at == [None, None, None]


def test_what_is_withdrawn_destroys_nothing(world: World) -> None:
    act = ask(world)
    assert withdraw_cancellation(act.id, by=INES, records=world.stored).is_finished
    with pytest.raises(InvalidInputError):
        confirm(world, act)
    assert carry_out_cancellations(ports(world)) == []
    assert tells_of_the_citizen(dump_json(world.the(EDITED.record_id)))


def test_what_is_confirmed_is_not_withdrawn(world: World) -> None:
    act = confirm(world, ask(world))
    with pytest.raises(InvalidInputError):
        withdraw_cancellation(act.id, by=INES, records=world.stored)


@pytest.mark.parametrize("reason", [f"Pide quitar «{WORDS}»", f"Lo pide @{HANDLE}", "Escribió NO HAY AGUA EN hidalgo"])
def test_R13_the_record_of_the_act_quotes_nobody(world: World, reason: str) -> None:
    with pytest.raises(InvalidInputError):
        ask(world, reason=reason)
    assert world.of_kind(Cancellation) == []


def test_what_is_no_comment_or_is_cancelled_already_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError):
        ask(world, "COM-20261123-facebook-nadie")
    cancelled(world)
    with pytest.raises(InvalidInputError):
        ask(world, reason="La persona titular insiste")


def test_a_comment_that_somebody_still_works_on_is_attended_first(world: World) -> None:
    unsure = a_network_comment("c9", "quizá")
    shown(world, EDITED, OTHER, unsure)
    with pytest.raises(InvalidInputError, match="trámite"):
        ask(world, unsure.record_id)


# Holds ------------------------------------------------------------------------------------------------------------


def hold(world: World, scope: HoldScope, value: str) -> str:
    placed = place_hold(
        HeldMatter(scope=scope, value=value),
        reason="Juicio 12/2026",
        by=INES,
        records=world.stored,
        archive=InMemoryArchiveDisposal(world.clock),
        clock=world.clock,
    )
    return placed.id


MATTERS = [(HoldScope.PERSON, HANDLE), (HoldScope.DEPARTMENT, "sapal"), (HoldScope.RECORD, EDITED.record_id)]


@pytest.mark.parametrize(("scope", "value"), MATTERS)
def test_R13_a_hold_refuses_at_every_step(world: World, scope: HoldScope, value: str) -> None:
    act = ask(world)
    hold_id = hold(world, scope, value)
    with pytest.raises(RuleViolationError, match=hold_id):
        ask(world, reason="Otra solicitud de la misma persona")
    with pytest.raises(RuleViolationError, match=hold_id):
        confirm(world, act)
    assert tells_of_the_citizen(dump_json(world.the(EDITED.record_id)))


@pytest.mark.parametrize(("scope", "value"), MATTERS)
def test_R13_a_hold_placed_after_the_confirmation_stops_it_until_it_is_lifted(
    world: World, scope: HoldScope, value: str
) -> None:
    confirm(world, ask(world))
    hold_id = hold(world, scope, value)
    before, keys = [dump_json(one) for one in of_the_citizen(world)], dict(world.envelopes.keys)
    [waiting] = carry_out_cancellations(ports(world))
    assert waiting.attention is not None
    assert hold_id in waiting.attention.reason
    assert [dump_json(one) for one in of_the_citizen(world)] == before
    assert world.envelopes.keys == keys
    for person in (INES, JUAN):
        lift_hold(hold_id, reason="Terminó", by=person, records=world.stored, clock=world.clock)
    world.clock.set(world.clock.now() + timedelta(days=1))
    assert [one.state for one in carry_out_cancellations(ports(world))] == [CancellationState.DONE]


def test_R13_a_hold_placed_in_the_midst_of_it_wins(world: World) -> None:
    confirm(world, ask(world))

    class PlacedMeanwhile(MortalRecords):
        """The table, in which a hold is placed just before the first commit."""

        is_placed = False

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            """Have it placed, once."""
            if not self.is_placed:
                self.is_placed = True
                hold(world, HoldScope.PERSON, HANDLE)
            return super().commit(insert=insert, replace=replace)

    meanwhile = PlacedMeanwhile(world.stored, Steps())
    [waiting] = carry_out_cancellations(replace(ports(world), records=meanwhile))
    assert waiting.state is CancellationState.CONFIRMED
    assert all(tells_of_the_citizen(dump_json(one)) for one in of_the_citizen(world))


# Deaths -----------------------------------------------------------------------------------------------------------


class MortalEnvelopes(InMemoryEnvelopes):
    """Keys whose destruction is a step."""

    def __init__(self, inner: InMemoryEnvelopes, steps: Steps) -> None:
        super().__init__()
        self.keys, self._steps = inner.keys, steps

    def destroy(self, name: str) -> None:
        with self._steps.step(f"destroy {name}"):
            super().destroy(name)


STEPS = 34
"""One commit of the records, the four keys that each of eight versions may have, one commit of the act."""

DEATHS = (1, 2, 3, 9, 17, 26, STEPS - 1, STEPS)


@pytest.mark.parametrize(("die_at", "is_after"), [*((step, False) for step in DEATHS), (STEPS, True)])
def test_R13_whoever_dies_at_any_step_leaves_it_to_be_finished(world: World, die_at: int, *, is_after: bool) -> None:
    confirm(world, ask(world))
    told = len(world.stored.versions)
    mortal = DestroyingPorts(
        world.records, MortalEnvelopes(world.envelopes, world.steps), world.archive, world.notices, world.clock
    )
    world.steps.arm(die_at, is_after=is_after)
    with pytest.raises(Death):
        carry_out_cancellations(mortal)
    assert len(world.steps.names) == die_at <= STEPS
    world.steps.arm(None)
    # Whatever is left is due: all or none of the records have their text, and no key is destroyed while they do.
    left = [tells_of_the_citizen(dump_json(one)) for one in of_the_citizen(world)]
    assert len(set(left)) == 1
    [act] = world.of_kind(Cancellation)
    assert act.is_finished or (act.duty == "cancel" and act.due_at <= world.clock.now())
    carry_out_cancellations(ports(world))
    archive(world, told)
    assert world.the(act.id).state is CancellationState.DONE
    assert not any(map(tells_of_the_citizen, opened(world)))
    assert not any(tells_of_the_citizen(dump_json(one)) for one in of_the_citizen(world))


# After a restore of the table ------------------------------------------------------------------------------------


def is_text_anywhere(world: World, table: InMemoryRecords) -> bool:
    official = [one for one in table.all if one.kind != "reading"]
    return any(tells_of_the_citizen(dump_json(one)) for one in official) or any(
        map(tells_of_the_citizen, opened(world))
    )


@pytest.mark.parametrize("is_known", [False, True])
def test_R05_R13_a_text_that_a_restore_brought_back_is_destroyed_again_though_the_act_was_lost(
    world: World, *, is_known: bool
) -> None:
    then, since = world.stored.all, len(world.stored.versions)
    act = cancelled(world)
    archive(world, since)
    table = restored([*then, *([act] if is_known else [])])
    assert is_text_anywhere(world, table)
    put_it_right(world, table, world.clock)
    assert not is_text_anywhere(world, table)
    assert [table.find(one.id) for one in of_the_citizen(world)] == of_the_citizen(world)
    assert table.find(act.id) == act


@pytest.mark.parametrize("is_known", [False, True])
def test_R05_R13_so_it_is_where_the_archive_knows_the_act_and_not_what_it_did(world: World, *, is_known: bool) -> None:
    then = world.stored.all
    act = cancelled(world)
    tell(world, act, world.clock.now())
    table = restored([*then, *([act] if is_known else [])])
    done = put_it_right(world, table, world.clock)
    assert done.cancelled.done == [act.id]
    assert not is_text_anywhere(world, table)
    again = table.find(act.id)
    assert isinstance(again, Cancellation)
    assert (again.state, again.is_finished) == (CancellationState.DONE, True)
    for record in table.versions[-len(then) :]:
        # What the stream tells of it now is kept with the mark, under keys that were never another text's.
        tell(world, record, world.clock.now())
    assert not is_text_anywhere(world, table)
    assert put_it_right(world, table, world.clock).cancelled == CancelledAgain()
    assert any(f"se destruyó de nuevo: 1 ({act.id})." in line for line in told(done))


def test_R05_R13_a_hold_stops_the_destruction_of_what_came_back_and_every_night_tries_it_again(world: World) -> None:
    then = world.stored.all
    act = cancelled(world)
    tell(world, act, world.clock.now())
    table = restored(then)
    world.stored = table
    hold_id = hold(world, HoldScope.DEPARTMENT, "sapal")
    done = put_it_right(world, table, world.clock)
    assert list(done.cancelled.stopped) == [act.id]
    assert hold_id in done.cancelled.stopped[act.id]
    assert any(line.startswith(f"Pendiente {act.id}: ") and hold_id in line for line in told(done))
    assert tells_of_the_citizen(dump_json(world.the(EDITED.record_id)))
    waiting = world.the(act.id)
    assert (waiting.duty, waiting.attention is not None) == ("cancel", True)
    for person in (INES, JUAN):
        lift_hold(hold_id, reason="Terminó", by=person, records=table, clock=world.clock)
    world.clock.advance(days=1)
    assert [one.state for one in carry_out_cancellations(ports(world))] == [CancellationState.DONE]
    assert not is_text_anywhere(world, table)


def test_R05_R13_a_further_content_of_a_cancelled_revision_is_opened_by_nobody(world: World) -> None:
    comment = world.the(EDITED.record_id)
    other = comment.evolve(author_handle="maria_perez ")
    tell(world, other, world.clock.now() + timedelta(days=2))
    assert sum(map(tells_of_the_citizen, opened(world))) > 1
    assert any(name.endswith("-2") for name in world.envelopes.keys)
    cancelled(world)
    assert not any(map(tells_of_the_citizen, opened(world)))


def test_R13_what_was_asked_and_not_confirmed_destroys_nothing_after_a_restore(world: World) -> None:
    ask(world)
    archive(world)
    done = put_it_right(world, world.stored, world.clock)
    assert done.cancelled == CancelledAgain()
    assert tells_of_the_citizen(dump_json(world.the(EDITED.record_id)))


# What the network answered ----------------------------------------------------------------------------------------


def answers_open(world: World) -> list[bool]:
    """Say of each answer of the network that the archive keeps whether anybody can open it."""
    kept = [found.content for key, found in world.archive.kept.items() if "/answers/" in key]
    return [opened_answers(content, world.envelopes) is not None for content in kept]


@dataclass(frozen=True)
class Answered:
    """`ports.RawAnswers`, given."""

    answers: tuple[RawAnswer, ...]


def page_with_proof(*comments: NetworkComment) -> CommentPage:
    raw = Answered((RawAnswer(200, " ".join(one.text for one in comments).encode()),))
    return CommentPage(comments, is_whole=True, raw=raw)


def test_R13_what_the_network_answered_with_it_is_opened_by_nobody_any_more_nor_what_it_answers_later() -> None:
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    shown_page(world, page_with_proof(OTHER))
    shown_page(world, page_with_proof(FIRST, OTHER))
    shown_page(world, page_with_proof(EDITED, OTHER))
    decided(world)
    assert answers_open(world) == [True, True, True]
    cancelled(world)
    assert sorted(answers_open(world)) == [False, False, True]
    later = a_network_comment("c7", "gracias")
    shown_page(world, page_with_proof(EDITED, OTHER, later))
    assert sorted(answers_open(world)) == [False, False, True, True]
    carry_out_cancellations(ports(world))
    assert sorted(answers_open(world)) == [False, False, False, True]


@pytest.mark.parametrize("days_later", [1, 61, 130, 700])
def test_R13_its_answers_are_found_however_long_ago_it_was_written(days_later: int) -> None:
    world = with_answers()
    world.clock.set(world.clock.now() + timedelta(days=days_later))
    cancelled(world)
    assert sorted(answers_open(world)) == [False, False, True]


def test_R13_answers_of_a_post_that_is_read_for_months_are_found_before_and_after_the_cancellation() -> None:
    world = with_answers()
    for month in range(4):
        world.clock.set(world.clock.now() + timedelta(days=25))
        shown_page(world, page_with_proof(EDITED, OTHER, a_network_comment(f"m{month}", "gracias")))
    assert answers_open(world) == [True] * 7
    cancelled(world)
    assert sorted(answers_open(world)) == [*[False] * 6, True]
    for month in range(4, 8):
        world.clock.set(world.clock.now() + timedelta(days=25))
        shown_page(world, page_with_proof(EDITED, OTHER, a_network_comment(f"m{month}", "gracias")))
        assert sum(answers_open(world)) == 2
        carry_out_cancellations(ports(world))
        assert sum(answers_open(world)) == 1


def with_answers() -> World:
    """Give a day on which three answers were kept, of which the last two show the comment."""
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    shown_page(world, page_with_proof(OTHER))
    shown_page(world, page_with_proof(FIRST, OTHER))
    shown_page(world, page_with_proof(EDITED, OTHER))
    decided(world)
    return world


# Copies -----------------------------------------------------------------------------------------------------------


def test_R13_the_exports_that_copied_it_are_named_and_a_search_finds_nothing_of_it(world: World) -> None:
    day = world.the(EDITED.record_id).day
    ordered = order_export(day, day, by=INES, is_public=False, why="revisión", records=world.stored, clock=world.clock)
    done = cancelled(world)
    assert done.exports == (ordered.id,)
    for words in ("Hidalgo", "se fue el agua", HANDLE.replace("_", " ")):
        assert search_records(Search(first=day, last=day, words=words), records=world.stored).records == []


def test_R13_an_open_case_tells_its_department_to_destroy_its_copy_once(world: World) -> None:
    case = next(one for one in of_the_citizen(world) if isinstance(one, Referral))
    assert not case.is_ended
    cancelled(world)
    [change] = world.the(case.id).outbox
    message = world.the(case.id).change_message(change)
    assert (message.text, message.because) == (texts.MARK, texts.CASE_TEXT_CANCELLED)
    world.clock.set(world.the(case.id).due_at)
    world.run()


def test_a_decision_of_a_day_long_after_is_found(world: World) -> None:
    world.clock.set(world.clock.now() + timedelta(days=40))
    decided_again = decide_comment(
        EDITED.record_id,
        comment_kind=CommentKind.SUGGESTION,
        sentiment=Sentiment.NEUTRAL,
        department_id=None,
        by=JUAN,
        records=world.stored,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
    )
    world.run()
    assert decided_again.id == EDITED.record_id
    done = cancelled(world)
    assert sum(one.kind == "decision" for one in done.cleared) == 2
    assert not any(tells_of_the_citizen(dump_json(one)) for one in world.of_kind(Decision))


# What the network told by itself ----------------------------------------------------------------------------------

HERS = a_network_comment("1001_5005", f"queja: {BEFORE}", author_handle=HANDLE)


def tells(world: World, comment: str, text: str, at: timedelta = timedelta()) -> None:
    """Have Meta tell of a comment, now or some time from now, and bring it into the archive."""
    world.clock.set(world.clock.now() + at)
    body = a_delivery_of(a_feed_change(comment_id=comment, message=text), at=world.clock.now())
    name = keep_notice(body, files=world.notices, queues=world.queues)
    assert work_on(name, hear=notices_in, ports=notice_ports(world))


def notice_ports(world: World) -> NoticePorts:
    return NoticePorts(world.notices, world.archive, world.envelopes, world.records, world.queues, world.clock)


def notices_open(world: World) -> list[bool]:
    """Say of each notice that the archive keeps whether anybody can open it, in the order in which they came."""
    kept = [found.content for key, found in world.archive.kept.items() if "/notices/" in key]
    return [opened_notice(content, world.envelopes) is not None for content in kept]


def with_notices() -> World:
    """Give a day on which Meta told of two comments before they were read, and of one again when it was edited."""
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    tells(world, "1001_5005", BEFORE)
    tells(world, "1001_5006", "gracias")
    shown(world, HERS)
    tells(world, "1001_5005", WORDS, timedelta(minutes=1))
    world.run()
    return world


def cancel_hers(world: World) -> Cancellation:
    """Have two persons agree on it; it is carried out by the next night."""
    world.stored.commit(replace=[done_with(world.the(HERS.record_id))])
    return confirm(world, ask(world, HERS.record_id))


def done_with(comment: Comment) -> Comment:
    return comment.evolve(state="counted", due_at=None, duty=None, attention=None)


@pytest.mark.parametrize("days_later", [0, 61, 700])
def test_R13_what_meta_told_of_it_is_opened_by_nobody_any_more_however_long_ago(days_later: int) -> None:
    world = with_notices()
    assert notices_open(world) == [True, True, True]
    world.clock.set(world.clock.now() + timedelta(days=days_later))
    act = cancel_hers(world)
    before = {key: kept.content for key, kept in world.archive.kept.items()}
    carry_out_cancellations(ports(world))
    assert world.the(act.id).state is CancellationState.DONE
    assert notices_open(world) == [False, True, False]
    assert {key: kept.content for key, kept in world.archive.kept.items()} == before


def test_R13_what_meta_tells_of_it_later_is_destroyed_by_the_next_night() -> None:
    world = with_notices()
    cancel_hers(world)
    carry_out_cancellations(ports(world))
    tells(world, "1001_5005", WORDS, timedelta(days=40))
    assert notices_open(world) == [False, True, False, True]
    world.clock.set(world.clock.now() + timedelta(days=14))
    carry_out_cancellations(ports(world))
    assert notices_open(world) == [False, True, False, False]


def test_R04_a_notice_that_tells_of_others_too_stays_while_a_hold_may_mean_them_and_goes_when_it_is_lifted() -> None:
    world = with_notices()
    two = a_delivery_of(a_feed_change(comment_id="1001_5005"), a_feed_change(comment_id="1001_5006"))
    name = keep_notice(two, files=world.notices, queues=world.queues)
    assert work_on(name, hear=notices_in, ports=notice_ports(world))
    hold_id = hold(world, HoldScope.PERSON, "vecina9")
    act = cancel_hers(world)
    [waiting] = carry_out_cancellations(ports(world))
    assert waiting.attention
    assert waiting.attention.reason == texts.notice_held(hold_id)
    assert (waiting.state, notices_open(world)) == ("confirmed", [False, True, False, True])
    for person in (INES, JUAN):
        lift_hold(hold_id, reason="Terminó", by=person, records=world.stored, clock=world.clock)
    world.clock.advance(days=1)
    carry_out_cancellations(ports(world))
    assert world.the(act.id).state is CancellationState.DONE
    assert notices_open(world) == [False, True, False, False]


def test_R13_it_is_not_done_while_a_notice_lies_open_where_it_landed_and_a_person_is_told() -> None:
    world = with_notices()
    act = cancel_hers(world)
    body = a_delivery_of(a_feed_change(comment_id="1001_5005", message=WORDS), at=world.clock.now())
    stuck = keep_notice(body, files=world.notices, queues=world.queues)
    world.clock.advance(hours=2)
    [waiting] = carry_out_cancellations(ports(world))
    assert (waiting.state, waiting.attention and waiting.attention.reason) == ("confirmed", texts.NOTICES_LEFT)
    assert notices_open(world) == [False, True, False]
    work_on(stuck, hear=notices_in, ports=notice_ports(world))
    world.clock.advance(days=1)
    carry_out_cancellations(ports(world))
    assert world.the(act.id).state is CancellationState.DONE
    assert notices_open(world) == [False, True, False, False]
    assert not any(world.notices.landed.values())
