"""
A press release of the municipality: title, highlights, dateline, body, hashtags, contact, in whatever order they came.

Whatever is not understood as something else is body: no sentence of the news is lost. What is set aside as furniture (numbers,
greetings, the press staff's contact) is kept apart, so that it can be seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chalicelib.domain.capitals import is_in_capitals, sentence_case
from chalicelib.domain.chat import without_chat_marks
from chalicelib.domain.furniture import (
    Dateline,
    begins_contact,
    dateline_of,
    is_contact_detail,
    is_end_mark,
    is_furniture,
    is_mail_subject,
    without_label,
    without_other_dateline,
)
from chalicelib.domain.lines import BULLET, is_item, paragraphs_of
from chalicelib.domain.sentences import is_unfinished, sentences_of
from chalicelib.domain.spanish import HASHTAG, LINK, MENTION, hashtags_in, links_in
from chalicelib.domain.spellings import ProperNouns, Spellings

MAX_TITLE_LINE = 220
MAX_HIGHLIGHT = 320
NO_NOUNS = ProperNouns()


@dataclass(frozen=True)
class Block:
    """A paragraph of the body; or a list with what introduces it, one item a line as it is written."""

    sentences: tuple[str, ...]
    items: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The block as it is published."""
        return "\n".join((*((" ".join(self.sentences),) if self.sentences else ()), *self.items))


@dataclass(frozen=True)
class PressRelease:
    """A release, understood. `highlights` and the title have no bullet; `furniture` is what is not news, as it came."""

    title: str = ""
    highlights: tuple[str, ...] = ()
    dateline: Dateline | None = None
    body: tuple[Block, ...] = ()
    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence of the body, in order."""
        return tuple(sentence for block in self.body for sentence in block.sentences)

    @property
    def quotations(self) -> tuple[str, ...]:
        """The sentences in which somebody is quoted."""
        return tuple(sentence for sentence in self.sentences if any(mark in sentence for mark in '“«"'))

    @property
    def is_formal(self) -> bool:
        """Whether it has the shape of a release; a short text for a network that an office wrote itself has not."""
        return bool(self.dateline or self.furniture)


@lru_cache(maxsize=16)
def parse_press_release(text: str, nouns: ProperNouns = NO_NOUNS) -> PressRelease:
    """
    Understand a release in plain text: paragraphs parted by empty lines or by single ones, bullets, hard-wrapped lines.

    The same text gives the same release. What came in capitals is in sentence case.
    """
    paragraphs, furniture = _without_furniture(paragraphs_of(without_chat_marks(text)))
    paragraphs, tags = _without_hashtags(paragraphs)
    head, body, dateline = _parted(paragraphs)
    shouted = {line for line in (*head, *body) if is_in_capitals(line)}
    evidence = Spellings(tuple(line for line in (*head, *body) if line not in shouted) if shouted else ())
    title, highlights, first = _head(head, has_body=bool(body))
    spelled = [_spelled(line, nouns, evidence) for line in (*first, *body)]
    release_body = _blocks(spelled)
    shown = "\n".join((title, *highlights, *spelled))
    return PressRelease(
        title=_spelled(title, nouns, evidence).rstrip(),
        highlights=tuple(_spelled(line, nouns, evidence) for line in highlights),
        dateline=dateline,
        body=release_body,
        hashtags=hashtags_in(shown + "\n" + " ".join(tags)),
        mentions=tuple(dict.fromkeys(MENTION.findall(LINK.sub(" ", shown + " " + " ".join(tags))))),
        links=links_in(shown + "\n" + " ".join(tags)),
        furniture=furniture,
    )


def _spelled(line: str, nouns: ProperNouns, evidence: Spellings) -> str:
    return sentence_case(line, nouns, evidence) if is_in_capitals(line) and " " in line.strip() else line


def _without_furniture(paragraphs: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Set aside what is not news. A contact goes on to the end, or until something that can be no contact."""
    kept: list[str] = []
    aside: list[str] = []
    in_contact = False
    for position, line in enumerate(paragraphs):
        if (is_end_mark(line) and kept) or begins_contact(line):
            in_contact = True
        elif in_contact and not is_contact_detail(line) and not is_furniture(line):
            in_contact = False
        is_subject = is_mail_subject(line) and not kept and any(map(_may_be_title, paragraphs[position + 1 :]))
        if in_contact or is_subject or is_furniture(line):
            aside.append(line)
        else:
            kept.append(line)
    return kept, tuple(aside)


def _without_hashtags(paragraphs: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Take out the lines that are only hashtags."""
    kept: list[str] = []
    tags: list[str] = []
    for line in paragraphs:
        found = HASHTAG.findall(line)
        if found and not HASHTAG.sub("", line).strip(" ,;•|"):
            tags += found
        else:
            kept.append(line)
    return kept, tuple(tags)


def _parted(paragraphs: list[str]) -> tuple[list[str], list[str], Dateline | None]:
    """Part what comes before the dateline from the body; without a dateline everything is still one."""
    for position, line in enumerate(paragraphs[:12]):
        dateline, rest = dateline_of(line)
        if dateline is None:
            continue
        after = paragraphs[position + 1 :]
        if position == 0 and not rest.strip():
            # The date stands above the title.
            return after, [], dateline
        head = paragraphs[:position]
        return head, [*([rest.strip()] if rest.strip() else []), *map(without_other_dateline, after)], dateline
    return paragraphs, [], None


def _head(head: list[str], *, has_body: bool) -> tuple[str, tuple[str, ...], list[str]]:
    """Part what stands first into the title, the highlights, and what is body already."""
    if not head:
        return "", (), []
    title, rest = "", list(head)
    if _is_title(without_label(rest[0]), alone=len(head) == 1 and not has_body):
        title = without_label(rest.pop(0))
        while rest and is_in_capitals(title) and is_in_capitals(rest[0]) and _goes_on(title, rest[0]):
            title = f"{title} {rest.pop(0)}"
    while rest and title and is_unfinished(title) and title[-1] not in ":-" and not is_item(rest[0]):
        # «…el sensible fallecimiento del», and below it the name.
        title = f"{title} {rest.pop(0)}"
    highlights: list[str] = []
    while rest and (is_item(rest[0]) if not has_body else len(rest[0]) <= MAX_HIGHLIGHT):
        if not title or (not has_body and rest[0].endswith(":")):
            break
        highlights.append(rest.pop(0).removeprefix(BULLET).strip())
    return title, tuple(highlights), rest


def _is_title(line: str, *, alone: bool) -> bool:
    if is_item(line) or len(line) > MAX_TITLE_LINE or alone or line.endswith((":", ",")):
        return False
    is_one = len(sentences_of(line)) == 1
    return is_in_capitals(line) or (is_one and not line.endswith(("...", ";"))) or len(line) <= MAX_TITLE_LINE // 2


def _may_be_title(line: str) -> bool:
    return not is_furniture(line) and _is_title(line, alone=False)


def _goes_on(title: str, line: str) -> bool:
    return (
        not is_item(line)
        and title[-1] not in ".!?"
        and line[-1] not in ".:"
        and len(title) + len(line) <= MAX_TITLE_LINE + 80
    )


def _blocks(lines: Iterable[str]) -> tuple[Block, ...]:
    """Put each list together with the sentence that introduces it."""
    blocks: list[tuple[tuple[str, ...], list[str]]] = []
    for line in lines:
        if not is_item(line):
            blocks.append((tuple(sentences_of(line)), []))
        elif blocks and (blocks[-1][1] or blocks[-1][0][-1].endswith(":")):
            blocks[-1][1].append(line)
        else:
            blocks.append(((), [line]))
    return tuple(Block(sentences, tuple(items)) for sentences, items in blocks if sentences or items)
