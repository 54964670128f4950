"""
The path at which Meta tells us of comments: the only one that leads to a function apart from the API's.

Whoever knocks there has not signed in, so the function behind it may do nothing but keep what is signed and ask for it to be
heeded (P8): it reads no record, no medium and no token.
"""

from infra.cloudformation import Json, Resources, ref, resource, sub

PATH = "/v1/webhooks/meta"
FUNCTION = "ReceiveNotices"
REQUESTS_PER_SECOND = 50
BURST = 100
"""Of its own, so that a flood of notices takes nothing from the persons; beyond it Meta is told 429, and tells again."""


def resources() -> Resources:
    """Let the API call the function, on this path alone."""
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${RestAPI}/*/*" + PATH
    permission = {
        "FunctionName": ref(FUNCTION),
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": sub(source),
    }
    return {f"{FUNCTION}InvokePermission": resource("AWS::Lambda::Permission", permission)}


def paths() -> Json:
    """Describe the path as Chalice describes the others, without an authoriser: the signature says who comes."""
    return {PATH: {"get": method(), "post": method()}}


def method(name: str = FUNCTION) -> Json:
    """Hand a request to a function as it is."""
    function = f"functions/${{{name}.Arn}}/invocations"
    return {
        "responses": {"200": {"description": "200 response"}},
        "x-amazon-apigateway-integration": {
            "type": "aws_proxy",
            "httpMethod": "POST",
            "uri": sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/" + function),
            "passthroughBehavior": "when_no_match",
            "responses": {"default": {"statusCode": "200"}},
        },
    }


def limits() -> list[Json]:
    """Say how fast each method of the path answers, over what the whole API does."""
    encoded = "/" + PATH.replace("/", "~1")
    return [
        {
            "HttpMethod": verb,
            "ResourcePath": encoded,
            "ThrottlingRateLimit": REQUESTS_PER_SECOND,
            "ThrottlingBurstLimit": BURST,
        }
        for verb in ("GET", "POST")
    ]
