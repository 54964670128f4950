"""
7: what a publication under a legal hold needs to be understood and what does not say so itself.

A graphic of the library does not name the publications in which it is shown: they name it. Everything else of the story (the
bulletin, posts, comments, cases, replies, corrections) leads to the publication by its own links (`domain/belonging.py`).
"""

from collections.abc import Iterator

from chalicelib.domain.hold import HeldMatter, HoldScope
from chalicelib.domain.publication import Publication
from chalicelib.ports import Records

_MOST_PUBLICATIONS = 20


def needs_of(matter: HeldMatter, records: Records) -> tuple[str, ...]:
    """Give the ids of the graphics shown by the publication that is held, by those it corrects and by those that correct it."""
    if matter.scope not in {HoldScope.PUBLICATION, HoldScope.RECORD}:
        return ()
    graphics = (graphic for publication in _story(matter.value, records) for graphic in _shown_by(publication))
    return tuple(sorted(set(graphics)))


def _story(publication_id: str, records: Records) -> Iterator[Publication]:
    seen: set[str] = set()
    left = [publication_id]
    while left and len(seen) < _MOST_PUBLICATIONS:
        one = left.pop()
        found = None if one in seen else records.find(one)
        seen.add(one)
        if isinstance(found, Publication):
            yield found
            left += [other for other in (found.corrects, found.corrected_by) if other]


def _shown_by(publication: Publication) -> Iterator[str]:
    for version in publication.versions:
        for content in version.networks.values():
            yield from (form.graphic for form in content.forms if form.graphic)
