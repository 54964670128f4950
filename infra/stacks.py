"""Creating or updating one stack, and waiting until it stands. A creation that fails leaves nothing and says why."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.cloudformation import Json
from infra.destination import Destination
from infra.progress import step

if TYPE_CHECKING:
    from types_boto3_cloudformation import CloudFormationClient
    from types_boto3_cloudformation.type_defs import StackTypeDef


def create_or_update(cloudformation: "CloudFormationClient", call: Json) -> str | None:
    """Start creating or updating the stack; give its id, or None when there is nothing to wait for."""
    try:
        return cloudformation.create_stack(**call, OnFailure="DELETE")["StackId"]
    except cloudformation.exceptions.AlreadyExistsException:
        return update(cloudformation, call)


def update(cloudformation: "CloudFormationClient", call: Json) -> str | None:
    """Start updating the stack; give its id, or None when it is as it should be."""
    try:
        return cloudformation.update_stack(**call)["StackId"]
    except ClientError as exc:
        if "No updates are to be performed" in str(exc):
            return None
        raise


def wait(stack_id: str, to: Destination) -> None:
    """Wait until CloudFormation is done, showing how far it is. By id: a stack that failed has no name any more."""
    cloudformation = to.cloudformation
    shown = ""
    while (status := described(cloudformation, stack_id)["StackStatus"]).endswith("_IN_PROGRESS"):
        if status != shown:
            step(f"CloudFormation: {status}")
            shown = status
        to.sleep(to.poll_seconds)
    if status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        raise SystemExit(f"CloudFormation: {status}\n" + "\n".join(failures(cloudformation, stack_id)))


def described(cloudformation: "CloudFormationClient", stack: str) -> "StackTypeDef":
    """Ask for one stack."""
    return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]


def failures(cloudformation: "CloudFormationClient", stack_id: str) -> list[str]:
    """Say why a stack failed, the first reason first: what CloudFormation tried, and what it refused to try."""
    failed = cloudformation.describe_events(StackName=stack_id, Filters={"FailedEvents": True})["OperationEvents"]
    reasons = [
        (event.get("LogicalResourceId", ""), event.get("ValidationStatusReason") or event.get("ResourceStatusReason"))
        for event in reversed(failed)
    ]
    return [f"  {name}: {reason}" for name, reason in reasons if reason]


def outputs(stack_name: str, to: Destination) -> dict[str, str]:
    """Give what the stack says of itself."""
    stack = described(to.cloudformation, stack_name)
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
