"""The lines of the API about one delivery: what is known of it, and what a person decides or did by hand."""

from chalicelib.api import delivery_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import EDITORS, OFFICE, READERS
from chalicelib.api.views import deliveries
from chalicelib.domain.people import Role

DELIVERY_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/deliveries/{delivery_id}",
        "Una entrega: qué se sabe de ella",
        deliveries.show_delivery,
        models.DeliveryDetail,
        READERS | {Role.IT_SUPPORT},
    ),
    Route(
        "POST",
        "/v1/deliveries/{delivery_id}/decision",
        "Decidir sobre una entrega que espera a una persona",
        deliveries.decide_on_delivery,
        models.DeliveryDetail,
        OFFICE,
        body=models.DeliveryDecisionBody,
    ),
    Route(
        "GET",
        "/v1/deliveries/{delivery_id}/kit",
        "Paquete para publicar a mano en otro medio",
        deliveries.show_kit,
        models.KitView,
        EDITORS,
    ),
    Route(
        "POST",
        "/v1/deliveries/{delivery_id}/proof",
        "Registrar lo que se hizo a mano: dónde y cuándo",
        deliveries.prove_by_hand,
        models.DeliveryDetail,
        EDITORS,
        body=models.ProofBody,
    ),
)
