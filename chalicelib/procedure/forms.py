"""
2.2 ¿Se necesita corrección de formato? — an ordinary post or a story, and the way from one to the other and back.

A story shows one picture, in its upright form, or one video, for a day. It has no text: what was written for it stays as a
note (`proposal`), so that nothing is lost when a person makes it a post again.
"""

from collections.abc import Iterable

from chalicelib import texts_es
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Rendition

STORY_PURPOSE = "story"
STORY_NETWORKS = frozenset({Network.INSTAGRAM})
_OF_STORIES = frozenset({texts_es.STORY_WITHOUT_TEXT, texts_es.STORY_ONE_MEDIUM})


def formed(content: NetworkVersion, form: PostFormat) -> NetworkVersion:
    """Give a content in a form. Safe to repeat."""
    if form is content.format:
        return content
    return _as_story(content) if form is PostFormat.STORY else as_post(content)


def as_post(content: NetworkVersion) -> NetworkVersion:
    """Undo a story: its text is what had become a note, and of each picture every form is there to choose from."""
    if content.format is PostFormat.FEED:
        return content
    forms_by_picture: dict[str, list[Rendition]] = {}
    for form in sorted(content.forms, key=lambda form: form.purpose == STORY_PURPOSE):
        forms_by_picture.setdefault(form.picture, []).append(form)
    order = dict.fromkeys(form.picture for form in content.forms)
    return content.model_copy(
        update={
            "format": PostFormat.FEED,
            "text": content.text or content.proposal or "",
            "proposal": None,
            "renditions": tuple(forms_by_picture[picture][0] for picture in order),
            "alternatives": tuple(form for picture in order for form in forms_by_picture[picture][1:]),
            "warnings": tuple(warning for warning in content.warnings if warning not in _OF_STORIES),
            "findings": (),
        }
    )


def _as_story(content: NetworkVersion) -> NetworkVersion:
    """Keep the first picture in its upright form, or the video; leave everything else out, and say so."""
    shown = content.renditions[:1]
    if shown:
        shown = (_upright(shown[0], content.forms),)
    is_cut = len({form.picture for form in content.renditions}) > 1
    warnings = [*(one for one in content.warnings if one not in _OF_STORIES), texts_es.STORY_WITHOUT_TEXT]
    return content.model_copy(
        update={
            "format": PostFormat.STORY,
            "text": "",
            "thread": (),
            "proposal": content.text or content.proposal,
            "renditions": shown,
            "alternatives": tuple(form for form in content.forms if form not in shown),
            "warnings": tuple(warnings) + ((texts_es.STORY_ONE_MEDIUM,) if is_cut else ()),
            "findings": (),
        }
    )


def _upright(first: Rendition, forms: Iterable[Rendition]) -> Rendition:
    of_it = [form for form in forms if form.picture == first.picture]
    return next((form for form in of_it if form.purpose == STORY_PURPOSE), first)
