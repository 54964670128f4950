"""
Graphics: checked before they are decoded, brought to each network's form, freed of everything that is not a pixel (2.2, 2.3).

What may be opened: `kinds` by the first bytes, `claims` and the headers beside it by what a file says of itself, `opening`.
From bytes to pixels: `decoding`, `orientation`, `colours`, `metadata`. What is shown: `attention`, `designed`, `framing`,
`levels`, `backdrop`, `logo`. What goes out: `encoding`, or `untouched`. `rendering` and `editor` put them together.
"""

from chalicelib.adapters.images.editor import PillowImageEditor

__all__ = ["PillowImageEditor"]
