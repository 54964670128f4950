"""Small records to test with. Everything can be changed by name; nothing is hidden."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.case_opening import open_referral
from chalicelib.domain.classification import Classification, CommentKind, DepartmentCandidate, Sentiment
from chalicelib.domain.comment import Comment, new_comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.material import FileRole, MaterialFile
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.people import Person, Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import NetworkVersion, Publication, Rendition, Version
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import DepartmentNews, NewsAct, Outcome, Referral
from chalicelib.domain.reply import ReplyText
from chalicelib.domain.working_calendar import WorkingCalendar
from chalicelib.ports import MediaFiles
from tests.fakes.clock import NOON_AT_LEON

NOW = NOON_AT_LEON
TODAY = date(2026, 11, 23)
BAR = 0.7
DEFAULT_DEPARTMENT = "vinculacion"
BULLETIN = ids.bulletin_id(TODAY, "prensa", "parques")
PUBLICATION = ids.publication_id(BULLETIN)
TEXT = "Los parques abren gratis los domingos."


def later(*, minutes: float = 0, seconds: float = 0, days: float = 0) -> datetime:
    """Give an instant after NOW."""
    return NOW + timedelta(days=days, minutes=minutes, seconds=seconds)


# People -----------------------------------------------------------------------------------------------------------


def a_person(*roles: Role, username: str = "ines", department_id: str | None = None) -> Person:
    return Person(username=username, roles=frozenset(roles), department_id=department_id)


def the_image_office(username: str = "directora") -> Person:
    return a_person(Role.IMAGE_OFFICE, username=username)


# 1.1 --------------------------------------------------------------------------------------------------------------


def a_file(name: str = "boletin.txt", role: FileRole = FileRole.TEXT, **changes: object) -> MaterialFile:
    file = MaterialFile(name=name, key=f"prensa/2026-11-23/parques/{name}", sequencer="0055AED6DCD90281E5", role=role)
    return file.model_copy(update={"text": TEXT if role is FileRole.TEXT else None, **changes})


def a_bulletin(*files: MaterialFile, **changes: object) -> Bulletin:
    bulletin = Bulletin(id=BULLETIN, created_at=NOW, source="prensa", on=TODAY, slug="parques", settled=True)
    for file in files:
        bulletin = bulletin.with_file(file, NOW, NOW)
    return bulletin.evolve(**changes)


# 2 ----------------------------------------------------------------------------------------------------------------


def a_rendition(content: bytes = b"jpeg", alt_text: str = "Un parque") -> Rendition:
    digest = ids.sha256_hex(content)
    return Rendition(
        key=f"media/{digest}.jpg",
        version_id="v1",
        sha256=digest,
        mime_type="image/jpeg",
        width=1200,
        height=675,
        size_bytes=len(content),
        alt_text=alt_text,
    )


def a_kept_rendition(
    media: MediaFiles, content: bytes, size: tuple[int, int], mime_type: str = "image/jpeg", **changes: object
) -> Rendition:
    """Keep bytes as a network's graphic, of so many pixels."""
    kept = media.store(content, mime_type)
    fields: dict[str, object] = {
        "key": kept.key,
        "version_id": kept.version_id,
        "sha256": kept.sha256,
        "mime_type": mime_type,
        "width": size[0],
        "height": size[1],
        "size_bytes": kept.size_bytes,
    }
    return Rendition.model_validate({**fields, **changes})


def a_version(
    number: int = 1,
    *,
    text: str = TEXT,
    networks: Iterable[Network] = SOCIAL_NETWORKS,
    renditions: tuple[Rendition, ...] = (),
    prepared_by: str = "",
) -> Version:
    contents = {network: NetworkVersion(text=text, renditions=renditions) for network in networks}
    return Version(number=number, networks=contents, prepared_at=NOW, prepared_by=prepared_by)


def a_publication(version: Version | None = None, **changes: object) -> Publication:
    """Give a publication that waits for the image office."""
    prepared = Publication(
        id=PUBLICATION,
        created_at=NOW,
        title="Parques gratis",
        source="prensa",
        bulletin=BULLETIN,
        versions=(version or a_version(),),
        due_at=NOW,
        duty=Duty.PERSON,
    ).awaiting_authorisation(NOW)
    return prepared.evolve(**changes)


def an_authorised_publication(version: Version | None = None, at: datetime = NOW, **changes: object) -> Publication:
    waiting = a_publication(version, **changes)
    return waiting.authorised(the_image_office(), version=waiting.current.number, note="", now=at)


def a_delivery(network: Network = Network.X, **changes: object) -> Delivery:
    """Give the delivery of PUBLICATION to a network, ready now."""
    delivery = Delivery(
        id=ids.delivery_id(PUBLICATION, network),
        created_at=NOW,
        subject=PUBLICATION,
        version=1,
        network=network,
        action=Action.PUBLISH,
        not_before=NOW,
        due_at=NOW,
        duty=Duty.PUBLISH,
    )
    return delivery.evolve(**changes)


def a_reply(folio: str, network: Network = Network.X, *, target: str = "c1", **changes: object) -> Delivery:
    reply = Delivery(
        id=ids.delivery_id(folio, network, "acknowledgement"),
        created_at=NOW,
        subject=folio,
        network=network,
        action=Action.REPLY,
        target=target,
        reply=ReplyText(template="referred", variables={"folio": folio, "department": "SAPAL", "due_on": "01/12/2026"}),
        not_before=NOW,
        due_at=NOW,
        duty=Duty.PUBLISH,
    )
    return reply.evolve(**changes)


def a_post(network: Network = Network.X, network_id: str = "p1", **changes: object) -> Post:
    post = Post(
        id=ids.post_id(TODAY, network, network_id),
        created_at=NOW,
        network=network,
        network_id=network_id,
        publication=PUBLICATION,
        delivery=ids.delivery_id(PUBLICATION, network),
        text=TEXT,
        published_at=NOW,
    )
    return post.evolve(**changes)


# 3 and 4 ----------------------------------------------------------------------------------------------------------


def a_classification(
    kind: CommentKind = CommentKind.COMPLAINT,
    sentiment: Sentiment = Sentiment.NEGATIVE,
    *,
    confidence: float = 0.9,
    departments: Iterable[str] = ("sapal",),
    decided_by: str = "",
) -> Classification:
    return Classification(
        comment_kind=kind,
        kind_confidence=confidence,
        sentiment=sentiment,
        sentiment_confidence=confidence,
        candidates=tuple(DepartmentCandidate(department_id=name, confidence=confidence) for name in departments),
        classifier="fake",
        decided_by=decided_by,
    )


def a_network_comment(
    network_id: str = "c1",
    text: str = "queja: no hay agua",
    *,
    network: Network = Network.FACEBOOK,
    at: datetime = NOW,
    **changes: object,
) -> NetworkComment:
    seen = NetworkComment(
        network=network,
        network_id=network_id,
        answer_id=network_id,
        network_post_id="p1",
        author_handle="vecina",
        text=text,
        created_at=at,
    )
    return seen.model_copy(update=changes)


def a_comment(
    seen: NetworkComment | None = None,
    classification: Classification | None = None,
    *,
    publication: str | None = PUBLICATION,
) -> Comment:
    """Give a recorded comment; by default a complaint that is to be referred."""
    return new_comment(
        seen or a_network_comment(), classification or a_classification(), publication=publication, bar=BAR, now=NOW
    )


def a_referral(comment: Comment | None = None, *, number: int = 1, **changes: object) -> Referral:
    """Give an opened case."""
    about = comment or a_comment()
    opened = open_referral(
        about,
        number=number,
        candidates=tuple(candidate.department_id for candidate in about.classification.candidates),
        default_department=DEFAULT_DEPARTMENT,
        due_on=WorkingCalendar().days_after(TODAY, 5),
        now=NOW,
    )
    return opened.evolve(**changes)


def some_news(
    act: NewsAct = NewsAct.ACCEPTED,
    *,
    folio: str = "LEO-20261123-000001",
    department_id: str = "sapal",
    news_id: str = "n1",
    note: str = "",
    outcome: Outcome | None = None,
) -> DepartmentNews:
    return DepartmentNews(
        news_id=news_id, folio=folio, department_id=department_id, act=act, note=note, outcome=outcome
    )
