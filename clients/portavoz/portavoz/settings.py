"""Where Portavoz is and who asks: from the environment, which goes first, or from a file that only its owner may read."""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from . import service_texts as texts
from .errors import UsageError

DEFAULT_FILE = Path("~/.config/portavoz.toml")
DEFAULT_IDENTITY = "https://cognito-idp.mx-central-1.amazonaws.com"
NAMES = ("api", "token", "usuario", "clave", "cliente", "identidad", "codigo")
_SECRETS = frozenset({"token", "clave"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Settings:
    """What is needed to ask. Secrets are left out where it is shown."""

    api: str
    token: str = field(default="", repr=False)
    username: str = ""
    password: str = field(default="", repr=False)
    client_id: str = ""
    identity: str = DEFAULT_IDENTITY
    code: str = field(default="", repr=False)


def read_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """
    Read the settings.

    Raises:
        UsageError: something is missing, the file cannot be read or lets others read a secret, or an address would carry a
            secret without encryption.
    """
    named = {name: environment.get(f"PORTAVOZ_{name.upper()}", "") for name in NAMES}
    found = {**_from_file(file), **{name: value for name, value in named.items() if value}}
    if not found.get("api"):
        raise UsageError(texts.NO_ADDRESS)
    if not found.get("token") and not all(found.get(name) for name in ("usuario", "clave", "cliente")):
        raise UsageError(texts.NO_PERSON)
    settings = Settings(
        api=found["api"].rstrip("/"),
        token=found.get("token", ""),
        username=found.get("usuario", ""),
        password=found.get("clave", ""),
        client_id=found.get("cliente", ""),
        identity=found.get("identidad") or DEFAULT_IDENTITY,
        code=found.get("codigo", ""),
    )
    for address in (settings.api, settings.identity):
        _check_address(address)
    if not is_sendable(settings.token):
        raise UsageError(texts.BAD_TOKEN)
    return settings


def _from_file(file: Path | None) -> dict[str, str]:
    path = (file or DEFAULT_FILE).expanduser()
    if file is None and not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        is_open = os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except (OSError, ValueError) as exc:
        raise UsageError(texts.bad_file(str(path))) from exc
    unknown = sorted(set(content) - set(NAMES))
    if unknown:
        raise UsageError(texts.unknown_setting(str(path), unknown[0]))
    if is_open and _SECRETS & set(content):
        raise UsageError(texts.open_file(str(path)))
    return {name: str(value) for name, value in content.items()}


def is_sendable(token: str) -> bool:
    """Say whether a header can carry a token: what was pasted with a line's end or another sign cannot."""
    return token.isascii() and token.isprintable()


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError as exc:
        raise UsageError(texts.bad_address(address)) from exc
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise UsageError(texts.insecure(address))
