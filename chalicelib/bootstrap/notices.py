"""The networks' own notices, and who may give them."""

from chalicelib import ports
from chalicelib.bootstrap.credentials import secrets
from chalicelib.bootstrap.factories import factory
from chalicelib.settings import required, settings


@factory
def notice_files() -> ports.NoticeFiles:
    """Give the notices of the networks as they came, which lie in the archive's bucket."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.files.notices import S3NoticeFiles

    return S3NoticeFiles(client("s3"), required(settings().archive_bucket, "ARCHIVE_BUCKET"))


@factory
def notice_gate() -> ports.NoticeGate:
    """Give what knows who really speaks for Meta. Its secret is read when it is first needed."""
    from chalicelib.adapters.networks.credentials import MetaWebhookKeys
    from chalicelib.adapters.networks.graph.gate import MetaNoticeGate

    return MetaNoticeGate(
        lambda: secrets().read(required(settings().meta_webhook_secret_arn, "META_WEBHOOK_SECRET_ARN"), MetaWebhookKeys)
    )
