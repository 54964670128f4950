"""What the service says of itself."""

from chalicelib import bootstrap
from chalicelib.api.health_models import Health
from chalicelib.api.requests import Request


def health(request: Request) -> Health:
    """Say that the service answers."""
    del request
    return Health(status="ok", stage=bootstrap.settings().portavoz_stage, now=bootstrap.clock().now())
