"""2.5: how far a thread has come on a network."""

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication
from chalicelib.domain.thread import part_count, part_id
from chalicelib.ports import Records


def last_part(publication: Publication, network: Network, records: Records) -> Delivery | None:
    """Give the delivery that the rest of a publication waits for on a network: the last part made; None before the first."""
    last: Delivery | None = None
    for part in range(1, part_count(publication.current.networks[network]) + 1):
        found = records.find(part_id(publication.id, network, part))
        if not isinstance(found, Delivery):
            break
        last = found
    return last
