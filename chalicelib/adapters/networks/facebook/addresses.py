"""What an address on Facebook names, as a person copies it from the browser. Nothing in it is trusted, nothing is called."""

import re
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qs, urlsplit

MAX_LENGTH = 2048
MAX_PARAMETERS = 40
_HOST = re.compile(r"(?:(?:www|m|web|mbasic|business)\.)?facebook\.com")
_POST = re.compile(r"/(?P<owner>[\w.-]{1,100})/posts/(?:[^/]{1,200}/)?(?P<id>[0-9A-Za-z]{1,100})")
_VIDEO = re.compile(r"/(?:(?P<owner>[\w.-]{1,100})/videos/(?:[^/]{1,200}/)?|reel/)(?P<id>[0-9]{1,32})")
_PHOTO = re.compile(r"/(?P<owner>[\w.-]{1,100})/photos/(?:[^/]{1,200}/)?(?P<id>[0-9]{1,32})")
_STORIES = frozenset({"/permalink.php", "/story.php"})
_PHOTOS = frozenset({"/photo", "/photo.php"})
_NUMBER = re.compile(r"[0-9]{1,32}")


@dataclass(frozen=True)
class Place:
    """
    What an address names: a post (`post_number`), a `photo_id` or a `video_id`; or nothing but its own `path`. Below a post
    it may name a comment (`comment_number`).

    `path` is what to compare with the address of a post, without host, parameters or closing slash. `owner` is whose it
    says to be: a number or a name.
    """

    path: str
    owner: str | None = None
    post_number: str | None = None
    photo_id: str | None = None
    video_id: str | None = None
    comment_number: str | None = None

    def may_be_of(self, page_id: str) -> bool:
        """Say whether the address leaves open that it is this Page's: a name may be anybody's, a number may not."""
        return self.owner is None or not self.owner.isdecimal() or self.owner == page_id


def place_of(address: str) -> Place | None:
    """Read an address; None when it is none of Facebook's, or names nothing."""
    parts = _split(address)
    if parts is None:
        return None
    path, given = parts.path.rstrip("/"), _parameters(parts.query)
    if not path or given is None:
        return None
    return _below(_by_parameters(path, given) or _by_path(path), given)


def is_on_facebook(address: str) -> bool:
    """Say whether an address leads to Facebook itself."""
    return _split(address) is not None


def _split(address: str) -> SplitResult | None:
    """Take an address apart, or None: too long, unreadable, another scheme or host, or with anything hidden in the host."""
    if len(address) > MAX_LENGTH or not address.strip().isprintable():
        return None
    try:
        parts = urlsplit(address.strip())
        is_ours = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc.lower())
    except ValueError:
        return None
    return parts if is_ours else None


def _parameters(query: str) -> dict[str, list[str]] | None:
    try:
        return parse_qs(query, max_num_fields=MAX_PARAMETERS)
    except ValueError:
        return None


def _below(place: Place, given: dict[str, list[str]]) -> Place | None:
    """Name the comment that the parameters name; None when they name one that cannot be read: it is not the post."""
    name = "reply_comment_id" if "reply_comment_id" in given else "comment_id"
    if name not in given:
        return place
    number = _number(given, name)
    return replace(place, comment_number=number) if number and place.post_number else None


def _by_parameters(path: str, given: dict[str, list[str]]) -> Place | None:
    if path in _STORIES:
        number = _number(given, "story_fbid")
        return Place(path, owner=_number(given, "id"), post_number=number) if number else None
    if path in _PHOTOS:
        photo = _number(given, "fbid")
        return Place(path, photo_id=photo) if photo else None
    video = _number(given, "v") if path == "/watch" else None
    return Place(path, video_id=video) if video else None


def _by_path(path: str) -> Place:
    if found := _POST.fullmatch(path):
        number = found["id"] if found["id"].isdecimal() else None
        return Place(path, owner=found["owner"], post_number=number)
    if found := _VIDEO.fullmatch(path):
        return Place(path, owner=found["owner"], video_id=found["id"])
    if found := _PHOTO.fullmatch(path):
        return Place(path, owner=found["owner"], photo_id=found["id"])
    return Place(path)


def _number(given: dict[str, list[str]], name: str) -> str | None:
    values = given.get(name, [])
    return values[0] if len(values) == 1 and _NUMBER.fullmatch(values[0]) else None
