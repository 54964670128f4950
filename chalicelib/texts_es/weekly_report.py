"""The words of the e-mail that brings last week's report to the director."""

from datetime import date

from chalicelib.texts_es.figures import days_name

GREETING = "Éste es el resumen del reporte cuantitativo de las redes sociales oficiales, {days}."
FULL = (
    "El reporte completo, con gráficas y por publicación, campaña, red y dependencia, se obtiene con:"
    " portavoz report --from {first} --to {last} --format pdf (también xlsx, html, csv o json)."
)
WHOLE = "La semana"
NETWORKS = "Por red"
PUBLICATIONS = "Las publicaciones con más comentarios"
DEPARTMENTS = "Canalizaciones por dependencia"
NOTES = "Lo que no está en las cifras"
FIGURES = ("Cifra", "Total")
COMMENT_COLUMNS = ("Comentarios", "Positivos", "Negativos", "Neutrales")
CASE_COLUMNS = ("Canalizaciones", "Abiertas", "Vencidas", "Cierre (mediana, horas hábiles)")
NETWORK, PUBLICATION, DEPARTMENT = "Red", "Publicación", "Dependencia"
COMMENTS, POSITIVE, NEGATIVE, NEUTRAL = COMMENT_COLUMNS
CASES, OPEN, OVERDUE, CLOSE = CASE_COLUMNS
QUESTIONS = "Preguntas respondidas"
DECIDING = "Comentarios que esperan la decisión de una persona"
NOT_KNOWN = "—"


def subject(first: date, last: date) -> str:
    """Name the message."""
    return f"Reporte cuantitativo de redes sociales, {days_name(first, last)}"
