"""Good files damaged by chance: bits flipped, pieces cut, doubled, swapped, mixed with another file. A seed gives them again."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from tests.corpus.specimen import EITHER, Specimen

Damage = Callable[[Random, bytearray, bytes], object]

MAX_BYTES = 400_000
"""Larger files are left out: what breaks a parser is in the structure, not in the pixels."""

_INTERESTING = (
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\x00\x00\x00",
    b"\x00\x01",
    b"\xff\xfe",
)


def mutations(good: Sequence[Specimen], count: int, seed: int) -> Iterator[Specimen]:
    """Give so many damaged files, one good file after the other."""
    chance = Random(seed)
    made = ((specimen, specimen.made()) for specimen in good)
    usable = [(specimen, content) for specimen, content in made if len(content) <= MAX_BYTES]
    others = [content for _, content in usable[:: max(1, len(usable) // 12)]]
    for number in range(count):
        specimen, whole = usable[number % len(usable)]
        content, name = bytearray(whole), ""
        for _ in range(chance.choice((1, 1, 2, 4))):
            damage = chance.choice(DAMAGES)
            name += f" {damage.__name__}"
            damage(chance, content, chance.choice(others))
        yield Specimen(f"mutation {number}:{specimen.id},{name}", specimen.file, bytes(content), EITHER)


def _flip_bits(chance: Random, content: bytearray, _: bytes) -> None:
    for _count in range(chance.choice((1, 4, 32))):
        if content:
            content[_place(chance, content)] ^= 1 << chance.randrange(8)


def _set_number(chance: Random, content: bytearray, _: bytes) -> None:
    value, at = chance.choice(_INTERESTING), _place(chance, content)
    content[at : at + len(value)] = value


def _cut(chance: Random, content: bytearray, _: bytes) -> None:
    del content[chance.randrange(len(content) + 1) :]


def _remove(chance: Random, content: bytearray, _: bytes) -> None:
    at = _place(chance, content)
    del content[at : at + chance.choice((1, 2, 16, 300))]


def _double(chance: Random, content: bytearray, _: bytes) -> None:
    at, length = _place(chance, content), chance.choice((4, 64, 2_000))
    content[at:at] = content[at : at + length] * chance.choice((1, 3, 50))


def _swap(chance: Random, content: bytearray, _: bytes) -> None:
    length = chance.choice((4, 64, 1_000))
    one, other = _place(chance, content), _place(chance, content)
    first, second = content[one : one + length], content[other : other + length]
    content[one : one + length], content[other : other + length] = second, first


def _mix(chance: Random, content: bytearray, other: bytes) -> None:
    at = _place(chance, content)
    content[at:] = other[chance.randrange(len(other)) :]


def _put_noise(chance: Random, content: bytearray, _: bytes) -> None:
    at = _place(chance, content)
    content[at : at + 40] = chance.randbytes(40)


def _place(chance: Random, content: bytearray) -> int:
    """Choose where: half of the time near the beginning, where the headers are."""
    length = max(1, len(content))
    return chance.randrange(min(length, 600) if chance.random() < 0.5 else length)


DAMAGES: tuple[Damage, ...] = (_flip_bits, _set_number, _cut, _remove, _double, _swap, _mix, _put_noise)
