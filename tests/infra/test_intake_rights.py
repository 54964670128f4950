"""
I17: an office's credentials write in that office's folders alone; the bucket policy as deployed, in an emulator that enforces it.

MiniStack does not put a caller's tag into `${aws:PrincipalTag/…}`. What it is asked here is what does not depend on that, and
the same policy with the tag's value written out.
"""

import json
import re
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local.processes import LOOPBACK, Service

BUCKET = "portavoz-intake-000000000000"
OFFICE = "enlaces/sapal"
OWN, OTHERS = f"{OFFICE}/2026-11-24/fuga/foto.jpg", "prensa/2026-11-24/parques/boletin.md"
EVERYTHING = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
VARIABLE = "${aws:PrincipalTag/portavoz-source}"


def client(service: Any, port: int, key: str = "test", signing_key: str = "test") -> Any:
    return boto3.client(
        service,
        endpoint_url=f"http://{LOOPBACK}:{port}",
        region_name="mx-central-1",
        aws_access_key_id=key,
        aws_secret_access_key=signing_key,
    )


def deployed(template: Any) -> str:
    """Give the bucket policy as CloudFormation resolves it."""
    document = json.dumps(template.resources["IntakeBucketPolicy"]["Properties"]["PolicyDocument"])
    resolved = re.sub(r'\{"Fn::(?:Sub|GetAtt)": (?:"([^"]*)"|\["IntakeBucket", "Arn"\])\}', _resolved, document)
    assert "Fn::" not in resolved
    return resolved


def _resolved(found: re.Match[str]) -> str:
    text = found[1] or "${IntakeBucket.Arn}"
    return json.dumps(text.replace("${IntakeBucket.Arn}", f"arn:aws:s3:::{BUCKET}").replace("${!", "${"))


def somebody(port: int, name: str, source: str | None) -> Any:
    """Make a user who may do everything in S3, with an office's tag or without, and give their S3."""
    iam = client("iam", port)
    iam.create_user(UserName=name, Tags=[{"Key": "portavoz-source", "Value": source}] if source else [])
    policy = json.dumps({"Version": "2012-10-17", "Statement": [EVERYTHING]})
    iam.put_user_policy(UserName=name, PolicyName="everything", PolicyDocument=policy)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return client("s3", port, key["AccessKeyId"], key["SecretAccessKey"])


@pytest.fixture
def intake(emulator: tuple[Service, int]) -> int:
    """Make a versioned bucket without a policy, and give where it is."""
    s3 = client("s3", emulator[1])
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "mx-central-1"})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    return emulator[1]


def test_I17_an_office_writes_in_its_folders_alone_and_who_is_no_office_is_not_held(template: Any, intake: int) -> None:
    owner = client("s3", intake)
    kept = owner.put_object(Bucket=BUCKET, Key=OTHERS, Body=b"x")["VersionId"]
    owner.put_bucket_policy(Bucket=BUCKET, Policy=deployed(template))
    office, nobody = somebody(intake, "sapal", OFFICE), somebody(intake, "soporte", None)
    with pytest.raises(ClientError, match="AccessDenied"):
        office.put_object(Bucket=BUCKET, Key=OTHERS, Body=b"y")
    with pytest.raises(ClientError, match="AccessDenied"):
        office.delete_object(Bucket=BUCKET, Key=OTHERS)
    with pytest.raises(ClientError, match="AccessDenied"):
        office.delete_object(Bucket=BUCKET, Key=OTHERS, VersionId=kept)
    nobody.put_object(Bucket=BUCKET, Key=OTHERS, Body=b"z")
    owner.put_bucket_policy(Bucket=BUCKET, Policy=deployed(template).replace(VARIABLE, OFFICE))
    own = office.put_object(Bucket=BUCKET, Key=OWN, Body=b"x")["VersionId"]
    office.delete_object(Bucket=BUCKET, Key=OWN)
    with pytest.raises(ClientError, match="AccessDenied"):
        office.delete_object(Bucket=BUCKET, Key=OWN, VersionId=own)
    with pytest.raises(ClientError, match="AccessDenied"):
        office.put_object(Bucket=BUCKET, Key="enlaces/sapal-norte/2026-11-24/fuga/foto.jpg", Body=b"x")
