"""The local stack's API gives bytes back where its description says so, as API Gateway does."""

from typing import Any

import pytest

from local.binary_answers import NAMED, heeding


def known_after(description: dict[str, Any], *known: dict[str, Any]) -> dict[str, Any]:
    seen: list[dict[str, Any]] = []

    def imported(_description: dict[str, Any], told: dict[str, Any]) -> str:
        seen.append(told)
        return "api"

    assert heeding(imported)(description, *known) == "api"
    return seen[0]


def test_what_the_description_calls_bytes_is_told() -> None:
    assert known_after({NAMED: ["image/png"]}, {"name": "a"}) == {"name": "a", "binaryMediaTypes": ["image/png"]}


@pytest.mark.parametrize("known", [(), ({"binaryMediaTypes": ["a/b"]},)])
def test_a_description_without_bytes_changes_nothing(known: tuple[dict[str, Any], ...]) -> None:
    assert known_after({}, *known) == (known[0] if known else {})


def test_our_own_description_gives_bytes_to_who_accepts_them(template: Any) -> None:
    description = template.resources["RestAPI"]["Properties"]["DefinitionBody"]
    assert "application/octet-stream" in description[NAMED]
