"""Pack data as the streams of a PDF do, by hand: every filter, every predictor, alone and in chains."""

from __future__ import annotations

import base64
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

NAME = "Amra Hadzic"


@dataclass(frozen=True, slots=True)
class Packed:
    """A stream: what it holds, how it is packed, and the entries of its dictionary that say so."""

    label: str
    data: bytes
    raw: bytes
    entries: str


def sample(kind: str) -> bytes:
    """Return data to pack; "long" fills the table of LZW more than once, "even" packs well, "short" is a few words."""
    chance = random.Random(kind)  # noqa: S311 - the same data in every run
    if kind == "long":
        return bytes(chance.choice(b"abcdefghij klmn") for _ in range(40_000)) + NAME.encode()
    if kind == "even":
        return b"the same words again " * 400 + NAME.encode()
    if kind == "bytes":
        return chance.randbytes(3_000)
    return {"short": f"BT ({NAME}) Tj ET".encode(), "empty": b"", "zeros": bytes(1_000)}[kind]


SAMPLES = ("short", "even", "long", "bytes", "zeros", "empty")


def lzw(data: bytes, early: int = 1) -> bytes:
    """Pack with LZW (ISO 32000-2, 7.4.4.2); with an early change of 1 codes become longer one code too soon."""
    table = {bytes([sign]): sign for sign in range(256)}
    codes, width, before = [(256, 9)], 9, b""
    following = 258
    for sign in data:
        both = before + bytes([sign])
        if both in table:
            before = both
            continue
        codes.append((table[before], width))
        table[both] = following
        following += 1
        width += following + early > 1 << width and width < 12
        if following == 4095:
            codes.append((256, width))
            table, following, width = {bytes([one]): one for one in range(256)}, 258, 9
        before = bytes([sign])
    if before:
        codes.append((table[before], width))
        width += following + 1 + early > 1 << width and width < 12
    return _bits([*codes, (257, width)])


def _bits(codes: list[tuple[int, int]]) -> bytes:
    held = bits = 0
    result = bytearray()
    for code, width in codes:
        held, bits = held << width | code, bits + width
        while bits >= 8:
            bits -= 8
            result.append(held >> bits & 255)
        held &= (1 << bits) - 1
    if bits:
        result.append(held << (8 - bits) & 255)
    return bytes(result)


def run_length(data: bytes) -> bytes:
    """Pack runs of bytes (7.4.5)."""
    result = bytearray()
    position = 0
    while position < len(data):
        run = 1
        while run < 128 and data[position + run : position + run + 1] == data[position : position + 1]:
            run += 1
        if run > 1:
            result += bytes([257 - run, data[position]])
            position += run
        else:
            piece = data[position : position + 5]
            result += bytes([len(piece) - 1]) + piece
            position += len(piece)
    return bytes(result) + b"\x80"


def base_85(data: bytes) -> bytes:
    return base64.a85encode(data, wrapcol=60) + b"~>"


def hexadecimal(data: bytes) -> bytes:
    return data.hex(" ", 30).encode() + b">"


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "LZWDecode": lzw,
    "RunLengthDecode": run_length,
    "ASCII85Decode": base_85,
    "ASCIIHexDecode": hexadecimal,
}
SHORT = {"FlateDecode": "Fl", "LZWDecode": "LZW", "RunLengthDecode": "RL", "ASCII85Decode": "A85",
         "ASCIIHexDecode": "AHx"}  # fmt: skip


def png_rows(data: bytes, columns: int, colours: int, kinds: tuple[int, ...]) -> bytes:
    """Return rows as the predictors of PNG write them, one kind after another."""
    width = columns * colours
    above, result = bytes(width), bytearray()
    for number, start in enumerate(range(0, len(data), width)):
        row, kind = data[start : start + width], kinds[number % len(kinds)]
        result.append(kind)
        for place, value in enumerate(row):
            left = row[place - colours] if place >= colours else 0
            corner = above[place - colours] if place >= colours else 0
            result.append(value - _guess(kind, left, above[place], corner) & 255)
        above = row
    return bytes(result)


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        return min((left, above, corner), key=lambda one: abs(left + above - corner - one))
    return {0: 0, 1: left, 2: above, 3: (left + above) // 2}[kind]


def tiff_rows(data: bytes, columns: int, colours: int) -> bytes:
    """Return rows as the predictor of TIFF writes them: each byte less the one of its colour before it."""
    width = columns * colours
    rows = [data[start : start + width] for start in range(0, len(data), width)]
    return b"".join(
        row[:colours] + bytes(row[place] - row[place - colours] & 255 for place in range(colours, len(row)))
        for row in rows
    )


def corpus() -> Iterator[Packed]:
    """Yield every filter alone and after each other, with and without parameters, over every sample."""
    for kind, (name, pack) in product(SAMPLES, PACKERS.items()):
        data = sample(kind)
        yield Packed(f"{kind}: {name}", data, pack(data), f"/Filter /{name}")
    for early, kind in product((0, 1), SAMPLES):
        data = sample(kind)
        entries = f"/Filter /LZWDecode /DecodeParms << /EarlyChange {early} >>"
        yield Packed(f"{kind}: LZWDecode, early change {early}", data, lzw(data, early), entries)
    for first, second in product(PACKERS, PACKERS):
        data = sample("even")
        raw = PACKERS[first](PACKERS[second](data))
        yield Packed(f"chain: {first} {second}", data, raw, f"/Filter [/{first} /{second}]")
    data = sample("short")
    raw = base_85(hexadecimal(zlib.compress(run_length(lzw(data)))))
    names = "/ASCII85Decode /ASCIIHexDecode /FlateDecode /RunLengthDecode /LZWDecode"
    yield Packed("chain of all", data, raw, f"/Filter [{names}]")
    yield Packed("no filter", data, data, "")
    yield Packed("no filter in an array", data, data, "/Filter []")
    yield from _with_parameters()
    yield from _with_predictors()


def _with_parameters() -> Iterator[Packed]:
    data = sample("even")
    packed = zlib.compress(data)
    yield Packed("null parameters", data, packed, "/Filter /FlateDecode /DecodeParms null")
    yield Packed("empty parameters", data, packed, "/Filter /FlateDecode /DecodeParms << >>")
    yield Packed("parameters in an array", data, packed, "/Filter [/FlateDecode] /DecodeParms [<< /Predictor 1 >>]")
    yield Packed("null in an array", data, packed, "/Filter [/FlateDecode] /DecodeParms [null]")
    both = base_85(lzw(data, 0))
    yield Packed(
        "null, then parameters", data, both,
        "/Filter [/ASCII85Decode /LZWDecode] /DecodeParms [null << /EarlyChange 0 >>]",
    )  # fmt: skip
    for name, pack in PACKERS.items():
        yield Packed(f"short name {SHORT[name]}", data, pack(data), f"/Filter /{SHORT[name]}")
    yield Packed("short names", data, hexadecimal(packed), "/Filter [/AHx /Fl]")
    yield Packed("name in codes", data, packed, "/Filter /Fl#61teDecode")


def _with_predictors() -> Iterator[Packed]:
    data = (sample("even") + bytes(90))[: len(sample("even")) // 90 * 90]
    every = ((0,), (1,), (2,), (3,), (4,), (0, 1, 2, 3, 4))
    for kinds, (columns, colours) in product(every, ((90, 1), (30, 3))):
        predictor = 15 if len(kinds) > 1 else 10 + kinds[0]
        label = f"predictor {predictor}, {colours} colours"
        entries = f"<< /Predictor {predictor} /Columns {columns} /Colors {colours} >>"
        rows = png_rows(data, columns, colours, kinds)
        yield Packed(label, data, zlib.compress(rows), f"/Filter /FlateDecode /DecodeParms {entries}")
        both = f"/Filter [/ASCII85Decode /LZWDecode] /DecodeParms [null {entries}]"
        yield Packed(f"{label}, LZW", data, base_85(lzw(rows)), both)
    entries = "<< /Predictor 2 /Columns 30 /Colors 3 >>"
    rows = tiff_rows(data, 30, 3)
    yield Packed("predictor 2", data, zlib.compress(rows), f"/Filter /FlateDecode /DecodeParms {entries}")
    yield Packed("predictor 2, LZW", data, lzw(rows), f"/Filter /LZWDecode /DecodeParms {entries}")


def pdf_of(streams: list[tuple[bytes, str]], *others: str) -> bytes:
    """Return a PDF of one empty page, its objects 4, 5, ... the streams, then other objects; all are referred to."""
    own = " ".join(f"{4 + place} 0 R" for place in range(len(streams) + len(others)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Own [{own}] >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << >> >>",
        *(f"<< {entries} /Length {len(raw)} >>\nstream\n".encode() + raw + b"\nendstream" for raw, entries in streams),
        *(other.encode() for other in others),
    ]
    result, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(result))
        result += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start = len(result)
    result += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    result += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    result += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(result)
