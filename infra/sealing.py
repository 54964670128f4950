"""The key that signs the archive's manifests (manual 7): its private half is made in KMS and never leaves it."""

from infra.buckets import KEPT
from infra.cloudformation import Json, Resources, resource, sub

MANIFEST_KEY = "ManifestKey"
WAITS_DAYS = 30
"""How long a key that somebody deletes can still be brought back: the most that KMS waits."""

ADMINISTRATION = (
    "kms:CancelKeyDeletion",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:GetKeyPolicy",
    "kms:ListKeyPolicies",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateKeyDescription",
)
USE = ("kms:GetPublicKey", "kms:Sign")


def resources() -> Resources:
    """Describe the key: ECDSA over P-256, which every tool that verifies knows."""
    properties: Json = {
        "Description": "Portavoz: signs the daily manifests of the archive",
        "KeySpec": "ECC_NIST_P256",
        "KeyUsage": "SIGN_VERIFY",
        "PendingWindowInDays": WAITS_DAYS,
        "KeyPolicy": policy(),
    }
    return {MANIFEST_KEY: resource("AWS::KMS::Key", properties, **KEPT)}


def policy() -> Json:
    """
    Let the account govern the key, and let it be used by whom IAM names: the closing of the day alone.

    The resource of a key's own policy is always `*`, which means this key.
    """
    account = {"AWS": sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")}
    return {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": sid, "Effect": "Allow", "Principal": account, "Action": list(actions), "Resource": "*"}
            for sid, actions in (("Govern", ADMINISTRATION), ("UseByIam", USE))
        ],
    }
