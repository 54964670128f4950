"""Whatever is done to the bytes of a picture, it is checked or rejected with a reason, never an accident."""

import random
from collections.abc import Iterator

import pytest

from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.kinds import Kind
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import RenditionSpec
from tests.unit.adapters.images.bombs import small_ones
from tests.unit.adapters.images.secrets_in import gif, moving, png, tiff

DAMAGES = 60
SPECS = {"one": RenditionSpec(320, 320, 4_000_000)}
WHOLE = dict(zip(Kind, small_ones(), strict=True))
RICHER = {Kind.PNG: png(), Kind.WEBP: moving(Kind.WEBP), Kind.TIFF: tiff(), Kind.GIF: gif()}


def damaged(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Give the content with bytes changed, mostly in its head; cut; with pieces doubled, dropped, or numbers at their most."""
    while True:
        odd = bytearray(content)
        reach = chance.choice((64, 600, len(odd) - 1))
        for _ in range(chance.randint(0, 5)):
            odd[chance.randrange(4, min(reach, len(odd) - 1))] = chance.choice(
                (0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))
            )
        at, length = chance.randrange(8, len(odd)), chance.randrange(1, 40)
        match chance.randrange(8):
            case 0:
                del odd[at:]
            case 1:
                del odd[at : at + length]
            case 2:
                odd[at:at] = odd[at : at + length]
            case 3:
                odd[at : at + 4] = b"\xff\xff\xff\xff"
        yield bytes(odd)


def outcome(content: bytes) -> str:
    """Say what became of it; anything but a rejection in a sentence is let through to the test."""
    try:
        PillowImageEditor().check(content)
        PillowImageEditor().render(content, SPECS)
    except InvalidInputError as error:
        return str(error)
    return "Bien."


@pytest.mark.parametrize("kind", Kind)
def test_whatever_is_done_to_an_image_it_is_taken_or_rejected_with_a_reason(kind: Kind) -> None:
    sources = [content for content in (WHOLE[kind], RICHER.get(kind)) if content]
    for number, content in enumerate(sources):
        odd = damaged(content, random.Random(f"{kind}-{number}"))
        said = [outcome(next(odd)) for _ in range(DAMAGES // len(sources))]
        assert {sentence[-1] for sentence in said} == {"."}
        assert len(set(said)) > 1


def test_one_formats_head_on_anothers_body_is_an_accident_of_nobody() -> None:
    for head in WHOLE.values():
        for body in WHOLE.values():
            assert outcome(head[:64] + body[64:])[-1] == "."
