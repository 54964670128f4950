"""4.4: the director hears of last week's figures once a week, on its first working day, where the strategy says so."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.calendar import local_instant
from chalicelib.domain.daily_notice import DailyNotice, NoticeState
from chalicelib.domain.errors import (
    ExternalServiceError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.holidays import YearlyDate
from chalicelib.domain.records import Duty
from chalicelib.domain.working_calendar import WorkingCalendar
from chalicelib.ports import DailyNoticeSettings, Department
from chalicelib.procedure.sending_mail import NoticePorts
from chalicelib.procedure.weekly_reports import send_weekly_reports
from tests.builders import DEFAULT_DEPARTMENT, a_comment, a_network_comment, a_publication, a_referral
from tests.mortality import Death
from tests.world import World

DIRECTOR, DEPUTY = "direccion@leon.gob.mx", "subdireccion@leon.gob.mx"
MONDAY = datetime(2026, 11, 30, 8)  # noqa: DTZ001 - León's time, as a person writes it
HOSTILE = '<img src=x onerror="alert(1)">\u202e'


def a_world(*addresses: str) -> World:
    world = World()
    world.catalogue.daily_notices = DailyNoticeSettings(
        "portavoz@leon.gob.mx", "coordinacion@leon.gob.mx", monday_report=addresses
    )
    world.put(a_publication(title=HOSTILE), a_comment(a_network_comment("c1")), a_referral())
    world.clock.set(local_instant(MONDAY))
    return world


def send(world: World) -> list[NoticeState]:
    ports = NoticePorts(world.records, world.catalogue, world.mailer, world.clock, lambda text, _: text)
    return [notice.state for notice in send_weekly_reports(ports)]


def test_on_monday_each_address_gets_last_weeks_figures_once() -> None:
    world = a_world(DIRECTOR, DEPUTY)
    assert send(world) == [NoticeState.SENT] * 2
    for _ in range(5):
        assert send(world) == []
        world.clock.advance(days=1)
    assert [mail.to for mail in world.mailer.sent] == [DIRECTOR, DEPUTY]
    mail = world.mailer.sent[0]
    assert mail.subject == "Reporte cuantitativo de redes sociales, del 23 al 29 de noviembre de 2026"
    assert "Comentarios | 1" in mail.text
    assert "portavoz report --from 2026-11-23 --to 2026-11-29 --format pdf" in mail.text


def test_C21_a_title_is_shown_and_never_obeyed() -> None:
    world = a_world(DIRECTOR)
    send(world)
    (mail,) = world.mailer.sent
    assert "&lt;img src=x" in mail.html
    assert "<img" not in mail.html
    assert "\u202e" not in mail.html + mail.text
    assert "no hay agua" not in mail.html + mail.text


def test_the_next_week_brings_the_next_report() -> None:
    world = a_world(DIRECTOR)
    send(world)
    world.clock.advance(days=7)
    assert send(world) == [NoticeState.SENT]
    assert "del 30 de noviembre al 6 de diciembre de 2026" in world.mailer.sent[-1].subject


def test_where_monday_is_a_holiday_it_comes_on_tuesday() -> None:
    world = a_world(DIRECTOR)
    rest = WorkingCalendar(holidays=(YearlyDate(month=11, day=30),))
    world.catalogue.departments[DEFAULT_DEPARTMENT] = Department(DEFAULT_DEPARTMENT, "V", 3, calendar=rest)
    assert send(world) == []
    world.clock.advance(days=1)
    assert send(world) == [NoticeState.SENT]


def test_nobody_gets_it_unless_the_strategy_names_them() -> None:
    assert send(a_world()) == []
    silent = a_world(DIRECTOR)
    silent.catalogue.daily_notices = None
    assert send(silent) == []


@pytest.mark.parametrize(
    ("error", "state", "again"),
    [
        (TransientServiceError("busy"), NoticeState.TO_SEND, [NoticeState.SENT]),
        (OutcomeUnknownError("late"), NoticeState.UNKNOWN, []),
        (RejectedByServiceError("no", code="no"), NoticeState.FAILED, []),
    ],
)
def test_only_what_certainly_did_not_leave_is_sent_again(
    error: ExternalServiceError, state: NoticeState, again: list[NoticeState]
) -> None:
    world = a_world(DIRECTOR)
    world.mailer.errors.append(error)
    assert send(world) == [state]
    assert send(world) == again


def test_who_dies_while_sending_leaves_it_in_doubt_and_never_sends_it_twice() -> None:
    world = a_world(DIRECTOR)
    world.steps.arm(2)
    with pytest.raises(Death):
        send(world)
    world.steps.arm(None)
    assert len(world.mailer.sent) == 1
    assert send(world) == []
    world.clock.advance(minutes=11)
    assert send(world) == [NoticeState.UNKNOWN]
    assert len(world.mailer.sent) == 1


def test_P6_what_never_left_is_closed_when_the_next_week_begins() -> None:
    world = a_world(DIRECTOR)
    world.mailer.errors.append(TransientServiceError("busy"))
    send(world)
    (waiting,) = world.of_kind(DailyNotice)
    assert waiting.duty is Duty.PERSON
    world.clock.advance(days=7)
    assert send(world) == [NoticeState.SENT]
    assert world.the(waiting.id).state is NoticeState.FAILED
    assert timedelta(days=7) == world.of_kind(DailyNotice)[1].created_at - waiting.created_at
