"""What `portavoz report` says, in Spanish."""

PURPOSE = "da el reporte cuantitativo de un periodo: comentarios, publicaciones, canalizaciones y tiempos"
CUTS = {"publicacion": "publication", "campana": "campaign", "red": "network", "dependencia": "department"}
"""What a report can be of, and how the API calls it."""

HELP = {
    "from": "primer día del periodo, como 2026-11-01",
    "to": "último día del periodo, incluido",
    "format": "json o csv (a la pantalla, si no se da --out), xlsx, pdf o html",
    "por": "cómo se parte el periodo: dia, semana (de lunes a domingo) o mes",
    "publicacion": "sólo de una publicación, por su clave, como PUB-20261123-7F3K2QXZ",
    "campana": "sólo de una campaña, por su nombre",
    "red": "sólo de una red: x, facebook, instagram, manual u open311",
    "dependencia": "sólo las canalizaciones de una dependencia, por su clave",
    "out": "dónde guardarlo",
    "config": "archivo de configuración (si no, ~/.config/portavoz.toml)",
}
BAD_RANGE = "El último día es anterior al primero."


def kept(path: str, size: int) -> str:
    """Say where the report is."""
    return f"Reporte guardado en «{path}» ({size:,} bytes)."


def not_kept(path: str) -> str:
    """Say that the file cannot be written."""
    return f"No se puede escribir «{path}»."
