"""The words of the quantitative report: what its rows are called, and what is said beside the figures."""

from datetime import date

from chalicelib.domain.spanish import MONTHS

PERIOD_WRONG = (
    "El periodo no es válido: la primera fecha no debe ser posterior a la última ni abarcar más de {days} días."
)
FORMAT_WRONG = "Ese formato no está disponible."

WITHOUT_CAMPAIGN = "Sin campaña"
WITHOUT_PUBLICATION = "Sin publicación (menciones y otros)"
TITLE_UNKNOWN = "(publicación sin título en el registro)"

NO_REACTIONS = (
    "De ninguna publicación del periodo se tiene la cuenta de reacciones («me gusta» y similares) de la propia red:"
    " no se incluyen."
)
REACTIONS = (
    "Las reacciones, las veces que se compartió y las vistas son la última cuenta de cada red sobre las publicaciones que"
    " salieron en el periodo; lo que una red no informa no se suma."
)
CASES_ONLY = (
    "Por dependencia se cuentan sólo las canalizaciones, las respuestas a la ciudadanía sobre ellas y sus tiempos: un comentario"
    " no es de ninguna dependencia hasta que se canaliza."
)
TIMES = "Los tiempos están en horas hábiles de cada dependencia, según el calendario vigente cuando se contó cada día."


def period_wrong(days: int) -> str:
    """Say what a period may be."""
    return PERIOD_WRONG.format(days=f"{days:,}")


def day_name(day: date) -> str:
    """Write a day as people do."""
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


def days_name(first: date, last: date) -> str:
    """Write a span of days as people do."""
    if first == last:
        return day_name(first)
    if first.year != last.year:
        return f"del {day_name(first)} al {day_name(last)}"
    begins = f"{first.day}" if first.month == last.month else f"{first.day} de {MONTHS[first.month - 1]}"
    return f"del {begins} al {day_name(last)}"


def week_name(first: date, last: date) -> str:
    """Name the days of a week."""
    return f"semana {days_name(first, last)}" if first != last else f"semana del {day_name(first)}"


def month_name(day: date) -> str:
    """Name a month."""
    return f"{MONTHS[day.month - 1]} de {day.year}"


def other_publications(count: int) -> str:
    """Name the publications that are not listed one by one."""
    return "Otra publicación" if count == 1 else f"Otras {count:,} publicaciones"


def not_reached(network: str, gap: int, network_count: int) -> str:
    """Say how much of what a network counts is not on record."""
    missing = "1 no está" if gap == 1 else f"{gap:,} no están"
    return f"{network} cuenta {network_count:,} comentarios en las publicaciones del periodo; {missing} en el registro."


def not_counted(network: str, posts: int) -> str:
    """Say that a network tells no count of some posts."""
    which = "una publicación" if posts == 1 else f"{posts:,} publicaciones"
    return f"De {which} en {network} no se tiene la cuenta de la propia red: no se sabe si faltan comentarios."


def without_reactions(network: str, posts: int) -> str:
    """Say that a network told no reactions of some posts."""
    which = "una publicación" if posts == 1 else f"{posts:,} publicaciones"
    return f"De {which} en {network} no se tiene la cuenta de reacciones: no es que sea cero."


def not_over(last: date) -> str:
    """Say that the period has not ended."""
    return f"El periodo llega hasta el {day_name(last)} y todavía no termina: las cifras pueden cambiar."


def not_listed(shown: int, left: int) -> str:
    """Say that not every publication is listed by itself."""
    return f"Se listan las {shown:,} publicaciones con más comentarios; las otras {left:,} van sumadas en una línea."
