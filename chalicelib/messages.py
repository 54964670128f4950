"""Parses what AWS and the departments put into queues. Everything from outside is hostile until it went through here."""

from typing import Annotated
from urllib.parse import quote_plus, unquote_plus

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material_key import Upload
from chalicelib.domain.sets import MAX_IDENTITY_LENGTH

CREATED, MARKED_DELETED = "ObjectCreated:", "ObjectRemoved:DeleteMarkerCreated"
"""What tells by itself what a key shows now; after any other event the bucket is asked."""


NEWS_QUEUE_MARK = "-news-"
"""What stands between the stack and the department in the name of the queue by which a department tells its news."""

LOOKED_FOR = "Sweep:NotificationMissing"


class _Object(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    key: str
    size: int = 0
    version_id: Annotated[str, Field(alias="versionId")] = ""
    sequencer: str = "0"


class _S3(BaseModel):
    object: _Object


class _Identity(BaseModel):
    principal_id: Annotated[str, Field(alias="principalId")] = ""


class _Record(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    event_name: Annotated[str, Field(alias="eventName")]
    happened_at: Annotated[AwareDatetime | None, Field(alias="eventTime")] = None
    identity: Annotated[_Identity, Field(alias="userIdentity")] = _Identity()
    s3: _S3

    def upload(self) -> Upload:
        """Give the event in the procedure's words."""
        name = self.event_name.removeprefix("s3:")
        tells_all = name.startswith((CREATED, MARKED_DELETED))
        return Upload(
            key=unquote_plus(self.s3.object.key),
            version_id=self.s3.object.version_id if tells_all else "",
            sequencer=self.s3.object.sequencer,
            is_removal=name.startswith(MARKED_DELETED),
            asks_bucket=not tells_all,
            happened_at=self.happened_at,
            # Who deletes is not who uploaded.
            uploaded_by=self.identity.principal_id[:MAX_IDENTITY_LENGTH] if name.startswith(CREATED) else "",
        )


class _Notification(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    records: Annotated[list[_Record], Field(alias="Records")] = []


def uploads_in(body: str) -> list[Upload]:
    """
    Read a notification of the intake bucket. S3's own test message tells of no upload.

    `ObjectRemoved:Delete` says that one version is gone for good: an old one, and the file is still there, or the newest,
    and the one before shows again. The bucket knows.

    Source: S3 event message structure 2.x; keys come URL-encoded with `+` for a space (I14).

    Raises:
        InvalidInputError: the body is not a notification.
    """
    try:
        notification = _Notification.model_validate_json(body)
        uploads = [(record.upload(), record.s3.object.size) for record in notification.records]
    except ValidationError as exc:
        raise InvalidInputError("not an S3 notification") from exc
    # A folder made in the console is an empty object whose key ends in a slash: nobody sent anything.
    return [upload for upload, size_bytes in uploads if size_bytes or not upload.key.endswith("/")]


def notification_of(upload: Upload) -> str:
    """Write a notification, as `uploads_in` reads it, that asks for a key to be looked up in the bucket (I19)."""
    found = _Object(key=quote_plus(upload.key, safe="/"), sequencer=upload.sequencer)
    record = _Record(event_name=LOOKED_FOR, happened_at=upload.happened_at, s3=_S3(object=found))
    return _Notification(records=[record]).model_dump_json(by_alias=True)


def department_of(queue_arn: str) -> str | None:
    """Tell whose queue of news it is; None where it is none. Who may write to it is a right of the department alone."""
    _, mark, department = queue_arn.rpartition(":")[2].rpartition(NEWS_QUEUE_MARK)
    return department if mark and department else None
