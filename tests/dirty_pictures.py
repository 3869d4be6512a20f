"""Pictures in a PDF that hold more than their dots: the rest of the table in `dirty_pdfs`."""

from __future__ import annotations

import io
import struct
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms

from dirty_pdfs import PLANTED, SHOWN, plant, xmp


def jpeg(comment: bytes = b"", **options: Any) -> bytes:
    image = Image.radial_gradient("L").resize((64, 48)).convert("RGB")
    stream = io.BytesIO()
    image.save(stream, "JPEG", comment=comment, **options)
    return stream.getvalue()


def add_picture(pdf: Pdf, content: bytes, **keys: Any) -> Any:
    """Show a coded picture on the page; JPEG unless the keys say otherwise."""
    known = {"Filter": Name.DCTDecode, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, "Width": 64, "Height": 48}
    picture = pdf.make_stream(content, {f"/{key}": value for key, value in (known | keys).items() if value is not None})
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(Im1=picture)
    page.Contents = pdf.make_stream(SHOWN + b"q 100 0 0 75 20 20 cm /Im1 Do Q\n")
    return picture


@plant("XMP of a picture")
def _(pdf: Pdf) -> None:
    add_picture(pdf, jpeg()).Metadata = pdf.make_stream(xmp())


@plant("EXIF of a picture")
def _(pdf: Pdf) -> None:
    exif = Image.Exif()
    exif[0x013B] = PLANTED
    add_picture(pdf, jpeg(exif=exif.tobytes()))


@plant("comment of a picture")
def _(pdf: Pdf) -> None:
    add_picture(pdf, jpeg(PLANTED.encode()))


@plant("bytes after a picture")
def _(pdf: Pdf) -> None:
    add_picture(pdf, jpeg() + PLANTED.encode())


@plant("progressive picture with a comment")
def _(pdf: Pdf) -> None:
    add_picture(pdf, jpeg(PLANTED.encode(), progressive=True))


@plant("samples after a picture")
def _(pdf: Pdf) -> None:
    add_picture(pdf, bytes(range(256)) * 12 + PLANTED.encode(), Filter=None, ColorSpace=Name.DeviceGray)


@plant("other version of a picture")
def _(pdf: Pdf) -> None:
    other = pdf.make_stream(jpeg(PLANTED.encode()), Subtype=Name.Image)
    add_picture(pdf, jpeg()).Alternates = Array([Dictionary(Image=other)])


@plant("box of a JPEG 2000 picture")
def _(pdf: Pdf) -> None:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((64, 48)).convert("RGB").save(stream, "JPEG2000")
    box = struct.pack(">I4s", 8 + len(PLANTED), b"xml ") + PLANTED.encode()
    add_picture(pdf, stream.getvalue() + box, Filter=Name.JPXDecode)


@plant("comment of a JPEG 2000 picture")
def _(pdf: Pdf) -> None:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((64, 48)).convert("RGB").save(stream, "JPEG2000", comment=PLANTED)
    add_picture(pdf, stream.getvalue(), Filter=Name.JPXDecode)


@plant("colour profile")
def _(pdf: Pdf) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    at = profile.index(b"desc", 200) if b"desc" in profile[200:] else profile.index(b"mluc")
    dirty = bytearray(profile)
    dirty[at + 28 : at + 28 + len(PLANTED)] = PLANTED.encode()
    space = Array([Name.ICCBased, pdf.make_stream(bytes(dirty), N=3, Alternate=Name.DeviceRGB)])
    add_picture(pdf, jpeg(), ColorSpace=space)
