"""
Records become cells: what each record of a day counts, and where (4.4; P7).

A reply belongs to the publication whose comment it answers, and to the department of the case it is about: both are records of
the same day as the reply, since its id carries theirs.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.cells import NOWHERE, Cells, Counting, Measure, Place
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.folding_cases import fold_cases
from chalicelib.domain.folding_comments import fold_comment
from chalicelib.domain.folding_posts import fold_coverage, fold_delivery, fold_post, fold_reactions
from chalicelib.domain.material import FileRole
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import OPERATIONAL_KINDS, Record, RecordKind
from chalicelib.domain.referral import Referral
from chalicelib.domain.service_times import CalendarOf, usual_calendar

RecordT = TypeVar("RecordT", bound=Record)


_NOT_OF_THE_DAY = OPERATIONAL_KINDS | {RecordKind.DAY, RecordKind.DISPOSAL, RecordKind.DISPOSAL_PAGE}
"""A disposal carries the day of what it is about, and comes years after it."""


def counted(records: Iterable[Record]) -> list[Record]:
    """Leave out the day's own record, the machine's marks, and what was written of the day's disposal."""
    return [record for record in records if record.kind not in _NOT_OF_THE_DAY]


def fold_cells(records: Iterable[Record], calendar_of: CalendarOf = usual_calendar) -> Cells:
    """Count the records of whole days. The same records give the same cells, in any order."""
    given = list(records)
    everything = counted(given)
    counting = Counting()
    for bulletin in _of(Bulletin, everything):
        _fold_bulletin(bulletin, counting)
    for publication in _of(Publication, everything):
        counting.add(Place(publication.id), Measure.PUBLICATIONS, publication.state)
    for comment in _of(Comment, everything):
        fold_comment(comment, counting)
    _fold_outgoing(given, everything, counting)
    fold_cases(_of(Referral, everything), _of(Delivery, everything), calendar_of, counting)
    for record in everything:
        if record.attention is not None:
            counting.add(NOWHERE, Measure.WAITING, record.kind)
    return counting.sorted


def _fold_outgoing(given: Sequence[Record], everything: Sequence[Record], counting: Counting) -> None:
    """P7: a reading lies by its post, so that the same records of a day always give the same figures."""
    readings = {reading.post: reading for reading in _of(Reading, given)}
    places = _places_of_subjects(everything)
    for post in _of(Post, everything):
        fold_post(post, counting)
        fold_reactions(post, counting)
        fold_coverage(post, readings.get(post.id), counting)
    for delivery in _of(Delivery, everything):
        fold_delivery(delivery, places.get(delivery.subject, Place(delivery.subject)), counting)


def _places_of_subjects(records: Iterable[Record]) -> dict[str, Place]:
    """Tell where what replies are about belongs."""
    places: dict[str, Place] = {}
    for record in records:
        if isinstance(record, Comment):
            places[record.id] = Place(record.publication or "")
        elif isinstance(record, Referral):
            places[record.id] = Place(record.publication or "", department=record.department_id)
    return places


def _fold_bulletin(bulletin: Bulletin, counting: Counting) -> None:
    counting.add(NOWHERE, Measure.BULLETINS, bulletin.source)
    rejected = len(bulletin.pieces_for(FileRole.REJECTED)) or int(not bulletin.files and bulletin.plan is None)
    if rejected:
        counting.add(NOWHERE, Measure.REJECTED_FILES, amount=rejected)


def _of(kind: type[RecordT], records: Iterable[Record]) -> list[RecordT]:
    return [record for record in records if isinstance(record, kind)]
