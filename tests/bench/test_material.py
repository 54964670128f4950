"""What it costs to read the offices' material and to make the renditions: milliseconds, and memory at its peak."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from local.samples.build import MATERIAL, word_document
from tests.shared import ROOT

READ = r"""
import json, re, statistics, sys, time
from pathlib import Path
import chalicelib.ports
def peak():
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
began = time.perf_counter()
{imports}
imported, times = time.perf_counter() - began, []
content = Path(sys.argv[1]).read_bytes()
before = peak()
for _ in range(5):
    began = time.perf_counter()
    {call}
    times.append(time.perf_counter() - began)
print(json.dumps([imported * 1000, statistics.median(times) * 1000, before, peak()]))
"""
IMAGES = (
    "from chalicelib.adapters.images import PillowImageEditor\n"
    "from chalicelib.adapters.catalogue import load_catalogue\n"
    "catalogue = load_catalogue()\n"
    "specs = {f'{network}/{purpose}': spec for network in catalogue.networks"
    " for purpose, spec in catalogue.strategy(network).renditions.items()}"
)
DOCUMENTS = "from chalicelib.adapters.documents import OfficeDocumentReader"


def measured(imports: str, call: str, file: Path) -> tuple[float, float, float, float]:
    """Give milliseconds to import and to do it (median of five), and the peak of memory before and after, in MB."""
    script = READ.format(imports=imports, call=call)
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    imported, each, before, after = json.loads(done.stdout)
    return imported, each, before, after


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve megapixels, as a telephone takes them."""
    file = tmp_path_factory.mktemp("bench") / "foto.jpg"
    small = Image.effect_noise((500, 375), 80).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4000, 3000), 18)
    Image.merge("RGB", (small, Image.blend(small, grain, 0.3), Image.blend(small, grain, 0.2))).save(file, quality=90)
    return file


def test_twelve_megapixels_to_every_form_of_three_networks(photograph: Path) -> None:
    imported, each, before, after = measured(IMAGES, "PillowImageEditor().render(content, specs)", photograph)
    print(f"\nrender: {each:.0f} ms, import {imported:.0f} ms, peak {after:.0f} MB (before {before:.0f})")
    assert after < 200


def test_checking_twelve_megapixels(photograph: Path) -> None:
    _, each, _, after = measured(IMAGES, "PillowImageEditor().check(content)", photograph)
    print(f"\ncheck: {each:.0f} ms, peak {after:.0f} MB")
    assert after < 150


def test_a_word_document_of_three_pages(tmp_path: Path) -> None:
    paragraph = (MATERIAL / "unidades-moviles" / "boletin.txt").read_text(encoding="utf-8")
    file = tmp_path / "boletin.docx"
    file.write_bytes(word_document("\n\n".join(["TÍTULO", *[paragraph] * 14])))
    imported, each, _, _ = measured(DOCUMENTS, "OfficeDocumentReader().read(content, 'boletin.docx')", file)
    print(f"\ndocx: {each:.1f} ms, import {imported:.0f} ms")
    assert each < 150
