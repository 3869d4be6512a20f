"""Count the pictures in a file: what they show is not searched, and whoever reads the report must know that."""

from __future__ import annotations

import io
import zipfile

from submissions.audit.kinds.pictures import is_picture


def count_pictures(content: bytes) -> int:
    """Return how many pictures a Word file, another zip or a PDF holds; 0 for what cannot be opened."""
    if b"%PDF-" in content[:1024]:
        return _in_pdf(content)
    return _in_zip(content) if content[:2] == b"PK" else 0


def _in_zip(content: bytes) -> int:
    count = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist()[:10_000]:
                with archive.open(entry) as stream:
                    count += is_picture(stream.read(16))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError, EOFError, OverflowError):
        return count
    return count


def _in_pdf(content: bytes) -> int:
    import pikepdf  # noqa: PLC0415 - slow to import

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return sum(1 for item in pdf.objects if _is_picture(item))
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError):
        return 0


def _is_picture(item: object) -> bool:
    import pikepdf  # noqa: PLC0415

    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" and "/Matte" not in item
