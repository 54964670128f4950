"""Monitorea las publicaciones realizadas (manual 3.1). Every minute → which posts to read now, which cases to refer."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.procedure import dispatching

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """Ask for what is due; asking twice is harmless."""
    del event, context
    asked = dispatching.dispatch_collection(
        records=bootstrap.records(), queues=bootstrap.work_queues(), clock=bootstrap.clock()
    )
    metrics.add_metric("ReadingsDispatched", MetricUnit.Count, asked)
    logger.info("ReadingsDispatched", asked=asked)
    return asked


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="dispatch_collection")
def dispatch_collection(event: CloudWatchEvent) -> int:
    """Be triggered every minute."""
    return lambda_handler(event.to_dict(), event.context)
