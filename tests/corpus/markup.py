"""XML that expands, reaches out or nests without end, as the text of a Word document and of an OpenDocument text (I08, I09)."""

from collections.abc import Callable

from tests.corpus.specimen import EITHER, REJECTED, Content, Specimen, specimens
from tests.corpus.zips import TEXT, zeros, zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

Wrap = Callable[[str], str]
Pack = Callable[[bytes], bytes]


def word_body(text: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'


def word_pack(xml: bytes, **others: bytes) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml), *others.items())


def open_body(text: str) -> str:
    return (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{WORDS}"><office:body><office:text>'
        f"<text:p>{text}</text:p></office:text></office:body></office:document-content>"
    )


def open_pack(xml: bytes, **others: bytes) -> bytes:
    return zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml), *others.items())


def laughing(levels: int = 9) -> str:
    """Declare entities each of which is ten of the one before."""
    lines = ['<!ENTITY a0 "ja">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1))]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def declared(wrap: Wrap) -> dict[str, Content]:
    """What a document type can do. No office's program writes one."""

    def doc(doctype: str, text: str) -> bytes:
        return f'<?xml version="1.0"?>{doctype}{wrap(text)}'.encode()

    return {
        "billion laughs": doc(laughing(), "&a9;"),
        "quadratic": lambda: doc(f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 20_000),
        "entity that is a file": doc('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        "entity that is an address": doc('<!DOCTYPE x [<!ENTITY a SYSTEM "http://169.254.169.254/latest">]>', "&a;"),
        "parameter entity": doc('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9001/x"> %a;]>', "hola"),
        "entity of itself": doc('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        "document type elsewhere": doc('<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">', "hola"),
        "attributes by default": doc('<!DOCTYPE x [<!ATTLIST p a CDATA "x">]>', "hola"),
    }


def malformed(wrap: Wrap) -> dict[str, Content]:
    plain = wrap("hola").encode()
    return {
        "not closed": plain[:-20],
        "nothing": b"",
        "only a declaration": b'<?xml version="1.0"?>',
        "not XML": b"%PDF-1.7 " + bytes(500),
        "NUL": plain.replace(b"hola", b"ho\0la"),
        "encoding unknown": b'<?xml version="1.0" encoding="x-klingon"?>' + plain,
        "UTF-8 that is not": plain.replace(b"hola", b"\xff\xfe\xc0\x80"),
        "another root": b"<html><body><script>alert(1)</script></body></html>",
        "elements 200,000 deep": lambda: wrap("<a>" * 200_000 + "</a>" * 200_000).encode(),
        "elements 200,000 deep and not closed": lambda: wrap("<a>" * 200_000).encode(),
    }


def enormous(wrap: Wrap) -> dict[str, Content]:
    return {
        "attribute of 12 MB": lambda: wrap(f'<a b="{"x" * 12_000_000}"/>').encode(),
        "text of 15 MB": lambda: wrap("x" * 15_000_000).encode(),
        "comment of 12 MB": lambda: wrap(f"<!--{'x' * 12_000_000}-->").encode(),
        "100,000 attributes": lambda: wrap("<a " + " ".join(f'b{n}=""' for n in range(100_000)) + "/>").encode(),
        "100,000 namespaces": lambda: wrap("".join(f'<n{n}:a xmlns:n{n}="u{n}"/>' for n in range(100_000))).encode(),
        "600,000 elements": lambda: wrap("<a/>" * 600_000).encode(),
        "300,000 instructions": lambda: wrap("<?a b?>" * 300_000).encode(),
        "one name of 1 MB": lambda: wrap(f"<{'n' * 1_000_000}/>").encode(),
        "bytes in UTF-16": wrap("hola").encode("utf-16"),
        "script as text": wrap("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} =HYPERLINK(1)").encode(),
    }


def packed(contents: dict[str, Content], pack: Pack) -> dict[str, Content]:
    def later(content: Content) -> Content:
        return lambda: pack(content if isinstance(content, bytes) else content())

    return {name: later(content) for name, content in contents.items()}


def of_word() -> dict[str, Content]:
    """Documents that carry or point to something else; their text is as good as any (I08)."""
    body = word_body("Aviso a la ciudadanía").encode()
    relation = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{RELATION}/%s" Target="%s" TargetMode="%s"/>'
        "</Relationships>"
    )

    def related(kind: str, target: str, mode: str = "External") -> bytes:
        return zipped(
            ("word/document.xml", body), ("word/_rels/document.xml.rels", (relation % (kind, target, mode)).encode())
        )

    return {
        "template elsewhere": related("attachedTemplate", "http://127.0.0.1/t.dotm"),
        "picture elsewhere": related("image", "http://169.254.169.254/latest/meta-data"),
        "picture that is a file": related("image", "file:///etc/passwd"),
        "picture out of the zip": related("image", "../../../../etc/passwd", "Internal"),
        "chunk of HTML": related("aFChunk", "afchunk.html", "Internal"),
        "frame elsewhere": related("frame", "\\\\servidor\\x"),
        "macros": word_pack(body, **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(2_000)}),
        "OLE": word_pack(body, **{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(2_000)}),
        "ActiveX": word_pack(body, **{"word/activeX/activeX1.bin": bytes(2_000)}),
        "picture that is a program": word_pack(body, **{"word/media/image1.png": b"MZ" + bytes(5_000)}),
        "picture that is SVG": word_pack(body, **{"word/media/image1.svg": b"<svg><script>alert(1)</script></svg>"}),
        "picture of 2 GB": word_pack(body, **{"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + zeros(40)}),
        "1,500 pictures": lambda: word_pack(body, **{f"word/media/image{n}.png": b"\x89PNG" for n in range(1_500)}),
        "field that runs": word_pack(word_body("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe").encode()),
    }


def hostile() -> list[Specimen]:
    found = specimens("I08 docx", "boletin.docx", EITHER, of_word())
    for name, wrap, pack in (("docx", word_body, word_pack), ("odt", open_body, open_pack)):
        file = f"boletin.{name}"
        found += specimens(f"I09 {name}", file, REJECTED, packed(declared(wrap), pack))
        found += specimens(f"I09 {name}", file, REJECTED, packed(malformed(wrap), pack))
        found += specimens(f"I09 {name}", file, EITHER, packed(enormous(wrap), pack))
    return [*found, *specimens("I08 docx", "renombrado.docx", REJECTED, {"old Word": b"\xd0\xcf\x11\xe0" + TEXT * 99})]
