"""The lines of the API about how much of the comments is collected."""

from chalicelib.api import coverage_models as models
from chalicelib.api import day_models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import READERS
from chalicelib.api.views import coverage
from chalicelib.domain.people import Role

COVERAGE_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/coverage",
        "Cobertura: comentarios recogidos frente a los que cuenta cada red",
        coverage.list_coverage,
        models.CoverageList,
        READERS | {Role.IT_SUPPORT},
        query=day_models.DayQuery,
    ),
)
