"""4.4, P7: the report equals the records, and can be recounted at any time."""

import csv
from datetime import date, timedelta

import pytest

from chalicelib.adapters.reports.comma_separated import CommaSeparatedReports
from chalicelib.domain.calendar import local_day
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.day import Day
from chalicelib.domain.day_figures import WAY_OF_COUNTING
from chalicelib.domain.errors import InvalidInputError, RejectedByServiceError
from chalicelib.domain.ids import day_id
from chalicelib.domain.networks import Network
from chalicelib.domain.period_report import NO_CAMPAIGN, REST, Cut, PeriodReport, Step
from chalicelib.domain.post import reading_of, received
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.referral import NewsAct
from chalicelib.domain.report_rows import MAX_PUBLICATIONS
from chalicelib.procedure.changing import note_changes
from chalicelib.procedure.recounting import close_day
from chalicelib.procedure.report import MAX_REPORT_DAYS, report
from chalicelib.texts_es import figures as texts
from tests.builders import (
    NOW,
    PUBLICATION,
    TODAY,
    a_comment,
    a_network_comment,
    a_post,
    a_publication,
    a_referral,
    later,
    some_news,
)
from tests.world import World

YESTERDAY = TODAY - timedelta(days=1)


def a_world(days: int = 1) -> World:
    world = World()
    for number in range(days):
        world.put(a_comment(a_network_comment(f"c{number}", at=NOW - timedelta(days=number))))
    return world


def asked(
    world: World, first: date = YESTERDAY, last: date = TODAY, by: Step = Step.DAY, cut: Cut | None = None
) -> PeriodReport:
    return report(first, last, by, cut or Cut(), records=world.records, catalogue=world.catalogue, clock=world.clock)


def test_a_period_counts_its_first_and_its_last_day() -> None:
    world = a_world(days=5)
    three = asked(world, TODAY - timedelta(days=3), YESTERDAY)
    assert three.total.comments.count == 3
    assert [(step.key, step.totals.comments.count) for step in three.steps] == [
        ("2026-11-20", 1),
        ("2026-11-21", 1),
        ("2026-11-22", 1),
    ]


def test_P7_a_closed_day_is_read_and_an_open_one_counted() -> None:
    world = a_world(days=2)
    before = asked(world)
    close_day(YESTERDAY, records=world.records, clock=world.clock)
    after = asked(world)
    assert (after.days.stored, after.days.folded) == (1, 1)
    assert after.model_copy(update={"days": before.days}) == before


def test_P7_a_closed_day_that_changes_is_counted_anew_until_it_is_closed_again() -> None:
    world = a_world(days=2)
    close_day(YESTERDAY, records=world.records, clock=world.clock)
    late = a_comment(a_network_comment("late", at=NOW - timedelta(days=1, minutes=1)))
    world.put(late)
    assert note_changes([(late.kind, late.id)], records=world.records, clock=world.clock) == {YESTERDAY}
    told = asked(world, YESTERDAY, YESTERDAY)
    assert (told.total.comments.count, told.days.folded) == (2, 1)
    close_day(YESTERDAY, records=world.records, clock=world.clock)
    again = asked(world, YESTERDAY, YESTERDAY)
    assert (again.total.comments.count, again.days.stored) == (2, 1)


def test_what_was_counted_before_a_day_was_over_is_never_taken() -> None:
    world = a_world()
    close_day(TODAY, records=world.records, clock=world.clock)
    world.put(a_comment(a_network_comment("evening", at=later(minutes=1))))
    world.clock.advance(days=1)
    assert asked(world, TODAY, TODAY).total.comments.count == 2


def test_figures_counted_in_a_former_way_are_never_taken() -> None:
    world = a_world(days=2)
    closed = close_day(YESTERDAY, records=world.records, clock=world.clock)
    assert closed.counted is not None
    former = closed.counted.model_copy(update={"way": WAY_OF_COUNTING - 1, "cells": {}})
    world.records.commit(replace=[world.the(closed.id).evolve(counted=former)])
    assert asked(world, YESTERDAY, YESTERDAY).total.comments.count == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [(TODAY, TODAY - timedelta(days=1)), (TODAY, TODAY + timedelta(days=MAX_REPORT_DAYS)), (date.max, date.min)],
)
def test_a_period_that_is_empty_or_too_long_is_refused_in_spanish(first: date, last: date) -> None:
    with pytest.raises(InvalidInputError, match="1,131 días"):
        asked(World(), first, last)


def test_a_period_at_the_end_of_the_calendar_breaks_nothing() -> None:
    assert asked(World(), date.max, date.max).total.comments.count == 0


def test_three_years_with_a_leap_day_are_a_period() -> None:
    three_years = asked(World(), date(2023, 11, 24), date(2026, 11, 23), Step.MONTH)
    assert len(three_years.steps) == 37
    assert three_years.steps[-1].name == "noviembre de 2026"


def test_weeks_begin_on_monday_also_over_the_turn_of_the_year() -> None:
    weeks = asked(World(), date(2026, 12, 26), date(2027, 1, 4), Step.WEEK).steps
    assert [(week.key, week.first.day, week.last.day) for week in weeks] == [
        ("2026-W52", 26, 27),
        ("2026-W53", 28, 3),
        ("2027-W01", 4, 4),
    ]
    assert weeks[1].name == "semana del 28 de diciembre de 2026 al 3 de enero de 2027"


def test_a_comment_belongs_to_the_campaign_of_its_publication_whatever_day_that_is_of() -> None:
    world = World()
    world.put(a_publication(campaign="Parques"), a_comment(a_network_comment("c1", at=later(days=1))))
    world.put(a_comment(a_network_comment("c2", at=later(days=1)), publication=None))
    world.clock.advance(days=1)
    day = local_day(later(days=1))
    found = asked(world, day, day)
    assert [(row.key, row.totals.comments.count) for row in found.campaigns] == [(NO_CAMPAIGN, 1), ("Parques", 1)]
    named = found.publications[0]
    assert (named.key, named.name, named.campaign, named.on) == (PUBLICATION, "Parques gratis", "Parques", TODAY)
    assert found.publications[1].name == texts.WITHOUT_PUBLICATION
    assert asked(world, day, day, cut=Cut(campaign="Parques")).total.comments.count == 1


def test_a_campaign_that_is_renamed_takes_its_closed_days_along() -> None:
    world = World()
    world.put(a_publication(campaign="Parqes"), a_comment(a_network_comment("c1", at=later(days=1))))
    world.clock.advance(days=2)
    for day in (TODAY, local_day(later(days=1))):
        close_day(day, records=world.records, clock=world.clock)
    world.records.commit(replace=[world.the(PUBLICATION).evolve(campaign="Parques")])
    note_changes([("publication", PUBLICATION)], records=world.records, clock=world.clock)
    found = asked(world, TODAY, local_day(later(days=1)))
    assert [row.key for row in found.campaigns] == ["Parques"]
    assert found.days.stored == 1


def test_a_department_has_cases_and_their_times_and_no_comments() -> None:
    world = World()
    comment = a_comment(a_network_comment(at=NOW - timedelta(hours=1)))
    world.put(comment)
    world.refer(comment.id)
    world.run()
    world.clock.set(NOW + timedelta(hours=1))
    world.hear(some_news(NewsAct.PULLED, news_id="n1"))
    world.clock.set(NOW + timedelta(hours=3))
    world.hear(some_news(NewsAct.CLOSED, news_id="n2"))
    found = asked(world, TODAY, TODAY, cut=Cut(department="sapal"))
    cases = found.total.cases
    assert (cases.count, cases.by_state, cases.by_outcome) == (1, {"closed": 1}, {"attended": 1})
    assert (cases.pull.median_hours, cases.close.p90_hours) == (1, 3)
    assert found.total.comments.count == 0
    assert texts.CASES_ONLY in found.notes
    assert found.departments[0].name == "SAPAL"


def test_an_open_case_is_overdue_from_the_day_after_its_deadline_also_on_a_closed_day() -> None:
    world = World()
    case = a_referral().delivered(NOW)
    world.put(case)
    world.clock.advance(days=1)
    close_day(TODAY, records=world.records, clock=world.clock)
    for day, overdue in ((case.due_on, 0), (case.due_on + timedelta(days=1), 1)):
        world.clock.set(NOW + (day - TODAY))
        found = asked(world, TODAY, TODAY)
        assert (found.days.stored, found.total.cases.overdue) == (1, overdue)


def test_C05_what_was_not_reachable_is_said() -> None:
    world = World()
    post, on_x = a_post(Network.FACEBOOK), a_post(Network.X)
    counted = Coverage(counted_at=NOW, network_count=9, listed=5, own=1)
    world.put(post, on_x, reading_of(post, NOW).evolve(coverage=counted))
    found = asked(world, TODAY, TODAY)
    assert found.total.coverage.gap == 3
    assert "Facebook cuenta 9 comentarios en las publicaciones del periodo; 3 no están en el registro." in found.notes
    assert any(note.startswith("De una publicación en X no se tiene la cuenta") for note in found.notes)
    assert texts.NO_REACTIONS in found.notes
    assert found.notes[0].startswith("El periodo llega hasta el 23 de noviembre de 2026")


def test_how_each_publication_was_received_is_the_networks_last_count_of_the_posts_of_the_days() -> None:
    world = World()
    on_x, on_facebook, untold = a_post(Network.X), a_post(Network.FACEBOOK), a_post(Network.INSTAGRAM)
    world.put(
        received(on_x, Reactions(likes=5, shares=0, views=900), later(minutes=3)),
        received(on_facebook, Reactions(likes=40), later(days=4)),
        untold,
    )
    found = asked(world, TODAY, TODAY)
    assert found.total.reactions == {"counted": 2, "likes": 45, "shares": 0, "views": 900}
    by_network = {row.key: row.totals.reactions for row in found.networks}
    assert by_network == {
        Network.X: {"counted": 1, "likes": 5, "shares": 0, "views": 900},
        Network.FACEBOOK: {"counted": 1, "likes": 40},
        Network.INSTAGRAM: {},
    }
    assert found.publications[0].totals.reactions["likes"] == 45
    assert texts.REACTIONS in found.notes
    assert texts.without_reactions("Instagram", 1) in found.notes
    assert texts.NO_REACTIONS not in found.notes


def test_what_no_network_told_is_an_empty_field_of_the_table_and_no_nought() -> None:
    world = World()
    world.put(received(a_post(Network.FACEBOOK), Reactions(likes=40, shares=0), NOW))
    file = CommaSeparatedReports().write(asked(world, TODAY, TODAY), "csv").content.decode("utf-8-sig")
    total = next(csv.DictReader(file.splitlines()))
    assert (total["Reacciones"], total["Veces compartidas"], total["Vistas"], total["Citas"]) == ("40", "0", "", "")
    assert total["Publicaciones cuya red informa reacciones"] == "1"


def test_beyond_five_hundred_publications_the_others_are_one_row_and_nothing_is_lost() -> None:
    world = World()
    for number in range(MAX_PUBLICATIONS + 3):
        comment = a_network_comment(f"c{number}")
        world.put(a_comment(comment, publication=f"PUB-20261123-{number:08d}"))
    found = asked(world, TODAY, TODAY)
    assert (found.publications[-1].key, found.publications[-1].count) == (REST, 3)
    assert sum(row.totals.comments.count for row in found.publications) == MAX_PUBLICATIONS + 3


def test_closing_a_day_keeps_its_figures_and_the_manifest_of_its_records() -> None:
    world = a_world()
    day = close_day(TODAY, records=world.records, clock=world.clock)
    assert day.id == day_id(TODAY)
    assert day.figures.comments == 1
    assert day.manifest.records == 1


def test_R10_closing_a_day_twice_changes_nothing() -> None:
    world = a_world()
    world.clock.advance(days=1)
    close_day(TODAY, records=world.records, clock=world.clock)
    before = world.the(day_id(TODAY))
    world.clock.advance(days=1)
    assert close_day(TODAY, records=world.records, clock=world.clock) == before
    assert world.the(day_id(TODAY)) == before


def test_C10_a_day_closed_again_after_a_late_arrival_is_recounted_as_the_next_revision() -> None:
    world = a_world()
    close_day(TODAY, records=world.records, clock=world.clock)
    world.put(a_comment(a_network_comment("late", at=later(minutes=1))))
    close_day(TODAY, records=world.records, clock=world.clock)
    day = world.the(day_id(TODAY))
    assert isinstance(day, Day)
    assert (day.figures.comments, day.revision) == (2, 2)


def test_a_day_whose_figures_do_not_fit_is_closed_without_them_and_counted_each_time() -> None:
    world = a_world(days=2)
    inner = world.records.commit

    class Narrow:
        """The table, whose items take no figures in full."""

        def __getattr__(self, name: str) -> object:
            return getattr(world.records, name)

        def commit(self, *, insert: tuple[Day, ...] = (), replace: tuple[Day, ...] = ()) -> object:
            if any(isinstance(one, Day) and one.counted for one in (*insert, *replace)):
                raise RejectedByServiceError("too large", code="record_too_large")
            return inner(insert=insert, replace=replace)

    close_day(YESTERDAY, records=Narrow(), clock=world.clock)  # type: ignore[arg-type]  # the port, less one method
    assert world.the(day_id(YESTERDAY)).counted is None
    found = asked(world, YESTERDAY, YESTERDAY)
    assert (found.days.folded, found.total.comments.count) == (1, 1)
