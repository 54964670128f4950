"""7: the night seals what is over; an export is verified, and a copy of it altered and found out; a person is looked for."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from local.demo.closing import invoke, scheduled
from local.demo.commands import must, run
from local.demo.office import wait_for
from local.demo.tables import short
from local.demo.words import NETWORKS, RECORD_KINDS
from local.demo.world import World
from local.demo.yesterday import SAID, remember_yesterday
from local.processes import ROOT

WHY = "Demostración: comprobar los registros"
ALTERED = "alterada"

Json = dict[str, Any]


def prove_the_records(world: World) -> None:
    """Seal, export, verify, alter a copy, and find a person's comments."""
    yesterday = str(world.today - timedelta(days=1))
    world.say.chapter("7 La noche: el manifiesto firmado, una exportación y su comprobación")
    seal_what_is_over(world, yesterday)
    export = export_the_day(world, yesterday)
    verify_it(world, export, yesterday)
    altered = alter_one_byte(world, export)
    find_what_was_altered(world, altered)
    find_a_person(world, yesterday)


def seal_what_is_over(world: World, yesterday: str) -> None:
    """Run what runs at a quarter past midnight: it closes yesterday and signs its manifest; today is not over."""
    world.proof["comments"] = remember_yesterday(world)
    invoke(world.endpoints, "close_day", scheduled())
    [closed] = [one["record"] for one in world.office.get(f"days/{yesterday}/records", kind="day")["records"]]
    world.proof["seal"] = closed["seal"]
    world.say.say(
        f"Se cierra {yesterday}, un día de muestra con {len(SAID)} comentarios; {world.today} se sella al terminar"
    )
    world.say.table(
        "El manifiesto del día que terminó (KMS, ECDSA P-256)",
        ("qué", "dice"),
        [
            ("objetos", closed["seal"]["count"]),
            ("raíz del árbol", closed["seal"]["root"]),
            ("SHA-256 del manifiesto", closed["seal"]["sha256"]),
        ],
    )


def export_the_day(world: World, yesterday: str) -> Path:
    """Have `portavoz export` fetch the copy; gives its folder."""
    folder = Path(world.endpoints["state"]) / "exportaciones" / yesterday
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir(parents=True)
    typed = ("--from", yesterday, "--to", yesterday, "--out", str(folder), "--why", WHY)
    with ThreadPoolExecutor(1) as terminal:
        waiting = terminal.submit(run, world.endpoints, "portavoz", "export", *typed, role="director")
        # It is made within a minute by itself; nobody who watches has to wait for that.
        wait_for("el pedido de la exportación", lambda: waiting.done() or world.records("export"), seconds=60)
        invoke(world.endpoints, "make_exports", scheduled())
        said = must(waiting.result())
    world.say.say(f"$ portavoz export --from {yesterday} --to {yesterday} --out {folder.relative_to(ROOT)}")
    world.say.text(said.out)
    return folder


def verify_it(world: World, export: Path, yesterday: str) -> None:
    """Verify it without AWS, against what the day's record tells of its manifest."""
    seal = world.proof["seal"]
    [key] = [path.stem for path in (export / "keys").glob("*.pem")]
    typed = ("--hasta", yesterday, "--huella", key, "--ancla", f"{yesterday}={seal['sha256']}")
    said = run(world.endpoints, "portavoz", "verify", str(export), *typed)
    world.proof["intact"] = said.code
    world.say.say(f"$ portavoz verify {export.relative_to(ROOT)} --huella … --ancla …   → {said.code}")
    world.say.text(said.out)


def alter_one_byte(world: World, export: Path) -> Path:
    """Copy the export, and change one byte of one comment in the copy."""
    copy = export.with_name(ALTERED)
    shutil.copytree(export, copy)
    [victim, *_] = sorted((copy / "objects").rglob("*/comment/*/*.json"))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    world.proof["victim"] = str(victim.relative_to(copy))
    return copy


def find_what_was_altered(world: World, copy: Path) -> None:
    """Verify the copy: it says which object it is, and of which day."""
    told = run(world.endpoints, "portavoz", "verify", str(copy), "--json")
    world.proof["altered"], found = told.code, json.loads(told.out)["findings"]
    world.proof["findings"] = [finding["where"] for finding in found]
    rows = [(finding["day"], finding["where"], finding["detail"]) for finding in found]
    world.say.say(f"Se altera un byte de una copia; portavoz verify   → {told.code}")
    world.say.table("Lo que no es como se guardó", ("día", "qué objeto", "qué"), rows)


def find_a_person(world: World, yesterday: str) -> None:
    """Look for everything that a person wrote, by name as the networks show it."""
    handle = SAID[0][1]
    found = world.office.get("records/search", **{"from": yesterday, "to": str(world.today), "handle": handle})
    world.proof["found"] = [line["id"] for line in found["records"]]
    rows = [_row(line) for line in found["records"]]
    world.say.table(f"Todo lo de «{handle}» (GET /v1/records/search)", ("registro", "día", "red", "qué", "dice"), rows)


def records_are_proven(world: World) -> Iterator[tuple[str, bool, str]]:
    """P5: what was exported is as it was kept; one byte is found, and nothing else is blamed; a person is found."""
    proof = world.proof
    count = proof["seal"]["count"]
    yield "P5 la exportación se comprueba sin AWS", proof["intact"] == 0, f"{count} objetos"
    located = proof["altered"] == 1 and proof["findings"] == [proof["victim"]]
    yield "P5 un byte alterado se encuentra, y sólo ése", located, f"{len(proof['findings'])} señalado"
    found = proof["found"] == proof["comments"][:1]
    yield "7 búsqueda por persona", found, f"{len(proof['found'])} de 1"


def _row(line: Json) -> tuple[str, ...]:
    networks = ", ".join(NETWORKS.get(name, name) for name in line["networks"])
    kind = RECORD_KINDS.get(line["kind"], str(line["kind"]))
    return line["id"], line["day"], networks, kind, short(line["text"], 44)
