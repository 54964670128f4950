"""What `portavoz export` says."""

PURPOSE = "copia los registros de un periodo a una carpeta, completos o en versión pública"
FROM = "primer día, AAAA-MM-DD"
TO = "último día, AAAA-MM-DD"
OUT = "carpeta donde se dejan; si ya hay algo de la misma exportación, se continúa"
PUBLIC = "sin datos personales, para responder una solicitud de acceso a la información"
WHY = "para qué se exporta; queda registrado con el nombre de quien la pide"
MAKING = "Haciendo"
FETCHING = "Descargando"
SILENT = "Portavoz no contesta. Repita la misma orden más tarde: continúa donde se quedó."
REFUSED = "Portavoz no acepta la petición."
NOT_SIGNED_IN = "El usuario, la clave o el código no son correctos, o la clave es temporal."
NO_ADDRESS = "Falta la dirección de Portavoz en PORTAVOZ_API."
NO_PERSON = "Falta quién pide: PORTAVOZ_TOKEN, o PORTAVOZ_USUARIO, PORTAVOZ_CLAVE y PORTAVOZ_CLIENTE."
BAD_RANGE = "La primera fecha no puede ser posterior a la última."
FAILED = "Portavoz no pudo hacer la exportación. Repita la orden; si vuelve a fallar, solicite soporte técnico."
TOO_SLOW = "La exportación aún no está lista. Repita la misma orden más tarde: continúa donde se quedó."
OTHER = "La carpeta tiene otra exportación: elija otra carpeta."


def insecure(name: str) -> str:
    """Say that an address would carry a password in the open."""
    return f"La dirección de {name} debe empezar con https://."


def not_written(folder: str) -> str:
    """Say that nothing can be laid down there."""
    return (
        f"No se puede escribir en «{folder}»: revise que sea una carpeta, que tenga lugar y que pueda escribir en ella."
    )


def damaged(day: str) -> str:
    """Say that a file did not arrive as it was made."""
    return f"El archivo del {day} no llegó completo. Repita la misma orden."


def unsafe(name: str) -> str:
    """Say that a file would have been written elsewhere."""
    return f"La exportación trae un nombre que saldría de la carpeta: {name!r}."


def done(days: int, folder: str) -> str:
    """Say what lies where."""
    return f"{_days(days)} en {folder}. Para comprobar que nada se alteró: portavoz verify {folder}"


def done_public(days: int, folder: str) -> str:
    """Say what lies where."""
    return f"{_days(days)} en versión pública en {folder}. Revísela una persona antes de entregarla."


def _days(count: int) -> str:
    return "1 día" if count == 1 else f"{count:,} días"
