"""The report's totals written as the recount writes its own: flat, and only what differs from noughts."""

from typing import Any

from chalicelib.domain.totals import Totals


def flat(totals: Totals) -> dict[str, Any]:
    """Write totals flat."""
    comments, cases = totals.comments, totals.cases
    found: dict[str, Any] = {
        "waiting": totals.waiting_for_a_person,
        "comments": comments.count,
        "comments.positive": comments.positive,
        "comments.negative": comments.negative,
        "comments.neutral": comments.neutral,
        "comments.person": comments.decided_by_person,
        "comments.machine": comments.decided_by_machine,
        "comments.edited": comments.edited,
        "comments.deleted": comments.deleted,
        "comments.urgent": comments.urgent,
        "comments.spam": comments.spam,
        "comments.waiting": comments.waiting_for_decision,
        "cases": cases.count,
        "cases.comments": cases.comments,
        "cases.urgent": cases.urgent,
        "cases.open": cases.open,
        "cases.overdue": cases.overdue,
        "cases.closed_late": cases.closed_late,
        "cases.returned": cases.returned,
        "cases.taken_away": cases.taken_away,
        "cost": totals.cost_usd.normalize() if totals.cost_usd else 0,
    }
    tables = {
        "bulletins": totals.bulletins_by_source,
        "publications": totals.publications_by_state,
        "posts": totals.posts,
        "questions": comments.questions,
        "reactions": totals.reactions,
        # A nought that is told is told from what nobody tells.
        "reactions.told": dict.fromkeys(totals.reactions, 1),
        "coverage": totals.coverage.model_dump(),
        "cases.state": cases.by_state,
        "cases.kind": cases.by_kind,
        "cases.outcome": cases.by_outcome,
        **{f"deliveries.{action}": states for action, states in totals.deliveries.items()},
        **{f"comments.{kind}": row for kind, row in comments.by_kind_and_sentiment.items()},
    }
    found |= {f"{name}.{key}": number for name, row in tables.items() for key, number in row.items()}
    for name, spread in (("first_reply", cases.first_reply), ("pull", cases.pull), ("close", cases.close)):
        if spread.count:
            found |= {
                f"{name}.count": spread.count,
                f"{name}.median": spread.median_hours,
                f"{name}.p90": spread.p90_hours,
            }
    return {key: value for key, value in found.items() if value or key.endswith((".median", ".p90"))}
