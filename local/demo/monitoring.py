"""3.1–4.3: citizens comment; comments are collected, classified and referred; a department answers; the citizens are told."""

from collections.abc import Iterable, Sequence
from typing import Any

from local.demo.department import DepartmentClient
from local.demo.office import wait_for
from local.demo.tables import short
from local.demo.words import KINDS, NETWORKS, STATES
from local.demo.world import FINAL_DELIVERIES, TAKEN_DOWN_LATER, World
from local.samples.comments import CASES, COMMENTS, TO_DELETE, TO_EDIT, SampleComment

DEPARTMENT = "sapal"


def let_citizens_comment(world: World) -> None:
    """Citizens comment on what went out, on the networks themselves."""
    world.say.chapter("Los ciudadanos comentan en las redes")
    posts = world.records("post")
    coming_down = {world.publications[name] for name in TAKEN_DOWN_LATER}
    _comment_on(world, posts, [*COMMENTS, *CASES])
    # What is changed later must still be there to be read again.
    _comment_on(world, [post for post in posts if post["publication"] not in coming_down], [TO_EDIT.before, TO_DELETE])
    world.say.say(f"{len(world.made)} comentarios de {len({made.citizen['name'] for made in world.made})} personas")


def _comment_on(world: World, posts: Sequence[dict[str, Any]], comments: Iterable[SampleComment]) -> None:
    targets: dict[str, list[str]] = {}
    for post in posts:
        targets.setdefault(post["network"], []).append(post["network_id"])
    for number, comment in enumerate(comments):
        on = targets[comment.network]
        world.made.append(world.citizens.comment(comment.network, on[number % len(on)], comment.text))


def collect_and_refer(world: World) -> None:
    """3.1–4.3: all of them are collected, classified, referred, and the citizens told; one is edited and one deleted."""
    world.say.chapter("3.1–4.3 Monitoreo, clasificación y canalización")
    wait_for("los comentarios", lambda: len(world.records("comment")) >= len(world.made), seconds=240)
    to_edit, to_delete = world.made[-2:]
    world.citizens.edit(to_edit, TO_EDIT.after)
    world.citizens.delete(to_delete)
    world.deleted.append(to_delete)
    world.say.say(f"{len(world.made)} comentarios registrados; alguien edita el suyo y alguien borra el suyo")
    wait_for("los avisos a los ciudadanos", lambda: all_told(world, "acknowledgement"), seconds=180)
    show_some_cases(world)


def see_edit_and_deletion(world: World) -> None:
    """3.2: the next reading finds what was edited and what was deleted; departments do not wait for it."""
    world.say.chapter("3.2 Lo que se editó y lo que se borró")
    wait_for("la edición y el borrado", lambda: _edited_and_deleted(world), seconds=240)
    world.say.say("Quedan las dos versiones del comentario editado, y el borrado con la marca de cuándo se notó")


def _edited_and_deleted(world: World) -> bool:
    comments = world.records("comment")
    return any(len(item["versions"]) > 1 for item in comments) and any(item["deleted_at"] for item in comments)


def all_told(world: World, purpose: str) -> bool:
    """Say whether every comment to be referred has its case, and every duty to tell has ended."""
    if any(comment["state"] == "to_refer" for comment in world.records("comment")):
        return False
    replies = [item for item in world.records("delivery") if item["id"].endswith(purpose)]
    notices = [item[purpose] for item in world.records("referral") if item[purpose]]
    return len(replies) == len({notice["delivery"] for notice in notices if notice["delivery"]}) and all(
        reply["state"] in FINAL_DELIVERIES for reply in replies
    )


def show_some_cases(world: World) -> None:
    """Print the first cases with their folio and department."""
    rows = [
        (
            item["id"],
            NETWORKS[item["network"]],
            KINDS[item["comment_kind"]],
            item["department_id"],
            short(item["text"], 46),
        )
        for item in world.records("referral")[:12]
    ]
    world.say.table("Algunas canalizaciones", ("folio", "red", "tipo", "dependencia", "comentario"), rows)


def let_department_answer(world: World) -> None:
    """4.2: a department pulls its queue, accepts one, closes another, returns a third as not its own."""
    world.say.chapter(f"4.2 La dependencia «{DEPARTMENT}» atiende su bandeja")
    client = DepartmentClient(world.endpoints, DEPARTMENT)
    cases: list[dict[str, Any]] = []

    def pulled() -> bool:
        cases.extend(client.pull())
        return len(cases) >= 3  # noqa: PLR2004 - one to accept, one to close, one to return

    wait_for("tres casos en la bandeja", pulled, seconds=60)
    world.inboxes.setdefault(DEPARTMENT, []).extend(cases)
    accepted, closed, returned = (case["folio"] for case in cases[:3])
    client.tell(accepted, "accepted", "Va una cuadrilla", department_folio="SAPAL-7781")
    client.tell(closed, "closed", "Atendido: se reparó la fuga")
    client.tell(returned, "returned", "No es de esta dependencia")
    world.say.say(f"{accepted} aceptado · {closed} cerrado · {returned} devuelto")
    wait_for("las respuestas de la dependencia", lambda: _answered(world, accepted, closed, returned), seconds=120)
    wait_for("el aviso del cierre", lambda: all_told(world, "closing"), seconds=120)
    where = world.office.get(f"referrals/{returned}")
    world.say.say(
        f"{returned} ahora está con «{where['department_id']}» ({STATES.get(where['state'], where['state'])})"
    )


def _answered(world: World, accepted: str, closed: str, returned: str) -> bool:
    cases = {item["id"]: item for item in world.records("referral")}
    states = [cases[folio]["state"] for folio in (accepted, closed, returned)]
    return states == ["accepted", "closed", "referred"] and bool(cases[returned]["department_id"] != DEPARTMENT)
