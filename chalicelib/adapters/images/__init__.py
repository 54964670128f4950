"""
Graphics: checked before they are decoded, brought to each network's form, freed of everything that is not a pixel (2.2, 2.3).

`opening` says what may be opened at all, `colours` brings every kind of pixel to sRGB on white, `framing` crops, `encoding`
writes JPEG within a network's limit, `editor` puts them together.
"""

from chalicelib.adapters.images.editor import PillowImageEditor
from chalicelib.adapters.images.opening import is_image

__all__ = ["PillowImageEditor", "is_image"]
