"""What offices propose, and what the image office answers (manual 5.1)."""

from chalicelib import bootstrap
from chalicelib.api.dispatch import no_such_record
from chalicelib.api.plan_models import ProposalView
from chalicelib.api.requests import Request
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.people import Role
from chalicelib.domain.proposal import Proposal
from chalicelib.procedure import proposing
from chalicelib.procedure.amending import fetch

_SEE_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR})


def propose(request: Request) -> ProposalView:
    """Propose a publication; it stands on the plan and waits for the image office."""
    proposal = proposing.propose(
        request.body.wish(),
        by=request.person,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        clock=bootstrap.clock(),
    )
    return _view(proposal)


def show_proposal(request: Request) -> ProposalView:
    """Show a proposal and what became of it."""
    proposal = fetch(bootstrap.records(), request.path["proposal_id"], Proposal)
    is_theirs = proposal.wish.department_id is not None and (
        proposal.wish.department_id == request.person.department_id
    )
    if not (request.person.roles & _SEE_ALL or is_theirs):
        raise no_such_record()
    return _view(proposal)


def accept_proposal(request: Request) -> ProposalView:
    """Take a proposal into the plan: it waits for its text and its pictures in its folder."""
    return _view(
        proposing.accept_proposal(
            request.path["proposal_id"], by=request.person, records=bootstrap.records(), clock=bootstrap.clock()
        )
    )


def decline_proposal(request: Request) -> ProposalView:
    """Decline a proposal, with the reason that whoever proposed it reads."""
    return _view(
        proposing.decline_proposal(
            request.path["proposal_id"],
            request.body.because,
            by=request.person,
            records=bootstrap.records(),
            clock=bootstrap.clock(),
        )
    )


def _view(proposal: Proposal) -> ProposalView:
    wish = proposal.wish
    bulletin = bootstrap.records().find(proposal.bulletin) if proposal.bulletin else None
    folder = f"{bulletin.source}/{bulletin.on.isoformat()}/{bulletin.slug}/" if isinstance(bulletin, Bulletin) else None
    return ProposalView(
        id=proposal.id,
        title=wish.title,
        idea=wish.idea,
        why=wish.why,
        on=wish.on,
        at=wish.at,
        networks=list(wish.networks),
        campaign=wish.campaign,
        category=wish.category,
        department_id=wish.department_id,
        proposed_by=proposal.proposed_by,
        proposed_at=proposal.created_at,
        state=proposal.state,
        decided_by=proposal.decided_by,
        decided_at=proposal.decided_at,
        decided_because=proposal.decided_because,
        bulletin=proposal.bulletin,
        folder=folder,
    )
