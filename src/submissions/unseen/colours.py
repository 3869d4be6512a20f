"""See whether the colours of a picture tell its dots apart: a table of colours that are all white hides what is there.

Rule: ISO 32000-2, 8.6 (colour spaces) and 8.9.5.2 (`Decode`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from submissions.unseen.alone import VEILS, draw_alone, shows_something, size_of

# Numbers for each dot, by the families of colour spaces.
_COMPONENTS: Final = {
    "/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/Indexed": 1, "/I": 1, "/Separation": 1,
    "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4, "/CMYK": 4,
}  # fmt: skip
_DEVICE: Final = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_TABLES: Final = ("/Indexed", "/I")
# Of 255: how far the ends of a scale of colours lie apart at least, and how many shades lie between them.
_SPAN, _SHADES = 60, 32
# How far apart the ends of `Decode` lie at least for what differs to be seen.
_ENDS: Final = 0.5
# Of 255: a picture within so few shades is of one colour.
_FLAT: Final = 16


def family_of(picture: Any) -> str:
    """Return the family of the colours of a picture, "" where it names none."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only files of others need it

    colours = picture.get("/ColorSpace")
    if isinstance(colours, pikepdf.Array) and len(colours):
        return str(colours[0])
    return str(colours) if isinstance(colours, pikepdf.Name) else ""


def components_of(picture: Any) -> int:
    """Return how many numbers a dot of a picture has, 0 where that cannot be told."""
    family, colours = family_of(picture), picture.get("/ColorSpace")
    if family == "/ICCBased":
        return int(colours[1].get("/N", 0))
    if family == "/DeviceN":
        return len(colours[1])
    return _COMPONENTS.get(family, 0)


def tells_apart(picture: Any) -> bool:
    """Tell whether what differs in the dots of a picture differs to the eye too, by its colours and its `Decode`."""
    import pikepdf  # noqa: PLC0415

    if bool(picture.get("/ImageMask", False)):
        return _spans(picture, 1.0)
    if not _spans(picture, 0.5):
        return False
    if not isinstance(picture.get("/ColorSpace"), pikepdf.Array):
        return True
    count = components_of(picture)
    if not count:
        return False
    if family_of(picture) in _TABLES:
        return _is_table_plain(picture)
    scales = _drawn_samples(picture, b"".join(_scale(index, count) for index in range(count)), (256, count))
    return all(_is_scale(scales.crop((0, index, 256, index + 1))) for index in range(count))


def _spans(picture: Any, least: float) -> bool:
    """Tell whether each pair of `Decode` goes from end to end, as far as it should."""
    if "/Decode" not in picture:
        return True
    ends = [float(one) for one in picture["/Decode"]]
    if family_of(picture) in _TABLES:
        return ends[:2] == [0, 2 ** int(picture.get("/BitsPerComponent", 8)) - 1]
    if family_of(picture) == "/Lab":
        least = 50.0
    return all(abs(high - low) >= least for low, high in list(pairwise(ends))[::2])


def _scale(index: int, count: int) -> bytes:
    """Return the samples of a row in which one component goes from end to end and the others stand in the middle."""
    others = 0 if count != 3 else 128
    return bytes(value if at == index else others for value in range(256) for at in range(count))


def _is_scale(row: Any) -> bool:
    spans = row.getextrema()
    shades = len(row.getcolors(256) or ())
    return max(high - low for low, high in spans) >= _SPAN and shades >= _SHADES


def _is_table_plain(picture: Any) -> bool:
    """Tell whether no two entries of a table of colours are the same, but for what fills up its end."""
    last = min(255, int(picture["/ColorSpace"][2]))
    row = _drawn_samples(picture, bytes(range(last + 1)), (last + 1, 1))
    shown = [row.getpixel((at, 0)) for at in range(last + 1)]
    while len(shown) > 1 and shown[-1] == shown[-2]:
        shown.pop()
    return len(shown) > 1 and len(set(shown)) == len(shown)


def _drawn_samples(picture: Any, samples: bytes, size: tuple[int, int]) -> Any:
    """Return samples of eight bits as they look in the colours of a picture."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.new() as sheet:
        held = sheet.copy_foreign(picture)
        for key in (*VEILS, "/Decode"):
            if key in held:
                del held[key]
        held.write(samples)
        held.Width, held.Height, held.BitsPerComponent = *size, 8
        return draw_alone(held, 1, size)


def is_washed_out(picture: Any) -> bool:
    """Tell whether a picture shows one colour only, while its dots would show something in plain colours."""
    if bool(picture.get("/ImageMask", False)) or tells_apart(picture):
        return False
    shown = draw_alone(picture, 1, size_of(picture), without=VEILS)
    if max(high - low for low, high in shown.getextrema()) > _FLAT:
        return False
    plain = _DEVICE.get(components_of(picture), "")
    return shows_something(
        draw_alone(picture, 1, size_of(picture), without=(*VEILS, "/Decode"), colours=plain).convert("L")
    )


def inline_tells_apart(picture: Any) -> bool:
    """Tell whether what differs in a picture among the commands differs to the eye, by its table and its `Decode`."""
    ends = [float(one) for one in picture._decode_array]
    spans = [abs(high - low) for low, high in zip(ends[::2], ends[1::2], strict=False)]
    if picture.palette is None:
        return not spans or min(spans) >= _ENDS
    size = {"L": 1, "RGB": 3, "CMYK": 4}.get(picture.palette.base_colorspace, 1)
    table = picture.palette.palette
    shades = [table[at : at + size] for at in range(0, len(table), size)]
    while len(shades) > 1 and shades[-1] == shades[-2]:
        shades.pop()
    return len(shades) > 1 and len(set(shades)) == len(shades) and (not spans or min(spans) > 0)
