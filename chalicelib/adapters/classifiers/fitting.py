"""
Where a phrase ends in a comment that begins it, piece by piece.

A piece is a stem, `ponch*` for every word that begins so, or `..` for up to three words of any kind.
"""

from collections.abc import Sequence

MAX_GAP = 3
GAP = ".."
CUT = "*"


def end_of(pieces: tuple[str, ...], at: int, words: Sequence[str], stems: Sequence[str], position: int) -> int:
    """Tell the place after a phrase whose pieces before `at` fit up to `position`, or 0 where the others do not fit."""
    for place in range(at, len(pieces)):
        piece = pieces[place]
        if piece == GAP:
            return _end_after_gap(pieces, place + 1, words, stems, position)
        if position >= len(words):
            return 0
        # No stem has a «*»: only a piece that is cut can fit a word whose stem is another.
        if stems[position] != piece and not (piece[-1] == CUT and words[position].startswith(piece[:-1])):
            return 0
        position += 1
    return position


def _end_after_gap(pieces: tuple[str, ...], at: int, words: Sequence[str], stems: Sequence[str], position: int) -> int:
    for begins in range(position, position + MAX_GAP + 1):
        if end := end_of(pieces, at, words, stems, begins):
            return end
    return 0
