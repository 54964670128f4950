"""Every kind of pixel to what networks show: eight bits of sRGB, transparency on white."""

from io import BytesIO

from PIL import Image, ImageCms

_WHITE = (255, 255, 255)
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")
_PROFILE_MODES = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}
"""Which pixels a profile of a colour space speaks of."""


def to_srgb(picture: Image.Image) -> Image.Image:
    """Bring a picture to RGB: grey, palette, CMYK, 16 bits, transparency and a colour profile taken into account."""
    profile = picture.info.get("icc_profile")
    flat = _flat(_eight_bits(picture))
    converted = _by_profile(flat, profile) if profile else None
    return converted or flat.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Scale 16-bit grey down; Pillow's own conversion would clip it to white."""
    if picture.mode not in _SIXTEEN_BITS:
        return picture
    grey = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    grey.info = picture.info
    return grey


def _flat(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white. Grey stays grey and CMYK CMYK, so that their profile still speaks of them."""
    if picture.has_transparency_data:
        pixels = picture.convert("RGBA")
        ground = Image.new("RGB", pixels.size, _WHITE)
        ground.paste(pixels, mask=pixels.getchannel("A"))
        return ground
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Convert by the picture's colour profile; None where the profile is broken or speaks of other pixels."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = source.profile.xcolor_space.strip()
        if _PROFILE_MODES.get(space) != picture.mode:
            return None
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
