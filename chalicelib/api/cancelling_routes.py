"""The lines of the API about the lawful cancellation of citizens' texts."""

from chalicelib.api import cancelling_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import OFFICE, RESPONSIBLE
from chalicelib.api.views import cancellations

CANCELLING_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/cancellations",
        "Cancelaciones de textos de la ciudadanía: las pendientes o las de un día",
        cancellations.list_cancellations,
        models.CancellationList,
        RESPONSIBLE,
        query=models.CancellationsQuery,
    ),
    Route(
        "POST",
        "/v1/cancellations",
        "Pedir la cancelación del texto de comentarios conforme a la ley",
        cancellations.ask_cancellation,
        models.CancellationView,
        OFFICE,
        body=models.CancellationBody,
    ),
    Route(
        "POST",
        "/v1/cancellations/{cancellation_id}/confirm",
        "Confirmar una cancelación, como segunda persona",
        cancellations.confirm_cancellation,
        models.CancellationView,
        OFFICE,
    ),
    Route(
        "DELETE",
        "/v1/cancellations/{cancellation_id}",
        "Retirar una cancelación que nadie ha confirmado",
        cancellations.withdraw_cancellation,
        models.CancellationView,
        OFFICE,
    ),
)
