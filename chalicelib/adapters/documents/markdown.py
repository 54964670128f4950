"""
Markdown reduced to what a post can show: words, line breaks, bullets, addresses.

Covers what press offices use of CommonMark (https://spec.commonmark.org/0.31.2/): headings, emphasis, links, images, lists,
quotations, rules, tables, code, HTML, escapes. A link becomes its text and then its address; one that leads nowhere outside
(an anchor, a path) becomes its text; an image disappears, because graphics come as files. Every pattern is bounded, so that
no text takes longer than in proportion to its length.
"""

import html
import re

from chalicelib.adapters.documents.blocks import BULLET, Block, Form, join, row

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:(?!---[ \t]*$).*\n){0,50}---[ \t]*(?:\n|\Z)", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].*)?$", re.MULTILINE)

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_RULE = re.compile(r" {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*$|=+[ \t]*$")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(.*)")
_NUMBERED = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]+(.*)")
_QUOTE = re.compile(r"^ {0,3}>[> ]*")
_TABLE_RULE = re.compile(r"[\s|:-]+$")

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,3})(?!`)([^`]{1,500})\1(?!`)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]]{0,200}\])")
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\]\([ \t]*<?([^\s<>()]{0,2000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,500})?)>?[^()\n]{0,300}\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,500})\]\[([^\[\]]{0,200})\]")
_ADDRESS = re.compile(r"https?://[^\s<>]{1,2000}")
_BREAK_TAG = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_EMPHASIS = (
    re.compile(r"\*\*(?=\S)((?:[^*]|\*(?!\*)){1,500}?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\S)((?:[^_]|_(?!_)){1,500}?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<!\w)\*(?=[^\s*])([^*]{1,500})(?<=[^\s*])\*(?!\w)"),
    re.compile(r"(?<!\w)_(?=[^\s_])([^_]{1,500})(?<=[^\s_])_(?!\w)"),
    re.compile(r"~~(?=\S)([^~]{1,500})(?<=\S)~~"),
)

_PRIVATE = 0xE000
_PROTECTED = re.compile(f"[{chr(_PRIVATE)}-{chr(_PRIVATE + 0x7F)}]")


def text_of_markdown(source: str) -> str:
    """Reduce Markdown to plain text. The source is clean already: no control or private characters."""
    body = _without_comments(_FRONT_MATTER.sub("", source))
    addresses = {label.casefold(): address for label, address in _DEFINITION.findall(body)}
    blocks = _Blocks()
    for line in _DEFINITION.sub("", body).split("\n"):
        blocks.take(line)
    return join(Block(block.form, _plain(block.text, addresses)) for block in blocks.all)


def _without_comments(text: str) -> str:
    before, opening, rest = text.partition("<!--")
    kept = [before]
    while opening:
        _, closing, after = rest.partition("-->")
        if not closing:
            return "".join(kept)
        before, opening, rest = after.partition("<!--")
        kept.append(before)
    return "".join(kept)


class _Blocks:
    """The blocks of a document, line by line."""

    def __init__(self) -> None:
        self.all: list[Block] = []
        self._is_open = self._in_code = False

    def take(self, line: str) -> None:
        """Put one more line where it belongs."""
        if _FENCE.match(line):
            self._in_code, self._is_open = not self._in_code, False
        elif self._in_code:
            self._add(Form.ITEM, _protect(line), is_open=False)
        elif not line.strip() or _RULE.match(line):
            self._is_open = False
        else:
            self._take_words(_QUOTE.sub("", line))

    def _take_words(self, line: str) -> None:
        if heading := _HEADING.match(line):
            self._add(Form.PARAGRAPH, heading[1].rstrip().rstrip("#").rstrip(), is_open=False)
        elif item := _ITEM.match(line):
            self._add(Form.ITEM, BULLET + _ended(item[1]))
        elif numbered := _NUMBERED.match(line):
            self._add(Form.ITEM, f"{numbered[1]}. {_ended(numbered[2])}")
        elif line.lstrip().startswith("|"):
            self._take_row(line)
        elif self._is_open:
            self._continue(line)
        else:
            self._add(Form.PARAGRAPH, _ended(line.lstrip(" \t")))

    def _take_row(self, line: str) -> None:
        if not _TABLE_RULE.match(line):
            self.all.append(row(line.strip(" \t|").split("|")))
        self._is_open = False

    def _continue(self, line: str) -> None:
        """A line that follows another continues its paragraph, unless a hard break parts them."""
        last = self.all.pop()
        gap = "" if last.text.endswith("\n") else " "
        self.all.append(Block(last.form, last.text + gap + _ended(line.lstrip(" \t"))))

    def _add(self, form: Form, text: str, *, is_open: bool = True) -> None:
        self.all.append(Block(form, text))
        self._is_open = is_open


def _ended(line: str) -> str:
    """Give a line without what stands at its end; two spaces or a backslash there are a line break."""
    if line.endswith("\\"):
        return line[:-1].rstrip() + "\n"
    return line.rstrip() + ("\n" if line.endswith("  ") else "")


def _plain(text: str, addresses: dict[str, str]) -> str:
    """Take the marks out of a block's text, keeping what they mark."""
    text = _ESCAPE.sub(lambda found: _protect(found[1]), text)
    text = _CODE.sub(lambda found: _protect(found[2].strip()), text)
    text = _AUTOLINK.sub(lambda found: _protect(_outward(found[1])), text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda found: _link(found[1], found[2]), text)
    text = _REFERENCE.sub(lambda found: _link(found[1], addresses.get((found[2] or found[1]).casefold(), "")), text)
    text = _ADDRESS.sub(lambda found: _protect(found[0]), text)
    text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    for marks in _EMPHASIS:
        text = marks.sub(r"\1", text)
    return _PROTECTED.sub(lambda found: chr(ord(found[0]) - _PRIVATE), html.unescape(text)).rstrip("\n")


def _link(text: str, address: str) -> str:
    outward = _outward(address)
    words = text.strip()
    if not outward or outward in words:
        return words
    return f"{words} {_protect(outward)}".strip()


def _outward(address: str) -> str:
    """Give what of a link can be followed from a post: a web address, or an e-mail address without its scheme."""
    if address.startswith("mailto:"):
        return address.removeprefix("mailto:").partition("?")[0]
    return address if address.startswith(("http://", "https://")) else ""


def _protect(text: str) -> str:
    """Write ASCII characters as private ones, so that no later pattern takes them for a mark."""
    return "".join(chr(ord(letter) + _PRIVATE) if letter.isascii() else letter for letter in text)
