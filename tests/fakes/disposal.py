"""The archive in memory, as disposal sees it: versions, each with its lock and its legal hold."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import Clock, KeptVersion


@dataclass(frozen=True)
class LockedVersion:
    """One version, its bytes and what protects it."""

    content: bytes
    retain_until: datetime
    is_held: bool = False


class InMemoryArchiveDisposal:
    """`ports.ArchiveDisposal`; `erased` lists what was deleted, in order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = count(1)
        self.kept: dict[tuple[str, str], LockedVersion] = {}
        self.erased: list[tuple[str, str]] = []

    def keep(self, key: str, content: bytes, retain_until: datetime) -> KeptVersion:
        """Keep an object, as the archive does."""
        version = KeptVersion(key, f"v{next(self._numbers)}")
        self.kept[key, version.version_id] = LockedVersion(content, retain_until)
        return version

    def versions(self, prefix: str) -> list[KeptVersion]:
        return [KeptVersion(*name) for name in sorted(self.kept) if name[0].startswith(prefix)]

    def sha256(self, version: KeptVersion) -> str:
        if (version.key, version.version_id) not in self.kept:
            raise NotFoundError(version.key)
        return sha256_hex(self.kept[version.key, version.version_id].content)

    def read(self, version: KeptVersion) -> bytes:
        if (version.key, version.version_id) not in self.kept:
            raise NotFoundError(version.key)
        return self.kept[version.key, version.version_id].content

    def erase(self, version: KeptVersion) -> bool:
        name = (version.key, version.version_id)
        there = self.kept.get(name)
        if there is not None and (there.is_held or self._clock.now() < there.retain_until):
            return False
        if self.kept.pop(name, None):
            self.erased.append(name)
        return True

    def hold(self, version: KeptVersion) -> None:
        self._set_hold(version, is_held=True)

    def release(self, version: KeptVersion) -> None:
        self._set_hold(version, is_held=False)

    def _set_hold(self, version: KeptVersion, *, is_held: bool) -> None:
        name = (version.key, version.version_id)
        if name in self.kept:
            self.kept[name] = replace(self.kept[name], is_held=is_held)
