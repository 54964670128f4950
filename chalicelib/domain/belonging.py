"""
To what a record belongs: its publication, campaign, department and person, directly or by way of another record.

A legal hold names one of these; whatever belongs to it is held. A bulletin belongs to the publication made of it, and that to its
bulletin; a publication to what it corrects and to what corrects it. What leads to a record that is not there any more belongs to
`UNKNOWN`: nobody can tell that a hold does not mean it.
"""

from collections.abc import Callable, Iterator

from chalicelib.domain.ids import BULLETINS, publication_id, sha256_hex
from chalicelib.domain.records import Record, RecordKind

Find = Callable[[str], Record | None]
Marks = frozenset[str]

UNKNOWN = "?"
_LINKS = ("publication", "comment", "folio", "subject", "delivery", "post", "about_record", "corrects")
"""The fields in which records name others."""

_NAMED = ("bulletin", "corrected_by")
"""The fields in which records name others whose own links lead back here: their name is enough, nobody reads them."""

_HAD_BY = ("former", "returned_by")
"""The fields in which a case names the departments that had it before."""

_MOST_RECORDS = 50
_PSEUDONYM_LENGTH = 12


def belongings(record: Record, find: Find, marks_of_gone: Callable[[str], Marks | None]) -> Marks:
    """
    Give the marks of everything a record belongs to: `id:…`, `department:…`, `campaign:…`, `person:…`, perhaps `UNKNOWN`.

    `find` looks a record up by its id, `marks_of_gone` what the inventories say of one that was disposed of; at most 50
    records are asked for.
    """
    marks: set[str] = set()
    seen: set[str] = set()
    left = [record]
    while left and len(seen) < _MOST_RECORDS:
        one = left.pop()
        seen.add(one.id)
        marks |= set(_own_marks(one))
        made = set(_made_of(one))
        for linked in (set(_links(one)) | made) - seen:
            marks.add(id_mark(linked))
            known = find(linked)
            if known is not None:
                left.append(known)
            else:
                # Of what was made of a bulletin there may be nothing: it was rejected, or is still being prepared.
                marks |= marks_of_gone(linked) or (set() if linked in made else {UNKNOWN})
    return frozenset(marks | ({UNKNOWN} if left else set()))


def id_mark(record_id: str) -> str:
    """Mark what belongs to a record."""
    return f"id:{record_id}"


def person_mark(handle: str) -> str:
    """Mark what a person wrote. An inventory is kept for ever: it holds no name, only what a name can be compared with."""
    plain = handle.strip().lstrip("@").casefold()
    return f"person:{sha256_hex(plain.encode('utf-8', 'surrogatepass'))[:_PSEUDONYM_LENGTH]}"


def _own_marks(record: Record) -> Iterator[str]:
    yield id_mark(record.id)
    yield from _names(record)
    for field in ("department_id", "campaign"):
        value = getattr(record, field, None)
        if isinstance(value, str) and value:
            yield f"{field.removesuffix('_id')}:{value.casefold()}"
    for field in _HAD_BY:
        for department_id in getattr(record, field, ()):
            yield f"department:{department_id.casefold()}"
    for handle in _handles(record):
        yield person_mark(handle)


def _names(record: Record) -> Iterator[str]:
    """Give the marks of what it names, by name alone; a campaign is named by its own name."""
    for field in _NAMED:
        value = getattr(record, field, None)
        if isinstance(value, str) and value:
            yield id_mark(value)
    for member in getattr(record, "members", ()):
        yield id_mark(member.comment)
    if record.kind is RecordKind.CAMPAIGN:
        for field in ("name", "slug"):
            yield f"campaign:{getattr(record, field).casefold()}"


def _made_of(record: Record) -> Iterator[str]:
    """Give the publication that was made of a bulletin, from it or from the proposal it came of."""
    bulletin = record.id if record.kind is RecordKind.BULLETIN else getattr(record, "bulletin", None)
    if record.kind is not RecordKind.PUBLICATION and isinstance(bulletin, str) and bulletin.startswith(BULLETINS):
        yield publication_id(bulletin)


def _handles(record: Record) -> Iterator[str]:
    """Give who wrote it; a page of neighbours was written by many."""
    for one in (record, *getattr(record, "members", ())):
        for field in ("author_handle", "author_id"):
            value = getattr(one, field, None)
            if isinstance(value, str) and value:
                yield value


def _links(record: Record) -> Iterator[str]:
    owner, _, rest = record.id.partition("#")
    if rest:
        yield owner
    for field in _LINKS:
        value = getattr(record, field, None)
        if isinstance(value, str) and value:
            yield value
    yield from getattr(record, "more_folios", ())
