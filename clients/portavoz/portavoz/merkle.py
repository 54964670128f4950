"""The Merkle tree of RFC 6962, section 2.1, written from the RFC and not from Portavoz."""

import hashlib
from collections.abc import Sequence


def leaf_hash(content: bytes) -> bytes:
    """Hash what a leaf holds."""
    return hashlib.sha256(b"\x00" + content).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over the hashes of leaves: pairs level by level, a last one without a pair goes up as it is."""
    level = list(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\x01" + left + right).digest() for left, right in zip(*[iter(level)] * 2, strict=False)
        ]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[tuple[str, bytes]]:
    """Give the way from a leaf to the root: on which side each hash goes (`left`, `right`), and the hash."""
    level, at, way = list(leaves), index, []
    while len(level) > 1:
        beside = at ^ 1
        if beside < len(level):
            way.append(("left" if beside < at else "right", level[beside]))
        pairs = [
            hashlib.sha256(b"\x01" + left + right).digest() for left, right in zip(*[iter(level)] * 2, strict=False)
        ]
        level, at = pairs + level[len(pairs) * 2 :], at // 2
    return way


def climbed(leaf: bytes, way: Sequence[tuple[str, bytes]]) -> bytes:
    """Follow a way from a leaf's hash; where it ends is the root, if the leaf is in the tree."""
    node = leaf
    for side, beside in way:
        node = hashlib.sha256(b"\x01" + (beside + node if side == "left" else node + beside)).digest()
    return node
