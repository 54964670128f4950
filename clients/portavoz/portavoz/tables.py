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


def seen_table(report: Report) -> Table:
    """Show what was looked at."""
    table = _facts()
    for name, value in texts.seen(
        report.first, report.last, report.manifests, report.objects, report.size_bytes / _MEGABYTE, report.seconds
    ):
        table.add_row(name, value)
    if report.absent:
        table.add_row(texts.ABSENT, str(report.absent))
    if report.head:
        table.add_row(texts.HEAD, report.head["day"])
        table.add_row("  SHA-256", report.head["sha256"])
        table.add_row(texts.ROOT, report.head["root"])
    for key_id in report.key_ids:
        table.add_row(texts.FINGERPRINT, key_id)
    return table


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


def proof_table(proof: Proof) -> Table:
    """Show a proof so that it can be followed by hand."""
    table = _facts()
    table.add_row(texts.LEAF, Text(plain(f"{proof.leaf.sha256} {proof.leaf.size} {proof.leaf.key}"), overflow="fold"))
    table.add_row(texts.PLACE, f"{proof.index + 1} / {proof.count}")
    table.add_row("", proof.leaf.hashed().hex())
    for side, beside in proof.way:
        table.add_row(texts.SIDES[side], beside.hex())
    table.add_row(texts.ROOT.strip(), proof.root)
    table.add_row(texts.MANIFEST, proof.manifest)
    table.add_row(texts.FINGERPRINT, proof.key_id)
    return table


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


def _facts() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table
