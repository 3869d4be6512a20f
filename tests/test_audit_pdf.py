"""A PDF is taken wholly apart: whatever is put anywhere into it comes out, and no file stops the audit."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from audit_opening import open_pdf
from audit_pdf_making import annotate, attach, draw, form, inserted, jpeg, picture, plain, resave, saved, words
from audit_pdf_plants import plants, sample_pdf
from examples import EXAMPLES, ROOT, Builds, Example, tree
from submissions.audit.records import Opened

NAMES = ("Ana Kovac", "Ðorđe O'Čukić-Žmirić")
ANNEXES = sorted((ROOT / "cases").glob("*/annexes/*.pdf"))


def changed(change: Callable[[Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        change(pdf)
        return saved(pdf)


def reasons(contents: Opened) -> str:
    return "\n".join(refusal.reason for refusal in contents.refusals)


def unread(contents: Opened) -> str:
    return "\n".join(f"{each.part}: {each.reason}" for each in contents.unsearchable)


def test_the_table_has_at_least_a_hundred_channels() -> None:
    assert len(plants()) >= 100


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("channel", plants())
def test_what_is_put_into_a_channel_is_taken_out_of_it(channel: str, name: str) -> None:
    clean = open_pdf(sample_pdf())
    assert not any(name in piece.text for piece in clean.pieces)
    contents = open_pdf(plants()[channel](sample_pdf(), name))
    assert any(name in piece.text for piece in contents.pieces)


@pytest.mark.parametrize("channel", plants())
def test_no_part_channel_or_reason_repeats_what_was_found(channel: str) -> None:
    contents = open_pdf(plants()[channel](sample_pdf(), "Zdenka"))
    told = [f"{piece.part} {piece.channel} {piece.place}" for piece in contents.pieces]
    told += [f"{each.part} {each.reason} {each.place}" for each in contents.refusals]
    told += [f"{each.part} {each.reason}" for each in contents.unsearchable]
    assert not any("Zdenka" in line for line in told)


def test_each_page_is_a_part_and_two_readers_read_it() -> None:
    contents = open_pdf(sample_pdf())
    by_page = {(piece.part, piece.channel): piece.text for piece in contents.pieces}
    assert "The complaint concerns the Convention." in by_page["page 1", "text"]
    assert "The complaint concerns the" in by_page["page 1", "text as drawn"]
    assert "Article 14 applies." in by_page["page 2", "text"]
    assert "Article 14 applies." in by_page["page 2", "text as drawn"]


# Every build searches its own files: one of each template and language is taken apart here once more.
ONE_OF_EACH = tuple({(one.template, one.language): one for one in reversed(EXAMPLES)}.values())


@pytest.mark.proof
@pytest.mark.parametrize("example", ONE_OF_EACH, ids=str)
def test_our_own_files_are_read_to_the_end_and_nothing_stands_against_them(example: Example, builds: Builds) -> None:
    document = tree(example)
    contents = open_pdf(builds.path(example, "pdf").read_bytes(), organisation=document.organisation)
    assert contents.refusals == ()
    assert contents.unsearchable == ()
    words_of_pages = {piece.channel: piece.text for piece in contents.pieces if piece.part == "all pages"}
    assert all(len(text.split()) > 300 for text in words_of_pages.values())


@pytest.mark.parametrize("path", ANNEXES, ids=lambda path: path.name)
def test_the_annexes_of_the_examples_can_be_searched(path: pytest.FixtureRequest) -> None:
    contents = open_pdf(path.read_bytes())  # type: ignore[attr-defined]
    assert contents.unsearchable == ()
    assert contents.refusals == ()


@pytest.mark.parametrize(
    "entries", ["/T (Ana) /T (x)", "/T (x) /T (Ana)", "/T (x) (Ana) (y)", "(Ana) (y)", "/T [(Ana)]"]
)
def test_a_key_that_stands_twice_and_a_string_in_place_of_a_key_hide_nothing(entries: str) -> None:
    marked = f"/Span << {entries} >> BDC EMC".encode()
    contents = open_pdf(changed(lambda pdf: draw(pdf, marked)))
    assert "Ana" in {piece.text for piece in contents.pieces if piece.part == "page 1"}


@pytest.mark.proof
def test_letters_that_run_from_the_right_are_read_in_their_order(builds: Builds) -> None:
    example = next(each for each in EXAMPLES if each.language == "ar")
    contents = open_pdf(builds.path(example, "pdf").read_bytes())
    turned = "".join(piece.text for piece in contents.pieces if piece.channel == "text from right to left")
    assert "لجنة مناهضة التعذيب" in turned


def _action(kind: str, **entries: object) -> Callable[[Pdf], object]:
    return lambda pdf: annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name("/" + kind), **entries))


def _in_info(key: str, text: str) -> Callable[[Pdf], object]:
    return lambda pdf: pdf.docinfo.__setitem__(key, text)


def _hidden_layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))


def _hidden_by(pdf: Pdf, **entries: object) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes"), **entries.pop("group", {})))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], **{"D": Dictionary(), **entries})


HIDDEN = (
    {"D": Dictionary(BaseState=Name.OFF)},
    {"Configs": [Dictionary(BaseState=Name.OFF)]},
    {"group": {"Usage": Dictionary(View=Dictionary(ViewState=Name.OFF))}},
    {"group": {"Usage": Dictionary(Print=Dictionary(PrintState=Name.OFF), View=Dictionary(ViewState=Name.ON))}},
)
SHOWN: tuple[dict[str, object], ...] = (
    {"D": Dictionary(BaseState=Name.ON, OFF=[])},
    {"group": {"Usage": Dictionary(View=Dictionary(ViewState=Name.ON))}},
)


@pytest.mark.parametrize("entries", [*HIDDEN, *SHOWN], ids=range(len(HIDDEN) + len(SHOWN)))
def test_a_layer_that_is_hidden_in_any_way_is_refused(entries: dict[str, object]) -> None:
    contents = open_pdf(changed(lambda pdf: _hidden_by(pdf, **entries)))
    assert ("hidden layers" in reasons(contents)) == (entries in HIDDEN)


def _thumbnail(pdf: Pdf) -> None:
    picture(pdf, jpeg())
    pdf.pages[0].obj.Thumb = pdf.pages[0].obj.Resources.XObject.Im0


def _made_by(name: str) -> Callable[[Pdf], object]:
    def change(pdf: Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [name]

    return change


REFUSED = (
    (_in_info("/Author", "Jo Doe"), "the property Author names who made it"),
    (_in_info("/author", "Jo Doe"), "the property Author names who made it"),
    (_in_info("/LastSavedBy", "Jo Doe"), "the property LastSavedBy names who made it"),
    (_made_by("Jo Doe"), "its metadata name who made it"),
    (_in_info("/Title", "C:\\Users\\jo\\brief.docx"), "a path of the machine"),
    (_in_info("/Title", "file:///brief.docx"), "a path of the machine"),
    (_in_info("/Title", "/Us" + "ers/jo/brief"), "a path of the machine"),
    (_in_info("/Title", "\\\\server\\jo\\brief.docx"), "a path of the machine"),
    (lambda pdf: draw(pdf, words("see C:\\Users\\jo\\brief.docx")), "a path of the machine"),
    (lambda pdf: draw(pdf, words("Dear {{ name }}")), "a tag of a template"),
    (lambda pdf: draw(pdf, words("{% if x %}")), "a tag of a template"),
    (_in_info("/Title", "{{ case.title }}"), "a tag of a template"),
    (_action("JavaScript", JS=b"1"), "runs a program"),
    (lambda pdf: pdf.Root.__setattr__("AA", Dictionary(WC=Dictionary(JS=b"1"))), "runs a program"),
    (_action("Launch", F=b"x"), "starts another program"),
    (_action("SubmitForm", F=b"x"), "sends what is typed"),
    (_action("ImportData", F=b"x"), "takes data from another file"),
    (lambda pdf: attach(pdf, b"note"), "another file is attached"),
    (lambda pdf: pdf.Root.__setattr__("Collection", Dictionary()), "portfolio"),
    (_hidden_layer, "hidden layers"),
    (lambda pdf: annotate(pdf, Subtype=Name.Text, Opened=b"x"), "comments or marks"),
    (lambda pdf: annotate(pdf, Subtype=Name.Highlight), "comments or marks"),
    (lambda pdf: pdf.Root.__setattr__("AcroForm", Dictionary(XFA=b"<x/>")), "XFA"),
    (lambda pdf: draw(pdf, words("Elsewhere", at="900 10")), "outside of what the page shows"),
    (_thumbnail, "small picture of a page"),
)


@pytest.mark.parametrize(("change", "reason"), REFUSED, ids=[f"{at} {row[1]}" for at, row in enumerate(REFUSED)])
def test_what_may_not_be_in_a_file_is_refused(change: Callable[[Pdf], object], reason: str) -> None:
    assert reason not in reasons(open_pdf(sample_pdf()))
    assert reason in reasons(open_pdf(changed(change)))


FINE = (
    _in_info("/Author", "Parliaments  for Redress"),
    _made_by("Parliaments for Redress"),
    _in_info("/Producer", "WeasyPrint 70.0"),
    _action("URI", URI=b"https://www.example.org/ho" + b"me/users/report"),
    lambda pdf: annotate(pdf, Subtype=Name.Link, Dest=Array([pdf.pages[1].obj, Name.Fit])),
    lambda pdf: draw(pdf, words("pages 12/13 and/or 3 {sic}")),
    lambda pdf: picture(pdf, jpeg()),
    lambda pdf: pdf.Root.__setattr__("OCProperties", Dictionary(OCGs=[], D=Dictionary())),
)


@pytest.mark.parametrize("change", FINE, ids=range(len(FINE)))
def test_what_every_good_file_has_is_not_refused(change: Callable[[Pdf], object]) -> None:
    contents = open_pdf(changed(change), organisation="Parliaments for Redress")
    assert contents.refusals == ()
    assert contents.unsearchable == ()


def test_an_earlier_version_is_refused_and_the_two_parts_of_a_linearised_file_are_not() -> None:
    earlier = plants()["earlier version of a page"](sample_pdf(), "Ana")
    assert "earlier versions" in reasons(open_pdf(earlier))
    assert open_pdf(resave(sample_pdf(), linearize=True)).refusals == ()


def test_bytes_around_the_file_are_refused_and_opened() -> None:
    contents = open_pdf(sample_pdf() + b"\n" + plants()["text drawn directly"](sample_pdf(), "Ana Kovac"))
    assert "bytes that no reader shows" in reasons(contents) or "earlier versions" in reasons(contents)
    contents = open_pdf(sample_pdf() + b"\n" + jpeg(comment=b"of Ana Kovac") * 2)
    assert "bytes that no reader shows" in reasons(contents)
    assert any("Ana Kovac" in piece.text for piece in contents.pieces)


def _scan_page(pdf: Pdf) -> None:
    target = io.BytesIO()
    Image.new("L", (595, 842), 230).save(target, "pdf")
    with pikepdf.open(io.BytesIO(target.getvalue())) as other:
        pdf.pages.extend(other.pages)


def _outlines_only(pdf: Pdf) -> None:
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[-1].contents_add(pdf.make_stream(b"10 10 m 20 30 40 50 60 70 c h f\n" * 100))


def _font(**entries: object) -> Callable[[Pdf], object]:
    def change(pdf: Pdf) -> None:
        descriptor = Dictionary(Type=Name.FontDescriptor, Flags=4, FontFile2=pdf.make_stream(b"\0\1\0\0"))
        font = Dictionary(Type=Name.Font, BaseFont=Name.Own, FontDescriptor=descriptor, **entries)
        pdf.pages[1].add_resource(font, Name.Font, Name.F9)
        pdf.pages[1].contents_add(pdf.make_stream(b"BT /F9 12 Tf 72 300 Td (abcd) Tj ET"))

    return change


UNREAD = (
    (_scan_page, "page 3: it is only a picture: no search can read it"),
    (_outlines_only, "page 3: it has no text, only shapes"),
    (_font(Subtype=Name.TrueType), "page 2: a font on it does not say"),
    (_font(Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=[]), "page 2: a font on it does not say"),
    (
        _font(Subtype=Name.Type3, CharProcs=Dictionary(), Encoding=Dictionary(Differences=[97, Name.g1, Name.g2])),
        "page 2: a font on it does not say",
    ),
    (lambda pdf: pdf.Root.__setattr__("Own", pdf.make_stream(bytes(range(32)) * 99)), "data of a kind that no search"),
)


@pytest.mark.parametrize(("change", "reason"), UNREAD, ids=[f"{at} {row[1]}" for at, row in enumerate(UNREAD)])
def test_what_no_search_can_read_is_told(change: Callable[[Pdf], object], reason: str) -> None:
    assert reason in unread(open_pdf(changed(change)))


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_file_that_needs_a_password_is_told(revision: int) -> None:
    locked = resave(
        sample_pdf(),
        encryption=pikepdf.Encryption(owner="a", user="b", R=revision, aes=revision > 3, metadata=revision > 3),
    )
    assert unread(open_pdf(locked)) == "the file: it is locked: it opens with a password only"


def test_a_damaged_file_is_told_and_read_as_far_as_it_goes() -> None:
    whole = plain(plants()["property Title"](sample_pdf(), "Ana Kovac"))
    contents = open_pdf(whole[: whole.rindex(b"xref\n", 0, -200)])
    assert "it is damaged" in unread(contents)
    assert any("Ana Kovac" in piece.text for piece in contents.pieces)


def test_a_stream_that_breaks_off_is_told() -> None:
    broken = zlib.compress(b"BT (x) Tj ET " * 900)[:-20] + b"\xff" * 20
    contents = open_pdf(
        changed(lambda pdf: pdf.Root.__setattr__("Own", pikepdf.Stream(pdf, broken, Filter=Name.FlateDecode)))
    )
    assert "it is damaged" in unread(contents)


def test_a_stream_that_unpacks_without_end_is_told_and_not_unpacked() -> None:
    bomb = zlib.compress(b" " * 60_000_000, 9)
    contents = open_pdf(
        changed(lambda pdf: pdf.Root.__setattr__("Own", pikepdf.Stream(pdf, bomb, Filter=Name.FlateDecode)))
    )
    assert "it unpacks to more than can be searched" in unread(contents)
    objects = b"7 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length 9 >>\nstream\n" + bomb + b"\nendstream\nendobj\n"
    assert "it unpacks to more than can be searched" in unread(open_pdf(inserted(sample_pdf(), objects)))


def _loop_of_forms(pdf: Pdf) -> None:
    first = form(pdf, b"/B Do /A Do")
    second = form(pdf, b"/A Do")
    for each in (first, second):
        each.Resources.XObject = Dictionary(A=first, B=second)
    pdf.pages[0].add_resource(first, Name.XObject, Name.A)
    draw(pdf, b"/A Do")


def _doubling_forms(pdf: Pdf) -> None:
    inner = form(pdf, words("x"))
    for _ in range(22):
        outer = form(pdf, b"/A Do " * 4)
        outer.Resources.XObject = Dictionary(A=inner)
        inner = outer
    pdf.pages[0].add_resource(inner, Name.XObject, Name.A)
    draw(pdf, b"/A Do")


def _loop_of_pages(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _loop_of_outlines(pdf: Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.Next = first
    first.First = pdf.Root.Outlines
    pdf.Root.StructTreeRoot.K.append(pdf.Root.StructTreeRoot)


@pytest.mark.parametrize("change", [_loop_of_forms, _loop_of_outlines])
def test_a_structure_that_runs_in_a_circle_ends(change: Callable[[Pdf], object]) -> None:
    contents = open_pdf(changed(change))
    assert any("The complaint concerns the" in piece.text for piece in contents.pieces)


def test_pages_that_run_in_a_circle_and_forms_that_do_are_told() -> None:
    assert "it cannot be opened" in unread(open_pdf(changed(_loop_of_pages)))
    assert "lead in a circle" in unread(open_pdf(changed(_loop_of_forms)))


def test_forms_that_double_without_end_are_told() -> None:
    assert "it draws more than can be searched" in unread(open_pdf(changed(_doubling_forms)))


def _mutated(content: bytes, chance: random.Random) -> bytes:
    result = bytearray(content)
    words_of_the_format = (b"endobj", b"<<", b"[", b"(", b"1 0 R", b"stream\n", b"-9999999999", b"/Filter/LZWDecode")
    for _ in range(chance.choice([1, 3, 20, 200])):
        at, kind = chance.randrange(len(result)), chance.randrange(6)
        if kind == 0:
            result[at] = chance.randrange(256)
        elif kind == 1:
            del result[at : at + chance.randrange(200)]
        elif kind == 2:
            result[at:at] = chance.randbytes(chance.randrange(30))
        elif kind == 3:
            result[at:at] = chance.choice(words_of_the_format)
        elif kind == 4:
            other = chance.randrange(len(result))
            result[at : at + 60] = result[other : other + 60]
        elif chance.random() < 0.1:
            del result[at:]
        result = result or bytearray(b"%")
    return bytes(result)


@pytest.mark.parametrize("seed", range(6))
def test_no_file_however_broken_stops_the_audit(seed: int) -> None:
    """Hold 150 changed files in six parts: every second one packed, every second one written out."""
    chance = random.Random(seed)  # noqa: S311 - the same changes in every run
    channel = sorted(plants())[seed * 17]
    packed = plants()[channel](sample_pdf(), "Ana Kovac")
    for content in (packed, plain(packed)):
        for _ in range(13):
            assert isinstance(open_pdf(_mutated(content, chance)), Opened)


@pytest.mark.parametrize("content", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"\0" * 999, b"(" * 9999, b"<<" * 9999])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    assert "it cannot be opened" in unread(open_pdf(content))
