"""
4.1–4.3 told as a table: ten comments followed from the network to their end, each of another sort.

Whichever departments have their cases pull them from their own queues and close them, each in its own way; the image office
answers the question that nobody published an answer to. What is told is read from the records, with the hour of each step.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from local.demo.department import DepartmentClient
from local.demo.monitoring import all_told
from local.demo.office import wait_for
from local.demo.tables import LEON, short
from local.demo.words import KINDS, NETWORKS, OUTCOMES
from local.demo.world import FINAL_DELIVERIES, World
from local.samples.comments import CYCLE_LANE, OPENING_HOURS, TEN, TREE

OPEN_AT = "El Parque Metropolitano abre todos los días de 6 a 19 horas."
ATTENDED = ("attended", "Se atendió en sitio")
ENDS = {
    CYCLE_LANE.text: ("cannot_attend", "No hay presupuesto este año; queda en la cartera de proyectos"),
    TREE.text: ("not_competent", "El árbol está en un predio particular"),
}
"""How a case ends that is not attended, and why."""
ENDED = {"closed", "cancelled"}
COLUMNS = (
    "comentario",
    "red",
    "hecho",
    "tipo",
    "folio",
    "dependencia",
    "se le avisa",
    "recogido",
    "cierre",
    "y se le avisa",
)

Json = dict[str, Any]


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
    wait_for("las respuestas a las preguntas", lambda: all(map(_is_final, _answers(world))), seconds=120)
    replies = {item["id"]: item for item in world.records("delivery")}
    world.say.table("Diez comentarios", COLUMNS, (row_of(one, replies, world) for one in followed(world)))


def attend(world: World) -> None:
    """Have each department pull what is its own of the ten, and close it."""
    offices: dict[str, DepartmentClient] = {}

    def are_pulled() -> bool:
        left = [case for case in _cases(world) if not _at(case, "pulled") and case["state"] not in ENDED]
        for department in {case["department_id"] for case in left}:
            offices.setdefault(department, DepartmentClient(world.endpoints, department)).pull()
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


def text_of(comment: Json) -> str:
    """Give what a citizen wrote first."""
    return str(comment["versions"][0]["text"])


def row_of(one: Followed, replies: Json, world: World) -> tuple[str, ...]:
    """Tell the way of one comment; several cases stand one below the other."""
    comment, cases = one
    start = (
        short(text_of(comment), 30),
        NETWORKS[comment["network"]],
        clock(comment["versions"][0]["written_at"]),
        KINDS[comment["classification"]["comment_kind"]],
    )
    if not cases:
        answer = next(answer for answer in _answers(world) if answer["target"] == comment["network_id"])
        return (*start, "—", "—", f"{_sent(answer)} la respuesta", "—", "—", "—")
    return (
        *start,
        _lines(case["id"] + (f" (la comparten {case['count']})" if case["count"] > 1 else "") for case in cases),
        _lines(case["department_id"] for case in cases),
        _lines(_told(case, comment, "acknowledgement", replies) for case in cases),
        _lines(clock(_at(case, "pulled")) for case in cases),
        _lines(f"{clock(_at(case, 'closed'))} {OUTCOMES[case['outcome']]}" for case in cases),
        _lines(_told(case, comment, "closing", replies) for case in cases),
    )


def clock(at: str | None) -> str:
    """Write an instant as the clock in León shows it."""
    return f"{datetime.fromisoformat(at).astimezone(LEON):%H:%M:%S}" if at else "—"


def ten_came_to_their_end(world: World) -> Iterator[tuple[str, bool, str]]:
    """P4, 4.3: every case of the ten is closed, each at the queue of its own department, in the order of time."""
    ten = followed(world)
    cases = [case for one in ten for case in one.cases]
    ended = [case for case in cases if _at(case, "closed") and _is_in_order(case)]
    answered = [one for one in ten if not one.cases]
    whole = len(ended) == len(cases) and len(answered) == 2  # noqa: PLR2004 - the two questions
    yield "4.1–4.3 diez comentarios, cada uno hasta su cierre", whole, f"{len({case['id'] for case in cases})} folios"


def _is_in_order(case: Json) -> bool:
    times = [datetime.fromisoformat(at) for act in ("opened", "referred", "pulled", "closed") if (at := _at(case, act))]
    return times == sorted(times)


def _cases(world: World) -> list[Json]:
    return [case for one in followed(world) for case in one.cases]


def _answers(world: World) -> list[Json]:
    """Read what was answered to questions on the networks."""
    return [
        item for item in world.records("delivery") if item["action"] == "reply" and item["subject"].startswith("COM-")
    ]


def _at(case: Json, act: str) -> str | None:
    """Give when something happened to a case the first time."""
    return next((line["at"] for line in case["history"] if line["act"] == act), None)


def _told(case: Json, comment: Json, purpose: str, replies: Json) -> str:
    if case["comment"] == comment["id"]:
        notice = case[purpose] or {}
        reply = replies.get(notice.get("delivery") or "")
        return _sent(reply) if reply else f"no: {notice.get('reason') or 'sigue abierto'}"
    own = (item for name, item in replies.items() if f"#{purpose}-" in name and item["target"] == comment["network_id"])
    return next(map(_sent, own), "no")


def _sent(reply: Json) -> str:
    return clock(reply["published_at"]) if _is_final(reply) else f"a las {clock(reply['not_before'])}"


def _is_final(reply: Json) -> bool:
    return reply["state"] in FINAL_DELIVERIES


def _lines(cells: Iterable[str]) -> str:
    return "\n".join(cells)
