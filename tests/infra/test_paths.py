"""The paths of the API are such that API Gateway takes them."""

from collections import defaultdict
from typing import Any


def test_no_two_variables_stand_in_the_same_place_of_a_path(template: Any) -> None:
    """API Gateway: "only one unique variable path part is allowed" among siblings; it refuses the whole description."""
    variables: dict[str, set[str]] = defaultdict(set)
    for path in template.resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"]:
        parts = path.split("/")
        for place, part in enumerate(parts):
            if part.startswith("{"):
                variables["/".join(parts[:place])].add(part)
    assert len(variables) > 10
    assert {before: named for before, named in variables.items() if len(named) > 1} == {}
