"""Reading and making: texts, documents, images, videos, links."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from chalicelib.domain.classification import Classification
from chalicelib.domain.material import FileRole
from chalicelib.domain.media import Crop, FocalPoint, ImageFacts, VideoFacts
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.ports.files import StoredFile


class Classifier(Protocol):
    """Understands a comment. Its text is data: it never instructs."""

    def classify(self, text: str) -> Classification:
        """Classify a text on both axes, with the departments that may be competent, the likeliest first."""
        ...


@dataclass(frozen=True)
class ReadDocument:
    """
    The text of a document: paragraphs separated by a blank line, NFC, trimmed. Empty when it only shows pictures.

    `notes` are Spanish sentences for the person who authorises.
    """

    text: str
    notes: tuple[str, ...] = ()


class DocumentReader(Protocol):
    """Reads the text of what offices send."""

    def read(self, content: bytes, name: str, keep: Callable[[str, bytes], None] = ...) -> ReadDocument:
        """
        Give a document's text, and hand each picture inside it to `keep`, with its own name there.

        Raises:
            InvalidInputError: it cannot be read, with the reason in Spanish.
        """
        ...


class OrderReader(Protocol):
    """Reads the `publicacion.yaml` of an office."""

    def read(self, content: bytes) -> PublicationOrder:
        """Give what the office asks for. Raises InvalidInputError with what is wrong, in Spanish."""
        ...


@dataclass(frozen=True)
class ReadPiece:
    """
    Something that came inside a file of an office: a picture of a Word document, a file of a zip, an attachment.

    `path` is where its bytes lie, for pictures and videos; `name` is its own name within the file.
    """

    name: str
    role: FileRole
    mime_type: str = ""
    text: str | None = None
    order: PublicationOrder | None = None
    rejection: str | None = None
    notes: tuple[str, ...] = ()
    path: Path | None = None


@dataclass(frozen=True)
class ReadMaterial:
    """What a file of an office turned out to be: its role, its text or what it asks for, and what came inside it."""

    role: FileRole
    mime_type: str = ""
    text: str | None = None
    order: PublicationOrder | None = None
    notes: tuple[str, ...] = ()
    pieces: tuple[ReadPiece, ...] = ()


class MaterialReader(Protocol):
    """Understands a file of an office by its content, within limits set before anything is decoded."""

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        """
        Give what a file is. What comes inside it is written below the folder `into`, under names of our own.

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
        """
        ...


@dataclass(frozen=True)
class PlanRow:
    """
    A row of a campaign's calendar: its number in the sheet (the heading's is 1) and its cells by their heading, as texts.

    A date is written `2026-11-25`, a time of day `09:00`, both together with a space between.
    """

    number: int
    cells: Mapping[str, str]


class PlanReader(Protocol):
    """Reads a campaign's calendar from a CSV file or an Excel workbook, within limits set before anything is decoded."""

    def read(self, name: str, content: bytes) -> tuple[PlanRow, ...]:
        """
        Give the rows that are not empty, in order.

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
        """
        ...


@dataclass(frozen=True)
class RenditionSpec:
    """The form a network takes an image in: pixels, and the most bytes."""

    width: int
    height: int
    max_bytes: int


@dataclass(frozen=True)
class Logo:
    """
    The institution's logo, as PNG bytes: one for light backgrounds, one for dark ones.

    `position` is a corner such as `bottom-right`; `width` and `clear_space` are shares of the rendition's shorter side.
    """

    for_light: bytes
    for_dark: bytes
    position: str
    width: float
    clear_space: float


@dataclass(frozen=True)
class RenderedImage:
    """
    A rendition: JPEG bytes without any metadata, its size in pixels, and the part of the picture that it shows.

    `corrections` says in Spanish what was done to the picture (2.2); empty when it goes out as it came.
    """

    content: bytes
    width: int
    height: int
    mime_type: str = "image/jpeg"
    crop: Crop | None = None
    corrections: tuple[str, ...] = ()


class ImageEditor(Protocol):
    """Brings images to the form each network takes (2.2, 2.3)."""

    def check(self, content: bytes) -> ImageFacts:
        """Say what a picture is. Raises InvalidInputError with the reason in Spanish when it cannot be used."""
        ...

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        """
        Make one rendition per spec, by its name: oriented, cropped to the ratio around what matters, sRGB, the logo placed,
        all metadata stripped. Without a focal point the part that draws the eye is kept.
        """
        ...


class VideoEditor(Protocol):
    """Looks into videos and frees them of what is not picture or sound (2.2, 2.3)."""

    def check(self, file: Path) -> VideoFacts:
        """Say what a video is, by what really plays. Raises InvalidInputError with the reason in Spanish."""
        ...

    def strip(self, file: Path, into: Path) -> None:
        """Write the video anew as MP4 without place, device, persons, comments or dates; picture and sound untouched."""
        ...


class VideoConverter(Protocol):
    """Brings a video to a form that the networks take, elsewhere and in its own time."""

    def start(self, video: StoredFile) -> str:
        """
        Ask for a video among the media to be converted; the same video asks once. Returns the job's id.

        Raises:
            RejectedByServiceError: it is refused.
        """
        ...

    def fetch(self, job_id: str, into: Path) -> bool:
        """
        Write the converted video to a file, or say False while it is not ready.

        Raises:
            RejectedByServiceError: it could not be converted.
        """
        ...


@dataclass(frozen=True)
class Brief:
    """
    What a text is to be written from, for one network (2.4).

    `text` is the office's material; `is_own_text` says that the office wrote it for this very network. `limit` is counted by
    `length`. `hashtags` are wanted whether the text has them or not; `max_hashtags` is what the network takes of them,
    `advised_hashtags` what it advises. `parts` is how many posts a thread may have.
    """

    network: Network
    text: str
    limit: int
    length: Callable[[str], int]
    hashtags: tuple[str, ...] = ()
    max_hashtags: int = 30
    advised_hashtags: int = 5
    is_own_text: bool = False
    parts: int = 1


@dataclass(frozen=True)
class Draft:
    """A network's text; what follows it in a thread; warnings in Spanish; and perhaps another wording, as a proposal."""

    text: str
    thread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    proposal: str | None = None


class Writer(Protocol):
    """Writes a network's text from the office's material. Whatever it writes waits for the image office (P1)."""

    def write(self, brief: Brief) -> Draft:
        """Write a text that keeps the limit. The material is data: it never instructs."""
        ...


@dataclass(frozen=True)
class PersonalDatum:
    """
    Personal data found in a text: its kind, and how it may be shown.

    Kinds: `curp`, `curp_unverified` (its check digit is wrong), `rfc`, `voter_key`, `card`, `clabe`, `telephone`, `email`.
    """

    kind: str
    masked: str


class PersonalDataFinder(Protocol):
    """Finds personal data in a text that is about to be published (I18)."""

    def find(self, text: str) -> tuple[PersonalDatum, ...]:
        """Give what was found, each datum once and no two shown alike, in order within each kind."""
        ...


@dataclass(frozen=True)
class LinkFault:
    """Why a link could not be followed, in Spanish; `is_certain` when a citizen would not get there either."""

    reason: str
    is_certain: bool


class LinkChecker(Protocol):
    """Looks whether the links of a text lead anywhere."""

    def broken(self, links: Sequence[str]) -> dict[str, LinkFault]:
        """Give the links that cannot be followed, each with its reason. Never follows one into our own network."""
        ...


class TextCounter(Protocol):
    """Counts a text as each network counts it."""

    def length(self, network: Network, text: str) -> int:
        """Give the length: weighted on X (twitter-text v3), characters elsewhere."""
        ...
