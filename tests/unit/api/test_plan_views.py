"""The plan over the API (5.1): who sees what, marks, moves, the page, and the calendar that nobody signs in to."""

from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.client_key import ClientKey
from chalicelib.domain.holidays import NamedHoliday, YearlyDate
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.texts_es import plan as texts
from tests.builders import PUBLICATION, TODAY, later
from tests.unit.api.plan_calls import Shown, a_calendar_address, parsed, read_calendar, see
from tests.world import World

PERIOD = {"from": "2026-11-20", "to": "2026-12-31"}
LIAISON: dict[str, Any] = {"roles": [Role.LIAISON], "username": "enlace", "department_id": "sapal"}


def the_plan(world: World, **more: Any) -> Shown:
    return see(world, "GET", "/v1/plan", query=PERIOD, **more)


def propose(world: World, title: str = "Día del agua", on: str = "2026-12-02", **more: Any) -> Any:
    asked = {"title": title, "on": on, "at": "10:00", **more.pop("body", {})}
    given = see(world, "POST", "/v1/plan/proposals", body=asked, **{**LIAISON, **more})
    assert given.status == 200, given.text
    return given.json


def move(world: World, record_id: str, to: str, **more: Any) -> Shown:
    body = {"to": to, **({"at": more.pop("at")} if "at" in more else {})}
    return see(world, "POST", "/v1/plan/{record_id}/move", {"record_id": record_id}, body=body, **more)


def a_busy_world() -> World:
    world = World()
    world.catalogue.plan_gap_minutes = 60
    world.catalogue.holidays = (NamedHoliday("Descanso acordado", YearlyDate(12, 18)),)
    world.prepared(Network.X, Network.FACEBOOK)
    world.authorise()
    world.schedule(datetime(2026, 12, 18, 10, 30, tzinfo=LOCAL_ZONE))
    propose(world, on="2026-12-18", body={"networks": ["facebook"], "why": "Lo pide la colonia"})
    return world


# The calendar -----------------------------------------------------------------------------------------------------


def test_the_plan_shows_states_in_spanish_what_is_lacking_and_the_conflicts_between_them() -> None:
    shown = the_plan(a_busy_world()).json
    assert [(one["hour"], one["state_name"]) for one in shown["entries"]] == [
        ("10:00", "propuesta"),
        ("10:30", "programada"),
    ]
    assert shown["entries"][0]["lacks"] == [texts.WAITS_FOR_ANSWER]
    messages = [one["message"] for one in shown["conflicts"]]
    assert [one["kind"] for one in shown["conflicts"]] == ["holiday", "holiday", "too_close"]
    assert messages[2].startswith("«Día del agua» y «Parques gratis» salen en Facebook con 30 minutos de diferencia")


def test_a_client_that_holds_the_plan_is_told_so_until_something_moves() -> None:
    world = a_busy_world()
    first = the_plan(world)
    mark = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = the_plan(world, holds=f'"otra", W/{mark}')
    assert (again.status, again.text, again.headers["ETag"]) == (304, "", mark)
    assert move(world, PUBLICATION, "2026-12-17").status == 200
    assert the_plan(world, holds=mark).status == 200


def test_a_liaison_sees_their_departments_and_no_conflict_that_names_anothers() -> None:
    world = a_busy_world()
    shown = the_plan(world, **LIAISON).json
    assert [one["title"] for one in shown["entries"]] == ["Día del agua"]
    assert [one["kind"] for one in shown["conflicts"]] == ["holiday"]
    assert "Parques gratis" not in str(shown)
    other = the_plan(world, roles=[Role.LIAISON], department_id="deporte").json
    assert (other["entries"], other["conflicts"]) == ([], [])
    assert the_plan(world, roles=[Role.LIAISON]).json["entries"] == []


@pytest.mark.parametrize(
    "query", [{"from": "2026-11-20"}, {"from": "2026-11-20", "to": "2027-02-20"}, {"from": "x", "to": "y"}]
)
def test_a_period_that_is_none_is_refused(query: dict[str, str]) -> None:
    assert see(World(), "GET", "/v1/plan", query=query).status == 400


# Proposals and moves ----------------------------------------------------------------------------------------------


def test_a_proposal_is_answered_by_the_image_office_and_read_by_whoever_made_it() -> None:
    world = World()
    proposal = propose(world)
    path = {"proposal_id": proposal["id"]}
    assert see(world, "POST", "/v1/plan/proposals/{proposal_id}/acceptance", path, **LIAISON).status == 403
    body = {"because": "Ese día no cabe"}
    declined = see(world, "POST", "/v1/plan/proposals/{proposal_id}/declining", path, body=body)
    assert declined.json["decided_because"] == "Ese día no cabe"
    seen = see(world, "GET", "/v1/plan/proposals/{proposal_id}", path, **LIAISON)
    assert (seen.status, seen.json["state"]) == (200, "declined")
    others = see(world, "GET", "/v1/plan/proposals/{proposal_id}", path, roles=[Role.LIAISON], department_id="deporte")
    assert others.status == 404
    late = see(world, "POST", "/v1/plan/proposals/{proposal_id}/acceptance", path)
    assert (late.status, late.json["message"]) == (400, texts.PROPOSAL_ANSWERED)


def test_an_accepted_proposal_says_where_its_files_go() -> None:
    world = World()
    path = {"proposal_id": propose(world)["id"]}
    accepted = see(world, "POST", "/v1/plan/proposals/{proposal_id}/acceptance", path).json
    assert accepted["folder"].startswith("imagen/2026-12-02/dia-del-agua-")
    assert accepted["bulletin"] in [one["id"] for one in the_plan(world).json["entries"]]


def test_a_proposal_without_a_department_is_refused_with_what_to_do() -> None:
    body = {"title": "Día del agua", "on": "2026-12-02"}
    refused = see(World(), "POST", "/v1/plan/proposals", roles=[Role.LIAISON], body=body)
    assert (refused.status, refused.json["message"]) == (400, texts.PROPOSAL_NEEDS_DEPARTMENT)


def test_a_move_tells_what_it_conflicts_with_at_its_new_place_and_only_that() -> None:
    world = a_busy_world()
    propose(world, "Otra cosa", on="2026-12-21")
    there = move(world, PUBLICATION, "2026-12-21", at="10:15").json
    assert (there["entry"]["day"], there["entry"]["hour"]) == ("2026-12-21", "10:15")
    [conflict] = there["conflicts"]
    assert (conflict["kind"], conflict["networks"]) == ("too_close", ["x", "facebook"])
    assert "«Otra cosa» y «Parques gratis» salen en X y Facebook con 15 minutos" in conflict["message"]
    assert move(world, PUBLICATION, "2026-12-22").json["conflicts"] == []


def test_only_the_image_office_moves_and_is_told_in_spanish_what_cannot_be() -> None:
    world = a_busy_world()
    assert move(world, PUBLICATION, "2026-12-21", **LIAISON).status == 403
    assert move(world, PUBLICATION, "2026-11-20").json["message"] == texts.MOVE_PAST
    assert move(world, "PUB-20261123-00000000", "2026-12-21").status == 404
    assert move(world, PUBLICATION, "mañana").status == 400


def test_a_window_is_shown_on_the_plan_and_stops_only_what_is_scheduled() -> None:
    world = a_busy_world()
    opens = datetime(2026, 12, 21, tzinfo=LOCAL_ZONE)
    world.catalogue.blackout_windows = (
        BlackoutWindow(name="Veda electoral", opens_at=opens, closes_at=opens + timedelta(days=2)),
    )
    proposal = propose(world, "Otra cosa")
    moved = move(world, proposal["id"], "2026-12-22").json
    assert [one["kind"] for one in moved["conflicts"]] == ["blackout"]
    refused = move(world, PUBLICATION, "2026-12-22")
    assert refused.status == 400
    assert "Veda electoral" in refused.json["message"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_refused_and_break_nothing(day: str) -> None:
    world = a_busy_world()
    proposal = propose(world, "Otra cosa")
    period = {"from": day, "to": day}
    asked = [
        see(world, "GET", "/v1/plan", query=period),
        see(world, "GET", "/v1/plan/page", query={"month": day[:7]}),
        see(world, "GET", "/v1/plan/evidence", query={"network": "x", "to": day}),
        see(world, "GET", "/v1/plan/evidence", query={"network": "x", **period}),
        see(world, "POST", "/v1/campaigns", body={"name": "Parques", **period}),
        see(world, "POST", "/v1/plan/proposals", body={"title": "Parques", "on": day, "at": "23:59"}, **LIAISON),
        move(world, PUBLICATION, day, at="23:59"),
        move(world, proposal["id"], day, at="23:59"),
    ]
    assert [one.status for one in asked] == [400] * len(asked)
    assert see(world, "GET", "/v1/campaigns", query={"from": day}).status == 200


def test_what_a_liaison_writes_is_what_a_person_sees() -> None:
    proposal = propose(World(), "Día\u202e del\x00 agua", body={"why": "a\u200bb"})
    assert (proposal["title"], "\u200b" in proposal["why"]) == ("Día del agua", False)


# Campaigns and evidence -------------------------------------------------------------------------------------------


def test_a_campaign_is_recorded_listed_counted_and_closed() -> None:
    world = World()
    body = {
        "name": "Parques vivos",
        "from": "2026-11-20",
        "to": "2026-11-30",
        "goals": {"posts": 3, "positive_share": 0.6},
    }
    campaign = see(world, "POST", "/v1/campaigns", body=body).json
    assert (campaign["slug"], campaign["goals"]["posts"]) == ("parques-vivos", 3)
    listed = see(world, "GET", "/v1/campaigns", query={}).json["campaigns"]
    assert [one["id"] for one in listed] == [campaign["id"]]
    path = {"campaign_id": campaign["id"]}
    progress = see(world, "GET", "/v1/campaigns/{campaign_id}", path).json["progress"]
    assert (progress["counted_up_to"], progress["posts"], progress["positive_share"]) == ("2026-11-23", 0, None)
    closed = see(world, "POST", "/v1/campaigns/{campaign_id}/closing", path, body={"result": "Se llenó"}).json
    assert (closed["closed_by"], closed["result"]) == ("directora", "Se llenó")
    wrong = see(world, "POST", "/v1/campaigns", body={**body, "to": "2026-11-01"})
    assert (wrong.status, wrong.json["message"]) == (400, texts.CAMPAIGN_DAYS)


def test_evidence_says_over_how_many_posts_and_that_it_proves_no_cause() -> None:
    shown = see(World(), "GET", "/v1/plan/evidence", query={"network": "x"}).json
    assert (shown["posts"], shown["hours"], shown["first"], shown["last"]) == (0, [], "2026-08-24", "2026-11-22")
    assert "no prueba" in shown["about"]


# The page ---------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def the_page(world: World, month: str | None = "2026-12", **more: Any) -> Shown:
    return see(world, "GET", "/v1/plan/page", query={"month": month} if month else {}, **more)


def test_the_page_is_a_table_of_whole_weeks_with_conflicts_marked_listed_and_linked() -> None:
    page = the_page(a_busy_world())
    parsed = _Page(page.text)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert parsed.attributes.count(("scope", "col")) == 7
    assert parsed.tags.count("td") == 35
    assert parsed.tags.count("time") == 31
    assert ("lang", "es-MX") in parsed.attributes
    assert {value for name, value in parsed.attributes if name == "href"} == {
        f"#{value}" for name, value in parsed.attributes if name == "id"
    }
    assert "Plan de publicaciones: diciembre de 2026" in page.text
    assert "2 publicaciones en el plan, 3 choques" in page.text


def test_the_page_loads_and_runs_nothing_whatever_people_write() -> None:
    world = World()
    nasty = "<script>alert(1)</script>"
    propose(world, nasty, body={"campaign": nasty, "idea": nasty, "why": nasty})
    page = the_page(world)
    assert not {"script", "img", "link", "iframe"} & set(_Page(page.text).tags)
    assert "&lt;script&gt;" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_page_is_of_this_month_by_itself_and_says_which_months_there_are_not() -> None:
    assert "noviembre de 2026" in the_page(World(), None).text
    assert texts.NO_CONFLICTS in the_page(World()).text
    for month in ("2026-13", "diciembre", "2026-12-01"):
        wrong = the_page(World(), month)
        assert wrong.status == 400
    assert the_page(World(), "2026-13").json["message"] == texts.MONTH_WRONG


# The calendar to subscribe to -------------------------------------------------------------------------------------


def test_a_calendar_program_reads_the_plan_by_its_address_alone_and_a_library_finds_no_fault() -> None:
    world = a_busy_world()
    read = read_calendar(world, a_calendar_address(world))
    assert (read.status, read.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = parsed(read.text)
    events = {str(event["UID"]): event for event in found.walk("VEVENT")}
    assert all(event.errors == [] for event in events.values())
    publication = events[f"{PUBLICATION.removeprefix('PUB-')}@portavoz"]
    assert str(publication["SUMMARY"]) == "Parques gratis (X, Facebook): programada"
    assert (publication["STATUS"], publication["DTSTART"].dt.hour) == ("CONFIRMED", 16)
    assert [str(one["SUMMARY"]) for one in events.values() if "inhábil" in str(one["SUMMARY"])] == [
        "Día inhábil: Descanso acordado"
    ]
    assert {str(event["STATUS"]) for event in events.values()} == {"CONFIRMED", "TENTATIVE"}


def test_windows_and_campaigns_last_all_their_days() -> None:
    world = World()
    opens = datetime(2026, 12, 1, tzinfo=LOCAL_ZONE)
    world.catalogue.blackout_windows = (
        BlackoutWindow(name="Veda electoral", opens_at=opens, closes_at=opens + timedelta(days=3)),
    )
    body = {"name": "Parques vivos", "from": "2026-11-20", "to": "2026-11-30"}
    assert see(world, "POST", "/v1/campaigns", body=body).status == 200
    found = parsed(read_calendar(world, a_calendar_address(world)).text)
    days = {str(one["SUMMARY"]): (one["DTSTART"].dt, one["DTEND"].dt) for one in found.walk("VEVENT")}
    assert days == {
        "Veda: Veda electoral": (date(2026, 12, 1), date(2026, 12, 4)),
        "Campaña: Parques vivos": (date(2026, 11, 20), date(2026, 12, 1)),
    }


def test_an_event_keeps_its_name_and_its_number_grows_from_bulletin_to_post_and_when_it_moves() -> None:
    world = World()
    address = a_calendar_address(world)
    path = {"proposal_id": propose(world)["id"]}
    see(world, "POST", "/v1/plan/proposals/{proposal_id}/acceptance", path)

    def the_event() -> Any:
        [event] = parsed(read_calendar(world, address).text).walk("VEVENT")
        return event

    planned = the_event()
    [entry] = the_plan(world).json["entries"]
    assert move(world, entry["id"], "2026-12-03").status == 200
    moved = the_event()
    assert moved["UID"] == planned["UID"]
    assert moved["SEQUENCE"] > planned["SEQUENCE"]
    assert moved["DTSTART"].dt - planned["DTSTART"].dt == timedelta(days=1)
    folder = world.the(entry["id"])
    world.upload(f"imagen/{folder.on.isoformat()}/{folder.slug}/texto.txt", b"Hoy es el dia del agua.")
    world.upload(f"imagen/{folder.on.isoformat()}/{folder.slug}/foto.jpg", b"\xff\xd8 agua")
    assert world.prepare(entry["id"]) is not None
    prepared = the_event()
    assert prepared["UID"] == planned["UID"]
    assert prepared["SEQUENCE"] > moved["SEQUENCE"]


def test_a_withdrawn_publication_is_cancelled_in_every_calendar() -> None:
    world = World()
    world.released(Network.X)
    world.run()
    world.take_down()
    [event] = parsed(read_calendar(world, a_calendar_address(world)).text).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"


def test_a_draft_is_shown_only_to_a_key_that_may_see_it() -> None:
    world = World()
    world.prepared(Network.X, text="Texto que todavía no sale.")
    shut = read_calendar(world, a_calendar_address(world)).text
    assert "Texto que" not in shut
    assert "Texto que" in read_calendar(world, a_calendar_address(world, sees_drafts=True)).text


def test_a_calendar_that_did_not_change_is_not_sent_again() -> None:
    world = a_busy_world()
    address = a_calendar_address(world)
    mark = read_calendar(world, address).headers["ETag"]
    world.clock.set(later(minutes=50))
    assert (read_calendar(world, address, holds=mark).status, read_calendar(world, address, holds=mark).text) == (
        304,
        "",
    )
    move(world, PUBLICATION, "2026-12-19")
    assert read_calendar(world, address, holds=mark).status == 200


def test_a_key_that_was_taken_back_or_never_given_gives_nothing_and_costs_no_reading_of_days() -> None:
    world = a_busy_world()
    address = a_calendar_address(world)
    gone = see(world, "DELETE", "/v1/calendar-keys/{key_id}", {"key_id": address["key_id"]}, roles=[Role.COORDINATOR])
    assert gone.json["revoked_by"] == "directora"
    body = {"client": "Otro programa", "may_file": True}
    other = see(world, "POST", "/v1/open311/keys", roles=[Role.COORDINATOR], body=body).json["api_key"]
    asked: list[object] = []
    world.stored.of_day = lambda *wanted: asked.append(wanted) or []  # type: ignore[method-assign, func-returns-value]
    guessed = f"pvcal.20261123.{'A' * 43}.ics"
    for written in (address["file"], guessed, other, f"{other}.ics", "x", "pvcal.x.y.ics", "../../etc/passwd", ""):
        read = read_calendar(world, {"file": written})
        assert (read.status, read.json["code"]) == (404, "not_found")
    assert asked == []


def test_a_calendars_key_opens_nothing_else_and_is_stored_nowhere() -> None:
    world = World()
    address = a_calendar_address(world)
    [key] = world.of_kind(ClientKey)
    assert (key.may_file, key.may_update, key.may_see_plan, key.may_see_drafts) == (False, False, True, False)
    secret = address["file"].removesuffix(".ics")
    assert all(secret not in record.model_dump_json() for record in world.stored.all)
    refused = see(world, "POST", "/v1/calendar-keys", roles=[Role.AGENCY], body={"client": "Agencia"})
    assert (refused.status, refused.json["message"]) == (403, texts_es.FORBIDDEN)


def test_a_calendar_shows_a_month_back_and_two_ahead() -> None:
    world = World()
    for days in (0, 60, 61):
        propose(world, f"A {days} días", on=(TODAY + timedelta(days=days)).isoformat(), body={"at": "18:00"})
    found = parsed(read_calendar(world, a_calendar_address(world)).text)
    assert [str(one["SUMMARY"]).partition(" (")[0] for one in found.walk("VEVENT")] == ["A 0 días", "A 60 días"]
