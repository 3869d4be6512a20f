"""Channels of files that are neither Word nor PDF: for each a function that makes a file with a text in it."""

from __future__ import annotations

import base64
import email.message
import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image

from audit_pdf_plants import sample_pdf
from audit_word_making import body, sample_word

Make = Callable[[str], bytes]
XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:description>{}</dc:description>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def picture(form: str, **how: object) -> bytes:
    """Return a small picture in a format of Pillow."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize((32, 24)).convert("RGB").save(made, form, **how)
    return made.getvalue()


def exif(text: str, tag: int = 0x9286) -> bytes:
    """Return EXIF with a text under one tag: a comment in UTF-16 by default."""
    block = Image.Exif()
    if tag == 0x9286:
        block.get_ifd(0x8769)[tag] = b"UNICODE\x00" + text.encode("utf-16-le")
    elif tag == 0x927C:
        block.get_ifd(0x8769)[tag] = b"\x07\x00Maker\x00\x00" + text.encode() + b"\x00\x01"
    elif tag == 0x9C9C:
        block[tag] = text.encode("utf-16-le") + b"\x00\x00"
    else:
        block[tag] = text.encode()
    return block.tobytes()


def jpeg(segment: bytes) -> bytes:
    """Return a JPEG with a segment put in: its marker and what it holds."""
    whole = picture("JPEG")
    length = struct.pack(">H", len(segment) + 1)
    return whole[:2] + b"\xff" + segment[:1] + length + segment[1:] + whole[2:]


def iptc(text: str) -> bytes:
    """Return the segment of a JPEG that holds a caption of IPTC."""
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(text.encode())) + text.encode()
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(caption)) + caption + b"\x00" * (len(caption) % 2)
    return jpeg(b"\xedPhotoshop 3.0\x00" + resource)


def png(kind: bytes, value: bytes) -> bytes:
    """Return a PNG with a chunk put before its end."""
    whole = picture("PNG")
    chunk = struct.pack(">I", len(value)) + kind + value + struct.pack(">I", zlib.crc32(kind + value))
    return whole[:-12] + chunk + whole[-12:]


def webp(kind: bytes, value: bytes) -> bytes:
    """Return a WebP with a chunk put behind its picture."""
    value += b"\x00" * (len(value) % 2)
    whole = picture("WEBP") + kind + struct.pack("<I", len(value)) + value
    return b"RIFF" + struct.pack("<I", len(whole) - 8) + whole[8:]


def svg(inner: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>".encode()


def zipped(files: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    """Return a zip of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.comment = comment
    return made.getvalue()


def mail(text: str = "", subject: str = "Papers", name: str = "a.txt", attached: bytes = b"nothing") -> bytes:
    """Return a message with an attachment."""
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "office@example.org", "desk@example.org", subject
    message.set_content(f"Enclosed. {text}")
    message.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def rtf(text: str) -> bytes:
    """Return RTF in which every letter beyond ASCII stands by its number, with a substitute for older programs."""
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[place : place + 2], "little") for place in range(0, len(units), 2)]
    written = "".join(
        f"\\u{number - 0x10000 if number > 0x7FFF else number}\\'3f"
        if number > 126
        else "\\par "
        if number == 10
        else f"\\{chr(number)}"
        if chr(number) in "\\{}"
        else chr(number)
        for number in numbers
    )
    return f"{{\\rtf1\\ansi\\uc1 She said: {written}.}}".encode("ascii", "replace")


def one_line(text: str) -> str:
    return " ".join(text.split())


def odt(text: str) -> bytes:
    content = (
        f"<o:d xmlns:o='o' xmlns:t='t'><t:p>{html.escape(text[:3])}<t:span>{html.escape(text[3:])}</t:span></t:p></o:d>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


_PICTURES: dict[str, Make] = {
    "JPEG: EXIF description": lambda text: picture("JPEG", exif=exif(text, 0x010E)),
    "JPEG: EXIF artist": lambda text: picture("JPEG", exif=exif(text, 0x013B)),
    "JPEG: EXIF comment": lambda text: picture("JPEG", exif=exif(text)),
    "JPEG: EXIF title of Windows": lambda text: picture("JPEG", exif=exif(text, 0x9C9C)),
    "JPEG: EXIF note of the maker": lambda text: picture("JPEG", exif=exif(text, 0x927C)),
    "JPEG: EXIF between the tags": lambda text: jpeg(b"\xe1Exif\x00\x00" + exif("x") + b"\x00\x00" + text.encode()),
    "JPEG: XMP": lambda text: picture("JPEG", xmp=XMP.format(html.escape(text)).encode()),
    "JPEG: IPTC": iptc,
    "JPEG: comment": lambda text: jpeg(b"\xfe" + text.encode()),
    "JPEG: segment of a program": lambda text: jpeg(b"\xebprogram\x00" + text.encode()),
    "JPEG: after its end": lambda text: picture("JPEG") + text.encode(),
    "JPEG: second picture": lambda text: picture("JPEG") + picture("JPEG", comment=text.encode()),
    "PNG: text": lambda text: png(b"tEXt", b"Note\x00" + text.encode()),
    "PNG: packed text": lambda text: png(b"zTXt", b"Note\x00\x00" + zlib.compress(text.encode())),
    "PNG: international text": lambda text: png(b"iTXt", b"Note\x00\x00\x00en\x00Note\x00" + text.encode()),
    "PNG: packed international text": lambda text: png(
        b"iTXt", b"N\x00\x01\x00en\x00N\x00" + zlib.compress(text.encode())
    ),
    "PNG: translated keyword": lambda text: png(b"iTXt", b"Note\x00\x00\x00en\x00" + text.encode() + b"\x00x"),
    "PNG: EXIF": lambda text: png(b"eXIf", exif(text).removeprefix(b"Exif\x00\x00")),
    "PNG: EXIF in hexadecimal": lambda text: png(
        b"tEXt", b"Raw profile type exif\x00\nexif\n  99\n" + exif(text).hex().encode()
    ),
    "PNG: unknown chunk": lambda text: png(b"prVt", b"\x01\x02" + text.encode()),
    "PNG: profile's name": lambda text: png(b"iCCP", text.encode("latin-1", "replace")[:70] + b"\x00\x00")
    if text.isascii()
    else png(b"iCCP", b"p\x00\x00" + zlib.compress(text.encode())),
    "PNG: after its end": lambda text: picture("PNG") + text.encode(),
    "WebP: EXIF": lambda text: webp(b"EXIF", exif(text)),
    "WebP: XMP": lambda text: webp(b"XMP ", XMP.format(html.escape(text)).encode()),
    "GIF: comment": lambda text: picture("GIF", comment=text.encode()[:250]),
    "TIFF: XMP": lambda text: picture("TIFF", tiffinfo={700: XMP.format(html.escape(text)).encode()}),
    "TIFF: after its end": lambda text: picture("TIFF") + text.encode(),
    "JPEG 2000: box": lambda text: (
        picture("JPEG2000") + struct.pack(">I", len(text.encode()) + 8) + b"xml " + text.encode()
    ),
    "SVG: title": lambda text: svg(f"<title>{html.escape(text)}</title>"),
    "SVG: text in pieces": lambda text: svg(
        f"<text>{html.escape(text[:2])}<tspan>{html.escape(text[2:])}</tspan></text>"
    ),
    "SVG: attribute": lambda text: svg(f"<g aria-label='{html.escape(one_line(text))}'/>"),
    "SVG: picture within": lambda text: svg(
        f"<image href='data:image/jpeg;base64,{base64.b64encode(picture('JPEG', comment=text.encode())).decode()}'/>"
    ),
}  # fmt: skip
_TEXTS: dict[str, Make] = {
    "text in UTF-8": lambda text: f"She said: {text}.".encode(),
    "text in UTF-16": lambda text: f"She said: {text}.".encode("utf-16"),
    "text in UTF-16 without a mark": lambda text: f"She said, on the first day of it: {text}.".encode("utf-16-le"),
    "JSON": lambda text: json.dumps({"who": text}).encode(),
    "table in CSV": lambda text: f'1,"{text}",x\n'.encode(),
    "YAML": lambda text: f"who: {json.dumps(text)}\n".encode(),
    "calendar": lambda text: f"BEGIN:VCALENDAR\nSUMMARY:Visit {text[:4]}\n {text[4:]}\nEND:VCALENDAR".encode(),
    "HTML: text in pieces": lambda text: (
        f"<!doctype html><p>{html.escape(text[:2])}<b>{html.escape(text[2:])}</b>"
    ).encode(),
    "HTML: attribute": lambda text: f"<html><img alt='{html.escape(text)}'></html>".encode(),
    "HTML: comment": lambda text: f"<html><!-- {text.replace('--', '- -')} --></html>".encode(),
    "HTML: hidden": lambda text: f"<html><div style='display:none'>{html.escape(text)}</div></html>".encode(),
    "HTML: script": lambda text: f"<html><script>var who = {json.dumps(text)};</script></html>".encode(),
    "HTML: address that carries a text": lambda text: (
        f"<html><a href='data:text/plain;base64,{base64.b64encode(text.encode()).decode()}'>x</a></html>"
    ).encode(),
    "XML": lambda text: f"<?xml version='1.0'?><a b='c'><d>{html.escape(text)}</d></a>".encode(),
    "XML: entity": lambda text: f"<!DOCTYPE a [<!ENTITY who \"{html.escape(text)}\">]><a>&who;</a>".encode(),
    "RTF": rtf,
    "mail: text": lambda text: mail(text=text),
    "mail: subject": lambda text: mail(subject=one_line(text)),
    "mail: attachment": lambda text: mail(attached=text.encode("utf-16")),
    "mail: name of an attachment": lambda text: mail(name=one_line(text)),
}  # fmt: skip
_ARCHIVES: dict[str, Make] = {
    "zip: name of a file": lambda text: zipped({one_line(text): b"x"}),
    "zip: name of a folder": lambda text: zipped({f"{one_line(text)}/a.txt": b"x"}),
    "zip: text in a file": lambda text: zipped({"a.txt": text.encode()}),
    "zip: zip in a zip": lambda text: zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": text.encode()})})}),
    "zip: comment": lambda text: zipped({"a.txt": b"x"}, text.encode()),
    "zip: before its start": lambda text: text.encode() + b"\x00\x00" + zipped({"a.txt": b"x"}),
    "zip: Word file": lambda text: zipped({"a.docx": body("<w:p><w:r><w:t>{}</w:t></w:r></w:p>")(sample_word(), text)}),
    "zip: PDF": lambda text: zipped({"a.pdf": sample_pdf() + text.encode()}),
    "packed with gzip": lambda text: gzip.compress(text.encode()),
    "OpenDocument text": odt,
    "old Word file": lambda text: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + text.encode("utf-16-le") + bytes(64)
    ),
    "file of an unknown kind": lambda text: bytes(range(32)) * 4 + text.encode() + b"\x00" * 40,
}  # fmt: skip


def plants() -> Mapping[str, Make]:
    """Return every channel by its name."""
    return MappingProxyType({**_PICTURES, **_TEXTS, **_ARCHIVES})
