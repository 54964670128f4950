"""
2.1–2.4 Redacción y formato: from the material to a publication with a text and graphics for each network.

Extractive and deterministic: what goes out are the office's own sentences, the most important first, cut where a sentence
ends. Nothing is published from here; the image office authorises first.
"""

from datetime import datetime
from functools import partial

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin, FileRole
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState, Rendition, Version
from chalicelib.domain.records import Duty
from chalicelib.ports import Catalogue, Clock, ImageEditor, IntakeFiles, MediaFiles, Records, TextCounter
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.wording import compose, title_of


def prepare_publication(
    bulletin_id: str,
    *,
    records: Records,
    files: IntakeFiles,
    media: MediaFiles,
    images: ImageEditor,
    counter: TextCounter,
    catalogue: Catalogue,
    clock: Clock,
) -> Publication | None:
    """
    Prepare the publication of a bulletin, with a version and renditions per network.

    Manual 2.1–2.4. Safe to repeat: the same material gives the same publication, and no second version. Material that
    changes after it was authorised makes a new version and voids the authorisation; after it went out, a person is told.

    Returns:
        The publication, or None when the bulletin still lacks something (a person sees what).

    Raises:
        NotFoundError: no bulletin has this id.
        RecordConflictError: a file arrived at the same moment; its own message prepares the set again.
    """
    now = clock.now()
    bulletin = fetch(records, bulletin_id, Bulletin)
    publication = records.find(ids.publication_id(bulletin_id))
    existing = publication if isinstance(publication, Publication) else None
    if bulletin.duty is not Duty.PREPARE:
        return existing
    if not bulletin.live_files or bulletin.lacks:
        looked_at = bulletin.incomplete(now) if bulletin.lacks else bulletin.prepared(now)
        return _material_gone(looked_at, existing, records, now)
    try:
        contents = _edit(bulletin, files=files, media=media, images=images, counter=counter, catalogue=catalogue)
    except InvalidInputError as error:
        # Only a full decoding tells that some pictures are broken.
        store(records, bulletin.shown(str(error), now))
        return existing
    if existing is None:
        stored = _first_version(bulletin, contents, now)
        records.commit(insert=[stored], replace=[bulletin.prepared(now)])
        return stored
    return _next_version(bulletin, existing, contents, records=records, now=now)


def _first_version(bulletin: Bulletin, contents: dict[Network, NetworkVersion], now: datetime) -> Publication:
    order = bulletin.order
    first = Version(number=1, networks=contents, prepared_at=now)
    return Publication.model_validate(
        {
            "id": ids.publication_id(bulletin.id),
            "created_at": now,
            "title": title_of(_source_text(bulletin)),
            "source": bulletin.source,
            "bulletin": bulletin.id,
            "department_id": bulletin.department_id,
            "campaign": order.campaign,
            "category": order.category,
            "priority": order.priority,
            "publish_at": order.publish_at,
            "material_digest": bulletin.digest,
            "versions": (first,),
            "due_at": now,
            "duty": Duty.PERSON,
        }
    ).awaiting_authorisation(now)


def _next_version(
    bulletin: Bulletin,
    existing: Publication,
    contents: dict[Network, NetworkVersion],
    *,
    records: Records,
    now: datetime,
) -> Publication:
    if bulletin.digest == existing.material_digest:
        store(records, bulletin.prepared(now))
        return existing
    if existing.state is PublicationState.WITHDRAWN or _is_out_somewhere(existing, records):
        store(records, bulletin.shown(texts_es.MATERIAL_CHANGED_AFTER, now))
        return existing
    order = bulletin.order
    renewed = existing.evolve(
        title=title_of(_source_text(bulletin)),
        campaign=order.campaign,
        category=order.category,
        priority=order.priority,
        publish_at=order.publish_at,
        material_digest=bulletin.digest,
    ).edited(contents, by="", now=now)
    records.commit(replace=[renewed, bulletin.prepared(now)])
    return renewed


def _material_gone(
    bulletin: Bulletin, existing: Publication | None, records: Records, now: datetime
) -> Publication | None:
    """The office took material back: what has not gone out does not, unless the image office says so again."""
    if existing is None or existing.state is PublicationState.WITHDRAWN or _is_out_somewhere(existing, records):
        store(records, bulletin)
        return existing
    voided = existing.awaiting_authorisation(now, texts_es.MATERIAL_REMOVED)
    records.commit(replace=[bulletin, voided])
    return voided


def _is_out_somewhere(publication: Publication, records: Records) -> bool:
    """Say whether a network may show it already: then what it says is corrected by taking it down."""
    found = [records.find(ids.delivery_id(publication.id, network)) for network in publication.current.networks]
    deliveries = [delivery for delivery in found if isinstance(delivery, Delivery)]
    if publication.state is PublicationState.RELEASED and len(deliveries) < len(found):
        return True
    return any(not delivery.is_untouched for delivery in deliveries)


def _edit(
    bulletin: Bulletin,
    *,
    files: IntakeFiles,
    media: MediaFiles,
    images: ImageEditor,
    counter: TextCounter,
    catalogue: Catalogue,
) -> dict[Network, NetworkVersion]:
    """Write the text and make the graphics of each network the material goes to."""
    networks = tuple(bulletin.order.networks or catalogue.networks)
    renditions = _renditions(bulletin, networks, files=files, media=media, images=images, catalogue=catalogue)
    contents = {}
    for network in networks:
        strategy = catalogue.strategy(network)
        source = bulletin.order.text.get(network) or _source_text(bulletin)
        length = partial(counter.length, network)
        text, warnings = compose(source, strategy.hashtags, strategy.text_limit, length)
        if not bulletin.order.alt_text:
            warnings = (*warnings, texts_es.ALT_TEXT_MISSING)
        contents[network] = NetworkVersion(text=text, renditions=tuple(renditions[network]), warnings=warnings)
    return contents


def _source_text(bulletin: Bulletin) -> str:
    """The text the publication is made from: the documents of the folder, or the first text the office wrote."""
    documents = [file.text for file in bulletin.files_for(FileRole.TEXT) if file.text]
    return "\n\n".join(documents) or next(iter(bulletin.order.text.values()))


def _renditions(
    bulletin: Bulletin,
    networks: tuple[Network, ...],
    *,
    files: IntakeFiles,
    media: MediaFiles,
    images: ImageEditor,
    catalogue: Catalogue,
) -> dict[Network, list[Rendition]]:
    """2.2, 2.3: bring each image to the form of each network; keep the bytes under their hash."""
    made: dict[Network, list[Rendition]] = {network: [] for network in networks}
    alt_text = bulletin.order.alt_text or title_of(_source_text(bulletin))
    for position, file in enumerate(bulletin.files_for(FileRole.IMAGE)):
        specs = {
            network: catalogue.strategy(network).rendition
            for network in networks
            if position < catalogue.strategy(network).max_images
        }
        if not specs:
            break
        for network, image in images.render(files.read(file.key, file.version_id), specs).items():
            kept = media.store(image.content, image.mime_type)
            rendition = Rendition(
                key=kept.key,
                version_id=kept.version_id,
                sha256=kept.sha256,
                mime_type=image.mime_type,
                width=image.width,
                height=image.height,
                size_bytes=kept.size_bytes,
                alt_text=alt_text,
            )
            made[network].append(rendition)
    return made
