"""The media library: what was used, by day, campaign, department and network, each once."""

from datetime import date, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication, Version
from chalicelib.procedure.library import MOST_SHOWN, media_of
from tests.builders import NOW, PUBLICATION, TODAY, a_delivery, a_publication, a_rendition, a_version
from tests.world import World

YESTERDAY = TODAY - timedelta(days=1)


def a_publication_with(*pictures: bytes, day: date = TODAY, name: str = "a", **changes: object) -> Publication:
    version: Version = a_version(
        networks=[Network.X, Network.INSTAGRAM], renditions=tuple(a_rendition(picture) for picture in pictures)
    )
    publication_id = ids.publication_id(ids.bulletin_id(day, "imagen", name))
    return a_publication(version, id=publication_id, **changes)


def test_each_picture_is_listed_once_per_network_with_the_publications_that_used_it() -> None:
    world = World()
    first = a_publication_with(b"1", b"2", day=YESTERDAY, name="a")
    second = a_publication_with(b"2", name="b")
    world.put(first, second, a_delivery())
    page = media_of(YESTERDAY, TODAY, records=world.records)
    found = {(entry.rendition.sha256, entry.network): entry.publications for entry in page.entries}
    one, two = ids.sha256_hex(b"1"), ids.sha256_hex(b"2")
    assert found == {
        (two, Network.X): (second.id, first.id),
        (two, Network.INSTAGRAM): (second.id, first.id),
        (one, Network.X): (first.id,),
        (one, Network.INSTAGRAM): (first.id,),
    }


def test_it_is_searched_by_day_campaign_department_and_network() -> None:
    world = World()
    world.put(
        a_publication_with(b"1", name="a", campaign="Navidad"),
        a_publication_with(b"2", name="b", department_id="sapal"),
        a_publication_with(b"3", day=YESTERDAY, name="c"),
    )

    def found(first: date = TODAY, last: date = TODAY, **wanted: str) -> set[str]:
        page = media_of(first, last, records=world.records, **wanted)  # type: ignore[arg-type]  # a network by its name
        return {entry.rendition.sha256 for entry in page.entries}

    one, two, three = (ids.sha256_hex(picture) for picture in (b"1", b"2", b"3"))
    assert found() == {one, two}
    assert found(YESTERDAY) == {one, two, three}
    assert found(YESTERDAY, YESTERDAY) == {three}
    assert found(campaign="Navidad") == {one}
    assert found(department_id="sapal") == {two}
    assert found(network="facebook") == set()


@pytest.mark.parametrize("days", [-1, 92])
def test_a_period_that_is_none_or_too_long_is_refused(days: int) -> None:
    with pytest.raises(InvalidInputError, match=texts_es.RANGE_WRONG[:20]):
        media_of(TODAY, TODAY + timedelta(days=days), records=World().records)


def test_more_than_can_be_shown_is_counted() -> None:
    world = World()
    pictures = [str(number).encode() for number in range(MOST_SHOWN // 2 + 3)]
    world.put(a_publication_with(*pictures))
    page = media_of(TODAY, TODAY, records=world.records)
    assert (len(page.entries), page.left_off) == (MOST_SHOWN, 6)


def test_only_what_goes_out_is_listed_and_only_of_the_newest_version() -> None:
    world = World()
    known = a_publication_with(b"1")
    newer = known.edited(
        {Network.X: known.current.networks[Network.X].model_copy(update={"renditions": (a_rendition(b"2"),)})},
        by="",
        now=NOW,
    )
    world.put(newer)
    assert newer.id != PUBLICATION
    page = media_of(TODAY, TODAY, records=world.records)
    assert [entry.rendition.sha256 for entry in page.entries] == [ids.sha256_hex(b"2")]
