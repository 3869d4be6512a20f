"""Lock a PDF with a password: AES with 256 bits, revision 6 (ISO 32000-2, section 7.6.4), properties locked too."""

from __future__ import annotations

import io
import secrets
from typing import Final

from submissions.reporting import order_to_report
from submissions.seal.faults import SealError

_PASSWORD_BYTES_MAX: Final = 127  # ISO 32000-2, 7.6.4.3.3: what is longer is cut off in silence


def lock_pdf(content: bytes, password: str, file: str) -> bytes:
    """Return a copy of a PDF that opens only with the password; raises SealError.

    The copy is opened again, without the password in vain and with it, and compared page by page.
    """
    import pikepdf  # noqa: PLC0415 - slow to load, and only this needs it

    if len(password.encode("utf-8")) > _PASSWORD_BYTES_MAX:
        raise SealError("E763", file, "the passphrase is longer than a PDF can take", "take one of at most 100 letters")
    stream = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise _refuse(file, "it is locked already", "take the copy that is not")
            if pdf.check_pdf_syntax() or pdf.get_warnings() or not len(pdf.pages):
                raise _refuse(file, "it is damaged", "make it again")
            # The owner's password, which would lift every restriction, is thrown away: nobody has it.
            keys = pikepdf.Encryption(owner=secrets.token_urlsafe(24), user=password, R=6, aes=True, metadata=True)
            pdf.save(stream, encryption=keys, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise _refuse(file, "it is locked already", "take the copy that is not") from error
    except pikepdf.PdfError as error:
        raise _refuse(file, "it is damaged, or no PDF", "make it again") from error
    locked = stream.getvalue()
    before = _texts(content, None)
    if before is None or _opens(locked, "") or _texts(locked, password) != before:
        raise _refuse(file, "the locked copy does not hold what the original holds", order_to_report("E767"))
    return locked


def _opens(content: bytes, password: str) -> bool:
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(io.BytesIO(content), password=password):
            return True
    except pikepdf.PasswordError:
        return False


def _texts(content: bytes, password: str | None) -> list[str] | None:
    """Return the words of each page, None where the file does not open."""
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415

    try:
        document = PdfDocument(content, password=password)
    except PdfiumError:
        return None
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def _refuse(file: str, reason: str, remedy: str) -> SealError:
    return SealError("E767", file, f"the PDF cannot be locked: {reason}", remedy)
