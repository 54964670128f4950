"""Who calls: the record behind the `api_key` of a form."""

from collections.abc import Mapping

from chalicelib import bootstrap, texts_es
from chalicelib.api.open311.calls import KeyRefusedError
from chalicelib.domain.client_key import ClientKey
from chalicelib.procedure.client_keys import known_key


def key_of(form: Mapping[str, str]) -> ClientKey:
    """
    Give the key that a form shows.

    The standard answers 403 for a missing key as for a wrong one; which of them it was is not said.

    Raises:
        KeyRefusedError: there is none, or it opens nothing.
    """
    key = known_key(form.get("api_key", ""), bootstrap.records())
    if key is None:
        raise KeyRefusedError(texts_es.OPEN311_KEY_WRONG)
    return key
