"""Press releases in every format an office's programs write, with what those programs leave in them."""

from email.message import EmailMessage
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.shared import Cm
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, Image, PageBreak, PageTemplate, Paragraph

from tests.corpus.markup import OFFICE, WORDS
from tests.corpus.pictures import painted, saved
from tests.corpus.releases import Release
from tests.corpus.zips import zipped


def photograph() -> bytes:
    return saved("JPEG", painted((800, 600)))


def word(release: Release, *, style: str = "plain") -> bytes:
    """Write a Word document: plain, with its list as a list, with a table, or with a photograph."""
    document = Document()
    document.add_heading(release.title, 1)
    for line in release.highlights:
        document.add_paragraph(line, style="List Bullet" if style == "list" else None)
    for paragraph in release.body:
        document.add_paragraph().add_run(paragraph).bold = style == "bold"
    if style == "table":
        for cell, value in zip(document.add_table(1, 2).rows[0].cells, ("Fecha", "30 de noviembre"), strict=True):
            cell.text = value
    if style == "photograph":
        document.add_picture(BytesIO(photograph()), width=Cm(12))
    document.add_paragraph(release.hashtags)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def open_document(release: Release, *, style: str = "plain") -> bytes:
    """Write an OpenDocument text as LibreOffice lays it out: paragraphs, a list, spaces and tabs, or a photograph."""
    title, *rest = release.paragraphs
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    if style == "list":
        items = "".join(
            f"<text:list-item><text:p>{escape(line)}</text:p></text:list-item>" for line in release.highlights
        )
        body += f"<text:list>{items}</text:list>"
    gap = '<text:s text:c="2"/><text:tab/><text:line-break/>' if style == "spaces" else ""
    body += "".join(f"<text:p><text:span>{escape(paragraph)}</text:span>{gap}</text:p>" for paragraph in rest)
    pictures = [("Pictures/100.jpg", photograph())] if style == "photograph" else []
    if pictures:
        body += '<text:p><draw:frame><draw:image xlink:href="Pictures/100.jpg"/></draw:frame></text:p>'
    spaces = (
        f'xmlns:office="{OFFICE}" xmlns:text="{WORDS}" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        "</manifest:manifest>"
    )
    return zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.encode()),
        *pictures,
        ("META-INF/manifest.xml", manifest.encode()),
    )


def rich(release: Release, *, style: str = "plain") -> bytes:
    """Write rich text with accents in the codepage, or as Unicode numbers, as WordPad and Word do."""

    def coded(letter_: str) -> str:
        if letter_ in "\\{}":
            return "\\" + letter_
        if ord(letter_) < 0x80:
            return letter_
        if style == "codepage" and letter_.encode("cp1252", "ignore"):
            return f"\\'{letter_.encode('cp1252')[0]:02x}"
        units = letter_.encode("utf-16-le")
        numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
        return "".join(f"\\u{number}?" for number in numbers)

    lines = "".join(f"\\pard\\sa200 {''.join(map(coded, paragraph))}\\par\n" for paragraph in release.paragraphs)
    head = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\nouicompat{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}}"
        "{\\*\\generator Riched20 10.0;}\\viewkind4\\uc1\n"
    )
    return (head + lines + "}").encode("ascii")


def mail(release: Release, *, style: str = "plain") -> bytes:
    """Write a letter: plain, in quoted-printable Latin-1, with HTML beside it, or with a photograph or a document."""
    message = EmailMessage()
    message["From"] = "Prensa <prensa@example.mx>"
    message["To"] = "redes@example.mx"
    message["Subject"] = f"Boletín: {release.title}"
    message["Date"] = "Mon, 23 Nov 2026 09:30:00 -0600"
    if style == "latin":
        plain = release.text.encode("cp1252", "replace").decode("cp1252")
        message.set_content(plain, charset="windows-1252", cte="quoted-printable")
    else:
        message.set_content(release.text, cte="base64" if style == "base64" else None)
    if style == "html":
        message.add_alternative("".join(f"<p>{escape(line)}</p>" for line in release.paragraphs), subtype="html")
    if style == "photograph":
        message.add_attachment(photograph(), maintype="image", subtype="jpeg", filename="fotografía.jpg")
    if style == "document":
        message.add_attachment(word(release), maintype="application", subtype="octet-stream", filename="boletín.docx")
    return message.as_bytes()


def portable(release: Release, *, style: str = "plain", pages: int = 1) -> bytes:
    """Write a PDF in one column or two, of several pages, or with a photograph."""
    file = BytesIO()
    width, height = letter
    count = 2 if style == "columns" else 1
    each = (width - 144) / count
    frames = [Frame(72 + each * number, 72, each, height - 144) for number in range(count)]
    document = BaseDocTemplate(file, pagesize=letter, invariant=1, pageTemplates=[PageTemplate(frames=frames)])
    styles = getSampleStyleSheet()
    story: list[object] = []
    for number in range(pages):
        story += [PageBreak()] if number else []
        title, *rest = release.paragraphs
        story += [
            Paragraph(escape(title), styles["Title"]),
            *(Paragraph(escape(line), styles["Normal"]) for line in rest),
        ]
    if style == "photograph":
        story.append(Image(BytesIO(photograph()), width=300, height=225))
    document.build(story)
    return file.getvalue()
