"""What a person sees while they wait: one short line per step."""

import sys


def step(what: str) -> None:
    """Say what is being done now."""
    print(f"  · {what}", file=sys.stderr, flush=True)
