"""The lines of the API about publishing at once, plans, authorised graphics and the media library."""

from chalicelib.api import library_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import EDITORS, IMAGE_OFFICE, READERS
from chalicelib.api.views import graphics, library, plans

LIBRARY_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/v1/publications",
        "Publicación al momento, con gráficos autorizados",
        plans.publish_direct,
        models.PlannedView,
        EDITORS,
        body=models.DirectBody,
    ),
    Route(
        "POST",
        "/v1/plans",
        "Plan de campaña",
        plans.plan,
        models.PlanView,
        EDITORS,
        body=models.PlanBody,
    ),
    Route(
        "GET",
        "/v1/graphics",
        "Gráficos autorizados",
        graphics.list_graphics,
        models.GraphicList,
        READERS,
        query=models.GraphicsQuery,
    ),
    Route(
        "POST",
        "/v1/graphics",
        "Autorizar un gráfico para usarlo después",
        graphics.keep,
        models.GraphicView,
        IMAGE_OFFICE,
        body=models.GraphicBody,
    ),
    Route(
        "DELETE",
        "/v1/graphics/{graphic_id}",
        "Retirar un gráfico",
        graphics.withdraw,
        models.GraphicView,
        IMAGE_OFFICE,
    ),
    Route(
        "GET",
        "/v1/media",
        "Biblioteca de medios",
        library.list_media,
        models.MediaList,
        READERS,
        query=models.MediaQuery,
    ),
)
