"""The buckets: what was uploaded, what goes out, the archive, copies that persons order."""

from typing import TYPE_CHECKING

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.ports.exporting import ArchiveFiles, ExportFiles


@factory
def intake_files() -> ports.IntakeFiles:
    """Give what the offices uploaded."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.intake import S3IntakeFiles

    return S3IntakeFiles(client("s3"), required(settings().intake_bucket, "INTAKE_BUCKET"))


@factory
def media_files() -> ports.MediaFiles:
    """Give the renditions that go out."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.media import S3MediaFiles

    return S3MediaFiles(client("s3"), required(settings().media_bucket, "MEDIA_BUCKET"))


@factory
def archive() -> ports.Archive:
    """Give the three-year archive."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.archive import S3Archive

    return S3Archive(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@factory
def media_archive() -> ports.MediaArchive:
    """Give the place in the archive of what went out."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.media_archive import S3MediaArchive

    return S3MediaArchive(
        client("s3"),
        required(settings().media_bucket, "MEDIA_BUCKET"),
        required(settings().archive_bucket, "ARCHIVE_BUCKET"),
    )


@factory
def archive_reader() -> ports.ArchiveReader:
    """Give the archive for reading."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.archive_reader import S3ArchiveReader

    return S3ArchiveReader(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@factory
def archive_files() -> "ArchiveFiles":
    """Give the archive's files, to be copied."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.archive_files import S3ArchiveFiles

    return S3ArchiveFiles(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@factory
def export_files() -> "ExportFiles":
    """Give the place of the copies that persons order."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.exports import S3ExportFiles

    return S3ExportFiles(client("s3"), required(settings().exports_bucket, "EXPORTS_BUCKET"))


@factory
def envelopes() -> ports.Envelopes:
    """Give the keys of what is sealed in the archive."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.envelopes import S3Envelopes

    return S3Envelopes(client("s3"), required(settings().envelopes_bucket, "ENVELOPES_BUCKET"))
