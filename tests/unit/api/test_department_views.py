"""What a department sees of its cases and tells of them, and what it never learns of another's (Q12)."""

from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.domain.people import Role
from chalicelib.domain.referral import NewsAct
from chalicelib.ports import Department
from tests.builders import NOW, a_classification, a_comment, a_network_comment, a_referral, some_news
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

FOLIO = "LEO-20261123-000001"
SAPAL: dict[str, Any] = {"roles": [Role.DEPARTMENT], "department_id": "sapal"}
DEPORTE: dict[str, Any] = {"roles": [Role.DEPARTMENT], "department_id": "deporte"}
OFFICE: dict[str, Any] = {"roles": [Role.COORDINATOR]}
NOT_THERE: dict[str, Any] = {"code": "not_found", "message": texts_es.NOT_FOUND, "clause": None, "fields": []}
TEXT = "No hay agua en la calle Pino, vivo en Pino 214, mi cel es 4771983320 y mi correo ana@gmail.com"


def show(world: World, folio: str = FOLIO, **who: Any) -> Answered:
    return ask(world, an_event("GET", "/v1/referrals/{folio}", {"folio": folio}, **who))


def tell(world: World, act: str, news_id: str = "n1", folio: str = FOLIO, **who: Any) -> Answered:
    body = {"news_id": news_id, "act": act, "note": "Se atendió"}
    return ask(world, an_event("POST", "/v1/referrals/{folio}/news", {"folio": folio}, body=body, **(SAPAL | who)))


def page(world: World, who: dict[str, Any] | None = None, **query: str) -> tuple[list[str], str | None]:
    answered = ask(world, an_event("GET", "/v1/referrals", query=query, **(who or SAPAL)))
    assert answered.status == 200, answered.body
    return [line["folio"] for line in answered.body["referrals"]], answered.body["next"]


def a_world(text: str = "No hay agua", place: str | None = None) -> World:
    world = World()
    reading = a_classification().model_copy(update={"place": place})
    comment = a_comment(a_network_comment("c1", text=text), reading)
    world.put(comment)
    world.refer(comment.id)
    return world


def a_world_of(count: int) -> World:
    world = World()
    world.put(*(a_referral(number=number).delivered(NOW) for number in range(1, count + 1)))
    return world


# Another's ----------------------------------------------------------------------------------------------------------


def test_Q12_anothers_case_and_one_that_never_was_look_the_same() -> None:
    world = a_world()
    before = world.the(FOLIO)
    for answered in (
        show(world, **DEPORTE),
        show(world, "LEO-20261123-000777", **DEPORTE),
        tell(world, "closed", **DEPORTE),
        tell(world, "closed", folio="LEO-20261123-000777", **DEPORTE),
    ):
        assert (answered.status, answered.body) == (404, NOT_THERE)
    assert world.the(FOLIO) == before


def test_Q12_news_with_an_id_the_other_department_used_does_not_show_its_case() -> None:
    world = a_world()
    assert tell(world, "accepted", "n1").status == 200
    assert tell(world, "accepted", "n1", **DEPORTE).body == NOT_THERE


def test_Q12_no_list_holds_anothers_case_whatever_is_asked() -> None:
    world = a_world_of(3)
    for query in ({}, {"department_id": "sapal"}, {"day": "2026-11-23"}, {"state": "referred"}, {"limit": "1"}):
        assert page(world, DEPORTE, **query) == ([], None)


def test_Q08_who_returned_a_case_may_repeat_it_and_learns_nothing_of_where_it_went() -> None:
    world = a_world()
    returned = tell(world, "returned", "r1")
    assert (returned.status, returned.body["state"], returned.body["department_id"]) == (200, "returned", "sapal")
    world.refer(FOLIO)
    world.hear(some_news(NewsAct.ACCEPTED, department_id=world.the(FOLIO).department_id, note="La atiende otra"))
    again = tell(world, "returned", "r1")
    assert (again.status, again.body["text"]) == (200, "")
    assert [line["act"] for line in again.body["history"]] == ["returned"]
    assert "otra" not in str(again.body)
    assert world.the(FOLIO).department_id not in str(again.body)
    assert show(world, **SAPAL).body == NOT_THERE


# Its own ------------------------------------------------------------------------------------------------------------


def test_a_department_reads_page_after_page_each_case_once() -> None:
    world = a_world_of(23)
    found, following = page(world, limit="10")
    sizes = [len(found)]
    while following is not None:
        folios, following = page(world, limit="10", after=following)
        found += folios
        sizes.append(len(folios))
    assert (sizes, found) == ([10, 10, 3], [f"LEO-20261123-{number:06d}" for number in range(1, 24)])


def test_a_page_that_holds_the_last_one_says_so_however_exact_it_fits() -> None:
    assert page(a_world_of(10), limit="10")[1] is None
    assert page(a_world_of(11), limit="10")[1] == a_referral(number=10).place_in_list


def test_the_nearest_deadline_comes_first_and_fifty_at_a_time() -> None:
    world = a_world_of(60)
    late = a_referral(number=61).delivered(NOW)
    world.put(late.evolve(due_on=late.due_on.replace(day=1)))
    folios, following = page(world)
    assert (len(folios), folios[0]) == (50, "LEO-20261123-000061")
    assert following is not None


@pytest.mark.parametrize("state", ["pulled", "accepted", "in_progress", "closed"])
def test_a_department_lists_its_cases_by_state_ended_ones_too(state: str) -> None:
    world = a_world_of(4)
    assert tell(world, state, folio="LEO-20261123-000003").status == 200
    assert page(world, state=state) == (["LEO-20261123-000003"], None)
    assert page(world, state="referred")[0] == [f"LEO-20261123-00000{number}" for number in (1, 2, 4)]
    assert ("LEO-20261123-000003" in page(world)[0]) is (state != "closed")


def test_a_rare_state_is_found_behind_hundreds_of_others() -> None:
    world = a_world_of(350)
    assert tell(world, "accepted", folio="LEO-20261123-000340").status == 200
    assert page(world, state="accepted") == (["LEO-20261123-000340"], None)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "x"},
        {"after": "LEO-20261123-000001"},
        {"after": "x' OR 1"},
        {"q": "1"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_spanish(query: dict[str, str]) -> None:
    answered = ask(a_world(), an_event("GET", "/v1/referrals", query=query, **SAPAL))
    assert (answered.status, answered.body["message"]) == (400, texts_es.BAD_REQUEST)


def test_the_office_may_read_pages_too_and_gets_all_without() -> None:
    world = a_world_of(60)
    assert len(page(world, OFFICE)[0]) == 60
    folios, following = page(world, OFFICE, limit="20")
    assert (len(folios), page(world, OFFICE, limit="100", after=str(following))[0][0]) == (20, "LEO-20261123-000021")


@pytest.mark.parametrize("act", [act.value for act in NewsAct])
def test_Q10_news_by_the_api_and_by_the_queue_is_the_same_and_counts_once(act: str) -> None:
    by_queue, by_api, by_both = a_world(), a_world(), a_world()
    news = some_news(NewsAct(act), news_id="n1", note="Se atendió")
    by_queue.hear(news)
    tell(by_api, act)
    by_both.hear(news)
    for _ in range(3):
        assert tell(by_both, act).status == 200
    by_both.hear(news)
    assert by_queue.the(FOLIO) == by_api.the(FOLIO) == by_both.the(FOLIO)


def test_news_that_comes_out_of_order_is_kept_and_takes_nothing_back() -> None:
    world = a_world()
    assert tell(world, "closed", "3").body["state"] == "closed"
    assert tell(world, "pulled", "1").body["state"] == "closed"
    assert [line["act"] for line in show(world, **SAPAL).body["history"]][-2:] == ["closed", "pulled"]


@pytest.mark.parametrize("act", ["withdrawn", "moved", "", "CLOSED", None, 3])
def test_an_act_that_is_none_is_refused(act: Any) -> None:
    world = a_world()
    before = world.the(FOLIO)
    assert tell(world, act).status == 400
    assert world.the(FOLIO) == before


# Personal data ------------------------------------------------------------------------------------------------------


def test_Q12_a_department_reads_a_case_without_the_data_it_does_not_need() -> None:
    world = a_world(TEXT, place="Pino 214")
    for seen in (show(world, **SAPAL).body, tell(world, "accepted").body, *_listed(world, SAPAL)):
        assert seen["text"] == (
            "No hay agua en la calle Pino, vivo en Pino [núm.], mi cel es [dato oculto] y mi correo [dato oculto]"
        )
        assert seen["place"] == "Pino [núm.]"
        assert TextPersonalDataFinder().find(str(seen)) == ()
    assert show(world, **OFFICE).body["text"] == TEXT


def test_Q12_a_list_shows_how_a_long_text_begins_and_hides_in_its_place_what_the_text_gives_away() -> None:
    world = a_world(f"{TEXT} {'agua ' * 4_000}", place="Pino 214")
    [line] = _listed(world, SAPAL)
    assert (line["place"], len(line["text"])) == ("Pino [núm.]", 501)
    assert line["text"].startswith("No hay agua en la calle Pino, vivo en Pino [núm.], mi cel es [dato oculto]")
    assert len(show(world, **SAPAL).body["text"]) > 20_000
    assert len(_listed(world, OFFICE)[0]["text"]) > 20_000


def test_Q12_a_department_that_needs_them_reads_them_all() -> None:
    world = a_world(TEXT, place="Pino 214")
    world.catalogue.departments["sapal"] = Department("sapal", "SAPAL", 5, needs_personal_data=True)
    shown = show(world, **SAPAL).body
    assert (shown["text"], shown["place"]) == (TEXT, "Pino 214")


def test_Q12_what_another_department_noted_is_shown_without_data_too() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.RETURNED, note="No es nuestro, hablen al 477 123 4567"))
    world.refer(FOLIO)
    following = world.the(FOLIO).department_id
    shown = show(world, roles=[Role.DEPARTMENT], department_id=following).body
    assert "No es nuestro, hablen al [dato oculto]" in [line["note"] for line in shown["history"]]


def _listed(world: World, who: dict[str, Any]) -> list[dict[str, Any]]:
    lines = ask(world, an_event("GET", "/v1/referrals", **who)).body["referrals"]
    assert isinstance(lines, list)
    return lines
