"""What persons read when the records were rebuilt from the archive, or a restored table was put right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

REBUILT_BY = "reconstrucción"
STOPPED = (
    "Los registros se reconstruyeron desde el archivo. Revise qué está pendiente de publicar, vuelva a declarar las ventanas de "
    "veda y el modo restringido si seguían vigentes, y después levante este paro general."
)

STOPPED_BY = "La reparación se detuvo: {error}\nVuelva a ejecutarla: continúa donde se quedó.\n"

_WHY_KEPT = {
    "held": "por un resguardo",
    "changed": "porque no son la versión que dice el inventario",
    "not_due": "porque su plazo aún no vence",
}


def filled(stored: int, known: int, forwarded: int, blank: int) -> str:
    """Say what the archive brought into the table."""
    return (
        f"Registros que faltaban y se repusieron: {stored}. Ya estaban: {known}; de ellos se adelantaron a su última versión: "
        f"{forwarded}. Con texto que ya nadie puede abrir: {blank}."
    )


def marks(counters: int, bookmarks: int, holds: int) -> str:
    """Say what follows from the records."""
    return f"Series de folios revisadas: {counters}. Lecturas abiertas de nuevo: {bookmarks}. Resguardos vigentes: {holds}."


def disposed(known: int, again: int, kept: Mapping[str, int]) -> str:
    """Say what the archive knows as disposed of, and what of it went again or was kept."""
    said = f"Dados de baja según el archivo: {known}. De ellos habían vuelto y se borraron de nuevo: {again}."
    if not kept:
        return said
    whys = "; ".join(f"{number} {_WHY_KEPT[why]}" for why, number in sorted(kept.items()))
    return f"{said} Se conservaron: {whys}. Sus días se revisan de nuevo."


def cancelled(done: Sequence[str], stopped: Mapping[str, str]) -> Iterator[str]:
    """Say which cancellations were carried out again, and what stops others."""
    yield f"Cancelaciones cuyo texto había vuelto y se destruyó de nuevo: {len(done)}{_listed(done)}."
    for act_id, reason in sorted(stopped.items()):
        yield f"Pendiente {act_id}: {reason} Se intenta cada noche."


def apart(ids: Sequence[str]) -> Iterator[str]:
    """Say which records have two histories."""
    if ids:
        yield (
            f"Registros con dos historias, la anterior a la restauración y la que se escribió después: {len(ids)}. La tabla "
            "conserva la segunda; el archivo, las dos. Revíselos:"
        )
        yield from (f"  {record_id}" for record_id in ids)


AT_THE_END = "Todo lo que se publica queda detenido hasta que una persona levante el paro general."


def _listed(ids: Iterable[str]) -> str:
    named = ", ".join(ids)
    return f" ({named})" if named else ""
