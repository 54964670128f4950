"""
What X's errors mean: the first rule that fits decides.

Sources: docs.x.com (response codes, rate limits) and, where those are silent, observations of 2026. X tells most refusals
apart by their words only, so the words are part of the rules.
"""

from dataclasses import dataclass
from typing import Any

import requests

from chalicelib.adapters.networks.answers import UnreadableAnswerError, json_object
from chalicelib.adapters.networks.verdicts import Judgement, Outcome, Verdict, patience
from chalicelib.adapters.networks.x.limits import asked_wait

_ACCOUNT_BLOCKED = Verdict(Outcome.REFUSED, "account_blocked")
_BUDGET_SPENT = Verdict(Outcome.REFUSED, "budget_spent")
_REPLY_NOT_ALLOWED = Verdict(Outcome.REFUSED, "reply_not_allowed")

_SERVER_FAULT = 500


@dataclass(frozen=True)
class Rule:
    """Fits an answer with this status whose words (title, type, detail; lower case) contain one of these phrases."""

    status: int
    verdict: Verdict
    phrases: tuple[str, ...] = ("",)

    def fits(self, status: int, words: str) -> bool:
        """Say whether the rule decides."""
        return status == self.status and any(phrase in words for phrase in self.phrases)


RULES = (
    # What was uploaded expired: it is uploaded again before the next try (P22).
    Rule(400, Verdict(Outcome.UPLOAD_GONE), ("media ids are invalid", "media id is invalid")),
    Rule(401, Verdict(Outcome.TOKEN_REJECTED)),
    Rule(402, _BUDGET_SPENT),
    # Since 23 February 2026: only whoever mentioned or quoted us may be answered. Final for that comment.
    Rule(403, _REPLY_NOT_ALLOWED, ("only reply to or quote posts where", "reply to this conversation is not allowed")),
    # The same text is there already: perhaps ours, from a call whose answer was lost (P21).
    Rule(403, Verdict(Outcome.PERHAPS_DONE), ("duplicate content",)),
    Rule(403, Verdict(Outcome.GONE), ("deleted or not visible to you",)),
    Rule(403, Verdict(Outcome.REFUSED, "media_refused"), ("post a video longer than",)),
    Rule(403, Verdict(Outcome.REFUSED, "daily_limit"), ("daily status update limit", "daily limit")),
    Rule(403, _ACCOUNT_BLOCKED, ("suspended", "temporarily locked", "account is locked")),
    Rule(
        403,
        Verdict(Outcome.NO_PERMISSION),
        ("client-forbidden", "oauth1-permissions", "unsupported-authentication", "oauth1 app permissions"),
    ),
    Rule(403, Verdict(Outcome.REFUSED, "not_permitted")),
    Rule(404, Verdict(Outcome.GONE)),
    Rule(408, Verdict(Outcome.PERHAPS_DONE)),
    Rule(429, _BUDGET_SPENT, ("usage-capped", "usage cap exceeded")),
    Rule(429, Verdict(Outcome.NOT_YET)),
)


def judge(response: requests.Response) -> Judgement:
    """Judge an answer of X that is no 2xx."""
    body = _body_of(response)
    said = _said(body)
    words = f"{body.get('title', '')} {body.get('type', '')} {said}".casefold()
    return Judgement(verdict_on(response.status_code, words), said, asked_wait(response) or patience(None))


def verdict_on(status: int, words: str) -> Verdict:
    """Give what a status and its words mean; what no rule knows is refused, unless X itself failed."""
    for rule in RULES:
        if rule.fits(status, words):
            return rule.verdict
    client_error = range(400, _SERVER_FAULT)
    return Verdict(Outcome.REFUSED) if status in client_error else Verdict(Outcome.PERHAPS_DONE)


def _body_of(response: requests.Response) -> dict[str, Any]:
    try:
        return json_object(response)
    except UnreadableAnswerError:
        return {}


def _said(body: dict[str, Any]) -> str:
    """Collect X's own words: a problem's detail, or the messages of the older shape."""
    errors = body.get("errors")
    listed = [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
    words = [body.get("detail") or body.get("title")]
    words += [error.get("message") or error.get("detail") for error in listed]
    return " ".join(dict.fromkeys(word for word in words if isinstance(word, str)))
