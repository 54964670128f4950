"""
The buckets: what the offices upload, what the networks fetch, what is kept, and the keys of what is sealed there.

Nothing in them expires by itself: disposal after three years is an act with a record of its own (manual 7), and a bulletin's
record names the exact version of each file, so old versions are evidence too. Old files move to cheaper storage.
"""

from typing import Any

from infra.cloudformation import Json, Resources, deny_without_tls, get_att, policy_document, ref, resource, sub

KEPT = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
"""What a stack's deletion leaves behind; a creation that fails leaves nothing."""

INTAKE, MEDIA, ARCHIVE, ENVELOPES = "IntakeBucket", "MediaBucket", "ArchiveBucket", "EnvelopesBucket"
SOURCE_TAG = "portavoz-source"
"""The tag of an IAM user or role that uploads for one office; its value is where that office's folders lie."""


def resources() -> Resources:
    """Describe the buckets and their policies."""
    return {
        INTAKE: bucket("intake", NotificationConfiguration=notifications(), waits_for=["MaterialQueuePolicy"]),
        MEDIA: bucket("media"),
        ARCHIVE: bucket("archive", ObjectLockEnabled=True),
        ENVELOPES: envelopes(),
        f"{INTAKE}Policy": bucket_policy(INTAKE, *each_office_in_its_place()),
        **{f"{name}Policy": bucket_policy(name) for name in (MEDIA, ARCHIVE, ENVELOPES)},
    }


def bucket(purpose: str, *, waits_for: list[str] | None = None, **own: Any) -> Json:
    """Describe one bucket: versioned, encrypted, closed to the public, without access lists."""
    properties: Json = {
        "BucketName": sub(bucket_name(purpose)),
        "VersioningConfiguration": {"Status": "Enabled"},
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
        },
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "LifecycleConfiguration": {"Rules": [aborted_uploads(), cheaper_after_two_months()]},
        **own,
    }
    return resource("AWS::S3::Bucket", properties, **({"DependsOn": waits_for} if waits_for else {}), **KEPT)


def envelopes() -> Json:
    """
    Describe the bucket of the keys. It keeps no versions: what a cancellation destroys must be nowhere any more (R13).

    The keys are encrypted by AWS's own key for S3, so that the disk's and the archive's reader are never the same.
    """
    encrypted = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}, "BucketKeyEnabled": True}
    described = bucket(
        "envelopes",
        BucketEncryption={"ServerSideEncryptionConfiguration": [encrypted]},
        LifecycleConfiguration={"Rules": [aborted_uploads()]},
    )
    del described["Properties"]["VersioningConfiguration"]
    return described


def bucket_name(purpose: str) -> str:
    """Name a bucket so that stages and accounts stay apart, and so that a queue's policy can name it beforehand."""
    return "${AWS::StackName}-" + purpose + "-${AWS::AccountId}"


def aborted_uploads() -> Json:
    """Forget the parts of an upload that was never finished (I05)."""
    return {
        "Id": "aborted-uploads",
        "Status": "Enabled",
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }


def cheaper_after_two_months() -> Json:
    """Keep what is seldom read where storage costs half."""
    return {
        "Id": "seldom-read",
        "Status": "Enabled",
        "Transitions": [{"StorageClass": "STANDARD_IA", "TransitionInDays": 60}],
        "NoncurrentVersionTransitions": [{"StorageClass": "STANDARD_IA", "TransitionInDays": 60}],
    }


def notifications() -> Json:
    """Tell the queue `material` of every upload and every removal."""
    events = ("s3:ObjectCreated:*", "s3:ObjectRemoved:*")
    return {"QueueConfigurations": [{"Event": event, "Queue": get_att("MaterialQueue")} for event in events]}


def bucket_policy(name: str, *own: Json) -> Json:
    """Refuse plain HTTP on a bucket and its objects, and what more a bucket refuses."""
    both = [get_att(name), sub(f"${{{name}.Arn}}/*")]
    document = policy_document(deny_without_tls("s3:*", both), *own)
    return resource("AWS::S3::BucketPolicy", {"Bucket": ref(name), "PolicyDocument": document})


def each_office_in_its_place() -> tuple[Json, Json]:
    """
    Hold whoever speaks for an office to that office's own folders (I17), whatever else they were allowed.

    An office's user or role carries the tag `portavoz-source`: `prensa`, `imagen` or `enlaces/<dependencia>`. Without the tag
    nothing changes: those are the IT office and our own functions. No office erases a version: it is what a record names.
    """
    speaks_for_an_office = {"Null": {f"aws:PrincipalTag/{SOURCE_TAG}": "false"}}
    denied: Json = {"Effect": "Deny", "Principal": "*", "Condition": speaks_for_an_office}
    return (
        {
            "Sid": "EachOfficeInItsPlace",
            **denied,
            "Action": ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            # `${!…}` is left to IAM, which puts in the tag of whoever calls.
            "NotResource": sub(f"${{{INTAKE}.Arn}}/${{!aws:PrincipalTag/{SOURCE_TAG}}}/*"),
        },
        {
            "Sid": "NoOfficeErasesAVersion",
            **denied,
            "Action": "s3:DeleteObjectVersion",
            "Resource": sub(f"${{{INTAKE}.Arn}}/*"),
        },
    )
