"""What citizens said, out of a page of posts on X."""

from typing import NamedTuple

from chalicelib.adapters.networks.answers import each
from chalicelib.adapters.networks.x.pages import RawPage
from chalicelib.adapters.networks.x.tweets import Tweet, instant_of
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network


class Said(NamedTuple):
    """The posts of a page that could be read, and those of them that are comments."""

    tweets: list[Tweet]
    comments: tuple[NetworkComment, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all that was shown: each is billed."""
        return tuple(tweet.id for tweet in self.tweets)


def said_in(answer: RawPage, our_id: str) -> Said:
    """Read a page. Our own posts are no comments, nor is a post that somebody only passes on."""
    tweets, _ = each(Tweet, answer.data)
    handles = {user.id: user.username for user in answer.includes.users}
    said = (_comment(tweet, handles) for tweet in tweets if _is_comment(tweet, our_id))
    return Said(tweets, tuple(comment for comment in said if comment is not None))


def _is_comment(tweet: Tweet, our_id: str) -> bool:
    return tweet.author_id != our_id and tweet.refers_to("retweeted") is None


def _comment(tweet: Tweet, handles: dict[str, str]) -> NetworkComment | None:
    """Give a post as a comment; an edited one keeps its first id and instant, so its record never moves."""
    created_at = tweet.published_at
    if created_at is None:
        return None
    post_id = _answered_post(tweet)
    parent_id = tweet.refers_to("replied_to")
    return NetworkComment(
        network=Network.X,
        network_id=tweet.original_id,
        answer_id=tweet.newest_id,
        version_id=tweet.newest_id,
        network_post_id=post_id,
        network_post_at=instant_of(post_id) if post_id else None,
        parent_id=parent_id if parent_id != post_id else None,
        author_handle=handles.get(tweet.author_id or ""),
        author_id=tweet.author_id,
        text=tweet.text,
        created_at=created_at,
    )


def _answered_post(tweet: Tweet) -> str | None:
    """
    Name the post a mention is about: the root of its conversation, else what it answers or quotes.

    Whether that post is ours, its record tells: a stranger's conversation has none.
    """
    if tweet.conversation_id and tweet.conversation_id not in {tweet.id, tweet.original_id}:
        return tweet.conversation_id
    return tweet.refers_to("replied_to") or tweet.refers_to("quoted")
