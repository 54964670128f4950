"""PDF files that loop, explode, hide or are locked (I15). Written by hand: no library would write them."""

import zlib
from functools import cache
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.specimen import EITHER, REJECTED, Content, Specimen, specimens
from tests.corpus.zips import cut, zipped, zlib_zeros

SHOW = b"BT /F1 12 Tf 72 700 Td (El Municipio informa a la ciudadania.) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Write objects 1, 2, 3 … with a true table of where they are; the first is the catalogue."""
    whole, where = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        where.append(len(whole))
        whole += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in where)
    start = len(whole)
    return bytes(whole) + (
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def page(content: bytes, *, more: bytes = b"", catalogue: bytes = b"", others: tuple[bytes, ...] = ()) -> bytes:
    """Write a PDF of one page; `others` are objects 6 and on."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>" % more,
        content,
        FONT,
        *others,
    )


def packed(megabytes: int, times: int = 1) -> bytes:
    """Give a stream of so many megabytes of nothing, packed several times over."""
    content = zlib_zeros(megabytes)
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times))


@cache
def plain(pages: int = 1, word: str = "El Municipio informa a la ciudadanía.") -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for number in range(pages):
        canvas.drawString(72, 700, f"{word} {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def long(pages: int) -> bytes:
    """Write a PDF of very many pages, all the same."""
    kids = b"".join(b"%d 0 R " % (number + 5) for number in range(pages))
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, stream(SHOW), FONT, *[one] * pages)


def locked(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain())))
    writer.encrypt(user, owner, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def unreadable() -> dict[str, Content]:
    good = page(stream(SHOW))
    return {
        "locked": locked("secreto", "otro"),
        "only a header": b"%PDF-1.7\n",
        "header and end": b"%PDF-1.7\n%%EOF",
        "header and noise": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "no pages": pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
        "no catalogue": pdf(b"<</Type/Nothing>>"),
        "tree of pages that is its own child": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
        ),
        "two trees, each the other's child": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>",
        ),
        "10,000 pages": lambda: long(10_000),
        "cut at a tenth": cut(good, 0.1),
    }


def odd() -> dict[str, Content]:
    good = page(stream(SHOW))
    end = good.rindex(b"startxref")
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    large = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
    shown = b"/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>"
    return {
        "locked for its owner alone": locked("", "otro"),
        "no table": good[: good.rindex(b"xref\n0")] + b"%%EOF",
        "table far away": good[:end] + b"startxref\n99999999999999999999\n%%EOF",
        "table before the start": good[:end] + b"startxref\n-5\n%%EOF",
        "table that follows itself": good.replace(b"/Root", b"/Prev %d/Root" % good.rindex(b"xref\n0")),
        "cut in the middle": cut(good, 0.5),
        "cut at the end": cut(good, 0.95),
        "script": page(stream(SHOW), catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        "program to start": page(stream(SHOW), catalogue=b"/OpenAction<</S/Launch/F(/bin/sh)>>"),
        "form elsewhere": page(stream(SHOW), catalogue=b"/AcroForm<</XFA(x)/Fields[]>>"),
        "file within": page(stream(SHOW), catalogue=b"/Names<</EmbeddedFiles<</Names[(a.exe)<</F(a.exe)>>]>>>>"),
        "link with script": page(stream(SHOW), more=b"/Annots[<</Subtype/Link/A<</S/URI/URI(javascript:1)>>>>]"),
        "stream of 400 MB": lambda: page(packed(400)),
        "stream of 100 MB packed eight times": lambda: page(packed(100, 8)),
        "stream longer than the file": page(b"<</Length 999999999>>stream\n" + SHOW + b"\nendstream"),
        "stream shorter than nothing": page(b"<</Length -9>>stream\n" + SHOW + b"\nendstream"),
        "stream packed forty ways": page(stream(SHOW, b"/Filter[%s]" % (b"/ASCIIHexDecode" * 40))),
        "stream of LZW noise": page(stream(bytes(range(256)) * 400, b"/Filter/LZWDecode")),
        "stream of runs": page(stream(b"\x81 " * 200_000, b"/Filter/RunLengthDecode")),
        "stream in a file": page(b"<</Length 0/F(/etc/passwd)>>stream\n\nendstream"),
        "500,000 operators": lambda: page(stream(b"BT /F1 9 Tf " + b"(a)Tj " * 500_000 + b"ET")),
        "500,000 states": lambda: page(stream(b"q " * 500_000 + SHOW)),
        "arrays 200,000 deep": lambda: page(stream(b"[" * 200_000 + SHOW)),
        "dictionaries 100,000 deep": lambda: page(
            stream(SHOW), more=b"/A" + b"<</A" * 100_000 + b" 1" + b">>" * 100_000
        ),
        "string of parentheses": lambda: page(stream(b"BT (" + b"(" * 200_000 + b") Tj ET")),
        "number of 100,000 digits": page(stream(b"9" * 100_000 + b" 0 Td " + SHOW)),
        "form that draws itself": page(stream(b"/X Do " + SHOW), more=shown, others=(form,)),
        "picture of 60,000 by 60,000": page(stream(b"/X Do " + SHOW), more=shown, others=(stream(b"x", large),)),
        "picture that is a bomb": lambda: page(
            stream(b"/X Do"), more=shown, others=(packed(300).replace(b"<<", b"<<" + large[:-19], 1),)
        ),
        "picture that masks itself": page(
            stream(b"/X Do"), more=shown, others=(stream(b"x", large + b"/SMask 6 0 R"),)
        ),
        "picture of JBIG2 noise": page(
            stream(b"/X Do"), more=shown, others=(stream(bytes(range(256)), large.replace(b"Flate", b"JBIG2")),)
        ),
        "picture of JPEG 2000 noise": page(
            stream(b"/X Do"),
            more=shown,
            others=(stream(bytes(range(256)), large.replace(b"FlateDecode", b"JPXDecode")),),
        ),
        "page of a billion points": page(stream(SHOW)).replace(b"[0 0 612 792]", b"[0 0 1e9 999999999]"),
        "page of no size": page(stream(SHOW)).replace(b"[0 0 612 792]", b"[0 0 0 0]"),
        "page without contents": page(stream(b"")),
        "font of 20 MB": lambda: page(stream(SHOW)).replace(FONT, FONT[:-2] + b"/W[" + b"1 " * 5_000_000 + b"]>>"),
        "font that is its own": page(stream(SHOW)).replace(
            FONT, b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]>>"
        ),
        "letters that draw themselves": page(stream(SHOW)).replace(
            FONT,
            b"<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/CharProcs<</E 4 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>",
        ),
        "objects in a stream of noise": page(
            stream(SHOW), others=(stream(b"1 0 2 0 noise", b"/Type/ObjStm/N 99999/First 9"),)
        ),
        "200,000 objects": lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", *[b"null"] * 200_000
        ),
        "a million pages, it says": page(stream(SHOW)).replace(b"/Count 1", b"/Count 1000000"),
        "page listed 50,000 times": lambda: page(stream(SHOW)).replace(b"[3 0 R]", b"[" + b"3 0 R " * 50_000 + b"]"),
        "saved 500 times": lambda: good + b"\nxref\n0 0\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF" * 500,
        "after a kilobyte of noise": bytes(range(256)) * 3 + good,
        "also a zip": good + zipped(("a.txt", b"hola")),
    }


def hostile() -> list[Specimen]:
    return [
        *specimens("I15 pdf", "boletin.pdf", REJECTED, unreadable()),
        *specimens("I15 pdf", "boletin.pdf", EITHER, odd()),
    ]
