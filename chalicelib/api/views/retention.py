"""Disposal by two persons, and the legal holds that win over it (manual 7)."""

from pydantic import ValidationError

from chalicelib import bootstrap
from chalicelib.api.requests import Request
from chalicelib.api.retention_models import DisposalsView, DisposalView, HoldList, HoldView, InventoryLine
from chalicelib.domain.disposal import Disposal, DisposalPage, key_of
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.hold import HeldMatter, Hold
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.disposing import approve_disposal, disposals_open, order_disposal
from chalicelib.procedure.holds import holds_in_force, lift_hold, place_hold
from chalicelib.texts_es import retention as texts


def list_disposals(request: Request) -> DisposalsView:
    """List what waits for a person."""
    del request
    return DisposalsView(disposals=[_disposal(one) for one in disposals_open(bootstrap.records())])


def show_disposal(request: Request) -> DisposalView:
    """Show a day's disposal, and a page of its inventory."""
    disposal = fetch(bootstrap.records(), request.path["disposal_id"], Disposal)
    return _disposal(disposal, request.query.page)


def approve(request: Request) -> DisposalView:
    """Approve a list, as the first person."""
    approved = approve_disposal(
        request.path["disposal_id"],
        ground=request.body.ground,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _disposal(approved)


def execute(request: Request) -> DisposalView:
    """Order an approved list to be executed, as the second person."""
    ordered = order_disposal(
        request.path["disposal_id"], by=request.person, records=bootstrap.records(), clock=bootstrap.clock()
    )
    return _disposal(ordered)


def place(request: Request) -> HoldView:
    """Place a legal hold."""
    body = request.body
    try:
        matter = HeldMatter(scope=body.scope, value=body.value, first=body.first, last=body.last)
    except ValidationError as exc:
        raise InvalidInputError(texts.HOLD_SCOPE_UNCLEAR) from exc
    placed = place_hold(
        matter,
        reason=body.reason,
        by=request.person,
        records=bootstrap.records(),
        archive=bootstrap.archive_disposal(),
        clock=bootstrap.clock(),
    )
    return _hold(placed)


def list_holds(request: Request) -> HoldList:
    """List the holds in force."""
    del request
    return HoldList(holds=[_hold(one) for one in holds_in_force(bootstrap.records(), bootstrap.clock())])


def lift(request: Request) -> HoldView:
    """Ask to lift a hold, or agree to it as the second person."""
    lifted = lift_hold(
        request.path["hold_id"],
        reason=request.body.reason,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _hold(lifted)


def _disposal(disposal: Disposal, page: int | None = None) -> DisposalView:
    return DisposalView(
        id=disposal.id,
        day=disposal.day,
        state=disposal.state,
        due_at=disposal.due_at,
        lists=list(disposal.lists),
        inventory=_inventory(disposal, page) if page else [],
    )


def _inventory(disposal: Disposal, page: int) -> list[InventoryLine]:
    names = disposal.current.pages[page - 1 : page] if disposal.lists else ()
    lines: list[InventoryLine] = []
    for name in names:
        found = fetch(bootstrap.records(), name, DisposalPage)
        for entry in found.entries:
            told = entry.model_dump(include=set(InventoryLine.model_fields))
            lines.append(InventoryLine(**told, kept_back=found.kept_back.get(key_of(entry))))
    return lines


def _hold(hold: Hold) -> HoldView:
    return HoldView(**{name: getattr(hold, name) for name in HoldView.model_fields})
