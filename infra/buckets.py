"""
The three buckets: what the offices upload, what the networks fetch, what is kept.

Nothing in them expires by itself: disposal after three years is an act with a record of its own (manual 7), and a bulletin's
record names the exact version of each file, so old versions are evidence too. Old files move to cheaper storage.
"""

from typing import Any

from infra.cloudformation import Json, Resources, deny_without_tls, get_att, policy_document, ref, resource, sub

KEPT = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
"""What a stack's deletion leaves behind; a creation that fails leaves nothing."""

INTAKE, MEDIA, ARCHIVE = "IntakeBucket", "MediaBucket", "ArchiveBucket"


def resources() -> Resources:
    """Describe the buckets and their policies."""
    return {
        INTAKE: bucket("intake", NotificationConfiguration=notifications(), waits_for=["MaterialQueuePolicy"]),
        MEDIA: bucket("media"),
        ARCHIVE: bucket("archive", ObjectLockEnabled=True),
        **{f"{name}Policy": tls_only(name) for name in (INTAKE, MEDIA, ARCHIVE)},
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


def tls_only(name: str) -> Json:
    """Refuse plain HTTP on a bucket and its objects."""
    both = [get_att(name), sub(f"${{{name}.Arn}}/*")]
    return resource(
        "AWS::S3::BucketPolicy",
        {"Bucket": ref(name), "PolicyDocument": policy_document(deny_without_tls("s3:*", both))},
    )
