"""Put a text into each place of a PDF where a name has been found hiding: the channels for tests of the audit."""

from __future__ import annotations

import io
from html import escape

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String
from PIL import Image
from weasyprint import HTML

from audit_pdf_making import Plant, Table, annotate, draw, fonts, form, sample_pdf, saved, shown, words
from audit_pdf_object_plants import OBJECTS

__all__ = ["plants", "sample_pdf"]

TEXTS = Table()
_STATEMENT = (
    "In the night of the third of May the soldiers came back,",
    "and nobody in the street opened a door to us.",
    "I have been asked whether I wish to add anything. Signed:",
)


def plants() -> dict[str, Plant]:
    """Return the channels of a PDF, each with what puts a text into it: (pdf, text) -> pdf."""
    return {**TEXTS, **OBJECTS}


def _printed(html: str) -> Plant:
    """Return what adds a page that WeasyPrint prints, with the text in it."""

    def planted(content: bytes, text: str) -> bytes:
        target = io.BytesIO()
        HTML(string=html.replace("TEXT", escape(text)).replace("HALF", _halves(text))).write_pdf(target)
        with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.open(io.BytesIO(target.getvalue())) as other:
            pdf.pages.extend(other.pages)
            return saved(pdf)

    return planted


def _halves(text: str) -> str:
    middle = len(text) // 2 + 1
    return f"{escape(text[:middle])}&shy;{escape(text[middle:])}"


TEXTS["printed text"] = _printed("<p>She is TEXT of the village.</p>")
TEXTS["printed text in two lines"] = _printed("<p style='width: 1px'>TEXT</p>")
TEXTS["printed text broken with a hyphen"] = _printed("<p style='width: 1px; hyphens: manual'>HALF</p>")
TEXTS["white text"] = _printed("<p style='color: white'>TEXT</p>")
TEXTS["tiny text"] = _printed("<p style='font-size: 1px'>TEXT</p>")
TEXTS["letter-spaced text"] = _printed("<p style='letter-spacing: 1px'>TEXT</p>")
TEXTS.change("text drawn directly", lambda pdf, text: draw(pdf, words(text)))
TEXTS.change("text under a black box", lambda pdf, text: draw(pdf, words(text) + b"0 g 60 290 400 30 re f"))
TEXTS.change("invisible text", lambda pdf, text: draw(pdf, words(text, before="3 Tr")))
TEXTS.change("clipped text", lambda pdf, text: draw(pdf, b"q 0 0 1 1 re W n " + words(text) + b"Q"))
TEXTS.change("text off the page", lambda pdf, text: draw(pdf, words(text, at="2000 -900")))
TEXTS.change("text within an artifact", lambda pdf, text: draw(pdf, b"/Artifact BMC " + words(text) + b"EMC"))


@TEXTS.channel("text cropped away")
def _cropped(pdf: Pdf, text: str) -> None:
    draw(pdf, words(text, at="72 20"))
    pdf.pages[0].obj.CropBox = [0, 100, 595, 842]


@TEXTS.channel("text placed letter by letter")
def _letters(pdf: Pdf, text: str) -> None:
    draw(pdf, b"".join(words(sign, at=f"{72 + 8 * place} 300") for place, sign in enumerate(text)))


@TEXTS.channel("letters drawn in another order")
def _shuffled(pdf: Pdf, text: str) -> None:
    placed = [words(sign, at=f"{72 + 8 * place} 300") for place, sign in enumerate(text)]
    draw(pdf, b"".join([*placed[1::2], *placed[::2]]))


@TEXTS.channel("text in pieces with kerning")
def _kerned(pdf: Pdf, text: str) -> None:
    draw(pdf, b"BT /U 12 Tf 72 300 Td [" + b" -30 ".join(shown(sign) for sign in text) + b"] TJ ET")


@TEXTS.channel("text over two pages")
def _over_pages(pdf: Pdf, text: str) -> None:
    first, _, rest = text.partition(" ")
    draw(pdf, words(first, at="72 20"))
    pdf.pages[1].contents_add(pdf.make_stream(b"q " + words(rest, at="72 820") + b" Q "), prepend=True)
    pdf.pages[1].add_resource(fonts(pdf).Font.U, Name.Font, Name.U)


@TEXTS.channel("text by the names of its glyphs")
def _by_glyph_names(pdf: Pdf, text: str) -> None:
    signs = sorted(set(text))
    names = [Name(f"/uni{ord(sign):04X}") for sign in signs]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
        Encoding=Dictionary(Type=Name.Encoding, Differences=[1, *names]),
    )  # fmt: skip
    codes = "".join(f"{signs.index(sign) + 1:02x}" for sign in text)
    pdf.pages[0].add_resource(font, Name.Font, Name.G)
    draw(pdf, f"BT /G 12 Tf 72 300 Td <{codes}> Tj ET".encode())


@TEXTS.channel("text in a form")
def _in_form(pdf: Pdf, text: str) -> None:
    pdf.pages[0].add_resource(form(pdf, words(text)), Name.XObject, Name.Fm9)
    draw(pdf, b"/Fm9 Do")


@TEXTS.channel("text in a form that nothing draws")
def _undrawn(pdf: Pdf, text: str) -> None:
    pdf.pages[0].add_resource(form(pdf, words(text)), Name.XObject, Name.Fm9)


@TEXTS.channel("text in a form within a form")
def _in_inner_form(pdf: Pdf, text: str) -> None:
    outer = form(pdf, b"/Fm8 Do")
    outer.Resources.XObject = Dictionary(Fm8=form(pdf, words(text)))
    pdf.pages[0].add_resource(outer, Name.XObject, Name.Fm9)
    draw(pdf, b"/Fm9 Do")


@TEXTS.channel("text in a pattern")
def _in_pattern(pdf: Pdf, text: str) -> None:
    pattern = form(pdf, words(text))
    pattern.Type, pattern.PatternType, pattern.PaintType, pattern.TilingType = Name.Pattern, 1, 1, 1
    pattern.XStep, pattern.YStep = 100, 100
    del pattern["/Subtype"]
    pdf.pages[0].add_resource(pattern, Name.Pattern, Name.P1)
    draw(pdf, b"/Pattern cs /P1 scn 0 0 100 100 re f")


@TEXTS.channel("text in a glyph of a drawn font")
def _in_glyph(pdf: Pdf, text: str) -> None:
    glyph = pdf.make_stream(b"500 0 d0 " + words(text))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(A=glyph), FirstChar=65, LastChar=65, Widths=[500], Resources=fonts(pdf),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.A]),
    )  # fmt: skip
    pdf.pages[0].add_resource(font, Name.Font, Name.T3)
    draw(pdf, b"BT /T3 12 Tf 72 300 Td (A) Tj ET")


def _layer(pdf: Pdf, name: str) -> pikepdf.Object:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group], Order=[group]))
    pdf.pages[0].add_resource(group, Name.Properties, Name.MC9)
    return group


@TEXTS.channel("text in a hidden layer")
def _in_layer(pdf: Pdf, text: str) -> None:
    _layer(pdf, "Notes")
    draw(pdf, b"/OC /MC9 BDC " + words(text) + b"EMC")


@TEXTS.channel("text layer of a scan")
def _scan(pdf: Pdf, text: str) -> None:
    target = io.BytesIO()
    Image.new("L", (595, 842), 230).save(target, "pdf")
    with pikepdf.open(io.BytesIO(target.getvalue())) as other:
        pdf.pages.extend(other.pages)
    last = len(pdf.pages) - 1
    lines = [*_STATEMENT, text]
    draw(pdf, b"".join(words(line, f"72 {700 - 20 * place}", "3 Tr") for place, line in enumerate(lines)), page=last)


@TEXTS.channel("appearance of an annotation")
def _appearance(pdf: Pdf, text: str) -> None:
    annotate(pdf, Subtype=Name.Stamp, AP=Dictionary(N=form(pdf, words(text))))


@TEXTS.channel("actual text in the content")
def _actual_in_content(pdf: Pdf, text: str) -> None:
    code = b"<feff" + text.encode("utf-16-be").hex().encode() + b">"
    draw(pdf, b"/Span <</ActualText " + code + b">> BDC " + words("x") + b"EMC")


@TEXTS.channel("actual text letter by letter")
def _actual_letters(pdf: Pdf, text: str) -> None:
    codes = [b"<feff" + sign.encode("utf-16-be").hex().encode() + b">" for sign in text]
    draw(pdf, b"".join(b"/Span <</ActualText " + code + b">> BDC " + words("x") + b"EMC " for code in codes))


@TEXTS.channel("property list of marked content")
def _property_list(pdf: Pdf, text: str) -> None:
    pdf.pages[0].add_resource(Dictionary(Alt=String(text)), Name.Properties, Name.MC9)
    draw(pdf, b"/Span /MC9 BDC " + words("x") + b"EMC")


TEXTS.change("comment in the content", lambda pdf, text: draw(pdf, b"% " + text.encode() + b"\n"))
TEXTS.change(
    "tag in the content", lambda pdf, text: draw(pdf, Name("/" + text).unparse() + b" BMC " + words("x") + b"EMC")
)
