"""P1: only the very version that the image office authorised may go out."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.records.codec import encode
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import (
    AUTHORISATION_LASTS,
    GRAPHICS_CLAUSE,
    Publication,
    PublicationState,
    content_fingerprint,
)
from chalicelib.domain.records import Duty
from tests.builders import (
    NOW,
    a_person,
    a_publication,
    a_rendition,
    a_version,
    an_authorised_publication,
    later,
    the_image_office,
)

FINGERPRINT = a_version().fingerprints[Network.X]

# Authorise --------------------------------------------------------------------------------------------------------


def test_a_prepared_publication_waits_for_the_image_office() -> None:
    waiting = a_publication()
    assert waiting.duty is Duty.PERSON
    assert waiting.due_at
    assert waiting.attention
    assert waiting.attention.reason == texts_es.AWAITS_AUTHORISATION


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.IMAGE_OFFICE}))
def test_no_other_role_authorises(role: Role) -> None:
    with pytest.raises(RuleViolationError) as refused:
        a_publication().authorised(a_person(role), version=1, note="", now=NOW)
    assert refused.value.clause == GRAPHICS_CLAUSE
    assert str(refused.value) == texts_es.ONLY_IMAGE_OFFICE_AUTHORISES


def test_all_other_roles_together_do_not_authorise() -> None:
    everything_else = a_person(*(set(Role) - {Role.IMAGE_OFFICE}))
    with pytest.raises(RuleViolationError):
        a_publication(priority="live").authorised(everything_else, version=1, note="urge", now=NOW)


def test_nobody_authorises_what_they_prepared() -> None:
    mine = a_publication(a_version(prepared_by="directora"))
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        mine.authorised(the_image_office("directora"), version=1, note="", now=NOW)
    assert mine.authorised(the_image_office("coordinador"), version=1, note="", now=NOW).authorisation


def test_only_the_version_that_was_seen_is_authorised() -> None:
    changed = a_publication().edited(a_version(text="Otro texto").networks, by="agencia", now=NOW)
    with pytest.raises(InvalidInputError) as refused:
        changed.authorised(the_image_office(), version=1, note="", now=NOW)
    assert str(refused.value) == texts_es.version_is_old(1, 2)
    assert changed.authorised(the_image_office(), version=2, note="", now=NOW).authorisation


def test_an_authorisation_covers_every_network_and_says_who_and_until_when() -> None:
    authorised = an_authorised_publication()
    given_ = authorised.authorisation
    assert given_
    assert set(given_.fingerprints) == set(authorised.current.networks)
    assert (given_.by, given_.at, given_.expires_at) == ("directora", NOW, NOW + AUTHORISATION_LASTS)


def test_P1_an_authorisation_covers_this_content_on_this_network_and_no_other() -> None:
    authorised = an_authorised_publication(a_version(networks=[Network.X]))
    assert authorised.authorises(Network.X, FINGERPRINT, NOW)
    assert not authorised.authorises(Network.X, a_version(text="Otro").fingerprints[Network.X], NOW)
    assert not authorised.authorises(Network.FACEBOOK, FINGERPRINT, NOW)


def test_P1_without_an_authorisation_nothing_goes_out() -> None:
    assert not a_publication().authorises(Network.X, FINGERPRINT, NOW)


def test_P1_an_authorisation_expires() -> None:
    authorised = an_authorised_publication()
    last = NOW + AUTHORISATION_LASTS
    assert authorised.authorises(Network.X, FINGERPRINT, last - timedelta(microseconds=1))
    assert not authorised.authorises(Network.X, FINGERPRINT, last)


# Edit -------------------------------------------------------------------------------------------------------------


def test_P1_editing_after_authorising_voids_the_authorisation() -> None:
    authorised = an_authorised_publication()
    edited = authorised.edited(authorised.current.networks, by="agencia", now=later(minutes=1))
    assert edited.authorisation is None
    assert edited.state is PublicationState.PREPARED
    assert not edited.authorises(Network.X, FINGERPRINT, later(minutes=1))
    assert edited.attention
    assert edited.attention.reason == texts_es.AWAITS_AUTHORISATION


def test_P1_an_authorisation_of_an_older_version_does_not_cover_the_same_content_in_a_newer_one() -> None:
    authorised = an_authorised_publication()
    newer = authorised.evolve(versions=(*authorised.versions, a_version(2)))
    assert not newer.authorises(Network.X, FINGERPRINT, NOW)


def test_every_version_stays_on_record() -> None:
    edited = a_publication().edited(a_version(text="Dos").networks, by="agencia", now=NOW)
    assert [version.number for version in edited.versions] == [1, 2]
    assert edited.versions[0] == a_publication().current
    assert edited.current.prepared_by == "agencia"


# Release, revoke, withdraw ----------------------------------------------------------------------------------------


def test_nothing_is_released_without_an_authorisation() -> None:
    with pytest.raises(RuleViolationError) as refused:
        a_publication().released(NOW)
    assert refused.value.clause == GRAPHICS_CLAUSE


def test_a_released_publication_is_finished_its_deliveries_carry_it_on() -> None:
    released = an_authorised_publication().released(later(minutes=10))
    assert released.is_finished
    assert (released.due_at, released.duty, released.attention) == (None, None, None)
    assert released.publish_at == later(minutes=10)


def test_what_is_out_cannot_be_authorised_again() -> None:
    with pytest.raises(InvalidInputError, match=texts_es.ALREADY_OUT):
        an_authorised_publication().released(NOW).authorised(the_image_office(), version=1, note="", now=NOW)


def test_revoking_puts_the_publication_before_the_image_office_again() -> None:
    revoked = an_authorised_publication().released(NOW).revoked(later(minutes=1))
    assert revoked.authorisation is None
    assert revoked.attention
    assert not revoked.is_finished
    assert not revoked.authorises(Network.X, FINGERPRINT, later(minutes=1))


def test_what_is_not_authorised_cannot_be_revoked() -> None:
    with pytest.raises(InvalidInputError, match=texts_es.NOT_AUTHORISED):
        a_publication().revoked(NOW)


def test_what_was_withdrawn_is_neither_authorised_nor_released_nor_revoked() -> None:
    withdrawn = an_authorised_publication().withdrawn("Un error en la fecha")
    assert withdrawn.is_finished
    with pytest.raises(InvalidInputError, match=texts_es.PUBLICATION_WITHDRAWN):
        withdrawn.authorised(the_image_office(), version=1, note="", now=NOW)
    with pytest.raises(RuleViolationError):
        withdrawn.released(NOW)
    with pytest.raises(InvalidInputError):
        withdrawn.revoked(NOW)


# Fingerprint ------------------------------------------------------------------------------------------------------

_TRICKY = st.lists(st.sampled_from(["1:", "0:", "a", ":", "12:", "\n", "ñ", "2:ab"]), max_size=6).map("".join)
_CONTENTS = st.tuples(_TRICKY, st.lists(st.tuples(_TRICKY, _TRICKY), max_size=3))


@given(first=_CONTENTS, second=_CONTENTS)
def test_P1_no_two_different_contents_share_a_fingerprint(
    first: tuple[str, list[tuple[str, str]]], second: tuple[str, list[tuple[str, str]]]
) -> None:
    assert (content_fingerprint(*first) == content_fingerprint(*second)) == (first == second)


@pytest.mark.parametrize(
    "other",
    [
        a_version(text="Los parques abren gratis los domingos. "),
        a_version(renditions=(a_rendition(b"otra imagen"),)),
        a_version(renditions=(a_rendition(alt_text="Otro"),)),
        a_version(renditions=(a_rendition(), a_rendition())),
        a_version(renditions=()),
    ],
)
def test_P1_a_letter_a_byte_an_alt_text_or_one_image_more_make_another_fingerprint(other: object) -> None:
    authorised = an_authorised_publication(a_version(renditions=(a_rendition(),)))
    changed = type(authorised.current).model_validate(other)
    assert not authorised.authorises(Network.X, changed.fingerprints[Network.X], NOW)


def test_P1_the_order_of_images_is_part_of_what_was_authorised() -> None:
    one, two = a_rendition(b"1"), a_rendition(b"2")
    assert a_version(renditions=(one, two)).fingerprints != a_version(renditions=(two, one)).fingerprints


# What a record holds of its versions -------------------------------------------------------------------------------


def edited_often(publication: Publication, times: int, text: str = "a") -> Publication:
    for number in range(times):
        publication = publication.edited(a_version(text=f"{text}{number}").networks, by="ines", now=NOW)
    return publication


def test_a_record_holds_the_newest_ten_versions_found_by_their_numbers() -> None:
    publication = edited_often(a_publication(), 14)
    assert [version.number for version in publication.versions] == list(range(6, 16))
    assert publication.version(15) == publication.version(None) == publication.current
    assert publication.version(6).networks[Network.X].text == "a4"
    with pytest.raises(NotFoundError):
        publication.version(5)


def test_P32_a_version_that_was_released_is_never_left_out() -> None:
    released = an_authorised_publication().released(NOW)
    publication = edited_often(released, 20)
    assert [version.number for version in publication.versions] == [1, *range(12, 22)]
    assert publication.version(1).networks == released.current.networks


def test_versions_that_are_large_are_left_out_sooner_but_never_the_newest() -> None:
    publication = edited_often(a_publication(), 12, "ñ" * 30_000)
    assert 1 <= len(publication.versions) < 10
    assert publication.current.number == 13
    assert encode(publication)
    assert edited_often(a_publication(), 2, "a" * 100_000).current.number == 3
