"""Everything a person reads, in Spanish."""

PROGRAM = "Atiende los casos que Portavoz canaliza a su dependencia."
EPILOG = """\
Configuración: variables PORTAVOZ_API y PORTAVOZ_TOKEN, o PORTAVOZ_USUARIO, PORTAVOZ_CLAVE y PORTAVOZ_CLIENTE; también en
~/.config/portavoz-dependencia.toml. Al terminar devuelve 0 si todo salió bien; 1, rechazado; 2, mal escrito; 3, no existe;
4, sin permiso; 5, sin respuesta (repita el mismo comando); 6, ya se había dicho y el caso siguió adelante."""

COMMANDS = {
    "pull": "recoge los casos nuevos y avisa que los recibió",
    "accept": "acepta uno o varios casos",
    "progress": "avisa que uno o varios casos están en proceso",
    "close": "cierra uno o varios casos",
    "return": "devuelve uno o varios casos que no le tocan",
    "list": "muestra sus casos abiertos, o los de un estado",
    "show": "muestra un caso completo",
}
HELP = {
    "folio": "folio del caso, como LEO-20261123-000001",
    "nota": "nota para el historial; no se publica",
    "folio_interno": "folio que el caso tiene en su oficina",
    "resultado": "cómo se cerró",
    "estado": "sólo los casos en este estado",
    "maximo": "cuántos casos a lo más",
    "json": "responde en JSON, para otros programas",
    "config": "archivo de configuración",
    "ayuda": "muestra esta ayuda",
}

STATES = {
    "opened": "en camino",
    "referred": "nuevo",
    "pulled": "recibido",
    "accepted": "aceptado",
    "in_progress": "en proceso",
    "closed": "cerrado",
    "disputed": "por decidir",
    "withdrawn": "retirado",
    "cancelled": "cancelado",
    "returned": "devuelto",
    "moved": "pasó a otra",
}
KINDS = {
    "complaint": "queja",
    "service_request": "reporte",
    "suggestion": "sugerencia",
    "question": "pregunta",
    "other": "otro",
}
OUTCOMES = {
    "atendido": "attended",
    "no-compete": "not_competent",
    "duplicado": "duplicate",
    "no-procede": "cannot_attend",
}
ACTS = {
    "opened": "se abrió",
    "moved": "pasó a otra dependencia",
    "edited": "el ciudadano editó",
    "reopened": "se reabrió",
}

NO_CASES = "No hay casos."
URGENT = "URGENTE"
DONE = "listo"
READING = "Leyendo casos"
TELLING = "Avisando a Portavoz"
CODE_PROMPT = "Código de su aplicación de autenticación: "
NO_ADDRESS = "Falta la dirección de la API: ponga PORTAVOZ_API o «api» en el archivo de configuración."
NO_FILE = "no existe el archivo."
NO_ACCESS = "no se puede abrir."
BAD_TOML = 'no está bien escrita: cada dato va como api = "https://…".'
NO_PERSON = "Falta con qué entrar: PORTAVOZ_TOKEN, o PORTAVOZ_USUARIO, PORTAVOZ_CLAVE y PORTAVOZ_CLIENTE."
BAD_SIGN_IN = "El usuario o la contraseña no son correctos."
NEW_PASSWORD = "Su contraseña es temporal: cámbiela primero con Tecnologías de la Información."  # noqa: S105 - a sentence
NO_SIGN_IN = "No se pudo iniciar sesión: el servicio de identidad no contestó."
EXPIRED = "La sesión no vale o venció: entre de nuevo."
UNREADABLE = "La respuesta no es de Portavoz: revise la dirección de la API."
SILENT = "Portavoz no contesta. Intente más tarde."
UNSURE = "Portavoz no contestó y no se sabe si la respuesta llegó. Repita el mismo comando: no cuenta dos veces."
INTERRUPTED = "Interrumpido. Lo que ya se avisó quedó; repita el mismo comando: no cuenta dos veces."
NO_EFFECT = (
    "Portavoz ya tenía esta misma respuesta y el caso siguió adelante. Si es otra vez, escriba una nota distinta."
)
NOTE_FOR_RETURN = "Diga con --nota por qué no le toca."
BAD_FOLIO = "No es un folio; se escribe como LEO-20261123-000001"
BAD_NUMBER = "debe ser un número de 1 a 10000"


def insecure(name: str, address: str) -> str:
    """Refuse to send a password or a token without encryption."""
    return f"«{name}» debe empezar con https://; así la contraseña viajaría sin cifrar: {address}"


def bad_file(path: str, reason: str) -> str:
    """Say that the configuration cannot be read."""
    return f"No se puede leer la configuración {path}: {reason}"


def open_file(path: str) -> str:
    """Refuse a configuration with secrets that others can read."""
    return f"{path} guarda una contraseña y otras personas pueden leerlo: quíteles el permiso (chmod 600)."


def unknown_setting(path: str, name: str) -> str:
    """Name a setting that is none."""
    return f"{path}: «{name}» no es un dato de configuración."


def more_waits(count: int) -> str:
    """Say that the list was cut."""
    return f"Se muestran {count}; hay más: use --maximo."


def refused(message: str, fields: list[str]) -> str:
    """Say why the API refused, and which fields are wrong."""
    return f"{message} ({', '.join(fields)})" if fields else message


def told(done: int, total: int) -> str:
    """Count what went well."""
    return f"Casos: {done} de {total}"
