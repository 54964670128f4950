"""What a person reads of searching and exporting records."""

CURSOR_WRONG = "La continuación de la búsqueda no es válida: repita la búsqueda desde el principio."


def search_range_wrong(most_days: int) -> str:
    """Say that a period cannot be searched."""
    return f"El periodo no es válido: la primera fecha no puede ser posterior a la última y se abarcan hasta {most_days} días."

REMOVED = "[dato suprimido]"
REMOVED_NAME = "[nombre suprimido]"
REMOVED_NUMBER = "[núm. suprimido]"
REMOVED_LINK = "[liga suprimida]"
