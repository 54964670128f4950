"""
What a file of an office is, told by its content and never by its name's ending (I13).

The name counts where bytes cannot say it: `publicacion.yaml`, a plan in `.csv`, Markdown against plain text, and whether plain
text was meant at all. What carries commands or a page (programs, SVG, HTML) is refused whatever it is called (I12).
"""

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath

from chalicelib import texts_es
from chalicelib.adapters.image_signatures import PICTURE_BRANDS, image_format
from chalicelib.domain.errors import InvalidInputError

START_BYTES = 4_096
"""How much of a file's beginning tells what it is."""

ORDER_NAMES = frozenset({"publicacion.yaml", "publicacion.yml"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
DOCUMENT_SUFFIXES = TEXT_SUFFIXES | {".docx", ".odt", ".pdf", ".rtf", ".eml", ".doc"}
MEDIA_SUFFIXES = frozenset(
    ".jpg .jpeg .png .webp .heic .heif .tif .tiff .gif .mp4 .m4v .mov".split(" ")  # noqa: SIM905 - reads as a list
)


class Kind(StrEnum):
    """What a file is. `ZIPPED` is any zip: a Word or OpenDocument text, or a folder of files."""

    ORDER = "order"
    TEXT = "text"
    PDF = "pdf"
    RTF = "rtf"
    LETTER = "letter"
    ZIPPED = "zipped"
    IMAGE = "image"
    VIDEO = "video"


_PROGRAMS = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_OTHER_VIDEOS = (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b"\x00\x00\x01\xba")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_REFUSED: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (_PROGRAMS, texts_es.FILE_PROGRAM),
    (_ARCHIVES, texts_es.FILE_OTHER_ARCHIVE),
    (_OTHER_VIDEOS, texts_es.FILE_OTHER_VIDEO),
)
_PLAINLY: tuple[tuple[tuple[bytes, ...], Kind], ...] = (
    (_ZIPPED, Kind.ZIPPED),
    ((b"{\\rtf",), Kind.RTF),
)

_FOREIGN_BRANDS = PICTURE_BRANDS | {b"crx ", b"jp2 ", b"jpx ", b"M4A ", b"M4B "}
_QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})

_MARKUP = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,300}>\s{0,200})?(?:<!--(?>.{0,1000}?-->)\s{0,200}){0,3}"
    r"<(?:!doctype\s{1,20}(?:html|svg)|html|head|body|svg|script|iframe|object|embed|meta|link|style|\?php|%)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s{0,200}<\?xml\b")
_SVG = re.compile(r"<svg\b", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,60}):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,60}")
_LETTER_MARKS = frozenset({"from", "received", "return-path", "message-id", "mime-version", "delivered-to"})


def kind_of(start: bytes, name: str) -> Kind:
    """
    Tell what a file is from its first bytes (`START_BYTES` of them, or all there are) and its name.

    Raises:
        InvalidInputError: it is nothing an office sends, with what to do about it in Spanish.
    """
    if _unaccented(name) in ORDER_NAMES:
        return Kind.ORDER
    return _by_signature(start, name) or _by_words(start, PurePosixPath(name).suffix.casefold())


def is_markdown(name: str) -> bool:
    """Say whether a text's name calls it Markdown."""
    return PurePosixPath(name).suffix.casefold() in {".md", ".markdown"}


# By signature -----------------------------------------------------------------------------------------------------


def _by_signature(start: bytes, name: str) -> Kind | None:
    for starts, reason in _REFUSED:
        if start.startswith(starts):
            raise InvalidInputError(reason)
    if start.startswith(b"MZ") and b"\0" in start[:64]:
        raise InvalidInputError(texts_es.FILE_PROGRAM)
    if start.startswith(_OLE):
        raise InvalidInputError(_why_old_office(start, name))
    if image_format(start):
        return Kind.IMAGE
    for starts, kind in _PLAINLY:
        if start.startswith(starts):
            return kind
    return _by_container(start) or (Kind.PDF if _is_pdf(start) else None)


def _by_container(start: bytes) -> Kind | None:
    """Tell the formats that say what they are a few bytes in: RIFF (AVI) and ISO media (MP4, MOV)."""
    if start.startswith(b"RIFF") and start[8:12] == b"AVI ":
        raise InvalidInputError(texts_es.FILE_OTHER_VIDEO)
    if start[4:8] == b"ftyp":
        # HEIC and MP4 share their container (ISO/IEC 14496-12): a picture of ours was told before, other codings are refused.
        if start[8:12] in _FOREIGN_BRANDS:
            raise InvalidInputError(texts_es.FILE_UNKNOWN)
        return Kind.VIDEO
    return Kind.VIDEO if start[:1] == b"\0" and start[4:8] in _QUICKTIME_ATOMS else None


def _is_pdf(start: bytes) -> bool:
    """A PDF may have a few bytes before its header; a text that only speaks of one has no bytes that are not text."""
    at = start.find(b"%PDF-", 0, 1_024)
    return at == 0 or (at > 0 and (not start[:at].strip(b"\xef\xbb\xbf \t\r\n") or b"\0" in start))


def _why_old_office(start: bytes, name: str) -> str:
    """A file of old Office, or a new one behind a password: both are the same kind of container."""
    suffix = PurePosixPath(name).suffix.casefold()
    if "EncryptedPackage".encode("utf-16-le") in start or suffix in {".docx", ".xlsx", ".pptx"}:
        return texts_es.FILE_ENCRYPTED
    return texts_es.FILE_OUTLOOK if suffix == ".msg" else texts_es.FILE_OLD_OFFICE


# By words ---------------------------------------------------------------------------------------------------------


def _by_words(start: bytes, suffix: str) -> Kind:
    text = _roughly(start)
    if _MARKUP.match(text) or (_XML.match(text) and _SVG.search(text)) or suffix in {".svg", ".html", ".htm", ".js"}:
        raise InvalidInputError(texts_es.FILE_MARKUP)
    if suffix in {".csv", ".tsv"}:
        raise InvalidInputError(texts_es.FILE_IS_A_PLAN)
    if suffix == ".eml" or _is_letter(text):
        return Kind.LETTER
    if suffix in DOCUMENT_SUFFIXES and not _XML.match(text):
        return Kind.TEXT
    raise InvalidInputError(texts_es.FILE_NOT_ITS_TYPE if suffix in MEDIA_SUFFIXES else texts_es.FILE_UNKNOWN)


def _roughly(start: bytes) -> str:
    """Read a beginning well enough to recognise what is written in ASCII, whatever the encoding."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00").replace(b"\0", b"").decode("latin-1").replace("\r\n", "\n")


def _is_letter(text: str) -> bool:
    """A letter begins with headers; two of those that only mail programs write are enough."""
    names: set[str] = set()
    at = text.find("\n") + 1 if text.startswith("From ") else 0
    while (found := _HEADER.match(text, at)) is not None:
        names.add(found[1].casefold())
        at = found.end()
    return len(names & _LETTER_MARKS) > 1


def _unaccented(name: str) -> str:
    """Fold a file's name: an office may well write `Publicación.yaml`."""
    folded = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))
