"""
What Graph's errors mean, by code and subcode; both Meta networks share one table.

Sources: Meta's error-handling guide, the Page photos reference and Instagram's table of error codes; subcodes without a
code were seen by others only.
"""

from collections.abc import Mapping
from typing import Any

import requests
from pydantic import ValidationError

from chalicelib.adapters.networks.answers import Answer, UnreadableAnswerError, json_object
from chalicelib.adapters.networks.graph.usage import wait_asked
from chalicelib.adapters.networks.verdicts import Judgement, Outcome, Verdict

Key = tuple[int | None, int | None]

_NOT_DONE = Verdict(Outcome.NOT_DONE)
_NOT_YET = Verdict(Outcome.NOT_YET)
_PERHAPS_DONE = Verdict(Outcome.PERHAPS_DONE)
_NO_PERMISSION = Verdict(Outcome.NO_PERMISSION)
_TOKEN_REJECTED = Verdict(Outcome.TOKEN_REJECTED)
_GONE = Verdict(Outcome.GONE)
_INPUT_REFUSED = Verdict(Outcome.REFUSED, "input_refused")
_TEXT_REFUSED = Verdict(Outcome.REFUSED, "text_refused")
_MEDIA_REFUSED = Verdict(Outcome.REFUSED, "media_refused")
_CONTENT_REFUSED = Verdict(Outcome.REFUSED, "content_refused")
_VIDEO_REFUSED = Verdict(Outcome.REFUSED, "video_refused")
_ACCOUNT_BLOCKED = Verdict(Outcome.REFUSED, "account_blocked")
_DAILY_LIMIT = Verdict(Outcome.REFUSED, "daily_limit")
_MANUAL_TAKE_DOWN = Verdict(Outcome.REFUSED, "manual_take_down")
_REPLY_WINDOW_CLOSED = Verdict(Outcome.REFUSED, "reply_window_closed")

VERDICTS: Mapping[Key, Verdict] = {
    # Meta's own trouble: it can answer so and publish all the same (P07).
    (1, None): _PERHAPS_DONE,
    (2, None): _PERHAPS_DONE,
    (-1, 2207001): _PERHAPS_DONE,
    (-1, 2207032): _PERHAPS_DONE,
    (-1, 2207053): _PERHAPS_DONE,
    (None, 1363047): _PERHAPS_DONE,
    # Limits of use.
    (4, None): _NOT_YET,
    (17, None): _NOT_YET,
    (32, None): _NOT_YET,
    (341, None): _NOT_YET,
    (613, None): _NOT_YET,
    (613, 1996): _NOT_YET,
    (80001, None): _NOT_YET,
    (80002, None): _NOT_YET,
    (80006, None): _NOT_YET,
    # Looks like a limit, and was seen after the post had been published (P08).
    (4, 2207051): _PERHAPS_DONE,
    # The token, and what it may do (P25).
    (102, None): _TOKEN_REJECTED,
    (104, None): _TOKEN_REJECTED,
    (190, None): _TOKEN_REJECTED,
    (190, 458): _TOKEN_REJECTED,
    (190, 459): _TOKEN_REJECTED,
    (190, 460): _TOKEN_REJECTED,
    (190, 463): _TOKEN_REJECTED,
    (190, 464): _TOKEN_REJECTED,
    (190, 467): _TOKEN_REJECTED,
    (190, 492): _TOKEN_REJECTED,
    (3, None): _NO_PERMISSION,
    (10, None): _NO_PERMISSION,
    (283, None): _NO_PERMISSION,
    (None, 1404078): _NO_PERMISSION,
    # Not the account's: the time in which this very comment could be answered is over. Final for that comment.
    (10, 2018278): _REPLY_WINDOW_CLOSED,
    # The account (P26).
    (368, None): _ACCOUNT_BLOCKED,
    (368, 1390008): _ACCOUNT_BLOCKED,
    (368, 4854002): _ACCOUNT_BLOCKED,
    (25, 2207050): _ACCOUNT_BLOCKED,
    (None, 1346003): _ACCOUNT_BLOCKED,
    (None, 1404006): _ACCOUNT_BLOCKED,
    (9, 2207042): _DAILY_LIMIT,
    # The same is there already: perhaps ours, from a call whose answer was lost (P21).
    (506, None): _PERHAPS_DONE,
    (368, 1404082): _PERHAPS_DONE,
    # What is named is not there.
    (24, 2207006): _GONE,
    (100, 33): _GONE,
    (803, None): _GONE,
    # The container: not ready, its picture not fetched, or spent – perhaps because it was published.
    (9007, 2207027): _NOT_DONE,
    (9004, 2207052): _NOT_DONE,
    (-2, 2207003): _NOT_DONE,
    (-2, 2207020): _NOT_DONE,
    (None, 2207077): _NOT_DONE,
    (None, 2207082): _NOT_DONE,
    (24, 2207008): _PERHAPS_DONE,
    # What was sent.
    (100, None): _INPUT_REFUSED,
    (100, 2207023): _INPUT_REFUSED,
    (100, 2207028): _INPUT_REFUSED,
    (100, 2207035): _INPUT_REFUSED,
    (100, 2207036): _INPUT_REFUSED,
    (100, 2207037): _INPUT_REFUSED,
    (100, 2207040): _INPUT_REFUSED,
    (None, 2061006): _INPUT_REFUSED,
    (None, 2207081): _INPUT_REFUSED,
    (36004, 2207010): _TEXT_REFUSED,
    (1, 2207057): _MEDIA_REFUSED,
    (324, None): _MEDIA_REFUSED,
    (352, 2207026): _MEDIA_REFUSED,
    (36000, 2207004): _MEDIA_REFUSED,
    (36001, 2207005): _MEDIA_REFUSED,
    (36003, 2207009): _MEDIA_REFUSED,
    (None, 1366046): _MEDIA_REFUSED,
    # A video: of a kind Facebook does not take; or not fetched, or not uploaded whole, which may go better another time.
    (352, None): _VIDEO_REFUSED,
    (389, None): _NOT_DONE,
    (6000, None): _NOT_DONE,
    (1609005, None): _CONTENT_REFUSED,
    (None, 1404102): _CONTENT_REFUSED,
    (None, 1609008): _CONTENT_REFUSED,
    # Instagram cannot delete this kind of post: a person must.
    (None, 2207073): _MANUAL_TAKE_DOWN,
}

_PERMISSION_CODES = range(200, 300)
_SERVER_FAULT = 500
_BY_STATUS: Mapping[int, Verdict] = {401: _TOKEN_REJECTED, 404: _GONE, 408: _PERHAPS_DONE, 429: _NOT_YET}


class GraphError(Answer):
    """The error in an answer."""

    message: str = ""
    code: int | None = None
    error_subcode: int | None = None
    error_user_msg: str | None = None
    is_transient: bool = False


class _Envelope(Answer):
    error: GraphError = GraphError()


def judge(response: requests.Response) -> Judgement:
    """Judge an answer of Graph that is no 2xx."""
    error = _error_in(response)
    numbers = "/".join(str(number) for number in (error.code, error.error_subcode) if number is not None)
    said = f"{error.error_user_msg or error.message} ({numbers})" if numbers else error.message
    return Judgement(verdict_on(response.status_code, error), said, wait_asked(response))


def verdict_on(status: int, error: GraphError) -> Verdict:
    """Give what a status and an error mean: a fault of the server outweighs whatever it says."""
    if status >= _SERVER_FAULT:
        return _PERHAPS_DONE
    known = listed(error.code, error.error_subcode)
    if known:
        return known
    if error.is_transient:
        return _PERHAPS_DONE
    return _BY_STATUS.get(status) or _otherwise(status)


def listed(code: int | None, subcode: int | None) -> Verdict | None:
    """Find an error in the table: both numbers, the subcode alone, then the code alone."""
    for key in ((code, subcode), (None, subcode), (code, None)):
        if key in VERDICTS:
            return VERDICTS[key]
    return _NO_PERMISSION if code in _PERMISSION_CODES else None


def by_subcode(subcode: int) -> Verdict | None:
    """Find what a subcode alone means: a failed container tells no more."""
    return next((verdict for (_, known), verdict in VERDICTS.items() if known == subcode), None)


def _otherwise(status: int) -> Verdict:
    return Verdict(Outcome.REFUSED) if status in range(400, _SERVER_FAULT) else _PERHAPS_DONE


def _error_in(response: requests.Response) -> GraphError:
    try:
        body: dict[str, Any] = json_object(response)
        return _Envelope.model_validate(body).error
    except (UnreadableAnswerError, ValidationError):
        return GraphError()
