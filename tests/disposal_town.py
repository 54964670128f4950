"""A municipality whose records and archive grow old: what disposal and holds are tried on."""

import json
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeVar
from urllib.parse import quote

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.domain import ids
from chalicelib.domain.calendar import start_of_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.disposal import Disposal, DisposalPage
from chalicelib.domain.hold import HeldMatter, Hold
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.networks import Network
from chalicelib.domain.notice import comment_part
from chalicelib.domain.people import Role
from chalicelib.domain.personal import PERSONAL_KINDS
from chalicelib.domain.records import Record, retention_end
from chalicelib.domain.retention import RetentionRule
from chalicelib.ports import KeptVersion, Records, RecordsDisposal
from chalicelib.procedure import disposing, erasing, holds
from local.memory_records import InMemoryRecords
from tests.builders import a_comment, a_network_comment, a_person, a_post, a_publication, a_referral
from tests.fakes import FakeClock, InMemoryEnvelopes
from tests.fakes.disposal import InMemoryArchiveDisposal
from tests.mortality import MortalRecords, Steps

COORDINATOR = a_person(Role.COORDINATOR, username="coordinadora")
DIRECTOR = a_person(Role.DIRECTOR, username="director")
GROUND = "Dictamen de baja 12/2029 del grupo interdisciplinario"
DAY = date(2026, 11, 23)
BORDER = datetime(2029, 11, 24, 6, tzinfo=start_of_day(DAY).tzinfo)
"""The end of 23 November 2029 at León, written out by hand."""


@cache
def shipped_rule() -> RetentionRule:
    return load_catalogue().retention


@dataclass
class SteppedErasing:
    """`ports.RecordsDisposal` where each act is a step."""

    inner: RecordsDisposal
    steps: Steps

    def dispose(self, records: list[Record], *, while_unmoved: Record) -> None:
        with self.steps.step("dispose") if records else nullcontext():
            self.inner.dispose(records, while_unmoved=while_unmoved)


class SteppedArchive(InMemoryArchiveDisposal):
    """`ports.ArchiveDisposal` where each erasing and release is a step."""

    def __init__(self, clock: FakeClock, steps: Steps) -> None:
        super().__init__(clock)
        self._steps = steps

    def erase(self, version: KeptVersion) -> bool:
        with self._steps.step("erase"):
            return super().erase(version)

    def release(self, version: KeptVersion) -> None:
        with self._steps.step("release"):
            super().release(version)


class SteppedEnvelopes(InMemoryEnvelopes):
    """`ports.Envelopes` where each key that is taken away is a step."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def discard(self, name: str) -> None:
        with self._steps.step("discard"):
            super().discard(name)


class Town:
    """Records and archive with the work of disposal around them; `since` is the first day with records."""

    def __init__(self, since: date = DAY, steps: Steps | None = None) -> None:
        self.clock = FakeClock(BORDER)
        self.steps = steps or Steps()
        self.stored = InMemoryRecords()
        self.records: Records = MortalRecords(self.stored, self.steps)
        self.archive = SteppedArchive(self.clock, self.steps)
        self.envelopes = SteppedEnvelopes(self.steps)
        self.opens: dict[str, str] = {}
        rule = shipped_rule()
        self.ports = disposing.DisposalPorts(
            records=self.records,
            erasing=SteppedErasing(self.stored, self.steps),  # type: ignore[arg-type]  # a list is a sequence
            archive=self.archive,
            envelopes=self.envelopes,
            rule=RetentionRule(since, rule.series),
            clock=self.clock,
        )

    def put(self, *records: Record) -> None:
        """Record things as finished, each with its version in the archive on its own day."""
        self.stored.insert_new(records)
        for record in records:
            stored = self.stored.find(record.id)
            assert stored is not None
            self.archive_version(stored, record.day)

    def archive_version(self, record: Record, on: date) -> KeptVersion:
        name = f"{record.kind}/{quote(record.id, safe='')}/{record.revision:06d}"
        key = f"{on:%Y/%m/%d}/{name}.json"
        if record.kind in PERSONAL_KINDS:
            self._seal(name, key)
        return self.archive.keep(key, dump_json(record).encode(), retention_end(on))

    def put_a_day(self) -> None:
        """Record a publication of 23 November 2026 with its post, comments and a case, finished, and what networks told."""
        publication = finished(a_publication(campaign="Parques"))
        comments = [finished(a_comment(a_network_comment(f"c{at}", author_handle=f"vecina{at}"))) for at in range(1, 4)]
        alien = finished(a_comment(a_network_comment("c9", author_handle="otro"), publication=None))
        case = finished(a_referral(comments[0]))
        self.put(publication, finished(a_post(Network.X)), *comments, alien, case)
        self.put_an_answer(*comments)
        self.put_a_notice(comments[0])

    def put_an_answer(self, *comments: Comment, on: date = DAY) -> str:
        """Keep an answer of Facebook in which comments stand, with its key; gives where."""
        name = f"answers/facebook/{len(self.opens):032x}"
        head = {"reading": "POS-1", "comments": [one.id for one in comments], "sealed": {"key": name, "bytes": "AA=="}}
        content = json.dumps(head).encode()
        key = f"{on:%Y/%m/%d}/facebook/answers/120000-{ids.sha256_hex(content)[:16]}.json"
        self._seal(name, key)
        self.archive.keep(key, content, retention_end(on))
        return key

    def put_a_notice(self, comment: Comment, on: date = DAY) -> str:
        """Keep a notice of Facebook that names a comment, with its key; gives where."""
        mark = f"{len(self.opens):032x}"
        key = f"{on:%Y/%m/%d}/facebook/notices/{comment_part(comment.network_id)}/120000-{mark}.json"
        self._seal(f"notices/{mark}", key)
        self.archive.keep(key, b"{}", retention_end(on))
        return key

    def _seal(self, name: str, key: str) -> None:
        self.envelopes.key(name, bytes(8))
        self.opens[name] = key

    def run_daily(self) -> int:
        return disposing.list_what_is_past(self.ports)

    def approve(self, day: date = DAY) -> Disposal:
        return disposing.approve_disposal(
            ids.disposal_id(day), ground=GROUND, by=COORDINATOR, records=self.records, clock=self.clock
        )

    def order(self, day: date = DAY) -> Disposal:
        return disposing.order_disposal(ids.disposal_id(day), by=DIRECTOR, records=self.records, clock=self.clock)

    def carry_out(self) -> int:
        return erasing.carry_out_disposals(self.ports)

    def ordered(self) -> None:
        """List, approve and order the disposal of the day."""
        self.run_daily()
        self.approve()
        self.order()

    def hold(self, matter: HeldMatter, reason: str = "Juicio de amparo 45/2029") -> Hold:
        """Place a hold as the API does, which no step of the disposal's worker is."""
        return holds.place_hold(
            matter, reason=reason, by=COORDINATOR, records=self.stored, archive=self.archive, clock=self.clock
        )

    def disposal(self, day: date = DAY) -> Disposal:
        found = self.stored.find(ids.disposal_id(day))
        assert isinstance(found, Disposal)
        return found

    @property
    def pages(self) -> list[DisposalPage]:
        return [record for record in self.stored.all if isinstance(record, DisposalPage)]

    @property
    def there(self) -> frozenset[str]:
        """The ids of the day's own records and the keys of the archive that are there."""
        records = {record.id for record in self.stored.all if record.id[:3] in {"PUB", "POS", "COM", "LEO"}}
        return frozenset(records | {key for key, _ in self.archive.kept})


RecordT = TypeVar("RecordT", bound=Record)
_ENDS = {"publication": "withdrawn", "comment": "counted", "referral": "closed"}


def finished(record: RecordT) -> RecordT:
    """Give a record as nobody needs to look at it any more."""
    changes: dict[str, object] = {"due_at": None, "duty": None, "attention": None}
    if end := _ENDS.get(record.kind):
        changes["state"] = end
    if record.kind == "referral":
        changes["outbox"] = ()
    return record.evolve(**changes)


def second_before(instant: datetime) -> datetime:
    return instant - timedelta(seconds=1)
