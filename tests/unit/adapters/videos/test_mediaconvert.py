"""2.2: what MediaConvert is asked and answers, in the shapes of its own model, and what of it a person must hear."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import botocore.session
import pytest
from botocore.response import StreamingBody
from botocore.stub import ANY, Stubber

from chalicelib.adapters.videos.mediaconvert import MediaConvertVideoConverter
from chalicelib.domain.errors import ExternalServiceError, RejectedByServiceError, TransientServiceError
from chalicelib.ports import StoredFile

ROLE = "arn:aws:iam::111122223333:role/converter"
JOB = "1761862800000-abc123"
VIDEO = StoredFile("media/" + "ab" * 32 + ".mov", "v1", "ab" * 32, 1000)
RESULT = "converted/" + "ab" * 32 + ".mp4"


class Service:
    """MediaConvert and S3 with answers written down beforehand; what is asked is checked against their models."""

    def __init__(self) -> None:
        session = botocore.session.get_session()
        session.set_credentials("nobody", "nobody")
        self.client = cast("Any", session.create_client("mediaconvert", region_name="us-east-1"))
        self.s3 = cast("Any", session.create_client("s3", region_name="us-east-1"))
        self.says, self.holds = Stubber(self.client), Stubber(self.s3)
        self.converter = MediaConvertVideoConverter(self.client, self.s3, bucket="media", role_arn=ROLE)

    def job(self, status: str, **more: Any) -> None:
        """Let the job be in some state."""
        told = {"Id": JOB, "Role": ROLE, "Settings": {}, "Status": status, "UserMetadata": {"sha256": VIDEO.sha256}}
        self.says.add_response("get_job", {"Job": told | more}, {"Id": JOB})


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    with service.says, service.holds:
        yield service
    service.says.assert_no_pending_responses()
    service.holds.assert_no_pending_responses()


def test_a_job_is_asked_for_by_the_hash_of_the_video_within_the_media(service: Service) -> None:
    asked = {
        "ClientRequestToken": VIDEO.sha256,
        "Role": ROLE,
        "Settings": ANY,
        "UserMetadata": {"sha256": VIDEO.sha256},
    }
    told = {"Job": {"Id": JOB, "Role": ROLE, "Settings": {}, "Status": "SUBMITTED"}}
    service.says.add_response("create_job", told, asked)
    sent: dict[str, Any] = {}
    service.client.meta.events.register(
        "provide-client-params.mediaconvert.CreateJob", lambda params, **_: sent.update(params)
    )
    assert service.converter.start(VIDEO) == JOB
    (source,) = sent["Settings"]["Inputs"]
    (group,) = sent["Settings"]["OutputGroups"]
    assert source["FileInput"] == f"s3://media/{VIDEO.key}"
    assert group["OutputGroupSettings"]["FileGroupSettings"]["Destination"] == f"s3://media/converted/{VIDEO.sha256}"
    (output,) = group["Outputs"]
    assert output["VideoDescription"]["CodecSettings"]["Codec"] == "H_264"
    assert output["AudioDescriptions"][0]["CodecSettings"]["Codec"] == "AAC"


@pytest.mark.parametrize("status", ["SUBMITTED", "PROGRESSING"])
def test_while_it_works_nothing_is_written(service: Service, tmp_path: Path, status: str) -> None:
    service.job(status)
    assert not service.converter.fetch(JOB, tmp_path / "video")
    assert not (tmp_path / "video").exists()


def test_what_came_of_it_is_fetched_in_the_version_that_was_seen(service: Service, tmp_path: Path) -> None:
    service.job("COMPLETE")
    where = {"Bucket": "media", "Key": RESULT}
    service.holds.add_response("head_object", {"VersionId": "v7"}, where | {"ChecksumMode": "ENABLED"})
    body = StreamingBody(BytesIO(b"converted"), 9)
    service.holds.add_response("get_object", {"Body": body}, where | {"VersionId": "v7"})
    assert service.converter.fetch(JOB, tmp_path / "video")
    assert (tmp_path / "video").read_bytes() == b"converted"


@pytest.mark.parametrize("status", ["ERROR", "CANCELED"])
def test_a_job_that_failed_is_told_in_the_services_words(service: Service, tmp_path: Path, status: str) -> None:
    service.job(status, ErrorCode=1404, ErrorMessage="Unsupported codec")
    with pytest.raises(RejectedByServiceError, match="Unsupported codec"):
        service.converter.fetch(JOB, tmp_path / "video")


def test_a_result_that_is_gone_is_a_failure_a_person_sees(service: Service, tmp_path: Path) -> None:
    service.job("COMPLETE")
    service.holds.add_client_error("head_object", "404", http_status_code=404)
    with pytest.raises(RejectedByServiceError, match="is gone"):
        service.converter.fetch(JOB, tmp_path / "video")


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("BadRequestException", 400, RejectedByServiceError),
        ("ConflictException", 409, RejectedByServiceError),
        ("NotFoundException", 404, RejectedByServiceError),
        ("TooManyRequestsException", 429, TransientServiceError),
        ("InternalServerErrorException", 500, TransientServiceError),
        ("ForbiddenException", 403, ExternalServiceError),
    ],
)
def test_every_refusal_says_whether_trying_again_can_help(
    service: Service, tmp_path: Path, code: str, status: int, error: type[Exception]
) -> None:
    for call in ("create_job", "get_job"):
        service.says.add_client_error(call, code, "No se puede", http_status_code=status)
    with pytest.raises(error) as caught:
        service.converter.start(VIDEO)
    assert type(caught.value) is error
    with pytest.raises(error):
        service.converter.fetch(JOB, tmp_path / "video")
