"""Lets a renewed secret count at the very next try: whoever is told that a token is dead drops the one that was kept."""

import functools
from collections.abc import Callable
from typing import Any

from chalicelib.domain.errors import CredentialsRejectedError


class Renewing:
    """
    An account, or where comments are read, behind which the kept credentials are forgotten when they were rejected.

    It is used through the port of what it stands for, and adds nothing to what that says or raises.
    """

    def __init__(self, behind: object, forget: Callable[[], None]) -> None:
        """Take what is called, and what forgets the credentials it was made with."""
        self._behind = behind
        self._forget = forget

    def __getattr__(self, name: str) -> Any:
        """Give what lies behind; a method forgets the credentials when they are rejected in its call."""
        found = getattr(self._behind, name)
        return self._watched(found) if callable(found) else found

    def _watched(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def called(*args: Any, **kwargs: Any) -> Any:
            try:
                return method(*args, **kwargs)
            except CredentialsRejectedError:
                self._forget()
                raise

        return called
