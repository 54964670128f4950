"""The public version of the records: nothing in it tells who a citizen is, wherever somebody hid it."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.adapters.records.kinds import class_of
from chalicelib.domain.case_history import Act
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.public_text import PublicTexts
from chalicelib.domain.public_version import PUBLIC_FIELDS, PublicRecords
from chalicelib.domain.records import Attention, RecordKind
from tests.builders import NOW, a_comment, a_network_comment, a_publication, a_referral, a_rendition, a_version
from tests.strategies import records

INSTITUTIONAL = frozenset({"4777880000", "leon.gob.mx"})
DATA = {
    "telephone": "4771234567",
    "curp": "PEGJ850101HGTRRN09",
    "rfc": "PEGJ850101AB1",
    "email": "ana.perez@gmail.com",
    "card": "4111111111111111",
    "plate": "GTO-123-A",
}


def some_texts() -> PublicTexts:
    finder = TextPersonalDataFinder(INSTITUTIONAL)

    def find(text: str) -> Counter[str]:
        return Counter(datum.kind for datum in finder.find(text))

    return PublicTexts(find, finder.without_data, lambda handle: f"ciudadano-{len(handle):04d}", INSTITUTIONAL)


def some_public() -> PublicRecords:
    return PublicRecords(some_texts(), lambda name: f"ciudadano-{sum(map(ord, name.casefold())):06d}")


def every_text(shown: Any) -> str:
    match shown:
        case dict():
            return "\n".join(f"{name}\n{every_text(value)}" for name, value in shown.items())
        case list() | tuple():
            return "\n".join(map(every_text, shown))
        case _:
            return str(shown)


HIDDEN = {
    "in a hashtag": "mi número #tel{telephone}",
    "in a hashtag with underscores": "#tel_477_123_45_67",
    "glued to a word": "#Juan{telephone}",
    "after digits in emoji": "4️⃣7️⃣7️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣",
    "split by emoji": "477😀123😀45😀67",
    "in full width": "４７７１２３４５６７",
    "with zero-width letters": "477\u200b123\u200b45\u200b67",
    "spelt": "cuatro siete siete uno dos tres cuatro cinco seis siete",
    "in an address": "https://leon.gob.mx/tramites?tel={telephone}",
    "in an encoded address": "https://leon.gob.mx/t/%34%37%37%31%32%33%34%35%36%37",
    "in WhatsApp's address": "wa.me/52{telephone}",
    "a key in a hashtag": "#CURP{curp}",
    "a key with dots": "P.E.G.J-850101-HGTRRN09",
    "a key in small letters": "pegj850101hgtrrn09",
    "an RFC": "mi rfc:{rfc}.",
    "an address": "escríbanme: {email}",
    "a disguised address": "ana.perez arroba gmail punto com",
    "a person's page": "soy facebook.com/ana.perez",
    "a mention": "díganle a @ana.perez",
    "a mention in full width": "díganle a ＠ana.perez",
    "a card": "cargo a 4111-1111-1111-1111",
    "a plate": "el carro {plate} chocó",
    "a house": "vivo en la calle Hidalgo 1305, interior 8",
    "a name": "me llamo Ana Pérez y no hay agua",
}
GONE = (
    "4771234567",
    "477123",
    "123😀",
    "ana.perez",
    "Ana Pérez",
    "850101",
    "1111",
    "123-A",
    "1305",
    "seis siete",
    "%34",
    "_123_",
    "4567",
)


@pytest.mark.parametrize("where", HIDDEN)
def test_a_datum_is_found_wherever_it_hides(where: str) -> None:
    shown = some_texts().citizens(HIDDEN[where].format(**DATA))
    assert not [datum for datum in GONE if datum in shown], shown


@pytest.mark.parametrize("where", HIDDEN)
def test_a_datum_is_found_in_every_text_of_a_record(where: str) -> None:
    text = HIDDEN[where].format(**DATA)
    comment = a_comment(a_network_comment("18600000001", text, author_handle="ana.perez"))
    case = a_referral(comment, department_folio=text, place=text).evolve(
        history=(Act(at=NOW, by="sapal", act="accepted", note=text),),
        attention=Attention(reason=text, since=NOW),
    )
    version = a_version(text=text, renditions=(a_rendition(alt_text=text),))
    publication = a_publication(version, title=text, taken_down_because=text)
    public = some_public()
    for record in (comment, case, publication):
        shown = every_text(public.version_of(record))
        found = [datum for datum in GONE if datum in shown and datum != "Ana Pérez"]
        assert not found, (record.id, found)
    assert "18600000001" not in every_text([public.version_of(one) for one in (comment, case)])


@pytest.mark.parametrize(
    "text",
    [
        "LEO-20261123-000123 se atendió el 23/11/2026 a las 10:30",
        "Costó $1,500,000,000.00 pesos",
        "Llame al 477 788 0000 o visite https://www.leon.gob.mx/tramites",
        "Hay 3 baches desde hace 15 días",
        "El Blvd. 5 de Mayo",
    ],
)
def test_what_is_no_personal_datum_stays(text: str) -> None:
    texts = some_texts()
    assert texts.citizens(text) == text
    assert not +texts.removed


def test_who_speaks_for_the_municipality_is_named() -> None:
    assert some_texts().ours("La Sra. Alejandra Gutiérrez inauguró") == "La Sra. Alejandra Gutiérrez inauguró"


def test_one_person_has_one_pseudonym_and_what_went_is_counted() -> None:
    public = some_public()
    one = public.version_of(a_comment(a_network_comment("c1", "yo", author_handle="Ana")))
    other = public.version_of(a_comment(a_network_comment("c2", "yo", author_handle="ana")))
    assert one
    assert other
    assert one["author_handle"] == other["author_handle"] != "ana"
    assert public.texts.removed["handle"] == 2
    assert public.texts.removed["network_id"] == 2


@pytest.mark.parametrize("kind", PUBLIC_FIELDS)
def test_what_may_be_handed_out_is_there(kind: RecordKind) -> None:
    assert set(PUBLIC_FIELDS[kind]) <= set(class_of(kind).model_fields)


@settings(max_examples=40, deadline=None)
@given(record=records())
def test_any_record_has_a_public_version_or_none(record: Any) -> None:
    shown = some_public().version_of(record)
    assert (shown is None) == (record.kind not in PUBLIC_FIELDS)
    if shown is not None:
        assert shown["revision"] == record.revision
        assert set(shown) <= set(record.model_dump())
        assert dump_json(record)


@pytest.mark.parametrize(
    "evil", ["4 ", "a.b.", "calle ", "placa ", "@", "uno ", "Sr. Aa ", "A", "_", "http://", "A1", "no. 1 "]
)
def test_the_time_grows_with_the_text(evil: str) -> None:
    """Finishes: a pattern that tries everything twice would take hours."""
    assert some_texts().citizens(evil * (20_000 // len(evil))) is not None
