"""The bucket of the exports: copies of records that a person ordered, deleted after a week. Without versions: gone is gone."""

from infra.buckets import bucket_name, bucket_policy
from infra.cloudformation import Json, Resources, resource, sub

EXPORTS = "ExportsBucket"
KEPT_DAYS = 7


def resources() -> Resources:
    """Describe the bucket and its policy."""
    return {EXPORTS: bucket(), f"{EXPORTS}Policy": bucket_policy(EXPORTS)}


def bucket() -> Json:
    """Describe the bucket: encrypted, closed to the public, emptied by itself."""
    properties: Json = {
        "BucketName": sub(bucket_name("exports")),
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
        },
        "PublicAccessBlockConfiguration": dict.fromkeys(
            ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
        ),
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "LifecycleConfiguration": {
            "Rules": [
                {
                    "Id": "deleted-after-a-week",
                    "Status": "Enabled",
                    "ExpirationInDays": KEPT_DAYS,
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                }
            ]
        },
    }
    return resource("AWS::S3::Bucket", properties)
