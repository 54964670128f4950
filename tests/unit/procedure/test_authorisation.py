"""Policy: los gráficos deben estar previamente autorizados."""

from collections.abc import Sequence

import pytest

from chalicelib.domain.errors import InvalidInputError, NotFoundError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import PublicationState
from chalicelib.domain.records import Record
from tests.builders import a_person, a_version
from tests.mortality import MortalRecords
from tests.world import World


def test_the_image_office_authorises_and_it_is_on_record_who_and_what() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    given = world.publication().authorisation
    assert given
    assert given.by == "directora"
    assert given.fingerprints == world.publication().current.fingerprints


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.IMAGE_OFFICE}))
def test_nobody_else_does_and_nothing_is_stored(role: Role) -> None:
    world = World()
    before = world.prepared(Network.X)
    with pytest.raises(RuleViolationError):
        world.authorise(by=a_person(role))
    assert world.publication() == before


def test_what_was_edited_since_it_was_seen_is_not_authorised() -> None:
    world = World()
    seen = world.prepared(Network.X)
    world.records.commit(replace=[seen.edited(a_version(text="Dos").networks, by="agencia", now=world.clock.now())])
    with pytest.raises(InvalidInputError):
        world.authorise(version=1)
    assert world.publication().authorisation is None


def test_an_edit_that_comes_between_the_reading_and_the_writing_is_not_authorised() -> None:
    world = World()
    seen = world.prepared(Network.X)

    class Racing(MortalRecords):
        """Somebody edits at the very moment."""

        has_raced = False

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            if not self.has_raced:
                self.has_raced = True
                newer = seen.edited(a_version(text="Dos").networks, by="agencia", now=world.clock.now())
                self.inner.commit(replace=[newer])
            return super().commit(insert=insert, replace=replace)

    world.records = Racing(world.stored, world.steps)
    with pytest.raises(InvalidInputError):
        world.authorise(version=1)
    assert world.publication().authorisation is None
    assert world.publication().current.number == 2


def test_a_revoked_authorisation_is_gone() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    world.revoke()
    assert world.publication().state is PublicationState.PREPARED
    with pytest.raises(InvalidInputError):
        world.revoke()


def test_what_does_not_exist_is_neither_authorised_nor_revoked() -> None:
    world = World()
    with pytest.raises(NotFoundError):
        world.revoke("PUB-20261123-NADA")
    with pytest.raises(NotFoundError):
        world.authorise("BOL-20261123-NADA", version=1)
