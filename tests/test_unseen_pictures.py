"""What pictures of a PDF hold and do not show is found and not copied: behind masks, in colours, patterns, letters."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw

from dirty_pdfs import annotate, saved
from submissions.audit.files import open_file
from submissions.exhibits import CannotCleanError
from submissions.exhibits.pdf import clean_pdf
from submissions.exhibits.redaction import redact_pdf
from submissions.unseen.alone import VEILS, draw_alone, shows_something, size_of
from test_unseen import LINE, Make, html, page, places, scan

SCAN = scan((300, 200))
PLACED = "q 240 0 0 120 20 10 cm /Im1 Do Q"
MakePicture = Callable[[Pdf], pikepdf.Object]


def picture(pdf: Pdf, image: Image.Image, **keys: object) -> pikepdf.Object:
    """Return a picture of a file that is not coded, with keys of its own."""
    known = {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": image.width, "Height": image.height,
        "BitsPerComponent": 1 if image.mode == "1" else 8,
        "ColorSpace": Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray,
    }  # fmt: skip
    return pdf.make_stream(image.tobytes(), {f"/{key}": one for key, one in (known | keys).items() if one is not None})


def stencil(pdf: Pdf, image: Image.Image, **keys: object) -> pikepdf.Object:
    """Return a stencil that paints where an image is dark."""
    return picture(pdf, image.convert("1", dither=0), ImageMask=True, ColorSpace=None, **keys)


def window(size: tuple[int, int] = (300, 200), box: tuple[int, int, int, int] = (0, 0, 100, 70)) -> Image.Image:
    """Return a mask that lets one rectangle through."""
    mask = Image.new("L", size, 0)
    mask.paste(255, box)
    return mask


def showing(make: MakePicture, commands: str = PLACED) -> bytes:
    """Return a page whose commands may draw the picture Im1."""
    return page(commands, lambda pdf: setattr(pdf.pages[0].obj.Resources, "XObject", Dictionary(Im1=make(pdf))))


def constant(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 1, 1], N=1))


def inverted(image: Image.Image) -> Image.Image:
    return image.point(lambda value: 255 - value)


GREY = SCAN.convert("L")
# Three shades: what is dark, what is light, and a third entry that has the colour of the second.
TWICE = GREY.point(lambda shade: 0 if shade < 99 else 1)
TWICE.paste(TWICE.crop((0, 100, 300, 200)).point(lambda index: 2 - index), (0, 100))
CUT_OUT: dict[str, Make] = {
    "by a soft mask": lambda: showing(lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, window()))),
    "by a soft mask that is finer": lambda: showing(
        lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, window((600, 400), (0, 0, 200, 140))))
    ),
    "by a soft mask with a matte": lambda: showing(
        lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, window(), Matte=Array([0, 0, 0])))
    ),
    "by a soft mask that is inverted": lambda: showing(
        lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, inverted(window()), Decode=Array([1, 0])))
    ),
    "by a stencil": lambda: showing(lambda pdf: picture(pdf, SCAN, Mask=stencil(pdf, inverted(window())))),
    "by a soft mask that lets next to nothing through": lambda: showing(
        lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, Image.new("L", (9, 9), 3)))
    ),
    "by a range of colours": lambda: showing(
        lambda pdf: picture(pdf, Image.linear_gradient("L"), Mask=Array([60, 255]))
    ),
    "within a form": lambda: with_form(lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, window()))),
    "by its decoding": lambda: showing(lambda pdf: picture(pdf, GREY, Decode=Array([1, 1]))),
    "by a table of one colour": lambda: showing(
        lambda pdf: picture(pdf, GREY, ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 255, String(b"\xff" * 768)]))
    ),
    "by an ink that is white": lambda: showing(
        lambda pdf: picture(pdf, GREY, ColorSpace=Array([Name.Separation, Name.Varnish, Name.DeviceRGB, constant(pdf)]))
    ),
}
IDLE: dict[str, Make] = {
    "a picture": lambda: showing(lambda pdf: picture(pdf, SCAN), ""),
    "a pattern": lambda: with_pattern(""),
    "a drawn letter": lambda: with_letter(""),
    "a form": lambda: with_form(lambda pdf: picture(pdf, SCAN), ""),
}
APART: dict[str, Make] = {
    "a pattern on a small place": lambda: with_pattern("/Pattern cs /P1 scn 20 10 30 30 re f"),
    "a pattern that cuts its cell": lambda: with_pattern("/Pattern cs /P1 scn 0 0 300 140 re f", (0, 0, 80, 60)),
    "a drawn letter that is clipped": lambda: with_letter("q 20 20 20 20 re W n BT /F9 90 Tf 20 20 Td (a) Tj ET Q"),
    "a soft mask for white paint": lambda: with_soft_mask("q /G1 gs 1 g 0 0 300 140 re f Q"),
    "a mask of letters under white": lambda: showing(
        lambda pdf: picture(pdf, Image.new("RGB", (10, 10), "white"), SMask=picture(pdf, GREY))
    ),
    "white letters of a stencil": lambda: showing(lambda pdf: stencil(pdf, SCAN), f"1 g {PLACED}"),
}
SEEN: dict[str, Make] = {
    "a soft mask that lets everything through": lambda: showing(
        lambda pdf: picture(pdf, SCAN, SMask=picture(pdf, Image.new("L", (9, 9), 255)))
    ),
    "a soft mask over one colour": lambda: showing(
        lambda pdf: picture(pdf, Image.new("RGB", (300, 200), "navy"), SMask=picture(pdf, window()))
    ),
    "a stencil": lambda: showing(lambda pdf: stencil(pdf, SCAN), f"0 g {PLACED}"),
    "an inverted stencil": lambda: showing(
        lambda pdf: stencil(pdf, inverted(SCAN), Decode=Array([1, 0])), f"0 g {PLACED}"
    ),
    "a table of colours": lambda: showing(
        lambda pdf: picture(
            pdf, GREY, ColorSpace=Array([Name.Indexed, Name.DeviceGray, 255, String(bytes(range(256)))])
        )
    ),
    "an inverted picture": lambda: showing(lambda pdf: picture(pdf, GREY, Decode=Array([1, 0]))),
    "a pattern that shows all of it": lambda: with_pattern("/Pattern cs /P1 scn 0 0 300 140 re f"),
    "a drawn letter that shows all of it": lambda: with_letter("BT /F9 90 Tf 20 20 Td (a) Tj ET"),
    "a background of another program": lambda: html(
        "<div style='background:repeating-linear-gradient(45deg,#eee,#ccc 9px);padding:2em'>Words</div>"
    ),
}


def with_form(make: MakePicture, commands: str = "/Fm1 Do") -> bytes:
    def add(pdf: Pdf) -> None:
        form = pdf.make_stream(PLACED.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 200])
        form.Resources = Dictionary(XObject=Dictionary(Im1=make(pdf)))
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm1=form)

    return page(commands, add)


def with_pattern(commands: str, box: tuple[int, int, int, int] = (0, 0, 300, 200)) -> bytes:
    def add(pdf: Pdf) -> None:
        held = pdf.make_stream(
            PLACED.encode(), PatternType=1, PaintType=1, TilingType=1, BBox=list(box), XStep=300, YStep=200
        )
        held.Resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, SCAN)))
        pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=held)

    return page(commands, add)


def with_letter(commands: str) -> bytes:
    def add(pdf: Pdf) -> None:
        drawing = pdf.make_stream(b"1000 0 d0 q 900 0 0 900 0 0 cm /Im1 Do Q")
        pdf.pages[0].obj.Resources.Font.F9 = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=97, LastChar=97, Widths=[1000], CharProcs=Dictionary(a=drawing),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            Resources=Dictionary(XObject=Dictionary(Im1=picture(pdf, SCAN))),
        )  # fmt: skip

    return page(commands, add)


def with_soft_mask(commands: str) -> bytes:
    def add(pdf: Pdf) -> None:
        group = pdf.make_stream(
            PLACED.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 200],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
        )  # fmt: skip
        group.Resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, SCAN)))
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(G1=Dictionary(SMask=mask))

    return page(commands, add)


def refusals(content: bytes) -> list[str]:
    return [one.reason for one in open_file("paper.pdf", content, foreign=True).refusals]


def bare_pictures(content: bytes) -> list[Image.Image]:
    """Return the pictures of a file in grey, whatever hides a part of them."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        every = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image]
        return [draw_alone(one, 1, size_of(one), without=(*VEILS, "/Decode")).convert("L") for one in every]


@pytest.mark.parametrize("kind", CUT_OUT)
def test_what_a_mask_or_its_colours_hide_of_a_picture_is_found_and_not_copied(kind: str) -> None:
    content = CUT_OUT[kind]()
    assert places(content) == ["within a picture"]
    assert any("holds more than" in one for one in refusals(content))
    copy = clean_pdf(content).content
    assert places(copy) == []
    for one in bare_pictures(copy):
        wide, high = one.size
        assert not shows_something(one.crop((wide // 2, high // 2, wide, high)))


def test_redaction_makes_a_picture_of_the_page_and_leaves_nothing_behind() -> None:
    for make in (CUT_OUT["by a soft mask"], IDLE["a form"], APART["a pattern on a small place"]):
        redacted = redact_pdf(make(), {})
        assert (redacted.pages, places(redacted.content)) == ((1,), [])


def test_an_entry_of_a_table_that_looks_like_another_is_made_one_with_it() -> None:
    table = Array([Name.Indexed, Name.DeviceGray, 2, String(b"\x00\xff\xff")])
    content = showing(lambda pdf: picture(pdf, TWICE, ColorSpace=table))
    (copied,) = bare_pictures(clean_pdf(content).content)
    assert {shade for _, shade in copied.getcolors(256) or ()} == {0, 255}


@pytest.mark.parametrize("kind", IDLE)
def test_what_no_page_draws_is_found_and_not_copied(kind: str) -> None:
    content = IDLE[kind]()
    assert places(content) == ["among what it holds"]
    assert any("no page shows" in one for one in refusals(content))
    assert not any(shows_something(one) for one in bare_pictures(clean_pdf(content).content))


@pytest.mark.parametrize("kind", APART)
def test_a_picture_that_is_not_wholly_seen_where_it_is_drawn_is_refused(kind: str) -> None:
    content = APART[kind]()
    assert places(content)
    assert refusals(content)
    with pytest.raises(CannotCleanError, match=r"picture stands in the file .* \(page 1, ") as caught:
        clean_pdf(content)
    assert "submissions redact" in caught.value.remedy


@pytest.mark.parametrize(
    "keys", ["/CS /G /BPC 8 /D [1 1]", "/CS [/I /G 1 <FFFF>] /BPC 8", "/CS [/I /G 2 <00FF00>] /BPC 8"]
)
def test_a_picture_among_the_commands_that_holds_more_than_its_colours_show_is_refused(keys: str) -> None:
    dots = "0001" * 200
    content = page(f"q 90 0 0 90 20 10 cm BI /W 20 /H 20 /F /AHx {keys} ID {dots}> EI Q")
    assert "within a picture" in places(content)
    assert any("than its colours show" in reason for reason in refusals(content))
    with pytest.raises(CannotCleanError, match="than its colours show"):
        clean_pdf(content)


@pytest.mark.parametrize("keys", ["/CS /G /BPC 8 /D [1 0]", "/CS /RGB /BPC 8", "/CS [/I /G 1 <00FF>] /BPC 8"])
def test_a_plain_picture_among_the_commands_is_copied(keys: str) -> None:
    dots = "\x00\x01\x01\x00" * (3 if "RGB" in keys else 1)
    assert clean_pdf(page(f"q 90 0 0 90 20 10 cm BI /W 2 /H 2 {keys} ID {dots} EI Q")).content


def test_words_within_a_pattern_are_found() -> None:
    words = "BT /F1 12 Tf 20 60 Td (Milica Vrelo) Tj ET"

    def add(pdf: Pdf) -> None:
        held = pdf.make_stream(words.encode(), PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 300, 200])
        held.XStep, held.YStep, held.Resources = 300, 200, Dictionary(Font=pdf.pages[0].obj.Resources.Font)
        pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=held)

    assert any("whether they are seen" in one for one in refusals(page("/Pattern cs /P1 scn 9 9 5 5 re f", add)))


@pytest.mark.parametrize("kind", SEEN)
def test_a_picture_that_is_seen_wholly_is_let_alone(kind: str) -> None:
    content = SEEN[kind]()
    assert (places(content), refusals(content)) == ([], [])
    assert clean_pdf(content).content


def test_a_logo_with_a_soft_edge_looks_as_before() -> None:
    logo = Image.new("RGBA", (300, 150), (0, 0, 0, 0))
    ImageDraw.Draw(logo).ellipse((10, 10, 140, 140), fill=(200, 30, 30, 255))
    bare, veil = logo.convert("RGB"), logo.getchannel("A")
    content = showing(lambda pdf: picture(pdf, bare, SMask=picture(pdf, veil)))
    assert places(content) == []
    assert clean_pdf(content).content


def test_what_a_mark_shows_of_a_picture_is_looked_at_too() -> None:
    def add(pdf: Pdf) -> None:
        look = pdf.make_stream(b"q 200 0 0 120 0 0 cm /Im1 Do Q", Subtype=Name.Form, BBox=[0, 0, 100, 60])
        look.Resources = Dictionary(XObject=Dictionary(Im1=picture(pdf, SCAN)))
        mark = annotate(pdf, Subtype=Name.Widget, FT=Name.Btn, T="a", F=4, AP=Dictionary(N=look))
        mark.Rect = Array([20, 20, 120, 80])
        pdf.Root.AcroForm = Dictionary(Fields=Array([mark]))

    assert any("a part cannot be seen" in one for one in refusals(page("", add)))


def test_the_same_file_gives_the_same_bytes() -> None:
    content = CUT_OUT["by a soft mask"]()
    assert clean_pdf(content).content == clean_pdf(content).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert clean_pdf(saved(pdf)).content == clean_pdf(content).content


def field(**keys: object) -> bytes:
    """Return a page with a field that no form holds and the file does not draw."""
    return page(LINE, lambda pdf: annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T="a", F=4, **keys))


def test_no_library_warns_of_fields_that_no_form_holds() -> None:
    content = field()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert clean_pdf(content).content
        assert places(content) == []


def test_a_field_that_each_reader_draws_in_its_own_way_is_not_copied() -> None:
    with pytest.raises(CannotCleanError, match=r"drawn by each reader in its own way \(page 1\)"):
        clean_pdf(field(MK=Dictionary(BG=[0, 0, 0])))
