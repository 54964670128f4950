"""The status of a day and its official records (manual 4.4, 7)."""

from datetime import date

from chalicelib import bootstrap, texts_es
from chalicelib.api.day_models import DayStatus, PostLine, RecordList, RecordView
from chalicelib.api.requests import Request
from chalicelib.domain.day import Day
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.figures import fold
from chalicelib.domain.ids import STATE_PARTITION
from chalicelib.domain.post import Post
from chalicelib.domain.records import OPERATIONAL_KINDS, Record


def show_day(request: Request) -> DayStatus:
    """Show a day: one query, counted."""
    day = _day_in(request)
    records = bootstrap.records().of_day(day)
    posts = [_post_line(record) for record in records if isinstance(record, Post)]
    return DayStatus(
        day=day,
        is_closed=any(isinstance(record, Day) for record in records),
        figures=fold(records),
        posts=sorted(posts, key=lambda line: line.published_at),
    )


def list_records(request: Request) -> RecordList:
    """List the official records of a day."""
    wanted = request.query.kind
    records = bootstrap.records().of_day(_day_in(request))
    shown = [_record_view(record) for record in records if record.kind not in OPERATIONAL_KINDS]
    return RecordList(records=[record for record in shown if wanted in {None, record.kind}])


def show_record(request: Request) -> RecordView:
    """Show one official record by its id."""
    record = bootstrap.records().find(request.path["record_id"])
    if record is None or record.kind in OPERATIONAL_KINDS or record.partition == STATE_PARTITION:
        raise NotFoundError(texts_es.NOT_FOUND)
    return _record_view(record)


def _day_in(request: Request) -> date:
    try:
        return date.fromisoformat(request.path["day"])
    except ValueError as exc:
        raise InvalidInputError(texts_es.DAY_WRONG) from exc


def _post_line(post: Post) -> PostLine:
    return PostLine(
        network=post.network,
        publication=post.publication,
        network_id=post.network_id,
        permalink=post.permalink,
        published_at=post.published_at,
        removed_at=post.removed_at,
    )


def _record_view(record: Record) -> RecordView:
    return RecordView(
        kind=record.kind,
        id=record.id,
        revision=record.revision,
        retain_until=record.retain_until,
        record=record.model_dump(mode="json"),
    )
