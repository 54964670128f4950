"""The exports' bucket: copies go by themselves, nobody but who makes them writes them, and they cannot touch the archive."""

import json
from typing import Any

from infra.exports import EXPORTS, resources
from infra.functions import FUNCTIONS
from infra.policies import RIGHTS
from infra.settings import ROOT


def test_copies_are_deleted_after_a_week_and_leave_no_version() -> None:
    properties = resources()[EXPORTS]["Properties"]
    (rule,) = properties["LifecycleConfiguration"]["Rules"]
    assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", 7)
    assert "VersioningConfiguration" not in properties
    assert all(properties["PublicAccessBlockConfiguration"].values())


def test_P8_only_who_makes_exports_writes_them_and_it_writes_nothing_else() -> None:
    assert _writers() == {"make_exports"}
    writes = [
        right
        for right in RIGHTS["make_exports"]
        if any("Put" in action or "Delete" in action for action in right.actions)
    ]
    assert {right.name for right in writes} == {"CommitRecords", "WriteExports", "PassingSecrets"}


def test_P8_who_lends_links_cannot_read_the_passing_secrets() -> None:
    written = (ROOT / ".chalice" / "policy-api.json").read_text()
    assert "/secrets/" not in written
    assert f"{EXPORTS}.Arn}}/exports/*" in written


def _writers() -> set[str]:
    return {function.name for function in FUNCTIONS if any(_writes(one) for one in _statements(function.name))}


def _statements(name: str) -> list[Any]:
    statements = json.loads((ROOT / ".chalice" / f"policy-{name}.json").read_text())["Statement"]
    assert isinstance(statements, list)
    return statements


def _writes(statement: Any) -> bool:
    return EXPORTS in json.dumps(statement["Resource"]) and any("Put" in action for action in statement["Action"])
