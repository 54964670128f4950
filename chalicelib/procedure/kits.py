"""
2.5, other media: the kit with which a person publishes by hand: the text, the graphics, what they show, and what to do.

A kit is made of the authorised version alone; every file is compared with the SHA-256 that was recorded for it (P1). The
same content gives the same bytes, so that making a kit again stores nothing new.
"""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain.ids import sha256_hex, sha256_of_file
from chalicelib.domain.publication import NetworkVersion, Rendition
from chalicelib.domain.staged import Staged
from chalicelib.ports import MediaFiles, OtherMedium

MAX_BYTES = 60_000_000
"""Larger kits, and videos, are fetched file by file: a zip is made in memory."""

_ZIP_TYPE = "application/zip"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}


def forms_for(content: NetworkVersion, medium: OtherMedium) -> tuple[Rendition, ...]:
    """Give the files of a content that a medium takes: its forms of every picture, or what goes out; a video always."""
    taken = tuple(form for form in content.forms if form.purpose in medium.renditions or form.seconds is not None)
    return taken or content.renditions


def is_as_recorded(forms: Sequence[Rendition], media: MediaFiles) -> bool:
    """Say whether every file's stored bytes are those that were recorded with the version. NotFoundError: one is gone."""
    return all(_stored_hash(form, media) == form.sha256 for form in forms)


def _stored_hash(form: Rendition, media: MediaFiles) -> str:
    if form.seconds is None:
        return sha256_hex(media.read(form.key, form.version_id))
    with TemporaryDirectory() as folder:
        video = Path(folder, "video")
        media.download(form.key, form.version_id, video)
        return sha256_of_file(video)


def pack(content: NetworkVersion, medium: OtherMedium, title: str, media: MediaFiles) -> Staged:
    """
    Keep the kit as a zip among the media; `media_ids` are its key and version, or nothing when it is too large.

    Raises:
        NotFoundError: a picture is gone.
    """
    pictures = _pictures(forms_for(content, medium))
    if sum(form.size_bytes for form in pictures) > MAX_BYTES:
        return Staged(is_ready=True)
    kept = media.store(_zipped(content, medium, title, pictures, media), _ZIP_TYPE)
    return Staged(media_ids=(kept.key, kept.version_id), is_ready=True)


def file_names(forms: Sequence[Rendition]) -> Iterator[tuple[str, Rendition]]:
    """Name the files of a kit by their place and form: nothing of an office's own name is in a path."""
    for place, form in enumerate(forms, 1):
        yield f"{place:02}-{form.purpose or 'grafico'}{_SUFFIXES.get(form.mime_type, '.bin')}", form


def _pictures(forms: Sequence[Rendition]) -> tuple[Rendition, ...]:
    return tuple(form for form in forms if form.seconds is None)


def _zipped(
    content: NetworkVersion, medium: OtherMedium, title: str, pictures: Sequence[Rendition], media: MediaFiles
) -> bytes:
    body = BytesIO()
    named = list(file_names(pictures))
    alt_texts = [(name, form.alt_text) for name, form in named]
    steps = texts_es.kit_instructions(title, medium.name, medium.instructions, alt_texts)
    with zipfile.ZipFile(body, "w") as kit:
        kit.writestr(zipfile.ZipInfo("texto.txt", _FIXED_TIME), content.text)
        kit.writestr(zipfile.ZipInfo("instrucciones.txt", _FIXED_TIME), steps)
        for name, form in named:
            kit.writestr(zipfile.ZipInfo(name, _FIXED_TIME), media.read(form.key, form.version_id))
    return body.getvalue()
