"""Good files, more than three hundred: every format × content × name × way of writing. Each must be accepted."""

import unicodedata
from collections.abc import Iterator
from functools import cache, partial
from itertools import product

from PIL import Image, ImageCms

from tests.corpus import good_documents as documents
from tests.corpus.clips import clip
from tests.corpus.pictures import painted, saved
from tests.corpus.releases import RELEASES
from tests.corpus.specimen import ACCEPTED, Content, Specimen
from tests.corpus.zips import zipped

NAMES = (
    "boletin",
    "Boletín 23-nov",
    "BOLETÍN FINAL (2)",
    unicodedata.normalize("NFD", "boletín"),
    "nota_de_prensa.v2",
    "🌳parques",
)
SIZES = ((320, 320), (800, 600), (600, 800), (1_080, 1_350), (1_920, 1_080))
DOCUMENTS = (
    ("docx", documents.word, ("plain", "list", "bold", "table", "photograph")),
    ("odt", documents.open_document, ("plain", "list", "spaces", "photograph")),
    ("rtf", documents.rich, ("plain", "codepage")),
    ("eml", documents.mail, ("plain", "base64", "latin", "html", "photograph", "document")),
    ("pdf", documents.portable, ("plain", "columns", "photograph")),
)


@cache
def good() -> tuple[Specimen, ...]:
    """Give them all, always in the same order."""
    return (*_texts(), *_documents(), *_pictures(), *_videos(), *_bundles(), *_orders())


def _specimen(kind: str, what: str, file: str, content: Content) -> Specimen:
    return Specimen(f"{kind}:{what}", file, content, ACCEPTED)


def _texts() -> Iterator[Specimen]:
    for number, (release, name) in enumerate(zip(RELEASES, NAMES, strict=True)):
        spaced = release.text.replace(" ", "  ").replace("los", "l\xados")
        yield _specimen("md", f"release {number}", f"{name}.md", release.markdown.encode())
        yield _specimen(
            "md", f"release {number}, Windows", f"{name}.MD", release.markdown.replace("\n", "\r\n").encode()
        )
        yield _specimen("md", f"release {number}, plain", f"{name}.md", release.text.encode())
        yield _specimen("txt", f"release {number}", f"{name}.txt", release.text.encode())
        yield _specimen("txt", f"release {number}, with a mark", f"{name}.TXT", release.text.encode("utf-8-sig"))
        yield _specimen("txt", f"release {number}, UTF-16", f"{name}.txt", release.text.encode("utf-16"))
        yield _specimen("txt", f"release {number}, untidy", f"{name}.txt", spaced.encode())
        western = release.text.encode("cp1252", "ignore")
        yield _specimen("cp1252", f"release {number}", f"{name}.txt", western)


def _documents() -> Iterator[Specimen]:
    for ending, write, styles in DOCUMENTS:
        for style, (number, release) in product(styles, enumerate(RELEASES)):
            file = f"{NAMES[number]}.{ending if number % 2 else ending.upper()}"
            yield _specimen(ending, f"release {number}, {style}", file, partial(write, release, style=style))
    for number, release in enumerate(RELEASES):
        yield _specimen(
            "pdf", f"release {number}, three pages", "boletin.pdf", partial(documents.portable, release, pages=3)
        )


def _turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telefono"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 7.0, 22.0), 3: "W", 4: (101.0, 41.0, 1.0)})
    return exif.tobytes()


def _picture(ending: str, kind: str, what: str, size: tuple[int, int], mode: str = "RGB", **how: object) -> Specimen:
    def make() -> bytes:
        return saved(kind, painted(size, mode), **how)

    return _specimen(ending, f"{what}, {size[0]} by {size[1]}, {mode}", f"fotografía {what}.{ending}", make)


def _pictures() -> Iterator[Specimen]:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for size in SIZES:
        for mode in ("RGB", "L", "CMYK"):
            yield _picture("jpg", "JPEG", "plain", size, mode)
        yield _picture("jpg", "JPEG", "progressive", size, progressive=True)
        yield _picture("jpeg", "JPEG", "with a profile", size, icc_profile=profile)
        for mode in ("RGB", "RGBA", "L", "LA", "P", "1"):
            yield _picture("png", "PNG", "plain", size, mode)
        yield _picture("webp", "WEBP", "lossy", size, quality=80)
        yield _picture("webp", "WEBP", "lossless", size, lossless=True, method=0)
        yield _picture("webp", "WEBP", "with transparency", size, "RGBA")
        yield _picture("tif", "TIFF", "plain", size)
        for packing in ("tiff_lzw", "tiff_adobe_deflate", "jpeg"):
            yield _picture("tif", "TIFF", packing, size, compression=packing)
        yield _picture("gif", "GIF", "plain", size, "P")
        yield _picture("jpg", "JPEG", "much compressed", size, quality=30)
    for size in SIZES[:3]:
        yield _picture("heic", "HEIF", "plain", size)
    for orientation in range(1, 9):
        yield _picture("jpg", "JPEG", f"held {orientation}", (800, 600), exif=_turned(orientation))
    yield _picture("tif", "TIFF", "print", (800, 600), "CMYK")
    yield _picture("tif", "TIFF", "grey", (800, 600), "L")
    yield _picture("heic", "HEIF", "held turned", (800, 600), exif=_turned(6))
    yield _specimen("gif", "moving", "animado.gif", _moving)
    yield _specimen(
        "jpg", "12 megapixels", "IMG_0001.JPG", lambda: saved("JPEG", painted((1_000, 750)).resize((4_000, 3_000)))
    )
    yield _specimen(
        "png", "8 megapixels", "captura.png", lambda: saved("PNG", painted((800, 600)).resize((3_200, 2_400)))
    )
    yield _specimen("jpg", "PNG in a jpg", "captura.jpg", lambda: saved("PNG", painted()))


def _moving() -> bytes:
    frames = [painted().rotate(number * 12) for number in range(10)]
    return saved("GIF", frames[0], save_all=True, append_images=frames[1:], duration=100, loop=0)


def _videos() -> Iterator[Specimen]:
    for kind, size in product(("mp4", "mov"), ("640x360", "720x1280", "1080x1080")):
        yield _specimen(kind, size, f"vídeo {size}.{kind}", partial(clip, kind, size=size, seconds=3))
    yield _specimen("mp4", "silent", "mudo.mp4", partial(clip, "mp4", seconds=3, sound=False))
    yield _specimen("mp4", "30 a second", "30.MP4", partial(clip, "mp4", seconds=4, rate=30))


def _bundles() -> Iterator[Specimen]:
    photo = partial(saved, "JPEG")
    for number, release in enumerate(RELEASES):
        contents: dict[str, list[tuple[str, bytes]]] = {
            "text and photograph": [("boletin.txt", release.text.encode()), ("foto.jpg", photo())],
            "a folder": [("material/boletín.md", release.markdown.encode()), ("material/foto.jpg", photo())],
        }
        for what, entries in contents.items():
            yield _specimen("zip", f"release {number}, {what}", f"material {number}.zip", partial(zipped, *entries))


def _orders() -> Iterator[Specimen]:
    written = {
        "networks": "networks: [x, facebook]\n",
        "time": "publish_at: 2026-11-30 18:00\ncampaign: Parques\n",
        "texts": "text:\n  x: |\n    Hoy, 100 árboles: ven #León\n",
        "nothing": "# nada que pedir\n",
    }
    for what, text in written.items():
        yield _specimen("yaml", what, "publicacion.yaml", text.encode())
