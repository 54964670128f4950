"""The lawful cancellation of citizens' texts: asked for by one person, confirmed by another (manual 7)."""

from chalicelib import bootstrap
from chalicelib.api.cancelling_models import CancellationList, CancellationView, ClearedView
from chalicelib.api.requests import Request
from chalicelib.domain.cancellation import Cancellation
from chalicelib.procedure import cancelling
from chalicelib.texts_es import cancelling as texts


def list_cancellations(request: Request) -> CancellationList:
    """List the cancellations of a day, or those that are not carried out yet."""
    found = cancelling.cancellations(request.query.day, records=bootstrap.records(), clock=bootstrap.clock())
    return CancellationList(cancellations=[_view(one) for one in found])


def ask_cancellation(request: Request) -> CancellationView:
    """Ask for a cancellation."""
    asked = cancelling.ask_cancellation(
        request.body.comments,
        legal_reference=request.body.legal_reference,
        reason=request.body.reason,
        by=request.person,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(asked)


def confirm_cancellation(request: Request) -> CancellationView:
    """Agree to one, as a second person."""
    cancellation_id = request.path["cancellation_id"]
    return _view(
        cancelling.confirm_cancellation(
            cancellation_id, by=request.person, records=bootstrap.records(), clock=bootstrap.clock()
        )
    )


def withdraw_cancellation(request: Request) -> CancellationView:
    """Give one up that nobody confirmed."""
    cancellation_id = request.path["cancellation_id"]
    return _view(cancelling.withdraw_cancellation(cancellation_id, by=request.person, records=bootstrap.records()))


def _view(act: Cancellation) -> CancellationView:
    said = act.model_dump(include=set(CancellationView.model_fields) & set(Cancellation.model_fields) - {"cleared"})
    cleared = [ClearedView(id=one.id, kind=one.kind, revisions=one.revisions) for one in act.cleared]
    message = act.attention.reason if act.attention else texts.MESSAGES[act.state]
    return CancellationView(**said, cleared=cleared, message=message)
