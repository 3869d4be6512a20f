"""PDFs that hold a secret where no reader looks: one small file for each place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

PLANTED = "Amra Hadzic"
SHOWN = b"BT /F1 24 Tf 20 150 Td (Court of Bosnia) Tj ET\n"
Plant = Callable[[Pdf], Any]
PLANTS: dict[str, Plant] = {}


def plain_pdf() -> Pdf:
    """Return a PDF of one page with one line of words."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(SHOWN)
    return pdf


def saved(pdf: Pdf, **options: Any) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def dirty_pdf(name: str) -> bytes:
    """Return the PDF with the secret planted in a place."""
    pdf = plain_pdf()
    content = PLANTS[name](pdf)
    return content if isinstance(content, bytes) else saved(pdf)


def laid_open(content: bytes) -> bytes:
    """Return a PDF with every stream and object uncompressed, as a search reads it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        mode = pikepdf.ObjectStreamMode.disable
        decoded = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all,
                        object_stream_mode=mode)  # fmt: skip
        raw = b"\n".join(one.read_raw_bytes() for one in pdf.objects if isinstance(one, Stream))
        strings = b"\n".join(bytes(one) for one in _strings(pdf))
    return b"\n".join((content, decoded, raw, strings))


def _strings(pdf: Pdf) -> list[Any]:
    found = []

    def walk(value: Any, depth: int = 0) -> None:
        if isinstance(value, String):
            found.append(value)
        elif isinstance(value, Array) and depth < 20:
            for each in value:
                walk(each, depth + 1)
        elif isinstance(value, Dictionary | Stream) and depth < 20:
            for key, each in value.items():
                found.append(key.encode())
                walk(each, depth + 1)

    for one in pdf.objects:
        walk(one)
    return found


def holds_secret(content: bytes) -> bool:
    """Tell whether the secret stands in a file in any of the ways that a PDF writes words."""
    everything = laid_open(content)
    return any(PLANTED.encode(coding) in everything for coding in ("ascii", "utf-16-be", "utf-16-le"))


def plant(name: str) -> Callable[[Plant], Plant]:
    def keep(function: Plant) -> Plant:
        PLANTS[name] = function
        return function

    return keep


def xmp() -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="'
        f'{PLANTED}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


def with_layer(pdf: Pdf, content: bytes, *, hidden: bool = True) -> Any:
    """Put commands into a layer of the page."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    off = Array([layer]) if hidden else Array([])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=off))
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(L1=layer)
    page.Contents = pdf.make_stream(SHOWN + content)
    return layer


@plant("Info author")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = PLANTED


@plant("Info key of its own")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/Sender"] = PLANTED


@plant("XMP of the file")
def _(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(xmp(), Type=Name.Metadata, Subtype=Name.XML)


@plant("XMP of a page")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Metadata = pdf.make_stream(xmp(), Type=Name.Metadata, Subtype=Name.XML)


@plant("XMP of a font")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.Metadata = pdf.make_stream(xmp())


@plant("JavaScript of the file")
def _(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{PLANTED}')"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


@plant("JavaScript on opening")
def _(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{PLANTED}')"))


@plant("action of a page")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String(PLANTED)))


@plant("attached file")
def _(pdf: Pdf) -> None:
    pdf.attachments["list.txt"] = PLANTED.encode()


def annotate(pdf: Pdf, **keys: Any) -> Any:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[10, 10, 40, 40], **keys))
    pdf.pages[0].obj.Annots = Array([note])
    return note


@plant("comment in the margin")
def _(pdf: Pdf) -> None:
    annotate(pdf, Subtype=Name.Text, Contents=String(PLANTED), T=String(PLANTED))


@plant("author of a highlight")
def _(pdf: Pdf) -> None:
    annotate(pdf, Subtype=Name.Highlight, T=String(PLANTED))


@plant("file in the margin")
def _(pdf: Pdf) -> None:
    file = pdf.make_stream(PLANTED.encode(), Type=Name.EmbeddedFile)
    annotate(pdf, Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=file)))


@plant("address of a link")
def _(pdf: Pdf) -> None:
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"mailto:{PLANTED}")))


@plant("value of a hidden field")
def _(pdf: Pdf) -> None:
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(PLANTED), F=2)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@plant("XFA form")
def _(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(f"<x>{PLANTED}</x>".encode()))


@plant("bookmark")
def _(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(PLANTED, 0))


@plant("label of a page")
def _(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(PLANTED))]))


@plant("name of a place")
def _(pdf: Pdf) -> None:
    place = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(PLANTED), place])))


@plant("thumbnail")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(PLANTED.encode(), Width=1, Height=11, ColorSpace=Name.DeviceGray)


@plant("data of a program")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(Scanner=Dictionary(Private=Dictionary(Operator=String(PLANTED))))


@plant("private key of the file")
def _(pdf: Pdf) -> None:
    pdf.Root["/ABCD_Operator"] = String(PLANTED)


@plant("private key of a page")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj["/ABCD_Operator"] = Dictionary(Deep=Array([String(PLANTED)]))


@plant("private key of the trailer")
def _(pdf: Pdf) -> None:
    pdf.trailer["/ABCD_Operator"] = String(PLANTED)


@plant("alternative text")
def _(pdf: Pdf) -> None:
    element = pdf.make_indirect(Dictionary(S=Name.Figure, Alt=String(PLANTED)))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)


@plant("actual text within the page")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(f"/Span <</ActualText ({PLANTED})>> BDC\n".encode() + SHOWN + b"EMC")


@plant("properties of a mark")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Properties = Dictionary(P1=Dictionary(Who=String(PLANTED)))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Span /P1 BDC\n" + SHOWN + b"EMC")


@plant("point with a name")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(SHOWN + f"/Spot <</T ({PLANTED})>> DP\n".encode())


@plant("comment among the commands")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(f"% {PLANTED}\n".encode() + SHOWN)


@plant("unknown command")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(SHOWN + f"BX ({PLANTED}) xyzzy EX\n".encode())


@plant("hidden layer")
def _(pdf: Pdf) -> None:
    with_layer(pdf, f"/OC /L1 BDC BT /F1 12 Tf 20 60 Td ({PLANTED}) Tj ({PLANTED}) ' ET EMC\n".encode())


@plant("layer that is off unless a group is on")
def _(pdf: Pdf) -> None:
    layer = with_layer(pdf, f"/OC /M1 BDC BT /F1 12 Tf 20 60 Td ({PLANTED}) Tj ET EMC\n".encode())
    pdf.pages[0].obj.Resources.Properties["/M1"] = Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name.AllOn)


@plant("hidden drawing")
def _(pdf: Pdf) -> None:
    layer = with_layer(pdf, b"/Fm1 Do\n")
    form = pdf.make_stream(f"BT /F1 12 Tf 20 60 Td ({PLANTED}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.OC = Array([0, 0, 300, 200]), layer
    form.Resources = pdf.pages[0].obj.Resources
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm1=form)


@plant("hidden layer of a drawing that shares the page's resources")
def _(pdf: Pdf) -> None:
    with_layer(pdf, b"/Fm1 Do\n")
    words = f"/OC /L1 BDC BT /F1 12 Tf 20 60 Td ({PLANTED}) Tj ET EMC".encode()
    form = pdf.make_stream(words, Type=Name.XObject, Subtype=Name.Form)
    resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
    pdf.pages[0].obj.Resources = resources
    form.BBox, form.Resources = Array([0, 0, 300, 200]), resources
    resources.XObject = Dictionary(Fm1=form)


@plant("name of a layer")
def _(pdf: Pdf) -> None:
    with_layer(pdf, b"/OC /L1 BDC 5 5 9 9 re f EMC\n", hidden=False).Name = String(PLANTED)


@plant("earlier version")
def _(pdf: Pdf) -> bytes:
    pdf.pages[0].obj.Contents = pdf.make_stream(f"BT /F1 24 Tf 20 150 Td ({PLANTED}) Tj ET".encode())
    pdf.pages[0].obj.Contents = pdf.make_indirect(pdf.pages[0].obj.Contents)
    old = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    with pikepdf.open(io.BytesIO(old)) as again:
        number = again.pages[0].obj.Contents.objgen[0]
        size = again.trailer.Size
        root = again.trailer.Root.objgen[0]
    start = old.rindex(b"startxref") + len(b"startxref")
    before = int(old[start:].split()[0])
    place = len(old)
    stream = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(SHOWN), SHOWN)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return old + stream + table % (number, place, size, root, before, place + len(stream))


@plant("bytes after the end")
def _(pdf: Pdf) -> bytes:
    return saved(pdf) + f"\n% {PLANTED}\n".encode()


@plant("comment in a font's letters")
def _(pdf: Pdf) -> None:
    script = f"/CIDInit /ProcSet findresource begin\n% {PLANTED}\nbegincmap\nendcmap\nend\n".encode()
    pdf.pages[0].obj.Resources.Font.F1.ToUnicode = pdf.make_stream(script)


@plant("signature dictionary")
def _(pdf: Pdf) -> None:
    value = pdf.make_indirect(Dictionary(Type=Name.Sig, Name=String(PLANTED), Contents=String(b"\0" * 8)))
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), V=value, F=2)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


@plant("inherited from the pages above")
def _(pdf: Pdf) -> None:
    pdf.Root.Pages["/ABCD_Operator"] = String(PLANTED)
