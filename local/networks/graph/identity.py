"""Who a token is, and what it may do."""

from local.networks.calls import Answer, Call
from local.networks.graph import post_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.errors import refuse
from local.networks.people import ACCOUNTS, PEOPLE_BY_GRAPH_TOKEN, Person
from local.networks.world import World

PAGE_SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_posts",
    "pages_manage_engagement",
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_contents",
)


def me(_world: World, call: Call) -> Answer:
    """GET /me: the Page for its token, a citizen for theirs."""
    if call.person.is_us:
        return Answer(200, post_node.show_page(parse_fields(call)))
    return Answer(200, {"name": call.person.name, "id": call.person.facebook_id})


def debug_token(world: World, call: Call) -> Answer:
    """GET /debug_token: what is known of the token in `input_token`."""
    token = call.parameters.get("input_token")
    if not token:
        refuse("bad_parameter", detail="The parameter input_token is required")
    return Answer(200, {"data": _facts(world, PEOPLE_BY_GRAPH_TOKEN.get(token))})


def _facts(world: World, person: Person | None) -> dict[str, object]:
    if person is None:
        problem = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
        return {"error": problem, "is_valid": False, "scopes": []}
    ends = world.settings.graph_token_expires_at if person.is_us else None
    scopes = PAGE_SCOPES if person.is_us else ("public_profile",)
    return {
        "app_id": ACCOUNTS.facebook.app_id,
        "type": "PAGE" if person.is_us else "USER",
        "application": "Portavoz",
        "data_access_expires_at": int(world.now().timestamp()) + 90 * 86_400,
        "expires_at": int(ends.timestamp()) if ends else 0,
        "is_valid": ends is None or ends > world.now(),
        "profile_id": person.facebook_id,
        "scopes": [scope for scope in scopes if scope not in world.settings.graph_missing_scopes],
    }
