"""The lines of the API about the quantitative report."""

from chalicelib.api.dispatch import Route
from chalicelib.api.report_models import PeriodQuery
from chalicelib.api.views import reports
from chalicelib.domain.people import Role
from chalicelib.domain.period_report import PeriodReport

REPORT_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/report",
        "Reporte cuantitativo: por día, semana o mes, y por publicación, campaña, red y dependencia",
        reports.show_report,
        PeriodReport,
        frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR}),
        query=PeriodQuery,
    ),
)
