"""
Comments of citizens: every version, both axes, and whether a department must attend them (manual 3.1, 3.2, 4.1).

P3: a comment is recorded once; an edit adds a version, a deletion a tombstone. P4: complaint, service request and
suggestion go on to a department; below the confidence bar a person decides, and a person's decision outranks the
machine's and is told apart.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

REFER_WITHIN = timedelta(minutes=5)
MAX_TEXT_BYTES = 150_000
"""How much text one record carries over all its versions."""

DECIDE_WITHIN = timedelta(days=1)

Confidence = Annotated[float, Field(ge=0, le=1)]


class CommentKind(StrEnum):
    """What the citizen wants: queja, reporte, sugerencia, pregunta, otro."""

    COMPLAINT = "complaint"
    SERVICE_REQUEST = "service_request"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    OTHER = "other"

    @property
    def is_referred(self) -> bool:
        """4.1 and the policies together: complaints, service requests and suggestions are all referred."""
        return self in {CommentKind.COMPLAINT, CommentKind.SERVICE_REQUEST, CommentKind.SUGGESTION}


class Sentiment(StrEnum):
    """How the citizen feels (3.2: comentarios positivos, negativos)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


class Urgency(StrEnum):
    """Why a comment goes straight to a person and to the department on duty: risk to life, violence against women, minors."""

    LIFE = "life"
    VIOLENCE_AGAINST_WOMEN = "violence_against_women"
    MINORS = "minors"


class DepartmentCandidate(BaseModel):
    """A department that may be competent, how sure the classification is of it, and what it should know, in Spanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    department_id: str
    confidence: Confidence
    note: str = ""


class Matter(BaseModel):
    """One of several subjects in a comment: the words about it, what is wanted, and the departments that may be competent."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    excerpt: str
    comment_kind: CommentKind
    candidates: tuple[DepartmentCandidate, ...] = ()


class Classification(BaseModel):
    """
    What a comment is, on both axes. `decided_by` is a username, or empty for the machine named in `classifier`.

    `urgency` says why it is urgent, `place` the street or colonia it names in the citizen's words, `matters` its subjects
    where they are two or more for different departments.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    comment_kind: CommentKind
    kind_confidence: Confidence
    sentiment: Sentiment
    sentiment_confidence: Confidence
    candidates: tuple[DepartmentCandidate, ...] = ()
    is_urgent: bool = False
    urgency: Urgency | None = None
    place: str | None = None
    is_spam: bool = False
    has_personal_data: bool = False
    matters: tuple[Matter, ...] = ()
    classifier: str = ""
    decided_by: str = ""
    decided_at: AwareDatetime | None = None

    def is_sure(self, bar: float) -> bool:
        """Say whether the kind is above the confidence bar, or a person decided it."""
        return bool(self.decided_by) or self.kind_confidence >= bar


class NetworkComment(BaseModel):
    """
    A comment as a network shows it now. Parsed by the adapter; the text is the citizen's, untouched.

    `network_id` stays the same through edits; `answer_id` is what a reply must name; `version_id` changes with an edit
    where the network has one. `network_post_at` says when the post went out, where the network's id tells it (X), so that
    the post's record can be found from the comment alone. `author_handle` is None where the network hides the author (C09).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    network: Network
    network_id: str
    answer_id: str
    version_id: str | None = None
    network_post_id: str | None = None
    network_post_at: AwareDatetime | None = None
    parent_id: str | None = None
    author_handle: str | None = None
    author_id: str | None = None
    text: str
    created_at: AwareDatetime
    is_hidden: bool = False

    @property
    def record_id(self) -> str:
        """The id under which the comment is recorded, by the day it was written."""
        return ids.comment_id(local_day(self.created_at), self.network, self.network_id)

    @property
    def post_record_id(self) -> str | None:
        """The id of the record of the post it answers, where the comment alone tells it."""
        if self.network_post_id is None or self.network_post_at is None:
            return None
        return ids.post_id(local_day(self.network_post_at), self.network, self.network_post_id)

    @property
    def digest(self) -> str:
        """A short digest of what can change, to tell an edit from a re-reading."""
        parts = (self.answer_id, self.text, str(self.is_hidden))
        return ids.sha256_hex("\x1f".join(parts).encode("utf-8", "surrogatepass"))[:12]


class CommentVersion(BaseModel):
    """One version of a comment's text, and when it was seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    digest: str
    seen_at: AwareDatetime
    is_hidden: bool = False


class CommentState(StrEnum):
    """What is still to be done about a comment."""

    COUNTED = "counted"
    TO_REFER = "to_refer"
    TO_DECIDE = "to_decide"
    REFERRED = "referred"


class Comment(Record):
    """A citizen's comment, with every version and its classification."""

    kind: ClassVar[RecordKind] = RecordKind.COMMENT

    network: Network
    network_id: str
    answer_id: str
    network_post_id: str | None = None
    publication: str | None = None
    parent_id: str | None = None
    author_handle: str | None = None
    author_id: str | None = None
    written_at: AwareDatetime
    versions: tuple[CommentVersion, ...] = Field(min_length=1)
    deleted_at: AwareDatetime | None = None
    classification: Classification
    state: CommentState
    folio: str | None = None

    @property
    def is_finished(self) -> bool:
        """Counted, or referred: the referral carries it on."""
        return self.state in {CommentState.COUNTED, CommentState.REFERRED}

    @property
    def text(self) -> str:
        """The newest text."""
        return self.versions[-1].text

    def classified(self, classification: Classification, *, bar: float, now: datetime) -> "Comment":
        """Give the comment its classification and decide what follows. What was referred stays referred."""
        if self.folio:
            return self.evolve(classification=classification)
        return self.evolve(classification=classification, **_what_follows(classification, bar, now))

    def edited(self, seen: NetworkComment, now: datetime) -> "Comment":
        """Add a version. Nothing changes when this very text was stored already (C07, C13)."""
        if seen.digest == self.versions[-1].digest and not self.deleted_at:
            return self
        version = CommentVersion(text=seen.text, digest=seen.digest, seen_at=now, is_hidden=seen.is_hidden)
        versions = _within_size((*self.versions, version))
        return self.evolve(versions=versions, answer_id=seen.answer_id, deleted_at=None)

    def deleted(self, now: datetime) -> "Comment":
        """Set the tombstone; the text stays in the record (C08)."""
        return self if self.deleted_at else self.evolve(deleted_at=now)

    def referred(self, folio: str) -> "Comment":
        """Note the folio; from here the referral carries the comment on."""
        return self.evolve(state=CommentState.REFERRED, folio=folio, due_at=None, duty=None, attention=None)


def _within_size(versions: tuple[CommentVersion, ...]) -> tuple[CommentVersion, ...]:
    """Leave out the oldest versions but the first when the record would outgrow its item; the archive has each of them."""
    first, *later = versions
    while len(later) > 1 and sum(_text_bytes(version) for version in (first, *later)) > MAX_TEXT_BYTES:
        later = later[1:]
    return (first, *later)


def _text_bytes(version: CommentVersion) -> int:
    return len(version.text.encode("utf-8", "surrogatepass"))


def new_comment(
    seen: NetworkComment, classification: Classification, *, publication: str | None, bar: float, now: datetime
) -> Comment:
    """Make the record of a comment read for the first time, already classified: one write."""
    version = CommentVersion(text=seen.text, digest=seen.digest, seen_at=now, is_hidden=seen.is_hidden)
    fields: dict[str, object] = {
        "id": seen.record_id,
        "created_at": now,
        "network": seen.network,
        "network_id": seen.network_id,
        "answer_id": seen.answer_id,
        "network_post_id": seen.network_post_id,
        "publication": publication,
        "parent_id": seen.parent_id,
        "author_handle": seen.author_handle,
        "author_id": seen.author_id,
        "written_at": seen.created_at,
        "versions": (version,),
        "classification": classification,
    }
    return Comment.model_validate({**fields, **_what_follows(classification, bar, now)})


def _what_follows(classification: Classification, bar: float, now: datetime) -> dict[str, object]:
    """Decide: counted only, to a department, or to a person (4.1; P4)."""
    if not classification.is_sure(bar):
        attention = Attention(reason=texts_es.COMMENT_UNSURE, since=now)
        return _due(CommentState.TO_DECIDE, Duty.PERSON, now + DECIDE_WITHIN, attention)
    if classification.comment_kind.is_referred:
        return _due(CommentState.TO_REFER, Duty.REFER, now + REFER_WITHIN, None)
    return {"state": CommentState.COUNTED, "due_at": None, "duty": None, "attention": None}


def _due(state: CommentState, duty: Duty, due_at: datetime, attention: Attention | None) -> dict[str, object]:
    return {"state": state, "duty": duty, "due_at": due_at, "attention": attention}
