"""Each function is told what it uses and nothing else: read from the code, not from a list."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.settings import Settings
from infra import classifying
from infra.functions import FUNCTIONS, Function
from infra.settings import classifying_service, converts_videos, rewriting_model

ROOT = Path(__file__).parents[2]
BOOTSTRAP = ROOT / "chalicelib" / "bootstrap"
GIVEN_TO_ALL = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_LOG_LEVEL"}
WITHHELD = {"CONVERSION_ROLE_ARN", "CONVERSION_REGION", "BEDROCK_MODEL_ID", "BEDROCK_REGION", *classifying.NAMES}
"""What a function is told only where the strategy pays for converting videos or for a model's wordings; it does without."""

QUEUE_METHODS = {
    "receive": "MATERIAL_QUEUE_URL",
    "prepare": "PREPARATIONS_QUEUE_URL",
    "publish": "PUBLICATIONS_QUEUE_URL",
    "publish live": "LIVE_PUBLICATIONS_QUEUE_URL",
    "publish replies": "REPLIES_QUEUE_URL",
    "read_comments": "READINGS_QUEUE_URL",
    "refer": "REFERRALS_QUEUE_URL",
    "heed": "NOTICES_QUEUE_URL",
}


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def settings_read_in(tree: ast.AST) -> set[str]:
    """Find `settings().name`, whoever gives the settings."""
    return {
        node.attr.upper()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and "settings" in ast.dump(node.value.func)
    }


def names_in(tree: ast.AST) -> set[str]:
    """Find the plain names that are used: functions that are called, or handed on to be called."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def read_by_factory() -> dict[str, set[str]]:
    """Give, for each function of bootstrap, every setting read by it or by what it calls."""
    bodies = (parsed(file).body for file in BOOTSTRAP.glob("*.py"))
    trees = {node.name: node for body in bodies for node in body if isinstance(node, ast.FunctionDef)}

    def read(name: str) -> set[str]:
        tree = trees[name]
        return settings_read_in(tree).union(*(read(called) for called in names_in(tree) & trees.keys() - {name}))

    return {name: read(name) for name in trees}


def sources_of(function: Function) -> Iterator[Path]:
    """Give the files in which a function says what it takes from bootstrap."""
    yield ROOT / "functions" / f"{function.name}.py"
    of_api, of_open311 = (ROOT / "chalicelib" / "api").rglob("*.py"), ROOT / "chalicelib" / "api" / "open311"
    if function.name == "api":
        yield from (file for file in of_api if of_open311 not in file.parents)
    if function.name == "answer_open311":
        yield from of_open311.glob("*.py")


def used(function: Function) -> set[str]:
    """Give the names of the environment that a function's code reads, its queues apart."""
    factories = read_by_factory()
    names: set[str] = set()
    for tree in map(parsed, sources_of(function)):
        names |= settings_read_in(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "bootstrap":
                names |= factories.get(node.attr, set())
    return names - set(QUEUE_METHODS.values())


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_s_environment_is_what_its_code_reads(template: Any, function: Function) -> None:
    given = template.functions[function.logical_id]["Environment"]["Variables"].keys()
    assert given - GIVEN_TO_ALL - set(QUEUE_METHODS.values()) == used(function) - WITHHELD


def test_what_the_strategy_does_not_allow_is_not_told(template: Any) -> None:
    assert not converts_videos()
    assert rewriting_model() is None
    assert classifying_service() is None
    for name, properties in template.functions.items():
        assert WITHHELD.isdisjoint(properties["Environment"]["Variables"]), name


def test_every_name_of_the_environment_is_one_that_the_settings_know(template: Any) -> None:
    known = {name.upper() for name in Settings.model_fields}
    for name, properties in template.functions.items():
        assert properties["Environment"]["Variables"].keys() - GIVEN_TO_ALL <= known, name


def test_the_parameters_have_the_defaults_of_the_code(template: Any) -> None:
    """Who deploys without a word gets what the code means by default."""
    parameters = template.body["Parameters"]
    defaults = {name.replace("_", ""): str(field.default) for name, field in Settings.model_fields.items()}
    for name in ("XBaseUrl", "GraphBaseUrl", "IntakeSettleSeconds", "XSettleSeconds", "MetaSettleSeconds"):
        assert str(parameters[name]["Default"]).rstrip("/") == defaults[name.lower()].rstrip("/"), name
