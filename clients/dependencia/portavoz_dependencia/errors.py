"""What goes wrong, each with the exit code that a script can rely on and a Spanish sentence for the person."""


class ClientError(Exception):
    """Portavoz refused what was asked. Trying again does not help."""

    exit_code = 1


class UsageError(ClientError):
    """The command or the configuration is not complete."""

    exit_code = 2


class NotThereError(ClientError):
    """No case of this department has that folio."""

    exit_code = 3


class NotAllowedError(ClientError):
    """Nobody signed in, or the person may not do this."""

    exit_code = 4


class UnavailableError(ClientError):
    """Portavoz did not answer. The same command may be given again; what was told twice counts once."""

    exit_code = 5


class NoEffectError(ClientError):
    """Portavoz had heard exactly this before, and the case has gone on since."""

    exit_code = 6
