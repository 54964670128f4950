"""
Five renditions with the logo from a photograph of twelve megapixels: ours beside Pillow's naive way, pyvips and sharp.

Each runs in processes of its own, one after the other in turn, so that a busy machine slows all of them; what is compared is the
best round of each. sharp is installed into a temporary folder when node and npm are there, and visibly left out when not.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from chalicelib.adapters.catalogue import FOLDER
from tests.shared import ROOT

ROUNDS = 3
MAX_RATIO, MAX_PEAK_MEGABYTES = 1.3, 110
SIZES = [(1600, 900), (1080, 1080), (1080, 1350), (1200, 630), (1080, 1920)]

TIMED = """
import json, re, statistics, sys, time
from pathlib import Path
{imports}
content, sizes, logo = Path(sys.argv[1]).read_bytes(), json.loads(sys.argv[2]), Path(sys.argv[3]).read_bytes()
{prepare}
def once():
{body}
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
times, peaks = [], []
for _ in range(5):
    began = time.perf_counter()
    made = once()
    times.append((time.perf_counter() - began) * 1000)
    peaks.append(peak())
assert len(made) == len(sizes) and all(made)
print(json.dumps([statistics.median(times), peaks[0], peaks[-1]]))
"""

OURS = TIMED.format(
    imports="from chalicelib.adapters.images import PillowImageEditor\nfrom chalicelib.ports import Logo, RenditionSpec",
    prepare="placed = Logo(logo, logo, 'bottom-right', 0.2, 0.04)\n"
    "specs = {str(size): RenditionSpec(*size, 4_000_000) for size in sizes}",
    body="    return [one.content for one in PillowImageEditor().render(content, specs, logo=placed).values()]",
)

NAIVE = TIMED.format(
    imports="import io\nfrom PIL import Image, ImageOps",
    prepare="mark = Image.open(io.BytesIO(logo)).convert('RGBA')",
    body="""
    made = []
    for size in sizes:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
        fitted = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
        width = min(size) // 5
        small = mark.resize((width, width * mark.height // mark.width), Image.Resampling.LANCZOS)
        fitted.paste(small, (size[0] - width - 40, size[1] - small.height - 40), small)
        file = io.BytesIO()
        fitted.save(file, "JPEG", quality=90)
        made.append(file.getvalue())
    return made
""",
)

VIPS = TIMED.format(
    imports="import pyvips",
    prepare="",
    body="""
    half = pyvips.Image.new_from_buffer(content, "", shrink=2).copy_memory()
    full = pyvips.Image.new_from_buffer(content, "").copy_memory()
    made = []
    for width, height in sizes:
        source = half if width <= half.width and height <= half.height else full
        shown = source.thumbnail_image(width, height=height, crop="attention")
        mark = pyvips.Image.thumbnail_buffer(logo, min(width, height) // 5)
        placed = shown.composite2(mark, "over", x=width - mark.width - 40, y=height - mark.height - 40)
        made.append(placed.flatten().jpegsave_buffer(Q=90, strip=True))
    return made
""",
)

SHARP = """
const sharp = require("sharp"), fs = require("fs"), [file, sizes, mark] = process.argv.slice(2);
const content = fs.readFileSync(file), logo = fs.readFileSync(mark);
async function one([width, height]) {
  const side = Math.floor(Math.min(width, height) / 5);
  const small = await sharp(logo).resize(side).toBuffer({ resolveWithObject: true });
  return sharp(content).rotate().resize(width, height, { fit: "cover", position: "attention" })
    .composite([{ input: small.data, left: width - side - 40, top: height - small.info.height - 40 }])
    .jpeg({ quality: 90 }).toBuffer();
}
(async () => {
  const times = [], peaks = [];
  for (let turn = 0; turn < 5; turn++) {
    const began = performance.now();
    await Promise.all(JSON.parse(sizes).map(one));
    times.push(performance.now() - began);
    peaks.push(process.resourceUsage().maxRSS / 1024);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify([times[2], peaks[0], peaks[4]]));
})();
"""


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve megapixels, as a telephone takes them."""
    file = tmp_path_factory.mktemp("bench") / "foto.jpg"
    small = Image.effect_noise((500, 375), 80).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4000, 3000), 18)
    Image.merge("RGB", (small, Image.blend(small, grain, 0.3), Image.blend(small, grain, 0.2))).save(file, quality=90)
    return file


@pytest.fixture(scope="module")
def sharp_folder(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """Install sharp into a folder of its own; None, and said, where that is not possible."""
    node, npm = shutil.which("node"), shutil.which("npm")
    folder = tmp_path_factory.mktemp("sharp")
    if node and npm:
        command = [npm, "install", "--no-audit", "--no-fund", "--silent", "sharp@0.34"]
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=180)
    if not (folder / "node_modules" / "sharp").is_dir():
        print("\nsharp: not here (needs node, npm and a registry); left out of the comparison")
        return None
    (folder / "five.cjs").write_text(SHARP)
    return folder


def run(command: list[str], photograph: Path) -> tuple[float, float, float]:
    """Give milliseconds (the median of five) and the peak of memory in MB, of a fresh process: after one and after five."""
    arguments = [str(photograph), json.dumps(SIZES), str(FOLDER / "logo-claro.png")]
    done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    each, once, after_five = json.loads(done.stdout)
    return each, once, after_five


def test_five_renditions_with_logo_from_twelve_megapixels(photograph: Path, sharp_folder: Path | None) -> None:
    scripts = {"ours": OURS, "naive": NAIVE, "pyvips": VIPS}
    contenders = {name: [sys.executable, "-c", code] for name, code in scripts.items()}
    if sharp_folder:
        contenders["sharp"] = [shutil.which("node") or "node", str(sharp_folder / "five.cjs")]
    rounds = [{name: run(command, photograph) for name, command in contenders.items()} for _ in range(ROUNDS)]
    best = {name: min(each[name][0] for each in rounds) for name in contenders}
    peaks = {name: max(each[name][1] for each in rounds) for name in contenders}
    print()
    for name in contenders:
        lasting = max(each[name][2] for each in rounds)
        times = best[name] / best["ours"]
        print(
            f"{name}: {best[name]:.0f} ms ({times:.2f} × ours), peak {peaks[name]:.0f} MB, after five {lasting:.0f} MB"
        )
    ratio = best["ours"] / min(each for name, each in best.items() if name != "ours")
    print(f"ours / best of the others: {ratio:.2f}")
    assert ratio <= MAX_RATIO
    assert peaks["ours"] <= MAX_PEAK_MEGABYTES
