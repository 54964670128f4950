"""How a record becomes an item and comes back."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from chalicelib.adapters.records.codec import MAX_BODY_BYTES, decode, encode, next_revision, sortable
from chalicelib.adapters.records.images import record_from_image
from chalicelib.adapters.records.kinds import class_of
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RecordIntegrityError, RejectedByServiceError
from chalicelib.domain.json_text import dump_json, load_json
from chalicelib.domain.post import MAX_SEEN
from chalicelib.domain.records import Record, RecordKind
from tests.contract.samples import a_comment, a_reading
from tests.strategies import instants, records


@given(records())
def test_every_record_of_every_kind_comes_back_as_it_was(record: Record) -> None:
    assert decode(encode(record)) == record


@given(records())
def test_writing_again_what_was_read_gives_the_same_body(record: Record) -> None:
    body = encode(record)["body"]
    assert encode(decode(encode(record)))["body"] == body


@given(records())
def test_the_indexes_hold_a_record_exactly_while_it_is_due_or_waits(record: Record) -> None:
    item = encode(record)
    assert ("duty" in item, "due_at" in item) == (not record.is_finished, not record.is_finished)
    assert ("waits_for" in item, "waits_since" in item) == (record.attention is not None, record.attention is not None)


@given(instants, instants)
def test_instants_sort_as_texts(one: datetime, other: datetime) -> None:
    assert (sortable(one) < sortable(other)) == (one < other)
    assert len(sortable(one)) == len(sortable(other)) == 32


def test_R02_an_instant_in_another_zone_is_stored_in_utc() -> None:
    at_leon = datetime(2026, 11, 23, 18, tzinfo=timezone(timedelta(hours=-6)))
    assert sortable(at_leon) == sortable(datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize("kind", RecordKind)
def test_each_kind_has_its_class(kind: RecordKind) -> None:
    assert class_of(kind).kind is kind


def test_a_kind_nobody_knows_stops_the_reading() -> None:
    with pytest.raises(RecordIntegrityError):
        class_of("minutes")


def test_an_item_that_is_no_longer_what_its_kind_is_stops_the_reading_and_tells_no_words_of_it() -> None:
    item = encode(a_comment(text="palabras privadas"))
    item["body"] = {"S": item["body"]["S"].replace('"versions"', '"verses"')}
    with pytest.raises(RecordIntegrityError) as refusal:
        decode(item)
    assert "versions: missing" in str(refusal.value)
    assert "privadas" not in str(refusal.value)


def test_what_a_record_means_does_not_rest_on_defaults() -> None:
    body = json.loads(encode(a_comment())["body"]["S"])
    assert set(body) == set(Comment.model_fields)


def test_C18_sixty_four_kilobytes_of_comment_fit() -> None:
    comment = a_comment(text="😀" * 16_384)
    assert decode(encode(comment)) == comment


def test_a_record_that_does_not_fit_into_an_item_is_refused_clearly() -> None:
    encode(a_comment(text="x" * (MAX_BODY_BYTES - 2_000)))
    with pytest.raises(RejectedByServiceError) as refusal:
        encode(a_comment(text="ñ" * (MAX_BODY_BYTES // 2)))
    assert refusal.value.code == "record_too_large"


def test_a_bookmark_that_remembers_as_much_as_it_may_fits() -> None:
    longest = "COM-20261123-facebook-122112345678901234_1234567890123456"
    seen = {f"{longest[:-5]}{number:05d}": "0123456789ab" for number in range(MAX_SEEN)}
    assert len(a_reading(seen=seen).seen) == MAX_SEEN
    encode(a_reading(seen=seen))


def test_the_next_revision_differs_in_nothing_else() -> None:
    comment = a_comment()
    assert next_revision(comment) == comment.evolve(revision=comment.revision + 1)


@given(records())
def test_R12_the_stream_gives_the_very_bytes_that_are_stored(record: Record) -> None:
    item = encode(record)
    image = record_from_image(item, 1795456800.5)
    assert image is not None
    assert (image.kind, image.id, image.revision) == (record.kind, record.id, record.revision)
    assert image.stored_at == datetime(2026, 11, 23, 18, 0, 0, 500_000, tzinfo=UTC)
    assert image.body.decode() == dump_json(record) == item["body"]["S"]
    assert load_json(class_of(image.kind), image.body.decode()) == record


def test_the_stream_of_a_counter_is_no_record() -> None:
    assert record_from_image({"date": {"S": "counters"}, "id": {"S": "folio"}, "last_number": {"N": "3"}}, 0) is None
