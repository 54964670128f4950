"""P4, P6: whatever citizens, departments, persons and dying workers do in whatever order, cases stay whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import TAKEN_BACK, NewsAct, Referral, ReferralState
from chalicelib.procedure.assigning import assign_case
from tests.builders import BAR, a_person, some_news
from tests.mortality import Death
from tests.neighbourhood import read, said, seen
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
COMMENTS = [
    said("c0", "no hay agua en las joyas"),
    said("c1", "no hay agua en las joyas"),
    said("c2", "no hay agua en las joyas", "vecina-c1"),
    said("c3", "no hay agua; la cancha no tiene luz"),
    said("c4", "hay un peligro en las joyas, no hay agua"),
    said("c5", "quizá no hay agua en las joyas"),
]
TEXTS = [
    "no hay agua en las joyas",
    "la cancha está rota",
    "gracias por el agua",
    "mi esposo me pega",
    "quizá no hay agua",
]


@dataclass(frozen=True)
class Step:
    """One act of the schedule: what, on which comment, how; and where its worker dies, if it does."""

    act: str
    which: int
    how: int
    die_at: int | None
    is_after: bool


steps = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(["refer", "refer", "decide", "news", "edit", "pass", "wait", "assign"]),
        which=st.integers(0, len(COMMENTS) - 1),
        how=st.integers(0, 11),
        die_at=st.none() | st.integers(1, 8),
        is_after=st.booleans(),
    ),
    max_size=16,
)


@settings(max_examples=200, deadline=None)
@given(schedule=steps)
def test_P4_P6_cases_are_whole_whatever_happens_in_whatever_order(schedule: list[Step]) -> None:
    world = World()
    world.put(*COMMENTS)
    for number, step in enumerate(schedule):
        _do(world, step, number)
    world.clock.advance(minutes=6)
    world.run()
    _nothing_is_on_its_way(world)
    _every_comment_is_somewhere(world)
    _every_case_counts_its_comments(world)
    _nobody_is_told_twice(world)


def _do(world: World, step: Step, number: int) -> None:
    comment = COMMENTS[step.which]
    acts: Mapping[str, Callable[[], object]] = {
        "refer": lambda: world.refer((*world.the(comment.id).folios, comment.id)[0]),
        "decide": lambda: _decide(world, comment, step.how),
        "news": lambda: _tell(world, comment, step.how, number),
        "edit": lambda: _edit(world, comment, TEXTS[step.how % len(TEXTS)]),
        "pass": lambda: world.clock.advance(minutes=step.how),
        "wait": lambda: world.clock.advance(days=step.how),
        "assign": lambda: _assign(world, comment, step.how),
    }
    world.steps.arm(step.die_at, is_after=step.is_after)
    try:
        acts[step.act]()
    except (Death, RecordConflictError, InvalidInputError):
        return
    finally:
        world.steps.arm(None)


def _decide(world: World, comment: Comment, how: int) -> None:
    kind = [CommentKind.COMPLAINT, CommentKind.OTHER, CommentKind.SUGGESTION][how % 3]
    folios = world.the(comment.id).folios
    folio = folios[how % len(folios)] if len(folios) > 1 and how > 2 else None
    world.decide(comment.id, kind, ANA, [None, "deporte", "sapal", None][how % 4], folio=folio)


def _tell(world: World, comment: Comment, how: int, number: int) -> None:
    for folio in world.the(comment.id).folios[: 1 + how % 2]:
        act = list(NewsAct)[how % len(NewsAct)]
        case = world.the(folio)
        world.hear(some_news(act, folio=folio, department_id=case.department_id, news_id=f"n{number}"))


def _assign(world: World, comment: Comment, how: int) -> None:
    for folio in world.the(comment.id).folios[:1]:
        assign_case(
            folio,
            list(world.catalogue.departments)[how % 3],
            reason="Le toca",
            by=ANA,
            records=world.records,
            catalogue=world.catalogue,
            queues=world.queues,
            clock=world.clock,
        )


def _edit(world: World, comment: Comment, text: str) -> None:
    now, known = world.clock.now(), world.the(comment.id)
    edited = known.edited(seen(comment.network_id, text, comment.author_id), now)
    if edited != known:
        world.records.commit(replace=[edited.read_again(read(text), bar=BAR, now=now)])


def _nothing_is_on_its_way(world: World) -> None:
    for case in world.of_kind(Referral):
        assert case.outbox == ()
        assert case.is_finished or case.duty in {Duty.DEPARTMENT, Duty.PERSON}
        assert (case.attention is None) or not case.is_ended
        if case.state is not ReferralState.DISPUTED:
            assert case.acknowledgement is not None


def _every_comment_is_somewhere(world: World) -> None:
    for comment in world.of_kind(Comment):
        assert comment.state in {CommentState.COUNTED, CommentState.REFERRED, CommentState.TO_DECIDE}
        if comment.state is CommentState.REFERRED:
            assert comment.folios
            cases = [world.the(folio) for folio in comment.folios]
            assert all(case.state not in TAKEN_BACK for case in cases) or len(cases) > 1
        if comment.state is CommentState.COUNTED:
            assert not comment.classification.comment_kind.is_referred
            assert all(world.the(folio).is_ended for folio in comment.folios)


def _every_case_counts_its_comments(world: World) -> None:
    for case in world.of_kind(Referral):
        mine = [one for one in world.of_kind(Comment) if case.id in one.folios]
        if case.state in TAKEN_BACK:
            assert case.count == 0
        else:
            assert case.count == len(mine), (case.id, case.state, [(one.id, one.state) for one in mine])


def _nobody_is_told_twice(world: World) -> None:
    for purpose in ("acknowledgement", "closing"):
        told = [
            (one.subject, one.target, one.reply and one.reply.comment)
            for one in world.of_kind(Delivery)
            if f"#{purpose}" in one.id
        ]
        assert len(told) == len(set(told))
    urgent = {case.id for case in world.of_kind(Referral) if case.urgency}
    assert not [one for one in world.of_kind(Delivery) if one.subject in urgent and one.id.endswith("#closing")]
