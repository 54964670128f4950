"""What understands and checks texts in a municipality in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.domain.classification import Classification, CommentKind, DepartmentCandidate, Sentiment
from chalicelib.domain.networks import Network
from chalicelib.ports import LinkFault, PersonalDatum


@dataclass
class FakeClassifier:
    """`ports.Classifier` by the first word: queja, reporte, sugerencia, pregunta; «quizá» is below the bar."""

    calls: int = 0

    def classify(self, text: str) -> Classification:
        self.calls += 1
        kinds = {
            "queja": CommentKind.COMPLAINT,
            "reporte": CommentKind.SERVICE_REQUEST,
            "sugerencia": CommentKind.SUGGESTION,
            "pregunta": CommentKind.QUESTION,
        }
        kind = next((kind for word, kind in kinds.items() if word in text), CommentKind.OTHER)
        sentiment = Sentiment.NEGATIVE if kind is CommentKind.COMPLAINT else Sentiment.NEUTRAL
        sure = 0.3 if "quizá" in text else 0.9
        candidates = (DepartmentCandidate(department_id="sapal", confidence=0.8),) if "agua" in text else ()
        return Classification(
            comment_kind=kind,
            kind_confidence=sure,
            sentiment=sentiment,
            sentiment_confidence=0.9,
            candidates=candidates,
            classifier="fake",
        )


class FakeCounter:
    """`ports.TextCounter`: characters."""

    def length(self, network: Network, text: str) -> int:
        del network
        return len(text)


@dataclass
class FakePersonalData:
    """`ports.PersonalDataFinder` that knows some words to be personal data."""

    known: dict[str, PersonalDatum] = field(default_factory=dict)

    def find(self, text: str) -> tuple[PersonalDatum, ...]:
        return tuple(datum for word, datum in self.known.items() if word in text)


@dataclass
class FakeLinks:
    """`ports.LinkChecker` that knows some links to be broken; `asked` keeps what was looked at."""

    faults: dict[str, LinkFault] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def broken(self, links: Sequence[str]) -> dict[str, LinkFault]:
        self.asked.append(tuple(links))
        return {link: self.faults[link] for link in links if link in self.faults}
