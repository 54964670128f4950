"""GeoReport v2, written by programs with a key: requests become cases once; a department tells of its own."""

from base64 import b64encode
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import quote

import pytest
from pydantic import ValidationError

from chalicelib.api.library_models import DirectBody
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral, ReferralState
from chalicelib.ports import Department
from tests.builders import a_classification, a_comment, a_network_comment
from tests.fakes import Work
from tests.mortality import Death
from tests.unit.api.calls import an_event, ask
from tests.unit.api.open311_calls import (
    FORM_TYPE,
    Heard,
    a_key,
    a_post,
    an_open311_event,
    answered,
    get,
    hear,
    open311_over,
    post,
)
from tests.world import World

WHAT = {"service_code": "sapal", "address_string": "Hidalgo 120, Centro", "description": "reporte: fuga de agua"}


def file(world: World, key: str, **changes: str) -> Heard:
    return post(world, "requests.json", {"api_key": key, **WHAT, **changes})


def folio_of(heard: Heard) -> str:
    assert heard.status == 200, heard.text
    return str(heard.json[0]["service_request_id"])


def only_case(world: World) -> Referral:
    [case] = world.of_kind(Referral)
    assert isinstance(case, Referral)
    return case


def test_a_request_has_its_folio_at_once_and_reaches_its_department_once() -> None:
    world = World()
    folio = folio_of(file(world, a_key(world), lat="21.122", long="-101.684"))
    case = only_case(world)
    assert (case.id, case.state, case.duty) == (folio, ReferralState.OPENED, Duty.REFER)
    assert case.due_at is not None
    world.run()
    case = only_case(world)
    assert (case.state, case.department_id) == (ReferralState.REFERRED, "sapal")
    assert [message.folio for message in world.inboxes.of("sapal")] == [folio]
    assert (case.comment_kind, case.place) == (
        CommentKind.SERVICE_REQUEST,
        "Hidalgo 120, Centro (21.122000, -101.684000)",
    )
    [shown] = get(world, f"requests/{folio}.json").json
    assert (shown["lat"], shown["long"], shown["address"]) == (21.122, -101.684, "Hidalgo 120, Centro")


def test_nobody_is_answered_on_a_network_and_the_reason_is_recorded() -> None:
    world = World()
    file(world, a_key(world))
    world.run()
    notice = only_case(world).acknowledgement
    assert notice is not None
    assert "Open311" in (notice.reason or "")
    assert world.of_kind(Delivery) == []


def test_who_files_is_kept_nowhere() -> None:
    world = World()
    who = {
        "email": "ana.lopez@example.org",
        "phone": "4771234567",
        "first_name": "Anastasia",
        "last_name": "Lopezgarcia",
        "device_id": "tt222111",
        "account_id": "cuenta-77",
    }
    heard = file(world, a_key(world), **who)
    world.run()
    stored = "".join(record.model_dump_json() for record in world.stored.all)
    answers = heard.text + get(world, "requests.json").text + get(world, f"requests/{folio_of(heard)}.xml").text
    assert not any(datum in stored + answers for datum in who.values())


@pytest.mark.parametrize("hours", [0, 0.2, 5])
def test_P4_the_same_request_told_again_is_the_same_case(hours: float) -> None:
    world = World()
    key = a_key(world)
    folio = folio_of(file(world, key))
    world.clock.advance(hours=hours)
    assert folio_of(file(world, key)) == folio
    world.run()
    assert folio_of(file(world, key)) == folio
    assert only_case(world).count == 1
    assert len(world.inboxes.of("sapal")) == 1


def test_P4_a_repeat_across_midnight_is_known_and_the_next_days_request_is_another() -> None:
    world = World()
    key = a_key(world)
    world.clock.advance(hours=11, minutes=50)
    folio = folio_of(file(world, key))
    world.clock.advance(minutes=20)
    assert folio_of(file(world, key)) == folio
    world.clock.advance(days=8)
    assert folio_of(file(world, key)) != folio


def test_the_same_words_of_another_neighbour_join_the_case_once_its_department_has_it() -> None:
    world = World()
    key, text = a_key(world), "reporte: fuga de agua en la calle desde ayer"
    folio = folio_of(file(world, key, description=text, email="ana@example.org"))
    world.run()
    second = file(world, key, description=text, email="luis@example.org")
    assert folio_of(second) == folio
    assert only_case(world).count == 2


def test_P4_at_the_same_moment_one_case_is_opened() -> None:
    world = World()
    event, start = a_post("requests.json", {"api_key": a_key(world), **WHAT}), Barrier(4)

    def go(_: int) -> Heard:
        start.wait()
        return answered(event)

    with open311_over(world), ThreadPoolExecutor(4) as threads:
        found = list(threads.map(go, range(4)))
    world.run()
    case = only_case(world)
    assert {one.json[0].get("service_request_id", case.id) for one in found} == {case.id}
    assert len(world.of_kind(Comment)) == 1


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("step", range(1, 4))
def test_P6_a_function_that_dies_while_it_files_leaves_a_case_or_nothing(step: int, *, is_after: bool) -> None:
    world = World()
    key = a_key(world)
    world.steps.arm(step, is_after=is_after)
    with pytest.raises(Death):
        file(world, key)
    world.steps.arm(None)
    folio = folio_of(file(world, key))
    world.run()
    assert only_case(world).id == folio
    assert {message.folio for message in world.inboxes.of("sapal")} == {folio}


def test_where_the_case_is_still_on_its_way_a_neighbours_request_gets_a_token_and_then_its_folio() -> None:
    world = World()
    key, text = a_key(world), "reporte: fuga de agua en la calle desde ayer"
    folio = folio_of(file(world, key, description=text, email="ana@example.org"))
    [waiting] = file(world, key, description=text, email="luis@example.org").json
    assert "service_request_id" not in waiting
    assert get(world, f"tokens/{waiting['token']}.json").json == [
        {"service_request_id": None, "token": waiting["token"]}
    ]
    world.run()
    assert get(world, f"tokens/{waiting['token']}.json").json[0]["service_request_id"] == folio


def test_an_urgent_request_goes_to_whoever_is_on_duty_and_is_shown_to_nobody() -> None:
    world = World()
    read = a_classification(CommentKind.OTHER)
    urgent = read.model_copy(update={"urgency": Urgency.VIOLENCE_AGAINST_WOMEN, "is_urgent": True})
    world.classifier.classify = lambda _: urgent  # type: ignore[method-assign, assignment]
    heard = file(world, a_key(world))
    assert "911" in heard.json[0]["service_notice"]
    world.run()
    assert only_case(world).department_id == "deporte"
    assert only_case(world).attention is not None
    assert get(world, f"requests/{folio_of(heard)}.json").status == 404
    assert get(world, "requests.json").json == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "obras-inexistentes"}, 404),
        ({"service_code": "mujeres"}, 404),
        ({"address_string": ""}, 400),
        ({"address_string": "", "lat": "21.1"}, 400),
        ({"lat": "91", "long": "0"}, 400),
        ({"lat": "nan", "long": "inf"}, 400),
        ({"description": "x" * 4001}, 400),
        ({"api_key": ""}, 403),
        ({"api_key": "pv311.20261123." + "A" * 43}, 403),
        ({"api_key": "CONTROL"}, 403),
        ({"api_key": "ñ" * 300}, 403),
    ],
)
def test_a_request_that_cannot_be_taken_is_refused_in_spanish_and_leaves_nothing(
    changes: Mapping[str, str], status: int
) -> None:
    world = World()
    world.catalogue.departments["mujeres"] = Department("mujeres", "Instituto de las Mujeres", 1, is_urgent=True)
    heard = file(world, a_key(world), **changes)
    assert heard.status == status
    assert all(error["code"] == status and error["description"] for error in heard.json)
    assert world.of_kind(Comment) == []
    assert world.queues.ids(Work.REFER) == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{}", "application/json"),
        ("--x--", "multipart/form-data; boundary=x"),
        ("a=%ff", FORM_TYPE),
        ("&".join(f"a{number}=1" for number in range(100)), FORM_TYPE),
        ("description=" + "x" * 70_000, FORM_TYPE),
        ("description=" + quote("ñ" * 30_000), FORM_TYPE),
        ("", FORM_TYPE),
    ],
)
def test_what_is_no_form_is_refused_before_it_is_read(body: str, content_type: str) -> None:
    world = World()
    heard = hear(world, an_open311_event("POST", "requests.xml", body=body, content_type=content_type))
    assert heard.status in {400, 403}
    assert heard.xml.tag == "errors"
    assert world.stored.all == []


def test_a_form_that_the_gateway_encoded_is_read_all_the_same() -> None:
    world = World()
    event = an_open311_event("POST", "requests.json", body="api_key=no")
    event |= {"body": b64encode(b"api_key=no").decode(), "isBase64Encoded": True}
    assert hear(world, event).status == 403
    assert hear(world, event | {"body": "***"}).status == 400


def test_a_key_that_was_taken_back_or_may_not_file_files_nothing() -> None:
    world = World()
    issued = ask(
        world,
        an_event(
            "POST", "/v1/open311/keys", roles=[Role.IT_SUPPORT], body={"client": "CRM de SAPAL", "may_file": True}
        ),
    ).body
    key, path = issued["api_key"], {"key_id": issued["key_id"]}
    assert key not in "".join(record.model_dump_json() for record in world.stored.all)
    assert file(world, key).status == 200
    taken = ask(world, an_event("DELETE", "/v1/open311/keys/{key_id}", path, roles=[Role.COORDINATOR])).body
    assert (taken["revoked_by"], taken["api_key"]) == ("directora", None)
    assert file(world, key).status == 403
    may_only_tell = a_key(world, department_id="sapal", may_file=False, may_update=True)
    assert file(world, may_only_tell).status == 403


@pytest.mark.parametrize(
    "body",
    [
        {"client": "Nadie", "may_file": False},
        {"client": "CRM", "may_update": True},
        {"client": "CRM", "may_update": True, "department_id": "no-existe"},
    ],
)
def test_a_key_that_opens_nothing_or_is_nobodys_is_not_made(body: Any) -> None:
    world = World()
    refused = ask(world, an_event("POST", "/v1/open311/keys", roles=[Role.COORDINATOR], body=body))
    assert refused.status == 400
    assert world.stored.all == []


def told(world: World, key: str, folio: str, status: str, **more: str) -> Heard:
    return post(
        world, "servicerequestupdates.json", {"api_key": key, "service_request_id": folio, "status": status, **more}
    )


def a_case_at_sapal(world: World) -> str:
    folio = folio_of(file(world, a_key(world)))
    world.run()
    return folio


def test_a_departments_program_tells_of_its_case_and_a_repeat_changes_nothing() -> None:
    world = World()
    folio = a_case_at_sapal(world)
    key = a_key(world, department_id="sapal", may_update=True)
    first = told(world, key, folio, "OPEN", update_id="7")
    assert first.json == told(world, key, folio, "OPEN", update_id="7").json
    assert only_case(world).state is ReferralState.ACCEPTED
    told(world, key, folio, "investigating", updated_datetime="2026-11-23T20:00:00Z")
    assert only_case(world).state is ReferralState.IN_PROGRESS
    told(world, key, folio, "closed", description="Se reparó la fuga", update_id="9")
    lines = len(only_case(world).history)
    told(world, key, folio, "closed", description="Se reparó la fuga", update_id="9")
    assert len(only_case(world).history) == lines
    assert get(world, f"requests/{folio}.json").json[0]["status"] == "closed"
    assert "reparó" not in get(world, f"requests/{folio}.json").text


def test_a_return_that_is_told_again_after_the_case_went_on_changes_nothing() -> None:
    world = World()
    folio = a_case_at_sapal(world)
    key = a_key(world, department_id="sapal", may_update=True)
    assert told(world, key, folio, "not_councils_responsibility", update_id="1").status == 200
    world.run()
    moved = only_case(world)
    assert moved.department_id == "vinculacion"
    assert told(world, key, folio, "not_councils_responsibility", update_id="1").status == 200
    assert told(world, key, folio, "closed", update_id="2").status == 200
    assert (only_case(world).state, only_case(world).department_id) == (moved.state, "vinculacion")


def test_a_key_tells_nothing_of_anothers_case() -> None:
    world = World()
    folio = a_case_at_sapal(world)
    before = only_case(world)
    assert told(world, a_key(world, department_id="deporte", may_update=True), folio, "closed").status == 403
    assert told(world, a_key(world, department_id="sapal"), folio, "closed").status == 403
    mine = a_key(world, department_id="sapal", may_update=True)
    assert told(world, mine, folio, "destroyed").status == 400
    assert told(world, mine, "LEO-20261123-999999", "closed").status == 404
    assert told(world, mine, "", "closed").status == 404
    assert only_case(world) == before


def test_a_comment_on_a_network_and_a_filed_request_are_one_case_and_each_is_told_its_way() -> None:
    world = World()
    text, place = "reporte: fuga de agua en la calle desde ayer", "Hidalgo 120, Centro"
    read = a_classification(CommentKind.SERVICE_REQUEST).model_copy(update={"place": place})
    comment = a_comment(a_network_comment("c9", text), read)
    world.put(comment)
    world.refer(comment.id)
    assert folio_of(file(world, a_key(world), description=text)) == only_case(world).id
    world.run()
    assert [reply.network for reply in world.of_kind(Delivery)] == ["facebook"]


@pytest.mark.parametrize("fields", [{"networks": ["open311"]}, {"texts": {"open311": "Hola"}}])
def test_P1_nothing_is_ever_published_to_open311(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="nothing is published there"):
        DirectBody.model_validate({"text": "Hola", "graphics": ["GRA-20261123-A"], **fields})
    with pytest.raises(ValidationError, match="nothing is published there"):
        PublicationOrder.model_validate({"text" if name == "texts" else name: value for name, value in fields.items()})
