"""
What worked before, as evidence with its uncertainty (manual 5.1): advice beside the calendar, never a rule.

A bare average of three posts says nothing. Means are drawn towards the network's own mean by as much as `PRIOR_POSTS` posts
weigh (empirical Bayes; Efron and Morris, 1975), and carry an interval whose variance is what the counts themselves show, never
less than a Poisson's (quasi-likelihood; McCullagh and Nelder, 9.2). Shares carry Wilson's interval (Wilson, 1927).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pydantic import BaseModel, ConfigDict

from chalicelib.texts_es import plan as texts

Z_95 = 1.959964
"""The normal quantile of a 95 % interval."""

PRIOR_POSTS = 5
"""How many posts the network's mean weighs against a group's own."""

ENOUGH_POSTS = 10
"""Below this nothing is said of a group."""


@dataclass(frozen=True)
class Seen:
    """A post that went out: León's hour, its format and campaign, its comments, and how many of them were good or bad."""

    hour: int
    form: str
    campaign: str
    comments: int
    positive: int = 0
    negative: int = 0


class Interval(BaseModel):
    """Between which values something lies, in 95 of 100 such cases."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    low: float
    high: float


class Group(BaseModel):
    """
    What is known of the posts of one hour, format or campaign.

    `comments_per_post` is the shrunken mean; `positive_share` is of the comments that were good or bad, None without any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    posts: int
    comments: int
    comments_per_post: float
    comments_interval: Interval
    judged: int
    positive_share: float | None
    positive_interval: Interval
    says: str
    is_advised: bool = False
    """Whether the strategy names this hour among its best."""


def wilson(successes: int, trials: int, z: float = Z_95) -> Interval:
    """Give Wilson's interval of a share: within 0 and 1, and all of it when there are no trials."""
    if trials == 0:
        return Interval(low=0, high=1)
    share, weight = successes / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / trials + weight / (4 * trials)) / (1 + weight)
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))


def shrunken_mean(total: int, count: int, prior_mean: float) -> float:
    """Give a group's mean, drawn towards the prior by as much as `PRIOR_POSTS` posts weigh."""
    return (total + PRIOR_POSTS * prior_mean) / (count + PRIOR_POSTS)


def groups_of(
    posts: Sequence[Seen], key: Callable[[Seen], str], advised: frozenset[str] = frozenset()
) -> tuple[Group, ...]:
    """Group posts by a key and say what is known of each group, the most posts first. The order of the posts is nothing."""
    if not posts:
        return ()
    mean = sum(post.comments for post in posts) / len(posts)
    variance = max(mean, _variance([post.comments for post in posts], mean))
    grouped = _grouped(posts, key)
    groups = [_group(name, members, mean, variance, is_advised=name in advised) for name, members in grouped.items()]
    return tuple(sorted(groups, key=lambda group: (-group.posts, group.name)))


def _grouped(posts: Iterable[Seen], key: Callable[[Seen], str]) -> Mapping[str, list[Seen]]:
    grouped: dict[str, list[Seen]] = defaultdict(list)
    for post in posts:
        grouped[key(post)].append(post)
    return grouped


def _variance(counts: Sequence[int], mean: float) -> float:
    return sum((count - mean) ** 2 for count in counts) / (len(counts) - 1) if len(counts) > 1 else 0.0


def _group(name: str, posts: Sequence[Seen], mean: float, variance: float, *, is_advised: bool) -> Group:
    comments, count = sum(post.comments for post in posts), len(posts)
    positive = sum(post.positive for post in posts)
    judged = positive + sum(post.negative for post in posts)
    expected = shrunken_mean(comments, count, mean)
    half = Z_95 * sqrt(variance / (count + PRIOR_POSTS))
    interval = Interval(low=max(0.0, expected - half), high=expected + half)
    return Group(
        name=name,
        posts=count,
        comments=comments,
        comments_per_post=expected,
        comments_interval=interval,
        judged=judged,
        positive_share=positive / judged if judged else None,
        positive_interval=wilson(positive, judged),
        says=_says(count, interval, mean),
        is_advised=is_advised,
    )


def _says(count: int, interval: Interval, mean: float) -> str:
    """Say only what the interval lets one say: that it holds the network's mean, or does not."""
    if count < ENOUGH_POSTS:
        return texts.FEW
    if interval.low > mean:
        return texts.BETTER
    return texts.WORSE if interval.high < mean else texts.LIKE_THE_REST
