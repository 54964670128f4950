"""
A Merkle tree (RFC 6962, section 2.1): one hash over many things, and a short proof that one of them is among them (manual 7).

A leaf's hash begins with the byte 0 and a node's with the byte 1, so that neither passes for the other. A tree of a million
leaves has proofs of twenty hashes.
"""

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(content: bytes) -> bytes:
    """Hash what a leaf holds."""
    return hashlib.sha256(_LEAF + content).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Give the root over the hashes of leaves, in their order; it holds one hash for each level of the tree at a time."""
    whole: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, node = 1, leaf
        while whole and whole[-1][0] == size:
            node = _node(whole.pop()[1], node)
            size *= 2
        whole.append((size, node))
    if not whole:
        return EMPTY_ROOT
    root = whole.pop()[1]
    while whole:
        root = _node(whole.pop()[1], root)
    return root


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """
    Give the hashes that lead from the leaf at an index (from 0) to the root, the nearest first.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if index < split:
        return [*inclusion_proof(index, leaves[:split]), root_of(leaves[split:])]
    return [*inclusion_proof(index - split, leaves[split:]), root_of(leaves[:split])]


def is_included(leaf: bytes, index: int, count: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether a leaf's hash stands at an index of the tree of so many leaves with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < count:
        return False
    node, place, last = leaf, index, count - 1
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = _node(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = _node(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
