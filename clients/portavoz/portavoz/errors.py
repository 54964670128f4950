"""What goes wrong, each with the exit code that a script can rely on and a Spanish sentence for the person."""


class CommandError(Exception):
    """The command could not be carried out."""

    exit_code = 1


class UsageError(CommandError):
    """What was typed is not right."""

    exit_code = 2


class UnreadableError(CommandError):
    """What was to be read is not there, is no export, or is one that nobody should open."""

    exit_code = 3
