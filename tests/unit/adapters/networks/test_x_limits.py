"""What X's headers ask for: by its own clock, each for its own endpoint, and whatever nonsense they hold."""

from email.utils import format_datetime
from typing import Any

import pytest
import requests

from chalicelib.adapters.networks.x.limits import Blocks, asked_wait
from chalicelib.domain.errors import RateLimitedError
from tests.unit.adapters.networks.accounts import NOW, ago

AT = format_datetime(NOW, usegmt=True)
RESET = int(NOW.timestamp()) + 300
TWEETS = ("POST", "/2/tweets")


def an_answer(status: int = 200, **headers: Any) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.headers.update({name.replace("_", "-"): str(value) for name, value in {"Date": AT, **headers}.items()})
    return response


def left(remaining: Any, reset: Any = RESET, family: str = "x_rate_limit") -> dict[str, Any]:
    return {f"{family}_remaining": remaining, f"{family}_reset": reset}


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (an_answer(), 0),
        (an_answer(**left(1)), 0),
        (an_answer(**left(0)), 300),
        (an_answer(**left(0), Date=format_datetime(ago(seconds=240), usegmt=True)), 540),
        (an_answer(**left(5), **left(0, RESET + 300, "x_user_limit_24hour")), 600),
        (an_answer(**left(0), **left(0, RESET + 9_999_999, "x_app_limit_24hour")), 3600),
        (an_answer(429), 60),
        (an_answer(429, **left(0)), 300),
        (an_answer(429, **left(7)), 300),
        (an_answer(429, **left(7), **left(0, RESET + 60, "x_user_limit_24hour")), 360),
        (an_answer(**left(0, "soon")), 0),
        (an_answer(429, **left("none", "soon")), 60),
        (an_answer(**left(0, RESET - 9_999)), 1),
        (an_answer(**left(0, "nan")), 60),
        (an_answer(**left(0, "inf")), 60),
        (an_answer(**left(0, "-1e999")), 60),
        (an_answer(402, **left(9)), 0),
    ],
)
def test_C11_an_answer_asks_for_so_many_seconds(answer: requests.Response, seconds: int) -> None:
    assert asked_wait(answer) == seconds


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 18:00:00 GMT", "Mon, 23 Nov 99999 18:00:00 -0000"])
def test_without_a_date_that_can_be_read_our_own_clock_counts(date: str) -> None:
    assert 1 <= asked_wait(an_answer(**left(0), Date=date)) <= 3600


def test_inside_a_block_nothing_is_called_and_after_it_all_is_again() -> None:
    seconds = [1000.0]
    blocks = Blocks(lambda: seconds[0])
    blocks.note(*TWEETS, an_answer(**left(0)))
    with pytest.raises(RateLimitedError) as limited:
        blocks.check(*TWEETS)
    assert limited.value.retry_after_seconds == blocks.on_writing_seconds == 300
    seconds[0] += 299.5
    assert blocks.on_writing_seconds == 1
    seconds[0] += 1
    blocks.check(*TWEETS)
    assert blocks.on_writing_seconds == 0


def test_a_block_holds_for_its_endpoint_whatever_the_number_in_it() -> None:
    blocks = Blocks()
    blocks.note("GET", "/2/tweets/7", an_answer(**left(0)))
    with pytest.raises(RateLimitedError):
        blocks.check("GET", "/2/tweets/8?x=y")
    for endpoint in [TWEETS, ("DELETE", "/2/tweets/7"), ("GET", "/2/tweets"), ("GET", "/2/users/7/tweets")]:
        blocks.check(*endpoint)
    assert blocks.on_writing_seconds == 0
    blocks.note("GET", "/2/tweets/9", an_answer(**left(3)))
    blocks.check("GET", "/2/tweets/8")
