"""The arrow of imports holds, and `app.py` is nothing but a table of contents."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imported_by(file: Path) -> set[str]:
    """List the modules that a file imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_the_arrow_of_imports_holds() -> None:
    """The contracts are in `pyproject.toml`."""
    linter = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "160"}
    found = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_app_registers_every_function_and_does_nothing_else() -> None:
    functions = {f"functions.{path.stem}" for path in (ROOT / "functions").glob("*.py") if path.stem != "__init__"}
    assert imported_by(ROOT / "app.py") == functions | {"chalice"}
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    assert not [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_nobody_imports_app() -> None:
    ours = [path for folder in ("functions", "chalicelib") for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in ours if "app" in imported_by(path)] == []


def test_vendor_leads_to_the_functions() -> None:
    """Chalice packs `vendor/`, and the functions through it."""
    link = ROOT / "vendor" / "functions"
    assert link.is_symlink()
    assert link.readlink() == Path("../functions")
