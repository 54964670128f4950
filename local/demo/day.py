"""
The story of the day, stage by stage as the manual has them.

Everything is done from outside, as the people and systems concerned would do it: files into a bucket, the API with a
signed-in person, comments on the networks, a department's queue. `World` keeps what happened, for the checks at the end.
"""

import json
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from local.demo import troubles
from local.demo.citizens import Citizens, Made
from local.demo.department import DepartmentClient
from local.demo.office import Intake, Person, aws_client, wait_for
from local.demo.planning import cover_live, try_a_calendar
from local.demo.prepared import authorise, show_prepared
from local.demo.tables import KINDS, LEON, NETWORKS, STATES, Printer, short
from local.networks.control_client import Control
from local.samples.build import build_samples
from local.samples.comments import COMMENTS, TO_DELETE, TO_EDIT

DEPARTMENT = "sapal"
CAMPAIGN = "predial-en-linea"
MISTAKEN, MISTAKE, CORRECTED = "unidades-moviles", "los sábados", "los sábados y domingos"
FINAL_DELIVERIES = {"done", "refused", "cancelled"}


@dataclass
class World:
    """What the story knows of itself."""

    endpoints: dict[str, Any]
    say: Printer
    today: date = field(default_factory=lambda: datetime.now(LEON).date())
    made: list[Made] = field(default_factory=list)
    deleted: list[Made] = field(default_factory=list)
    publications: dict[str, str] = field(default_factory=dict)
    at_once: list[str] = field(default_factory=list)
    corrected: str = ""
    bad_uploads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sign everybody in."""
        self.office = Person(self.endpoints, "image-office")
        self.coordinator = Person(self.endpoints, "coordinator")
        self.agency = Person(self.endpoints, "agency")
        self.director = Person(self.endpoints, "director")
        self.intake = Intake(self.endpoints)
        self.citizens = Citizens(self.endpoints)

    def publication(self, name: str) -> dict[str, Any]:
        """Read a publication by its folder's name."""
        return self.office.get(f"publications/{self.publications[name]}")

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Read the day's records of a kind."""
        found = self.office.get(f"days/{self.today}/records", kind=kind)["records"]
        return [record["record"] for record in found]


def live_through(endpoints: dict[str, Any], say: Printer) -> World:
    """Live through the whole day; gives what happened."""
    world = World(endpoints, say)
    receive_material(world)
    authorise_and_publish(world)
    let_citizens_comment(world)
    await_the_scheduled(world)
    plan_and_cover(world)
    survive_lost_answers(world)
    collect_and_refer(world)
    let_department_answer(world)
    correct_a_mistake(world)
    close(world)
    return world


def receive_material(world: World) -> None:
    """1.1: press and the image office upload; what cannot be read is rejected and nothing else stops."""
    world.say.chapter("1.1 Recopilación: llegan boletines y material")
    publish_at = next_minute(seconds_ahead=75)
    with tempfile.TemporaryDirectory() as folder:
        samples = build_samples(Path(folder), publish_at=publish_at)
        for sample in samples:
            keys = world.intake.upload_folder(f"{sample.source}/{world.today}/{sample.slug}", sample.folder)
            world.say.say(f"{sample.source}: {sample.slug} ({len(keys)} archivos)")
    for key, content in BAD_UPLOADS.items():
        world.intake.upload(key.format(today=world.today), content)
    world.bad_uploads = [key.format(today=world.today) for key in BAD_UPLOADS]
    world.say.say(f"y {len(BAD_UPLOADS)} archivos que no se pueden usar")
    found = wait_for("publicaciones preparadas", lambda: _prepared(world, len(samples)))
    world.publications = {line["slug"]: line["id"] for line in found}


BAD_UPLOADS = {
    "prensa/{today}/vacio/boletin.md": b"",
    "prensa/{today}/falso/boletin.docx": b"esto no es un documento de Word",
    "imagen/{today}/campo-mal/publicacion.yaml": b"redes: [x]\n",
}


def _prepared(world: World, expected: int) -> list[dict[str, str]] | None:
    """Give slug and id of the prepared publications, once there are as many as expected."""
    slugs = {record["id"]: record["slug"] for record in world.records("bulletin")}
    lines = [
        {"id": record["id"], "slug": slugs[record["bulletin"]]}
        for record in world.records("publication")
        if record["bulletin"]
    ]
    return lines if len(lines) >= expected else None


def authorise_and_publish(world: World) -> None:
    """2.1–2.5: the image office reads, authorises; one goes out at once, one at its minute."""
    world.say.chapter("2.1–2.5 Edición, autorización y publicación")
    for name in world.publications:
        publication = world.publication(name)
        show_prepared(publication, world.say)
        authorise(publication, world.office, world.say)
        if publication["publish_at"]:
            at = schedule(world, publication)
            world.say.say(f"   autorizada y programada para las {at:%H:%M}")
        else:
            world.coordinator.post(f"publications/{publication['id']}/publish")
            world.say.say("   autorizada y publicada al momento")
            world.at_once.append(name)
    for name in world.at_once:
        show_posts(world, name)


def schedule(world: World, publication: dict[str, Any]) -> datetime:
    """Programme a publication for the minute its office asked for, or for the next one where that went by meanwhile."""
    at = datetime.fromisoformat(publication["publish_at"]).astimezone(LEON)
    soonest = next_minute(seconds_ahead=10)
    if at >= soonest:
        world.agency.post(f"publications/{publication['id']}/schedule")
        return at
    world.agency.post(f"publications/{publication['id']}/schedule", publish_at=soonest.isoformat())
    return soonest


def await_the_scheduled(world: World) -> None:
    """2.5: what was programmed has gone out at its minute."""
    world.say.chapter("2.5 Lo programado salió a su hora")
    for name in set(world.publications) - set(world.at_once):
        show_posts(world, name)


def plan_and_cover(world: World) -> None:
    """2.5: a campaign's calendar, tried; and live coverage with a graphic that was authorised beforehand."""
    world.say.chapter("2.5 Programación de una campaña, y cobertura al momento con un gráfico ya autorizado")
    try_a_calendar(world.agency, world.today, world.say)
    campaign = world.publications[CAMPAIGN]
    made = cover_live(world.office, world.agency, campaign, world.today, world.say)
    world.publications["cobertura"] = made
    authorise(world.publication("cobertura"), world.office, world.say)
    world.coordinator.post(f"publications/{made}/publish")
    show_posts(world, "cobertura")


def survive_lost_answers(world: World) -> None:
    """2.5: networks that take a post and lose the answer; what is out is found by reading, and a thread comes out whole."""
    world.say.chapter("2.5 Una red acepta y no contesta: ni dos veces, ni perdida; y un hilo en X")
    networks = Control(world.endpoints["networks"]["control_url"].removesuffix("/_control"))
    made = troubles.plan_a_thread(world.office, world.agency, str(world.today))
    world.publications["hilo"] = made
    published = troubles.publish_with_lost_answers(made, world.office, world.coordinator, networks, world.say)
    troubles.tell(published, world.records("delivery"), world.say)


def show_posts(world: World, name: str) -> None:
    """Wait until every network shows the publication, and tell where."""
    publication = wait_for(f"«{name}» en las redes", lambda: _all_final(world, name, "publish"), seconds=300)
    world.say.say(f"«{name}» está en")
    for delivery in publication["deliveries"]:
        if delivery["action"] == "publish":
            world.say.say(f"   {NETWORKS[delivery['network']]}: {delivery['permalink'] or delivery['reason']}")


def _all_final(world: World, name: str, action: str) -> dict[str, Any] | None:
    publication = world.publication(name)
    deliveries = [item for item in publication["deliveries"] if item["action"] == action]
    ended = len(deliveries) == len(publication["networks"]) and all(
        item["state"] in FINAL_DELIVERIES for item in deliveries
    )
    return publication if ended else None


def let_citizens_comment(world: World) -> None:
    """Citizens comment on what went out, on the networks themselves."""
    world.say.chapter("Los ciudadanos comentan en las redes")
    posts: dict[str, list[str]] = {}
    for post in world.records("post"):
        posts.setdefault(post["network"], []).append(post["network_id"])
    for number, comment in enumerate([*COMMENTS, TO_EDIT.before, TO_DELETE]):
        targets = posts[comment.network]
        world.made.append(world.citizens.comment(comment.network, targets[number % len(targets)], comment.text))
    world.say.say(f"{len(world.made)} comentarios de {len({made.citizen['name'] for made in world.made})} personas")


def collect_and_refer(world: World) -> None:
    """3.1–4.3: all of them are collected, classified, referred; then one is edited and one deleted."""
    world.say.chapter("3.1–4.3 Monitoreo, clasificación y canalización")
    wait_for("los comentarios", lambda: len(world.records("comment")) >= len(world.made), seconds=240)
    to_edit, to_delete = world.made[-2:]
    world.citizens.edit(to_edit, TO_EDIT.after)
    world.citizens.delete(to_delete)
    world.deleted.append(to_delete)
    world.say.say("Uno se edita y otro se borra: queda la versión anterior y la marca de borrado")
    wait_for("la edición y el borrado", lambda: _edited_and_deleted(world), seconds=240)
    wait_for("los avisos a los ciudadanos", lambda: _all_told(world, "acknowledgement"), seconds=180)
    show_some_cases(world)


def _edited_and_deleted(world: World) -> bool:
    comments = world.records("comment")
    return any(len(item["versions"]) > 1 for item in comments) and any(item["deleted_at"] for item in comments)


def _all_told(world: World, purpose: str) -> bool:
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
    accepted, closed, returned = (case["folio"] for case in cases[:3])
    client.tell(accepted, "accepted", "Va una cuadrilla", department_folio="SAPAL-7781")
    client.tell(closed, "closed", "Atendido: se reparó la fuga")
    client.tell(returned, "returned", "No es de esta dependencia")
    world.say.say(f"{accepted} aceptado · {closed} cerrado · {returned} devuelto")
    wait_for("las respuestas de la dependencia", lambda: _answered(world, accepted, closed, returned), seconds=120)
    wait_for("el aviso del cierre", lambda: _all_told(world, "closing"), seconds=120)
    where = world.office.get(f"referrals/{returned}")
    world.say.say(
        f"{returned} ahora está con «{where['department_id']}» ({STATES.get(where['state'], where['state'])})"
    )


def _answered(world: World, accepted: str, closed: str, returned: str) -> bool:
    cases = {item["id"]: item for item in world.records("referral")}
    states = [cases[folio]["state"] for folio in (accepted, closed, returned)]
    return states == ["accepted", "closed", "referred"] and bool(cases[returned]["department_id"] != DEPARTMENT)


def correct_a_mistake(world: World) -> None:
    """Policy on corrections: taken down, corrected, authorised again, published again, linked."""
    world.say.chapter("Políticas: una publicación con error se baja, se corrige y se vuelve a subir")
    wrong = world.publication(MISTAKEN)
    world.coordinator.post(f"publications/{wrong['id']}/take-down", reason="También hay servicio los domingos")
    wait_for("la baja en todas las redes", lambda: _all_final(world, MISTAKEN, "take_down"))
    world.say.say(f"{wrong['id']}: {world.publication(MISTAKEN)['progress']}")
    texts = {network: content["text"].replace(MISTAKE, CORRECTED) for network, content in wrong["content"].items()}
    corrected = world.agency.post(f"publications/{wrong['id']}/correction", texts=texts)
    world.corrected = corrected["id"]
    world.publications["corrección"] = corrected["id"]
    world.office.post(f"publications/{corrected['id']}/authorisation", version=1, note="Corregida")
    world.coordinator.post(f"publications/{corrected['id']}/publish")
    show_posts(world, "corrección")
    world.say.say(f"{corrected['id']} corrige a {corrected['corrects']}")


def close(world: World) -> None:
    """4.4, 7: the day is closed, and read back through the API."""
    world.say.chapter("4.4 y 7: se cierra el día y se lee lo registrado")
    answer = aws_client(world.endpoints, "lambda").invoke(
        FunctionName=world.endpoints["functions"]["close_day"], Payload=json.dumps(event_to_close(world.today)).encode()
    )
    if answer.get("FunctionError"):
        raise RuntimeError(answer["Payload"].read().decode())
    status = world.director.get(f"days/{world.today}")
    world.say.day(status)
    world.say.records(world.office.get(f"days/{world.today}/records")["records"])
    world.say.waiting(world.office.get("attention")["waiting"])


def event_to_close(day: date) -> dict[str, Any]:
    """Write the event with which IT support closes a day by hand: EventBridge's shape, the day in its detail."""
    return {
        "version": "0",
        "id": "00000000-0000-0000-0000-000000000000",
        "detail-type": "Close day",
        "source": "portavoz",
        "account": "",
        "time": datetime.now(LEON).isoformat(),
        "region": "",
        "resources": [],
        "detail": {"day": day.isoformat()},
    }


def next_minute(seconds_ahead: int) -> datetime:
    """Give the first whole minute at least so many seconds from now, in León's time."""
    at = datetime.now(LEON) + timedelta(seconds=seconds_ahead)
    return (at + timedelta(seconds=59)).replace(second=0, microsecond=0)
