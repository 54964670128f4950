"""Letters and rich texts that nest, lie or carry what they should not (I06–I09)."""

import base64

from tests.corpus.specimen import EITHER, Content, Specimen, specimens
from tests.corpus.zips import MEGABYTE, by_hand, nested, zeros

HEAD = b"From: prensa@example.mx\r\nTo: redes@example.mx\r\nSubject: Boletin\r\nMIME-Version: 1.0\r\n"
BODY = b"El Municipio informa a la ciudadania.\r\n"


def letter(kind: str, body: bytes, *more: str) -> bytes:
    return HEAD + "".join(f"{line}\r\n" for line in (f"Content-Type: {kind}", *more)).encode() + b"\r\n" + body


def part(kind: str, body: bytes, *more: str) -> bytes:
    return (
        "".join(f"{line}\r\n" for line in ("--b", f"Content-Type: {kind}", *more)).encode() + b"\r\n" + body + b"\r\n"
    )


def mixed(*parts: bytes) -> bytes:
    return letter("multipart/mixed; boundary=b", b"".join(parts) + b"--b--\r\n")


def attached(name: str, content: bytes = BODY, kind: str = "application/octet-stream") -> bytes:
    coded = base64.encodebytes(content)
    how = (f'Content-Disposition: attachment; filename="{name}"', "Content-Transfer-Encoding: base64")
    return part("text/plain", BODY) + part(kind, coded, *how)


def deep_parts(depth: int) -> bytes:
    body = b""
    for level in range(depth):
        body += f"--b{level}\r\nContent-Type: multipart/mixed; boundary=b{level + 1}\r\n\r\n".encode()
    return letter("multipart/mixed; boundary=b0", body)


def of_letters() -> dict[str, Content]:
    text = "text/plain; charset=utf-8"
    forwarded = "Content-Type: message/rfc822\r\n\r\n"
    return {
        "parts 3,000 deep": lambda: deep_parts(3_000),
        "letters in letters, 3,000 deep": lambda: HEAD + (forwarded * 3_000).encode() + BODY,
        "200,000 headers": lambda: HEAD + b"X-A: b\r\n" * 200_000 + b"\r\n" + BODY,
        "header of 5 MB": lambda: HEAD + b"X-A: " + b"a" * 5_000_000 + b"\r\n\r\n" + BODY,
        "header folded 200,000 times": lambda: HEAD + b"X-A: a" + b"\r\n b" * 200_000 + b"\r\n\r\n" + BODY,
        "subject of 20,000 encoded words": lambda: (
            HEAD + b"Subject: " + b"=?utf-8?b?aG9sYQ==?= " * 20_000 + b"\r\n\r\n" + BODY
        ),
        "10,000 attachments": lambda: mixed(attached("a.txt") * 10_000),
        "base64 that is not": letter(text, b"!!!" * 5_000, "Content-Transfer-Encoding: base64"),
        "base64 in one line of 12 MB": lambda: letter(
            text, base64.b64encode(bytes(9_000_000)), "Content-Transfer-Encoding: base64"
        ),
        "quoted-printable broken": letter(text, b"=ZZ=\r=E9=\n==" * 500, "Content-Transfer-Encoding: quoted-printable"),
        "uuencode": letter(text, b"begin 644 a\n#!!!\n" * 50, "Content-Transfer-Encoding: uuencode"),
        "transfer unknown": letter(text, BODY, "Content-Transfer-Encoding: x-klingon"),
        "charset unknown": letter("text/plain; charset=x-klingon", BODY),
        "charset that is no text": letter("text/plain; charset=base64", BODY),
        "charset with NUL": letter('text/plain; charset="utf\0-8"', BODY),
        "charset lies": letter("text/plain; charset=utf-16", BODY),
        "boundary missing": letter("multipart/mixed", BODY),
        "boundary empty": letter('multipart/mixed; boundary=""', b"--\r\n\r\na\r\n----\r\n"),
        "boundary of 100 KB": letter(f"multipart/mixed; boundary={'b' * 100_000}", BODY),
        "boundary like a pattern": letter('multipart/mixed; boundary="(a+)+$"', b"--(a+)+$\r\n\r\n" + b"a" * 50_000),
        "never closed": letter("multipart/mixed; boundary=b", part("text/plain", BODY)),
        "only headers": HEAD,
        "no headers": b"\r\n\r\n" + BODY,
        "one header": b"From: a\r\n\r\n",
        "NUL everywhere": HEAD.replace(b"o", b"\0") + b"\r\n" + BODY,
        "eight bits in headers": HEAD + b"Subject: \xe1\xff\xfe\r\n\r\n" + BODY,
        "script": letter("text/html", b"<script>alert(1)</script><p onclick=x>hola</p><img src=http://127.0.0.1/x>"),
        "HTML 100,000 deep": lambda: letter("text/html", b"<div>" * 100_000 + b"hola"),
        "HTML not closed": lambda: letter("text/html", b"<" * 500_000),
        "HTML entities": lambda: letter("text/html", b"&" * 200_000 + b"&#99999999999999;" * 10_000),
        "HTML of comments": lambda: letter("text/html", b"<!--" * 100_000),
        "body elsewhere": letter(
            'message/external-body; access-type=local-file; name="/etc/passwd"', b"Content-Type: text/plain\r\n\r\n"
        ),
        "part of a letter": letter("message/partial; id=1; number=1; total=99999", BODY),
        "attachment out of the folder": mixed(attached("../../../etc/cron.d/a.txt")),
        "attachment absolute": mixed(attached("/etc/passwd.txt")),
        "attachment without name": mixed(attached("")),
        "attachment with a long name": mixed(attached("a" * 50_000 + ".txt")),
        "attachment with NUL": mixed(attached("a\0b.txt")),
        "attachments of one name": mixed(attached("a.txt") * 50),
        "attachment that is a program": mixed(attached("factura.pdf.exe", b"MZ" + bytes(5_000))),
        "attachment that is a bomb": lambda: mixed(
            attached("a.zip", by_hand("a.txt", zeros(300), size=300 * MEGABYTE))
        ),
        "attachment nested": lambda: mixed(attached("a.zip", nested("a.txt", 30))),
        "winmail.dat": mixed(attached("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(999), "application/ms-tnef")),
        "encrypted": letter(
            "multipart/encrypted; boundary=b; protocol=application/pgp-encrypted",
            part("application/pgp-encrypted", b"Version: 1"),
        ),
        "text of 900 KB in one line": lambda: letter(text, b"a" * 900_000),
        "quoted 100,000 deep": lambda: letter(text, b">" * 100_000 + b" hola"),
        "signature marks": lambda: letter(text, b"-- \r\n" * 50_000),
    }


def of_rich_text() -> dict[str, Content]:
    def rich(body: bytes) -> bytes:
        return b"{\\rtf1\\ansi\\ansicpg1252 " + body + b"}"

    return {
        "nested 200,000 deep": lambda: rich(b"{" * 200_000 + b"hola" + b"}" * 200_000),
        "300,000 groups": lambda: rich(b"{a}" * 300_000),
        "never closed": b"{\\rtf1 hola" + b"{" * 1_000,
        "closed too often": b"{\\rtf1 hola" + b"}" * 1_000,
        "only the start": b"{\\rtf1",
        "binary of 4 GB": rich(b"\\bin4294967295 abc"),
        "binary of less than nothing": rich(b"\\bin-5 abc"),
        "object": rich(b"{\\object\\objemb{\\*\\objdata " + b"d0cf11e0" * 5_000 + b"}}hola"),
        "object that updates": rich(b"{\\object\\objautlink\\objupdate{\\*\\objdata 01}}hola"),
        "template elsewhere": rich(b"{\\*\\template http://127.0.0.1/t}hola"),
        "field that runs": rich(b"{\\field{\\*\\fldinst DDEAUTO c:\\\\cmd.exe}{\\fldrslt hola}}"),
        "field with a picture elsewhere": rich(
            b'{\\field{\\*\\fldinst INCLUDEPICTURE "file:///etc/passwd"}{\\fldrslt x}}'
        ),
        "link with script": rich(b'{\\field{\\*\\fldinst HYPERLINK "javascript:alert(1)"}{\\fldrslt hola}}'),
        "letters out of range": rich(b"\\u-99999999? \\u99999999? \\u55357? \\'zz \\'"),
        "number of 100,000 digits": rich(b"\\fs" + b"9" * 100_000 + b" hola"),
        "word of 1 MB": lambda: rich(b"\\" + b"a" * 900_000 + b" hola"),
        "900 KB in one line": lambda: rich(b"a" * 900_000),
        "300,000 words": lambda: rich(b"\\b " * 300_000),
        "300,000 backslashes": lambda: rich(b"\\" * 300_001),
        "picture of 8 MB": lambda: rich(b"{\\pict\\pngblip " + b"00" * 4_000_000 + b"}hola"),
        "picture that is none": rich(b"{\\pict\\jpegblip zzzz}hola"),
        "codepage unknown": b"{\\rtf1\\ansi\\ansicpg99999 \\'e1\\'e9 hola}",
        "font table of 100,000": lambda: rich(b"{\\fonttbl" + b"{\\f0 Arial;}" * 100_000 + b"}hola"),
        "NUL": rich(b"ho\0la\0"),
        "not rich": b"{\\rtf" + bytes(range(256)) * 50,
    }


def hostile() -> list[Specimen]:
    return [
        *specimens("I06 eml", "correo.eml", EITHER, of_letters()),
        *specimens("I09 rtf", "boletin.rtf", EITHER, of_rich_text()),
    ]
