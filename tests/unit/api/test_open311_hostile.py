"""Whatever strangers send to Open311, what comes back is whole, in the format asked for, and says nothing it should not."""

from typing import Any
from urllib.parse import quote

from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.api.open311.formats import Document, write_json
from chalicelib.api.open311.xml_form import write_xml
from chalicelib.domain.comment import Comment
from tests.builders import a_comment, a_network_comment, a_referral, later
from tests.strategies import texts
from tests.unit.api.open311_calls import a_key, an_open311_event, get, hear
from tests.world import World

_STATUSES = {200, 400, 403, 404, 405}
_NAMES = st.sampled_from(["requests", "services", "tokens", "discovery", "servicerequestupdates", "..", "CONTROL"])
_PATHS = st.builds(
    lambda name, item, form: f"{name}{item}{form}",
    _NAMES,
    st.one_of(st.just(""), st.builds("/{}".format, texts | st.just("LEO-20261123-000001"))),
    st.sampled_from([".json", ".xml", ".html", "", ".JSON"]),
)
_FIELDS = st.sampled_from(
    [
        "service_request_id",
        "service_code",
        "status",
        "start_date",
        "end_date",
        "page",
        "page_size",
        "jurisdiction_id",
        "lat",
    ]
)
_VALUES = texts | st.sampled_from(["-1", "1e9", "0", "2026-02-30", "9" * 5000, "open,closed,open", "%", "\x00", ",,,"])


@settings(max_examples=150)
@given(_PATHS, st.dictionaries(_FIELDS, _VALUES, max_size=4), st.sampled_from(["GET", "POST", "PUT", "DELETE"]), texts)
def test_every_call_is_answered_in_a_format_and_with_a_status_that_the_standard_knows(
    path: str, query: dict[str, str], method: str, body: str
) -> None:
    world = World()
    world.put(a_referral().delivered(later(minutes=1)))
    event = an_open311_event(method, path, query=query, body=body if method == "POST" else None)
    heard = hear(world, event)
    assert heard.status in _STATUSES
    if "json" in heard.headers["Content-Type"]:
        assert isinstance(heard.json, list | dict)
    else:
        fromstring(heard.text.encode())
    heard.text.encode("utf-8")
    assert world.of_kind(Comment) == []


@given(
    st.dictionaries(
        st.sampled_from(["description", "address_string", "lat", "long", "service_code"]), texts | st.just("sapal")
    )
)
@settings(max_examples=100)
def test_whatever_a_key_files_is_a_case_that_is_shown_or_a_refusal(form: dict[str, str]) -> None:
    world = World()
    fields = {"service_code": "sapal", "address_string": "Centro", **form, "api_key": a_key(world)}
    body = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in fields.items())
    heard = hear(world, an_open311_event("POST", "requests.xml", body=body))
    tree = fromstring(heard.text.encode())
    if heard.status == 200:
        folio = tree.findtext("request/service_request_id")
        assert fromstring(get(world, f"requests/{folio}.xml").text.encode()).findtext("request/service_code") == "sapal"
    else:
        assert heard.status in {400, 404}
        assert world.of_kind(Comment) == []


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), texts), lambda inner: st.fixed_dictionaries({"a": inner})
    )
)
def test_a_text_is_the_same_in_xml_and_in_json(content: Any) -> None:
    tree = fromstring(write_xml(Document("errors", [{"description": content}])).encode())
    assert tree.tag == "errors"
    assert [child.tag for child in tree[0]] == ["description"]
    write_json(Document("errors", [{"description": content}])).encode("utf-8")


def test_a_handle_and_a_card_in_a_comment_of_a_network_are_not_read_by_strangers() -> None:
    world = World()
    world.clock.advance(hours=1)
    text = "queja @maria_l: me cobraron dos veces con la tarjeta 4111 1111 1111 1111, CURP GOMC800101HGTMRR05"
    world.put(a_referral(a_comment(a_network_comment("c1", text))))
    for path in ("requests.json", "requests.xml", "requests/LEO-20261123-000001.json"):
        shown = get(world, path).text
        assert "me cobraron dos veces" in shown
        assert not any(datum in shown for datum in ("maria_l", "4111", "GOMC"))
