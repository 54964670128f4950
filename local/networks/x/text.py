"""How X counts a text, and how it shows one: links shortened, unsaid mentions in front, &, < and > escaped."""

import hashlib
import re
import string
import unicodedata

MAX_LENGTH = 280
URL_LENGTH = 23
_SINGLE_WEIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

_LETTER = "[a-z0-9áéíóúüñ]"
_ENDING = r"(?:com|org|net|edu|gob|gov|info|io|ly|co|mx)"
_DOMAIN = rf"(?:{_LETTER}(?:[a-z0-9áéíóúüñ-]{{0,61}}{_LETTER})?\.)+{_ENDING}"
_REST = r"(?::\d+)?(?:[/?#](?:[^\s<>\"«»]*[^\s<>\"«».,;:!?'()\[\]])?)?"
URL = re.compile(rf"(?<![\w@$#.])(?:https?://)?{_DOMAIN}\b{_REST}", re.IGNORECASE)
"""A link that X recognises, with or without its scheme."""

_EMOJI_UNIT = (
    r"(?:[\U0001F1E6-\U0001F1FF]{2}|[0-9#*]\uFE0F?\u20E3|"
    r"[\u203C\u2049\u2122\u2139\u2194-\u21AA\u231A-\u23FF\u24C2\u25AA-\u27BF\u2934-\u2B55\u3030\u303D\u3297\u3299"
    r"\U0001F004-\U0001F9FF\U0001FA70-\U0001FAFF](?:\uFE0F|[\U0001F3FB-\U0001F3FF])?)(?:[\U000E0020-\U000E007F]+)?"
)
EMOJI = re.compile(rf"{_EMOJI_UNIT}(?:\u200D{_EMOJI_UNIT})*")
"""An emoji, however many code points it is made of."""

_DIGITS = string.ascii_letters + string.digits


def weighted_length(text: str) -> int:
    """Count a text as X does (twitter-text v3): NFC, a link 23, an emoji 2, most other scripts than Latin 2."""
    normal = unicodedata.normalize("NFC", text)
    without_links, links = URL.subn("", normal)
    without_emoji, emoji = EMOJI.subn("", without_links)
    return URL_LENGTH * links + 2 * emoji + sum(_weight(ord(character)) for character in without_emoji)


def _weight(code_point: int) -> int:
    return 1 if any(first <= code_point <= last for first, last in _SINGLE_WEIGHT) else 2


def has_link(text: str) -> bool:
    """Say whether X finds a link in a text: such a post costs more."""
    return URL.search(text) is not None


def short_link(seed: str) -> str:
    """Make the 23 characters that stand for a link; the same for the same seed."""
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8])
    code = ""
    while len(code) < URL_LENGTH - len("https://t.co/"):
        number, digit = divmod(number, len(_DIGITS))
        code += _DIGITS[digit]
    return f"https://t.co/{code}"


def escaped(text: str) -> str:
    """Write &, < and > as X gives them back."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
