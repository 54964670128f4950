"""What understands files and brings images and videos to each network's form."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.bootstrap.municipality import catalogue
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.adapters.sandbox import Sandbox


@factory
def material_reader() -> ports.MaterialReader:
    """Give what understands the offices' files: in a process apart, with limits."""
    from chalicelib.adapters.sandbox import SandboxedMaterialReader

    return SandboxedMaterialReader(_sandbox())


@factory
def plan_reader() -> ports.PlanReader:
    """Give what reads a campaign's calendar: in a process apart, with limits."""
    from chalicelib.adapters.sandbox import SandboxedPlanReader

    return SandboxedPlanReader(_sandbox())


@factory
def image_editor() -> ports.ImageEditor:
    """Give what brings images to each network's form: in a process apart, with limits."""
    from chalicelib.adapters.sandbox import SandboxedImageEditor

    return SandboxedImageEditor(_sandbox())


@cache
def _sandbox() -> "Sandbox":
    from chalicelib.adapters.sandbox import Sandbox

    return Sandbox()


@factory
def video_editor() -> ports.VideoEditor:
    """Give what looks into videos."""
    from chalicelib.adapters.videos import FfmpegVideoEditor

    return FfmpegVideoEditor()


@factory
def video_converter() -> ports.VideoConverter | None:
    """Give what converts videos, or None where the stage has no role for it."""
    role_arn = settings().conversion_role_arn
    if not role_arn or not catalogue().converts_videos:
        return None
    from chalicelib.adapters.aws import client, video_conversion_client
    from chalicelib.adapters.videos.mediaconvert import MediaConvertVideoConverter

    return MediaConvertVideoConverter(
        video_conversion_client(settings().conversion_region),
        client("s3"),
        bucket=required(settings().media_bucket, "MEDIA_BUCKET"),
        role_arn=role_arn,
    )
