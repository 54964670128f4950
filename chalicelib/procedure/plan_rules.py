"""
5.1 By what the plan is judged: the strategy's advice, the networks' quotas, windows, holidays and campaigns, put together.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from chalicelib.domain.call_budgets import BUDGETS, WriteKind
from chalicelib.domain.conflicts import Conflict, NetworkPlanRules, PlanRules, conflicts_of
from chalicelib.domain.networks import Network
from chalicelib.domain.plan_entry import Entry
from chalicelib.ports import Catalogue, Records
from chalicelib.procedure.campaigning import campaigns_since
from chalicelib.procedure.in_force import in_force

_DAY_SECONDS = 86_400


def plan_conflicts(
    entries: Iterable[Entry], since: date, *, records: Records, catalogue: Catalogue
) -> tuple[Conflict, ...]:
    """Give the conflicts of a plan whose days begin at `since`: one look-up of what is in force, one Query of campaigns."""
    return conflicts_of(entries, plan_rules(since, records=records, catalogue=catalogue))


def plan_rules(since: date, *, records: Records, catalogue: Catalogue) -> PlanRules:
    """Put together what days from `since` on are judged by."""
    return PlanRules(
        networks={network: _of(network, catalogue) for network in catalogue.networks},
        windows=in_force(records, catalogue).windows,
        holidays=tuple(catalogue.holidays),
        campaigns=campaigns_since(since - timedelta(days=366), records=records),
    )


def _of(network: Network, catalogue: Catalogue) -> NetworkPlanRules:
    strategy = catalogue.strategy(network)
    return NetworkPlanRules(
        gap=timedelta(minutes=max(strategy.plan_gap_minutes, strategy.spacing_minutes)),
        most_per_day=strategy.plan_posts_per_day,
        quota=_quota(network, strategy.max_images),
        most_usd_per_day=strategy.plan_usd_per_day,
    )


def _quota(network: Network, max_images: int) -> int | None:
    """Give how many posts the network takes in a day, at their worst; None where it says nothing of a day."""
    budgets = (budget.with_pictures(max_images) for budget in BUDGETS.get(network, ()))
    daily = [
        budget.most_writes for budget in budgets if budget.seconds == _DAY_SECONDS and WriteKind.POST in budget.kinds
    ]
    return min(daily, default=None)
