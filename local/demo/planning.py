"""What needs no upload: a campaign's calendar in a spreadsheet, and live coverage with a graphic authorised beforehand."""

import base64
from datetime import date, timedelta
from typing import Any

from local.demo.office import Person, wait_for
from local.demo.tables import Printer, short

LIVE_TEXT = "Hoy, de 9 a 14 horas, hay módulo para pagar el predial en la Plaza Principal. Lleva tu último recibo."
PICTURE = "grafico.png"


def try_a_calendar(agency: Person, today: date, say: Printer) -> dict[str, Any]:
    """Let the agency try a campaign's calendar: every mistake is told by its row, and nothing is planned."""
    day = today + timedelta(days=7)
    lines = [
        "fecha;hora;redes;texto;campaña",
        f"{day:%d/%m/%Y};9:00;x, facebook;Paga tu predial en línea antes del 31 de enero.;Predial en línea",
        f"{day:%d/%m/%Y};25:00;facebook;Tu predial se vuelve obra.;Predial en línea",
        f"{day:%d/%m/%Y};10:00;tiktok;¿Ya pagaste tu predial?;Predial en línea",
    ]
    content = base64.b64encode("\n".join(lines).encode()).decode()
    tried = agency.post("plans", file_name="predial.csv", content_base64=content, dry_run=True)
    rows = [
        (row["row"], "✓" if row["ok"] else "✗", "; ".join(row["errors"]) or "lista para planear")
        for row in tried["rows"]
    ]
    say.table("Un calendario de campaña, a prueba", ("renglón", "", "qué dice"), rows)
    return tried


def cover_live(office: Person, agency: Person, publication: str, today: date, say: Printer) -> str:
    """Keep a graphic of the campaign in the library, and make a publication of it and a text at once; gives its id."""
    graphic = office.post(
        "graphics",
        publication=publication,
        picture=PICTURE,
        name="Predial en línea",
        alt_text="Anuncio con un teléfono y el texto «Paga tu predial sin filas»",
        campaign="Predial en línea",
    )
    say.say(f"{graphic['id']}: «{graphic['name']}», autorizado por {graphic['authorised_by']}")
    made = agency.post(
        "publications", name="predial-modulo", text=LIVE_TEXT, graphics=[graphic["id"]], category="servicios"
    )

    def prepared() -> dict[str, Any] | None:
        found = office.get("publications", day=str(today))["publications"]
        return next((line for line in found if line["id"] == made["publication"]), None)

    line = wait_for("la publicación de la cobertura", prepared)
    say.say(f"{line['id']}: {short(LIVE_TEXT, 70)} El gráfico ya estaba autorizado; el conjunto, todavía no")
    return str(line["id"])
