"""The pieces a post is put together from: complete, able to stand alone, with what they are worth and where they stood."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from chalicelib import texts_es
from chalicelib.domain.lines import BULLET
from chalicelib.domain.press_release import Block, PressRelease
from chalicelib.domain.sentences import is_balanced, is_complete, is_unfinished
from chalicelib.domain.spanish import content_of, folded, links_in, words
from chalicelib.procedure.wording.openings import standing_alone
from chalicelib.procedure.wording.ranking import is_quotation, value_of

LEAD_BONUS = 4
HIGHLIGHT_BONUS = 5
LINK_BONUS = 5
"""What leads on matters most where the office did not say itself, in highlights, what does."""
MAX_LIST = 240
ALREADY_SAID_FROM = 0.62

_ANNOUNCES = words(
    "siguiente siguientes son como saber en de a incluyen incluye requisitos es para por con seran horarios "
    "sedes presentar"
)


@dataclass(frozen=True)
class Unit:
    """One piece: its text, its place in the release, what it is worth; `item` is a highlight as a line of a list."""

    text: str
    place: int
    worth: int = 0
    item: str = ""
    is_lead: bool = False

    @cached_property
    def content(self) -> frozenset[str]:
        """What it is about."""
        return content_of(self.text)

    def is_said_in(self, said: frozenset[str]) -> bool:
        """Say whether most of it was said already."""
        return len(self.content & said) >= ALREADY_SAID_FROM * len(self.content) if self.content else True


class Measure:
    """Lengths of texts, each counted once: counting as X does is what takes long."""

    def __init__(self, length: Callable[[str], int]) -> None:
        self._length = length
        self._known: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Give a text's length."""
        if text not in self._known:
            self._known[text] = self._length(text)
        return self._known[text]

    def joined(self, pieces: list[str]) -> int:
        """Give the length of pieces with an empty line between them. No letter, link or emoji reaches across one."""
        return sum(map(self, pieces)) + max(0, len(pieces) - 1) * self("\n\n")


def ended(sentence: str) -> str:
    """Give a sentence with its full stop, where it had no ending of its own."""
    return sentence if is_complete(sentence) or not sentence[-1:].isalnum() else sentence + "."


def units_of(release: PressRelease) -> list[Unit]:
    """Give every piece that can stand alone in a short post, in order: the title, the highlights, the body's sentences."""
    units = [Unit(release.title, 0, 9)] if release.title and is_balanced(release.title) else []
    place = 1
    link_bonus = 0 if release.highlights else LINK_BONUS
    for highlight in release.highlights:
        if not highlight.endswith(":") and (alone := standing_alone(highlight)) and is_balanced(alone):
            units.append(Unit(ended(alone), place, value_of(alone) + HIGHLIGHT_BONUS, item=BULLET + alone))
        place += 1
    for number, block in enumerate(release.body):
        for position, text in enumerate(_pieces(block)):
            is_lead = number == 0 and position == 0
            bonus = LEAD_BONUS if is_lead else -min(number // 3, 2)
            unit = _unit(text, place, bonus + (link_bonus if links_in(text) else 0))
            units += [replace(unit, is_lead=is_lead)] if unit else []
            place += 1
    return units


def _pieces(block: Block) -> list[str]:
    """Give a block's sentences; a short list is one piece with its introduction, a long one leaves only what introduces it."""
    if not block.items:
        return list(block.sentences)
    if len(block.items) == 1 and not block.sentences:
        return [block.items[0].removeprefix(BULLET)]
    introduction = block.sentences[-1:]
    whole = "\n".join((*introduction, *block.items))
    pieces = list(block.sentences[:-1])
    if len(whole) <= MAX_LIST:
        return [*pieces, whole]
    pieces += [text for text in map(as_sentence, introduction) if text]
    # Under an emoji of its own a line says something by itself: the hours, the price, where to register.
    return pieces + [
        item for item in block.items if not item[0].isalnum() and item[0] != BULLET[0] and value_of(item) > 0
    ]


def as_sentence(introduction: str) -> str:
    """Give what introduces a list as a sentence of its own, or nothing where it only announces the list."""
    stem = introduction.rstrip(": ")
    words = folded(stem).split()
    return stem + "." if words and words[-1] not in _ANNOUNCES and len(words) > 5 else ""  # noqa: PLR2004


def _unit(text: str, place: int, bonus: int) -> Unit | None:
    alone = standing_alone(text)
    if alone is None or not is_balanced(alone) or (alone.isupper() and " " not in alone):
        # «REQUISITOS» announces what follows it.
        return None
    if "\n" not in alone and not is_complete(alone):
        if is_unfinished(alone):
            return None
        alone = ended(alone)
    worth = value_of(alone) + bonus - (6 if is_quotation(alone) else 0) - (2 if alone != ended(text) else 0)
    return Unit(alone, place, worth)


def shortening(release: PressRelease, text: str) -> tuple[str, ...]:
    """Warn the person who authorises when a text does not carry all that its release says."""
    lines = [release.title, *release.highlights, *release.sentences]
    lines += [item for block in release.body for item in block.items]
    everything = Counter(line.rstrip(".:") for line in lines if line)
    taken = sum(min(times, text.count(line)) for line, times in everything.items())
    total = everything.total()
    return (texts_es.text_was_shortened(taken, total),) if taken < total else ()
