"""What Facebook and Instagram answer here has the fields, parameters and error codes of Meta's own references."""

import pytest

from local.networks import CitizenClient, Control
from local.networks.graph import comment_node, ig_comment_node, media_node, post_node, video_node
from local.networks.graph.errors import ERRORS
from local.networks.graph.fields import Node
from tests.contract.network_contracts import check_exchanges, graph_contract
from tests.contract.networks.clients import FacebookClient, InstagramClient, jpeg
from tests.contract.networks.graph_contract import GRAPH_OPERATIONS
from tests.shared import shared_json

DOES_NOT_EXIST = 33
"""A subcode everybody meets and no reference lists."""

UNLISTED = {200, 389}
"""The first of a range; and «unable to fetch video file from URL», which whoever publishes videos meets."""

COMMENT_FIELDS = "id,message,from,created_time,parent{id},is_hidden,can_comment,comment_count,permalink_url"


def test_every_answer_of_facebook_holds_to_metas_specification(
    facebook: FacebookClient, control: Control, lupita: CitizenClient
) -> None:
    photo_ids = [facebook.id_of(facebook.photo(jpeg(80 + n), published="false")) for n in range(2)]
    post_id = facebook.id_of(facebook.album("Dos fotos", *photo_ids))
    comment_id = lupita.comment_on_facebook(post_id, "¡Qué bonito!")
    reply_id = facebook.id_of(facebook.post(f"{comment_id}/comments", message="Gracias"))
    facebook.comments(post_id, filter="stream", order="chronological", fields=COMMENT_FIELDS, summary="true")
    facebook.get(f"{comment_id}/comments", fields="id,message")
    facebook.get(reply_id, fields=COMMENT_FIELDS)
    facebook.get(post_id, fields="id,message,permalink_url,created_time,attachments,comments{id}")
    facebook.get(photo_ids[0], fields="id,alt_text,page_story_id,width")
    facebook.get(f"{facebook.page_id}/published_posts", fields="id,message,created_time,is_published", limit=5)
    facebook.get(facebook.page_id, fields="id,name,instagram_business_account")
    facebook.post(comment_id, is_hidden="true")
    facebook.post(post_id, message="Dos fotos nuevas")
    facebook.delete(reply_id)
    facebook.delete(post_id)
    checked = check_exchanges(control.exchanges())
    assert checked == 16


def test_every_answer_of_instagram_holds_to_metas_specification(
    instagram: InstagramClient, control: Control, lupita: CitizenClient
) -> None:
    children = [instagram.id_of(instagram.container(is_carousel_item="true")) for _ in range(2)]
    album = instagram.post(
        f"{instagram.user_id}/media", media_type="CAROUSEL", children=",".join(children), caption="Dos"
    )
    container_id = instagram.id_of(album)
    instagram.get(container_id, fields="id,status,status_code")
    medium_id = instagram.id_of(instagram.publish(container_id))
    comment_id = lupita.comment_on_instagram(medium_id, "¿A qué hora?")
    instagram.post(f"{comment_id}/replies", message="A las seis")
    instagram.get(
        f"{medium_id}/comments", fields="id,text,timestamp,username,from,hidden,parent_id,replies{id,text,parent_id}"
    )
    instagram.get(f"{comment_id}/replies", fields="id,text")
    instagram.get(comment_id, fields="id,text,media")
    instagram.get(
        medium_id, fields="id,caption,permalink,timestamp,media_type,comments_count,children,owner,comments{id}"
    )
    instagram.get(f"{instagram.user_id}/media", fields="id,caption,permalink,timestamp")
    instagram.get(f"{instagram.user_id}/content_publishing_limit", fields="quota_usage,config")
    instagram.get(instagram.user_id, fields="id,username,media_count")
    instagram.post(comment_id, hide="true")
    instagram.post(medium_id, comment_enabled="false")
    instagram.delete(comment_id)
    instagram.delete(medium_id)
    checked = check_exchanges(control.exchanges())
    assert checked == 18


def test_an_answer_that_meta_does_not_describe_would_be_noticed() -> None:
    contract = graph_contract()
    comments = GRAPH_OPERATIONS["facebook.comments"]
    assert contract.request_problems(comments, "GET", ["filter", "colour"]) == ["unknown parameter colour"]
    assert contract.answer_problems(comments, {"data": [{"id": "1", "text": "a"}]}) == ["Comment has no field text"]
    assert contract.answer_problems(comments, {"data": [{"id": 1}]}) == ["Comment.id is 1, not string"]


@pytest.mark.parametrize(
    ("node", "name"),
    [
        (comment_node.COMMENT, "Comment"),
        (post_node.POST, "PagePost"),
        (post_node.PHOTO, "Photo"),
        (post_node.PAGE, "Page"),
        (video_node.VIDEO, "AdVideo"),
        (ig_comment_node.COMMENT, "IGComment"),
        (media_node.MEDIUM, "IGMedia"),
        (media_node.CONTAINER, "ShadowIGMediaBuilder"),
        (media_node.ACCOUNT, "IGUser"),
    ],
)
def test_things_have_only_fields_that_meta_gives_them(node: Node, name: str) -> None:
    assert {*node.readers, *node.empty} - set(graph_contract().fields(name)) == set()


def test_refusals_carry_codes_of_metas_references() -> None:
    on_graph = shared_json("contracts/meta/graph-error-codes.json")["rows"]
    on_instagram = shared_json("contracts/meta/ig-error-codes.json")["rows"]
    rows = {(row["code"], row["subcode"]) for row in [*on_graph, *on_instagram]}
    codes, subcodes = {code for code, _ in rows} | UNLISTED, {subcode for _, subcode in rows} | {DOES_NOT_EXIST}
    unknown = {name for name, error in ERRORS.items() if error.code not in codes or error.subcode not in subcodes}
    assert unknown == set()
