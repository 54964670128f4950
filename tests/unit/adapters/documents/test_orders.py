"""`publicacion.yaml`: what is asked for, or what is wrong with it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.documents import YamlOrderReader
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from tests.unit.adapters.documents.packing import outcome


def read(text: str) -> PublicationOrder:
    return YamlOrderReader().read(text.encode())


def rejection(text: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(text)
    return str(caught.value)


def test_everything_an_office_may_ask_for_is_read() -> None:
    order = read(
        """
networks: [x, facebook, instagram]     # a qué redes
publish_at: 2026-11-25 09:00           # hora de León
valid_until: 2026-11-25 18:00
campaign: Parques gratis
category: servicios
priority: high
text:
  x: "Los parques de #León son tuyos."
alt_text: Familias en el parque
"""
    )
    assert order == PublicationOrder(
        networks=(Network.X, Network.FACEBOOK, Network.INSTAGRAM),
        publish_at=datetime(2026, 11, 25, 15, 0, tzinfo=UTC),
        valid_until=datetime(2026, 11, 26, 0, 0, tzinfo=UTC),
        campaign="Parques gratis",
        category="servicios",
        priority="high",
        text={Network.X: "Los parques de #León son tuyos."},
        alt_text="Familias en el parque",
    )


@pytest.mark.parametrize("written", ["[WhatsApp, impreso, whatsapp]", "whatsapp, impreso", "\n- WHATSAPP\n- impreso"])
def test_other_media_are_read_as_people_write_them(written: str) -> None:
    assert read(f"other_media: {written}").other_media == ("whatsapp", "impreso")


def test_what_pictures_need_is_read_as_people_write_it() -> None:
    order = read(
        """
hashtags: [LeónEsTuyo, "#ParquesGratis", León]
alt_texts:
  foto 1.jpg: Familias en el parque
  foto 2.jpg:
focus:
  foto 1.jpg: {x: 0.5, y: 0.3}
  foto 2.jpg: 50% 30%
  foto 3.jpg: [25%, "0,75"]
  foto 4.jpg:
logo: sí
graphics: [cobertura-lluvia, alerta]
"""
    )
    assert order.hashtags == ("#LeónEsTuyo", "#ParquesGratis", "#León")
    assert order.alt_texts == {"foto 1.jpg": "Familias en el parque"}
    assert {name: (point.x, point.y) for name, point in order.focus.items()} == {
        "foto 1.jpg": (0.5, 0.3),
        "foto 2.jpg": (0.5, 0.3),
        "foto 3.jpg": (0.25, 0.75),
    }
    assert (order.logo, order.graphics) == (True, ("cobertura-lluvia", "alerta"))


@pytest.mark.parametrize(
    ("written", "logo"), [("sí", True), ("Si", True), ("true", True), ("NO", False), ("false", False), ("", None)]
)
def test_the_logo_is_asked_for_or_not_in_plain_words(written: str, logo: bool | None) -> None:  # noqa: FBT001 - a value
    assert read(f"logo: {written}").logo is logo


@pytest.mark.parametrize("written", ["#uno #dos", "uno, dos", "uno dos", "[uno, dos, '#uno']", "[uno, dos]"])
def test_hashtags_come_in_a_list_or_a_line(written: str) -> None:
    quoted = f'"{written}"' if written.startswith("#") else written
    assert read(f"hashtags: {quoted}").hashtags == ("#uno", "#dos")


@pytest.mark.parametrize("text", ["", "# nada", "campaign:\ntext:\n  x:\nalt_text: ~"])
def test_an_order_that_asks_for_nothing_is_the_default(text: str) -> None:
    assert read(text) == PublicationOrder()


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-11-25 09:00", "2026-11-25T15:00:00+00:00"),
        ("2026-11-25 9:00", "2026-11-25T15:00:00+00:00"),
        ("2026-11-25T09:00:30", "2026-11-25T15:00:30+00:00"),
        ("'2026-07-01 23:30'", "2026-07-02T05:30:00+00:00"),
        ("2026-11-25 09:00 -05:00", "2026-11-25T14:00:00+00:00"),
        ("2026-11-25 09:00Z", "2026-11-25T09:00:00+00:00"),
    ],
)
def test_P28_a_time_without_offset_is_leons_all_year_round(written: str, utc: str) -> None:
    assert read(f"publish_at: {written}").publish_at == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "written", ["mañana", "2026-11-25", "2026-02-30 09:00", "2026-11-25 25:00", "9999-12-31 23:59", "[1]"]
)
def test_a_time_that_is_none_is_named(written: str) -> None:
    assert rejection(f"publish_at: {written}") == texts_es.order_wrong([texts_es.order_field_wrong("publish_at")])


def test_a_term_that_ends_before_it_begins_is_told_and_one_without_a_beginning_is_taken() -> None:
    said = rejection("publish_at: 2026-11-25 09:00\nvalid_until: 2026-11-25 09:00")
    assert said == texts_es.order_wrong([texts_es.VALID_UNTIL_BEFORE])
    assert rejection("valid_until: pronto") == texts_es.order_wrong([texts_es.order_field_wrong("valid_until")])
    assert read("valid_until: 2026-11-25 09:00").valid_until == datetime(2026, 11, 25, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize("value", ["no", "2026", "1.0", "0x10", "true"])
def test_a_word_is_never_taken_for_a_number_or_a_truth(value: str) -> None:
    assert read(f"category: {value}").category == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("redes: [x]", texts_es.order_field_unknown("redes")),
        ("logo: quizá", texts_es.order_field_not("logo", texts_es.ORDER_LOGO)),
        ("logo: [sí]", texts_es.order_field_not("logo", texts_es.ORDER_LOGO)),
        ("hashtags: ['#con-guion']", texts_es.order_field_not("hashtags", texts_es.ORDER_HASHTAG)),
        ("hashtags: {a: b}", texts_es.order_field_not("hashtags", texts_es.ORDER_LIST)),
        ("focus: centro", texts_es.order_field_not("focus", texts_es.ORDER_FOCUS)),
        ("focus: {a.jpg: centro}", texts_es.order_field_not("focus.a.jpg", texts_es.ORDER_FOCUS)),
        ("focus: {a.jpg: 150% 10%}", texts_es.order_field_not("focus.a.jpg", texts_es.ORDER_FOCUS)),
        ("focus: {a.jpg: 50 30}", texts_es.order_field_not("focus.a.jpg", texts_es.ORDER_FOCUS)),
        ("focus: {a.jpg: {x: 0.1}}", texts_es.order_field_not("focus.a.jpg", texts_es.ORDER_FOCUS)),
        ("focus: {a.jpg: {x: nan, y: 0}}", texts_es.order_field_not("focus.a.jpg", texts_es.ORDER_FOCUS)),
        ("graphics: {a: b}", texts_es.order_field_not("graphics", texts_es.ORDER_LIST)),
        ("alt_texts: hola", texts_es.order_field_wrong("alt_texts")),
        ("redes:", texts_es.order_field_unknown("redes")),
        ("networks: [tiktok]", texts_es.order_field_wrong("networks")),
        ("networks: [manual]", texts_es.order_field_not("networks", texts_es.ORDER_OTHER_MEDIA)),
        ("networks: [x, manual]", texts_es.order_field_not("networks", texts_es.ORDER_OTHER_MEDIA)),
        ("other_media: {whatsapp: si}", texts_es.order_field_not("other_media", texts_es.ORDER_LIST)),
        ("other_media: ['../x']", texts_es.order_field_wrong("other_media")),
        ("networks: []", texts_es.order_field_wrong("networks")),
        ("networks: x", texts_es.order_field_wrong("networks")),
        ("text: hola", texts_es.order_field_wrong("text")),
        ("text: {manual: hola}", texts_es.order_field_wrong("text.manual")),
        ("priority: urgente", texts_es.order_field_wrong("priority")),
        ("campaign: [a]", texts_es.order_field_wrong("campaign")),
        ("? [a, b]\n: c", texts_es.order_field_unknown("?")),
        ("campaign: a\ncampaign: b", texts_es.order_field_twice("campaign")),
        ("text: {x: a, x: b}", texts_es.order_field_twice("text.x")),
        ("a: [[[[1]]]]", texts_es.ORDER_TOO_DEEP),
        ("campaign: &a uno", texts_es.ORDER_ANCHORS),
        ("campaign: !!python/name:os.system", texts_es.ORDER_ANCHORS),
    ],
)
def test_a_wrong_field_is_named_in_spanish(text: str, problem: str) -> None:
    assert rejection(text) == texts_es.order_wrong([problem])


def test_every_wrong_field_is_named_at_once() -> None:
    expected = [texts_es.order_field_wrong("priority"), texts_es.order_field_unknown("redes")]
    assert rejection("redes: x\npriority: ya") == texts_es.order_wrong(expected)


@pytest.mark.parametrize(
    ("written", "formats"),
    [
        ("formats: {instagram: historia}", {Network.INSTAGRAM: PostFormat.STORY}),
        ("formats: {instagram: Story}", {Network.INSTAGRAM: PostFormat.STORY}),
        (
            "formats: {instagram: publicación, x: publicación}",
            dict.fromkeys((Network.INSTAGRAM, Network.X), PostFormat.FEED),
        ),
        ("formats: {instagram: }", {}),
        ("formats:", {}),
    ],
)
def test_an_order_says_where_it_is_a_story(written: str, formats: dict[Network, PostFormat]) -> None:
    assert read(written).formats == formats


@pytest.mark.parametrize("written", ["{x: historia}", "{facebook: story}", "{instagram: carrusel}", "{instagram: [a]}"])
def test_a_story_elsewhere_or_a_form_that_is_none_is_named(written: str) -> None:
    network = written[1:].partition(":")[0]
    wrong = texts_es.order_field_not(f"formats.{network}", texts_es.ORDER_FORMATS)
    assert rejection(f"formats: {written}") == texts_es.order_wrong([wrong])


def test_formats_that_are_no_mapping_are_named() -> None:
    assert rejection("formats: historia") == texts_es.order_wrong(
        [texts_es.order_field_not("formats", texts_es.ORDER_FORMATS)]
    )


def test_a_hundred_wrong_fields_are_not_all_told() -> None:
    assert len(rejection("\n".join(f"campo{number}: x" for number in range(100)))) < 500


@pytest.mark.parametrize("text", ["- x", "x", "x: [", "a: 1\n b: 2", "a: b\n---\nc: d", "a: \x07"])
def test_what_is_no_mapping_of_yaml_is_rejected(text: str) -> None:
    assert rejection(text).startswith("publicacion.yaml no es un archivo YAML válido")


def test_the_line_to_look_at_is_told() -> None:
    assert "línea 2" in rejection("campaign: a\n  b: c\n")


def test_I06_aliases_that_multiply_are_refused_before_they_expand() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    assert rejection("\n".join(lines)) == texts_es.order_wrong([texts_es.ORDER_ANCHORS])


def test_a_large_order_is_not_read() -> None:
    assert rejection("campaign: " + "a" * 65_536) == texts_es.ORDER_TOO_LARGE


def test_invisible_characters_do_not_reach_the_text() -> None:
    assert read('text: {x: "a\\u202eb\\0c"}').text == {Network.X: "abc"}


@given(st.text(alphabet="ab:-[]{}&*!|>'\"\n #%@,?~\t\x07éx"))
def test_whatever_is_written_it_is_an_order_or_rejected(text: str) -> None:
    assert outcome(lambda: read(text))[-1:] in {"", "."}
