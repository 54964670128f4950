"""How people are told: reports, e-mail, the IT office."""

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.bootstrap.municipality import catalogue
from chalicelib.settings import required, settings


@factory
def report_writer(report_format: str) -> ports.ReportWriter | None:
    """Give what writes the report in a format, or None where nothing does."""
    if report_format == "csv":
        from chalicelib.adapters.reports.comma_separated import CommaSeparatedReports

        return CommaSeparatedReports()
    from chalicelib.adapters.reports.writer import FORMATS, FileDocumentWriter
    from chalicelib.procedure.composing.composer import ComposedReports

    return ComposedReports(FileDocumentWriter(), catalogue()) if report_format in FORMATS else None


@factory
def mailer() -> ports.Mailer:
    """Give what sends e-mail, where the strategy says from which address."""
    from chalicelib.adapters.aws import mail_client
    from chalicelib.adapters.mailer import SesMailer

    settings = catalogue().daily_notices
    if settings is None:
        raise LookupError("the strategy sends no e-mail")
    return SesMailer(mail_client(settings.region), settings.sender)


@factory
def it_office() -> ports.ItOffice:
    """Give what tells the IT office."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.it_office import SnsItOffice

    return SnsItOffice(client("sns"), required(settings().it_topic_arn, "IT_TOPIC_ARN"))
