"""
The whole of Portavoz on one machine: the emulated AWS, the simulated networks, and the production template deployed.

`make up` leaves it running; `running_stack` gives it to a test or a demonstration and takes it away again. Everything it
writes lies in its state folder (`.local/`), and nothing listens but on the loopback.
"""

import argparse
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import boto3

from infra.deploy import deploy
from infra.destination import Destination
from infra.package import REGION, ensure_package
from local import denials, people
from local import endpoints as endpoints_file
from local.endpoints import GRAPH_VERSION, Endpoints
from local.networks import Control
from local.processes import LOOPBACK, ROOT, told_to_end
from local.services import services, start_emulator, start_networks

STATE = ROOT / ".local"
STORIES = STATE / "stories"
STAGE = "local"
ROOT_KEY = "test"
"""The emulator's own administrator: both halves of the key."""

LOCAL_PARAMETERS = {
    "Protection": "off",
    "CheckLinks": "false",
    "IntakeSettleSeconds": "2",
    "XSettleSeconds": "2",
    "MetaSettleSeconds": "2",
}
"""Nobody waits for a simulated network as long as for a real one, and nothing is asked of hosts outside."""


@contextmanager
def running_stack(state: Path = STORIES, parameters: Mapping[str, str] | None = None) -> Iterator[Endpoints]:
    """
    Give a running stack, and end it afterwards whatever happens, Ctrl-C and SIGTERM included.

    It has a state folder and ports of its own: what `make up` started goes on beside it.
    """
    with told_to_end():
        try:
            yield start(state, parameters)
        finally:
            stop(state)


def start(state: Path = STATE, parameters: Mapping[str, str] | None = None) -> Endpoints:
    """
    Start everything and say where it is. What is left of an earlier run in the same state folder is ended first.

    Args:
        state: where notes, logs and `endpoints.json` go.
        parameters: template parameters over those of a local stack.
    """
    stop(state)
    package = ensure_package()
    state.mkdir(parents=True, exist_ok=True)
    try:
        networks_url = f"http://{LOOPBACK}:{start_networks(state)}"
        to = destination(start_emulator(state))
        addresses = {"XBaseUrl": networks_url, "GraphBaseUrl": f"{networks_url}/{GRAPH_VERSION}"}
        outputs = deploy(package, STAGE, to, {**LOCAL_PARAMETERS, **addresses, **(parameters or {})})
        endpoints = endpoints_file.of_stack(outputs, access(to), networks_url)
        lock_archive(to, endpoints["buckets"]["archive"])
        endpoints["people"] = furnish(to, endpoints)
        endpoints["state"] = str(state)
        Control(networks_url).subscribe(endpoints["webhook_url"], endpoints_file.VERIFY_TOKEN)
    except BaseException:
        stop(state)
        raise
    endpoints_file.write(state, endpoints)
    return endpoints


def stop(state: Path = STATE) -> None:
    """End everything that runs for a state folder. Harmless when nothing does."""
    for service in services(state):
        service.stop()
    (state / endpoints_file.FILE).unlink(missing_ok=True)
    shutil.rmtree(state / "tmp", ignore_errors=True)


def is_up(state: Path = STATE) -> bool:
    """Say whether the whole stack of a state folder runs."""
    there = (state / endpoints_file.FILE).is_file()
    return there and all(service.number() is not None for service in services(state))


def access_denials(endpoints: Endpoints) -> int:
    """Count the requests refused for want of a right since the stack started (`local.denials` lists them)."""
    return len(denials.access_denials(Path(endpoints["state"])))


def destination(port: int) -> Destination:
    """Say how to reach the emulated AWS as its administrator."""
    session = boto3.Session(aws_access_key_id=ROOT_KEY, aws_secret_access_key=ROOT_KEY, region_name=REGION)
    return Destination(session, f"http://localhost:{port}", poll_seconds=0.2)


def access(to: Destination) -> dict[str, str]:
    """Say where the emulated AWS is and with which keys."""
    return {
        "endpoint_url": to.endpoint_url or "",
        "region": to.region,
        "access_key_id": ROOT_KEY,
        "secret_access_key": ROOT_KEY,
    }


def lock_archive(to: Destination, bucket: str) -> None:
    """Let the archive lock what it keeps: MiniStack's CloudFormation makes the bucket and overlooks `ObjectLockEnabled`."""
    to.s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})


def furnish(to: Destination, endpoints: Endpoints) -> Endpoints:
    """Enter the accounts' secrets and create the people, as IT support does after a deployment."""
    secrets = to.session.client("secretsmanager", endpoint_url=to.endpoint_url)
    for name, value in endpoints_file.account_secrets().items():
        secrets.put_secret_value(SecretId=endpoints["secrets"][name], SecretString=value)
    pool = endpoints["user_pool"]
    cognito = to.session.client("cognito-idp", endpoint_url=to.endpoint_url)
    return people.create(cognito, pool["id"], pool["client_id"])


def main() -> None:
    """Start, end or look at the local stack."""
    parser = argparse.ArgumentParser(description="Portavoz en esta máquina.")
    parser.add_argument("act", choices=["up", "down", "status"])
    act = parser.parse_args().act
    if act == "down":
        was_up = is_up()
        stop()
        print("Portavoz local: terminado." if was_up else "Portavoz local: no estaba en marcha.")
    elif act == "status":
        print("Portavoz local: en marcha." if is_up() else "Portavoz local: no está en marcha.")
    elif is_up():
        print("Portavoz local ya está en marcha; termínelo con «make down».")
        show(endpoints_file.read(STATE))
    else:
        with told_to_end():
            show(start())


def show(endpoints: Endpoints) -> None:
    """Print where everything is."""
    print(f"  API        {endpoints['api_url']}/v1/health")
    print(f"  Redes      {endpoints['networks']['page_url']}  (aquí se lee y se comenta como ciudadano)")
    print(f"  AWS        {endpoints['aws']['endpoint_url']}  (región {endpoints['aws']['region']})")
    print(f"  Todo       {(STATE / endpoints_file.FILE).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
