"""4.4: the quantitative report of the day, as the director fetches it: a workbook, a PDF and a page, held against its figures."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook  # type: ignore[import-untyped]  # it tells no types

from chalicelib.texts_es import report_document as texts
from local.demo.commands import must, run
from local.demo.world import World
from local.processes import ROOT

FOLDER = "reportes"
FIGURES = {texts.RECEIVED: "comments", texts.REFERRED: "cases"}
"""What the first page says first, and where the API's own answer has it."""

Read = dict[str, int]


def fetch_the_report(world: World) -> None:
    """Have `portavoz report` write it in three formats, and read the first figures of each."""
    world.say.chapter("4.4 El reporte cuantitativo del día: libro de cálculo, PDF y página")
    folder = Path(world.endpoints["state"]) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for kind, read in READERS.items():
        path = folder / f"reporte-{world.today}.{kind}"
        day = str(world.today)
        typed = ("--from", day, "--to", day, "--format", kind, "--out", str(path))
        must(run(world.endpoints, "portavoz", "report", *typed, role="director"))
        world.documents[kind] = read(path)
        figures = " · ".join(f"{name}: {value}" for name, value in world.documents[kind].items())
        rows.append((path.relative_to(ROOT), f"{path.stat().st_size:,}", figures))
    world.say.say(f"$ portavoz report --from {world.today} --to {world.today} --format xlsx")
    world.say.table("El reporte, en archivos", ("archivo", "bytes", "sus primeras cifras"), rows)


def of_workbook(path: Path) -> Read:
    """Read the figures of the workbook's first sheet."""
    sheet = load_workbook(path, read_only=True).worksheets[0]
    found = {str(row[0]): row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    return {name: int(found[name]) for name in FIGURES}


def of_pdf(path: Path) -> Read:
    """Read the figures of the first page: each stands beside its name."""
    with pypdfium2.PdfDocument(path) as pdf:
        return _beside(" ".join(pdf[0].get_textpage().get_text_bounded().split()))


def of_page(path: Path) -> Read:
    """Read the figures of the page, as a reader without pictures hears it."""
    return _beside(
        " ".join(
            re.sub(r"<(style|script|svg)\b.*?</\1>|<[^>]+>", " ", path.read_text("utf-8"), flags=re.DOTALL).split()
        )
    )


READERS: dict[str, Callable[[Path], Read]] = {"xlsx": of_workbook, "pdf": of_pdf, "html": of_page}


def documents_equal_figures(world: World) -> Iterator[tuple[str, bool, str]]:
    """P7: workbook, PDF and page say what the API's own figures say."""
    day = str(world.today)
    total = world.director.get("report", **{"from": day, "to": day})["total"]
    expected = {name: total[part]["count"] for name, part in FIGURES.items()}
    same = [kind for kind, found in world.documents.items() if found == expected]
    figures = ", ".join(f"{value} {name.lower()}" for name, value in expected.items())
    yield "P7 libro, PDF y página dicen lo mismo que las cifras", same == list(READERS), figures


def _beside(text: str) -> Read:
    """Find the number before or after each name."""
    found = {}
    for name in FIGURES:
        near = re.search(rf"{name}\s+([\d,]+)", text) or re.search(rf"([\d,]+)\s+{name}", text)
        found[name] = int(near[1].replace(",", "")) if near else -1
    return found
