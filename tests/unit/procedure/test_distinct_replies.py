"""4.3, P21: X takes no text twice; what many citizens are told within an hour is never the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.adapters.catalogue import YamlCatalogue, load_catalogue
from chalicelib.domain.answer import CannedAnswer
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import OutcomeUnknownError
from chalicelib.domain.networks import Network
from chalicelib.domain.referral import NewsAct
from tests.builders import TODAY, a_classification, a_comment, a_network_comment, some_news
from tests.model_network import ModelAccount
from tests.neighbourhood import said
from tests.world import FakeCatalogue, World

FOLIO = "LEO-20261123-000001"
TEXT = "no hay agua en las joyas"
HOURS = CannedAnswer(id="horario", department_id="sapal", text="Informes en el 072.", since=TODAY)


@dataclass
class ShippedTexts(FakeCatalogue):
    """The fake catalogue with the texts that are shipped."""

    shipped: YamlCatalogue = field(default_factory=load_catalogue)

    def reply(self, template: str, variables: Mapping[str, str]) -> str:
        return self.shipped.reply(template, variables)


class StrictX(ModelAccount):
    """An X that refuses the text of any reply that is up already."""

    def reply(self, comment_id: str, text: str) -> str:
        if any(shown.content == text for shown in self.live):
            raise OutcomeUnknownError("403 duplicate content")
        return super().reply(comment_id, text)


def on_x() -> World:
    """Make a world whose X refuses what it has already."""
    world = World()
    world.catalogue = ShippedTexts(max_replies_per_hour=1000)
    world.accounts[Network.X] = StrictX(world.clock, world.steps, refuses_duplicates=True)
    return world


def everything_said(world: World) -> list[str]:
    deliveries = world.of_kind(Delivery)
    assert {one.state for one in deliveries} == {DeliveryState.DONE}
    assert [one.tries for one in deliveries] == [1] * len(deliveries)
    return [shown.content for shown in world.accounts[Network.X].live]


def test_P21_neighbours_under_one_folio_are_each_told_in_a_text_of_their_own() -> None:
    world = on_x()
    for number in range(30):
        comment = said(f"c{number}", TEXT, network=Network.X)
        world.put(comment)
        world.refer(comment.id)
    world.run()
    world.hear(some_news(NewsAct.CLOSED))
    world.run()
    texts = everything_said(world)
    assert (len(texts), len(set(texts))) == (60, 60)
    assert all(FOLIO in text and len(text) <= 280 for text in texts)


def test_P21_cases_of_one_hour_are_each_told_in_a_text_of_their_own() -> None:
    world = on_x()
    for number in range(30):
        comment = a_comment(a_network_comment(f"c{number}", network=Network.X, author_handle=f"v{number}"))
        world.put(comment)
        world.refer(comment.id)
    world.run()
    texts = everything_said(world)
    assert (len(texts), len(set(texts))) == (30, 30)


def test_P21_the_same_question_of_many_is_answered_in_a_text_of_its_own() -> None:
    world = on_x()
    world.catalogue.answers.write = load_catalogue().answers.write  # type: ignore[method-assign]
    world.catalogue.answers.answers = [HOURS]
    for number in range(30):
        seen = a_network_comment(f"c{number}", "pregunta: ¿horario?", network=Network.X)
        world.put(a_comment(seen, a_classification(CommentKind.QUESTION)))
    world.run()
    texts = everything_said(world)
    assert (len(texts), len(set(texts))) == (30, 30)


def test_no_two_shipped_texts_of_an_hour_are_the_same() -> None:
    shipped, case = load_catalogue(), {"department": "SAPAL", "due_on": "30/11/2026"}
    folios = [f"LEO-20261123-{number:06}" for number in range(200)]
    once = [
        shipped.reply(template, case | {"folio": folio})
        for template in ("referred", "closed", "emergency", "discreet", "several")
        for folio in folios
    ]
    many = [
        shipped.reply(template, case | {"folio": FOLIO, "number": str(number)})
        for template in ("joined", "joined_closed", "joined_unattended", "discreet_joined")
        for number in range(2, 202)
    ]
    assert len({*once, *many}) == len(once) + len(many)
