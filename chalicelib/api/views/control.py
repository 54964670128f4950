"""Persons' orders over everything that goes out: general stop, restricted mode, blackout windows (policies)."""

from datetime import date

from chalicelib import bootstrap
from chalicelib.api.control_models import (
    ControlView,
    OrderLine,
    RestrictionView,
    SignedView,
    WindowList,
    WindowView,
)
from chalicelib.api.requests import Request
from chalicelib.domain.blackout import BlackoutWindow, is_among
from chalicelib.domain.calendar import local_day
from chalicelib.domain.control import CONTROL_ID, DeclaredWindow, PublishingControl, SignedOrder, no_orders
from chalicelib.domain.publishing_order import PublishingOrder
from chalicelib.procedure import commanding


def show_orders(request: Request) -> ControlView:
    """Show what is in force, and the orders of a day."""
    return _view(request.query.day)


def stop(request: Request) -> ControlView:
    """Stop posts, replies and edits at once."""
    commanding.stop_everything(request.body.why, request.person, _ports())
    return _view()


def resume(request: Request) -> ControlView:
    """Lift the general stop."""
    commanding.resume(request.query.why, request.person, _ports())
    return _view()


def restrict(request: Request) -> ControlView:
    """Let only the exempt classes out."""
    commanding.restrict(request.body.why, request.body.until, request.person, _ports())
    return _view()


def lift_restriction(request: Request) -> ControlView:
    """Lift the restricted mode."""
    commanding.lift_restriction(request.query.why, request.person, _ports())
    return _view()


def list_windows(request: Request) -> WindowList:
    """List the windows that are not over, the catalogue's and the declared ones."""
    del request
    return _windows()


def declare_window(request: Request) -> WindowList:
    """Declare a window, without a new version of the catalogue."""
    body = request.body
    window = BlackoutWindow.model_validate(body.model_dump(exclude={"why"}))
    commanding.declare_window(window, body.why, request.person, _ports())
    return _windows()


def lift_window(request: Request) -> WindowList:
    """Lift a declared window before its time."""
    commanding.lift_window(request.path["window_id"], request.query.why, request.person, _ports())
    return _windows()


def _ports() -> commanding.CommandPorts:
    return commanding.CommandPorts(
        bootstrap.records(), bootstrap.catalogue(), bootstrap.work_queues(), bootstrap.clock()
    )


def _control() -> PublishingControl:
    found = bootstrap.records().find(CONTROL_ID)
    return found if isinstance(found, PublishingControl) else no_orders(bootstrap.clock().now())


def _view(day: date | None = None) -> ControlView:
    now, control = bootstrap.clock().now(), _control()
    found = bootstrap.records().of_day(day or local_day(now), "ORD-")
    orders = [order for order in found if isinstance(order, PublishingOrder)]
    mode = control.restricted if control.restricted and control.restricted.is_on(now) else None
    return ControlView(
        stop=_signed(control.stop) if control.stop else None,
        restricted=RestrictionView(**mode.model_dump()) if mode else None,
        exempt_categories=list(bootstrap.catalogue().restricted_exemptions),
        orders=[_line(order) for order in sorted(orders, key=lambda order: order.created_at, reverse=True)],
    )


def _line(order: PublishingOrder) -> OrderLine:
    return OrderLine(
        id=order.id,
        act=order.act,
        by=order.by,
        at=order.created_at,
        why=order.why,
        name=order.window.name if order.window else None,
        until=order.until or (order.window.closes_at if order.window else None),
        lifts=order.lifts,
    )


def _windows() -> WindowList:
    now, known = bootstrap.clock().now(), bootstrap.catalogue().blackout_windows
    every: list[BlackoutWindow] = [*(window for window in known if window.closes_at > now), *_control().not_over(now)]
    return WindowList(windows=[_window(window) for window in sorted(every, key=lambda window: window.opens_at)])


def _window(window: BlackoutWindow) -> WindowView:
    order = window.order if isinstance(window, DeclaredWindow) else None
    return WindowView(
        id=order.id if order else None,
        name=window.name,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        territory=window.territory,
        exempt_categories=sorted(window.exempt_categories),
        binds=is_among(window.territory, bootstrap.catalogue().territories),
        is_open=window.is_open(bootstrap.clock().now()),
        order=_signed(order) if order else None,
    )


def _signed(order: SignedOrder) -> SignedView:
    return SignedView(id=order.id, by=order.by, at=order.at, why=order.why)
