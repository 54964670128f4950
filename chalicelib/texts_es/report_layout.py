"""What the report's files say around the figures: who made it and when, where to look, which page."""

CONTENTS = "Contenido"
SUMMARY = "Resumen"
SEE_THE_DATA = "Ver los datos de la gráfica"
CHART_KEY = "Datos de gráficas"
CHARTS = "Gráficas"
NO_ROWS = "No hay datos en este periodo."
FORMAT_UNKNOWN = "El reporte se escribe como xlsx, pdf o html."
LOGO = "Logotipo"


def made_at(moment: str) -> str:
    """Say when the figures were counted."""
    return f"Cifras contadas el {moment} (hora de León) a partir de los registros oficiales."


def page_of(page: int, pages: int) -> str:
    """Number a page."""
    return f"Página {page} de {pages}"


def file_name(first: str, last: str, ending: str) -> str:
    """Name the file so that it is found again; days as AAAA-MM-DD."""
    period = first if first == last else f"{first}_{last}"
    return f"reporte-redes-{period}.{ending}"


def page_of_workbook() -> str:
    """Number a page as Excel fills it in when it prints."""
    return "Página &P de &N"
