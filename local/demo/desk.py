"""4.2, 4.4: the department's person at a terminal, the clock of service, and what the daily e-mail would say."""

import json
from collections.abc import Iterator
from typing import Any

from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.domain.referral import Referral
from chalicelib.procedure.daily_mail import mail_of
from chalicelib.procedure.discretion import Discretion
from local.demo.closing import invoke, scheduled
from local.demo.commands import must, run
from local.demo.office import Person
from local.demo.tables import short
from local.demo.world import World

SHOWN_CASES, MAIL_LINES = 5, 8


def sit_at_the_desk(world: World) -> None:
    """Let the department's person list what is theirs, then read the clock, and see the mail of eight in the morning."""
    department = world.endpoints["people"]["department"]["department"]
    world.say.chapter(f"4.2, 4.4 La persona de «{department}», el reloj de servicio y el correo de las 8:00")
    world.say.say("$ portavoz-dependencia list --maximo 5")
    limit = str(SHOWN_CASES)
    world.say.text(must(run(world.endpoints, "portavoz_dependencia", "list", "--maximo", limit, role="department")).out)
    listed = run(world.endpoints, "portavoz_dependencia", "list", "--json", role="department")
    world.desk = {"department": department, "cases": json.loads(must(listed).out)}
    show_the_clock(world)
    show_the_mail(world, department)


def show_the_clock(world: World) -> None:
    """Print the times of each department that has cases, and what is overdue."""
    period = {"from": str(world.today), "to": str(world.today)}
    rows = world.coordinator.get("service-times", **period)["rows"]
    world.say.table(
        "El reloj de servicio, en horas hábiles (GET /v1/service-times)",
        ("dependencia", "casos", "comentarios", "cerrados", "vencidos", "primera respuesta", "la recoge", "la cierra"),
        [
            (
                row["department_id"],
                row["cases"],
                row["comments"],
                row["close"]["count"],
                row["overdue"],
                *(_median(row[name]) for name in ("first_reply", "pull", "close")),
            )
            for row in rows
        ],
    )
    overdue = world.coordinator.get("referrals/overdue")
    world.desk["clock"], world.desk["overdue"] = rows, overdue["total"]
    named = ", ".join(line["folio"] for line in overdue["overdue"][:3])
    world.say.say(f"Vencidas: {overdue['total']}{f' ({named})' if named else ': todo lo de hoy está en plazo'}")


def show_the_mail(world: World, department: str) -> None:
    """Run what sends it, which the strategy leaves off, and show the text that it would send to the department."""
    sent = json.loads(invoke(world.endpoints, "send_daily_notices", scheduled()))
    world.desk["mails"] = sent
    catalogue = YamlCatalogue(FOLDER)
    state = "apagado por omisión (daily_notices: null)" if catalogue.daily_notices is None else "encendido"
    world.say.say(f"El correo de cada día hábil está {state}: {sent} enviados. Al enlace de «{department}» le diría:")
    found = [Referral.model_validate(case) for case in world.records("referral")]
    new = [case for case in found if case.department_id == department]
    name = catalogue.departments[department].name
    discretion = Discretion(catalogue, TextPersonalDataFinder(catalogue.institutional_contacts).without_data)
    mail = mail_of("enlace@leon.example", name, [], new, f"{world.today:%d/%m/%Y}", discretion)
    lines = [line for line in mail.text.splitlines() if line.strip()]
    world.say.text("\n".join(f"    {short(line, 108)}" for line in (f"Asunto: {mail.subject}", *lines[:MAIL_LINES])))


def desk_shows_its_own(world: World) -> Iterator[tuple[str, bool, str]]:
    """4.2: the list has the department's open cases and no other; the clock counts every case once."""
    department, listed = world.desk["department"], world.desk["cases"]
    foreign = [case["folio"] for case in listed if case["department_id"] != department]
    yield "4.2 la dependencia ve sus casos y ninguno ajeno", bool(listed) and not foreign, f"{len(listed)} en su lista"
    liaison = Person(world.endpoints, "department")
    own = {row["department_id"] for row in liaison.get("service-times", **_today(world))["rows"]}
    yield "4.4 del reloj, cada dependencia ve el suyo", own == {department}, ", ".join(sorted(own))
    yield "4.4 correo diario apagado: nada sale", world.desk["mails"] == 0, f"{world.desk['mails']} enviados"


def _today(world: World) -> dict[str, str]:
    return {"from": str(world.today), "to": str(world.today)}


def _median(spread: dict[str, Any]) -> str:
    hours = spread["median_hours"]
    return "—" if hours is None else f"{float(hours):.2f} h"
