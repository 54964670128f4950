"""
Three years of a town's records as the table of DynamoDB holds them, and what reading them asks of it.

Counted as DynamoDB counts: a request reads at most 1 MB of a day, or 100 keys; a byte is one of the names and values of an item
(Amazon DynamoDB, «Item sizes and formats», Query, BatchGetItem). Some days are made of records and counted, the others copied.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from random import Random

from chalicelib.adapters.records.bulk import KEYS_PER_REQUEST
from chalicelib.adapters.records.codec import decode, encode, first_revision
from chalicelib.domain import ids
from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.day import Day, close
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import SOCIAL_NETWORKS
from chalicelib.domain.records import Record
from chalicelib.domain.referral import NewsAct, Referral
from tests.builders import (
    TODAY,
    a_classification,
    a_comment,
    a_network_comment,
    a_post,
    a_publication,
    a_referral,
    a_reply,
    later,
    some_news,
)

DAYS = 1_096
MADE_DAYS = 3
_PAGE_BYTES = 1_048_576
_MOST_PUBLICATIONS = 10
_TEXT = "gracias por avisar, en la colonia San Juan de Dios ya volvió el agua desde ayer"


class CountedTable:
    """`ports.Records`, for reading: items by id, some days as records; counts requests and bytes."""

    def __init__(self) -> None:
        self.requests = self.bytes = 0
        self._items: dict[str, dict[str, dict[str, str]]] = {}
        self._days: dict[str, list[dict[str, dict[str, str]]]] = {}

    def put(self, record: Record) -> None:
        item = encode(first_revision(record))
        self._items[record.id] = item  # type: ignore[assignment]  # texts and numbers alone
        self._days.setdefault(record.partition, []).append(item)  # type: ignore[arg-type]

    def find(self, record_id: str) -> Record | None:
        return self.find_each([record_id]).get(record_id)

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        wanted = list(dict.fromkeys(record_ids))
        self.requests += -(-len(wanted) // KEYS_PER_REQUEST)
        found = [self._items[one] for one in wanted if one in self._items]
        self.bytes += sum(map(_size, found))
        return {item["id"]["S"]: decode(item) for item in found}  # type: ignore[arg-type]

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        found = [item for item in self._days.get(day.isoformat(), []) if item["id"]["S"].startswith(prefix)]
        size = sum(map(_size, found))
        self.requests += max(1, -(-size // _PAGE_BYTES))
        self.bytes += size
        return [decode(item) for item in found]  # type: ignore[arg-type]


def _size(item: dict[str, dict[str, str]]) -> int:
    return sum(len(name) + len(next(iter(value.values())).encode()) for name, value in item.items())


def a_days_records(day: date, count: int, seed: int) -> list[Record]:
    """Make the records of a day: publications with their posts, comments, cases with the reply to each."""
    random = Random(seed)
    at = later(days=(day - TODAY).days)
    made: list[Record] = []
    names = [f"PUB-{day:%Y%m%d}-{number:08d}" for number in range(max(1, min(_MOST_PUBLICATIONS, count // 8)))]
    for name in names:
        made.append(a_publication(campaign=random.choice(("Parques", "Agua", None))).evolve(id=name))
        made += [
            a_post(network, name, id=ids.post_id(day, network, name[-8:]), publication=name)
            for network in SOCIAL_NETWORKS
        ]
    number = 0
    while len(made) < count:
        number += 1
        comment = _a_comment(random, at, number, random.choice(names))
        made.append(comment)
        if comment.classification.comment_kind.is_referred and len(made) + 1 < count:
            made += _a_case(random, comment, at, number)
    return made


def _a_comment(random: Random, at: datetime, number: int, publication: str) -> Comment:
    reading = a_classification(random.choice(tuple(CommentKind)), random.choice(tuple(Sentiment)))
    network = random.choice(SOCIAL_NETWORKS)
    seen = a_network_comment(f"c{at:%Y%m%d}{number}", f"{_TEXT} {number}", network=network, at=at)
    return a_comment(seen, reading, publication=publication)


def _a_case(random: Random, comment: Comment, at: datetime, number: int) -> list[Record]:
    case: Referral = a_referral(comment, number=number).evolve(id=ids.folio(comment.day, number)).delivered(at)
    for act, most in ((NewsAct.PULLED, 40), (NewsAct.CLOSED, 900)):
        news = some_news(act, folio=case.id, department_id=case.department_id, news_id=act)
        at += timedelta(minutes=random.uniform(1, most))
        case = case.told(news, default_department="vinculacion", now=at)
    done = {"state": DeliveryState.DONE, "due_at": None, "duty": None, "published_at": at}
    return [case, a_reply(case.id, comment.network).evolve(**done)]


def three_years(records: int, *, open_days: int) -> CountedTable:
    """Fill a table with three years until TODAY. Of the last days, so many are open: there are their records, and no figures."""
    table = CountedTable()
    made = {number: a_days_records(TODAY, records // DAYS, number) for number in range(MADE_DAYS)}
    closed = {
        number: close(ids.day_id(TODAY), some, later(days=2), None).model_dump_json() for number, some in made.items()
    }
    for back in range(DAYS):
        day = TODAY - timedelta(days=back)
        if back < open_days:
            for record in a_days_records(day, records // DAYS, back):
                table.put(record)
        else:
            written = closed[back % MADE_DAYS].replace(f"{TODAY:%Y%m%d}", f"{day:%Y%m%d}")
            table.put(Day.model_validate_json(written))
    return table
