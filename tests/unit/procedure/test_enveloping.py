"""R13: what a citizen wrote lies sealed in the archive; its key opens it to the byte, and without the key nothing does."""

import json

import pytest

from chalicelib.domain.decision import decision_on
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.personal import PERSONAL_KINDS
from chalicelib.domain.records import Record, RecordKind
from chalicelib.procedure.enveloping import SEALED, hide, seal, uncover, unseal
from tests.builders import NOW, a_comment, a_network_comment, a_referral
from tests.fakes import InMemoryEnvelopes

WORDS = "¿Cuándo tapan el bache de mi calle, Hidalgo 12? 😀"
HANDLE = "maria_perez"


def a_citizens_records() -> list[Record]:
    """Give a comment, the decision about it and its case."""
    seen = a_network_comment("c1", f"queja: {WORDS}", author_handle=HANDLE)
    comment = a_comment(seen)
    matter = {"excerpt": WORDS, "comment_kind": "complaint", "candidates": ()}
    reading = {**comment.classification.model_dump(), "place": "Hidalgo 12", "matters": (matter,)}
    read = comment.evolve(classification=reading, machine=reading)
    return [read, decision_on(read, read.classification, NOW), a_referral(read)]


@pytest.mark.parametrize("record", a_citizens_records(), ids=lambda record: record.kind)
def test_R13_nothing_of_what_a_citizen_wrote_lies_open(record: Record) -> None:
    body, envelopes = dump_json(record).encode(), InMemoryEnvelopes()
    assert WORDS.encode() in body
    kept, has_text = seal(record.kind, "name", body, envelopes)
    assert has_text
    open_part = json.loads(kept)
    del open_part[SEALED]
    for words in (WORDS, HANDLE, "Hidalgo"):
        assert words not in json.dumps(open_part, ensure_ascii=False)
    assert open_part["id"] == record.id


@pytest.mark.parametrize("record", a_citizens_records(), ids=lambda record: record.kind)
def test_R12_its_key_opens_it_to_the_byte(record: Record) -> None:
    body, envelopes = dump_json(record).encode(), InMemoryEnvelopes()
    kept, _ = seal(record.kind, "name", body, envelopes)
    opened = unseal(record.kind, kept, envelopes)
    assert (opened.body, opened.is_whole) == (body, True)
    assert type(record).model_validate_json(opened.body) == record


@pytest.mark.parametrize("record", a_citizens_records(), ids=lambda record: record.kind)
def test_R13_once_its_key_is_destroyed_the_text_is_gone_and_the_object_stands(record: Record) -> None:
    body, envelopes = dump_json(record).encode(), InMemoryEnvelopes()
    kept, _ = seal(record.kind, "name", body, envelopes)
    envelopes.destroy("name")
    opened = unseal(record.kind, kept, envelopes)
    assert not opened.is_whole
    assert WORDS.encode() not in opened.body
    blank = type(record).model_validate_json(opened.body)
    assert (blank.id, blank.revision, blank.created_at) == (record.id, record.revision, record.created_at)
    again, has_text = seal(record.kind, "name", body, envelopes)
    assert not has_text
    assert json.loads(again)[SEALED]["bytes"] is None
    assert not unseal(record.kind, again, envelopes).is_whole


def test_the_same_version_sealed_again_gives_the_same_bytes() -> None:
    body, envelopes = dump_json(a_comment()).encode(), InMemoryEnvelopes()
    assert seal(RecordKind.COMMENT, "n", body, envelopes) == seal(RecordKind.COMMENT, "n", body, envelopes)
    assert seal(RecordKind.COMMENT, "m", body, envelopes) != seal(RecordKind.COMMENT, "n", body, envelopes)


def test_R07_a_key_or_an_envelope_that_was_changed_opens_nothing() -> None:
    body, envelopes = dump_json(a_comment()).encode(), InMemoryEnvelopes()
    kept, _ = seal(RecordKind.COMMENT, "n", body, envelopes)
    changed = json.loads(kept) | {"written_at": "2026-11-22T18:00:00Z"}
    with pytest.raises(RecordIntegrityError):
        unseal(RecordKind.COMMENT, json.dumps(changed).encode(), envelopes)
    key = envelopes.keys["n"]
    for wrong in (bytes([key[0] ^ 1]) + key[1:], key[:-1] + bytes([key[-1] ^ 1]), key[:-1]):
        envelopes.keys["n"] = wrong
        with pytest.raises(RecordIntegrityError):
            unseal(RecordKind.COMMENT, kept, envelopes)


def test_R12_what_holds_nothing_of_a_citizen_is_kept_to_the_byte() -> None:
    envelopes = InMemoryEnvelopes()
    for kind in set(RecordKind) - PERSONAL_KINDS:
        assert seal(kind, "n", b'{ "a": 1 }\n', envelopes) == (b'{ "a": 1 }\n', True)
        assert unseal(kind, b'{ "a": 1 }\n', envelopes).body == b'{ "a": 1 }\n'
    assert envelopes.keys == {}


def test_what_was_kept_before_there_were_envelopes_is_read_as_it_is() -> None:
    body = dump_json(a_comment()).encode()
    assert unseal(RecordKind.COMMENT, body, InMemoryEnvelopes()).body == body


def test_R05_a_pad_seals_the_text_that_it_was_made_for_and_no_other() -> None:
    envelopes = InMemoryEnvelopes()
    hidden = hide("n", b"uno", envelopes)
    assert hide("n", b"uno", envelopes) == hidden
    for other in (b"dos", b"cuatro", b""):
        with pytest.raises(RecordIntegrityError):
            hide("n", other, envelopes)
    assert uncover("n", hidden, envelopes) == b"uno"


def test_R05_a_pad_that_does_not_say_whose_it_is_opens_what_it_sealed_and_seals_nothing_more() -> None:
    body, envelopes = b"uno", InMemoryEnvelopes()
    hidden = hide("n", body, envelopes)
    # The first pads were as long as what they sealed.
    envelopes.keys["n"] = envelopes.keys["n"][:-32]
    assert uncover("n", hidden, envelopes) == body
    for text in (body, b"dos", bytes(32 + len(body))):
        with pytest.raises(RecordIntegrityError):
            hide("n", text, envelopes)


@pytest.mark.parametrize("text", ["\ud83d", "\0", "\u202e", "x" * 65_536])
def test_C18_whatever_a_citizen_writes_is_sealed_and_opened(text: str) -> None:
    comment = a_comment(a_network_comment("c1", text))
    body, envelopes = dump_json(comment).encode(), InMemoryEnvelopes()
    kept, _ = seal(RecordKind.COMMENT, "n", body, envelopes)
    assert unseal(RecordKind.COMMENT, kept, envelopes).body == body
