"""The lines of the API about the accounts on the networks."""

from chalicelib.api import account_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import READERS
from chalicelib.api.views import accounts
from chalicelib.domain.people import Role

ACCOUNT_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/accounts",
        "Cuentas: pausas, ritmo y lo que las detiene",
        accounts.list_accounts,
        models.AccountList,
        READERS | {Role.IT_SUPPORT},
    ),
    Route(
        "POST",
        "/v1/accounts/{network}/breaker",
        "Restablecer una cuenta detenida",
        accounts.reset_breaker,
        models.AccountList,
        frozenset({Role.COORDINATOR, Role.IT_SUPPORT}),
        body=models.BreakerBody,
    ),
)
