"""Programación de las publicaciones (manual 2.5). Every minute → what is due within the next one, to the second."""

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
    asked = dispatching.dispatch_publications(
        records=bootstrap.records(), queues=bootstrap.work_queues(), clock=bootstrap.clock()
    )
    metrics.add_metric("PublicationsDispatched", MetricUnit.Count, asked)
    logger.info("PublicationsDispatched", asked=asked)
    return asked


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="dispatch_publications")
def dispatch_publications(event: CloudWatchEvent) -> int:
    """Be triggered every minute."""
    return lambda_handler(event.to_dict(), event.context)
