"""The part of the template that Chalice does not write, gathered for `chalice package --merge-template`."""

import json
from pathlib import Path

from infra import (
    alarms,
    buckets,
    conversion,
    department_roles,
    exports,
    lambdas,
    landing,
    open311,
    people,
    queues,
    sealing,
    secrets,
    table,
    webhooks,
)
from infra.cloudformation import Json
from infra.outputs import outputs
from infra.parameters import conditions, parameters

PARTS = (
    buckets,
    table,
    queues,
    department_roles,
    people,
    secrets,
    conversion,
    sealing,
    exports,
    landing,
    lambdas,
    webhooks,
    open311,
    alarms,
)


def template() -> Json:
    """Put the parts together."""
    return {
        "Description": "Portavoz: the official social networks of a municipality (PR-DGCS/DAI-07)",
        "Parameters": parameters(),
        "Conditions": conditions(),
        # Without it, SAM adds a second stage named `Stage` to every API.
        "Globals": {"Api": {"OpenApiVersion": "2.0"}},
        "Resources": {name: described for part in PARTS for name, described in part.resources().items()},
        "Outputs": outputs(),
    }


def write(path: Path) -> None:
    """Write it where Chalice will read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(template(), indent=1))
