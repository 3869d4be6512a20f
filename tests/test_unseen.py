"""Words and pictures of a PDF that nobody can see are found wherever they hide, and what is seen is let alone."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw
from weasyprint import HTML

from dirty_pdfs import annotate, plain_pdf, saved, with_layer
from submissions.unseen import Look, look_at

LINE = "BT /F1 12 Tf 20 60 Td (Milica Vrelo lived here) Tj ET "
Make = Callable[[], bytes]


def page(commands: str, change: Callable[[Pdf], object] | None = None) -> bytes:
    """Return a page of 300 by 200 points that follows the commands, and then draws a line that is seen."""
    pdf = plain_pdf()
    pdf.pages[0].obj.Contents = pdf.make_stream(
        f"q {commands} Q BT /F1 24 Tf 20 150 Td (Court of Bosnia) Tj ET".encode()
    )
    if change:
        change(pdf)
    return saved(pdf)


def scan(size: tuple[int, int] = (900, 600), bars: tuple[tuple[int, int, int, int], ...] = ()) -> Image.Image:
    """Return a page of writing as a scanner sees it, with bars over parts of it."""
    image = Image.new("RGB", size, (244, 241, 230))
    pen = ImageDraw.Draw(image)
    for row in range(40, size[1] - 20, 45):
        for x in range(40, size[0] - 40, 23):
            pen.line((x, row, x + 9, row + 24), fill=(30, 30, 40), width=4)
            pen.line((x + 9, row + 24, x + 15, row), fill=(30, 30, 40), width=3)
    for bar in bars:
        pen.rectangle(bar, fill="black")
    return image


def with_picture(image: Image.Image, commands: str) -> bytes:
    """Return a page with a picture named Im1 that the commands draw."""
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90)

    def add(pdf: Pdf) -> None:
        held = pdf.make_stream(stream.getvalue(), Filter=Name.DCTDecode, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
        held.Width, held.Height, held.Type, held.Subtype = *image.size, Name.XObject, Name.Image
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=held)

    return page(commands, add)


def with_states(commands: str) -> bytes:
    """Return a page whose commands may use the states Half and Multiply."""

    def add(pdf: Pdf) -> None:
        states = Dictionary(Half=Dictionary(ca=0.5), Multiply=Dictionary(BM=Name.Multiply))
        pdf.pages[0].obj.Resources.ExtGState = states

    return page(commands, add)


def with_form(commands: str, before: str = "", after: str = "") -> bytes:
    def add(pdf: Pdf) -> None:
        form = pdf.make_stream(commands.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 200])
        form.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm1=form)

    return page(f"{before} /Fm1 Do {after}", add)


def with_mark(**keys: object) -> bytes:
    return page(LINE, lambda pdf: annotate(pdf, **{"F": 4, **keys}))


def filled_box(pdf: Pdf) -> None:
    look = pdf.make_stream(b"0 g 0 0 200 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 20])
    mark = annotate(pdf, Subtype=Name.Square, F=4, AP=Dictionary(N=look))
    mark.Rect = Array([15, 55, 215, 75])


def rotated(content: bytes, turn: int) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].obj.Rotate = turn
        return saved(pdf)


def looks(content: bytes) -> list[Look]:
    return list(look_at(content))


def places(content: bytes) -> list[str]:
    return [one.where for look in looks(content) for one in look.unseen]


def page_with_layer() -> bytes:
    pdf = plain_pdf()
    with_layer(pdf, b"/OC /L1 BDC BT /F1 12 Tf 20 60 Td (Milica Vrelo) Tj ET EMC\n")
    return saved(pdf)


def with_picture_and_mark() -> bytes:
    with pikepdf.open(io.BytesIO(with_picture(scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q"))) as pdf:
        filled_box(pdf)
        return saved(pdf)


def html(text: str) -> bytes:
    target = io.BytesIO()
    HTML(string=text).write_pdf(target)
    return target.getvalue()


BOX = "0 g 15 55 200 18 re f"
UNSEEN: dict[str, Make] = {
    "under a black box": lambda: page(LINE + BOX),
    "under a white box": lambda: page(LINE + "1 g 15 55 200 18 re f"),
    "under a thick line": lambda: page(LINE + "0 G 14 w 15 64 m 215 64 l S"),
    "under many thin lines": lambda: page(LINE + "".join(f"1 w 15 {55 + n} m 215 {55 + n} l S " for n in range(18))),
    "under a box within a form": lambda: with_form(BOX, before=LINE),
    "within a form under a box": lambda: with_form(LINE, after=BOX),
    "under a mark with a fill": lambda: page(LINE, filled_box),
    "under a picture": lambda: with_picture(
        Image.new("RGB", (90, 20), "white"), LINE + "q 200 0 0 18 15 55 cm /Im1 Do Q"
    ),
    "under signs that fill their box": lambda: html(
        "<p style='position:relative;font:12pt DejaVu Sans'>Milica Vrelo<span style='position:absolute;left:-3pt;"
        "top:0;font-size:14pt'>███████████</span></p>"
    ),
    "white on white": lambda: page("1 g " + LINE),
    "nearly white on white": lambda: page("0.96 g " + LINE),
    "black on black": lambda: page(BOX + " " + LINE),
    "red on red": lambda: page("1 0 0 rg 15 55 200 18 re f " + LINE),
    "outside a clip": lambda: page("q 15 100 200 18 re W n " + LINE + "Q"),
    "clipped to nothing": lambda: page("q 0 0 0 0 re W n " + LINE + "Q"),
    "beside the page": lambda: page(LINE.replace("20 60", "420 60")),
    "cropped away": lambda: page(LINE, lambda pdf: setattr(pdf.pages[0].obj, "CropBox", Array([0, 100, 300, 200]))),
    "drawn invisibly": lambda: page("3 Tr " + LINE),
    "drawn invisibly beside a picture": lambda: with_picture(scan(), "q 90 0 0 40 200 10 cm /Im1 Do Q 3 Tr " + LINE),
    "tiny": lambda: page(LINE.replace("12 Tf", "1 Tf")),
    "tiny by its matrix": lambda: page("q .05 0 0 .05 20 60 cm " + LINE + "Q"),
    "of no width": lambda: page(LINE.replace("BT", "BT .01 Tz")),
    "of no height": lambda: page("q 1 0 0 .001 0 60 cm " + LINE + "Q"),
    "of no size by their matrix": lambda: page("q 0 0 0 0 0 0 cm " + LINE + "Q"),
    "of no size by their font": lambda: page(LINE.replace("12 Tf", "0 Tf")),
    "of no size within a form": lambda: with_form(LINE.replace("12 Tf", "0 Tf")),
    "clipping and nothing else": lambda: page("7 Tr " + LINE),
    "in an ink that is not printed": lambda: page("0 0 0 0 k " + LINE),
    "wholly transparent": lambda: page(
        "/Gone gs " + LINE,
        lambda pdf: setattr(pdf.pages[0].obj.Resources, "ExtGState", Dictionary(Gone=Dictionary(ca=0))),
    ),
    "in a hidden layer": page_with_layer,
    "in the dark under a bar of a scan": lambda: with_picture(
        scan(bars=((30, 380, 700, 460),)), "q 300 0 0 200 0 0 cm /Im1 Do Q 3 Tr " + LINE
    ),
    "one word of a line": lambda: page(LINE + "0 g 55 55 30 18 re f"),
    "two signs of a long word": lambda: page(
        LINE.replace("Milica Vrelo lived here", "MilicaVrelolivedhere") + "0 g 18 55 18 18 re f"
    ),
    "a single letter": lambda: page(LINE.replace("Milica", "M and") + "0 g 18 55 13 18 re f"),
    "in Cyrillic": lambda: covered("Милица Врело", "sr"),
    "in Arabic": lambda: covered("آمنة بنت وهب", "ar"),
    "in Hebrew": lambda: covered("רבקה לוי", "he"),
    "in Greek": lambda: covered("Μαρία Παππά", "el"),
    "in Chinese": lambda: covered("李小明", "zh"),
    "in Hindi": lambda: covered("सीता देवी", "hi"),
}


def covered(name: str, language: str) -> bytes:
    """Return a page of words with a name under a black box, made by another program."""
    text = (
        f'<html lang="{language}"><p>The paper begins.</p><p style="position:relative">{name}'
        '<span style="position:absolute;left:-1em;right:-1em;top:-.5em;bottom:-.5em;background:#000"></span></p></html>'
    )
    target = io.BytesIO()
    HTML(string=text).write_pdf(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", UNSEEN)
def test_words_that_nobody_can_see_are_found_with_their_place(kind: str) -> None:
    found = looks(UNSEEN[kind]())
    assert [look.page for look in found if look.unseen] == [1]
    assert all(one.where for one in found[0].unseen)
    assert "Milica" not in repr(found)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["under a black box", "drawn invisibly", "outside a clip"])
def test_they_are_found_on_a_page_that_is_turned(kind: str, turn: int) -> None:
    assert places(rotated(UNSEEN[kind](), turn))


def test_the_place_is_told_as_the_reader_holds_the_page() -> None:
    box = UNSEEN["one word of a line"]()
    assert places(box) == ["lower left"]
    assert places(rotated(box, 180)) == ["upper right"]
    assert places(rotated(box, 90)) == ["upper left"]
    assert places(UNSEEN["beside the page"]()) == ["beside the page"]


def field() -> bytes:
    def add(pdf: Pdf) -> None:
        look = pdf.make_stream(b"BT /F1 12 Tf 2 4 Td (filled in) Tj ET", Type=Name.XObject, Subtype=Name.Form)
        look.BBox, look.Resources = [0, 0, 90, 20], Dictionary(Font=pdf.pages[0].obj.Resources.Font)
        one = annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, F=4, T="a", V="filled in", AP=Dictionary(N=look))
        one.Rect = Array([10, 10, 100, 30])
        pdf.Root.AcroForm = Dictionary(Fields=Array([one]))

    return page(LINE, add)


SCAN = "q 300 0 0 200 0 0 cm /Im1 Do Q "
SOUND: dict[str, Make] = {
    "white words on a dark ground": lambda: page("0 g 15 55 200 18 re f 1 g " + LINE),
    "words over a light watermark": lambda: page("0.9 g BT /F1 90 Tf 10 40 Td (DRAFT) Tj ET 0 g " + LINE),
    "a light watermark over words": lambda: with_states(LINE + "/Multiply gs .9 g BT /F1 90 Tf 10 40 Td (DRAFT) Tj ET"),
    "a marker over words": lambda: with_states(LINE + "/Multiply gs 1 1 0 rg 15 55 200 18 re f"),
    "a half transparent box": lambda: with_states(LINE + "/Half gs 1 0 0 rg 15 55 200 18 re f"),
    "words struck through": lambda: page(LINE + "0 G 1 w 15 64 m 215 64 l S"),
    "words underlined": lambda: page(LINE + "0 G 1.5 w 15 58 m 215 58 l S"),
    "small print": lambda: page(LINE.replace("12 Tf", "4 Tf")),
    "grey words": lambda: page("0.7 g " + LINE),
    "a mark that shows": lambda: with_mark(
        Subtype=Name.Highlight, QuadPoints=[15, 75, 215, 75, 15, 55, 215, 55], C=[1, 1, 0]
    ),
    "a field of a form": field,
    "a field that is not filled in": lambda: page(
        LINE, lambda pdf: annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T="a", F=4)
    ),
    "a picture and a small one of it": lambda: with_picture(
        scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q q 3 0 0 2 280 5 cm /Im1 Do Q"
    ),
    "a texture drawn small": lambda: page(
        "q 1 0 0 1 20 10 cm BI /W 8 /H 8 /CS /G /BPC 8 /F /AHx ID " + "00FF" * 32 + "> EI Q " + LINE
    ),
    "letters drawn twice to be bold": lambda: page(LINE + LINE.replace("20 60", "20.3 60")),
    "letters with a shadow": lambda: page(".6 g " + LINE.replace("20 60", "21 59") + "0 g " + LINE),
    "outlined letters": lambda: page("1 Tr " + LINE),
    "words over a picture": lambda: with_picture(
        Image.linear_gradient("L").convert("RGB"), "q 300 0 0 200 0 0 cm /Im1 Do Q 1 0 0 rg " + LINE
    ),
    "a table with coloured cells": lambda: html(
        "<table style='border-collapse:collapse'>"
        + "".join(
            f"<tr><td style='background:{ground};color:{ink};border:1px solid'>Article {n}</td><td>{n} May</td></tr>"
            for n, (ground, ink) in enumerate(
                [("#003366", "#fff"), ("#fde9d9", "#000"), ("#7f7f7f", "#fff"), ("#c00", "#ff0")]
            )
        )
        + "</table>"
    ),
    "words from right to left": lambda: html(
        "<p lang=ar dir=rtl>قالت الشاكية إن السلطات لم تحقق في الأمر. لا إله إلا الله</p>"
        "<p lang=he dir=rtl>בית המשפט</p>"
    ),
    "vowel points and marks": lambda: html(
        "<p lang=ar dir=rtl>بِسْمِ ٱللَّهِ</p><p lang=hi>क्षत्रिय ज्ञान</p><p>Nguyễn Thị Hương</p>"
    ),
    "ligatures": lambda: html("<p style='font-variant-ligatures:common-ligatures'>office affidavit fluffy Æsir</p>"),
    "superscripts and notes": lambda: html("<p>Word<sup style='font-size:50%'>12</sup> and H<sub>2</sub>O</p>"),
    "a group that is transparent": lambda: html(
        "<p style='opacity:.6'>Half there</p><div style='opacity:.8;background:#eee'>In a group</div>"
    ),
    "rounded pictures and shadows": lambda: html(
        "<p style='border:2px solid;border-radius:9px;text-shadow:1px 1px #ccc'>In a box</p>"
    ),
    "turned words": lambda: page("q 0 1 -1 0 250 20 cm BT /F1 12 Tf 0 0 Td (along the edge) Tj ET Q"),
    "a picture wholly shown": lambda: with_picture(scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q"),
    "a picture to the edges": lambda: with_picture(scan(), "q 302 0 0 202 -1 -1 cm /Im1 Do Q"),
    "a picture whose white margin is cut": lambda: with_picture(
        Image.new("RGB", (90, 90), "white"), "q 20 10 50 50 re W n 240 0 0 120 20 10 cm /Im1 Do Q"
    ),
    "a turned picture": lambda: with_picture(scan(), "q 120 40 -40 120 90 10 cm /Im1 Do Q"),
    "a mirrored picture": lambda: with_picture(scan(), "q -200 0 0 120 240 10 cm /Im1 Do Q"),
    "a picture with a line over it": lambda: with_picture(
        scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q 1 w 20 20 m 200 90 l S"
    ),
    "strips of one scan": lambda: with_picture(
        scan(), " ".join(f"q 300 0 0 20 0 {20 * n} cm /Im1 Do Q" for n in range(10))
    ),
}


@pytest.mark.parametrize("kind", SOUND)
def test_what_is_seen_is_let_alone(kind: str) -> None:
    assert places(SOUND[kind]()) == []


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize(
    "kind", ["white words on a dark ground", "a turned picture", "a mirrored picture", "turned words"]
)
def test_what_is_seen_is_let_alone_on_a_turned_page(kind: str, turn: int) -> None:
    assert places(rotated(SOUND[kind](), turn)) == []


def test_the_layer_of_a_scan_is_no_fault_and_its_page_counts_as_a_picture() -> None:
    (look,) = looks(with_picture(scan(), SCAN + "3 Tr " + LINE))
    assert look.unseen == ()
    assert look.layer == ("Milica", "Vrelo", "lived", "here")
    assert look.is_picture


def test_words_that_lie_under_a_whole_scan_are_its_layer_too() -> None:
    (look,) = looks(with_picture(scan(), LINE + SCAN))
    assert look.unseen == ()
    assert "Milica" in look.layer


CUT: dict[str, Make] = {
    "by a clip": lambda: with_picture(scan(), "q 20 10 100 60 re W n 240 0 0 120 20 10 cm /Im1 Do Q"),
    "by the edge": lambda: with_picture(scan(), "q 300 0 0 200 150 0 cm /Im1 Do Q"),
    "by a box over it": lambda: with_picture(scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q 0 g 60 40 90 30 re f"),
    "by a white box over it": lambda: with_picture(scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q 1 g 60 40 90 30 re f"),
    "by another picture": lambda: with_picture(
        scan(), "q 240 0 0 120 20 10 cm /Im1 Do Q q 90 0 0 30 60 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q"
    ),
    "by being drawn far away": lambda: with_picture(scan(), "q 240 0 0 120 320 10 cm /Im1 Do Q"),
    "turned, by a clip": lambda: with_picture(scan(), "q 20 10 60 60 re W n 120 40 -40 120 90 10 cm /Im1 Do Q"),
    "by a mark": with_picture_and_mark,
    "to a speck": lambda: with_picture(scan(), "q .5 0 0 .5 5 5 cm /Im1 Do Q"),
    "to a spot": lambda: with_picture(scan(), "q 9 0 0 6 50 50 cm /Im1 Do Q"),
    "to a line": lambda: with_picture(scan(), "q 240 0 0 .2 20 10 cm /Im1 Do Q"),
    "to nothing": lambda: with_picture(scan(), "q 0 0 0 0 5 5 cm /Im1 Do Q"),
    "to a speck within the commands": lambda: page(
        "q 1 0 0 1 20 10 cm BI /W 60 /H 60 /CS /G /BPC 8 /F /AHx ID " + ("00" * 30 + "FF" * 30) * 60 + "> EI Q"
    ),
}


@pytest.mark.parametrize("kind", CUT)
def test_a_picture_of_which_a_part_is_hidden_is_found(kind: str) -> None:
    assert places(CUT[kind]())
    assert places(rotated(CUT[kind](), 90))


@pytest.mark.parametrize("keys", [{"MK": Dictionary(BG=[0, 0, 0])}, {"V": "Milica"}, {"MK": Dictionary(CA="Milica")}])
def test_a_field_that_each_reader_draws_in_its_own_way_is_found(keys: dict[str, object]) -> None:
    def add(pdf: Pdf) -> None:
        annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T="a", F=4, **keys)

    (where,) = places(page(LINE, add))
    assert where == "a field of a form"


def test_a_mark_for_redaction_that_was_never_applied_is_found() -> None:
    (look,) = looks(with_mark(Subtype=Name.Redact, IC=Array([0, 0, 0])))
    assert [one.where for one in look.unseen] == ["lower left"]
    assert "never applied" in look.unseen[0].reason


def test_a_page_with_a_small_picture_and_no_letter_is_a_picture() -> None:
    pdf = plain_pdf()
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 9 0 0 9 20 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
    (look,) = looks(saved(pdf))
    assert (look.pictures, look.letters, look.is_picture) == (1, 0, True)
