"""Empty a running stack between two stories: no records, no files, no messages, no posts. What is deployed stays."""

from typing import TYPE_CHECKING, Any

import boto3

from local.endpoints import Endpoints
from local.networks import Control

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client

BATCH = 25


def clear(endpoints: Endpoints) -> None:
    """
    Empty everything but the archive, which lets nobody delete what it keeps.

    Call it when nothing is at work any more: a function that is still busy would write again.
    """
    queues = [
        *endpoints["queues"].values(),
        *endpoints["dead_letter_queues"].values(),
        *endpoints["department_queues"].values(),
    ]
    sqs = client(endpoints, "sqs")
    for address in queues:
        sqs.purge_queue(QueueUrl=address)
    clear_table(client(endpoints, "dynamodb"), endpoints["table"])
    for name in ("intake", "media"):
        clear_bucket(client(endpoints, "s3"), endpoints["buckets"][name])
    Control(endpoints["networks"]["page_url"]).reset()


def client(endpoints: Endpoints, service: Any) -> Any:
    """Make a client of the emulated AWS, as its administrator."""
    aws = endpoints["aws"]
    return boto3.client(
        service,
        endpoint_url=aws["endpoint_url"],
        region_name=aws["region"],
        aws_access_key_id=aws["access_key_id"],
        aws_secret_access_key=aws["secret_access_key"],
    )


def clear_table(dynamodb: "DynamoDBClient", table: str) -> None:
    """Delete every item."""
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=table, ProjectionExpression="#date, id", ExpressionAttributeNames={"#date": "date"}
    )
    keys = [item for page in pages for item in page["Items"]]
    for start in range(0, len(keys), BATCH):
        requests: Any = [{"DeleteRequest": {"Key": key}} for key in keys[start : start + BATCH]]
        dynamodb.batch_write_item(RequestItems={table: requests})


def clear_bucket(s3: "S3Client", bucket: str) -> None:
    """Delete every version of every object."""
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for version in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
            s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])
