"""5.1 Evidence: few posts say little, many say what they say, and an interval holds what it promises."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.evidence import ENOUGH_POSTS, Group, Seen, groups_of, shrunken_mean, wilson
from chalicelib.texts_es import plan as texts


def posts(hour: int, comments: int, count: int) -> list[Seen]:
    return [Seen(hour=hour, form="image", campaign="", comments=comments) for _ in range(count)]


def by_hour(seen: list[Seen]) -> dict[str, Group]:
    return {group.name: group for group in groups_of(seen, lambda post: str(post.hour))}


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_wilsons_interval_is_that_of_the_literature(successes: int, trials: int, low: float, high: float) -> None:
    """The last two are of Newcombe (1998), table I, method 3."""
    found = wilson(successes, trials)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-4)


def test_a_share_of_nothing_may_be_anything() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilsons_interval_lies_within_a_share_and_around_the_one_seen(successes: int, trials: int) -> None:
    seen = min(successes, trials) / trials
    found = wilson(min(successes, trials), trials)
    assert 0 <= found.low <= seen + 1e-12
    assert seen - 1e-12 <= found.high <= 1


def test_wilsons_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    random = Random(7)
    held = 0
    for _ in range(1000):
        share, trials = random.uniform(0.05, 0.95), random.randint(5, 60)
        found = wilson(sum(random.random() < share for _ in range(trials)), trials)
        held += found.low <= share <= found.high
    assert 0.93 <= held / 1000 <= 0.98


@given(st.integers(0, 10_000), st.integers(1, 1000), st.floats(0, 1000))
def test_a_mean_is_drawn_towards_the_networks_and_never_past_it(total: int, count: int, prior: float) -> None:
    own = total / count
    found = shrunken_mean(total, count, prior)
    assert min(own, prior) - 1e-6 <= found <= max(own, prior) + 1e-6


def test_three_posts_that_went_well_prove_nothing_and_it_is_said_so() -> None:
    seen = [*posts(20, 30, 3), *posts(9, 5, 40)]
    found = by_hour(seen)
    assert found["20"].says == texts.FEW
    assert found["20"].comments_per_post < 20


def test_many_posts_that_went_well_are_told_from_the_rest() -> None:
    seen = [*posts(20, 30, 40), *posts(9, 5, 40)]
    found = by_hour(seen)
    assert (found["20"].says, found["9"].says) == (texts.BETTER, texts.WORSE)
    assert found["20"].posts >= ENOUGH_POSTS


def test_hours_that_differ_by_chance_alone_are_seldom_told_apart() -> None:
    random = Random(11)
    said = 0
    for _ in range(200):
        seen = [
            Seen(hour=hour, form="image", campaign="", comments=sum(random.random() < 0.1 for _ in range(100)))
            for hour in (9, 20)
            for _ in range(20)
        ]
        said += sum(group.says in {texts.BETTER, texts.WORSE} for group in by_hour(seen).values())
    assert said / 400 < 0.05


def test_the_positive_share_is_of_what_is_good_or_bad_and_none_without_any() -> None:
    seen = [
        Seen(hour=9, form="image", campaign="", comments=9, positive=3, negative=1),
        Seen(hour=20, form="image", campaign="", comments=4),
    ]
    found = by_hour(seen)
    assert (found["9"].positive_share, found["9"].judged) == (0.75, 4)
    assert (found["20"].positive_share, found["20"].positive_interval.high) == (None, 1)
    assert by_hour([]) == {}


def reacted(hour: int, reactions: int | None, count: int) -> list[Seen]:
    return [Seen(hour=hour, form="image", campaign="", comments=5, reactions=reactions) for _ in range(count)]


def test_reactions_tell_hours_apart_that_comments_do_not() -> None:
    found = by_hour([*reacted(20, 90, 40), *reacted(9, 10, 40)])
    assert (found["20"].reactions_say, found["9"].reactions_say) == (texts.MORE_REACTIONS, texts.FEWER_REACTIONS)
    assert (found["20"].says, found["20"].reactions, found["20"].counted) == (texts.LIKE_THE_REST, 3600, 40)


def test_three_posts_with_many_reactions_prove_nothing() -> None:
    found = by_hour([*reacted(20, 300, 3), *reacted(20, None, 37), *reacted(9, 10, 40)])
    assert (found["20"].reactions_say, found["20"].counted, found["20"].posts) == (texts.FEW, 3, 40)
    interval = found["20"].reactions_interval
    assert interval
    assert interval.low < 300
    assert interval.high > (found["20"].reactions_per_post or 0)


def test_posts_whose_reactions_are_unknown_draw_no_mean_down() -> None:
    known = by_hour(reacted(9, 10, 20))["9"]
    mixed = by_hour([*reacted(9, 10, 20), *reacted(9, None, 20)])["9"]
    assert mixed.reactions_per_post == known.reactions_per_post == 10
    unknown = by_hour(reacted(9, None, 20))["9"]
    assert (unknown.reactions_per_post, unknown.reactions_interval) == (None, None)
    assert unknown.reactions_say == texts.REACTIONS_UNKNOWN
