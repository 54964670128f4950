"""What was done to a picture, in sentences a person of the image office reads: ¿se necesita corrección de formato? (2.2)"""

from dataclasses import dataclass

from chalicelib import texts_es
from chalicelib.adapters.images.encoding import QUALITIES
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.orientation import Box
from chalicelib.domain.media import ImageFacts
from chalicelib.ports import RenditionSpec

_NOTICED = 0.01
"""A cut of less is rounding, not a correction."""

_BLURRY_FROM = 1.25
"""From which enlargement on a person sees it."""


@dataclass(frozen=True)
class Handling:
    """How a rendition was made: from which part, whole on its edges or cut, by whose word, with the logo where, how well kept."""

    box: Box
    is_whole: bool
    is_by_person: bool
    logo_corner: str | None
    quality: int


def corrections_of(facts: ImageFacts, kind: Kind, spec: RenditionSpec, handling: Handling) -> tuple[str, ...]:
    """List what was done to a picture for a rendition, in the order it was done."""
    return (*_of_the_file(facts, kind), *_of_the_form(facts, spec, handling), *_of_the_end(spec, handling))


def metadata_corrections(facts: ImageFacts) -> tuple[str, ...]:
    """Say what was done to a picture whose pixels go out as they came."""
    return (texts_es.IMAGE_METADATA_REMOVED,) if facts.has_metadata else ()


def _of_the_file(facts: ImageFacts, kind: Kind) -> list[str]:
    said = {
        texts_es.image_converted(kind.spoken): kind is not Kind.JPEG,
        texts_es.image_first_of(kind.spoken, facts.frames): facts.frames > 1,
        texts_es.IMAGE_TURNED: facts.is_turned,
        texts_es.IMAGE_TO_SRGB: not facts.is_srgb,
        texts_es.IMAGE_ON_WHITE: facts.has_transparency,
        texts_es.IMAGE_METADATA_REMOVED: facts.has_metadata,
    }
    return [sentence for sentence, is_so in said.items() if is_so]


def _of_the_form(facts: ImageFacts, spec: RenditionSpec, handling: Handling) -> list[str]:
    across, down = handling.box[2] - handling.box[0], handling.box[3] - handling.box[1]
    shown = (across * facts.width, down * facts.height)
    scale = (min if handling.is_whole else max)(spec.width / shown[0], spec.height / shown[1])
    said = []
    if handling.is_whole:
        said.append(texts_es.IMAGE_SHOWN_WHOLE)
    elif across * down < 1 - _NOTICED:
        said.append(texts_es.image_cropped(round(across * down * 100), by_person=handling.is_by_person))
    if scale > _BLURRY_FROM:
        said.append(texts_es.image_enlarged(scale))
    elif scale != 1 or (not said and (facts.width, facts.height) != (spec.width, spec.height)):
        said.append(texts_es.image_resized(facts.width, facts.height, spec.width, spec.height))
    return said


def _of_the_end(spec: RenditionSpec, handling: Handling) -> list[str]:
    said = []
    if handling.logo_corner:
        said.append(texts_es.image_logo_added(handling.logo_corner))
    if handling.quality < QUALITIES[0]:
        said.append(texts_es.image_recompressed(spec.max_bytes))
    return said
