"""Ids as the real ones look: strings of digits, most of them beyond 2^53."""

from datetime import datetime

from local.networks.state import State

X_EPOCH_MS = 1_288_834_974_657
"""When X began to count, in Unix milliseconds."""

FACEBOOK_POST = "1221"
FACEBOOK_PHOTO = "1222"
FACEBOOK_VIDEO = "1223"
FACEBOOK_COMMENT = "94"
INSTAGRAM_MEDIUM = "180"
INSTAGRAM_COMMENT = "178"
INSTAGRAM_CONTAINER = "179"


def snowflake(state: State, at: datetime) -> str:
    """Give the next id of X: milliseconds and a counter, always larger than the one before."""
    state.last_snowflake = max(state.last_snowflake + 1, _milliseconds(at) - X_EPOCH_MS << 22)
    return str(state.last_snowflake)


def numbered(state: State, prefix: str, at: datetime) -> str:
    """Give the next id of Meta's: a prefix that tells the kind, and fourteen digits that no other id has."""
    state.last_number = max(state.last_number + 1, _milliseconds(at) * 10)
    return f"{prefix}{state.last_number}"


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
