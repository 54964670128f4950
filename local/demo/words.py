"""What the records say in codes, in the words of the offices."""

from typing import Any

NETWORKS = {"x": "X", "facebook": "Facebook", "instagram": "Instagram"}
OTHER_MEDIA = {"whatsapp": "Canal de WhatsApp"}
KINDS = {
    "complaint": "queja",
    "service_request": "reporte",
    "suggestion": "sugerencia",
    "question": "pregunta",
    "other": "otro",
}
SENTIMENTS = {"positive": "positivo", "negative": "negativo", "neutral": "neutral"}
STATES = {
    "opened": "abierta",
    "referred": "canalizada",
    "pulled": "recibida",
    "accepted": "aceptada",
    "in_progress": "en proceso",
    "closed": "cerrada",
    "disputed": "por decidir",
    "prepared": "por autorizar",
    "authorised": "autorizada",
    "released": "publicada",
    "withdrawn": "bajada",
    "live": "visibles",
    "removed": "bajadas",
    "done": "enviadas",
    "refused": "rechazadas",
    "held": "retenidas",
    "unknown": "por confirmar",
    "cancelled": "canceladas",
}
OUTCOMES = {
    "attended": "atendido",
    "not_competent": "no es su competencia",
    "duplicate": "duplicado",
    "cannot_attend": "no se puede atender",
}
RECORD_KINDS = {
    "bulletin": "boletín",
    "publication": "publicación",
    "delivery": "entrega",
    "post": "publicado en red",
    "comment": "comentario",
    "referral": "canalización",
    "day": "día",
    "graphic": "gráfico autorizado",
    "order": "orden",
    "neighbours": "vecinos de un caso",
    "decision": "decisión sobre un comentario",
    "client_key": "clave de otro programa",
    "export": "exportación",
    "proposal": "propuesta",
    "campaign": "campaña",
}
SOURCES = {
    "prensa": "Prensa",
    "imagen": "Imagen",
    "enlaces/sapal": "Enlace de SAPAL",
    "": "no se supo de quién",
}


def place_name(place: dict[str, Any]) -> str:
    """Name the network, or the other medium where it is told, of a post, a delivery or a place."""
    medium = place.get("medium") or ""
    return NETWORKS.get(place["network"]) or OTHER_MEDIA.get(medium, "Otro medio")
