"""Documents as the offices' programs write them, made in code: one release in every format, and pictures of every kind."""

import zipfile
from email.message import EmailMessage
from functools import cache
from io import BytesIO

import docx
from PIL import Image
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from reportlab.platypus import Image as Figure

from tests.unit.adapters.documents.packing import saved
from tests.unit.adapters.documents.releases import Release

ODT_MIME = "application/vnd.oasis.opendocument.text"
ODT_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


@cache
def picture(kind: str = "JPEG", side: int = 400, colour: str = "green") -> bytes:
    """Give the bytes of a picture."""
    file = BytesIO()
    Image.new("RGB", (side, side), colour).save(file, kind)
    return file.getvalue()


def word(release: Release, *pictures: bytes) -> bytes:
    document = docx.Document()
    document.add_heading(release.title, 1)
    for item in release.highlights:
        document.add_paragraph(item, style="List Bullet")
    for paragraph in release.body:
        document.add_paragraph(paragraph)
    for one in pictures:
        document.add_picture(BytesIO(one))
    return saved(document)


def odt_file(body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """Give an OpenDocument text with this body and these other parts."""
    content = (
        f'<office:document-content {ODT_NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT_MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return file.getvalue()


def odt(release: Release, *pictures: bytes) -> bytes:
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in release.highlights)
    paragraphs = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in release.body)
    frames = "".join(
        f'<text:p><draw:frame><draw:image xlink:href="Pictures/{number}.jpg"/></draw:frame></text:p>'
        for number in range(len(pictures))
    )
    body = f"<text:h>{release.title}</text:h><text:list>{items}</text:list>{paragraphs}{frames}"
    return odt_file(body, {f"Pictures/{number}.jpg": one for number, one in enumerate(pictures)})


def rtf_words(text: str) -> str:
    """Write text as RTF does: Windows' letters in hexadecimal, the others by number."""
    words = ""
    for letter in text:
        if letter in "\\{}":
            words += "\\" + letter
        elif letter.isascii():
            words += letter
        else:
            written = letter.encode("cp1252", "ignore")
            words += f"\\'{written[0]:02x}" if written else f"\\u{ord(letter)}?"
    return words


def rtf(release: Release, *pictures: bytes) -> bytes:
    items = "".join(rf"{{\listtext\pard\plain\f2 \'b7\tab}}{rtf_words(item)}\par " for item in release.highlights)
    paragraphs = "".join(rf"\pard {rtf_words(paragraph)}\par{chr(10)}" for paragraph in release.body)
    shown = "".join(rf"{{\*\shppict{{\pict\jpegblip\picw400 {one.hex()}}}}}\par " for one in pictures)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f2\fnil\fcharset2 Symbol;}}"
        r"{\stylesheet{\s0 Normal;}}{\*\generator Riched20;}{\info{\author Nadie}}"
        rf"\pard\b {rtf_words(release.title)}\b0\par {items}{paragraphs}{shown}}}"
    ).encode("latin-1")


def pdf(*releases: Release, columns: int = 1, hyphens: bool = False, pictures: tuple[bytes, ...] = ()) -> bytes:
    """Print releases: justified, a header and a page's number on every page, in one column or two."""
    file = BytesIO()
    document = BaseDocTemplate(file, invariant=1)
    width = 450 / columns - 12
    frames = [Frame(72 + column * (450 / columns), 60, width, 700) for column in range(columns)]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=_edges)])
    story = [piece for release in releases for piece in _printed(release, hyphens=hyphens)]
    document.build([*story, *(Figure(BytesIO(one), 200, 200) for one in pictures)])
    return file.getvalue()


def _edges(canvas: Canvas, _: object) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 800, "Dirección General de Comunicación Social")
    canvas.drawCentredString(300, 30, f"Página {canvas.getPageNumber()}")


def _printed(release: Release, *, hyphens: bool) -> list[Paragraph]:
    body = ParagraphStyle(
        "body",
        fontName="Times-Roman",
        fontSize=11,
        leading=14,
        alignment=TA_JUSTIFY,
        spaceAfter=8,
        embeddedHyphenation=int(hyphens),
    )
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=14, leading=17, alignment=1, spaceAfter=8)
    item = ParagraphStyle("item", parent=body, leftIndent=18, bulletIndent=6, spaceAfter=2)
    return [
        Paragraph(release.title, title),
        *(Paragraph(_divisible(text) if hyphens else text, item, bulletText="•") for text in release.highlights),
        *(Paragraph(_divisible(text) if hyphens else text, body) for text in release.body),
    ]


def _divisible(text: str) -> str:
    """Mark where a long word may be divided, roughly as Spanish divides: after a vowel before a consonant and a vowel."""
    return " ".join(_divided(word) if len(word) > 8 and word.isalpha() else word for word in text.split(" "))


def _divided(word: str) -> str:
    vowels = set("aeiouáéíóú")
    parts = word[:2]
    for place in range(2, len(word)):
        is_vowel = [letter in vowels for letter in word[place - 1 : place + 2]]
        divides = is_vowel == [True, False, True] and place < len(word) - 2
        parts += ("\u00ad" if divides else "") + word[place]
    return parts


def letter(
    text: str,
    *attachments: tuple[str, bytes],
    subject: str = "Boletín",
    page: str = "",
    inline: tuple[tuple[str, bytes], ...] = (),
) -> bytes:
    """Write a letter as mail programs do, with files attached."""
    message = EmailMessage()
    message["From"], message["To"] = "enlace@leon.gob.mx", "prensa@leon.gob.mx"
    message["Subject"], message["Date"] = subject, "Mon, 23 Nov 2026 09:00:00 -0600"
    message["Message-ID"] = "<1@leon.gob.mx>"
    if text:
        message.set_content(text)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    for name, content in inline:
        message.add_attachment(
            content, maintype="image", subtype="png", filename=name, disposition="inline", cid=f"<{name}>"
        )
    return message.as_bytes()
