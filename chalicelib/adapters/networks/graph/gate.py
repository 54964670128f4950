r"""
Who really speaks for Meta (`ports.NoticeGate`): the signature of a notice, and the word agreed upon at the subscription.

Meta signs the bytes that it sends with the app's secret: `X-Hub-Signature-256: sha256=<hex>`, over the body as it came, its
`\u00e1` escapes included. A body that was parsed and written again is another body.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

import hmac
from collections.abc import Callable

from chalicelib.adapters.networks.credentials import MetaWebhookKeys

_SCHEME = "sha256="


class MetaNoticeGate:
    """Compares in constant time. `keys` gives the secret as it is now: one that was renewed is noticed within minutes."""

    def __init__(self, keys: Callable[[], MetaWebhookKeys]) -> None:
        self._keys = keys

    def may_subscribe(self, token: str) -> bool:
        """
        Say whether who sets up the notices knows the word agreed upon.

        Raises:
            CredentialsRejectedError: none was entered yet.
        """
        return _same(token, self._keys().verify_token.get_secret_value())

    def is_genuine(self, body: bytes, signature: str) -> bool:
        """
        Say whether Meta signed exactly these bytes.

        Raises:
            CredentialsRejectedError: the app's secret was not entered yet.
        """
        if not signature.startswith(_SCHEME):
            return False
        key = self._keys().app_secret.get_secret_value().encode()
        return _same(signature, _SCHEME + hmac.digest(key, body, "sha256").hex())


def _same(given: str, expected: str) -> bool:
    # As bytes: `compare_digest` takes no text beyond ASCII, and a stranger may send any.
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
