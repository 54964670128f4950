"""The lines of the API about publications, from the authorisation to the correction."""

from chalicelib.api import day_models, library_models
from chalicelib.api import publication_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import EDITORS, IMAGE_OFFICE, OFFICE, READERS
from chalicelib.api.views import publications
from chalicelib.domain.people import Role

PUBLICATION_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/v1/publications",
        "Publicaciones de un día",
        publications.list_publications,
        models.PublicationList,
        READERS | {Role.LIAISON},
        query=day_models.DayQuery,
    ),
    Route(
        "GET",
        "/v1/publications/{publication_id}",
        "Una publicación",
        publications.show_publication,
        models.PublicationView,
        READERS | {Role.LIAISON},
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/authorisation",
        "Autorizar",
        publications.authorise,
        models.PublicationView,
        IMAGE_OFFICE,
        body=models.AuthorisationBody,
    ),
    Route(
        "DELETE",
        "/v1/publications/{publication_id}/authorisation",
        "Revocar la autorización",
        publications.revoke,
        models.PublicationView,
        IMAGE_OFFICE,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/schedule",
        "Programar",
        publications.schedule,
        models.PublicationView,
        EDITORS,
        body=models.ScheduleBody,
    ),
    Route(
        "DELETE",
        "/v1/publications/{publication_id}/schedule",
        "Cancelar la programación",
        publications.unschedule,
        models.PublicationView,
        EDITORS,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/publish",
        "Publicar ahora",
        publications.publish_now,
        models.PublicationView,
        EDITORS,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/take-down",
        "Bajar",
        publications.take_down,
        models.PublicationView,
        OFFICE,
        body=models.TakeDownBody,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/correction",
        "Corregir",
        publications.correct,
        models.PublicationView,
        EDITORS,
        body=models.CorrectionBody,
    ),
    Route(
        "POST",
        "/v1/publications/{publication_id}/edit",
        "Editar",
        publications.edit,
        models.PublicationView,
        EDITORS,
        body=library_models.EditBody,
    ),
)
