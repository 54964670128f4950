"""When a network takes a post and its answer is lost: the account is read, and what is there is neither sent again nor lost."""

from typing import Any

from local.demo.office import Person, wait_for
from local.demo.prepared import authorise
from local.demo.tables import Printer, short
from local.demo.words import NETWORKS
from local.networks.control_client import Control

TEXT = "Hoy se esperan lluvias fuertes por la tarde. Toma precauciones y sigue estas recomendaciones."
THREAD = [
    "Antes de salir: revisa las coladeras de tu calle y guarda tus documentos en una bolsa de plástico.",
    "Si ya llueve: no cruces calles inundadas ni te estaciones bajo los árboles. En una emergencia, llama al 911.",
]
LOST = {"x.create_post": "X", "facebook.feed": "Facebook"}


def plan_a_thread(office: Person, agency: Person, today: str) -> str:
    """Make a publication at once with a graphic of the library, and have the agency write a thread for X; gives its id."""
    graphic = office.get("graphics")["graphics"][0]["id"]
    made = agency.post(
        "publications",
        name="recomendaciones-lluvia",
        text=TEXT,
        graphics=[graphic],
        networks=["x", "facebook"],
        category="servicios",
    )

    def prepared() -> bool:
        return any(line["id"] == made["publication"] for line in office.get("publications", day=today)["publications"])

    wait_for("la publicación de las lluvias", prepared)
    agency.post(f"publications/{made['publication']}/edit", threads={"x": THREAD})
    return str(made["publication"])


def publish_with_lost_answers(
    publication_id: str, office: Person, coordinator: Person, networks: Control, say: Printer
) -> dict[str, Any]:
    """Let each network take the next post and say nothing; publish, and wait until it is known what became of it."""
    for operation in LOST:
        networks.fail("answer_lost", operation, match={"by": "us", "contains": "lluvias fuertes"})
    say.say(f"{' y '.join(LOST.values())} van a aceptar lo que se les mande, y a cortar antes de contestar")
    path = f"publications/{publication_id}"
    authorise(office.get(path), office, say)
    coordinator.post(f"{path}/publish")
    return wait_for("el hilo completo", lambda: _whole(office.get(path)), seconds=240)


def _whole(publication: dict[str, Any]) -> dict[str, Any] | None:
    """Give the publication once every part of it is where it belongs."""
    places = publication["places"]
    is_whole = places and all(place["where"] == "live" and place["live_parts"] == place["parts"] for place in places)
    return publication if is_whole else None


def tell(publication: dict[str, Any], deliveries: list[dict[str, Any]], say: Printer) -> None:
    """Print each part, and of which the answer was lost and the post was found by reading the account."""
    rows = [
        (NETWORKS[item["network"]], item["part"], _how(item), item["permalink"])
        for item in sorted(deliveries, key=lambda item: (item["network"], item["part"]))
        if item["subject"] == publication["id"] and item["action"] == "publish"
    ]
    say.table(f"«{short(TEXT, 60)}»", ("red", "parte", "cómo se supo", "dirección"), rows)
    say.say(publication["progress"])


def _how(delivery: dict[str, Any]) -> str:
    return "no contestó; se leyó la cuenta y ahí estaba" if delivery["is_adopted"] else "la red contestó"
