"""The municipality's own data: as it is shipped, and what a slip of its editors does."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib import texts_es
from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue, load_catalogue
from chalicelib.adapters.catalogue_files import VARIABLES
from chalicelib.adapters.texts import NetworkTextCounter
from chalicelib.domain.classification import Urgency
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from local.departments import slips
from tests.shared import shared_path

CATALOGUE = load_catalogue()
DEPARTMENTS = yaml.safe_load((FOLDER / "departments.yaml").read_text(encoding="utf-8"))["departments"]
OFFICE = yaml.safe_load((FOLDER / "holidays.yaml").read_text(encoding="utf-8"))["calendars"]["oficina"]
REPLIES = yaml.safe_load((FOLDER / "replies.yaml").read_text(encoding="utf-8"))
LOGO = yaml.safe_load((FOLDER / "strategy.yaml").read_text(encoding="utf-8"))["logo"]
WHATSAPP = yaml.safe_load((FOLDER / "other_media.yaml").read_text(encoding="utf-8"))["media"]["whatsapp"]
OTHER_SQUARE = {"square": {"width": 800, "height": 800, "max_bytes": 4_000_000}}
CASE = {"folio": "LEO-20261123-000123", "department": "SAPAL", "due_on": "30/11/2026"}


def altered(folder: Path, name: str, change: dict[str, Any] | str) -> Path:
    """Copy the catalogue with one file changed: its fields, or its whole text."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    file = folder / name
    if isinstance(change, str):
        file.write_text(change, encoding="utf-8")
    else:
        fields = yaml.safe_load(file.read_text(encoding="utf-8")) | change
        file.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(RecordIntegrityError) as caught:
        load_catalogue(folder)
    return str(caught.value)


# As it is shipped -------------------------------------------------------------------------------------------------


def test_the_34_departments_are_those_of_the_regulation() -> None:
    table = [line.split("|") for line in shared_path("departments.md").read_text(encoding="utf-8").splitlines()]
    listed = {cells[1].strip(" `") for cells in table if len(cells) > 3 and cells[1].strip().startswith("`")}
    assert set(CATALOGUE.departments) == listed
    assert len(listed) == 34


def test_what_fits_nowhere_else_goes_to_the_citizens_secretariat() -> None:
    assert CATALOGUE.default_department == "atencion-leoneses"


def test_violence_against_women_is_urgent() -> None:
    assert [name for name, one in CATALOGUE.departments.items() if one.is_urgent] == ["mujeres"]


def test_every_example_is_attended_by_its_department_and_each_has_six() -> None:
    assert list(slips(CATALOGUE)) == []


def test_an_example_that_goes_elsewhere_is_named_with_its_department(tmp_path: Path) -> None:
    astray = [entry | {"examples": ["Hay un bache"] * 6} if entry["id"] == "feria" else entry for entry in DEPARTMENTS]
    found = list(slips(load_catalogue(altered(tmp_path, "departments.yaml", {"departments": astray}))))
    assert found == [texts_es.example_goes_elsewhere("feria", "Hay un bache", "obra-publica")] * 6


def test_a_word_that_sounds_like_an_everyday_one_is_told(tmp_path: Path) -> None:
    sounds = [entry | {"hints": "cine"} if entry["id"] == "cultura" else entry for entry in DEPARTMENTS]
    catalogue = load_catalogue(altered(tmp_path, "departments.yaml", {"departments": sounds}))
    assert texts_es.phrase_sounds_everyday("cultura", "cine", "sin") in list(slips(catalogue))


def test_too_few_examples_are_told(tmp_path: Path) -> None:
    few = [entry | {"examples": entry["examples"][:2]} if entry["id"] == "feria" else entry for entry in DEPARTMENTS]
    catalogue = load_catalogue(altered(tmp_path, "departments.yaml", {"departments": few}))
    assert list(slips(catalogue)) == [texts_es.few_examples("feria", 2, 6)]


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        ("agua; ac*", "«ac*»"),
        ("agua; .. fuga", "«.. fuga»"),
        ("fuga ..", "«fuga ..»"),
        ("agua; agua", "«agua» está dos veces"),
        ("(a|b) c", "sólo lleva palabras"),
        ("infrac*", "la palabra cortada"),
        ("x" * 81, "de 2 a 80 letras"),
    ],
)
@pytest.mark.parametrize("field", ["attends", "hints", "not_when"])
def test_a_phrase_that_cannot_be_looked_for_is_named_with_its_department(
    tmp_path: Path, field: str, phrases: str, said: str
) -> None:
    wrong = [entry | {field: phrases} if entry["id"] == "sapal" else entry for entry in DEPARTMENTS]
    told = refusal(altered(tmp_path, "departments.yaml", {"departments": wrong}))
    assert said in told
    assert "sapal: " in told


def test_the_three_networks_are_used_in_the_manuals_order() -> None:
    assert CATALOGUE.networks == SOCIAL_NETWORKS


def test_citizens_are_answered_on_facebook_and_x() -> None:
    assert {network for network in CATALOGUE.networks if CATALOGUE.strategy(network).replies} == {
        Network.X,
        Network.FACEBOOK,
    }


def test_the_strategy_keeps_what_the_networks_take() -> None:
    limits = {Network.X: (280, 5_000_000), Network.FACEBOOK: (63_206, 4_000_000), Network.INSTAGRAM: (2_200, 8_000_000)}
    for network, (characters, max_bytes) in limits.items():
        strategy = CATALOGUE.strategy(network)
        assert strategy.text_limit <= characters
        assert all(spec.max_bytes <= max_bytes for spec in strategy.renditions.values())
        assert strategy.hashtags == ("#León",)
    instagram = CATALOGUE.strategy(Network.INSTAGRAM).renditions["feed"]
    assert 4 / 5 <= instagram.width / instagram.height <= 1.91


def test_every_account_has_a_pace_and_X_its_prices() -> None:
    for network in SOCIAL_NETWORKS:
        strategy = CATALOGUE.strategy(network)
        assert (strategy.spacing_minutes, strategy.max_posts_per_hour, strategy.max_replies_per_hour) == (2, 30, 200)
        assert strategy.best_hours
        assert (strategy.prices is not None) == (network is Network.X)
    prices = CATALOGUE.strategy(Network.X).prices
    assert prices
    assert (prices.post, prices.post_with_link, prices.times_with_link) == (Decimal("0.015"), Decimal("0.20"), 13)


def test_every_network_has_the_forms_that_its_places_ask_for() -> None:
    forms = {network: set(CATALOGUE.strategy(network).renditions) for network in CATALOGUE.networks}
    assert forms == {
        Network.X: {"post", "square"},
        Network.FACEBOOK: {"feed", "portrait", "link"},
        Network.INSTAGRAM: {"feed", "square", "landscape", "story"},
    }
    going_out = [next(iter(CATALOGUE.strategy(network).renditions)) for network in CATALOGUE.networks]
    assert going_out == ["post", "feed", "feed"]


def test_forms_that_are_alike_on_two_networks_are_one_piece_of_work() -> None:
    specs = [spec for network in CATALOGUE.networks for spec in CATALOGUE.strategy(network).renditions.values()]
    assert len(specs) == 9
    assert len(set(specs)) == 6


def test_the_logo_comes_in_two_versions_and_goes_to_a_corner() -> None:
    logo = CATALOGUE.logo
    assert logo is not None
    assert logo.for_light != logo.for_dark
    assert all(picture.startswith(b"\x89PNG") and len(picture) < 30_000 for picture in (logo.for_light, logo.for_dark))
    assert (logo.position, logo.width, logo.clear_space) == ("bottom-right", 0.2, 0.04)


def test_the_image_offices_graphics_carry_the_logo_already() -> None:
    assert {source: CATALOGUE.places_logo(source) for source in ("prensa", "imagen", "enlaces/sapal")} == {
        "prensa": True,
        "imagen": False,
        "enlaces/sapal": True,
    }


def test_a_strategy_without_a_logo_places_none(tmp_path: Path) -> None:
    catalogue = load_catalogue(altered(tmp_path, "strategy.yaml", {"logo": None}))
    assert catalogue.logo is None
    assert not catalogue.places_logo("prensa")


@pytest.mark.parametrize("template", REPLIES)
def test_every_reply_fits_on_x_as_x_counts_it(template: str) -> None:
    longest = max((one.name for one in CATALOGUE.departments.values()), key=len)
    for variant in REPLIES[template]:
        text = variant.format_map(CASE | {"department": longest, "number": "100000"})
        assert NetworkTextCounter().length(Network.X, text) <= 280


def test_every_reply_names_the_folio_and_none_says_anything_twice() -> None:
    assert all("{folio}" in variant for variants in REPLIES.values() for variant in variants)
    assert all(len(set(variants)) == len(variants) for variants in REPLIES.values())


def test_violence_is_never_answered_in_public_with_details() -> None:
    assert all("{department}" not in variant for variant in [*REPLIES["discreet"], *REPLIES["emergency"]])
    assert all("9-1-1" in variant for variant in [*REPLIES["discreet"], *REPLIES["emergency"]])


def test_every_urgency_has_a_department_on_duty() -> None:
    assert CATALOGUE.urgent_departments == {
        Urgency.LIFE: ("seguridad", "proteccion-civil", "bomberos"),
        Urgency.VIOLENCE_AGAINST_WOMEN: ("mujeres",),
        Urgency.MINORS: ("dif",),
    }


def test_an_urgency_nobody_is_on_duty_for_stops_the_start(tmp_path: Path) -> None:
    folder = altered(tmp_path, "replies.yaml", {})
    text = (folder / "departments.yaml").read_text(encoding="utf-8")
    (folder / "departments.yaml").write_text(text.replace("urgent_for: [minors]", "urgent_for: []"), encoding="utf-8")
    assert "departments.yaml" in refusal(folder)


def test_a_reply_that_names_every_folio_fits_with_as_many_as_there_may_be(tmp_path: Path) -> None:
    fits_with_one = "{folio} " + "x" * 225
    assert "replies.yaml: several takes" in refusal(altered(tmp_path, "replies.yaml", {"several": [fits_with_one]}))


@pytest.mark.parametrize(
    ("template", "text"),
    [("joined", "Aviso del folio {folio}."), ("referred", "Ya está."), ("closed", "{folio} {number}")],
)
def test_a_reply_that_would_be_the_same_for_two_citizens_is_refused(tmp_path: Path, template: str, text: str) -> None:
    assert "a reply" in refusal(altered(tmp_path, "replies.yaml", {template: [text]}))


def test_a_folio_always_gets_the_same_words_and_folios_share_the_variants() -> None:
    folios = [f"LEO-20261123-{number:06}" for number in range(60)]
    once = [CATALOGUE.reply("referred", CASE | {"folio": folio}) for folio in folios]
    assert once == [CATALOGUE.reply("referred", CASE | {"folio": folio}) for folio in folios]
    openings = {text[:20] for text in once}
    assert len(openings) == len(REPLIES["referred"])
    assert all(folio in text for folio, text in zip(folios, once, strict=True))


# Slips ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"national": [{"name": "Nunca", "day": "02-30"}]}, "national"),
        ({"national": [{"name": "Dos modos", "day": "02-03", "easter": 1}]}, "Dos modos: day; or nth"),
        ({"national": [{"name": "A medias", "nth": 1, "month": 2}]}, "A medias: day; or nth"),
        (
            {"municipal": [{"name": "Todo el año", "first": "2026-01-01", "last": "2026-12-31"}]},
            "Todo el año: up to 60",
        ),
        ({"municipal": [{"name": "Al revés", "first": "2026-01-02", "last": "2026-01-01"}]}, "Al revés: up to 60"),
        ({"calendars": {}}, "calendars"),
        ({"calendars": {"oficina": OFFICE | {"weekdays": []}}}, "weekdays"),
        ({"calendars": {"oficina": OFFICE | {"opens": "16:00"}}}, "it opens before it closes"),
        ({"calendars": {"oficina": OFFICE | {"closes": "24:01"}}}, "closes"),
        ({"calendars": {"oficina": OFFICE}}, "seguridad has a calendar that holidays.yaml does not"),
    ],
)
def test_a_slip_in_the_holidays_stops_the_packaging(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    assert said in refusal(altered(tmp_path, "holidays.yaml", change))


def test_days_that_are_announced_for_one_year_are_kept_by_the_office_and_not_by_those_on_guard(tmp_path: Path) -> None:
    winter = {"name": "Vacaciones de invierno", "first": "2026-12-21", "last": "2027-01-05"}
    departments = load_catalogue(altered(tmp_path, "holidays.yaml", {"municipal": [winter]})).departments
    asked_at = datetime(2026, 12, 18, 18, tzinfo=UTC)
    assert departments["salud"].due_on(asked_at) == date(2027, 1, 12)
    assert departments["bomberos"].due_on(asked_at) == date(2026, 12, 19)


@pytest.mark.parametrize("template", ["no-such-text", "referred"])
def test_a_reply_that_cannot_be_written_is_an_alarm(template: str) -> None:
    with pytest.raises(RecordIntegrityError, match=template):
        CATALOGUE.reply(template, {"folio": "LEO-20261123-000123"})


def test_a_network_without_a_strategy_is_an_alarm(tmp_path: Path) -> None:
    catalogue = YamlCatalogue(altered(tmp_path, "other_media.yaml", {"media": {}}))
    with pytest.raises(RecordIntegrityError, match="manual"):
        catalogue.strategy(Network.MANUAL)


def test_other_media_share_a_text_that_fits_the_shortest_of_them_and_every_form_any_takes() -> None:
    together = CATALOGUE.strategy(Network.MANUAL)
    media = CATALOGUE.other_media.values()
    assert together.text_limit == min(medium.text_limit for medium in media)
    assert set(together.renditions) == {purpose for medium in media for purpose in medium.renditions}
    assert all(medium.instructions for medium in media)
    assert not together.replies


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("departments.yaml", {"default": "nadie"}, "departments.yaml"),
        ("departments.yaml", {"departments": []}, "departments"),
        ("departments.yaml", {"otra": 1}, "otra"),
        ("departments.yaml", {"departments": [{"id": "Con Espacio", "name": "Una"}]}, "departments.0.id"),
        ("strategy.yaml", {"confidence_bar": 1.5}, "confidence_bar"),
        ("strategy.yaml", {"networks": {"tiktok": {}}}, "networks.tiktok"),
        ("strategy.yaml", {"networks": {}}, "networks"),
        ("strategy.yaml", {"networks": {"x": {"video": {"min_seconds": 20, "max_seconds": 10}}}}, "networks.x.video"),
        ("strategy.yaml", {"networks": {"x": {"spacing_minutes": 90}}}, "networks.x.spacing_minutes"),
        ("strategy.yaml", {"networks": {"x": {"max_posts_per_hour": 0}}}, "networks.x.max_posts_per_hour"),
        ("strategy.yaml", {"networks": {"x": {"best_hours": [24]}}}, "networks.x.best_hours"),
        ("strategy.yaml", {"networks": {"x": {"prices": {"post": -1}}}}, "networks.x.prices.post"),
        ("strategy.yaml", {"convert_videos": "quizá"}, "convert_videos"),
        ("strategy.yaml", {"rewriting_model": {"id": "*", "region": "us-east-1"}}, "rewriting_model.id"),
        ("strategy.yaml", {"rewriting_model": {"id": "us.a.b", "region": "us-east-1"}}, "rewriting_model"),
        ("strategy.yaml", {"logo": LOGO | {"light": "../../etc/passwd"}}, "logo.light"),
        ("strategy.yaml", {"logo": LOGO | {"light": "no-hay.png"}}, "no-hay.png cannot be read"),
        ("strategy.yaml", {"logo": LOGO | {"position": "center"}}, "logo.position"),
        ("strategy.yaml", {"logo": LOGO | {"width": 0.9}}, "logo.width"),
        ("strategy.yaml", {"logo": LOGO | {"sources": ["todos"]}}, "logo.sources"),
        ("strategy.yaml", "a: [", "strategy.yaml cannot be read"),
        ("other_media.yaml", {"media": {"Mi Canal": {}}}, "media.Mi Canal"),
        ("other_media.yaml", {"media": {"radio": {"name": "Radio", "text_limit": 500}}}, "media.radio.renditions"),
        ("other_media.yaml", {"media": {"radio": {**WHATSAPP, "instructions": []}}}, "media.radio.instructions"),
        ("other_media.yaml", {"media": {"a": WHATSAPP, "b": {**WHATSAPP, "renditions": OTHER_SQUARE}}}, "other_media"),
        ("replies.yaml", {"referred": ["Hola {nombre}, folio {folio}"]}, "replies.yaml: texts"),
        ("replies.yaml", {"referred": ["Folio {folio.__class__}"]}, "replies.yaml: texts"),
        ("replies.yaml", {"referred": ["Folio {folio!r:>1000000000}"]}, "replies.yaml: texts"),
        ("replies.yaml", {"referred": ["Folio {0}"]}, "replies.yaml: texts"),
        ("replies.yaml", {"referred": []}, "replies.yaml: texts.referred"),
        ("replies.yaml", {"referred": ["largo " * 50 + "{folio}"]}, "replies.yaml: referred takes"),
        ("replies.yaml", "closed: ['{folio}']", "replies.yaml: texts"),
    ],
)
def test_a_slip_in_a_file_stops_the_start_and_names_the_place(
    tmp_path: Path, name: str, change: dict[str, Any] | str, said: str
) -> None:
    assert said in refusal(altered(tmp_path, name, change))


def test_a_logo_that_is_no_png_is_refused(tmp_path: Path) -> None:
    folder = altered(tmp_path, "strategy.yaml", {"logo": LOGO})
    (folder / LOGO["dark"]).write_bytes(b"<svg/>")
    assert "logo-oscuro.png is no PNG" in refusal(folder)


def test_a_department_twice_is_refused(tmp_path: Path) -> None:
    assert "departments.yaml" in refusal(altered(tmp_path, "departments.yaml", {"departments": DEPARTMENTS * 2}))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "departments.yaml" in refusal(tmp_path)


def test_the_variables_are_those_the_procedure_gives() -> None:
    assert set(CASE) == VARIABLES


def test_only_facebook_corrects_a_text_in_place_and_only_if_the_strategy_says_so(tmp_path: Path) -> None:
    assert not any(CATALOGUE.strategy(network).edits_in_place for network in CATALOGUE.networks)
    networks = yaml.safe_load((FOLDER / "strategy.yaml").read_text(encoding="utf-8"))["networks"]
    networks["facebook"]["edits_in_place"] = True
    allowing = load_catalogue(altered(tmp_path / "facebook", "strategy.yaml", {"networks": networks}))
    assert allowing.strategy(Network.FACEBOOK).edits_in_place
    networks["instagram"]["edits_in_place"] = True
    assert "strategy.yaml: networks" in refusal(
        altered(tmp_path / "instagram", "strategy.yaml", {"networks": networks})
    )


def test_every_department_that_is_offered_to_other_programs_has_its_subject_and_words() -> None:
    catalogue = load_catalogue()
    offered = {department.id for department in catalogue.departments.values() if not department.is_urgent}
    assert catalogue.public_services.keys() == offered
    assert all(service.keywords for service in catalogue.public_services.values())


def test_a_service_of_no_department_stops_the_start_and_is_named(tmp_path: Path) -> None:
    refused = refusal(
        altered(tmp_path, "open311.yaml", {"services": {"sapl": {"group": "Agua", "keywords": ["agua"]}}})
    )
    assert "open311.yaml" in refused
    assert "sapl" in refused


@pytest.mark.parametrize("keywords", [["agua, drenaje"], ["a"], ["agua"] * 13])
def test_a_word_that_programs_could_not_read_stops_the_start(tmp_path: Path, keywords: list[str]) -> None:
    fields = {"services": {"sapal": {"group": "Agua", "keywords": keywords}}}
    assert "open311.yaml" in refusal(altered(tmp_path, "open311.yaml", fields))
