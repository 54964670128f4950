"""The classifiers' data as lines of cells: parted by tabs, where empty lines and remarks (`#`) say nothing."""

from pathlib import Path


def cells_of(file: Path) -> list[list[str]]:
    """Read a file's lines, each as its cells."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
