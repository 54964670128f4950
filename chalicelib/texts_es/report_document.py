"""The sentences, headings and columns of the quantitative report (4.4)."""

from datetime import date

from chalicelib.domain.spanish import MONTHS, WEEKDAYS
from chalicelib.texts_es import report_numbers as numbers
from chalicelib.texts_es.report_numbers import HARD_SPACE, counted, listed, share

TITLE = "Reporte cuantitativo de redes sociales"
MUNICIPALITY = "Municipio de León, Guanajuato"
OFFICE = "Dirección General de Comunicación Social · Dirección de Difusión e Imagen Institucional"

# Words for the domain's values ------------------------------------------------------------------------------------

KINDS = {
    "complaint": "Quejas",
    "service_request": "Reportes",
    "suggestion": "Sugerencias",
    "question": "Preguntas",
    "other": "Otros comentarios",
}
"""What the citizen wants, in the order in which it is told."""

SENTIMENTS = {"positive": "Positivos", "neutral": "Neutros", "negative": "Negativos"}
KIND_NOUNS = {
    "complaint": ("queja", "quejas"),
    "service_request": ("reporte", "reportes"),
    "suggestion": ("sugerencia", "sugerencias"),
    "question": ("pregunta", "preguntas"),
}
ACTIONS = {"publish": "Publicar", "reply": "Responder", "take_down": "Bajar", "edit": "Editar"}
PUBLICATION_STATES = {
    "prepared": "Preparadas, sin autorizar",
    "authorised": "Autorizadas, por salir",
    "released": "Enviadas a las redes",
    "withdrawn": "Retiradas antes de salir",
}
ANSWERS = {
    "published": "Con una respuesta publicada de la dependencia",
    "by_person": "Por una persona",
    "waiting": "Esperan respuesta",
    "unanswered": "Sin respuesta",
}
SOURCES = {"prensa": "Prensa", "imagen": "Imagen institucional", "enlaces": "Enlaces de las dependencias"}
OTHER_STATES = "Otros estados"

# Columns ----------------------------------------------------------------------------------------------------------

PUBLICATION, DAY, NETWORKS, CAMPAIGN, NETWORK, DEPARTMENT = (
    "Publicación",
    "Fecha",
    "Redes",
    "Campaña",
    "Red",
    "Dependencia",
)
COMMENTS, POSTS, REMOVED, COST = "Comentarios", "Publicaciones", "Bajadas", "Costo (US$)"
POSTS_TOLD = "Con cuenta de la red"
REACTIONS = {
    "likes": "Reacciones",
    "shares": "Compartidas",
    "quotes": "Citas",
    "bookmarks": "Guardadas",
    "views": "Vistas",
}
SHARE_POSITIVE, SHARE_NEGATIVE, NAME = "% positivos", "% negativos", "Nombre"
ASKED_FOR, ALL, COUNT, WHAT = "Qué pidió", "Total", "Cantidad", "Concepto"
CASES, NEIGHBOURS, CLOSED, OPEN, OPEN_IN_TIME, OVERDUE = (
    "Casos",
    "Comentarios reunidos",
    "Cerrados",
    "Abiertos",
    "Abiertos en plazo",
    "Vencidos",
)
CLOSED_LATE, RETURNED = "Cerrados tarde", "Devueltos"
FIRST_REPLY, PULL, CLOSE, CLOSE_P90 = (
    "Primera respuesta, mediana (h)",
    "Recepción, mediana (h)",
    "Cierre, mediana (h)",
    "Cierre, 9 de cada 10 (h)",
)
NETWORK_COUNT, COLLECTED, OWN, GAP, NOT_COUNTED = (
    "La red cuenta",
    "Recogidos",
    "Respuestas nuestras",
    "Faltan",
    "Publicaciones sin cuenta",
)
ACTION, DONE, TASKS, REFUSED, HELD, UNDER_WAY = (
    "Acción",
    "Hechas",
    "A mano, pendientes",
    "Rechazadas por la red",
    "Detenidas",
    "En curso o por salir",
)
STEP_TITLES = {"day": "Día", "week": "Semana del", "month": "Mes"}
TOTAL = "Total"

# Headings and charts ----------------------------------------------------------------------------------------------

UNREAD = "Lo que no se pudo leer y lo que hay que saber"
EVERYTHING_READ = "Se leyó todo lo que las redes cuentan"
BY_PUBLICATION = "Cómo fue recibida cada publicación"
BY_CAMPAIGN = "Cómo fue recibida cada campaña"
BY_NETWORK = "Red por red"
BY_KIND = "Qué pidió la ciudadanía"
BY_DEPARTMENT = "Cómo atendieron las dependencias"
BY_STEP = {"day": "Día por día", "week": "Semana por semana", "month": "Mes por mes"}
COVERAGE = "Qué tan completo es lo que se leyó"
WORK_DONE = "Qué salió y qué no"

EACH_PUBLICATION = "Comentarios de cada publicación"
EACH_CAMPAIGN = "Comentarios de cada campaña"
EACH_NETWORK = "Publicaciones y comentarios en cada red"
EACH_KIND = "Comentarios por lo que piden y cómo se sienten"
EACH_DEPARTMENT = "Casos y tiempos de cada dependencia"
EACH_STEP = {
    "day": "Publicaciones, comentarios y casos de cada día",
    "week": "Publicaciones, comentarios y casos de cada semana",
    "month": "Publicaciones, comentarios y casos de cada mes",
}
EACH_STEP_CASES = {"day": "Casos de cada día", "week": "Casos de cada semana", "month": "Casos de cada mes"}
REACTIONS_OF_PUBLICATIONS = "Reacciones de cada publicación"
REACTIONS_OF_CAMPAIGNS = "Reacciones por campaña"
REACTIONS_OF_NETWORKS = "Reacciones en cada red"
EACH_COVERAGE = "Comentarios que cuenta la red y comentarios recogidos"

CHART_RECEPTION = "Cómo se recibió en cada red"
CHART_KINDS = "Qué pidió la ciudadanía"
CHART_DEPARTMENTS = "Casos por dependencia"
CHART_STEPS = {"day": "Comentarios por día", "week": "Comentarios por semana", "month": "Comentarios por mes"}
CHART_PUBLICATIONS = "Las publicaciones más comentadas"
CHART_CAMPAIGNS = "Comentarios por campaña"
CHART_FEELINGS = "Qué pidió y cómo se sintió"
CHART_OVERDUE = "Casos vencidos por dependencia"
CHART_POSTS = {"day": "Publicaciones por día", "week": "Publicaciones por semana", "month": "Publicaciones por mes"}

# Notes ------------------------------------------------------------------------------------------------------------

NOTE_SHARES = (
    "Los porcentajes son del total de comentarios de cada renglón. «—» indica que no hay de qué calcularlos o, en las reacciones,"
    " que ninguna red lo informa."
)
NOTE_HOURS = (
    "Los tiempos son horas hábiles del calendario de cada dependencia. La mediana deja a la mitad de los casos por debajo; "
    "«9 de cada 10» es el tiempo en que se resolvió el 90\N{NO-BREAK SPACE}%."
)
NOTE_CASES = "Cada caso se cuenta en el día de su folio; los vencidos son los que siguen abiertos fuera de plazo."
NOTE_COUNTED = "Cada comentario se cuenta una sola vez por lo que pide y una por cómo se siente; las cuentas cuadran."
NOTE_GAP = (
    "«Faltan» son comentarios que la red cuenta y no entrega: ocultos, borrados o de cuentas privadas. La cuenta es la de la "
    "última lectura de cada publicación."
)

# Highlights -------------------------------------------------------------------------------------------------------

PUBLISHED = "Publicaciones en redes"
RECEIVED = "Comentarios recibidos"
POSITIVE = "Comentarios positivos"
REFERRED = "Casos canalizados"
MEDIAN_REPLY, MEDIAN_PULL, MEDIAN_CLOSE = "Primera respuesta", "Recepción del caso", "Cierre del caso"
MEDIAN_SAID = "Horas hábiles, mediana de los casos que la tienen."
NEIGHBOURS_SAID = "Personas que dijeron lo mismo se reúnen en un solo caso."
NOTHING_TO_READ = "No hubo publicaciones cuyos comentarios leer."
LATE = "Casos vencidos"
WAITING = "Esperan a una persona"

NOTHING_PUBLISHED = "No se publicó nada en este periodo."
NO_COMMENTS = "No se recibieron comentarios en este periodo."
NO_CASES = "No se canalizó ningún caso en este periodo."
LATE_SAID = "Siguen abiertos fuera de plazo."
NOTHING_LATE = "Ningún caso de este periodo está fuera de plazo."
NOBODY_WAITS = "Nada espera una decisión."
WAITS = "Comentarios, publicaciones o material de este periodo que alguien debe decidir."


def asked(by_kind: dict[str, int]) -> str:
    """Tell how many asked for what: 45 quejas, 38 reportes, 12 sugerencias y 60 preguntas."""
    said = [counted(by_kind[kind], *nouns) for kind, nouns in KIND_NOUNS.items() if by_kind.get(kind)]
    return listed(said)


def shares(positive: int, negative: int, neutral: int) -> str:
    """Tell how comments felt, of how many."""
    count = positive + negative + neutral
    return f"{share(negative / count)} negativos y {share(neutral / count)} neutros, de {numbers.number(count)}."


def on_networks(posts: list[tuple[str, int]]) -> str:
    """Tell where it was published: 18 en X, 16 en Facebook y 8 en Instagram."""
    return listed([f"{numbers.number(count)} en {name}" for name, count in posts]) + "."


def open_and_closed(closed: int, still_open: int) -> str:
    """Tell how far cases are."""
    return f"{counted(closed, 'cerrado', 'cerrados')} y {counted(still_open, 'abierto', 'abiertos')}."


def most_overdue(name: str, count: int) -> str:
    """Tell who has most cases that are overdue."""
    return f"La que más tiene: {name} ({numbers.number(count)})."


# Sentences of the first page --------------------------------------------------------------------------------------


def reception(posts: int, positive: int, negative: int, neutral: int) -> str:
    """Tell what was published and how it was received."""
    count = positive + negative + neutral
    published = counted(posts, "publicación", "publicaciones")
    if not posts and not count:
        return "No hubo publicaciones ni comentarios en este periodo."
    if not count:
        return f"Hubo {published} en las redes y ningún comentario."
    mood = max((positive, "los positivos"), (negative, "los negativos"), (neutral, "los neutros"))
    predominant = f"predominaron {mood[1]} ({numbers.number(mood[0])}, el {share(mood[0] / count)})"
    return f"Hubo {published} en las redes y {counted(count, 'comentario', 'comentarios')}; {predominant}."


def best_received(title: str, positive: int, count: int) -> str:
    """Name the publication with the greatest share of positive comments."""
    return f"La mejor recibida fue {quoted(title)}: {numbers.number(positive)} de {numbers.number(count)} comentarios, positivos."


def worst_received(title: str, negative: int, count: int) -> str:
    """Name the publication with most negative comments."""
    return f"La que más rechazo tuvo fue {quoted(title)}: {numbers.number(negative)} de {numbers.number(count)}, negativos."


def petitions(said: str, cases: int, departments: int) -> str:
    """Tell what people asked and how many cases came of it."""
    referred = f"se {'canalizó' if cases == 1 else 'canalizaron'} {counted(cases, 'caso', 'casos')}"
    return f"La gente dejó {said}; {referred} a {counted(departments, 'dependencia', 'dependencias')}."


def overdue(count: int, names: list[str]) -> str:
    """Tell what is overdue and whose it is."""
    verb = "sigue abierto" if count == 1 else "siguen abiertos"
    return f"{counted(count, 'caso', 'casos')} {verb} fuera de plazo: {listed(names)}."


def named_count(name: str, count: int) -> str:
    """Name somebody with a count."""
    return f"{name} ({numbers.number(count)})"


def quoted(title: str) -> str:
    """Put a title in quotation marks, no longer than a sentence bears."""
    words = title if len(title) <= 70 else title[:69].rstrip() + "…"  # noqa: PLR2004 - a line and a half
    return f"«{words}»"


def in_one_page(period: str) -> str:
    """Head the first page after what the period is called."""
    word = "La semana" if period.startswith("Semana") else "El periodo"
    return f"{word} en una página"


# What could not be read -------------------------------------------------------------------------------------------


def only(parts: list[str]) -> str:
    """Say what the report is of, where it is not of everything."""
    return f"Sólo {listed(parts)}" if parts else ""


def all_read(count: int) -> str:
    """Tell that all that the networks count is on record."""
    return f"De lo que las redes cuentan ({counted(count, 'comentario', 'comentarios')}) no falta nada."


# Rows and charts --------------------------------------------------------------------------------------------------


def short_department(name: str) -> str:
    """Name a department below a chart, where everybody is one: without what nearly all of their names begin with."""
    for beginning in ("Dirección General de ", "Dirección de ", "Secretaría para ", "Secretaría de "):
        if name.startswith(beginning) and len(name) > len(beginning):
            return name.removeprefix(beginning)
    return name


def step_name(first: date, by: str) -> str:
    """Name a step below a chart and in a table: lun 23 nov, 23 nov 2026, nov 2026."""
    month = MONTHS[first.month - 1][:3]
    if by == "month":
        return f"{month} {first.year}"
    if by == "week":
        return f"{first.day} {month} {first.year}"
    return f"{WEEKDAYS[first.weekday()][:3]} {first.day}{HARD_SPACE}{month}"


def first_departments(title: str, most: str, shown: int, count: int) -> str:
    """Head a chart that shows but the first departments."""
    return title if count <= shown else f"Las {shown} dependencias con {most}, de {count}"


def other_rows(count: int, noun: str) -> str:
    """Name the row of those that a chart does not list."""
    return f"Otras {numbers.number(count)} {noun}"


def alt_bars(title: str, largest: str, value: str) -> str:
    """Describe a chart of bars in a sentence."""
    return f"{title}. Lo mayor: {largest}, {value}. La tabla tiene todos los datos."


def alt_lines(title: str, first: str, last: str, peak: str, value: str) -> str:
    """Describe a chart of lines in a sentence."""
    return f"{title}, de {first} a {last}. Lo más alto: {peak}, con {value}. La tabla tiene todos los datos."
