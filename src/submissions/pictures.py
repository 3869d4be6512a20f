"""Read a picture so that nothing but what it shows goes on: decoded, turned upright, encoded anew without metadata."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from submissions.document import Resource
from submissions.findings import Finding, Place

FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
# Twenty times a photograph of a telephone; what is larger is mostly not the file that was meant.
FILE_BYTES_MAX: Final = 100 * 2**20
# A sheet of A3 scanned at 600 dots to the inch has 70 million; decoded, this many take up 400 MB at the most.
PIXELS_MAX: Final = 100_000_000
# 300 dots to the inch over a measure of 165 mm, rounded up.
SIDE_MAX: Final = 2_000
# A second coding with loss, so well above Pillow's 75; with colours in full, since scans have coloured print.
_JPEG_QUALITY: Final = 88
# Every mode of Pillow that has transparency.
_ALPHA: Final = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
# Of 255: what covers the ground by no more than this changes it by less than an eye sees.
_UNSEEN: Final = 8
_FORMAT_OF_SUFFIX: Final = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".tiff": "TIFF", ".webp": "WEBP",
}  # fmt: skip
_HELP: Final = "open the picture, save it as PNG or JPEG, and name the new file"


def read_picture(path: Path, place: Place) -> tuple[Resource | None, list[Finding]]:
    """Return a picture as PNG or JPEG of at most 2,000 pixels a side, or None and what is wrong with its file.

    The same file gives the same bytes; no EXIF, colour profile, comment, thumbnail or second picture survives. `place`
    is where the author names the file.
    """
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            return None, [Finding("E450", place, f"a picture is too large to read: {path.name}", _HELP)]
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it is not a file").lower()
        text = f"a picture cannot be read ({reason}): {path.name}"
        return None, [Finding("E450", place, text, "check its name and folder")]
    return _decode(content, path, place, SIDE_MAX)


def read_picture_within(content: bytes, name: str, place: Place) -> tuple[Resource | None, list[Finding]]:
    """Return a picture that lies within another file, as `read_picture` does; `name` is what findings call it."""
    return _decode(content, Path(name), place, SIDE_MAX)


def clean_picture(content: bytes, name: str, place: Place) -> tuple[Resource | None, list[Finding]]:
    """Return a picture of its full size as PNG or JPEG without anything but what it shows, or None and what is wrong.

    `name` is what findings call it, and ends with its format.
    """
    return _decode(content, Path(name), place, None)


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Refuse files that are cut off: once WeasyPrint is loaded, Pillow fills what is missing of them with grey."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _decode(content: bytes, path: Path, place: Place, side: int | None) -> tuple[Resource | None, list[Finding]]:
    try:
        with _whole_files_only(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Pillow only warns of a picture that would fill the memory; here it must not be opened.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                findings = _check(image, path, place)
                if findings:
                    return None, findings
                image.load()
                return _encode(image, side), []
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return None, [Finding("E452", place, f"a picture has too many pixels: {path.name}", _HELP)]
    except UnidentifiedImageError:
        return None, [Finding("E451", place, f"a file is no JPEG, PNG, TIFF or WebP picture: {path.name}", _HELP)]
    # Pillow's decoders report a damaged file in all of these ways.
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, EOFError, OverflowError) as error:
        # Pillow's messages may end in a Python object, whose address is another one in each run.
        shown = str(error).split(" <")[0][:80].rstrip(".").lower() or "no reason given"
        return None, [Finding("E453", place, f"a picture is damaged ({shown}): {path.name}", _HELP)]


def _check(image: Image.Image, path: Path, place: Place) -> list[Finding]:
    """Find what must not be guessed: another format than the name says, more than one picture, too many pixels."""
    wanted = _FORMAT_OF_SUFFIX.get(path.suffix.lower())
    # A phone's JPEG with a second, smaller picture inside calls itself MPO; its first picture is the photograph.
    form = "JPEG" if image.format == "MPO" else image.format
    if form != wanted:
        text = f"a picture is not what its name says, it holds {form}: {path.name}"
        return [Finding("E451", place, text, "give the file the ending of its format")]
    if form != "JPEG" and getattr(image, "n_frames", 1) > 1:
        text = f"a file holds several pictures, and only one could be shown: {path.name}"
        return [Finding("E454", place, text, "save the page that you mean as a file of its own")]
    if image.width * image.height > PIXELS_MAX:
        return [Finding("E452", place, f"a picture has too many pixels: {path.name}", _HELP)]
    return []


def _encode(image: Image.Image, side: int | None) -> Resource:
    upright = ImageOps.exif_transpose(image)
    photograph = image.format in ("JPEG", "MPO")
    picture = _to_eight_bits(upright)
    if side is not None and max(picture.size) > side:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    # Only pixels go over into the new picture: whatever else the old one carried stays behind with it.
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    stream = io.BytesIO()
    if photograph:
        clean.save(stream, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
    else:
        clean.save(stream, "PNG", optimize=False, compress_level=9)
    return Resource("jpeg" if photograph else "png", stream.getvalue(), clean.width, clean.height)


def _without_veiled(image: Image.Image) -> Image.Image:
    """Return a picture in RGBA that is black wherever nothing of it is seen: what stood there was never shown."""
    veil = image.getchannel("A")
    black = Image.new("RGBA", image.size, (0, 0, 0, 0))
    return Image.composite(image, black, veil.point(lambda value: 255 if value > _UNSEEN else 0))


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture in grey, RGB or RGBA of eight bits, whatever the file had (CMYK, palette, sixteen bits)."""
    if image.mode in _ALPHA or "transparency" in image.info:
        return _without_veiled(image.convert("RGBA"))
    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        # Pillow would cut sixteen bits off at 255 and leave the picture white.
        values = image.convert("F")
        scale = 255 / 65_535 if float(str(values.getextrema()[1])) > 255 else 1.0
        return values.point(lambda value: value * scale + 0).convert("L")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image.convert("RGB")
