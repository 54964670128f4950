"""How many posts the account may still publish today: `GET /{ig}/content_publishing_limit`, read and never assumed."""

from pydantic import NonNegativeInt

from chalicelib.adapters.networks.answers import Answer
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.listing import Listing
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError
from chalicelib.domain.errors import RejectedByServiceError


class _Config(Answer):
    quota_total: NonNegativeInt | None = None


class _Limit(Answer):
    quota_usage: NonNegativeInt = 0
    config: _Config = _Config()

    @property
    def is_spent(self) -> bool:
        return self.config.quota_total is not None and self.quota_usage >= self.config.quota_total


def check_quota(graph: GraphClient, account_id: str) -> None:
    """
    Ask once whether one more post may go out in these 24 hours. Where Instagram does not tell, publishing itself will.

    Raises:
        RejectedByServiceError: `daily_limit`, none may; it passes by itself.
        TransientServiceError, RateLimitedError, CredentialsRejectedError: it could not be read.
    """
    try:
        limits = graph.get(
            Call.READ_ACCOUNT,
            Listing[_Limit],
            account_id,
            "content_publishing_limit",
            fields="quota_usage,config",
        )
    except LookRefusedError:
        return
    for limit in limits.data:
        if limit.is_spent:
            said = f"Instagram: {limit.quota_usage} of {limit.config.quota_total} posts of 24 hours are published"
            raise RejectedByServiceError(said, code="daily_limit")
