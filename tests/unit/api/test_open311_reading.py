"""GeoReport v2, read by strangers: services, requests, tokens; and what they never see."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.classification import Urgency
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from chalicelib.ports import Department
from tests.builders import a_comment, a_network_comment, a_referral, later, some_news
from tests.unit.api.open311_calls import a_key, an_open311_event, get, hear, post
from tests.world import World

FIRST = "LEO-20261123-000001"


def a_case(number: int = 1, text: str = "queja: no hay agua", **changes: Any) -> Referral:
    comment = a_comment(a_network_comment(f"c{number}", text))
    return a_referral(comment, number=number, **changes).delivered(later(minutes=1))


def a_world(*cases: Referral) -> World:
    world = World()
    world.clock.advance(hours=1)
    world.put(*(cases or (a_case(),)))
    return world


def test_the_discovery_names_where_the_api_is_and_what_it_speaks() -> None:
    found = get(a_world(), "discovery.json").json
    assert found["endpoints"][0]["url"] == "https://api.example.org/api/open311/v2"
    assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]
    tree = get(a_world(), "discovery.xml").xml
    assert [one.text for one in tree.findall("endpoints/endpoint/formats/format")] == ["text/xml", "application/json"]


def test_each_department_is_a_service_but_those_that_are_never_named_in_public() -> None:
    world = a_world()
    world.catalogue.departments["mujeres"] = Department("mujeres", "Instituto de las Mujeres", 1, is_urgent=True)
    assert [one["service_code"] for one in get(world, "services.json").json] == ["sapal", "deporte", "vinculacion"]
    assert get(world, "services/sapal.json").json == {"service_code": "sapal", "attributes": []}
    assert get(world, "services/mujeres.json").status == 404


def test_a_case_is_shown_as_the_standard_writes_it() -> None:
    [shown] = get(a_world(), f"requests/{FIRST}.json").json
    assert shown["status"] == "open"
    assert shown["service_code"] == "sapal"
    assert shown["agency_responsible"] == "SAPAL"
    assert shown["requested_datetime"] == "2026-11-23T12:00:00-06:00"
    assert shown["updated_datetime"] == "2026-11-23T12:01:00-06:00"
    assert shown["expected_datetime"].endswith("T23:59:59-06:00")
    assert (shown["lat"], shown["long"]) == (None, None)


def test_a_closed_case_was_last_changed_when_it_was_closed_whatever_was_noted_since() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED, news_id="n1", note="Llamar al 4771234567"))
    world.clock.advance(hours=2)
    world.hear(some_news(NewsAct.ACCEPTED, news_id="n2"))
    [shown] = get(world, f"requests/{FIRST}.json").json
    assert (shown["status"], shown["updated_datetime"]) == ("closed", "2026-11-23T13:00:00-06:00")
    assert "477" not in str(shown)


def test_Q12_strangers_read_no_number_of_a_citizens_house() -> None:
    case = a_case(text="queja: vivo en calle Pino 214, no hay agua").evolve(place="calle Pino 214")
    for path in (f"requests/{FIRST}.json", "requests.json"):
        [shown] = get(a_world(case), path).json
        assert shown["address"].startswith("calle Pino")
        assert "214" not in shown["address"]


def test_Q12_nor_where_another_part_of_the_comment_calls_it_a_home() -> None:
    case = a_case(text="queja: no pasó la basura").evolve(place="calle Pino 214", matter=1)
    [shown] = get(a_world(case), f"requests/{FIRST}.json").json
    assert shown["address"].startswith("calle Pino")
    assert "214" not in shown["address"]


def test_strangers_read_no_telephone_no_address_of_mail_and_no_handle() -> None:
    text = "queja: soy @ana.lopez, no hay agua, llamen al 477 123 4567 o a ana.lopez@gmail.com"
    world = a_world(a_case(text=text, place="Hidalgo 120, tel. 4771234567"))
    for answer in (get(world, f"requests/{FIRST}.json"), get(world, "requests.json"), get(world, "requests.xml")):
        assert "no hay agua" in answer.text
        for datum in ("477 123", "4771234567", "gmail", "ana.lopez", "vecina"):
            assert datum not in answer.text


@pytest.mark.parametrize(
    "hidden",
    [
        {"urgency": Urgency.VIOLENCE_AGAINST_WOMEN},
        {"urgency": Urgency.MINORS, "seen_by": "ines"},
        {"is_urgent": True},
        {"department_id": "mujeres"},
        {"former": ("mujeres",)},
        {"returned_by": ("mujeres",)},
    ],
)
def test_what_cannot_be_shown_is_nowhere(hidden: dict[str, Any]) -> None:
    world = a_world(a_case(1, **hidden), a_case(2))
    world.catalogue.departments["mujeres"] = Department("mujeres", "Instituto de las Mujeres", 1, is_urgent=True)
    assert get(world, f"requests/{FIRST}.json").status == 404
    for query in ({}, {"service_request_id": f"{FIRST},LEO-20261123-000002"}, {"service_code": "mujeres,sapal"}):
        assert [one["service_request_id"] for one in get(world, "requests.json", **query).json] == [
            "LEO-20261123-000002"
        ]


def test_requests_are_found_by_folio_service_status_and_time_the_newest_first() -> None:
    closed = a_case(2).evolve(state=ReferralState.CLOSED, duty=None, due_at=None)
    world = a_world(a_case(1), closed, a_case(3, department_id="deporte"))

    def found(**query: str) -> list[int]:
        return [int(one["service_request_id"][-1]) for one in get(world, "requests.json", **query).json]

    assert found() == [3, 2, 1]
    assert found(service_request_id=f"{FIRST},LEO-20261123-000003", status="closed") == [1, 3]
    assert found(status="open") == [3, 1]
    assert found(status="OPEN,closed", service_code="sapal") == [2, 1]
    assert found(page="2", page_size="2") == [1]
    assert found(page="500", page_size="3") == []
    assert found(start_date="2026-11-23T18:00:00Z", end_date="2026-11-23T18:00:00Z") == [3, 2, 1]
    assert found(start_date="2026-11-23T12:00:01-06:00") == []
    assert found(end_date="2026-11-23T11:59:59-06:00") == []
    # A plus that a query turned into a space.
    assert found(start_date="2026-11-23T17:59:00 00:00") == [3, 2, 1]
    assert found(start_date="", status="", page="") == [3, 2, 1]


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "2026-08-01T00:00:00Z", "end_date": "2026-11-23T00:00:00Z"},
        {"start_date": "2026-11-23T00:00:00Z", "end_date": "2026-11-22T00:00:00Z"},
        {"start_date": "2026-11-23T00:00:00"},
        {"start_date": "0001-01-01T00:00:00Z"},
        {"end_date": "9999-12-31T23:59:59Z"},
        {"end_date": "2026-02-31T00:00:00Z"},
        {"status": "abierta"},
        {"page": "0"},
        {"page_size": "1001"},
        {"page_size": "diez"},
        {"service_request_id": ",".join(f"LEO-20261123-{number:06d}" for number in range(102))},
    ],
)
def test_a_question_the_standard_does_not_allow_is_400_with_a_reason_in_spanish(query: dict[str, str]) -> None:
    answer = get(a_world(), "requests.json", **query)
    assert answer.status == 400
    assert {error["code"] for error in answer.json} == {400}
    assert all(error["description"].endswith(".") for error in answer.json)


def test_a_reading_asks_for_days_by_their_key_and_for_no_more_than_91() -> None:
    world = a_world()
    asked: list[tuple[Any, str]] = []
    of_day = world.stored.of_day

    class Watched:
        def __getattr__(self, name: str) -> Any:
            return getattr(world.stored, name)

        def of_day(self, day: Any, prefix: str = "") -> Any:
            asked.append((day, prefix))
            return of_day(day, prefix)

    world.records = Watched()  # type: ignore[assignment]  # a store that tells what it is asked for
    get(world, "requests.json", status="closed")
    assert len(asked) == 91
    assert {prefix for _, prefix in asked} == {"LEO-"}
    asked.clear()
    get(world, "requests.json", end_date="2099-12-31T00:00:00Z", start_date="2099-12-01T00:00:00Z")
    assert asked == []
    get(world, "requests.json", page_size="1")
    assert len(asked) == 1


def test_a_thousand_requests_at_the_most_and_a_later_day_is_not_even_read() -> None:
    world = World()
    world.clock.advance(hours=1)
    world.put(*(a_case(number) for number in range(1, 1003)))
    assert len(get(world, "requests.json").json) == 1000
    assert len(get(world, "requests.json", page="2", page_size="600").json) == 400


def test_a_thousand_long_requests_fit_into_what_a_function_may_answer() -> None:
    world = World()
    world.clock.advance(hours=1)
    world.put(*(a_case(number, text="queja " + "😀&" * 5000) for number in range(1, 251)))
    for form in ("xml", "json"):
        assert 4 * len(get(world, f"requests.{form}").text.encode()) < 6 * 1024 * 1024


def test_a_telephone_at_which_a_long_text_is_cut_is_not_half_shown() -> None:
    for before in range(480, 500):
        text = "queja " + "x" * (before - 7) + " 4771234567 " + "y" * 100
        shown = get(a_world(a_case(text=text)), "requests.json").json[0]["description"]
        assert not any(letter.isdigit() for letter in shown)
        assert shown.endswith("…")


def test_xml_carries_whatever_citizens_write_and_opens_no_element() -> None:
    text = "queja: <script>&amp; ]]> \x00\x0b\x1f \ud83d \ufffe <!DOCTYPE x> ñandú 😀"
    world = a_world(a_case(text=text))
    tree = get(world, f"requests/{FIRST}.xml").xml
    description = tree.findtext("request/description") or ""
    assert "<script>&amp; ]]>" in description
    assert "ñandú 😀" in description
    assert [child.tag for child in tree] == ["request"]
    assert get(world, f"requests/{FIRST}.json").json[0]["description"] == description


def test_no_folio_of_a_comment_of_a_network_is_told_by_a_token() -> None:
    world = a_world()
    comment = a_comment()
    world.put(comment.referred(FIRST))
    for token in (comment.id, FIRST, "COM-20261123-open311-zz", "CONTROL", "%2e%2e"):
        assert get(world, f"tokens/{token}.json").status == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "requests.json", 405),
        ("PUT", "services/sapal.xml", 405),
        ("GET", "servicerequestupdates.json", 405),
        ("POST", "discovery.json", 405),
        ("GET", "nada.json", 404),
        ("GET", "requests", 404),
        ("GET", "requests.yaml", 404),
        ("GET", f"requests/{FIRST}#x#acknowledgement.json", 404),
        ("GET", "requests/BOL-20261123-7F3K2QXZ.json", 404),
        ("GET", "services/sapal", 404),
    ],
)
def test_every_refusal_has_the_standards_shape(method: str, path: str, status: int) -> None:
    answer = hear(a_world(), an_open311_event(method, path))
    assert answer.status == status
    if path.endswith(".json"):
        assert [set(error) for error in answer.json] == [{"code", "description"}]
    else:
        assert [child.tag for child in answer.xml[0]] == ["code", "description"]


def test_a_filed_request_is_followed_by_its_folio_until_its_department_closes_it() -> None:
    world = World()
    key = a_key(world)
    form = {
        "api_key": key,
        "service_code": "deporte",
        "address_string": "Parque Hidalgo",
        "description": "reporte: canasta rota",
    }
    folio = post(world, "requests.json", form).json[0]["service_request_id"]
    world.run()
    assert get(world, f"requests/{folio}.json").json[0]["status_notes"].startswith("Canalizada")
    world.clock.advance(hours=1)
    closed = some_news(NewsAct.CLOSED, news_id="n1").model_copy(update={"folio": folio, "department_id": "deporte"})
    world.hear(closed)
    [shown] = get(world, f"requests/{folio}.json").json
    assert (shown["status"], shown["address"]) == ("closed", "Parque Hidalgo")
    assert timedelta() < world.clock.now() - world.the(folio).created_at
