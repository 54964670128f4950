"""The forms a post takes on a network, where the network lets us choose."""

from enum import StrEnum


class PostFormat(StrEnum):
    """`feed` is the network's ordinary post: what its media make of it (photograph, album, carousel, video, reel)."""

    FEED = "feed"
    STORY = "story"
