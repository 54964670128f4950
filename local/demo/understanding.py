"""
4.1, 4.2: what follows from a comment being understood, beyond one case at one department.

What is urgent comes before a person at once; neighbours who say the same share a folio; several subjects are several cases; and
a person's decision takes the case along.
"""

from collections.abc import Iterator
from typing import Any

from local.demo.department import DepartmentClient
from local.demo.office import wait_for
from local.demo.tables import short
from local.demo.world import World
from local.samples.comments import NEIGHBOURS, TO_MOVE, TWO_SUBJECTS, URGENT

MOVED_TO = "medio-ambiente"


def show_understanding(world: World) -> None:
    """Show the four in their cases, and let the image office move one."""
    world.say.chapter("4.1, 4.2 Lo urgente, los vecinos, varios asuntos, y lo que decide una persona")
    lines = [line for line in world.office.get("attention")["waiting"] if line["is_urgent"]]
    world.urgent_shown = {line["id"] for line in lines}
    rows = [(line["id"], line["reason"], short(line["title"], 50)) for line in lines]
    world.say.table("Urgente: ante una persona y en el área de guardia", ("folio o comentario", "por qué", "qué"), rows)
    shared, several = _case_of(world, NEIGHBOURS[0].text), _comment(world, TWO_SUBJECTS.text)
    world.say.say(f"{shared['id']}: {shared['count']} vecinos dicen lo mismo, y comparten el folio")
    world.say.say(f"Un comentario, dos asuntos: {' y '.join([several['folio'], *several['more_folios']])}")
    move_a_case(world)


def move_a_case(world: World) -> None:
    """A person of the image office says whose case it is; the department that had it is told."""
    comment = _comment(world, TO_MOVE.text)
    before = _case_of(world, TO_MOVE.text)
    world.moved = before["id"]
    body = {"kind": "service_request", "sentiment": "negative", "department_id": MOVED_TO}
    world.office.post(f"comments/{comment['id']}/decision", **body)
    former = DepartmentClient(world.endpoints, before["department_id"])

    def is_told() -> bool:
        former.pull()
        return any(change["what"] == "moved" and change["folio"] == world.moved for change in former.changes)

    wait_for("el aviso a la dependencia que tenía el caso", is_told, seconds=90)
    wait_for("el caso en su nueva dependencia", lambda: _is_there(world), seconds=90)
    world.say.say(f"Imagen decide: {world.moved} pasa de «{former.id}» a «{MOVED_TO}», con aviso a las dos")


def urgent_came_before_a_person(world: World) -> Iterator[tuple[str, bool, str]]:
    """4.1: every urgent comment had its case at a department on duty, and waited for a person until one had read it."""
    cases = [_case_of(world, sample.text) for sample in URGENT]
    shown = sum(bool({case["id"], case["comment"]} & world.urgent_shown) for case in cases)
    yield "4.1 cada urgencia ante una persona", shown == len(URGENT), f"{shown} de {len(URGENT)}"


def what_a_person_decided_stands(world: World) -> Iterator[tuple[str, bool, str]]:
    """4.1, 4.2: the case is where a person put it, and the decision is kept as an example."""
    decided = world.office.get("comments/decisions", **{"from": str(world.today), "to": str(world.today)})["decisions"]
    stands = _is_there(world) and [one["text"] for one in decided] == [TO_MOVE.text]
    yield "4.1 lo que decidió una persona se llevó el caso, y queda como ejemplo", stands, str(len(decided))


def _is_there(world: World) -> bool:
    case = world.office.get(f"referrals/{world.moved}")
    return bool(case["department_id"] == MOVED_TO and case["state"] != "opened")


def _comment(world: World, text: str) -> dict[str, Any]:
    return next(item for item in world.records("comment") if text in item["versions"][0]["text"])


def _case_of(world: World, text: str) -> dict[str, Any]:
    folio = _comment(world, text)["folio"]
    return next(item for item in world.records("referral") if item["id"] == folio)
