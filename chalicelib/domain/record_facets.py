"""
By what a record is found: its networks, campaign, department, people, state and words (manual 7).

Each kind says it in fields of its own; what a kind does not have, a search for it does not find.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.domain.material import FileRole
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record, RecordKind

if TYPE_CHECKING:
    from chalicelib.domain.bulletin import Bulletin
    from chalicelib.domain.campaign import Campaign
    from chalicelib.domain.cancellation import Cancellation
    from chalicelib.domain.classification import CommentKind, Sentiment
    from chalicelib.domain.client_key import ClientKey
    from chalicelib.domain.comment import Comment
    from chalicelib.domain.decision import Decision
    from chalicelib.domain.delivery import Delivery
    from chalicelib.domain.graphic import Graphic
    from chalicelib.domain.post import Post
    from chalicelib.domain.proposal import Proposal
    from chalicelib.domain.publication import Publication
    from chalicelib.domain.publishing_order import PublishingOrder
    from chalicelib.domain.referral import Referral
    from chalicelib.domain.support import SupportRequest


@dataclass(frozen=True)
class Facets:
    """
    What a record may be found by.

    `campaign` is the record's own; `publication` the id of the one it belongs to, whose campaign is its campaign too. `handle`
    is the citizen's as the network writes it. `texts` are all its words, also earlier versions'.
    """

    networks: frozenset[Network] = frozenset()
    campaign: str | None = None
    publication: str | None = None
    department_id: str | None = None
    comment_kind: "CommentKind | None" = None
    sentiment: "Sentiment | None" = None
    handle: str | None = None
    state: str | None = None
    texts: tuple[str, ...] = ()


def facets_of(record: Record) -> Facets:
    """Say what a record is found by; a kind that is not described here by its state, its department and why it waits."""
    own = _OF_KIND.get(record.kind, _of_any)(record)
    return own if record.attention is None else replace(own, texts=(*own.texts, record.attention.reason))


def _of_comment(comment: "Comment") -> Facets:
    reading = comment.classification
    return Facets(
        _one(comment.network),
        publication=comment.publication,
        department_id=reading.department_id,
        comment_kind=reading.comment_kind,
        sentiment=reading.sentiment,
        handle=comment.author_handle,
        state=comment.state,
        texts=tuple(version.text for version in comment.versions),
    )


def _of_referral(case: "Referral") -> Facets:
    notes = tuple(act.note for act in case.history if act.note)
    return Facets(
        _one(case.network),
        publication=case.publication,
        department_id=case.department_id,
        comment_kind=case.comment_kind,
        handle=case.author_handle,
        state=case.state,
        texts=(case.text, case.place or "", case.department_folio or "", *notes),
    )


def _of_publication(publication: "Publication") -> Facets:
    contents = [content for version in publication.versions for content in version.networks.values()]
    said = dict.fromkeys(text for content in contents for text in (content.text, *content.thread))
    networks = frozenset(network for version in publication.versions for network in version.networks)
    return Facets(
        networks,
        campaign=publication.campaign,
        department_id=publication.department_id,
        state=publication.state,
        texts=(publication.title, *said, publication.taken_down_because or ""),
    )


def _of_delivery(delivery: "Delivery") -> Facets:
    reply = delivery.reply.text if delivery.reply else None
    of_publication = delivery.subject if delivery.subject.startswith("PUB-") else None
    texts = (delivery.text or "", reply or "", delivery.reason or "")
    return Facets(_one(delivery.network), publication=of_publication, state=delivery.state, texts=texts)


def _of_bulletin(bulletin: "Bulletin") -> Facets:
    texts = [piece.text for piece in bulletin.pieces_for(FileRole.TEXT) if piece.text]
    return Facets(
        campaign=bulletin.order.campaign,
        department_id=bulletin.department_id,
        texts=(bulletin.slug.replace("-", " "), *texts),
    )


def _of_graphic(graphic: "Graphic") -> Facets:
    return Facets(
        frozenset(graphic.renditions),
        campaign=graphic.campaign,
        department_id=graphic.department_id,
        texts=(graphic.name, graphic.alt_text),
    )


def _of_decision(decision: "Decision") -> Facets:
    reading = decision.person
    return Facets(
        _one(decision.network),
        department_id=reading.department_id,
        comment_kind=reading.comment_kind,
        sentiment=reading.sentiment,
        texts=(decision.text,),
    )


def _of_post(post: "Post") -> Facets:
    said = dict.fromkeys((post.text, *(rewording.text_before for rewording in post.rewordings)))
    return Facets(_one(post.network), publication=post.publication, texts=tuple(said))


def _of_order(order: "PublishingOrder") -> Facets:
    return Facets(state=order.act, texts=(order.why,))


def _of_support(request: "SupportRequest") -> Facets:
    texts = (request.subject, request.text, request.outcome)
    networks = _one(request.network) if request.network else frozenset[Network]()
    return Facets(networks, department_id=request.department_id, state=request.state, texts=texts)


def _of_client_key(key: "ClientKey") -> Facets:
    return Facets(department_id=key.department_id, texts=(key.client,))


def _of_cancellation(act: "Cancellation") -> Facets:
    return Facets(state=act.state, texts=(act.legal_reference, act.reason))


def _of_proposal(proposal: "Proposal") -> Facets:
    wish = proposal.wish
    return Facets(
        frozenset(wish.networks),
        campaign=wish.campaign,
        department_id=wish.department_id,
        state=proposal.state,
        texts=(wish.title, wish.idea, wish.why, proposal.decided_because),
    )


def _of_campaign(campaign: "Campaign") -> Facets:
    return Facets(campaign=campaign.name, texts=(campaign.name, campaign.result, *campaign.goals.sentences))


def _of_any(record: Record) -> Facets:
    return Facets(state=getattr(record, "state", None), department_id=getattr(record, "department_id", None))


def _one(network: Network) -> frozenset[Network]:
    return frozenset({network})


_OF_KIND: dict[RecordKind, Callable[[Any], Facets]] = {
    RecordKind.BULLETIN: _of_bulletin,
    RecordKind.PUBLICATION: _of_publication,
    RecordKind.DELIVERY: _of_delivery,
    RecordKind.POST: _of_post,
    RecordKind.COMMENT: _of_comment,
    RecordKind.REFERRAL: _of_referral,
    RecordKind.GRAPHIC: _of_graphic,
    RecordKind.DECISION: _of_decision,
    RecordKind.ORDER: _of_order,
    RecordKind.SUPPORT: _of_support,
    RecordKind.CLIENT_KEY: _of_client_key,
    RecordKind.CANCELLATION: _of_cancellation,
    RecordKind.PROPOSAL: _of_proposal,
    RecordKind.CAMPAIGN: _of_campaign,
}
