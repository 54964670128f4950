"""The exports' bucket, and the archive with sizes, in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib.domain.ids import sha256_hex
from chalicelib.ports.exporting import KeptFile
from tests.fakes.files import InMemoryArchive


class InMemoryArchiveFiles:
    """`ports.exporting.ArchiveFiles` over an archive in memory."""

    def __init__(self, archive: InMemoryArchive) -> None:
        self._archive = archive

    def files(self, prefix: str) -> Iterator[KeptFile]:
        for key in sorted(self._archive.kept, key=str.encode):
            if key.startswith(prefix):
                yield KeptFile(key, "v1", len(self._archive.kept[key].content))

    def read(self, file: KeptFile) -> bytes:
        return self._archive.kept[file.key].content

    def download(self, file: KeptFile, into: Path) -> None:
        into.write_bytes(self.read(file))


class InMemorySink:
    """Keeps what is written."""

    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, content: bytes) -> int:
        self.content += content
        return len(content)

    def flush(self) -> None:
        pass


class InMemoryExportFiles:
    """`ports.exporting.ExportFiles`; `written` shows what is there, `secrets` the random keys that are not forgotten."""

    def __init__(self) -> None:
        self.written: dict[str, bytes] = {}
        self.secrets: dict[str, bytes] = {}

    @contextmanager
    def writing(self, key: str) -> Iterator[InMemorySink]:
        sink = InMemorySink()
        yield sink
        self.written[key] = bytes(sink.content)

    def link(self, key: str, name: str) -> str:
        return f"https://exports.example/{key}?name={name}"

    def secret(self, export_id: str) -> bytes:
        return self.secrets.setdefault(export_id, sha256_hex(export_id.encode()).encode())

    def forget_secret(self, export_id: str) -> None:
        self.secrets.pop(export_id, None)
