"""Finish a PDF that LibreOffice printed: its dates, its id, and what it says of itself, none of them of the clock."""

from __future__ import annotations

import datetime
import io
from typing import Final

import pikepdf

from submissions.document import Document
from submissions.writers.libreoffice.letters import name_letters
from submissions.writers.page.metadata import PRODUCER, packet

# Offset and length of the day on which a profile of colours was made (ICC.1:2010, 7.2.8).
_MADE: Final = slice(24, 36)
_SIGNATURE: Final = slice(36, 40)
# What LibreOffice writes beside the pages that differs in every run.
_OF_THE_RUN: Final = ("/Info", "/ID", "/DocChecksum")


def finish_pdf(content: bytes, document: Document, as_of: datetime.date) -> bytes:
    """Return a printed PDF that says what the document says, is dated by the build, and is numbered by its content.

    The same pages of the same document give the same bytes. Raises pikepdf.PdfError for what is no PDF.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for holder, key in ((pdf.Root, "/OpenAction"), *((pdf.trailer, one) for one in _OF_THE_RUN)):
            if key in holder:
                del holder[key]
        _state(pdf, document, as_of)
        _date_profiles(pdf, as_of)
        name_letters(pdf)
        pdf.Root["/Lang"] = pikepdf.String(document.language)
        pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
        made = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            made,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
        )
    return made.getvalue()


def _state(pdf: pikepdf.Pdf, document: Document, as_of: datetime.date) -> None:
    """Replace what LibreOffice says of the file, in both places where a PDF says it."""
    kept = document.furniture.confidential
    day = f"{as_of:%Y-%m-%d}T00:00:00Z"
    pdf.Root["/Metadata"] = pdf.make_stream(
        packet(document, conformance="B", day=day).encode("utf-8"), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    stated = {"/Title": document.title, "/Author": document.organisation, "/Producer": PRODUCER}
    stated |= {"/Keywords": kept} if kept else {}
    stated |= dict.fromkeys(("/CreationDate", "/ModDate"), f"D:{as_of:%Y%m%d}000000Z")
    for key, value in stated.items():
        pdf.docinfo[key] = value


def _date_profiles(pdf: pikepdf.Pdf, as_of: datetime.date) -> None:
    """Date the profiles of colours, which LibreOffice makes anew each time, by the build."""
    day = b"".join(number.to_bytes(2, "big") for number in (as_of.year, as_of.month, as_of.day, 0, 0, 0))
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and "/N" in found:
            profile = bytearray(found.read_bytes())
            if profile[_SIGNATURE] == b"acsp":
                profile[_MADE] = day
                found.write(bytes(profile))
