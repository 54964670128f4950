"""What Meta tells is parsed as hostile, signed or not: it raises nothing, and one bad change spoils no neighbour."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.networks import Network
from chalicelib.domain.notice import Heard
from chalicelib.meta_notices import MAX_CHANGES, notices_in
from tests.builders import NOW
from tests.meta_webhook import (
    FACEBOOK_POST,
    INSTAGRAM_POST,
    PAGE_ID,
    a_delivery_of,
    a_feed_change,
    an_instagram_change,
)

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = ("item", "verb", "post_id", "media", "media_id", "id", "field", "value", "changes", "entry", "time", "object")


def posts(heard: Heard) -> list[str]:
    return [notice.post_ids[0] for notice in heard.notices]


@pytest.mark.parametrize("verb", ["add", "edited", "remove", "hide", "unhide", "uno nuevo"])
def test_whatever_happens_to_a_comment_of_the_page_is_heard(verb: str) -> None:
    [notice] = notices_in(a_delivery_of(a_feed_change(verb=verb))).notices
    assert (notice.network, notice.post_ids[0]) == (Network.FACEBOOK, FACEBOOK_POST)
    assert notice.sent_at == NOW.replace(microsecond=0)


def test_a_film_of_the_page_is_looked_for_under_its_own_id_too() -> None:
    [notice] = notices_in(a_delivery_of(a_feed_change())).notices
    assert notice.post_ids == (FACEBOOK_POST, FACEBOOK_POST.partition("_")[2])


@pytest.mark.parametrize("field", ["comments", "live_comments", "mentions"])
def test_comments_and_mentions_of_instagram_are_heard(field: str) -> None:
    [notice] = notices_in(a_delivery_of(an_instagram_change(field=field), kind="instagram")).notices
    assert (notice.network, notice.post_ids) == (Network.INSTAGRAM, (INSTAGRAM_POST,))


def test_our_own_answers_to_citizens_are_no_news() -> None:
    ours = {"id": PAGE_ID, "name": "Municipio"}
    heard = notices_in(a_delivery_of(a_feed_change(author=ours), a_feed_change("1_2")))
    assert (posts(heard), heard.ignored) == (["1_2"], 1)


def test_an_author_who_is_hidden_is_a_citizen() -> None:
    assert posts(notices_in(a_delivery_of(a_feed_change(author=None)))) == [FACEBOOK_POST]


def test_C15_an_id_may_be_a_number_beyond_2_53() -> None:
    assert posts(notices_in(a_delivery_of(a_feed_change(102345678901234567)))) == ["102345678901234567"]


@pytest.mark.parametrize("time", [1_795_456_800, 1_795_456_800_000])
def test_the_time_may_be_in_seconds_or_in_milliseconds(time: int) -> None:
    body = json.dumps({"object": "page", "entry": [{"time": time, "changes": [a_feed_change()]}]}).encode()
    assert [notice.sent_at for notice in notices_in(body).notices] == [datetime.fromtimestamp(1_795_456_800, UTC)]


@pytest.mark.parametrize("time", [None, -1, True, "ayer", 10**30, 1.5, [], {}])
def test_a_time_that_is_none_is_left_out(time: Any) -> None:
    body = json.dumps({"object": "page", "entry": [{"time": time, "changes": [a_feed_change()]}]}).encode()
    assert [notice.sent_at for notice in notices_in(body).notices] == [None]


@pytest.mark.parametrize(
    "change",
    [
        a_feed_change(item="reaction"),
        a_feed_change(item="post"),
        a_feed_change(post_id="../../otra"),
        a_feed_change(post_id="1_2_3"),
        a_feed_change(post_id="9" * 400),
        a_feed_change(post_id=True),
        a_feed_change(post_id="12\n"),
        a_feed_change(post_id="١٢٣"),
        {"field": "feed", "value": None},
        {"field": "feed"},
        {"field": ["feed"], "value": {}},
        {"field": "ratings", "value": {"item": "comment", "post_id": "1_2"}},
        {},
    ],
)
def test_what_is_no_comment_is_counted_and_spoils_no_neighbour(change: dict[str, Any]) -> None:
    heard = notices_in(a_delivery_of(change, a_feed_change(), change))
    assert (posts(heard), heard.ignored) == ([FACEBOOK_POST], 2)


def test_C18_half_a_character_in_a_comment_hides_no_notice() -> None:
    body = a_delivery_of(a_feed_change(message="\ud83d \x00 \u202e"))
    assert posts(notices_in(body)) == [FACEBOOK_POST]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"null",
        b"[]",
        b'"page"',
        b"{}",
        b'{"object":"page","entry":{}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 100_000,
        b'{"object":"user","entry":[{"changes":[{"field":"feed","value":{"item":"comment","post_id":"1"}}]}]}',
    ],
)
def test_what_cannot_be_understood_is_no_notice_and_no_error(body: bytes) -> None:
    assert notices_in(body).notices == ()


def test_no_more_than_meta_sends_together_is_read() -> None:
    heard = notices_in(a_delivery_of(*[a_feed_change(f"1_{number}") for number in range(MAX_CHANGES + 50)]))
    assert len(heard.notices) == MAX_CHANGES


@given(body=st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_at_all_raise_nothing(body: bytes) -> None:
    assert notices_in(body).notices == ()


@given(data=st.data(), junk=JUNK)
@settings(max_examples=300, deadline=None)
def test_junk_in_any_place_raises_nothing_and_lets_through_only_ids(data: st.DataObject, junk: Any) -> None:
    kind = data.draw(st.sampled_from(["page", "instagram"]))
    content = json.loads(a_delivery_of(a_feed_change(), an_instagram_change(), kind=kind))
    place, name = _somewhere(data, content)
    place[name] = junk
    for notice in notices_in(json.dumps(content).encode()).notices:
        assert notice.post_ids
        assert all(post_id.replace("_", "", 1).isdecimal() and post_id.isascii() for post_id in notice.post_ids)


def _somewhere(data: st.DataObject, content: Any) -> tuple[Any, Any]:
    """Choose a place in a delivery: a name of an object, known or not, or an element of a list."""
    place = content
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from([*keys, *NAMES] if isinstance(place, dict) else keys))
        within = place.get(key) if isinstance(place, dict) else place[key]
        if not (isinstance(within, dict | list) and within) or data.draw(st.booleans()):
            return place, key
        place = within
