"""Writes what was learnt as the classifier reads it: pieces of words as whole numbers of one byte, features as text."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from chalicelib.adapters.classifiers.grams import BUCKETS
from chalicelib.adapters.classifiers.learnt import FEATURES_FILE, GRAMS_FILE
from local.training.design import strength
from local.training.fitting import Numbers

_HIGHEST = 127
_NOTICE = """\
# Learnt by `python -m local.training`; see docs/modelo-de-clasificacion.md. A row per feature, a column per class.
# Learnt from the comments of data/comments and from SENTIMEX 2024, copyright (c) 2025 Jorge Valverde-Rebaza, MIT licence:
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
# files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
# modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
# Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice
# shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY
# OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR
# PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
# LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR
# THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


class Axis:
    """What was learnt of one axis: classes, a line of weights per class over all columns, and its sharpness."""

    def __init__(self, classes: Sequence[str], weights: Numbers, sharpness: float, names: Sequence[str]) -> None:
        """Keep the weights of pieces apart from those of features, these as if features had not been made smaller."""
        self.classes = tuple(classes)
        self.pieces = weights[:, :BUCKETS]
        self.sharpness = sharpness
        self.rows: Mapping[str, Numbers] = {
            name: weights[:, BUCKETS + place] * strength(name) for place, name in enumerate(names)
        }


def write(axes: Sequence[Axis], features_file: Path = FEATURES_FILE, grams_file: Path = GRAMS_FILE) -> None:
    """Write both files."""
    pieces = np.concatenate([axis.pieces for axis in axes])
    scales = np.maximum(np.abs(pieces).max(axis=1), 1e-9) / _HIGHEST
    whole = np.rint(pieces / scales[:, None]).astype(np.int8)
    grams_file.write_bytes(struct.pack(f"<{len(scales)}f", *scales) + whole.T.tobytes())
    features_file.write_text(_NOTICE + "".join(f"{line}\n" for line in _lines(axes)), encoding="utf-8")


def _lines(axes: Sequence[Axis]) -> list[str]:
    names = sorted({name for axis in axes for name in axis.rows})
    classes = [name for axis in axes for name in axis.classes]
    sharp = [f"{axis.sharpness:.4f}" for axis in axes for _ in axis.classes]
    return ["\t".join(["feature", *classes]), "\t".join(["sharpness", *sharp]), *(_line(name, axes) for name in names)]


def _line(name: str, axes: Sequence[Axis]) -> str:
    numbers = [f"{weight:.4f}" for axis in axes for weight in axis.rows.get(name, np.zeros(len(axis.classes)))]
    return "\t".join([name, *numbers])
