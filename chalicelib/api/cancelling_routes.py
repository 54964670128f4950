"""The lines of the API about the lawful cancellation of citizens' texts."""

from chalicelib.api import cancelling_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.views import cancellations
from chalicelib.domain.people import Role

_OFFICE = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR})

CANCELLING_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/cancellations",
        "Cancelaciones de textos de la ciudadanía: las pendientes o las de un día",
        cancellations.list_cancellations,
        models.CancellationList,
        _OFFICE | {Role.DIRECTOR},
        query=models.CancellationsQuery,
    ),
    Route(
        "POST",
        "/v1/cancellations",
        "Pedir la cancelación del texto de comentarios conforme a la ley",
        cancellations.ask_cancellation,
        models.CancellationView,
        _OFFICE,
        body=models.CancellationBody,
    ),
    Route(
        "POST",
        "/v1/cancellations/{cancellation_id}/confirm",
        "Confirmar una cancelación, como segunda persona",
        cancellations.confirm_cancellation,
        models.CancellationView,
        _OFFICE,
    ),
    Route(
        "DELETE",
        "/v1/cancellations/{cancellation_id}",
        "Retirar una cancelación que nadie ha confirmado",
        cancellations.withdraw_cancellation,
        models.CancellationView,
        _OFFICE,
    ),
)
