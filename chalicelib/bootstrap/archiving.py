"""What keeps the archive true: seals, time stamps, cancellations, disposal, copies and rebuilding."""

from typing import TYPE_CHECKING

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.bootstrap.files import archive, archive_files, archive_reader, envelopes, export_files, media_files
from chalicelib.bootstrap.municipality import catalogue, retention
from chalicelib.bootstrap.notices import notice_files
from chalicelib.bootstrap.time_and_records import clock, records, records_to_fill
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.ports.sealing import Signer, TimeStamper
    from chalicelib.procedure.after_restoring import RestoringPorts
    from chalicelib.procedure.destroying_pages import DestroyingPorts
    from chalicelib.procedure.disposing import DisposalPorts
    from chalicelib.procedure.exporting import ExportPorts
    from chalicelib.procedure.rebuilding_ports import RebuildingPorts
    from chalicelib.procedure.sealing import SealingPorts


@factory
def signer() -> "Signer":
    """Give the key that signs manifests."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.signing.kms import KmsSigner

    return KmsSigner(client("kms"), required(settings().manifest_key_arn, "MANIFEST_KEY_ARN"))


@factory
def time_stamper() -> "TimeStamper | None":
    """Give the authority of time stamps, or None where the stage names none."""
    address = settings().time_stamp_url
    if not address:
        return None
    import requests

    from chalicelib.adapters.signing.time_stamps import HttpTimeStamper

    return HttpTimeStamper(requests.Session(), address)


def sealing_ports() -> "SealingPorts":
    """Give what making the archive's manifests needs."""
    from chalicelib.procedure.sealing import SealingPorts

    return SealingPorts(
        records=records(),
        archive=archive(),
        reader=archive_reader(),
        signer=signer(),
        stamper=time_stamper(),
        clock=clock(),
    )


def destroying_ports() -> "DestroyingPorts":
    """Put together what carrying out cancellations needs."""
    from chalicelib.procedure.destroying_pages import DestroyingPorts

    return DestroyingPorts(records(), envelopes(), archive_reader(), notice_files(), clock())


@factory
def archive_disposal() -> ports.ArchiveDisposal:
    """Give what deletes from the archive, and puts a legal hold on what is in it."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.disposing import S3ArchiveDisposal

    return S3ArchiveDisposal(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@factory
def records_disposal() -> ports.RecordsDisposal:
    """Give what deletes from the table of records."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.records.disposing import DynamoRecordsDisposal

    return DynamoRecordsDisposal(client("dynamodb"), required(settings().records_table, "RECORDS_TABLE"))


def disposal_ports() -> "DisposalPorts":
    """Put together what disposal needs."""
    from chalicelib.procedure.disposing import DisposalPorts
    from chalicelib.procedure.service_clock import calendars_of

    return DisposalPorts(
        records(), records_disposal(), archive_disposal(), envelopes(), retention(), clock(), calendars_of(catalogue())
    )


def export_ports() -> "ExportPorts":
    """Put together what making exports needs."""
    from chalicelib.adapters.personal_data import TextPersonalDataFinder
    from chalicelib.procedure.exporting import ExportPorts

    finder = TextPersonalDataFinder(catalogue().institutional_contacts)
    return ExportPorts(
        records=records(),
        archive=archive_files(),
        media=media_files(),
        files=export_files(),
        clock=clock(),
        find=finder.counted,
        hide=finder.without_data,
        institutional=catalogue().institutional_contacts,
    )


def rebuilding_ports() -> "RebuildingPorts":
    """Put together what rebuilding the table from the archive needs. No function has these rights: the IT office does it."""
    from chalicelib.adapters.records.codec import parse
    from chalicelib.procedure.rebuilding_ports import RebuildingPorts

    return RebuildingPorts(archive_reader(), envelopes(), records_to_fill(), parse, clock())


def restoring_ports() -> "RestoringPorts":
    """Put together what putting a lost or restored table right needs, with the rights of the IT office."""
    from chalicelib.procedure.after_restoring import RestoringPorts

    return RestoringPorts(rebuilding_ports(), disposal_ports(), destroying_ports())
