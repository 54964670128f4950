"""
The path of the plan's calendar: the API's own function answers it, to whoever's address carries a good key (5.1).

It needs no function of its own: it reads what the API reads anyway, writes nothing, and a key that is none costs no reading.
"""

from infra.cloudformation import Json

PATH = "/v1/calendar/{file}"
REQUESTS_PER_SECOND = 5
BURST = 10
"""Calendar programs ask once an hour; whoever tries keys, or asks all the time, takes nothing from the persons."""


def limits() -> list[Json]:
    """Say how fast the path answers, over what the whole API does."""
    return [
        {
            "HttpMethod": "GET",
            "ResourcePath": "/" + PATH.replace("/", "~1"),
            "ThrottlingRateLimit": REQUESTS_PER_SECOND,
            "ThrottlingBurstLimit": BURST,
        }
    ]
