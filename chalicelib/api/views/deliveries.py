"""One delivery: what is known of it, what persons decide of it, and what they do by hand (2.5, corrections)."""

from chalicelib import bootstrap, texts_es
from chalicelib.api.delivery_models import DeliveryDetail, KitFile, KitView
from chalicelib.api.requests import Request
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import Verdict
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import GRAPHICS_CLAUSE, Publication, Rendition
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.deciding_deliveries import decide_delivery, verdicts_for
from chalicelib.procedure.kits import file_names, forms_for
from chalicelib.procedure.proving import prove_task
from chalicelib.procedure.tasks import content_of, medium_of, why_not_now


def show_delivery(request: Request) -> DeliveryDetail:
    """Show all that is known of a delivery."""
    return _detail(fetch(bootstrap.records(), request.path["delivery_id"], Delivery))


def decide_on_delivery(request: Request) -> DeliveryDetail:
    """Record what a person decides of a delivery that waits for them."""
    decided = decide_delivery(
        request.path["delivery_id"],
        request.body.decision,
        why=request.body.why,
        address=request.body.address,
        by=request.person,
        records=bootstrap.records(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _detail(decided)


def prove_by_hand(request: Request) -> DeliveryDetail:
    """Record where and when something was done by hand."""
    body = request.body
    proven = prove_task(
        request.path["delivery_id"],
        place=body.address or body.place,
        done_at=body.published_at,
        note=body.note,
        by=request.person,
        records=bootstrap.records(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _detail(proven)


def show_kit(request: Request) -> KitView:
    """Give what a person publishes by hand, if at this moment it may be published (P1)."""
    task = fetch(bootstrap.records(), request.path["delivery_id"], Delivery)
    if (task.network, task.action, task.state) != (Network.MANUAL, Action.PUBLISH, DeliveryState.TASK):
        raise InvalidInputError(texts_es.NOT_A_TASK)
    reason = why_not_now(task, bootstrap.checking_ports(), bootstrap.clock().now())
    if reason:
        raise RuleViolationError(texts_es.KIT_NOT_NOW + reason, clause=GRAPHICS_CLAUSE)
    publication = fetch(bootstrap.records(), task.subject, Publication)
    content, medium = content_of(publication, task), medium_of(task, bootstrap.catalogue())
    return KitView(
        delivery=task.id,
        medium=medium.name,
        title=publication.title,
        text=content.text,
        length=bootstrap.text_counter().length(task.network, content.text),
        instructions=list(medium.instructions),
        files=[_file(name, form) for name, form in file_names(forms_for(content, medium))],
        zip_url=bootstrap.media_files().public_url(*task.staged.media_ids) if task.staged.media_ids else None,
    )


def _file(name: str, form: Rendition) -> KitFile:
    return KitFile(
        name=name,
        url=bootstrap.media_files().public_url(form.key, form.version_id),
        alt_text=form.alt_text,
        mime_type=form.mime_type,
        width=form.width,
        height=form.height,
        size_bytes=form.size_bytes,
        sha256=form.sha256,
    )


def _detail(delivery: Delivery) -> DeliveryDetail:
    waits = delivery.attention
    return DeliveryDetail(
        **delivery.model_dump(include=set(DeliveryDetail.model_fields) & set(Delivery.model_fields) - {"decisions"}),
        first_sent_at=delivery.first_sent_after,
        may_be_out=delivery.was_uncertain or delivery.uncertain_since is not None,
        waits_for=waits.reason if waits else None,
        waits_since=waits.since if waits else None,
        decisions=list(delivery.decisions),
        possible=[*verdicts_for(delivery), *([Verdict.DONE_BY_HAND] if delivery.state is DeliveryState.TASK else [])],
    )
