"""What there is in a municipality in memory: records, files, queues, networks."""

from datetime import datetime
from itertools import count
from typing import Any

from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.records import Record
from chalicelib.ports import Writer
from chalicelib.procedure.raw_answers import AnswerKeeper
from chalicelib.procedure.wording import ExtractiveWriter
from tests.builders import a_publication
from tests.fakes import (
    FakeClock,
    InMemoryArchive,
    InMemoryEnvelopes,
    InMemoryIntakeFiles,
    InMemoryMediaFiles,
    InMemoryNoticeFiles,
    InMemoryRecords,
    Work,
)
from tests.fakes.exports import InMemoryExportFiles
from tests.model_network import ModelAccount, ModelCounts, ModelLookup, ModelProbe, ModelReactions, ModelSource
from tests.mortality import MortalInboxes, MortalQueues, MortalRecords, Steps
from tests.world.catalogue import FakeCatalogue
from tests.world.editors import FakeImageEditor, FakeReader, FakeVideoConverter, FakeVideoEditor
from tests.world.telling import FakeItOffice, FakeMailer
from tests.world.understanding import FakeClassifier, FakeCounter, FakeLinks, FakePersonalData


class Town:
    """What there is in a municipality in memory."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.steps = Steps()
        self.stored = InMemoryRecords()
        self.records = MortalRecords(self.stored, self.steps)
        self.queues = MortalQueues(self.steps)
        self.inboxes = MortalInboxes(self.steps)
        self.intake = InMemoryIntakeFiles(now=self.clock.now)
        self.media = InMemoryMediaFiles()
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()
        self.notices = InMemoryNoticeFiles(self.clock.now)
        self.answers = AnswerKeeper(self.archive, self.envelopes, self.clock)
        self.exports = InMemoryExportFiles()
        self.catalogue = FakeCatalogue()
        self.classifier = FakeClassifier()
        self.reader = FakeReader()
        self.images = FakeImageEditor()
        self.videos = FakeVideoEditor()
        self.converter = FakeVideoConverter()
        self.writer: Writer = ExtractiveWriter()
        self.counter = FakeCounter()
        self.personal_data = FakePersonalData()
        self.links = FakeLinks()
        self.mailer = FakeMailer()
        self.it_office = FakeItOffice()
        self.accounts = {network: ModelAccount(self.clock, self.steps, name=network) for network in Network}
        self.sources = {network: ModelSource() for network in Network}
        self.conversations, self.lookup = ModelSource(), ModelLookup()
        self.probes = {network: ModelProbe() for network in SOCIAL_NETWORKS}
        self.answer_counts, self.reaction_counts = ModelCounts(), ModelReactions()
        self._messages: list[tuple[datetime, int, Work, str]] = []
        self._order = count()

    def the(self, record_id: str) -> Any:
        """Give a record that is there."""
        record = self.stored.find(record_id)
        assert record is not None, f"{record_id} is not recorded"
        return record

    def delivery(self, network: Network = Network.X, purpose: str | None = None) -> Delivery:
        found = self.the(ids.delivery_id(a_publication().id, network, purpose))
        assert isinstance(found, Delivery)
        return found

    def put(self, *records: Record) -> None:
        """Record something as if it had happened before."""
        self.stored.insert_new(records)

    def of_kind(self, kind: type[Record]) -> list[Any]:
        return [record for record in self.stored.all if isinstance(record, kind)]
