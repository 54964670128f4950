"""How a verification and a proof are shown: tables for a person, plain data for a program."""

from typing import Any

from rich.table import Table
from rich.text import Text

from . import verify_texts as texts
from .findings import Report
from .proof import Proof
from .showing import plain

_MEGABYTE = 1024 * 1024
MOST_SHOWN = 200
"""So many findings are shown to a person; `--json` gives them all."""


def seen_lines(report: Report) -> list[str]:
    """Tell what was looked at. Hashes stand on one line each, to be copied."""
    size = report.size_bytes / _MEGABYTE
    rows = texts.seen(report.first, report.last, report.manifests, report.objects, size, report.seconds)
    if report.absent:
        rows.append((texts.ABSENT, str(report.absent)))
    if report.head:
        rows += [
            (texts.HEAD, report.head["day"]),
            ("  SHA-256", report.head["sha256"]),
            (texts.ROOT, report.head["root"]),
        ]
    return _aligned([*rows, *((texts.FINGERPRINT, key_id) for key_id in report.key_ids)])


def findings_table(report: Report) -> Table:
    """Show what is wrong, where."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(texts.COLUMNS[0], no_wrap=True)
    table.add_column(texts.COLUMNS[1], no_wrap=True)
    table.add_column(texts.COLUMNS[2], overflow="fold")
    table.add_column(texts.COLUMNS[3], overflow="fold")
    for finding in report.findings[:MOST_SHOWN]:
        day = finding.day.isoformat() if finding.day else "—"
        what = Text(texts.WHAT[finding.what], style="red")
        table.add_row(day, what, Text(plain(finding.where)), Text(plain(finding.detail)))
    if len(report.findings) > MOST_SHOWN:
        table.add_row("", "", "", texts.more(len(report.findings) - MOST_SHOWN))
    return table


def report_as_data(report: Report) -> dict[str, Any]:
    """Give a verification as a program reads it."""
    return {
        "result": "intact" if report.is_intact else "altered",
        "findings": [
            {
                "what": finding.what.value,
                "where": finding.where,
                "day": finding.day.isoformat() if finding.day else None,
                "detail": finding.detail,
            }
            for finding in report.findings
        ],
        "remarks": report.remarks,
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
        "head": report.head,
        "keys": report.key_ids,
        **{name: getattr(report, name) for name in ("days", "manifests", "objects", "absent", "size_bytes", "seconds")},
    }


def proof_lines(proof: Proof) -> list[str]:
    """Tell a proof so that it can be followed by hand."""
    return _aligned(
        [
            (texts.LEAF, plain(f"{proof.leaf.sha256} {proof.leaf.size} {proof.leaf.key}")),
            (texts.PLACE, f"{proof.index + 1} / {proof.count}"),
            (texts.LEAF_HASH, proof.leaf.hashed().hex()),
            *((texts.SIDES[side], beside.hex()) for side, beside in proof.way),
            (texts.ROOT.strip(), proof.root),
            (texts.MANIFEST, proof.manifest),
            (texts.FINGERPRINT, proof.key_id),
        ]
    )


def proof_as_data(proof: Proof) -> dict[str, Any]:
    """Give a proof as a program reads it."""
    return {
        "result": "proven" if proof.problem is None else "not_proven",
        "detail": proof.problem,
        "leaf": dict(zip(("key", "sha256", "size"), proof.leaf, strict=True)),
        "leaf_hash": proof.leaf.hashed().hex(),
        "index": proof.index,
        "count": proof.count,
        "way": [{"side": side, "hash": beside.hex()} for side, beside in proof.way],
        "root": proof.root,
        "manifest": proof.manifest,
        "key_id": proof.key_id,
    }


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(name) for name, _ in rows) + 2
    return [f"{name:<{width}}{value}" for name, value in rows]
