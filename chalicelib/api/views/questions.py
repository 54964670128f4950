"""Citizens' questions: the published answers, and what a person answers (manual 4.3)."""

from chalicelib import bootstrap
from chalicelib.api.question_models import GivenView, PublishedAnswerList, PublishedAnswerView, QuestionView
from chalicelib.api.requests import Request
from chalicelib.domain.answer import AnswerGiven, reference_of
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.answering_by_hand import AnsweringPorts, answer_by_hand


def list_answers(request: Request) -> PublishedAnswerList:
    """List the published answers in force today."""
    del request
    today = local_day(bootstrap.clock().now())
    found = bootstrap.catalogue().answers.published(today)
    return PublishedAnswerList(answers=[PublishedAnswerView(**one.model_dump()) for one in found])


def show_question(request: Request) -> QuestionView:
    """Show a question and how it was answered."""
    return _view(fetch(bootstrap.records(), request.path["comment_id"], Comment))


def answer_question(request: Request) -> QuestionView:
    """Answer a question that waits for a person."""
    ports = AnsweringPorts(
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        counter=bootstrap.text_counter(),
        personal_data=bootstrap.personal_data_finder(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    answered = answer_by_hand(
        request.path["comment_id"],
        text=request.body.text,
        canned=request.body.answer_id,
        by=request.person,
        ports=ports,
    )
    return _view(answered)


def _view(comment: Comment) -> QuestionView:
    return QuestionView(
        id=comment.id,
        network=comment.network,
        text=comment.text,
        state=comment.state,
        reference=reference_of(comment.id),
        waits_for=comment.attention.reason if comment.attention else None,
        deleted_at=comment.deleted_at,
        answers=[_given(one) for one in comment.answers],
    )


def _given(given: AnswerGiven) -> GivenView:
    found = bootstrap.records().find(given.delivery) if given.delivery else None
    reply = found if isinstance(found, Delivery) else None
    return GivenView(
        at=given.at,
        by=given.by,
        answer_id=given.canned,
        delivery=given.delivery,
        text=reply.reply.text if reply and reply.reply else None,
        state=reply.state if reply else None,
        reason=reply.reason if reply else given.reason,
        permalink=reply.permalink if reply else None,
    )
