"""What persons read when the records were rebuilt from the archive."""

REBUILT_BY = "reconstrucción"
STOPPED = (
    "Los registros se reconstruyeron desde el archivo. Revise qué está pendiente de publicar, vuelva a declarar las ventanas de "
    "veda y el modo restringido si seguían vigentes, y después levante este alto general."
)
