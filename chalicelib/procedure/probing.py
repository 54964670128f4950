"""
2.5 The accounts' health: who we are on each network, what our token may do, and until when — asked daily, before it matters.

Nothing is written to a network. A network that does not answer says nothing of the token: it is asked again within the hour.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from chalicelib import texts_es
from chalicelib.domain.account_health import AccountHealth, health_id, unknown_health
from chalicelib.domain.calendar import local_day, local_instant
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.ports import AccountProbe, Clock, Records

PROBED_FROM = time(6, 15)
"""From when on each day the accounts are asked, in León: before the offices begin."""


@dataclass(frozen=True)
class Probed:
    """What a probe found: the account's health, and whether a person is to be told now."""

    health: AccountHealth
    is_news: bool


def probe_accounts(
    *,
    records: Records,
    probes: Callable[[Network], AccountProbe],
    clock: Clock,
    networks: Iterable[Network] = SOCIAL_NETWORKS,
) -> tuple[Probed, ...]:
    """
    Probe each account that is due, and keep what was found. Safe to repeat: what was told already is not news again.

    Returns:
        What was found of the accounts that were asked.
    """
    now = clock.now()
    today_from = local_instant(datetime.combine(local_day(now), PROBED_FROM))
    known = [(_known(network, records, now), network) for network in networks]
    due = [(health, network) for health, network in known if health.is_to_be_probed(today_from, now)]
    return tuple(_stored(health, _asked(health, probes, network, now), records) for health, network in due)


def _known(network: Network, records: Records, now: datetime) -> AccountHealth:
    found = records.find(health_id(network))
    return found if isinstance(found, AccountHealth) else unknown_health(network, now)


def _asked(
    health: AccountHealth, probes: Callable[[Network], AccountProbe], network: Network, now: datetime
) -> AccountHealth:
    """Ask the network, and say what its answer means for the account."""
    try:
        standing = probes(network).probe()
    except CredentialsRejectedError:
        return health.rejected(texts_es.ACCOUNT_DEAD, now)
    except RejectedByServiceError as error:
        return health.rejected(texts_es.network_refused(error.code, str(error)), now)
    except TransientServiceError:
        return health.unreachable(now)
    return health.found(
        identity=standing.identity,
        account_name=standing.account_name,
        missing_scopes=standing.missing,
        expires_at=standing.expires_at,
        now=now,
    )


def _stored(before: AccountHealth, after: AccountHealth, records: Records) -> Probed:
    told_since = before.attention.since if before.attention else None
    is_news = after.attention is not None and after.attention.since != told_since
    try:
        if before.revision:
            records.commit(replace=[after])
        else:
            records.commit(insert=[after])
    except RecordConflictError:
        # Another run of this probe was faster: what it found is as new, and it told it.
        return Probed(before, is_news=False)
    return Probed(after, is_news)
