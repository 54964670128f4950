"""2.1 Which text of the material a publication is made from, and what the publication is called."""

from collections import Counter
from functools import lru_cache

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.lines import BULLET
from chalicelib.domain.material import FileRole
from chalicelib.domain.press_release import NO_NOUNS, PressRelease, parse_press_release
from chalicelib.domain.spanish import folded
from chalicelib.domain.spellings import ProperNouns
from chalicelib.procedure.wording.cutting import cut_words

MAX_TITLE = 120
SAME_FROM = 0.85
"""From which share of equal words on two documents are one release that was sent twice."""


def source_text(bulletin: Bulletin) -> str:
    """
    Give the text a publication is made from: the documents of the folder, or the first text the office wrote.

    A release that came twice (as Word and as PDF, say) counts once; what has the shape of a release stands first.
    """
    documents = tuple(piece.text for piece in bulletin.pieces_for(FileRole.TEXT) if piece.text)
    return _gathered(documents) or next(iter(bulletin.order.text.values()), "")


@lru_cache(maxsize=16)
def _gathered(documents: tuple[str, ...]) -> str:
    if len(documents) < 2:  # noqa: PLR2004
        return "".join(documents)
    kept: list[str] = []
    for text in sorted(documents, key=_richness, reverse=True):
        if all(likeness(text, other) < SAME_FROM for other in kept):
            kept.append(text)
    in_order = sorted(kept, key=documents.index)
    return "\n\n".join(sorted(in_order, key=lambda text: not parse_press_release(text).is_formal))


def likeness(one: str, other: str) -> float:
    """Give the share of words two texts have in common, each as often as it is there (0 to 1)."""
    words, others = Counter(folded(one).split()), Counter(folded(other).split())
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0


def _richness(text: str) -> tuple[int, int, int, str]:
    """Say how much of a document's structure is left in its text: parts that were told apart, then paragraphs, then length."""
    release = parse_press_release(text)
    parts = bool(release.title) + len(release.highlights) + bool(release.dateline) + len(release.links)
    return parts, len(release.body), len(text), text


def title_of(text: str, nouns: ProperNouns = NO_NOUNS) -> str:
    """Give a text's title in sentence case, or else its first sentence, at most 120 characters, cut between words."""
    release = parse_press_release(text, nouns)
    first = release.title or _first_line(release) or " ".join(text.split())
    return first if len(first) <= MAX_TITLE else cut_words(first, MAX_TITLE, len) or first[:MAX_TITLE]


def _first_line(release: PressRelease) -> str:
    lines = [*release.highlights, *(line for block in release.body for line in (*block.sentences, *block.items))]
    return lines[0].removeprefix(BULLET) if lines else ""
