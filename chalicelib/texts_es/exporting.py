"""What a person reads of searching and exporting records."""

from collections.abc import Mapping
from datetime import date

CURSOR_WRONG = "La continuación de la búsqueda no es válida: repita la búsqueda desde el principio."


def search_range_wrong(most_days: int) -> str:
    """Say that a period cannot be searched."""
    return f"El periodo no es válido: la primera fecha no puede ser posterior a la última y se abarcan hasta {most_days} días."


REMOVED = "[dato suprimido]"
REMOVED_NAME = "[nombre suprimido]"
REMOVED_NUMBER = "[núm. suprimido]"
REMOVED_LINK = "[liga suprimida]"

TOO_MANY_EXPORTS = "Ya hay varias exportaciones en espera. Pida la suya cuando alguna esté lista."
EXPORT_MADE = "La exportación está lista. Sus archivos se borran una semana después de pedida."
EXPORT_GONE = "Los archivos de esta exportación ya se borraron. Pídala de nuevo."
EXPORT_FAILED = "No se pudo hacer la exportación. Pídala de nuevo; si vuelve a fallar, solicite soporte técnico."

_CLASSES = {
    "handle": "personas nombradas por su cuenta en una red (sustituidas por un seudónimo)",
    "network_id": "identificadores de comentarios en las redes (sustituidos por un seudónimo)",
    "telephone": "teléfonos",
    "email": "correos electrónicos",
    "curp": "CURP",
    "curp_unverified": "CURP con dígito verificador incorrecto",
    "rfc": "RFC",
    "voter_key": "claves de elector",
    "card": "tarjetas bancarias",
    "clabe": "cuentas CLABE",
    "long_number": "números de diez cifras o más",
    "spoken_number": "números escritos con palabras",
    "link": "ligas",
    "plate": "placas de vehículos",
    "house_number": "números de casa",
    "name": "nombres que el propio texto anuncia («me llamo…», «mi vecina…»)",
    "whole_record": "registros completos de clases que no se entregan",
}


def export_range_wrong(most_days: int) -> str:
    """Say that a period cannot be exported."""
    return f"El periodo no es válido: de uno a {most_days} días, la primera fecha no posterior a la última, y sin días por venir."


def read_me(export_id: str, day: date, objects: int, records: int) -> str:
    """Explain what the file of a day holds, and how it is verified."""
    return f"""REGISTROS DEL {day:%d/%m/%Y} (exportación {export_id})

Esta es una copia. Los registros originales están en el archivo de Portavoz, donde se conservan tres años.
CONTIENE DATOS PERSONALES: entréguela sólo a quien tenga derecho a ellos. Para responder una solicitud de acceso a la
información, pida la versión pública.

objects/       {objects} objetos del archivo, byte por byte: lo que se guardó ese día (cada versión de cada registro, lo que
               contestaron las redes y los archivos). Lo que un ciudadano escribió puede estar ahí cifrado.
manifests/     los manifiestos firmados del día. Si no hay, el día aún no termina o su manifiesto está por hacerse.
keys/          las llaves públicas con que se comprueban las firmas.
records.json   {records} registros que llevan la fecha de ese día, como están ahora; uno por renglón.
records/       los mismos registros como tablas, una por clase; se abren con Excel o LibreOffice. Una celda que empieza con
               apóstrofo lo lleva para que no se tome por fórmula.
media/         los gráficos que mostraron las publicaciones de ese día, cuando no están entre los objetos.

CÓMO SE VERIFICA, sin conexión y sin permiso de nadie:

    portavoz verify ARCHIVO.zip

Termina con 0 si nada fue alterado, y si no, dice qué y dónde. Cómo hacerlo sólo con herramientas públicas (openssl, Python)
se explica en docs/verificacion.md. records.json, records/ y media/ son para leer: lo que se prueba es objects/.
"""


def public_read_me(export_id: str, day: date, records: int, removed: Mapping[str, int]) -> str:
    """Explain what a public version left out: which classes, and how often."""
    lines = "\n".join(f"    {count:7d}  {_CLASSES.get(name, name)}" for name, count in removed.items()) or "    ninguno"
    return f"""VERSIÓN PÚBLICA DE LOS REGISTROS DEL {day:%d/%m/%Y} (exportación {export_id})

Se suprimieron datos personales, que son información confidencial conforme a la Ley General de Transparencia y Acceso a la
Información Pública y a la Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados.

Datos suprimidos, por clase y número de veces:

{lines}

También se dejaron fuera: las respuestas originales de las redes, los archivos que enviaron ciudadanos y las oficinas, y todo
campo que no esté autorizado para entregarse. Un seudónimo es el mismo en toda esta exportación y distinto en otra; la clave
con que se hizo se destruyó, y nadie puede revertirlo.

LO QUE UNA MÁQUINA NO PUEDE PROMETER: se suprimen los datos que tienen forma reconocible y los nombres que el propio texto
anuncia. No se reconocen otros nombres, apodos, teléfonos de siete cifras sin palabra que los anuncie, ni lo que describe a
una persona sin nombrarla; y un comentario que sigue publicado se puede encontrar en la red por sus palabras, o por el
folio que se le contestó en público. Revísela una persona antes de entregarla; la clasificación la confirma el Comité de
Transparencia.

    Área que clasifica:  ______________________________
    Sesión y fecha del Comité de Transparencia:  ______________________________
    Fundamento y motivación:  ______________________________

records.json   {records} registros, como están ahora; uno por renglón.
records/       los mismos como tablas, una por clase.
media/         los gráficos propios que mostraron las publicaciones de ese día.

Esta versión no lleva los objetos del archivo ni sus manifiestos: quitar un dato cambia los bytes que prueban. Quien tenga
derecho a la exportación completa puede comprobar con ella que los registros no se alteraron.
"""


def export_under_way(made: int, days: int) -> str:
    """Say how far an export is."""
    return f"La exportación se está haciendo: {made} de {days} días."
