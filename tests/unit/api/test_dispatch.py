"""Who may, what goes in, and how errors are said: a code for programs, a Spanish sentence for people, nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from chalicelib import texts_es
from chalicelib.api.dispatch import Route, answer
from chalicelib.api.requests import ProxyEvent, Request
from chalicelib.api.routes import ROUTES
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    InvalidInputError,
    NotFoundError,
    PortavozError,
    RecordConflictError,
    RecordIntegrityError,
    RuleViolationError,
    TransientServiceError,
)
from chalicelib.domain.people import Role
from tests.unit.api.calls import an_event, ask
from tests.world import World

PROTECTED = [route for route in ROUTES if not route.is_public]
SECRET = "arn:aws:secretsmanager:token=abc"


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


PATH = {
    "day": "2026-11-23",
    "record_id": "PUB-20261123-A",
    "publication_id": "PUB-20261123-A",
    "bulletin_id": "BOL-20261123-A",
    "comment_id": "COM-20261123-x-1",
    "folio": "LEO-20261123-000001",
    "graphic_id": "GRA-20261123-A",
    "network": "x",
    "delivery_id": "PUB-20261123-A#x",
    "window_id": "ORD-20261123-A",
    "key_id": "KEY-20261123-A",
    "proposal_id": "PRO-20261123-A",
    "campaign_id": "CAM-20261123-A",
    "cancellation_id": "CAN-20261123-A",
    "export_id": "EXP-20261123-A",
    "disposal_id": "BAJ-20261123",
    "hold_id": "RET-20261123-A",
    "file": "pvcal.20261123.A.ics",
}
"""Something for every name a path may hold."""


# Roles ------------------------------------------------------------------------------------------------------------

WHO_MAY = {
    "GET /v1/health": None,
    "GET /v1/openapi.json": None,
    "GET /v1/days/{day}": "image-office coordinator agency director it-support",
    "GET /v1/days/{day}/records": "image-office coordinator agency director",
    "GET /v1/records/{record_id}": "image-office coordinator agency director",
    "GET /v1/records/search": "image-office coordinator director",
    "POST /v1/exports": "image-office coordinator director",
    "GET /v1/exports/{export_id}": "image-office coordinator director",
    "GET /v1/report": "image-office coordinator agency director",
    "GET /v1/publications": "image-office coordinator agency director liaison",
    "GET /v1/publications/{publication_id}": "image-office coordinator agency director liaison",
    "POST /v1/publications/{publication_id}/authorisation": "image-office",
    "DELETE /v1/publications/{publication_id}/authorisation": "image-office",
    "POST /v1/publications/{publication_id}/schedule": "image-office coordinator agency",
    "DELETE /v1/publications/{publication_id}/schedule": "image-office coordinator agency",
    "GET /v1/accounts": "image-office coordinator agency director it-support",
    "POST /v1/accounts/{network}/breaker": "coordinator it-support",
    "POST /v1/publications/{publication_id}/publish": "image-office coordinator agency",
    "POST /v1/publications/{publication_id}/take-down": "image-office coordinator",
    "POST /v1/publications/{publication_id}/correction": "image-office coordinator agency",
    "POST /v1/publications/{publication_id}/edit": "image-office coordinator agency",
    "GET /v1/deliveries/{delivery_id}": "image-office coordinator agency director it-support",
    "POST /v1/deliveries/{delivery_id}/decision": "image-office coordinator",
    "GET /v1/deliveries/{delivery_id}/kit": "image-office coordinator agency",
    "POST /v1/deliveries/{delivery_id}/proof": "image-office coordinator agency",
    "POST /v1/publications": "image-office coordinator agency",
    "POST /v1/plans": "image-office coordinator agency",
    "GET /v1/graphics": "image-office coordinator agency director",
    "POST /v1/graphics": "image-office",
    "DELETE /v1/graphics/{graphic_id}": "image-office",
    "GET /v1/media": "image-office coordinator agency director",
    "GET /v1/attention": "image-office coordinator agency director it-support",
    "GET /v1/coverage": "image-office coordinator agency director it-support",
    "DELETE /v1/attention/{bulletin_id}": "image-office coordinator agency",
    "POST /v1/comments/{comment_id}/decision": "image-office coordinator agency",
    "GET /v1/comments/decisions": "image-office coordinator agency director it-support",
    "GET /v1/comments/{comment_id}/answer": "image-office coordinator agency director",
    "POST /v1/comments/{comment_id}/answer": "image-office coordinator agency",
    "GET /v1/replies/approvals": "image-office coordinator agency director",
    "POST /v1/replies/{delivery_id}/approval": "image-office",
    "GET /v1/referrals/overdue": "image-office coordinator agency director department liaison",
    "GET /v1/service-times": "image-office coordinator agency director department liaison",
    "POST /v1/support": "image-office coordinator agency liaison department director it-support",
    "GET /v1/support": "image-office coordinator agency liaison department director it-support",
    "POST /v1/support/{folio}/closing": "it-support",
    "GET /v1/answers": "image-office coordinator agency director department liaison",
    "GET /v1/orders": "image-office coordinator agency director it-support",
    "POST /v1/stop": "image-office coordinator director",
    "DELETE /v1/stop": "image-office coordinator director",
    "POST /v1/restricted-mode": "image-office coordinator director",
    "DELETE /v1/restricted-mode": "image-office coordinator director",
    "GET /v1/blackout-windows": "image-office coordinator agency director liaison it-support",
    "POST /v1/blackout-windows": "image-office coordinator",
    "DELETE /v1/blackout-windows/{window_id}": "image-office coordinator",
    "GET /v1/referrals": "image-office coordinator agency director department liaison",
    "GET /v1/referrals/{folio}": "image-office coordinator agency director department liaison",
    "POST /v1/referrals/{folio}/assign": "image-office coordinator",
    "POST /v1/referrals/{folio}/news": "department",
    "POST /v1/open311/keys": "coordinator it-support",
    "DELETE /v1/open311/keys/{key_id}": "coordinator it-support",
    "GET /v1/plan": "image-office coordinator agency director liaison",
    "GET /v1/plan/page": "image-office coordinator agency director liaison",
    "GET /v1/plan/evidence": "image-office coordinator agency director",
    "POST /v1/plan/proposals": "image-office coordinator agency liaison",
    "GET /v1/plan/proposals/{proposal_id}": "image-office coordinator agency director liaison",
    "POST /v1/plan/proposals/{proposal_id}/acceptance": "image-office coordinator",
    "POST /v1/plan/proposals/{proposal_id}/declining": "image-office coordinator",
    "POST /v1/plan/{record_id}/move": "image-office coordinator",
    "POST /v1/campaigns": "image-office coordinator",
    "GET /v1/campaigns": "image-office coordinator agency director liaison",
    "GET /v1/campaigns/{campaign_id}": "image-office coordinator agency director",
    "POST /v1/campaigns/{campaign_id}/closing": "image-office coordinator",
    "POST /v1/calendar-keys": "coordinator it-support",
    "DELETE /v1/calendar-keys/{key_id}": "coordinator it-support",
    "GET /v1/calendar/{file}": None,
    "GET /v1/disposals": "coordinator director image-office",
    "GET /v1/disposals/{disposal_id}": "coordinator director image-office",
    "POST /v1/disposals/{disposal_id}/approve": "coordinator image-office",
    "POST /v1/disposals/{disposal_id}/execute": "director image-office",
    "GET /v1/holds": "coordinator director image-office",
    "POST /v1/holds": "coordinator director image-office",
    "POST /v1/holds/{hold_id}/lift": "coordinator director image-office",
    "GET /v1/cancellations": "image-office coordinator director",
    "POST /v1/cancellations": "image-office coordinator",
    "POST /v1/cancellations/{cancellation_id}/confirm": "image-office coordinator",
    "DELETE /v1/cancellations/{cancellation_id}": "image-office coordinator",
}
"""Written out once more by hand: whoever widens a right must say so twice."""


def test_the_table_of_rights_is_the_one_that_was_agreed() -> None:
    rights = {named(route): " ".join(sorted(route.roles)) if route.roles else None for route in ROUTES}
    agreed = {path: " ".join(sorted(roles.split())) if roles else None for path, roles in WHO_MAY.items()}
    assert {path: rights[path] for path in agreed if path in rights} == agreed
    assert set(rights) == set(agreed)


@pytest.mark.parametrize("route", PROTECTED, ids=named)
def test_every_route_refuses_every_role_not_listed(route: Route) -> None:
    assert route.roles is not None
    for role in set(Role) - route.roles:
        refused = ask(World(), an_event(route.method, route.path, PATH, roles=[role]))
        assert refused.status == 403, role
        assert refused.body == {"code": "forbidden", "message": texts_es.FORBIDDEN, "clause": None, "fields": []}


@pytest.mark.parametrize("route", PROTECTED, ids=named)
def test_every_route_refuses_all_unlisted_roles_together(route: Route) -> None:
    assert route.roles is not None
    event = an_event(route.method, route.path, PATH, roles=set(Role) - route.roles)
    assert ask(World(), event).status == 403


@pytest.mark.parametrize("route", PROTECTED, ids=named)
def test_every_route_refuses_nobody(route: Route) -> None:
    nobody = an_event(route.method, route.path, PATH, username=None)
    assert ask(World(), nobody).status == 403
    nobody["requestContext"] = {"authorizer": {"claims": {"cognito:groups": "image-office"}}}
    assert ask(World(), nobody).status == 403
    del nobody["requestContext"]
    assert ask(World(), nobody).status == 403


@pytest.mark.parametrize("route", PROTECTED, ids=named)
def test_every_route_lets_each_of_its_roles_in(route: Route) -> None:
    for role in route.roles or ():
        event = an_event(route.method, route.path, PATH, roles=[role], department_id="sapal")
        assert ask(World(), event).body.get("code") != "forbidden", role


@pytest.mark.parametrize("groups", ["image-office", "[image-office]", "[agency image-office]", "agency,image-office"])
def test_groups_are_read_as_the_gateways_write_them(groups: str) -> None:
    event = an_event("GET", "/v1/report")
    event["requestContext"]["authorizer"]["claims"]["cognito:groups"] = groups
    person = ProxyEvent.model_validate(event).person
    assert person
    assert Role.IMAGE_OFFICE in person.roles


@pytest.mark.parametrize(
    "groups", ["Image-Office", "image-office-readonly", "image", "", "not.image-office", "image-office/x"]
)
def test_a_group_whose_name_holds_a_roles_name_is_not_the_role(groups: str) -> None:
    event = an_event("GET", "/v1/report")
    event["requestContext"]["authorizer"]["claims"]["cognito:groups"] = groups
    person = ProxyEvent.model_validate(event).person
    assert person
    assert person.roles == frozenset()


# Errors -----------------------------------------------------------------------------------------------------------


def said(error: PortavozError) -> dict[str, Any]:
    def fail(_: Request) -> BaseModel:
        raise error

    return answer(an_event("GET", "/fails"), [Route("GET", "/fails", "", fail, None, None)])


@pytest.mark.parametrize(
    ("error", "status", "code", "message"),
    [
        (RuleViolationError(texts_es.NOT_AUTHORISED, clause="3"), 403, "rule_violation", texts_es.NOT_AUTHORISED),
        (InvalidInputError(texts_es.PUBLISH_AT_PAST), 400, "invalid_input", texts_es.PUBLISH_AT_PAST),
        (NotFoundError(texts_es.NOT_FOUND), 404, "not_found", texts_es.NOT_FOUND),
        (RecordConflictError(texts_es.CONFLICT), 409, "conflict", texts_es.CONFLICT),
        (TransientServiceError(SECRET), 503, "unavailable", texts_es.UNAVAILABLE),
        (RecordIntegrityError(SECRET), 500, "internal", texts_es.INTERNAL),
        (CredentialsRejectedError(SECRET), 500, "internal", texts_es.INTERNAL),
        (ExternalServiceError(SECRET), 500, "internal", texts_es.INTERNAL),
    ],
)
def test_an_error_is_a_code_and_a_spanish_sentence_and_leaks_nothing(
    error: PortavozError, status: int, code: str, message: str
) -> None:
    response = said(error)
    body = json.loads(response["body"])
    assert (response["statusCode"], body["code"], body["message"]) == (status, code, message)
    assert SECRET not in response["body"]
    assert "Traceback" not in response["body"]


def test_a_conflict_the_store_reports_is_said_in_spanish() -> None:
    """The table's own words are English and name its keys."""
    body = json.loads(said(RecordConflictError("PUB-20261123-A was changed: ConditionalCheckFailed"))["body"])
    assert body["message"] == texts_es.CONFLICT


def test_a_rule_says_its_clause() -> None:
    assert json.loads(said(RuleViolationError("no", clause="4.2"))["body"])["clause"] == "4.2"


def test_every_answer_is_json_that_no_cache_keeps() -> None:
    headers = ask(World(), an_event("GET", "/v1/health", username=None)).headers
    assert headers["Content-Type"].startswith("application/json")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/nada"), ("PUT", "/v1/health"), ("POST", "/v1/report")])
def test_a_route_that_does_not_exist_is_not_found(method: str, path: str) -> None:
    assert ask(World(), an_event(method, path)).status == 404


# Bodies -----------------------------------------------------------------------------------------------------------

AUTHORISATION = "/v1/publications/{publication_id}/authorisation"


def authorise(body: Any) -> Any:
    event = an_event("POST", AUTHORISATION, {"publication_id": "PUB-20261123-A"}, roles=[Role.IMAGE_OFFICE], body=body)
    return ask(World(), event)


@pytest.mark.parametrize("body", ["{", "[1,", "\x00", '{"version": NaN', "not json"])
def test_a_body_that_is_not_json_is_told(body: str) -> None:
    answered = authorise(body)
    assert (answered.status, answered.body["message"]) == (400, texts_es.BODY_NOT_JSON)


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"version": ' + "1" * 5_000 + "}", '{"note": "\\ud800", "version": 1}']
)
def test_a_body_made_to_break_parsers_is_a_wrong_request(body: str) -> None:
    assert authorise(body).status in {400, 404}


def test_a_wrong_field_is_named_and_its_value_is_not_repeated() -> None:
    answered = authorise({"version": "drop table", "extra": SECRET})
    assert answered.status == 400
    assert answered.body["fields"] == ["extra", "version"]
    assert SECRET not in json.dumps(answered.body)
    assert "drop table" not in json.dumps(answered.body)


@pytest.mark.parametrize("body", [None, "", "[]", '"x"', "1", "null"])
def test_a_body_of_another_shape_is_a_wrong_request(body: str | None) -> None:
    assert authorise(body).status == 400


def test_a_body_that_says_it_is_base64_and_is_not_is_a_wrong_request() -> None:
    event = an_event("POST", AUTHORISATION, {"publication_id": "P"}, roles=[Role.IMAGE_OFFICE], body="¿?")
    event["isBase64Encoded"] = True
    assert ask(World(), event).status == 400


def test_a_body_in_base64_is_read() -> None:
    event = an_event(
        "POST", AUTHORISATION, {"publication_id": "P"}, roles=[Role.IMAGE_OFFICE], body="eyJ2ZXJzaW9uIjoxfQ=="
    )
    event["isBase64Encoded"] = True
    assert ask(World(), event).status == 404


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00", "ayer", "2026-13-01T00:00:00"])
def test_a_time_that_cannot_be_is_a_wrong_request(at: str) -> None:
    event = an_event(
        "POST",
        "/v1/publications/{publication_id}/schedule",
        {"publication_id": "PUB-20261123-A"},
        roles=[Role.AGENCY],
        body={"publish_at": at},
    )
    assert ask(World(), event).status == 400


@pytest.mark.parametrize(
    "query",
    [{}, {"from": "2026-11-01"}, {"from": "x", "to": "y"}, {"from": "2026-11-02", "to": "2026-11-01"}, None],
)
def test_a_period_that_is_none_is_a_wrong_request(query: dict[str, str] | None) -> None:
    assert ask(World(), an_event("GET", "/v1/report", roles=[Role.DIRECTOR], query=query)).status == 400


def test_a_period_at_the_end_of_the_calendar_is_answered() -> None:
    query = {"from": "9999-12-31", "to": "9999-12-31"}
    assert ask(World(), an_event("GET", "/v1/report", roles=[Role.DIRECTOR], query=query)).status in {200, 400}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)
_BODIES = st.text(max_size=30) | st.dictionaries(
    st.sampled_from(["version", "note", "publish_at", "reason", "texts", "kind", "act", "news_id", "ñ", "\ud800"]),
    _JSON,
    max_size=4,
)
_VALUES = st.text(max_size=20) | st.sampled_from(["PUB-20261123-A", "../..", "%00", "DIA-99999999", "2026-11-23"])


@settings(max_examples=150, deadline=None)
@given(route=st.sampled_from(ROUTES), body=_BODIES, value=_VALUES, query=st.dictionaries(_VALUES, _VALUES, max_size=2))
def test_whatever_is_sent_the_answer_is_json_with_a_known_status(
    route: Route, body: Any, value: str, query: dict[str, str]
) -> None:
    event = an_event(
        route.method,
        route.path,
        dict.fromkeys(PATH, value),
        roles=route.roles or (),
        body=body,
        query=query,
        department_id="sapal",
    )
    answered = ask(World(), event)
    assert answered.status in {200, 400, 403, 404, 409}
    if answered.status != 200:
        assert set(answered.body) == {"code", "message", "clause", "fields"}
