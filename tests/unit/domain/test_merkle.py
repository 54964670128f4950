"""The tree is that of RFC 6962: a kept library and the RFC's own definition say the same."""

import hashlib
import random
from functools import cache

import pytest
from pymerkle import InmemoryTree  # type: ignore[import-untyped]  # it brings no types

from chalicelib.domain.merkle import EMPTY_ROOT, inclusion_proof, is_included, leaf_hash, root_of

MILLION = 1_000_000


def things(count: int) -> list[bytes]:
    return [f"cosa {number}".encode() for number in range(count)]


def tree(count: int) -> list[bytes]:
    return [leaf_hash(thing) for thing in things(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100, 255, 1000])
def test_the_root_is_the_kept_librarys(count: int) -> None:
    known = InmemoryTree(algorithm="sha256")
    for thing in things(count):
        known.append_entry(thing)
    assert root_of(tree(count)) == known.get_root()


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 8, 13])
def test_a_proof_is_the_kept_librarys(count: int) -> None:
    known = InmemoryTree(algorithm="sha256")
    for thing in things(count):
        known.append_entry(thing)
    for index in range(count):
        # The library's path begins with the leaf itself.
        path = known.prove_inclusion(index + 1, count).serialize()["path"]
        assert [each.hex() for each in inclusion_proof(index, tree(count))] == path[1:]


def test_the_tree_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256().digest()


@pytest.mark.parametrize("count", [*range(1, 18), 64, 65])
def test_every_leaf_is_proven_at_its_own_place_only(count: int) -> None:
    leaves, root = tree(count), root_of(tree(count))
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(index, leaves)
        assert is_included(leaf, index, count, proof, root)
        for other in range(-1, count + 1):
            assert is_included(leaf, other, count, proof, root) is (other == index)


def test_R07_no_altered_proof_proves() -> None:
    chance, count = random.Random(7), 37
    leaves, root = tree(count), root_of(tree(count))
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(index, leaves)
        at = chance.randrange(len(proof))
        altered = [*proof[:at], bytes(32), *proof[at + 1 :]]
        for wrong in (altered, proof[:-1], [*proof, bytes(32)], []):
            assert not is_included(leaf, index, count, wrong, root)
        assert not is_included(leaf_hash(b"otra"), index, count, proof, root)
        assert not is_included(leaf, index, count, proof, bytes(32))


def test_R07_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert root_of([left, right]) != leaf_hash(left + right)


def test_a_leaf_that_is_not_there_has_no_proof() -> None:
    for index in (-1, 3):
        with pytest.raises(IndexError):
            inclusion_proof(index, tree(3))


def test_a_proof_among_a_million_takes_twenty_hashes() -> None:
    """The path's length follows from the split alone: it is counted without hashing two million nodes."""

    @cache
    def length(count: int, index: int) -> int:
        if count == 1:
            return 0
        split = 1 << ((count - 1).bit_length() - 1)
        return 1 + (length(split, index) if index < split else length(count - split, index - split))

    assert [length(count, index) for count, index in ((1, 0), (2, 1), (7, 6), (1000, 999))] == [
        len(inclusion_proof(index, tree(count))) for count, index in ((1, 0), (2, 1), (7, 6), (1000, 999))
    ]
    assert max(length(MILLION, index) for index in (0, 1, 499_999, 524_287, 524_288, MILLION - 1)) == 20
