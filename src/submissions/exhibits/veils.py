"""Make each picture of a cleaned PDF hold what it shows and no more: behind its veil, and in its colours.

Where a soft mask, a stencil or a range of colours lets nothing through, the dots get one colour; where two numbers of a
dot are one colour to the eye, the picture is written anew in the colours that are seen.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

from submissions.exhibits.faults import REDACT, CannotCleanError
from submissions.exhibits.hidden import saved
from submissions.unseen.alone import (
    DOTS_MAX,
    VEILED,
    VEILS,
    draw_alone,
    has_veil,
    let_through,
    seen_dots,
    size_of,
)
from submissions.unseen.colours import tells_apart
from submissions.unseen.holdings import holdings_of

_UNDRAWN: Final = "a picture in it cannot be drawn by itself: nobody can tell what it hides"


def show_only(content: bytes) -> bytes:
    """Return a cleaned PDF whose pictures hold only what they show, without whatever no page draws.

    Raises CannotCleanError for a picture that cannot be drawn. The same file gives the same bytes.
    """
    import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(content)) as pdf:
        has_changed = _empty_idle(pdf)
        try:
            for picture in list(_pictures(pdf)):
                has_changed |= _reduce(pdf, picture)
        except (PdfiumError, pikepdf.PdfError, ValueError, TypeError) as error:
            raise CannotCleanError(_UNDRAWN, REDACT) from error
        return saved(pdf) if has_changed else content


def _empty_idle(pdf: Any) -> bool:
    """Empty what the pages hold and never draw; tell whether there was any."""
    idle = holdings_of(pdf).idle
    for _, stream in idle.values():
        if str(stream.get("/Subtype", "")) == "/Image":
            _write(stream, b"\xff", "/DeviceGray", (1, 1))
        else:
            stream.write(b"")
            if "/Resources" in stream:
                del stream["/Resources"]
    return bool(idle)


def _pictures(pdf: Any) -> Iterator[Any]:
    """Yield the pictures of a file that are no veils of others."""
    import pikepdf  # noqa: PLC0415

    every = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Image"]
    veils = {one[key].objgen for one in every for key in VEILS[:2] if isinstance(one.get(key), pikepdf.Stream)}
    yield from (one for one in every if one.objgen not in veils)


def _reduce(pdf: Any, picture: Any) -> bool:
    """Write a picture anew if it holds more than it shows; tell whether it was written."""
    if bool(picture.get("/ImageMask", False)):
        return _reduce_stencil(picture)
    is_plain = tells_apart(picture)
    if is_plain and not has_veil(picture):
        return False
    wide, high = size = size_of(picture)
    if wide * high > DOTS_MAX:
        raise CannotCleanError(_UNDRAWN, REDACT)
    shown, veil = draw_alone(picture, 1, size, without=VEILS), None
    if has_veil(picture):
        veil = let_through(picture)
        if _is_open(veil):
            veil = None
        else:
            shown = _as_let_through(picture, veil, size) if _is_mixed(picture) else shown
            shown = _filled(shown, seen_dots(picture, veil))
    elif is_plain:
        return False
    is_grey = _is_grey(shown)
    samples = (shown.convert("L") if is_grey else shown).tobytes()
    _write(picture, samples, "/DeviceGray" if is_grey else "/DeviceRGB", size)
    if veil is not None:
        held = pdf.make_stream(b"")
        veil = veil.point(lambda value: value if value >= VEILED else 0)
        _write(held, veil.tobytes(), "/DeviceGray", veil.size)
        picture["/SMask"] = held
    return True


def _reduce_stencil(picture: Any) -> bool:
    """Let a stencil be its shape only; raises CannotCleanError for one whose shape cannot be told."""
    if not tells_apart(picture) or has_veil(picture):
        raise CannotCleanError(_UNDRAWN, REDACT)
    return False


def _is_open(veil: Any) -> bool:
    return bool(veil.getextrema()[0] == 255)


def _is_mixed(picture: Any) -> bool:
    """Tell whether the dots of a picture are mixed with its veil already, or carry it in their own coding."""
    import pikepdf  # noqa: PLC0415

    mask = picture.get("/SMask")
    return bool(int(picture.get("/SMaskInData", 0))) or (isinstance(mask, pikepdf.Stream) and "/Matte" in mask)


def _as_let_through(picture: Any, veil: Any, size: tuple[int, int]) -> Any:
    """Return the colours of a picture as they are seen through its veil."""
    from PIL import Image  # noqa: PLC0415 - slow to load

    dark = draw_alone(picture, 0, size)
    return Image.merge("RGBa", (*dark.split(), veil.resize(size))).convert("RGBA").convert("RGB")


def _filled(shown: Any, seen: Any) -> Any:
    """Return a picture in which the dots that are not seen have one colour, the mean of those that are."""
    from PIL import Image, ImageStat  # noqa: PLC0415

    if not seen.getbbox():
        return Image.new("RGB", shown.size)
    mean = tuple(int(value) for value in ImageStat.Stat(shown, seen).mean)
    return Image.composite(shown, Image.new("RGB", shown.size, mean), seen)


def _is_grey(shown: Any) -> bool:
    from PIL import ImageChops  # noqa: PLC0415

    red, green, blue = shown.split()
    pairs = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(pair.getbbox() for pair in pairs)


def _write(picture: Any, samples: bytes, colours: str, size: tuple[int, int]) -> None:
    """Write a picture anew from samples of eight bits, and nothing else into it."""
    import pikepdf  # noqa: PLC0415

    keep = ("/Type", "/Subtype", "/Interpolate", "/Length")
    for key in list(picture.keys()):
        if key not in keep:
            del picture[key]
    picture.write(zlib.compress(samples, 9), filter=pikepdf.Name.FlateDecode)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = *size, 8
    picture.ColorSpace = pikepdf.Name(colours)
