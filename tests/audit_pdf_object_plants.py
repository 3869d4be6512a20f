"""Put a text into the objects of a PDF and into its bytes: the channels that are not text of a page."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from audit_pdf_making import (
    Plant,
    Table,
    annotate,
    appended,
    attach,
    draw,
    font_file,
    form,
    inserted,
    jpeg,
    metadata,
    picture,
    plain,
    resave,
    saved,
    small_pdf,
    words,
    xmp,
)
from audit_pdf_streams import lzw

OBJECTS = Table()


def _with_info(key: str) -> None:
    def change(pdf: Pdf, text: str) -> None:
        pdf.docinfo[key] = text

    OBJECTS.change(f"property {key[1:]}", change)


for _key in ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Company"):
    _with_info(_key)


def _root(pdf: Pdf, key: str, value: object) -> None:
    pdf.Root[key] = value


OBJECTS.change("name of a property", lambda pdf, text: pdf.docinfo.update({Name("/" + text): "x"}))
OBJECTS.change("XMP of the document", lambda pdf, text: _root(pdf, "/Metadata", metadata(pdf, text)))
OBJECTS.change("XMP of a page", lambda pdf, text: pdf.pages[0].obj.__setattr__("Metadata", metadata(pdf, text)))
OBJECTS.change("page label", lambda pdf, text: _root(pdf, "/PageLabels", Dictionary(Nums=[0, Dictionary(P=text)])))
OBJECTS.change("language", lambda pdf, text: _root(pdf, "/Lang", String(text)))
OBJECTS.change(
    "named destination", lambda pdf, text: _names(pdf, "/Dests", [String(text), Array([pdf.pages[0].obj, Name.Fit])])
)
OBJECTS.change(
    "named destination of old",
    lambda pdf, text: _root(pdf, "/Dests", Dictionary({"/" + text: Array([pdf.pages[0].obj, Name.Fit])})),
)
OBJECTS.change(
    "script of the document",
    lambda pdf, text: _names(pdf, "/JavaScript", [b"x", Dictionary(S=Name.JavaScript, JS=f'app.alert("{text}")')]),
)
OBJECTS.change(
    "script in a stream",
    lambda pdf, text: _root(
        pdf, "/OpenAction", Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f'app.alert("{text}")'.encode()))
    ),
)
OBJECTS.change(
    "output intent",
    lambda pdf, text: _root(pdf, "/OutputIntents", [Dictionary(S=Name.GTS_PDFX, OutputCondition=String(text))]),
)
OBJECTS.change("key of the document", lambda pdf, text: _root(pdf, "/" + text, 1))
OBJECTS.change("string in UTF-8", lambda pdf, text: _root(pdf, "/Own", b"\xef\xbb\xbf" + text.encode()))
OBJECTS.change(
    "string in UTF-16 from the small end", lambda pdf, text: _root(pdf, "/Own", b"\xff\xfe" + text.encode("utf-16-le"))
)
OBJECTS.change("string in bare UTF-8", lambda pdf, text: _root(pdf, "/Own", text.encode()))
OBJECTS.change(
    "private data",
    lambda pdf, text: _root(pdf, "/PieceInfo", Dictionary(App=Dictionary(Private=Dictionary(Notes=String(text))))),
)
OBJECTS.change("private stream", lambda pdf, text: _root(pdf, "/Own", pdf.make_stream(f"saved by {text}".encode())))
OBJECTS.change(
    "private binary stream",
    lambda pdf, text: _root(pdf, "/Own", pdf.make_stream(bytes(range(32)) * 9 + text.encode() + bytes(range(32)) * 9)),
)
OBJECTS.change("thread", lambda pdf, text: _root(pdf, "/Threads", [Dictionary(I=Dictionary(Title=String(text)))]))
OBJECTS.change("portfolio", lambda pdf, text: _root(pdf, "/Collection", Dictionary(Schema=Dictionary(N=String(text)))))
OBJECTS.change(
    "signature",
    lambda pdf, text: _root(
        pdf, "/Perms", Dictionary(DocMDP=Dictionary(Type=Name.Sig, Name=b"x", Reason=String(text)))
    ),
)
OBJECTS.change(
    "certificate of a signature",
    lambda pdf, text: _root(
        pdf,
        "/Perms",
        Dictionary(DocMDP=Dictionary(Type=Name.Sig, Contents=b"0\x82\0\1\x0c\x20" + text.encode() + b"\0")),
    ),
)
OBJECTS.change(
    "layer",
    lambda pdf, text: _root(
        pdf, "/OCProperties", Dictionary(OCGs=[Dictionary(Type=Name.OCG, Name=String(text))], D=Dictionary())
    ),
)


def _names(pdf: Pdf, tree: str, entries: list[object]) -> None:
    pdf.Root.Names = Dictionary({tree: Dictionary(Names=Array(entries))})


@OBJECTS.channel("outline")
def _outline(pdf: Pdf, text: str) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children.append(OutlineItem(text, 0))


for _key in ("Alt", "ActualText", "E", "T", "ID", "Lang"):
    OBJECTS.change(
        f"tag {_key}",
        lambda pdf, text, key=_key: pdf.Root.StructTreeRoot.K[0].__setitem__(f"/{key}", String(text)),  # type: ignore[misc]
    )
OBJECTS.change(
    "role of a tag", lambda pdf, text: pdf.Root.StructTreeRoot.__setattr__("RoleMap", Dictionary({"/" + text: Name.P}))
)
OBJECTS.change(
    "class of a tag",
    lambda pdf, text: pdf.Root.StructTreeRoot.__setattr__("ClassMap", Dictionary({"/" + text: Dictionary()})),
)
OBJECTS.change(
    "namespace of a tag",
    lambda pdf, text: pdf.Root.StructTreeRoot.__setattr__("Namespaces", Array([Dictionary(NS=String(text))])),
)
for _key in ("Contents", "T", "Subj", "RC", "NM"):
    OBJECTS.change(
        f"comment {_key}",
        lambda pdf, text, key=_key: annotate(pdf, Subtype=Name.Text, **{key: String(text)}),  # type: ignore[misc]
    )


def _action(kind: str, **entries: object) -> Dictionary:
    return Dictionary(S=Name("/" + kind), **entries)


for _kind, _entry in (("URI", "URI"), ("GoToR", "F"), ("Launch", "F"), ("SubmitForm", "F"), ("ImportData", "F")):
    OBJECTS.change(
        f"action {_kind}",
        lambda pdf, text, kind=_kind, entry=_entry: annotate(  # type: ignore[misc]
            pdf, Subtype=Name.Link, A=_action(kind, **{entry: String(text)})
        ),
    )


def _field(pdf: Pdf, **entries: object) -> None:
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, **entries)
    pdf.Root.AcroForm = Dictionary(Fields=[field])


for _key in ("T", "TU", "TM", "V", "DV", "Opt"):
    OBJECTS.change(
        f"form field {_key}",
        lambda pdf, text, key=_key: _field(pdf, **{key: [String(text)] if key == "Opt" else String(text)}),  # type: ignore[misc]
    )


@OBJECTS.channel("form in XML")
def _xfa(pdf: Pdf, text: str) -> None:
    data = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><n>" + text.encode() + b"</n></xdp:xdp>")
    pdf.Root.AcroForm = Dictionary(Fields=[], XFA=[b"template", data])


OBJECTS.change("name of an attachment", lambda pdf, text: attach(pdf, b"nothing", name=f"{text}.txt"))
OBJECTS.change("description of an attachment", lambda pdf, text: attach(pdf, b"nothing", description=text))
OBJECTS.change("text in an attachment", lambda pdf, text: attach(pdf, f"a note of {text}\n".encode()))
OBJECTS.change("PDF in an attachment", lambda pdf, text: attach(pdf, small_pdf(text), name="notes.pdf"))
OBJECTS.change("EXIF of a picture", lambda pdf, text: picture(pdf, jpeg(exif=_exif(text))))
OBJECTS.change("XMP in a picture", lambda pdf, text: picture(pdf, jpeg(xmp=xmp(text))))
OBJECTS.change("comment in a picture", lambda pdf, text: picture(pdf, jpeg(comment=text.encode())))
OBJECTS.change(
    "XMP beside a picture", lambda pdf, text: picture(pdf, jpeg()).__setattr__("Metadata", metadata(pdf, text))
)


def _exif(text: str) -> bytes:
    from PIL import Image  # noqa: PLC0415 - the class is wanted here only

    exif = Image.Exif()
    exif[0x9C9C] = text.encode("utf-16-le")  # the comment as Windows writes it
    return exif.tobytes()


@OBJECTS.channel("name of a font")
def _font_name(pdf: Pdf, text: str) -> None:
    pdf.pages[0].add_resource(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + text)), Name.Font, Name.F99
    )


@OBJECTS.channel("names within a font")
def _font_words(pdf: Pdf, text: str) -> None:
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Own, FontFile2=pdf.make_stream(font_file(text)))
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Own, FontDescriptor=descriptor)
    pdf.pages[0].add_resource(font, Name.Font, Name.F99)


@OBJECTS.channel("profile of colours")
def _profile(pdf: Pdf, text: str) -> None:
    profile = pdf.make_stream(bytes(36) + b"acsp" + bytes(88) + b"desc" + text.encode("utf-16-be") + bytes(4))
    profile.N = 3
    pdf.pages[0].add_resource(Array([Name.ICCBased, profile]), Name.ColorSpace, Name.CS9)


@OBJECTS.channel("metadata of a form")
def _form_metadata(pdf: Pdf, text: str) -> None:
    drawn = form(pdf, words("x"))
    drawn.Metadata = metadata(pdf, text)
    pdf.pages[0].add_resource(drawn, Name.XObject, Name.Fm9)
    draw(pdf, b"/Fm9 Do")


@OBJECTS.channel("bytes behind the end of packed data")
def _behind(pdf: Pdf, text: str) -> None:
    pdf.Root.Own = pikepdf.Stream(pdf, zlib.compress(b"own") + text.encode(), Filter=Name.FlateDecode)


def _in_bytes(text: str) -> bytes:
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def _earlier_property(content: bytes, text: str) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.docinfo["/Title"] = text
        first = plain(saved(pdf))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.trailer.Info.objgen[0]
    return appended(first, {number: b"<< /Title (A sample) >>"})


def _earlier_page(content: bytes, text: str) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        draw(pdf, words(text))
        first = plain(saved(pdf))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        numbers = [each.objgen[0] for each in pdf.pages[0].obj.Contents]
    return appended(first, dict.fromkeys(numbers, b"<< /Length 0 >>\nstream\n\nendstream"))


def _with_empty_password(content: bytes, text: str) -> bytes:
    return resave(OBJECTS["property Title"](content, text), encryption=pikepdf.Encryption(owner="x", user="", R=6))


def _in_object_streams(content: bytes, text: str) -> bytes:
    return resave(OBJECTS["property Title"](content, text), object_stream_mode=pikepdf.ObjectStreamMode.generate)


_BYTES: dict[str, Plant] = {
    "bytes before the start": lambda content, text: f"from {text}\n".encode() + content,
    "bytes after the end": lambda content, text: content + f"\nsaved by {text}\n".encode(),
    "comment between the objects": lambda content, text: inserted(content, b"% " + text.encode() + b"\n"),
    "earlier version of a property": _earlier_property,
    "earlier version of a page": _earlier_page,
    "object that no table lists": lambda content, text: inserted(
        content, b"9999 0 obj\n<< /Own " + _in_bytes(text) + b" >>\nendobj\n"
    ),
    "stream that no table lists": lambda content, text: inserted(
        content,
        b"9999 0 obj\n<< /Length 999 >>\nstream\n" + zlib.compress(text.encode() * 2) + b"\nendstream\nendobj\n",
    ),
    "stream that no table lists, packed with LZW": lambda content, text: inserted(
        content,
        b"9999 0 obj\n<< /Filter [/LZW] /DecodeParms [<< /EarlyChange 0 >>] >>\nstream\n"
        + lzw(text.encode() * 2, 0)
        + b"\nendstream\nendobj\n",
    ),
    "words between the objects": lambda content, text: inserted(content, text.encode() + b"\n"),
    "locked with an empty password": _with_empty_password,
    "packed with other objects": _in_object_streams,
    "linearised": lambda content, text: resave(OBJECTS["property Title"](content, text), linearize=True),
}
OBJECTS.update(_BYTES)
