"""What `portavoz verify` says, in Spanish."""

from datetime import date

from .findings import What

PURPOSE = "comprueba, sin conexión, que una exportación de los registros no fue alterada, y dice qué lo fue y dónde"
HELP = {
    "export": "carpeta o ZIP de la exportación",
    "desde": "primer día que debe estar, como 2026-11-23",
    "hasta": "último día que debe estar",
    "llave": "llave pública (PEM) obtenida por otro lado; se puede repetir",
    "huella": "huella SHA-256 que debe tener la llave con que se firmó; se puede repetir",
    "ancla": "día y SHA-256 (o raíz) de un manifiesto, conocidos por otro lado: 2026-11-23=9f86…; se puede repetir",
    "sello_ca": "certificado (PEM) de la autoridad de los sellos de tiempo",
    "parcial": "la exportación trae sólo una parte de los objetos: los que no vienen se cuentan, no se reclaman",
    "prueba": "muestra y comprueba la prueba de un solo objeto, por su clave",
    "json": "responde en JSON, para otros programas",
}

WHAT = {
    What.OBJECT_ALTERED: "objeto alterado",
    What.OBJECT_SWAPPED: "objeto cambiado por otro",
    What.OBJECT_MISSING: "falta el objeto",
    What.OBJECT_UNLISTED: "objeto agregado",
    What.OBJECT_REPEATED: "objeto listado dos veces",
    What.MANIFEST_ALTERED: "manifiesto alterado",
    What.MANIFEST_MISSING: "falta el manifiesto",
    What.MANIFEST_MISPLACED: "manifiesto fuera de su lugar",
    What.MANIFEST_REPLACED: "manifiesto sustituido",
    What.SIGNATURE_WRONG: "firma no válida",
    What.KEY_FOREIGN: "firmado con otra llave",
    What.KEY_WRONG: "llave ausente o alterada",
    What.STAMP_WRONG: "sello de tiempo no válido",
    What.ANCHOR_WRONG: "no coincide con el ancla",
}

INTACT = "Íntegro: todo lo revisado es lo que se archivó."
ALTERED = "ALTERADO: lo siguiente no es lo que se archivó."
NOTHING = "No hay ningún manifiesto en la exportación: no hay con qué comprobarla."
NO_FINGERPRINT = (
    "No se dio --huella: si alguien rehízo toda la cadena con una llave suya, así no se nota. Compare la huella de arriba con "
    "la que publica el Municipio."
)
NO_ANCHOR = (
    "No se dio --hasta ni --ancla: si alguien quitó los últimos días completos, así no se nota. Compare el último manifiesto "
    "con uno conocido por otro lado."
)
SEVERAL_KEYS = "La cadena está firmada con más de una llave: compruebe cada huella."
NO_STAMP_LIBRARY = "Hay sellos de tiempo y no se comprobaron: instale «portavoz[sellos]» y dé --sello-ca."
TOO_MANY = "El ZIP trae más de cinco millones de archivos: no se abre."
LARGE_MANIFEST = "es más grande de lo que puede ser un manifiesto"
NOT_CANONICAL = "no está escrito como Portavoz lo escribe"
UNREADABLE = "no se puede leer"
LIST_CHANGED = "su lista de objetos no da la raíz firmada"
NOT_OF_ITS_DAY = "lista objetos de otro día, repetidos o en desorden"
BAD_SIGNATURE = "la firma no corresponde a lo firmado"
FOREIGN = "la llave no tiene la huella esperada"
NO_KEY = "no viene la llave pública que lo firmó"
KEY_CHANGED = "no es la llave que su nombre dice"
OTHER_PREVIOUS = "el manifiesto siguiente nombra otro en este lugar: fue sustituido, o la cadena se bifurcó"
NO_PREVIOUS = "no continúa la cadena: no nombra al manifiesto anterior"
WRONG_PREVIOUS = "no continúa la cadena: nombra como anterior a otro que el de su lugar"
DAY_MISSING = "sin él, lo de ese día no se puede comprobar"
NAMED_MISSING = "otro manifiesto lo nombra y no está"
GAP = "hay uno posterior del mismo día y éste no está"
NO_MANIFEST = "no está en ningún manifiesto"
NOT_THERE = "está en el manifiesto y no en la exportación"
TWICE_LISTED = "está en dos manifiestos"
NO_PLACE = "no es el nombre de un manifiesto"
BAD_STAMP = "el sello no corresponde a la firma, o no es de esa autoridad"
ANCHOR_GONE = "no está el manifiesto de ese día"
ANCHOR_OTHER = "es otro que el conocido por otro lado: la cadena fue rehecha o recortada"
BAD_FINGERPRINT = "una huella son 64 cifras hexadecimales"
BAD_ANCHOR = "un ancla se escribe como 2026-11-23=9f86… (64 cifras hexadecimales)"
BAD_RANGE = "La fecha de --hasta es anterior a la de --desde."
PROVEN = "Comprobado: el objeto está en el manifiesto firmado de su día, con ese contenido."


def no_export(path: str) -> str:
    """Say that there is no export."""
    return f"No se puede abrir «{path}»: debe ser la carpeta o el ZIP de una exportación."


def leads_out(name: str) -> str:
    """Refuse a name that leads out of the export."""
    return f"La exportación no se abre: «{name}» lleva fuera de ella o no es un archivo."


def encrypted(name: str) -> str:
    """Refuse what cannot be read."""
    return f"La exportación no se abre: «{name}» está cifrado."


def bomb(name: str) -> str:
    """Refuse what would fill a disk."""
    return f"La exportación no se abre: «{name}» se expande demasiado para ser un registro."


def twice(name: str) -> str:
    """Refuse a ZIP that says two things."""
    return f"La exportación no se abre: trae dos veces «{name}»."


def no_key_file(path: str) -> str:
    """Say that a key cannot be read."""
    return f"«{path}» no es una llave pública ni un certificado en PEM."


def differs(size: int, expected: int) -> str:
    """Say how an object differs."""
    if size > expected:
        return f"mide más de los {expected} bytes que debía"
    return "otro contenido, del mismo tamaño" if size == expected else f"mide {size} bytes, debía medir {expected}"


def damaged(name: str) -> str:
    """Say that a file cannot be read to its end."""
    return f"no se puede leer completo ({name})"


def holds_other(key: str) -> str:
    """Say whose content an object holds."""
    return f"tiene el contenido de {key}"


def begins_later(day: date) -> str:
    """Say where the chain of the export begins."""
    return f"La exportación empieza el {day}: la cadena viene de antes, y lo anterior no se revisó."


def unnamed(where: str) -> str:
    """Say that nothing protects the last of the chain yet."""
    return f"{where} todavía no lo nombra ningún manifiesto posterior: si se quitara, no se notaría."


def unknown(count: int, example: str) -> str:
    """Say that some files are not proven."""
    return f"{count} archivos no son objetos ni manifiestos, y nada los prueba (por ejemplo «{example}»)."


def not_there(key: str) -> str:
    """Say that there is no such object."""
    return f"Ningún manifiesto de la exportación lista «{key}»."


def not_proven(key: str, why: str) -> str:
    """Say why a proof fails."""
    return f"«{key}» no queda probado: {why}."


def belongs_to(name: str) -> str:
    """Say whose place a manifest took."""
    return f"es el de {name}: fue movido o repetido"


READING = "Revisando días"
OTHER_CONTENT = "el objeto no viene, o su contenido es otro"
ABSENT = "Objetos que no vienen"
HEAD = "Último manifiesto"
ROOT = "  raíz"
FINGERPRINT = "Huella de la llave"
COLUMNS = ("Día", "Qué", "Dónde", "Detalle")
LEAF = "Renglón"
PLACE = "Lugar en el árbol"
LEAF_HASH = "Hoja"
MANIFEST = "Manifiesto"
SIDES = {"left": "a la izquierda", "right": "a la derecha"}


def seen(
    first: date | None, last: date | None, manifests: int, objects: int, megabytes: float, seconds: float
) -> list[tuple[str, str]]:
    """Tell what was looked at."""
    return [
        ("Días", f"{first} a {last}"),
        ("Manifiestos", f"{manifests:,}"),
        ("Objetos leídos", f"{objects:,} ({megabytes:,.1f} MB)"),
        ("Tiempo", f"{seconds:,.1f} s"),
    ]


def more(count: int) -> str:
    """Say that not everything is shown."""
    return f"y {count:,} más: --json los da todos"
