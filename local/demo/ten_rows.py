"""The way of one of the ten comments, written as the rows of a table: one for each of its cases, or one for its answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from local.demo.tables import LEON, short
from local.demo.words import KINDS, NETWORKS, OUTCOMES
from local.demo.world import FINAL_DELIVERIES

COLUMNS = ("comentario", "folio", "dependencia", "aviso", "recogido", "cierre", "y su aviso")
TEXT_LETTERS = 27

Json = dict[str, Any]


def rows_of(comment: Json, cases: Sequence[Json], replies: Mapping[str, Json]) -> Iterator[tuple[str, ...]]:
    """Tell the way of one comment: what was said where and when, then what became of each of its cases."""
    kind, network = KINDS[comment["classification"]["comment_kind"]], NETWORKS[comment["network"]]
    begins = f"{short(text_of(comment), TEXT_LETTERS)}\n{clock(comment['written_at'])} {network}, {kind}"
    if not cases:
        yield (begins, "sin folio", "se responde", _answered(comment, replies), "—", "—", "—")
    for case in cases:
        shared = f"\n(lo comparten {case['count']})" if case["count"] > 1 else ""
        yield (
            begins,
            case["id"] + shared,
            case["department_id"],
            _told(case, comment, "acknowledgement", replies),
            clock(at_of(case, "pulled")),
            f"{clock(at_of(case, 'closed'))}\n{OUTCOMES[case['outcome']]}",
            _told(case, comment, "closing", replies),
        )


def text_of(comment: Json) -> str:
    """Give what a citizen wrote first."""
    return str(comment["versions"][0]["text"])


def clock(at: str | None) -> str:
    """Write an instant as the clock in León shows it."""
    return f"{datetime.fromisoformat(at).astimezone(LEON):%H:%M:%S}" if at else "—"


def at_of(case: Json, act: str) -> str | None:
    """Give when something happened to a case the first time."""
    return next((line["at"] for line in case["history"] if line["act"] == act), None)


def is_final(reply: Json) -> bool:
    """Say whether a reply went out, or will not."""
    return reply["state"] in FINAL_DELIVERIES


def _answered(comment: Json, replies: Mapping[str, Json]) -> str:
    given = [replies[one["delivery"]] for one in comment["answers"] if one["delivery"]]
    return _sent(given[-1]) if given else "espera"


def _told(case: Json, comment: Json, purpose: str, replies: Mapping[str, Json]) -> str:
    """Say when the comment's author was told of the case, or why not; of neighbours, each is told of the shared one."""
    if case["comment"] == comment["id"]:
        notice = case[purpose] or {}
        reply = replies.get(notice.get("delivery") or "")
        return _sent(reply) if reply else f"no: {notice.get('reason') or 'sigue abierto'}"
    own = (item for name, item in replies.items() if f"#{purpose}-" in name and item["target"] == comment["network_id"])
    return next(map(_sent, own), "no")


def _sent(reply: Json) -> str:
    return clock(reply["published_at"]) if is_final(reply) else f"a las {clock(reply['not_before'])}"
