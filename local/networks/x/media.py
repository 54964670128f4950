"""Media on X: in one shot, or in parts; then the alt text. A medium not used in a day is gone."""

import base64
import binascii
from datetime import timedelta

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.pictures import look_at
from local.networks.state import Medium
from local.networks.world import World
from local.networks.x import prices
from local.networks.x.bodies import AppendUpload, CreateMetadata, InitializeUpload, UploadMedia, parse, parse_json
from local.networks.x.media_rules import MAX_PART_BYTES, why_failed, why_not_together, why_refused
from local.networks.x.media_shown import answer, described
from local.networks.x.problems import bad_request, invalid_request, not_found, refuse

LIFE = timedelta(hours=24)
FAULTY = "InvalidMedia: the file could not be processed."


def usable_media(world: World, call: Call, media_ids: list[str]) -> list[str]:
    """Give the media of a post, or refuse when one is not the caller's, not ready, failed or gone, or not to be mixed."""
    now = world.now()
    found = [world.medium("x", medium_id) for medium_id in media_ids]
    good = [m for m in found if m and m.owner == call.person.key and m.sha256 and not m.failure_said]
    usable = [m for m in good if m.ready_at <= now < m.expires_at]
    if [m.id for m in usable] != media_ids or "media_expired" in call.hints:
        refuse(bad_request("Your media IDs are invalid."))
    if problem := why_not_together(usable):
        refuse(bad_request(problem))
    return media_ids


def upload(world: World, call: Call) -> Answer:
    """POST /2/media/upload: a picture in one shot, as base64 in JSON or as a file of a form."""
    if call.files:
        order = parse(UploadMedia, {**call.form, "media": ""})
        content = call.files["media"].content if "media" in call.files else b""
    else:
        order = parse_json(UploadMedia, call)
        content = _decoded(order.media)
    medium = _new_medium(world, call, order.media_category, "", len(content))
    _store(world, call, medium, content)
    if medium.failure_said:
        refuse(bad_request(medium.failure_said))
    return answer(world, medium)


def initialize(world: World, call: Call) -> Answer:
    """POST /2/media/upload/initialize: begin an upload in parts."""
    order = parse_json(InitializeUpload, call)
    if problem := why_refused(order.media_category, order.media_type, order.total_bytes):
        refuse(bad_request(problem))
    medium = _new_medium(world, call, order.media_category, order.media_type, order.total_bytes)
    return Answer(200, {"data": described(world, medium)})


def append(world: World, call: Call) -> Answer:
    """POST /2/media/upload/{id}/append: one part."""
    medium = _own(world, call, call.target["id"])
    if call.files:
        order = parse(AppendUpload, {**call.form, "media": ""})
        content = call.files["media"].content if "media" in call.files else b""
    else:
        order = parse_json(AppendUpload, call)
        content = _decoded(order.media)
    if medium.sha256 or not 0 < len(content) <= MAX_PART_BYTES:
        refuse(bad_request("The segment is empty, too large, or comes after FINALIZE."))
    medium.segments[int(order.segment_index)] = content
    return Answer(200, {"data": {"expires_at": int(medium.expires_at.timestamp())}})


def finalize(world: World, call: Call) -> Answer:
    """POST /2/media/upload/{id}/finalize: put the parts together and process them. Once: a second time is refused."""
    medium = _own(world, call, call.target["id"])
    if medium.sha256:
        refuse(bad_request("The upload was finalized already."))
    content = b"".join(part for _, part in sorted(medium.segments.items()))
    if len(content) != medium.total_bytes or not content:
        refuse(bad_request("Segments do not add up to provided total file size."))
    medium.segments.clear()
    medium.finalized_at = world.now()
    medium.ready_at = medium.finalized_at + timedelta(seconds=world.settings.x_media_processing_seconds)
    _store(world, call, medium, content)
    return answer(world, medium)


def status(world: World, call: Call) -> Answer:
    """GET /2/media/upload?command=STATUS&media_id=: how far the processing is."""
    medium = _own(world, call, call.query.get("media_id", ""))
    return answer(world, medium, is_status=True)


def describe(world: World, call: Call) -> Answer:
    """POST /2/media/metadata: the alt text, up to 1,000 characters."""
    order = parse_json(CreateMetadata, call)
    medium = _own(world, call, order.id)
    prices.charge(world, call, prices.MEDIA_METADATA)
    alt_text = order.metadata.alt_text.text if order.metadata.alt_text else ""
    medium.alt_text = alt_text
    return Answer(200, {"data": {"id": medium.id, "associated_metadata": {"alt_text": {"text": alt_text}}}})


def _own(world: World, call: Call, medium_id: str) -> Medium:
    medium = world.medium("x", medium_id)
    if medium is None or medium.owner != call.person.key or medium.expires_at <= world.now():
        refuse(not_found("media_id", medium_id, "media"))
    return medium


def _new_medium(world: World, call: Call, category: str, mime_type: str, total_bytes: int) -> Medium:
    now = world.now()
    medium = Medium(
        id=ids.snowflake(world.state, now),
        network="x",
        owner=call.person.key,
        created_at=now,
        ready_at=now,
        expires_at=now + LIFE,
        category=category,
        mime_type=mime_type,
        total_bytes=total_bytes,
    )
    world.state.media[medium.id] = medium
    return medium


def _store(world: World, call: Call, medium: Medium, content: bytes) -> None:
    """Keep what was uploaded; what is not of its category, or too large, fails."""
    facts = look_at(content)
    medium.failure_said = why_failed(medium.category, content) or (FAULTY if "media_error" in call.hints else None)
    medium.mime_type = facts.mime_type if facts else medium.mime_type
    size = (facts.width, facts.height) if facts else (0, 0)
    medium.sha256 = world.keep_picture(content, medium.mime_type or "application/octet-stream", size)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        refuse(invalid_request("$.media: is not base64"))
