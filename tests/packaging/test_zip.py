"""What is in the zip, and what is not."""

import re
import zipfile
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import pytest

from infra import bundle
from infra.dependencies import LAMBDA_GLIBC_MINOR
from infra.package import INPUTS, ensure_package

UNCHECKED_HASH = 1
SMALL_MEGABYTES = 10.0
LAMBDA_MEGABYTES, ROOM_MEGABYTES = 250, 50
"""What Lambda takes unzipped, and what we leave of it for what comes."""
READING = r"PIL|pillow\.libs|_?pillow_heif[\w.]*|pypdfium2\w*|lxml|imageio_ffmpeg|python_calamine|striprtf"
WRITING = r"xlsxwriter|reportlab|chalicelib/adapters/reports/fonts"
IMAGES_AND_DOCUMENTS = re.compile(rf"^({READING}|{WRITING})(/|$)")
"""The libraries of pictures, documents, spreadsheets and video, and the letters of a PDF, loaded by those who meet one."""


@pytest.fixture(scope="module")
def entries(archive: Path) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(archive) as packed:
        return packed.infolist()


@pytest.fixture(scope="module")
def names(entries: list[zipfile.ZipInfo]) -> set[str]:
    return {entry.filename for entry in entries}


def test_every_function_and_our_library_are_in_the_zip(names: set[str]) -> None:
    root = Path(__file__).parents[2]
    ours = [*(root / "functions").rglob("*.py"), *(root / "chalicelib").rglob("*.py")]
    assert {path.relative_to(root).as_posix() for path in ours} <= names
    assert {"chalice/__init__.py", "chalice/app.py"} <= names


def test_the_catalogue_is_in_the_zip(names: set[str]) -> None:
    assert "chalicelib/catalogue/departments.yaml" in names


@pytest.mark.parametrize(
    "unwanted",
    [
        r"^app\.py$",
        r"^(infra|local|tests|docs|vendor)/",
        r"(^|/)tests?/",
        r"\.dist-info/",
        r"\.pyi$",
        r"/examples",
        r"^(boto3|s3transfer|pip|setuptools|wheel|pytest|chalice/cli|awslambdaric|ministack)/",
    ],
)
def test_nothing_is_in_the_zip_that_does_not_run_in_lambda(names: set[str], unwanted: str) -> None:
    assert [name for name in sorted(names) if re.search(unwanted, name)] == []


def test_of_chalice_only_its_run_time_is_in_the_zip(names: set[str]) -> None:
    assert {name for name in names if name.startswith("chalice/") and name.endswith(".py")} == {
        "chalice/__init__.py",
        "chalice/app.py",
    }


def test_only_the_services_that_are_called_are_described(names: set[str]) -> None:
    described = {name.split("/")[2] for name in names if re.match(r"botocore/data/[^/]+/", name)}
    assert described == {
        "bedrock-runtime",
        "comprehend",
        "dynamodb",
        "kms",
        "mediaconvert",
        "s3",
        "secretsmanager",
        "sesv2",
        "sns",
        "sqs",
        "sts",
    }


def test_every_module_is_compiled_for_lambda_and_never_checked_against_its_source(
    archive: Path, names: set[str]
) -> None:
    compiled = sorted(name for name in names if name.endswith(".pyc"))
    with zipfile.ZipFile(archive) as packed:
        for name in compiled:
            head = packed.read(name)[:8]
            assert head[:4] == MAGIC_NUMBER, name
            assert int.from_bytes(head[4:], "little") == UNCHECKED_HASH, name
    sources = {name for name in names if name.endswith(".py")}
    assert {cache_from_source(name) for name in sources} <= set(compiled)
    assert {name.split("/")[0] for name in sources} == {"chalice", "chalicelib", "functions"}


def test_the_same_input_gives_the_same_bytes(unzipped: Path, archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    bundle.pack(unzipped, again)
    assert again.read_bytes() == archive.read_bytes()


def test_native_libraries_run_on_the_c_library_of_lambda(archive: Path, names: set[str]) -> None:
    """Python 3.11 in Lambda is Amazon Linux 2, glibc 2.26; a newer need shows only at the first import there."""
    with zipfile.ZipFile(archive) as packed:
        for name in sorted(name for name in names if ".so" in name):
            needed = [int(minor) for minor in re.findall(rb"GLIBC_2\.(\d+)", packed.read(name))]
            assert max(needed, default=0) <= LAMBDA_GLIBC_MINOR, name


def test_the_zip_without_images_and_documents_is_small(entries: list[zipfile.ZipInfo]) -> None:
    counted = sum(entry.compress_size for entry in entries if not IMAGES_AND_DOCUMENTS.match(entry.filename))
    assert counted / 1e6 <= SMALL_MEGABYTES


def test_lambda_takes_the_zip_unpacked_with_room_to_spare(entries: list[zipfile.ZipInfo]) -> None:
    assert sum(entry.file_size for entry in entries) / 2**20 <= LAMBDA_MEGABYTES - ROOM_MEGABYTES


def test_packaging_again_does_nothing_when_nothing_changed(archive: Path) -> None:
    before = archive.stat().st_mtime_ns, INPUTS.stat().st_mtime_ns
    ensure_package()
    assert (archive.stat().st_mtime_ns, INPUTS.stat().st_mtime_ns) == before


def test_what_runs_as_a_process_of_its_own_may_be_run(entries: list[zipfile.ZipInfo]) -> None:
    modes = {entry.filename: entry.external_attr >> 16 for entry in entries}
    [program] = [name for name in modes if re.match(r"imageio_ffmpeg/binaries/ffmpeg-", name)]
    assert modes[program] & 0o777 == 0o755
    assert modes["chalicelib/__init__.py"] & 0o777 == 0o644
