"""R13: by which comments a delivery of Meta is found again; what cannot be told makes it one that may hold any."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from chalicelib.domain.networks import Network
from chalicelib.meta_notices import notices_in
from tests.meta_webhook import PAGE_ID, a_delivery_of, a_feed_change, an_instagram_change
from tests.unit.test_meta_notices import JUNK

A_COMMENT = a_feed_change(comment_id="1001_7")
A_REACTION = {"field": "feed", "value": {"item": "reaction", "post_id": "1_2", "from": {"id": "9", "name": "Lupita"}}}
UNREADABLE: tuple[Any, ...] = (
    None,
    7,
    {"field": "feed"},
    {"field": "feed", "value": "no"},
    a_feed_change(comment_id=None),
    a_feed_change(comment_id=True),
    a_feed_change(comment_id="../../etc"),
    a_feed_change(comment_id="1" * 33),
    a_feed_change(comment_id="7\n"),
    {"field": "comments", "value": {"text": "¡Fuga!"}},
    {"field": "comments", "value": {"id": {"a": 1}, "text": "¡Fuga!"}},
)


def named(body: bytes) -> set[str] | None:
    found = notices_in(body).comments
    return None if found is None else set(found)


@pytest.mark.parametrize("verb", ["add", "edited", "remove", "hide", "uno nuevo"])
def test_whatever_is_told_of_a_comment_it_is_named_without_its_post(verb: str) -> None:
    assert named(a_delivery_of(a_feed_change(verb=verb), a_feed_change(comment_id=7))) == {"5005", "7"}


def test_what_the_municipality_answers_and_what_nobody_heeds_is_named_too() -> None:
    ours = a_feed_change(author={"id": PAGE_ID}, comment_id="1001_8")
    to_a_comment = {"field": "feed", "value": {"item": "reaction", "comment_id": "1001_9", "post_id": "1_2"}}
    assert named(a_delivery_of(ours, to_a_comment)) == {"8", "9"}


@pytest.mark.parametrize("field", ["comments", "live_comments", "mentions"])
def test_of_instagram_too(field: str) -> None:
    body = a_delivery_of(an_instagram_change(field=field), kind="instagram")
    assert (named(body), notices_in(body).network) == ({"17900000000000001"}, Network.INSTAGRAM)


def test_a_reaction_to_a_post_names_no_comment_and_no_person() -> None:
    assert named(a_delivery_of(A_REACTION)) == set()


@pytest.mark.parametrize("change", UNREADABLE, ids=str)
def test_one_change_that_cannot_be_told_makes_it_a_delivery_of_any(change: Any) -> None:
    assert named(a_delivery_of(A_COMMENT, change)) is None


@pytest.mark.parametrize("body", [b"", b"no es JSON", b"[]", b'{"entry": 7}', b'{"entry": [7]}', b'{"entry": [{}]}'])
def test_so_does_a_delivery_that_is_none(body: bytes) -> None:
    assert named(body) is None


@given(junk=JUNK)
@settings(max_examples=300, deadline=None)
def test_no_delivery_raises_anything_and_what_is_named_is_only_digits(junk: Any) -> None:
    for body in (junk, {"entry": junk}, {"entry": [{"changes": junk}]}, {"entry": [{"changes": [{"value": junk}]}]}):
        found = named(json.dumps(body).encode())
        assert found is None or all(part.isascii() and part.isdecimal() for part in found)
