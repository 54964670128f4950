"""What the page shows: the posts of each network with their comments as a tree, in words a person reads."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from local.networks.people import MUNICIPALITY
from local.networks.state import NETWORKS, Entry, Medium, NetworkName
from local.networks.summary import media_of, permalink
from local.networks.world import World, author_of

LEON = ZoneInfo("America/Mexico_City")
NETWORK_TITLES: dict[NetworkName, str] = {"x": "X", "facebook": "Facebook", "instagram": "Instagram"}
MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
MOST_POSTS = 100
MOST_COMMENTS = 300
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class ImageView:
    """A picture or a video of a post."""

    url: str
    alt_text: str
    is_video: bool = False


@dataclass
class EntryView:
    """
    A post or comment as shown. `notes` are short remarks such as «Retirada»; `earlier` the texts it had before; `videos`
    the addresses of its films.
    """

    id: str
    network: NetworkName
    author: str
    handle: str
    is_us: bool
    is_removed: bool
    at: str
    iso: str
    text: str
    notes: list[str]
    earlier: list[str]
    permalink: str = ""
    images: list[ImageView] = field(default_factory=list)
    comments: list["EntryView"] = field(default_factory=list)
    hidden_comments: int = 0


@dataclass(frozen=True)
class NetworkView:
    """A network with its posts, the newest first."""

    name: NetworkName
    title: str
    posts: list[EntryView]


def feed(world: World) -> list[NetworkView]:
    """Give what there is on the three networks."""
    return [NetworkView(name, NETWORK_TITLES[name], _posts(world, name)) for name in NETWORKS]


def printable(text: str) -> str:
    """Replace what no page can carry."""
    return UNPRINTABLE.sub("\ufffd", text)


def _posts(world: World, network: NetworkName) -> list[EntryView]:
    roots = [entry for entry in world.index.by_network[network] if entry.is_post]
    return [_post(world, root) for root in list(reversed(roots))[:MOST_POSTS]]


def _post(world: World, root: Entry) -> EntryView:
    view = _view(root)
    view.permalink = permalink(root) if root.author == MUNICIPALITY else ""
    media = [medium for medium in media_of(world.state, root) if medium.sha256]
    view.images = [_image(medium) for medium in media]
    comments = [entry for entry in world.index.under(root.network, root.root_id) if not entry.is_post]
    view.hidden_comments = max(0, len(comments) - MOST_COMMENTS)
    _hang(view, root, comments[-MOST_COMMENTS:])
    return view


def _image(medium: Medium) -> ImageView:
    return ImageView(
        f"/_media/{medium.sha256}", printable(medium.alt_text), is_video=medium.mime_type.startswith("video/")
    )


def _hang(view: EntryView, root: Entry, comments: list[Entry]) -> None:
    """Hang each comment below what it answers, or below the post when that is not shown."""
    views = {id(entry): _view(entry) for entry in comments}
    owner = {version.id: views[id(entry)] for entry in comments for version in entry.versions}
    owner |= {version.id: view for version in root.versions}
    children: dict[int, list[EntryView]] = defaultdict(list)
    for entry in comments:
        children[id(owner.get(entry.parent_id or "", view))].append(views[id(entry)])
    for parent in (view, *views.values()):
        parent.comments = children[id(parent)]


def _view(entry: Entry) -> EntryView:
    author = author_of(entry)
    return EntryView(
        id=entry.id,
        network=entry.network,
        author=author.name,
        handle={"x": author.x_handle, "instagram": author.instagram_username}.get(entry.network, ""),
        is_us=author.is_us,
        is_removed=entry.removed_at is not None,
        at=_in_words(entry.created_at),
        iso=entry.created_at.isoformat(),
        text=printable(entry.text),
        notes=_notes(entry),
        earlier=[printable(version.text) for version in entry.versions[:-1]],
    )


def _notes(entry: Entry) -> list[str]:
    notes = []
    if entry.removed_at:
        notes.append(f"{'Retirada' if entry.is_post else 'Borrado'} el {_in_words(entry.removed_at)}")
    if len(entry.versions) > 1:
        is_by_author = entry.versions[-1].written_by == entry.author
        notes.append("Editado" if is_by_author else "Texto cambiado por el Municipio")
    if entry.is_hidden:
        notes.append("Oculto")
    return notes


def _in_words(at: datetime) -> str:
    local = at.astimezone(LEON)
    return f"{local.day} {MONTHS[local.month - 1]} {local:%Y, %H:%M}"
