"""Las personas responsables: estado, autorización, correcciones, canalizaciones, reporte. API Gateway → `/v1`."""

from collections import defaultdict
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, CognitoUserPoolAuthorizer

from chalicelib.api.dispatch import answer
from chalicelib.api.routes import ROUTES
from chalicelib.triggers import PLACEHOLDER_USER_POOL

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
people = CognitoUserPoolAuthorizer("people", provider_arns=[PLACEHOLDER_USER_POOL])


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    del context
    response = answer(event, ROUTES)
    metrics.add_metric("RequestsAnswered", MetricUnit.Count, 1)
    logger.info(
        "RequestAnswered", route=event.get("resource"), method=event.get("httpMethod"), status=response["statusCode"]
    )
    return response


def api() -> Any:
    """Be triggered by API Gateway, when Chalice's own dispatch is used instead of `lambda_handler`."""
    return lambda_handler(blueprint.current_request.to_original_event(), blueprint.lambda_context)


def _register() -> None:
    """Tell Chalice each path of the table, so that the template has it with its authoriser."""
    methods: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for route in ROUTES:
        methods[route.path, route.is_public].append(route.method)
    for (path, is_public), verbs in methods.items():
        blueprint.route(path, methods=verbs, authorizer=None if is_public else people)(_view_for(path))


def _view_for(path: str) -> Any:
    def view(**_parameters: str) -> Any:
        return api()

    view.__name__ = path.strip("/").translate(str.maketrans("/{}.-", "_____"))
    return view


_register()
