"""
`make deploy STAGE=…` and `make up`: the same upload, the same CloudFormation call. Only the endpoint differs.

The stack of a stage is `portavoz-<stage>`.
"""

import argparse
import re
import time
from collections.abc import Mapping

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.destination import Destination
from infra.package import REGION, Package, ensure_package
from infra.parameters import parameters as known_parameters
from infra.progress import step
from infra.stacks import create_or_update, outputs, wait
from infra.upload import upload

CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND")
STAGE_NAME = re.compile(r"[a-z][a-z0-9-]{0,15}")


def deploy(package: Package, stage: str, to: Destination, parameters: Mapping[str, str]) -> dict[str, str]:
    """
    Create or update the stack of a stage and wait until it stands. Safe to repeat.

    Returns:
        The stack's outputs by name.

    Raises:
        SystemExit: CloudFormation refused; the reasons are in the message.
    """
    template_url = upload(package, to)
    stack_name = stack_of(stage)
    given = {"Stage": stage, **parameters}
    call = {
        "StackName": stack_name,
        "TemplateURL": template_url,
        "Capabilities": list(CAPABILITIES),
        "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
        "Tags": [{"Key": "application", "Value": "portavoz"}, {"Key": "stage", "Value": stage}],
    }
    began = time.monotonic()
    if stack_id := create_or_update(to.cloudformation, call):
        wait(stack_id, to)
    step(f"desplegado: {stack_name} ({time.monotonic() - began:.1f} s)")
    return outputs(stack_name, to)


def stack_of(stage: str) -> str:
    """Name the stack of a stage."""
    if not STAGE_NAME.fullmatch(stage):
        raise SystemExit(f"El nombre de una etapa lleva de 1 a 16 minúsculas, cifras y guiones: {stage!r} no sirve")
    return f"portavoz-{stage}"


def main() -> None:
    """Deploy a stage to AWS with the credentials of the environment."""
    parser = argparse.ArgumentParser(description="Despliega Portavoz en AWS.")
    parser.add_argument("stage", help="el nombre de la etapa, como pruebas o produccion")
    parser.add_argument("--region", default=REGION)
    parser.add_argument("--architecture", default="x86_64", choices=["x86_64", "arm64"])
    parser.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=VALUE", help="un parámetro de la plantilla"
    )
    wanted = parser.parse_args()
    given = dict(item.split("=", 1) for item in wanted.parameter)
    if unknown := given.keys() - known_parameters().keys():
        raise SystemExit(f"La plantilla no tiene el parámetro {', '.join(sorted(unknown))}")
    package = ensure_package(wanted.architecture)
    to = Destination(boto3.Session(region_name=wanted.region))
    try:
        outputs_by_name = deploy(package, wanted.stage, to, given)
    except (BotoCoreError, ClientError) as exc:
        raise SystemExit(f"AWS no lo aceptó: {exc}") from exc
    for name, value in sorted(outputs_by_name.items()):
        print(f"{name} = {value}")


if __name__ == "__main__":
    main()
