"""An invitation of the image office to an outing in a park, which goes to the WhatsApp channel too; rain puts it off."""

from local.samples.park import park

SLUG = "paseo-familiar"
TEXT = """\
Este domingo hay paseo familiar en el Parque Metropolitano de #León 🌳

Empieza a las 8 de la mañana en la entrada principal. No hace falta registrarse: trae agua, gorra y muchas ganas de caminar.

La entrada es gratis para toda la familia.
"""
ORDER = """\
networks: [x, facebook, instagram]
other_media: [whatsapp]
category: recreación
alt_text: Una familia pasea entre los árboles del Parque Metropolitano
"""


def outing() -> dict[str, bytes]:
    """Give the files of its folder by their names."""
    return {"texto.txt": TEXT.encode(), "parque.jpg": park(), "publicacion.yaml": ORDER.encode()}
