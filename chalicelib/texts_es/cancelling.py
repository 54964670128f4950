"""What a person reads of the lawful cancellation of a citizen's text."""

MARK = "[texto cancelado conforme a la ley]"
"""What stands wherever a citizen's words, name or place stood."""

OUT_OF_REACH = (
    "La cancelación no alcanza lo que ya salió de Portavoz: los mensajes que ya estaban en la cola de una dependencia, los "
    "correos enviados, las exportaciones descargadas y lo que siga publicado en la red. Tampoco los respaldos de la "
    "tabla, que se renuevan en 35 días. Pida a quienes recibieron el texto que lo eliminen."
)
"""Written into every cancellation, so that nobody thinks more was destroyed than was."""

NEEDS_ANOTHER = "Quien pidió la cancelación no puede confirmarla: debe hacerlo otra persona."
NOT_OPEN = "Esta cancelación ya no espera confirmación."
NOT_TO_WITHDRAW = "Esta cancelación ya no se puede retirar."
QUOTES_THE_TEXT = (
    "El motivo y el fundamento no deben repetir el texto ni el nombre de la persona. Escríbalos sin citarlos."
)
NOTICES_LEFT = (
    "Hay avisos de Meta que todavía no pasan al archivo y podrían contener el texto. Informática debe revisar la cola "
    "NoticesDeadLetters; mañana se intenta de nuevo."
)
NONE_TO_CANCEL = "Los comentarios indicados ya están cancelados."
WAITING_FOR_ANOTHER = "Falta que otra persona confirme o retire la cancelación del texto de un comentario."
MESSAGES = {
    "asked": WAITING_FOR_ANOTHER,
    "confirmed": "Confirmada: el texto se destruye esta noche.",
    "done": "El texto se destruyó. Las cifras, los folios y las pruebas del archivo se conservan.",
    "withdrawn": "Se retiró: no se destruyó nada.",
}
CASE_TEXT_CANCELLED = (
    "El texto de este folio se canceló conforme a la ley a petición de su titular. Elimínelo también de los sistemas de su "
    "dependencia; el folio sigue su curso."
)


def held(record_id: str, hold: str) -> str:
    """Say that a legal hold forbids it."""
    return f"No se puede cancelar: {record_id} está bajo el resguardo {hold}. Espere a que se levante."


def unfinished(comment_id: str) -> str:
    """Say that somebody still has to work on a comment."""
    return f"El comentario {comment_id} aún está en trámite. Atiéndalo primero y pida después su cancelación."


_RECORDS_DONE = "El texto ya se destruyó en los registros y en sus versiones archivadas."

FAILED = (
    "La cancelación no se pudo terminar esta noche; se intenta de nuevo la noche siguiente. Si este aviso sigue mañana, pida "
    "ayuda a soporte técnico."
)


def answer_held(hold: str) -> str:
    """Say that an answer of the network must stay, since it also holds what is under a legal hold."""
    return (
        f"{_RECORDS_DONE} Falta destruir una respuesta de la red que lo muestra: en la misma página hay algo que protege el "
        f"resguardo {hold}. Se destruirá la noche siguiente a que se levante."
    )


def notice_held(hold: str) -> str:
    """Say that what Meta told must stay: a legal hold is over it, or may mean another comment of which it tells."""
    return (
        f"{_RECORDS_DONE} Falta destruir un aviso de Meta: lo protege el resguardo {hold}, o habla a la vez de otros comentarios "
        "que ese resguardo puede proteger. Se destruirá la noche siguiente a que se levante."
    )


def answer_unreadable(key: str) -> str:
    """Say that nobody knows whether an answer of the network shows it."""
    return (
        f"{_RECORDS_DONE} Falta revisar una respuesta de la red que no se pudo leer ({key}). Se intenta de nuevo cada noche; si "
        "este aviso sigue mañana, pida ayuda a soporte técnico."
    )
