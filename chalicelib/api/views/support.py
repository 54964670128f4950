"""What offices ask of the IT office (policy on Tecnologías de la Información)."""

from chalicelib import bootstrap
from chalicelib.api.requests import Request
from chalicelib.api.support_models import SupportList, SupportView
from chalicelib.domain.people import Person, Role
from chalicelib.domain.support import SupportRequest
from chalicelib.procedure.supporting import ask_for_support, close_support, support_requests

_SEE_ALL = frozenset({Role.IT_SUPPORT, Role.IMAGE_OFFICE, Role.COORDINATOR, Role.DIRECTOR})


def ask_support(request: Request) -> SupportView:
    """Ask the IT office for help."""
    body = request.body
    asked = ask_for_support(
        subject=body.subject,
        text=body.text,
        network=body.network,
        about_record=body.about_record,
        is_urgent=body.is_urgent,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(asked)


def list_support(request: Request) -> SupportList:
    """List the requests of a day, or the open ones; who asked sees their own, the IT office and the image office all."""
    found = support_requests(bootstrap.records(), request.query.day)
    return SupportList(requests=[_view(one) for one in found if _may_see(request.person, one)])


def close_support_request(request: Request) -> SupportView:
    """Close a request with what was done."""
    closed = close_support(
        request.path["folio"],
        outcome=request.body.outcome,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(closed)


def _may_see(person: Person, asked: SupportRequest) -> bool:
    return bool(person.roles & _SEE_ALL) or person.username == asked.asked_by


def _view(asked: SupportRequest) -> SupportView:
    return SupportView(
        folio=asked.id,
        **asked.model_dump(include=set(SupportView.model_fields) & set(SupportRequest.model_fields)),
    )
