"""
Write the JSON Schemas of what goes between Portavoz and the departments' own systems, from the models that are used.

    python -m local.schemas            writes docs/schemas/*.json
    python -m local.schemas --check    says which are not current, and fails
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.referral import DepartmentNews
from local.schema_texts import FIELDS, TITLES

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ALWAYS = ("version", "what")


@dataclass(frozen=True)
class Message:
    """A kind of message: its name, its model, and whether Portavoz writes it or reads it."""

    name: str
    model: type[BaseModel]
    mode: Literal["serialization", "validation"]

    @property
    def version(self) -> int:
        """Give the version that the model writes into every message."""
        version = self.model.model_fields["version"].default
        if not isinstance(version, int):
            raise TypeError(f"{self.name} has no version")
        return version

    @property
    def file_name(self) -> str:
        """Name the file: a new version is a new file, and the old one stays."""
        return f"{self.name}-{self.version}.json"

    def schema(self) -> dict[str, Any]:
        """Give the schema, told in Spanish: whoever programs against it works at a department."""
        written = _without_prose(self.model.model_json_schema(mode=self.mode))
        for field, described in written["properties"].items():
            described["description"] = FIELDS[field]
        if self.mode == "serialization":
            # Written into every message since the first; a field that came later may be missing in one that waits.
            written["required"] = [*_ALWAYS, *(name for name in written["required"] if name not in _ALWAYS)]
        head = {
            "$schema": DRAFT,
            "$id": f"urn:portavoz:{self.name}:{self.version}",
            "title": TITLES[self.name],
        }
        return head | {key: value for key, value in written.items() if key != "title"}

    def text(self) -> str:
        """Give the file as it is written."""
        return json.dumps(self.schema(), ensure_ascii=False, indent=2) + "\n"


MESSAGES = (
    Message("caso", CaseMessage, "serialization"),
    Message("cambio", ChangeMessage, "serialization"),
    Message("novedad", DepartmentNews, "validation"),
)


def _without_prose(schema: Any) -> Any:
    """Leave out the titles and docstrings of the code, which are for its programmers."""
    if isinstance(schema, list):
        return [_without_prose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _without_prose(one) for name, one in value.items()}
        if key in {"properties", "$defs"}
        else _without_prose(value)
        for key, value in schema.items()
        if key not in {"title", "description"}
    }


def stale(folder: Path) -> Iterator[str]:
    """Name the files that do not say what the models do."""
    for message in MESSAGES:
        file = folder / message.file_name
        if not file.exists() or file.read_text(encoding="utf-8") != message.text():
            yield file.name


def write(folder: Path) -> None:
    """Write every schema."""
    folder.mkdir(parents=True, exist_ok=True)
    for message in MESSAGES:
        (folder / message.file_name).write_text(message.text(), encoding="utf-8")


def main(arguments: list[str], folder: Path = FOLDER) -> int:
    """Write them, or check. Returns 1 where one is not current."""
    parser = argparse.ArgumentParser(
        prog="local.schemas", description="Esquemas JSON de los mensajes a las dependencias"
    )
    parser.add_argument("--check", action="store_true", help="sólo dice cuáles no están al día")
    if not parser.parse_args(arguments).check:
        write(folder)
    behind = list(stale(folder))
    print("\n".join(f"{name}: no está al día" for name in behind) or f"{folder}: al día")
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
