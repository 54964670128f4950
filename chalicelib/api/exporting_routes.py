"""The lines of the API about searching and exporting records."""

from chalicelib.api import exporting_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.views import searching
from chalicelib.domain.people import Role

_READERS = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.DIRECTOR})

EXPORTING_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/records/search",
        "Buscar registros por fecha, red, campaña, dependencia, tipo, persona o palabras",
        searching.find_records,
        models.FoundRecords,
        _READERS,
        query=models.RecordSearchQuery,
    ),
)
