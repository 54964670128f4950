"""The lines of the API about what restricts publishing: general stop, restricted mode, blackout windows."""

from chalicelib.api import control_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import OFFICE, READERS, RESPONSIBLE
from chalicelib.api.views import control
from chalicelib.domain.people import Role

CONTROL_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/orders",
        "Órdenes sobre todo lo que sale: las vigentes y las de un día",
        control.show_orders,
        models.ControlView,
        READERS | {Role.IT_SUPPORT},
        query=models.OrdersQuery,
    ),
    Route(
        "POST",
        "/v1/stop",
        "Paro general",
        control.stop,
        models.ControlView,
        RESPONSIBLE,
        body=models.OrderBody,
    ),
    Route(
        "DELETE",
        "/v1/stop",
        "Levantar el paro general",
        control.resume,
        models.ControlView,
        RESPONSIBLE,
        query=models.LiftQuery,
    ),
    Route(
        "POST",
        "/v1/restricted-mode",
        "Modo restringido: sólo salen las categorías exentas",
        control.restrict,
        models.ControlView,
        RESPONSIBLE,
        body=models.RestrictionBody,
    ),
    Route(
        "DELETE",
        "/v1/restricted-mode",
        "Levantar el modo restringido",
        control.lift_restriction,
        models.ControlView,
        RESPONSIBLE,
        query=models.LiftQuery,
    ),
    Route(
        "GET",
        "/v1/blackout-windows",
        "Vedas vigentes y por venir",
        control.list_windows,
        models.WindowList,
        READERS | {Role.LIAISON, Role.IT_SUPPORT},
    ),
    Route(
        "POST",
        "/v1/blackout-windows",
        "Declarar una veda",
        control.declare_window,
        models.WindowList,
        OFFICE,
        body=models.WindowBody,
    ),
    Route(
        "DELETE",
        "/v1/blackout-windows/{window_id}",
        "Levantar una veda declarada",
        control.lift_window,
        models.WindowList,
        OFFICE,
        query=models.LiftQuery,
    ),
)
