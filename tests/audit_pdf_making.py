"""Make PDFs for the tests of the audit: a clean one, and what puts a thing into one place of it."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from weasyprint import HTML

Plant = Callable[[bytes, str], bytes]
Change = Callable[[Pdf, str], object]

_SAMPLE = """
<html lang="en"><head><title>A sample</title></head><body><h1>The facts</h1>
<p>The complaint concerns the <a href="https://www.ohchr.org/">Convention</a>.</p>
<h2 style="page-break-before: always">The law</h2><p>Article 14 applies.</p></body></html>
"""


class Table(dict[str, Plant]):
    """Channels of a PDF by their names, each with what puts a text into it: (pdf, text) -> pdf."""

    def change(self, channel: str, change: Change) -> None:
        """Add a change of an opened PDF."""

        def planted(content: bytes, text: str) -> bytes:
            with pikepdf.open(io.BytesIO(content)) as pdf:
                change(pdf, text)
                return saved(pdf)

        self[channel] = planted

    def channel(self, name: str) -> Callable[[Change], Change]:
        """Add the change below."""

        def add(change: Change) -> Change:
            self.change(name, change)
            return change

        return add


@cache
def sample_pdf() -> bytes:
    """Return a clean, tagged PDF of two pages with an outline and a link."""
    target = io.BytesIO()
    HTML(string=_SAMPLE).write_pdf(target, pdf_variant="pdf/ua-1")
    with pikepdf.open(io.BytesIO(target.getvalue())) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """Return a PDF as a file, the same bytes each time."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def unicode_font(pdf: Pdf) -> pikepdf.Object:
    """Return a composite font whose codes are UTF-16, with the map that says so."""
    rows = b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (row, row, row) for row in range(40))
    table = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 40 beginbfrange\n" + rows + b"endbfrange"
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Sample, Flags=4, FontBBox=[0, 0, 1000, 1000], ItalicAngle=0,
        Ascent=800, Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Sample, FontDescriptor=pdf.make_indirect(descriptor),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0), DW=500,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Sample, Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)], ToUnicode=pdf.make_stream(table),
        )
    )  # fmt: skip


def shown(text: str) -> bytes:
    """Return the codes of a text in that font."""
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


def fonts(pdf: Pdf) -> pikepdf.Object:
    """Return resources with that font as /U."""
    return Dictionary(Font=Dictionary(U=unicode_font(pdf)))


def draw(pdf: Pdf, content: bytes, page: int = 0) -> None:
    """Add content to a page, in a state of its own, with the font /U."""
    target = pdf.pages[page]
    target.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    target.contents_add(pdf.make_stream(b"\nQ\n" + content))
    target.add_resource(unicode_font(pdf), Name.Font, Name.U)


def form(pdf: Pdf, content: bytes) -> pikepdf.Object:
    """Return a form XObject that draws some content with the font /U."""
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, [0, 0, 500, 500]
    stream.Resources = fonts(pdf)
    return stream


def words(text: str, at: str = "72 300", before: str = "") -> bytes:
    """Return the operators that show a text at a point."""
    return f"BT {before} /U 12 Tf {at} Td ".encode() + shown(text) + b" Tj ET\n"


def annotate(pdf: Pdf, **entries: object) -> pikepdf.Object:
    """Add an annotation to the first page and return it."""
    annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[10, 10, 60, 60], **entries))
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page.Annots = Array([])
    page.Annots.append(annotation)
    return annotation


def picture(pdf: Pdf, data: bytes) -> pikepdf.Object:
    """Add a JPEG picture to the first page and return it."""
    image = pikepdf.Stream(
        pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
    )  # fmt: skip
    pdf.pages[0].add_resource(image, Name.XObject, Name.Im0)
    draw(pdf, b"q 40 0 0 30 72 400 cm /Im0 Do Q")
    return image


def attach(pdf: Pdf, data: bytes, name: str = "notes.txt", description: str = "") -> None:
    """Attach a file."""
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name, description=description)


def resave(content: bytes, **how: object) -> bytes:
    """Return a PDF saved in another way."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, **how)  # type: ignore[arg-type]
    return target.getvalue()


def appended(content: bytes, objects: dict[int, bytes]) -> bytes:
    """Return a PDF with objects appended as a program does that saves only what it changed (ISO 32000-2, 7.5.6)."""
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    trailer = content[content.rindex(b"trailer") + 7 : content.rindex(b"startxref")].strip()
    result, table = content.rstrip() + b"\n", b"xref\n"
    for number, body in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = trailer.removesuffix(b">>") + b"/Prev %d >>" % before
    return result + table + b"trailer\n" + end + b"\nstartxref\n%d\n%%%%EOF\n" % len(result)


def inserted(content: bytes, data: bytes) -> bytes:
    """Return a PDF with bytes between its last object and the table of its objects."""
    first = plain(content)
    place = first.rindex(b"\nxref\n") + 1
    moved = b"startxref\n%d\n" % (place + len(data))
    return first[:place] + data + re.sub(rb"startxref\s+\d+\n", moved, first[place:])


def plain(content: bytes) -> bytes:
    """Return a PDF without object streams, with an old table of its objects."""
    return resave(content, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)


def jpeg(**how: object) -> bytes:
    """Return a small JPEG picture, saved with what Pillow takes: `exif`, `xmp`, `comment`."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "steelblue").save(target, "jpeg", **how)  # type: ignore[arg-type]
    return target.getvalue()


def xmp(text: str) -> bytes:
    """Return an XMP packet with a text in a property that names nobody."""
    shown_text = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{shown_text}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def metadata(pdf: Pdf, text: str) -> pikepdf.Object:
    """Return a metadata stream that holds a text."""
    return pikepdf.Stream(pdf, xmp(text), Type=Name.Metadata, Subtype=Name.XML)


def font_file(text: str) -> bytes:
    """Return a font file that has nothing but a table of names, with a text as the name of its maker."""
    name = text.encode("utf-16-be")
    records = struct.pack(">HHH", 0, 1, 18) + struct.pack(">HHHHHH", 3, 1, 0x409, 9, len(name), 0)
    table = records + name
    head = struct.pack(">IHHHH", 0x00010000, 1, 16, 0, 0) + b"name" + struct.pack(">III", 0, 28, len(table))
    return head + table


def small_pdf(text: str) -> bytes:
    """Return a PDF of one page with a text."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        draw(pdf, words(text))
        return saved(pdf)
