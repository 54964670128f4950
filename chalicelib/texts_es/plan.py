"""What people read about the plan: states, conflicts, proposals, campaigns, evidence, calendar (manual 5.1)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from chalicelib.domain.spanish import MONTHS, WEEKDAYS
from chalicelib.texts_es import network_name

_LEON = ZoneInfo("America/Mexico_City")
_TITLES_SHOWN = 4

STATES: Mapping[str, str] = {
    "proposed": "propuesta",
    "planned": "planeada",
    "prepared": "por autorizar",
    "authorised": "autorizada",
    "scheduled": "programada",
    "published": "publicada",
    "held": "detenida",
    "withdrawn": "retirada",
}


# Proposals and campaigns ------------------------------------------------------------------------------------------

PROPOSAL_ANSWERED = "La propuesta ya fue respondida: consúltela antes de cambiarla."
PROPOSAL_PAST = "La fecha propuesta ya pasó."
PROPOSAL_TOO_FAR = "La fecha está a más de un año."
PROPOSAL_NEEDS_DEPARTMENT = "Su cuenta no tiene una dependencia asignada: pida a soporte técnico que la registre."
NAME_SAYS_NOTHING = "El nombre debe llevar al menos una letra o un número."
CAMPAIGN_DAYS = "Las fechas de la campaña no son válidas: debe terminar después de empezar y durar hasta 186 días."
CAMPAIGN_CLOSED = "La campaña ya se cerró: regístrela de nuevo con otras fechas."
WAITS_FOR_ANSWER = "la respuesta de Difusión e Imagen Institucional"
WAITS_FOR_AUTHORISATION = "la autorización de Difusión e Imagen Institucional"
WAITS_FOR_SCHEDULE = "que alguien la programe o la publique"
WAITS_FOR_HOUR = "la hora"
BEING_PREPARED = "que termine de prepararse"
WITHOUT_TITLE = "Sin título"


def proposal_waits(title: str, on: date) -> str:
    """Tell the image office that a proposal waits for its answer."""
    return f"Propuesta «{title}» para el {written(on)}: acéptela en el plan o declínela con un motivo."


# Moving -----------------------------------------------------------------------------------------------------------

MOVE_NEEDS_HOUR = "Todavía no tiene hora: diga a qué hora saldría ese día."
MOVE_PAST = "No se puede mover a una fecha que ya pasó."
MOVE_TOO_FAR = "No se puede mover a más de un año."
MOVE_BEGUN = "Ya salió o está saliendo en alguna red: lo que empezó a enviarse no se puede mover."
MOVE_HELD = "Está detenida en alguna red: decida primero qué se hace con ella."
MOVE_WITHDRAWN = "La publicación fue retirada: ya no tiene lugar en el plan."
MOVE_HOUR_IN_FILE = (
    "La hora está escrita en el archivo publicacion.yaml de su carpeta y manda sobre el plan: cámbiela ahí, o muévala "
    "cuando la publicación esté preparada."
)

# Conflicts --------------------------------------------------------------------------------------------------------


def too_close(title: str, other: str, networks: Sequence[str], apart: timedelta, gap: timedelta) -> str:
    """Tell that two posts are too near on some networks."""
    distance = "a la misma hora" if not apart else f"con {minutes(apart)} de diferencia"
    where = joined([network_name(network) for network in networks])
    return f"«{title}» y «{other}» salen en {where} {distance}; se aconsejan al menos {minutes(gap)}."


def over_quota(titles: Sequence[str], network: str, on: date, quota: int) -> str:
    """Tell that a network does not take so many in a day."""
    there = f"el {written(on)} hay {len(titles)}: {quoted(titles)}"
    return f"{network_name(network)} admite {quota} publicaciones al día y {there}."


def too_many(titles: Sequence[str], network: str, on: date, most: int) -> str:
    """Tell that there is too much on one day."""
    there = f"El {written(on)} hay {len(titles)} publicaciones en {network_name(network)}"
    return f"{there}, más de las {most} aconsejadas: {quoted(titles)}."


def too_dear(titles: Sequence[str], network: str, on: date, total: Decimal, most: Decimal) -> str:
    """Tell that a day costs more than was allotted to it."""
    return (
        f"Publicar el {written(on)} en {network_name(network)} costaría {total:.2f} dólares, más de los {most:.2f} previstos "
        f"por día: {quoted(titles)}."
    )


def same_graphic(title: str, other: str, on: date) -> str:
    """Tell that two publications of a day show the same graphic."""
    return f"«{title}» y «{other}» usan el mismo gráfico el {written(on)}."


def on_holiday(title: str, holiday: str, on: date) -> str:
    """Tell that something goes out on a holiday."""
    return f"«{title}» sale el {written(on)}, día inhábil: {holiday}."


def in_window(title: str, window: str, on: date) -> str:
    """Tell that something goes out while a window does not let it."""
    return f"«{title}» cae el {written(on)} dentro de «{window}», que no permite su categoría."


def outside_campaign(title: str, on: date, campaign: str, first: date, last: date) -> str:
    """Tell that something lies outside the days of its campaign."""
    return (
        f"«{title}» sale el {written(on)}, fuera de la campaña «{campaign}» (del {written(first)} al {written(last)})."
    )


def authorisation_ends(title: str, at: datetime, until: datetime) -> str:
    """Tell that the authorisation will not stand any more."""
    return (
        f"«{title}» saldría el {written(at.astimezone(_LEON).date())} y su autorización vence el "
        f"{written(until.astimezone(_LEON).date())}: habrá que autorizarla otra vez."
    )


# Evidence ---------------------------------------------------------------------------------------------------------

EVIDENCE_ABOUT = (
    "Comentarios por publicación y parte positiva, contados de los registros. Con pocas publicaciones el promedio se acerca al "
    "de la red, y el intervalo dice entre qué valores puede estar. La opinión es la de la publicación en todas sus redes. Que a "
    "una hora le haya ido mejor no prueba que la hora haya sido la causa."
)
FEW = "Son pocas publicaciones: no alcanza para decir nada."
LIKE_THE_REST = "No se distingue de lo demás."
BETTER = "Tuvo más comentarios que lo demás."
WORSE = "Tuvo menos comentarios que lo demás."
MORE_REACTIONS = "Tuvo más reacciones que lo demás."
FEWER_REACTIONS = "Tuvo menos reacciones que lo demás."
REACTIONS_UNKNOWN = "La red no ha informado las reacciones."
FORMATS: Mapping[str, str] = {"image": "imagen", "video": "video", "text": "sólo texto"}
WITHOUT_CAMPAIGN = "sin campaña"

# Calendar ---------------------------------------------------------------------------------------------------------

CALENDAR_NAME = "Plan de publicaciones"
CALENDAR_ABOUT = "Publicaciones propuestas, planeadas, programadas y publicadas en las redes oficiales del Municipio."
STATE = "Estado"
NETWORKS = "Redes"
LACKS = "Falta"
CALENDAR_HOLIDAY = "Día inhábil"
CALENDAR_CAMPAIGN = "Campaña"
CALENDAR_WINDOW = "Veda"
PAGE_LANGUAGE = "es-MX"
NO_CONFLICTS = "Ningún choque en el mes."
CONFLICTS = "Choques"
CONFLICT_WORD = "choque"
MONTH_WRONG = "El mes debe escribirse AAAA-MM, por ejemplo 2026-12."
PLAN_RANGE_WRONG = "El periodo no es válido: la primera fecha debe ser anterior a la última y abarcar hasta 92 días."


def month_title(year: int, month: int) -> str:
    """Give a month as a heading."""
    return f"Plan de publicaciones: {MONTHS[month - 1]} de {year}"


def written(day: date) -> str:
    """Write a day as people do: «jueves 24 de diciembre de 2026»."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} de {MONTHS[day.month - 1]} de {day.year}"


def clock(at: datetime) -> str:
    """Write León's time of an instant."""
    return at.astimezone(_LEON).strftime("%H:%M")


def minutes(span: timedelta) -> str:
    """Write a span in minutes, or seconds when it is less."""
    seconds = int(span.total_seconds())
    count, unit = (seconds // 60, "minuto") if seconds >= 60 else (seconds, "segundo")  # noqa: PLR2004 - of a minute
    return f"{count} {unit}{'' if count == 1 else 's'}"


def joined(names: Sequence[str]) -> str:
    """Name some things in a row: «X, Facebook e Instagram»."""
    if len(names) == 1:
        return names[0]
    last = names[-1]
    return f"{', '.join(names[:-1])} {'e' if last.startswith('I') else 'y'} {last}"


def quoted(titles: Sequence[str]) -> str:
    """Name some titles, the first four, and how many more."""
    named = [f"«{title}»" for title in titles[:_TITLES_SHOWN]]
    more = len(titles) - len(named)
    if more > 0:
        return f"{', '.join(named)} y {more} más"
    return " y ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else "".join(named)


def page_caption(entries: int, conflicts: int) -> str:
    """Sum a month up, for whoever hears the table before its cells."""
    shown = f"{entries} publicación" if entries == 1 else f"{entries} publicaciones"
    found = f"{conflicts} choque" if conflicts == 1 else f"{conflicts} choques"
    return f"{shown} en el plan, {found}. Cada celda es un día; las horas son de León."
