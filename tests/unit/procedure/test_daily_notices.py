"""4.4: each working day a liaison hears once of the overdue and the new cases, and of nobody's words or name."""

from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.domain.calendar import local_instant
from chalicelib.domain.classification import Urgency
from chalicelib.domain.daily_notice import COORDINATION, DailyNotice, NoticeState
from chalicelib.domain.errors import OutcomeUnknownError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.records import Duty
from chalicelib.ports import DailyNoticeSettings, Department, Mail
from chalicelib.procedure.daily_mail import MAX_LINES, mail_of
from chalicelib.procedure.daily_notices import send_daily_notices
from chalicelib.procedure.discretion import Discretion
from chalicelib.procedure.sending_mail import NoticePorts
from tests.builders import a_referral
from tests.mortality import Death
from tests.world import World

SAPAL = "enlace@sapal.gob.mx"
BOSS = "coordinacion@leon.gob.mx"
TUESDAY = datetime(2026, 11, 24)  # noqa: DTZ001 - León's time, as a person writes it
MASK = TextPersonalDataFinder().without_data
HOSTILE = '<script>alert("1")</script>\n\u202e& Las Joyas'


def at(day: int = 0, hour: float = 8) -> datetime:
    return local_instant(TUESDAY + timedelta(days=day, hours=hour))


def a_world(*, is_on: bool = True) -> World:
    world = World()
    if is_on:
        world.catalogue.daily_notices = DailyNoticeSettings("portavoz@leon.gob.mx", BOSS)
        world.catalogue.departments["sapal"] = Department("sapal", "SAPAL", 5, liaison_email=SAPAL)
    world.clock.set(at())
    return world


def put(world: World, number: int, opened: datetime, department_id: str = "sapal", **changes: Any) -> str:
    case = a_referral(number=number, department_id=department_id)
    stored = case.evolve(id=f"LEO-{(opened - timedelta(hours=6)):%Y%m%d}-{number:06}", created_at=opened, **changes)
    world.put(stored.delivered(opened))
    return stored.id


def send(world: World) -> list[DailyNotice]:
    return send_daily_notices(NoticePorts(world.records, world.catalogue, world.mailer, world.clock, MASK))


def told(world: World) -> list[str]:
    return [mail.to for mail in world.mailer.sent]


def test_a_liaison_hears_of_their_own_cases_and_the_coordinator_of_all() -> None:
    world = a_world()
    mine = put(world, 1, at(-1, 12))
    others = put(world, 2, at(-1, 13), "deporte")
    assert [notice.state for notice in send(world)] == [NoticeState.SENT] * 2
    boss, liaison = world.mailer.sent
    assert (boss.to, liaison.to) == (BOSS, SAPAL)
    assert (mine in boss.text, others in boss.text) == (True, True)
    assert (mine in liaison.text, others in liaison.text) == (True, False)


def test_off_by_default_nobody_is_told() -> None:
    world = a_world(is_on=False)
    put(world, 1, at(-1, 12))
    assert (send(world), world.mailer.calls) == ([], 0)


@pytest.mark.parametrize("hours", [0, 0.02, 5])
def test_run_twice_or_late_a_message_is_sent_once(hours: float) -> None:
    world = a_world()
    put(world, 1, at(-1, 12))
    send(world)
    world.clock.advance(hours=hours)
    assert send(world) == []
    assert told(world) == [BOSS, SAPAL]


def test_a_new_case_is_told_on_one_day_and_on_no_other() -> None:
    world = a_world()
    opened = [at(-1, 7.9), at(-1, 8), at(-1, 23), at(0, 7.99), at(0, 8), at(0, 15)]
    folios = [
        put(world, number, when, due_on=TUESDAY.date() + timedelta(days=20)) for number, when in enumerate(opened)
    ]
    send(world)
    assert [folio in world.mailer.sent[0].text for folio in folios] == [False, True, True, True, False, False]
    world.clock.set(at(1))
    send(world)
    assert [folio in world.mailer.sent[2].text for folio in folios] == [False, False, False, False, True, True]


def test_on_monday_the_weekend_is_told_and_on_the_weekend_nothing() -> None:
    world = a_world()
    folio = put(world, 1, at(4, 12), due_on=TUESDAY.date() + timedelta(days=20))
    for day, count in ((4, 0), (5, 0), (6, 2)):
        world.clock.set(at(day))
        send(world)
        assert len(told(world)) == count
    assert folio in world.mailer.sent[0].text


def test_an_overdue_case_is_told_each_day_until_it_is_closed() -> None:
    world = a_world()
    put(world, 1, at(-8, 12), due_on=(TUESDAY - timedelta(days=3)).date())
    for day in range(2):
        world.clock.set(at(day))
        send(world)
    assert told(world) == [BOSS, SAPAL] * 2
    assert texts_es.notice_overdue_heading(1) in world.mailer.sent[0].text


def test_where_there_is_nothing_to_tell_nothing_is_sent() -> None:
    world = a_world()
    assert (send(world), world.mailer.calls, world.of_kind(DailyNotice)) == ([], 0, [])


# What goes wrong --------------------------------------------------------------------------------------------------


def test_what_certainly_did_not_leave_is_sent_by_the_next_run_and_seen_meanwhile() -> None:
    world = a_world()
    put(world, 1, at(-1, 12))
    world.mailer.errors = [TransientServiceError("throttled")]
    assert [notice.state for notice in send(world)] == [NoticeState.TO_SEND, NoticeState.SENT]
    (waiting,) = [one for one in world.of_kind(DailyNotice) if one.attention]
    assert (waiting.duty, waiting.recipient) == (Duty.PERSON, COORDINATION)
    send(world)
    assert told(world) == [SAPAL, BOSS]
    assert all(one.is_finished for one in world.of_kind(DailyNotice))


@pytest.mark.parametrize(
    ("error", "state"),
    [(OutcomeUnknownError("timeout"), NoticeState.UNKNOWN), (RejectedByServiceError("no"), NoticeState.FAILED)],
)
def test_what_may_have_left_or_was_refused_is_recorded_and_not_sent_again(error: Any, state: NoticeState) -> None:
    world = a_world()
    put(world, 1, at(-1, 12))
    world.mailer.errors = [error]
    assert send(world)[0].state is state
    assert send(world) == []
    assert (world.mailer.calls, told(world)) == (2, [SAPAL])


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("step", range(1, 5))
def test_P6_a_worker_that_dies_sends_nothing_twice_and_leaves_nothing_open(step: int, *, is_after: bool) -> None:
    world = a_world()
    put(world, 1, at(-1, 12))
    world.steps.arm(step, is_after=is_after)
    with pytest.raises(Death):
        send(world)
    world.steps.arm(None)
    send(world)
    world.clock.advance(minutes=30)
    send(world)
    assert len(told(world)) == len(set(told(world)))
    assert all(one.is_finished for one in world.of_kind(DailyNotice))


def test_P6_what_never_left_on_its_day_is_closed_on_the_next() -> None:
    world = a_world()
    put(world, 1, at(-1, 12))
    world.mailer.errors = [TransientServiceError("down")] * 2
    send(world)
    world.clock.set(at(1))
    send(world)
    assert [one.reason for one in world.of_kind(DailyNotice)] == [texts_es.NOTICE_TOO_LATE] * 2


def test_two_runs_at_once_send_one_message() -> None:
    world = a_world()
    put(world, 1, at(-1, 12))

    class Meanwhile:
        """A mailer whose first message takes so long that another run begins."""

        def send(self, mail: Mail) -> str:
            if not world.mailer.sent:
                world.mailer.send(mail)
                send(world)
                return "m0"
            return world.mailer.send(mail)

    send_daily_notices(NoticePorts(world.records, world.catalogue, Meanwhile(), world.clock, MASK))
    assert sorted(told(world)) == [BOSS, SAPAL]


# What it says -----------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Collects the tags of a page, and whether each that opens is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(name in {"lang", "charset", "scope"} for name, _ in attrs)
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def a_mail(count: int = 1, **changes: Any) -> Mail:
    cases = [a_referral(number=number).evolve(**changes) for number in range(1, count + 1)]
    return mail_of(SAPAL, "SAPAL", cases, [], "24/11/2026", Discretion(World().catalogue, MASK))


def test_no_personal_data_but_folio_place_and_deadline() -> None:
    mail = a_mail(text="queja de Juan Pérez, 4771234567", author_handle="juanperez", place="Las Joyas")
    for body in (mail.text, mail.html):
        assert all(told in body for told in ("LEO-20261123-000001", "SAPAL", "Las Joyas", "30/11/2026"))
        assert not any(hidden in body for hidden in ("Juan", "4771234567", "juanperez", "queja"))


def test_Q12_no_letter_tells_the_number_of_a_citizens_house() -> None:
    mail = a_mail(text="Vivo en calle Roble 415, no hay agua", place="calle Roble 415")
    for body in (mail.text, mail.html):
        assert "calle Roble" in body
        assert "415" not in body


def test_Q12_no_letter_repeats_a_telephone_or_an_address_that_was_written_where_the_place_goes() -> None:
    mail = a_mail(text="No hay luz", place="Las Joyas, llámenme al 477 123 4567 o ana@correo.mx")
    for body in (mail.text, mail.html):
        assert "Las Joyas" in body
        assert not any(hidden in body for hidden in ("4567", "ana@correo.mx"))


@pytest.mark.parametrize("urgency", list(Urgency))
def test_Q12_no_letter_tells_where_somebody_in_danger_is(urgency: Urgency) -> None:
    mail = a_mail(text="mi esposo me pega", place="calle Roble, colonia Obrera", urgency=urgency)
    for body in (mail.text, mail.html):
        assert "LEO-20261123-000001" in body
        assert texts_es.NOTICE_NO_PLACE in body
        assert "Roble" not in body


def test_what_a_citizen_wrote_is_escaped_and_stays_on_its_line() -> None:
    mail = a_mail(place=HOSTILE)
    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert "\u202e" not in mail.text
    assert len(mail.text.splitlines()) == len(a_mail(place="Las Joyas").text.splitlines())


def test_the_page_is_well_formed_and_reads_aloud() -> None:
    mail = a_mail(3, place=HOSTILE)
    reader = Reader()
    reader.feed(mail.html)
    assert reader.open == []
    assert {"h1", "table", "caption", "th", "title"} <= set(reader.tags)
    assert 'lang="es-MX"' in mail.html
    assert mail.html.count('scope="col"') == 4
    assert mail.html.count('scope="row"') == 3


def test_a_long_list_is_cut_and_the_rest_counted() -> None:
    mail = a_mail(MAX_LINES + 7)
    assert texts_es.notice_more(7) in mail.text
    assert mail.html.count('scope="row"') == MAX_LINES


def test_the_subject_counts_and_has_one_line() -> None:
    assert a_mail().subject == "Casos del 24/11/2026: 1 vencido, 0 nuevos"
