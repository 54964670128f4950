"""
What collecting costs: fifty thousand comments in ten minutes, and what a thousand comments ask of DynamoDB and of S3.

Counted at botocore's client, over the emulator of AWS: its requests are those of AWS, its times are its own.
"""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from chalicelib.adapters.files.archive import S3Archive
from chalicelib.adapters.files.envelopes import S3Envelopes
from chalicelib.adapters.records.batch import ROWS_PER_REQUEST
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain.comment import Comment
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.post import reading_of
from chalicelib.ports import CommentPage, RawAnswer
from chalicelib.procedure.raw_answers import AnswerKeeper
from tests.bench.insert_ways import Requests, Way, in_batches, in_transactions, one_by_one, write_units
from tests.builders import NOW, a_comment, a_network_comment, a_post
from tests.contract.records.tables import create_table
from tests.faults.collection_flood import flood_of, workers_at_once
from tests.ministack import REGION, client_of, running_ministack
from tests.world import World

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client

COMMENTS = 1_000
PAGE = 100
TEXT = "gracias por avisar, en la colonia San Juan de Dios ya volvió el agua desde ayer"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_ministack(tmp_path_factory.mktemp("ministack")) as endpoint:
        yield endpoint


@pytest.fixture
def client(emulator: str) -> "DynamoDBClient":
    """Give a client of its own to each test, so that each counts its own requests."""
    own: DynamoDBClient = client_of("dynamodb", emulator)
    return own


def some_comments(count: int, first: int = 0) -> list[Comment]:
    return [a_comment(a_network_comment(f"c{number}", f"{TEXT} {number}")) for number in range(first, first + count)]


def test_C20_fifty_thousand_comments_in_ten_minutes() -> None:
    flood = flood_of(50_000, 60, workers_at_once())
    print(
        f"\n{flood.said} comments, {workers_at_once()} readers: lost {flood.lost}, invocations {flood.invocations}"
        f" ({flood.ratio:.2f} × the ideal of {flood.ideal}, {flood.idle} of them idle),"
        f" the last recorded after {flood.last_recorded_after.total_seconds():.0f} s,"
        f" {flood.requests_per_thousand:.0f} requests to the table per 1,000: {dict(flood.asked)}"
    )
    assert flood.lost == 0
    assert flood.ratio <= 1.2


def test_what_a_thousand_new_and_a_thousand_known_comments_ask_of_the_table(client: "DynamoDBClient") -> None:
    world = World()
    world.records.inner = DynamoRecords(client, create_table(client))
    world.records.commit(insert=[post := a_post(Network.FACEBOOK)])
    world.records.commit(insert=[reading := reading_of(post, NOW)])
    seen = [a_network_comment(f"c{number}", f"{TEXT} {number}") for number in range(COMMENTS)]
    starts = range(0, COMMENTS, PAGE)
    pages = [
        CommentPage(tuple(seen[at : at + PAGE]), str(at) if at + PAGE < COMMENTS else None, is_whole=True)
        for at in starts
    ]
    requests = Requests(client)
    asked = []
    for _ in range(2):
        world.clock.advance(minutes=1)
        world.shows(Network.FACEBOOK, *pages)
        world.read(reading.id)
        asked.append(requests.take())
    new, known = asked
    print(f"\n1,000 new: {new.total()} {dict(new)}; 1,000 read again: {known.total()} {dict(known)}")
    assert new == {"GetItem": 1, "BatchExecuteStatement": COMMENTS / ROWS_PER_REQUEST, "PutItem": 1}
    assert known == {"GetItem": 1, "PutItem": 1}


class _Received:
    """`ports.RawAnswers`: a page as long as a network's."""

    def __init__(self, comments: Sequence[NetworkComment]) -> None:
        self.answers = (RawAnswer(200, b"".join(dump_json(comment).encode() for comment in comments)),)


@pytest.mark.parametrize("page_size", [100, 1])
def test_what_keeping_the_answers_of_a_thousand_comments_asks_of_s3(
    client: "DynamoDBClient", emulator: str, page_size: int
) -> None:
    """Two writes for each page that brings something: at best 100 comments share them, at worst each has its own."""
    s3: S3Client = client_of("s3", emulator)
    buckets = [f"{purpose}-{page_size}" for purpose in ("archive", "envelopes")]
    for name in buckets:
        s3.create_bucket(
            Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, ObjectLockEnabledForBucket=True
        )
    world = World()
    world.records.inner = DynamoRecords(client, create_table(client))
    world.answers = AnswerKeeper(S3Archive(s3, buckets[0]), S3Envelopes(s3, buckets[1]), world.clock)
    world.records.commit(insert=[post := a_post(Network.FACEBOOK)])
    world.records.commit(insert=[reading := reading_of(post, NOW)])
    seen = [a_network_comment(f"c{number}", f"{TEXT} {number}") for number in range(100)]
    parts = [seen[at : at + page_size] for at in range(0, len(seen), page_size)]
    pages = [
        CommentPage(tuple(part), str(number) if number < len(parts) else None, is_whole=True, raw=_Received(part))
        for number, part in enumerate(parts, 1)
    ]
    requests = Requests(s3)
    for expected in (len(parts), 0):
        world.clock.advance(hours=3)
        world.shows(Network.FACEBOOK, *pages)
        world.read(reading.id)
        asked = requests.take()
        print(f"\n100 comments, {page_size} a page: {dict(asked)} of S3")
        assert asked == ({"PutObject": 2 * expected} if expected else {})


@pytest.mark.parametrize("duplicates_per_thousand", [0, 10])
def test_three_ways_to_insert_a_thousand(client: "DynamoDBClient", duplicates_per_thousand: int) -> None:
    comments = some_comments(COMMENTS)
    units = sum(map(write_units, comments))
    counts: dict[str, int] = {}
    ways: dict[str, tuple[Way, int]] = {
        "PutItem one by one": (one_by_one, 1),
        "BatchExecuteStatement, 25": (in_batches, 1),
        "TransactWriteItems, 100": (in_transactions, 2),
    }
    print(f"\n{COMMENTS} comments, {duplicates_per_thousand} of them known; {units} units of 1 KB")
    for name, (way, factor) in ways.items():
        table = create_table(client)
        known = comments[50 :: COMMENTS // duplicates_per_thousand] if duplicates_per_thousand else []
        one_by_one(client, table, known)
        requests = Requests(client)
        began = time.process_time()
        assert way(client, table, comments) == COMMENTS - len(known)
        seconds, counts[name] = time.process_time() - began, requests.total
        print(
            f"  {name}: {requests.total} requests, at least {units * factor} write units, {seconds:.2f} s of processor here"
        )
    put, batch, transaction = counts.values()
    assert (put, batch) == (COMMENTS, COMMENTS / ROWS_PER_REQUEST)
    assert transaction == (20 if duplicates_per_thousand else 10)
