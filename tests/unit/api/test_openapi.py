"""The document that describes the API is valid and tells of every route, every model and every right."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from openapi_spec_validator import validate
from pydantic import BaseModel

from chalicelib import api
from chalicelib.api.routes import ROUTES
from tests.unit.api.calls import an_event, ask
from tests.world import World


@cache
def document() -> dict[str, Any]:
    """Ask for it once: every test only reads it."""
    answered = ask(World(), an_event("GET", "/v1/openapi.json", username=None))
    assert answered.status == 200
    assert isinstance(answered.body, dict)
    return answered.body


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    paths = document()["paths"]
    return {(method.upper(), path): found for path, verbs in paths.items() for method, found in verbs.items()}


def test_it_is_a_valid_openapi_document() -> None:
    validate(document())


def test_every_route_is_in_it_and_nothing_else() -> None:
    assert set(operations()) == {(route.method, route.path) for route in ROUTES}


def test_every_model_that_goes_out_or_comes_in_is_in_it() -> None:
    described = set(document()["components"]["schemas"])
    queries = {route.query for route in ROUTES}
    names = [one.name for one in iter_modules(api.__path__) if one.name.endswith("_models")]
    modules = [import_module(f"chalicelib.api.{name}") for name in names]
    assert len(modules) > 10
    public = {
        model
        for module in modules
        for name, model in vars(module).items()
        if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == module.__name__
        if not name.startswith("_") and model not in queries
    }
    assert {model.__name__ for model in public} <= described


def test_it_says_of_every_route_who_may() -> None:
    for route in ROUTES:
        operation = operations()[route.method, route.path]
        assert bool(operation["security"]) != route.is_public
        assert operation.get("x-roles") == (sorted(route.roles) if route.roles else None)
        assert ("403" in operation["responses"]) != route.is_public


def test_every_parameter_of_a_query_is_in_it() -> None:
    for route in ROUTES:
        if route.query is None:
            continue
        told = {each["name"] for each in operations()[route.method, route.path]["parameters"] if each["in"] == "query"}
        assert told == {field.alias or name for name, field in route.query.model_fields.items()}


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for operation in operations().values()]
    assert len(set(names)) == len(names)


def test_everything_is_summed_up_for_a_reader() -> None:
    assert all(operation["summary"] and operation["description"] for operation in operations().values())
