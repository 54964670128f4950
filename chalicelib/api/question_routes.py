"""The lines of the API about citizens' questions, their answers, and the replies that wait for the image office's word."""

from chalicelib.api import question_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import EDITORS, IMAGE_OFFICE, READERS
from chalicelib.api.views import approvals, questions
from chalicelib.domain.people import Role

QUESTION_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/comments/{comment_id}/answer",
        "Una pregunta y cómo se respondió",
        questions.show_question,
        models.QuestionView,
        READERS,
    ),
    Route(
        "POST",
        "/v1/comments/{comment_id}/answer",
        "Responder una pregunta: con palabras propias o con una respuesta publicada",
        questions.answer_question,
        models.QuestionView,
        EDITORS,
        body=models.AnswerBody,
    ),
    Route(
        "GET",
        "/v1/answers",
        "Respuestas publicadas por las dependencias",
        questions.list_answers,
        models.PublishedAnswerList,
        READERS | {Role.LIAISON, Role.DEPARTMENT},
    ),
    Route(
        "GET",
        "/v1/replies/approvals",
        "Respuestas que esperan aprobación",
        approvals.list_replies,
        models.ReplyToApproveList,
        READERS,
    ),
    Route(
        "POST",
        "/v1/replies/{delivery_id}/approval",
        "Aprobar o rechazar una respuesta a la ciudadanía",
        approvals.decide_reply_approval,
        models.ReplyToApproveView,
        IMAGE_OFFICE,
        body=models.ApprovalBody,
    ),
)
