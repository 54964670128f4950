"""
Comments of citizens: every version, both axes, and whether a department must attend them (manual 3.1, 3.2, 4.1).

P3: a comment is recorded once; an edit adds a version, a deletion a tombstone. P4: complaint, service request and
suggestion go on to a department; below the confidence bar a person decides, and a person's decision outranks the
machine's and is told apart.
"""

from datetime import datetime
from typing import ClassVar

from pydantic import AwareDatetime, Field

from chalicelib import texts_es
from chalicelib.domain.answer import AnswerGiven
from chalicelib.domain.classification import MAX_MATTERS, Classification, Matter
from chalicelib.domain.comment_state import (
    DECIDE_WITHIN,
    REFER_WITHIN,
    CommentState,
    due,
    for_a_person_to_answer,
    what_follows,
)
from chalicelib.domain.comment_versions import CommentVersion, within_size
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind


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
            return self.evolve(**kept, **due(CommentState.CHANGED, Duty.REFER, now + REFER_WITHIN, None))
        if self.state is CommentState.ANSWERED and (before is None or not classification.differs_from(before)):
            return self.evolve(**({"machine": classification} if was_a_persons else {"classification": classification}))
        unsure = classification.model_copy(update={"kind_confidence": 0.0}) if was_a_persons else classification
        machine = classification if was_a_persons else None
        follows = what_follows(unsure, bar, now)
        if self.was_answered and follows["state"] is CommentState.TO_ANSWER:
            # It was answered, and asks something else now: that it be answered twice is for a person to say.
            follows = for_a_person_to_answer(texts_es.QUESTION_EDITED, now)
        return self.evolve(classification=unsure, machine=machine, **follows)

    def edited(self, seen: NetworkComment, now: datetime) -> "Comment":
        """Add a version. Nothing changes when this very text was stored already (C07, C13), or its text was cancelled (R13)."""
        if self.cancelled_at or (seen.digest == self.versions[-1].digest and not self.deleted_at):
            return self
        version = CommentVersion(text=seen.text, digest=seen.digest, seen_at=now, is_hidden=seen.is_hidden)
        versions = within_size((*self.versions, version))
        return self.evolve(versions=versions, answer_id=seen.answer_id, deleted_at=None)

    def deleted(self, now: datetime) -> "Comment":
        """Set the tombstone; the text stays in the record (C08). A question that is gone needs no answer."""
        if self.deleted_at:
            return self
        if self.state is not CommentState.TO_ANSWER:
            return self.evolve(deleted_at=now)
        given = AnswerGiven(at=now, reason=texts_es.COMMENT_DELETED)
        answers = (*self.answers, given)
        return self.evolve(deleted_at=now, answers=answers, **due(CommentState.COUNTED, None, None, None))

    def answered(self, given: AnswerGiven) -> "Comment":
        """Note how its question is answered, or why not."""
        return self.evolve(answers=(*self.answers, given), **due(CommentState.ANSWERED, None, None, None))

    def for_a_person_to_answer(self, reason: str, now: datetime) -> "Comment":
        """Put its question before a person: no published answer is clearly the right one."""
        return self.evolve(**for_a_person_to_answer(reason, now))

    def referred(self, folio: str) -> "Comment":
        """Note the folio of a case; once each subject has its own, the referrals carry the comment on."""
        folios = dict.fromkeys((*self.folios, folio))
        first, *more = folios
        noted = {"folio": first, "more_folios": tuple(more)}
        if len(folios) < len(self.matters):
            return self.evolve(**noted)
        return self.evolve(**noted, **due(CommentState.REFERRED, None, None, None))

    def decided(self, classification: Classification, *, now: datetime) -> "Comment":
        """
        Take a person's reading: it outranks the machine's, which is kept beside it.

        A comment with cases stays with them until they are looked at; any other is to be referred, or counted.
        """
        read = self.evolve(classification=classification, machine=self.machine_reading)
        follows = what_follows(classification, 0, now)
        if self.state is CommentState.CHANGED and follows["state"] is CommentState.TO_REFER:
            return read
        if self.state is CommentState.ANSWERED and follows["state"] is CommentState.TO_ANSWER:
            return read
        if self.folio and follows["state"] is CommentState.TO_REFER:
            return read.evolve(**due(CommentState.REFERRED, None, None, None))
        return read.evolve(**follows)

    def left(self) -> "Comment":
        """Forget the case that it shared with others: from here it is by itself."""
        return self.evolve(folio=None, more_folios=())

    def looked_after(self) -> "Comment":
        """Note that the departments are told of the edit, or will be: the referrals carry it on."""
        return self.evolve(**due(CommentState.REFERRED, None, None, None))

    def before_a_person(self, reason: str, now: datetime) -> "Comment":
        """Put it before a person at once."""
        attention = Attention(reason=reason, since=now, is_urgent=True)
        return self.evolve(**due(CommentState.TO_DECIDE, Duty.PERSON, now + DECIDE_WITHIN, attention))


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
    return Comment.model_validate({**fields, **what_follows(classification, bar, now)})
