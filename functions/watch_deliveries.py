"""Vigilancia de las publicaciones (manual 2.5). Every minute → what was due and is not out is counted, shown and told."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.procedure.approving import remind_of_replies
from chalicelib.procedure.supporting import tell_it_office
from chalicelib.procedure.watching import watch_deliveries as watch

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()

_NAMED = 50


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """Count what is overdue. The count is told every time, also when it is nought: silence is an alarm of its own."""
    del event, context
    overdue = watch(records=bootstrap.records(), clock=bootstrap.clock())
    metrics.add_metric("DeliveriesOverdue", MetricUnit.Count, len(overdue))
    if overdue:
        logger.error("DeliveriesOverdue", overdue=len(overdue), deliveries=[one.id for one in overdue[:_NAMED]])
    _see_to_the_rest()
    return len(overdue)


def _see_to_the_rest() -> None:
    """Remind of replies, tell the IT office. Neither may keep the count above from being told."""
    remind_of_replies(records=bootstrap.records(), clock=bootstrap.clock())
    try:
        tell_it_office(records=bootstrap.records(), it_office=bootstrap.it_office(), clock=bootstrap.clock())
    except ExternalServiceError:
        logger.exception("ItOfficeNotTold")


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="watch_deliveries")
def watch_deliveries(event: CloudWatchEvent) -> int:
    """Be triggered every minute."""
    return lambda_handler(event.to_dict(), event.context)
