"""What a header claims is believed before anything is decoded: bombs cost neither memory nor time (I10)."""

import json
import subprocess
import sys
import time

import pytest

from chalicelib import texts_es
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.heic_header import claim_of_heic
from chalicelib.adapters.images.hevc import coded_sizes
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.opening import opened
from chalicelib.domain.errors import InvalidInputError
from tests.shared import ROOT
from tests.unit.adapters.images.bombs import a_gif, a_parameter_set, bombs, endless
from tests.unit.adapters.images.pictures import SPECS, a_photograph, in_kind
from tests.unit.adapters.images.test_check import rejection

BOMBS, ENDLESS = bombs(), endless()
TOO_MANY = texts_es.image_too_many_pixels(25)
IN_A_CHILD = """
import json, re
from pathlib import Path
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.images.bombs import bombs, endless
files = {**bombs(), **endless()}
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
before = peak()
for content in files.values():
    try:
        PillowImageEditor().check(content)
    except InvalidInputError:
        continue
    raise SystemExit("taken")
print(json.dumps(peak() - before))
"""


@pytest.mark.parametrize("name", BOMBS)
def test_I10_a_bomb_is_refused_by_what_it_claims_at_once(name: str) -> None:
    content = BOMBS[name]
    started = time.process_time()
    assert rejection(content) == (texts_es.image_too_many_pixels(14) if name.startswith("webp") else TOO_MANY)
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize("name", ENDLESS)
def test_I10_what_never_ends_is_refused_soon(name: str) -> None:
    content = ENDLESS[name]
    started = time.process_time()
    assert rejection(content) == texts_es.IMAGE_BROKEN
    assert time.process_time() - started < 0.5


def test_I10_all_of_them_together_take_less_memory_than_one_photograph() -> None:
    done = subprocess.run([sys.executable, "-c", IN_A_CHILD], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) < 60


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("size", [(319, 600), (600, 319)])
def test_a_small_image_is_refused_in_every_format(kind: Kind, size: tuple[int, int]) -> None:
    assert rejection(in_kind(a_photograph(*size), kind)) == texts_es.IMAGE_TOO_SMALL


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("part", [0.02, 0.4, 0.9])
def test_I10_a_truncated_image_is_refused_or_rendered_by_nobody(kind: Kind, part: float) -> None:
    content = in_kind(a_photograph(400, 400), kind)
    cut = content[: int(len(content) * part)]
    assert rejection(cut) in {texts_es.IMAGE_BROKEN, texts_es.IMAGE_TOO_SMALL}
    with pytest.raises(InvalidInputError):
        PillowImageEditor().render(cut, SPECS)


def test_a_gif_grows_to_hold_its_first_frame() -> None:
    assert opened(a_gif((400, 400), [(100, 100, 400, 400)])).picture.size == (500, 500)


@pytest.mark.parametrize("size", [(340, 330), (512, 512), (641, 479)])
def test_what_a_real_heic_claims_is_its_size(size: tuple[int, int]) -> None:
    claim = claim_of_heic(in_kind(a_photograph(*size), Kind.HEIC))
    assert claim.size[0] - size[0] in range(64)
    assert claim.size[1] - size[1] in range(64)
    assert len(claim.pieces) == 1
    assert claim.pieces[0][0] - size[0] in range(64)


@pytest.mark.parametrize("size", [(8, 8), (4096, 2160), (16_384, 12_288)])
def test_the_size_within_an_hevc_stream_is_read(size: tuple[int, int]) -> None:
    unit = b"\x42\x01" + a_parameter_set(size)
    configuration = bytes(22) + b"\x01\x21\x00\x01" + len(unit).to_bytes(2) + unit
    assert list(coded_sizes(configuration)) == [size]


@pytest.mark.parametrize(
    "content", [b"", bytes(22), bytes(22) + b"\xff" * 400, bytes(22) + b"\x01\x21\x00\x01\x00\x03\x42"]
)
def test_a_crooked_stream_is_left_to_the_decoder(content: bytes) -> None:
    assert all(width >= 0 and height >= 0 for width, height in coded_sizes(content))
