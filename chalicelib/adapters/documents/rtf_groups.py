"""RTF in one pass: its pictures apart, and its words without what is no text, in the form that striprtf reads quickly."""

import re
from dataclasses import dataclass, replace

MAX_WORDS = 300_000
"""How much marked text is read: some twenty times what is kept of a document."""

MAX_DEPTH = 500
LINE_BREAK = "\x0b"

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\(?P<sign>.)|(?P<brace>[{}])|[^\\{}]+",
    re.DOTALL,
)
_SILENT_WORDS = (
    "annotation atnauthor atndate atnicn atnid atnref colorschememapping colortbl datastore fldinst footer footerf "
    "footerl footerr footnote generator header headerf headerl headerr info latentstyles listoverridetable "
    "listtable nonshppict objclass objdata object pgdsctbl pict revtbl rsidtbl shpinst stylesheet themedata "
    "xmlnstbl"
)
_SILENT = frozenset(_SILENT_WORDS.split())
"""Groups that hold no words of the text. A picture's is looked into, for the picture."""

_PICTURES = {"pngblip": ".png", "jpegblip": ".jpg"}
_HIDING = frozenset({"v", "deleted"})
_NOT_HEXADECIMAL = re.compile(r"[^0-9a-fA-F]+")
_FONT = re.compile(r"\\f(\d{1,5})\b[^;{}]{0,200}?\\fcharset(\d{1,3})")


@dataclass(frozen=True)
class _Group:
    """What holds inside a pair of braces."""

    is_silent: bool = False
    is_hidden: bool = False
    is_fonts: bool = False
    is_picture: bool = False
    is_just_open: bool = True


class Groups:
    """An RTF document taken apart: `words` for striprtf, `pictures` as pairs of suffix and hexadecimal digits."""

    def __init__(self, text: str) -> None:
        """Take the document apart, from its first brace to its last."""
        self.pictures: list[tuple[str, str]] = []
        self._kept: list[str] = []
        self._fonts: list[str] = []
        self._digits: list[str] = []
        self._suffix = ""
        self._length = 0
        self._now = _Group()
        self._outer: list[_Group] = []
        self._take_apart(text)

    @property
    def words(self) -> str:
        """What is left for striprtf, with a table of fonts of our own making at its beginning."""
        found = _FONT.findall("".join(self._fonts)[:MAX_WORDS])
        fonts = "".join(f"{{\n\\f{number}\\fcharset{charset} A;}}" for number, charset in found[:200])
        return "{" + (f"{{\\fonttbl{fonts}}}" if fonts else "") + "".join(self._kept).removeprefix("{")

    def _take_apart(self, text: str) -> None:
        position = 0
        while (token := _TOKEN.match(text, position)) is not None and self._length < MAX_WORDS:
            position = token.end()
            if token["word"] == "bin":
                position += max(0, int(token["number"] or 0))
            elif token["brace"] == "{":
                self._open()
            elif token["brace"] == "}":
                self._close()
            else:
                self._hear(token[0], token["word"] or "", token["number"], token["sign"] or "")

    def _open(self) -> None:
        if not self._now.is_silent:
            # A line's end of the file means nothing, and keeps striprtf's pattern for links from matching.
            self._keep("{\n")
        if len(self._outer) < MAX_DEPTH:
            self._outer.append(self._now)
        self._now = replace(self._now, is_just_open=True, is_picture=False)

    def _close(self) -> None:
        if self._now.is_picture and self._suffix:
            self.pictures.append((self._suffix, _NOT_HEXADECIMAL.sub("", "".join(self._digits))))
        self._digits, self._suffix = [], ""
        self._now = self._outer.pop() if self._outer else _Group()
        if not self._now.is_silent:
            self._keep("}")

    def _hear(self, token: str, word: str, number: str | None, sign: str) -> None:
        if self._now.is_just_open:
            self._begin(word, sign)
        if word in _HIDING or word == "plain":
            self._now = replace(self._now, is_hidden=word != "plain" and number != "0")
        if self._now.is_picture:
            self._suffix = _PICTURES.get(word, self._suffix)
        if self._now.is_picture and not word:
            self._digits.append(token)
        elif self._now.is_fonts:
            self._fonts.append(token)
        elif not self._now.is_silent and not (self._now.is_hidden and not word):
            self._keep(LINE_BREAK if word == "line" else token)

    def _begin(self, word: str, sign: str) -> None:
        """Hear a group's first word, which says what the group is for; an asterisk may stand before it."""
        if sign == "*":
            return
        self._now = replace(
            self._now,
            is_just_open=False,
            is_silent=self._now.is_silent or word in _SILENT or word == "fonttbl",
            is_fonts=self._now.is_fonts or word == "fonttbl",
            is_picture=word == "pict" and not (self._now.is_hidden or self._now.is_silent),
        )

    def _keep(self, token: str) -> None:
        self._length += len(token)
        self._kept.append(token)
