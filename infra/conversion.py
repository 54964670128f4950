"""
The conversion of videos by AWS Elemental MediaConvert: whom its jobs read and write as.

Only where the catalogue's strategy says `convert_videos: true`; otherwise neither the role nor the right to lend it exists.
"""

from infra.cloudformation import Json, Resources, get_att, policy_document, resource, sub
from infra.settings import converts_videos

ROLE = "ConversionRole"
REGION = "us-east-1"
"""Where jobs run: MediaConvert is not offered in Mexico's region. What it reads and writes stays in the stack's own bucket."""

QUEUE = sub("arn:${AWS::Partition}:mediaconvert:" + REGION + ":${AWS::AccountId}:queues/Default")
JOBS = sub("arn:${AWS::Partition}:mediaconvert:" + REGION + ":${AWS::AccountId}:jobs/*")


def resources() -> Resources:
    """Describe the role, where videos are converted at all."""
    return {ROLE: role()} if converts_videos() else {}


def role() -> Json:
    """Let the service read what is to be converted, and write what came of it, in the media bucket and nowhere else."""
    trusted = {"Effect": "Allow", "Principal": {"Service": "mediaconvert.amazonaws.com"}, "Action": "sts:AssumeRole"}
    reads = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": sub("${MediaBucket.Arn}/media/*")}
    writes = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": sub("${MediaBucket.Arn}/converted/*")}
    properties = {
        "AssumeRolePolicyDocument": policy_document(trusted),
        "Policies": [{"PolicyName": "ConvertVideos", "PolicyDocument": policy_document(reads, writes)}],
    }
    return resource("AWS::IAM::Role", properties)


def environment() -> Json:
    """Say where the names of a converting function's environment come from."""
    return {"CONVERSION_ROLE_ARN": get_att(ROLE), "CONVERSION_REGION": REGION}
