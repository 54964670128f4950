"""
Repara la tabla de registros cuando se perdió, o cuando se restauró de un momento anterior (manual 7).

    RECORDS_TABLE=… ARCHIVE_BUCKET=… ENVELOPES_BUCKET=… NOTICES_BUCKET=… python -m local.rebuild

Calls the AWS that the environment says, with the caller's own rights: to list and read the archive's versions, to read and to
destroy envelopes, to read, write and delete in the table. It may be run again; at the end everything that goes out is stopped
until a person lifts it. `docs/restaurar-la-tabla.md` says when and in which order.
"""

import sys
from collections.abc import Iterator

from chalicelib import bootstrap
from chalicelib.domain.errors import PortavozError
from chalicelib.procedure.after_restoring import PutRight, put_right
from chalicelib.texts_es import rebuilding as texts


def told(done: PutRight) -> Iterator[str]:
    """Say what was done, line by line, in Spanish."""
    rebuilt = done.rebuilt
    yield texts.filled(rebuilt.stored, rebuilt.known, rebuilt.forwarded, rebuilt.blank)
    yield texts.marks(rebuilt.counters, rebuilt.bookmarks, done.holds)
    yield texts.disposed(rebuilt.disposed, done.disposed.gone, done.disposed.kept)
    yield from texts.cancelled(done.cancelled.done, done.cancelled.stopped)
    yield from texts.apart(rebuilt.apart)
    yield texts.AT_THE_END


def main() -> int:
    """Put the table right, and say what was done; 1 when it could not be finished."""
    try:
        done = put_right(bootstrap.restoring_ports())
    except PortavozError as error:
        sys.stderr.write(texts.STOPPED_BY.format(error=error))
        return 1
    sys.stdout.writelines(f"{line}\n" for line in told(done))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
