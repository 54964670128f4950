"""What S3 tells becomes uploads, whatever a key is called; what does not tell the whole story has the bucket asked."""

import json
from datetime import UTC, datetime
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material_key import Upload
from chalicelib.messages import notification_of, uploads_in

KEYS = (
    "prensa/2026-11-23/parques/boletín uno.txt",
    "prensa/2026-11-23/parques/50% + IVA.txt",
    "prensa/2026-11-23/parques/a%2Fb.txt",
    "prensa/2026-11-23/parques/bole\ntin.txt",
    "prensa/2026-11-23/parques/bole\x00tin.txt",
    "prensa/2026-11-23/../../etc/passwd",
    "prensa/2026-11-23/parques/😀👩‍👩‍👧.jpg",
    "p" * 1024,
    "한" * 341,
    "boleti\u0301n.txt",
)


def a_notification(key: str, name: str = "ObjectCreated:Put", **told: object) -> str:
    found = {"key": quote_plus(key), "size": 5, "versionId": "v1", "sequencer": "0A", **told}
    return json.dumps({"Records": [{"eventName": name, "s3": {"object": found}}]})


def the_upload(body: str) -> Upload:
    [upload] = uploads_in(body)
    return upload


@pytest.mark.parametrize("key", KEYS)
def test_I14_a_key_is_read_as_it_was_uploaded(key: str) -> None:
    assert the_upload(a_notification(key)).key == key


@given(key=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda key: not key.endswith("/")))
def test_I14_I19_whatever_a_key_is_called_it_comes_through(key: str) -> None:
    upload = Upload(key=key, sequencer="01", asks_bucket=True, happened_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert the_upload(notification_of(upload)) == upload
    assert the_upload(a_notification(key)).key == key


@pytest.mark.parametrize(
    ("name", "is_removal", "asks_bucket"),
    [
        ("ObjectCreated:Put", False, False),
        ("ObjectCreated:CompleteMultipartUpload", False, False),
        ("s3:ObjectCreated:Copy", False, False),
        ("ObjectRemoved:DeleteMarkerCreated", True, False),
        ("s3:ObjectRemoved:DeleteMarkerCreated", True, False),
        ("ObjectRemoved:Delete", False, True),
        ("ObjectRestore:Completed", False, True),
        ("LifecycleExpiration:Delete", False, True),
    ],
)
def test_I03_only_an_upload_and_a_deletion_mark_tell_what_a_key_shows_now(
    name: str,
    is_removal: bool,  # noqa: FBT001
    asks_bucket: bool,  # noqa: FBT001
) -> None:
    upload = the_upload(a_notification("a", name))
    assert (upload.is_removal, upload.asks_bucket) == (is_removal, asks_bucket)
    assert upload.version_id == ("" if asks_bucket else "v1")


def test_a_folder_made_in_the_console_is_no_upload_but_bytes_under_such_a_key_are() -> None:
    assert uploads_in(a_notification("prensa/2026-11-23/parques/", size=0)) == []
    assert uploads_in(a_notification("prensa/2026-11-23/parques/", "ObjectRemoved:DeleteMarkerCreated", size=0)) == []
    assert the_upload(a_notification("prensa/2026-11-23/parques/", size=5)).key.endswith("/")


def test_I17_who_uploaded_is_read_within_bounds_and_who_deleted_is_not_an_uploader() -> None:
    event = json.loads(a_notification("a"))
    event["Records"][0] |= {
        "userIdentity": {"principalId": "AWS:" + "x" * 500},
        "eventTime": "2026-11-23T18:00:00.000Z",
    }
    upload = the_upload(json.dumps(event))
    assert (len(upload.uploaded_by), upload.happened_at) == (128, datetime(2026, 11, 23, 18, tzinfo=UTC))
    event["Records"][0]["eventName"] = "ObjectRemoved:DeleteMarkerCreated"
    assert the_upload(json.dumps(event)).uploaded_by == ""


@pytest.mark.parametrize(
    "body", ["", "[]", "null", '{"Records": 3}', '{"Records": [{}]}', a_notification("a", sequencer="F" * 201)]
)
def test_Q02_what_is_no_notification_is_refused(body: str) -> None:
    with pytest.raises(InvalidInputError):
        uploads_in(body)
