"""
What a container is asked for, by what a post carries and the form it takes. Content publishing: `POST /{ig}/media`.

    one picture → a post                one video → a reel, shown among the posts too
    several     → a carousel, a container each and one that holds them
    a story     → one picture or one video, without any caption
"""

from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.ports import OutgoingMedia, OutgoingPost

Fields = dict[str, str]

MOST_CHILDREN = 10


def check_form(post: OutgoingPost) -> None:
    """Refuse what Instagram has no form for, before anything is asked of it. Raises RejectedByServiceError."""
    if not post.media:
        raise RejectedByServiceError("Instagram takes no post without a graphic", code="media_missing")
    if len(post.media) > MOST_CHILDREN:
        raise RejectedByServiceError("Instagram: a carousel holds ten at most", code="too_many_media")
    if post.format is PostFormat.STORY and len(post.media) > 1:
        raise RejectedByServiceError("Instagram: a story shows one picture or one video", code="story_of_several")
    if post.format is PostFormat.STORY and post.text:
        # Left out, less would go out than was authorised.
        raise RejectedByServiceError("Instagram: a story has no caption", code="story_with_text")


def alone(post: OutgoingPost) -> Fields:
    """Give what the container of a post with one medium is asked for."""
    (media,) = post.media
    if post.format is PostFormat.STORY:
        return {"media_type": "STORIES", **_source(media)}
    if media.is_video:
        return {"media_type": "REELS", **_source(media), "share_to_feed": "true", "caption": post.text}
    return {**_source(media), **_alt_text(media), "caption": post.text}


def child(media: OutgoingMedia) -> Fields:
    """Give what the container of one medium of a carousel is asked for."""
    if media.is_video:
        return {"media_type": "VIDEO", **_source(media), "is_carousel_item": "true"}
    return {**_source(media), **_alt_text(media), "is_carousel_item": "true"}


def carousel(post: OutgoingPost, children: tuple[str, ...]) -> Fields:
    """Give what the container of a carousel is asked for."""
    return {"media_type": "CAROUSEL", "children": ",".join(children), "caption": post.text}


def _source(media: OutgoingMedia) -> Fields:
    return {"video_url" if media.is_video else "image_url": media.url}


def _alt_text(media: OutgoingMedia) -> Fields:
    return {"alt_text": media.alt_text} if media.alt_text else {}
