"""What the end of a task means: a result, a Spanish reason, or a file that broke its reader and is not read again."""

import logging
import os
import signal
import stat
from pathlib import Path

from pydantic import ValidationError

from chalicelib import texts_es
from chalicelib.adapters.sandbox.wire import ANSWER, MAX_ANSWER_BYTES, OUT_OF_MEMORY, Answer, Report
from chalicelib.domain.errors import InvalidInputError

logger = logging.getLogger(__name__)


def verdict(report: Report, folder: Path) -> Answer:
    """
    Give the answer of a task that ended well.

    Raises:
        InvalidInputError: it did not, or its answer is a rejection.
    """
    if report.is_late:
        raise InvalidInputError(texts_es.FILE_TOO_SLOW)
    if report.exit_code in (OUT_OF_MEMORY, -signal.SIGKILL):
        raise InvalidInputError(texts_es.FILE_NEEDS_TOO_MUCH_MEMORY)
    answer = _answer(folder) if report.exit_code >= 0 else None
    if answer is None or report.exit_code:
        # Somebody should know that a reader broke; the person who sent the file is told what they can do.
        logger.warning("a reader broke: exit %s %s", report.exit_code, answer.failure if answer else "")
        raise InvalidInputError(texts_es.FILE_UNREADABLE)
    if answer.rejection is not None:
        raise InvalidInputError(answer.rejection)
    return answer


def _answer(folder: Path) -> Answer | None:
    try:
        return Answer.model_validate_json(regular_bytes(folder / ANSWER, MAX_ANSWER_BYTES))
    except (OSError, ValidationError):
        return None


def regular_bytes(file: Path, max_bytes: int) -> bytes:
    """
    Read a file that the sandbox wrote: a file proper, no link, within a size.

    Raises:
        OSError: it is not there, something else, or larger.
    """
    with open(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as opened:  # noqa: PTH123 - flags
        facts = os.fstat(opened.fileno())
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > max_bytes:
            raise OSError("no regular file within its limit")
        return opened.read(max_bytes)
