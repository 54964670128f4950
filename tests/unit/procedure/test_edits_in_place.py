"""Policy on corrections: where the strategy says so, a text is corrected in place, authorised anew and read back (P1, P30)."""

from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RejectedByServiceError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import PublicationState
from chalicelib.domain.same_text import comparable
from tests.builders import PUBLICATION, TEXT, a_person, the_image_office
from tests.model_network import Answer, ModelAccount
from tests.mortality import Death
from tests.world import World

AGENCY = a_person(Role.AGENCY, username="agencia")
RIGHT = "Los parques abren gratis los sábados y domingos."


def live_on(*networks: Network) -> World:
    world = World()
    world.catalogue.edits_on = frozenset({Network.FACEBOOK})
    world.released(*networks or (Network.FACEBOOK,))
    world.run()
    return world


def corrected(world: World, text: str = RIGHT) -> None:
    world.correct_in_place({Network.FACEBOOK: text}, AGENCY)
    world.authorise()
    world.publish()


def edit_of(world: World, version: int = 2) -> Delivery:
    found = world.the(ids.delivery_id(PUBLICATION, Network.FACEBOOK, f"edit-{version}"))
    assert isinstance(found, Delivery)
    return found


def shown(world: World) -> list[str]:
    return [one.content.split("\x1f")[0] for one in world.accounts[Network.FACEBOOK].live]


def test_the_new_text_takes_the_place_of_the_old_and_the_record_keeps_both() -> None:
    world = live_on()
    corrected(world)
    world.run()
    assert shown(world) == [RIGHT]
    assert world.accounts[Network.FACEBOOK].calls == ["publish", "edit"]
    (post,) = world.of_kind(Post)
    assert post.text == RIGHT
    (change,) = post.rewordings
    assert (change.text_before, change.text, change.version) == (TEXT, RIGHT, 2)
    assert change.authorised_by == "directora"
    assert change.delivery == edit_of(world).id
    assert world.publication().state is PublicationState.RELEASED


def test_P1_until_it_is_authorised_and_released_readers_see_the_former_text() -> None:
    world = live_on()
    waiting = world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)
    assert waiting.attention
    world.run()
    with pytest.raises(RuleViolationError):
        world.publish()
    world.authorise()
    world.run()
    assert shown(world) == [TEXT]


def test_P1_nobody_authorises_their_own_correction_in_place() -> None:
    world = live_on()
    world.correct_in_place({Network.FACEBOOK: RIGHT}, the_image_office("directora"))
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(by=the_image_office("directora"))


def test_P1_who_wrote_the_version_before_does_not_authorise_what_is_left_of_it() -> None:
    world = World()
    world.catalogue.edits_on = frozenset({Network.FACEBOOK})
    world.prepared(Network.FACEBOOK, Network.X)
    world.edit(Edit.model_validate({"texts": {"x": "Lo mío"}}), the_image_office("una"))
    world.authorise(by=the_image_office("otra"))
    world.publish()
    world.run()
    world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(by=the_image_office("una"))


def test_P32_a_text_that_is_not_the_authorised_one_is_not_written() -> None:
    world = live_on()
    corrected(world)
    world.stored.commit(replace=[edit_of(world).evolve(text="Otra cosa")])
    world.run()
    assert (edit_of(world).state, edit_of(world).reason) == (DeliveryState.HELD, texts_es.CONTENT_CHANGED)
    assert shown(world) == [TEXT]


def test_P27_an_authorisation_revoked_after_the_release_stops_the_edit() -> None:
    world = live_on()
    corrected(world)
    world.revoke()
    world.run()
    assert (edit_of(world).state, edit_of(world).reason) == (DeliveryState.HELD, texts_es.AUTHORISATION_GONE)
    world.authorise()
    world.publish()
    world.run()
    assert shown(world) == [RIGHT]


def test_a_network_without_edits_is_left_to_a_take_down() -> None:
    world = live_on(Network.FACEBOOK, Network.X)
    with pytest.raises(InvalidInputError) as refused:
        world.correct_in_place({Network.X: RIGHT}, AGENCY)
    assert str(refused.value) == texts_es.no_edits_in_place("x")


def test_what_the_strategy_does_not_allow_is_not_corrected_in_place() -> None:
    world = live_on()
    world.catalogue.edits_on = frozenset()
    with pytest.raises(InvalidInputError) as refused:
        world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)
    assert str(refused.value) == texts_es.no_edits_in_place("facebook")


def test_only_texts_are_corrected_in_place() -> None:
    world = live_on()
    with pytest.raises(InvalidInputError, match=texts_es.IN_PLACE_ONLY_TEXTS):
        world.correct_in_place({}, AGENCY, alt_texts={"foto.jpg": "Otra"})


def test_what_is_not_live_or_still_on_its_way_is_not_corrected_in_place() -> None:
    world = World()
    world.catalogue.edits_on = frozenset({Network.FACEBOOK})
    with pytest.raises(NotFoundError):
        world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)
    world.released(Network.FACEBOOK, Network.X)
    with pytest.raises(InvalidInputError, match=r"no está en Facebook"):
        world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)
    world.carry_out(ids.delivery_id(PUBLICATION, Network.FACEBOOK))
    with pytest.raises(InvalidInputError, match=texts_es.STILL_ON_ITS_WAY):
        world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)


def test_what_was_taken_down_is_not_corrected_in_place() -> None:
    world = live_on()
    world.take_down()
    with pytest.raises(InvalidInputError, match=texts_es.PUBLICATION_WITHDRAWN):
        world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)


@pytest.mark.parametrize("text", [TEXT, "a" * 5001])
def test_a_correction_in_place_changes_something_and_fits(text: str) -> None:
    with pytest.raises(InvalidInputError):
        live_on().correct_in_place({Network.FACEBOOK: text}, AGENCY)


@pytest.mark.parametrize("answer", [Answer.ACCEPTED_AND_LOST, Answer.NOTHING_AND_LOST, Answer.TRANSIENT])
def test_P06_an_edit_whose_answer_is_lost_is_found_out_by_reading(answer: Answer) -> None:
    world = live_on()
    world.accounts[Network.FACEBOOK].answers = [answer]
    corrected(world)
    world.run()
    assert shown(world) == [RIGHT]
    assert edit_of(world).state is DeliveryState.DONE
    assert len(world.of_kind(Post)[0].rewordings) == 1


@pytest.mark.parametrize("is_after", [False, True])
def test_P2_dying_anywhere_while_a_text_is_corrected_leaves_one_post_with_the_new_text(*, is_after: bool) -> None:
    for die_at in range(1, 9):
        world = live_on()
        corrected(world)
        world.steps.arm(die_at, is_after=is_after)
        try:
            world.carry_out(edit_of(world).id)
        except Death:
            world.clock.advance(seconds=160)
        finally:
            world.steps.arm(None)
        world.run()
        assert shown(world) == [RIGHT], (die_at, is_after)
        assert [len(post.rewordings) for post in world.of_kind(Post)] == [1]


def test_a_network_that_refuses_the_edit_leaves_it_to_a_person() -> None:
    world = live_on()

    class NoEdits(ModelAccount):
        def edit(self, network_id: str, text: str) -> None:
            raise RejectedByServiceError(f"not this app's: {network_id} {text}", code="edit_unsupported")

    up = world.accounts[Network.FACEBOOK].everything
    world.accounts[Network.FACEBOOK] = NoEdits(world.clock, world.steps, everything=up)
    corrected(world)
    world.run()
    refused = edit_of(world)
    assert (refused.state, refused.reason_code) == (DeliveryState.REFUSED, "edit_unsupported")
    assert refused.attention
    assert shown(world) == [TEXT]
    world.take_down()
    world.run()
    assert shown(world) == []
    assert edit_of(world).state is DeliveryState.CANCELLED


def test_an_edit_that_the_network_does_not_show_is_put_before_a_person() -> None:
    world = live_on()

    class Deaf(ModelAccount):
        def edit(self, network_id: str, text: str) -> None:
            self.calls.append(f"edit {network_id} {text}")

    up = world.accounts[Network.FACEBOOK].everything
    world.accounts[Network.FACEBOOK] = Deaf(world.clock, world.steps, everything=up)
    corrected(world)
    world.run()
    assert (edit_of(world).state, edit_of(world).reason) == (DeliveryState.HELD, texts_es.EDIT_NOT_SHOWN)
    world.take_down()
    world.run()
    assert shown(world) == []
    assert world.records.waiting() == []


def test_P30_a_post_that_somebody_removed_is_not_corrected_and_a_person_is_told() -> None:
    world = live_on()
    corrected(world)
    for one in world.accounts[Network.FACEBOOK].live:
        one.removed_at = world.clock.now()
    world.accounts[Network.FACEBOOK].answers = [Answer.GONE]
    world.run()
    assert (edit_of(world).state, edit_of(world).reason_code) == (DeliveryState.REFUSED, "post_gone")


def test_P30_taken_down_before_the_edit_is_sent_is_taken_down() -> None:
    world = live_on()
    corrected(world)
    world.take_down()
    world.run()
    assert edit_of(world).state is DeliveryState.CANCELLED
    assert world.accounts[Network.FACEBOOK].calls == ["publish", "take_down"]


def test_P30_taken_down_while_the_edit_is_in_doubt_ends_with_nothing_up_and_nobody_asked() -> None:
    world = live_on()
    corrected(world)
    world.accounts[Network.FACEBOOK].answers = [Answer.ACCEPTED_AND_LOST]
    world.steps.arm(5)
    with pytest.raises(Death):
        world.carry_out(edit_of(world).id)
    world.steps.arm(None)
    world.take_down()
    world.run()
    assert shown(world) == []
    assert edit_of(world).is_finished
    assert world.records.waiting() == []


def test_a_second_correction_supersedes_the_first_that_was_never_sent() -> None:
    world = live_on()
    world.correct_in_place({Network.FACEBOOK: RIGHT}, AGENCY)
    world.authorise()
    world.schedule(world.clock.now() + timedelta(hours=2))
    world.correct_in_place({Network.FACEBOOK: "Sólo los sábados."}, AGENCY)
    world.authorise()
    world.publish()
    world.run()
    assert edit_of(world, 2).state is DeliveryState.CANCELLED
    assert shown(world) == ["Sólo los sábados."]
    assert [change.text_before for change in world.of_kind(Post)[0].rewordings] == [TEXT]


def test_two_corrections_in_place_are_both_on_record() -> None:
    world = live_on()
    corrected(world)
    world.run()
    corrected(world, "Sólo los sábados.")
    world.run()
    (post,) = world.of_kind(Post)
    assert [change.text_before for change in post.rewordings] == [TEXT, RIGHT]
    assert post.text == "Sólo los sábados."


def test_the_other_networks_keep_what_they_show() -> None:
    world = live_on(Network.FACEBOOK, Network.X)
    corrected(world)
    world.run()
    assert world.accounts[Network.X].calls == ["publish"]
    assert shown(world) == [RIGHT]


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("Ven a  leon.gob.mx/a", "Ven a https://leon.gob.mx/a/"),
        ("Bolet\u0301in", "Bolet\u0301in "),
        ("Uno\n\ndos", "Uno dos"),
    ],
)
def test_what_a_network_does_to_a_text_does_not_make_it_another(sent: str, seen: str) -> None:
    assert comparable(sent) == comparable(seen)
