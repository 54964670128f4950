"""Whether the Page can be reached, and what its token may do (`ports.AccountProbe`)."""

from chalicelib.adapters.networks.answers import Answer, NetworkId
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.token import FACEBOOK_SCOPES, inspect_token
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError
from chalicelib.domain.errors import CredentialsRejectedError
from chalicelib.ports import AccountStanding


class _Page(Answer):
    id: NetworkId
    name: str | None = None


class FacebookProbe:
    """Looks at one Page and at the token it is reached with."""

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
    ) -> None:
        self._graph = GraphClient("Facebook", credentials, base_url=base_url, timeouts=timeouts)
        self._credentials = credentials

    def probe(self) -> AccountStanding:
        """
        Ask Facebook who we are there, in two readings.

        Raises:
            CredentialsRejectedError: the token is dead, or the Page is not there, or not ours.
            TransientServiceError, RateLimitedError: it could not be found out now.
        """
        facts = inspect_token(self._graph, self._credentials)
        page = self._page()
        return AccountStanding(
            identity=page.id,
            account_name=page.name,
            scopes=facts.scopes,
            missing=FACEBOOK_SCOPES - facts.scopes,
            expires_at=facts.expires_at,
        )

    def _page(self) -> _Page:
        """Read the Page: what Graph refuses to show under its id is no Page of this token (P26)."""
        try:
            page = self._graph.get(Call.READ_ACCOUNT, _Page, self._credentials.page_id, fields="id,name")
        except LookRefusedError as exc:
            raise CredentialsRejectedError("Facebook: there is no Page under this id") from exc
        if page.id != self._credentials.page_id:
            raise CredentialsRejectedError("Facebook: another Page answered under this id")
        return page
