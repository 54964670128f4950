"""The verbs of the stages 1.1 to 2.5."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.material_key import Upload
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.publication import NetworkVersion, Publication, Version
from chalicelib.procedure import (
    authorisation,
    delivering,
    editing,
    intake,
    release,
    sweeping,
)
from chalicelib.procedure.sending import PublishingPorts
from tests.builders import NOW, TEXT, a_kept_rendition, a_publication, the_image_office
from tests.world.editors import JPEG
from tests.world.town import Town


class Publishing(Town):
    """The stages 1.1 to 2.5: from what an office uploads to what is out, and its corrections."""

    def upload(self, key: str, content: bytes, sequencer: str = "01", *, settle_seconds: int = 30) -> Bulletin:
        version_id = self.intake.upload(key, content)
        return self.receive(Upload(key=key, version_id=version_id, sequencer=sequencer), settle_seconds=settle_seconds)

    def receive(self, upload: Upload, *, settle_seconds: int = 30) -> Bulletin:
        return intake.receive_upload(
            upload,
            records=self.records,
            files=self.intake,
            media=self.media,
            reader=self.reader,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            settle_seconds=settle_seconds,
        )

    def sweep(self, **limits: int) -> int:
        return sweeping.sweep_intake(
            records=self.records,
            files=self.intake,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            **limits,
        )

    def prepare(self, bulletin_id: str, *, waits_for_quiet: bool = False) -> Publication | None:
        return editing.prepare_publication(
            bulletin_id,
            records=self.records,
            files=self.intake,
            media=self.media,
            images=self.images,
            videos=self.videos,
            writer=self.writer,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
            converter=self.converter,
            waits_for_quiet=waits_for_quiet,
        )

    def content(self, text: str = TEXT, *images: bytes) -> NetworkVersion:
        """Give a text with graphics whose bytes are kept."""
        renditions = (a_kept_rendition(self.media, image, (1200, 675), alt_text="Un parque") for image in images)
        return NetworkVersion(text=text, renditions=tuple(renditions))

    def prepared(self, *networks: Network, text: str = TEXT) -> Publication:
        """Record a publication with one image that waits for the image office."""
        contents = {network: self.content(text, JPEG) for network in networks or (Network.X,)}
        publication = a_publication(Version(number=1, networks=contents, prepared_at=NOW))
        self.put(publication)
        return self.publication(publication.id)

    def publication(self, publication_id: str | None = None) -> Publication:
        found = self.the(publication_id or a_publication().id)
        assert isinstance(found, Publication)
        return found

    def authorise(
        self,
        publication_id: str | None = None,
        by: Person | None = None,
        *,
        version: int | None = None,
        accepted: Mapping[str, str] | None = None,
    ) -> Publication:
        """Authorise; without a publication, the usual one in its current version."""
        wanted = publication_id or a_publication().id
        return authorisation.authorise_publication(
            wanted,
            version=version or self.publication(wanted).current.number,
            note="",
            by=by or the_image_office(),
            accepted=accepted or {},
            records=self.records,
            catalogue=self.catalogue,
            counter=self.counter,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
        )

    def revoke(self, publication_id: str | None = None) -> Publication:
        return authorisation.revoke_authorisation(
            publication_id or a_publication().id, records=self.records, clock=self.clock
        )

    def publish(self, publication_id: str | None = None) -> Publication:
        return release.publish_now(
            publication_id or a_publication().id,
            records=self.records,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def schedule(self, at: datetime | None, publication_id: str | None = None) -> Publication:
        return release.schedule_publication(
            publication_id or a_publication().id,
            at,
            records=self.records,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def released(self, *networks: Network, text: str = TEXT) -> Publication:
        """Record a publication, authorise it and send it on its way."""
        self.prepared(*networks, text=text)
        self.authorise()
        return self.publish()

    def carry_out(self, delivery_id: str | None = None) -> Delivery:
        return delivering.carry_out(delivery_id or ids.delivery_id(a_publication().id, Network.X), self.publishing)

    @property
    def publishing(self) -> PublishingPorts:
        return PublishingPorts(
            records=self.records,
            accounts=self.accounts.__getitem__,
            media=self.media,
            catalogue=self.catalogue,
            counter=self.counter,
            personal_data=self.personal_data,
            queues=self.queues,
            clock=self.clock,
        )
