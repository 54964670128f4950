"""The lines of the API about the keys of other programs for Open311."""

from chalicelib.api import client_key_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.views import client_keys
from chalicelib.domain.people import Role

CLIENT_KEY_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/v1/open311/keys",
        "Dar una clave a otro programa para Open311",
        client_keys.issue_client_key,
        models.ClientKeyView,
        frozenset({Role.COORDINATOR, Role.IT_SUPPORT}),
        body=models.ClientKeyBody,
    ),
    Route(
        "DELETE",
        "/v1/open311/keys/{key_id}",
        "Retirar una clave de Open311",
        client_keys.revoke_client_key,
        models.ClientKeyView,
        frozenset({Role.COORDINATOR, Role.IT_SUPPORT}),
    ),
)
