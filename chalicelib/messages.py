"""Parses what AWS and the departments put into queues. Everything from outside is hostile until it went through here."""

from typing import Annotated
from urllib.parse import unquote_plus

from pydantic import BaseModel, Field, ValidationError

from chalicelib.domain.bulletin import Upload
from chalicelib.domain.errors import InvalidInputError


class _Object(BaseModel):
    key: str
    version_id: Annotated[str, Field(alias="versionId")] = ""
    sequencer: str = "0"


class _S3(BaseModel):
    object: _Object


class _Record(BaseModel):
    event_name: Annotated[str, Field(alias="eventName")]
    s3: _S3


class _Notification(BaseModel):
    records: Annotated[list[_Record], Field(alias="Records")] = []


def uploads_in(body: str) -> list[Upload]:
    """
    Read a notification of the intake bucket. S3's own test message tells of no upload.

    Source: S3 event message structure 2.x; keys come URL-encoded with `+` for a space (I14).

    Raises:
        InvalidInputError: the body is not a notification.
    """
    try:
        notification = _Notification.model_validate_json(body)
    except ValidationError as exc:
        raise InvalidInputError("not an S3 notification") from exc
    return [
        Upload(
            key=unquote_plus(record.s3.object.key),
            version_id=record.s3.object.version_id,
            sequencer=record.s3.object.sequencer,
            is_removal="ObjectRemoved" in record.event_name,
        )
        for record in notification.records
        # A folder made in the console is an empty object whose key ends in a slash: nobody sent anything.
        if not record.s3.object.key.endswith("/")
    ]
