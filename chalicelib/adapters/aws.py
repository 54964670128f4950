"""
Where clients of AWS are made: lazily, once per process, with time-outs and few repeats.

`botocore.session` makes the same clients as boto3 without loading boto3 (13 % less of a cold start). Where to call, and as
whom, comes from the environment as botocore reads it (`AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL`, the function's own role).

Every write sent through these clients may be repeated by them: in DynamoDB and S3 each is conditional, and a message sent
twice is recognised by its receiver. No network's API is ever called from here.
"""

import os
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, overload

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client
    from types_boto3_secretsmanager import SecretsManagerClient
    from types_boto3_sqs import SQSClient

ServiceName = Literal["dynamodb", "s3", "sqs", "secretsmanager", "sns", "kms"]

CONNECT_SECONDS = 2
READ_SECONDS = 10
ATTEMPTS = 3
CLASSIFIER_READ_SECONDS = 4
MODEL_READ_SECONDS = 20
"""How long a model may take. Three networks in a row stay within the time of `prepare_publications`."""


@cache
def session() -> botocore.session.Session:
    """Give the process's only session: reading the services' models is what costs."""
    return botocore.session.get_session()


@overload
def client(service: Literal["dynamodb"]) -> "DynamoDBClient": ...
@overload
def client(service: Literal["s3"]) -> "S3Client": ...
@overload
def client(service: Literal["sqs"]) -> "SQSClient": ...
@overload
def client(service: Literal["secretsmanager"]) -> "SecretsManagerClient": ...
@overload
def client(service: Literal["sns", "kms"]) -> Any: ...
def client(service: ServiceName) -> Any:
    """Give the process's client of a service. Safe to share between threads once made."""
    return _client(service)


def video_conversion_client(region: str) -> Any:
    """Give a client of MediaConvert, in a region where there is one."""
    return session().create_client("mediaconvert", region_name=region, config=config_for("mediaconvert"))


@cache
def mail_client(region: str | None = None) -> Any:
    """Give the process's client of SES. A message sent twice arrives twice: one attempt, whatever comes."""
    once = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 1})
    return session().create_client("sesv2", region_name=region, config=once)


@cache
def bedrock_client(region: str | None = None) -> Any:
    """Give the process's client of Bedrock, where the model is. It takes its time, and nobody waits twice: one attempt."""
    patience = Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=MODEL_READ_SECONDS, retries={"total_max_attempts": 1}
    )
    return session().create_client("bedrock-runtime", region_name=region, config=patience)


@cache
def classifying_client(service: Literal["comprehend", "bedrock-runtime"], region: str | None = None) -> Any:
    """Give the process's client of a service that understands comments: each waits for it, so it answers soon or not at all."""
    patience = Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=CLASSIFIER_READ_SECONDS, retries={"total_max_attempts": 1}
    )
    return session().create_client(service, region_name=region, config=patience)


@cache
def _client(service: ServiceName) -> Any:
    return session().create_client(service, config=config_for(service))


def config_for(service: ServiceName | Literal["mediaconvert"]) -> Config:
    """
    Set time-outs (seconds) and attempts (the first included), and what one service alone needs.

    DynamoDB: requests are written by one module and never checked against the service's model again, which saves a
    fifth of a batch's processor time. S3: the path carries the bucket where an endpoint of our own resolves no
    subdomains; on AWS the regional host carries it, so that a signed address is valid in every region.
    """
    common = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
    )
    if service == "dynamodb":
        return common.merge(Config(parameter_validation=False))
    if service == "s3":
        return common.merge(Config(signature_version="s3v4", s3={"addressing_style": _addressing_style()}))
    return common


def _addressing_style() -> Literal["path", "virtual"]:
    return "path" if os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") else "virtual"
