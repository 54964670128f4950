"""4.3: the answer to a citizen goes out like any post, once."""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.approvals import awaiting
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.publication import Publication, PublicationState, content_fingerprint
from chalicelib.domain.referral import TAKEN_BACK, Referral
from chalicelib.domain.reply import ReplyText
from chalicelib.domain.staged import Staged
from chalicelib.ports import PublishedPost
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.sending.base import NotToBeSent, Sending, first_sent


class ReplySending(Sending):
    """4.3: the answer to a citizen. The text is the catalogue's, never the comment's own words."""

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Nothing to upload; a comment its author deleted is not answered, and nobody is told of a case that was none."""
        if delivery.awaits_approval:
            raise NotToBeSent(awaiting(delivery, now))
        if self._answered(delivery).deleted_at:
            raise NotToBeSent(delivery.refused(texts_es.COMMENT_DELETED, "comment_deleted", now))
        if self._is_taken_back(delivery):
            raise NotToBeSent(delivery.refused(texts_es.WITHDRAWN_BEFORE_TOLD, "withdrawn", now))
        return delivery.evolve(reply=self._written(delivery), staged=Staged(is_ready=True))

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """The fixed text, as the catalogue had it at the first try; approved, where the strategy asks for it (P1)."""
        if delivery.awaits_approval:
            raise NotToBeSent(awaiting(delivery, now))
        return content_fingerprint(self._text(delivery), ())

    def send(self, delivery: Delivery) -> str:
        """Answer the comment."""
        return self.account.reply(delivery.target or "", self._text(delivery))

    def written_text(self, delivery: Delivery) -> str:
        """Give the answer's text."""
        return self._text(delivery)

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find this answer among ours to that comment since the intent."""
        return self.account.find_replies(delivery.target or "", self._text(delivery), first_sent(delivery))

    def target_gone(self, delivery: Delivery, now: datetime) -> Delivery:
        """The comment is gone, by its author or with the post that was taken down: nobody can be told. The case goes on."""
        if self._went_with_post(delivery):
            return delivery.refused(texts_es.COMMENT_WENT_WITH_POST, "comment_gone_with_post", now)
        return delivery.refused(texts_es.COMMENT_DELETED, "comment_deleted", now)

    def _went_with_post(self, delivery: Delivery) -> bool:
        publication = self.records.find(self._answered(delivery).publication or "")
        return isinstance(publication, Publication) and publication.state is PublicationState.WITHDRAWN

    def _is_taken_back(self, delivery: Delivery) -> bool:
        """A question's answer serves no case: there is none to take back."""
        subject = self.records.find(delivery.subject)
        return isinstance(subject, Referral) and subject.state in TAKEN_BACK

    def _answered(self, delivery: Delivery) -> Comment:
        """Give the comment that it answers: a question's, a neighbour's, or the one that opened the case."""
        joined = delivery.reply.comment if delivery.reply else None
        return fetch(self.records, joined or fetch(self.records, delivery.subject, Referral).comment, Comment)

    def _text(self, delivery: Delivery) -> str:
        return self._written(delivery).text or ""

    def _written(self, delivery: Delivery) -> ReplyText:
        if delivery.reply is None:
            raise RecordIntegrityError(f"{delivery.id} is a reply without a text")
        if delivery.reply.text is not None:
            return delivery.reply
        text = self.ports.catalogue.reply(delivery.reply.template, delivery.reply.variables)
        return delivery.reply.model_copy(update={"text": text})
