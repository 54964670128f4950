"""
Cierra el día: cifras y relación de registros (manual 4.4, 7).

Daily schedule → the day's record, the archive's manifest, the confirmed cancellations carried out; notices asked for again.
"""

from datetime import date, datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Cron
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import PortavozError
from chalicelib.procedure.closing import close
from chalicelib.procedure.destroying_texts import carry_out_cancellations
from chalicelib.procedure.landing import ask_again
from chalicelib.procedure.manifests import seal_days
from chalicelib.procedure.service_clock import calendars_of

LEFT_SECONDS = 300
"""How long before its end a run begins no further manifest: one of 50,000 objects takes less. The next run goes on."""

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


def day_to_close(event: dict[str, Any]) -> date:
    """Tell which day to close: yesterday, or the one IT support names in the event's `detail` (`{"day": "2026-11-23"}`)."""
    named = (event.get("detail") or {}).get("day")
    return date.fromisoformat(named) if named else local_day(bootstrap.clock().now()) - timedelta(days=1)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> str:
    """
    Ask for left notices, close the day, prove the archive, destroy the texts whose cancellation is confirmed.

    Doing it again recounts. What became overdue is shown to a person. A day that cannot be closed or an archive that somebody
    was at fails the run, and keeps no cancellation waiting (R13).
    """
    try:
        _ask_for_notices()
        return _close_and_prove(event, _until(context))
    finally:
        for act in carry_out_cancellations(bootstrap.destroying_ports(), _tell_failure):
            logger.info("CancellationWorkedOn", cancellation=act.id, state=act.state, records=len(act.cleared))


def _ask_for_notices() -> None:
    asked = ask_again(files=bootstrap.notice_files(), queues=bootstrap.work_queues(), clock=bootstrap.clock())
    metrics.add_metric("NoticesLeft", MetricUnit.Count, asked)
    logger.info("NoticesAskedForAgain", asked=asked)


def _close_and_prove(event: dict[str, Any], until: datetime) -> str:
    calendar_of = calendars_of(bootstrap.catalogue())
    day = close(day_to_close(event), records=bootstrap.records(), calendar_of=calendar_of, clock=bootstrap.clock())
    metrics.add_metric("DayClosed", MetricUnit.Count, 1)
    logger.info("DayClosed", day=day.id, records=day.manifest.records, comments=day.figures.comments)
    sealed = seal_days(ports=bootstrap.sealing_ports(), until=until)
    metrics.add_metric("ManifestsMade", MetricUnit.Count, len(sealed.made))
    logger.info("ArchiveSealed", manifests=sealed.made, is_finished=sealed.is_finished)
    return day.id


def _tell_failure(what: str, error: PortavozError) -> None:
    """Tell the IT office of a cancellation that the next night tries again; why, without what any error may quote."""
    metrics.add_metric("CancellationsFailed", MetricUnit.Count, 1)
    logger.error("CancellationFailed", cancellation=what, error=type(error).__name__)


def _until(context: LambdaContext) -> datetime:
    left = timedelta(milliseconds=context.get_remaining_time_in_millis())
    return bootstrap.clock().now() + left - timedelta(seconds=LEFT_SECONDS)


@blueprint.schedule(Cron(15, 6, "*", "*", "?", "*"), name="close_day")
def close_day(event: CloudWatchEvent) -> str:
    """Be triggered at 06:15 UTC, a quarter past midnight in León."""
    return lambda_handler(event.to_dict(), event.context)
