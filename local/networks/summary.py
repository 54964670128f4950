"""What there is on the networks, as JSON: for counting doubles, and as the ground truth of comments."""

from collections.abc import Iterable
from typing import Any

from local.networks.graph import media_node, post_node
from local.networks.people import MUNICIPALITY
from local.networks.state import NETWORKS, Entry, Medium, NetworkName, State, Version
from local.networks.world import World, author_of
from local.networks.x.prices import spent
from local.networks.x.shown import show


def summary(world: World) -> dict[str, Any]:
    """Give our posts and our answers, live and removed, and how many comments there are, by network."""
    return {
        "posts": {network: [_post(world, post) for post in our_posts(world, network)] for network in NETWORKS},
        "replies": {network: [_reply(reply) for reply in our_replies(world, network)] for network in NETWORKS},
        "counts": {network: _counts(world, network) for network in NETWORKS},
    }


def all_comments(world: World) -> list[dict[str, Any]]:
    """
    Give every comment a citizen ever made, with all versions, the removed ones too, in the order they were made.

    `text` is what was written, `shown_text` what the network's API gives (on X: with whom it addresses, links shortened,
    &, < and > escaped).
    """
    return [_comment(entry) for entry in world.state.entries if entry.author != MUNICIPALITY]


def ledger(world: World) -> dict[str, Any]:
    """Give what X cost: in all, and by operation."""
    charges = world.state.charges
    operations = sorted({charge.operation for charge in charges})
    by_operation = {name: [charge.usd for charge in charges if charge.operation == name] for name in operations}
    rows = [{"operation": name, "requests": len(c), "usd": round(sum(c), 6)} for name, c in by_operation.items()]
    return {"usd": round(spent(world), 6), "operations": rows}


def our_posts(world: World, network: NetworkName) -> list[Entry]:
    """Give what we published on a network, live or removed."""
    return [entry for entry in world.index.by(network, MUNICIPALITY) if entry.is_post]


def our_replies(world: World, network: NetworkName) -> list[Entry]:
    """Give what we answered on a network, live or removed."""
    return [entry for entry in world.index.by(network, MUNICIPALITY) if not entry.is_post]


def permalink(entry: Entry) -> str:
    """Give the address where a person reads a post."""
    if entry.network == "x":
        return f"https://x.com/{author_of(entry).x_handle}/status/{entry.id}"
    return post_node.permalink(entry) if entry.network == "facebook" else media_node.permalink(entry)


def media_of(state: State, entry: Entry) -> list[Medium]:
    """Give the media a post shows."""
    return [state.media[medium_id] for medium_id in entry.media]


def _post(world: World, entry: Entry) -> dict[str, Any]:
    media = media_of(world.state, entry)
    return {
        **_entry(entry),
        "permalink": permalink(entry),
        "link": entry.link,
        "media": [{"id": medium.id, "sha256": medium.sha256, "alt_text": medium.alt_text} for medium in media],
    }


def _reply(entry: Entry) -> dict[str, Any]:
    return {**_entry(entry), "answers": entry.parent_id, "post_id": entry.root_id}


def _comment(entry: Entry) -> dict[str, Any]:
    author = author_of(entry)
    return {
        **_entry(entry),
        "network": entry.network,
        "author": {"key": author.key, "name": author.name, "handle": author.x_handle},
        "post_id": entry.root_id,
        "parent_id": entry.parent_id,
        "shown_text": show(entry, entry.versions[-1]).text if entry.network == "x" else entry.text,
        "is_hidden": entry.is_hidden,
        "versions": [_version(version) for version in entry.versions],
    }


def _version(version: Version) -> dict[str, str]:
    return {"id": version.id, "text": version.text, "at": version.at.isoformat(), "written_by": version.written_by}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "ids": [version.id for version in entry.versions],
        "text": entry.text,
        "created_at": entry.created_at.isoformat(),
        "visible_at": entry.visible_at.isoformat(),
        "is_live": entry.removed_at is None,
        "removed_at": entry.removed_at.isoformat() if entry.removed_at else None,
    }


def _counts(world: World, network: NetworkName) -> dict[str, int]:
    comments = [entry for entry in world.index.by_network[network] if entry.author != MUNICIPALITY]
    groups = {"posts": our_posts(world, network), "replies": our_replies(world, network), "comments": comments}
    return {f"{name}_{kind}": count for name, group in groups.items() for kind, count in _live_and_removed(group)}


def _live_and_removed(entries: Iterable[Entry]) -> tuple[tuple[str, int], tuple[str, int]]:
    whole = list(entries)
    live = sum(entry.removed_at is None for entry in whole)
    return ("live", live), ("removed", len(whole) - live)
