"""The networks' credentials: empty when the stack is made, filled afterwards by IT support, never in a template."""

from infra.buckets import KEPT
from infra.cloudformation import Json, Resources, resource

X_ACCOUNT, META_ACCOUNT = "XAccount", "MetaAccount"


def resources() -> Resources:
    """Describe one secret per account: X alone; Facebook and Instagram together, since Meta gives one token for both."""
    return {
        X_ACCOUNT: secret("Portavoz: OAuth 1.0a keys of the official account on X"),
        META_ACCOUNT: secret("Portavoz: page token of the official Facebook page and its Instagram account"),
    }


def secret(description: str) -> Json:
    """Describe an empty secret."""
    return resource("AWS::SecretsManager::Secret", {"Description": description}, **KEPT)
