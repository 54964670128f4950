"""Every clause of the manual has a function, a module and a test; the map says which, and they are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "docs" / "procedure-map.md"
PENDING = "pendiente"
CLAUSES = [
    "1.1",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "2.5",
    "3.1",
    "3.2",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "5.1",
    "7",
    "3 (políticas)",
]
FOLDERS = {"function": "functions/", "module": "chalicelib/", "test": "tests/"}


def lines() -> list[dict[str, str]]:
    """Read the map's table."""
    rows = [row for row in MAP.read_text(encoding="utf-8").splitlines() if row.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    head, _, *body = cells
    assert head == ["clause", "what the manual says", "function", "module", "test"]
    return [dict(zip(head, row, strict=True)) for row in body]


def lines_of(clause: str) -> list[dict[str, str]]:
    return [
        line for line in lines() if line["clause"] == clause or line["clause"].startswith((f"{clause} ", f"{clause},"))
    ]


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_in_the_map(clause: str) -> None:
    assert lines_of(clause)


def test_every_path_in_the_map_exists_and_is_where_it_belongs() -> None:
    for line in lines():
        for column, folder in FOLDERS.items():
            named = re.findall(r"`([^`]+)`", line[column])
            assert named or (line["clause"] == "5.1" and line[column] == PENDING), (line["clause"], column)
            for path in named:
                assert path.startswith(folder), path
                assert (ROOT / path).is_file(), path


def test_only_planning_may_be_pending() -> None:
    assert {line["clause"] for line in lines() if PENDING in line.values()} <= {"5.1"}


def test_every_function_carries_out_a_clause() -> None:
    named = {path for line in lines() for path in re.findall(r"`(functions/[^`]+)`", line["function"])}
    functions = {f"functions/{file.name}" for file in (ROOT / "functions").glob("*.py")} - {"functions/__init__.py"}
    assert functions <= named


def test_every_stage_of_the_procedure_is_in_the_map_or_serves_one_that_is() -> None:
    named = {path for line in lines() for path in re.findall(r"`(chalicelib/procedure/[^`]+)`", line["module"])}
    serving = {"__init__.py", "amending.py"}
    files = (ROOT / "chalicelib" / "procedure").rglob("*.py")
    assert {str(file.relative_to(ROOT)) for file in files if file.name not in serving} <= named
