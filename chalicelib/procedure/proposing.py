"""5.1 Propuestas: any office proposes; the image office takes it into the plan, or declines it with a reason."""

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.order import Plan, PublicationOrder
from chalicelib.domain.people import Person, Role
from chalicelib.domain.plan import slug_of
from chalicelib.domain.proposal import Proposal, ProposalState, Wish, new_proposal
from chalicelib.ports import Catalogue, Clock, Records
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.plan_checks import FURTHEST, department_id
from chalicelib.procedure.planning import SOURCE
from chalicelib.texts_es import plan as texts
from chalicelib.texts_es import plan_department_unknown

_SLUG_LENGTH = 48
_WORKS_FOR_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY})


def propose(wish: Wish, *, by: Person, records: Records, catalogue: Catalogue, clock: Clock) -> Proposal:
    """
    Record what an office proposes; it waits for the image office. The same again on the same day is the same proposal.

    A liaison proposes for their own department, whatever they write.

    Raises:
        InvalidInputError: the day is past or more than a year away, the title says nothing, or there is no such department.
    """
    now = clock.now()
    today = local_day(now)
    if wish.on > today + FURTHEST:
        raise InvalidInputError(texts.PROPOSAL_TOO_FAR)
    if wish.on < today or (wish.publish_at is not None and wish.publish_at <= now):
        raise InvalidInputError(texts.PROPOSAL_PAST)
    if not slug_of(wish.title):
        raise InvalidInputError(texts.NAME_SAYS_NOTHING)
    of_department = wish.model_copy(update={"department_id": _department(wish, by, catalogue)})
    proposal_id = ids.proposal_id(today, by.username, slug_of(wish.title), wish.on.isoformat())
    records.insert_new([new_proposal(proposal_id, of_department, by=by.username, now=now)])
    return fetch(records, proposal_id, Proposal)


def _department(wish: Wish, by: Person, catalogue: Catalogue) -> str | None:
    if not by.roles & _WORKS_FOR_ALL:
        if by.department_id is None:
            raise InvalidInputError(texts.PROPOSAL_NEEDS_DEPARTMENT)
        return by.department_id
    if wish.department_id is None:
        return by.department_id
    known = department_id(wish.department_id, catalogue)
    if known is None:
        raise InvalidInputError(plan_department_unknown(wish.department_id))
    return known


def accept_proposal(proposal_id: str, *, by: Person, records: Records, clock: Clock) -> Proposal:
    """
    Take a proposal into the plan: a bulletin that waits for its text and its pictures, in a folder of the image area.

    Safe to repeat. Its idea is no text: nothing of it goes out by itself. The two are stored in one act.

    Raises:
        NotFoundError: there is no such proposal.
        InvalidInputError: it was declined, or its day is past.
        RecordConflictError: somebody answered or moved it at the same moment.
    """
    proposal = fetch(records, proposal_id, Proposal)
    if proposal.state is ProposalState.ACCEPTED:
        return proposal
    now = clock.now()
    wish = proposal.wish
    if wish.on < local_day(now) or (wish.publish_at is not None and wish.publish_at <= now):
        raise InvalidInputError(texts.PROPOSAL_PAST)
    bulletin = _bulletin_of(proposal)
    accepted = proposal.accepted(bulletin.id, by=by.username, now=now)
    plan = Plan(order=_order_of(wish), by=proposal.proposed_by, title=wish.title)
    planned = bulletin.evolve(created_at=now).planned(plan, wish.department_id, now)
    records.commit(insert=[planned], replace=[accepted])
    return fetch(records, proposal_id, Proposal)


def decline_proposal(proposal_id: str, because: str, *, by: Person, records: Records, clock: Clock) -> Proposal:
    """
    Decline a proposal with a reason. Safe to repeat.

    Raises:
        NotFoundError: there is no such proposal.
        InvalidInputError: it was accepted.
    """
    now = clock.now()
    return amend(records, proposal_id, Proposal, lambda known: known.declined(because, by=by.username, now=now))


def _bulletin_of(proposal: Proposal) -> Bulletin:
    """Name the folder after the title; the proposal's own letters keep two of one title and day apart."""
    slug = f"{slug_of(proposal.wish.title)[:_SLUG_LENGTH].strip('-')}-{proposal.id[-4:].lower()}"
    on = proposal.wish.on
    bulletin_id = ids.bulletin_id(on, SOURCE, slug)
    return Bulletin(id=bulletin_id, created_at=proposal.created_at, source=SOURCE, on=on, slug=slug, settled=True)


def _order_of(wish: Wish) -> PublicationOrder:
    return PublicationOrder(
        networks=wish.networks or None,
        publish_at=wish.publish_at,
        campaign=wish.campaign,
        category=wish.category,
    )
