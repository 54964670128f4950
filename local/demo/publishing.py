"""1.1–2.5: material comes in, is prepared, authorised, and goes out at once or at its minute."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from local.demo.office import wait_for
from local.demo.prepared import authorise, show_prepared
from local.demo.tables import LEON
from local.demo.world import World, next_minute, prepared, show_posts
from local.samples.build import build_samples

BAD_UPLOADS = {
    "prensa/{today}/vacio/boletin.md": b"",
    "prensa/{today}/falso/boletin.docx": b"esto no es un documento de Word",
    "imagen/{today}/campo-mal/publicacion.yaml": b"redes: [x]\n",
}


def receive_material(world: World) -> None:
    """1.1: press and the image office upload; what cannot be read is rejected and nothing else stops."""
    world.say.chapter("1.1 Recopilación: llegan boletines y material")
    publish_at = next_minute(seconds_ahead=75)
    with tempfile.TemporaryDirectory() as folder:
        samples = build_samples(Path(folder), publish_at=publish_at)
        for sample in samples:
            keys = world.intake.upload_folder(f"{sample.source}/{world.today}/{sample.slug}", sample.folder)
            world.say.say(f"{sample.source}: {sample.slug} ({len(keys)} {'archivo' if len(keys) == 1 else 'archivos'})")
    for key, content in BAD_UPLOADS.items():
        world.intake.upload(key.format(today=world.today), content)
    world.bad_uploads = [key.format(today=world.today) for key in BAD_UPLOADS]
    world.say.say(f"y {len(BAD_UPLOADS)} archivos que no se pueden usar")
    found = wait_for("publicaciones preparadas", lambda: prepared(world, len(samples)))
    world.publications = {line["slug"]: line["id"] for line in found}


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
