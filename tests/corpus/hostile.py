"""Every hostile or odd file, by its id. More than three hundred; what each is, its id says."""

from functools import cache

from tests.corpus import letters, markup, oddities, pdfs, pictures, zips
from tests.corpus.specimen import Specimen


@cache
def hostile() -> tuple[Specimen, ...]:
    """Give them all, always in the same order."""
    sources = (zips, markup, letters, pdfs, pictures, oddities)
    return tuple(specimen for source in sources for specimen in source.hostile())
