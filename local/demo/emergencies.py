"""
Policies: an emergency stops everything that goes out, and what was held goes out by itself afterwards.

The same publication goes to the WhatsApp channel, where no API publishes: a person does, with a kit, and registers where.
"""

import io
import zipfile
from datetime import datetime
from typing import Any

import requests

from local.demo.office import TIMEOUT_SECONDS, wait_for
from local.demo.prepared import authorise
from local.demo.tables import LEON, short
from local.demo.words import NETWORKS, place_name
from local.demo.world import World, prepared
from local.samples.outing import SLUG, outing

WHY_STOP = "Tormenta con inundaciones: por ahora sólo informa Protección Civil"
WHY_RESUME = "Protección Civil dio por terminada la contingencia"
CHANNEL_ADDRESS = "https://whatsapp.com/channel/0029VaLeonGto/118"


def stop_and_resume(world: World) -> None:
    """Stop everything, ask for a publication, see it wait with the reason, lift the stop, and see it go out by itself."""
    world.say.chapter("Políticas, emergencia: todo se detiene y después se reanuda")
    publication = _invitation(world)
    stop = world.coordinator.post("stop", why=WHY_STOP)["stop"]
    world.say.say(f"La coordinación ({stop['by']}) detuvo todo a las {_clock(stop['at'])}: «{stop['why']}»")
    world.coordinator.post(f"publications/{publication['id']}/publish")
    try:
        held = wait_for("lo detenido", lambda: _everywhere(world, "waits_for_a_person"))
    finally:
        world.director.delete("stop", why=WHY_RESUME)
    rows = [(place_name(place), place["reason"]) for place in held["places"]]
    world.say.table(f"«{short(held['title'], 60)}»", ("dónde", "por qué no sale"), rows)
    lifted = world.lifted = world.office.get("orders")["orders"][0]
    world.say.say(f"La dirección ({lifted['by']}) levantó el paro a las {_clock(lifted['at'])}: «{lifted['why']}»")
    out = wait_for("lo que estaba detenido", lambda: _on_networks(world))
    world.say.say("Nadie volvió a pedirla: salió sola")
    for delivery in out["deliveries"]:
        if delivery["network"] in NETWORKS:
            world.say.say(f"   {NETWORKS[delivery['network']]}: {delivery['permalink']}")


def publish_in_another_medium(world: World) -> None:
    """2.5, other media: what no API publishes becomes a task with a kit; with its proof the publication is out everywhere."""
    world.say.chapter("2.5 Otros medios: una persona publica en el canal de WhatsApp y registra dónde quedó")
    task = wait_for("el encargo", lambda: _task(world))
    world.say.say(f"Encargo: {task['reason']}")
    _show_kit(world, world.agency.get(f"deliveries/{task['id']}/kit"))
    world.agency.post(f"deliveries/{task['id']}/proof", address=CHANNEL_ADDRESS, note="Publicada en el canal")
    world.say.say(f"Registrado: quedó en {CHANNEL_ADDRESS}")
    out = wait_for("la publicación en todas partes", lambda: _everywhere(world, "live"))
    world.say.say(out["progress"])


def _invitation(world: World) -> dict[str, Any]:
    """Upload the invitation and authorise it; gives the publication."""
    for name, content in outing().items():
        world.intake.upload(f"imagen/{world.today}/{SLUG}/{name}", content)
    before = len(world.publications)
    found = wait_for("la invitación", lambda: prepared(world, before + 1))
    world.publications[SLUG] = next(line["id"] for line in found if line["slug"] == SLUG)
    world.at_once.append(SLUG)
    publication = world.publication(SLUG)
    authorise(publication, world.office, world.say)
    world.say.say(f"{publication['id']}: autorizada para X, Facebook, Instagram y el canal de WhatsApp")
    return publication


def _everywhere(world: World, where: str) -> dict[str, Any] | None:
    """Give the publication once it is in the same situation on every network and in the other medium."""
    publication = world.publication(SLUG)
    places = publication["places"]
    is_so = len(places) == len(publication["networks"]) and all(place["where"] == where for place in places)
    return publication if is_so else None


def _on_networks(world: World) -> dict[str, Any] | None:
    publication = world.publication(SLUG)
    where = [place["where"] for place in publication["places"] if place["network"] in NETWORKS]
    return publication if set(where) == {"live"} else None


def _task(world: World) -> dict[str, Any] | None:
    deliveries = world.publication(SLUG)["deliveries"]
    return next((one for one in deliveries if one["state"] == "task"), None)


def _show_kit(world: World, kit: dict[str, Any]) -> None:
    """Print what a person gets, and fetch all of it as they would."""
    whole = requests.get(kit["zip_url"], timeout=TIMEOUT_SECONDS)
    whole.raise_for_status()
    with zipfile.ZipFile(io.BytesIO(whole.content)) as opened:
        rows: list[tuple[str, str]] = [
            (file["name"], f"{file['width']} × {file['height']}: {file['alt_text']}") for file in kit["files"]
        ]
        rows += [(name, short(opened.read(name).decode(), 90)) for name in opened.namelist() if name.endswith(".txt")]
    world.say.table(f"Paquete para «{kit['medium']}»", ("archivo", "contenido"), rows)
    for number, step in enumerate(kit["instructions"], 1):
        world.say.say(f"{number}. {step}")


def _clock(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(LEON):%H:%M:%S}"
