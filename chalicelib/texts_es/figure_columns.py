"""The headings of the report as CSV, in the order of its figures."""

from chalicelib.domain.period_report import Step

FRONT = ("Tabla", "Clave", "Nombre", "Campaña", "Desde", "Hasta")
TOTAL, NETWORK, CAMPAIGN, PUBLICATION, DEPARTMENT, NOTE = (
    "Total",
    "Red",
    "Campaña",
    "Publicación",
    "Dependencia",
    "Nota",
)
STEPS = {Step.DAY: "Día", Step.WEEK: "Semana", Step.MONTH: "Mes"}

KINDS = {
    "complaint": "Quejas",
    "service_request": "Reportes",
    "suggestion": "Sugerencias",
    "question": "Preguntas",
    "other": "Otros",
}
"""The kinds of comment, and what a column of each is called."""

ANSWERS = {
    "published": "Preguntas con respuesta publicada",
    "by_person": "Preguntas respondidas por una persona",
    "unanswered": "Preguntas sin respuesta",
    "waiting": "Preguntas en espera",
}
REACTIONS = {
    "likes": "Reacciones",
    "shares": "Veces compartidas",
    "quotes": "Citas",
    "bookmarks": "Guardadas",
    "views": "Vistas",
}
"""What networks count of a publication; empty where none of them tells it."""
_SPREAD = ("(casos)", "(mediana, horas hábiles)", "(percentil 90, horas hábiles)")

FIGURES = (
    "Comentarios",
    "Positivos",
    "Negativos",
    "Neutrales",
    *KINDS.values(),
    "Editados",
    "Borrados",
    "Urgentes",
    "Clasificados por una persona",
    "Clasificados por el sistema",
    "En espera de que una persona decida",
    *ANSWERS.values(),
    "Publicaciones visibles en la red",
    "Publicaciones bajadas",
    "Publicaciones en redes con cobertura revisada",
    "Publicaciones cuya red da su cuenta",
    "Comentarios según la red",
    "Comentarios recogidos",
    "Comentarios no alcanzados",
    "Canalizaciones",
    "Comentarios canalizados",
    "Canalizaciones abiertas",
    "Canalizaciones cerradas",
    "Canalizaciones vencidas",
    "Canalizaciones cerradas tarde",
    "Canalizaciones devueltas",
    *(f"Primera respuesta {what}" for what in _SPREAD),
    *(f"Recogida por la dependencia {what}" for what in _SPREAD),
    *(f"Cierre {what}" for what in _SPREAD),
    "Respuestas enviadas",
    "Costo en dólares",
    "Publicaciones cuya red informa reacciones",
    *REACTIONS.values(),
)
