"""What every command says, in Spanish."""

PROGRAM = "Verifica, exporta y reporta los registros de Portavoz."
EPILOG = """\
Al terminar devuelve 0 si todo está bien; 1 si algo no lo está; 2 si el comando está mal escrito; 3 si no se puede leer lo que
se pidió. «portavoz COMANDO --ayuda» explica cada comando."""
HELP = "muestra esta ayuda"
INTERRUPTED = "Interrumpido."


def bad_day(written: str) -> str:
    """Say how a day is typed."""
    return f"«{written}» no es una fecha; se escribe como 2026-11-23"
