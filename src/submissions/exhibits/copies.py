"""One exhibit to one copy: which kind of file it is, what the copy is called, and how it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from submissions.exhibits.faults import CannotCleanError
from submissions.exhibits.pdf import clean_pdf
from submissions.exhibits.pictures import jpeg_segments
from submissions.findings import Place

FOLDER: Final = "annexes"
# A copy is held in memory several times over while it is cleaned and compared.
READ_MAX: Final = 200 << 20
"""How many bytes an exhibit may have to be looked into: what a scan of some hundred pages comes to."""

_IMAGES: Final = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"})
_SAFE_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_MAKE_A_PDF: Final = "make a PDF of it, look at every page, and name the PDF as the annex; or leave 'released' out"
_SOUND_AND_FILM: Final = frozenset(
    {"mp3", "wav", "m4a", "ogg", "opus", "flac", "aac", "mp4", "mov", "avi", "mkv", "webm"}
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished copy: its name below the audience's folder, with a forward slash, and its bytes.

    `layers` are the words, by page, that stood unseen over scans of themselves and were left out; they are still to be
    searched, since the scans show them.
    """

    name: str
    content: bytes
    layers: tuple[tuple[int, str], ...] = ()


def kind_of(file: str) -> str:
    """Return the ending of a file name in small letters without the point, "" where it has none of plain letters."""
    ending = PurePosixPath(file).suffix.lower().removeprefix(".")
    # An ending goes into the name of the copy: a longer one, or one with other signs, may be a word of somebody's.
    return ending if ending and len(ending) <= 8 and set(ending) <= _SAFE_LETTERS else ""


def copy_name(number: int, ending: str) -> str:
    """Return the name of the copy of an annex: its number and the ending, and nothing that the original is called."""
    return f"{FOLDER}/annex-{number:02d}" + (f".{ending}" if ending else "")


def clean_name(number: int, ending: str) -> str:
    """Return the name of the cleaned copy of an annex: a picture becomes a JPEG or a PNG."""
    if f".{ending}" in _IMAGES:
        ending = "jpg" if ending in ("jpg", "jpeg") else "png"
    return copy_name(number, ending)


def clean_copy(content: bytes, ending: str, number: int, place: Place) -> Copy:
    """Return a copy of an annex that holds its pages or its picture and nothing else; raises CannotCleanError.

    `ending` is what `kind_of` gives for its file, `place` where the case names it.
    """
    if len(content) > READ_MAX:
        reason = f"it is larger than {READ_MAX >> 20} MiB"
        raise CannotCleanError(reason, "save it with smaller pictures, and name the new file")
    if ending == "pdf":
        # What stands before the head of a PDF is not part of it and would be lost: only blanks and the mark of UTF-8
        # may.
        if not content.lstrip(b"\x00\t\n\x0c\r \xef\xbb\xbf").startswith(b"%PDF-"):
            raise CannotCleanError("it is no PDF, or something stands before its beginning", _MAKE_A_PDF)
        cleaned = clean_pdf(content)
        return Copy(clean_name(number, ending), cleaned.content, cleaned.layers)
    if f".{ending}" in _IMAGES:
        if content.startswith(b"\xff\xd8"):
            for _ in jpeg_segments(content):
                pass  # one that is cut short has no end: Pillow would fill what is missing
        return _clean_picture(content, ending, number, place)
    kind = "a recording" if ending in _SOUND_AND_FILM else "a file that the program cannot take apart"
    remedy = (
        "cut and re-encode it with a tool made for that, send it separately, and leave 'released' out"
        if ending in _SOUND_AND_FILM
        else _MAKE_A_PDF
    )
    raise CannotCleanError(f"it is {kind} (.{ending})" if ending else f"it is {kind}", remedy)


def _clean_picture(content: bytes, ending: str, number: int, place: Place) -> Copy:
    from submissions.pictures import clean_picture  # noqa: PLC0415 - Pillow is slow to load

    # The reasons that come back name the file: by its number, since its own name may say whom it is about.
    resource, findings = clean_picture(content, f"annex-{number:02d}.{ending}", place)
    if resource is None:
        finding = findings[0]
        raise CannotCleanError(finding.message.partition(":")[0], finding.help)
    return Copy(clean_name(number, ending), resource.content)
