"""
The bucket in which Meta's notices land, on their way to the archive (`chalicelib/procedure/landing.py`).

It is no place of records. What expires there is empty: the mark by which a notice that comes again is known.
"""

from infra.buckets import aborted_uploads, bucket, bucket_policy
from infra.cloudformation import Json, Resources

NOTICES = "NoticesBucket"
MARKS_KEPT_DAYS = 15
"""So long a notice that comes again is known: a network repeats for 36 hours, a queue keeps a message for 14 days."""


def resources() -> Resources:
    """Describe the bucket and its policy."""
    return {NOTICES: notices(), f"{NOTICES}Policy": bucket_policy(NOTICES)}


def notices() -> Json:
    """
    Describe the bucket. It keeps no versions: what is written over a notice, once the archive has it, is its end (R13).

    Like the others it outlives its stack: something may be in it that is not in the archive yet.
    """
    described = bucket("notices", LifecycleConfiguration={"Rules": [aborted_uploads(), empty_marks()]})
    del described["Properties"]["VersioningConfiguration"]
    return described


def empty_marks() -> Json:
    """Forget that a notice came, long after nobody repeats it. A notice that the archive does not have is never empty."""
    return {
        "Id": "empty-marks",
        "Status": "Enabled",
        "ObjectSizeLessThan": "1",
        "ExpirationInDays": MARKS_KEPT_DAYS,
    }
