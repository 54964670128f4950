"""Where a stage is deployed: AWS, or something that speaks like it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from types_boto3_cloudformation import CloudFormationClient
    from types_boto3_s3 import S3Client

SLOW_POLL_SECONDS = 5.0


@dataclass(frozen=True)
class Destination:
    """Where to deploy: an AWS session, and an endpoint of our own or None for AWS."""

    session: boto3.Session
    endpoint_url: str | None = None
    poll_seconds: float = SLOW_POLL_SECONDS
    sleep: Callable[[float], None] = field(default=time.sleep)

    @property
    def region(self) -> str:
        """Name the region."""
        return self.session.region_name

    @property
    def cloudformation(self) -> "CloudFormationClient":
        """Talk to CloudFormation."""
        return self.session.client("cloudformation", endpoint_url=self.endpoint_url)

    @property
    def s3(self) -> "S3Client":
        """Talk to S3."""
        return self.session.client("s3", endpoint_url=self.endpoint_url)

    def account(self) -> str:
        """Ask which account this is."""
        return self.session.client("sts", endpoint_url=self.endpoint_url).get_caller_identity()["Account"]
