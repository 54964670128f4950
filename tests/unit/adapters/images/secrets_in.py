"""Pictures of every format with secrets in every place that a format has for them."""

import struct
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from chalicelib.adapters.images.kinds import Kind
from local.samples.profiles import DISPLAY_P3, a_profile
from tests.unit.adapters.images.pictures import IPTC, XMP, a_chunk, a_photograph, exif_with, in_kind, saved

SECRET = b"secreto"
WIDE_SECRET = "secreto".encode("utf-16-be")
"""As colour profiles write words."""


def everything() -> dict[str, bytes]:
    """Give a picture for each container, by a name that says what is hidden where."""
    return {
        "jpeg-exif-gps-xmp-iptc-comment-trailing": jpeg(),
        "jpeg-thumbnail": jpeg_with_thumbnails(),
        "jpeg-mpf": multi_picture(),
        "jpeg-profile": in_kind(a_photograph(), Kind.JPEG, icc_profile=a_profile(DISPLAY_P3, "secreto")),
        "jpeg-progressive": in_kind(a_photograph(), Kind.JPEG, progressive=True, comment=SECRET, exif=exif_with()),
        "png-text-exif": png(),
        "apng": moving(Kind.PNG),
        "webp-exif-xmp": in_kind(a_photograph(), Kind.WEBP, exif=exif_with(), xmp=XMP),
        "webp-animated": moving(Kind.WEBP),
        "heic-exif-xmp": in_kind(a_photograph(), Kind.HEIC, exif=exif_with(), xmp=XMP),
        "tiff-tags-gps": tiff(),
        "gif-comment-xmp": gif(),
    }


def jpeg() -> bytes:
    plain = in_kind(a_photograph(), Kind.JPEG, exif=exif_with(), xmp=XMP, comment=b"secreto-comentario")
    private = b"".join(_segment(marker, b"secreto-app") for marker in (0xE3, 0xE5, 0xEB, 0xEC, 0xEF))
    return plain[:2] + _segment(0xED, IPTC) + private + plain[2:] + b"secreto-al-final"


def jpeg_with_thumbnails() -> bytes:
    """Give a JPEG with a thumbnail in its JFIF header, one in JFXX and one in its EXIF, which show what was cut out."""
    plain = in_kind(a_photograph(), Kind.JPEG)
    pixels = (SECRET + bytes(5)) * 3
    jfif = _segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x04\x03" + pixels)
    jfxx = _segment(0xE0, b"JFXX\x00\x10" + saved(Image.new("RGB", (16, 16)), comment=SECRET))
    exif = _segment(0xE1, b"Exif\x00\x00" + b"MM\x00\x2a\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00" + SECRET)
    return plain[:2] + jfif + jfxx + exif + plain[20:]


def multi_picture() -> bytes:
    """Give a JPEG of two pictures (MPF), as telephones store a second view behind the first."""
    other = a_photograph(500, 400)
    other.info["comment"] = SECRET
    content = saved(a_photograph(), "MPO", save_all=True, append_images=[other], exif=exif_with())
    return content + SECRET


def png() -> bytes:
    notes = PngInfo()
    notes.add_text("Author", "secreto-autor")
    notes.add_text("Comment", "secreto-comprimido", zip=True)
    notes.add_itxt("XML:com.adobe.xmp", "secreto-xmp", zip=False)
    plain = in_kind(a_photograph(), Kind.PNG, pnginfo=notes, exif=exif_with())
    hidden = a_chunk(b"zTXt", b"Place\x00\x00" + zlib.compress(b"secreto-lugar")) + a_chunk(b"prVt", b"secreto-privado")
    return plain[:33] + hidden + plain[33:] + b"secreto-al-final"


def moving(kind: Kind) -> bytes:
    frames = [a_photograph(400 + step, 400).crop((step, 0, step + 400, 400)) for step in range(3)]
    return in_kind(frames[0], kind, save_all=True, append_images=frames[1:], duration=100, exif=exif_with())


def tiff() -> bytes:
    tags = ImageFileDirectory_v2()
    tags[270], tags[271], tags[305], tags[315] = "secreto-descripcion", "secreto-aparato", "secreto", "secreto-autor"
    tags[700], tags[33723], tags[34377] = XMP, IPTC, IPTC
    pages = [a_photograph(), a_photograph(500, 400)]
    return saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], tiffinfo=tags, exif=_gps())


def gif() -> bytes:
    plain = in_kind(a_photograph(), Kind.GIF, comment=b"secreto-comentario")
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes((len(XMP),)) + XMP + b"\x00"
    return plain[:-1] + xmp + b"\x3b" + b"secreto-al-final"


def a_clean_one(kind: Kind) -> bytes:
    """Give a picture with nothing but pixels and colours in it."""
    how = (
        {} if kind is Kind.GIF else {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    )
    return in_kind(a_photograph(400, 330), kind, **how)


def _gps() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 7.0, 22.0), 29: "secreto-fecha"})
    return exif


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content
