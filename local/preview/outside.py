"""What stands in for AWS in a preview: a folder for each bucket, and queues that nobody reads."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.ids import sha256_hex, sha256_of_file
from chalicelib.domain.material_key import Upload
from chalicelib.domain.work import Lane
from chalicelib.ports import ListedVersion, StoredFile

ONLY_VERSION = "1"


class FolderIntake:
    """`ports.IntakeFiles` over files of a folder, by the keys that the office would upload them under."""

    def __init__(self, file_by_key: dict[str, Path]) -> None:
        """Take the files."""
        self._file_by_key = file_by_key

    def size(self, key: str, version_id: str) -> int:
        """Tell a file's size in bytes."""
        del version_id
        return self._file(key).stat().st_size

    def read(self, key: str, version_id: str) -> bytes:
        """Give a file's bytes."""
        del version_id
        return self._file(key).read_bytes()

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Copy a file."""
        del version_id
        shutil.copyfile(self._file(key), into)

    def stored_at(self, key: str, version_id: str) -> datetime:
        """Tell when a file was written, to the second."""
        del version_id
        return datetime.fromtimestamp(int(self._file(key).stat().st_mtime), UTC)

    def versions(self, prefix: str, after: str = "") -> Iterable[ListedVersion]:
        """List the files under a prefix and after a key."""
        for key in sorted(self._file_by_key):
            if key.startswith(prefix) and key > after:
                yield ListedVersion(key, ONLY_VERSION, self.stored_at(key, ONLY_VERSION), is_removal=False)

    def _file(self, key: str) -> Path:
        if key not in self._file_by_key:
            raise NotFoundError(key)
        return self._file_by_key[key]


class FolderMedia:
    """`ports.MediaFiles` in a folder, each file under the SHA-256 of its bytes."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when it is not there."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def store(self, content: bytes, mime_type: str) -> StoredFile:
        """Keep bytes."""
        del mime_type
        sha256 = sha256_hex(content)
        self.path(sha256).write_bytes(content)
        return StoredFile(sha256, ONLY_VERSION, sha256, len(content))

    def store_file(self, path: Path, mime_type: str) -> StoredFile:
        """Keep a file's bytes."""
        del mime_type
        sha256 = sha256_of_file(path)
        shutil.copyfile(path, self.path(sha256))
        return StoredFile(sha256, ONLY_VERSION, sha256, path.stat().st_size)

    def read(self, key: str, version_id: str) -> bytes:
        """Give what was kept."""
        del version_id
        return self.path(key).read_bytes()

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Copy what was kept."""
        del version_id
        shutil.copyfile(self.path(key), into)

    def public_url(self, key: str, version_id: str) -> str:
        """Give where a file lies: nobody outside can reach it."""
        del version_id
        return self.path(key).as_uri()

    def path(self, key: str) -> Path:
        """Give the file of a key."""
        return self._folder / key


class UnreadQueues:
    """`ports.WorkQueues` that forgets: a preview goes on by itself."""

    def receive(self, upload: Upload) -> None:
        """Forget."""

    def prepare(self, bulletin_id: str, delay_seconds: int = 0) -> None:
        """Forget."""

    def publish(self, delivery_id: str, delay_seconds: int = 0, *, lane: Lane = Lane.POSTS) -> None:
        """Forget."""

    def read_comments(self, reading_id: str) -> None:
        """Forget."""

    def heed(self, notice_name: str) -> None:
        """Forget."""

    def refer(self, record_id: str) -> None:
        """Forget."""
