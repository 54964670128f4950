"""The lines of the API about asking the IT office for help."""

from chalicelib.api import support_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.views import support
from chalicelib.domain.people import Role

SUPPORT_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/v1/support",
        "Solicitar soporte técnico",
        support.ask_support,
        models.SupportView,
        frozenset(Role),
        body=models.SupportBody,
    ),
    Route(
        "GET",
        "/v1/support",
        "Solicitudes de soporte técnico",
        support.list_support,
        models.SupportList,
        frozenset(Role),
        query=models.SupportQuery,
    ),
    Route(
        "POST",
        "/v1/support/{folio}/closing",
        "Cerrar una solicitud de soporte técnico",
        support.close_support_request,
        models.SupportView,
        frozenset({Role.IT_SUPPORT}),
        body=models.SupportClosingBody,
    ),
)
