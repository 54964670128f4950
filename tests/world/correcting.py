"""The verbs by which persons correct what was prepared, keep graphics, and order what restricts publishing."""

from datetime import date
from typing import Any

from chalicelib.domain.edits import Correction, Edit
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.publication import Publication
from chalicelib.procedure import (
    commanding,
    corrections,
    edits_in_place,
    graphics,
    plan_checks,
    revising,
)
from tests.builders import a_publication, the_image_office
from tests.world.publishing import Publishing


class Correcting(Publishing):
    """A person's edits, corrections, take-downs and orders."""

    def take_down(self, publication_id: str | None = None) -> Publication:
        return corrections.take_down(
            publication_id or a_publication().id,
            reason="La fecha está mal",
            records=self.records,
            queues=self.queues,
            clock=self.clock,
        )

    def correct(
        self, texts: dict[Network, str], by: Person, publication_id: str | None = None, **others: Any
    ) -> Publication:
        return corrections.correct_publication(
            publication_id or a_publication().id,
            Correction(texts=texts, **others),
            title=None,
            by=by,
            records=self.records,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
        )

    def correct_in_place(self, texts: dict[Network, str], by: Person, **others: Any) -> Publication:
        return edits_in_place.correct_in_place(
            a_publication().id,
            Correction(texts=texts, **others),
            by=by,
            records=self.records,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
        )

    def edit(self, edit: Edit, by: Person, publication_id: str | None = None) -> Publication:
        return revising.edit_publication(
            publication_id or a_publication().id,
            edit,
            by=by,
            records=self.records,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            queues=self.queues,
            clock=self.clock,
        )

    def keep_graphic(
        self, picture: str = "foto.jpg", by: Person | None = None, expires_on: date | None = None
    ) -> Graphic:
        return graphics.keep_graphic(
            a_publication().id,
            picture,
            name="Escudo",
            alt_text="El escudo de León",
            campaign=None,
            expires_on=expires_on,
            by=by or the_image_office(),
            records=self.records,
            clock=self.clock,
        )

    @property
    def commanding(self) -> commanding.CommandPorts:
        return commanding.CommandPorts(self.records, self.catalogue, self.queues, self.clock)

    @property
    def planning(self) -> plan_checks.PlanningPorts:
        return plan_checks.PlanningPorts(self.records, self.counter, self.catalogue, self.queues, self.clock)
