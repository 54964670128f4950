"""
Every sentence a person reads, in Spanish. Imports nothing.

What citizens read is not here but in `catalogue/replies.yaml`, because the image office changes it without touching code.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

# 1.1 Recopilación -------------------------------------------------------------------------------------------------

KEY_TOO_LONG = "La ruta del archivo es demasiado larga (máximo 512 bytes)."
KEY_SHAPE = (
    "La ruta debe ser «origen/AAAA-MM-DD/nombre-de-la-publicación/archivo», sin espacios ni caracteres especiales "
    "en el nombre de la publicación."
)
KEY_SOURCE = "El origen debe ser «prensa», «imagen» o «enlaces/» seguido del identificador de la dependencia."
KEY_DATE = "La fecha de la carpeta debe escribirse AAAA-MM-DD y estar a no más de 60 días de hoy."
FILE_EMPTY = "El archivo está vacío."
FILE_UNKNOWN = (
    "No se reconoce el tipo de archivo. Se aceptan textos (.txt, .md, .docx, .odt, .pdf, .rtf, .eml), imágenes (.jpg, .png, "
    ".webp, .heic, .tif, .gif), videos (.mp4, .mov), .zip con todo lo anterior y publicacion.yaml."
)
FILE_NOT_ITS_TYPE = "El contenido no corresponde a la extensión del archivo."
TEXT_NOT_UTF8 = "El texto no se puede leer: guárdelo con codificación UTF-8."
TEXT_EMPTY = "El documento no contiene texto."
TEXT_TOO_LONG = "El texto es demasiado largo (máximo 300,000 caracteres)."
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
ORDER_LOGO = "escriba sí o no"
ORDER_FOCUS = "escriba dos porcentajes, por ejemplo «50% 30%», o x e y entre 0 y 1"
ORDER_HASHTAG = "una etiqueta (#) lleva sólo letras, números y guion bajo"
ORDER_LIST = "escriba una lista, por ejemplo [uno, dos]"
ORDER_TOO_DEEP = "hay listas o campos dentro de otros que no corresponden"
VIDEO_UNKNOWN = "El archivo no es un video .mp4 o .mov."
VIDEO_BROKEN = "El video está dañado: vuelva a exportarlo."
VIDEO_TRUNCATED = "El video está incompleto: vuelva a subirlo o a exportarlo completo."
VIDEO_EMPTY = "El video no tiene nada que reproducir: dura cero segundos."
VIDEO_ONLY_SOUND = "El archivo sólo tiene sonido: falta la imagen del video."
VIDEO_WITHOUT_PICTURE = "El archivo no tiene imagen de video."
VIDEO_PROTECTED = "El video está protegido contra copia (DRM): entregue uno sin protección."
VIDEO_ELSEWHERE = "Parte del video está en otro archivo o en internet: exporte uno que lo contenga todo."
VIDEO_TOO_SLOW = "El video tardó demasiado en revisarse: expórtelo de nuevo, más corto o más sencillo."
VIDEO_NOT_AS_MP4 = "El video usa un formato que no cabe en un .mp4 sin convertirlo: expórtelo como MP4 (H.264 y AAC)."

# Documentos de las oficinas: de qué clase son y qué traen dentro

FILE_PROGRAM = "Es un programa o una secuencia de comandos: no se acepta."
FILE_MARKUP = (
    "Es una página web o un dibujo con código (HTML, SVG): no se acepta. Envíe el texto o una imagen .jpg o .png."
)
FILE_OTHER_ARCHIVE = "Este tipo de archivo comprimido no se acepta: comprímalo como .zip."
FILE_OTHER_VIDEO = "Este tipo de video no se acepta: guárdelo como .mp4 o .mov."
FILE_ENCRYPTED = "El archivo está protegido con contraseña: envíelo sin contraseña."
FILE_OLD_OFFICE = "Es un archivo de Office anterior a 2007 (.doc, .xls, .ppt): guárdelo como .docx."
FILE_OUTLOOK = "Es un mensaje de Outlook (.msg): guárdelo como .eml o como texto."
FILE_IS_A_PLAN = "Una hoja de cálculo (.xlsx, .csv) no es material: el calendario de una campaña se sube como plan."
FILE_PRESENTATION = "Las presentaciones no se aceptan: guarde el texto como .docx y las láminas como imágenes."
FILE_PAGES = "Es un documento de Pages: expórtelo como .docx."
FILE_OPEN_DOCUMENT = "De OpenDocument sólo se aceptan textos: guárdelo como .odt o .docx."
ODT_BROKEN = "El documento de OpenDocument está dañado o no es un texto (.odt)."
ODT_TOO_LARGE = "El documento de OpenDocument es demasiado grande al descomprimirse."
RTF_BROKEN = "El documento RTF está dañado."
PDF_BROKEN = "El PDF está dañado."
PDF_WITHOUT_TEXT = "El PDF no trae texto que se pueda leer; parece una imagen escaneada: envíe el documento original."
PDF_TOO_LARGE = "El PDF es demasiado grande al descomprimirse."
PDF_TOO_SLOW = "El PDF es demasiado complicado para leerlo: envíe el documento original."
LETTER_BROKEN = "El correo está dañado."
LETTER_EMPTY = "El correo no trae texto ni archivos que se puedan usar."
ZIP_BROKEN = "El .zip está dañado."
ZIP_EMPTY = "El .zip no trae ningún archivo."
ZIP_NESTED = "Es un .zip dentro de otro: póngalo fuera o descomprímalo."
ZIP_LINK = "Es un acceso directo a otro archivo: incluya el archivo mismo."
ZIP_TWICE = "El .zip trae dos archivos con este nombre: no se sabe cuál vale."
ZIP_METHOD = "Está comprimido de una forma que no se acepta: use la compresión normal de .zip."
ZIP_TOO_LARGE = "El .zip es demasiado grande al descomprimirse (máximo 80 MB en total)."
ZIP_BOMB = "Al descomprimirse es cientos de veces más grande de lo que dice: no se acepta."
INSIDE_TOO_DEEP = "Hay demasiados archivos dentro de otros: envíelo aparte."
WORD_MACROS = "El documento de Word trae macros: no se ejecutaron, sólo se tomó su texto."
TEXT_WAS_LONG = "El documento es muy largo: se tomó el principio."
LETTER_FORWARDED = "El correo es un reenvío: se tomó el mensaje reenviado."
PIECES_LEFT_OUT = "Trae más archivos de los que se admiten (60, de ellos 24 textos): los demás no se tomaron."

LACKS_TEXT = "el texto"
LACKS_IMAGE = "al menos una imagen"

# 1.1, what is read apart and within limits

FILE_TOO_SLOW = (
    "El archivo tarda demasiado en leerse; guárdelo de nuevo, más sencillo o más pequeño, y vuelva a subirlo."
)
FILE_NEEDS_TOO_MUCH_MEMORY = "El archivo necesita demasiada memoria para leerse; redúzcalo y vuelva a subirlo."
FILE_UNREADABLE = "No se pudo leer el archivo: está dañado o no es lo que su nombre dice."

# La carpeta en su conjunto: límites, archivos que ya no están.
SET_AT_LIMIT = (
    "no se usa: la carpeta ya está en el límite de archivos o de texto; deje sólo el material de una publicación."
)
MATERIAL_GONE = "Un archivo de la carpeta se borró definitivamente mientras se preparaba; vuelva a subirlo."


def set_crowded(max_names: int) -> str:
    """Tell that a folder has too many files to be used."""
    return (
        f"La carpeta tiene más archivos de los que se pueden atender (máximo {max_names}), y no se usa ninguno. "
        "Suba el material de cada publicación a una carpeta nueva."
    )


def and_others(count: int) -> str:
    """Tell how many more files were rejected."""
    return "Y otro archivo más." if count == 1 else f"Y otros {count} archivos más."


def file_too_large(megabytes: int) -> str:
    """Say how large a file may be."""
    return f"El archivo es demasiado grande (máximo {megabytes} MB)."


def image_too_many_pixels(megapixels: int) -> str:
    """Say how many pixels an image may have."""
    return f"La imagen tiene demasiados píxeles (máximo {megapixels} megapíxeles)."


def video_too_long(minutes: int) -> str:
    """Say how long a video may be."""
    return f"El video es demasiado largo (máximo {minutes} minutos)."


def video_too_many_tracks(tracks: int) -> str:
    """Say how many tracks a video may have."""
    return f"El video tiene demasiadas pistas (máximo {tracks})."


def video_false_duration(claimed: float, played: float) -> str:
    """Tell that a video does not last what it says."""
    return f"El video dice que dura {number(claimed)} s, pero se reproducen {number(played)} s: vuelva a exportarlo."


# 2.2 Corrección de formato de las imágenes ------------------------------------------------------------------------

IMAGE_TURNED = "Se enderezó según la posición de la cámara."
IMAGE_TO_SRGB = "Se convirtieron los colores a sRGB, los que muestran las redes."
IMAGE_ON_WHITE = "Se puso fondo blanco donde era transparente."
IMAGE_METADATA_REMOVED = "Se quitaron los datos ocultos (lugar, aparato, autor, comentarios)."
IMAGE_SHOWN_WHOLE = "Se muestra completa sobre un fondo hecho de ella misma: un recorte quitaría parte importante."
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


def order_field_not(field: str, expected: str) -> str:
    """Name a field whose value does not do, and what it should be."""
    return f"el valor de «{visible(field)}» no es válido: {expected}"


def order_field_unknown(field: str) -> str:
    """Name a field that does not exist."""
    return f"el campo «{visible(field)}» no existe"


def order_field_twice(field: str) -> str:
    """Name a field that is written twice."""
    return f"el campo «{visible(field)}» está dos veces"


def pdf_too_many_pages(pages: int) -> str:
    """Say how many pages a PDF may have."""
    return f"El PDF tiene demasiadas páginas (máximo {pages})."


def zip_too_many_entries(entries: int) -> str:
    """Say how many files a .zip may carry."""
    return f"El .zip trae demasiados archivos (máximo {entries})."


def picture_not_used(name: str, reason: str) -> str:
    """Tell of a picture inside a document that could not be used."""
    return f"No se tomó la imagen «{visible(name)}» del documento: {reason}"


def order_field_wrong(field: str) -> str:
    """Name a field whose value does not do."""
    return f"el valor de «{visible(field)}» no es válido"


def file_rejected(name: str, reason: str) -> str:
    """Tell which file was rejected and why."""
    return f"«{visible(name)}»: {reason}"


def note_of(name: str, note: str) -> str:
    """Tell what was noticed of a file that is used."""
    return f"«{visible(name)}»: {note}"


def set_incomplete(lacks: Iterable[str]) -> str:
    """Tell what a set still lacks."""
    return "Falta " + " y ".join(lacks) + " para preparar la publicación."


def number(value: float) -> str:
    """Write a quantity with at most two decimals, without zeros to spare."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


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
IN_PLACE_ONLY_TEXTS = (
    "Sin bajarla sólo se corrige el texto; para lo demás hay que bajarla, corregirla y volver a subirla."
)
STILL_ON_ITS_WAY = (
    "Algo de esta publicación todavía está por salir o espera a una persona: "
    "hay que resolverlo antes de corregir sin bajarla."
)


def no_edits_in_place(network: str) -> str:
    """Tell that a text is not corrected in place on a network."""
    return (
        f"En {network_name(network)} no se corrige sin bajar la publicación: "
        "bájela de todas las redes, corríjala y vuelva a subirla."
    )


def not_live_on(network: str) -> str:
    """Tell that there is nothing on a network to correct."""
    return f"La publicación no está en {network_name(network)}."


MATERIAL_CHANGED_AFTER = (
    "Llegó material nuevo de una publicación que ya salió; si hay que cambiarla, bájela y corríjala."
)
CORRECTION_WITHOUT_CHANGE = "La corrección no cambia nada."
MATERIAL_REMOVED = "La oficina retiró material de esta publicación: revise si todavía debe salir."
MATERIAL_CHANGING = (
    "La oficina cambió el material y lo nuevo todavía no se puede preparar: revise si lo anterior debe salir."
)
ALT_TEXT_MISSING = "Falta el texto alternativo de la imagen."


# Video, 2.2 y 2.3 --------

VIDEO_ONE_PER_POST = "Cada publicación lleva un solo video: sale el primero que la red admite."
VIDEO_INSTEAD_OF_PICTURES = "Sale el video; las imágenes no, porque la red no lleva las dos cosas."
VIDEO_CONVERTED = "El video se convirtió a MP4 (H.264 y AAC): revise cómo quedó."
VIDEO_CONVERSION_LATE = (
    "El video lleva más de una hora convirtiéndose: expórtelo como MP4 (H.264 y AAC) y súbalo de nuevo."
)


def video_not_published_yet(name: str, network: str, *, is_fit: bool) -> str:
    """Tell that no video is sent to a network yet, and whether this one would do."""
    fit = ", aunque cumple con lo que pide esa red" if is_fit else ""
    return f"Portavoz todavía no publica video en {network_name(network)}: «{visible(name)}» no sale ahí{fit}."


def video_not_taken(name: str, network: str, reasons: Iterable[str]) -> str:
    """Tell why a network does not take a video."""
    return f"{network_name(network)} no admite el video «{visible(name)}»: " + "; ".join(reasons) + "."


def video_goes_nowhere(reasons: Iterable[str]) -> str:
    """Tell that a set has nothing but a video, and that no network would carry it."""
    return "El material sólo trae video y no puede salir en ninguna red. " + " ".join(reasons) + " Agregue una imagen."


def network_without_graphics(network: str) -> str:
    """Tell that nothing of the material can be shown on a network."""
    return f"En {network_name(network)} la publicación queda sin imagen ni video: agregue una imagen."


def video_not_converted(detail: str) -> str:
    """Tell that a video could not be converted."""
    return f"El video no se pudo convertir ({visible(detail)}): expórtelo como MP4 (H.264 y AAC) y súbalo de nuevo."


def video_container(container: str, allowed: Iterable[str]) -> str:
    """Say what kind of file a video should be."""
    return f"es un archivo .{container} y debe ser " + " o ".join(f".{one}" for one in allowed)


def video_codec(kind: str, codec: str, allowed: Iterable[str]) -> str:
    """Say how the picture or the sound of a video should be coded."""
    return f"{kind} está en {codec_name(codec)} y debe estar en " + " o ".join(codec_name(one) for one in allowed)


PICTURE, SOUND = "la imagen", "el sonido"
VIDEO_COLOURS = "sus colores no son los que la red reproduce (debe ser 4:2:0 de 8 bits)"


def video_too_short(seconds: float, least: float) -> str:
    """Say how long a video should be at least."""
    return f"dura {number(seconds)} s y el mínimo es {number(least)} s"


def video_lasts_too_long(seconds: float, most: float) -> str:
    """Say how long a video may be."""
    return f"dura {number(seconds)} s y el máximo es {number(most)} s"


def video_too_heavy(size_bytes: int, most: int) -> str:
    """Say how many bytes a video may have."""
    return f"pesa {number(size_bytes / 1_000_000)} MB y el máximo es {number(most / 1_000_000)} MB"


def video_too_many_pixels(width: int, height: int, max_width: int, max_height: int) -> str:
    """Say how many pixels a video may have."""
    return f"mide {width}×{height} píxeles y el máximo es {max_width}×{max_height}"


VIDEO_TOO_NARROW = "es demasiado angosto para su altura"
VIDEO_TOO_WIDE = "es demasiado ancho para su altura"


def video_frame_rate(rate: float, least: float, most: float) -> str:
    """Say how many frames per second a video should have."""
    wanted = f"entre {number(least)} y {number(most)}" if least else f"{number(most)} como máximo"
    return f"tiene {number(rate)} cuadros por segundo y deben ser {wanted}"


_CODEC_NAMES = {"h264": "H.264", "hevc": "HEVC (H.265)", "aac": "AAC", "prores": "ProRes", "mjpeg": "Motion JPEG"}


def codec_name(codec: str) -> str:
    """Give a codec's name as export windows show it."""
    return _CODEC_NAMES.get(codec, codec)


def version_is_old(seen: int, current: int) -> str:
    """Tell a person that what they saw is no longer the newest version."""
    return f"Usted vio la versión {seen}, pero la actual es la {current}: revísela antes de autorizar."


def text_was_cut(length: int, limit: int) -> str:
    """Warn that a text was shortened for a network."""
    return f"El texto se recortó de {length} a {limit} caracteres como máximo; revise que diga lo importante."


# 2.1, 2.4 Redacción -----------------------------------------------------------------------------------------------

TEXT_DOES_NOT_FIT = "Ninguna oración del material cabe en esta red: escriba el texto a mano."


DATE_LEFT_OUT = "El material dice qué día, y el texto no: revise si hace falta."


def text_was_shortened(taken: int, total: int) -> str:
    """Warn that not everything the material says is in the text."""
    return f"El material se recortó: el texto lleva {taken} de sus {total} oraciones; revise que diga lo importante."


PROPOSAL_UNAVAILABLE = "No se pudo obtener una propuesta de redacción; el texto preparado no depende de ella."
PROPOSAL_EMPTY = "venía vacía"
PROPOSAL_UNREADABLE = "traía caracteres que no se pueden publicar"
PROPOSAL_TOO_LONG = "no cabía en la red"
PROPOSAL_NOT_A_TEXT = "no era sólo el texto de la publicación"


def proposal_discarded(objection: str) -> str:
    """Tell why a proposed wording is not shown."""
    return f"Se descartó una propuesta de redacción: {objection}."


def proposal_invents(found: Iterable[str]) -> str:
    """Name what a proposed wording says and the material does not."""
    return "decía lo que el material no dice (" + ", ".join(map(visible, found)) + ")"


def links_left_out(links: Iterable[str]) -> str:
    """Warn that links of the material are not in the text."""
    return "No cupieron estas ligas del material: " + ", ".join(map(visible, links)) + "."


def text_too_long(network: str, length: int, limit: int) -> str:
    """Refuse a text a person wrote that does not fit a network."""
    return f"El texto para {network_name(network)} mide {length} y el máximo es {limit}."


def text_missing_for(network: str) -> str:
    """Tell that a network has no text."""
    return f"Falta el texto para {network_name(network)}."


def network_missing(network: str) -> str:
    """Refuse a correction for a network the publication does not have."""
    return f"La publicación no tiene versión para {network_name(network)}."


# 2.4, 2.5 Revisión antes de publicar ------------------------------------------------------------------------------

NOTHING_TO_PUBLISH = "No hay nada que publicar: falta el texto y no hay imágenes."


def no_threads_yet(network: str) -> str:
    """Refuse a thread, which our side cannot send."""
    return f"Portavoz todavía no publica hilos en {network_name(network)}: deje todo en un solo texto."


def no_video_yet(network: str) -> str:
    """Refuse a video, which our side cannot send."""
    return f"Portavoz todavía no publica video en {network_name(network)}: quítelo o publíquelo a mano."


# Historias y reels (2.2, 2.3, 2.5)

STORY_OF_SEVERAL = "Una historia lleva una sola imagen o un solo video: deje uno."
STORY_WITH_TEXT = "Una historia no lleva texto: póngalo en la imagen, o cambie el formato a publicación."
STORY_WITHOUT_TEXT = "Sale como historia: dura 24 horas y no lleva texto. El que se redactó queda como nota."
STORY_ONE_MEDIUM = "La historia lleva una sola imagen: sale la primera."
STORY_FORM_IS_FIXED = "Una historia siempre sale en formato vertical: para otro encuadre, cámbiela a publicación."
VIDEO_WITHOUT_BYTES = "el archivo está vacío"
FORMAT_NAMES = {"feed": "publicación", "story": "historia"}
ORDER_FORMATS = "el formato por red: «publicación» o «historia» (historia, sólo en Instagram)"
PLAN_FORMAT_WRONG = "debe ser «publicación» o «historia»"
PLAN_STORY_ELSEWHERE = "sólo Instagram publica historias, y la fila no va a Instagram"


def no_stories(network: str) -> str:
    """Refuse a story where there is none."""
    return f"Portavoz no publica historias en {network_name(network)}: sólo en Instagram."


def story_not_upright(name: str) -> str:
    """Advise that a picture will not fill the screen."""
    return f"«{visible(name)}» no es vertical: en la historia quedará con márgenes."


def video_refused(network: str, reason: str) -> str:
    """Refuse a video for what it is."""
    return f"{network_name(network)} no admite el video: {reason}."


# 2.4 Videos, imágenes en movimiento e hilos --------

EMPTY_PART = "Una de las partes del hilo está vacía: escríbala o quítela."


def film_not_alone(network: str, films: Collection[str]) -> str:
    """Refuse a video, or a moving picture where the network shows that alone too, beside anything else."""
    film = "un video o una imagen en movimiento (GIF)" if "gif" in films else "un video"
    return f"En {network_name(network)} {film} va solo: quite los demás gráficos y videos."


def gif_too_large(network: str, name: str, width: int, height: int) -> str:
    """Say how many pixels a moving picture may have."""
    return (
        f"La imagen en movimiento «{visible(name)}» es demasiado grande: {network_name(network)} admite GIF de hasta "
        f"{width} × {height} píxeles."
    )


def too_many_hashtags(network: str, count: int, limit: int) -> str:
    """Refuse more hashtags than a network takes."""
    return f"El texto lleva {count} etiquetas (#) y {network_name(network)} admite {limit}."


def many_hashtags(network: str, count: int, advised: int) -> str:
    """Advise fewer hashtags."""
    return f"El texto lleva {count} etiquetas (#); en {network_name(network)} conviene que sean {advised} o menos."


def too_many_mentions(network: str, count: int, limit: int) -> str:
    """Refuse more mentions than a network takes."""
    return f"El texto lleva {count} menciones (@) y {network_name(network)} admite {limit}."


def too_many_cashtags(network: str, count: int, limit: int) -> str:
    """Refuse more stock symbols than a network takes."""
    return f"El texto lleva {count} símbolos bursátiles ($) y {network_name(network)} admite {limit}."


def too_many_images(network: str, count: int, limit: int) -> str:
    """Refuse more pictures than a network takes."""
    return f"La publicación lleva {count} imágenes y {network_name(network)} admite {limit}."


def image_missing(network: str) -> str:
    """Refuse a post without a picture where one is needed."""
    return f"{network_name(network)} no publica texto solo: hace falta al menos una imagen o un video."


def image_type_refused(network: str, name: str) -> str:
    """Refuse a picture's format."""
    return f"{network_name(network)} no acepta el formato de la imagen «{visible(name)}»."


def image_too_heavy(network: str, name: str, max_bytes: int) -> str:
    """Refuse a picture of too many bytes."""
    return f"La imagen «{visible(name)}» pesa más de lo que admite {network_name(network)} ({max_bytes:,} bytes)."


def image_too_narrow(network: str, name: str, pixels: int) -> str:
    """Refuse a picture that is too narrow."""
    return f"La imagen «{visible(name)}» mide menos de los {pixels} píxeles de ancho que pide {network_name(network)}."


def image_ratio_refused(network: str, name: str) -> str:
    """Refuse a picture's proportions."""
    return f"{network_name(network)} no acepta la proporción de la imagen «{visible(name)}» (de 4:5 a 1.91:1)."


def alt_text_too_long(network: str, name: str, limit: int) -> str:
    """Refuse an alt text that is too long."""
    return f"El texto alternativo de «{visible(name)}» pasa de {limit:,} caracteres, lo más que admite {network_name(network)}."


def alt_text_missing_of(name: str) -> str:
    """Advise an alt text."""
    return f"La imagen «{visible(name)}» no tiene texto alternativo."


_PERSONAL_DATA = {
    "curp": "una CURP",
    "curp_unverified": "lo que parece una CURP mal escrita",
    "rfc": "el RFC de una persona",
    "voter_key": "una clave de elector",
    "card": "un número de tarjeta bancaria",
    "clabe": "una CLABE interbancaria",
    "telephone": "un teléfono",
    "email": "un correo electrónico",
}


def personal_data_found(code: str, masked: str, *, is_blocked: bool) -> str:
    """Tell what personal data a text would publish, as little of it as tells which."""
    what = f"El contenido lleva {_PERSONAL_DATA.get(code, 'un dato personal')} ({masked})"
    return (
        f"{what}: quite el dato antes de publicar."
        if is_blocked
        else f"{what}: confirme que puede publicarse y por qué."
    )


def more_personal_data(count: int) -> str:
    """Ask about what is too much to list."""
    return f"El contenido lleva {count} datos personales más: confirme que pueden publicarse y por qué."


def blackout_forbids(window: str, until: str) -> str:
    """Tell that a blackout window does not let a content out, and until when (León's time)."""
    return f"«{visible(window)}» no permite publicar este contenido hasta {until}."


def held_for_now(reasons: Iterable[str]) -> str:
    """Tell what holds a write, and that nobody needs to do anything for it to go on."""
    return " ".join(reasons) + " Saldrá por sí solo cuando termine."


def inside_window(reasons: Iterable[str]) -> str:
    """Refuse to publish inside a blackout window that is known."""
    return "No puede salir a esa hora. " + " ".join(reasons)


def restricted_mode(why: str, until: str | None) -> str:
    """Tell that only the exempt classes go out, and until when (León's time)."""
    ends = f"hasta {until}" if until else "hasta que se levante"
    return f"El modo restringido no permite publicar este contenido {ends}: {visible(why)}"


def window_exempts(window: str, category: str) -> str:
    """Note that a window lets a category out."""
    return f"«{visible(window)}» permite la categoría «{visible(category)}»."


def restriction_exempts(category: str) -> str:
    """Note that the restricted mode lets a category out."""
    return f"El modo restringido permite la categoría «{visible(category)}»."


def stale_when_it_ends(reason: str, valid_until: str) -> str:
    """Tell that a held write is for a person: when what holds it ends, it will no longer be valid."""
    said = reason.removesuffix(" Saldrá por sí solo cuando termine.")
    return f"{said} Su vigencia termina antes, {valid_until}: una persona debe decidir si sale después."


def territory_unknown(territory: str, known: Iterable[str]) -> str:
    """Refuse a window for a territory that nobody listed: it would bind nobody, or somebody by mistake."""
    every = ", ".join(f"«{visible(name)}»" for name in known)
    return f"No se conoce el territorio «{visible(territory)}». Los que obligan a este municipio son {every}."


NOT_STOPPED = "No hay ningún paro general que levantar."
NOT_RESTRICTED = "El modo restringido no está puesto."
RESTRICTION_ENDS_IN_THE_PAST = "El modo restringido debe terminar después de este momento."
WINDOW_ENDS_TOO_EARLY = "La veda debe terminar después de que empieza y después de este momento."
TOO_MANY_WINDOWS = "Hay demasiadas vedas declaradas: levante las que ya no apliquen."


def official_named(name: str, window: str) -> str:
    """Ask about an official's name while a blackout window is open."""
    return f"Se nombra a «{visible(name)}» durante «{visible(window)}»: confirme que debe salir y por qué."


def party_word_in_window(word: str, window: str) -> str:
    """Ask about a party word while a blackout window is open."""
    return f"Aparece «{visible(word)}» durante «{visible(window)}»: confirme que debe salir y por qué."


def party_word_named(word: str) -> str:
    """Advise about a party word."""
    return f"Aparece «{visible(word)}», que puede leerse como propaganda de un partido."


def link_broken(link: str, reason: str) -> str:
    """Ask about a link that leads nowhere."""
    return f"La liga «{visible(link)}» no funciona: {reason}"


def link_not_checked(link: str, reason: str) -> str:
    """Advise that a link could not be looked at."""
    return f"No se pudo comprobar la liga «{visible(link)}»: {reason}"


LINK_MALFORMED = "la dirección está mal escrita."
LINK_NO_SUCH_SITE = "el sitio no existe."
LINK_GONE = "la página no existe."
LINK_INTERNAL = "apunta a una dirección interna, que la ciudadanía no puede abrir."
LINK_PORT = "usa un puerto que no es el de un sitio público."
LINK_CREDENTIALS = "lleva un usuario o una contraseña."
LINK_TOO_MANY_JUMPS = "redirige demasiadas veces."
LINK_SITE_REFUSES = "el sitio no deja que un programa la revise; ábrala usted."
LINK_SITE_FAILS = "el sitio respondió con un error; ábrala usted."
LINK_NO_ANSWER = "el sitio no respondió a tiempo."
LINK_CERTIFICATE = "el certificado de seguridad del sitio no es válido."
LINK_NO_INTERNET = "desde aquí no hay salida a internet."
LINK_TOO_MANY = "son demasiadas ligas para revisarlas todas."


def cannot_authorise(problems: Iterable[str]) -> str:
    """Tell why a version cannot be authorised."""
    return "No se puede autorizar todavía. " + " ".join(problems)


def acceptance_unknown(keys: Iterable[str]) -> str:
    """Refuse an acceptance of what was not found."""
    return "Se aceptó algo que la revisión no pregunta: " + ", ".join(f"«{visible(key)}»" for key in keys) + "."


def found_on(networks: Iterable[str], message: str) -> str:
    """Say on which networks something was found."""
    return f"[{', '.join(map(network_name, networks))}] {message}"


def and_more(count: int) -> str:
    """Say how many more there are."""
    return f"Y {count} más."


def not_sent_after_check(problems: Iterable[str]) -> str:
    """Tell why a post was not sent at its hour."""
    return "No salió, porque al revisar de nuevo: " + " ".join(problems)


# 2.1, 2.3 Ediciones de una persona --------------------------------------------------------------------------------

BEING_REDRAWN = "Se están rehaciendo las imágenes como se pidió: en un momento se podrá autorizar."
EDIT_WITHOUT_CHANGE = "La edición no cambia nada."
EDITED_TEXT_KEPT = (
    "El material cambió después de que una persona editó este texto: se conservó el editado y el nuevo queda como "
    "propuesta. Revise cuál debe salir."
)
NO_PICTURE_LEFT = "La publicación no puede quedarse sin ninguna imagen."
PICTURES_GONE = "Parte del material ya no está: no se pudieron rehacer las imágenes."
PROPOSAL_MISSING = "No hay ninguna propuesta de texto que tomar."


def alt_texts_missing(names: Iterable[str]) -> str:
    """Ask for the description of pictures for those who cannot see them."""
    return "Falta escribir el texto alternativo de " + ", ".join(f"«{visible(name)}»" for name in names) + "."


def picture_unknown(name: str) -> str:
    """Refuse an edit of a picture that the publication does not have."""
    return f"La publicación no tiene la imagen «{visible(name)}»."


def picture_ambiguous(name: str) -> str:
    """Refuse an edit when several pictures bear the name it gives."""
    return f"Hay varias imágenes que se llaman «{visible(name)}»: indique su SHA-256."


def picture_replaced(name: str) -> str:
    """Warn that what a person set for a picture does not hold for the one that took its name."""
    return f"La imagen «{visible(name)}» es otra: el texto alternativo y el encuadre que se pusieron a la anterior no se usaron."


def purpose_unknown(network: str, purpose: str, known: Iterable[str]) -> str:
    """Refuse a form that was not made for a network, and tell which there are."""
    forms = ", ".join(f"«{name}»" for name in known) or "ninguno"
    return f"Para {network_name(network)} no hay el formato «{visible(purpose)}» de todas las imágenes; hay: {forms}."


def graphic_is_frozen(name: str) -> str:
    """Refuse to crop a graphic of the library anew."""
    return f"«{visible(name)}» es un gráfico ya autorizado: no se le cambia el encuadre."


# 2.3 Biblioteca de gráficos ---------------------------------------------------------------------------------------

ONLY_IMAGE_OFFICE_KEEPS_GRAPHICS = (
    "Sólo la Dirección de Difusión e Imagen Institucional puede dejar un gráfico previamente autorizado."
)
NOBODY_KEEPS_OWN_GRAPHIC = "Nadie autoriza un gráfico que preparó: pida que lo haga otra persona."
GRAPHIC_EXPIRY_PAST = "La fecha de vencimiento del gráfico ya pasó."
GRAPHIC_TERM_TOO_LONG = "Un gráfico puede vencer a más tardar en tres años, que es lo que se guarda su registro."


def graphic_unknown(graphic_id: str) -> str:
    """Tell that there is no such graphic."""
    return f"No existe el gráfico {visible(graphic_id)} en la biblioteca."


def graphic_withdrawn(name: str) -> str:
    """Tell that a graphic may not be used any more."""
    return f"El gráfico «{visible(name)}» se retiró de la biblioteca: ya no se puede usar."


def graphic_expired(name: str) -> str:
    """Tell that a graphic's term is over."""
    return f"El gráfico «{visible(name)}» venció: ya no se puede usar."


def graphic_lacks_network(name: str, network: str) -> str:
    """Tell that a graphic has no form for a network."""
    return f"El gráfico «{visible(name)}» no tiene versión para {network_name(network)}."


def too_many_graphics(network: str, most: int) -> str:
    """Tell how many graphics a network takes."""
    return f"{network_name(network)} admite {most} gráficos por publicación."


# 1.1, 2.5 Plan de campaña -----------------------------------------------------------------------------------------

PLAN_TOO_LARGE = "El plan es demasiado grande (máximo 2 MB)."
PLAN_OLD_EXCEL = "Guarde el plan como libro de Excel (.xlsx), sin contraseña, o como CSV."
PLAN_UNKNOWN = "El archivo no es un CSV ni un libro de Excel (.xlsx)."
PLAN_WORKBOOK_BROKEN = "El libro de Excel está dañado o no es un libro de Excel."
PLAN_EXPANDS = "El libro de Excel es demasiado grande al descomprimirse."
PLAN_SHEET_TOO_WIDE = (
    "La hoja tiene celdas demasiado lejos: deje el plan en las primeras columnas y filas, sin nada más."
)
PLAN_EMPTY = "El plan no tiene filas."
PLAN_NOT_BASE64 = "El contenido del archivo no está en base64."
PLAN_DAY_PAST = "la fecha y la hora ya pasaron"
PLAN_TOO_FAR = "la fecha está a más de un año"
PLAN_DATE_WRONG = "la fecha debe escribirse día/mes/año, por ejemplo 25/11/2026"
PLAN_HOUR_WRONG = "la hora debe escribirse como 09:00"
PLAN_HOUR_MISSING = "falta la hora"
PLAN_NETWORK_WRONG = "las redes deben ser X, Facebook o Instagram"
PLAN_PRIORITY_WRONG = "la prioridad debe ser normal, alta o en vivo"
PLAN_HASHTAG_WRONG = "las etiquetas deben empezar con # y no llevar espacios (hasta 10)"
PLAN_TOO_LONG = "es demasiado largo"
PLAN_NOT_VALID = "no es válido"
PLAN_NAME_WRONG = "el nombre debe llevar al menos una letra o un número"
PLAN_TEXT_ELSEWHERE = "hay un texto para una red que no está entre las de la fila"
PLAN_ROW_OUT = "la publicación ya salió o se retiró: no se cambió"


def plan_outcome(good: int, wrong: int, *, is_stored: bool) -> str:
    """Sum up what became of a plan."""
    if not wrong:
        return f"Filas correctas: {good}." + ("" if is_stored else " Todavía no se registró nada.")
    outcome = "Se registraron las correctas." if is_stored else "No se registró nada."
    return f"Filas correctas: {good}; con errores: {wrong}. {outcome}"


def plan_too_many_rows(most: int) -> str:
    """Tell how many rows a plan may have."""
    return f"El plan tiene demasiadas filas (máximo {most})."


def plan_too_many_columns(most: int) -> str:
    """Tell how many columns a plan may have."""
    return f"El plan tiene demasiadas columnas (máximo {most})."


def plan_cell_too_long(row: int, most: int) -> str:
    """Tell in which row a cell is too long."""
    return f"Fila {row}: una celda tiene más de {most:,} caracteres."


def plan_column_twice(heading: str) -> str:
    """Name a column that is there twice."""
    return f"La columna «{visible(heading)}» está dos veces."


def plan_columns_same(one: str, other: str) -> str:
    """Name two columns that mean the same."""
    return f"Las columnas «{visible(one)}» y «{visible(other)}» son la misma: deje una."


def plan_cell_without_heading(row: int) -> str:
    """Tell in which row something stands under no heading."""
    return f"Fila {row}: hay datos en una columna sin encabezado."


def plan_columns_unknown(headings: Iterable[str], known: Iterable[str]) -> str:
    """Name the columns that are not understood, and those that are."""
    return f"No se reconoce la columna {_quoted(headings)}. Se aceptan: {', '.join(known)}."


def plan_columns_missing(columns: Iterable[str]) -> str:
    """Name the columns a plan cannot do without."""
    return f"Falta la columna {_quoted(columns)}."


def plan_csv_broken(line: int) -> str:
    """Tell where the quotation marks of a CSV file go wrong."""
    return f"El CSV tiene comillas sin cerrar o mal puestas cerca de la línea {line}."


def plan_error(column: str, problem: str) -> str:
    """Tell what is wrong in a column of a row."""
    return f"{column}: {problem}"


def plan_department_unknown(name: str) -> str:
    """Name a department that does not exist."""
    return f"la dependencia «{visible(name)}» no existe en el catálogo"


def plan_row_repeated(row: int) -> str:
    """Tell which row says the same."""
    return f"es igual a la fila {row}"


def plan_name_repeated(name: str, row: int) -> str:
    """Tell which row has the same name on the same day."""
    return f"la fila {row} tiene el mismo día una publicación que se llama «{visible(name)}»: escriba otro nombre"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"«{visible(name)}»" for name in names)


# 2.5 Entregas -----------------------------------------------------------------------------------------------------

CONTENT_CHANGED = "Lo que se iba a publicar no es lo que se autorizó: no salió nada."
MEDIA_GONE = "Los archivos autorizados ya no están: una persona debe revisarlo."
STILL_PREPARING = "La red todavía prepara los archivos."
PREPARING_TOO_LONG = (
    "La red lleva más de una hora preparando los archivos: revise la imagen o el video, o espere y reintente."
)
TRIES_SPENT = "Se agotaron los intentos; una persona debe decidir."
AUTHORISATION_GONE = "La autorización fue revocada, venció o cambió la versión antes de publicarse."
OUTCOME_UNKNOWN = "La red no confirmó si aceptó; se revisa la cuenta antes de hacer cualquier otra cosa."
UNSURE_IF_OUT = "No se sabe si llegó a salir: una persona debe revisar la cuenta y, si está, bajarla ahí."
SEVERAL_MATCHES = "En la cuenta hay varias publicaciones iguales: una persona debe decidir cuál es."
NOT_SHOWN = "La red dijo que aceptó, pero lo publicado no aparece; una persona debe revisarlo."
CANNOT_READ_BACK = "No se pudo revisar la cuenta tras varios intentos; una persona debe decidir."
NOTHING_TO_TAKE_DOWN = "No había nada que bajar."
TAKEN_DOWN_BEFORE = "Se bajó la publicación antes de que saliera."

TAKEN_DOWN_UNSEEN = "La red la había aceptado sin mostrarla; se pidió bajarla y se comprobó que no está."
WRONG_ONE_STILL_UP = "En esta red sigue la publicación equivocada: la corrección no sale hasta que se baje."
EDIT_NOT_SHOWN = "La red dijo que cambió el texto, pero sigue mostrando otro; una persona debe revisarlo."
EDIT_TARGET_GONE = "La publicación que se iba a corregir ya no está en la red."
EDIT_SUPERSEDED = "Se corrigió otra vez antes de que saliera."
THREAD_BROKEN = "La parte anterior del hilo ya no está en la red: esta y las que siguen no salieron."


# Cómo va una publicación en cada red -------------------------------------------------------------------------------

NOT_RELEASED = "Todavía no se manda a ninguna red."
_WHEREABOUTS = {
    "not_out": "no salió",
    "on_its_way": "está por salir",
    "waits_for_a_person": "espera a una persona",
    "live": "está publicada",
    "coming_down": "se está bajando",
    "a_person_takes_it_down": "falta que una persona la baje",
    "down": "ya no está",
}


def whereabouts_of(where: str, live: int, total: int) -> str:
    """Say how it goes on one network; of a thread that is not whole, how many of its parts are up."""
    said = _WHEREABOUTS[where]
    if not 0 < live < total:
        return said
    parts = f"salió 1 de {total} partes" if live == 1 else f"salieron {live} de {total} partes"
    return parts if where == "live" else f"{parts} y lo que sigue {said}"


def progress_everywhere(names_by_state: Mapping[str, Sequence[str]]) -> str:
    """Say in one sentence how it goes: «En X y Facebook ya no está; en Instagram falta que una persona la baje.»."""
    said = "; ".join(f"en {_joined(names)} {state}" for state, names in names_by_state.items())
    return f"{said[0].upper()}{said[1:]}." if said else NOT_RELEASED


_BEGINS_LIKE_I = re.compile(r"h?[ií](?!e)", re.IGNORECASE)
"""Before this sound «y» is written «e»; not before a diphthong, as in «hielo»."""


def _joined(names: Sequence[str]) -> str:
    *others, last = names
    word = "e" if _BEGINS_LIKE_I.match(last) else "y"
    return f"{', '.join(others)} {word} {last}" if others else last


# What a person decides of a delivery that waits for them.
MAY_BE_OUT = (
    "Puede que ya haya salido y la red todavía no lo muestre: revise la cuenta. Si está, diga dónde; si no está, "
    "decida si se publica de todos modos."
)
WAITS_FOR_REMOVAL = "Espera a que se baje lo que corrige: una persona debe decidir primero qué pasa con esa bajada."
WAITS_FOR_POST = "No se sabe si salió lo que hay que bajar: una persona debe decidir primero qué pasa con esa entrega."
DELIVERY_STALE = (
    "Está vencida: pasó el momento hasta el que servía. Una persona debe decidir si se publica de todos modos."
)
NETWORK_DROPPED = "La versión autorizada ya no va a esta red."
DELIVERY_GIVEN_UP = "Una persona decidió que ya no se publique."
ALL_GIVEN_UP = "Una persona decidió que ya no se publique en ninguno de sus destinos: para publicarla hay que bajarla y corregirla."
NOTHING_TO_ADOPT = "Se trata de bajar una publicación: no hay nada que reconocer en la cuenta."
_DELIVERY_STATES = {
    "ready": "está en espera de su turno",
    "claimed": "está saliendo",
    "intent": "está saliendo",
    "accepted": "ya salió y se está confirmando",
    "unknown": "se está revisando en la cuenta",
    "done": "ya terminó",
    "refused": "la red la rechazó",
    "held": "está detenida",
    "task": "está encargada a una persona para que la haga a mano",
    "cancelled": "está cancelada",
}


def delivery_not_waiting(state: str) -> str:
    """Refuse a decision on a delivery that does not wait for it."""
    return f"Esa decisión no procede: la entrega {_DELIVERY_STATES.get(state, visible(state))}."


def general_stop(why: str) -> str:
    """Say that everything is stopped."""
    return f"Todo está detenido por una orden general: {why}"


CREDENTIALS_REJECTED = "La red rechazó las credenciales de la cuenta: avise a Tecnologías de la Información."
STILL_SHOWN = "La red dijo que la bajó, pero sigue visible."

# Tiempos, turnos y presupuestos de las cuentas --------------------------------------------------------------------

UNSCHEDULED = "Se canceló la programación: no sale mientras nadie la vuelva a programar."
NOT_SCHEDULED = "La publicación no está programada."
VALID_UNTIL_BEFORE = "La vigencia termina antes de la hora de publicación: cambie una de las dos."
OVERDUE = "Debió salir hace más de cinco minutos y no ha terminado: hay que revisar qué la detiene."
BREAKER_NOT_OPEN = "La cuenta no está detenida: no hay nada que restablecer."

_TURNS = {
    "spacing": "Espera su turno: entre dos publicaciones de la cuenta de {} se deja pasar un tiempo.",
    "account_resting": "{} pidió una pausa a la cuenta; sale cuando termine.",
    "budget_of_the_network": "La cuenta de {} llegó a lo que la red deja escribir en este lapso; sale en cuanto se pueda.",
    "breaker_open": (
        "La cuenta de {} escribió demasiadas veces en una hora y se detuvo por seguridad:"
        " una persona debe revisar por qué y restablecerla."
    ),
}


def waits_for_turn(hold: str, network: str) -> str:
    """Tell why a delivery waits for its account."""
    return _TURNS[hold].format(network_name(network))


def network_asked_to_rest(network: str) -> str:
    """Tell that a network asked for a pause."""
    return f"{network_name(network)} pidió no hacer más llamadas por ahora."


def link_costs_more(network: str, times: int, price: str) -> str:
    """Warn of the price of a link."""
    return f"Un enlace en {network_name(network)} hace que la publicación cueste {times} veces más ({price} USD)."


def outside_best_hours(network: str, hours: Iterable[int], following: str) -> str:
    """Advise another hour."""
    listed = ", ".join(f"{hour}:00" for hour in hours)
    return (
        f"A esa hora poca gente ve {network_name(network)}; sus mejores horas: {listed}."
        f" La siguiente es {following}. Puede dejarla como está."
    )


NETWORK_UNREACHABLE = "No se pudo hablar con la red; se intenta de nuevo."
UPLOAD_GONE = "La red ya no conserva los archivos subidos; se suben de nuevo y se intenta otra vez."

_REFUSALS = {
    "reply_not_allowed": "La red sólo deja responder a quien nos mencionó.",
    "reply_window_closed": "Pasó el plazo en que la red deja responder a ese comentario.",
    "account_blocked": "La red bloqueó la cuenta: avise a Tecnologías de la Información.",
    "budget_spent": "Se acabó el crédito de la cuenta en la red.",
    "daily_limit": "La cuenta llegó a su límite de publicaciones de hoy.",
    "not_permitted": "La cuenta no tiene permiso para hacerlo en la red.",
    "manual_take_down": "La red no deja bajarla por API: una persona debe bajarla y registrarlo.",
    "media_missing": "La red ya no tiene la imagen que se le envió.",
    "media_refused": "La red no acepta la imagen o el video.",
    "text_refused": "La red no acepta el texto.",
    "content_refused": "La red considera que el contenido no cumple sus normas.",
    "already_published": "La red dice que ya estaba publicada.",
    "comment_edited": "La red cambió el comentario en lugar de responderlo: una persona debe revisarlo.",
    # Facebook: videos y correcciones en el lugar.
    "video_refused": "La red no pudo procesar el video: revíselo y vuelva a programarlo.",
    "format_unsupported": "La red no publica juntos estos archivos: sólo texto, fotos o un video.",
    # Instagram: historias y carruseles.
    "story_of_several": "Una historia lleva una sola imagen o un solo video.",
    "story_with_text": "Una historia no lleva texto.",
    "too_many_media": "Un carrusel de Instagram lleva diez imágenes o videos como máximo.",
    "edit_unsupported": "La red no deja corregir el texto de esta publicación: hay que bajarla y volver a subirla.",
}


def network_refused(code: str, detail: str) -> str:
    """Tell why a network refused: in our words where we know the reason, otherwise in the network's own."""
    return _REFUSALS.get(code) or f"La red la rechazó: {visible(detail)}"


# 2.5 Otros medios: lo que publica una persona ----------------------------------------------------------------------

ORDER_OTHER_MEDIA = (
    "para un medio sin API use «other_media», por ejemplo other_media: [whatsapp]; en «networks» van x, facebook e "
    "instagram"
)
TASK_WITHDRAWN = (
    "Se pidió bajar esta publicación. Si ya la publicó en este medio, registre dónde quedó y luego bájela; si no la publicó, "
    "decida desistir."
)
KIT_NOT_NOW = "Por ahora no debe publicarse: "
PROOF_IN_FUTURE = "La fecha y la hora en que se hizo no pueden estar en el futuro."
PROOF_TOO_EARLY = "La fecha y la hora en que se hizo no pueden ser anteriores al encargo."
PROOF_NEEDS_PLACE = "Diga dónde quedó: la dirección (https://…) o el lugar."
NOT_A_TASK = "Esta entrega no está encargada a una persona: no hay nada que comprobar."
STILL_SHOWN_AFTER_TASK = "Se registró como bajada, pero sigue visible en la red: bájela y vuelva a registrarlo."


def other_media_unknown(unknown: Iterable[str], known: Iterable[str]) -> str:
    """Say that a medium is not in the catalogue, and which are."""
    return f"No se conoce el medio {_quoted(unknown)}. Los que hay: {', '.join(known)}."


def publish_by_hand(medium: str) -> str:
    """Ask a person to publish in a medium without an API."""
    return f"Publíquela en «{visible(medium)}» con el paquete preparado, y registre dónde y cuándo quedó."


def take_down_by_hand(medium: str, where: str | None) -> str:
    """Ask a person to take down by hand what no API takes down."""
    place = f" ({visible(where)})" if where else ""
    return f"Bájela a mano de «{visible(medium)}»{place} y registre cuándo quedó bajada."


def edit_by_hand(medium: str) -> str:
    """Ask a person to correct by hand what they published."""
    return f"Corrija a mano el texto publicado en «{visible(medium)}» y registre cuándo quedó."


def kit_instructions(title: str, medium: str, steps: Iterable[str], alt_texts: Iterable[tuple[str, str]]) -> str:
    """Write the sheet that comes with a kit: what is published where, step by step, and what each picture shows."""
    numbered = [f"{place}. {step}" for place, step in enumerate(steps, 1)]
    described = [f"{name}: {visible(text)}" for name, text in alt_texts]
    pictures = ["", "Texto alternativo de cada gráfico:", *described] if described else []
    return "\n".join([visible(title), f"Medio: {visible(medium)}", "", *numbered, *pictures, ""])


# 2.5 Decisiones de una persona sobre una entrega --------------------------------------------------------------------

NOT_OURS_THERE = "En esa dirección no hay una publicación nuestra: revise la dirección y decida de nuevo."
BELONGS_TO_ANOTHER = "La publicación de esa dirección es de otra entrega, que ya está registrada: revise la dirección."
OLDER_THAN_SENT = "La publicación de esa dirección es anterior a este envío: no puede ser ésta."
ADDRESS_NEEDED = "Diga la dirección (https://…) donde está la publicación."
ADDRESS_UNWANTED = "Esta decisión no lleva dirección."
TOO_MANY_DECISIONS = "Ya se tomaron demasiadas decisiones sobre esta entrega: sólo queda desistir."
DECISION_ELSEWHERE = "En este medio publica una persona: registre dónde quedó, o desista."

# Las cuentas: revisión diaria ---------------------------------------------------------------------------------------

ACCOUNT_DEAD = (
    "la red rechazó las credenciales de la cuenta, o faltan: renueve el secreto; lo detenido sale por sí solo."
)
ACCOUNT_SILENT = "desde hace más de un día la red no responde y no se sabe cómo está la cuenta."


def account_scopes_missing(network: str, scopes: Iterable[str]) -> str:
    """Say which permissions the account's token lacks."""
    return f"A la cuenta de {network_name(network)} le faltan permisos: {', '.join(map(visible, scopes))}."


def account_expires(network: str, days: int, on: str) -> str:
    """Say in how many days the account's token expires."""
    when = (
        "vencieron"
        if days < 0
        else "vencen hoy"
        if days == 0
        else "vencen mañana"
        if days == 1
        else f"vencen en {days} días"
    )
    return f"Las credenciales de {network_name(network)} {when} ({on}): renueve el secreto."


def account_problem(network: str, problem: str) -> str:
    """Say what is wrong with an account."""
    return f"{network_name(network)}: {problem}"


# 3 y 4 Comentarios y canalización ---------------------------------------------------------------------------------

POST_NOT_FOUND = "La red no muestra la publicación al leer sus comentarios: revise si la quitó o si falta un permiso."
COMMENT_UNSURE = "La clasificación automática no es segura: una persona debe decidir."
REPLY_OFF_INSTAGRAM = "La estrategia no contempla respuestas en esta red."
NOT_TOLD_IN_PUBLIC = "Por el cuidado de la persona, el cierre no se comenta en público."
COMMENT_WENT_WITH_POST = (
    "El comentario se fue con la publicación que se bajó: ya no se le puede responder. El caso sigue."
)
COMMENT_DELETED = "El ciudadano borró su comentario."
CLOSED_BEFORE_TOLD = "La dependencia lo cerró antes de que se avisara que se canalizó."
NO_SUCH_INBOX = "La dependencia no tiene bandeja: una persona debe decidir a quién le toca."
UNKNOWN_DEPARTMENT = "La dependencia no existe en el catálogo."
CLOSING_NEEDS_NOTE = (
    "Escriba en la nota por qué no se atiende o a quién le toca: con ese motivo no se puede cerrar sin ella."
)
OUTCOME_OF_CLOSINGS_ONLY = "El motivo («outcome») sólo se indica al cerrar un caso."
THE_MUNICIPALITY = "Presidencia Municipal de León"


def not_your_referral(folio: str) -> str:
    """Refuse news from a department that does not have the case."""
    return f"El folio {visible(folio)} no está asignado a esa dependencia."


NEWS_BY_ANOTHERS_QUEUE = "La novedad dice ser de otra dependencia que la de la bandeja por la que llegó."


def case_has_ended(folio: str) -> str:
    """Refuse to send on a case that has ended."""
    return f"El folio {folio} ya concluyó: no se puede asignar a otra dependencia."


def referral_overdue(folio: str, department: str) -> str:
    """Tell that a department let the deadline of a case pass."""
    return f"El folio {folio} venció sin que {department} lo cerrara."


def referral_not_pulled(folio: str, department: str) -> str:
    """Tell a person that a department did not pull a case within its hours."""
    return f"{department} no ha recogido el folio {folio} de su bandeja."


def case_reminder(folio: str, due_on: date) -> str:
    """Remind a department of a case that it did not pull."""
    return f"Recordatorio: el folio {folio} sigue sin recogerse y vence el {due_on:%d/%m/%Y}."


def case_overdue(folio: str, due_on: date) -> str:
    """Tell a department that it let the deadline of its case pass."""
    return f"El folio {folio} venció el {due_on:%d/%m/%Y}: atiéndalo o informe por qué no es posible."


def case_let_pass(folio: str, department: str) -> str:
    """Tell the default department that another one let a deadline pass."""
    return f"{department} dejó vencer el folio {folio}: dele seguimiento con esa dependencia."


def referral_disputed(folio: str) -> str:
    """Tell that every department returned the case."""
    return f"Las dependencias devolvieron el folio {folio}: una persona debe decidir a quién le toca."


# 3.1 Cobertura: lo recogido frente a lo que cuenta la red ----------------------------------------------------------

COVERAGE_NOT_COUNTED = "Todavía no hay un conteo de la red con qué comparar."
COVERAGE_UNSETTLED = "No se ve que falte nada, pero algo cambió durante la lectura: la siguiente lo confirma."
COVERAGE_COUNT_BEHIND = "Se recogió más de lo que la red cuenta: su conteo va atrasado y no sirve para confirmar."
COVERAGE_MISSED_NOTICE = (
    "La red avisó de algo después de la última lectura y la publicación ya no está: puede faltar un comentario."
)


def coverage_complete(collected: int) -> str:
    """Say that everything is on record."""
    if collected == 0:
        return "Completa: la red no cuenta ningún comentario de la ciudadanía."
    if collected == 1:
        return "Completa: está registrado el único comentario que la red cuenta."
    return f"Completa: están registrados los {collected} comentarios que la red cuenta."


def coverage_gap(missing: int, network_count: int) -> str:
    """Say how many are missing."""
    if missing == 1:
        return f"Falta 1 de {network_count}: la red lo cuenta y no lo muestra."
    return f"Faltan {missing} de {network_count}: la red los cuenta y no los muestra."


def coverage_by_mentions(missing: int, network_count: int, collected: int) -> str:
    """Say how a post stands whose answers are read by what mentions the account."""
    counted = f"de las que X cuenta ({network_count})"
    if missing == 1:
        return f"Falta al menos una respuesta directa {counted}: no menciona a la cuenta o X no la muestra."
    if missing:
        return f"Faltan al menos {missing} respuestas directas {counted}: no mencionan a la cuenta o X no las muestra."
    return (
        f"Respuestas directas registradas: {collected}; X cuenta {network_count}. Por menciones no se puede confirmar que "
        "estén todas."
    )


# 3.1 Lo que cuesta leer, y los límites de las redes -----------------------------------------------------------------

READS_SPENT = (
    "Se agotó lo que la estrategia permite gastar este mes en leer X: las menciones se leen cada media hora y ya no se buscan "
    "otras respuestas. Suba «reads.monthly_budget» o espere al mes siguiente."
)
READS_NOT_AFFORDED = "Espera: lo que queda del presupuesto de lectura se guarda para las menciones."
READING_GIVES_WAY = "Espera: a la cuenta le queda poco del límite de la red y se guarda para publicar y responder."
SEARCH_REFUSED = (
    "El plan de la cuenta en X no permite buscar: no se ven las respuestas que no mencionan a la cuenta. Se vuelve a intentar "
    "cada día."
)
READS_ON_COURSE = (
    "Se leen las menciones, se buscan respuestas que no mencionan a la cuenta y se vuelve a ver lo ya leído."
)
READS_WITHOUT_LOOKS = "Por el presupuesto, ya no se vuelve a ver lo leído: lo borrado y lo editado se nota más tarde."
READS_WITHOUT_SEARCH = "Por el presupuesto, sólo se leen las menciones: lo que no menciona a la cuenta espera."


# 4.1, 4.2 Lo que sigue de entender un comentario: urgencias, decisiones de personas, vecinos, ediciones --------------

URGENT_EDIT = "Urgente: el ciudadano editó su comentario y ahora habla de un peligro. Léalo de inmediato."
WITHDRAWN_BEFORE_TOLD = "Una persona decidió que no había qué canalizar antes de que se avisara al ciudadano."
ALREADY_TOLD = "Ya se le había avisado de este folio por otro comentario suyo."
WHICH_FOLIO = "El comentario tiene varios folios: indique en «folio» cuál le toca a esa dependencia."
NOT_ITS_FOLIO = "Ese folio no es de este comentario."
MANY_DAYS = "El periodo no es válido: la primera fecha debe ser anterior a la última y abarcar hasta 31 días."

_URGENCIES = {
    "life": "puede haber riesgo para la vida",
    "violence_against_women": "puede haber violencia contra una mujer",
    "minors": "puede haber una niña, un niño o adolescente en riesgo",
}
_KINDS = {
    "complaint": "queja",
    "service_request": "reporte",
    "suggestion": "sugerencia",
    "question": "pregunta",
    "other": "otro",
}


def named_together(names: Sequence[str]) -> str:
    """Name several things in a row: «A, B y C»."""
    return _joined(names)


def urgent_comment(urgency: str) -> str:
    """Say why a comment must be read at once."""
    return f"Urgente: {_URGENCIES.get(urgency, 'puede haber peligro')}. Léalo de inmediato; el área de guardia ya fue avisada."


def kind_name(kind: str) -> str:
    """Give the kind of a comment as the manual calls it."""
    return _KINDS.get(kind, kind)


def case_withdrawn(folio: str) -> str:
    """Tell a department to ignore a folio that it has not pulled."""
    return f"Una persona revisó el comentario y no hay qué atender: ignore el folio {folio}."


def case_cancelled(folio: str) -> str:
    """Tell a department that a case which it has is none."""
    return f"Una persona revisó el comentario y no hay qué atender: el folio {folio} queda cancelado."


def case_moved(folio: str, department: str) -> str:
    """Tell a department that another one attends the case."""
    return f"Una persona revisó el comentario y le toca a {department}: el folio {folio} ya no le corresponde."


def case_moved_as_urgent(folio: str) -> str:
    """Tell a department that the case became urgent and is on its way to those on duty, without saying why."""
    return f"El ciudadano editó su comentario y ahora es urgente: el folio {folio} pasó al área de guardia."


def case_reread(folio: str, before: str, after: str) -> str:
    """Tell a department that a person reads the case otherwise."""
    return f"Una persona revisó el comentario: el folio {folio} es {kind_name(after)}; antes estaba como {kind_name(before)}."


def case_no_longer_urgent(folio: str) -> str:
    """Tell a department that a person found no danger."""
    return f"Una persona revisó el comentario: el folio {folio} no es urgente."


def case_edited(folio: str) -> str:
    """Tell a department that the citizen changed the comment."""
    return f"El ciudadano editó su comentario del folio {folio}: revise si cambia lo que hay que atender."


def case_grown(folio: str, count: int) -> str:
    """Tell a department how many say the same."""
    return f"Ya son {count} los comentarios sobre lo mismo, todos con el folio {folio}."


# 4.2 Lo que ven las dependencias de sus casos ---------------------------------------------------------------------------

HIDDEN_DATUM = "[dato oculto]"
HIDDEN_NUMBER = "[núm.]"
TEXT_GOES_ON = "… [el texto completo está en la consulta del caso]"


# 4.3 Preguntas de la ciudadanía -----------------------------------------------------------------------------------

SUPPORT_CLOSED = "La solicitud de soporte ya está cerrada."
SUPPORT_UNKNOWN_RECORD = "No existe el registro que se indica en la solicitud de soporte."
SUPPORT_TOPIC_SUBJECT = "Portavoz: solicitud de soporte"


def support_asked(folio: str, subject: str) -> str:
    """Tell that an office asks the IT office for help."""
    return f"Solicitud de soporte {folio}: {visible(subject)}"


def support_told(folio: str, subject: str, who: str, about: str, *, is_urgent: bool) -> str:
    """Tell the IT office by e-mail of a request; its text stays in the record."""
    lines = [
        f"{'Urgente. ' if is_urgent else ''}Solicitud de soporte {folio}",
        f"Asunto: {visible(subject)}",
        f"La pide: {visible(who)}",
    ]
    return "\n".join([*lines, *([f"Sobre: {visible(about)}"] if about else []), "Consúltela y ciérrela en Portavoz."])


NOTICE_IN_DOUBT = "No se sabe si el correo llegó: no se envía de nuevo."
NOTICE_NOT_SENT = "El correo de hoy no se pudo enviar; se intenta de nuevo en la siguiente ejecución."
NOTICE_TOO_LATE = "El correo no se pudo enviar en su día; lo que decía va en el siguiente."
NOTICE_COORDINATION = "Coordinación"
NOTICE_COLUMNS = ("Folio", "Dependencia", "Lugar", "Vence")
NOTICE_NO_PLACE = "sin lugar indicado"
NOTICE_FOOT = "Consulte cada folio en Portavoz. Este correo se envía solo, una vez cada día hábil; no lo responda."


def notice_subject(day: str, overdue: int, new: int) -> str:
    """Write the subject of the daily e-mail."""
    return f"Casos del {day}: {_counted_cases(overdue, 'vencido')}, {_counted_cases(new, 'nuevo')}"


def notice_greeting(name: str, day: str) -> str:
    """Begin the daily e-mail."""
    return f"{name}: estos son sus casos vencidos y los nuevos al {day}."


def notice_overdue_heading(count: int) -> str:
    """Head the overdue cases."""
    return f"Vencidos ({count})"


def notice_new_heading(count: int) -> str:
    """Head the new cases."""
    return f"Nuevos desde el día hábil anterior ({count})"


def notice_more(count: int) -> str:
    """Count what the daily e-mail does not list."""
    return f"Y {count} más; consúltelos en Portavoz."


def notice_refused(said: str) -> str:
    """Tell why the mail service refused the daily e-mail."""
    return f"El servicio de correo no lo aceptó: {visible(said)}"


def _counted_cases(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


PAGE_WRONG = "La página no es válida: use el valor de «next» de la página anterior."
QUESTION_EDITED = (
    "La persona editó su pregunta después de que se le respondió: revise si hay que responderle otra cosa."
)
QUESTION_PERSONAL = "La pregunta trae datos personales o puede ser delicada: una persona debe responderla."
QUESTION_NOT_OPEN = "Ese comentario no es una pregunta que espere respuesta."
ANSWER_ONE_OF_TWO = "Escriba la respuesta en «text», o elija una publicada en «answer_id»; una de las dos."
ANSWER_UNKNOWN = "No hay una respuesta publicada y vigente con ese nombre."
ANSWER_OWN_WORDS = "Sólo la oficina de imagen o la coordinación responden con sus propias palabras."
ANSWERS_OFF = "La estrategia no contempla respuestas en esta red: canalícela o déjela como está."
ANSWER_EMPTY = "La respuesta está vacía."


REPLY_TO_APPROVE = "La estrategia pide que la oficina de imagen apruebe esta respuesta antes de que salga."
REPLY_AWAITS_APPROVAL = "La respuesta espera la aprobación de la oficina de imagen: apruébela o rechácela en su lugar."
REPLY_NOT_AWAITING = "La respuesta no espera aprobación."
REJECTION_NEEDS_REASON = "Indique por qué se rechaza la respuesta."
ANSWER_REJECTED = "La oficina de imagen rechazó la respuesta a esta pregunta: respóndala o canalícela."


def reply_rejected(why: str) -> str:
    """Tell that the image office did not let a reply out, and why."""
    return f"La oficina de imagen rechazó la respuesta: {visible(why)}"


def reply_not_approved(hours: int) -> str:
    """Remind of a reply that nobody approved or rejected."""
    return f"Una respuesta a la ciudadanía lleva {hours} horas sin que se apruebe o se rechace."


def question_unanswered(department: str | None) -> str:
    """Tell that no published answer is clearly the right one, and who probably knows."""
    who = f" Probablemente le toca a {department}." if department else ""
    return f"Pregunta sin respuesta publicada que le corresponda con claridad: una persona debe responderla.{who}"


def answer_too_long(length: int, limit: int) -> str:
    """Refuse an answer that does not fit, its reference included."""
    return f"La respuesta mide {length} caracteres con su clave de consulta; caben {limit}."


def answer_names(words: Sequence[str]) -> str:
    """Refuse an answer that says what the municipality may not say."""
    return f"La respuesta no puede decir {_joined([f'«{visible(word)}»' for word in words])}."


def answer_has_data(shown: str) -> str:
    """Refuse an answer with personal data in it."""
    return f"La respuesta trae un dato personal ({visible(shown)}): no se publica."


def answer_signed(text: str, reference: str) -> str:
    """Put the question's reference under a person's own words."""
    return f"{text} (Consulta {reference})"


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

_NETWORK_NAMES = {
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "manual": "otros medios",
    "open311": "Open311",
}


def network_name(network: str) -> str:
    """Give a network's name as people write it."""
    return _NETWORK_NAMES.get(network, network)


# Open311 ----------------------------------------------------------------------------------------------------------

FOLLOWED_BY_OPEN311 = "La solicitud llegó por Open311: quien la presentó la sigue con su folio en el mismo programa."
KEY_OPENS_NOTHING = "La clave debe permitir al menos una cosa: presentar solicitudes o informar de ellas."
KEY_WITHOUT_DEPARTMENT = "Para informar de solicitudes, la clave debe ser de una dependencia."
OPEN311_GROUP = "Servicios municipales"
OPEN311_CONTACT = "Dirección General de Comunicación Social, Municipio de León, Guanajuato"
OPEN311_KEYS = "La clave (api_key) se pide a la coordinación de redes sociales o a Tecnologías de la Información."
OPEN311_KEY_WRONG = "Falta la clave (api_key), no existe o fue retirada."
OPEN311_MAY_NOT_FILE = "Esta clave no permite presentar solicitudes."
OPEN311_MAY_NOT_UPDATE = "Esta clave no permite informar de solicitudes."
OPEN311_NOT_YOURS = "La solicitud no la atiende la dependencia de esta clave."
OPEN311_METHOD = "Este recurso no admite ese método."
OPEN311_NO_SERVICE = "No existe ese servicio (service_code)."
OPEN311_SERVICE_MISSING = "Falta el servicio (service_code)."
OPEN311_NO_REQUEST = "No existe esa solicitud, o no se muestra en público."
OPEN311_NOT_FILED = "No existe ese token."
OPEN311_NO_PLACE = "Falta el lugar: escriba address_string, o lat y long."
OPEN311_NOT_A_FORM = (
    "La solicitud debe enviarse como formulario (application/x-www-form-urlencoded), en UTF-8 y de hasta 64 KB."
)
OPEN311_STATUS = "El estado (status) no es válido."
OPEN311_DATES = "Las fechas deben llevar zona horaria, como 2026-11-25T00:00:00-06:00, y abarcar hasta 90 días."
OPEN311_TOO_MANY_IDS = "Se piden hasta 100 solicitudes (service_request_id) a la vez."
OPEN311_NOTICE_URGENT = "Si hay alguien en peligro, llame ahora al 911. El área de guardia ya fue avisada."
OPEN311_NO_TEXT = "Solicitud sin descripción."
OPEN311_OMITTED = "[dato omitido]"
OPEN311_STATES = {
    "opened": "Recibida; va en camino a la dependencia.",
    "referred": "Canalizada a la dependencia.",
    "pulled": "La dependencia la recibió.",
    "accepted": "La dependencia la aceptó.",
    "in_progress": "La dependencia la está atendiendo.",
    "closed": "La dependencia la cerró.",
    "disputed": "Se está definiendo qué dependencia la atiende.",
    "withdrawn": "Se retiró: no corresponde a un reporte.",
    "cancelled": "Se retiró: no corresponde a un reporte.",
}


def open311_service(name: str, working_days: int) -> str:
    """Describe a service: who attends it, and how soon."""
    days = "1 día hábil" if working_days == 1 else f"{working_days} días hábiles"
    return f"Reportes, quejas y sugerencias. Atiende: {name}. Plazo: {days}."


def open311_notice(name: str, due_on: str) -> str:
    """Tell who filed a request what follows."""
    return f"Canalizada a: {name}. Plazo para atenderla: {due_on}."


def open311_wrong(field: str) -> str:
    """Name a field that is wrong, never its value."""
    return f"El dato {visible(field)} no es válido."


# What the check of the departments says to whoever edits them ------------------------------------------------------

DEPARTMENTS_IN_ORDER = "Las dependencias están en orden: cada ejemplo llega a la suya."


def phrase_sounds_everyday(department: str, phrase: str, word: str) -> str:
    """Say that a phrase would be found in any comment."""
    return f"{department}: «{phrase}» no se distingue de «{word}», que está en cualquier comentario. Escribe una frase más larga."


def few_examples(department: str, count: int, fewest: int) -> str:
    """Say that a department has too few examples."""
    return f"{department}: tiene {count} ejemplos; se piden al menos {fewest}."


def example_goes_elsewhere(department: str, example: str, other: str) -> str:
    """Say that an example does not reach its own department."""
    return (
        f"{department}: el ejemplo «{example}» se iría a {other}. Agrega a {department} una frase que lo reconozca, o a "
        f"{other} una de «not_when»."
    )
