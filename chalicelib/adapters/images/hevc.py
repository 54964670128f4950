"""The size that an HEVC stream itself announces (ITU-T H.265, 7.3.2.2), which the box around it may lie about."""

from collections.abc import Iterator

from chalicelib.adapters.images.claims import Size

_PARAMETERS = 33
"""The NAL unit that holds a sequence parameter set."""

_ARRAYS_AT = 22
_LONGEST_SET = 256
_CHROMA_444 = 3


def coded_sizes(configuration: bytes) -> Iterator[Size]:
    """Go through the sizes in an `hvcC` box (ISO/IEC 14496-15, 8.3.3.1); what cannot be read is left to the decoder."""
    at = _ARRAYS_AT + 1
    for _ in range(configuration[_ARRAYS_AT] if len(configuration) > _ARRAYS_AT else 0):
        kind, units = configuration[at : at + 1], int.from_bytes(configuration[at + 1 : at + 3])
        at += 3
        for _ in range(units):
            length = int.from_bytes(configuration[at : at + 2])
            unit = configuration[at + 2 : at + 2 + min(length, _LONGEST_SET)]
            at += 2 + length
            if at > len(configuration):
                return
            if kind and kind[0] & 0x3F == _PARAMETERS and unit:
                yield _size(_Bits(unit[2:].replace(b"\x00\x00\x03", b"\x00\x00")))


def _size(bits: "_Bits") -> Size:
    bits.take(4)
    layers = bits.take(3)
    bits.take(1)
    bits.take(96)
    _skip_layers(bits, layers)
    bits.golomb()
    if bits.golomb() == _CHROMA_444:
        bits.take(1)
    return bits.golomb(), bits.golomb()


def _skip_layers(bits: "_Bits", layers: int) -> None:
    """Pass over the profiles and levels of the temporal layers."""
    present = [(bits.take(1), bits.take(1)) for _ in range(layers)]
    if layers:
        bits.take(2 * (8 - layers))
    for has_profile, has_level in present:
        bits.take(88 * has_profile + 8 * has_level)


class _Bits:
    """A stream of bits, zeros after its end."""

    def __init__(self, content: bytes) -> None:
        self._left = len(content) * 8
        self._value = int.from_bytes(content)

    def take(self, count: int) -> int:
        """Read a number of so many bits."""
        self._left -= count
        taken = self._value >> self._left if self._left >= 0 else 0
        return taken & (1 << count) - 1

    def golomb(self) -> int:
        """Read an unsigned Exp-Golomb number of at most 32 bits."""
        zeros = 0
        while zeros < 32 and self._left > 0 and not self.take(1):  # noqa: PLR2004 - 9.2: the longest that is used
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)
