"""The paths of X API v2 that are simulated, and what each does."""

import re
from collections.abc import Callable

from local.networks.calls import Answer, Call
from local.networks.world import World
from local.networks.x import lookups, media, publishing, timelines

Handler = Callable[[World, Call], Answer]

ROUTES: tuple[tuple[str, str, str, Handler], ...] = (
    ("POST", "/2/tweets", "x.create_post", publishing.create),
    ("GET", "/2/tweets", "x.posts", lookups.by_ids),
    ("GET", "/2/tweets/search/recent", "x.search", timelines.search),
    ("GET", "/2/tweets/{id}", "x.post", lookups.by_id),
    ("DELETE", "/2/tweets/{id}", "x.delete_post", publishing.delete),
    ("GET", "/2/users/me", "x.me", lookups.me),
    ("GET", "/2/users/by/username/{username}", "x.user", lookups.by_username),
    ("GET", "/2/users/{id}/mentions", "x.mentions", timelines.mentions),
    ("GET", "/2/users/{id}/tweets", "x.timeline", timelines.timeline),
    ("POST", "/2/media/upload", "x.media_upload", media.upload),
    ("GET", "/2/media/upload", "x.media_status", media.status),
    ("POST", "/2/media/upload/initialize", "x.media_initialize", media.initialize),
    ("POST", "/2/media/upload/{id}/append", "x.media_append", media.append),
    ("POST", "/2/media/upload/{id}/finalize", "x.media_finalize", media.finalize),
    ("POST", "/2/media/metadata", "x.media_metadata", media.describe),
)
"""Method, path, name of the operation, handler. The first that fits is taken."""


def _pattern(path: str) -> "re.Pattern[str]":
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))


_COMPILED = tuple((method, _pattern(path), operation, handler) for method, path, operation, handler in ROUTES)


def find(call: Call) -> Handler | None:
    """Give the handler of a call, and write into the call what it is: its operations and the ids in its path."""
    for method, pattern, operation, handler in _COMPILED:
        found = pattern.fullmatch(call.path) if method == call.method else None
        if found:
            call.target = found.groupdict()
            call.operations = (operation, *_kinds(call, operation))
            return handler
    return None


def _kinds(call: Call, operation: str) -> tuple[str, ...]:
    """Tell apart what POST /2/tweets does."""
    if operation != "x.create_post" or not isinstance(call.json, dict):
        return ()
    if call.json.get("edit_options"):
        return ("x.edit_post",)
    return ("x.reply",) if call.json.get("reply") else ()
