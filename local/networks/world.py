"""The simulated world: its memory behind one lock, its clock, its settings, the faults that wait and what was asked."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import Any

from local.networks import people
from local.networks.fault_queue import FaultQueue
from local.networks.index import Index
from local.networks.people import Person
from local.networks.settings import Settings
from local.networks.state import Entry, Medium, NetworkName, Picture, State, Version

JOURNAL_LENGTH = 5_000
"""How many requests are remembered with their answers."""


def real_now() -> datetime:
    """Tell the time of this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Exchange:
    """A request as a test may want to see it, without its token, and what was answered (None: cut)."""

    at: datetime
    operation: str
    by: str | None
    method: str
    path: str
    query: dict[str, str]
    body: Any
    status: int | None
    answer: Any
    fault: str | None


def nobody_is_told(_entry: Entry, _verb: str) -> None:
    """Tell nobody."""


@dataclass
class World:
    """Hold everything. Whoever reads or changes it holds `lock`; `tell` hears at once of what is added, edited, removed."""

    clock: Callable[[], datetime] = real_now
    settings: Settings = field(default_factory=Settings)
    state: State = field(default_factory=State)
    lock: RLock = field(default_factory=RLock)
    faults: FaultQueue = field(default_factory=FaultQueue)
    index: Index = field(default_factory=Index)
    journal: deque[Exchange] = field(default_factory=lambda: deque(maxlen=JOURNAL_LENGTH))
    windows: dict[tuple[str, str], deque[datetime]] = field(default_factory=dict)
    nonces: deque[str] = field(default_factory=lambda: deque(maxlen=JOURNAL_LENGTH))
    tell: Callable[[Entry, str], None] = nobody_is_told

    def now(self) -> datetime:
        """Tell the networks' time."""
        return self.clock() + timedelta(seconds=self.settings.clock_offset_seconds)

    def remember(self, state: State) -> None:
        """Go on from a saved state."""
        self.state = state
        self.index = Index.of(state.entries)

    def reset(self) -> None:
        """Forget everything: posts, comments, faults, settings, whoever subscribed."""
        self.settings = Settings()
        self.tell = nobody_is_told
        self.remember(State())
        self.faults.clear()
        self.journal.clear()
        self.windows.clear()
        self.nonces.clear()

    def add(self, entry: Entry) -> Entry:
        """Publish a post or comment."""
        self.state.entries.append(entry)
        self.index.add(entry)
        self.tell(entry, "add")
        return entry

    def rewrite(self, entry: Entry, text: str, by: Person, version_id: str | None = None) -> None:
        """Give an entry a new text, on X under a new id."""
        version = Version(version_id or entry.id, text, self.now(), by.key)
        entry.versions.append(version)
        self.index.add_version(entry, version.id, text)
        if version_id:
            self.index.move_to_end(entry)
        self.tell(entry, "edited")

    def remove(self, entry: Entry) -> None:
        """Take a post or comment away for good. It stays in memory, for the count."""
        entry.removed_at = self.now()
        self.tell(entry, "remove")

    def can_be_read(self, entry: Entry) -> bool:
        """Say whether readers see an entry now."""
        return entry.removed_at is None and entry.visible_at <= self.now()

    def visible(self, entries: Iterable[Entry]) -> list[Entry]:
        """Keep what readers see now."""
        now = self.now()
        return [entry for entry in entries if entry.removed_at is None and entry.visible_at <= now]

    def find(self, network: NetworkName, entry_id: str) -> Entry | None:
        """Give what readers see under an id, of any version."""
        entry = self.index.by_id.get((network, entry_id))
        return entry if entry and self.can_be_read(entry) else None

    def under(self, network: NetworkName, root_id: str) -> list[Entry]:
        """Give what readers see under a post, without the post."""
        return [entry for entry in self.visible(self.index.under(network, root_id)) if not entry.is_post]

    def medium(self, network: NetworkName, medium_id: str) -> Medium | None:
        """Give an upload to a network."""
        found = self.state.media.get(medium_id)
        return found if found and found.network == network else None

    def keep_picture(self, content: bytes, mime_type: str, size: tuple[int, int] = (0, 0)) -> str:
        """Keep bytes under their SHA-256, and give that."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.state.pictures.setdefault(sha256, Picture(sha256, content, mime_type, *size))
        return sha256


def author_of(entry: Entry) -> Person:
    """Give who wrote a post or comment."""
    return people.PEOPLE_BY_KEY[entry.author]
