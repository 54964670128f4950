"""The verbs of the stages 3 and 4."""

from typing import Any

from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.referral import DepartmentNews, Referral
from chalicelib.meta_notices import notices_in
from chalicelib.ports import CommentPage
from chalicelib.procedure import collecting, decisions, department_news, monitoring, noticing, referral
from chalicelib.procedure.collecting_ports import CollectingPorts
from tests.world.town import Town


class Citizens(Town):
    """The stages 3 and 4: what citizens write, and what becomes of it."""

    def shows(self, network: Network, *pages: CommentPage | ExternalServiceError) -> None:
        """Let the comments of a network be these pages from now on."""
        self.sources[network].readings = [list(pages)]

    def read(self, reading_id: str) -> monitoring.ReadingOutcome:
        return monitoring.read_comments(
            reading_id,
            records=self.records,
            sources=self.sources.__getitem__,
            classifier=self.classifier,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            answers=self.answers,
        )

    def collect(self, reading_id: str) -> monitoring.ReadingOutcome:
        """Do what a bookmark asks for, with everything asked before it is read."""
        return collecting.collect(reading_id, self.collecting_ports)

    @property
    def collecting_ports(self) -> CollectingPorts:
        return CollectingPorts(
            records=self.records,
            sources=self.sources.__getitem__,
            conversations=lambda: self.conversations,
            lookup=lambda: self.lookup,
            counts=lambda: self.answer_counts,
            reactions=lambda: self.reaction_counts,
            classifier=self.classifier,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            answers=self.answers,
        )

    def heed(self, body: bytes) -> noticing.Heeded:
        """Heed a delivery of Meta."""
        notices = notices_in(body).notices
        return noticing.heed(notices, records=self.records, queues=self.queues, clock=self.clock)

    def refer(self, record_id: str) -> Referral | None:
        return referral.refer_case(
            record_id,
            records=self.records,
            inboxes=self.inboxes,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def hear(self, news: DepartmentNews) -> Referral:
        return department_news.record_news(
            news, records=self.records, catalogue=self.catalogue, queues=self.queues, clock=self.clock
        )

    def decide(
        self, comment_id: str, kind: CommentKind, by: Person, department_id: str | None = None, **more: Any
    ) -> Any:
        return decisions.decide_comment(
            comment_id,
            comment_kind=kind,
            sentiment=Sentiment.NEUTRAL,
            department_id=department_id,
            by=by,
            records=self.records,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            **more,
        )
