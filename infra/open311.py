"""
The paths of Open311, which lead to a function of their own: whoever calls them has not signed in.

It finds and stores cases and asks for them to be carried; it reads no secret, no medium, and writes to no department (P8).
"""

from infra.cloudformation import Json, Resources, ref, resource, sub
from infra.webhooks import method

PATHS = ("/open311/v2/{collection}", "/open311/v2/{collection}/{document}")
"""Both begin with the same variable: API Gateway takes no second one beside it ("only one unique variable path part")."""

FUNCTION = "AnswerOpen311"
METHODS = ("get", "post", "put", "patch", "delete")
"""Those that nobody takes are led here too, so that their refusal is the standard's and not the gateway's."""

REQUESTS_PER_SECOND = 10
BURST = 20
"""Of each method of each path: a flood of readers takes nothing from the persons; beyond it a client is told 429."""


def resources() -> Resources:
    """Let the API call the function, on these paths alone."""
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${RestAPI}/*/*/open311/v2/*"
    permission = {
        "FunctionName": ref(FUNCTION),
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": sub(source),
    }
    return {f"{FUNCTION}InvokePermission": resource("AWS::Lambda::Permission", permission)}


def paths() -> Json:
    """Describe the paths as Chalice does, without an authoriser: what is public needs none, and forms bring a key."""
    return {path: {verb: method(FUNCTION) for verb in METHODS} for path in PATHS}


def limits() -> list[Json]:
    """Say how fast each method of each path answers, over what the whole API does."""
    return [
        {
            "HttpMethod": verb.upper(),
            "ResourcePath": "/" + path.replace("/", "~1"),
            "ThrottlingRateLimit": REQUESTS_PER_SECOND,
            "ThrottlingBurstLimit": BURST,
        }
        for path in PATHS
        for verb in METHODS
    ]
