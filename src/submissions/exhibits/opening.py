"""See whether an exhibit can be opened by whoever receives it: a locked, cut or empty file is no evidence."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from submissions.exhibits.faults import SCAN_ANEW, CannotCleanError
from submissions.exhibits.pictures import jpeg_segments

# A sheet of A0 scanned at 500 dots to the inch; no reader's computer opens a picture of many times that.
PIXELS_MAX: Final = 400_000_000
# What an archive may come to when it is unpacked, and how deep archives may lie in each other.
_UNPACKED_MAX: Final = 4 << 30
_DEPTH_MAX: Final = 6
_PROGRAMS: Final = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\0\0\0\x01\x14\x02\0",
)
_PROGRAM_ENDINGS: Final = frozenset(
    [
        "exe",
        "com",
        "scr",
        "msi",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "hta",
        "jar",
        "lnk",
        "app",
        "dll",
        "reg",
        "sh",
    ]
)
_PICTURES: Final = {
    "jpg": ("JPEG", "MPO"), "jpeg": ("JPEG", "MPO"), "png": ("PNG",), "tif": ("TIFF",), "tiff": ("TIFF",),
    "webp": ("WEBP",), "gif": ("GIF",), "bmp": ("BMP",),
}  # fmt: skip
_ZIPS: Final = frozenset(["docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "odt", "ods", "odp", "zip", "epub"])
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNLOCK: Final = "get it without the lock, or open it and save it without a password; keep the locked one too"
_AGAIN: Final = "get the file again from whoever sent it, open it yourself, and name the new one"
_RENAME: Final = "give the file the ending of what it is, or get the file that was meant"
_LEAVE_OUT: Final = "never file a program: get the paper that was meant, and leave this file out of the annexes"


def check_opens(content: bytes, ending: str) -> None:
    """Raise CannotCleanError if an exhibit cannot be opened, or is another thing than its name says.

    `ending` is what `kind_of` gives for its file. Kinds that the program does not know are let pass.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise CannotCleanError("it is empty", _AGAIN)
    if content.startswith(_PROGRAMS) or ending in _PROGRAM_ENDINGS:
        raise CannotCleanError("it is a program, whatever it is called", _LEAVE_OUT)
    if ending == "pdf" or b"%PDF-" in content[:1024]:
        _check_pdf(content)
    elif ending in _PICTURES:
        _check_picture(content, ending)
    elif ending in _ZIPS or content.startswith(b"PK\x03\x04"):
        _check_zip(content, (), ending)


def _check_pdf(content: bytes) -> None:
    import pikepdf  # noqa: PLC0415 - slow to load, and only exhibits need it

    if b"%PDF-" not in content[:1024]:
        raise CannotCleanError("it is called a PDF and is none", _RENAME)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            _check_pages(pdf)
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Image":
                    _check_inner_picture(one)
                elif isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Form":
                    _check_form(one, ())
    except pikepdf.PasswordError as error:
        raise CannotCleanError("it is locked with a password", _UNLOCK) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError, ValueError, TypeError) as error:
        raise CannotCleanError("it is damaged or cut short", SCAN_ANEW) from error


def _check_pages(pdf: Any) -> None:
    damage = pdf.check_pdf_syntax()
    if damage or pdf.get_warnings() or not len(pdf.pages):
        raise CannotCleanError("it is damaged or cut short: pages may be lost", SCAN_ANEW)
    if "/Collection" in pdf.Root and not len(pdf.attachments):
        reason = "it is a portfolio of other files, and holds none"
        raise CannotCleanError(reason, "get the files that were in it, and make each an annex of its own")


def _check_inner_picture(picture: Any) -> None:
    if int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) > PIXELS_MAX:
        raise _too_large()
    if str(picture.get("/Filter", "")) == "/DCTDecode":
        _check_jpeg(picture.read_raw_bytes())


def _check_form(form: Any, trail: tuple[tuple[int, int], ...]) -> None:
    """Raise CannotCleanError if a drawing draws itself, through others or at once."""
    import pikepdf  # noqa: PLC0415

    if form.objgen in trail:
        raise CannotCleanError("a drawing in it holds itself, so that programs show different things", SCAN_ANEW)
    resources = form.get("/Resources")
    inner = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if isinstance(inner, pikepdf.Dictionary) and len(trail) < _DEPTH_MAX:
        for _, one in inner.items():
            if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Form":
                _check_form(one, (*trail, form.objgen))


def _check_picture(content: bytes, ending: str) -> None:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content))
        with image:
            if image.format not in _PICTURES[ending]:
                raise CannotCleanError(f"it is called .{ending} and is a picture of another kind", _RENAME)
            if image.width * image.height > PIXELS_MAX:
                raise _too_large()
            _load(image)
    except UnidentifiedImageError as error:
        raise CannotCleanError(f"it is called .{ending} and is no picture", _RENAME) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, EOFError, MemoryError) as error:
        raise CannotCleanError("it is a picture that is damaged or cut short", _AGAIN) from error
    if content.startswith(b"\xff\xd8"):
        _check_jpeg(content)


def _load(image: Any) -> None:
    """Decode a picture whole: once WeasyPrint is loaded, Pillow fills with grey what is missing."""
    from PIL import ImageFile  # noqa: PLC0415

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_jpeg(content: bytes) -> None:
    try:
        for _ in jpeg_segments(content):
            pass
    except CannotCleanError as error:
        raise CannotCleanError("a picture in it is cut short", _AGAIN) from error


def _check_zip(content: bytes, trail: tuple[bytes, ...], ending: str) -> None:
    if content.startswith(_OLE):
        raise CannotCleanError("it is locked with a password, or of an old kind under a new name", _UNLOCK)
    mark = hashlib.sha256(content).digest()
    if mark in trail or len(trail) > _DEPTH_MAX:
        raise CannotCleanError("it is an archive that holds itself, or archives without end", _AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive, ending)
            for name, inner in _archives_in(archive):
                _check_zip(inner, (*trail, mark), name)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise CannotCleanError("it is damaged or cut short, or not what its name says", _AGAIN) from error


def _check_entries(archive: zipfile.ZipFile, ending: str) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise CannotCleanError("it is locked with a password", _UNLOCK)
    if sum(entry.file_size for entry in entries) > _UNPACKED_MAX:
        raise CannotCleanError("it unpacks to more than a computer opens", _AGAIN)
    if not entries or (ending in _OFFICE and "[Content_Types].xml" not in archive.namelist()):
        raise CannotCleanError(f"it is called .{ending} and holds no document", _RENAME)
    if archive.testzip() is not None:
        raise CannotCleanError("a part of it is damaged", _AGAIN)


_OFFICE: Final = frozenset({"docx", "docm", "dotx", "xlsx", "xlsm", "pptx"})


def _archives_in(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            if stream.read(4) != b"PK\x03\x04":
                continue
        yield entry.filename.rpartition(".")[2].lower(), archive.read(entry)


def _too_large() -> CannotCleanError:
    reason = f"it is, or holds, a picture of more than {PIXELS_MAX // 1_000_000} million dots, which few programs open"
    return CannotCleanError(reason, "make a smaller one of it for the annex, keep the original, and say so in the list")
