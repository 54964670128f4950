"""How the mentions of the account become comments, page after page."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.networks.x import XComments
from chalicelib.domain.errors import CredentialsRejectedError, RejectedByServiceError
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.ports import CommentPage
from tests.unit.adapters.networks.accounts import X, ago, snowflake
from tests.unit.adapters.networks.scripted import Reply, Script

POST_AT = ago(hours=2)
POST_ID = snowflake(POST_AT)
CITIZEN = "1512340000001000003"


@pytest.fixture
def source(script: Script) -> XComments:
    return XComments(X, base_url=script.url, page_size=25)


def _mention(number: int, text: str = "@leon ¡Gracias!", **fields: Any) -> dict[str, Any]:
    """Give a citizen's answer to our post, the higher the number the newer."""
    answers = [{"type": "replied_to", "id": POST_ID}]
    mention = {
        "id": snowflake(ago(minutes=90) + timedelta(minutes=number)),
        "text": text,
        "author_id": CITIZEN,
        "conversation_id": POST_ID,
        "referenced_tweets": answers,
    }
    return mention | fields


def _page(*mentions: dict[str, Any], next_token: str | None = None, newest_id: str | None = None) -> dict[str, Any]:
    meta = {"result_count": len(mentions), "newest_id": newest_id or (mentions[0]["id"] if mentions else None)}
    users = {"users": [{"id": CITIZEN, "name": "Lupita", "username": "lupita_hdzr"}]}
    page = {"meta": {**meta, "next_token": next_token}, "includes": users}
    return page | ({"data": list(mentions)} if mentions else {})


def _read_through(source: XComments, cursor: str | None = None) -> list[CommentPage]:
    pages = [source.read(None, cursor, None)]
    while pages[-1].next_page and len(pages) < 50:
        pages.append(source.read(None, cursor, pages[-1].next_page))
    return pages


def _only(page: CommentPage) -> NetworkComment:
    (comment,) = page.comments
    return comment


def test_a_mention_is_a_comment_on_the_post_whose_conversation_it_is_in(source: XComments, script: Script) -> None:
    mention = _mention(1)
    script.then(_page(mention))
    comment = _only(source.read(None, None, None))
    assert comment == NetworkComment(
        network=Network.X,
        network_id=mention["id"],
        answer_id=mention["id"],
        version_id=mention["id"],
        network_post_id=POST_ID,
        network_post_at=POST_AT,
        parent_id=None,
        author_handle="lupita_hdzr",
        author_id=CITIZEN,
        text="@leon ¡Gracias!",
        created_at=ago(minutes=89),
    )


def test_the_mentions_are_asked_with_the_fields_that_are_needed(source: XComments, script: Script) -> None:
    script.then(_page())
    source.read(None, "123", None)
    (asked,) = script.asked
    assert asked.line == "GET /2/users/1498765432109876543/mentions"
    assert (asked.query["since_id"], asked.query["max_results"]) == ("123", "25")
    assert {"referenced_tweets", "conversation_id", "note_tweet"} <= set(asked.query["tweet.fields"].split(","))
    assert asked.query["expansions"] == "author_id"


def test_C06_an_answer_to_an_answer_hangs_on_it_and_still_belongs_to_the_post(
    source: XComments, script: Script
) -> None:
    in_the_other_dialect: dict[str, Any] = {
        "referenced_posts": [{"type": "replied_to", "id": "77"}],
        "referenced_tweets": None,
    }
    script.then(_page(_mention(1, **in_the_other_dialect)))
    comment = _only(source.read(None, None, None))
    assert (comment.network_post_id, comment.parent_id) == (POST_ID, "77")


def test_without_a_conversation_the_answered_post_is_the_post(source: XComments, script: Script) -> None:
    mention = _mention(1)
    del mention["conversation_id"]
    script.then(_page(mention))
    comment = _only(source.read(None, None, None))
    assert (comment.network_post_id, comment.parent_id) == (POST_ID, None)


def test_a_mention_out_of_the_blue_belongs_to_no_post_and_a_quotation_to_the_quoted_one(
    source: XComments, script: Script
) -> None:
    own = _mention(2)["id"]
    blue = _mention(2, conversation_id=own, referenced_tweets=[])
    quoting = _mention(1, referenced_tweets=[{"type": "quoted", "id": POST_ID}])
    quoting["conversation_id"] = quoting["id"]
    script.then(_page(blue, quoting))
    page = source.read(None, None, None)
    assert [comment.network_post_id for comment in page.comments] == [None, POST_ID]
    assert page.comments[0].network_post_at is None


def test_C07_an_edited_comment_keeps_its_identity_and_instant_and_is_answered_by_its_newest_id(
    source: XComments, script: Script
) -> None:
    first, edited = _mention(1)["id"], _mention(30)["id"]
    script.then(_page(_mention(30, "@leon ya no", edit_history_tweet_ids=[edited, first])))
    comment = _only(source.read(None, None, None))
    assert (comment.network_id, comment.answer_id, comment.created_at) == (first, edited, ago(minutes=89))
    assert comment.text == "@leon ya no"


def test_C10_a_reading_looks_back_behind_its_cursor_for_what_X_shows_late(source: XComments, script: Script) -> None:
    script.then(_page(_mention(20)))
    page = source.read(None, _mention(30)["id"], None)
    (asked,) = script.asked
    assert int(_mention(14)["id"]) < int(asked.query["since_id"]) < int(_mention(16)["id"])
    assert [comment.network_id for comment in page.comments] == [_mention(20)["id"]]
    assert page.cursor == _mention(30)["id"]


def test_our_own_posts_are_no_comments_but_move_the_cursor(source: XComments, script: Script) -> None:
    ours = _mention(2, author_id=X.user_id)
    script.then(_page(ours, _mention(1)))
    page = source.read(None, None, None)
    assert len(page.comments) == 1
    assert page.cursor == ours["id"]


def test_passing_a_post_on_is_no_comment_on_it(source: XComments, script: Script) -> None:
    script.then(_page(_mention(1, "RT @leon: Hoy…", referenced_tweets=[{"type": "retweeted", "id": POST_ID}])))
    assert source.read(None, None, None).comments == ()


def test_C13_the_next_reading_starts_from_the_newest_id_of_the_first_page(source: XComments, script: Script) -> None:
    script.then(_page(_mention(3), next_token="b"), _page(_mention(2), next_token="c"), _page(_mention(1)))
    pages = _read_through(source, cursor="5")
    assert [page.cursor for page in pages] == [_mention(3)["id"], None, None]
    assert [asked.query["since_id"] for asked in script.asked] == ["5", "5", "5"]
    assert [asked.query.get("pagination_token") for asked in script.asked] == [None, "b", "c"]
    assert not any(page.is_whole for page in pages)


def test_C14_the_cursor_never_goes_back_and_takes_the_newest_of_ids_out_of_order(
    source: XComments, script: Script
) -> None:
    script.then(_page(_mention(1), _mention(9), newest_id=_mention(1)["id"]), _page(), _page(_mention(2)))
    assert source.read(None, None, None).cursor == _mention(9)["id"]
    assert source.read(None, "9" * 18, None).cursor == "9" * 18
    assert source.read(None, _mention(9)["id"], None).cursor == _mention(9)["id"]


def test_C14_equal_instants_are_two_comments(source: XComments, script: Script) -> None:
    twin = snowflake(ago(minutes=89), sequence=2)
    script.then(_page(_mention(1, id=twin), _mention(1)))
    first, second = source.read(None, None, None).comments
    assert first.created_at == second.created_at
    assert first.record_id != second.record_id


def test_C01_a_token_that_repeats_the_same_page_for_ever_ends_the_reading(source: XComments, script: Script) -> None:
    script.then(*[_page(_mention(2), _mention(1), next_token="same")] * 49)
    pages = _read_through(source)
    assert len(pages) == 4


def test_C01_tokens_that_bring_nothing_for_ever_end_the_reading(source: XComments, script: Script) -> None:
    script.then(_page(_mention(1), next_token="t"), *[_page(next_token=f"t{number}") for number in range(48)])
    assert len(_read_through(source)) == 4


def test_C02_an_empty_page_is_not_the_end(source: XComments, script: Script) -> None:
    script.then(_page(_mention(2), next_token="b"), _page(next_token="c.with.dots"), _page(_mention(1)))
    pages = _read_through(source)
    assert [len(page.comments) for page in pages] == [1, 0, 1]
    assert script.asked[2].query["pagination_token"] == "c.with.dots"


def test_C04_comments_that_arrive_while_reading_neither_end_it_nor_lose_the_older_ones(
    source: XComments, script: Script
) -> None:
    script.then(
        _page(_mention(3), _mention(2), next_token="b"),
        _page(_mention(3), _mention(2), next_token="c"),
        _page(_mention(2), _mention(1), next_token="d"),
        _page(_mention(0)),
    )
    seen = {comment.network_id for page in _read_through(source) for comment in page.comments}
    assert seen == {_mention(number)["id"] for number in range(4)}


def test_C09_an_author_X_hides_is_nobody(source: XComments, script: Script) -> None:
    script.then({"data": [_mention(1)], "errors": [{"title": "Forbidden", "resource_id": CITIZEN}]})
    comment = _only(source.read(None, None, None))
    assert (comment.author_handle, comment.author_id) == (None, CITIZEN)


def test_C12_a_token_that_dies_in_mid_reading_is_told(source: XComments, script: Script) -> None:
    script.then(_page(_mention(2), next_token="b"), Reply(401, {"title": "Unauthorized"}))
    first = source.read(None, None, None)
    with pytest.raises(CredentialsRejectedError):
        source.read(None, None, first.next_page)


def test_C03_a_place_X_no_longer_knows_is_told(source: XComments, script: Script) -> None:
    script.then(Reply(400, {"title": "Invalid Request", "detail": "pagination_token is invalid"}))
    with pytest.raises(RejectedByServiceError, match="pagination_token"):
        source.read(None, None, "1.0.old")


def test_P26_an_account_that_is_not_there_is_a_matter_of_credentials(source: XComments, script: Script) -> None:
    script.then(Reply(404, {}))
    with pytest.raises(CredentialsRejectedError):
        source.read(None, None, None)


def test_C15_an_id_as_a_number_keeps_every_digit(source: XComments, script: Script) -> None:
    number = int(_mention(1)["id"])
    assert number > 2**53
    script.then(_page(_mention(1, id=number, author_id=int(CITIZEN))))
    comment = _only(source.read(None, None, None))
    assert (comment.network_id, comment.author_id) == (str(number), CITIZEN)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (r"a\u0000b", "a�b"),
        (r"\ud83d solo", "� solo"),
        (r"solo \udc00", "solo �"),
        (r"\ud83d\ude00", "😀"),
        (r"\u202eoleum", "\u202eoleum"),
        ("😀" * 10_000, "😀" * 10_000),
        ("Z" + "\u0335\u0301" * 200, "Z" + "\u0335\u0301" * 200),
        ("a" * 65_536, "a" * 65_536),
        ("=HYPERLINK(&lt;x&gt;)", "=HYPERLINK(<x>)"),
        ("&amp;lt; &amp;amp; &copy;", "&lt; &amp; &copy;"),
    ],
    ids=["NUL", "high", "low", "pair", "RTL", "emoji", "zalgo", "64 KB", "formula", "escaped twice"],
)
def test_C18_any_text_is_kept_as_it_was_written_and_can_be_stored(
    source: XComments, script: Script, sent: str, kept: str
) -> None:
    mention = str(_page(_mention(1, "TEXT"))).replace("'", '"').replace("None", "null")
    script.then(Reply(body=mention.replace("TEXT", sent).encode()))
    text = _only(source.read(None, None, None)).text
    assert text == kept
    assert text.encode()


def test_a_long_comment_is_kept_whole(source: XComments, script: Script) -> None:
    script.then(_page(_mention(1, "@leon hay…", note_tweet={"text": "@leon hay " + "baches " * 100})))
    assert _only(source.read(None, None, None)).text == "@leon hay " + "baches " * 100


def test_a_mention_that_cannot_be_read_stops_no_other(
    source: XComments, script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    script.then(_page(_mention(1), {"id": "../../etc", "text": "hola"}))
    assert len(source.read(None, None, None).comments) == 1
    assert "left out" in caplog.text
    assert "hola" not in caplog.text


def test_the_comments_of_one_post_can_be_asked_for(source: XComments, script: Script) -> None:
    script.then(_page(_mention(2, conversation_id="99"), _mention(1)))
    assert _only(source.read(POST_ID, None, None)).network_id == _mention(1)["id"]
