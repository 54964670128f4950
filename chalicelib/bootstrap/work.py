"""Where work and cases are handed on."""

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.bootstrap.municipality import department_discretion
from chalicelib.settings import required, settings


@factory
def work_queues() -> ports.WorkQueues:
    """Give the work queues this function may write to."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.queues.work import SqsWorkQueues

    return SqsWorkQueues(
        client("sqs"),
        material=settings().material_queue_url,
        preparations=settings().preparations_queue_url,
        publications=settings().publications_queue_url,
        live_publications=settings().live_publications_queue_url,
        replies=settings().replies_queue_url,
        readings=settings().readings_queue_url,
        referrals=settings().referrals_queue_url,
        notices=settings().notices_queue_url,
    )


@factory
def department_inboxes() -> ports.DepartmentInboxes:
    """Give the departments' queues."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.queues.inboxes import SqsDepartmentInboxes
    from chalicelib.procedure.discretion import DiscreetInboxes

    prefix = required(settings().department_queue_prefix, "DEPARTMENT_QUEUE_PREFIX")
    return DiscreetInboxes(SqsDepartmentInboxes(client("sqs"), prefix), department_discretion())
