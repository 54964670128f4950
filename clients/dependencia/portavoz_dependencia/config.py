"""Where Portavoz is and who asks: from the environment, or from a file; the environment goes first."""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from . import texts
from .errors import UsageError

DEFAULT_FILE = Path("~/.config/portavoz-dependencia.toml")
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
    found = {**_from_file(file), **_from_environment(environment)}
    if not found.get("api"):
        raise UsageError(texts.NO_ADDRESS)
    if not found.get("token") and not all(found.get(name) for name in ("usuario", "clave", "cliente")):
        raise UsageError(texts.NO_PERSON)
    identity = found.get("identidad") or DEFAULT_IDENTITY
    for name, address in (("api", found["api"]), ("identidad", identity)):
        _check_address(name, address)
    return Settings(
        api=found["api"].rstrip("/"),
        token=found.get("token", ""),
        username=found.get("usuario", ""),
        password=found.get("clave", ""),
        client_id=found.get("cliente", ""),
        identity=identity,
        code=found.get("codigo", ""),
    )


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    named = {name: environment.get(f"PORTAVOZ_{name.upper()}", "") for name in NAMES}
    return {name: value for name, value in named.items() if value}


def _from_file(file: Path | None) -> dict[str, str]:
    path = (file or DEFAULT_FILE).expanduser()
    if file is None and not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise UsageError(texts.bad_file(str(path), _reason(exc))) from exc
    unknown = sorted(set(content) - set(NAMES))
    if unknown:
        raise UsageError(texts.unknown_setting(str(path), unknown[0]))
    if _SECRETS & set(content) and _others_may_read(path):
        raise UsageError(texts.open_file(str(path)))
    return {name: str(value) for name, value in content.items()}


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return texts.NO_FILE
    return texts.NO_ACCESS if isinstance(error, OSError) else texts.BAD_TOML


def _others_may_read(path: Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _check_address(name: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise UsageError(texts.insecure(name, address))
