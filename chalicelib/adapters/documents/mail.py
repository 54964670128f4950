"""
A letter (`.eml`): its text, as its writer wrote it, and what is attached. By the standard library's `email`.

The subject is no text. Of a letter in two forms the plain one is read; a page is reduced to its words, and nothing it points
to is loaded. Source: RFC 5322, 2045–2049.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import cast

from chalicelib import texts_es
from chalicelib.adapters.documents.cleaning import readable
from chalicelib.adapters.documents.decoding import decode
from chalicelib.adapters.documents.page_text import text_of_page
from chalicelib.adapters.documents.quotations import own_words, unwrapped
from chalicelib.adapters.documents.trimming import shortened, without_signature
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.visible_text import visible

MAX_PARTS = 100
MAX_HEADED_PARTS = 500
MAX_BODY_BYTES = 2_000_000
MAX_HEADER_CHARACTERS = 1_000
"""Reading a header takes more than in proportion to its length; no letter of a person has longer ones."""

_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)
_HEADED = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_FORWARDING = re.compile(r"\s*(?:RV|FW|FWD|REENV|REENVIADO)\s*:", re.IGNORECASE)
_ALPHABETS = re.compile(
    r"utf-?8|utf-?16(?:[lb]e)?|us-ascii|(?:iso-?8859|windows|cp)-?\d{1,5}|latin-?1|macintosh|mac-?roman", re.IGNORECASE
)
"""What a letter may say it is written in; some of Python's codecs take minutes over a megabyte."""

_NO_FILES = frozenset(
    {"application/pkcs7-signature", "application/pgp-signature", "text/calendar", "text/vcard", "text/x-vcard"}
)
_BROKEN = (
    AttributeError,
    IndexError,
    KeyError,
    LookupError,
    MessageError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What `email` raises over bytes that are no letter; it makes no promise, so the list was found by fuzzing."""


class _BoundedPolicy(EmailPolicy):
    """The standard library's way to read letters of today, with headers cut at a length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Take a header as it stands in the letter."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MAX_HEADER_CHARACTERS]


_BOUNDED = _BoundedPolicy()


@dataclass(frozen=True)
class Attachment:
    """A file attached to a letter. `is_inline` says that the letter shows it in its text, as it does a signature's logo."""

    name: str
    content: bytes
    is_inline: bool


@dataclass(frozen=True)
class Letter:
    """A letter's own text, cleaned, and its attachments in their order."""

    text: str
    attachments: tuple[Attachment, ...]
    notes: tuple[str, ...] = ()


def read_letter(content: bytes) -> Letter:
    """
    Read a letter.

    Raises:
        InvalidInputError: it is damaged, or made of more parts than letters are.
    """
    if len(_MULTIPART.findall(content)) > MAX_PARTS or len(_HEADED.findall(content)) > MAX_HEADED_PARTS:
        raise InvalidInputError(texts_es.LETTER_BROKEN)
    try:
        message = cast("EmailMessage", BytesParser(policy=_BOUNDED).parsebytes(content))
        body = message.get_body(("plain", "html"))
        text, was_forwarded = _own_text(message, body)
        attachments = tuple(_attachments(message, body))
    except _BROKEN as error:
        raise InvalidInputError(texts_es.LETTER_BROKEN) from error
    kept, notes = shortened(text)
    return Letter(kept, attachments, (*((texts_es.LETTER_FORWARDED,) if was_forwarded else ()), *notes))


def _own_text(message: EmailMessage, body: MIMEPart | None) -> tuple[str, bool]:
    if body is None:
        return "", False
    text = visible(_words(body))
    is_page = body.get_content_subtype() == "html"
    subject = str(message.get("subject", ""))[:200]
    own, was_forwarded = own_words(
        text_of_page(text) if is_page else text, is_forwarded=bool(_FORWARDING.match(subject))
    )
    whole = without_signature(readable(own if is_page else unwrapped(own)))
    return whole, was_forwarded


def _words(body: MIMEPart) -> str:
    """Read a part's characters, in the alphabet it names, or else in the one in which they make sense."""
    content = body.get_payload(decode=True)
    raw = content[:MAX_BODY_BYTES] if isinstance(content, bytes) else b""
    alphabet = body.get_content_charset("utf-8")
    if not _ALPHABETS.fullmatch(alphabet):
        return decode(raw)
    try:
        return raw.decode(alphabet)
    except (LookupError, UnicodeDecodeError):
        return decode(raw)


def _attachments(message: EmailMessage, body: MIMEPart | None) -> Iterator[Attachment]:
    """Give the files of a letter. Other forms of its text, which have no name, are none; an attached letter is a file."""
    for number, part in enumerate(_leaves(message), 1):
        name, kind = part.get_filename(), part.get_content_type()
        if part is body or kind in _NO_FILES or (name is None and part.get_content_maintype() == "text"):
            continue
        if kind == "message/rfc822":
            yield Attachment(name or f"mensaje{number}.eml", _inner_letter(part), is_inline=False)
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            is_inline = part.get_content_disposition() == "inline" or part.get("content-id") is not None
            yield Attachment(name or f"adjunto{number}", content, is_inline=is_inline)


def _leaves(message: EmailMessage) -> Iterator[MIMEPart]:
    """Go through the parts that hold something, without opening attached letters."""
    waiting: list[MIMEPart] = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting += reversed(list(part.iter_parts()))
        else:
            yield part


def _inner_letter(part: MIMEPart) -> bytes:
    inner = part.get_payload()
    return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
