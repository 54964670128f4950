"""Whatever is done to the bytes of a good file, it is read, or rejected with a reason, within seconds."""

import random
from collections.abc import Callable
from time import monotonic

import pytest

from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import zipped
from tests.unit.adapters.documents.reading import outcome_of
from tests.unit.adapters.documents.releases import HEALTH, LIBRARY, PARKS

MUTATIONS = 40
MAX_SECONDS = 5

PNG = offices.picture("PNG")
GOOD: dict[str, Callable[[], bytes]] = {
    "boletin.txt": PARKS.text.encode,
    "boletin.md": lambda: b"# " + PARKS.text.encode(),
    "boletin.docx": lambda: offices.word(PARKS, PNG),
    "boletin.odt": lambda: offices.odt(PARKS, PNG),
    "boletin.rtf": lambda: offices.rtf(LIBRARY, offices.picture("PNG", 330)),
    "boletin.pdf": lambda: offices.pdf(HEALTH, columns=2, pictures=(PNG,)),
    "correo.eml": lambda: offices.letter(PARKS.text, ("a.docx", offices.word(LIBRARY)), ("foto.png", PNG)),
    "todo.zip": lambda: zipped({"a.docx": offices.word(LIBRARY), "b.pdf": offices.pdf(LIBRARY), "c/d.png": PNG}),
    "publicacion.yaml": lambda: b"networks: [x]\nfocus: {a.jpg: 50% 30%}\ntext: {x: hola}\nhashtags: [uno, dos]\n",
}


def mutated(content: bytes, luck: random.Random) -> bytes:
    """Change a file as transfers, disks and people who mean harm do."""
    changed = bytearray(content)
    for _ in range(luck.randint(1, 8)):
        place = luck.randrange(len(changed))
        match luck.randrange(5):
            case 0:
                changed[place] = luck.randrange(256)
            case 1:
                del changed[place : place + luck.randint(1, 200)]
            case 2:
                changed[place:place] = luck.randbytes(luck.randint(1, 40))
            case 3:
                changed[place:place] = changed[place : place + luck.randint(1, 400)] * luck.randint(1, 4)
            case _:
                changed[place : place + 4] = luck.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
        if len(changed) < 2:
            return b"x"
    return bytes(changed) if luck.randrange(8) else bytes(changed[: luck.randrange(1, len(changed))])


@pytest.mark.parametrize("name", GOOD)
def test_I10_a_changed_file_is_read_or_rejected_in_a_moment(name: str) -> None:
    good, luck = GOOD[name](), random.Random(name)
    for _ in range(MUTATIONS):
        content = mutated(good, luck)
        began = monotonic()
        reason = outcome_of(name, content)
        assert monotonic() - began < MAX_SECONDS
        assert reason[-1:] in {"", "."}
