"""The API, line by line: path, who may, what goes in and comes out. Everything else about it follows from this table."""

from typing import Any

from chalicelib.api import delivery_models, library_models, models
from chalicelib.api.dispatch import Route
from chalicelib.api.openapi import describe
from chalicelib.api.requests import Request
from chalicelib.api.views import attention, days, deliveries, graphics, library, plans, publications, referrals, service
from chalicelib.domain.people import Role

_OFFICE = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR})
_EDITORS = _OFFICE | {Role.AGENCY}
_READERS = _EDITORS | {Role.DIRECTOR}
_IMAGE_OFFICE = frozenset({Role.IMAGE_OFFICE})


def _openapi(request: Request) -> dict[str, Any]:
    """Give the description of the API."""
    del request
    return describe(ROUTES)


ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/health", "El servicio responde", service.health, models.Health, None),
    Route("GET", "/v1/openapi.json", "Descripción de la API", _openapi, None, None),
    Route("GET", "/v1/days/{day}", "Estado de un día", days.show_day, models.DayStatus, _READERS | {Role.IT_SUPPORT}),
    Route(
        "GET",
        "/v1/days/{day}/records",
        "Registros de un día",
        days.list_records,
        models.RecordList,
        _READERS,
        query=models.RecordsQuery,
    ),
    Route("GET", "/v1/records/{record_id}", "Un registro", days.show_record, models.RecordView, _READERS),
    Route(
        "GET", "/v1/report", "Reporte cuantitativo", days.show_report, models.Report, _READERS, query=models.ReportQuery
    ),
    Route(
        "GET",
        "/v1/publications",
        "Publicaciones de un día",
        publications.list_publications,
        models.PublicationList,
        _READERS | {Role.LIAISON},
        query=models.DayQuery,
    ),
    Route(
        "GET",
        "/v1/publications/{publication_id}",
        "Una publicación",
        publications.show_publication,
        models.PublicationView,
        _READERS | {Role.LIAISON},
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/authorisation",
        "Autorizar",
        publications.authorise,
        models.PublicationView,
        _IMAGE_OFFICE,
        body=models.AuthorisationBody,
    ),
    Route(
        "DELETE",
        "/v1/publications/{publication_id}/authorisation",
        "Revocar la autorización",
        publications.revoke,
        models.PublicationView,
        _IMAGE_OFFICE,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/schedule",
        "Programar",
        publications.schedule,
        models.PublicationView,
        _EDITORS,
        body=models.ScheduleBody,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/publish",
        "Publicar ahora",
        publications.publish_now,
        models.PublicationView,
        _EDITORS,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/take-down",
        "Bajar",
        publications.take_down,
        models.PublicationView,
        _OFFICE,
        body=models.TakeDownBody,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/correction",
        "Corregir",
        publications.correct,
        models.PublicationView,
        _EDITORS,
        body=models.CorrectionBody,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/edit",
        "Editar",
        publications.edit,
        models.PublicationView,
        _EDITORS,
        body=library_models.EditBody,
    ),
    Route(
        "GET",
        "/v1/deliveries/{delivery_id}",
        "Una entrega: qué se sabe de ella",
        deliveries.show_delivery,
        delivery_models.DeliveryDetail,
        _READERS | {Role.IT_SUPPORT},
    ),
    Route(
        "POST",
        "/v1/deliveries/{delivery_id}/decision",
        "Decidir sobre una entrega que espera a una persona",
        deliveries.decide_on_delivery,
        delivery_models.DeliveryDetail,
        _OFFICE,
        body=delivery_models.DeliveryDecisionBody,
    ),
    Route(
        "GET",
        "/v1/deliveries/{delivery_id}/kit",
        "Paquete para publicar a mano en otro medio",
        deliveries.show_kit,
        delivery_models.KitView,
        _EDITORS,
    ),
    Route(
        "POST",
        "/v1/deliveries/{delivery_id}/proof",
        "Registrar lo que se hizo a mano: dónde y cuándo",
        deliveries.prove_by_hand,
        delivery_models.DeliveryDetail,
        _EDITORS,
        body=delivery_models.ProofBody,
    ),
    Route(
        "POST",
        "/v1/publications",
        "Publicación al momento, con gráficos autorizados",
        plans.publish_direct,
        library_models.PlannedView,
        _EDITORS,
        body=library_models.DirectBody,
    ),
    Route(
        "POST",
        "/v1/plans",
        "Plan de campaña",
        plans.plan,
        library_models.PlanView,
        _EDITORS,
        body=library_models.PlanBody,
    ),
    Route(
        "GET",
        "/v1/graphics",
        "Gráficos autorizados",
        graphics.list_graphics,
        library_models.GraphicList,
        _READERS,
        query=library_models.GraphicsQuery,
    ),
    Route(
        "POST",
        "/v1/graphics",
        "Autorizar un gráfico para usarlo después",
        graphics.keep,
        library_models.GraphicView,
        _IMAGE_OFFICE,
        body=library_models.GraphicBody,
    ),
    Route(
        "DELETE",
        "/v1/graphics/{graphic_id}",
        "Retirar un gráfico",
        graphics.withdraw,
        library_models.GraphicView,
        _IMAGE_OFFICE,
    ),
    Route(
        "GET",
        "/v1/media",
        "Biblioteca de medios",
        library.list_media,
        library_models.MediaList,
        _READERS,
        query=library_models.MediaQuery,
    ),
    Route(
        "GET",
        "/v1/attention",
        "Lo que espera a una persona",
        attention.list_attention,
        models.AttentionList,
        _READERS | {Role.IT_SUPPORT},
    ),
    Route(
        "DELETE",
        "/v1/attention/{bulletin_id}",
        "Material rechazado: visto",
        attention.dismiss,
        models.AttentionList,
        _EDITORS,
    ),
    Route(
        "POST",
        "/v1/comments/{comment_id}/decision",
        "Decidir qué es un comentario",
        attention.decide,
        models.CommentView,
        _EDITORS,
        body=models.DecisionBody,
    ),
    Route(
        "GET",
        "/v1/referrals",
        "Canalizaciones",
        referrals.list_referrals,
        models.ReferralList,
        _READERS | {Role.DEPARTMENT, Role.LIAISON},
        query=models.ReferralsQuery,
    ),
    Route(
        "GET",
        "/v1/referrals/{folio}",
        "Una canalización",
        referrals.show_referral,
        models.ReferralView,
        _READERS | {Role.DEPARTMENT, Role.LIAISON},
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
