"""
Hypothesis strategies: any record of any kind, as the rules of the domain allow it to exist.

Texts are what citizens can write: every character, NUL, halves of surrogate pairs.
"""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.campaign import Campaign, Goals
from chalicelib.domain.cancellation import Cancellation, CancellationState, ClearedRecord
from chalicelib.domain.case_message import Change, PendingChange
from chalicelib.domain.changes import CLOSING_ID, Changes, Closing
from chalicelib.domain.classification import (
    Classification,
    CommentKind,
    DepartmentCandidate,
    Matter,
    Sentiment,
    Urgency,
)
from chalicelib.domain.client_key import ClientKey
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.comment_versions import CommentVersion
from chalicelib.domain.daily_notice import DailyNotice, NoticeState
from chalicelib.domain.day import Day, Manifest
from chalicelib.domain.day_figures import DayFigures, PublicationFacts
from chalicelib.domain.decision import Decision
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.export import Export, ExportedDay, ExportState
from chalicelib.domain.figures import Figures
from chalicelib.domain.gathering import GatheredCase, Gathering
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.material import FileRole, MaterialFile
from chalicelib.domain.neighbours import Neighbour, Neighbours
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.post import Post, Reading, Rewording
from chalicelib.domain.proposal import Proposal, ProposalState, Wish
from chalicelib.domain.publication import (
    Authorisation,
    NetworkVersion,
    Publication,
    PublicationState,
    Rendition,
    Version,
)
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.domain.referral import ENDED, Act, Lateness, Notice, Outcome, Referral, ReferralState
from chalicelib.domain.reply import ReplyText
from chalicelib.domain.staged import Staged
from chalicelib.domain.support import SupportRequest, SupportState

T = TypeVar("T")


def _whole(text: str) -> str:
    """Join the two halves of a surrogate pair that happen to stand side by side: together they are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


halves_of_pairs = st.characters(categories=["Cs"])
awkward = st.sampled_from(["\x00", "\u202e", "\u200b", "\ufffe", "ñ", "n\u0303", "😀", "=1+1", "\\ud83d"])
texts = st.lists(st.characters() | awkward | halves_of_pairs, max_size=40).map("".join).map(_whole)
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
"""A text where the domain takes no blanks at the ends."""

network_ids = st.integers(min_value=1, max_value=2**70).map(str)
sha256s = st.binary(max_size=4).map(ids.sha256_hex)
sizes = st.integers(min_value=0, max_value=10**9)
days = st.dates(date(2024, 1, 1), date(2099, 12, 31))
instants = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - the zone is drawn beside it
    datetime(2099, 12, 31),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, LOCAL_ZONE]),
)
networks = st.sampled_from(Network)
destinations = st.sampled_from([network for network in Network if network is not Network.OPEN311])
confidences = st.floats(min_value=0, max_value=1)
attentions = st.builds(Attention, reason=texts, since=instants)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _few(strategy: st.SearchStrategy[T], at_least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, min_size=at_least, max_size=3).map(tuple)


def _common(draw: st.DrawFn, *, is_finished: bool) -> dict[str, Any]:
    """Draw what every record has; what is not finished is due, and may wait for a person (P6)."""
    common: dict[str, Any] = {"revision": draw(st.integers(0, 10_000)), "created_at": draw(instants)}
    if is_finished:
        return common
    looked_after = {
        "due_at": draw(instants),
        "duty": draw(st.sampled_from(Duty)),
        "attention": draw(_maybe(attentions)),
    }
    return {**common, **looked_after}


# 1.1 --------------------------------------------------------------------------------------------------------------

orders = st.builds(
    PublicationOrder,
    networks=_maybe(_few(destinations, at_least=1)),
    publish_at=_maybe(instants),
    campaign=_maybe(words),
    text=st.dictionaries(destinations, words, max_size=3),
    alt_text=_maybe(words),
)
material_files = st.builds(
    MaterialFile,
    name=texts,
    key=texts,
    sequencer=words,
    version_id=words,
    sha256=sha256s,
    size_bytes=sizes,
    role=st.sampled_from(FileRole),
    text=_maybe(texts),
    order=_maybe(orders),
    rejection=_maybe(texts),
    removed=st.booleans(),
)


@st.composite
def bulletins(draw: st.DrawFn) -> Bulletin:
    """Draw a bulletin, settled or not."""
    on, slug, settled = draw(days), draw(words), draw(st.booleans())
    return Bulletin(
        **_common(draw, is_finished=settled),
        id=ids.bulletin_id(on, "prensa", slug),
        source="prensa",
        on=on,
        slug=slug,
        department_id=draw(_maybe(words)),
        files=draw(st.dictionaries(words, material_files, max_size=3)),
        settled=settled,
    )


# 2 ----------------------------------------------------------------------------------------------------------------

renditions = st.builds(
    Rendition,
    key=words,
    version_id=words,
    sha256=sha256s,
    mime_type=st.just("image/jpeg"),
    width=sizes,
    height=sizes,
    size_bytes=sizes,
    alt_text=texts,
)
network_versions = st.builds(NetworkVersion, text=texts, renditions=_few(renditions), warnings=_few(texts))
versions = st.builds(
    Version,
    number=st.integers(1, 99),
    networks=st.dictionaries(networks, network_versions, max_size=3),
    prepared_at=instants,
    prepared_by=words,
)
authorisations = st.builds(
    Authorisation,
    version=st.integers(1, 99),
    fingerprints=st.dictionaries(networks, sha256s, max_size=3),
    by=words,
    at=instants,
    expires_at=instants,
    note=texts,
)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """Draw a publication in any state."""
    state = draw(st.sampled_from(PublicationState))
    is_finished = state in {PublicationState.RELEASED, PublicationState.WITHDRAWN}
    return Publication(
        **_common(draw, is_finished=is_finished),
        id=ids.publication_id(ids.bulletin_id(draw(days), "prensa", draw(words))),
        title=draw(texts),
        source=draw(words),
        campaign=draw(_maybe(texts)),
        publish_at=draw(_maybe(instants)),
        versions=draw(_few(versions, at_least=1)),
        authorisation=draw(_maybe(authorisations)),
        state=state,
        taken_down_because=draw(_maybe(texts)),
        corrects=draw(_maybe(words)),
    )


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """Draw a delivery in any state."""
    state, action, network = draw(st.sampled_from(DeliveryState)), draw(st.sampled_from(Action)), draw(networks)
    is_refused_reply = state is DeliveryState.REFUSED and action is Action.REPLY
    subject = ids.publication_id(ids.bulletin_id(draw(days), "prensa", draw(words)))
    return Delivery(
        **_common(draw, is_finished=is_refused_reply or state in {DeliveryState.DONE, DeliveryState.CANCELLED}),
        id=ids.delivery_id(subject, network),
        subject=subject,
        network=network,
        action=action,
        state=state,
        epoch=draw(st.integers(0, 99)),
        not_before=draw(instants),
        reply=draw(_maybe(st.builds(ReplyText, template=words, variables=st.dictionaries(words, texts, max_size=2)))),
        fingerprint=draw(_maybe(sha256s)),
        staged=draw(st.builds(Staged, media_ids=_few(network_ids), container_id=_maybe(network_ids))),
        sent_after=draw(_maybe(instants)),
        network_id=draw(_maybe(network_ids)),
        published_at=draw(_maybe(instants)),
        reason=draw(_maybe(texts)),
    )


rewordings = st.builds(
    Rewording,
    text_before=texts,
    text=texts,
    at=instants,
    version=st.integers(1, 99),
    authorised_by=words,
    delivery=words,
)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """Draw a post."""
    network, network_id = draw(networks), draw(network_ids)
    return Post(
        **_common(draw, is_finished=True),
        id=ids.post_id(draw(days), network, network_id),
        network=network,
        network_id=network_id,
        publication=draw(words),
        delivery=draw(words),
        text=draw(texts),
        media_sha256=draw(_few(sha256s)),
        published_at=draw(instants),
        removed_at=draw(_maybe(instants)),
        rewordings=draw(_few(rewordings)),
    )


# 3 ----------------------------------------------------------------------------------------------------------------


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a bookmark, of a post or of the account."""
    ended = draw(st.booleans())
    post = draw(_maybe(posts()))
    return Reading(
        **_common(draw, is_finished=ended),
        id=f"{post.id}#reading" if post else "READ-x",
        network=draw(networks),
        post=post.id if post else None,
        watched_since=draw(instants),
        cursor=draw(_maybe(texts)),
        seen=draw(st.dictionaries(network_ids, words, max_size=3)),
        ended=ended,
    )


classifications = st.builds(
    Classification,
    comment_kind=st.sampled_from(CommentKind),
    kind_confidence=confidences,
    sentiment=st.sampled_from(Sentiment),
    sentiment_confidence=confidences,
    candidates=_few(st.builds(DepartmentCandidate, department_id=words, confidence=confidences)),
    is_urgent=st.booleans(),
    urgency=_maybe(st.sampled_from(Urgency)),
    place=_maybe(texts),
    matters=_few(st.builds(Matter, excerpt=texts, comment_kind=st.sampled_from(CommentKind))),
    classifier=words,
    decided_by=words | st.just(""),
    decided_at=_maybe(instants),
)
comment_versions = st.builds(CommentVersion, text=texts, digest=words, seen_at=instants, is_hidden=st.booleans())


@st.composite
def comments(draw: st.DrawFn) -> Comment:
    """Draw a comment in any state, with any text."""
    network, network_id = draw(networks), draw(network_ids)
    state = draw(st.sampled_from(CommentState))
    return Comment(
        **_common(draw, is_finished=state in {CommentState.COUNTED, CommentState.REFERRED, CommentState.ANSWERED}),
        id=ids.comment_id(draw(days), network, network_id),
        network=network,
        network_id=network_id,
        answer_id=draw(network_ids),
        author_handle=draw(_maybe(texts)),
        written_at=draw(instants),
        versions=draw(_few(comment_versions, at_least=1)),
        deleted_at=draw(_maybe(instants)),
        classification=draw(classifications),
        state=state,
        folio=draw(_maybe(words)),
        more_folios=draw(_few(words)),
        machine=draw(_maybe(classifications)),
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Draw a person's decision about a comment."""
    return Decision(
        **_common(draw, is_finished=True),
        id=ids.decision_id(draw(days), draw(words)),
        comment=draw(words),
        network=draw(networks),
        text=draw(texts),
        machine=draw(_maybe(classifications)),
        person=draw(classifications),
    )


@st.composite
def client_keys(draw: st.DrawFn) -> ClientKey:
    """Draw a key of another program."""
    return ClientKey(
        may_see_plan=draw(st.booleans()),
        may_see_drafts=draw(st.booleans()),
        **_common(draw, is_finished=True),
        id=f"KEY-{draw(days):%Y%m%d}-{draw(sha256s)[:40]}",
        client=draw(texts),
        department_id=draw(_maybe(words)),
        may_file=draw(st.booleans()),
        may_update=draw(st.booleans()),
        issued_by=draw(words),
        revoked_at=draw(_maybe(instants)),
        revoked_by=draw(words),
    )


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    """Draw a proposal, answered or not."""
    state = draw(st.sampled_from(ProposalState))
    return Proposal(
        **_common(draw, is_finished=state is not ProposalState.OPEN),
        id=ids.proposal_id(draw(days), draw(words)),
        wish=Wish(
            title=draw(texts),
            idea=draw(texts),
            why=draw(texts),
            on=draw(days),
            at=draw(_maybe(st.times())),
            networks=draw(_few(destinations)),
            campaign=draw(_maybe(texts)),
            department_id=draw(_maybe(words)),
        ),
        proposed_by=draw(words),
        state=state,
        decided_by=draw(words),
        decided_at=draw(_maybe(instants)),
        decided_because=draw(texts),
        moved_by=draw(words),
        moved_at=draw(_maybe(instants)),
    )


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    """Draw a campaign, closed or not."""
    is_closed = draw(st.booleans())
    return Campaign(
        **_common(draw, is_finished=is_closed),
        id=ids.campaign_id(draw(days), draw(words)),
        name=draw(texts),
        slug=draw(words),
        first=draw(days),
        last=draw(days),
        goals=Goals(
            sentences=draw(_few(texts)),
            posts=draw(_maybe(st.integers(1, 100))),
            positive_share=draw(_maybe(st.floats(0.1, 1))),
        ),
        by=draw(words),
        closed_by="ana" if is_closed else "",
        result=draw(texts),
    )


@st.composite
def daily_notices(draw: st.DrawFn) -> DailyNotice:
    """Draw a daily e-mail in any state."""
    state = draw(st.sampled_from(NoticeState))
    is_finished = state in {NoticeState.SENT, NoticeState.FAILED, NoticeState.UNKNOWN}
    return DailyNotice(
        **_common(draw, is_finished=is_finished),
        id=ids.daily_notice_id(draw(days), draw(words)),
        recipient=draw(words),
        overdue=draw(_few(words)),
        new=draw(_few(words)),
        state=state,
        message_id=draw(_maybe(words)),
        reason=draw(_maybe(texts)),
    )


@st.composite
def support_requests(draw: st.DrawFn) -> SupportRequest:
    """Draw a request to the IT office in any state."""
    state = draw(st.sampled_from(SupportState))
    return SupportRequest(
        **_common(draw, is_finished=state is SupportState.CLOSED),
        id=ids.support_id(draw(days), draw(words)),
        asked_by=draw(words),
        department_id=draw(_maybe(words)),
        subject=draw(texts),
        text=draw(texts),
        network=draw(_maybe(networks)),
        about_record=draw(_maybe(words)),
        is_urgent=draw(st.booleans()),
        state=state,
        told_at=draw(_maybe(instants)),
        closed_by=draw(words),
        closed_at=draw(_maybe(instants)),
        outcome=draw(texts),
    )


# 4 ----------------------------------------------------------------------------------------------------------------

acts = st.builds(Act, at=instants, by=words, act=words, note=texts, news_id=_maybe(words))
notices = st.builds(Notice, delivery=_maybe(words), reason=_maybe(texts))


pending_changes = st.builds(
    PendingChange, change_id=words, what=st.sampled_from(Change), department_id=words, because=texts, at=instants
)
members = st.builds(
    Neighbour,
    comment=words,
    network=networks,
    answer_id=network_ids,
    key=words,
    acknowledgement=notices,
    is_told_closing=st.booleans(),
)
gathered = st.builds(GatheredCase, folio=words, opened_at=instants, signature=_few(sizes))


@st.composite
def neighbours(draw: st.DrawFn) -> Neighbours:
    """Draw a page of neighbours."""
    folio = ids.folio(draw(days), 1)
    return Neighbours(
        **_common(draw, is_finished=True),
        id=ids.neighbours_id(folio, draw(st.integers(1, 999))),
        folio=folio,
        members=draw(_few(members, at_least=1)),
    )


@st.composite
def gatherings(draw: st.DrawFn) -> Gathering:
    """Draw the mark of a department's cases at a place."""
    return Gathering(
        **_common(draw, is_finished=True), id=ids.gathering_id("sapal", draw(words)), cases=draw(_few(gathered))
    )


@st.composite
def referrals(draw: st.DrawFn) -> Referral:
    """Draw a referral in any state."""
    state = draw(st.sampled_from(ReferralState))
    outbox = draw(_few(pending_changes))
    return Referral(
        **_common(draw, is_finished=state in ENDED and not outbox),
        id=ids.folio(draw(days), draw(st.integers(1, 999_999))),
        comment=draw(words),
        network=draw(networks),
        answer_id=draw(network_ids),
        author_handle=draw(_maybe(texts)),
        text=draw(texts),
        comment_kind=draw(st.sampled_from(CommentKind)),
        written_at=draw(instants),
        department_id=draw(words),
        candidates=draw(_few(words)),
        returned_by=draw(_few(words)),
        due_on=draw(days),
        state=state,
        outcome=draw(_maybe(st.sampled_from(Outcome))),
        lateness=draw(_maybe(st.sampled_from(Lateness))),
        look_at=draw(_maybe(instants)),
        remind_at=draw(_maybe(instants)),
        issued_at=draw(_maybe(instants)),
        issues=draw(st.integers(0, 9)),
        urgency=draw(_maybe(st.sampled_from(Urgency))),
        place=draw(_maybe(texts)),
        former=draw(_few(words)),
        outbox=outbox,
        count=draw(st.integers(0, 10_000)),
        history=draw(_few(acts, at_least=1)),
        acknowledgement=draw(_maybe(notices)),
        closing=draw(_maybe(notices)),
    )


@st.composite
def graphics(draw: st.DrawFn) -> Graphic:
    """Draw a graphic of the library, usable or withdrawn."""
    is_withdrawn = draw(st.booleans())
    return Graphic(
        **_common(draw, is_finished=is_withdrawn),
        id=ids.graphic_id(draw(days), draw(words)),
        name=draw(texts),
        alt_text=draw(texts),
        campaign=draw(_maybe(words)),
        publication=draw(words),
        original_sha256=draw(sha256s),
        renditions=draw(st.dictionaries(networks, _few(renditions, at_least=1), max_size=2)),
        authorised_by=draw(words),
        authorised_at=draw(instants),
        expires_on=draw(_maybe(days)),
        withdrawn_at=draw(instants) if is_withdrawn else None,
    )


figures = st.builds(
    Figures,
    bulletins_by_source=st.dictionaries(words, sizes, max_size=2),
    comments_by_network_and_kind=st.dictionaries(words, st.dictionaries(words, sizes, max_size=2), max_size=2),
    comments_edited=sizes,
)
manifests = st.builds(Manifest, records=sizes, sha256=sha256s)
amounts = st.dictionaries(words, st.dictionaries(words, sizes, max_size=2), max_size=2)
day_figures = st.builds(
    DayFigures,
    is_over=st.booleans(),
    cells=st.dictionaries(words, amounts, max_size=2),
    publications=st.dictionaries(words, st.builds(PublicationFacts, title=texts, campaign=_maybe(texts)), max_size=2),
)


@st.composite
def closed_days(draw: st.DrawFn) -> Day:
    """Draw a closed day."""
    return Day(
        **_common(draw, is_finished=True),
        id=ids.day_id(draw(days)),
        figures=draw(figures),
        manifest=draw(manifests),
        counted=draw(_maybe(day_figures)),
    )


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    """Draw the mark of a month's changed days."""
    marked = draw(st.dictionaries(days, words, max_size=3))
    return Changes(**_common(draw, is_finished=not marked), id=ids.changes_id(draw(days)), days=marked)


@st.composite
def closings(draw: st.DrawFn) -> Closing:
    """Draw the bookmark of closed days."""
    return Closing(**_common(draw, is_finished=True), id=CLOSING_ID, through=draw(days))


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """Draw an export in any state."""
    state, day = draw(st.sampled_from(ExportState)), draw(days)
    made = st.builds(
        ExportedDay, day=st.just(day), key=words, sha256=sha256s, size_bytes=sizes, objects=sizes, records=sizes
    )
    return Export(
        **_common(draw, is_finished=state is not ExportState.ORDERED),
        id=ids.export_id(day, draw(words)),
        by=draw(words),
        first=day,
        last=day,
        is_public=draw(st.booleans()),
        why=draw(texts),
        state=state,
        files=draw(_few(made)),
        removed=draw(st.dictionaries(words, sizes, max_size=2)),
        tries=draw(st.integers(0, 4)),
        made_at=draw(_maybe(instants)),
    )


@st.composite
def cancellations(draw: st.DrawFn) -> Cancellation:
    """Draw a cancellation in any state."""
    state = draw(st.sampled_from(CancellationState))
    is_finished = state in {CancellationState.DONE, CancellationState.WITHDRAWN}
    kinds = st.sampled_from([RecordKind.COMMENT, RecordKind.REFERRAL, RecordKind.DECISION])
    return Cancellation(
        **_common(draw, is_finished=is_finished),
        id=ids.cancellation_id(draw(days), draw(words)),
        comments=draw(st.lists(words, min_size=1, max_size=3)),
        legal_reference=draw(texts),
        reason=draw(texts),
        asked_by=draw(words),
        state=state,
        confirmed_by=draw(words),
        confirmed_at=draw(_maybe(instants)),
        withdrawn_by=draw(words),
        cleared=draw(_few(st.builds(ClearedRecord, id=words, kind=kinds, revisions=st.integers(1, 9)))),
        departments=draw(_few(words)),
        exports=draw(_few(words)),
        done_at=draw(_maybe(instants)),
    )


def records() -> st.SearchStrategy[Record]:
    """Draw a record of any kind."""
    return st.one_of(
        bulletins(),
        publications(),
        deliveries(),
        posts(),
        readings(),
        comments(),
        referrals(),
        neighbours(),
        gatherings(),
        decisions(),
        client_keys(),
        daily_notices(),
        support_requests(),
        proposals(),
        campaigns(),
        closed_days(),
        changes(),
        closings(),
        graphics(),
        exports(),
        cancellations(),
    )
