"""What Meta sends to the webhook: the deliveries, escaped as Meta escapes them, and their signature."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from pydantic import SecretStr

from chalicelib.adapters.networks.credentials import MetaWebhookKeys
from tests.builders import NOW

APP_SECRET = "s3creto-de-la-app"
VERIFY_TOKEN = "palabra convenida ñ"
WEBHOOK_KEYS = MetaWebhookKeys(app_secret=SecretStr(APP_SECRET), verify_token=SecretStr(VERIFY_TOKEN))

PAGE_ID, INSTAGRAM_ID = "102345678901234567", "17841409876543210"
FACEBOOK_POST, INSTAGRAM_POST = f"{PAGE_ID}_1001", "18001112223334445"


A_CITIZEN = {"id": "24680000000010007", "name": "María Núñez"}


def a_feed_change(
    post_id: Any = FACEBOOK_POST, verb: str = "add", *, author: Any = A_CITIZEN, **changes: Any
) -> dict[str, Any]:
    """Give one comment on the Page as the field `feed` tells of it."""
    value = {
        "from": author,
        "item": "comment",
        "verb": verb,
        "post_id": post_id,
        "parent_id": post_id,
        "comment_id": "1001_5005",
        "created_time": 1_795_456_800,
        "message": "¡No hay agua en Ñandú 5 y/o 7! 🚰",
    }
    return {"field": "feed", "value": value | changes}


def an_instagram_change(media_id: str = INSTAGRAM_POST, field: str = "comments") -> dict[str, Any]:
    """Give one comment on Instagram as its fields tell of it."""
    if field == "mentions":
        return {"field": field, "value": {"media_id": media_id, "comment_id": "17900000000000001"}}
    value = {"id": "17900000000000001", "text": "¡Fuga!", "from": {"id": "1", "username": "vecina"}}
    return {"field": field, "value": value | {"media": {"id": media_id, "media_product_type": "FEED"}}}


def a_delivery_of(*changes: dict[str, Any], kind: str = "page", at: datetime = NOW) -> bytes:
    """Write a delivery as Meta does: one line of ASCII, everything else escaped, slashes too."""
    account = PAGE_ID if kind == "page" else INSTAGRAM_ID
    content = {"entry": [{"id": account, "time": int(at.timestamp()), "changes": list(changes)}], "object": kind}
    return json.dumps(content, separators=(",", ":")).replace("/", "\\/").encode()


def signature_of(body: bytes, secret: str = APP_SECRET) -> str:
    """Sign bytes as Meta does."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
