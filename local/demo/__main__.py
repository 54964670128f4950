"""Run a day of the procedure on the local stack and check that every promise it touches held."""

import sys
import time

from local.demo.checks import check
from local.demo.day import live_through
from local.demo.tables import Printer
from local.stack import running_stack


def main() -> int:
    """Live through the day; gives the exit code."""
    say = Printer()
    started = time.monotonic()
    with running_stack() as endpoints:
        say.say(f"Todo en marcha en {time.monotonic() - started:.0f} s")
        world = live_through(endpoints, say)
        broken = check(world)
    say.say(f"Duró {time.monotonic() - started:.0f} s en total")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
