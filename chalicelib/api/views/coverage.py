"""How much of what citizens wrote is on record, beside the networks' own counts (manual 3.1)."""

from chalicelib import bootstrap
from chalicelib.api.coverage_models import CoverageLine, CoverageList
from chalicelib.api.requests import Request
from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network
from chalicelib.procedure.covering import Covered, coverage_of


def list_coverage(request: Request) -> CoverageList:
    """List the posts of a day with what was collected of their comments; without a day, today's."""
    day = request.query.day or local_day(bootstrap.clock().now())
    return CoverageList(day=day, posts=[_line(one) for one in coverage_of(day, records=bootstrap.records())])


def _line(covered: Covered) -> CoverageLine:
    post, reading, count = covered.post, covered.reading, covered.coverage
    return CoverageLine(
        network=post.network,
        publication=post.publication,
        network_id=post.network_id,
        permalink=post.permalink,
        published_at=post.published_at,
        removed_at=post.removed_at,
        is_read=_is_read(covered),
        counted_at=count.counted_at if count else None,
        network_count=count.network_count if count else None,
        collected=count.listed if count else None,
        own=count.own if count else None,
        gap=count.gap if count else None,
        is_complete=bool(reading and reading.is_covered),
        said=covered.said,
    )


def _is_read(covered: Covered) -> bool:
    """On X the account is read for ever; elsewhere each post has its own bookmark."""
    if covered.reading is None or covered.post.network is Network.X:
        return covered.post.removed_at is None
    return not covered.reading.is_finished
