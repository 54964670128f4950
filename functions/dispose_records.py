"""Baja documental (manual 7). Every hour → what is past its term is listed; what two persons ordered is carried out."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.procedure.erasing import dispose

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """Go on with what was ordered, then list what is due. Running it twice is harmless."""
    del event, context
    executed, listed = dispose(bootstrap.disposal_ports())
    metrics.add_metric("DisposalsExecuted", MetricUnit.Count, executed)
    logger.info("DisposalsSeen", executed=executed, listed=listed)
    return executed


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="dispose_records")
def dispose_records(event: CloudWatchEvent) -> int:
    """Be triggered every hour."""
    return lambda_handler(event.to_dict(), event.context)
