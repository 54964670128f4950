"""The API, line by line: path, who may, what goes in and comes out. Everything else about it follows from this table."""

from typing import Any

from chalicelib.api.account_routes import ACCOUNT_ROUTES
from chalicelib.api.attention_routes import ATTENTION_ROUTES
from chalicelib.api.cancelling_routes import CANCELLING_ROUTES
from chalicelib.api.client_key_routes import CLIENT_KEY_ROUTES
from chalicelib.api.comment_routes import COMMENT_ROUTES
from chalicelib.api.control_routes import CONTROL_ROUTES
from chalicelib.api.coverage_routes import COVERAGE_ROUTES
from chalicelib.api.day_routes import DAY_ROUTES
from chalicelib.api.delivery_routes import DELIVERY_ROUTES
from chalicelib.api.dispatch import Route
from chalicelib.api.exporting_routes import EXPORTING_ROUTES
from chalicelib.api.health_models import Health
from chalicelib.api.library_routes import LIBRARY_ROUTES
from chalicelib.api.openapi import describe
from chalicelib.api.plan_routes import PLAN_ROUTES
from chalicelib.api.publication_routes import PUBLICATION_ROUTES
from chalicelib.api.question_routes import QUESTION_ROUTES
from chalicelib.api.referral_routes import REFERRAL_ROUTES
from chalicelib.api.report_routes import REPORT_ROUTES
from chalicelib.api.requests import Request
from chalicelib.api.retention_routes import RETENTION_ROUTES
from chalicelib.api.support_routes import SUPPORT_ROUTES
from chalicelib.api.views import service


def _openapi(request: Request) -> dict[str, Any]:
    """Give the description of the API."""
    del request
    return describe(ROUTES)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/health", "El servicio responde", service.health, Health, None),
    Route("GET", "/v1/openapi.json", "Descripción de la API", _openapi, None, None),
    *DAY_ROUTES,
    *REPORT_ROUTES,
    *COVERAGE_ROUTES,
    *PUBLICATION_ROUTES,
    *DELIVERY_ROUTES,
    *LIBRARY_ROUTES,
    *ATTENTION_ROUTES,
    *ACCOUNT_ROUTES,
    *COMMENT_ROUTES,
    *QUESTION_ROUTES,
    *REFERRAL_ROUTES,
    *CLIENT_KEY_ROUTES,
    *SUPPORT_ROUTES,
    *CONTROL_ROUTES,
    *PLAN_ROUTES,
    *EXPORTING_ROUTES,
    *CANCELLING_ROUTES,
    *RETENTION_ROUTES,
)
