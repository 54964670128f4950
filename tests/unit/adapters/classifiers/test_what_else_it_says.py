"""What a comment says besides its kind: why it cannot wait, where, somebody's data, advertising, several subjects."""

import time

import pytest

from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
from chalicelib.adapters.classifiers.places import MAX_LETTERS, place_in
from chalicelib.domain.classification import Urgency
from chalicelib.domain.likeness import are_alike, folded_place, signature

CLASSIFIER = EmbeddedClassifier()


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("Mi esposo me golpea, ayuda", Urgency.VIOLENCE_AGAINST_WOMEN),
        ("mi exnovio publicó mi dirección y dice que me va a echar ácido", Urgency.VIOLENCE_AGAINST_WOMEN),
        ("Se oyen golpes y una mujer pidiendo auxilio", Urgency.VIOLENCE_AGAINST_WOMEN),
        ("HUELE A GAS MUY FUERTE AQUI EN LA PRIVADA", Urgency.LIFE),
        ("Un señor quiere aventarse del puente", Urgency.LIFE),
        ("hay un muchacho prensado y no llega la ambulancia", Urgency.LIFE),
        ("se estan agarrando a balazos en la plaza", Urgency.LIFE),
        ("se perdió un niñito en el zoológico, su mamá está desesperada", Urgency.MINORS),
        ("Dejaron a un recién nacido en una caja afuera del templo", Urgency.MINORS),
    ],
)
def test_what_cannot_wait_is_told_with_its_reason(text: str, urgency: Urgency) -> None:
    found = CLASSIFIER.classify(text)
    assert (found.is_urgent, found.urgency) == (True, urgency)


@pytest.mark.parametrize(
    "text",
    [
        "mi jefe me dijo que si no salgo con él no me renueva",
        "Ya no quiero vivir, perdonen",
        "nos van a matar",
        "auxilio",
    ],
)
def test_danger_is_referred_or_shown_to_a_person_whatever_the_kind(text: str) -> None:
    found = CLASSIFIER.classify(text)
    assert found.comment_kind.is_referred or not found.is_sure(0.7)


@pytest.mark.parametrize(
    "text",
    [
        "me muero de risa con este video",
        "mataron el ambiente con tanto discurso",
        "se está quemando el foco de la calle",
        "Qué ricas las tortas ahogadas de la feria",
        "ESTUVO DE INFARTO el partido",
        "Gracias a los bomberos por su curso de primeros auxilios",
        "¿a quién le toca arreglar el camino?",
        "explotó el grupo de WhatsApp de la colonia",
    ],
)
def test_what_only_sounds_like_danger_is_not_urgent(text: str) -> None:
    assert CLASSIFIER.classify(text).urgency is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Hay un bache en Blvd. Torres Landa casi esquina con Españita, ya",
            "Blvd. Torres Landa casi esquina con Españita",
        ),
        ("La basura no pasa en la col. San Felipe de Jesús desde ayer", "col. San Felipe de Jesús"),
        ("Ojalá hicieran una ciclovía en Las Joyas para todos", "Las Joyas"),
        ("ay k arreglar la lampara d la calle almendro xfa", "calle almendro"),
        ("Reporto fuga en Calle Bronce 208, Vibar, sin atender", "Calle Bronce 208, Vibar"),
        ("HUELE A GAS EN PRIVADA LOS PINOS COL SAN MIGUEL POR FAVOR", "PRIVADA LOS PINOS COL SAN MIGUEL"),
    ],
)
def test_the_place_is_kept_as_the_citizen_wrote_it(text: str, place: str) -> None:
    assert CLASSIFIER.classify(text).place == place


@pytest.mark.parametrize(
    "text",
    [
        "Se cayó un poste en la calle Encino en la colonia Piletas",
        "Se cayó un poste en la calle Encino, en la col. Piletas, y estorba",
        "poste caído calle Encino, colonia Piletas",
        "poste caído en calle encino en la colonia piletas",
        "POSTE CAIDO EN CALLE ENCINO EN COL PILETAS",
        "En la colonia Piletas, en la calle Encino, hay un poste caído",
        "Hay un poste tirado en la calle Encino de la colonia Piletas desde ayer",
        "Poste tirado en la calle Encino en Piletas",
    ],
)
def test_neighbours_who_join_street_and_colonia_otherwise_name_the_same_place(text: str) -> None:
    assert folded_place(place_in(text)) == "encino piletas"


def test_neighbours_who_join_street_and_colonia_otherwise_are_taken_together() -> None:
    texts = (
        "Se cayó un poste de luz en la calle Encino en la colonia Piletas y nadie ha venido",
        "se cayó un poste de luz en la calle Encino, colonia Piletas, y nadie ha venido",
    )
    assert are_alike(*(signature(text, place_in(text)) for text in texts))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Fuga en Encino esquina con Roble en la colonia Piletas desde ayer",
            "Encino esquina con Roble en la colonia Piletas",
        ),
        ("Hay basura en el parque Hidalgo en la colonia Obrera", "parque Hidalgo en la colonia Obrera"),
        ("No hay luz en la colonia Piletas en la colonia Obrera tampoco", "colonia Piletas"),
        ("En la calle Encino hay un bache y en la colonia Las Piletas no hay luz", "colonia Las Piletas"),
        ("Nadie viene a la calle Encino. En la colonia Las Piletas no hay luz", "colonia Las Piletas"),
        ("No hay luz en la colonia Piletas en Navidad", "colonia Piletas"),
        ("Un bache en la calle Encino en León", "calle Encino"),
    ],
)
def test_only_what_lies_in_another_is_joined_to_it(text: str, place: str) -> None:
    assert place_in(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "Muchas gracias a todos",
        "no mames ya arreglen la calle",
        "Nadie avisa nada",
        "en León está peor",
        "mi calle después de años",
        "",
    ],
)
def test_no_place_is_made_up(text: str) -> None:
    assert place_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "calle " * 20_000,
        "Calle " + "A" * 50_000,
        "Calle A " * 10_000,
        "en La " * 10_000,
        "calle Pino en la col. Sol " * 10_000,
    ],
)
def test_C18_a_place_is_short_and_soon_found_in_any_text(text: str) -> None:
    began = time.perf_counter()
    assert len(place_in(text) or "") <= MAX_LETTERS
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        "mi teléfono es 477 123 45 67 llámenme",
        "mi correo es ana.lopez@gmail.com",
        "mi CURP es HEGG560427MVZRRL04",
        "vivo en la calle Pino 214 y no hay agua",
    ],
)
def test_somebodys_data_are_noticed(text: str) -> None:
    assert CLASSIFIER.classify(text).has_personal_data


@pytest.mark.parametrize(
    "text", ["No hay agua en la calle Pino", "Llevo 10 días sin agua", "@MpioLeon ya arreglen", "072 no contesta"]
)
def test_what_is_nobodys_is_no_personal_data(text: str) -> None:
    assert not CLASSIFIER.classify(text).has_personal_data


def test_advertising_is_spam_and_a_complaint_with_a_link_is_not() -> None:
    texts = ("Préstamos sin buró, manda whatsapp al 4770000000", "No hay agua en Las Joyas https://example.org/video")
    assert [CLASSIFIER.classify(text).is_spam for text in texts] == [True, False]


def test_two_subjects_for_two_departments_are_two_matters() -> None:
    found = CLASSIFIER.classify(
        "Hay una fuga de agua potable en la calle Pino. La luminaria de la esquina está fundida desde enero."
    )
    assert [matter.candidates[0].department_id for matter in found.matters] == ["sapal", "obra-publica"]
    assert found.matters[0].excerpt.startswith("Hay una fuga")


@pytest.mark.parametrize(
    "text", ["Hay una fuga de agua en la calle Pino", "No hay agua. Llevamos así tres días y SAPAL no contesta."]
)
def test_one_subject_is_not_split(text: str) -> None:
    assert CLASSIFIER.classify(text).matters == ()
