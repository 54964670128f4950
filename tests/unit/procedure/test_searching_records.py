"""Searching the records: what is found is what going through everything by hand finds, however it is paged."""

import base64
import json
import re
import unicodedata
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.record_search import MAX_SEARCH_DAYS, Search
from chalicelib.domain.records import OPERATIONAL_KINDS, Record, RecordKind
from chalicelib.domain.spanish import folded
from chalicelib.procedure.searching_records import MAX_DAYS_PER_PAGE, search_records
from local.memory_records import InMemoryRecords
from tests.builders import TODAY, a_comment, a_network_comment, a_publication, a_referral
from tests.strategies import comments, records, referrals

FIRST = date(2026, 11, 20)
DAYS = [FIRST + timedelta(days=offset) for offset in range(5)]
_DAY_OF_ID = re.compile(r"^([A-Z]{3})-\d{8}")
_ID_DAY = re.compile(r"-(\d{4})(\d\d)(\d\d)")


def said(text: str, network_id: str = "c1") -> Comment:
    return a_comment(a_network_comment(network_id, text))


def all_found(search: Search, kept: InMemoryRecords, limit: int) -> list[Record]:
    found, cursor = list[Record](), None
    while True:
        page = search_records(search, records=kept, cursor=cursor, limit=limit)
        assert len(page.records) <= limit
        assert page.days_read <= MAX_DAYS_PER_PAGE
        found += page.records
        if page.cursor is None:
            assert page.through == search.last
            return found
        cursor = page.cursor


@st.composite
def worlds(draw: st.DrawFn) -> InMemoryRecords:
    """Some records of any kind, on few days, so that searches find several."""
    made = draw(st.lists(records() | comments() | referrals(), max_size=8))
    moved = [
        record.model_copy(update={"id": _DAY_OF_ID.sub(rf"\g<1>-{draw(st.sampled_from(DAYS)):%Y%m%d}", record.id)})
        for record in made
    ]
    return InMemoryRecords(moved)


def by_hand(search: Search, kept: InMemoryRecords) -> list[str]:
    """Go through everything, in the words of the stored JSON."""
    return [record.id for record in kept.all if _is_wanted(search, record, kept)]


def _is_wanted(search: Search, record: Record, kept: InMemoryRecords) -> bool:
    found = _ID_DAY.search(record.id)
    day = date(*map(int, found.groups())) if found and record.partition != "state" else None
    if day is None or record.kind in OPERATIONAL_KINDS or not search.first <= day <= search.last:
        return False
    raw: dict[str, Any] = record.model_dump(mode="json")
    raw |= raw.get("wish") or {}
    reading = raw.get("classification") or raw.get("person") or {}
    candidates = reading.get("candidates") or []
    department = raw.get("department_id") or (candidates[0]["department_id"] if candidates else None)
    handle = raw.get("author_handle")
    wanted = {
        "kind": search.kind in {None, record.kind},
        "network": search.network in {None, raw.get("network")} or _has_network(search.network, raw),
        "department": search.department_id in {None, department},
        "comment kind": search.comment_kind in {None, reading.get("comment_kind"), raw.get("comment_kind")},
        "sentiment": search.sentiment in {None, reading.get("sentiment")},
        "handle": search.handle is None or (handle is not None and _bare(handle) == _bare(search.handle)),
        "state": search.state in {None, raw.get("state")},
        "campaign": search.campaign is None or _plain(search.campaign) in _campaigns(record, raw, kept),
    }
    return all(wanted.values())


def _has_network(network: Network | None, raw: dict[str, Any]) -> bool:
    versions = [version["networks"] for version in raw.get("versions", ()) if "networks" in version]
    return any(network in networks for networks in [*versions, raw.get("networks") or ()]) or (
        isinstance(raw.get("renditions"), dict) and network in raw["renditions"]
    )


def _campaigns(record: Record, raw: dict[str, Any], kept: InMemoryRecords) -> set[str]:
    order = record.order.campaign if isinstance(record, Bulletin) else None
    own = raw.get("campaign") or order or (raw["name"] if record.kind == RecordKind.CAMPAIGN else None)
    named = raw.get("publication") if record.kind in {"comment", "referral", "post"} else raw.get("subject")
    of = kept.find(named) if named else None
    inherited = getattr(of, "campaign", None) if record.kind in {"comment", "referral", "post", "delivery"} else None
    return {_plain(name) for name in (own, inherited) if name}


def _plain(text: str) -> str:
    return folded(text)


def _bare(handle: str) -> str:
    return handle.strip().removeprefix("@").casefold()


@st.composite
def searches(draw: st.DrawFn, kept: InMemoryRecords) -> Search:
    """A search whose terms are mostly taken from what is there."""
    raws = [record.model_dump(mode="json") for record in kept.all]

    def something(*names: str) -> Any:
        there = sorted({str(raw[name]) for raw in raws for name in names if isinstance(raw.get(name), str)})
        return draw(st.sampled_from([None, None, *there]))

    first = draw(st.sampled_from(DAYS))
    return Search(
        first=first,
        last=draw(st.sampled_from([day for day in DAYS if day >= first])),
        network=draw(st.none() | st.sampled_from(Network)) if draw(st.booleans()) else None,
        kind=draw(st.none() | st.sampled_from(RecordKind)) if draw(st.booleans()) else None,
        comment_kind=draw(st.none() | st.sampled_from(CommentKind)) if draw(st.booleans()) else None,
        sentiment=draw(st.none() | st.sampled_from(Sentiment)) if draw(st.booleans()) else None,
        department_id=something("department_id"),
        campaign=something("campaign"),
        handle=something("author_handle"),
        state=something("state"),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_search_finds_what_going_through_everything_finds(data: st.DataObject) -> None:
    kept = data.draw(worlds())
    search = data.draw(searches(kept))
    found = [record.id for record in all_found(search, kept, limit=data.draw(st.sampled_from([1, 2, 100])))]
    assert found == sorted(by_hand(search, kept), key=lambda one: (_ID_DAY.search(one).group(), one))  # type: ignore[union-attr]


def test_words_are_found_whatever_their_accents_and_capitals() -> None:
    kept = InMemoryRecords([said("El SEMÁFORO de la esquina no sirve, señor")])
    for words in ("semaforo", "Semáforo ESQUINA", unicodedata.normalize("NFD", "semáforo"), "señor", ""):
        assert all_found(Search(first=TODAY, last=TODAY, words=words), kept, 10), words
    for words in ("semaforos", "senor", "semaforo bache"):
        assert not all_found(Search(first=TODAY, last=TODAY, words=words), kept, 10), words


def test_every_version_of_a_comment_is_searched() -> None:
    comment = said("primero")
    later = comment.versions[0].model_copy(update={"text": "segundo", "digest": "2"})
    kept = InMemoryRecords([comment.evolve(versions=(*comment.versions, later))])
    assert all_found(Search(first=TODAY, last=TODAY, words="primero"), kept, 10)


def test_comments_are_found_by_the_campaign_of_their_publication() -> None:
    publication = a_publication(campaign="Reforestación")
    ours = said("uno").evolve(publication=publication.id)
    kept = InMemoryRecords([publication, ours, said("otro", "77").evolve(publication=None)])
    found = all_found(Search(first=TODAY, last=TODAY, campaign="reforestacion"), kept, 10)
    assert {record.id for record in found} == {publication.id, ours.id}


def test_a_cursor_of_another_search_is_refused() -> None:
    kept = InMemoryRecords([said("uno"), said("dos", "2"), a_referral()])
    mine = Search(first=TODAY, last=TODAY)
    cursor = search_records(mine, records=kept, limit=1).cursor
    assert cursor
    with pytest.raises(InvalidInputError):
        search_records(Search(first=TODAY, last=TODAY, handle="ana"), records=kept, cursor=cursor, limit=1)


@given(data=st.data())
def test_a_cursor_that_was_changed_is_refused(data: st.DataObject) -> None:
    kept = InMemoryRecords([said("uno"), said("dos", "2")])
    mine = Search(first=TODAY, last=TODAY)
    cursor = search_records(mine, records=kept, limit=1).cursor or ""
    place = data.draw(st.integers(0, len(cursor) - 1))
    letter = data.draw(st.sampled_from("ABCxyz019-_=.¡"))
    changed = cursor[:place] + letter + cursor[place + 1 :]
    same = _content(changed) == _content(cursor)
    if not same:
        with pytest.raises(InvalidInputError):
            search_records(mine, records=kept, cursor=changed, limit=1)


def _content(cursor: str) -> bytes | None:
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None


@pytest.mark.parametrize(
    "cursor", ["x", "é", "{}", "A" * 2000, base64.b64encode(json.dumps([1] * 9).encode()).decode()]
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInputError):
        search_records(Search(first=TODAY, last=TODAY), records=InMemoryRecords(), cursor=cursor)


@pytest.mark.parametrize("days", [-1, MAX_SEARCH_DAYS])
def test_a_period_without_days_or_longer_than_a_year_is_refused(days: int) -> None:
    with pytest.raises(InvalidInputError):
        search_records(Search(first=TODAY, last=TODAY + timedelta(days=days)), records=InMemoryRecords())


class CountingRecords(InMemoryRecords):
    """Counts the queries of days."""

    queries = 0

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        self.queries += 1
        return super().of_day(day, prefix)


def test_a_page_reads_a_month_at_the_most_each_day_with_one_query_and_says_how_far_it_came() -> None:
    kept = CountingRecords()
    year = Search(first=date(2026, 1, 1), last=date(2026, 12, 31))
    page = search_records(year, records=kept)
    assert (page.days_read, kept.queries, page.through) == (31, 31, date(2026, 1, 31))
    assert page.cursor
    assert all_found(year, kept, 5) == []
