"""
Every sentence a person reads, in Spanish. Imports nothing.

What citizens read is not here but in `catalogue/replies.yaml`, because the image office changes it without touching code.
"""

import unicodedata
from collections.abc import Iterable

# 1.1 Recopilación -------------------------------------------------------------------------------------------------

KEY_TOO_LONG = "La ruta del archivo es demasiado larga (máximo 512 bytes)."
KEY_SHAPE = (
    "La ruta debe ser «origen/AAAA-MM-DD/nombre-de-la-publicación/archivo», sin espacios ni caracteres especiales "
    "en el nombre de la publicación."
)
KEY_SOURCE = "El origen debe ser «prensa», «imagen» o «enlaces/» seguido del identificador de la dependencia."
KEY_DATE = "La fecha de la carpeta debe escribirse AAAA-MM-DD y estar a no más de 60 días de hoy."
FILE_EMPTY = "El archivo está vacío."
FILE_UNKNOWN = "No se reconoce el tipo de archivo. Se aceptan .md, .txt, .docx, .jpg, .png y publicacion.yaml."
FILE_NOT_ITS_TYPE = "El contenido no corresponde a la extensión del archivo."
TEXT_NOT_UTF8 = "El texto no se puede leer: guárdelo con codificación UTF-8."
TEXT_EMPTY = "El documento no contiene texto."
TEXT_TOO_LONG = "El texto es demasiado largo (máximo 60,000 caracteres)."
DOCX_BROKEN = "El documento de Word está dañado o no es un documento de Word."
DOCX_TOO_LARGE = "El documento de Word es demasiado grande al descomprimirse."
IMAGE_BROKEN = "La imagen está dañada o incompleta."
IMAGE_TOO_SMALL = "La imagen es demasiado pequeña: se necesitan al menos 320 píxeles por lado."
IMAGE_CANNOT_FIT = "La imagen no cabe en el tamaño que admite la red, ni con la calidad más baja."
ORDER_BROKEN = "publicacion.yaml no es un archivo YAML válido."
ORDER_TOO_LARGE = "publicacion.yaml es demasiado grande (máximo 64 KB)."
ORDER_ANCHORS = (
    "no se aceptan anclas, alias ni etiquetas de YAML (&, * y !); ponga entre comillas el texto que los lleve"
)
ORDER_TOO_DEEP = "hay listas o campos dentro de otros que no corresponden"
LACKS_TEXT = "el texto"
LACKS_IMAGE = "al menos una imagen"


def file_too_large(megabytes: int) -> str:
    """Say how large a file may be."""
    return f"El archivo es demasiado grande (máximo {megabytes} MB)."


def image_too_many_pixels(megapixels: int) -> str:
    """Say how many pixels an image may have."""
    return f"La imagen tiene demasiados píxeles (máximo {megapixels} megapíxeles)."


# 2.2 Corrección de formato de las imágenes ------------------------------------------------------------------------

IMAGE_TURNED = "Se enderezó según la posición de la cámara."
IMAGE_TO_SRGB = "Se convirtieron los colores a sRGB, los que muestran las redes."
IMAGE_ON_WHITE = "Se puso fondo blanco donde era transparente."
IMAGE_METADATA_REMOVED = "Se quitaron los datos ocultos (lugar, aparato, autor, comentarios)."
IMAGE_SHOWN_WHOLE = (
    "Se muestra completa sobre un fondo con los colores de sus orillas: un recorte quitaría parte importante."
)
_CORNERS = {
    "bottom-right": "abajo a la derecha",
    "bottom-left": "abajo a la izquierda",
    "top-right": "arriba a la derecha",
    "top-left": "arriba a la izquierda",
}


def image_converted(kind: str) -> str:
    """Say from which format an image was converted."""
    return f"Se convirtió de {kind} a JPEG."


def image_first_of(kind: str, frames: int) -> str:
    """Say that an image had several frames, or pages, and which one is used."""
    if kind == "TIFF":
        return f"El archivo tiene {frames} páginas: se usó la primera."
    if kind == "HEIC":
        return f"El archivo tiene {frames} imágenes: se usó la principal."
    return f"Es una imagen animada de {frames} cuadros: se usó el primero."


def image_cropped(percent: int, *, by_person: bool) -> str:
    """Say how much of an image is shown and around what."""
    around = "del punto indicado" if by_person else "de lo que más llama la atención"
    return f"Se recortó: se muestra el {percent} % de la imagen, alrededor {around}."


def image_enlarged(times: float) -> str:
    """Warn that an image was small for a network."""
    return f"Se amplió {times:.1f} veces porque es pequeña para esta red; puede verse borrosa."


def image_resized(width: int, height: int, to_width: int, to_height: int) -> str:
    """Say from which size to which an image was brought."""
    return f"Se ajustó de {width} × {height} a {to_width} × {to_height} píxeles."


def image_logo_added(corner: str) -> str:
    """Say where the logo was put."""
    return f"Se agregó el logotipo {_CORNERS[corner]}."


def image_recompressed(max_bytes: int) -> str:
    """Say that an image was compressed more, to keep a network's limit."""
    size = f"{max_bytes / 1_000_000:g} MB" if max_bytes >= 1_000_000 else f"{max_bytes // 1000} KB"  # noqa: PLR2004
    return f"Se comprimió más para no pasar de {size}."


def order_broken_at(line: int) -> str:
    """Tell from which line on a `publicacion.yaml` is no YAML."""
    return f"publicacion.yaml no es un archivo YAML válido (revise la línea {line} y la anterior)."


def order_wrong(problems: Iterable[str]) -> str:
    """List what is wrong in a `publicacion.yaml`."""
    return "publicacion.yaml tiene errores: " + "; ".join(problems) + "."


def order_field_unknown(field: str) -> str:
    """Name a field that does not exist."""
    return f"el campo «{visible(field)}» no existe"


def order_field_twice(field: str) -> str:
    """Name a field that is written twice."""
    return f"el campo «{visible(field)}» está dos veces"


def order_field_wrong(field: str) -> str:
    """Name a field whose value does not do."""
    return f"el valor de «{visible(field)}» no es válido"


def file_rejected(name: str, reason: str) -> str:
    """Tell which file was rejected and why."""
    return f"«{visible(name)}»: {reason}"


def set_incomplete(lacks: Iterable[str]) -> str:
    """Tell what a set still lacks."""
    return "Falta " + " y ".join(lacks) + " para preparar la publicación."


def visible(text: str) -> str:
    """Show a text from outside in one line, with control and format characters made visible, at most 200 long."""
    shown = "".join("�" if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return shown if len(shown) <= 200 else shown[:199] + "…"  # noqa: PLR2004


# 2 Edición y publicaciones ----------------------------------------------------------------------------------------

AWAITS_AUTHORISATION = "Espera la autorización de Difusión e Imagen Institucional."
AWAITS_RELEASE = "Autorizada: falta publicarla o programarla."
ONLY_IMAGE_OFFICE_AUTHORISES = "Sólo la Dirección de Difusión e Imagen Institucional puede autorizar una publicación."
NOBODY_AUTHORISES_OWN_WORK = "Nadie autoriza lo que preparó: pida la autorización a otra persona."
PUBLICATION_WITHDRAWN = "La publicación fue retirada."
NOT_AUTHORISED = "La versión actual no tiene una autorización vigente de Difusión e Imagen Institucional."
ALREADY_OUT = "La publicación ya salió: para cambiarla hay que bajarla y corregirla."
PUBLISH_AT_PAST = "La fecha de publicación ya pasó."
NOT_TAKEN_DOWN = "Antes de corregir hay que bajar la publicación."
ALREADY_CORRECTED = "La publicación ya tiene una corrección."
MATERIAL_CHANGED_AFTER = (
    "Llegó material nuevo de una publicación que ya salió; si hay que cambiarla, bájela y corríjala."
)
CORRECTION_WITHOUT_CHANGE = "La corrección no cambia nada."
MATERIAL_REMOVED = "La oficina retiró material de esta publicación: revise si todavía debe salir."
ALT_TEXT_MISSING = "Falta el texto alternativo de la imagen."


def version_is_old(seen: int, current: int) -> str:
    """Tell a person that what they saw is no longer the newest version."""
    return f"Usted vio la versión {seen}, pero la actual es la {current}: revísela antes de autorizar."


def text_was_cut(length: int, limit: int) -> str:
    """Warn that a text was shortened for a network."""
    return f"El texto se recortó de {length} a {limit} caracteres como máximo; revise que diga lo importante."


def text_too_long(network: str, length: int, limit: int) -> str:
    """Refuse a text a person wrote that does not fit a network."""
    return f"El texto para {network_name(network)} mide {length} y el máximo es {limit}."


def network_missing(network: str) -> str:
    """Refuse a correction for a network the publication does not have."""
    return f"La publicación no tiene versión para {network_name(network)}."


# 2.5 Entregas -----------------------------------------------------------------------------------------------------

CONTENT_CHANGED = "Lo que se iba a publicar no es lo que se autorizó: no salió nada."
MEDIA_GONE = "Los archivos autorizados ya no están: una persona debe revisarlo."
STILL_PREPARING = "La red todavía prepara los archivos."
TRIES_SPENT = "Se agotaron los intentos; una persona debe decidir."
AUTHORISATION_GONE = "La autorización fue revocada, venció o cambió la versión antes de publicarse."
OUTCOME_UNKNOWN = "La red no confirmó si aceptó; se revisa la cuenta antes de hacer cualquier otra cosa."
UNSURE_IF_OUT = "No se sabe si llegó a salir: una persona debe revisar la cuenta y, si está, bajarla ahí."
SEVERAL_MATCHES = "En la cuenta hay varias publicaciones iguales: una persona debe decidir cuál es."
NOT_SHOWN = "La red dijo que aceptó, pero lo publicado no aparece; una persona debe revisarlo."
CANNOT_READ_BACK = "No se pudo revisar la cuenta tras varios intentos; una persona debe decidir."
NOTHING_TO_TAKE_DOWN = "No había nada que bajar."
TAKEN_DOWN_BEFORE = "Se bajó la publicación antes de que saliera."
MANUAL_MEDIUM = "Este medio no tiene API: una persona debe publicar y registrar dónde quedó."
CREDENTIALS_REJECTED = "La red rechazó las credenciales de la cuenta: avise a Tecnologías de la Información."
STILL_SHOWN = "La red dijo que la bajó, pero sigue visible."


NETWORK_UNREACHABLE = "No se pudo hablar con la red; se intenta de nuevo."

_REFUSALS = {
    "reply_not_allowed": "La red sólo deja responder a quien nos mencionó.",
    "account_blocked": "La red bloqueó la cuenta: avise a Tecnologías de la Información.",
    "budget_spent": "Se acabó el crédito de la cuenta en la red.",
    "daily_limit": "La cuenta llegó a su límite de publicaciones de hoy.",
    "not_permitted": "La cuenta no tiene permiso para hacerlo en la red.",
    "manual_take_down": "La red no deja bajarla por API: una persona debe bajarla y registrarlo.",
    "media_missing": "La red ya no tiene la imagen que se le envió.",
    "media_refused": "La red no acepta la imagen.",
    "text_refused": "La red no acepta el texto.",
    "content_refused": "La red considera que el contenido no cumple sus normas.",
    "already_published": "La red dice que ya estaba publicada.",
    "comment_edited": "La red cambió el comentario en lugar de responderlo: una persona debe revisarlo.",
}


def network_refused(code: str, detail: str) -> str:
    """Tell why a network refused: in our words where we know the reason, otherwise in the network's own."""
    return _REFUSALS.get(code) or f"La red la rechazó: {visible(detail)}"


# 3 y 4 Comentarios y canalización ---------------------------------------------------------------------------------

POST_NOT_FOUND = "La red no muestra la publicación al leer sus comentarios: revise si la quitó o si falta un permiso."
COMMENT_UNSURE = "La clasificación automática no es segura: una persona debe decidir."
REPLY_OFF_INSTAGRAM = "La estrategia no contempla respuestas en esta red."
NOT_TOLD_IN_PUBLIC = "Por el cuidado de la persona, el cierre no se comenta en público."
COMMENT_DELETED = "El ciudadano borró su comentario."
CLOSED_BEFORE_TOLD = "La dependencia lo cerró antes de que se avisara que se canalizó."
NO_SUCH_INBOX = "La dependencia no tiene bandeja: una persona debe decidir a quién le toca."
UNKNOWN_DEPARTMENT = "La dependencia no existe en el catálogo."


def not_your_referral(folio: str) -> str:
    """Refuse news from a department that does not have the case."""
    return f"El folio {visible(folio)} no está asignado a esa dependencia."


def referral_overdue(folio: str, department: str) -> str:
    """Tell that a department let the deadline of a case pass."""
    return f"El folio {folio} venció sin que {department} lo cerrara."


def referral_disputed(folio: str) -> str:
    """Tell that every department returned the case."""
    return f"Las dependencias devolvieron el folio {folio}: una persona debe decidir a quién le toca."


# API --------------------------------------------------------------------------------------------------------------

NOT_FOUND = "No existe ese registro."
FORBIDDEN = "Su perfil no permite esta acción."
BAD_REQUEST = "La solicitud no es válida."
CONFLICT = "Otra persona cambió el registro al mismo tiempo: vuelva a consultarlo."
UNAVAILABLE = "El servicio no está disponible en este momento; intente más tarde."
INTERNAL = "Ocurrió un error interno; ya se avisó a Tecnologías de la Información."
BODY_NOT_JSON = "El cuerpo de la solicitud debe ser JSON."
DAY_WRONG = "La fecha debe escribirse AAAA-MM-DD."
RANGE_WRONG = "El periodo no es válido: la primera fecha debe ser anterior a la última y abarcar hasta 92 días."

_NETWORK_NAMES = {"x": "X", "facebook": "Facebook", "instagram": "Instagram", "manual": "otros medios"}


def network_name(network: str) -> str:
    """Give a network's name as people write it."""
    return _NETWORK_NAMES.get(network, network)
