"""Text of three pages of `.docx` and `.pdf`: milliseconds, and paragraphs exact, against two other libraries each."""

import gc
from collections.abc import Callable
from io import BytesIO
from time import process_time

import docx
import docx2txt
import mammoth
import pdfminer.high_level
import pypdf
import pytest

from chalicelib.adapters.documents import OfficeDocumentReader
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import saved
from tests.unit.adapters.documents.releases import RELEASES

REPEATS = 15
MAX_DOCX_MILLISECONDS = 15
MAX_PDF_MILLISECONDS = {1: 10, 2: 12}
"""By columns: two have twice as many lines. The aim is 8 and 10; a busy machine is given a quarter more."""

PARAGRAPHS = [paragraph for release in RELEASES for paragraph in release.paragraphs]


def a_word_document() -> bytes:
    document = docx.Document()
    for release in RELEASES:
        document.add_heading(release.title, 1)
        for item in release.highlights:
            document.add_paragraph(item, style="List Bullet")
        for paragraph in release.body:
            document.add_paragraph(paragraph)
    return saved(document)


def ours(name: str) -> Callable[[bytes], str]:
    return lambda content: OfficeDocumentReader().read(content, name).text


def by_python_docx(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def by_pypdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def exact(text: str) -> int:
    """Count the paragraphs that stand in a text, each on a line of its own, with or without their bullet."""
    found = {line.strip().removeprefix("• ") for line in text.split("\n")}
    return sum(paragraph.removeprefix("• ") in found for paragraph in PARAGRAPHS)


def measured(read: Callable[[bytes], str], content: bytes, repeats: int = REPEATS) -> tuple[float, int]:
    """Give the milliseconds of processor of one reading, warm and undisturbed, and how many paragraphs came out exact."""
    text, times = read(content), []
    gc.collect()
    for _ in range(repeats):
        began = process_time()
        read(content)
        times.append((process_time() - began) * 1_000)
    return min(times), exact(text)


def compare(title: str, content: bytes, readers: dict[str, Callable[[bytes], str]]) -> dict[str, tuple[float, int]]:
    figures = {name: measured(read, content) for name, read in readers.items()}
    shown = "  ".join(
        f"{name} {each:.1f} ms {paragraphs}/{len(PARAGRAPHS)}" for name, (each, paragraphs) in figures.items()
    )
    print(f"\n{title}: {shown}")
    return figures


def test_word_in_three_pages() -> None:
    figures = compare(
        "docx",
        a_word_document(),
        {
            "ours": ours("a.docx"),
            "python-docx": by_python_docx,
            "docx2txt": lambda content: docx2txt.process(BytesIO(content)),
            "mammoth": lambda content: mammoth.extract_raw_text(BytesIO(content)).value,
        },
    )
    each, paragraphs = figures["ours"]
    assert paragraphs == len(PARAGRAPHS)
    assert each <= MAX_DOCX_MILLISECONDS


@pytest.mark.parametrize(("columns", "hyphens"), [(1, False), (1, True), (2, False), (2, True)])
def test_pdf_in_three_pages(columns: int, hyphens: bool) -> None:  # noqa: FBT001 - a case
    figures = compare(
        f"pdf, {columns} column(s){', hyphenated' if hyphens else ''}",
        offices.pdf(*RELEASES, columns=columns, hyphens=hyphens),
        {
            "ours": ours("a.pdf"),
            "pypdf": by_pypdf,
            "pdfminer.six": lambda content: pdfminer.high_level.extract_text(BytesIO(content)),
        },
    )
    each, paragraphs = figures["ours"]
    assert paragraphs >= len(PARAGRAPHS) - 3
    assert each <= MAX_PDF_MILLISECONDS[columns]
