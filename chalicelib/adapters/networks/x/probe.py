"""Whether the account on X can still be used (`ports.AccountProbe`): `GET /2/users/me`, which changes nothing."""

import time
from collections.abc import Callable

from chalicelib.adapters.networks.answers import Answer
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import User
from chalicelib.domain.errors import CredentialsRejectedError
from chalicelib.ports import AccountStanding

_ACCESS_LEVEL = "x-access-level"
_NEEDED = frozenset({"read", "write"})


class Me(Answer):
    """Who X says we are."""

    data: User


class XProbe:
    """Asks X who we are, and what our token may do."""

    def __init__(
        self,
        credentials: XCredentials,
        *,
        base_url: str = "https://api.x.com",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        seconds: Callable[[], float] = time.time,
    ) -> None:
        """Take what the account is reached with."""
        self._api = XApi(credentials, base_url=base_url, timeouts=timeouts, seconds=seconds)
        self._user_id = credentials.user_id

    def probe(self) -> AccountStanding:
        """
        Give the account's standing. Tokens of OAuth 1.0a do not expire; `scopes` are read off `x-access-level` where X
        sends it (`read-write`), otherwise nothing is known of them and nothing is called missing.

        Raises:
            CredentialsRejectedError: the tokens are dead, or another account's.
            RejectedByServiceError: the account is suspended or locked (`account_blocked`), or out of credit.
        """
        me, headers = self._api.ask_with_headers(Call.PROBE, Me, lambda client: client.get_me(user_auth=True))
        if me.data.id != self._user_id:
            raise CredentialsRejectedError(f"X: wrong account: the tokens are those of {me.data.id}")
        level = headers.get(_ACCESS_LEVEL, "")
        scopes = frozenset(word for word in level.lower().split("-") if word)
        return AccountStanding(
            identity=me.data.id,
            account_name=f"@{me.data.username}",
            scopes=scopes,
            missing=_NEEDED - scopes if scopes else frozenset(),
            expires_at=None,
        )
