"""
A post for X (2.4): the title or the first sentence, then what matters most that still fits, the link, the hashtags.

The link an office wrote is never lost for a sentence; a sentence is never cut for another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from chalicelib import texts_es
from chalicelib.domain.press_release import PressRelease
from chalicelib.domain.spanish import LINK, links_in
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording.cutting import cut_words
from chalicelib.procedure.wording.ranking import is_quotation, says_when
from chalicelib.procedure.wording.tags import with_office_tags
from chalicelib.procedure.wording.units import Measure, Unit, shortening, units_of

MAX_PIECES = 4
MAX_LINKS = 2
LOOK_AT = 40
"""How many pieces of a release are looked at as openings and again as what follows: the rest is worth too little."""


@dataclass(frozen=True)
class ShortPost:
    """A post as it is put together: which pieces, which links, and the room there is."""

    release: PressRelease
    brief: Brief
    measure: Measure
    links: tuple[str, ...]
    limit: int
    units: tuple[Unit, ...] = ()

    def pieces(self, *more: Unit) -> list[str]:
        """Give the paragraphs of the post, with some more units."""
        texts = paragraphs((*self.units, *more))
        there = set(links_in("\n".join(texts)))
        texts += [link for link in self.links if link not in there][:MAX_LINKS]
        body = "\n\n".join(texts)
        tags = with_office_tags(
            body,
            self.brief.hashtags,
            self.release.hashtags,
            at_most=self.brief.max_hashtags,
            advised=self.brief.advised_hashtags,
        )
        return [*texts, " ".join(tags)] if tags else texts

    def takes(self, unit: Unit) -> bool:
        """Say whether a unit still fits. What is far too long is not even counted."""
        if len(unit.text) > self.limit and len(LINK.sub("", unit.text)) > self.limit:
            return False
        return self.measure.joined(self.pieces(unit)) <= self.limit

    def having(self, unit: Unit) -> "ShortPost":
        """Give the post with one unit more."""
        return ShortPost(self.release, self.brief, self.measure, self.links, self.limit, (*self.units, unit))

    @property
    def said(self) -> frozenset[str]:
        """What the post is about so far."""
        return frozenset().union(*(unit.content for unit in self.units))

    @property
    def text(self) -> str:
        """The post."""
        return "\n\n".join(self.pieces())


def paragraphs(units: Iterable[Unit]) -> list[str]:
    """Give units as paragraphs, in their order; two highlights or more that follow each other are a list."""
    texts: list[str] = []
    for is_item, run in groupby(sorted(units, key=lambda unit: unit.place), key=lambda unit: bool(unit.item)):
        group = list(run)
        is_list = is_item and len(group) > 1
        texts += ["\n".join(unit.item for unit in group)] if is_list else [unit.text for unit in group]
    return texts


def write_short(release: PressRelease, brief: Brief) -> Draft:
    """Write a post that keeps a short limit; with `parts`, what is left that matters follows in a thread."""
    measure = Measure(brief.length)
    units = units_of(release)
    if brief.parts > 1:
        numbered = brief.limit - measure("\n\n") - measure(f"{brief.parts}/{brief.parts}")
        first = _post(release, brief, units, measure, numbered)
        if first and (rest := _thread(first, units, brief, measure, numbered)):
            total = len(rest) + 1
            numbering = [f"\n\n{position}/{total}" for position in range(1, total + 1)]
            return Draft(
                first.text + numbering[0],
                thread=tuple(text + number for text, number in zip(rest, numbering[1:], strict=True)),
                warnings=_warnings(release, "\n".join((first.text, *rest))),
            )
    post = _post(release, brief, units, measure, brief.limit)
    if post is None:
        return _in_words(release, brief, units, measure)
    return Draft(post.text, warnings=_warnings(release, post.text))


def _post(release: PressRelease, brief: Brief, units: list[Unit], measure: Measure, limit: int) -> ShortPost | None:
    """
    Put a post together: the best opening that fits, then what is worth most and says something new.

    When it says no day and the release's first sentence does, that one comes first: below the title, or in its place.
    """
    opened = _opened(release, brief, units, measure, limit)
    if opened is None:
        return None
    post = _filled(opened, units)
    if says_when(post.text):
        return post
    bare = ShortPost(release, brief, measure, opened.links, limit)
    for unit in (unit for unit in units if unit.is_lead and says_when(unit.text)):
        for begun in (opened, bare):
            if begun.takes(unit):
                return _filled(begun.having(unit), units)
    return post


def _filled(opened: ShortPost, units: list[Unit]) -> ShortPost:
    """Add what is worth most; where nothing is worth anything, what comes next: a title alone says nothing."""
    post = opened
    for unit in sorted(units, key=lambda unit: (-unit.worth, unit.place))[:LOOK_AT]:
        if len(post.units) >= MAX_PIECES:
            break
        if (
            unit.worth > 0
            and unit not in post.units
            and unit.place > opened.units[0].place
            and not unit.is_said_in(post.said)
            and post.takes(unit)
        ):
            post = post.having(unit)
    if len(post.units) == 1:
        following = (
            unit for unit in units[:LOOK_AT] if unit.place > post.units[0].place and not is_quotation(unit.text)
        )
        return next((post.having(unit) for unit in following if post.takes(unit)), post)
    return post


def _opened(release: PressRelease, brief: Brief, units: list[Unit], measure: Measure, limit: int) -> ShortPost | None:
    in_turn = sorted(units, key=lambda unit: unit.place)[:LOOK_AT]
    for count in range(min(len(release.links), MAX_LINKS), -1, -1):
        empty = ShortPost(release, brief, measure, release.links[:count], limit)
        for unit in in_turn:
            if empty.takes(unit):
                return empty.having(unit)
        if release.links and count == 1:
            # A link is worth more than a whole sentence: rather a title that is cut than a post that leads nowhere.
            return None
    return None


def _in_words(release: PressRelease, brief: Brief, units: list[Unit], measure: Measure) -> Draft:
    """Not even the shortest sentence fits: the first words of the title or of the first sentence, and say so."""
    source = release.title or (units[0].text if units else " ".join(release.sentences)) or ""
    for links in (release.links[:1], ()):
        # What the first words leave out must not count as said.
        bare = ShortPost(release, brief, measure, links, brief.limit)
        tail = bare.pieces()
        room = brief.limit - measure.joined([*tail, ""]) if tail else brief.limit
        words = " ".join(LINK.sub(" ", source).split()) if links else source
        # Rather no link than a word that is cut.
        is_room = not links or measure(words.partition(" ")[0] + "…") <= room
        cut = cut_words(words, room, brief.length) if words and room > 1 and is_room else ""
        if cut.strip("…") and measure.joined([cut, *tail]) <= brief.limit:
            warning = texts_es.text_was_cut(brief.length(source), brief.limit)
            return Draft("\n\n".join([cut, *tail]), warnings=(warning,))
    return Draft(
        "\n\n".join(tail) if measure.joined(tail) <= brief.limit else "", warnings=(texts_es.TEXT_DOES_NOT_FIT,)
    )


def _thread(first: ShortPost, units: list[Unit], brief: Brief, measure: Measure, limit: int) -> tuple[str, ...]:
    """Put what else matters into the posts that follow, in the order of the release, whole sentences each."""
    chosen: list[Unit] = []
    said = first.said
    for unit in sorted(units, key=lambda unit: (-unit.worth, unit.place)):
        if unit.worth <= 0 or unit in first.units or unit.is_said_in(said) or measure(unit.text) > limit:
            continue
        if len(_packed([*chosen, unit], measure, limit)) <= brief.parts - 1:
            chosen.append(unit)
            said |= unit.content
    return _packed(chosen, measure, limit)


def _packed(units: list[Unit], measure: Measure, limit: int) -> tuple[str, ...]:
    posts: list[list[str]] = []
    for unit in sorted(units, key=lambda unit: unit.place):
        if posts and measure.joined([*posts[-1], unit.text]) <= limit:
            posts[-1].append(unit.text)
        else:
            posts.append([unit.text])
    return tuple("\n\n".join(post) for post in posts)


def _warnings(release: PressRelease, text: str) -> tuple[str, ...]:
    """Tell the person who authorises what is not there."""
    there = links_in(text)
    lost = [link for link in release.links if link not in there]
    undated = not says_when(text) and any(map(says_when, (*release.highlights, *release.sentences)))
    return (
        *shortening(release, text),
        *([texts_es.DATE_LEFT_OUT] if undated else []),
        *([texts_es.links_left_out(lost)] if lost else []),
    )
