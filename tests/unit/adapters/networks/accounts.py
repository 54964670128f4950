"""The municipality's accounts as the unit tests know them, and adapters that speak to a scripted server."""

from datetime import UTC, datetime, timedelta

from pydantic import SecretStr

from chalicelib.adapters.networks.credentials import MetaCredentials, XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.ports import OutgoingMedia, OutgoingPost

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
QUICK = Timeouts(connect_seconds=0.2, read_seconds=0.2)
TWEEPY_EPOCH_MS = 1288834974657

X = XCredentials(
    api_key=SecretStr("app-key-4711"),
    api_key_secret=SecretStr("app-secret-4711"),
    access_token=SecretStr("user-token-4711"),
    access_token_secret=SecretStr("user-secret-4711"),
    user_id="1498765432109876543",
)
META = MetaCredentials(
    app_secret=SecretStr("meta-secret-4711"),
    page_access_token=SecretStr("EAAP-token-4711"),
    page_id="102345678901234567",
    instagram_user_id="17841409876543210",
    instagram_username="municipio.leon",
)
X_TOKENS = ("app-key-4711", "app-secret-4711", "user-token-4711", "user-secret-4711")
META_TOKENS = ("meta-secret-4711", "EAAP-token-4711")
"""What no message, log line or address may show."""

PHOTO = OutgoingMedia(
    content=b"\xff\xd8jpeg", url="https://media.example/1.jpg", mime_type="image/jpeg", alt_text="Un bache"
)
TEXT = "Hoy reparamos la calle Álamos: https://leon.gob.mx/obras/ #León"
POST = OutgoingPost(TEXT, (PHOTO,))


def snowflake(at: datetime, sequence: int = 1) -> str:
    """Make the id X would give at an instant."""
    return str(((int(at.timestamp() * 1000) - TWEEPY_EPOCH_MS) << 22) + sequence)


def ago(**units: float) -> datetime:
    """Give an instant before now."""
    return NOW - timedelta(**units)
