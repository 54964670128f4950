"""
The story of the day, stage by stage as the manual has them.

Everything is done from outside, as the people and systems concerned would do it: files into a bucket, the API with a
signed-in person, comments on the networks, a department's queue. `World` keeps what happened, for the checks at the end.
"""

from typing import Any

from local.demo import troubles
from local.demo.closing import close
from local.demo.desk import sit_at_the_desk
from local.demo.emergencies import publish_in_another_medium, stop_and_resume
from local.demo.hours import wait_for_a_whole_day
from local.demo.monitoring import collect_and_refer, let_citizens_comment, let_department_answer, see_edit_and_deletion
from local.demo.office import wait_for
from local.demo.open311 import file_by_another_program
from local.demo.planned_week import plan_next_week
from local.demo.planning import cover_live, try_a_calendar
from local.demo.prepared import authorise
from local.demo.proof import prove_the_records
from local.demo.publishing import authorise_and_publish, await_the_scheduled, receive_material
from local.demo.refusals import finish_by_hand
from local.demo.report_files import fetch_the_report
from local.demo.tables import Printer
from local.demo.ten_comments import follow_ten
from local.demo.understanding import show_understanding
from local.demo.world import MISTAKEN, World, all_final, show_posts

CAMPAIGN = "predial-en-linea"
MISTAKE, CORRECTED = "los sábados", "los sábados y domingos"


def live_through(endpoints: dict[str, Any], say: Printer) -> World:
    """Live through the whole day; gives what happened."""
    world = World(endpoints, say, wait_for_a_whole_day(say).date())
    receive_material(world)
    authorise_and_publish(world)
    stop_and_resume(world)
    publish_in_another_medium(world)
    let_citizens_comment(world)
    await_the_scheduled(world)
    plan_and_cover(world)
    survive_lost_answers(world)
    collect_and_refer(world)
    show_understanding(world)
    let_department_answer(world)
    correct_a_mistake(world)
    finish_by_hand(world)
    sit_at_the_desk(world)
    follow_ten(world)
    file_by_another_program(world)
    plan_next_week(world)
    see_edit_and_deletion(world)
    close(world)
    fetch_the_report(world)
    prove_the_records(world)
    return world


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
    made = troubles.plan_a_thread(world.office, world.agency, str(world.today))
    world.publications["hilo"] = made
    published = troubles.publish_with_lost_answers(made, world.office, world.coordinator, world.networks, world.say)
    troubles.tell(published, world.records("delivery"), world.say)


def correct_a_mistake(world: World) -> None:
    """Policy on corrections: taken down, corrected, authorised again, published again, linked."""
    world.say.chapter("Políticas: una publicación con error se baja, se corrige y se vuelve a subir")
    wrong = world.publication(MISTAKEN)
    world.coordinator.post(f"publications/{wrong['id']}/take-down", reason="También hay servicio los domingos")
    wait_for("la baja en todas las redes", lambda: all_final(world, MISTAKEN, "take_down"))
    world.say.say(f"{wrong['id']}: {world.publication(MISTAKEN)['progress']}")
    texts = {network: content["text"].replace(MISTAKE, CORRECTED) for network, content in wrong["content"].items()}
    corrected = world.agency.post(f"publications/{wrong['id']}/correction", texts=texts)
    world.corrected = corrected["id"]
    world.publications["corrección"] = corrected["id"]
    world.office.post(f"publications/{corrected['id']}/authorisation", version=1, note="Corregida")
    world.coordinator.post(f"publications/{corrected['id']}/publish")
    show_posts(world, "corrección")
    world.say.say(f"{corrected['id']} corrige a {corrected['corrects']}")
