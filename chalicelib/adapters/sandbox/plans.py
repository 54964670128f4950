"""The reader of campaigns' calendars, apart: a workbook is a zip of XML, and comes from outside like any other file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.adapters.sandbox.launching import Sandbox
from chalicelib.adapters.sandbox.limits import DOCUMENT
from chalicelib.adapters.sandbox.wire import PlanTask
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import PlanRow


class SandboxedPlanReader:
    """Reads as `SpreadsheetPlanReader` does, in a process apart."""

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        """Take the sandbox; by default one of its own."""
        self._sandbox = sandbox or Sandbox()

    def read(self, name: str, content: bytes) -> tuple[PlanRow, ...]:
        """
        Give the rows that are not empty.

        Raises:
            InvalidInputError: it cannot be read, or is beyond a limit, with the reason in Spanish.
            TransientServiceError: the sandbox could not be started.
        """
        with TemporaryDirectory() as made:
            folder = Path(made)
            file = folder / "plan"
            file.write_bytes(content)
            task = PlanTask(folder=folder, file=file, limits=DOCUMENT, name=name.encode("utf-8", "replace").decode())
            rows = self._sandbox.run(task).rows
        if rows is None:
            raise InvalidInputError(texts_es.FILE_UNREADABLE)
        return rows
