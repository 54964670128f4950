"""Identifiers: from an id its partition follows; the same thing always has the same name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import ids
from chalicelib.domain.networks import Network

DAY = date(2026, 11, 23)
DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@given(day=DAYS, network=st.sampled_from(Network), network_id=st.text(min_size=1, max_size=40))
def test_the_partition_of_every_official_id_is_its_local_day(day: date, network: Network, network_id: str) -> None:
    named = [
        ids.bulletin_id(day, "prensa", "parques"),
        ids.rejected_key_id(day, "mal/nombre"),
        ids.publication_id(ids.bulletin_id(day, "prensa", "parques")),
        ids.correction_id(day, "PUB-20200101-00000000"),
        ids.delivery_id(ids.publication_id(ids.bulletin_id(day, "prensa", "x")), network, "take-down"),
        ids.post_id(day, network, network_id),
        ids.comment_id(day, network, network_id),
        ids.folio(day, 123),
        ids.day_id(day),
    ]
    assert {ids.partition_of(name) for name in named} == {day.isoformat()}


@pytest.mark.parametrize("state_id", ["READ-x", "folio-20261123", "", "2026-11-23", "PUB-2026112", "pub-20261123-X"])
def test_what_carries_no_day_is_the_machines_own_state(state_id: str) -> None:
    assert ids.partition_of(state_id) == ids.STATE_PARTITION


def test_the_same_source_day_and_slug_always_give_the_same_bulletin() -> None:
    assert ids.bulletin_id(DAY, "prensa", "parques") == ids.bulletin_id(DAY, "prensa", "parques")


@given(
    first=st.tuples(st.text(max_size=9), st.text(max_size=9)),
    second=st.tuples(st.text(max_size=9), st.text(max_size=9)),
)
def test_a_source_cannot_pass_for_part_of_a_slug(first: tuple[str, str], second: tuple[str, str]) -> None:
    same = ids.bulletin_id(DAY, *first) == ids.bulletin_id(DAY, *second)
    assert same == ("\x1f".join(first) == "\x1f".join(second))


def test_a_bulletin_and_its_publication_share_their_name() -> None:
    assert ids.publication_id("BOL-20261123-7F3K2QXZ") == "PUB-20261123-7F3K2QXZ"


def test_a_publication_has_one_correction_a_day_however_often_it_is_asked_for() -> None:
    wrong = "PUB-20261120-7F3K2QXZ"
    assert ids.correction_id(DAY, wrong) == ids.correction_id(DAY, wrong)
    assert ids.correction_id(DAY, wrong) != ids.correction_id(DAY, "PUB-20261120-7F3K2QXW")
    assert ids.correction_id(DAY, wrong) != wrong


def test_a_take_down_is_not_the_post_it_removes() -> None:
    assert ids.delivery_id("PUB-20261123-A", Network.X) == "PUB-20261123-A#x"
    assert ids.delivery_id("PUB-20261123-A", Network.X, "take-down") == "PUB-20261123-A#x#take-down"


def test_a_folio_is_six_digits_of_the_day() -> None:
    assert ids.folio(DAY, 123) == "LEO-20261123-000123"


@given(source=st.text(max_size=20), slug=st.text(max_size=20))
def test_what_is_read_aloud_has_no_letters_that_look_alike(source: str, slug: str) -> None:
    suffix = ids.bulletin_id(DAY, source, slug).rsplit("-", 1)[1]
    assert len(suffix) == 8
    assert not set(suffix) & set("ILOU")


def test_C15_an_id_beyond_2_to_the_53_keeps_every_digit() -> None:
    assert ids.comment_id(DAY, Network.X, "18600000000000000020001").endswith("-18600000000000000020001")
