"""What people see and do through the API, one road through the manual after another."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.classification import Urgency
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import Version
from chalicelib.domain.referral import NewsAct
from chalicelib.procedure.recounting import close_day
from tests.builders import (
    NOW,
    PUBLICATION,
    TEXT,
    TODAY,
    a_classification,
    a_comment,
    a_network_comment,
    a_publication,
    a_referral,
    some_news,
)
from tests.model_network import Answer
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

FOLIO = "LEO-20261123-000001"
OFFICE = [Role.IMAGE_OFFICE]
PUBLICATIONS = "/v1/publications/{publication_id}"
ITS_ID = {"publication_id": PUBLICATION}


def on_publication(world: World, method: str, act: str = "", body: Any = None, **who: Any) -> Answered:
    return ask(world, an_event(method, PUBLICATIONS + act, ITS_ID, body=body, **({"roles": OFFICE} | who)))


def a_prepared_world() -> World:
    world = World()
    world.prepared(Network.X, Network.FACEBOOK)
    return world


def a_referred_world() -> World:
    world = World()
    world.put(a_comment())
    world.refer(a_comment().id)
    return world


# Publications -----------------------------------------------------------------------------------------------------


def test_a_publication_is_shown_as_it_would_go_out() -> None:
    shown = on_publication(a_prepared_world(), "GET")
    assert shown.status == 200
    assert shown.body["state"] == "prepared"
    assert shown.body["version"] == 1
    content = shown.body["content"]["x"]
    assert (content["text"], content["length"], content["limit"]) == (TEXT, len(TEXT), 280)
    assert content["renditions"][0]["url"].startswith("https://media.example/")
    assert shown.body["deliveries"] == []


def test_the_publications_of_a_day_are_listed_today_by_default() -> None:
    world = a_prepared_world()
    for query in (None, {"day": "2026-11-23"}):
        listed = ask(world, an_event("GET", "/v1/publications", roles=OFFICE, query=query))
        assert [line["id"] for line in listed.body["publications"]] == [PUBLICATION]
    empty = ask(world, an_event("GET", "/v1/publications", roles=OFFICE, query={"day": "2026-11-24"}))
    assert empty.body == {"publications": []}


def test_authorise_publish_take_down_and_correct() -> None:
    world = a_prepared_world()
    assert on_publication(world, "POST", "/authorisation", {"version": 1}).body["authorised_by"] == "directora"
    assert on_publication(world, "POST", "/publish").body["state"] == "released"
    world.run()
    out = on_publication(world, "GET").body["deliveries"]
    assert [(each["network"], each["state"], bool(each["permalink"])) for each in out] == [
        ("x", "done", True),
        ("facebook", "done", True),
    ]
    down = on_publication(world, "POST", "/take-down", {"reason": "La fecha está mal"})
    assert (down.body["state"], down.body["taken_down_because"]) == ("withdrawn", "La fecha está mal")
    world.run()
    corrected = on_publication(world, "POST", "/correction", {"texts": {"x": "El domingo 29"}}, username="agencia")
    assert corrected.status == 200
    assert corrected.body["corrects"] == PUBLICATION
    assert corrected.body["content"]["x"]["text"] == "El domingo 29"
    assert corrected.body["authorised_by"] is None


def test_a_schedule_without_an_offset_is_leons_time() -> None:
    world = a_prepared_world()
    on_publication(world, "POST", "/authorisation", {"version": 1})
    scheduled = on_publication(world, "POST", "/schedule", {"publish_at": "2026-11-23T13:00:00"})
    assert scheduled.status == 200
    assert world.publication().publish_at == NOW + timedelta(hours=1)


def test_what_is_not_authorised_is_refused_with_its_clause() -> None:
    refused = on_publication(a_prepared_world(), "POST", "/publish")
    assert (refused.status, refused.body["code"]) == (403, "rule_violation")
    assert refused.body["clause"].startswith("3")
    assert refused.body["message"] == texts_es.NOT_AUTHORISED


def test_a_revoked_authorisation_is_gone() -> None:
    world = a_prepared_world()
    on_publication(world, "POST", "/authorisation", {"version": 1})
    assert on_publication(world, "DELETE", "/authorisation").body["authorised_by"] is None
    assert on_publication(world, "DELETE", "/authorisation").status == 400


def test_a_version_that_is_old_is_not_authorised() -> None:
    refused = on_publication(a_prepared_world(), "POST", "/authorisation", {"version": 2})
    assert (refused.status, refused.body["message"]) == (400, texts_es.version_is_old(2, 1))


def test_a_publication_that_does_not_exist_is_not_found() -> None:
    assert on_publication(World(), "GET").status == 404


# Days, records, report --------------------------------------------------------------------------------------------


def test_a_day_shows_its_figures_and_the_address_of_each_post() -> None:
    world = a_prepared_world()
    world.authorise()
    world.publish()
    world.run()
    event = an_event("GET", "/v1/days/{day}", {"day": "2026-11-23"}, roles=[Role.DIRECTOR])
    shown = ask(world, event)
    assert shown.body["is_closed"] is False
    assert {(line["network"], line["permalink"]) for line in shown.body["posts"]} == {
        ("x", "https://x.example/x1"),
        ("facebook", "https://facebook.example/facebook1"),
    }
    close_day(TODAY, records=world.records, clock=world.clock)
    assert ask(world, event).body["is_closed"] is True


def test_the_records_of_a_day_by_kind_without_the_machines_marks() -> None:
    world = a_referred_world()
    event = an_event("GET", "/v1/days/{day}/records", {"day": "2026-11-23"}, roles=OFFICE)
    kinds = [record["kind"] for record in ask(world, event).body["records"]]
    assert sorted(kinds) == ["comment", "delivery", "referral"]
    event["queryStringParameters"] = {"kind": "referral"}
    assert [record["id"] for record in ask(world, event).body["records"]] == [FOLIO]


@pytest.mark.parametrize("day", ["ayer", "2026-02-30", ""])
def test_a_day_that_is_none_is_told(day: str) -> None:
    refused = ask(World(), an_event("GET", "/v1/days/{day}", {"day": day}, roles=OFFICE))
    assert (refused.status, refused.body["message"]) == (400, texts_es.DAY_WRONG)


@pytest.mark.parametrize("hash_sign", ["#", "%23"])
def test_a_record_is_shown_by_its_id_with_how_long_it_is_kept(hash_sign: str) -> None:
    world = a_referred_world()
    reply = f"{FOLIO}#facebook#acknowledgement".replace("#", hash_sign)
    shown = ask(world, an_event("GET", "/v1/records/{record_id}", {"record_id": reply}, roles=OFFICE))
    assert shown.status == 200
    assert shown.body["kind"] == "delivery"
    assert shown.body["retain_until"] == "2029-11-24T06:00:00Z"


@pytest.mark.parametrize("record_id", ["READ-x", "POS-20261123-facebook-p1#reading", "nada", "LEO-20261123-000001\n"])
def test_the_machines_marks_and_what_does_not_exist_are_not_shown(record_id: str) -> None:
    world = a_prepared_world()
    world.authorise()
    world.publish()
    world.run()
    shown = ask(world, an_event("GET", "/v1/records/{record_id}", {"record_id": record_id}, roles=OFFICE))
    assert shown.status == 404


def test_a_report_counts_the_period() -> None:
    query = {"from": "2026-11-01", "to": "2026-11-23"}
    shown = ask(a_referred_world(), an_event("GET", "/v1/report", roles=[Role.DIRECTOR], query=query))
    assert shown.body["total"]["cases"]["by_state"] == {"referred": 1}
    assert [(row["key"], row["totals"]["cases"]["count"]) for row in shown.body["departments"]] == [("sapal", 1)]


def test_C18_half_a_character_in_a_comment_is_shown_and_breaks_nothing() -> None:
    world = World()
    world.put(a_comment(a_network_comment(text="queja \ud83d"), a_classification(confidence=0.1)))
    assert ask(world, an_event("GET", "/v1/attention", roles=OFFICE)).status == 200
    event = an_event("GET", "/v1/days/{day}/records", {"day": "2026-11-23"}, roles=OFFICE)
    assert ask(world, event).status == 200


# Attention and decisions ------------------------------------------------------------------------------------------


def test_what_waits_is_listed_the_longest_waiting_first() -> None:
    world = World()
    world.upload("otros/x.txt", b"x")
    world.clock.advance(minutes=1)
    unsure = a_comment(classification=a_classification(confidence=0.1))
    world.put(unsure.evolve(attention=unsure.attention.model_copy(update={"since": world.clock.now()})))  # type: ignore[union-attr]
    waiting = ask(world, an_event("GET", "/v1/attention", roles=[Role.IT_SUPPORT])).body["waiting"]
    assert [line["kind"] for line in waiting] == ["bulletin", "comment"]
    assert all(line["reason"] and line["due_at"] for line in waiting)


def test_a_rejection_that_was_seen_waits_no_longer() -> None:
    world = World()
    bulletin = world.upload("otros/x.txt", b"x")
    event = an_event("DELETE", "/v1/attention/{bulletin_id}", {"bulletin_id": bulletin.id}, roles=OFFICE)
    assert ask(world, event).body == {"waiting": []}


def test_a_person_decides_what_a_comment_is() -> None:
    world = World()
    unsure = a_comment(classification=a_classification(confidence=0.1))
    world.put(unsure)
    event = an_event(
        "POST",
        "/v1/comments/{comment_id}/decision",
        {"comment_id": unsure.id},
        roles=OFFICE,
        body={"kind": "complaint", "sentiment": "negative", "department_id": "deporte"},
    )
    decided = ask(world, event)
    assert (decided.body["state"], decided.body["decided_by"]) == ("to_refer", "directora")
    query = {"from": "2026-11-23", "to": "2026-11-23"}
    (example,) = ask(world, an_event("GET", "/v1/comments/decisions", query=query, roles=OFFICE)).body["decisions"]
    assert (example["text"], example["machine"]["departments"]) == ("queja: no hay agua", ["sapal"])
    assert (example["person"]["departments"], example["person"]["kind"]) == (["deporte"], "complaint")
    assert "vecina" not in str(example)


def test_an_urgent_comment_is_listed_first_and_says_so() -> None:
    world = World()
    urgent = a_classification().model_copy(update={"urgency": Urgency.LIFE, "is_urgent": True})
    world.upload("otros/x.txt", b"x")
    world.clock.advance(minutes=1)
    world.put(a_comment(classification=urgent))
    waiting = ask(world, an_event("GET", "/v1/attention", roles=OFFICE)).body["waiting"]
    assert [(line["kind"], line["is_urgent"]) for line in waiting] == [("comment", True), ("bulletin", False)]
    assert waiting[0]["reason"] == texts_es.urgent_comment("life")


# Referrals --------------------------------------------------------------------------------------------------------


def on_case(world: World, method: str, act: str = "", body: Any = None, **who: Any) -> Answered:
    return ask(world, an_event(method, "/v1/referrals/{folio}" + act, {"folio": FOLIO}, body=body, **who))


def listed(world: World, query: dict[str, str] | None = None, **who: Any) -> list[str]:
    answered = ask(world, an_event("GET", "/v1/referrals", query=query, **({"roles": OFFICE} | who)))
    assert answered.status == 200
    return [line["folio"] for line in answered.body["referrals"]]


def test_Q12_a_department_sees_its_own_cases_and_no_others() -> None:
    world = a_referred_world()
    mine: dict[str, Any] = {"roles": [Role.DEPARTMENT], "department_id": "sapal"}
    theirs: dict[str, Any] = {"roles": [Role.DEPARTMENT], "department_id": "deporte"}
    assert listed(world, **mine) == [FOLIO]
    assert listed(world, **theirs) == []
    assert listed(world, {"day": "2026-11-23"}, **theirs) == []
    assert on_case(world, "GET", **mine).status == 200
    assert on_case(world, "GET", **theirs).status == 404


def test_Q12_a_person_of_no_department_sees_no_case() -> None:
    world = a_referred_world()
    assert listed(world, roles=[Role.DEPARTMENT]) == []
    assert on_case(world, "GET", roles=[Role.LIAISON]).status == 404


def test_cases_are_listed_by_day_department_and_state() -> None:
    world = a_referred_world()
    assert listed(world) == [FOLIO]
    assert listed(world, {"day": "2026-11-23", "state": "referred", "department_id": "sapal"}) == [FOLIO]
    assert listed(world, {"state": "closed"}) == []
    assert listed(world, {"department_id": "deporte"}) == []


def test_Q08_a_case_nobody_wants_and_one_on_its_way_are_open_cases_too() -> None:
    world = World()
    world.put(a_comment().referred(FOLIO), a_referral())
    assert listed(world) == [FOLIO]
    world.refer(FOLIO)
    world.hear(some_news(NewsAct.RETURNED))
    world.refer(FOLIO)
    world.hear(some_news(NewsAct.RETURNED, department_id="vinculacion", news_id="n2"))
    assert listed(world) == [FOLIO]


def test_a_department_sees_its_case_however_many_others_are_open() -> None:
    world = World()
    for number in range(1, 502):
        world.put(a_referral(number=number).delivered(NOW))
    late = a_comment(a_network_comment("c9"), a_classification(departments=("deporte",)))
    world.put(a_referral(late, number=502).delivered(NOW).evolve(due_at=NOW + timedelta(days=30)))
    assert listed(world, roles=[Role.DEPARTMENT], department_id="deporte") == ["LEO-20261123-000502"]


def test_a_department_tells_news_of_its_case() -> None:
    world = a_referred_world()
    told = on_case(
        world,
        "POST",
        "/news",
        {"news_id": "n1", "act": "closed", "note": "Se reparó", "department_folio": "S-1"},
        roles=[Role.DEPARTMENT],
        department_id="sapal",
    )
    assert (told.status, told.body["state"], told.body["department_folio"]) == (200, "closed", "S-1")
    assert told.body["closing_told"]


def test_a_department_says_how_it_closed_its_case() -> None:
    world = a_referred_world()
    body = {"news_id": "n1", "act": "closed", "outcome": "cannot_attend"}
    refused = on_case(world, "POST", "/news", body, roles=[Role.DEPARTMENT], department_id="sapal")
    assert refused.status == 400
    assert texts_es.CLOSING_NEEDS_NOTE in str(refused.body)
    body["note"] = "La calle es privada"
    told = on_case(world, "POST", "/news", body, roles=[Role.DEPARTMENT], department_id="sapal")
    assert (told.status, told.body["state"], told.body["outcome"]) == (200, "closed", "cannot_attend")


def test_Q08_the_image_office_assigns_a_case_and_nobody_else_does() -> None:
    world = a_referred_world()
    body = {"department_id": "deporte", "reason": "Es una cancha"}
    for role in (Role.DEPARTMENT, Role.DIRECTOR, Role.LIAISON, Role.IT_SUPPORT):
        assert on_case(world, "POST", "/assign", body, roles=[role], department_id="sapal").status == 403
    told = on_case(world, "POST", "/assign", body, roles=[Role.IMAGE_OFFICE])
    assert (told.status, told.body["department_id"], told.body["state"]) == (200, "deporte", "opened")
    assert told.body["lateness"] is None
    unknown = on_case(world, "POST", "/assign", body | {"department_id": "extinta"}, roles=[Role.IMAGE_OFFICE])
    assert (unknown.status, texts_es.UNKNOWN_DEPARTMENT in str(unknown.body)) == (400, True)


@pytest.mark.parametrize("body_department", [None, "deporte", "sapal"])
def test_Q12_another_department_tells_nothing_and_learns_nothing(body_department: str | None) -> None:
    world = a_referred_world()
    world.hear(some_news(news_id="1"))
    before = world.the(FOLIO)
    for news_id in ("1", "2"):
        refused = on_case(
            world,
            "POST",
            "/news",
            {"news_id": news_id, "act": "closed", "department_id": body_department},
            roles=[Role.DEPARTMENT],
            department_id="deporte",
        )
        assert refused.status in {403, 404}
        assert "agua" not in str(refused.body)
    assert world.the(FOLIO) == before


def test_Q12_a_person_of_no_department_speaks_for_none() -> None:
    world = a_referred_world()
    body = {"news_id": "n1", "act": "closed", "department_id": "sapal"}
    assert on_case(world, "POST", "/news", body, roles=[Role.DEPARTMENT]).status == 403
    assert world.the(FOLIO).state == "referred"


def test_a_folio_that_is_none_is_told() -> None:
    event = an_event(
        "POST",
        "/v1/referrals/{folio}/news",
        {"folio": "nada"},
        roles=[Role.DEPARTMENT],
        department_id="sapal",
        body={"news_id": "n1", "act": "closed"},
    )
    assert ask(World(), event).status in {400, 404}


# Service ----------------------------------------------------------------------------------------------------------


def test_health_needs_nobody() -> None:
    answered = ask(World(), an_event("GET", "/v1/health", username=None))
    assert (answered.status, answered.body["status"]) == (200, "ok")


def test_a_deliverys_take_down_is_shown_beside_it() -> None:
    world = a_prepared_world()
    world.authorise()
    world.publish()
    world.run()
    world.take_down()
    names = [each["id"] for each in on_publication(world, "GET").body["deliveries"]]
    assert ids.delivery_id(PUBLICATION, Network.X, "take-down") in names


def test_how_it_goes_on_each_network_is_said_in_one_sentence() -> None:
    world = a_prepared_world()
    assert on_publication(world, "GET").body["progress"] == texts_es.NOT_RELEASED
    world.authorise()
    world.publish()
    assert on_publication(world, "GET").body["progress"] == "En X y Facebook está por salir."
    world.run()
    shown = on_publication(world, "GET").body
    assert shown["progress"] == "En X y Facebook está publicada."
    assert [(place["network"], place["where"], place["reason"]) for place in shown["places"]] == [
        ("x", "live", None),
        ("facebook", "live", None),
    ]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (1, "En X salió 1 de 4 partes y lo que sigue espera a una persona."),
        (
            2,
            "En X salieron 2 de 4 partes y lo que sigue espera a una persona.",
        ),
    ],
)
def test_P24_of_a_thread_that_stopped_is_said_how_many_parts_are_up(out: int, said: str) -> None:
    world = World()
    content = world.content("Uno").model_copy(update={"thread": ("Dos", "Tres", "Cuatro")})
    world.put(a_publication(Version(number=1, networks={Network.X: content}, prepared_at=NOW)))
    world.authorise()
    world.publish()
    world.accounts[Network.X].answers = [*[Answer.ACCEPTED] * out, Answer.REFUSED]
    world.run()
    shown = on_publication(world, "GET").body
    assert shown["progress"] == said
    (place,) = shown["places"]
    assert (place["live_parts"], place["parts"]) == (out, 4)
    assert "not allowed" in place["reason"]


def test_a_text_is_corrected_in_place_where_the_strategy_lets_it() -> None:
    world = World()
    world.catalogue.edits_on = frozenset({Network.FACEBOOK})
    world.released(Network.FACEBOOK)
    world.run()
    body = {"texts": {"facebook": "Los sábados y domingos"}, "in_place": True}
    corrected = on_publication(world, "POST", "/correction", body, username="agencia").body
    assert (corrected["id"], corrected["version"], corrected["state"]) == (PUBLICATION, 2, "prepared")
    on_publication(world, "POST", "/authorisation", {"version": 2})
    on_publication(world, "POST", "/publish")
    world.run()
    (live,) = world.accounts[Network.FACEBOOK].live
    assert live.content.startswith("Los sábados y domingos")
    edits = [each for each in on_publication(world, "GET").body["deliveries"] if each["action"] == "edit"]
    assert [(each["state"], each["id"]) for each in edits] == [("done", f"{PUBLICATION}#facebook#edit-2")]


@pytest.mark.parametrize("extra", [{"title": "Otro"}, {"alt_texts": {"foto.jpg": "x"}}, {"texts": {"x": "Otro"}}])
def test_what_cannot_be_corrected_in_place_is_told(extra: dict[str, Any]) -> None:
    world = World()
    world.catalogue.edits_on = frozenset({Network.FACEBOOK})
    world.released(Network.FACEBOOK, Network.X)
    world.run()
    body = {"texts": {"facebook": "Otro"}, "in_place": True} | extra
    refused = on_publication(world, "POST", "/correction", body)
    assert refused.status == 400
    assert "baj" in refused.body["message"]
