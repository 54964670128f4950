"""
What an office uploaded, understood by its content (manual 1.1; I13): a document, an image, or `publicacion.yaml`.

The name's ending must be one of those agreed with the offices; between document and image the content decides, because a
phone that writes PNG into `foto.jpg` should not stop a publication.
"""

import unicodedata
from pathlib import Path, PurePosixPath

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader, YamlOrderReader
from chalicelib.adapters.images import PillowImageEditor, is_image
from chalicelib.domain.bulletin import FileRole
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import DocumentReader, ImageEditor, OrderReader, ReadMaterial

ORDER_NAMES = frozenset({"publicacion.yaml", "publicacion.yml"})
DOCUMENT_SUFFIXES = frozenset({".md", ".txt", ".docx"})
IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})


def sniff(content: bytes, name: str) -> FileRole:
    """Tell what a file is for: by its name whether it belongs here at all, by its content which of the kinds it is."""
    suffix = PurePosixPath(name).suffix.casefold()
    if _unaccented(name) in ORDER_NAMES:
        return FileRole.ORDER
    if suffix not in DOCUMENT_SUFFIXES | IMAGE_SUFFIXES:
        return FileRole.REJECTED
    if is_image(content):
        return FileRole.IMAGE
    return FileRole.TEXT if suffix in DOCUMENT_SUFFIXES else FileRole.REJECTED


def _unaccented(name: str) -> str:
    """Fold a file's name: an office may well write `Publicación.yaml`."""
    folded = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


class FileMaterialReader:
    """Reads documents, images and orders, each with the reader for it."""

    def __init__(
        self,
        documents: DocumentReader | None = None,
        orders: OrderReader | None = None,
        images: ImageEditor | None = None,
    ) -> None:
        """Take the readers; by default ours."""
        self._documents = documents or OfficeDocumentReader()
        self._orders = orders or YamlOrderReader()
        self._images = images or PillowImageEditor()

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        """Give what a file is. Raises InvalidInputError with the reason in Spanish when it cannot be used."""
        del into
        content = file.read_bytes()
        if not content:
            raise InvalidInputError(texts_es.FILE_EMPTY)
        match sniff(content, name):
            case FileRole.ORDER:
                return ReadMaterial(FileRole.ORDER, order=self._orders.read(content))
            case FileRole.TEXT:
                return ReadMaterial(FileRole.TEXT, text=self._documents.read(content, name).text)
            case FileRole.IMAGE:
                self._images.check(content)
                return ReadMaterial(FileRole.IMAGE)
            case _:
                raise InvalidInputError(_why_unknown(name))


def _why_unknown(name: str) -> str:
    is_named_image = PurePosixPath(name).suffix.casefold() in IMAGE_SUFFIXES
    return texts_es.FILE_NOT_ITS_TYPE if is_named_image else texts_es.FILE_UNKNOWN
