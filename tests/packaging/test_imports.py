"""Every function from the zip alone: it imports, it loads only what it needs, its clients can be made."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from infra.functions import FUNCTIONS, Function
from tests.corpus import pdfs
from tests.corpus.pictures import painted, saved

ROOT = Path(__file__).parents[2]
LITTLE_MEGABYTES = 7
SENTENCE = "Los parques abren sus puertas el sábado."
HEAVY = {
    "boto3",
    "PIL",
    "pillow_heif",
    "pypdfium2",
    "python_calamine",
    "imageio_ffmpeg",
    "phonenumbers",
    "stdnum",
    "striprtf",
    "tweepy",
    "requests",
    "yaml",
    "defusedxml",
    "twitter_text",
    "xml.etree.ElementTree",
}
"""What only some paths of some functions need: loaded when asked for, never when a function starts."""

IMPORT_AND_LIST = """
import importlib
module = importlib.import_module("functions.{name}")
handler = getattr(module, "{handler}")
assert callable(handler)
print(json.dumps([[name, getattr(m, "__file__", None)] for name, m in sorted(sys.modules.items())]))
"""


def handler_of(function: Function) -> str:
    return "lambda_handler" if function.name == "api" else function.name


@pytest.fixture(scope="module", params=FUNCTIONS, ids=lambda function: function.name)
def loaded(request: pytest.FixtureRequest, in_zip: Any) -> dict[str, str | None]:
    """Import one function in a process of its own, and give everything that it loaded."""
    function: Function = request.param
    return dict(in_zip(IMPORT_AND_LIST.format(name=function.name, handler=handler_of(function))))


def test_a_function_is_imported_without_app(loaded: dict[str, str | None]) -> None:
    assert "app" not in loaded
    assert len([name for name in loaded if re.fullmatch(r"functions\.\w+", name)]) == 1


def test_a_function_loads_nothing_but_the_zip_and_the_standard_library(
    loaded: dict[str, str | None], unzipped: Path
) -> None:
    standard = str(Path(ast.__file__).parent)
    elsewhere = [
        name
        for name, file in loaded.items()
        if file and not file.startswith((str(unzipped), standard)) and name != "__main__"
    ]
    assert elsewhere == []
    assert not [file for file in loaded.values() if file and "site-packages" in file]


def test_a_function_starts_without_what_only_some_paths_need(loaded: dict[str, str | None]) -> None:
    assert HEAVY & loaded.keys() == set()


MODELS_BUILT = """
import importlib
importlib.import_module("functions.{name}")
from pydantic import BaseModel
def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)
print(json.dumps(sorted({{
    one.__name__ for one in below(BaseModel)
    if one.__module__.startswith(("chalicelib.domain", "chalicelib.api"))
    and one.__module__ not in ("chalicelib.api.requests", "chalicelib.api.dispatch")
    and one.__pydantic_complete__
}})))
"""
BUILT_AT_ONCE = {"Adjustments", "PictureAdjustment", "NetworkRules", "Person"}
"""Those of which a module keeps an instance, as a constant. What every request of the API goes through is built at once too."""


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_starts_without_building_the_records_that_it_may_never_meet(in_zip: Any, function: Function) -> None:
    """A model without `defer_build=True` is built by every function that imports it, used or not."""
    assert set(in_zip(MODELS_BUILT.format(name=function.name))) <= BUILT_AT_ONCE


def test_the_largest_record_and_the_catalogue_take_little_memory(in_zip: Any) -> None:
    """A pattern that counts letters of every alphabet took eight megabytes by itself, the catalogue twenty."""
    grown = in_zip("""
import resource
def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
from chalicelib import bootstrap
from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.domain.bulletin import Bulletin
before = peak_megabytes()
Bulletin.model_rebuild()
load_catalogue()
print(json.dumps(peak_megabytes() - before))
""")
    assert grown < LITTLE_MEGABYTES


@pytest.mark.parametrize("service", ["dynamodb", "kms", "s3", "secretsmanager", "sns", "sqs"])
def test_a_client_can_be_made_from_the_trimmed_botocore(in_zip: Any, service: str) -> None:
    address = in_zip(f"""
from chalicelib.adapters.aws import client
print(json.dumps(client("{service}").meta.endpoint_url))
""")
    assert address == f"https://{service}.mx-central-1.amazonaws.com"


def test_an_address_can_be_signed_and_names_the_region(in_zip: Any) -> None:
    address = in_zip("""
from chalicelib.adapters.files.media import S3MediaFiles
from chalicelib.adapters.aws import client
print(json.dumps(S3MediaFiles(client("s3"), "bucket").public_url("media/a.jpg", "v1")))
""")
    assert address.startswith("https://bucket.s3.mx-central-1.amazonaws.com/media/a.jpg?versionId=v1&X-Amz-Algorithm")


def test_the_time_zone_of_leon_comes_with_the_zip(in_zip: Any) -> None:
    offset = in_zip("""
from datetime import datetime
from zoneinfo import ZoneInfo
print(json.dumps(datetime(2026, 7, 1, tzinfo=ZoneInfo("America/Mexico_City")).utcoffset().total_seconds()))
""")
    assert offset == -6 * 3600


def module_names() -> list[str]:
    """Name every module of the library."""
    parts = (path.relative_to(ROOT).with_suffix("").parts for path in (ROOT / "chalicelib").rglob("*.py"))
    return sorted(".".join(part for part in names if part != "__init__") for names in parts)


def test_every_module_of_ours_can_be_imported_from_the_zip(in_zip: Any) -> None:
    """With it everything that only some paths load, the libraries of the networks and of images included."""
    names = module_names()
    assert (
        in_zip(f"""
import importlib
print(json.dumps([importlib.import_module(name).__name__ for name in {names!r}]))
""")
        == names
    )


def test_the_compiled_libraries_are_whole(in_zip: Any) -> None:
    assert in_zip("""
import io
import pillow_heif, yaml
from PIL import Image, ImageCms
pillow_heif.register_heif_opener()
ImageCms.profileToProfile(Image.new("RGB", (8, 8)), ImageCms.createProfile("sRGB"), ImageCms.createProfile("sRGB"))
def through(kind):
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, kind)
    return Image.open(io.BytesIO(file.getvalue())).convert("RGB").size
kinds = ["JPEG", "PNG", "WEBP", "HEIF", "TIFF", "GIF"]
print(json.dumps([[through(kind) for kind in kinds], yaml.safe_load("a: 1"), yaml.__with_libyaml__]))
""") == [[[64, 64]] * 6, {"a": 1}, True]


def test_the_sandbox_reads_and_renders_with_the_zips_own_libraries(in_zip: Any, tmp_path: Path) -> None:
    """Its process is told where our libraries are and knows of no others."""
    words = Document()
    words.add_paragraph(SENTENCE)
    words.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.pdf").write_bytes(pdfs.plain(word=SENTENCE))
    (tmp_path / "a.heic").write_bytes(saved("HEIF", painted((640, 480))))
    assert in_zip(f"""
from pathlib import Path
from tempfile import mkdtemp
from chalicelib.adapters.sandbox import Sandbox, SandboxedImageEditor, SandboxedMaterialReader
from chalicelib.ports import RenditionSpec
place, sandbox = Path({str(tmp_path)!r}), Sandbox()
reader = SandboxedMaterialReader(sandbox)
read = lambda name: reader.read(name, place / name, Path(mkdtemp(dir=place)))
made = SandboxedImageEditor(sandbox).render((place / "a.heic").read_bytes(), {{"feed": RenditionSpec(320, 320, 400_000)}})
heavy = [name for name in ("PIL", "pypdfium2", "pillow_heif") if name in sys.modules]
texts = [read("a.pdf").text.strip(), read("a.docx").text.strip()]
print(json.dumps([texts, read("a.heic").mime_type, made["feed"].mime_type, heavy]))
""") == [[f"{SENTENCE} 0", SENTENCE], "image/heic", "image/jpeg", []]


def test_a_video_is_looked_into_and_stripped_by_what_is_in_the_zip(in_zip: Any, unzipped: Path) -> None:
    """The program comes with the zip, may be run from there, and leaves nothing beside the code, which is read-only in Lambda."""
    before = sorted(unzipped.rglob("*"))
    assert in_zip("""
import subprocess, tempfile
from pathlib import Path
from chalicelib.adapters.videos import FfmpegVideoEditor, child
assert child.binary().startswith(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    clip, clean = Path(folder, "clip.mp4"), Path(folder, "clean.mp4")
    picture = ["-f", "lavfi", "-i", "testsrc2=size=320x240:duration=1", "-pix_fmt", "yuv420p"]
    subprocess.run([child.binary(), "-loglevel", "error", *picture, clip], check=True)
    FfmpegVideoEditor().strip(clip, clean)
    facts = FfmpegVideoEditor().check(clean)
print(json.dumps([facts.video_codec, facts.width, facts.seconds]))
""") == ["h264", 320, 1.0]
    assert sorted(unzipped.rglob("*")) == before
