"""`publication.json`: what would go out on each network, with lengths, warnings and rejections, for staff and for tests."""

import shutil
from pathlib import Path
from typing import Any

from chalicelib import bootstrap, texts_es
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Rendition
from local.preview.outside import FolderMedia
from local.preview.preparing import Prepared

RENDITIONS = "renditions"
_SUFFIX_BY_TYPE = {"image/jpeg": ".jpg", "image/png": ".png", "video/mp4": ".mp4"}


def document(prepared: Prepared, out: Path) -> dict[str, Any]:
    """Give the publication as plain data, and lay its renditions out below `out` under names that people understand."""
    publication = prepared.publication
    contents = publication.current.networks if publication else {}
    return {
        "title": publication.title if publication else None,
        "source": prepared.bulletins[0].source if prepared.bulletins else None,
        "campaign": publication.campaign if publication else None,
        "publish_at": publication.publish_at.isoformat() if publication and publication.publish_at else None,
        "waiting_for": prepared.waiting_for,
        "attention": prepared.attention,
        "rejected": [{"file": name, "reason": reason} for name, reason in prepared.rejected],
        "networks": {network: _content(network, content, prepared.media, out) for network, content in contents.items()},
    }


def _content(network: Network, content: NetworkVersion, media: FolderMedia, out: Path) -> dict[str, Any]:
    length = bootstrap.text_counter().length
    return {
        "format": content.format,
        "shown_as": _shown_as(network, content),
        "text": content.text,
        "length": length(network, content.text),
        "limit": bootstrap.catalogue().strategy(network).text_limit,
        "thread": [{"text": part, "length": length(network, part)} for part in content.thread],
        "proposal": content.proposal,
        "warnings": list(content.warnings),
        "findings": [
            {**finding.model_dump(mode="json", exclude={"network"}), "key": finding.key} for finding in content.findings
        ],
        "renditions": _laid_out(network, content.renditions, media, out),
        "alternatives": _laid_out(network, content.alternatives, media, out),
    }


def _shown_as(network: Network, content: NetworkVersion) -> str:
    """Name what the network makes of it, as people call it."""
    if content.format is PostFormat.STORY:
        return texts_es.FORMAT_NAMES["story"].capitalize()
    has_video, count = any(one.is_video for one in content.renditions), len(content.renditions)
    if network is Network.INSTAGRAM:
        return "Carrusel" if count > 1 else "Reel" if has_video else "Publicación"
    kinds = [*(["hilo"] if content.thread else []), *(["video"] if has_video else [])]
    return " con ".join(kinds).capitalize() or "Publicación"


def _laid_out(
    network: Network, renditions: tuple[Rendition, ...], media: FolderMedia, out: Path
) -> list[dict[str, Any]]:
    (out / RENDITIONS).mkdir(parents=True, exist_ok=True)
    numbers: dict[str, int] = {}
    shown = []
    for rendition in renditions:
        number = numbers[rendition.purpose] = numbers.get(rendition.purpose, 0) + 1
        suffix = _SUFFIX_BY_TYPE.get(rendition.mime_type, ".bin")
        file = Path(RENDITIONS, f"{network}-{rendition.purpose}-{number}{suffix}")
        shutil.copyfile(media.path(rendition.key), out / file)
        facts = rendition.model_dump(mode="json", exclude={"key", "version_id"})
        shown.append({"file": file.as_posix(), **facts})
    return shown
