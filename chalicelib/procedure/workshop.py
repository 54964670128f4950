"""What the stages 2.1–2.4 work with, put together once by `editing` for the steps it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.material import ExtractedPiece, MaterialFile
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion
from chalicelib.ports import (
    Catalogue,
    ImageEditor,
    IntakeFiles,
    LinkChecker,
    MediaFiles,
    PersonalDataFinder,
    Records,
    TextCounter,
    VideoConverter,
    VideoEditor,
    Writer,
)
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examined, instant_of
from chalicelib.procedure.wording import source_text, title_of

Piece = MaterialFile | ExtractedPiece


@dataclass(frozen=True)
class Workshop:
    """The ports of editing, and the instant at which it is done."""

    records: Records
    files: IntakeFiles
    media: MediaFiles
    images: ImageEditor
    videos: VideoEditor
    writer: Writer
    counter: TextCounter
    catalogue: Catalogue
    personal_data: PersonalDataFinder
    links: LinkChecker
    converter: VideoConverter | None
    now: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return local_day(self.now)

    def title_of(self, bulletin: Bulletin) -> str:
        """Give what a publication made of a bulletin is called."""
        return title_of(source_text(bulletin), self.catalogue.proper_nouns)

    def bytes_of(self, piece: Piece) -> bytes:
        """Give a piece's bytes from where they lie: the intake, or the media when it came inside another file."""
        return self._where(piece).read(piece.key, piece.version_id)

    def download(self, piece: Piece, into: Path) -> None:
        """Write a piece's bytes to a file, whatever their size."""
        self._where(piece).download(piece.key, piece.version_id, into)

    def examined(
        self, contents: Mapping[Network, NetworkVersion], *, category: str | None, publish_at: datetime | None
    ) -> dict[Network, NetworkVersion]:
        """Give the contents with what the check before publishing finds in each."""
        return examined(
            contents,
            category=category,
            at=instant_of(publish_at, self.now),
            catalogue=self.catalogue,
            force=in_force(self.records, self.catalogue),
            counter=self.counter,
            personal_data=self.personal_data,
            links=self.links,
        )

    def _where(self, piece: Piece) -> IntakeFiles | MediaFiles:
        return self.media if isinstance(piece, ExtractedPiece) else self.files
