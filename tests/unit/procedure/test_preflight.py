"""
2.4, 2.5, P1, P29, I18: what the check finds, who lets it stand, and that the publisher makes the very same one.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.findings import Finding, Severity
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState, Version
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.ports import LinkFault, PersonalDatum
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examine
from tests.builders import NOW, PUBLICATION, TEXT, a_person, a_publication, later
from tests.world import JPEG, World

WINDOW = BlackoutWindow(
    name="Veda 2027",
    opens_at=later(minutes=10),
    closes_at=later(days=60),
    exempt_categories=frozenset({"salud"}),
)
PHONE = {"477 602 1193": PersonalDatum("telephone", "••••••••93")}
CURP = {"GOMA850412HGTRRN07": PersonalDatum("curp", "••••••••07")}
WHY = "Es el teléfono de la oficina."


def a_world(text: str = TEXT, *networks: Network, category: str | None = None, **changes: Any) -> World:
    """Give a world with a publication that waits for the image office."""
    world = World()
    contents = {network: world.content(text, JPEG) for network in networks or (Network.X,)}
    contents = {network: content.model_copy(update=changes) for network, content in contents.items()}
    world.put(a_publication(Version(number=1, networks=contents, prepared_at=NOW), category=category))
    return world


def findings(world: World, at: datetime = NOW, network: Network = Network.X) -> dict[str, Severity]:
    publication = world.publication()
    found = examine(
        publication.current.networks[network],
        network,
        category=publication.category,
        at=at,
        catalogue=world.catalogue,
        force=in_force(world.records, world.catalogue),
        counter=world.counter,
        personal_data=world.personal_data,
    )
    return {one.code: one.severity for one in found}


def asked(world: World) -> list[Finding]:
    """What the person is shown and may accept."""
    contents = world.publication().current.networks.values()
    return [one for content in contents for one in content.findings if one.severity is Severity.ASKS]


def accept_all(world: World, why: str = WHY) -> Publication:
    """Be refused once, read what is asked, and accept it."""
    with pytest.raises(InvalidInputError):
        world.authorise()
    return world.authorise(accepted={one.key: why for one in asked(world)})


def reason_of(world: World) -> str:
    return world.delivery().reason or ""


# What is found ----------------------------------------------------------------------------------------------------


def test_a_plain_publication_has_nothing_against_it_and_is_authorised_without_a_word() -> None:
    world = a_world()
    assert findings(world) == {}
    assert world.authorise().state is PublicationState.AUTHORISED


def test_preparing_writes_down_what_it_found() -> None:
    world = World()
    world.personal_data.known = PHONE
    world.links.faults = {"leon.gob.mx/nada": LinkFault(texts_es.LINK_GONE, is_certain=True)}
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Informes al 477 602 1193 o en leon.gob.mx/nada")
    bulletin = world.upload("prensa/2026-11-23/parques/foto.jpg", JPEG)
    world.clock.set(later(minutes=5))
    publication = world.prepare(bulletin.id)
    assert publication
    for network in SOCIAL_NETWORKS:
        codes = {one.code for one in publication.current.networks[network].findings}
        assert codes == {"personal_data_telephone", "link_broken"}
    assert len(world.links.asked) == 1


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("curp", Severity.BLOCKS), ("card", Severity.BLOCKS), ("voter_key", Severity.BLOCKS)]
    + [(kind, Severity.ASKS) for kind in ("telephone", "email", "rfc", "clabe", "curp_unverified")],
)
def test_I18_personal_data_is_stopped_or_asked_about(kind: str, severity: Severity) -> None:
    world = a_world("Dato: ZZZ")
    world.personal_data.known = {"ZZZ": PersonalDatum(kind, "•••ZZ")}
    assert findings(world) == {f"personal_data_{kind}": severity}


@pytest.mark.parametrize("place", ["thread", "alt"])
def test_I18_personal_data_is_found_also_where_the_text_goes_on(place: str) -> None:
    world = a_world()
    content = world.content("Hola", JPEG)
    hidden: dict[str, dict[str, Any]] = {
        "thread": {"thread": ("477 602 1193",)},
        "alt": {"renditions": (content.renditions[0].model_copy(update={"alt_text": "Cartel: 477 602 1193"}),)},
    }
    world = a_world("Hola", **hidden[place])
    world.personal_data.known = PHONE
    assert findings(world)["personal_data_telephone"] is Severity.ASKS


def test_a_hundred_telephones_are_thirty_findings_and_one_for_the_rest_what_blocks_first() -> None:
    world = a_world(" ".join(f"tel{number:03}" for number in range(100)) + " GOMA850412HGTRRN07")
    world.personal_data.known = {f"tel{number:03}": PersonalDatum("telephone", f"••{number}") for number in range(100)}
    world.personal_data.known |= CURP
    found = findings(world)
    assert found["personal_data_curp"] is Severity.BLOCKS
    assert found["personal_data_more"] is Severity.ASKS
    with pytest.raises(InvalidInputError, match="más"):
        world.authorise()
    assert len(world.publication().current.networks[Network.X].findings) == 32


def test_a_window_stops_what_is_not_exempt_from_its_first_instant_to_before_its_last() -> None:
    world = a_world()
    world.catalogue.blackout_windows = (WINDOW,)
    for at, is_stopped in (
        (WINDOW.opens_at - timedelta(seconds=1), False),
        (WINDOW.opens_at, True),
        (WINDOW.closes_at - timedelta(seconds=1), True),
        (WINDOW.closes_at, False),
    ):
        assert findings(world, at) == ({"blackout": Severity.BLOCKS} if is_stopped else {})


def test_of_two_windows_that_overlap_both_must_let_it_out() -> None:
    world = a_world(category="salud")
    stricter = WINDOW.model_copy(update={"name": "Consulta popular", "exempt_categories": frozenset()})
    world.catalogue.blackout_windows = (WINDOW, stricter)
    assert findings(world, later(days=1)) == {"blackout": Severity.BLOCKS}


def test_names_and_party_words_are_asked_about_in_a_window_and_otherwise_at_most_told() -> None:
    world = a_world("La alcaldesa Ana Ruiz con el PAN", category="salud")
    world.catalogue.blackout_windows = (WINDOW,)
    world.catalogue.restricted_words = RestrictedWords(officials=("Ana Ruiz",), party_words=("PAN",))
    assert findings(world) == {"party_word": Severity.ADVISES}
    assert findings(world, later(days=1)) == {"party_word": Severity.ASKS, "official_named": Severity.ASKS}


# Authorising ------------------------------------------------------------------------------------------------------


def test_I18_a_telephone_goes_out_when_a_person_says_that_it_may_and_why() -> None:
    world = a_world("Informes al 477 602 1193", Network.X, Network.FACEBOOK)
    world.personal_data.known = PHONE
    given_word = accept_all(world).authorisation
    assert given_word
    assert {(one.why, one.by, one.at) for one in given_word.accepted} == {(WHY, "directora", NOW)}
    assert len(given_word.accepted) == 2
    world.publish()
    world.run()
    for network in (Network.X, Network.FACEBOOK):
        assert world.delivery(network).state is DeliveryState.DONE


def test_what_is_asked_and_not_accepted_is_refused_and_shown_in_spanish() -> None:
    world = a_world("Informes al 477 602 1193")
    world.personal_data.known = PHONE
    before = world.publication()
    with pytest.raises(InvalidInputError, match=r"No se puede autorizar todavía.*\[X\].*teléfono"):
        world.authorise()
    after = world.publication()
    assert after.state is PublicationState.PREPARED
    assert after.current.number == 1
    assert after.current.fingerprints == before.current.fingerprints
    assert [one.code for one in asked(world)] == ["personal_data_telephone"]


def test_what_all_networks_have_in_common_is_told_once() -> None:
    world = a_world("Informes al 477 602 1193", *SOCIAL_NETWORKS)
    world.personal_data.known = PHONE
    with pytest.raises(
        InvalidInputError, match=r"\[X, Facebook, Instagram\] El contenido lleva un teléfono"
    ) as refused:
        world.authorise()
    assert str(refused.value).count("teléfono") == 1


def test_accepting_the_telephone_of_one_network_accepts_it_there_only() -> None:
    world = a_world("Informes al 477 602 1193", Network.X, Network.FACEBOOK)
    world.personal_data.known = PHONE
    with pytest.raises(InvalidInputError):
        world.authorise()
    on_x = next(one.key for one in asked(world) if one.network is Network.X)
    with pytest.raises(InvalidInputError, match="Facebook"):
        world.authorise(accepted={on_x: WHY})


def test_what_blocks_cannot_be_accepted() -> None:
    world = a_world("CURP GOMA850412HGTRRN07")
    world.personal_data.known = CURP
    with pytest.raises(InvalidInputError, match="CURP"):
        world.authorise()
    key = world.publication().current.networks[Network.X].findings[0].key
    with pytest.raises(InvalidInputError, match="no pregunta"):
        world.authorise(accepted={key: "Con permiso de la persona"})


def test_what_nobody_asked_cannot_be_accepted() -> None:
    world = a_world()
    with pytest.raises(InvalidInputError, match="no pregunta"):
        world.authorise(accepted={"x:party_word:000000000000": "Por si acaso"})
    assert world.publication().authorisation is None


def test_a_person_who_may_not_authorise_is_told_so_before_anything_is_looked_at() -> None:
    world = a_world("leon.gob.mx")
    with pytest.raises(RuleViolationError):
        world.authorise(by=a_person(Role.COORDINATOR))
    assert world.links.asked == []


def test_findings_of_the_preparation_are_not_believed_at_the_authorisation() -> None:
    world = a_world("leon.gob.mx/nueva")
    world.links.faults = {"leon.gob.mx/nueva": LinkFault(texts_es.LINK_GONE, is_certain=True)}
    with pytest.raises(InvalidInputError, match="no funciona"):
        world.authorise()
    broken = asked(world)[0].key
    world.links.faults = {}
    accepted = world.authorise(accepted={broken: "La página abre mañana."})
    assert accepted.current.networks[Network.X].findings == ()


def test_a_link_that_could_not_be_looked_at_is_told_and_stops_nothing() -> None:
    world = a_world("leon.gob.mx/lenta")
    world.links.faults = {"leon.gob.mx/lenta": LinkFault(texts_es.LINK_NO_ANSWER, is_certain=False)}
    authorised = world.authorise()
    assert [one.code for one in authorised.current.networks[Network.X].findings] == ["link_not_checked"]


def test_links_are_followed_once_for_all_networks_and_not_when_publishing() -> None:
    world = a_world("leon.gob.mx/a y leon.gob.mx/b", *SOCIAL_NETWORKS)
    world.authorise()
    assert world.links.asked == [("leon.gob.mx/a", "leon.gob.mx/b")]
    world.publish()
    world.run()
    assert len(world.links.asked) == 1


def test_a_publication_for_a_later_hour_is_judged_by_that_hour() -> None:
    world = a_world()
    world.catalogue.blackout_windows = (WINDOW,)
    world.records.commit(replace=[world.publication().evolve(publish_at=later(days=1))])
    with pytest.raises(InvalidInputError, match="Veda 2027"):
        world.authorise()
    world.records.commit(replace=[world.publication().evolve(publish_at=later(days=61))])
    assert world.authorise().state is PublicationState.AUTHORISED


# At the hour ------------------------------------------------------------------------------------------------------


def test_P29_a_window_that_opens_between_scheduling_and_firing_holds_the_post_and_says_until_when() -> None:
    world = a_world()
    world.authorise()
    world.schedule(later(minutes=30))
    world.catalogue.blackout_windows = (WINDOW,)
    world.run()
    held = world.delivery()
    assert held.state is DeliveryState.HELD
    assert held.attention is not None
    assert held.gate is not None
    assert not held.gate.passed
    assert "Veda 2027" in reason_of(world)
    assert "hasta el 22/01/2027 a las" in reason_of(world)
    assert world.accounts[Network.X].live == []


def test_P29_a_held_post_is_let_be_while_the_window_is_open_and_goes_out_by_itself_when_it_closes() -> None:
    world = a_world()
    world.authorise()
    world.schedule(later(minutes=30))
    world.catalogue.blackout_windows = (WINDOW,)
    world.run()
    tries = world.delivery().epoch
    world.clock.set(WINDOW.opens_at + timedelta(days=1))
    world.run()
    assert world.delivery().epoch == tries
    world.catalogue.blackout_windows = (WINDOW.model_copy(update={"closes_at": world.clock.now()}),)
    world.clock.advance(hours=6)
    world.run()
    assert world.delivery().state is DeliveryState.DONE
    assert len(world.accounts[Network.X].live) == 1


def test_P29_what_is_exempt_and_names_nobody_goes_out_in_the_window() -> None:
    world = a_world(category="salud")
    world.authorise()
    world.schedule(later(minutes=30))
    world.catalogue.blackout_windows = (WINDOW,)
    world.run()
    assert world.delivery().state is DeliveryState.DONE


def test_P29_a_name_that_nobody_accepted_holds_what_is_exempt_until_the_image_office_accepts_it() -> None:
    world = a_world("Vacunas con la alcaldesa Ana Ruiz", category="salud")
    world.catalogue.restricted_words = RestrictedWords(officials=("Ana Ruiz",))
    world.authorise()
    world.schedule(later(minutes=30))
    world.catalogue.blackout_windows = (WINDOW,)
    world.run()
    assert "Ana Ruiz" in reason_of(world)
    assert world.delivery().state is DeliveryState.HELD
    world.revoke()
    accept_all(world, "Es la vocera de la campaña de vacunación.")
    world.publish()
    world.run()
    assert world.delivery().state is DeliveryState.DONE
    assert len(world.accounts[Network.X].live) == 1


def test_P1_what_became_personal_data_since_the_authorisation_is_held() -> None:
    world = a_world("Informes al 477 602 1193")
    world.authorise()
    world.publish()
    world.personal_data.known = PHONE
    world.run()
    assert world.delivery().state is DeliveryState.HELD
    assert "teléfono" in reason_of(world)


def test_P27_a_window_that_opens_while_the_network_prepares_the_media_is_seen_before_the_call() -> None:
    world = a_world()
    world.authorise()
    world.publish()
    account = world.accounts[Network.X]
    stage = account.stage

    def staging(*args: Any) -> Any:
        world.catalogue.blackout_windows = (WINDOW.model_copy(update={"opens_at": NOW}),)
        return stage(*args)

    account.stage = staging  # type: ignore[method-assign, assignment]
    world.run()
    assert world.delivery().state is DeliveryState.HELD
    assert account.live == []


def test_what_was_taken_down_before_it_went_out_is_cancelled_not_held_by_the_check() -> None:
    world = a_world()
    world.authorise()
    world.schedule(later(minutes=30))
    world.catalogue.blackout_windows = (WINDOW,)
    world.take_down()
    world.run()
    assert world.delivery().state is DeliveryState.CANCELLED


def test_what_is_out_is_read_back_whatever_has_opened_since() -> None:
    world = a_world()
    world.authorise()
    world.publish()
    world.carry_out()
    world.catalogue.blackout_windows = (WINDOW.model_copy(update={"opens_at": NOW}),)
    world.take_down()
    world.run()
    assert world.accounts[Network.X].live == []


def test_a_thread_goes_out_only_where_there_are_threads() -> None:
    assert a_world("Uno", thread=("Dos",)).authorise().authorisation
    world = World()
    content = world.content("Uno").model_copy(update={"thread": ("Dos",)})
    world.put(a_publication(Version(number=1, networks={Network.FACEBOOK: content}, prepared_at=NOW)))
    with pytest.raises(InvalidInputError, match="hilos"):
        world.authorise()


def test_every_part_of_a_thread_must_fit() -> None:
    world = a_world("Uno", thread=("Dos", "a" * 281))
    with pytest.raises(InvalidInputError, match="281"):
        world.authorise()


def test_what_was_authorised_before_there_was_a_check_goes_out_when_it_is_clean() -> None:
    world = a_world()
    plain = world.publication()
    old = plain.authorised(a_person(Role.IMAGE_OFFICE, username="directora"), version=1, note="", now=NOW)
    stored = Publication.model_validate(
        {
            **old.model_dump(),
            "authorisation": {
                key: value for key, value in old.model_dump()["authorisation"].items() if key != "accepted"
            },
        }
    )
    world.records.commit(replace=[stored])
    world.publish()
    world.run()
    assert world.delivery().state is DeliveryState.DONE


def test_findings_are_no_part_of_the_fingerprint() -> None:
    found = Finding(code="c", severity=Severity.ASKS, network=Network.X, message="m")
    assert NetworkVersion(text="a").fingerprint == NetworkVersion(text="a", findings=(found,)).fingerprint


def test_a_correction_is_looked_at_anew() -> None:
    world = a_world("Informes al 477 602 1193")
    world.personal_data.known = PHONE
    accept_all(world)
    world.publish()
    world.run()
    world.take_down()
    world.run()
    corrected = world.correct({Network.X: "Informes en el 072"}, a_person(Role.AGENCY))
    assert corrected.current.networks[Network.X].findings == ()
    assert world.authorise(corrected.id).accepted_keys == frozenset()


# The contract between the authorisation and the publisher ---------------------------------------------------------

PARTS = ("Vacunas", "Ana Ruiz", "PAN", "477 602 1193", "GOMA850412HGTRRN07", "a" * 150, "b" * 150, "leon.gob.mx/a")


@settings(max_examples=120, deadline=None)
@given(
    parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=4),
    category=st.sampled_from([None, "salud", "cultura"]),
    is_window_open=st.booleans(),
    is_accepted=st.booleans(),
    network=st.sampled_from(SOCIAL_NETWORKS),
    is_threaded=st.booleans(),
)
def test_P1_the_publisher_sends_what_the_authorisation_passed_and_holds_what_it_stopped(
    *,
    parts: list[str],
    category: str | None,
    is_window_open: bool,
    is_accepted: bool,
    network: Network,
    is_threaded: bool,
) -> None:
    world = a_world(" ".join(parts), network, category=category, thread=("Dos",) if is_threaded else ())
    world.personal_data.known = PHONE | CURP
    world.catalogue.restricted_words = RestrictedWords(officials=("Ana Ruiz",), party_words=("PAN",))
    world.catalogue.blackout_windows = (WINDOW.model_copy(update={"opens_at": NOW}),) if is_window_open else ()
    passed = _try_to_authorise(world, is_accepted=is_accepted)
    if not passed:
        # The same content, authorised by a hand that skipped the check, must be held at the hour.
        forced = world.publication().authorised(
            a_person(Role.IMAGE_OFFICE, username="directora"), version=1, note="", now=NOW
        )
        world.records.commit(replace=[forced])
    windows, world.catalogue.blackout_windows = world.catalogue.blackout_windows, ()
    world.publish(PUBLICATION)
    world.catalogue.blackout_windows = windows
    world.run()
    expected = DeliveryState.DONE if passed else DeliveryState.HELD
    assert world.delivery(network).state is expected
    assert len(world.accounts[network].live) == (1 + is_threaded if passed else 0)


def _try_to_authorise(world: World, *, is_accepted: bool) -> bool:
    try:
        world.authorise()
    except InvalidInputError:
        if not (is_accepted and asked(world)):
            return False
    else:
        return True
    try:
        world.authorise(accepted={one.key: WHY for one in asked(world)})
    except InvalidInputError:
        return False
    return True
