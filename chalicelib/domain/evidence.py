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
from typing import Any

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
    """A post that went out: León's hour, its format and campaign, its comments and how many were good or bad, its reactions."""

    hour: int
    form: str
    campaign: str
    comments: int
    positive: int = 0
    negative: int = 0
    reactions: int | None = None
    """As its network counts them; None where that is not on record."""


class Interval(BaseModel):
    """Between which values something lies, in 95 of 100 such cases."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    low: float
    high: float


class Group(BaseModel):
    """
    What is known of the posts of one hour, format or campaign.

    `comments_per_post` is the shrunken mean; `positive_share` is of the comments that were good or bad, None without any.
    `reactions_per_post` is the shrunken mean over the `counted` posts whose reactions are on record; None where none is.
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
    counted: int = 0
    reactions: int = 0
    reactions_per_post: float | None = None
    reactions_interval: Interval | None = None
    reactions_say: str = texts.REACTIONS_UNKNOWN
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
    comments, reactions = _Drawn([post.comments for post in posts]), _Drawn(_reactions(posts))
    grouped = _grouped(posts, key)
    groups = [
        _group(name, members, comments, reactions, is_advised=name in advised) for name, members in grouped.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.posts, group.name)))


def _grouped(posts: Iterable[Seen], key: Callable[[Seen], str]) -> Mapping[str, list[Seen]]:
    grouped: dict[str, list[Seen]] = defaultdict(list)
    for post in posts:
        grouped[key(post)].append(post)
    return grouped


def _reactions(posts: Iterable[Seen]) -> list[int]:
    return [post.reactions for post in posts if post.reactions is not None]


class _Drawn:
    """What all posts of the network drew: the mean, and the variance that the counts show, never less than a Poisson's."""

    def __init__(self, counts: Sequence[int]) -> None:
        self.mean = sum(counts) / len(counts) if counts else 0.0
        self.variance = max(self.mean, _variance(counts, self.mean))

    def expected(self, counts: Sequence[int]) -> tuple[float, Interval]:
        """Give what a post of a group is expected to draw, and between which values."""
        expected = shrunken_mean(sum(counts), len(counts), self.mean)
        half = Z_95 * sqrt(self.variance / (len(counts) + PRIOR_POSTS))
        return expected, Interval(low=max(0.0, expected - half), high=expected + half)


def _variance(counts: Sequence[int], mean: float) -> float:
    return sum((count - mean) ** 2 for count in counts) / (len(counts) - 1) if len(counts) > 1 else 0.0


def _group(name: str, posts: Sequence[Seen], comments: _Drawn, reactions: _Drawn, *, is_advised: bool) -> Group:
    counts, count = [post.comments for post in posts], len(posts)
    positive = sum(post.positive for post in posts)
    judged = positive + sum(post.negative for post in posts)
    expected, interval = comments.expected(counts)
    return Group(
        name=name,
        posts=count,
        comments=sum(counts),
        comments_per_post=expected,
        comments_interval=interval,
        judged=judged,
        positive_share=positive / judged if judged else None,
        positive_interval=wilson(positive, judged),
        says=_says(count, interval, comments.mean),
        is_advised=is_advised,
        **_received(_reactions(posts), reactions),
    )


def _received(counts: Sequence[int], reactions: _Drawn) -> dict[str, Any]:
    """Give the fields of `Group` on reactions; nothing is said of a group of which no network tells any."""
    if not counts:
        return {}
    expected, interval = reactions.expected(counts)
    return {
        "counted": len(counts),
        "reactions": sum(counts),
        "reactions_per_post": expected,
        "reactions_interval": interval,
        "reactions_say": _says(len(counts), interval, reactions.mean, texts.MORE_REACTIONS, texts.FEWER_REACTIONS),
    }


def _says(count: int, interval: Interval, mean: float, better: str = texts.BETTER, worse: str = texts.WORSE) -> str:
    """Say only what the interval lets one say: that it holds the network's mean, or does not."""
    if count < ENOUGH_POSTS:
        return texts.FEW
    if interval.low > mean:
        return better
    return worse if interval.high < mean else texts.LIKE_THE_REST
