"""The networks' own notices, and who may give them."""

from typing import TYPE_CHECKING

from chalicelib import ports
from chalicelib.bootstrap.credentials import secrets
from chalicelib.bootstrap.factories import factory
from chalicelib.bootstrap.files import archive, envelopes
from chalicelib.bootstrap.time_and_records import clock, records
from chalicelib.bootstrap.work import work_queues
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.procedure.landing import NoticePorts


@factory
def notice_files() -> ports.NoticeFiles:
    """Give where the notices of the networks land, on their way to the archive."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.notices import S3NoticeFiles

    return S3NoticeFiles(client("s3"), required(settings().notices_bucket, "NOTICES_BUCKET"))


def notice_ports() -> "NoticePorts":
    """Put together what working on notices needs."""
    from chalicelib.procedure.landing import NoticePorts

    return NoticePorts(notice_files(), archive(), envelopes(), records(), work_queues(), clock())


@factory
def notice_gate() -> ports.NoticeGate:
    """Give what knows who really speaks for Meta. Its secret is read when it is first needed."""
    from chalicelib.adapters.networks.credentials import MetaWebhookKeys
    from chalicelib.adapters.networks.graph.gate import MetaNoticeGate

    return MetaNoticeGate(
        lambda: secrets().read(required(settings().meta_webhook_secret_arn, "META_WEBHOOK_SECRET_ARN"), MetaWebhookKeys)
    )
