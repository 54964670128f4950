"""Every kind of pixel to what networks show: eight bits of sRGB, transparency on white."""

from functools import cached_property
from io import BytesIO
from typing import cast

from PIL import Image, ImageChops, ImageCms, ImageStat

_WHITE = (255, 255, 255)
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")
_PROFILE_MODES = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}
"""Which pixels a profile of a colour space speaks of."""

_PROBE = bytes(level for red in range(3) for green in range(3) for blue in range(3) for level in (red, green, blue))
_SAME_WITHIN = 3
"""Levels of 255. Two makers' sRGB profiles differ by one or two; Display P3 and Adobe RGB by tens."""


def is_see_through(picture: Image.Image) -> bool:
    """Say whether any pixel of a decoded picture lets the ground through; a wholly opaque alpha does not count."""
    if not picture.has_transparency_data:
        return False
    alpha = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return bool(alpha.getchannel("A").getextrema()[0] != 255)  # noqa: PLR2004 - opaque


def flat(picture: Image.Image, *, see_through: bool) -> Image.Image:
    """
    Bring a picture to 8 bits of RGB, grey or CMYK, what is transparent on white.

    Grey stays grey and CMYK CMYK, so that their profile still speaks of them.
    """
    if picture.mode in _SIXTEEN_BITS:
        # Pillow's own conversion would clip what is above 255 to white.
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode == "F":
        return _from_floats(picture)
    if picture.mode == "LAB":
        return _from_lab(picture)
    if see_through:
        pixels = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        ground = Image.new("RGB", pixels.size, _WHITE)
        ground.paste(pixels, mask=pixels.getchannel("A"))
        return ground
    if picture.mode in {"1", "LA"}:
        return picture.convert("L")
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _from_floats(picture: Image.Image) -> Image.Image:
    """Bring light in numbers with a point to 8 bits, whether white is 1 or 255."""
    _, brightest = cast("tuple[float, float]", picture.getextrema())
    scale = 255 if brightest <= 1 else 1
    return picture.point(lambda value: value * scale).convert("L")


def _from_lab(picture: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(picture, lab, srgb, outputMode="RGB")
    return turned or picture


class Colours:
    """How the pixels of one picture become sRGB: by its profile where it has one that fits them."""

    def __init__(self, profile: bytes | None, mode: str) -> None:
        """Take the profile as it came, and the mode of the pixels once they are flat."""
        self._profile = profile
        self._mode = mode

    @cached_property
    def are_srgb(self) -> bool:
        """Say whether the pixels mean the same without any conversion; grey without a profile does."""
        if self._mode == "CMYK":
            return False
        return self._transform is None or self._changes_nothing(self._transform)

    def to_srgb(self, pixels: Image.Image) -> Image.Image:
        """Bring flat pixels to RGB that means sRGB."""
        if self._transform is None or self.are_srgb:
            return pixels.convert("RGB") if pixels.mode != "RGB" else pixels
        return ImageCms.applyTransform(pixels, self._transform) or pixels

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform | None:
        """Build the conversion; None where there is no profile, it is broken, or speaks of other pixels."""
        if not self._profile:
            return None
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(self._profile))
            if _PROFILE_MODES.get(source.profile.xcolor_space.strip()) != self._mode:
                return None
            return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), self._mode, "RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return None

    def _changes_nothing(self, transform: ImageCms.ImageCmsTransform) -> bool:
        """Try the conversion on twenty-seven colours: names of profiles are many, what they do is one."""
        probe = Image.frombytes("RGB", (27, 1), _PROBE).point(lambda level: min(255, level * 127))
        probe = probe.convert(self._mode)
        turned = ImageCms.applyTransform(probe, transform) or probe
        furthest = [high for _, high in ImageStat.Stat(ImageChops.difference(probe.convert("RGB"), turned)).extrema]
        return max(furthest) <= _SAME_WITHIN
