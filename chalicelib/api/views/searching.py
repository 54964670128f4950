"""Searching the records (manual 7)."""

from chalicelib import bootstrap
from chalicelib.api.exporting_models import FoundLine, FoundRecords
from chalicelib.api.requests import Request
from chalicelib.domain.record_facets import facets_of
from chalicelib.domain.records import Record
from chalicelib.procedure.searching_records import search_records

SHOWN_LETTERS = 280


def find_records(request: Request) -> FoundRecords:
    """Give a page of what was looked for."""
    query = request.query
    page = search_records(query.search, records=bootstrap.records(), cursor=query.cursor, limit=query.limit)
    return FoundRecords(
        records=[_line(record) for record in page.records],
        through=page.through,
        days_read=page.days_read,
        records_read=page.records_read,
        cursor=page.cursor,
    )


def _line(record: Record) -> FoundLine:
    facets = facets_of(record)
    text = next((text for text in facets.texts if text), "")
    return FoundLine(
        id=record.id,
        kind=record.kind,
        day=record.day,
        created_at=record.created_at,
        networks=sorted(facets.networks),
        campaign=facets.campaign,
        publication=facets.publication,
        department_id=facets.department_id,
        comment_kind=facets.comment_kind,
        sentiment=facets.sentiment,
        handle=facets.handle,
        state=facets.state,
        text=text[:SHOWN_LETTERS],
    )
