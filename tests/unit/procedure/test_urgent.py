"""4.1, 4.2: what cannot wait goes before a person and to the department on duty at once; in public it is answered once."""

import pytest

from chalicelib import texts_es
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.people import Role
from chalicelib.domain.referral import NewsAct, Referral
from tests.builders import a_person, some_news
from tests.neighbourhood import said
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
FOLIO = "LEO-20261123-000001"
TEXTS = {
    Urgency.LIFE: "hay un cable tirado, es un peligro y no hay agua",
    Urgency.VIOLENCE_AGAINST_WOMEN: "mi esposo me pega",
    Urgency.MINORS: "hay una niña sola en la calle",
}


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("doubt", ["", " quizá", " gracias", " ¿qué hago?"])
def test_an_urgent_comment_is_before_a_person_and_at_the_department_on_duty_whatever_the_kind(
    urgency: Urgency, doubt: str
) -> None:
    world = World()
    comment = said("c1", TEXTS[urgency] + doubt)
    world.put(comment)
    assert [one.attention.reason for one in world.records.waiting() if one.attention] == [
        texts_es.urgent_comment(urgency)
    ]
    world.refer(comment.id)
    assert [message.department_id for message in world.inboxes.messages] == ["deporte"]
    assert world.inboxes.messages[0].is_urgent
    waiting = world.records.waiting()
    assert [(one.id, one.attention and one.attention.is_urgent) for one in waiting] == [(FOLIO, True)]


def test_an_urgent_comment_is_the_first_of_all_that_waits_however_new() -> None:
    world = World()
    world.put(said("c1", "quizá no hay agua"), said("c2", "quizá tampoco hay agua"))
    world.clock.advance(days=1)
    world.put(said("c3", "mi esposo me pega"))
    assert [one.id.rsplit("-", 1)[1] for one in world.records.waiting()] == ["c3", "c1", "c2"]
    assert len(world.records.waiting(1)) == 1
    assert world.records.waiting(1)[0].id.endswith("c3")


@pytest.mark.parametrize("act", [NewsAct.PULLED, NewsAct.ACCEPTED, NewsAct.IN_PROGRESS, NewsAct.RETURNED])
def test_an_urgent_case_stays_before_a_person_whatever_the_department_says_until_a_person_read_it(act: NewsAct) -> None:
    world = World()
    comment = said("c1", TEXTS[Urgency.MINORS])
    world.put(comment)
    world.refer(comment.id)
    world.hear(some_news(act, department_id="deporte"))
    world.run()
    assert [one.id for one in world.records.waiting()] == [FOLIO]
    world.decide(comment.id, CommentKind.COMPLAINT, ANA)
    world.run()
    assert world.records.waiting() == []
    assert world.the(FOLIO).urgency is Urgency.MINORS


@pytest.mark.parametrize(
    ("urgency", "template"),
    [(Urgency.LIFE, "emergency"), (Urgency.VIOLENCE_AGAINST_WOMEN, "discreet"), (Urgency.MINORS, "discreet")],
)
def test_in_public_it_is_answered_once_with_a_fixed_text_and_its_closing_is_not_told(
    urgency: Urgency, template: str
) -> None:
    world = World()
    comment = said("c1", TEXTS[urgency] + "; y la cancha no tiene luz")
    world.put(comment)
    world.refer(comment.id)
    world.hear(some_news(NewsAct.CLOSED, department_id="deporte"))
    world.run()
    replies = world.of_kind(Delivery)
    assert [reply.reply.template for reply in replies if reply.reply] == [template]
    assert world.the(FOLIO).closing.reason == texts_es.NOT_TOLD_IN_PUBLIC
    assert len(world.of_kind(Referral)) == 1


def test_a_department_on_duty_that_the_comment_names_goes_before_the_first_of_the_catalogue() -> None:
    world = World()
    world.catalogue.urgent_departments[Urgency.LIFE] = ("deporte", "sapal")
    comment = said("c1", TEXTS[Urgency.LIFE])
    world.put(comment)
    world.refer(comment.id)
    assert world.the(FOLIO).department_id == "sapal"


def test_an_urgent_comment_that_a_person_read_first_still_goes_to_those_on_duty() -> None:
    world = World()
    comment = said("c1", TEXTS[Urgency.LIFE])
    world.put(comment)
    world.decide(comment.id, CommentKind.COMPLAINT, ANA)
    world.run()
    assert (world.the(FOLIO).department_id, world.the(FOLIO).seen_by) == ("deporte", "ana")
    assert world.records.waiting() == []


def test_a_person_who_finds_no_danger_sends_it_on_like_any_other() -> None:
    world = World()
    comment = said("c1", "es un peligro que no haya agua")
    world.put(comment)
    world.refer(comment.id)
    world.decide(comment.id, CommentKind.COMPLAINT, ANA, "sapal", is_urgent=False)
    world.run()
    case = world.the(FOLIO)
    assert (case.department_id, case.is_urgent, case.urgency) == ("sapal", False, None)
    assert not world.inboxes.of("sapal")[0].is_urgent
    assert world.records.waiting() == []


def test_neighbours_who_see_the_same_danger_are_each_a_case_of_their_own() -> None:
    world = World()
    for number in range(3):
        comment = said(f"c{number}", "hay un peligro en las joyas, no hay agua")
        world.put(comment)
        world.refer(comment.id)
    assert len(world.of_kind(Referral)) == 3


def test_a_comment_that_is_urgent_is_counted_as_referred_once_its_case_is_open() -> None:
    world = World()
    comment = said("c1", TEXTS[Urgency.LIFE])
    world.put(comment)
    world.refer(comment.id)
    assert world.the(comment.id).state is CommentState.REFERRED
    assert world.the(comment.id).attention is None
