"""Otros programas leen y presentan reportes por Open311 (manual 4.1, 4.2). API Gateway → `/open311/v2`."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint

from chalicelib.api.open311 import answer_open311 as answer

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one call. What was asked is not logged: a form carries a key, and what a citizen wrote."""
    del context
    response = answer(event)
    metrics.add_metric("Open311CallsAnswered", MetricUnit.Count, 1)
    logger.info("Open311CallAnswered", method=event.get("httpMethod"), status=response["statusCode"])
    return response


@blueprint.lambda_function(name="answer_open311")
def answer_open311(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Be triggered by API Gateway: paths of its own, which `infra/open311.py` leads here and to no other function."""
    return lambda_handler(event, context)
