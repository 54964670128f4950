"""7: a list of what is past its term, in pages that are written before any person is asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count

from chalicelib.domain.disposal import ENTRIES_PER_PAGE, Disposal, DisposalList, DisposalPage, Entry
from chalicelib.domain.ids import disposal_page_id
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.retention import RetentionRule
from chalicelib.ports import Records

MAX_PAGE_CHARACTERS = 200_000
"""A page is one item of the table (400 KB), and says at the end what was kept back."""


def made_list(
    disposal: Disposal, entries: Sequence[Entry], rule: RetentionRule, records: Records, now: datetime
) -> tuple[list[DisposalPage], DisposalList]:
    """Give the pages of a new list, still to be stored, and what the day's disposal says of it."""
    number = _free_number(disposal, records)
    pages = [
        DisposalPage(id=disposal_page_id(disposal.id, number, at), created_at=now, entries=chunk)
        for at, chunk in enumerate(_chunks(entries), start=1)
    ]
    counts = Counter(entry.series for entry in entries)
    years = {one.id: one.years for one in rule.series if one.id in counts and one.years is not None}
    return pages, DisposalList(
        number=number,
        listed_at=now,
        pages=tuple(page.id for page in pages),
        counts_by_series=dict(sorted(counts.items())),
        years_by_series=years,
    )


def _free_number(disposal: Disposal, records: Records) -> int:
    """Give a number that no page has: a worker that died may have left pages of a list that nobody was shown."""
    last = max((made.number for made in disposal.lists), default=0)
    return next(number for number in count(last + 1) if records.find(disposal_page_id(disposal.id, number, 1)) is None)


def _chunks(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    chunk: list[Entry] = []
    characters = 0
    for entry in entries:
        size = len(dump_json(entry))
        if chunk and (len(chunk) == ENTRIES_PER_PAGE or characters + size > MAX_PAGE_CHARACTERS):
            yield tuple(chunk)
            chunk, characters = [], 0
        chunk.append(entry)
        characters += size
    if chunk:
        yield tuple(chunk)
