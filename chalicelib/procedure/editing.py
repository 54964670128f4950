"""
2.1–2.4 Redacción y formato: from the material to a publication with a text and graphics for each network.

Extractive and deterministic: what goes out are the office's own sentences, the most important first, cut where a sentence
ends. Nothing is published from here; the image office authorises first.
"""

from datetime import datetime, timedelta
from functools import partial

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.adjustments import NO_ADJUSTMENTS
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import InvalidInputError, NotFoundError, TransientServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState, Version
from chalicelib.domain.records import Duty
from chalicelib.ports import (
    Brief,
    Catalogue,
    Clock,
    ImageEditor,
    IntakeFiles,
    LinkChecker,
    MediaFiles,
    PersonalDataFinder,
    Records,
    TextCounter,
    VideoConverter,
    VideoEditor,
    Writer,
)
from chalicelib.procedure.adjusting import adjusted
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.converting import convert_videos
from chalicelib.procedure.deliveries_of import is_out_somewhere
from chalicelib.procedure.forms import formed
from chalicelib.procedure.illustrating import Illustrations, illustrate
from chalicelib.procedure.plan_checks import other_media_problems
from chalicelib.procedure.redrawing import redraw
from chalicelib.procedure.wording import source_text
from chalicelib.procedure.workshop import Workshop

_CLOCK_TOLERANCE = timedelta(seconds=5)


def prepare_publication(
    bulletin_id: str,
    *,
    records: Records,
    files: IntakeFiles,
    media: MediaFiles,
    images: ImageEditor,
    videos: VideoEditor,
    writer: Writer,
    counter: TextCounter,
    catalogue: Catalogue,
    personal_data: PersonalDataFinder,
    links: LinkChecker,
    clock: Clock,
    converter: VideoConverter | None = None,
    waits_for_quiet: bool = False,
) -> Publication | None:
    """
    Prepare the publication of a bulletin, with a version and renditions per network.

    Manual 2.1–2.4. Safe to repeat: the same material gives the same publication, and no second version. Material that
    changes after it was authorised makes a new version and voids the authorisation; after it went out, a person is told.
    With `waits_for_quiet` a folder that received something less than its settle time ago is left to the message of its last
    file, so that a long upload is prepared once.

    Returns:
        The publication, or None when the bulletin still lacks something (a person sees what).

    Raises:
        NotFoundError: no bulletin has this id.
        RecordConflictError: a file arrived at the same moment; its own message prepares the set again.
        TransientServiceError: a file is being read again; prepare once it was.
    """
    shop = Workshop(
        records=records,
        files=files,
        media=media,
        images=images,
        videos=videos,
        writer=writer,
        counter=counter,
        catalogue=catalogue,
        personal_data=personal_data,
        links=links,
        converter=converter,
        now=clock.now(),
    )
    asked_for = records.find(bulletin_id)
    if isinstance(asked_for, Publication):
        # A person wants its pictures otherwise: that too is asked for by id, once its material was prepared.
        return redraw(asked_for, shop)
    bulletin = fetch(records, bulletin_id, Bulletin)
    publication = records.find(ids.publication_id(bulletin_id))
    existing = publication if isinstance(publication, Publication) else None
    if bulletin.duty is not Duty.PREPARE or (waits_for_quiet and _is_still_receiving(bulletin, shop.now)):
        return existing
    if bulletin.unread:
        raise TransientServiceError(f"{bulletin_id}: {len(bulletin.unread)} files are to be read again")
    return _prepare(bulletin, existing, shop)


def _is_still_receiving(bulletin: Bulletin, now: datetime) -> bool:
    return bulletin.due_at is not None and bulletin.due_at > now + _CLOCK_TOLERANCE


def _prepare(bulletin: Bulletin, existing: Publication | None, shop: Workshop) -> Publication | None:
    if bulletin.is_empty or bulletin.lacks:
        looked_at = bulletin.incomplete(shop.now) if bulletin.lacks else bulletin.prepared(shop.now)
        return _held_back(looked_at, existing, shop, texts_es.MATERIAL_REMOVED)
    networks = _networks_of(bulletin, shop)
    adjustments = existing.adjustments if existing else NO_ADJUSTMENTS
    try:
        _check_other_media(bulletin, shop)
        asked_for = frozenset(bulletin.conversions)
        bulletin = convert_videos(bulletin, networks, shop)
        if bulletin.is_converting:
            is_new = not asked_for.issuperset(bulletin.conversions)
            return _held_back(bulletin, existing if is_new else None, shop) or existing
        pictures = illustrate(bulletin, networks, shop, adjustments)
    except InvalidInputError as error:
        # Only a full decoding tells that some pictures are broken; and of video, whether a network takes it.
        return _held_back(bulletin.shown(str(error), shop.now), existing, shop)
    except NotFoundError:
        # The event of whatever deleted that version for good is on its way.
        return _held_back(bulletin.shown(texts_es.MATERIAL_GONE, shop.now), existing, shop)
    contents = shop.examined(
        adjusted(
            {network: _content(bulletin, network, pictures[network], shop) for network in networks},
            adjustments,
            shop.catalogue,
        ),
        category=bulletin.order.category,
        publish_at=bulletin.order.publish_at,
    )
    title = shop.title_of(bulletin)
    if existing is None:
        stored = _first_version(bulletin, title, contents, shop.now)
        shop.records.commit(insert=[stored], replace=[bulletin.prepared(shop.now)])
        return stored
    return _next_version(bulletin, existing, title, contents, records=shop.records, now=shop.now)


def _networks_of(bulletin: Bulletin, shop: Workshop) -> tuple[Network, ...]:
    """Give where it goes: the networks asked for, and what a person publishes by hand where other media were."""
    networks = tuple(bulletin.order.networks or shop.catalogue.networks)
    return (*networks, Network.MANUAL) if bulletin.order.other_media else networks


def _check_other_media(bulletin: Bulletin, shop: Workshop) -> None:
    if problems := other_media_problems(bulletin.order.other_media, shop.catalogue):
        raise InvalidInputError(" ".join(problems))


def _first_version(
    bulletin: Bulletin, title: str, contents: dict[Network, NetworkVersion], now: datetime
) -> Publication:
    order = bulletin.order
    first = Version(number=1, networks=contents, prepared_at=now, prepared_by=_planner(bulletin))
    return Publication.model_validate(
        {
            "id": ids.publication_id(bulletin.id),
            "created_at": now,
            "title": title,
            "source": bulletin.source,
            "bulletin": bulletin.id,
            "department_id": bulletin.department_id,
            "campaign": order.campaign,
            "category": order.category,
            "priority": order.priority,
            "publish_at": order.publish_at,
            "valid_until": order.valid_until,
            "other_media": order.other_media,
            "material_digest": bulletin.digest,
            "planned_by": _planner(bulletin),
            "versions": (first,),
            "due_at": now,
            "duty": Duty.PERSON,
        }
    ).awaiting_authorisation(now)


def _next_version(
    bulletin: Bulletin,
    existing: Publication,
    title: str,
    contents: dict[Network, NetworkVersion],
    *,
    records: Records,
    now: datetime,
) -> Publication:
    if bulletin.digest == existing.material_digest:
        return _same_material(bulletin, existing, contents, records=records, now=now)
    if _is_beyond(existing, records):
        store(records, bulletin.shown(texts_es.MATERIAL_CHANGED_AFTER, now))
        return existing
    order = bulletin.order
    renewed = existing.evolve(
        title=title,
        department_id=bulletin.department_id,
        campaign=order.campaign,
        category=order.category,
        priority=order.priority,
        publish_at=existing.publish_at if existing.moved_by else order.publish_at,
        valid_until=order.valid_until,
        other_media=order.other_media,
        material_digest=bulletin.digest,
        planned_by=_planner(bulletin),
        # Who planned or corrected an earlier version may have written what is still in this one.
        adjustments=existing.adjustments.model_copy(update={"by": existing.hands}),
    ).edited(contents, by=_planner(bulletin), now=now)
    records.commit(replace=[renewed, bulletin.prepared(now)])
    return renewed


def _same_material(
    bulletin: Bulletin,
    existing: Publication,
    contents: dict[Network, NetworkVersion],
    *,
    records: Records,
    now: datetime,
) -> Publication:
    """Leave the publication as it is, unless its material was missing: then what persons wanted meanwhile is made now."""
    if not existing.misses_material:
        store(records, bulletin.prepared(now))
        return existing
    made = Version(number=existing.current.number, networks=contents, prepared_at=now)
    if made.fingerprints == existing.current.fingerprints:
        given = existing.awaiting_authorisation(now)
    else:
        given = existing.edited(contents, by=_planner(bulletin), now=now)
    records.commit(replace=[bulletin.prepared(now), given])
    return given


def _planner(bulletin: Bulletin) -> str:
    """Tell who planned the publication: a text of theirs goes out, so they do not authorise it."""
    return bulletin.plan.by if bulletin.plan else ""


def _held_back(
    bulletin: Bulletin, existing: Publication | None, shop: Workshop, reason: str = texts_es.MATERIAL_CHANGING
) -> Publication | None:
    """The office took material back or sent other: what has not gone out does not, unless the image office says so again."""
    if existing is None or bulletin.digest == existing.material_digest or _is_beyond(existing, shop.records):
        store(shop.records, bulletin)
        return existing
    voided = existing.awaiting_authorisation(shop.now, reason)
    shop.records.commit(replace=[bulletin, voided])
    return voided


def _is_beyond(publication: Publication, records: Records) -> bool:
    """Say whether new material comes too late for a publication."""
    return publication.state is PublicationState.WITHDRAWN or is_out_somewhere(publication, records)


def _content(bulletin: Bulletin, network: Network, pictures: Illustrations, shop: Workshop) -> NetworkVersion:
    """2.1, 2.4: write the text of a network, and put it together with its pictures."""
    strategy, order = shop.catalogue.strategy(network), bulletin.order
    own_text = order.text.get(network)
    draft = shop.writer.write(
        Brief(
            network=network,
            text=own_text or source_text(bulletin),
            limit=strategy.text_limit,
            length=partial(shop.counter.length, network),
            hashtags=tuple(dict.fromkeys((*strategy.hashtags, *order.hashtags))),
            max_hashtags=strategy.max_hashtags,
            advised_hashtags=strategy.advised_hashtags,
            is_own_text=own_text is not None,
            parts=strategy.thread_parts,
        )
    )
    content = NetworkVersion(
        text=draft.text,
        thread=draft.thread,
        renditions=pictures.going_out,
        alternatives=pictures.alternatives,
        warnings=(*draft.warnings, *bulletin.notes, *pictures.warnings),
        about_pictures=pictures.warnings,
        proposal=draft.proposal,
    )
    return formed(content, order.formats.get(network, PostFormat.FEED))
