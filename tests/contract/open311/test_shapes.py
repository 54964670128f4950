"""
What GeoReport v2 asks of every answer, as a table: the fields and types of the standard's own examples (wiki.open311.org).

Over real HTTP, in both formats. Where the standard lets a field be left out, or empty, it is here and may be null.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from defusedxml.ElementTree import fromstring

from tests.contract.open311.serving import served
from tests.unit.api.open311_calls import a_key
from tests.world import World

_W3C = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
_SERVICE: dict[str, Any] = {
    "service_code": str,
    "service_name": str,
    "description": str,
    "metadata": bool,
    "type": str,
    "keywords": str,
    "group": str,
}
_REQUEST: dict[str, Any] = {
    "service_request_id": str,
    "status": str,
    "status_notes": str,
    "service_name": str,
    "service_code": str,
    "description": str,
    "agency_responsible": str,
    "service_notice": None,
    "requested_datetime": str,
    "updated_datetime": str,
    "expected_datetime": str,
    "address": str,
    "address_id": None,
    "zipcode": None,
    "lat": float,
    "long": float,
    "media_url": None,
}
_DISCOVERY: dict[str, Any] = {"changeset": str, "contact": str, "key_service": str, "endpoints": list}
_LISTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "services": ("services", "service", _SERVICE),
    "requests": ("service_requests", "request", _REQUEST),
    "requests/{folio}": ("service_requests", "request", _REQUEST),
}


class Api:
    """The API over HTTP, with one request in it."""

    def __init__(self, address: str, key: str) -> None:
        self.address = address
        self.key = key
        filed = self.post("requests.json", service_code="sapal", lat="21.1", long="-101.6", address_string="Centro")[2]
        self.folio = json.loads(filed)[0]["service_request_id"]

    def get(self, path: str) -> tuple[int, str, str]:
        return _read(requests.get(f"{self.address}/{path.format(folio=self.folio)}", timeout=10))

    def post(self, path: str, **form: str) -> tuple[int, str, str]:
        return _read(requests.post(f"{self.address}/{path}", data={"api_key": self.key, **form}, timeout=10))


def _read(answer: requests.Response) -> tuple[int, str, str]:
    return answer.status_code, answer.headers["Content-Type"], answer.content.decode()


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """Give the API with one request filed."""
    world = World()
    with served(world) as address:
        yield Api(address, a_key(world))


def fits(found: dict[str, Any], table: dict[str, Any]) -> bool:
    """Say whether an object has the table's fields, no others, each of its type or null where none is known."""
    return found.keys() == table.keys() and all(
        found[name] is None if kind is None else isinstance(found[name], kind) for name, kind in table.items()
    )


@pytest.mark.parametrize("path", _LISTS)
def test_a_list_in_json_is_an_array_of_the_standards_objects(api: Api, path: str) -> None:
    status, content_type, text = api.get(f"{path}.json")
    assert (status, content_type) == (200, "application/json; charset=utf-8")
    found = json.loads(text)
    assert found
    assert all(fits(one, _LISTS[path][2]) for one in found)


@pytest.mark.parametrize("path", _LISTS)
def test_a_list_in_xml_has_the_standards_elements(api: Api, path: str) -> None:
    status, content_type, text = api.get(f"{path}.xml")
    root, item, table = _LISTS[path]
    assert (status, content_type) == (200, "text/xml; charset=utf-8")
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    tree = fromstring(text.encode())
    assert (tree.tag, {child.tag for child in tree}) == (root, {item})
    assert all([field.tag for field in child] == list(table) for child in tree)


def test_words_that_the_standard_fixes_are_its_own(api: Api) -> None:
    for service in json.loads(api.get("services.json")[2]):
        assert service["type"] in {"realtime", "batch", "blackbox"}
    [request] = json.loads(api.get("requests.json")[2])
    assert request["status"] in {"open", "closed"}
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        assert re.fullmatch(_W3C, request[name])
    service = fromstring(api.get("services.xml")[2].encode())[0]
    assert service.findtext("metadata") == "false"


def test_the_discovery_and_a_definition_are_objects(api: Api) -> None:
    discovery = json.loads(api.get("discovery.json")[2])
    assert fits(discovery, _DISCOVERY)
    assert discovery["endpoints"][0].keys() == {"specification", "url", "changeset", "type", "formats"}
    assert json.loads(api.get("services/sapal.json")[2]).keys() == {"service_code", "attributes"}
    assert fromstring(api.get("discovery.xml")[2].encode()).tag == "discovery"
    assert fromstring(api.get("services/sapal.xml")[2].encode()).tag == "service_definition"


def test_what_is_filed_answers_with_an_id_or_a_token_and_never_with_both(api: Api) -> None:
    form = {"service_code": "sapal", "address_string": "Centro", "description": "reporte: bache"}
    [filed] = json.loads(api.post("requests.json", **form)[2])
    assert filed.keys() - {"service_notice", "account_id"} in ({"service_request_id"}, {"token"})
    tree = fromstring(api.post("requests.xml", **form)[2].encode())
    assert tree.findtext("request/service_request_id") == filed["service_request_id"]
    assert tree.find("request/account_id") is not None


@pytest.mark.parametrize(
    ("path", "status"),
    [("services/nada", 404), ("requests/LEO-20261123-999999", 404), ("tokens/123", 404), ("requests", 403), ("x", 404)],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_error_is_the_standards_list(api: Api, path: str, status: int, form: str) -> None:
    answered = api.post(f"{path}.{form}", api_key="no") if status == 403 else api.get(f"{path}.{form}")
    assert answered[0] == status
    if form == "json":
        [error] = json.loads(answered[2])
        assert error["code"] == status
        assert error["description"]
    else:
        [error] = fromstring(answered[2].encode())
        assert (error.tag, error.findtext("code")) == ("error", str(status))
        assert error.findtext("description")
