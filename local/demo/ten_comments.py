"""
4.1–4.3 told as a table: ten comments followed from the network to their end, each of another sort.

Whichever departments have their cases pull them from their own queues and close them, each in its own way; the image office
answers the question that nobody published an answer to. What is told is read from the records, with the hour of each step.
"""

from typing import NamedTuple

from local.demo.department import DepartmentClient
from local.demo.monitoring import all_told
from local.demo.office import wait_for
from local.demo.ten_rows import COLUMNS, Json, at_of, is_final, rows_of, text_of
from local.demo.world import World
from local.samples.comments import CYCLE_LANE, OPENING_HOURS, TEN, TREE

OPEN_AT = "El Parque Metropolitano abre todos los días de 6 a 19 horas."
ATTENDED = ("attended", "Se atendió en sitio")
ENDS = {
    CYCLE_LANE.text: ("cannot_attend", "No hay presupuesto este año; queda en la cartera de proyectos"),
    TREE.text: ("not_competent", "El árbol está en un predio particular"),
}
"""How a case ends that is not attended, and why."""
ENDED = {"closed", "cancelled"}


class Followed(NamedTuple):
    """A comment as recorded, and its cases."""

    comment: Json
    cases: tuple[Json, ...]


def follow_ten(world: World) -> None:
    """Bring all ten to their end, and tell the way of each."""
    world.say.chapter("4.1–4.3 El camino de diez comentarios, de la red a su cierre")
    question = next(one.comment for one in followed(world) if OPENING_HOURS.text in text_of(one.comment))
    world.office.post(f"comments/{question['id']}/answer", text=OPEN_AT)
    attend(world)
    wait_for("los avisos de cierre", lambda: all_told(world, "closing"), seconds=180)
    wait_for("las respuestas a las preguntas", lambda: all(map(is_final, _answers(world))), seconds=120)
    replies = {item["id"]: item for item in world.records("delivery")}
    rows = [row for one in followed(world) for row in rows_of(*one, replies)]
    world.say.table("Diez comentarios", COLUMNS, rows)


def attend(world: World) -> None:
    """Have each department pull what is its own of the ten, and close it."""
    offices: dict[str, DepartmentClient] = {}

    def are_pulled() -> bool:
        left = [case for case in _cases(world) if at_of(case, "pulled") is None and case["state"] not in ENDED]
        for department in {case["department_id"] for case in left}:
            office = offices.setdefault(department, DepartmentClient(world.endpoints, department))
            world.inboxes.setdefault(department, []).extend(office.pull())
        return not left

    wait_for("los casos de los diez, recogidos por sus dependencias", are_pulled, seconds=150, every=1)
    for one in followed(world):
        outcome, note = next((end for text, end in ENDS.items() if text in text_of(one.comment)), ATTENDED)
        for case in one.cases:
            if case["state"] not in ENDED:
                office = DepartmentClient(world.endpoints, case["department_id"])
                office.tell(case["id"], "closed", note, outcome=outcome)
    wait_for("los cierres", lambda: all(case["state"] in ENDED for case in _cases(world)), seconds=120)


def followed(world: World) -> list[Followed]:
    """Read the ten comments and their cases, in the order in which the ten are named."""
    comments, cases = world.records("comment"), {case["id"]: case for case in world.records("referral")}
    found = []
    for sample in TEN:
        comment = next(item for item in comments if sample.text in text_of(item))
        folios = [folio for folio in (comment["folio"], *comment["more_folios"]) if folio]
        found.append(Followed(comment, tuple(cases[folio] for folio in folios)))
    return found


def _cases(world: World) -> list[Json]:
    return [case for one in followed(world) for case in one.cases]


def _answers(world: World) -> list[Json]:
    """Read what was answered to questions on the networks."""
    return [
        item for item in world.records("delivery") if item["action"] == "reply" and item["subject"].startswith("COM-")
    ]
