"""The lines of the API about persons' readings of comments."""

from chalicelib.api import comment_models as models
from chalicelib.api import day_models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import EDITORS, READERS
from chalicelib.api.views import attention
from chalicelib.domain.people import Role

COMMENT_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/v1/comments/{comment_id}/decision",
        "Decidir qué es un comentario",
        attention.decide,
        models.CommentView,
        EDITORS,
        body=models.DecisionBody,
    ),
    Route(
        "GET",
        "/v1/comments/decisions",
        "Decisiones de personas sobre comentarios, para aprender de ellas",
        attention.list_decisions,
        models.DecisionList,
        READERS | {Role.IT_SUPPORT},
        query=day_models.ReportQuery,
    ),
)
