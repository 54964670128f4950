"""The plan's lines of the API (5.1)."""

from chalicelib.api import plan_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.views import calendar_feed, campaigns, plan_calendar, proposals
from chalicelib.domain.people import Role

_OFFICE = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR})
_EDITORS = _OFFICE | {Role.AGENCY}
_READERS = _EDITORS | {Role.DIRECTOR}
_WHO_PROPOSES = _EDITORS | {Role.LIAISON}
_GIVES_KEYS = frozenset({Role.COORDINATOR, Role.IT_SUPPORT})

PLAN_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/plan",
        "El plan: lo propuesto, planeado, programado y publicado, con sus choques",
        plan_calendar.show_plan,
        models.PlanCalendar,
        _READERS | {Role.LIAISON},
        query=models.PlanQuery,
    ),
    Route(
        "GET",
        "/v1/plan/page",
        "El plan de un mes como página para imprimir",
        plan_calendar.show_page,
        None,
        _READERS | {Role.LIAISON},
        query=models.PlanPageQuery,
        produces="text/html",
    ),
    Route(
        "GET",
        "/v1/plan/evidence",
        "Lo que funcionó antes en una red, con su incertidumbre",
        plan_calendar.show_evidence,
        models.EvidenceView,
        _READERS,
        query=models.EvidenceQuery,
    ),
    Route(
        "POST",
        "/v1/plan/proposals",
        "Proponer una publicación",
        proposals.propose,
        models.ProposalView,
        _WHO_PROPOSES,
        body=models.ProposalBody,
    ),
    Route(
        "GET",
        "/v1/plan/proposals/{proposal_id}",
        "Una propuesta y su respuesta",
        proposals.show_proposal,
        models.ProposalView,
        _READERS | {Role.LIAISON},
    ),
    Route(
        "POST",
        "/v1/plan/proposals/{proposal_id}/acceptance",
        "Aceptar una propuesta en el plan",
        proposals.accept_proposal,
        models.ProposalView,
        _OFFICE,
    ),
    Route(
        "POST",
        "/v1/plan/proposals/{proposal_id}/declining",
        "Declinar una propuesta, con el motivo",
        proposals.decline_proposal,
        models.ProposalView,
        _OFFICE,
        body=models.DecliningBody,
    ),
    Route(
        "POST",
        "/v1/plan/{record_id}/move",
        "Mover a otro día u otra hora",
        plan_calendar.move_on_plan,
        models.MovedView,
        _OFFICE,
        body=models.MoveBody,
    ),
    Route(
        "POST",
        "/v1/campaigns",
        "Registrar una campaña con sus metas",
        campaigns.plan_campaign_goals,
        models.CampaignView,
        _OFFICE,
        body=models.CampaignBody,
    ),
    Route(
        "GET",
        "/v1/campaigns",
        "Campañas vigentes y por venir",
        campaigns.list_campaigns,
        models.CampaignList,
        _READERS | {Role.LIAISON},
        query=models.CampaignsQuery,
    ),
    Route(
        "GET",
        "/v1/campaigns/{campaign_id}",
        "Una campaña y su avance frente a las metas",
        campaigns.show_campaign,
        models.CampaignView,
        _READERS,
    ),
    Route(
        "POST",
        "/v1/campaigns/{campaign_id}/closing",
        "Cerrar una campaña",
        campaigns.close_campaign,
        models.CampaignView,
        _OFFICE,
        body=models.CampaignClosingBody,
    ),
    Route(
        "POST",
        "/v1/calendar-keys",
        "Dar la dirección del plan para Outlook o Google Calendar",
        calendar_feed.issue_calendar_key,
        models.CalendarKeyView,
        _GIVES_KEYS,
        body=models.CalendarKeyBody,
    ),
    Route(
        "DELETE",
        "/v1/calendar-keys/{key_id}",
        "Retirar la dirección de un calendario",
        calendar_feed.revoke_calendar_key,
        models.CalendarKeyView,
        _GIVES_KEYS,
    ),
    Route(
        "GET",
        "/v1/calendar/{file}",
        "El plan como calendario (.ics)",
        calendar_feed.read_calendar,
        None,
        None,
        produces="text/calendar",
    ),
)
