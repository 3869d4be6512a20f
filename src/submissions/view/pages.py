"""Count the pages of an exhibit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from submissions.values import Missing, Text


def count_pages(path: Path, typed: Text) -> int | Missing | None:
    """Return how many pages a PDF or a picture has; None for another kind of file, which has none.

    A file that cannot be opened is `Missing`; `typed` is its path as the case names it.
    """
    try:
        status = path.stat()
        return _count(path, status.st_mtime_ns, status.st_size)
    except FileNotFoundError:  # told where the case was validated
        words = f"the file of an annex is missing: '{typed}'"
        return Missing("E125", typed.place, words, "put it there", elsewhere=True, what="file")
    except (OSError, ValueError, RuntimeError):
        words = f"the file cannot be opened to count its pages: '{typed}'"
        return Missing("E128", typed.place, words, "open it, and save it again as a new file", elsewhere=True)


@lru_cache(maxsize=1024)
def _count(path: Path, changed: int, size: int) -> int | None:
    """Count once for each state of a file, which its time and size tell apart."""
    del changed, size
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return _count_pdf(path)
    if suffix in (".tif", ".tiff"):
        return _count_tiff(path)
    return 1 if suffix in (".png", ".jpg", ".jpeg", ".webp") else None


def _count_pdf(path: Path) -> int:
    import pypdfium2  # noqa: PLC0415  takes a tenth of a second, which a case without annex pages need not wait for

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def _count_tiff(path: Path) -> int:
    from PIL import Image  # noqa: PLC0415  only a scan of several pages needs it

    with Image.open(path, formats=["TIFF"]) as image:
        return int(getattr(image, "n_frames", 1))
