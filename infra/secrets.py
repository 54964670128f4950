"""The networks' credentials: empty when the stack is made, filled afterwards by IT support, never in a template."""

from infra.buckets import KEPT
from infra.cloudformation import Json, Resources, resource

X_ACCOUNT, META_ACCOUNT, META_WEBHOOK = "XAccount", "MetaAccount", "MetaWebhook"


def resources() -> Resources:
    """
    Describe one secret per account: X alone; Facebook and Instagram together, since Meta gives one token for both.

    What Meta's notices are known by lies apart: the function that hears strangers must not hold a token that publishes (P8).
    """
    return {
        X_ACCOUNT: secret("Portavoz: OAuth 1.0a keys of the official account on X"),
        META_ACCOUNT: secret("Portavoz: page token of the official Facebook page and its Instagram account"),
        META_WEBHOOK: secret("Portavoz: app secret and verify token of the webhook of Meta"),
    }


def secret(description: str) -> Json:
    """Describe an empty secret."""
    return resource("AWS::SecretsManager::Secret", {"Description": description}, **KEPT)
