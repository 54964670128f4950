"""
Reconstruye la tabla de registros a partir del archivo, cuando la tabla se perdió (manual 7).

    RECORDS_TABLE=… ARCHIVE_BUCKET=… ENVELOPES_BUCKET=… python -m local.rebuild

Calls the AWS that the environment says, with the caller's own rights: to list and read the archive's versions, to read the
envelopes, to insert into the table. It overwrites nothing and may be run again; at the end everything that goes out is stopped
until a person lifts it.
"""

import json
import sys
from dataclasses import asdict

from chalicelib import bootstrap
from chalicelib.domain.errors import PortavozError
from chalicelib.procedure.rebuilding import rebuild


def main() -> int:
    """Rebuild, and say what was done as one line of JSON; 1 when the archive contradicts itself."""
    try:
        done = rebuild(bootstrap.rebuilding_ports())
    except PortavozError as error:
        sys.stderr.write(f"La reconstrucción se detuvo: {error}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(done)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
