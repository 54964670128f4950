"""Who may do what, asked of the deployed API with real tokens."""

from typing import Any

import pytest
import requests

from local.demo.office import Person

pytestmark = pytest.mark.journey


def status_of(act: Any) -> int:
    try:
        act()
    except requests.HTTPError as error:
        return error.response.status_code if error.response is not None else 0
    return 200


def test_without_a_token_only_health_and_the_description_answer(stack: dict[str, Any]) -> None:
    description = requests.get(f"{stack['api_url']}/v1/openapi.json", timeout=30).json()
    statuses = {
        path: requests.get(f"{stack['api_url']}{path}".replace("{", "").replace("}", ""), timeout=30).status_code
        for path, operations in description["paths"].items()
        if "get" in operations
    }
    open_to_all = {"/v1/health", "/v1/openapi.json"}
    assert {path for path, status in statuses.items() if status == 200} == open_to_all
    # A calendar program cannot sign in: the key is in the address, and under a guessed one there is nothing.
    assert {path for path, status in statuses.items() if status == 404} == {"/v1/calendar/{file}"}
    assert {status for path, status in statuses.items() if path not in open_to_all | {"/v1/calendar/{file}"}} == {401}


@pytest.mark.parametrize("role", ["coordinator", "agency", "liaison", "department", "director", "it-support"])
def test_P1_nobody_but_the_image_office_authorises(stack: dict[str, Any], role: str) -> None:
    person = Person(stack, role)
    assert status_of(lambda: person.post("publications/PUB-20261123-00000000/authorisation", version=1)) == 403


def test_a_department_sees_its_own_cases_only(stack: dict[str, Any]) -> None:
    mine = Person(stack, "department").get("referrals")["referrals"]
    assert {case["department_id"] for case in mine} <= {"sapal"}


def test_a_refusal_is_json_with_a_code_and_a_spanish_sentence(stack: dict[str, Any]) -> None:
    with pytest.raises(requests.HTTPError) as refused:
        Person(stack, "image-office").get("publications/PUB-20261123-00000000")
    assert refused.value.response is not None
    assert refused.value.response.json()["message"] == "No existe ese registro."
