"""From what people type to words: no accents, no capitals, no stretched letters, abbreviations written out, emoji as words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import Path

from chalicelib.adapters.classifiers.tabbed import cells_of

MAX_CHARACTERS = 3_000
MAX_WORDS = 400
"""A comment can be 64 KB long; what somebody wants is said in the beginning."""

LINK = "🔗"
LAUGHTER = "😂"

_ABBREVIATIONS = Path(__file__).with_name("abbreviations.tsv")
_ARTICLES = frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas", "del", "de", "al", "lo"})
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w+")
_CAMEL = re.compile(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])")
_TAG = re.compile(r"[#@]\w{1,60}")
_MOST_TAGS = 60
_HASHTAG = re.compile(r"#\w+")
_LAUGHS = re.compile(r"\b(?:(?:j+[aeiou]+){2,}j*|(?:ha){2,}h?|x+d+|lo+l)\b")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED = re.compile(r"([\u2600-\u27bf\U0001f000-\U0001faff])\1+")
_EMOJI_DRESS = re.compile(r"[\U0001f3fb-\U0001f3ff\ufe0f\u200d]")
"""Skin tones and joiners: a hand is a hand."""

_EMOTICONS = ((re.compile(r"[:;]-?[)D]"), " 🙂 "), (re.compile(r":['-]?[(/]"), " ☹ "))
_WORD = re.compile(r"[^\W_]+|[\u2600-\u27bf\u2b50\U0001f000-\U0001faff]")


@dataclass(frozen=True)
class Words:
    """A comment as words, with their stems beside them, and what only its outer form says."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    marks: frozenset[str]
    tags: tuple[str, ...] = ()
    """Hashtags and mentions as they stand, each once: what a post is about and whom it answers."""


def normalised(text: str) -> Words:
    """Bring a comment to words."""
    beginning = text[:MAX_CHARACTERS]
    short = _abbreviations()
    found = [word for token in _WORD.findall(_folded(beginning)) for word in short.get(token, (token,))]
    words = tuple([word for word in found if word not in _ARTICLES][:MAX_WORDS])
    return Words(words, tuple(map(stem, words)), _marks(beginning, words), _tags(beginning))


def folded(text: str) -> str:
    """Write a text without accents and capitals; ñ becomes n, as half of its writers type it."""
    if text.isascii():
        # Most phrases are typed plainly, and there are thousands when a function starts.
        return text.lower()
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text.casefold())))


def phrase_words(phrase: str) -> list[str]:
    """Give the words of a phrase of ours, without articles, as a comment's words come."""
    return [word for word in folded(phrase).split() if word not in _ARTICLES]


@lru_cache(8_192)
def stem(word: str) -> str:
    """Cut plural, gender and diminutive: enough that `baches` finds `bache` and `perritas` finds `perro`."""
    if word.endswith("ces"):
        word = word[:-3] + "z"
    elif word.endswith("es") and len(word) > 4 and word[-3] not in "aeiou":  # noqa: PLR2004 - short words are their own stem
        word = word[:-2]
    if len(word) > 3 and word.endswith("s"):  # noqa: PLR2004
        word = word[:-1]
    if len(word) > 3 and word[-1] in "aeo":  # noqa: PLR2004
        word = word[:-1]
    return word[:-2] if len(word) > 5 and word.endswith("it") else word  # noqa: PLR2004


def _folded(text: str) -> str:
    """Write a comment plainly. What a pattern cannot do without is looked for first: most comments have none of it."""
    if "#" in text:
        text = _HASHTAG.sub(lambda tag: _CAMEL.sub(" ", tag[0]), text)
    text = _URL.sub(f" {LINK} ", text)
    if "@" in text:
        text = _MENTION.sub(" ", text)
    if ":" in text or ";" in text:
        for emoticon, emoji in _EMOTICONS:
            text = emoticon.sub(emoji, text)
    if not text.isascii():
        text = _EMOJI_DRESS.sub("", text)
    text = _STRETCHED.sub(r"\1", _LAUGHS.sub(LAUGHTER, folded(text)))
    return text if text.isascii() else _REPEATED.sub(r"\1", text)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str.lower, _TAG.findall(text))))[:_MOST_TAGS]


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {short: tuple(long.split()) for short, long in cells_of(_ABBREVIATIONS)}


def _marks(text: str, words: tuple[str, ...]) -> frozenset[str]:
    letters = list(filter(str.isalpha, text))
    spoken = [word for word in words if word[0].isalnum()]
    holds = {
        "question_mark": "?" in text or "¿" in text,
        "exclamation": "!" in text,
        "shouted": len(letters) > 15 and sum(map(str.isupper, letters)) > 0.6 * len(letters),  # noqa: PLR2004 - a sentence mostly in capitals
        "number": any(len(word) > 1 for word in filter(str.isdigit, words)),
        "no_words": not spoken,
        "foreign": bool(spoken) and sum(map(str.isascii, spoken)) < len(spoken) / 2,
        "short": 0 < len(spoken) <= 4,  # noqa: PLR2004 - an exclamation rather than a sentence
        "long": len(spoken) > 25,  # noqa: PLR2004 - somebody explains something
    }
    return frozenset(mark for mark, is_so in holds.items() if is_so)
