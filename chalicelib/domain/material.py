"""One file of an office as it was understood, and what came inside it (manual 1.1)."""

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib import texts_es
from chalicelib.domain import sets
from chalicelib.domain.order import PublicationOrder


class FileRole(StrEnum):
    """What a file is for."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    ORDER = "order"
    BUNDLE = "bundle"
    """A `.zip`, or a letter, that only carries others."""
    REJECTED = "rejected"


class MaterialPiece(BaseModel):
    """
    Something to make a publication of, as it was understood: what it is for, its hash, and what it says.

    `notes` are Spanish sentences for the person who authorises («de este GIF se toma el primer cuadro»).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    sha256: str = ""
    size_bytes: int = 0
    mime_type: str = ""
    role: FileRole = FileRole.REJECTED
    text: str | None = None
    order: PublicationOrder | None = None
    rejection: str | None = None
    notes: tuple[str, ...] = ()


class ExtractedPiece(MaterialPiece):
    """A piece that came inside another file. Its bytes, where they are needed, were kept under `key` among the media."""

    key: str = ""
    version_id: str = ""


class MaterialFile(MaterialPiece):
    """
    One key as received: which bytes (`version_id`, `sha256`), when (`sequencer`), and what was understood of it.

    `removed` keeps the sequencer of a deletion, so that an older upload arriving later does not bring the file back.
    `stored_at` is the bucket's word. `weight_bytes` is what its content takes in the record; `is_set_aside` says that the
    content is not in the record, because the file does not count now.
    """

    key: str
    sequencer: str
    version_id: str = ""
    removed: bool = False
    pieces: tuple[ExtractedPiece, ...] = ()
    stored_at: AwareDatetime | None = None
    uploaded_by: str = ""
    weight_bytes: int = 0
    is_set_aside: bool = False

    @property
    def slot(self) -> str:
        """Where the file is kept in its set: its name, or for a spelling other than NFC its whole key."""
        return sets.slot_of(self.name, self.key)

    def with_sequencer(self, file: "MaterialFile") -> "MaterialFile":
        """Note that a newer event told of this very version."""
        uploaded_by = self.uploaded_by or file.uploaded_by
        return self.model_copy(update={"sequencer": file.sequencer, "uploaded_by": uploaded_by})

    def left_out(self) -> "MaterialFile":
        """Show the file as one that the set has no room for."""
        return self.model_copy(update={"role": FileRole.REJECTED, "rejection": texts_es.SET_AT_LIMIT})
