"""What is planned before its files come: a campaign's calendar, and a publication of the moment (manual 2.5)."""

import base64
import binascii

from chalicelib import bootstrap, texts_es
from chalicelib.api.library_models import PlannedView, PlanRowView, PlanView
from chalicelib.api.requests import Request
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import InvalidInputError
from chalicelib.procedure.plan_checks import Change, PlannedRow
from chalicelib.procedure.planning import PlanMode, plan_campaign, plan_publication


def plan(request: Request) -> PlanView:
    """Plan a campaign from its calendar, every row with its errors, all or nothing by choice."""
    body = request.body
    try:
        content = base64.b64decode("".join(body.content_base64.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError(texts_es.PLAN_NOT_BASE64) from error
    rows = bootstrap.plan_reader().read(body.file_name, content)
    planned = plan_campaign(
        rows, mode=body.mode, is_trial=body.dry_run, by=request.person, ports=bootstrap.planning_ports()
    )
    wrong = sum(not row.is_ok for row in planned)
    is_stored = not body.dry_run and (body.mode is PlanMode.VALID_ROWS or not wrong)
    return PlanView(
        is_stored=is_stored,
        message=texts_es.plan_outcome(len(planned) - wrong, wrong, is_stored=is_stored),
        created=sum(row.change is Change.NEW for row in planned) if is_stored else 0,
        changed=sum(row.change is Change.CHANGED for row in planned) if is_stored else 0,
        wrong=wrong,
        rows=[_row(row) for row in planned],
    )


def publish_direct(request: Request) -> PlannedView:
    """Prepare a publication from texts and graphics of the library; it waits for its authorisation like any other."""
    body = request.body
    networks = tuple(body.networks or bootstrap.catalogue().networks)
    bulletin = plan_publication(body.order(networks), body.name, by=request.person, ports=bootstrap.planning_ports())
    return _planned(bulletin)


def _row(row: PlannedRow) -> PlanRowView:
    return PlanRowView(
        row=row.number,
        ok=row.is_ok,
        errors=list(row.errors),
        change=row.change,
        planned=_planned(row.bulletin) if row.bulletin else None,
    )


def _planned(bulletin: Bulletin) -> PlannedView:
    return PlannedView(
        bulletin=bulletin.id,
        publication=ids.publication_id(bulletin.id),
        folder=f"{bulletin.source}/{bulletin.on.isoformat()}/{bulletin.slug}/",
        waits_for=texts_es.set_incomplete(bulletin.lacks) if bulletin.lacks else None,
    )
