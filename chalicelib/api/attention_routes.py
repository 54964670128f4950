"""The lines of the API about everything that waits for a person."""

from chalicelib.api import attention_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import EDITORS, READERS
from chalicelib.api.views import attention
from chalicelib.domain.people import Role

ATTENTION_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/attention",
        "Lo que espera a una persona",
        attention.list_attention,
        models.AttentionList,
        READERS | {Role.IT_SUPPORT},
    ),
    Route(
        "DELETE",
        "/v1/attention/{bulletin_id}",
        "Material rechazado: visto",
        attention.dismiss,
        models.AttentionList,
        EDITORS,
    ),
)
