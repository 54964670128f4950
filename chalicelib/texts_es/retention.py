"""What persons read about retention, disposal and legal holds."""

from datetime import date

HOLD_SCOPE_UNCLEAR = (
    "Indique un solo alcance: un identificador o nombre, o bien un periodo con su primer y su último día."
)
TOO_MANY_HOLDS = "Ya hay 500 resguardos vigentes: levante los que ya no hagan falta antes de ordenar otro."
LIFT_NEEDS_ANOTHER = "Un resguardo lo levantan dos personas distintas: falta la conformidad de otra."
HOLD_LIFTED = "El resguardo ya se levantó."
EXECUTION_NEEDS_ANOTHER = "Quien aprobó la baja no puede ejecutarla: debe hacerlo otra persona."
NOTHING_TO_APPROVE = "Esta baja no tiene un inventario que espere aprobación."
NOT_APPROVED = "Esta baja no está aprobada: primero debe aprobarla otra persona."
SERIES_TOO_SHORT = "Ninguna serie puede conservarse menos de 3 años (manual, 7)."
SERIES_TWICE = "Cada tipo de registro y cada carpeta pertenecen a una sola serie:"
SERIES_FOREVER = "Estas series se conservan siempre; no pueden llevar un plazo:"
SERIES_UNKNOWN = "No existe ningún tipo de registro ni carpeta con este nombre:"


def disposal_listed(day: date, count: int) -> str:
    """Say that a list waits for the first person."""
    things = "1 documento" if count == 1 else f"{count} documentos"
    return f"Venció el plazo de conservación de {things} del {day:%d/%m/%Y}: revise el inventario de baja y apruébelo."


def disposal_approved(day: date, by: str) -> str:
    """Say that a list waits for the second person."""
    return f"La baja documental del {day:%d/%m/%Y}, que aprobó {by}, espera que otra persona la ejecute."


def figures_too_large(day: date) -> str:
    """Say why a disposal is not carried out: after it nobody could count the day again."""
    return (
        f"La baja del {day:%d/%m/%Y} no se ejecutó: las cifras completas de ese día no caben en su registro y, sin los "
        "documentos, no se podrían volver a contar. Avise a soporte técnico."
    )


def hold_to_review(hold_id: str) -> str:
    """Ask whether a hold is still needed."""
    return f"El resguardo {hold_id} lleva medio año vigente: confirme si todavía hace falta o pida levantarlo."


def lift_asked(hold_id: str, by: str) -> str:
    """Say that a lifting waits for the second person."""
    return f"{by} pide levantar el resguardo {hold_id}: debe confirmarlo otra persona."
