"""What X answers when it refuses (RFC 7807 problems; https://docs.x.com/x-api/fundamentals/response-codes-and-errors)."""

from http import HTTPStatus
from typing import Any, NoReturn

from local.networks.calls import Answer, RefusedError
from local.networks.people import ACCOUNTS

PROBLEMS = "https://api.x.com/2/problems/"


def problem(status: int, title: str, detail: str, kind: str = "about:blank", **more: Any) -> Answer:
    """Write a problem."""
    body = {"title": title, "type": kind, "detail": detail, "status": status, **more}
    return Answer(status, body, content_type="application/problem+json")


def refuse(answer: Answer) -> NoReturn:
    """Refuse with an answer."""
    raise RefusedError(answer)


def unauthorized() -> Answer:
    """Answer a token or signature that is no good."""
    return problem(HTTPStatus.UNAUTHORIZED, "Unauthorized", "Unauthorized")


def invalid_request(message: str, parameters: dict[str, list[str]] | None = None) -> Answer:
    """Answer a request that is malformed, with what is wrong with which parameter."""
    errors = [{"parameters": parameters or {}, "message": message}]
    detail = "One or more parameters to your request was invalid."
    return problem(HTTPStatus.BAD_REQUEST, "Invalid Request", detail, f"{PROBLEMS}invalid-request", errors=errors)


def bad_request(detail: str) -> Answer:
    """Answer content that cannot be published: a text that is too long, a medium that is not there."""
    return problem(HTTPStatus.BAD_REQUEST, "Bad Request", detail)


def forbidden(detail: str) -> Answer:
    """Answer what this account may not do."""
    return problem(HTTPStatus.FORBIDDEN, "Forbidden", detail)


def duplicate() -> Answer:
    """Answer a text that was posted already, without saying where."""
    return forbidden("You are not allowed to create a Tweet with duplicate content.")


def reply_not_allowed(post_id: str) -> Answer:
    """Answer a reply or quote that nobody summoned."""
    detail = "You can only reply to or quote posts where you are mentioned or are the author."
    where = {"resource_type": "tweet", "resource_id": post_id, "parameter": "id", "value": post_id, "section": "data"}
    kind = f"{PROBLEMS}not-authorized-for-resource"
    return problem(HTTPStatus.FORBIDDEN, "Authorization Error", detail, kind, **where)


def missing(parameter: str, value: str, resource: str = "tweet") -> dict[str, str]:
    """Write the problem of a post or user that is not there (any more)."""
    return {
        "title": "Not Found Error",
        "type": f"{PROBLEMS}resource-not-found",
        "detail": f"Could not find {resource} with {parameter}: [{value}].",
        "parameter": parameter,
        "resource_id": value,
        "value": value,
        "resource_type": resource,
    }


def not_authorized(parameter: str, value: str) -> dict[str, str]:
    """Write the problem of a post that is there and not for who asks: its author is protected."""
    return {
        "title": "Authorization Error",
        "type": f"{PROBLEMS}not-authorized-for-resource",
        "detail": f"Sorry, you are not authorized to see the Tweet with {parameter}: [{value}].",
        "section": "data",
        "parameter": parameter,
        "resource_id": value,
        "value": value,
        "resource_type": "tweet",
    }


def not_found(parameter: str, value: str, resource: str = "tweet") -> Answer:
    """Answer a post or user that is not there (any more)."""
    body = {**missing(parameter, value, resource), "status": HTTPStatus.NOT_FOUND}
    return Answer(HTTPStatus.NOT_FOUND, body, content_type="application/problem+json")


def too_many_requests() -> Answer:
    """Answer a caller who must wait; the headers say how long."""
    return problem(HTTPStatus.TOO_MANY_REQUESTS, "Too Many Requests", "Too Many Requests")


def credits_depleted() -> Answer:
    """Answer an account whose credit is spent."""
    account = ACCOUNTS.x.user_id
    detail = f"Your enrolled account [{account}] does not have any credits to fulfill this request."
    status = HTTPStatus.PAYMENT_REQUIRED
    return problem(status, "CreditsDepleted", detail, f"{PROBLEMS}credits", account_id=int(account))


def problem_of(detail: str) -> dict[str, str]:
    """Write the problem of something that is answered all the same."""
    return {"title": "Invalid Request", "type": f"{PROBLEMS}invalid-request", "detail": detail}


def suspended() -> Answer:
    """Answer an account that is suspended."""
    return forbidden("Your account is suspended and is not permitted to access this feature.")


def not_permitted() -> Answer:
    """Answer the ambiguous refusal: a permission, or the spam filter."""
    return forbidden("You are not permitted to perform this action.")


def server_error(status: int) -> Answer:
    """Answer a failure of X itself (5xx)."""
    title = HTTPStatus(status).phrase
    return problem(status, title, title)
