"""The fields a reader of X may ask for, in both dialects, and what was asked. Unknown ones are dropped silently."""

from dataclasses import dataclass
from typing import Literal

from local.networks.calls import Call
from local.networks.settings import Settings

Dialect = Literal["tweet", "post"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHARED_FIELDS = _words(
    """
    article attachments card_uri community_id context_annotations conversation_id created_at display_text_range
    edit_controls entities geo id lang matched_media_notes media_metadata non_public_metrics
    note_request_suggestions organic_metrics paid_partnership possibly_sensitive promoted_metrics public_metrics
    reply_settings scopes source suggested_source_links suggested_source_links_with_counts text withheld
    """
)
TWEET_FIELDS = SHARED_FIELDS | {
    "author_id",
    "edit_history_tweet_ids",
    "in_reply_to_user_id",
    "note_tweet",
    "referenced_tweets",
}
POST_FIELDS = SHARED_FIELDS | {"article_title", "note_post"}

SHARED_EXPANSIONS = _words(
    """
    article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet
    attachments.poll_ids author_id entities.mentions.username geo.place_id in_reply_to_user_id
    """
)
TWEET_EXPANSIONS = SHARED_EXPANSIONS | {
    "edit_history_tweet_ids",
    "entities.note.mentions.username",
    "referenced_tweets.id",
    "referenced_tweets.id.attachments.media_keys",
    "referenced_tweets.id.author_id",
}
POST_EXPANSIONS = SHARED_EXPANSIONS | {"edit_history_post_ids", "referenced_posts", "username"}

USER_FIELDS = _words(
    """
    affiliation confirmed_email connection_status created_at description entities id is_identity_verified
    location most_recent_tweet_id name parody pinned_tweet_id profile_banner_url profile_image_url protected
    public_metrics receives_your_dm subscribes_to_you subscription subscription_type url username verified
    verified_followers_count verified_type withheld
    """
)

_NEUTRAL = {
    "edit_history_tweet_ids": "edit_history",
    "edit_history_post_ids": "edit_history",
    "referenced_tweets": "referenced",
    "referenced_tweets.id": "referenced",
    "referenced_posts": "referenced",
}

_BROUGHT = {
    "author_id": "author_id",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "referenced": "referenced",
    "attachments.media_keys": "attachments",
    "entities.mentions.username": "entities",
}
"""The field that an expansion shows along with what it expands."""


@dataclass(frozen=True)
class Asked:
    """What a reader asked for, in words of neither dialect (`referenced`, `edit_history`), and the dialect to answer in."""

    fields: frozenset[str]
    expansions: frozenset[str]
    user_fields: frozenset[str]
    dialect: Dialect

    def word(self, tweet_word: str, post_word: str) -> str:
        """Give the word of the dialect."""
        return tweet_word if self.dialect == "tweet" else post_word


def asked(call: Call, settings: Settings) -> Asked:
    """Read what a request asks for."""
    tweet_fields = _listed(call, "tweet.fields") & TWEET_FIELDS
    post_fields = _listed(call, "post.fields") & POST_FIELDS
    expansions = _neutral(_listed(call, "expansions") & (TWEET_EXPANSIONS | POST_EXPANSIONS))
    brought = {field for expansion, field in _BROUGHT.items() if expansion in expansions}
    return Asked(
        fields=_neutral(tweet_fields | post_fields) | brought,
        expansions=expansions,
        user_fields=_listed(call, "user.fields") & USER_FIELDS,
        dialect=_dialect(call, settings),
    )


def _dialect(call: Call, settings: Settings) -> Dialect:
    if settings.x_dialect != "as_asked":
        return settings.x_dialect
    return "post" if "post.fields" in call.query and "tweet.fields" not in call.query else "tweet"


def _listed(call: Call, name: str) -> frozenset[str]:
    return frozenset(part.strip() for part in call.query.get(name, "").split(",") if part.strip())


def _neutral(names: frozenset[str]) -> frozenset[str]:
    return frozenset(_NEUTRAL.get(name, name) for name in names)
