"""
Conversion by AWS Elemental MediaConvert (`ports.VideoConverter`): H.264 and AAC in MP4, within what every network takes.

It reads and writes the media bucket under a role of its own. It is not offered in every region (not in Mexico's), so its client
has a region of its own; the bucket may lie in another. API reference: «CreateJob», «GetJob» (2017-08-29).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.files import objects
from chalicelib.domain.errors import NotFoundError, RejectedByServiceError
from chalicelib.ports import StoredFile

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

SERVICE = "mediaconvert"
FOLDER = "converted"
SUFFIX = ".mp4"
LONGEST_SIDE = 1280
FRAMES_PER_SECOND = 30
PICTURE_BITS_PER_SECOND = 4_000_000
SOUND_BITS_PER_SECOND = 128_000

_WORKING = frozenset({"SUBMITTED", "PROGRESSING"})
_REFUSALS = frozenset({"BadRequestException", "ConflictException", "NotFoundException"})


class MediaConvertVideoConverter:
    """`client` speaks to MediaConvert, `s3` to the bucket of the media; `role_arn` is whom the job reads and writes as."""

    def __init__(self, client: Any, s3: "S3Client", *, bucket: str, role_arn: str) -> None:
        self._client = client
        self._s3 = s3
        self._bucket = bucket
        self._role_arn = role_arn

    def start(self, video: StoredFile) -> str:
        """
        Ask for a video among the media to be converted. Returns the job's id.

        Asking again gives the same job, by a token made of the video's hash. Should the service have forgotten it, the new job
        writes to the same place.

        Raises:
            RejectedByServiceError: it is refused.
        """
        with _translated():
            answer = self._client.create_job(
                ClientRequestToken=video.sha256,
                Role=self._role_arn,
                Settings=_settings(f"s3://{self._bucket}/{video.key}", self._place(video)),
                UserMetadata={"sha256": video.sha256},
            )
        return str(answer["Job"]["Id"])

    def fetch(self, job_id: str, into: Path) -> bool:
        """
        Write the converted video to a file, or say False while it is not ready.

        Raises:
            RejectedByServiceError: it could not be converted, or what came of it is gone.
        """
        with _translated():
            job = self._client.get_job(Id=job_id)["Job"]
        if job["Status"] in _WORKING:
            return False
        if job["Status"] != "COMPLETE":
            raise RejectedByServiceError(job.get("ErrorMessage", job["Status"]), code="video_not_converted")
        key = f"{FOLDER}/{job['UserMetadata']['sha256']}{SUFFIX}"
        try:
            written = objects.head(self._s3, self._bucket, key)
            objects.download(self._s3, self._bucket, key, written["VersionId"], into)
        except NotFoundError as error:
            raise RejectedByServiceError(f"{key} is gone", code="video_not_converted") from error
        return True

    def _place(self, video: StoredFile) -> str:
        """Name where the result goes; the service adds the suffix."""
        return f"s3://{self._bucket}/{FOLDER}/{video.sha256}"


@contextmanager
def _translated() -> Iterator[None]:
    """Tell what the service refuses, which a person must change, from what it could not do now."""
    with translated(SERVICE):
        try:
            yield
        except ClientError as exc:
            if code_of(exc) in _REFUSALS:
                message = exc.response.get("Error", {}).get("Message", "")
                raise RejectedByServiceError(message, code="video_not_converted") from exc
            raise


def _settings(source: str, destination: str) -> dict[str, Any]:
    """Describe the job: one input, held upright, with its first sound; one output."""
    return {
        "Inputs": [
            {
                "FileInput": source,
                "AudioSelectors": {"Audio Selector 1": {"DefaultSelection": "DEFAULT"}},
                "VideoSelector": {"Rotate": "AUTO"},
                "TimecodeSource": "ZEROBASED",
            }
        ],
        "OutputGroups": [
            {
                "OutputGroupSettings": {
                    "Type": "FILE_GROUP_SETTINGS",
                    "FileGroupSettings": {"Destination": destination},
                },
                "Outputs": [_output()],
            }
        ],
    }


def _output() -> dict[str, Any]:
    return {
        "ContainerSettings": {"Container": "MP4", "Mp4Settings": {"MoovPlacement": "PROGRESSIVE_DOWNLOAD"}},
        "VideoDescription": {
            "Width": LONGEST_SIDE,
            "Height": LONGEST_SIDE,
            "ScalingBehavior": "FIT_NO_UPSCALE",
            "CodecSettings": {"Codec": "H_264", "H264Settings": _picture()},
        },
        "AudioDescriptions": [{"AudioSourceName": "Audio Selector 1", "CodecSettings": _sound()}],
    }


def _picture() -> dict[str, Any]:
    return {
        "RateControlMode": "QVBR",
        "MaxBitrate": PICTURE_BITS_PER_SECOND,
        "CodecProfile": "MAIN",
        "QualityTuningLevel": "SINGLE_PASS_HQ",
        "SceneChangeDetect": "TRANSITION_DETECTION",
        "InterlaceMode": "PROGRESSIVE",
        "ParControl": "SPECIFIED",
        "ParNumerator": 1,
        "ParDenominator": 1,
        "FramerateControl": "SPECIFIED",
        "FramerateNumerator": FRAMES_PER_SECOND,
        "FramerateDenominator": 1,
    }


def _sound() -> dict[str, Any]:
    aac = {"Bitrate": SOUND_BITS_PER_SECOND, "CodingMode": "CODING_MODE_2_0", "SampleRate": 48_000}
    return {"Codec": "AAC", "AacSettings": aac}
