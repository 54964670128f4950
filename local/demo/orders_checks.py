"""What must be true of the publication that was stopped, went to another medium, and was taken down by hand in part."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from local.demo.emergencies import CHANNEL_ADDRESS
from local.demo.words import NETWORKS
from local.demo.world import World
from local.samples.outing import SLUG


def held_went_out_once(world: World) -> Iterator[tuple[str, bool, str]]:
    """P2, P29: on each network the post came out once, and only after the stop was lifted, whatever became of it since."""
    lifted_at = datetime.fromisoformat(world.lifted["at"])
    for network, shown in _ever_shown(world).items():
        after = [post for post in shown if datetime.fromisoformat(post["created_at"]) >= lifted_at]
        figures = f"{len(shown)} en total, {len(after)} después del paro"
        name = f"P29 {NETWORKS[network]}: lo detenido salió una vez, ya levantado el paro"
        yield name, len(shown) == len(after) == 1, figures


def proof_is_kept(world: World) -> Iterator[tuple[str, bool, str]]:
    """Other media: the record says where it was published, that it is down, and who said so each time."""
    kept = [post for post in _posts(world) if post["network"] == "manual"]
    by_hand = [item for item in _deliveries(world) if item["network"] == "manual"]
    signed = all([one["verdict"] for one in item["decisions"]] == ["done_by_hand"] for item in by_hand)
    is_kept = [post["permalink"] for post in kept] == [CHANNEL_ADDRESS] and all(post["removed_at"] for post in kept)
    figures = f"{len(kept)} registro, {len(by_hand)} constancias"
    yield "P2 canal de WhatsApp: dónde quedó y quién la bajó", is_kept and signed and len(by_hand) == len(ENDS), figures


def taken_down_by_hand_is_gone(world: World) -> Iterator[tuple[str, bool, str]]:
    """P30: readers see it nowhere, and every take-down has ended; that of Instagram with a person's word."""
    live = sum(post["is_live"] for shown in _ever_shown(world).values() for post in shown)
    removals = {item["network"]: item for item in _deliveries(world) if item["action"] == "take_down"}
    ended = {item["state"] for item in removals.values()} == {"done"} and len(removals) == len(NETWORKS) + 1
    is_signed = bool(removals["instagram"]["decisions"]) and not removals["x"]["decisions"]
    yield "P30 lo que una persona bajó ya no está en ninguna red", not live and ended and is_signed, f"{live} visibles"


ENDS = ("publish", "take_down")
"""What a person did in the other medium, each with its proof."""


def _ever_shown(world: World) -> dict[str, list[dict[str, Any]]]:
    """Give every post with the publication's text that a network ever took, by network."""
    posts, content = world.networks.state()["posts"], world.publication(SLUG)["content"]
    return {
        network: [post for post in posts[network] if post["text"] == content[network]["text"]] for network in NETWORKS
    }


def _posts(world: World) -> list[dict[str, Any]]:
    return [post for post in world.records("post") if post["publication"] == world.publications[SLUG]]


def _deliveries(world: World) -> list[dict[str, Any]]:
    return [item for item in world.records("delivery") if item["subject"] == world.publications[SLUG]]
