"""7, P5: every version of every official record, three years to the day on which it was stored."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.errors import RecordIntegrityError, TransientServiceError
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.records import OPERATIONAL_KINDS, RecordKind
from chalicelib.procedure.archiving import archive_version, version_of
from chalicelib.procedure.enveloping import SEALED, unseal
from tests.builders import a_comment, a_network_comment
from tests.fakes import InMemoryArchive, InMemoryEnvelopes

NOON = datetime(2026, 11, 23, 18, tzinfo=UTC)
COMMENT = dump_json(a_comment().model_copy(update={"revision": 1})).encode()


class Town:
    """An archive and its envelopes; where `dies_at` says, the write after so many others kills whoever writes."""

    def __init__(self) -> None:
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()

    def keep(
        self, kind: str, record_id: str, revision: int = 1, body: bytes = b"{}", stored_at: datetime = NOON
    ) -> str | None:
        """Keep a version, as the stream tells of it."""
        return archive_version(
            kind, record_id, revision, body, stored_at=stored_at, archive=self.archive, envelopes=self.envelopes
        )


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_version_is_kept_by_date_kind_id_and_revision(town: Town) -> None:
    key = town.keep("delivery", "PUB-20261123-A#x#take-down", 3)
    assert key == "2026/11/23/delivery/PUB-20261123-A%23x%23take-down/000003.json"
    assert town.archive.kept[key].content == b"{}"


@pytest.mark.parametrize(
    ("stored_at", "folder"),
    [
        ("2026-11-24T05:59:59.999999Z", "2026/11/23"),
        ("2026-11-24T06:00:00Z", "2026/11/24"),
        ("2029-01-01T05:00:00Z", "2028/12/31"),
    ],
)
def test_R03_it_is_kept_under_the_local_day_on_which_it_was_stored(town: Town, stored_at: str, folder: str) -> None:
    key = town.keep("post", "POS-20261123-x-1", stored_at=datetime.fromisoformat(stored_at))
    assert key == f"{folder}/post/POS-20261123-x-1/000001.json"


@pytest.mark.parametrize(
    ("stored_at", "until"),
    [
        ("2026-11-23T18:00:00Z", "2029-11-24T06:00:00+00:00"),
        ("2028-02-29T18:00:00Z", "2031-03-02T06:00:00+00:00"),
        ("2028-03-01T05:59:59Z", "2031-03-02T06:00:00+00:00"),
        ("2028-03-01T06:00:00Z", "2031-03-02T06:00:00+00:00"),
        ("2028-12-31T18:00:00Z", "2032-01-01T06:00:00+00:00"),
    ],
)
def test_R01_it_is_kept_to_the_end_of_the_local_day_three_years_later(town: Town, stored_at: str, until: str) -> None:
    key = town.keep("post", "POS-20261123-x-1", stored_at=datetime.fromisoformat(stored_at))
    assert key
    assert town.archive.kept[key].retain_until.isoformat() == until


def test_every_version_is_kept(town: Town) -> None:
    keys = {town.keep("post", "POS-20261123-x-1", number, b"%d" % number) for number in (1, 2)}
    assert set(town.archive.kept) == keys


def test_a_version_told_twice_is_kept_once(town: Town) -> None:
    for _ in range(2):
        town.keep("comment", "COM-20261123-x-1", body=COMMENT)
    assert len(town.archive.kept) == 1


@pytest.mark.parametrize("kind", ["comment", "post"])
@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize("other", [b'"facebooK"', b'"face"'])
def test_R05_another_content_of_a_revision_is_kept_beside_the_first_however_often_it_is_told(
    town: Town, kind: RecordKind, days: int, other: bytes
) -> None:
    """A restore took the table back, and another write took the same revision: on the same day, or later; of any length."""
    bodies = (COMMENT, COMMENT.replace(b'"facebook"', other))
    days_later = NOON + timedelta(days=days)
    for _ in range(2):
        keys = [
            town.keep(kind, "COM-20261123-x-1", body=body, stored_at=at)
            for body, at in zip(bodies, (NOON, days_later), strict=True)
        ]
    assert len(set(keys)) == len(town.archive.kept) == 2
    opened = [unseal(RecordKind(kind), town.archive.kept[str(key)].content, town.envelopes) for key in keys]
    assert [one.body for one in opened] == list(bodies)


def test_R05_no_pad_seals_two_texts(town: Town) -> None:
    others = [a_comment(a_network_comment("c1", words)) for words in ("uno!!!", "dos!!!", "tres!!")]
    bodies = [dump_json(one.model_copy(update={"revision": 1})).encode() for one in others]
    assert len(set(map(len, bodies))) == 1
    for days, body in enumerate([*bodies, *bodies]):
        town.keep("comment", "COM-20261123-x-1", body=body, stored_at=NOON + timedelta(days=days))
    used: dict[str, set[str]] = {}
    for kept in town.archive.kept.values():
        sealed = json.loads(kept.content)[SEALED]
        used.setdefault(sealed["key"], set()).add(sealed["bytes"])
    assert {name: len(texts) for name, texts in used.items()} == dict.fromkeys(used, 1)
    assert [name.rpartition("/")[2] for name in used] == ["000001", "000001-2", "000001-3"]
    assert len({key[: len(bodies[0])] for key in town.envelopes.keys.values()}) == 3


def test_R05_a_fifth_content_of_a_revision_stops_everything_and_the_others_stand(town: Town) -> None:
    for number in range(4):
        town.keep("post", "POS-20261123-x-1", body=b"%d" % number)
    before = dict(town.archive.kept)
    with pytest.raises(RecordIntegrityError):
        town.keep("post", "POS-20261123-x-1", body=b"4")
    assert town.archive.kept == before
    assert [version_of(key).content for key in before] == [1, 2, 3, 4]  # type: ignore[union-attr]  # they are versions


def test_R11_when_the_clock_goes_back_each_version_lies_under_the_day_that_was_told(town: Town) -> None:
    first = town.keep("post", "POS-20261123-x-1", 1)
    second = town.keep("post", "POS-20261123-x-1", 2, stored_at=NOON - timedelta(days=1))
    assert (first, second) == (
        "2026/11/23/post/POS-20261123-x-1/000001.json",
        "2026/11/22/post/POS-20261123-x-1/000002.json",
    )


class _Mortal(Town):
    """Somebody who dies before or after a write of a town that stays; `writes` counts down to it."""

    def __init__(self, town: Town, dice: random.Random) -> None:
        self.archive, self.envelopes = _mortal_archive(town, dice), _mortal_envelopes(town, dice)


def _mortal_archive(town: Town, dice: random.Random) -> InMemoryArchive:
    class Archive(InMemoryArchive):
        def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
            _may_die(dice)
            town.archive.keep(key, content, retain_until)
            _may_die(dice)

    return Archive()


def _mortal_envelopes(town: Town, dice: random.Random) -> InMemoryEnvelopes:
    class Envelopes(InMemoryEnvelopes):
        def key(self, name: str, new: bytes) -> bytes | None:
            _may_die(dice)
            key = town.envelopes.key(name, new)
            _may_die(dice)
            return key

    return Envelopes()


def _may_die(dice: random.Random) -> None:
    if dice.random() < 0.3:
        raise TransientServiceError("died")


@pytest.mark.parametrize("seed", range(100))
def test_R09_whoever_dies_between_two_writes_leaves_nothing_missing_once_told_again(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    versions = [(number, COMMENT.replace(b'"revision":1', b'"revision":%d' % number)) for number in (1, 2, 3)]
    left = list(versions)
    while left:
        revision, body = dice.choice(left)
        try:
            _Mortal(town, dice).keep("comment", "COM-20261123-x-1", revision, body)
        except TransientServiceError:
            continue
        left.remove((revision, body))
    assert len(town.archive.kept) == len(town.envelopes.keys) == len(versions)


@pytest.mark.parametrize("record_id", ["READ-x", "POS-20261123-facebook-1#reading", "folio-20261123"])
def test_the_machines_own_marks_are_not_archived(town: Town, record_id: str) -> None:
    assert town.keep("reading", record_id) is None
    assert (town.archive.kept, town.envelopes.keys) == ({}, {})


@pytest.mark.parametrize("kind", sorted(set(RecordKind) - OPERATIONAL_KINDS))
def test_every_official_kind_is_archived_and_its_key_tells_what_it_is(town: Town, kind: RecordKind) -> None:
    key = town.keep(kind, "LEO-20261123-000001#a/b", 7)
    assert key
    version = version_of(key)
    assert version
    assert (version.kind, version.record_id, version.revision) == (kind, "LEO-20261123-000001#a/b", 7)
    assert version.key == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2026/11/23/facebook/notices/5005/120000-0123456789abcdef0123456789abcdef.json",
        "manifests/2026/11/23/000000.json",
        "2026/11/23/x/answers/120000-0123456789abcdef.json",
        "2026/11/23/media/ab.jpg",
        "2026/13/23/post/P/000001.json",
        "2026/11/23/post/P/000001",
        "2026/11/23/post/P/a.json",
        "2026/11/23/post/P/000001-1.json",
        "2026/11/23/post/P/000001-22.json",
        "2026/11/23/post/P/-2.json",
    ],
)
def test_what_is_no_version_is_not_taken_for_one(key: str) -> None:
    assert version_of(key) is None


@pytest.mark.parametrize("network_id", ["../../etc", "a/b", "ñ", "a b"])
def test_a_networks_id_cannot_leave_its_folder(town: Town, network_id: str) -> None:
    key = town.keep("comment", f"COM-20261123-x-{network_id}")
    assert key
    assert key.count("/") == 5
