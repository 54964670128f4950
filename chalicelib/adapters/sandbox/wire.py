"""
What passes between our process and the sandbox: tasks one way, a report and an answer the other, all JSON of known shape.

Tasks and reports are lines of a pipe; the answer is a file. Bytes of pictures travel as files too, never within a message.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from chalicelib.domain.media import FocalPoint, ImageFacts
from chalicelib.ports import Logo, PlanRow, ReadMaterial, RenderedImage, RenditionSpec

READY = b"ready\n"
"""The first line a sandbox says: what comes later is about a file, what came before was our own failure."""

ANSWER = "answer.json"
MAX_ANSWER_BYTES = 8_000_000
MAX_REPORT_BYTES = 4_096

OUT_OF_MEMORY = 70
FAILED = 71
"""How a process ends that ran out of memory, and one in which something failed that should not have."""


class Limits(BaseModel):
    """What one task may use: seconds by the clock, memory, the size of any file it writes, files open at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    seconds: float
    memory_megabytes: int
    file_megabytes: int
    open_files: int = 64


class Task(BaseModel):
    """Something to be done apart. `folder` is where the answer goes, `file` what is to be looked into."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    folder: Path
    file: Path
    limits: Limits


class ReadTask(Task):
    """Read a file of an office; what comes inside it goes below `into`."""

    kind: Literal["read"] = "read"
    name: str
    into: Path


class CheckTask(Task):
    """Say what a picture is."""

    kind: Literal["check"] = "check"


class RenderTask(Task):
    """Render a picture. The logo's two pictures lie in the folder, under the names of its fields."""

    kind: Literal["render"] = "render"
    specs: dict[str, RenditionSpec]
    focus: FocalPoint | None = None
    logo: Logo | None = None


class PlanTask(Task):
    """Read a campaign's calendar."""

    kind: Literal["plan"] = "plan"
    name: str


AnyTask = ReadTask | CheckTask | RenderTask | PlanTask
TASKS: TypeAdapter[AnyTask] = TypeAdapter(Annotated[AnyTask, Field(discriminator="kind")])


class Report(BaseModel):
    """How a task ended: the process's exit code, or minus the signal that ended it; whether its time was up."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    exit_code: int
    is_late: bool = False


class Answer(BaseModel):
    """
    What came out: the result, or the Spanish reason why the file cannot be used, or the place of a failure of ours.

    Renditions carry no bytes here: they lie in the folder, as `rendition-0`, `rendition-1` … in the order of the specs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rejection: Annotated[str, Field(max_length=4_000)] | None = None
    failure: Annotated[str, Field(max_length=400)] = ""
    material: ReadMaterial | None = None
    facts: ImageFacts | None = None
    renditions: dict[str, RenderedImage] | None = None
    rows: tuple[PlanRow, ...] | None = None


def rendition_file(folder: Path, number: int) -> Path:
    """Say where the bytes of a rendition lie."""
    return folder / f"rendition-{number}"
