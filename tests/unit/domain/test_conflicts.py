"""5.1 Conflicts of the plan: what is shown, in which words, and that nothing about the order of the entries matters."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import LOCAL_ZONE, local_day, local_instant
from chalicelib.domain.campaign import Goals, new_campaign
from chalicelib.domain.conflicts import Conflict, ConflictKind, NetworkPlanRules, PlanRules, conflicts_of
from chalicelib.domain.holidays import FromEaster, NamedHoliday, YearlyDate
from chalicelib.domain.networks import Network
from chalicelib.domain.plan_entry import Entry, PlanState
from tests.builders import NOW

DAY = date(2026, 12, 25)
NOON = local_instant(datetime(2026, 12, 25, 12, tzinfo=LOCAL_ZONE))
HOUR = timedelta(hours=1)
CHRISTMAS = NamedHoliday("Navidad", YearlyDate(12, 25))


def an_entry(title: str = "Parques", at: datetime | None = NOON, **changes: object) -> Entry:
    entry = Entry(
        id=f"PUB-20261201-{title.upper()}",
        state=PlanState.SCHEDULED,
        title=title,
        on=local_day(at) if at else DAY,
        at=at,
        changed_at=NOW,
        networks=(Network.FACEBOOK,),
    )
    return replace(entry, **changes)  # type: ignore[arg-type]  # any field, by its name


def rules(**changes: object) -> PlanRules:
    network = NetworkPlanRules(**changes)  # type: ignore[arg-type]  # any rule, by its name
    return PlanRules(networks={Network.FACEBOOK: network})


def only(found: tuple[Conflict, ...]) -> Conflict:
    assert len(found) == 1, found
    return found[0]


def test_two_posts_too_close_on_one_network_are_named_with_how_far_apart_they_are() -> None:
    plan = [an_entry("Agua", NOON), an_entry("Parques", NOON + timedelta(minutes=10))]
    conflict = only(conflicts_of(plan, rules(gap=timedelta(minutes=60))))
    assert conflict.kind is ConflictKind.TOO_CLOSE
    said = "«Agua» y «Parques» salen en Facebook con 10 minutos de diferencia; se aconsejan al menos 60 minutos."
    assert conflict.sentence == said
    assert conflict.entries == ("PUB-20261201-AGUA", "PUB-20261201-PARQUES")


def test_two_posts_too_close_on_several_networks_are_one_conflict_with_the_longest_distance() -> None:
    everywhere = (Network.X, Network.FACEBOOK, Network.INSTAGRAM)
    gaps = {network: NetworkPlanRules(gap=timedelta(minutes=20 * number)) for number, network in enumerate(everywhere)}
    plan = [an_entry(title, at, networks=everywhere) for title, at in (("Agua", NOON), ("Parques", NOON))]
    conflict = only(conflicts_of(plan, PlanRules(gaps)))
    said = "«Agua» y «Parques» salen en Facebook e Instagram a la misma hora; se aconsejan al menos 40 minutos."
    assert (conflict.sentence, conflict.networks) == (said, (Network.FACEBOOK, Network.INSTAGRAM))


def test_posts_of_different_networks_or_just_far_enough_are_not_too_close() -> None:
    elsewhere = [an_entry("Agua"), an_entry("Parques", networks=(Network.X,))]
    both = PlanRules({network: NetworkPlanRules(gap=HOUR) for network in (Network.X, Network.FACEBOOK)})
    assert conflicts_of(elsewhere, both) == ()
    assert conflicts_of([an_entry("Agua"), an_entry("Parques", NOON + HOUR)], rules(gap=HOUR)) == ()


def test_a_holiday_is_named_and_movable_feasts_are_found() -> None:
    conflict = only(conflicts_of([an_entry()], PlanRules(holidays=[CHRISTMAS])))
    assert conflict.sentence == "«Parques» sale el viernes 25 de diciembre de 2026, día inhábil: Navidad."
    good_friday = an_entry(at=local_instant(datetime(2027, 3, 26, 9, tzinfo=LOCAL_ZONE)))
    found = conflicts_of([good_friday], PlanRules(holidays=[NamedHoliday("Viernes Santo", FromEaster(-2))]))
    assert only(found).kind is ConflictKind.HOLIDAY


def test_a_window_that_does_not_exempt_it_is_shown_to_the_second_and_by_the_day_without_an_hour() -> None:
    window = BlackoutWindow(
        name="Veda electoral", opens_at=NOON, closes_at=NOON + HOUR, exempt_categories=frozenset({"salud"})
    )
    ruled = PlanRules(windows=[window])
    assert only(conflicts_of([an_entry()], ruled)).kind is ConflictKind.BLACKOUT
    assert conflicts_of([an_entry(at=NOON + HOUR)], ruled) == ()
    assert conflicts_of([an_entry(category="Salud")], ruled) == ()
    assert only(conflicts_of([an_entry(at=None)], ruled)).kind is ConflictKind.BLACKOUT
    assert conflicts_of([an_entry(at=None, on=DAY + timedelta(days=1))], ruled) == ()


def test_a_network_s_quota_the_advised_number_and_the_day_s_money_are_told_apart() -> None:
    plan = [an_entry(f"P{number}", NOON + number * HOUR) for number in range(3)]
    assert only(conflicts_of(plan, rules(quota=2))).kind is ConflictKind.QUOTA
    too_many = only(conflicts_of(plan, rules(most_per_day=2)))
    assert "hay 3 publicaciones en Facebook, más de las 2 aconsejadas: «P0», «P1» y «P2»" in too_many.sentence
    dear = [replace(entry, prices={Network.FACEBOOK: Decimal("0.20")}) for entry in plan]
    price = only(conflicts_of(dear, rules(most_usd_per_day=Decimal("0.50"))))
    assert "costaría 0.60 dólares, más de los 0.50 previstos" in price.sentence
    assert conflicts_of(dear, rules(most_usd_per_day=Decimal("0.60"), quota=3, most_per_day=3)) == ()


def test_the_same_graphic_twice_in_a_day_is_shown_and_on_two_days_is_not() -> None:
    one, other = an_entry("Agua", pictures=frozenset("ab")), an_entry("Parques", NOON + HOUR, pictures=frozenset("bc"))
    conflict = only(conflicts_of([one, other], PlanRules()))
    assert conflict.sentence == "«Agua» y «Parques» usan el mismo gráfico el viernes 25 de diciembre de 2026."
    assert conflicts_of([one, replace(other, on=DAY + timedelta(days=1))], PlanRules()) == ()


def test_what_lies_outside_its_campaign_is_shown_beside_the_nearest_of_that_name() -> None:
    campaigns = [
        new_campaign(f"CAM-{first:%Y%m%d}-A", "Buen Fin", first=first, last=last, goals=Goals(), by="ana", now=NOW)
        for first, last in [(date(2025, 11, 1), date(2025, 11, 30)), (date(2026, 11, 1), date(2026, 11, 30))]
    ]
    conflict = only(conflicts_of([an_entry(campaign="buen fin")], PlanRules(campaigns=campaigns)))
    assert conflict.kind is ConflictKind.OUTSIDE_CAMPAIGN
    assert "(del domingo 1 de noviembre de 2026 al lunes 30 de noviembre de 2026)" in conflict.sentence
    inside = an_entry(campaign="Buen Fin", on=date(2025, 11, 30))
    assert conflicts_of([inside, an_entry("Otra", NOON, campaign="Otra")], PlanRules(campaigns=campaigns)) == ()


def test_an_authorisation_that_ends_before_the_hour_is_shown() -> None:
    plan = [an_entry(authorised_until=NOON), an_entry("Agua", authorised_until=NOON + HOUR)]
    assert only(conflicts_of(plan, PlanRules())).entries == ("PUB-20261201-PARQUES",)


@pytest.mark.parametrize("state", [PlanState.WITHDRAWN, PlanState.PUBLISHED])
def test_what_is_over_is_nothing_to_plan_around_among_itself(state: PlanState) -> None:
    over = [an_entry(title, pictures=frozenset("a"), state=state) for title in ("Agua", "Parques")]
    assert conflicts_of(over, replace(rules(gap=HOUR, most_per_day=1, quota=1), holidays=[CHRISTMAS])) == ()


def test_what_is_out_stands_in_the_way_of_what_is_planned_and_what_was_withdrawn_does_not() -> None:
    planned = an_entry("Agua", NOON + timedelta(minutes=5), state=PlanState.PLANNED)
    assert only(conflicts_of([an_entry(state=PlanState.PUBLISHED), planned], rules(gap=HOUR))).kind == "too_close"
    assert conflicts_of([an_entry(state=PlanState.WITHDRAWN), planned], rules(gap=HOUR)) == ()


entries = st.lists(
    st.builds(
        an_entry,
        title=st.sampled_from("abcdefghij"),
        at=st.none() | st.integers(0, 2880).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        pictures=st.frozensets(st.sampled_from("xyz"), max_size=2),
        state=st.sampled_from(PlanState),
        networks=st.sets(st.sampled_from([Network.X, Network.FACEBOOK]), min_size=1).map(tuple),
    ),
    unique_by=lambda entry: entry.id,
    max_size=8,
)
gaps = st.integers(0, 300).map(lambda minutes: timedelta(minutes=minutes))


@given(entries, gaps, st.randoms())
def test_the_order_of_the_entries_changes_no_conflict(plan: list[Entry], gap: timedelta, random: object) -> None:
    ruled = replace(rules(gap=gap, most_per_day=2, quota=3), holidays=[CHRISTMAS])
    shuffled = list(plan)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # what hypothesis draws
    assert conflicts_of(shuffled, ruled) == conflicts_of(plan, ruled)


@given(entries, gaps)
def test_exactly_the_pairs_within_the_distance_are_too_close(plan: list[Entry], gap: timedelta) -> None:
    found = {one.entries for one in conflicts_of(plan, rules(gap=gap)) if one.kind is ConflictKind.TOO_CLOSE}
    there = [
        one for one in plan if Network.FACEBOOK in one.networks and one.at and one.state is not PlanState.WITHDRAWN
    ]
    expected = {
        tuple(sorted((one.id, other.id)))
        for one, other in combinations(there, 2)
        if one.at and other.at and abs(one.at - other.at) < gap and not (one.is_fixed and other.is_fixed)
    }
    assert found == expected


@given(entries, gaps)
def test_every_conflict_names_entries_of_the_plan_and_quotes_at_least_one_of_them(
    plan: list[Entry], gap: timedelta
) -> None:
    titles = {entry.id: entry.title for entry in plan}
    for conflict in conflicts_of(plan, replace(rules(gap=gap, most_per_day=2), holidays=[CHRISTMAS])):
        assert set(conflict.entries) <= set(titles)
        assert any(f"«{titles[entry]}»" in conflict.sentence for entry in conflict.entries)


@given(entries, gaps)
def test_without_one_of_two_that_conflict_the_conflict_is_gone(plan: list[Entry], gap: timedelta) -> None:
    ruled = rules(gap=gap)
    for conflict in conflicts_of(plan, ruled):
        left = [entry for entry in plan if entry.id != conflict.entries[0]]
        assert conflict not in conflicts_of(left, ruled)
