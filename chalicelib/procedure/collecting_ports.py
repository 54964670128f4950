"""What collecting needs from outside, and one reading with it."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.post import Reading
from chalicelib.ports import (
    AnswerCounts,
    Catalogue,
    Classifier,
    Clock,
    CommentLookup,
    CommentSource,
    ReactionCounts,
    Records,
    WorkQueues,
)
from chalicelib.procedure.monitoring import ReadingOutcome, Sources, read_comments
from chalicelib.procedure.raw_answers import AnswerKeeper


@dataclass(frozen=True)
class CollectingPorts:
    """The ports of `collecting`; those from `conversations` to `counts` are X's, `reactions` Facebook's, made when needed."""

    records: Records
    sources: Sources
    conversations: Callable[[], CommentSource]
    lookup: Callable[[], CommentLookup]
    counts: Callable[[], AnswerCounts]
    reactions: Callable[[], ReactionCounts]
    classifier: Classifier
    catalogue: Catalogue
    queues: WorkQueues
    clock: Clock
    answers: AnswerKeeper

    def read(self, reading: Reading, source: CommentSource, settle: Callable[[Reading], Reading]) -> ReadingOutcome:
        """Read one source behind a bookmark (`monitoring.read_comments`)."""
        return read_comments(
            reading.id,
            records=self.records,
            sources=lambda _: source,
            classifier=self.classifier,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            answers=self.answers,
            known=reading,
            settle=settle,
        )
