"""P3, P4: what must be true at the end of the day of comments and cases: each once, and the citizen told once."""

from collections import Counter
from collections.abc import Iterator

from local.demo.words import NETWORKS
from local.demo.world import World

REFERRED = {"complaint", "service_request", "suggestion"}
REPLYING = {"x", "facebook"}


def every_comment_once(world: World) -> Iterator[tuple[str, bool, str]]:
    """P3: comments recorded = comments made, with the edit and the deletion."""
    recorded = [item for item in world.records("comment") if item["network"] in NETWORKS]
    edited = sum(len(comment["versions"]) > 1 for comment in recorded)
    deleted = sum(comment["deleted_at"] is not None for comment in recorded)
    yield (
        "P3 comentarios registrados = comentarios hechos",
        len(recorded) == len(world.made),
        f"{len(recorded)} de {len(world.made)}",
    )
    yield "P3 una edición y un borrado", (edited, deleted) == (1, len(world.deleted)), f"{edited} y {deleted}"


def every_case_once(world: World) -> Iterator[tuple[str, bool, str]]:
    """
    P4: every actionable comment has its case (or several, or one that others share), or waits for a person.

    On X and Facebook each case has one acknowledgement; no comment is answered twice with the same thing.
    """
    comments, cases = world.records("comment"), world.records("referral")
    actionable = [
        item for item in comments if item["classification"]["comment_kind"] in REFERRED and not item["attention"]
    ]
    named = Counter(folio for item in comments for folio in [item["folio"], *item["more_folios"]] if folio)
    once = all(item["folio"] for item in actionable) and named == Counter({case["id"]: case["count"] for case in cases})
    yield "P4 cada queja, reporte o sugerencia con su folio", once, f"{len(actionable)} en {len(cases)} canalizaciones"
    replies = {item["id"]: item for item in world.records("delivery") if "#acknowledgement" in item["id"]}
    done = {name for name, item in replies.items() if item["state"] == "done"}
    to_tell = [case for case in cases if case["network"] in REPLYING]
    told = [case for case in to_tell if case["acknowledgement"] and case["acknowledgement"]["delivery"] in done]
    answered = Counter(item["target"] for item in replies.values())
    all_told = len(told) == len(to_tell) and max(answered.values(), default=1) == 1
    yield "P4 un aviso al ciudadano en X o Facebook por canalización", all_told, f"{len(told)} de {len(to_tell)}"
