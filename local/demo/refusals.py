"""Policy on corrections: a network that lets no app take a post down; a person does, and what they say is looked at."""

from typing import Any

from local.demo.office import wait_for
from local.demo.words import place_name
from local.demo.world import World
from local.samples.outing import SLUG

WHY = "El paseo se pospone por la lluvia"
REFUSED = "instagram.media_delete"
BY_HAND = {"instagram", "manual"}
NOTE = "Borrada desde la aplicación"


def finish_by_hand(world: World) -> None:
    """Take a publication down where Instagram refuses: what is down is said, what is not waits for a person, who finishes it."""
    world.say.chapter("Políticas: Instagram no deja borrar; lo que falta, lo baja una persona")
    world.networks.fail("permission_missing", REFUSED)
    world.coordinator.post(f"publications/{world.publications[SLUG]}/take-down", reason=WHY)
    world.say.say(f"Se pide bajar de todas partes: «{WHY}»")
    partly = wait_for("lo que sí se pudo bajar", lambda: _partly_down(world))
    world.say.say(partly["progress"])
    tasks = [one for one in partly["deliveries"] if one["action"] == "take_down" and one["state"] == "task"]
    world.say.table("Lo que baja una persona", ("dónde", "qué se pide"), [(place_name(t), t["reason"]) for t in tasks])
    world.networks.remove_by_hand(_instagram_id(world))
    for task in tasks:
        world.agency.post(f"deliveries/{task['id']}/proof", place=place_name(task), note=NOTE)
    world.say.say("La agencia las borró a mano y lo registró; la cuenta de Instagram se lee para comprobarlo")
    world.say.say(wait_for("la baja en todas partes", lambda: _all_down(world))["progress"])


def _partly_down(world: World) -> dict[str, Any] | None:
    """Give the publication once each place is down, or a person has been asked to take it down there."""
    publication = world.publication(SLUG)
    where = {place["network"]: place["where"] for place in publication["places"]}
    expected = {name: "a_person_takes_it_down" if name in BY_HAND else "down" for name in publication["networks"]}
    return publication if where == expected else None


def _all_down(world: World) -> dict[str, Any] | None:
    publication = world.publication(SLUG)
    return publication if {place["where"] for place in publication["places"]} == {"down"} else None


def _instagram_id(world: World) -> str:
    """Say what Instagram calls the post: where a person sees it in the app."""
    publication = world.publication(SLUG)
    post = next(one for one in publication["deliveries"] if (one["network"], one["action"]) == ("instagram", "publish"))
    return str(world.office.get(f"deliveries/{post['id']}")["network_id"])
