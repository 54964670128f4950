"""Plain records for the contract tests, which need one and do not care which."""

from datetime import UTC, date, datetime, timedelta

from chalicelib.domain import ids
from chalicelib.domain.case_message import CaseMessage
from chalicelib.domain.classification import Classification, CommentKind, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.comment_versions import CommentVersion
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading
from chalicelib.domain.records import Attention, Duty
from chalicelib.domain.referral import Act, Referral, ReferralState

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 18, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def a_comment(
    number: int = 1, *, text: str = "Gracias", day: date = DAY, due_at: datetime | None = None, waits: bool = False
) -> Comment:
    """Make a comment: counted, or to be referred at `due_at`, or waiting for a person since then."""
    due_at = due_at or (NOON if waits else None)
    return Comment(
        id=ids.comment_id(day, Network.X, str(number)),
        created_at=NOON,
        network=Network.X,
        network_id=str(number),
        answer_id=str(number),
        written_at=NOON,
        versions=(CommentVersion(text=text, digest="d", seen_at=NOON),),
        classification=Classification(
            comment_kind=CommentKind.OTHER, kind_confidence=0.9, sentiment=Sentiment.POSITIVE, sentiment_confidence=0.9
        ),
        state=_state(due_at, waits=waits),
        due_at=due_at,
        duty=(Duty.PERSON if waits else Duty.REFER) if due_at else None,
        attention=Attention(reason="Espera", since=due_at) if waits and due_at else None,
    )


def _state(due_at: datetime | None, *, waits: bool) -> CommentState:
    if waits:
        return CommentState.TO_DECIDE
    return CommentState.TO_REFER if due_at else CommentState.COUNTED


def a_delivery(number: int = 1, *, due_at: datetime = NOON) -> Delivery:
    """Make a delivery that is ready."""
    subject = f"PUB-20261123-{number:08d}"
    return Delivery(
        id=ids.delivery_id(subject, Network.X),
        created_at=NOON,
        subject=subject,
        network=Network.X,
        action=Action.PUBLISH,
        not_before=due_at,
        duty=Duty.PUBLISH,
        due_at=due_at,
    )


def a_reading(*, seen: dict[str, str] | None = None) -> Reading:
    """Make the bookmark of the account on X."""
    return Reading(
        id="READ-x",
        created_at=NOON,
        network=Network.X,
        watched_since=NOON,
        seen=seen or {},
        duty=Duty.COLLECT,
        due_at=NOON,
    )


def a_case_message(
    department_id: str = "sapal", *, folio: str = "LEO-20261123-000001", text: str = "Fuga"
) -> CaseMessage:
    """Make what a department finds in its queue."""
    return CaseMessage(
        folio=folio,
        department_id=department_id,
        comment_kind=CommentKind.SERVICE_REQUEST,
        is_urgent=False,
        text=text,
        network=Network.X,
        author_handle="vecina",
        written_at=NOON,
        referred_at=NOON,
        due_on=DAY,
    )


def a_case(number: int = 1, *, department_id: str = "sapal", state: str = "referred") -> Referral:
    """Make a case at a department, or one that it closed."""
    is_open = state == "referred"
    return Referral(
        id=ids.folio(DAY, number),
        created_at=NOON,
        comment=ids.comment_id(DAY, Network.X, str(number)),
        network=Network.X,
        answer_id=str(number),
        text="Fuga",
        comment_kind=CommentKind.COMPLAINT,
        written_at=NOON,
        department_id=department_id,
        due_on=DAY,
        state=ReferralState(state),
        history=(Act(at=NOON, by="", act="opened"),),
        duty=Duty.DEPARTMENT if is_open else None,
        due_at=NOON if is_open else None,
    )
