"""What must be true at the end of the day: the promises, counted from outside against what the networks really show."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from local.demo.cases_checks import every_inbox_its_own, ten_came_to_their_end
from local.demo.closing import event_to_close, invoke
from local.demo.comments_checks import every_case_once, every_comment_once
from local.demo.desk import desk_shows_its_own
from local.demo.open311 import filed_once_and_shown_without_data
from local.demo.orders_checks import held_went_out_once, proof_is_kept, taken_down_by_hand_is_gone
from local.demo.planned_week import plan_was_cleared
from local.demo.proof import records_are_proven
from local.demo.report_files import documents_equal_figures
from local.demo.understanding import urgent_came_before_a_person, what_a_person_decided_stands
from local.demo.words import NETWORKS
from local.demo.world import World
from local.stack import access_denials

Json = dict[str, Any]
Claim = tuple[str, bool, str]
Claims = Callable[[World], Iterator[Claim]]

CLOSINGS = 5
"""How often the day is closed again while replies go out between the closing and the look at its status."""


def check(world: World) -> int:
    """Check every claim and print the outcome of each; gives how many are broken."""
    world.say.chapter("Comprobaciones: lo registrado contra lo que muestran las redes")
    claims = [claim for claims_of in CLAIMS for claim in claims_of(world)]
    rows = [("✓" if holds else "✗", said, figures) for said, holds, figures in claims]
    world.say.table("Promesas", ("", "qué", "cifras"), rows)
    return sum(not holds for _, holds, _ in claims)


def _one_live_post(world: World) -> Iterator[Claim]:
    """P2: on each network exactly the publications that are out and not taken down."""
    expected = expected_posts(world)
    shown = world.networks.state()["posts"]
    for network, name in NETWORKS.items():
        live = [post for post in shown[network] if post["is_live"]]
        same = len({post["text"] for post in live}) == len(live)
        figures = f"{len(live)} visibles, {expected[network]} esperadas"
        yield f"P2 {name}: ni una de más ni una de menos", len(live) == expected[network] and same, figures


def expected_posts(world: World) -> Counter[str]:
    """Count what should be up on each network: of every publication that is out, its post."""
    expected: Counter[str] = Counter()
    for name in world.publications:
        publication = world.publication(name)
        if publication["state"] == "released":
            expected.update(publication["networks"])
    return expected


def _threads_are_whole(world: World) -> Iterator[Claim]:
    """P2: what follows a post in a thread is up, each part once; the networks list it among what answers."""
    shown = world.networks.state()["replies"]["x"]
    live = Counter(one["text"] for one in shown if one["is_live"])
    said = [world.publication(name) for name in world.publications]
    parts = [
        part for one in said if one["state"] == "released" for part in one["content"].get("x", {}).get("thread", [])
    ]
    once = bool(parts) and all(live[part] == 1 for part in parts)
    yield "P2 X: cada parte de un hilo, una vez", once, f"{sum(live[part] for part in parts)} de {len(parts)}"


def _lost_answers_are_found(world: World) -> Iterator[Claim]:
    """P2: what a network took without an answer was found by reading, on each network where that happened."""
    found = [item for item in world.records("delivery") if item["is_adopted"] and item["state"] == "done"]
    networks = {item["network"] for item in found}
    yield "P2 respuestas perdidas que se encontraron en la cuenta", networks == {"x", "facebook"}, str(len(found))


def _report_equals_records(world: World) -> Iterator[Claim]:
    """P7: the closed day, the day's status and the report of the period say the same."""
    closed, status = _closed_and_status(world)
    report = world.director.get("report", **{"from": str(world.today), "to": str(world.today)})
    kinds = {row["key"]: row["totals"]["comments"]["by_kind"] for row in report["networks"]}
    states = {row["key"]: row["totals"]["cases"]["by_state"] for row in report["departments"]}
    parts = {
        f"cierre ({_differing(closed, status)})": closed == status,
        "redes": {network: kind for network, kind in kinds.items() if kind} == status["comments_by_network_and_kind"],
        "dependencias": {name: state for name, state in states.items() if state} == status["referrals_by_department"],
        "total": report["total"]["comments"]["count"] == len(world.records("comment")),
    }
    others = [part for part, is_same in parts.items() if not is_same]
    told = f"{len(world.records('comment'))} comentarios"
    yield "P7 el reporte es igual a los registros", not others, f"difieren: {', '.join(others)}" if others else told


def _closed_and_status(world: World) -> tuple[Json, Json]:
    """
    Give the figures of the day closed once more, and those of its status, of one moment.

    Replies wait for their turn and go out after the close too. What goes out between the two is counted by closing again, which
    is safe to repeat.
    """
    for _ in range(CLOSINGS):
        invoke(world.endpoints, "close_day", event_to_close(world.today))
        closed = world.records("day")[0]["figures"]
        status = world.director.get(f"days/{world.today}")["figures"]
        if closed == status:
            break
    return closed, status


def _differing(closed: Json, status: Json) -> str:
    """Name the figures that two counts of a day do not share."""
    return ", ".join(sorted(name for name in closed.keys() | status.keys() if closed.get(name) != status.get(name)))


def _bad_uploads_are_shown(world: World) -> Iterator[Claim]:
    """Bad input waits for a person, each with its reason, and stopped nothing else."""
    waiting = [line for line in world.office.get("attention")["waiting"] if line["kind"] == "bulletin"]
    shown = len(waiting) >= len(world.bad_uploads) and all(line["reason"] for line in waiting)
    yield "Cada archivo inútil se muestra con su razón", shown, f"{len(waiting)} de {len(world.bad_uploads)}"


def _no_denials(world: World) -> Iterator[Claim]:
    """P8: nothing was refused for want of a right, and so no function has too few; the template's tests see to too many."""
    denials = access_denials(world.endpoints)
    yield "P8 accesos denegados", denials == 0, str(denials)


CLAIMS: tuple[Claims, ...] = (
    _one_live_post,
    _threads_are_whole,
    _lost_answers_are_found,
    held_went_out_once,
    proof_is_kept,
    taken_down_by_hand_is_gone,
    every_comment_once,
    every_case_once,
    urgent_came_before_a_person,
    what_a_person_decided_stands,
    ten_came_to_their_end,
    every_inbox_its_own,
    desk_shows_its_own,
    filed_once_and_shown_without_data,
    plan_was_cleared,
    _report_equals_records,
    documents_equal_figures,
    records_are_proven,
    _bad_uploads_are_shown,
    _no_denials,
)
