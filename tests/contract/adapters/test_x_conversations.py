"""What is said on X without mentioning us, and what became of it, against the simulated network."""

import pytest

from chalicelib.adapters.networks.x.conversations import MAX_QUERY, query_about
from chalicelib.domain.errors import RateLimitedError, RejectedByServiceError
from chalicelib.ports import CommentPage
from chalicelib.procedure.searching import MOST_CONVERSATIONS
from local.networks import SimulatedNetworks
from tests.contract.adapters.simulated import XScene
from tests.contract.network_contracts import check_exchanges

OUR_ID = "1498765432109876543"


@pytest.fixture(params=["tweet", "post"])
def scene(networks: SimulatedNetworks, graphics_at: str, request: pytest.FixtureRequest) -> XScene:
    """Give the simulated X, answering in one of its dialects."""
    scene = XScene(networks, graphics_at)
    scene.control.set(x_dialect=request.param)
    return scene


def found(scene: XScene, *names: str, since: str | None = None) -> dict[str, str]:
    """Search to the end; give the texts by their ids."""
    pages: list[CommentPage] = [scene.conversations.read(",".join(names), since, None)]
    while pages[-1].next_page:
        pages.append(scene.conversations.read(",".join(names), since, pages[-1].next_page))
    return {comment.network_id: comment.text for page in pages for comment in page.comments}


# The search -------------------------------------------------------------------------------------------------------


def test_an_answer_that_does_not_mention_us_is_found_and_the_mentions_do_not_show_it(scene: XScene) -> None:
    post_id = scene.publish()
    quiet = scene.unmentioning(post_id, "ya ni llorar es bueno")
    deeper = scene.unmentioning(quiet, "ni quien los arregle", citizen=1)
    assert set(found(scene, post_id)) == {quiet, deeper}
    assert scene.readable_comments(post_id) == []


def test_what_is_found_is_the_very_comment_that_a_mention_would_be(scene: XScene) -> None:
    post_id = scene.publish()
    scene.comment(post_id, "queja: un bache")
    (mention,) = scene.readable_comments(post_id)
    (searched,) = scene.conversations.read(post_id, None, None).comments
    assert searched == mention


def test_what_mentions_us_is_left_out_where_our_name_is_known(scene: XScene) -> None:
    post_id = scene.publish()
    scene.comment(post_id, "queja: un bache")
    quiet = scene.unmentioning(post_id, "otro bache")
    assert set(found(scene, post_id, f"@{scene.networks.accounts.x.username}")) == {quiet}


def test_several_conversations_are_one_query_over_as_many_pages_as_it_takes(scene: XScene) -> None:
    posts = [scene.publish(f"Aviso {number}") for number in range(2)]
    said = {scene.unmentioning(post, f"respuesta {number}") for post in posts for number in range(7)}
    assert set(found(scene, *posts)) == said
    requests = [one for one in scene.control.exchanges() if one["path"].endswith("/search/recent")]
    assert len(requests) == 2


def test_our_own_posts_and_other_conversations_are_not_found(scene: XScene) -> None:
    post_id, other = scene.publish("Uno"), scene.publish("Dos")
    comment = scene.comment(post_id, "hola")
    scene.account.reply(comment, "Gracias")
    scene.unmentioning(other, "en otra")
    assert set(found(scene, post_id)) == {comment}


def test_a_search_begins_no_earlier_than_X_reaches(scene: XScene) -> None:
    post_id = scene.publish()
    quiet = scene.unmentioning(post_id, "hace un rato")
    assert set(found(scene, post_id, since="2020-01-01T00:00:00+00:00")) == {quiet}
    scene.wait(60)
    assert found(scene, post_id, since=scene.now().isoformat()) == {}


@pytest.mark.parametrize("fault", ["page_repeats", "page_empty"])
def test_C01_C02_pages_that_repeat_or_are_empty_end(scene: XScene, fault: str) -> None:
    post_id = scene.publish()
    said = {scene.unmentioning(post_id, f"respuesta {number}") for number in range(12)}
    scene.fail(fault, "search", times=1 if fault == "page_empty" else None)
    assert set(found(scene, post_id)) <= said


def test_a_plan_without_search_is_told_as_a_refusal(scene: XScene) -> None:
    post_id = scene.publish()
    scene.fail("permission_missing", "search")
    with pytest.raises(RejectedByServiceError) as refused:
        scene.conversations.read(post_id, None, None)
    assert refused.value.code == "not_permitted"


def test_the_most_conversations_fit_a_query_with_the_longest_ids_and_name() -> None:
    longest = ",".join(["9" * 19] * MOST_CONVERSATIONS + ["@" + "x" * 15])
    assert len(query_about(longest, "9" * 19)) <= MAX_QUERY


@pytest.mark.parametrize("names", ["", "@nosotros", "1) OR (from:2", ",".join(["9" * 19] * 20)])
def test_a_query_is_made_of_ids_alone(names: str) -> None:
    with pytest.raises(ValueError, match="make no query"):
        query_about(names, OUR_ID)


def test_a_name_that_is_none_does_not_enter_the_query() -> None:
    assert query_about("1,@a b OR from:2", OUR_ID) == f"(conversation_id:1) -from:{OUR_ID} -is:retweet"


# Looking again ----------------------------------------------------------------------------------------------------


def test_C08_what_is_there_and_what_was_deleted_come_in_one_answer(scene: XScene) -> None:
    post_id = scene.publish()
    stays, goes = scene.comment(post_id, "se queda"), scene.comment(post_id, "se va")
    scene.delete(goes)
    looked = scene.lookup.look_up([stays, goes])
    assert [comment.network_id for comment in looked.comments] == [stays]
    assert (looked.gone, looked.hidden) == (frozenset({goes}), frozenset())


def test_C09_a_protected_author_hides_a_comment_and_deletes_nothing(scene: XScene) -> None:
    comment = scene.comment(scene.publish(), "con candado")
    scene.control.hide_author(comment)
    looked = scene.lookup.look_up([comment])
    assert (looked.comments, looked.gone, looked.hidden) == ((), frozenset(), frozenset({comment}))


def test_C07_an_edit_is_seen_behind_the_first_id(scene: XScene) -> None:
    comment = scene.comment(scene.publish(), "antes")
    scene.edit(comment, "después")
    (now,) = scene.lookup.look_up([comment]).comments
    assert (now.network_id, now.text.rpartition(" ")[2]) == (comment, "después")
    assert now == scene.readable_comments("")[0]


def test_C11_how_much_is_left_is_told_with_every_answer(scene: XScene) -> None:
    comment = scene.comment(scene.publish(), "hola")
    scene.control.set(x_limits={"x.posts": 4})
    told = [scene.lookup.look_up([comment]).usage for _ in range(3)]
    assert [usage.percent for usage in told if usage] == [25, 50, 75]
    assert all(usage and usage.free_in_seconds and 800 < usage.free_in_seconds <= 902 for usage in told)


def test_C11_a_limit_that_is_used_up_is_a_wait(scene: XScene) -> None:
    scene.fail("rate_limited", "look_up", seconds=120)
    with pytest.raises(RateLimitedError):
        scene.lookup.look_up(["1"])


def test_an_id_tells_when_a_comment_was_written(scene: XScene) -> None:
    comment = scene.comment(scene.publish(), "hola")
    written_at = scene.lookup.written_at(comment)
    assert written_at
    assert abs((written_at - scene.now()).total_seconds()) < 30


def test_both_keep_to_the_published_contract(scene: XScene) -> None:
    post_id = scene.publish()
    stays, goes = scene.unmentioning(post_id, "se queda"), scene.comment(post_id, "se va")
    hides = scene.comment(post_id, "con candado", citizen=2)
    scene.delete(goes)
    scene.control.hide_author(hides)
    found(scene, post_id, "@MpioLeonSim", since=scene.now().isoformat())
    scene.lookup.look_up([stays, goes, hides])
    assert check_exchanges(scene.control.exchanges()) > 4
