"""What a post on the Page's feed is made of: its text, the photos uploaded before, or the preview of the one link it names."""

import json
import re
from collections.abc import Sequence

from chalicelib.adapters.networks.facebook.addresses import is_on_facebook
from chalicelib.domain.links import links_of

_WHOLE = re.compile(r"https?://[^/?#@\s]{1,253}\.[^/?#@\s.]{2,63}(?:[/?#]|$)", re.IGNORECASE)
"""An address with its scheme, and a host with a dot; Facebook refuses any other as a link (2061006)."""


def feed_fields(text: str, photo_ids: Sequence[str]) -> dict[str, str]:
    """Give the fields of `POST /{page}/feed`. The text goes as it was authorised, its link included."""
    attached = {
        f"attached_media[{place}]": json.dumps({"media_fbid": photo_id}) for place, photo_id in enumerate(photo_ids)
    }
    link = None if photo_ids else link_to_show(text)
    return {"message": text, **attached, **({"link": link} if link else {})}


def link_to_show(text: str) -> str | None:
    """
    Give the link whose preview a post shows, or None.

    Only one that is the text's only one, so that nobody has to choose, and whole, so that nothing is guessed. Facebook
    refuses previews of its own pages (1609008): there the text alone leads on.
    """
    links = links_of(text)
    is_whole = len(links) == 1 and _WHOLE.match(links[0])
    return links[0] if is_whole and not is_on_facebook(links[0]) else None
