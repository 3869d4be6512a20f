"""Clean copies of exhibits: what a reader sees stays, dot for dot, and nothing else does."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from pypdfium2 import PdfDocument

from dirty_pdfs import (
    PLANTED,
    PLANTS,
    SHOWN,
    annotate,
    dirty_pdf,
    holds_secret,
    laid_open,
    plain_pdf,
    saved,
    with_layer,
)
from dirty_pictures import add_picture, jpeg
from submissions.exhibits import CannotCleanError, clean_copy, clean_name, copy_name, kind_of
from submissions.exhibits.pictures import clean_jpeg, clean_jpeg_2000, clean_profile
from submissions.findings import Place
from test_unseen import CUT, SOUND, UNSEEN, scan, with_mark

PLACE = Place("cases/a/case.yaml", 3, 5)
CASES = Path(__file__).parents[1] / "cases"
EXAMPLES = sorted(CASES.glob("*/annexes/*.pdf"))


def cleaned(content: bytes, ending: str = "pdf") -> bytes:
    return clean_copy(content, ending, 3, PLACE).content


def refusal(content: bytes, ending: str = "pdf") -> CannotCleanError:
    with pytest.raises(CannotCleanError) as caught:
        clean_copy(content, ending, 3, PLACE)
    assert caught.value.remedy
    return caught.value


def pictures(content: bytes) -> list[bytes]:
    document = PdfDocument(content)
    try:
        document.init_forms()
        return [document[number].render(scale=2).to_pil().convert("RGB").tobytes() for number in range(len(document))]
    finally:
        document.close()


def written() -> bytes:
    """Return a scan of writing as JPEG."""
    stream = io.BytesIO()
    scan().resize((64, 48)).save(stream, "JPEG")
    return stream.getvalue()


def words(content: bytes) -> list[str]:
    document = PdfDocument(content)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


@pytest.mark.parametrize("name", sorted(PLANTS))
def test_what_no_reader_sees_is_gone_from_the_copy(name: str) -> None:
    dirty = dirty_pdf(name)
    assert holds_secret(dirty), "the secret was never there"
    clean = cleaned(dirty)
    assert not holds_secret(clean)
    assert "Court of Bosnia" in words(clean)[0]


def test_forty_places_at_least_are_tried() -> None:
    assert len(PLANTS) >= 40


@pytest.mark.few(8)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_look_and_read_the_same_after_cleaning(path: Path) -> None:
    content = path.read_bytes()
    clean = cleaned(content)
    assert pictures(clean) == pictures(content)
    assert words(clean) == words(content)
    assert clean == cleaned(content)


@pytest.mark.parametrize("name", sorted(name for name in PLANTS if "picture" in name or "profile" in name))
def test_pictures_in_a_pdf_keep_every_dot(name: str) -> None:
    dirty = dirty_pdf(name)
    assert pictures(cleaned(dirty)) == pictures(dirty)


def test_the_copy_has_no_properties_and_nothing_that_ties_it_to_the_original() -> None:
    pdf = plain_pdf()
    pdf.docinfo["/Title"] = "x"
    original = saved(pdf)
    with pikepdf.open(io.BytesIO(original)) as before, pikepdf.open(io.BytesIO(cleaned(original))) as after:
        assert sorted(after.Root.keys()) == ["/Pages", "/Type"]
        assert "/Info" not in after.trailer
        assert bytes(after.trailer.ID[0]) != bytes(before.trailer.ID[0])


LAYER = b"BT /F1 12 Tf 20 60 Td (Scanned words) Tj ET "
SCAN = b"q 300 0 0 200 0 0 cm /Im1 Do Q "
SIGNED = b"BT /F1 12 Tf 20 150 Td (Stamped) Tj ET"


@pytest.mark.parametrize(
    ("commands", "kept"),
    [
        (SCAN + b"q 3 Tr " + LAYER + b"Q", ""),
        (SCAN + b"q 3 Tr " + LAYER + b"Q " + SIGNED, "Stamped"),
        (LAYER + SCAN, ""),
    ],
)
def test_the_layer_of_a_scan_is_left_out_and_handed_on_to_be_searched(commands: bytes, kept: str) -> None:
    pdf = plain_pdf()
    add_picture(pdf, written())
    pdf.pages[0].obj.Contents = pdf.make_stream(commands)
    content = saved(pdf)
    copy = clean_copy(content, "pdf", 3, PLACE)
    assert copy.layers == ((1, "Scanned\nwords"),)
    assert b"Scanned" not in laid_open(copy.content)
    assert words(copy.content)[0].strip() == kept
    assert pictures(copy.content) == pictures(content)


def test_a_layer_whose_leaving_out_would_move_what_is_shown_is_refused() -> None:
    pdf = plain_pdf()
    add_picture(pdf, written())
    pdf.pages[0].obj.Contents = pdf.make_stream(SCAN + LAYER.replace(b"ET", b"(x) Tj ET").replace(b"BT", b"BT 3 Tr"))
    assert clean_copy(saved(pdf), "pdf", 3, PLACE).layers
    pdf.pages[0].obj.Contents = pdf.make_stream(SCAN + b"BT 3 Tr /F1 12 Tf 20 60 Td (Scanned) Tj 0 Tr (shown) Tj ET")
    assert "middle of a line" in refusal(saved(pdf)).reason


def test_links_between_pages_stay_and_links_elsewhere_go() -> None:
    pdf = plain_pdf()
    pdf.add_blank_page(page_size=(300, 200))
    place = Array([pdf.pages[1].obj, Name.XYZ, 0, 200, 0])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("amra"), place])))
    inner = [
        annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("amra"))),
        annotate(pdf, Subtype=Name.Link, Dest=place),
    ]
    outer = annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org/amra")))
    pdf.pages[0].obj.Annots = Array([*inner, outer])
    clean = cleaned(saved(pdf))
    with pikepdf.open(io.BytesIO(clean)) as copy:
        links = list(copy.pages[0].Annots)
        assert [link.Dest[0].objgen for link in links] == [copy.pages[1].obj.objgen] * 2
        assert [str(link.Dest[1]) for link in links] == ["/XYZ"] * 2
    assert b"amra" not in laid_open(clean)


def test_what_a_form_and_a_stamp_show_becomes_part_of_the_page() -> None:
    pdf = plain_pdf()
    look = pdf.make_stream(b"0 0 1 rg 0 0 30 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 30, 30])
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("b"), F=4, AP=Dictionary(N=look))
    stamp = annotate(pdf, Subtype=Name.Stamp, F=4, AP=Dictionary(N=look))
    stamp.Rect = Array([100, 10, 130, 40])
    pdf.pages[0].obj.Annots = Array([field, stamp])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    content = saved(pdf)
    clean = cleaned(content)
    assert pictures(clean) == pictures(content) != pictures(saved(plain_pdf()))
    with pikepdf.open(io.BytesIO(clean)) as copy:
        assert "/Annots" not in copy.pages[0].obj


def test_a_layer_that_is_shown_stays_and_its_name_goes() -> None:
    pdf = plain_pdf()
    with_layer(pdf, b"/OC /L1 BDC 1 0 0 rg 5 5 50 50 re f EMC\n", hidden=False)
    content = saved(pdf)
    clean = cleaned(content)
    assert pictures(clean) == pictures(content) != pictures(saved(plain_pdf()))
    assert b"/OCG" not in laid_open(clean)


def encrypted() -> bytes:
    return saved(plain_pdf(), encryption=pikepdf.Encryption(owner="o", user="u"))


def locked_against_changes() -> bytes:
    return saved(plain_pdf(), encryption=pikepdf.Encryption(owner="o", user=""))


def portfolio() -> bytes:
    pdf = plain_pdf()
    pdf.Root.Collection = Dictionary()
    pdf.attachments["a.pdf"] = saved(plain_pdf())
    return saved(pdf)


def unfinished_form() -> bytes:
    pdf = plain_pdf()
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), NeedAppearances=True)
    return saved(pdf)


def words_outside(operators: bytes = b"BT /F1 12 Tf 20 60 Td (Amra Hadzic) Tj ET") -> bytes:
    pdf = plain_pdf()
    pdf.pages[0].obj.Contents = pdf.make_stream(SHOWN + operators)
    pdf.pages[0].obj.CropBox = Array([0, 100, 300, 200])
    return saved(pdf)


def hidden_words_within_a_line() -> bytes:
    pdf = plain_pdf()
    with_layer(pdf, b"BT /F1 12 Tf 20 60 Td (seen) Tj /OC /L1 BDC (hidden) Tj EMC (seen) Tj ET\n")
    return saved(pdf)


def small_coded_picture() -> bytes:
    pdf = plain_pdf()
    data = jpeg()
    image = b"q 50 0 0 50 0 0 cm BI /W 64 /H 48 /CS /RGB /BPC 8 /F /DCT ID " + data + b"\nEI Q"
    pdf.pages[0].obj.Contents = pdf.make_stream(SHOWN + image)
    return saved(pdf)


def part_elsewhere() -> bytes:
    pdf = plain_pdf()
    add_picture(pdf, b"").F = String("amra.jpg")
    return saved(pdf)


def cut_off() -> bytes:
    pdf = plain_pdf()
    for _ in range(5):
        pdf.add_blank_page()
    content = saved(pdf)
    return content[: len(content) * 6 // 10]


HIDDEN_LAYERS_GO = {"in a hidden layer"}


@pytest.mark.parametrize("kind", sorted(UNSEEN.keys() - HIDDEN_LAYERS_GO))
def test_words_that_nobody_can_see_are_refused_with_page_and_place(kind: str) -> None:
    reason = refusal(UNSEEN[kind]()).reason
    assert "Milica" not in reason
    assert "page 1" in reason


@pytest.mark.few(5)
@pytest.mark.parametrize("kind", CUT)
def test_a_picture_that_goes_on_where_nobody_sees_it_is_refused(kind: str) -> None:
    assert "page 1" in refusal(CUT[kind]()).reason


def test_a_mark_for_redaction_that_was_never_applied_is_refused_with_page_and_place() -> None:
    assert "never applied" in refusal(with_mark(Subtype=Name.Redact)).reason
    assert "(page 1, lower left)" in refusal(with_mark(Subtype=Name.Redact)).reason


@pytest.mark.few(10)
@pytest.mark.parametrize("kind", sorted(SOUND.keys() - {"a mark that shows"}))  # it has no look of its own to keep
def test_what_is_seen_is_copied(kind: str) -> None:
    content = SOUND[kind]()
    kept, before = ("".join("".join(words(each)).split()) for each in (cleaned(content), content))
    assert before in kept  # what is filled into a field becomes part of the page


REFUSED: list[tuple[Callable[[], bytes], str]] = [
    (encrypted, "locked"),
    (locked_against_changes, "locked"),
    (portfolio, "portfolio"),
    (unfinished_form, "form"),
    (words_outside, "words lie outside"),
    (lambda: words_outside(b"1 0 0 rg 50 20 60 40 re f"), "something lies outside"),
    (lambda: words_outside(b"BT 3 Tr /F1 12 Tf 20 60 Td (Amra Hadzic) Tj ET"), "words lie outside"),
    (lambda: words_outside(b"BT 1 g /F1 12 Tf 20 60 Td (Amra Hadzic) Tj ET"), "words lie outside"),
    (lambda: words_outside(b"BT /F1 12 Tf 9000 9000 Td (Amra Hadzic) Tj ET"), "words lie outside"),
    (hidden_words_within_a_line, "hidden layer"),
    (small_coded_picture, "small coded picture"),
    (part_elsewhere, "another file"),
    (cut_off, "damaged"),
    (lambda: b"%PDF-1.7\nnothing", "damaged"),
    (lambda: b"PK\x03\x04", "no PDF"),
    (lambda: b"Amra Hadzic\n" + saved(plain_pdf()), "no PDF, or something stands before"),
    (lambda: saved(Pdf.new()), "damaged"),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED)
def test_what_cannot_be_cleaned_is_refused_with_the_reason(make: Callable[[], bytes], reason: str) -> None:
    error = refusal(make())
    assert reason in error.reason
    assert PLANTED not in f"{error.reason} {error.remedy}"


@pytest.mark.parametrize(
    ("ending", "reason"),
    [("docx", "cannot take apart (.docx)"), ("mp4", "a recording (.mp4)"), ("m4a", "a recording"), ("", "cannot")],
)
def test_other_kinds_of_files_are_refused_with_what_to_do(ending: str, reason: str) -> None:
    error = refusal(b"anything", ending)
    assert reason in error.reason
    assert "PDF" in error.remedy or "separately" in error.remedy


def dirty_photo(form: str, **options: object) -> bytes:
    image = Image.radial_gradient("L").resize((90, 40)).convert("RGB")
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = PLANTED, 6
    stream = io.BytesIO()
    image.save(stream, form, exif=exif.tobytes(), icc_profile=b"profile of " + PLANTED.encode(), **options)
    return stream.getvalue() + PLANTED.encode()


@pytest.mark.parametrize(
    ("form", "ending", "name"),
    [("JPEG", "jpg", "annex-03.jpg"), ("JPEG", "jpeg", "annex-03.jpg"), ("PNG", "png", "annex-03.png"),
     ("TIFF", "tif", "annex-03.png"), ("WEBP", "webp", "annex-03.png")],
)  # fmt: skip
def test_a_picture_is_turned_upright_and_keeps_its_size_and_nothing_else(form: str, ending: str, name: str) -> None:
    dirty = dirty_photo(form)
    assert PLANTED.encode() in dirty
    copy = clean_copy(dirty, ending, 3, PLACE)
    assert copy.name == f"annexes/{name}" == clean_name(3, ending)
    assert PLANTED.encode() not in copy.content
    with Image.open(io.BytesIO(copy.content)) as image:
        assert image.size == (40, 90)
        assert not {key for key in image.info if key not in ("jfif", "jfif_version", "jfif_unit", "jfif_density")}
        assert not image.getexif()


def test_a_large_scan_is_not_made_smaller() -> None:
    stream = io.BytesIO()
    Image.new("L", (2480, 3508), 200).save(stream, "PNG")
    with Image.open(io.BytesIO(cleaned(stream.getvalue(), "png"))) as image:
        assert image.size == (2480, 3508)


def test_a_file_with_several_pictures_is_refused() -> None:
    stream = io.BytesIO()
    pages = [Image.new("L", (9, 9), shade) for shade in (0, 90, 180)]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    assert "several pictures" in refusal(stream.getvalue(), "tif").reason


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0nothing", jpeg()[:-400]])
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    assert refusal(content, "jpg").reason


@pytest.mark.parametrize("size", [*range(0, 60), 100, 300, 500])
def test_a_picture_that_is_cut_off_anywhere_is_refused_or_whole(size: int) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (20, 20)).save(stream, "JPEG2000", comment=PLANTED)
    for clean, content in ((clean_jpeg, jpeg(PLANTED.encode())), (clean_jpeg_2000, stream.getvalue())):
        try:
            kept = clean(content[:size])
        except CannotCleanError:
            continue
        assert PLANTED.encode() not in kept


def test_a_colour_profile_that_is_none_is_refused() -> None:
    with pytest.raises(CannotCleanError):
        clean_profile(b"\0" * 200)


def test_copies_have_neutral_names() -> None:
    assert copy_name(3, kind_of("annexes/Amra Hadzic.PDF")) == "annexes/annex-03.pdf"
    assert copy_name(120, kind_of("annexes/recording.M4A")) == "annexes/annex-120.m4a"
    assert copy_name(7, kind_of("annexes/letter.amra-hadzic")) == "annexes/annex-07"
