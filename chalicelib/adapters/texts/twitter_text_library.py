"""
The door to twitter-text-parser 3.0.0, which cannot be imported as it is.

It reads its list of emoji through `pkg_resources`, which setuptools dropped in its release 82 and Lambda never had. Where that
module is absent, the one function of it that the library calls stands in for it while it is imported, made with
`importlib.resources`, and is removed again.
"""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from types import ModuleType

_MISSING = "pkg_resources"


def _resource_string(module: str, name: str) -> bytes:
    """Read a file that lies beside a module, as `pkg_resources.resource_string` did."""
    return files(module.rpartition(".")[0]).joinpath(name).read_bytes()


@contextmanager
def _pkg_resources() -> Iterator[None]:
    """Let `import pkg_resources` succeed for a moment."""
    if importlib.util.find_spec(_MISSING):
        yield
        return
    stand_in = ModuleType(_MISSING)
    stand_in.resource_string = _resource_string  # type: ignore[attr-defined]  # the one name that is called
    sys.modules[_MISSING] = stand_in
    try:
        yield
    finally:
        del sys.modules[_MISSING]


with _pkg_resources():
    from twitter_text import parse_tweet


def parsed_length(text: str) -> int:
    """Give a text's weighted length, with the library's defaults, which are configuration v3."""
    return int(parse_tweet(text).weightedLength)
