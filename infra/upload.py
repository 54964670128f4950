"""Zip and template into a deployment bucket, under the digest of their bytes, so that what ran before stays at hand."""

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.cloudformation import Json
from infra.destination import Destination
from infra.package import Package

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


def upload(package: Package, to: Destination) -> str:
    """Upload zip and template under their digests, and give the template's address."""
    s3, bucket = to.s3, f"portavoz-deployment-{to.account()}-{to.region}"
    ensure_bucket(s3, bucket, to.region)
    code = package.zip_path.read_bytes()
    code_key = f"{digest(code)}.zip"
    put_once(s3, bucket, code_key, code)
    template = json.dumps(located(json.loads(package.template_path.read_text()), bucket, code_key)).encode()
    template_key = f"{digest(template)}.json"
    put_once(s3, bucket, template_key, template)
    return f"{s3.meta.endpoint_url}/{bucket}/{template_key}"


def located(template: Json, bucket: str, key: str) -> Json:
    """Tell each function of the template where its code lies."""
    for described in template["Resources"].values():
        if described["Type"] == "AWS::Serverless::Function":
            described["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template


def digest(content: bytes) -> str:
    """Name content by what it is."""
    return hashlib.sha256(content).hexdigest()


def ensure_bucket(s3: "S3Client", bucket: str, region: str) -> None:
    """Make the deployment bucket, closed to the public, unless it is there."""
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        if region == "us-east-1":
            s3.create_bucket(Bucket=bucket)
        else:
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})  # type: ignore[typeddict-item]  # newer regions
    closed = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=closed)  # type: ignore[arg-type]


def put_once(s3: "S3Client", bucket: str, key: str, content: bytes) -> None:
    """Upload content under its digest, unless it is there."""
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as exc:
        if exc.response["Error"]["Code"] not in {"404", "NoSuchKey"}:
            raise
        s3.put_object(Bucket=bucket, Key=key, Body=content)
