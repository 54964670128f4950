"""What is done apart: a file or a calendar read, a picture checked or rendered, in a process that ends with the task."""

from dataclasses import replace

from PIL import Image

from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.material import FileMaterialReader
from chalicelib.adapters.plans import SpreadsheetPlanReader
from chalicelib.adapters.sandbox.wire import Answer, AnyTask, CheckTask, PlanTask, ReadTask, RenderTask, rendition_file
from chalicelib.ports import RenderedImage

Image.preinit()


def perform(task: AnyTask) -> Answer:
    """Do a task and give what came out. Raises InvalidInputError with the reason in Spanish."""
    match task:
        case ReadTask():
            return Answer(material=FileMaterialReader().read(task.name, task.file, task.into))
        case CheckTask():
            return Answer(facts=PillowImageEditor().check(task.file.read_bytes()))
        case RenderTask():
            return Answer(renditions=_rendered(task))
        case PlanTask():
            return Answer(rows=SpreadsheetPlanReader().read(task.name, task.file.read_bytes()))


def _rendered(task: RenderTask) -> dict[str, RenderedImage]:
    logo = task.logo and replace(
        task.logo,
        for_light=(task.folder / "for_light").read_bytes(),
        for_dark=(task.folder / "for_dark").read_bytes(),
    )
    images = PillowImageEditor().render(task.file.read_bytes(), task.specs, focus=task.focus, logo=logo)
    for number, name in enumerate(task.specs):
        rendition_file(task.folder, number).write_bytes(images[name].content)
    return {name: replace(image, content=b"") for name, image in images.items()}
