"""Avisa a los enlaces y a la coordinación (manual 4.4). At 08:00 of working days → overdue and new cases by e-mail."""

from collections import Counter
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Cron
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.domain.daily_notice import DailyNotice, NoticeState
from chalicelib.domain.errors import ExternalServiceError, TransientServiceError
from chalicelib.procedure.daily_notices import send_daily_notices as send
from chalicelib.procedure.sending_mail import NoticePorts
from chalicelib.procedure.weekly_reports import send_weekly_reports

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """
    Send what was not sent today. Where something could not be sent it fails: Lambda runs it again, and the alarm tells.

    Raises:
        TransientServiceError: a message certainly did not leave; the next run sends it.
        ExternalServiceError: a message was refused, or may have left; it is recorded and not sent again.
    """
    del event, context
    done = _send() if bootstrap.catalogue().daily_notices else []
    states = Counter(notice.state for notice in done)
    metrics.add_metric("NoticesSent", MetricUnit.Count, states[NoticeState.SENT])
    logger.info("NoticesSent", notices={state.value: states[state] for state in NoticeState})
    if states[NoticeState.TO_SEND]:
        raise TransientServiceError(f"{states[NoticeState.TO_SEND]} daily notices were not sent")
    if len(done) > states[NoticeState.SENT]:
        raise ExternalServiceError(f"{len(done) - states[NoticeState.SENT]} daily notices were refused or are in doubt")
    return states[NoticeState.SENT]


def _send() -> list[DailyNotice]:
    ports = NoticePorts(
        bootstrap.records(),
        bootstrap.catalogue(),
        bootstrap.mailer(),
        bootstrap.clock(),
        bootstrap.department_discretion().mask,
    )
    return [*send(ports), *send_weekly_reports(ports)]


@blueprint.schedule(Cron(0, 14, "?", "*", "MON-FRI", "*"), name="send_daily_notices")
def send_daily_notices(event: CloudWatchEvent) -> int:
    """Be triggered at 14:00 UTC, eight in the morning in León, from Monday to Friday."""
    return lambda_handler(event.to_dict(), event.context)
