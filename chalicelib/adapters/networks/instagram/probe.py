"""Whether the professional account can be reached, and what its token may do (`ports.AccountProbe`)."""

from chalicelib.adapters.networks.answers import Answer, NetworkId
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.token import INSTAGRAM_SCOPES, inspect_token
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError
from chalicelib.domain.errors import CredentialsRejectedError
from chalicelib.ports import AccountStanding


class _Account(Answer):
    id: NetworkId
    username: str | None = None


class InstagramProbe:
    """Looks at one professional account and at the token it is reached with."""

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
    ) -> None:
        self._graph = GraphClient("Instagram", credentials, base_url=base_url, timeouts=timeouts)
        self._credentials = credentials

    def probe(self) -> AccountStanding:
        """
        Ask Instagram who we are there, in two readings.

        Raises:
            CredentialsRejectedError: the token is dead, or the account is not there, or not ours.
            TransientServiceError, RateLimitedError: it could not be found out now.
        """
        facts = inspect_token(self._graph, self._credentials)
        account = self._account()
        return AccountStanding(
            identity=account.id,
            account_name=account.username,
            scopes=facts.scopes,
            missing=INSTAGRAM_SCOPES - facts.scopes,
            expires_at=facts.expires_at,
        )

    def _account(self) -> _Account:
        """Read the account: what Graph refuses to show under its id is no account of this token (P26)."""
        wanted = self._credentials.instagram_user_id
        try:
            account = self._graph.get(Call.READ_ACCOUNT, _Account, wanted, fields="id,username")
        except LookRefusedError as exc:
            raise CredentialsRejectedError("Instagram: there is no account under this id") from exc
        if account.id != wanted:
            raise CredentialsRejectedError("Instagram: another account answered under this id")
        return account
