"""
What Meta says of the page token, with which both of its networks are reached: whether it lives, until when, what it may do.

https://developers.facebook.com/docs/graph-api/reference/debug_token
"""

from datetime import UTC, datetime

from pydantic import Field, NonNegativeInt

from chalicelib.adapters.networks.answers import Answer, NetworkId
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.errors import CredentialsRejectedError

FACEBOOK_SCOPES = frozenset(
    {"pages_manage_posts", "pages_manage_engagement", "pages_read_engagement", "pages_read_user_content"}
)
INSTAGRAM_SCOPES = frozenset(
    {"instagram_basic", "instagram_content_publish", "instagram_manage_comments", "instagram_manage_contents"}
)
"""What the token needs on each network (docs/accounts.md)."""

_LATEST_SECONDS = 253_402_300_799
"""The last second of the year 9999: what lies beyond is no date."""


class TokenFacts(Answer):
    """A token as Meta knows it. The instants are seconds since 1970, and 0 is never."""

    is_valid: bool = False
    profile_id: NetworkId | None = None
    scopes: frozenset[str] = frozenset()
    token_ends: NonNegativeInt = Field(default=0, validation_alias="expires_at", le=_LATEST_SECONDS)
    data_access_ends: NonNegativeInt = Field(default=0, validation_alias="data_access_expires_at", le=_LATEST_SECONDS)

    @property
    def expires_at(self) -> datetime | None:
        """Give when it stops to serve: the token ends, or its access to data; the earlier. None: never."""
        ends = [second for second in (self.token_ends, self.data_access_ends) if second]
        return datetime.fromtimestamp(min(ends), UTC) if ends else None


class _Debugged(Answer):
    data: TokenFacts


def inspect_token(graph: GraphClient, credentials: MetaCredentials) -> TokenFacts:
    """
    Ask what the page token may do: `GET /debug_token`, the one call in which Meta wants the token among the parameters.

    Raises:
        CredentialsRejectedError: it is dead, or belongs to another Page.
        TransientServiceError, RateLimitedError: it could not be found out.
    """
    token = credentials.page_access_token.get_secret_value()
    facts = graph.get(Call.READ_ACCOUNT, _Debugged, "debug_token", input_token=token).data
    if not facts.is_valid:
        raise CredentialsRejectedError("Meta: the page token is not valid")
    if facts.profile_id not in {None, credentials.page_id}:
        raise CredentialsRejectedError("Meta: the token belongs to another Page")
    return facts
