"""Exports of records: ordering one, and fetching its files (manual 7)."""

from datetime import datetime

from chalicelib import bootstrap
from chalicelib.api.exporting_models import ExportFileView, ExportView
from chalicelib.api.requests import Request
from chalicelib.domain.export import Export, ExportState
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.exporting import order_export
from chalicelib.texts_es import exporting as texts


def order(request: Request) -> ExportView:
    """Order an export."""
    asked = request.body
    ordered = order_export(
        asked.first,
        asked.last,
        by=request.person,
        is_public=asked.public,
        why=asked.why,
        records=bootstrap.records(),
        clock=bootstrap.clock(),
    )
    return _view(ordered, bootstrap.clock().now())


def show_export(request: Request) -> ExportView:
    """Show an export, with addresses of its files as long as they are there."""
    export = fetch(bootstrap.records(), request.path["export_id"], Export)
    return _view(export, bootstrap.clock().now())


def _view(export: Export, now: datetime) -> ExportView:
    return ExportView(
        id=export.id,
        by=export.by,
        first=export.first,
        last=export.last,
        public=export.is_public,
        why=export.why,
        state=export.state,
        message=_message(export, now),
        days=export.days,
        created_at=export.created_at,
        made_at=export.made_at,
        files=_files(export, now),
        removed=export.removed,
    )


def _files(export: Export, now: datetime) -> list[ExportFileView]:
    is_there = export.has_files(now)
    return [
        ExportFileView(
            day=file.day,
            sha256=file.sha256,
            size_bytes=file.size_bytes,
            objects=file.objects,
            records=file.records,
            url=bootstrap.export_files().link(file.key, _name(export, file.day.isoformat())) if is_there else None,
        )
        for file in export.files
    ]


def _name(export: Export, day: str) -> str:
    return f"registros-{day}-version-publica.zip" if export.is_public else f"registros-{day}.zip"


def _message(export: Export, now: datetime) -> str:
    if export.state is ExportState.FAILED:
        return texts.EXPORT_FAILED
    if export.state is ExportState.ORDERED:
        return texts.export_under_way(len(export.files), export.days)
    return texts.EXPORT_MADE if export.has_files(now) else texts.EXPORT_GONE
