"""Each factory makes its adapter once per process; tests may put a fake in its place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

FactoryT = TypeVar("FactoryT", bound=Callable[..., Any])

replacements: dict[str, Any] = {}


def factory(make: FactoryT) -> FactoryT:
    """Make an adapter once; tests may put a fake in its place."""
    made = cache(make)

    def get(*args: Any) -> Any:
        if make.__name__ in replacements:
            fake = replacements[make.__name__]
            return fake(*args) if args else fake
        return made(*args)

    return get  # type: ignore[return-value]  # the same signature, which a closure cannot state


@contextmanager
def replaced(**fakes: Any) -> Iterator[None]:
    """Put fakes in place of adapters, by the factory's name; one that takes a network is given a callable."""
    before = dict(replacements)
    replacements.update(fakes)
    try:
        yield
    finally:
        replacements.clear()
        replacements.update(before)
