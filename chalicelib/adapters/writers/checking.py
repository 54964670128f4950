"""
Whether a wording that was proposed may be shown: it keeps the limit and says nothing that the material does not.

What can be compared is compared to the letter: links, mentions, hashtags, addresses, figures. Whether the sentences are true is
for the person who reads them beside the material.
"""

import re
import unicodedata
from collections.abc import Iterable

from chalicelib import texts_es
from chalicelib.domain.spanish import HASHTAG, LINK, MENTION, folded, link_of
from chalicelib.ports import Brief

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_FIGURE = re.compile(r"\d(?:[\d.,:]*\d)?")
_MARKUP = re.compile(r"\[/?\s?(?:boletín|fin)\b|</?\w+>|\*\*|```|^#{1,4}\s", re.MULTILINE)
_SPEAKS_OF_ITSELF = re.compile(
    r"aqui (?:tienes|esta|va)\b|(?:como|soy un|soy una) (?:modelo|asistente|inteligencia|ia\b)"
    r"|no puedo (?:ayudar|cumplir|hacer)|lo siento"
    r"|mis instrucciones|instrucciones anteriores|system prompt|prompt|claro[,!] "
)
_LEAK_WORDS = 7
"""So many words in a row that also stand in our instructions are no accident."""


def objection_to(proposal: str, brief: Brief, *, secret: str) -> str:
    """Say in Spanish why a proposal is not shown, or nothing. `secret` is what was asked and must not come back."""
    if not proposal:
        return texts_es.PROPOSAL_EMPTY
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co"} and letter != "\n" for letter in proposal):
        return texts_es.PROPOSAL_UNREADABLE
    if unicodedata.normalize("NFC", proposal) != proposal:
        return texts_es.PROPOSAL_UNREADABLE
    if brief.length(proposal) > brief.limit:
        return texts_es.PROPOSAL_TOO_LONG
    if _MARKUP.search(proposal) or _SPEAKS_OF_ITSELF.search(folded(proposal)) or _repeats(proposal, secret):
        return texts_es.PROPOSAL_NOT_A_TEXT
    invented = _invented(proposal, " ".join((brief.text, *brief.hashtags)))
    return texts_es.proposal_invents(invented) if invented else ""


def _repeats(proposal: str, secret: str) -> bool:
    return not _runs(secret).isdisjoint(_runs(proposal))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", folded(text))
    return {tuple(words[at : at + _LEAK_WORDS]) for at in range(len(words) - _LEAK_WORDS + 1)}


def _invented(proposal: str, material: str) -> list[str]:
    """Give the links, addresses, mentions, hashtags and figures of a proposal that the material does not have."""
    found: list[str] = []
    rest, source = proposal, unicodedata.normalize("NFC", material)
    for pattern in (_EMAIL, LINK, HASHTAG, MENTION, _FIGURE):
        known = {_plain(one) for one in pattern.findall(source)}
        found += [one for one in pattern.findall(rest) if _plain(one) not in known]
        # A figure within a link or a hashtag was judged with it.
        rest = pattern.sub(" ", rest)
    return list(_once(found))


def _plain(found: str) -> str:
    return folded(link_of(found)).removeprefix("https://").removeprefix("http://").rstrip("/.,:")


def _once(values: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(values)
