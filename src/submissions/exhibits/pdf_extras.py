"""What a PDF carries beside its pages, by its objects, and a copy without it (ISO 32000-2, 12.6, 7.11.4, 12.8)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

_SCRIPTS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_LINKS: Final = frozenset({"/URI", "/GoToR", "/GoToE"})
_AUTHOR_KEYS: Final = ("/Author", "/Company", "/Manager", "/Owner", "/LastModifiedBy")
_XMP_AUTHOR: Final = re.compile(rb"<(?:dc:creator|pdf:Author|xmpRights:Owner)\b")
_DEPTH_MAX: Final = 12

JpegExtras = Callable[[bytes], Iterator[str]]
StripJpeg = Callable[[bytes, Collection[str]], bytes]


def pdf_extras(content: bytes, of_jpeg: JpegExtras) -> Iterator[str]:
    """Yield what a PDF carries; nothing for one that cannot be opened."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only exhibits need it

    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            if _names_author(pdf):
                yield "author"
            if _hides_layers(pdf):
                yield "layers"
            for found in _dictionaries(pdf):
                yield from _of_dictionary(found)
                if _is_jpeg(found):
                    yield from of_jpeg(found.read_raw_bytes())
    except (pikepdf.PdfError, ValueError, TypeError):
        return


def _names_author(pdf: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    properties = pdf.trailer.get("/Info")
    if isinstance(properties, pikepdf.Dictionary) and any(str(properties.get(key, "")).strip() for key in _AUTHOR_KEYS):
        return True
    return _names_author_in(pdf.Root.get("/Metadata"))


def _names_author_in(packet: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    return isinstance(packet, pikepdf.Stream) and bool(_XMP_AUTHOR.search(packet.read_bytes()))


def _hides_layers(pdf: Any) -> bool:
    layers = pdf.Root.get("/OCProperties")
    shown = layers.get("/D") if layers is not None else None
    return shown is not None and (len(shown.get("/OFF", ())) > 0 or str(shown.get("/BaseState", "")) == "/OFF")


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Yield every dictionary and stream of a file, those within others too."""
    import pikepdf  # noqa: PLC0415

    for one in pdf.objects:
        waiting = [(one, 0)]
        while waiting:
            found, depth = waiting.pop()
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                yield found
                values = [value for _, value in found.items()]
            elif isinstance(found, pikepdf.Array):
                values = list(found)
            else:
                continue
            waiting += [
                (value, depth + 1)
                for value in values
                if isinstance(value, pikepdf.Object) and not value.is_indirect and depth < _DEPTH_MAX
            ]


def _of_dictionary(found: Any) -> Iterator[str]:
    if _is_script(found):
        yield "script"
    if "/EF" in found or str(found.get("/Type", "")) == "/EmbeddedFile" or "/EmbeddedFiles" in found:
        yield "attachments"
    if _is_signature(found):
        yield "signature"
    if _names_author_in(found.get("/Metadata")):
        yield "author"
    if str(found.get("/S", "")) in _LINKS:
        yield "links"
    if str(found.get("/Subtype", "")) in ("/Text", "/Popup") and "/Rect" in found:
        yield "comments"


def _is_script(found: Any) -> bool:
    return "/JS" in found or str(found.get("/S", "")) in _SCRIPTS


def _is_signature(found: Any) -> bool:
    return "/ByteRange" in found or str(found.get("/Type", "")) in ("/Sig", "/DocTimeStamp")


def _is_jpeg(found: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    return isinstance(found, pikepdf.Stream) and str(found.get("/Filter", "")) in ("/DCTDecode", "[ /DCTDecode ]")


def strip_pdf(content: bytes, out: Collection[str], of_jpeg: JpegExtras, strip_jpeg: StripJpeg) -> bytes:
    """Return a PDF without what is not wanted in it; its pages as they were. The same file gives the same bytes."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
        if "author" in out:
            _drop_author(pdf)
        for found in list(_dictionaries(pdf)):
            _drop(found, out)
            if _is_jpeg(found) and any(extra in out for extra in of_jpeg(found.read_raw_bytes())):
                data = strip_jpeg(found.read_raw_bytes(), out)
                parameters = found.get("/DecodeParms")
                options = {} if parameters is None else {"decode_parms": parameters}
                found.write(data, filter=pikepdf.Name.DCTDecode, **options)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
        return stream.getvalue()


def _drop_author(pdf: Any) -> None:
    properties = pdf.trailer.get("/Info")
    for key in _AUTHOR_KEYS:
        if properties is not None and key in properties:
            del properties[key]
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]


def _drop(found: Any, out: Collection[str]) -> None:
    """Take out of a dictionary the keys under which unwanted things stand."""
    import pikepdf  # noqa: PLC0415

    for key in list(found.keys()):
        value = found.get(key)
        inner = value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else None
        is_script = key in ("/JS", "/JavaScript") or (inner is not None and _is_script(inner)) or key == "/AA"
        is_file = key in ("/EF", "/EmbeddedFiles", "/AF", "/Collection")
        is_signature = (inner is not None and _is_signature(inner)) or key in ("/SigFlags", "/Perms", "/DSS")
        if (
            ("script" in out and is_script)
            or ("attachments" in out and is_file)
            or ("signature" in out and is_signature)
            or ("author" in out and key == "/Metadata" and _names_author_in(value))
        ):
            del found[key]
    if "script" in out and str(found.get("/S", "")) in _SCRIPTS:
        del found["/S"]
    if "attachments" in out and "/Annots" in found and isinstance(found["/Annots"], pikepdf.Array):
        kept = [one for one in found["/Annots"] if str(one.get("/Subtype", "")) != "/FileAttachment"]
        found["/Annots"] = pikepdf.Array(kept)
