"""The emulator of AWS for tests that need nothing deployed: on a free port of the loopback, gone at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import botocore.session

from chalicelib.adapters.aws import ServiceName, config_for
from local.processes import LOOPBACK, Service, free_port, wait_until

REGION: Literal["mx-central-1"] = "mx-central-1"
_APPEAR_SECONDS = 5


@contextmanager
def running_ministack(folder: Path) -> Iterator[str]:
    """Run the emulator of the local stack, empty and without rights to check; give its address."""
    port, service = free_port(), Service("local.emulator", folder)
    environment = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(folder),
        "S3_DATA_DIR": str(folder / "s3"),
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "IOT_MTLS_ENABLED": "0",
    }
    service.start(["--port", str(port), "--denials", str(folder / "denials.jsonl")], environment)
    try:
        # A process just started has no command line yet, and would pass for one that ended.
        wait_until(lambda: service.number() is not None, _APPEAR_SECONDS)
        service.wait_for_port(port)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        service.stop()


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


@cache
def client_of(service: ServiceName, endpoint: str | None = None) -> Any:
    """Give a client as the product makes it, but for this endpoint; without one, for whatever stands in for AWS."""
    return _session().create_client(
        service,
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=config_for(service),
    )
