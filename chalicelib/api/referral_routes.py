"""The lines of the API about cases at the departments and the service clock."""

from chalicelib.api import referral_models as models
from chalicelib.api import service_models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import OFFICE, READERS
from chalicelib.api.views import referrals, service_times
from chalicelib.domain.people import Role

REFERRAL_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/referrals",
        "Canalizaciones",
        referrals.list_referrals,
        models.ReferralList,
        READERS | {Role.DEPARTMENT, Role.LIAISON},
        query=models.ReferralsQuery,
    ),
    Route(
        "GET",
        "/v1/referrals/overdue",
        "Canalizaciones vencidas, la más atrasada primero",
        service_times.list_overdue,
        service_models.OverdueList,
        READERS | {Role.DEPARTMENT, Role.LIAISON},
        query=service_models.OverdueQuery,
    ),
    Route(
        "GET",
        "/v1/service-times",
        "Tiempos de servicio por dependencia y mes, en horas hábiles",
        service_times.show_service_times,
        service_models.ServiceTimesView,
        READERS | {Role.DEPARTMENT, Role.LIAISON},
        query=service_models.ServiceTimesQuery,
    ),
    Route(
        "GET",
        "/v1/referrals/{folio}",
        "Una canalización",
        referrals.show_referral,
        models.ReferralView,
        READERS | {Role.DEPARTMENT, Role.LIAISON},
    ),
    Route(
        "POST",
        "/v1/referrals/{folio}/assign",
        "Asignar una canalización a otra dependencia",
        referrals.assign,
        models.ReferralView,
        OFFICE,
        body=models.AssignmentBody,
    ),
    Route(
        "POST",
        "/v1/referrals/{folio}/news",
        "Respuesta de la dependencia",
        referrals.tell_news,
        models.ReferralView,
        frozenset({Role.DEPARTMENT}),
        body=models.NewsBody,
    ),
)
