"""
What the Graph API answers when it refuses: one envelope, told apart by code and subcode.

Codes and words as in Meta's references on error handling, Page photos and the Instagram platform's error codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, NoReturn

from local.networks.calls import Answer, RefusedError


@dataclass(frozen=True)
class GraphError:
    """One error. `message` and `user_message` may have places to fill."""

    code: int
    message: str
    subcode: int | None = None
    kind: str = "OAuthException"
    status: int = HTTPStatus.BAD_REQUEST
    is_transient: bool = False
    user_title: str | None = None
    user_message: str | None = None


DOES_NOT_EXIST = (
    "Unsupported {method} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, "
    "or does not support this operation. Please read the Graph API documentation at "
    "https://developers.facebook.com/docs/graph-api"
)
SESSION_ENDED = (
    "Error validating access token: The session has been invalidated because the user changed their password or "
    "Facebook has changed the session for security reasons."
)
BLOCKED = "The action attempted has been deemed abusive or is otherwise disallowed"

ERRORS = {
    "does_not_exist": GraphError(100, DOES_NOT_EXIST, 33, "GraphMethodException"),
    "unknown_path": GraphError(100, "Unknown path components: {path}"),
    "nonexisting_field": GraphError(100, "(#100) Tried accessing nonexisting field ({field}) on node type ({node})"),
    "bad_parameter": GraphError(100, "(#100) {detail}"),
    "token_missing": GraphError(104, "An access token is required to request this resource."),
    "token_unknown": GraphError(190, "Invalid OAuth access token - Cannot parse access token"),
    "token_dead": GraphError(190, SESSION_ENDED, 460),
    "proof_wrong": GraphError(104, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException"),
    "permission_missing": GraphError(
        10, "(#10) Application does not have permission for this action", status=HTTPStatus.FORBIDDEN
    ),
    "not_yours": GraphError(200, "(#200) Permissions error", status=HTTPStatus.FORBIDDEN),
    "unknown": GraphError(1, "An unknown error occurred", status=HTTPStatus.INTERNAL_SERVER_ERROR, is_transient=True),
    "unavailable": GraphError(
        2,
        "An unexpected error has occurred. Please retry your request later.",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        is_transient=True,
    ),
    "app_limit": GraphError(
        4, "(#4) Application request limit reached", status=HTTPStatus.FORBIDDEN, is_transient=True
    ),
    "page_limit": GraphError(80001, "(#80001) There have been too many calls to this Page account. Wait a bit."),
    "instagram_limit": GraphError(80002, "(#80002) There have been too many calls to this Instagram account."),
    "blocked": GraphError(368, BLOCKED, user_title="You're Temporarily Blocked"),
    "duplicate": GraphError(506, "(#506) Duplicate status message", user_title="Duplicate Status Update"),
    "bad_link": GraphError(100, "(#100) The link URL is not properly formatted", 2061006),
    "own_link": GraphError(100, "(#100) Posts cannot show links to this site", 1609008),
    "not_your_app": GraphError(10, "(#10) This post was not created by this application", status=HTTPStatus.FORBIDDEN),
    "video_not_fetched": GraphError(389, "(#389) Unable to fetch video file from URL."),
    "video_not_ready": GraphError(100, "(#100) Video {id} is not ready to be published"),
    "bad_photo": GraphError(324, "(#324) Missing or invalid image file"),
    "large_photo": GraphError(
        324,
        "(#324) Missing or invalid image file",
        1366046,
        user_message="Photos should be smaller than 4 MB and saved as JPG, PNG, GIF, TIFF, HEIF or WebP files.",
    ),
    "ig_too_slow": GraphError(-2, "Timeout", 2207003, user_message="It takes too long to download the media."),
    "ig_expired": GraphError(
        -2, "Fatal", 2207020, user_message="The media you are trying to access has expired. Please try to upload again."
    ),
    "ig_failed": GraphError(
        -1, "Fatal", 2207032, user_message="Create media fail, please try to re-create media", is_transient=True
    ),
    "ig_spam": GraphError(
        4,
        "Application request limit reached",
        2207051,
        status=HTTPStatus.FORBIDDEN,
        user_message="We restrict certain activity to protect our community. Tell us if you think we made a mistake.",
    ),
    "ig_quota": GraphError(
        9,
        "Application request limit reached",
        2207042,
        user_message="You reached maximum number of posts that is allowed to be published by Content Publishing API.",
    ),
    "ig_no_container": GraphError(
        24,
        "The requested resource does not exist",
        2207008,
        user_message="The media builder with creation id = {id} does not exist or has been expired.",
    ),
    "ig_restricted": GraphError(
        25, "User access is restricted", 2207050, user_message="The Instagram account is restricted."
    ),
    "ig_media_type": GraphError(100, "Invalid parameter", 2207023, user_message="The media type {type} is unknown."),
    "ig_carousel": GraphError(
        100,
        "Invalid parameter",
        2207028,
        user_message="Your post won't work as a carousel. Carousels need at least 2 photos/videos and no more than 10 "
        "photos/videos.",
    ),
    "ig_not_fetched": GraphError(
        9004,
        "Only photo or video can be accepted as media type.",
        2207052,
        user_message="The media could not be fetched from this uri: {uri}",
    ),
    "ig_not_ready": GraphError(
        9007,
        "Media ID is not available",
        2207027,
        user_message="The media is not ready for publishing, please wait for a moment",
    ),
    "ig_too_large": GraphError(
        36000,
        "The image size is too large.",
        2207004,
        user_message="The image is too large to download. It should be less than 8 MiB.",
    ),
    "ig_format": GraphError(
        36001,
        "The image format is not supported.",
        2207005,
        user_message="The image format {format} is not supported. Supported formats are: JPEG.",
    ),
    "ig_ratio": GraphError(
        36003,
        "The aspect ratio is not supported.",
        2207009,
        user_message="The submitted image with aspect ratio {ratio} cannot be published. Please submit an image with a "
        "valid aspect ratio.",
    ),
    "ig_caption": GraphError(
        36004,
        "The caption is too long.",
        2207010,
        user_message="The submitted image's caption was {length} characters long. The maximum number of characters "
        "permitted for a caption is 2200. Please submit media with a shorter caption.",
    ),
}
"""Every error by a name of our own."""

NO_VALUES: Mapping[str, Any] = MappingProxyType({})


def error(
    name: str, *, status: int | None = None, code: int | None = None, values: Mapping[str, Any] = NO_VALUES
) -> Answer:
    """Write an error of the table. `status` and `code` outrank the table's."""
    known = ERRORS[name]
    body: dict[str, Any] = {
        "message": known.message.format(**values),
        "type": known.kind,
        "code": code or known.code,
        "fbtrace_id": "A6LJylpZRKw2xKLFsAP-cJh",
    }
    if known.subcode is not None:
        body |= {"error_subcode": known.subcode}
    if known.is_transient:
        body |= {"is_transient": True}
    if known.user_title or known.user_message:
        body |= {
            "error_user_title": known.user_title or known.message.format(**values),
            "error_user_msg": (known.user_message or known.message).format(**values),
        }
    return Answer(status or known.status, {"error": body})


def refuse(name: str, **values: str | int) -> NoReturn:
    """Refuse with an error of the table."""
    raise RefusedError(error(name, values=values))
