"""The media library: what pictures and videos were used, by campaign, date, department and network (manual 2.3, 7)."""

from chalicelib import bootstrap
from chalicelib.api.library_models import MediaLine, MediaList
from chalicelib.api.requests import Request
from chalicelib.procedure.library import LibraryEntry, media_of


def list_media(request: Request) -> MediaList:
    """List the media of the publications of a period."""
    query = request.query
    page = media_of(
        query.first,
        query.last,
        records=bootstrap.records(),
        campaign=query.campaign,
        department_id=query.department,
        network=query.network,
    )
    return MediaList(media=[_line(entry) for entry in page.entries], left_off=page.left_off)


def _line(entry: LibraryEntry) -> MediaLine:
    form = entry.rendition
    return MediaLine(
        sha256=form.sha256,
        network=entry.network,
        purpose=form.purpose,
        mime_type=form.mime_type,
        width=form.width,
        height=form.height,
        size_bytes=form.size_bytes,
        seconds=form.seconds,
        alt_text=form.alt_text,
        source=form.source,
        graphic=form.graphic or None,
        campaign=entry.campaign,
        department_id=entry.department_id,
        publications=list(entry.publications),
        url=bootstrap.media_files().public_url(form.key, form.version_id),
    )
