"""
Which deliveries serve a publication: its posts, the parts of a thread, other media, take-downs and edits (2.5).

A delivery's id begins with its publication's, so all lie side by side and one Query finds them.
"""

from chalicelib.domain.delivery import Action, Delivery
from chalicelib.domain.publication import Publication
from chalicelib.ports import Records


def deliveries_of(publication: Publication, records: Records) -> list[Delivery]:
    """
    Give every delivery made for a publication, of whatever action, network, medium and part, by id.

    One strongly consistent Query: needs the right to read a day (`READ_DAY`).
    """
    found = records.of_day(publication.day, prefix=f"{publication.id}#")
    return [record for record in found if isinstance(record, Delivery)]


def posts_of(publication: Publication, records: Records) -> list[Delivery]:
    """Give the deliveries that put a publication before readers: not the replies, edits and take-downs."""
    return [delivery for delivery in deliveries_of(publication, records) if delivery.action is Action.PUBLISH]
