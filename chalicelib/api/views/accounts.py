"""The accounts on the networks: their pauses and their pace, and what stands still until a person says go on (2.5)."""

from datetime import datetime

from chalicelib import bootstrap, texts_es
from chalicelib.api.account_models import AccountList, AccountView, BreakerView, HealthView, ReadsView
from chalicelib.api.requests import Request
from chalicelib.domain.account import AccountState
from chalicelib.domain.account_health import AccountHealth, health_id
from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.read_budget import Purpose, ReadPrices
from chalicelib.domain.turns import Pace
from chalicelib.procedure import breaking
from chalicelib.procedure.budgeting_reads import Ledger, ledger_of
from chalicelib.procedure.pacing import pace_of


def list_accounts(request: Request) -> AccountList:
    """List the accounts as their workers left them."""
    del request
    now = bootstrap.clock().now()
    return AccountList(accounts=[_account(state, now) for state in breaking.accounts_now(bootstrap.records(), now)])


def reset_breaker(request: Request) -> AccountList:
    """Let an account that stood still go on: a person looked, and answers for it."""
    breaking.reset_breaker(
        _network(request.path["network"]),
        why=request.body.why,
        by=request.person,
        records=bootstrap.records(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return list_accounts(request)


def _network(name: str) -> Network:
    if name not in set(SOCIAL_NETWORKS):
        raise NotFoundError(texts_es.NOT_FOUND)
    return Network(name)


def _account(state: AccountState, now: datetime) -> AccountView:
    strategy = bootstrap.catalogue().strategy(state.network)
    pace, reset, is_blocked = pace_of(strategy, state.network), state.last_reset, state.is_blocked(now)
    return AccountView(
        network=state.network,
        blocked_until=state.blocked_until if is_blocked else None,
        blocked_because=state.blocked_because if is_blocked else None,
        spacing_minutes=strategy.spacing_minutes,
        waiting_for_a_turn=sum(slot.at > now for slot in state.slots),
        breakers=_breakers(state, pace, now),
        reset_by=reset.by if reset else None,
        reset_at=reset.at if reset else None,
        reset_because=reset.why if reset else None,
        health=_health(state.network),
        reads_slow_until=_slow_until(state, now),
        reads=_reads(state.network, strategy.reads, now),
    )


def _slow_until(state: AccountState, now: datetime) -> datetime | None:
    told = (until for until in (state.reads_strained_until, state.reads_rest_until) if until and until > now)
    return max(told, default=None)


def _reads(network: Network, prices: ReadPrices | None, now: datetime) -> ReadsView | None:
    """Tell what reading costs, where it costs anything. Only X sells it."""
    if prices is None or network is not Network.X:
        return None
    ledger = ledger_of(bootstrap.records(), prices)
    return ReadsView(
        today=ledger.reads_today(now),
        month_usd=f"{ledger.spent(now):.2f}",
        monthly_budget_usd=f"{prices.monthly_budget:.2f}",
        state=_what_is_read(ledger, now),
    )


def _what_is_read(ledger: Ledger, now: datetime) -> str:
    waits = {purpose: ledger.affordable(purpose, now) == 0 for purpose in Purpose}
    if waits[Purpose.MENTIONS]:
        return texts_es.READS_SPENT
    if waits[Purpose.SEARCH]:
        return texts_es.READS_WITHOUT_SEARCH
    return texts_es.READS_WITHOUT_LOOKS if waits[Purpose.LOOKS] else texts_es.READS_ON_COURSE


def _health(network: Network) -> HealthView | None:
    """Tell what the last probe found; None before the first."""
    health = bootstrap.records().find(health_id(network))
    if not isinstance(health, AccountHealth):
        return None
    return HealthView(
        probed_at=health.probed_at,
        account_name=health.account_name,
        missing_scopes=list(health.missing_scopes),
        expires_at=health.expires_at,
        problem=health.problem,
    )


def _breakers(state: AccountState, pace: Pace, now: datetime) -> list[BreakerView]:
    return [
        BreakerView(
            kind=kind,
            writes_last_hour=state.writes_of_last_hour(kind, now),
            most_per_hour=most,
            open_since=state.trips[kind].at if kind in state.trips else None,
        )
        for kind, most in pace.most_per_hour.items()
    ]
