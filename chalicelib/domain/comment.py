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
from chalicelib.domain.answer import AnswerGiven
from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

REFER_WITHIN = timedelta(minutes=5)
MAX_TEXT_BYTES = 150_000
"""How much text one record carries over all its versions."""

DECIDE_WITHIN = timedelta(days=1)
MAX_MATTERS = 3
"""Into how many cases one comment is split at the most."""

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

    @property
    def department_id(self) -> str | None:
        """The likeliest department, or None."""
        return self.candidates[0].department_id if self.candidates else None

    def differs_from(self, other: "Classification") -> bool:
        """Say whether another department, or another attention, may follow from it."""
        return self._consequences != other._consequences

    @property
    def _consequences(self) -> tuple[object, ...]:
        matters = tuple(matter.candidates[:1] and matter.candidates[0].department_id for matter in self.matters)
        return self.comment_kind, self.department_id, self.urgency, (self.place or "").casefold(), matters


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
    CHANGED = "changed"
    """Its author edited it so that it reads otherwise: the department that has it must know."""

    TO_ANSWER = "to_answer"
    """A question: the machine looks for a published answer; where there is none, a person answers."""

    ANSWERED = "answered"


class Comment(Record):
    """
    A citizen's comment, with every version and its classification.

    `folio` is its case; where it has several subjects, `more_folios` are those of the others, in their order. `machine` is
    what the machine read, where a person read it otherwise or too: the classification is the person's.
    """

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
    cancelled_at: AwareDatetime | None = None
    """When its text was destroyed for good, at its author's lawful demand: none is stored any more."""

    classification: Classification
    state: CommentState
    folio: str | None = None
    more_folios: tuple[str, ...] = ()
    machine: Classification | None = None
    answers: tuple[AnswerGiven, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Counted, answered, or referred: the referral carries it on."""
        return self.state in {CommentState.COUNTED, CommentState.REFERRED, CommentState.ANSWERED}

    @property
    def text(self) -> str:
        """The newest text."""
        return self.versions[-1].text

    @property
    def folios(self) -> tuple[str, ...]:
        """Every case that it has, by its subjects."""
        return (*((self.folio,) if self.folio else ()), *self.more_folios)

    @property
    def was_answered(self) -> bool:
        """Say whether an answer to its question is out, or on its way."""
        return any(given.delivery for given in self.answers)

    @property
    def matters(self) -> tuple[Matter, ...]:
        """
        Its subjects, each of which is a case of its own; none where it is one case.

        An urgent comment is one case, whatever else it says: the department that must act at once has it whole.
        """
        found = self.classification.matters if self.classification.urgency is None else ()
        wanted = [matter for matter in found if matter.comment_kind.is_referred and matter.candidates]
        by_department = {matter.candidates[0].department_id: matter for matter in reversed(wanted)}
        several = tuple(matter for matter in wanted if matter in by_department.values())[:MAX_MATTERS]
        return several if len(several) > 1 else ()

    @property
    def is_to_be_worked_on(self) -> bool:
        """Say whether a case is to be opened, a department to be told of an edit, or an answer to be looked for."""
        return self.state in {CommentState.TO_REFER, CommentState.CHANGED} or self.is_to_be_answered

    @property
    def is_to_be_answered(self) -> bool:
        """Say whether the machine has still to look for a published answer."""
        return self.state is CommentState.TO_ANSWER and self.duty is Duty.REFER

    @property
    def machine_reading(self) -> Classification | None:
        """What the machine read; None where only a person did."""
        return self.machine or (None if self.classification.decided_by else self.classification)

    def read_again(self, classification: Classification, *, bar: float, now: datetime) -> "Comment":
        """
        Take what the machine reads in a new version. A person's reading of the former one is not replaced by it.

        Without an open case, what a person had read waits for a person; with one, its department is told where the new text
        reads otherwise. While cases are being opened nothing changes.
        """
        if self.folio and self.state is CommentState.TO_REFER:
            return self
        before, was_a_persons = self.machine_reading, bool(self.classification.decided_by or self.machine)
        if self.state in {CommentState.REFERRED, CommentState.CHANGED}:
            kept = {"machine": classification} if was_a_persons else {"classification": classification}
            if before is None or not classification.differs_from(before):
                return self.evolve(**kept)
            return self.evolve(**kept, **_due(CommentState.CHANGED, Duty.REFER, now + REFER_WITHIN, None))
        if self.state is CommentState.ANSWERED and (before is None or not classification.differs_from(before)):
            return self.evolve(**({"machine": classification} if was_a_persons else {"classification": classification}))
        unsure = classification.model_copy(update={"kind_confidence": 0.0}) if was_a_persons else classification
        machine = classification if was_a_persons else None
        follows = _what_follows(unsure, bar, now)
        if self.was_answered and follows["state"] is CommentState.TO_ANSWER:
            # It was answered, and asks something else now: that it be answered twice is for a person to say.
            follows = _for_a_person_to_answer(texts_es.QUESTION_EDITED, now)
        return self.evolve(classification=unsure, machine=machine, **follows)

    def edited(self, seen: NetworkComment, now: datetime) -> "Comment":
        """Add a version. Nothing changes when this very text was stored already (C07, C13), or its text was cancelled (R13)."""
        if self.cancelled_at or (seen.digest == self.versions[-1].digest and not self.deleted_at):
            return self
        version = CommentVersion(text=seen.text, digest=seen.digest, seen_at=now, is_hidden=seen.is_hidden)
        versions = _within_size((*self.versions, version))
        return self.evolve(versions=versions, answer_id=seen.answer_id, deleted_at=None)

    def deleted(self, now: datetime) -> "Comment":
        """Set the tombstone; the text stays in the record (C08). A question that is gone needs no answer."""
        if self.deleted_at:
            return self
        if self.state is not CommentState.TO_ANSWER:
            return self.evolve(deleted_at=now)
        given = AnswerGiven(at=now, reason=texts_es.COMMENT_DELETED)
        answers = (*self.answers, given)
        return self.evolve(deleted_at=now, answers=answers, **_due(CommentState.COUNTED, None, None, None))

    def answered(self, given: AnswerGiven) -> "Comment":
        """Note how its question is answered, or why not."""
        return self.evolve(answers=(*self.answers, given), **_due(CommentState.ANSWERED, None, None, None))

    def for_a_person_to_answer(self, reason: str, now: datetime) -> "Comment":
        """Put its question before a person: no published answer is clearly the right one."""
        return self.evolve(**_for_a_person_to_answer(reason, now))

    def referred(self, folio: str) -> "Comment":
        """Note the folio of a case; once each subject has its own, the referrals carry the comment on."""
        folios = dict.fromkeys((*self.folios, folio))
        first, *more = folios
        noted = {"folio": first, "more_folios": tuple(more)}
        if len(folios) < len(self.matters):
            return self.evolve(**noted)
        return self.evolve(**noted, **_due(CommentState.REFERRED, None, None, None))

    def decided(self, classification: Classification, *, now: datetime) -> "Comment":
        """
        Take a person's reading: it outranks the machine's, which is kept beside it.

        A comment with cases stays with them until they are looked at; any other is to be referred, or counted.
        """
        read = self.evolve(classification=classification, machine=self.machine_reading)
        follows = _what_follows(classification, 0, now)
        if self.state is CommentState.CHANGED and follows["state"] is CommentState.TO_REFER:
            return read
        if self.state is CommentState.ANSWERED and follows["state"] is CommentState.TO_ANSWER:
            return read
        if self.folio and follows["state"] is CommentState.TO_REFER:
            return read.evolve(**_due(CommentState.REFERRED, None, None, None))
        return read.evolve(**follows)

    def left(self) -> "Comment":
        """Forget the case that it shared with others: from here it is by itself."""
        return self.evolve(folio=None, more_folios=())

    def looked_after(self) -> "Comment":
        """Note that the departments are told of the edit, or will be: the referrals carry it on."""
        return self.evolve(**_due(CommentState.REFERRED, None, None, None))

    def before_a_person(self, reason: str, now: datetime) -> "Comment":
        """Put it before a person at once."""
        attention = Attention(reason=reason, since=now, is_urgent=True)
        return self.evolve(**_due(CommentState.TO_DECIDE, Duty.PERSON, now + DECIDE_WITHIN, attention))


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
    """
    Decide: counted only, to a department, to be answered, or to a person (4.1, 4.3; P4).

    What is urgent goes to a department and before a person at once, however sure the kind is.
    """
    if classification.urgency is not None and not classification.decided_by:
        urgent = Attention(reason=texts_es.urgent_comment(classification.urgency), since=now, is_urgent=True)
        return _due(CommentState.TO_REFER, Duty.REFER, now + REFER_WITHIN, urgent)
    if not classification.is_sure(bar):
        attention = Attention(reason=texts_es.COMMENT_UNSURE, since=now)
        return _due(CommentState.TO_DECIDE, Duty.PERSON, now + DECIDE_WITHIN, attention)
    if classification.comment_kind.is_referred:
        return _due(CommentState.TO_REFER, Duty.REFER, now + REFER_WITHIN, None)
    if classification.comment_kind is CommentKind.QUESTION and not (
        classification.is_spam and not classification.decided_by
    ):
        return _due(CommentState.TO_ANSWER, Duty.REFER, now + REFER_WITHIN, None)
    return _due(CommentState.COUNTED, None, None, None)


def _for_a_person_to_answer(reason: str, now: datetime) -> dict[str, object]:
    attention = Attention(reason=reason, since=now)
    return _due(CommentState.TO_ANSWER, Duty.PERSON, now + DECIDE_WITHIN, attention)


def _due(
    state: CommentState, duty: Duty | None, due_at: datetime | None, attention: Attention | None
) -> dict[str, object]:
    return {"state": state, "duty": duty, "due_at": due_at, "attention": attention}
