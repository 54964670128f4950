"""Runs intake and editing over a folder, with the product's own code and the adapters that `bootstrap` chooses."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from chalicelib import bootstrap
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.material import ExtractedPiece, FileRole, MaterialFile
from chalicelib.domain.material_key import Upload
from chalicelib.domain.publication import Publication
from chalicelib.ports import LinkChecker
from chalicelib.procedure.editing import prepare_publication
from chalicelib.procedure.intake import receive_upload
from local.memory_records import InMemoryRecords
from local.preview.outside import ONLY_VERSION, FolderIntake, FolderMedia, UnreadQueues

SEQUENCER = "01"
DOCUMENT = "publication.json"
"""What a preview writes, and tells its folder by."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Prepared:
    """What the system would hold after a folder: its bulletins, and the publication if the set was complete."""

    bulletins: tuple[Bulletin, ...]
    publication: Publication | None
    intake: FolderIntake
    media: FolderMedia

    @property
    def waiting_for(self) -> list[str]:
        """What the set still lacks, in Spanish."""
        return [lack for bulletin in self.bulletins for lack in bulletin.lacks]

    @property
    def rejected(self) -> list[tuple[str, str]]:
        """The files that cannot be used, each with its reason in Spanish."""
        unreadable = [
            (unquote(one.slug), one.attention.reason) for one in self.bulletins if not one.files and one.attention
        ]
        pieces = [piece for one in self.bulletins for piece in one.pieces_for(FileRole.REJECTED)]
        return [*unreadable, *((piece.name, piece.rejection or "") for piece in pieces)]

    @property
    def pictures(self) -> tuple[MaterialFile | ExtractedPiece, ...]:
        """The pictures of the material."""
        return tuple(piece for one in self.bulletins for piece in one.pieces_for(FileRole.IMAGE))

    @property
    def attention(self) -> str | None:
        """What the system would tell a person of the set."""
        reasons = [one.attention.reason for one in self.bulletins if one.attention]
        return " ".join(dict.fromkeys(reasons)) or None

    def bytes_of(self, piece: MaterialFile | ExtractedPiece) -> bytes:
        """Give the bytes of a picture of the material."""
        if isinstance(piece, ExtractedPiece):
            return self.media.read(piece.key, piece.version_id)
        return self.intake.read(piece.key, piece.version_id)


def prepare_folder(
    folder: Path, media: FolderMedia, *, links: LinkChecker, source: str, on: date | None = None
) -> Prepared:
    """Upload every file of a folder, as its office would, and prepare the set."""
    clock = bootstrap.clock()
    prefix = f"{source}/{on or local_day(clock.now())}/{slug_of(folder)}"
    files = {f"{prefix}/{name}": file for name, file in files_of(folder)}
    intake, records = FolderIntake(files), InMemoryRecords()
    bulletins = {
        receive_upload(
            Upload(key=key, version_id=ONLY_VERSION, sequencer=SEQUENCER),
            records=records,
            files=intake,
            media=media,
            reader=bootstrap.material_reader(),
            catalogue=bootstrap.catalogue(),
            queues=UnreadQueues(),
            clock=clock,
            settle_seconds=0,
        ).id
        for key in files
    }
    publications = [_prepare(bulletin, records, intake, media, links) for bulletin in sorted(bulletins)]
    stored = [records.find(bulletin) for bulletin in sorted(bulletins)]
    return Prepared(
        bulletins=tuple(one for one in stored if isinstance(one, Bulletin)),
        publication=next((one for one in publications if one), None),
        intake=intake,
        media=media,
    )


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """
    List a folder's own files by the names they would be uploaded under.

    A link leads out of the folder, and what an earlier preview wrote is nobody's material: neither is taken.
    """
    found = [file for file in sorted(folder.rglob("*")) if file.is_file() and not _is_foreign(file, folder)]
    # A name that is no UTF-8 could not be a key; what cannot be written of it is shown as «?».
    return [(file.relative_to(folder).as_posix().encode("utf-8", "replace").decode(), file) for file in found]


def _is_foreign(file: Path, folder: Path) -> bool:
    parents = [file, *file.parents]
    within = parents[: parents.index(folder)]
    return any(each.is_symlink() or (each / DOCUMENT).is_file() for each in within)


def _prepare(
    bulletin_id: str, records: InMemoryRecords, intake: FolderIntake, media: FolderMedia, links: LinkChecker
) -> Publication | None:
    return prepare_publication(
        bulletin_id,
        records=records,
        files=intake,
        media=media,
        images=bootstrap.image_editor(),
        videos=bootstrap.video_editor(),
        writer=bootstrap.writer(),
        counter=bootstrap.text_counter(),
        catalogue=bootstrap.catalogue(),
        personal_data=bootstrap.personal_data_finder(),
        links=links,
        clock=bootstrap.clock(),
    )


def slug_of(folder: Path) -> str:
    """Make of a folder's name one that the intake takes: no spaces, at most 80 characters."""
    normal = unicodedata.normalize("NFC", folder.resolve().name)
    return _NOT_IN_A_NAME.sub("-", normal).strip("-.")[:80] or "carpeta"
