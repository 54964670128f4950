"""4.2, 4.3: a case is closed as attended, as not the municipality's, as a duplicate, or because it cannot be attended."""

import pytest
from pydantic import ValidationError

from chalicelib import texts_es
from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.referral import DepartmentNews, NewsAct, Outcome, ReferralState
from chalicelib.procedure.replies import tell_closing
from tests.builders import NOW, a_comment, a_referral, some_news
from tests.world import World

FOLIO = "LEO-20261123-000001"
CATALOGUE = YamlCatalogue(FOLDER)
TEMPLATES = {
    Outcome.ATTENDED: "closed",
    Outcome.NOT_COMPETENT: "not_competent",
    Outcome.DUPLICATE: "duplicate",
    Outcome.CANNOT_ATTEND: "cannot_attend",
}


def a_world() -> World:
    world = World()
    world.put(a_comment().referred(FOLIO), a_referral().delivered(world.clock.now()))
    return world


def closed(outcome: Outcome | None, note: str = "Se revisó en sitio") -> DepartmentNews:
    return some_news(NewsAct.CLOSED, outcome=outcome, note=note)


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_how_it_was_closed_is_kept_and_the_citizen_reads_the_text_for_it(outcome: Outcome | None) -> None:
    world = a_world()
    case = world.hear(closed(outcome))
    assert (case.state, case.outcome) == (ReferralState.CLOSED, outcome or Outcome.ATTENDED)
    (reply,) = world.of_kind(Delivery)
    assert reply.reply.template == TEMPLATES[outcome or Outcome.ATTENDED]
    assert "sitio" not in str(reply.reply)


def test_a_closing_as_version_1_always_wrote_it_means_attended() -> None:
    written = '{"version":1,"news_id":"n1","folio":"LEO-20261123-000001","department_id":"sapal","act":"closed"}'
    assert a_world().hear(DepartmentNews.model_validate_json(written)).outcome is Outcome.ATTENDED


@pytest.mark.parametrize("outcome", [Outcome.NOT_COMPETENT, Outcome.CANNOT_ATTEND])
@pytest.mark.parametrize("note", ["", "   "])
def test_what_is_not_attended_says_why(outcome: Outcome, note: str) -> None:
    world = a_world()
    with pytest.raises(InvalidInputError) as refused:
        world.hear(closed(outcome, note))
    assert str(refused.value) == texts_es.CLOSING_NEEDS_NOTE
    assert world.the(FOLIO).state is ReferralState.REFERRED
    assert world.of_kind(Delivery) == []


@pytest.mark.parametrize("act", [act for act in NewsAct if act is not NewsAct.CLOSED])
def test_nothing_but_a_closing_has_an_outcome(act: NewsAct) -> None:
    world = a_world()
    with pytest.raises(InvalidInputError) as refused:
        world.hear(some_news(act, outcome=Outcome.ATTENDED))
    assert str(refused.value) == texts_es.OUTCOME_OF_CLOSINGS_ONLY


def test_an_outcome_nobody_agreed_on_is_no_news() -> None:
    with pytest.raises(ValidationError):
        DepartmentNews.model_validate(some_news(NewsAct.CLOSED).model_dump() | {"outcome": "ignored"})


def test_Q07_closing_it_again_otherwise_is_kept_and_changes_nothing() -> None:
    world = a_world()
    world.hear(closed(Outcome.ATTENDED))
    again = world.hear(some_news(NewsAct.CLOSED, outcome=Outcome.CANNOT_ATTEND, note="Siempre no", news_id="n2"))
    assert again.outcome is Outcome.ATTENDED
    assert again.history[-1].note == "Siempre no"
    assert len(world.of_kind(Delivery)) == 1


def test_Q08_a_case_that_is_opened_again_has_no_outcome() -> None:
    closed_case = a_referral().delivered(NOW).evolve(outcome=Outcome.ATTENDED)
    assert closed_case.sent_on("deporte", NOW).outcome is None


@pytest.mark.parametrize("outcome", Outcome)
def test_Q09_a_department_that_left_the_catalogue_still_closes_its_case(outcome: Outcome) -> None:
    case = a_referral().delivered(NOW).evolve(department_id="extinta", outcome=outcome, network=Network.X)
    _, reply = tell_closing(case, catalogue=CATALOGUE, now=NOW)
    assert reply is not None
    assert reply.reply is not None
    text = CATALOGUE.reply(reply.reply.template, reply.reply.variables)
    assert texts_es.THE_MUNICIPALITY in text
    assert FOLIO in text
