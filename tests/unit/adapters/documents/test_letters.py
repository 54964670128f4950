"""Letters: the writer's own text, and what is attached."""

from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.domain.material import FileRole
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import zipped
from tests.unit.adapters.documents.reading import outcome_of, read, rejection, summary, texts
from tests.unit.adapters.documents.releases import HEALTH, PARKS, RELEASES, Release

JPEG, PNG, LOGO = offices.picture("JPEG"), offices.picture("PNG"), offices.picture("PNG", 120)
SIGNATURE = "\n\n-- \nLic. Juan Pérez\nEnlace de Comunicación\nTel. 477 788 0000\n"


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.title[:20])
def test_a_release_in_a_letter_is_read_whole_without_the_signature(tmp_path: Path, release: Release) -> None:
    assert read(tmp_path, "correo.eml", offices.letter(release.text + SIGNATURE)).text == release.text


def test_attachments_are_read_as_the_files_they_are_and_the_logo_of_a_signature_is_not(tmp_path: Path) -> None:
    attached = (
        ("boletín.docx", offices.word(HEALTH, PNG)),
        ("foto.dat", JPEG),
        ("todo.zip", zipped({"a.txt": "Nota"})),
    )
    content = offices.letter(
        "Va el material de la semana.", *attached, inline=(("logo.png", LOGO), ("grande.png", PNG))
    )
    material = read(tmp_path, "correo.eml", content)
    assert (material.role, material.text) == (FileRole.TEXT, "Va el material de la semana.")
    assert texts(material) == {"boletín.docx": HEALTH.text, "a.txt": "Nota"}
    assert {name for name, what in summary(material).items() if what == "image"} == {
        "boletín.docx (image1.png)",
        "foto.dat",
        "grande.png",
    }


def test_a_letter_that_only_carries_files_is_a_bundle_and_one_with_nothing_is_rejected(tmp_path: Path) -> None:
    assert read(tmp_path, "correo.eml", offices.letter("", ("foto.jpg", JPEG))).role is FileRole.BUNDLE
    assert rejection(tmp_path, "correo.eml", offices.letter(" \n")) == texts_es.LETTER_EMPTY


@pytest.mark.parametrize(
    "answered",
    [
        "El lun, 23 nov 2026 a las 9:00, Ana (<ana@leon.gob.mx>) escribió:\n\n> Necesito el boletín\n> hoy",
        "El lun, 23 nov 2026 a las 9:00, Ana Pérez de la Oficina\n<ana.perez@leon.gob.mx> escribió:\n> Necesito",
        "On Mon, Nov 23, 2026 at 9:00 AM Ana wrote:\n> Hi",
        "De: Ana <ana@leon.gob.mx>\nEnviado: lunes, 23 de noviembre de 2026\nPara: Juan\nAsunto: Boletín\n\nNecesito el boletín",
        "-----Mensaje original-----\nDe: Ana\nEnviado: ayer\n\nNecesito el boletín",
        "________________________________\nDe: Ana\nEnviado el: ayer\nPara: Juan\nAsunto: x\n\nNecesito el boletín",
        "> De lo que pediste\n> ayer",
    ],
)
def test_what_is_answered_is_not_published(tmp_path: Path, answered: str) -> None:
    content = offices.letter(f"El parque abre este domingo.\n\n{answered}", subject="RE: boletín")
    assert read(tmp_path, "correo.eml", content).text == "El parque abre este domingo."


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------\nDe: Ana <ana@leon.gob.mx>\nDate: lun, 23 nov 2026\nTo: Juan\n\n\n",
        "-------- Mensaje reenviado --------\nAsunto: Boletín\nFecha: ayer\nDe: Ana\nPara: Juan\n\n",
        "Inicio del mensaje reenviado:\n\nDe: Ana\nAsunto: Boletín\n\n",
        "De: Ana <ana@leon.gob.mx>\nEnviado: lunes, 23 de noviembre de 2026\nPara: Juan\nAsunto: Boletín\n\n",
    ],
)
def test_of_a_forwarded_letter_the_letter_inside_is_read_and_the_person_is_told(tmp_path: Path, mark: str) -> None:
    content = offices.letter(f"Buen día, va el boletín.\n\n{mark}{PARKS.text}{SIGNATURE}", subject="RV: Boletín")
    material = read(tmp_path, "correo.eml", content)
    assert (material.text, material.notes) == (PARKS.text, (texts_es.LETTER_FORWARDED,))


def test_I12_of_a_page_only_the_words_are_read(tmp_path: Path) -> None:
    page = (
        "<html><head><style>p{color:red}</style><title>no</title></head><body><script>alert('x')</script>"
        "<p>El parque&nbsp;abre\n este <b>domingo</b>.</p><ul><li>Zoológico</li><li>Explora</li></ul>"
        "<img src='https://espia.mx/x.gif'><svg><text>no</text></svg><div>Te <a href='https://x.mx'>esperamos</a>.</div>"
        "<blockquote><div>El texto de antes</div></blockquote></body></html>"
    )
    assert read(tmp_path, "correo.eml", offices.letter("", page=page)).text == (
        "El parque abre este domingo.\n\n• Zoológico\n• Explora\n\nTe esperamos."
    )


def test_of_two_forms_the_plain_one_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "c.eml", offices.letter("Texto simple.", page="<p>Página</p>")).text == "Texto simple."


def test_lines_that_a_mail_program_broke_are_joined_and_short_ones_stay(tmp_path: Path) -> None:
    wrapped = (
        "Con el propósito de que las familias leonesas convivan y practiquen\ndeporte al aire libre, el Gobierno Municipal "
        "abrirá sin costo los\nparques de la ciudad.\n\nSábado: 9:00\nDomingo: 10:00\n"
    )
    assert read(tmp_path, "c.eml", offices.letter(wrapped)).text == (
        "Con el propósito de que las familias leonesas convivan y practiquen deporte al aire libre, el Gobierno Municipal "
        "abrirá sin costo los parques de la ciudad.\n\nSábado: 9:00\nDomingo: 10:00"
    )


def test_a_letter_in_an_old_alphabet_or_a_wrong_one_is_read(tmp_path: Path) -> None:
    head = b"From: a@b.mx\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    for named, used in (("windows-1252", "cp1252"), ("us-ascii", "utf-8"), ("utf-8", "cp1252"), ("punycode", "utf-8")):
        content = head % named.encode() + "¡León es tuyo!".encode(used)
        assert read(tmp_path, "c.txt", content).text == "¡León es tuyo!"


def test_letters_within_letters_are_read_so_deep_and_no_deeper(tmp_path: Path) -> None:
    content = offices.letter("Fin", ("nota.txt", b"Nota"))
    for number in range(3):
        content = offices.letter(f"Carta {number}", (f"{number}.eml", content))
    material = read(tmp_path, "c.eml", content)
    assert (material.text, texts(material)) == ("Carta 2", {"2.eml": "Carta 1"})
    assert summary(material)["1.eml"] == texts_es.INSIDE_TOO_DEEP


def test_I06_a_letter_of_endless_parts_is_rejected(tmp_path: Path) -> None:
    nested = b"From: a@b.mx\nMIME-Version: 1.0\n"
    for number in range(400):
        nested += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    assert rejection(tmp_path, "c.eml", nested) == texts_es.LETTER_BROKEN


@pytest.mark.parametrize("unit", [b"(", b"=?utf-8?q?a?= ", b'"', b"a=b; ", b"\\", b"filename*0*=x; ", b"<"])
def test_no_header_takes_more_than_a_moment(unit: bytes) -> None:
    long = unit * (200_000 // len(unit))
    content = (
        b"From: a@b.mx\nMIME-Version: 1.0\nSubject: "
        + long
        + b"\nContent-Type: multipart/mixed; boundary=x; "
        + long
        + b"\n\n--x\nContent-Type: text/plain; "
        + long
        + b"\n\nhola\n--x\nContent-Disposition: attachment; "
        + long
        + b"\n\nhola\n--x--\n"
    )
    assert outcome_of("c.eml", content)[-1:] in {"", "."}
