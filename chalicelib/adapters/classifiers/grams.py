"""
Pieces of words, and pairs of words, as numbers: what a model learns from beside the phrases somebody thought of.

A word gives its runs of two to five letters, its beginning and end marked, and itself; two neighbours give a pair. Each is
hashed into one of `BUCKETS`. A word counts once however often it is written, so that its pieces can be kept.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

BUCKETS = 1 << 17

_SHORTEST, _LONGEST = 2, 5
_MOST_LETTERS = 24
"""Nobody's word is longer; what is, is noise, and would be noise many times."""


def grams(words: Sequence[str]) -> tuple[int, ...]:
    """Give the buckets of a comment's pieces, one per piece."""
    pieces = [bucket for word in dict.fromkeys(words) for bucket in of_word(word)]
    return (*pieces, *of_pairs(words))


@lru_cache(8_192)
def of_word(word: str) -> tuple[int, ...]:
    """Give the buckets of one word's pieces."""
    return tuple(_bucket(piece) for piece in _pieces(word[:_MOST_LETTERS]))


def of_pairs(words: Sequence[str]) -> list[int]:
    """Give the bucket of each pair of neighbours, once."""
    pairs = dict.fromkeys(map(" ".join, pairwise(words)))
    # Written out: it is done for every pair of every comment, and nothing of it can be kept.
    return [crc32(pair.encode("utf-8", "replace")) % BUCKETS for pair in pairs]


def of_tags(tags: Sequence[str]) -> list[int]:
    """Give the bucket of each hashtag and mention: whole, since a piece of a name says nothing."""
    return [_bucket(tag) for tag in tags]


def _pieces(word: str) -> Iterator[str]:
    marked = f"^{word}$"
    yield f"={word}"
    for length in range(_SHORTEST, _LONGEST + 1):
        for start in range(len(marked) - length + 1):
            yield marked[start : start + length]


def _bucket(piece: str) -> int:
    return crc32(piece.encode("utf-8", "replace")) % BUCKETS
