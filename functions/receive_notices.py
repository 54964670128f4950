"""Lo que Meta avisa por sí misma de los comentarios (manual 3.1). API Gateway, without signing in → S3, SQS."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint

from chalicelib import bootstrap
from chalicelib.api.notices import answer_notice

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Keep one notice, or answer the handshake of a subscription."""
    del context
    response = answer_notice(
        event,
        gate=bootstrap.notice_gate(),
        files=bootstrap.notice_files(),
        queues=bootstrap.work_queues(),
    )
    metrics.add_metric("NoticesAnswered", MetricUnit.Count, 1)
    logger.info("NoticeAnswered", method=event.get("httpMethod"), status=response["statusCode"])
    return response


@blueprint.lambda_function(name="receive_notices")
def receive_notices(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Be triggered by API Gateway: a path of its own, which `infra/webhooks.py` leads here and to no other function."""
    return lambda_handler(event, context)
