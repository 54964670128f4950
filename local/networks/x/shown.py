"""
The text of a post as X gives it back, with its entities.

It is not what was sent: an answer begins with the people it addresses, links are shortened to t.co, a picture adds one
more link at the end, and &, < and > are escaped. `display_text_range` cuts the first and the last of these away.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from local.networks import people
from local.networks.state import Entry, Version
from local.networks.world import author_of
from local.networks.x.media_rules import IMAGE, category_of
from local.networks.x.text import URL, escaped, short_link

MENTION = re.compile(r"(?<![A-Za-z0-9_!@#$%&*])@([A-Za-z0-9_]{1,15})(?![A-Za-z0-9_@])")
HASHTAG = re.compile(r"(?<![\w&])#(\w*[^\W\d_]\w*)")
_TOKENS = re.compile(f"(?P<url>{URL.pattern})|(?P<mention>{MENTION.pattern})|(?P<tag>{HASHTAG.pattern})", re.IGNORECASE)


@dataclass
class ShownText:
    """A text as shown, the entities in it, and where the author's own words begin and end (in code points)."""

    text: str = ""
    urls: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    hashtags: list[dict[str, Any]] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def append(self, piece: str) -> dict[str, int]:
        """Add a piece, and give where it stands."""
        start = len(self.text)
        self.text += piece
        return {"start": start, "end": len(self.text)}

    @property
    def entities(self) -> dict[str, Any]:
        """Give the entities that there are."""
        found = {"urls": self.urls, "mentions": self.mentions, "hashtags": self.hashtags}
        return {name: values for name, values in found.items() if values}


def show(entry: Entry, version: Version) -> ShownText:
    """Show a version of a post."""
    shown = ShownText()
    _address(shown, entry.mentions)
    shown.first = len(shown.text)
    _write_words(shown, version)
    shown.last = len(shown.text)
    _add_pictures(shown, entry, version)
    return shown


def mentioned_in(text: str) -> list[str]:
    """Give the keys of the people whom a text names, each once."""
    handles = (match[1].lower() for match in MENTION.finditer(text))
    return list(dict.fromkeys(people.PEOPLE_BY_HANDLE[name].key for name in handles if name in people.PEOPLE_BY_HANDLE))


def _address(shown: ShownText, keys: Iterable[str]) -> None:
    for key in keys:
        _mention(shown, people.PEOPLE_BY_KEY[key].x_handle)
        shown.append(" ")


def _mention(shown: ShownText, handle: str) -> None:
    person = people.PEOPLE_BY_HANDLE.get(handle.lower())
    known = {"id": person.x_id} if person else {}
    shown.mentions.append({**shown.append(f"@{handle}"), "username": handle, **known})


def _write_words(shown: ShownText, version: Version) -> None:
    position = 0
    for found in _TOKENS.finditer(version.text):
        shown.append(escaped(version.text[position : found.start()]))
        _write_token(shown, found, version)
        position = found.end()
    shown.append(escaped(version.text[position:]))


def _write_token(shown: ShownText, found: "re.Match[str]", version: Version) -> None:
    word = found[0]
    if found["mention"]:
        _mention(shown, word[1:])
    elif found["tag"]:
        shown.hashtags.append({**shown.append(word), "tag": word[1:]})
    else:
        short = short_link(f"{version.id} {found.start()}")
        whole = word if "://" in word else f"http://{word}"
        link = {"url": short, "expanded_url": whole, "display_url": whole.partition("://")[2]}
        shown.urls.append({**shown.append(short), **link})


def _add_pictures(shown: ShownText, entry: Entry, version: Version) -> None:
    if not entry.media:
        return
    if shown.text:
        shown.append(" ")
    short = short_link(f"{version.id} media")
    place = shown.append(short)
    handle = author_of(entry).x_handle
    for number, medium_id in enumerate(entry.media, start=1):
        kind = "photo" if category_of(entry.media_category) is IMAGE else "video"
        whole = f"https://x.com/{handle}/status/{version.id}/{kind}/{number}"
        link = {"url": short, "expanded_url": whole, "display_url": f"pic.x.com/{short[-10:]}"}
        shown.urls.append({**place, **link, "media_key": media_key(medium_id, entry.media_category)})


def media_key(medium_id: str, category: str) -> str:
    """Give the key under which posts name a medium."""
    return f"{category_of(category).key}_{medium_id}"
