"""Publications: seen, authorised, released, taken down and corrected (manual 2.1–2.5, policies)."""

from chalicelib import bootstrap, texts_es
from chalicelib.api.content_models import ContentView, FindingView, GraphicUse, RenditionView
from chalicelib.api.delivery_models import DeliveryView
from chalicelib.api.dispatch import forbid
from chalicelib.api.publication_models import ProgressView, PublicationLine, PublicationList, PublicationView
from chalicelib.api.requests import Request
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person, Role
from chalicelib.domain.publication import NetworkVersion, Publication, Rendition
from chalicelib.procedure import authorisation, corrections, edits_in_place, progress, release, revising
from chalicelib.procedure.advising import advice_on
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.deliveries_of import deliveries_of
from chalicelib.procedure.taking_back import unschedule_publication

_SEE_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR})


def list_publications(request: Request) -> PublicationList:
    """List the publications of a day."""
    day = request.query.day or local_day(bootstrap.clock().now())
    records = bootstrap.records().of_day(day)
    seen = [record for record in records if isinstance(record, Publication) and _may_see(request.person, record)]
    return PublicationList(publications=[_line(publication) for publication in seen])


def show_publication(request: Request) -> PublicationView:
    """Show a publication as it would go out, and how far its deliveries came."""
    publication = fetch(bootstrap.records(), request.path["publication_id"], Publication)
    if not _may_see(request.person, publication):
        raise forbid()
    return _view(publication.id)


def authorise(request: Request) -> PublicationView:
    """Authorise the version that was seen (policy: gráficos previamente autorizados)."""
    publication = authorisation.authorise_publication(
        request.path["publication_id"],
        version=request.body.version,
        note=request.body.note,
        by=request.person,
        accepted={one.key: one.why for one in request.body.accepted},
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        counter=bootstrap.text_counter(),
        personal_data=bootstrap.personal_data_finder(),
        links=bootstrap.link_checker(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id)


def revoke(request: Request) -> PublicationView:
    """Take an authorisation back."""
    publication = authorisation.revoke_authorisation(
        request.path["publication_id"], records=bootstrap.records(), clock=bootstrap.clock()
    )
    return _view(publication.id)


def schedule(request: Request) -> PublicationView:
    """Set the time a publication goes out."""
    publication = release.schedule_publication(
        request.path["publication_id"],
        request.body.publish_at,
        valid_until=request.body.valid_until,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id).model_copy(update={"advice": advice_on(publication, bootstrap.catalogue())})


def unschedule(request: Request) -> PublicationView:
    """Take a schedule back: nothing goes out until somebody publishes or schedules it again."""
    publication = unschedule_publication(
        request.path["publication_id"], records=bootstrap.records(), clock=bootstrap.clock()
    )
    return _view(publication.id)


def publish_now(request: Request) -> PublicationView:
    """Send a publication out at once."""
    publication = release.publish_now(
        request.path["publication_id"],
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id)


def take_down(request: Request) -> PublicationView:
    """Take a publication down from every network (policy on corrections)."""
    publication = corrections.take_down(
        request.path["publication_id"],
        reason=request.body.reason,
        records=bootstrap.records(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id)


def correct(request: Request) -> PublicationView:
    """Write the corrected version; it must be authorised anew. In place, it is another version of the same publication."""
    if request.body.in_place:
        return _correct_in_place(request)
    publication = corrections.correct_publication(
        request.path["publication_id"],
        request.body,
        title=request.body.title,
        by=request.person,
        records=bootstrap.records(),
        counter=bootstrap.text_counter(),
        catalogue=bootstrap.catalogue(),
        personal_data=bootstrap.personal_data_finder(),
        links=bootstrap.link_checker(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id)


def _correct_in_place(request: Request) -> PublicationView:
    if request.body.title is not None:
        raise InvalidInputError(texts_es.IN_PLACE_ONLY_TEXTS)
    publication = edits_in_place.correct_in_place(
        request.path["publication_id"],
        request.body,
        by=request.person,
        records=bootstrap.records(),
        counter=bootstrap.text_counter(),
        catalogue=bootstrap.catalogue(),
        personal_data=bootstrap.personal_data_finder(),
        links=bootstrap.link_checker(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id)


def edit(request: Request) -> PublicationView:
    """Change what was prepared; it must be authorised anew, by somebody else."""
    publication = revising.edit_publication(
        request.path["publication_id"],
        request.body,
        by=request.person,
        records=bootstrap.records(),
        counter=bootstrap.text_counter(),
        catalogue=bootstrap.catalogue(),
        personal_data=bootstrap.personal_data_finder(),
        links=bootstrap.link_checker(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(publication.id)


def _may_see(person: Person, publication: Publication) -> bool:
    """A liaison sees what their department sent, whatever else they are there; who works on all of it, all."""
    return bool(person.roles & _SEE_ALL) or (
        publication.department_id is not None and publication.department_id == person.department_id
    )


def _view(publication_id: str) -> PublicationView:
    publication = fetch(bootstrap.records(), publication_id, Publication)
    content = {network: _content(network, version) for network, version in publication.current.networks.items()}
    order = {network: place for place, network in enumerate(publication.current.networks)}
    found = deliveries_of(publication, bootstrap.records())
    deliveries = sorted(found, key=lambda one: (order.get(one.network, len(order)), one.id))
    places = progress.progress_of(publication, deliveries, bootstrap.catalogue().other_media)
    return PublicationView(
        **_line(publication).model_dump(),
        taken_down_because=publication.taken_down_because,
        content=content,
        graphics=_graphics(publication),
        waits_for=publication.attention.reason if publication.attention else None,
        progress=progress.in_one_sentence(places),
        places=[_place(place) for place in places],
        deliveries=[_delivery(delivery) for delivery in deliveries],
    )


def _line(publication: Publication) -> PublicationLine:
    given = publication.authorisation
    return PublicationLine(
        id=publication.id,
        title=publication.title,
        source=publication.source,
        state=publication.state,
        version=publication.current.number,
        networks=list(publication.current.networks),
        campaign=publication.campaign,
        publish_at=publication.publish_at,
        authorised_by=given.by if given else None,
        corrects=publication.corrects,
        corrected_by=publication.corrected_by,
    )


def _content(network: Network, version: NetworkVersion) -> ContentView:
    return ContentView(
        text=version.text,
        length=bootstrap.text_counter().length(network, version.text),
        limit=bootstrap.catalogue().strategy(network).text_limit,
        warnings=list(version.warnings),
        findings=[
            FindingView(
                key=found.key,
                code=found.code,
                severity=found.severity,
                message=found.message,
                detail=found.detail,
            )
            for found in version.findings
        ],
        renditions=[_rendition(image) for image in version.renditions],
        alternatives=[_rendition(image) for image in version.alternatives],
        thread=list(version.thread),
        format=version.format,
        proposal=version.proposal,
    )


def _rendition(image: Rendition) -> RenditionView:
    return RenditionView(
        url=bootstrap.media_files().public_url(image.key, image.version_id),
        alt_text=image.alt_text,
        width=image.width,
        height=image.height,
        size_bytes=image.size_bytes,
        sha256=image.sha256,
        mime_type=image.mime_type,
        purpose=image.purpose,
        source=image.source,
        crop=image.crop,
        corrections=list(image.corrections),
        graphic=image.graphic or None,
    )


def _graphics(publication: Publication) -> list[GraphicUse]:
    """Tell which of the graphics were authorised before, by whom, and whether they still may be used."""
    today = local_day(bootstrap.clock().now())
    shown = [image.graphic for content in publication.current.networks.values() for image in content.renditions]
    known = [bootstrap.records().find(graphic) for graphic in dict.fromkeys(filter(None, shown))]
    return [
        GraphicUse(
            id=graphic.id,
            name=graphic.name,
            authorised_by=graphic.authorised_by,
            authorised_at=graphic.authorised_at,
            problem=graphic.why_not(today),
        )
        for graphic in known
        if isinstance(graphic, Graphic)
    ]


def _deliveries(publication: Publication) -> list[DeliveryView]:
    """By network in the order of publishing, each post before what takes it down."""
    order = {network: place for place, network in enumerate(publication.current.networks)}
    found = deliveries_of(publication, bootstrap.records())
    return [_delivery(one) for one in sorted(found, key=lambda one: (order.get(one.network, len(order)), one.id))]


def _place(place: progress.Progress) -> ProgressView:
    return ProgressView(
        network=place.network,
        medium=place.place if place.medium else None,
        where=place.where,
        live_parts=place.live_parts,
        parts=place.parts,
        said=place.said,
        reason=place.reason,
    )


def _delivery(delivery: Delivery) -> DeliveryView:
    return DeliveryView(
        id=delivery.id,
        network=delivery.network,
        medium=delivery.medium,
        action=delivery.action,
        state=delivery.state,
        reason=delivery.reason,
        permalink=delivery.permalink,
        published_at=delivery.published_at,
        due_at=delivery.due_at,
        priority=delivery.priority,
        valid_until=delivery.valid_until,
        price_usd=delivery.price_usd,
    )
