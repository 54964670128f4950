"""What X takes as media, by category, and which of them one post may show (https://docs.x.com, media best practices)."""

from collections.abc import Iterable
from dataclasses import dataclass

from local.networks.pictures import look_at
from local.networks.state import Medium

MIB = 1024 * 1024
MAX_PART_BYTES = 5 * MIB
"""The guide's figure; the server is said to take 8."""

MAX_IMAGES = 4
MAX_GIF_SIZE = (1280, 1080)
_FILM_BRAND = slice(4, 8)


@dataclass(frozen=True)
class Category:
    """One use of media: which types, how many bytes, the first number of its keys, and its type in an answer."""

    types: frozenset[str]
    max_bytes: int
    key: str
    shown_as: str


IMAGE = Category(frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"}), 5 * MIB, "3", "photo")
GIF = Category(frozenset({"image/gif"}), 15 * MIB, "16", "animated_gif")
VIDEO = Category(frozenset({"video/mp4", "video/quicktime"}), 512 * MIB, "7", "video")

_BY_ENDING = {"image": IMAGE, "gif": GIF, "video": VIDEO}
_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


def category_of(name: str) -> Category:
    """Give the rules of a category such as `tweet_video`; what is not simulated is held to those of pictures."""
    return _BY_ENDING.get(name.rpartition("_")[2], IMAGE)


def why_refused(category: str, mime_type: str, total_bytes: int) -> str | None:
    """Say why an upload may not begin."""
    rules = category_of(category)
    if mime_type not in rules.types:
        return f"media type {mime_type} is not allowed for {category}."
    if not 0 < total_bytes <= rules.max_bytes:
        return f"File size exceeds {rules.max_bytes} bytes."
    return None


def why_failed(category: str, content: bytes) -> str | None:
    """Say why bytes cannot be shown: of another type than their category's, too large, or not what they should be."""
    rules = category_of(category)
    if len(content) > rules.max_bytes:
        return "File size exceeds the limit."
    if rules is VIDEO:
        return None if content[_FILM_BRAND] == b"ftyp" else "Unsupported video format"
    facts = look_at(content)
    if facts is None or _PICTURES.get(facts.format) not in rules.types:
        return "media type unrecognized."
    too_large = rules is GIF and (facts.width > MAX_GIF_SIZE[0] or facts.height > MAX_GIF_SIZE[1])
    return "GIF exceeds 1280x1080." if too_large else None


def why_not_together(media: Iterable[Medium]) -> str | None:
    """Say why a post may not show these: four pictures, or one moving picture, or one video."""
    kinds = [category_of(medium.category) for medium in media]
    if any(kind is not IMAGE for kind in kinds) and len(kinds) > 1:
        return "A post may contain either 1 video, 1 animated GIF, or up to 4 photos."
    return "Too many photos." if len(kinds) > MAX_IMAGES else None
