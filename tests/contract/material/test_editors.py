"""What the procedure may rely on when a picture is checked and rendered: the same in our own process and apart."""

from collections.abc import Iterator

import pytest

from chalicelib import texts_es
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.sandbox import Sandbox, SandboxedImageEditor
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import FocalPoint
from chalicelib.ports import ImageEditor, Logo, RenditionSpec
from tests.corpus.pictures import painted, saved

SPECS = {"feed": RenditionSpec(540, 540, 400_000), "historia/9:16": RenditionSpec(360, 640, 400_000)}


@pytest.fixture(scope="module")
def sandboxed() -> Iterator[ImageEditor]:
    sandbox = Sandbox()
    yield SandboxedImageEditor(sandbox)
    sandbox.close()


def a_logo() -> Logo:
    light, dark = painted((400, 330), "RGBA"), painted((400, 200), "RGBA")
    return Logo(
        for_light=saved("PNG", light), for_dark=saved("PNG", dark), position="bottom-right", width=0.2, clear_space=0.05
    )


class ImageEditorContract:
    """The claims of `ports.ImageEditor`. A subclass gives the fixture `editor`."""

    def test_a_picture_has_its_size(self, editor: ImageEditor) -> None:
        facts = editor.check(saved("JPEG", painted((800, 600))))
        assert (facts.mime_type, facts.width, facts.height) == ("image/jpeg", 800, 600)

    def test_each_spec_gets_its_own_rendition(self, editor: ImageEditor) -> None:
        made = editor.render(saved("JPEG", painted((800, 600))), SPECS)
        assert {name: (image.width, image.height) for name, image in made.items()} == {
            "feed": (540, 540),
            "historia/9:16": (360, 640),
        }
        assert all(image.content.startswith(b"\xff\xd8\xff") for image in made.values())
        assert made["feed"].crop is not None
        assert made["feed"].content != made["historia/9:16"].content

    def test_no_specs_no_renditions(self, editor: ImageEditor) -> None:
        assert editor.render(saved("JPEG"), {}) == {}

    def test_I10_a_broken_picture_is_rejected_with_its_reason(self, editor: ImageEditor) -> None:
        for act in (editor.check, lambda content: editor.render(content, SPECS)):
            with pytest.raises(InvalidInputError) as rejected:
                act(b"\xff\xd8\xff\xe0")
            assert str(rejected.value) == texts_es.IMAGE_BROKEN


class TestPillowImageEditor(ImageEditorContract):
    @pytest.fixture
    def editor(self) -> ImageEditor:
        return PillowImageEditor()


class TestSandboxedImageEditor(ImageEditorContract):
    @pytest.fixture
    def editor(self, sandboxed: ImageEditor) -> ImageEditor:
        return sandboxed


@pytest.mark.parametrize("logo", [None, a_logo()], ids=["bare", "with the logo"])
def test_both_give_the_same_bytes(sandboxed: ImageEditor, logo: Logo | None) -> None:
    content, focus = saved("PNG", painted((900, 700), "RGBA")), FocalPoint(x=0.1, y=0.9)
    apart = sandboxed.render(content, SPECS, focus=focus, logo=logo)
    assert apart == PillowImageEditor().render(content, SPECS, focus=focus, logo=logo)
