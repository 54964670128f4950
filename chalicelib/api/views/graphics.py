"""The library of graphics authorised before they are used (policy: gráficos previamente autorizados)."""

from chalicelib import bootstrap
from chalicelib.api.library_models import FormView, GraphicList, GraphicView
from chalicelib.api.requests import Request
from chalicelib.domain.graphic import Graphic
from chalicelib.procedure.graphics import keep_graphic, usable_graphics, withdraw_graphic


def keep(request: Request) -> GraphicView:
    """Put a picture of a publication into the library, authorised for reuse."""
    body = request.body
    graphic = keep_graphic(
        body.publication,
        body.picture,
        name=body.name,
        alt_text=body.alt_text,
        campaign=body.campaign,
        expires_on=body.expires_on,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(graphic)


def list_graphics(request: Request) -> GraphicList:
    """List the graphics that may be used today."""
    query = request.query
    found = usable_graphics(
        campaign=query.campaign,
        department_id=query.department,
        words=query.q,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return GraphicList(graphics=[_view(graphic) for graphic in found])


def withdraw(request: Request) -> GraphicView:
    """Take a graphic out of the library; what was prepared with it stays as it was authorised."""
    graphic = withdraw_graphic(
        request.path["graphic_id"], by=request.person, records=bootstrap.records(), clock=bootstrap.clock()
    )
    return _view(graphic)


def _view(graphic: Graphic) -> GraphicView:
    return GraphicView(
        **graphic.model_dump(include=set(GraphicView.model_fields) - {"forms"}),
        forms=[
            FormView(
                network=network,
                url=bootstrap.media_files().public_url(form.key, form.version_id),
                **form.model_dump(include=set(FormView.model_fields) - {"network", "url"}),
            )
            for network, forms in graphic.renditions.items()
            for form in forms
        ],
    )
