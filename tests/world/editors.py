"""What reads and edits files in a municipality in memory."""

from collections.abc import Mapping
from pathlib import Path

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError, RejectedByServiceError
from chalicelib.domain.material import FileRole
from chalicelib.domain.media import FocalPoint, ImageFacts, VideoFacts
from chalicelib.domain.order import PublicationOrder
from chalicelib.ports import Logo, ReadMaterial, RenderedImage, RenditionSpec, StoredFile

JPEG = b"\xff\xd8 a photograph"


class FakeReader:
    """`ports.MaterialReader` by the name's ending; `orders` says what a `publicacion.yaml` with some bytes asks for."""

    def __init__(self) -> None:
        self.orders: dict[bytes, PublicationOrder] = {}

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        del into
        content = file.read_bytes()
        if content in self.orders:
            return ReadMaterial(FileRole.ORDER, order=self.orders[content])
        if name.endswith(".txt"):
            return ReadMaterial(FileRole.TEXT, text=content.decode())
        if name.endswith(".jpg") and content.startswith(b"\xff\xd8"):
            return ReadMaterial(FileRole.IMAGE)
        if name.endswith(".mp4"):
            return ReadMaterial(FileRole.VIDEO)
        raise InvalidInputError(texts_es.FILE_UNKNOWN)


def _network_and_form(name: str) -> bytes:
    network, _, form = name.partition("/")
    return (network if form in {"", "feed"} else name).encode()


class FakeImageEditor:
    """`ports.ImageEditor`: the same bytes, with the network's name after them; `asked` keeps what else was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[FocalPoint | None, Logo | None]] = []

    def check(self, content: bytes) -> ImageFacts:
        if not content.startswith(b"\xff\xd8"):
            raise InvalidInputError(texts_es.IMAGE_BROKEN)
        return ImageFacts(mime_type="image/jpeg", width=1600, height=1200)

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        self.asked.append((focus, logo))
        return {
            name: RenderedImage(content + _network_and_form(name), spec.width, spec.height)
            for name, spec in specs.items()
        }


class FakeVideoEditor:
    """`ports.VideoEditor`: a video is «secreto», its seconds and perhaps a codec, `secreto 12 hevc`; stripped, it is «limpio»."""

    def check(self, file: Path) -> VideoFacts:
        words = (*file.read_text().split(), "h264")
        if words[0] not in {"secreto", "limpio"} or not words[1].isdecimal():
            raise InvalidInputError(texts_es.VIDEO_BROKEN)
        return VideoFacts(
            container="mp4",
            video_codec=words[2],
            audio_codec="aac",
            width=1280,
            height=720,
            seconds=float(words[1]),
            frames_per_second=30,
            size_bytes=file.stat().st_size,
        )

    def strip(self, file: Path, into: Path) -> None:
        into.write_text(file.read_text().replace("secreto", "limpio"))


class FakeVideoConverter:
    """`ports.VideoConverter`: what `done` says of a job is fetched; `refusal` is raised instead; `started` in order."""

    def __init__(self) -> None:
        self.started: list[StoredFile] = []
        self.done: dict[str, bytes] = {}
        self.refusal: RejectedByServiceError | None = None

    def start(self, video: StoredFile) -> str:
        self.started.append(video)
        return f"job-{video.sha256[:8]}"

    def fetch(self, job_id: str, into: Path) -> bool:
        if self.refusal is not None:
            raise self.refusal
        if job_id in self.done:
            into.write_bytes(self.done[job_id])
        return job_id in self.done
