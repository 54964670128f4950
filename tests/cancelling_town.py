"""Comments on record, the network's answers in which they stand, and cancellations that two persons agreed on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.cancellation import Cancellation, new_cancellation
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import PortavozError
from chalicelib.domain.hold import HeldMatter
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import reading_of
from chalicelib.ports import CommentPage, RawAnswer, Records
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.destroying_texts import carry_out_cancellations
from chalicelib.procedure.holds import lift_hold, place_hold
from chalicelib.procedure.raw_answers import AnswerKeeper, opened
from local.memory_records import InMemoryRecords
from tests.builders import (
    NOW,
    a_comment,
    a_network_comment,
    a_person,
    a_post,
    a_publication,
    the_image_office,
)
from tests.disposal_town import finished
from tests.fakes import FakeClock, InMemoryArchive, InMemoryEnvelopes, InMemoryNoticeFiles
from tests.fakes.disposal import InMemoryArchiveDisposal

INES, JUAN = the_image_office("ines"), a_person(Role.COORDINATOR, username="juan")
POST = a_post(Network.FACEBOOK)


class Answer:
    """`ports.RawAnswers` with one answer."""

    answers = (RawAnswer(200, b'{"data": []}'),)


class CancellingTown:
    """`a`, `b` and `c` wrote below one post."""

    def __init__(self) -> None:
        self.clock = FakeClock(NOW)
        self.records = InMemoryRecords([finished(a_publication()), POST])
        self.archive, self.envelopes = InMemoryArchive(), InMemoryEnvelopes()
        self.ports = DestroyingPorts(
            self.records, self.envelopes, self.archive, InMemoryNoticeFiles(self.clock.now), self.clock
        )
        self.failed: list[tuple[str, str]] = []
        for name in ("a", "b", "c"):
            self.records.insert_new([self.comment(name)])

    def comment(self, name: str) -> Comment:
        return finished(a_comment(a_network_comment(name, f"{name} dijo", author_handle=f"@{name}")))

    def now(self, name: str) -> Comment:
        """Give a comment as it is on record."""
        found = self.records.find(self.comment(name).id)
        assert isinstance(found, Comment)
        return found

    def answered(self, *names: str) -> str:
        """Keep an answer of the network that shows some comments; gives its key."""
        page = CommentPage(tuple(a_network_comment(name) for name in names), is_whole=True, raw=Answer())
        key = AnswerKeeper(self.archive, self.envelopes, self.clock).keep(reading_of(POST, NOW), page)
        assert key is not None
        return key

    def is_open(self, key: str) -> bool:
        """Say whether anybody can read a kept answer."""
        return opened(self.archive.kept[key].content, self.envelopes) is not None

    def agreed(self, *names: str) -> str:
        """Have two persons agree on a cancellation."""
        comments = [self.comment(name).id for name in names]
        asked = new_cancellation(
            comments, legal_reference="ARCO 12", reason="Lo pidió", by="ines", now=self.clock.now()
        )
        self.records.insert_new([asked.confirmed(by="juan", now=self.clock.now())])
        return asked.id

    def night(self, records: Records | None = None) -> None:
        """Carry out what is due."""
        ports = replace(self.ports, records=records) if records else self.ports
        carry_out_cancellations(ports, self._tell)

    def next_night(self) -> None:
        self.clock.set(self.clock.now() + timedelta(days=1))
        self.night()

    def act(self, cancellation_id: str) -> Cancellation:
        found = self.records.find(cancellation_id)
        assert isinstance(found, Cancellation)
        return found

    def told(self, cancellation_id: str) -> str:
        """Give what a person reads of a cancellation that waits."""
        attention = self.act(cancellation_id).attention
        return attention.reason if attention else ""

    def hold(self, matter: HeldMatter) -> str:
        archive = InMemoryArchiveDisposal(self.clock)
        held = place_hold(matter, reason="Juicio 8", by=INES, records=self.records, archive=archive, clock=self.clock)
        return held.id

    def lift(self, hold_id: str) -> None:
        for person in (INES, JUAN):
            lift_hold(hold_id, reason="Terminó", by=person, records=self.records, clock=self.clock)

    @property
    def _tell(self) -> Callable[[str, PortavozError], None]:
        return lambda what, error: self.failed.append((what, type(error).__name__))
