"""Pictures to test with: every kind of pixel, with what cameras and programs hide in them."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

from chalicelib.adapters.images.kinds import Kind
from chalicelib.domain.networks import Network
from chalicelib.ports import RenditionSpec

SPECS: dict[str, RenditionSpec] = {
    Network.X: RenditionSpec(1600, 900, 5_000_000),
    Network.FACEBOOK: RenditionSpec(1080, 1080, 4_000_000),
    Network.INSTAGRAM: RenditionSpec(1080, 1350, 8_000_000),
}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>secreto-xmp</rdf:RDF></x:xmpmeta>'
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0fsecreto-iptc   "


def saved(picture: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def in_kind(picture: Image.Image, kind: Kind, **how: Any) -> bytes:
    """Write a picture in one of the formats we read."""
    if kind is Kind.HEIC:
        pillow_heif.register_heif_opener()
        # In a tenth of x265's usual time: larger, and no different to who reads it.
        how["enc_params"] = {"preset": "ultrafast"}
    if kind is Kind.GIF:
        picture = picture.quantize(64)
    return saved(picture, kind.value, **how)


def a_photograph(width: int = 800, height: int = 600) -> Image.Image:
    """Give a picture with something in it."""
    grey = Image.effect_noise((width, height), 60)
    slope = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (slope, grey, Image.blend(slope, grey, 0.5)))


def halves(width: int, height: int, *, across: bool = True) -> Image.Image:
    """Give a picture that is red on the left, or at the top, and blue on the rest."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height) if across else (0, 0, width, height // 2))
    return picture


def exif_with(orientation: int = 1) -> bytes:
    """Give EXIF as a phone writes it: place, maker, owner, a thumbnail."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "secreto-aparato"
    exif[0x9C9D] = "secreto-autor".encode("utf-16-le")
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 7.0, 22.0), 3: "W", 4: (101.0, 41.0, 1.0)})
    return exif.tobytes()


def full_of_secrets() -> bytes:
    """Give a JPEG with EXIF, GPS, XMP, IPTC, a colour profile, a comment and bytes after its end."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = saved(a_photograph(), exif=exif_with(), xmp=XMP, icc_profile=profile, comment=b"secreto-comentario")
    iptc = b"\xff\xed" + struct.pack(">H", len(IPTC) + 2) + IPTC
    return plain[:2] + iptc + plain[2:] + b"secreto-al-final"


def a_png_header(width: int, height: int) -> bytes:
    """Give a PNG that claims a size and holds nothing."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + a_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + a_chunk(b"IEND")
    )


def a_chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def shown(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def markers_of(jpeg: bytes) -> list[int]:
    """List the markers of a JPEG up to its pixels."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return found
