"""The JSON bodies X takes. What they do not define is refused."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from local.networks.calls import Call
from local.networks.x.problems import invalid_request, refuse

XId = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")]
ReplySettings = Literal["following", "mentionedUsers", "subscribers", "verified"]


class Body(BaseModel):
    """A body without additional properties."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Reply(Body):
    """Which post is answered."""

    in_reply_to_tweet_id: XId
    exclude_reply_user_ids: list[XId] = []
    auto_populate_reply_metadata: bool = True


class PostMedia(Body):
    """Which media a post shows."""

    media_ids: Annotated[list[XId], Field(min_length=1, max_length=4)]
    tagged_user_ids: Annotated[list[XId], Field(max_length=10)] = []
    call_to_actions: dict[str, Any] | None = None
    description: str | None = None
    embeddable: bool | None = None
    preview_media_id: XId | None = None
    title: str | None = None


class EditOptions(Body):
    """Which post is edited."""

    previous_post_id: XId


class CreatePost(Body):
    """POST /2/tweets. What is not simulated is taken and left."""

    text: str = ""
    reply: Reply | None = None
    media: PostMedia | None = None
    quote_tweet_id: XId | None = None
    edit_options: EditOptions | None = None
    reply_settings: ReplySettings | None = None
    card_uri: str | None = None
    community_id: XId | None = None
    direct_message_deep_link: str | None = None
    for_super_followers_only: bool | None = None
    geo: dict[str, Any] | None = None
    made_with_ai: bool | None = None
    nullcast: bool | None = None
    paid_partnership: bool | None = None
    poll: dict[str, Any] | None = None
    share_with_followers: bool | None = None


class UploadMedia(Body):
    """POST /2/media/upload, in one shot."""

    media: str
    media_category: Literal["tweet_image", "dm_image", "subtitles"]
    media_type: str | None = None
    additional_owners: list[XId] | str = []
    shared: bool = False


class InitializeUpload(Body):
    """POST /2/media/upload/initialize."""

    media_category: Literal[
        "amplify_video", "tweet_gif", "tweet_image", "tweet_video", "dm_gif", "dm_image", "dm_video"
    ]
    media_type: str
    total_bytes: Annotated[int, Field(ge=0, le=17_179_869_184)]
    shared: bool = False
    additional_owners: list[XId] = []


class AppendUpload(Body):
    """POST /2/media/upload/{id}/append."""

    media: str
    segment_index: Annotated[int, Field(ge=0, le=999)] | Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}$")]


class AltText(Body):
    """The description of a picture."""

    text: Annotated[str, StringConstraints(max_length=1000)]


class Metadata(BaseModel):
    """What is said about a medium; only the alt text is simulated."""

    alt_text: AltText | None = None


class CreateMetadata(Body):
    """POST /2/media/metadata."""

    id: XId
    metadata: Metadata = Metadata()


BodyT = TypeVar("BodyT", bound=BaseModel)


def parse(kind: type[BodyT], document: Any) -> BodyT:
    """Read a body, or refuse it with what is wrong where."""
    if not isinstance(document, dict):
        refuse(invalid_request("Requests with bodies must have content-type of application/json."))
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
        refuse(invalid_request(_message(".".join(map(str, problem["loc"])), problem["type"], problem["msg"])))


def parse_json(kind: type[BodyT], call: Call) -> BodyT:
    """Read the JSON body of a call."""
    return parse(kind, call.json if call.content_type == "application/json" else None)


def _message(where: str, kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"$.{where}: is not defined in the schema and the schema does not allow additional properties"
    return f"$.{where}: {message}"
