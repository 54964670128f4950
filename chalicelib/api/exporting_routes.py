"""The lines of the API about searching and exporting records."""

from chalicelib.api import exporting_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import RESPONSIBLE
from chalicelib.api.views import exports, searching

EXPORTING_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/records/search",
        "Buscar registros por fecha, red, campaña, dependencia, tipo, persona o palabras",
        searching.find_records,
        models.FoundRecords,
        RESPONSIBLE,
        query=models.RecordSearchQuery,
    ),
    Route(
        "POST",
        "/v1/exports",
        "Pedir una exportación de registros: completa o en versión pública",
        exports.order,
        models.ExportView,
        RESPONSIBLE,
        body=models.ExportBody,
    ),
    Route(
        "GET",
        "/v1/exports/{export_id}",
        "Una exportación: cómo va, y las ligas de sus archivos",
        exports.show_export,
        models.ExportView,
        RESPONSIBLE,
    ),
)
