"""The routes of disposal and legal holds: who approves a disposal is not who executes it."""

from chalicelib.api import retention_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import OFFICE, RESPONSIBLE
from chalicelib.api.views import retention
from chalicelib.domain.people import Role

RETENTION_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/disposals",
        "Bajas documentales que esperan a una persona",
        retention.list_disposals,
        models.DisposalsView,
        RESPONSIBLE,
    ),
    Route(
        "GET",
        "/v1/disposals/{disposal_id}",
        "La baja documental de un día y su inventario",
        retention.show_disposal,
        models.DisposalView,
        RESPONSIBLE,
        query=models.InventoryQuery,
    ),
    Route(
        "POST",
        "/v1/disposals/{disposal_id}/approve",
        "Aprobar un inventario de baja",
        retention.approve,
        models.DisposalView,
        OFFICE,
        body=models.DisposalApprovalBody,
    ),
    Route(
        "POST",
        "/v1/disposals/{disposal_id}/execute",
        "Ejecutar una baja que otra persona aprobó",
        retention.execute,
        models.DisposalView,
        frozenset({Role.DIRECTOR, Role.IMAGE_OFFICE}),
    ),
    Route("GET", "/v1/holds", "Resguardos legales vigentes", retention.list_holds, models.HoldList, RESPONSIBLE),
    Route(
        "POST",
        "/v1/holds",
        "Ordenar un resguardo legal",
        retention.place,
        models.HoldView,
        RESPONSIBLE,
        body=models.HoldBody,
    ),
    Route(
        "POST",
        "/v1/holds/{hold_id}/lift",
        "Levantar un resguardo legal, entre dos personas",
        retention.lift,
        models.HoldView,
        RESPONSIBLE,
        body=models.HoldLiftBody,
    ),
)
