"""`preview.html`: each network as it would look, beside the pictures of the material with what is cut of them."""

import base64
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from chalicelib import bootstrap, texts_es
from chalicelib.ports import RenditionSpec
from local.preview.preparing import Prepared

ORIGINAL_SIDE_PIXELS = 720
_TEMPLATES = Environment(
    loader=PackageLoader("local.preview"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(prepared: Prepared, shown: dict[str, Any], out: Path) -> str:
    """Write the page. It holds everything that it shows, and asks nothing of any host."""
    networks = [
        {
            **content,
            "name": texts_es.network_name(network),
            "pictures": [_picture(item, out) for item in content["renditions"]],
            "others": [_picture(item, out) for item in content["alternatives"]],
        }
        for network, content in shown["networks"].items()
    ]
    return _TEMPLATES.get_template("preview.html").render(
        publication=shown, networks=networks, originals=_originals(prepared, shown)
    )


def _picture(item: dict[str, Any], out: Path) -> dict[str, Any]:
    return {**item, "address": _address((out / item["file"]).read_bytes(), item["mime_type"])}


def _address(content: bytes, mime_type: str) -> str:
    return f"data:{mime_type};base64,{base64.b64encode(content).decode()}"


def _originals(prepared: Prepared, shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Give each picture of the material, small, with the frames that the networks take out of it."""
    found = []
    for number, piece in enumerate(prepared.pictures):
        content = prepared.bytes_of(piece)
        facts = bootstrap.image_editor().check(content)
        scale = ORIGINAL_SIDE_PIXELS / max(facts.width, facts.height)
        spec = RenditionSpec(round(facts.width * scale), round(facts.height * scale), 2_000_000)
        small = bootstrap.image_editor().render(content, {"original": spec})["original"]
        found.append(
            {
                "number": number,
                "name": piece.name,
                "address": _address(small.content, small.mime_type),
                "facts": facts,
                "frames": _frames(piece.name, shown),
            }
        )
    return found


def _frames(name: str, shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"label": f"{texts_es.network_name(network)} · {item['purpose']}", "crop": item["crop"]}
        for network, content in shown["networks"].items()
        for item in (*content["renditions"], *content["alternatives"])
        if item["source"] == name and item["crop"]
    ]
