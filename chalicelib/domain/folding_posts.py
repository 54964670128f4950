"""What goes out counts: posts, how they were received, how far their comments are on record, and what writes cost (2.5, 3.1)."""

from chalicelib.domain.cells import Counting, Measure, Place
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import SOCIAL_NETWORKS
from chalicelib.domain.post import Post, Reading

LIVE, REMOVED = "live", "removed"


def fold_post(post: Post, counting: Counting) -> None:
    """Count a post: up, or taken down."""
    counting.add(Place(post.publication, post.network), Measure.POSTS, REMOVED if post.removed_at else LIVE)


def fold_reactions(post: Post, counting: Counting) -> None:
    """
    Count what a network counts of a post, as it was found last, on the day on which the post went out.

    What a network does not tell is no cell; a nought that it tells is one.
    """
    if post.reactions is None:
        return
    place = Place(post.publication, post.network)
    counting.add(place, Measure.REACTIONS, "counted")
    for name, amount in post.reactions.told.items():
        counting.add(place, Measure.REACTIONS, name, amount=amount)


def fold_coverage(post: Post, reading: Reading | None, counting: Counting) -> None:
    """Count what a network counts below a post, as it was read last. A post whose network tells no count is in `posts` alone."""
    if post.network not in SOCIAL_NETWORKS:
        return
    place = Place(post.publication, post.network)
    counting.add(place, Measure.COVERAGE, "posts")
    for name, amount in _covered(reading).items():
        counting.add(place, Measure.COVERAGE, name, amount=amount)


def _covered(reading: Reading | None) -> dict[str, int]:
    count = reading.coverage if reading else None
    if reading is None or count is None:
        return {}
    return {
        "counted": 1,
        "complete": int(reading.is_covered),
        "network_count": count.network_count,
        "collected": count.listed,
        "own": count.own,
        "gap": count.gap,
    }


def fold_delivery(delivery: Delivery, subject: Place, counting: Counting) -> None:
    """Count one write to one network, and what the network asked for it."""
    place = subject._replace(network=delivery.network)
    counting.add(place, Measure.DELIVERIES, delivery.action, delivery.state)
    if delivery.price_usd is not None:
        counting.add(place, Measure.COST, str(delivery.price_usd))
