"""Revisa las cuentas: identidad, permisos y vencimiento (manual 2.5). Hourly schedule → each account once a day."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Cron
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.procedure.probing import probe_accounts as probe

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """Probe the accounts that are due; what is wrong with one waits for a person, and the IT office is told."""
    del event, context
    probed = probe(records=bootstrap.records(), probes=bootstrap.account_probe, clock=bootstrap.clock())
    problems = [one.health for one in probed if one.is_news]
    metrics.add_metric("AccountProblem", MetricUnit.Count, len(problems))
    for one in probed:
        logger.info(
            "AccountProbed",
            network=one.health.network,
            problem=one.health.problem,
            unreachable_since=one.health.unreachable_since,
            expires_at=one.health.expires_at,
        )
    return len(problems)


@blueprint.schedule(Cron(15, "*", "*", "*", "?", "*"), name="probe_accounts")
def probe_accounts(event: CloudWatchEvent) -> int:
    """Be triggered a quarter past every hour: daily probes begin at 06:15 in León, a problem is looked at every hour."""
    return lambda_handler(event.to_dict(), event.context)
