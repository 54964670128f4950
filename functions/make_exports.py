"""Exportaciones de registros (manual 7). Every minute → what a person ordered is copied, one ZIP for each day."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.procedure.exporting import make_exports as make

LEFT_SECONDS = 450
"""How long before its end a run begins no further day: one of 100,000 objects takes less. The next run goes on."""

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """Make what was ordered. A day that could not be made fails the run: the alarm tells, and the next but some goes on."""
    del event
    left = timedelta(milliseconds=context.get_remaining_time_in_millis()) - timedelta(seconds=LEFT_SECONDS)
    made = make(bootstrap.export_ports(), bootstrap.clock().now() + left)
    metrics.add_metric("ExportsWorkedOn", MetricUnit.Count, len(made))
    for export in made:
        logger.info(
            "RecordsExported",
            export=export.id,
            by=export.by,
            first=export.first.isoformat(),
            last=export.last.isoformat(),
            is_public=export.is_public,
            state=export.state,
            days=len(export.files),
        )
    return len(made)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="make_exports")
def make_exports(event: CloudWatchEvent) -> int:
    """Be triggered every minute."""
    return lambda_handler(event.to_dict(), event.context)
