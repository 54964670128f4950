"""The image editor on Pillow: one decoding for all networks, at the smallest size that serves them."""

from collections.abc import Mapping

from chalicelib.adapters.images.decoding import SMALLEST, check_checksums, decode
from chalicelib.adapters.images.framing import factor_for
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.levels import Level
from chalicelib.adapters.images.rendering import Renderer
from chalicelib.domain.media import FocalPoint, ImageFacts
from chalicelib.ports import Logo, RenderedImage, RenditionSpec


class PillowImageEditor:
    """
    Checks and renders JPEG, PNG, WebP, HEIC, TIFF (its first page) and GIF (its first frame).

    Of at most 20 MB and 25 megapixels, at least 320 pixels a side.
    """

    def check(self, content: bytes) -> ImageFacts:
        """
        Say what a picture is, having decoded it: a JPEG at an eighth of its size.

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
        """
        source = decode(content, lambda _: SMALLEST)
        if source.kind is Kind.PNG:
            check_checksums(content)
        return source.facts

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        """
        Make one rendition per spec, of exactly its size: oriented, cropped to the ratio, sRGB, all metadata stripped.

        The same bytes give the same renditions; specs that are alike are made once.

        Raises:
            InvalidInputError: the image is damaged, or beyond the limits.
            RecordIntegrityError: the logo is no picture.
        """
        if not specs:
            return {}
        waiting = set(specs.values())
        source = decode(content, lambda size: min(factor_for(size, spec) for spec in waiting))
        level = Level(source.pixels, source.factor, source.orientation, source.colours)
        renderer = Renderer(content, source.kind, source.facts, level, focus=focus, logo=logo)
        del source
        made: dict[RenditionSpec, RenderedImage] = {}
        while waiting:
            # The large ones first: afterwards the large picture is let go.
            level = level.reduced_to(min(factor_for(renderer.size, spec) for spec in waiting))
            now = {spec for spec in waiting if factor_for(renderer.size, spec) == level.factor}
            level = level.coloured_for(waiting)
            made |= {spec: renderer.render(level, spec) for spec in now}
            waiting -= now
        return {name: made[spec] for name, spec in specs.items()}
