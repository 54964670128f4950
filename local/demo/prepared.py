"""2.1–2.4 as the image office sees it: the text of each network, what was done to the pictures, and what the check asks."""

from typing import Any

from local.demo.office import Person
from local.demo.tables import Printer, short
from local.demo.words import NETWORKS

WHY = "Es el teléfono de la oficina que atiende a las escuelas."


def show_prepared(publication: dict[str, Any], say: Printer) -> None:
    """Print the texts with their counted lengths, and the graphics with what was corrected in them."""
    rows = []
    for network, content in publication["content"].items():
        graphics = [f"{image['width']}×{image['height']} de {image['source']}" for image in content["renditions"]]
        others = [image["purpose"] for image in content["alternatives"]]
        rows.append(
            (
                NETWORKS.get(network, "Otros medios"),
                f"{content['length']} de {content['limit']}",
                short(content["text"], 150),
                "; ".join(graphics) + (f" (también {', '.join(others)})" if others else ""),
            )
        )
    say.table(f"«{publication['title']}»", ("red", "mide", "texto", "gráfico"), rows)
    first = next(iter(publication["content"].values()))
    done = dict.fromkeys(sentence for image in first["renditions"] for sentence in image["corrections"])
    if done:
        say.say(f"En la imagen: {' '.join(done)}")


def authorise(publication: dict[str, Any], office: Person, say: Printer) -> None:
    """Authorise; where the check asks something, the person reads it and says why it may stand."""
    path = f"publications/{publication['id']}/authorisation"
    asked = [
        finding
        for content in publication["content"].values()
        for finding in content["findings"]
        if finding["severity"] == "asks"
    ]
    if not asked:
        office.post(path, version=publication["version"], note="Vista")
        return
    refused = office.refused(path, version=publication["version"], note="Vista")
    say.say(f"   no se autoriza a ciegas: {short(refused, 110)}")
    accepted = [{"key": finding["key"], "why": WHY} for finding in asked]
    office.post(path, version=publication["version"], note="Vista", accepted=accepted)
    say.say(f"   aceptado por la oficina: «{WHY}»")
