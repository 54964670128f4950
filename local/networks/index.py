"""Finds posts and comments fast, so that fifty thousand comments are no burden. Rebuilt from the state when loaded."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from local.networks.state import Entry, NetworkName


@dataclass
class Index:
    """Keep entries by id of any version, by network, by the post they belong to, and by author and text."""

    by_id: dict[tuple[str, str], Entry] = field(default_factory=dict)
    by_network: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_root: dict[tuple[str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_author: dict[tuple[str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_text: dict[tuple[str, str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        """Index what was loaded."""
        index = cls()
        for entry in entries:
            index.add(entry)
        return index

    def add(self, entry: Entry) -> None:
        """Index a new entry."""
        self.by_network[entry.network].append(entry)
        self.by_author[entry.network, entry.author].append(entry)
        self.by_root[entry.network, entry.root_id].append(entry)
        for version in entry.versions:
            self.add_version(entry, version.id, version.text)

    def add_version(self, entry: Entry, version_id: str, text: str) -> None:
        """Index a version of an entry."""
        self.by_id[entry.network, version_id] = entry
        self.by_text[entry.network, entry.author, text].append(entry)

    def under(self, network: NetworkName, root_id: str) -> Sequence[Entry]:
        """Give what belongs to a post, the post itself included, in the order it was written."""
        return self.by_root.get((network, root_id), ())

    def by(self, network: NetworkName, author: str) -> Sequence[Entry]:
        """Give what somebody wrote, in order."""
        return self.by_author.get((network, author), ())

    def with_text(self, network: NetworkName, author: str, text: str) -> Sequence[Entry]:
        """Give what somebody wrote with a text, now or in an earlier version."""
        return self.by_text.get((network, author, text), ())

    def move_to_end(self, entry: Entry) -> None:
        """Count an entry as the newest of its network: an edit on X makes a newer id."""
        entries = self.by_network[entry.network]
        entries.remove(entry)
        entries.append(entry)
