"""Undo the filters of a PDF's streams (ISO 32000-2, 7.4): qpdf decodes, and a guard measures what it is given first.

The guard does what qpdf does not: it bounds what a stream unpacks to before a byte of it is unpacked (qpdf has no limit
for LZW), it tells where the packed data ends, so that what stands behind that end is read too, and it is a second
reading. Where the two readings differ, or either complains, the stream is told as one that was not read whole.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import pikepdf

from submissions.audit.pdf.syntax import Value

LIBRARY_FAULTS: Final = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OverflowError,
    OSError,
    MemoryError,
)
"""What pikepdf raises for files that are not what they should be; RuntimeError holds RecursionError too."""

STREAM_MAX: Final = 48 * 2**20
"""How many bytes a stream may unpack to; the longest content stream of a real book has a few million."""

PICTURES: Final = frozenset({"DCTDecode", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode"})
"""The filters that only pictures have: they are not undone."""

DAMAGED: Final = "damaged"
UNDONE: Final = "undone"
"""What is wrong with a stream: it is broken or its readings differ; or a filter on it is left undone."""

_SHORT: Final = {
    "Fl": "FlateDecode",
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "RL": "RunLengthDecode",
    "LZW": "LZWDecode",
    "DCT": "DCTDecode",
    "CCF": "CCITTFaxDecode",
}
_BLANK: Final = b"\0\t\n\f\r "
_STEP: Final = 2**16
_CODES_MAX: Final = 4096
_NO_HEX: Final = re.compile(rb"[^0-9A-Fa-f\x00\t\n\v\f\r >]")
_NO_BASE_85: Final = re.compile(rb"[^!-uz\x00\t\n\v\f\r ~]")


class TooLargeError(Exception):
    """A stream unpacks to more than its limit."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a stream, by its full name, with its parameters."""

    name: str
    settings: dict[str, Value] = field(default_factory=dict)

    @classmethod
    def named(cls, name: str, settings: dict[str, Value]) -> Filter:
        """Return a filter, given its name or the short one that inline images use."""
        return cls(_SHORT.get(name, name), settings)


@dataclass(frozen=True, slots=True)
class Unfiltered:
    """A stream without its filters.

    `picture` is the filter of a picture that is left on the data, "" for none; `fault` is DAMAGED or UNDONE where not
    all of it may have been read, else ""; `behind` is what stands behind the end of the packed data.
    """

    data: bytes = b""
    picture: str = ""
    fault: str = ""
    behind: bytes = b""
    is_too_large: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What the guard finds in packed data.

    `end` is where the data ends, or where what can be read of it does; `size` what it unpacks to, before a predictor,
    -1 where that follows from the length; `data` what a second reader makes of it, where there is one.
    """

    end: int
    size: int = -1
    data: bytes | None = None
    is_sound: bool = True


def decode(stream: pikepdf.Stream, pdf: pikepdf.Pdf, raw: bytes, filters: Sequence[Filter]) -> Unfiltered:
    """Return the data of a stream of a file as far as it can be had, and what is wrong with it; never fails.

    `raw` is the stream as it is packed. What qpdf has said against the file so far is lost to its list of warnings.
    """
    pdf.get_warnings()
    decoded = undo(raw, filters, STREAM_MAX, (stream, pdf) if len(filters) == 1 else None)
    if len(filters) > 1 and not (decoded.is_too_large or decoded.picture or decoded.fault):
        whole, is_sound = _read(stream, pdf)
        if not is_sound or whole != decoded.data:
            return replace(decoded, data=_longer(whole, decoded.data), fault=DAMAGED)
    return decoded


def undo(
    raw: bytes, filters: Sequence[Filter], limit: int, place: tuple[pikepdf.Stream, pikepdf.Pdf] | None = None
) -> Unfiltered:
    """Return packed data without its filters; `place` is the stream that holds it, if that has one filter only.

    A filter that nobody knows ends the way: the data is as it was left, and told to be undone.
    """
    fault, behind = "", b""
    for each in filters:
        if each.name in PICTURES:
            return Unfiltered(raw, each.name, fault, behind)
        if each.name == "Crypt" and each.settings.get("Name", "Identity") == "Identity":
            continue
        if each.name not in _GUARDS:
            return Unfiltered(raw, "", UNDONE, behind)
        if each.name == "ASCII85Decode" and raw.lstrip()[:2] == b"<~":  # qpdf does not know this mark of PostScript
            raw, place, fault = raw.lstrip()[2:], None, DAMAGED
        try:
            measured = _GUARDS[each.name](raw, each.settings, limit)
        except TooLargeError:
            return Unfiltered(fault=fault, is_too_large=True)
        behind += raw[measured.end :] if measured.is_sound else b""
        if place is not None and measured.is_sound and measured.end == len(raw):
            read, is_sound = _read(*place)
        else:
            read, is_sound = _read_alone(raw[: measured.end], each)
        if measured.is_sound and is_sound and _agree(read, measured, each):
            raw = read
        else:
            bare = read or _read_alone(raw[: measured.end], Filter(each.name))[0]  # its parameters may be the fault
            raw, fault = _longer(bare, measured.data or b""), DAMAGED
        if len(raw) > limit:
            return Unfiltered(fault=fault, is_too_large=True)
    return Unfiltered(raw, "", fault, behind if behind.strip(_BLANK) else b"")


def _read(stream: pikepdf.Stream, pdf: pikepdf.Pdf) -> tuple[bytes, bool]:
    """Return a stream as qpdf decodes it, and whether it had nothing to say against it."""
    try:
        read = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    except LIBRARY_FAULTS:
        return b"", False
    return read, not pdf.get_warnings()


def _read_alone(raw: bytes, each: Filter) -> tuple[bytes, bool]:
    """Return data without one filter, as qpdf decodes it in a file of its own, and whether it said nothing."""
    pdf = pikepdf.Pdf.new()
    numbers = {f"/{key}": each.settings[key] for key in _NUMBERS if isinstance(each.settings.get(key), int)}
    stream = pikepdf.Stream(pdf, raw)
    stream["/Filter"] = pikepdf.Name("/" + each.name)
    if numbers:
        stream["/DecodeParms"] = pikepdf.Dictionary(numbers)
    return _read(stream, pdf)


_NUMBERS: Final = ("Predictor", "Colors", "BitsPerComponent", "Columns", "EarlyChange")


def _agree(read: bytes, measured: Measured, each: Filter) -> bool:
    """Tell whether qpdf and the guard read the same; a predictor takes a byte from each row and fills the last."""
    predictor = each.settings.get("Predictor", 1)
    if predictor == 1:
        same_size = measured.size < 0 or measured.size == len(read)
        return same_size and (measured.data is None or measured.data == read)
    row = _row(each)
    rows = -(-measured.size // (row + 1 if isinstance(predictor, int) and predictor >= 10 else row))
    return len(read) in range((rows - 1) * row, rows * row + 1)


def _row(each: Filter) -> int:
    """Return how many bytes a row has that a predictor works on (7.4.4.3)."""
    colours, bits, columns = (
        value if isinstance(value := each.settings.get(key, first), int) else first
        for key, first in (("Colors", 1), ("BitsPerComponent", 8), ("Columns", 1))
    )
    return max(1, (colours * bits * columns + 7) // 8)


def _longer(read: bytes, other: bytes) -> bytes:
    """Return the longer of two readings: what one of them could not read may be what has to be found."""
    return other if len(other) > len(read) else read


# --- the guard, for each filter ---


def _measure_flate(raw: bytes, settings: dict[str, Value], limit: int) -> Measured:
    """Measure zlib data by a second reader: its end, its checksum, and all of it that can be had."""
    if not raw.strip(_BLANK):
        return Measured(len(raw), 0, b"")
    data, end, is_sound = inflate(raw, limit)
    return Measured(end, len(data), data, is_sound)


def inflate(raw: bytes, limit: int) -> tuple[bytes, int, bool]:
    """Return what zlib data unpacks to, where its packed form ends, and whether it is whole, its checksum too.

    Data without the two bytes that zlib begins with is unpacked as well, and told not to be whole. Raises TooLargeError
    above `limit` bytes.
    """
    has_head = len(raw) > 1 and raw[0] & 15 == 8 and (raw[0] << 8 | raw[1]) % 31 == 0
    for bits, skipped in ((zlib.MAX_WBITS, 0), (-zlib.MAX_WBITS, 2 if has_head else 0)):
        if bits > 0 and not has_head:
            continue
        data, end = _inflate(raw[skipped:], limit, bits)
        if end >= 0:
            return data, end + skipped, bits > 0
    return data, len(raw), False


def _inflate(raw: bytes, limit: int, bits: int) -> tuple[bytes, int]:
    """Return data, and where its packed form ends, -1 where it breaks off or is broken."""
    data, rest = _until_fault(raw, limit, bits, _STEP)
    return data, -1 if rest is None else len(raw) - rest


def _until_fault(raw: bytes, limit: int, bits: int, step: int) -> tuple[bytes, int | None]:
    """Return data, and how many bytes are left behind its end, None for a fault, whose step is taken byte by byte."""
    machine = zlib.decompressobj(bits)
    pieces: list[bytes] = []
    size, position = 0, 0
    while position < len(raw) and not machine.eof:
        before = machine.copy() if step > 1 else machine
        try:
            data = machine.decompress(raw[position : position + step], limit + 1 - size)
        except zlib.error:
            if step == 1:
                return b"".join(pieces), None
            machine, step = before, 1
            continue
        pieces.append(data)
        size += len(data)
        position += step
        if size > limit or machine.unconsumed_tail:
            raise TooLargeError
    left = len(machine.unused_data) + max(0, len(raw) - position)
    return b"".join(pieces), left if machine.eof else None


def _measure_lzw(raw: bytes, settings: dict[str, Value], limit: int) -> Measured:
    """Measure LZW data by the lengths of its codes alone, which takes no memory (7.4.4.2).

    With an early change of 1, the default, codes become longer one code too soon.
    """
    early = settings.get("EarlyChange", 1)
    early = early if isinstance(early, int) else 1
    lengths = [1] * 256 + [0, 0]
    size, before, width, bits, held = 0, 0, 9, 0, 0
    for place, byte in enumerate(raw):
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == 257:
            return Measured(place + 1, size)
        if code == 256:
            del lengths[258:]
            before, width = 0, 9
            continue
        if code > len(lengths) or (code == len(lengths) and not before):
            return Measured(place, size, is_sound=False)
        length = lengths[code] if code < len(lengths) else before + 1
        size += length
        if size > limit:
            raise TooLargeError
        if before and len(lengths) < _CODES_MAX:
            lengths.append(before + 1)
        before = length
        width = 9 + sum(len(lengths) + early >= bound for bound in (512, 1024, 2048))
    return Measured(len(raw), size, is_sound=not raw.strip(_BLANK))


def _measure_run_length(raw: bytes, settings: dict[str, Value], limit: int) -> Measured:
    """Measure runs of bytes up to the mark of their end (7.4.5), behind which qpdf would go on."""
    position = size = 0
    while position < len(raw) and raw[position] != 128:
        length = raw[position]
        size += length + 1 if length < 128 else 257 - length
        position += length + 2 if length < 128 else 2
        if size > limit:
            raise TooLargeError
    if position > len(raw):
        return Measured(len(raw), size, is_sound=False)
    return Measured(min(position + 1, len(raw)), size)


def _measure_hexadecimal(raw: bytes, settings: dict[str, Value], limit: int) -> Measured:
    """Measure hexadecimal figures up to their end, or up to the first sign that is none (7.4.2)."""
    return _measure_signs(raw, _NO_HEX, b">", len(raw) // 2)


def _measure_base_85(raw: bytes, settings: dict[str, Value], limit: int) -> Measured:
    """Measure base-85 signs up to their end, or up to the first sign that is none (7.4.3)."""
    return _measure_signs(raw, _NO_BASE_85, b"~>", 4 * len(raw))


def _measure_signs(raw: bytes, strange: re.Pattern[bytes], mark: bytes, size_max: int) -> Measured:
    end = raw.find(mark)
    end = len(raw) if end < 0 else end + len(mark)
    fault = strange.search(raw, 0, end)
    return Measured(fault.start() if fault else end, is_sound=fault is None)


_GUARDS: Final[dict[str, Callable[[bytes, dict[str, Value], int], Measured]]] = {
    "FlateDecode": _measure_flate,
    "ASCIIHexDecode": _measure_hexadecimal,
    "ASCII85Decode": _measure_base_85,
    "RunLengthDecode": _measure_run_length,
    "LZWDecode": _measure_lzw,
}
