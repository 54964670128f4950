"""E-mail addresses, also as citizens disguise them: «ana arroba gmail punto com», «ana [at] gmail.com»."""

import re
from collections.abc import Iterator

from chalicelib.adapters.personal_data.sightings import BLANK, Sighting

_LOCAL = r"[^\W_][\w.+-]{0,63}"
_LABEL = r"[^\W_][\w-]{0,62}"
_EMAIL = re.compile(rf"(?<![\w.+-]){_LOCAL} ?@ ?({_LABEL}(?:\.{_LABEL}){{1,4}})")
_AT = r"(?: ?[\[({<] ?(?:@|arroba|at|a) ?[\])}>] ?| arroba | ?@ ?)"
_DOT = r"(?: ?\. ?| punto | ?[\[({<] ?(?:\.|punto|dot) ?[\])}>] ?)"
_ENDING = r"(?:com|mx|org|net|edu|gob|gov|es|us|info)"
_DISGUISED = re.compile(
    rf"(?<![\w.+-])({_LOCAL}){_AT}((?:{_LABEL}{_DOT}){{1,4}}?{_ENDING}(?:{_DOT}mx)?)(?!\w)", re.IGNORECASE
)
_DOTS = re.compile(_DOT, re.IGNORECASE)


def emails(text: str) -> Iterator[Sighting]:
    """Find addresses; each as `local@domain` in small letters, with nothing between."""
    ends = -1
    for match in _EMAIL.finditer(text):
        ends = match.end()
        local = match[0].partition("@")[0].rstrip()
        yield Sighting("email", f"{local}@{match[1]}".casefold().rstrip("."), match.start(), ends)
    for match in _DISGUISED.finditer(_EMAIL.sub(lambda found: BLANK * len(found[0]), text)):
        domain = _DOTS.sub(".", match[2])
        yield Sighting("email", f"{match[1]}@{domain}".casefold(), match.start(), match.end())
