"""The buckets in memory."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import ArchivedObject, LandedNotice, ListedVersion, MediaFiles, StoredFile
from tests.fakes.clock import NOON_AT_LEON

_SUFFIX_BY_TYPE = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "application/zip": ".zip",
}


class _Versions:
    """Bytes by key and version."""

    def __init__(self) -> None:
        self._content: dict[tuple[str, str], bytes] = {}
        self._numbers = count(1)

    def put(self, key: str, content: bytes) -> str:
        version_id = f"v{next(self._numbers)}"
        self._content[key, version_id] = content
        return version_id

    def get(self, key: str, version_id: str) -> bytes:
        if (key, version_id) not in self._content:
            raise NotFoundError(key)
        return self._content[key, version_id]

    def remove(self, key: str, version_id: str) -> None:
        self._content.pop((key, version_id), None)


class InMemoryIntakeFiles:
    """`ports.IntakeFiles`; `upload` and `remove` are what an office does."""

    def __init__(self, max_megabytes: int = 64, now: Callable[[], datetime] = lambda: NOON_AT_LEON) -> None:
        self._versions = _Versions()
        self._listed: dict[str, list[ListedVersion]] = {}
        self._removals = count(1)
        self._now = now
        self._max_megabytes = max_megabytes

    def upload(self, key: str, content: bytes) -> str:
        """Store a new version, as an office does; give its id."""
        version_id = self._versions.put(key, content)
        self._list(ListedVersion(key, version_id, self._now().replace(microsecond=0), is_removal=False))
        return version_id

    def delete(self, key: str) -> str:
        """Put a deletion mark over a key, as an office does; give its id."""
        version_id = f"d{next(self._removals)}"
        self._list(ListedVersion(key, version_id, self._now().replace(microsecond=0), is_removal=True))
        return version_id

    def remove(self, key: str, version_id: str) -> None:
        """Take a version, or a deletion mark, away for good; the one before shows again."""
        self._versions.remove(key, version_id)
        self._listed[key] = [listed for listed in self._listed[key] if listed.version_id != version_id]

    def version_ids(self, key: str) -> list[str]:
        """Give what there is of a key, deletion marks included, the oldest first."""
        return [listed.version_id for listed in self._listed.get(key, [])]

    def size(self, key: str, version_id: str) -> int:
        return len(self._versions.get(key, version_id))

    def download(self, key: str, version_id: str, into: Path) -> None:
        into.write_bytes(self._versions.get(key, version_id))

    def stored_at(self, key: str, version_id: str) -> datetime:
        self._versions.get(key, version_id)
        return next(listed.stored_at for listed in self._listed[key] if listed.version_id == version_id)

    def versions(self, prefix: str, after: str = "") -> list[ListedVersion]:
        found = [(key, listed[-1]) for key, listed in sorted(self._listed.items()) if listed]
        return [listed for key, listed in found if key.startswith(prefix) and key > after]

    def _list(self, version: ListedVersion) -> None:
        self._listed.setdefault(version.key, []).append(version)

    def read(self, key: str, version_id: str) -> bytes:
        content = self._versions.get(key, version_id)
        if len(content) > self._max_megabytes * 1024 * 1024:
            raise InvalidInputError(texts_es.file_too_large(self._max_megabytes))
        return content


class InMemoryMediaFiles:
    """`ports.MediaFiles`; addresses lead nowhere, but name the key and the version."""

    def __init__(self) -> None:
        self._versions = _Versions()
        self._version_by_key: dict[str, str] = {}

    def store(self, content: bytes, mime_type: str) -> StoredFile:
        sha256 = sha256_hex(content)
        key = f"media/{sha256}{_SUFFIX_BY_TYPE.get(mime_type, '.bin')}"
        if key not in self._version_by_key:
            self._version_by_key[key] = self._versions.put(key, content)
        return StoredFile(key, self._version_by_key[key], sha256, len(content))

    def store_file(self, path: Path, mime_type: str) -> StoredFile:
        return self.store(path.read_bytes(), mime_type)

    def read(self, key: str, version_id: str) -> bytes:
        return self._versions.get(key, version_id)

    def download(self, key: str, version_id: str, into: Path) -> None:
        into.write_bytes(self._versions.get(key, version_id))

    def public_url(self, key: str, version_id: str) -> str:
        return f"https://media.example/{key}?versionId={version_id}"


@dataclass(frozen=True)
class KeptObject:
    """What the archive keeps, and until when."""

    content: bytes
    retain_until: datetime


class InMemoryArchive:
    """`ports.Archive` and `ports.ArchiveReader`; `kept` shows what is in it, by key."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptObject] = {}

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        known = self.kept.setdefault(key, KeptObject(content, retain_until))
        if known.content != content:
            raise RecordIntegrityError(f"{key}: another content is kept under this key")

    def keys(self, prefix: str, after: str = "") -> list[str]:
        return [key for key in sorted(self.kept) if key.startswith(prefix) and key > after]

    def listed(self, prefix: str) -> list[ArchivedObject]:
        return [self._described(key) for key in self.keys(prefix)]

    def read(self, key: str) -> bytes:
        if key not in self.kept:
            raise NotFoundError(key)
        return self.kept[key].content

    def _described(self, key: str) -> ArchivedObject:
        content = self.kept[key].content
        return ArchivedObject(key, sha256_hex(content), len(content))


class InMemoryMediaArchive:
    """`ports.MediaArchive` from media in memory to an archive in memory."""

    def __init__(self, media: MediaFiles, archive: InMemoryArchive) -> None:
        self._media, self._archive = media, archive

    def keep_copy(self, source: StoredFile, key: str, retain_until: datetime) -> None:
        content = self._media.read(source.key, source.version_id)
        if sha256_hex(content) != source.sha256:
            raise RecordIntegrityError(f"{source.key}: these are not the bytes that were authorised")
        self._archive.keep(key, content, retain_until)


class InMemoryEnvelopes:
    """`ports.Envelopes`; `keys` shows what there is, b"" for what was destroyed."""

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}

    def key(self, name: str, new: bytes) -> bytes | None:
        return self.keys.setdefault(name, new) or None

    def find(self, name: str) -> bytes | None:
        return self.keys.get(name) or None

    def destroy(self, name: str) -> None:
        self.keys[name] = b""

    def discard(self, name: str) -> None:
        self.keys.pop(name, None)


class InMemoryNoticeFiles:
    """`ports.NoticeFiles`; `landed` shows what lies there, by name, None for what was cleared. `now` dates what lands."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.landed: dict[str, LandedNotice | None] = {}
        self._now = now

    def keep(self, body: bytes) -> str:
        name = f"webhooks/meta/{sha256_hex(body)}.json"
        self.landed.setdefault(name, LandedNotice(body, self._now().replace(microsecond=0), secrets.token_hex(16)))
        return name

    def read(self, name: str) -> LandedNotice | None:
        if name not in self.landed:
            raise NotFoundError(name)
        landed = self.landed[name]
        if landed and name != f"webhooks/meta/{sha256_hex(landed.body)}.json":
            raise RecordIntegrityError(name)
        return landed

    def clear(self, name: str) -> None:
        self.landed[name] = None

    def left(self, before: datetime) -> list[str]:
        return sorted(name for name, landed in self.landed.items() if landed and landed.received_at < before)
