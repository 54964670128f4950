"""The two processes of a local stack: the emulated AWS and the simulated networks."""

import os
import time
from pathlib import Path

from infra.package import REGION
from infra.progress import step
from local.denials import DENIALS_FILE
from local.processes import Service, free_port

EMULATOR, NETWORKS = "local.emulator", "local.networks"


def services(state: Path) -> tuple[Service, ...]:
    """Name the processes of a stack."""
    return Service(EMULATOR, state), Service(NETWORKS, state)


def start_networks(state: Path) -> int:
    """Start the simulated networks, and give their port."""
    port, service = free_port(), Service(NETWORKS, state)
    service.start(["--port", str(port)], plain_environment(state))
    service.wait_for_port(port)
    step("redes simuladas listas")
    return port


def start_emulator(state: Path) -> int:
    """Start the emulated AWS, with permissions enforced, and give its port."""
    port, service = free_port(), Service(EMULATOR, state)
    began = time.monotonic()
    denied = state / DENIALS_FILE
    denied.unlink(missing_ok=True)
    environment = {
        **plain_environment(state),
        "AUTH": "true",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        # Listeners of services that Portavoz does not use.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    service.start(["--port", str(port), "--denials", str(denied)], environment)
    service.wait_for_port(port)
    step(f"AWS emulado listo ({time.monotonic() - began:.1f} s)")
    return port


def plain_environment(state: Path) -> dict[str, str]:
    """Give a process nothing of this machine's own credentials, proxies or folders: functions inherit what it has."""
    temporary = state / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(state),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
    }
