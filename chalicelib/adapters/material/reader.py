"""The reader of any file: what it is by its content, then the reader for it, each kind within its own size."""

from pathlib import Path

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader, YamlOrderReader
from chalicelib.adapters.kinds import START_BYTES, Kind, kind_of
from chalicelib.adapters.material.bundles import is_bundle
from chalicelib.adapters.material.carriers import is_ornament, open_letter, open_zip
from chalicelib.adapters.material.labels import label_of
from chalicelib.adapters.material.unpacking import Unpacking
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.ports import DocumentReader, ImageEditor, OrderReader, ReadMaterial, VideoEditor

_MAX_MEGABYTES = {
    Kind.ORDER: 1,
    Kind.TEXT: 1,
    Kind.PDF: 25,
    Kind.RTF: 25,
    Kind.LETTER: 25,
    Kind.ZIPPED: 50,
    Kind.IMAGE: 20,
    Kind.VIDEO: 200,
}
_MEGABYTE = 1_000_000


class FileMaterialReader:
    """Reads documents, pictures, videos, orders, letters and zips, each with the reader for it."""

    def __init__(
        self,
        documents: DocumentReader | None = None,
        orders: OrderReader | None = None,
        images: ImageEditor | None = None,
        videos: VideoEditor | None = None,
    ) -> None:
        """Take the readers; by default ours."""
        self._documents = documents or OfficeDocumentReader()
        self._orders = orders or YamlOrderReader()
        self._images = images
        self._videos = videos

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        """
        Give what a file is, with what came inside it below the folder `into`.

        A video is never held in memory; anything else is at most as large as its kind may be (a zip 50 MB, read from disk).

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
        """
        return self._read_one(name, file, Unpacking(into))

    def _read_one(self, name: str, file: Path, unpacking: Unpacking) -> ReadMaterial:
        kind = _kind(name, file)
        match kind:
            case Kind.ORDER:
                return ReadMaterial(FileRole.ORDER, "application/yaml", order=self._orders.read(file.read_bytes()))
            case Kind.IMAGE:
                return self._read_image(file.read_bytes())
            case Kind.VIDEO:
                return self._read_video(file)
            case Kind.LETTER:
                return open_letter(file, unpacking, self._read_one)
            case Kind.ZIPPED if is_bundle(file, name):
                return open_zip(file, unpacking, self._read_one)
            case _:
                return self._read_document(name, file, unpacking)

    def _read_image(self, content: bytes) -> ReadMaterial:
        facts = self._image_editor.check(content)
        spoken = facts.mime_type.rpartition("/")[2].upper()
        notes = (texts_es.image_first_of(spoken, facts.frames),) if facts.frames > 1 else ()
        return ReadMaterial(FileRole.IMAGE, facts.mime_type, notes=notes)

    def _read_video(self, file: Path) -> ReadMaterial:
        facts = self._video_editor.check(file)
        return ReadMaterial(FileRole.VIDEO, "video/quicktime" if facts.container == "mov" else "video/mp4")

    def _read_document(self, name: str, file: Path, unpacking: Unpacking) -> ReadMaterial:
        """Read a document; the pictures inside it become pieces beside its text."""
        _check_size(file, _MAX_MEGABYTES[Kind.PDF])
        before, unused = len(unpacking.pieces), list[str]()
        container = name if unpacking.is_inside else ""

        def keep(picture: str, content: bytes) -> None:
            unused.extend(self._keep_picture(picture, container, content, unpacking))

        document = self._documents.read(file.read_bytes(), name, keep)
        if not document.text and len(unpacking.pieces) == before:
            raise InvalidInputError(unused[0] if unused else texts_es.TEXT_EMPTY)
        role = FileRole.TEXT if document.text else FileRole.BUNDLE
        notes = (*document.notes, *unused, *(() if unpacking.is_inside else unpacking.notes))
        return ReadMaterial(role, "text/plain", document.text or None, notes=notes, pieces=tuple(unpacking.pieces))

    def _keep_picture(self, picture: str, container: str, content: bytes, unpacking: Unpacking) -> list[str]:
        """Keep a picture of a document, or say why not. Of a small one nothing is said: it is a logo or an ornament."""
        unpacking.count(len(content))
        try:
            if kind_of(content[:START_BYTES], picture) is not Kind.IMAGE:
                return []
            material = self._read_image(content)
        except InvalidInputError as error:
            return [] if is_ornament(error) else [texts_es.picture_not_used(picture, str(error))]
        path = unpacking.place()
        path.write_bytes(content)
        name = label_of(f"{container} ({label_of(picture)})" if container else picture)
        unpacking.add_file(unpacking.label(name), path, material)
        return []

    # The editors are heavy: they are loaded when the first picture or video comes.

    @property
    def _image_editor(self) -> ImageEditor:
        if self._images is None:
            from chalicelib.adapters.images import PillowImageEditor  # noqa: PLC0415 - most files are no pictures

            self._images = PillowImageEditor()
        return self._images

    @property
    def _video_editor(self) -> VideoEditor:
        if self._videos is None:
            from chalicelib.adapters.videos import FfmpegVideoEditor  # noqa: PLC0415 - few files are videos

            self._videos = FfmpegVideoEditor()
        return self._videos


def _kind(name: str, file: Path) -> Kind:
    """Tell what a file is, and hold it to the size of its kind before anything of it is decoded."""
    with file.open("rb") as content:
        start = content.read(START_BYTES)
    if not start:
        raise InvalidInputError(texts_es.FILE_EMPTY)
    kind = kind_of(start, name)
    _check_size(file, _MAX_MEGABYTES[kind])
    return kind


def _check_size(file: Path, megabytes: int) -> None:
    if file.stat().st_size > megabytes * _MEGABYTE:
        raise InvalidInputError(texts_es.file_too_large(megabytes))
