"""What every command says, in Spanish."""

PROGRAM = "Verifica, exporta y reporta los registros de Portavoz."
EPILOG = """\
Al terminar devuelve 0 si todo está bien; 1 si algo no lo está; 2 si el comando está mal escrito; 3 si no se puede leer lo que
se pidió; 4, sin permiso; 5, sin respuesta. «portavoz COMANDO --ayuda» explica cada comando."""
HELP = "muestra esta ayuda"
INTERRUPTED = "Interrumpido."


def bad_day(written: str) -> str:
    """Say how a day is typed."""
    return f"«{written}» no es una fecha; se escribe como 2026-11-23"


def no_such_year(year: int) -> str:
    """Say that nothing is of that year."""
    return f"no hay registros del año {year}; la fecha se escribe como 2026-11-23"
