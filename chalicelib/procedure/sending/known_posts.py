"""Which posts on an account are on record already, as another delivery's (P20)."""

from datetime import timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.post import Post
from chalicelib.ports import PublishedPost, Records


def belongs_to_another(seen: PublishedPost, delivery: Delivery, records: Records) -> bool:
    """Say whether it is on record as another's, under its day or one that clocks may differ on (P28)."""
    day = local_day(seen.published_at)
    record_ids = (ids.post_id(day + timedelta(days=one), delivery.network, seen.network_id) for one in (0, -1, 1))
    known = (records.find(record_id) for record_id in record_ids)
    return any(isinstance(post, Post) and post.delivery != delivery.id for post in known)
