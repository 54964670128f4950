"""
A post for Facebook or Instagram (2.4): title, first paragraph, highlights, what else matters in its order, where to go, hashtags.

A release is not repeated whole: readers leave after a few paragraphs. What they need to take part is always there.
"""

import re
from dataclasses import dataclass, field

from chalicelib.domain.lines import BULLET
from chalicelib.domain.press_release import Block, PressRelease
from chalicelib.domain.sentences import is_balanced, is_complete, is_unfinished
from chalicelib.domain.spanish import content_of, links_in
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording.openings import begins_with_connector, standing_alone
from chalicelib.procedure.wording.ranking import invites, is_quotation, value_of
from chalicelib.procedure.wording.short import write_short
from chalicelib.procedure.wording.tags import with_office_tags
from chalicelib.procedure.wording.units import ALREADY_SAID_FROM, LEAD_BONUS, Measure, ended, shortening

SHORT_BELOW = 600
AIM = 1_300
"""About how many characters a post should have: what a reader takes in before «ver más» stops being worth it."""
MAX_PARAGRAPH = 430
WORTH_TAKING = 1
REPEATED_FROM = 0.85
MOST_FOR_PLACE = 3
"""A release of many pages says when and where at its end: that must not count as too late."""
_MARKED = re.compile("[#@\u2600-\u27bf\U0001f000-\U0001faff]")


@dataclass(frozen=True)
class Passage:
    """A paragraph of the body, or the beginning of one, or a list: what it says, where it stood, what it is worth."""

    text: str
    place: int
    worth: float
    sentences: int
    is_needed: bool = False
    is_invitation: bool = False
    content: frozenset[str] = field(default_factory=frozenset, compare=False)


def write_long(release: PressRelease, brief: Brief) -> Draft:
    """Write a post of several paragraphs. A limit that leaves no room for them is written for as X is."""
    measure = Measure(brief.length)
    head = _head(release)
    if brief.limit < SHORT_BELOW or measure.joined(head) > brief.limit // 2:
        return write_short(release, brief)
    passages = _passages(release, "\n".join(head))
    if whole := _whole(release, head, brief, measure):
        return Draft(whole)
    chosen = _chosen(passages, head, release, brief, measure)
    text = "\n\n".join(_put_together(head, chosen, release, brief))
    if brief.length(text) > brief.limit:
        return write_short(release, brief)
    return Draft(text, warnings=shortening(release, text))


def _head(release: PressRelease) -> list[str]:
    """Give the title, the first paragraph and the highlights."""
    lead = _lead(release)
    said = content_of(lead)
    lines = [line for line in release.highlights if is_balanced(line) and not _repeats(line, said)]
    if len(lines) == 1 and release.title:
        # One alone is no list: it stands below the title, as in the release.
        return [piece for piece in (release.title, ended(lines[0]), lead) if piece]
    # Items of a list end alike: all with a full stop, or none.
    alike = len({line[-1:] == "." for line in lines}) <= 1
    highlights = "\n".join(BULLET + (line if alike else ended(line)) for line in lines)
    return [piece for piece in (release.title, lead, highlights) if piece]


def _whole(release: PressRelease, head: list[str], brief: Brief, measure: Measure) -> str:
    """Give all of a release that is short enough to be read, in its own order; or nothing."""
    lead = _lead(release)
    first = " ".join(release.body[0].sentences).removeprefix(lead).strip() if release.body else ""
    is_kept = not first or (lead and lead in release.body[0].text)
    rest = [first] if first and is_kept else [] if lead else [block.text for block in release.body[:1]]
    pieces = [*head, *rest, *(block.text for block in release.body[1:])]
    pieces = _with_tags([piece for piece in pieces if piece], release, brief)
    sentences = (*release.highlights, *release.sentences)
    if (
        not all(map(is_balanced, pieces))
        or any(is_unfinished(one) and one[-1] != ":" for one in sentences)
        or measure.joined(pieces) > min(AIM, brief.limit)
    ):
        return ""
    return "\n\n".join(pieces)


def _repeats(line: str, said: frozenset[str]) -> bool:
    """Say whether a highlight only repeats the first paragraph; one with an emoji or a hashtag is kept for it."""
    content = content_of(line)
    return bool(content) and len(content & said) >= REPEATED_FROM * len(content) and not _MARKED.search(line)


def _lead(release: PressRelease) -> str:
    """Give the first paragraph's first sentence, and those after it that keep it readable."""
    if not release.body or release.body[0].items:
        return ""
    first = standing_alone(release.body[0].sentences[0])
    if first is None or not is_balanced(first) or not is_complete(ended(first)):
        return ""
    kept = [ended(first)]
    for sentence in release.body[0].sentences[1:]:
        if len(" ".join((*kept, sentence))) > MAX_PARAGRAPH or not is_complete(sentence) or is_quotation(sentence):
            break
        kept.append(sentence)
    return " ".join(kept)


def _passages(release: PressRelease, said: str) -> list[Passage]:
    passages: list[Passage] = []
    follows = True
    for place, block in enumerate(release.body):
        passage = _passage(block, place, said, follows=follows)
        if passage:
            passages.append(passage)
        follows = False
    return passages


def _passage(block: Block, place: int, said: str, *, follows: bool) -> Passage | None:
    """Make a passage of a block: a list whole, of a paragraph the sentences that can stand, from the first that does."""
    kept: list[str] = []
    sentences = [sentence for sentence in block.sentences if sentence not in said]
    if not block.items:
        kept = _standing(sentences)
    elif follows or not block.sentences or standing_alone(block.sentences[-1]):
        introduction = [alone for sentence in sentences[-1:] if (alone := standing_alone(sentence))]
        kept = [*_standing(sentences[:-1]), *introduction] if introduction or not sentences else []
    if not kept and not (block.items and not sentences):
        return None
    text = "\n".join((*((" ".join(kept),) if kept else ()), *block.items))
    lines = [*kept, *block.items]
    best = max(value_of(line) for line in lines) + (0.5 * LEAD_BONUS if block.items else 0)
    return Passage(
        text,
        place,
        best - min(place / 4, MOST_FOR_PLACE) - (4 if any(map(is_quotation, kept)) else 0),
        len(lines),
        is_needed=bool(links_in(text)),
        is_invitation=any(map(invites, kept)),
        content=content_of(text),
    )


def _standing(sentences: list[str]) -> list[str]:
    """Give a paragraph's sentences from the first that can stand alone, without officials' words, to a readable length."""
    kept: list[str] = []
    for sentence in sentences:
        alone = sentence if kept and not begins_with_connector(sentence) else standing_alone(sentence)
        if alone is None or is_quotation(sentence) or not is_balanced(alone) or sentence.endswith((":", ",", ";")):
            if kept and not links_in(" ".join(sentences)):
                break
            continue
        if kept and len(" ".join((*kept, alone))) > MAX_PARAGRAPH and not links_in(alone):
            break
        kept.append(ended(alone))
    return kept


def _chosen(
    passages: list[Passage], head: list[str], release: PressRelease, brief: Brief, measure: Measure
) -> list[Passage]:
    """Take first what leads on, then what is worth most, as long as the post stays readable and says something new."""
    aim = min(AIM, brief.limit)
    chosen: list[Passage] = []
    said = content_of("\n".join(head))
    ranked = sorted(passages, key=lambda one: (not one.is_needed, not one.is_invitation, -one.worth, one.place))
    for passage in ranked:
        must = passage.is_needed or passage.is_invitation
        is_new = len(passage.content & said) < ALREADY_SAID_FROM * len(passage.content)
        if not must and not (passage.worth >= WORTH_TAKING and is_new):
            continue
        room = brief.limit if must else aim
        if measure.joined(_put_together(head, [*chosen, passage], release, brief)) <= room:
            chosen.append(passage)
            said |= passage.content
    return chosen


def _put_together(head: list[str], chosen: list[Passage], release: PressRelease, brief: Brief) -> list[str]:
    """Give the paragraphs of the post: where to go stands last, then links that no paragraph has, then the hashtags."""
    in_order = sorted(chosen, key=lambda one: (one.is_invitation, one.place))
    pieces = [*head, *(passage.text for passage in in_order)]
    there = links_in("\n".join(pieces))
    pieces += [link for link in release.links if link not in there]
    return _with_tags(pieces, release, brief)


def _with_tags(pieces: list[str], release: PressRelease, brief: Brief) -> list[str]:
    tags = with_office_tags(
        "\n\n".join(pieces),
        brief.hashtags,
        release.hashtags,
        at_most=brief.max_hashtags,
        advised=brief.advised_hashtags,
    )
    return [*pieces, " ".join(tags)] if tags else pieces
