"""A file of the corpus: the name it is uploaded under, its bytes, and what must become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Content = bytes | Callable[[], bytes]


class Expected(StrEnum):
    """What must become of a file. Whatever it is, never an unhandled error, and never longer than five seconds."""

    ACCEPTED = "must be accepted"
    REJECTED = "must be rejected"
    EITHER = "may be either"


ACCEPTED, REJECTED, EITHER = Expected


@dataclass(frozen=True)
class Specimen:
    """One file. `id` says what is special about it and begins with the failure's id or the format."""

    id: str
    file: str
    content: Content
    expected: Expected

    @property
    def kind(self) -> str:
        """The format that a good file is in, from its id."""
        return self.id.partition(":")[0]

    def made(self) -> bytes:
        """Make the bytes: not before they are needed, since some are large."""
        return self.content if isinstance(self.content, bytes) else self.content()


def specimens(prefix: str, file: str, expected: Expected, contents: Mapping[str, Content]) -> list[Specimen]:
    """Make specimens that share a name and a fate."""
    return [Specimen(f"{prefix}:{name}", file, content, expected) for name, content in contents.items()]
