"""Undo the filters of a PDF's streams without ever unpacking more than a limit (ISO 32000-2, 7.4)."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Sequence

_SHORT = {
    "Fl": "FlateDecode",
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "RL": "RunLengthDecode",
    "LZW": "LZWDecode",
    "DCT": "DCTDecode",
    "CCF": "CCITTFaxDecode",
}
_SPACE = re.compile(rb"[\x00\t\n\f\r ]+")


class TooLargeError(Exception):
    """A stream unpacks to more than its limit."""


class DamagedError(Exception):
    """A stream cannot be unpacked to its end; `data` is what could be had of it."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data


def undo(raw: bytes, filters: Sequence[str], parameters: Sequence[dict[str, float]], limit: int) -> tuple[bytes, str]:
    """Return data and the first filter that was not undone ("" for none), which is that of a picture.

    Raises TooLargeError when any step gives more than `limit` bytes, and DamagedError with what could be had.
    """
    damaged = False
    for position, short in enumerate(filters):
        name = _SHORT.get(short, short)
        step = _STEPS.get(name)
        if step is None:
            if name == "Crypt":
                continue
            return raw, name
        try:
            raw = step(raw, limit)
        except DamagedError as fault:
            raw, damaged = fault.data, True
        wanted = parameters[position] if position < len(parameters) else {}
        if wanted.get("Predictor", 1) > 1 and name in ("FlateDecode", "LZWDecode"):
            raw = _unpredict(raw, wanted)
    if damaged:
        raise DamagedError(raw)
    return raw, ""


def inflate(raw: bytes, limit: int) -> bytes:
    """Return what zlib data unpacks to; raises TooLargeError above `limit` bytes, DamagedError where it breaks off."""
    has_head = len(raw) > 1 and raw[0] & 15 == 8 and (raw[0] << 8 | raw[1]) % 31 == 0
    bits = zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS
    data, is_sound = _inflate(raw, limit, bits, _STEP)
    if not is_sound and has_head:
        is_sound = _inflate(raw[2:], limit, -zlib.MAX_WBITS, _STEP)[1]  # only its checksum may be missing
    if not is_sound:
        raise DamagedError(_inflate(raw, limit, bits, 1)[0] if len(raw) < _SMALL else data)
    return data


_STEP, _SMALL = 4096, 2**20


def _inflate(raw: bytes, limit: int, bits: int, step: int) -> tuple[bytes, bool]:
    """Return data, and whether it was unpacked without a fault; a fault loses what its step would have given."""
    machine = zlib.decompressobj(bits)
    pieces: list[bytes] = []
    size = 0
    for position in range(0, len(raw), step):
        try:
            data = machine.decompress(raw[position : position + step], limit + 1 - size)
        except zlib.error:
            return b"".join(pieces), False
        pieces.append(data)
        size += len(data)
        if size > limit or machine.unconsumed_tail:
            raise TooLargeError
        if machine.eof:
            break
    return b"".join(pieces), machine.eof or not raw.strip()


def _hex(raw: bytes, limit: int) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", raw.partition(b">")[0])
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _base85(raw: bytes, limit: int) -> bytes:
    body = _SPACE.sub(b"", raw).removeprefix(b"<~").partition(b"~")[0]
    try:
        return base64.a85decode(body)
    except ValueError:
        raise DamagedError(b"") from None


def _run_length(raw: bytes, limit: int) -> bytes:
    result = bytearray()
    position = 0
    while position < len(raw) and raw[position] != 128:
        length = raw[position]
        if length < 128:
            result += raw[position + 1 : position + 2 + length]
            position += length + 2
        else:
            result += raw[position + 1 : position + 2] * (257 - length)
            position += 2
        if len(result) > limit:
            raise TooLargeError
    return bytes(result)


def _lzw(raw: bytes, limit: int) -> bytes:
    """Undo LZW with the early change that nearly every PDF has."""
    table = [bytes([sign]) for sign in range(256)] + [b"", b""]
    result, before, width, bits, held = bytearray(), b"", 9, 0, 0
    for byte in raw:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == 257:
            break
        if code == 256:
            del table[258:]
            before, width = b"", 9
            continue
        entry = table[code] if code < len(table) else before + before[:1]
        result += entry
        if before and len(table) < 4096:
            table.append(before + entry[:1])
        before = entry
        width = 9 + (len(table) >= 511) + (len(table) >= 1023) + (len(table) >= 2047)
        if len(result) > limit:
            raise TooLargeError
    return bytes(result)


_STEPS = {
    "FlateDecode": inflate,
    "ASCIIHexDecode": _hex,
    "ASCII85Decode": _base85,
    "RunLengthDecode": _run_length,
    "LZWDecode": _lzw,
}


def _unpredict(data: bytes, wanted: dict[str, float]) -> bytes:
    """Undo the PNG predictors; the TIFF one, which only pictures use, is left."""
    if wanted["Predictor"] < 10:
        return data
    depth = int(wanted.get("Colors", 1)) * int(wanted.get("BitsPerComponent", 8))
    step, width = max(1, (depth + 7) // 8), (depth * int(wanted.get("Columns", 1)) + 7) // 8
    if not 0 < width <= len(data):
        return data
    above, result = bytearray(width), bytearray()
    for start in range(0, len(data), width + 1):
        row = bytearray(data[start + 1 : start + 1 + width].ljust(width, b"\0"))
        kind = data[start]
        for place in range(width):
            left = row[place - step] if place >= step else 0
            corner = above[place - step] if place >= step else 0
            row[place] = row[place] + _predicted(kind, left, above[place], corner) & 255
        result += row
        above = row
    return bytes(result)


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        guess = left + above - corner
        return min((left, above, corner), key=lambda one: abs(guess - one))
    return {1: left, 2: above, 3: (left + above) // 2}.get(kind, 0)
