"""
2.5 Mejores horas: what is good to know of the time a publication was scheduled for. It never stands in the way.
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.best_hours import is_best, next_best
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication
from chalicelib.ports import Catalogue
from chalicelib.procedure.asking import LIVE


def advice_on(publication: Publication, catalogue: Catalogue) -> list[str]:
    """Say which networks are less looked at when it goes out, and the next better hour of each, in Spanish."""
    if publication.publish_at is None or publication.priority == LIVE:
        return []
    networks = (network for network in publication.current.networks if network is not Network.MANUAL)
    return [said for network in networks for said in _of(network, publication.publish_at, catalogue)]


def _of(network: Network, at: datetime, catalogue: Catalogue) -> Iterator[str]:
    hours = catalogue.strategy(network).best_hours
    if not is_best(at, hours):
        following = next_best(at, hours).astimezone(LOCAL_ZONE).strftime("el %d/%m/%Y a las %H:%M")
        yield texts_es.outside_best_hours(network, hours, following)
