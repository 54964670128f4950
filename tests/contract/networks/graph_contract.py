"""Meta's specification of the Graph nodes as a check: their fields, edges and parameters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.shared import shared_json


@dataclass(frozen=True)
class GraphOperation:
    """What an operation of the journal is in Meta's words, and what it answers: `node`, `list`, `id` or `success`."""

    node: str
    edge: str | None
    answers: str
    answered_node: str = ""


GRAPH_OPERATIONS = {
    "facebook.page": GraphOperation("Page", None, "node", "Page"),
    "facebook.published_posts": GraphOperation("Page", "published_posts", "list", "PagePost"),
    "facebook.feed_read": GraphOperation("Page", "feed", "list", "PagePost"),
    "facebook.feed": GraphOperation("Page", "feed", "id"),
    "facebook.photos": GraphOperation("Page", "photos", "id"),
    "facebook.post": GraphOperation("PagePost", None, "node", "PagePost"),
    "facebook.post_edit": GraphOperation("PagePost", None, "success"),
    "facebook.post_delete": GraphOperation("PagePost", None, "success"),
    "facebook.comments": GraphOperation("PagePost", "comments", "list", "Comment"),
    "facebook.comment_create": GraphOperation("PagePost", "comments", "id"),
    "facebook.photo": GraphOperation("Photo", None, "node", "Photo"),
    "facebook.photo_delete": GraphOperation("Photo", None, "success"),
    "facebook.videos": GraphOperation("Page", "videos", "id"),
    "facebook.video": GraphOperation("AdVideo", None, "node", "AdVideo"),
    "facebook.video_update": GraphOperation("AdVideo", None, "success"),
    "facebook.video_delete": GraphOperation("AdVideo", None, "success"),
    "facebook.comment": GraphOperation("Comment", None, "node", "Comment"),
    "facebook.comment_edit": GraphOperation("Comment", None, "success"),
    "facebook.comment_delete": GraphOperation("Comment", None, "success"),
    "facebook.comment_replies": GraphOperation("Comment", "comments", "list", "Comment"),
    "facebook.comment_reply": GraphOperation("Comment", "comments", "id"),
    "instagram.account": GraphOperation("IGUser", None, "node", "IGUser"),
    "instagram.media_list": GraphOperation("IGUser", "media", "list", "IGMedia"),
    "instagram.stories": GraphOperation("IGUser", "stories", "list", "IGMedia"),
    "instagram.media": GraphOperation("IGUser", "media", "id"),
    "instagram.media_publish": GraphOperation("IGUser", "media_publish", "id"),
    "instagram.publishing_limit": GraphOperation(
        "IGUser", "content_publishing_limit", "list", "ContentPublishingLimitResponse"
    ),
    "instagram.container": GraphOperation("ShadowIGMediaBuilder", None, "node", "ShadowIGMediaBuilder"),
    "instagram.medium": GraphOperation("IGMedia", None, "node", "IGMedia"),
    "instagram.medium_update": GraphOperation("IGMedia", None, "success"),
    "instagram.media_delete": GraphOperation("IGMedia", None, "success"),
    "instagram.comments": GraphOperation("IGMedia", "comments", "list", "IGComment"),
    "instagram.comment_create": GraphOperation("IGMedia", "comments", "id"),
    "instagram.comment": GraphOperation("IGComment", None, "node", "IGComment"),
    "instagram.comment_hide": GraphOperation("IGComment", None, "success"),
    "instagram.comment_delete": GraphOperation("IGComment", None, "success"),
    "instagram.comment_replies": GraphOperation("IGComment", "replies", "list", "IGComment"),
    "instagram.comment_reply": GraphOperation("IGComment", "replies", "id"),
}
"""The operations of both Meta networks that the contract describes."""

ANY_CALL = frozenset(
    {"access_token", "appsecret_proof", "fields", "limit", "after", "before", "since", "until", "summary"}
)
"""Parameters that Graph takes everywhere; the specifications list only what is particular."""

FILES = frozenset({"source"})
"""Files of a form, which the specifications leave out."""

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "datetime": (str,),
    "bool": (bool,),
    "int": (int,),
    "unsigned int": (int,),
    "float": (float, int),
    "Object": (dict,),
    "list": (list,),
}


class GraphContract:
    """Meta's specification of the nodes: their fields, edges and parameters."""

    def __init__(self) -> None:
        document = shared_json("contracts/meta/meta-contract-v25-trimmed.json")
        self.nodes: dict[str, Any] = document["nodes"]
        # The specification of stories is only in that of the SDK.
        sdk = shared_json("contracts/meta/meta-contract-v26-sdk-trimmed.json")
        stories = [one for one in sdk["nodes"]["IGUser"]["ops"] if one["edge"] == "stories"]
        self.nodes["IGUser"] = {**self.nodes["IGUser"], "ops": [*self.nodes["IGUser"]["ops"], *stories]}

    def fields(self, node: str) -> dict[str, str]:
        """Give a node's fields with their types, its edges among them."""
        edges = {one["edge"]: "edge" for one in self.nodes[node]["ops"] if one["edge"] and one["method"] == "GET"}
        fields: dict[str, str] = self.nodes[node]["fields"]
        return {**edges, **fields}

    def parameters(self, node: str, method: str, edge: str | None) -> frozenset[str]:
        """Give the parameters of an operation."""
        for one in self.nodes[node]["ops"]:
            if (one["method"], one["edge"]) == (method, edge):
                return frozenset(one["params"])
        raise AssertionError(f"Meta describes no {method} {edge or 'node'} of {node}")

    def request_problems(self, operation: GraphOperation, method: str, parameters: Iterable[str]) -> list[str]:
        """Say what in a request Meta does not describe."""
        known = self.parameters(operation.node, method, operation.edge) | ANY_CALL | FILES
        return [f"unknown parameter {name}" for name in parameters if name.partition("[")[0] not in known]

    def answer_problems(self, operation: GraphOperation, answer: Any) -> list[str]:
        """Say what in an answer Meta does not describe."""
        if operation.answers == "success":
            return [] if answer == {"success": True} else [f"not a success: {answer}"]
        if operation.answers == "id":
            is_id = set(answer) <= {"id", "post_id"} and isinstance(answer.get("id"), str)
            return [] if is_id else [f"not an id: {answer}"]
        things = answer["data"] if operation.answers == "list" else [answer]
        return [problem for thing in things for problem in self.node_problems(operation.answered_node, thing)]

    def node_problems(self, node: str, thing: Mapping[str, Any]) -> list[str]:
        """Say which fields of a thing its kind does not have, or of another type."""
        known = self.fields(node)
        problems = [f"{node} has no field {name}" for name in thing if name not in known]
        for name, value in thing.items():
            expected = known.get(name, "")
            if expected in self.nodes and isinstance(value, dict):
                problems += self.node_problems(expected, value)
            elif not isinstance(value, TYPES.get(expected.partition("<")[0], (object,))):
                problems.append(f"{node}.{name} is {value!r}, not {expected}")
        return problems


@cache
def graph_contract() -> GraphContract:
    """Give Meta's specification, read once."""
    return GraphContract()
