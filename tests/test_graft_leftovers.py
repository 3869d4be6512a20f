"""What a letterhead brings along beside its look is taken out by name or refused with what to do; nothing in silence."""

# ruff: noqa: E501 - an element of Word on one line reads better than one cut up
from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

import word_files
from letterheads import (
    A4,
    DEFAULT,
    NAME,
    SPACES,
    drawing,
    field,
    letterhead,
    logo,
    paragraph,
    related,
    style,
    styles,
)
from submissions.document import HouseFile
from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.office.names import OFFICE
from submissions.office.package import read_package, write_parts
from submissions.upkeep.letterheads import frame_of_letterhead
from submissions.writers.word.docx import write_docx
from test_graft import graft, grafted, texts

NORMAL = styles(style("Normal", "Normal", more=DEFAULT))
HEAD = {"header default": paragraph(NAME)}
SETTINGS = "<w:settings {0}>{1}<w:compat/></w:settings>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def left(content: bytes) -> str:
    """Return what is left out of the frame of a letterhead, a line for each."""
    _, findings = graft(content)
    assert [one.code for one in findings if one.is_error] == []
    return "\n".join(
        one.message.removeprefix("no document gets of the letterhead: ") for one in findings if one.code == "N416"
    )


def refused(content: bytes, asked: str = "") -> list[Finding]:
    made, findings = graft(content, asked=asked)
    assert made is None
    assert all(one.help for one in findings if one.is_error)
    return [one for one in findings if one.is_error]


@pytest.mark.parametrize(
    ("content", "code", "words", "order"),
    [
        (b"", "E414", "it is empty", "choose the file"),
        (OLE + bytes(600), "E414", "it is in the form that Word had before 2007 (.doc)", "save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "E414", "it is encrypted with a password", "empty the password"),
        (b"{\\rtf1\\ansi Dear Sir}", "E414", "it is rich text (.rtf)", "save it as .docx"),
        (b"%PDF-1.7", "E414", "it is a PDF", "save it as .docx"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "E414", "it is a page of HTML or XML", "save it as .docx"),
        (b"GIF89a", "E414", "it is of a kind that is not known", "save it as .docx"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "E414", "it is an OpenDocument file (.odt)", "save it as .docx"),
        (zipped(Index__Document_iwa=b"x"), "E414", "it is a file of Pages", "save it as .docx"),
        (zipped(xl__workbook_xml=b"<x/>"), "E414", "it is a workbook of Excel", "save it as .docx"),
        (zipped(other=b"x"), "E401", "it lacks its text", "save it as .docx again"),
        (letterhead(made_styles=NORMAL)[:900], "E401", "it is not a whole zip file", "save it as .docx again"),
        (letterhead(made_styles="<w:styles"), "E409", "it is not well-formed XML", "save it in Word again"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_letterhead_is_named_with_what_to_do(
    content: bytes, code: str, words: str, order: str
) -> None:
    (finding,) = refused(content)
    assert (finding.code, words in finding.message, order in finding.help) == (code, True, True)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ('<w:p><w:ins w:id="1" w:author="Amra"><w:r><w:t>x</w:t></w:r></w:ins></w:p>', "E404", "the letterhead holds tracked changes in word/document.xml"),
        ('<w:p><w:pPr><w:pPrChange w:id="1" w:author="Amra"><w:pPr/></w:pPrChange></w:pPr></w:p>', "E404", "the letterhead holds tracked changes in word/document.xml"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "E402", "the letterhead holds an embedded object in word/document.xml"),
        ('<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r></w:p>', "E402", "the letterhead holds a chart in word/document.xml"),
        ('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', "E408", "the letterhead has notes of its own in word/document.xml"),
        ('<w:p><w:r><w:pict><v:shape><v:imagedata r:href="rId9"/></v:shape></w:pict></w:r></w:p>', "E403", "the letterhead links to a picture that is not in it, in word/document.xml"),
    ],
)  # fmt: skip
def test_what_only_the_office_can_decide_is_refused(body: str, code: str, message: str) -> None:
    (finding,) = refused(letterhead(body, made_styles=NORMAL))
    assert (finding.code, finding.message) == (code, message)
    assert "Amra" not in f"{finding.message} {finding.help}"


def test_a_metafile_is_refused_with_how_to_make_a_picture_of_it() -> None:
    parts: dict[str, str | bytes] = {
        "word/media/image1.emf": b"\x01\x00\x00\x00",
        "word/_rels/header1.xml.rels": related("media/image1.emf"),
    }
    (finding,) = refused(
        letterhead(heads={"header default": f"<w:p>{drawing()}</w:p>"}, made_styles=NORMAL, parts=parts)
    )
    assert finding.message == "the letterhead has a picture that a page cannot show: image1.emf"
    assert finding.help.startswith("save the EMF picture as PNG")


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF"])
def test_a_picture_of_another_kind_becomes_a_png(form: str) -> None:
    name = f"image1.{form.lower()}"
    parts: dict[str, str | bytes] = {
        f"word/media/{name}": logo(form),
        "word/_rels/header1.xml.rels": related(f"media/{name}"),
    }
    made = grafted(letterhead(heads={"header default": f"<w:p>{drawing()}</w:p>"}, made_styles=NORMAL, parts=parts))
    media = {name: part for name, part in read_package(made.content).items() if "/media/" in name}
    assert [(name, part[:4]) for name, part in media.items()] == [("word/media/letterhead1.png", b"\x89PNG")]
    assert b"amra" not in read_package(made.content)["word/header1.xml"], "the path of the picture names a person"


@pytest.mark.parametrize(
    ("code", "gone", "stays"),
    [
        ("DATE \\@ &quot;d MMMM yyyy&quot;", True, False), ("AUTHOR", True, False), ("FILENAME \\p", True, False),
        ("USERNAME", True, False), ("MERGEFIELD Name", True, False), ("SAVEDATE", True, False),
        ("DOCPROPERTY Company", True, True), ("REF _Ref1 \\h", True, True), ("PAGE", False, True),
        ("NUMPAGES", False, True), ("HYPERLINK &quot;https://example.org&quot;", False, True),
        ("HYPERLINK &quot;file:///C:/x&quot;", True, True), ("INCLUDEPICTURE &quot;C:\\\\x.png&quot;", True, True),
        ("=2*3", True, False),
    ],
)  # fmt: skip
def test_a_field_stays_or_leaves_its_words_or_goes_by_name(code: str, gone: bool, stays: bool) -> None:
    content = letterhead(heads={"footer default": f"<w:p>{field(code, 'Result')}</w:p>"}, made_styles=NORMAL)
    assert ("a field (" in left(content)) is gone
    assert ("Result" in texts(grafted(content).content)) is stays
    assert (b"instrText" in read_package(grafted(content).content)["word/footer1.xml"]) is not gone


def test_fields_within_fields_and_fields_that_never_end_leave_nothing_open() -> None:
    nested = field("IF 1 = 1", "</w:t></w:r>" + field("DATE", "3.12.2025") + "<w:r><w:t>kept")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    made = grafted(letterhead(f"<w:p>{nested}</w:p><w:p>{end}{begin}</w:p>", heads=HEAD, made_styles=NORMAL))
    page = read_package(made.content)["word/document.xml"].decode()
    assert "fldChar" not in page
    assert ("kept" in page, "3.12.2025" in page) == (True, False)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "the protection against changes"),
        ("<w:trackRevisions/>", "the tracking of changes"),
        ('<w:attachedTemplate r:id="rId1"/>', "the link to another template"),
        ("<w:mailMerge/>", "a mail merge"),
        ('<w:docVars><w:docVar w:name="Client" w:val="Amra"/></w:docVars>', "document variables"),
    ],
)
def test_a_setting_that_locks_merges_or_reaches_out_goes_by_name(settings: str, words: str) -> None:
    content = letterhead(heads=HEAD, made_styles=NORMAL, parts={"word/settings.xml": SETTINGS.format(SPACES, settings)})
    assert left(content) == words
    part = read_package(grafted(content).content)["word/settings.xml"]
    assert b"Amra" not in part
    assert b"<w:compat/>" in part, "the rules of layout of the letterhead stay"


def test_macros_comments_data_and_properties_go_by_name() -> None:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"), (f"{OFFICE}/comments", "comments.xml"),
             (f"{OFFICE}/customXml", "../customXml/item1.xml"), (f"{OFFICE}/glossaryDocument", "glossary/document.xml")), 70)
    )  # fmt: skip
    commented = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>[Text]</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    parts: dict[str, str | bytes] = {
        "word/vbaProject.bin": b"Amra",
        "customXml/item1.xml": "<Amra/>",
        "docProps/core.xml": "<Amra/>",
    }
    content = letterhead(
        commented,
        heads=HEAD,
        made_styles=NORMAL,
        parts={**parts, "word/comments.xml": f"<w:comments {SPACES}>Amra</w:comments>"},
        rows=rows,
    )
    with zipfile.ZipFile(buffer := io.BytesIO(content), "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Amra/>")
    content = buffer.getvalue()
    told = left(content)
    for words in (
        "macros and toolbars",
        "comments",
        "data of another program",
        "building blocks",
        "its properties",
        "its digital signature",
    ):
        assert words in told
    assert b"Amra" not in b"".join(read_package(grafted(content).content).values())


def test_hidden_text_goes_by_name() -> None:
    content = letterhead(paragraph("secret", run="<w:vanish/>") + paragraph("shown"), made_styles=NORMAL)
    assert left(content) == "hidden text in word/document.xml"
    assert ("secret" in texts(grafted(content).content), "shown" in texts(grafted(content).content)) == (False, True)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Dear Sir or Madam,", "a salutation"), ("Madame, Monsieur,", "a salutation"), ("Sehr geehrte Damen und Herren", "a salutation"),
        ("Estimada señora:", "a salutation"), ("Уважаемый господин", "a salutation"), ("Yours faithfully,", "a closing"),
        ("Mit freundlichen Grüßen", "a closing"), ("С уважением", "a closing"), ("Geneva, 3 December 2025", "a date"),
        ("Genf, 3. Dezember 2025", "a date"), ("le 1er mars 2024", "a date"), ("03.12.2025", "a date"), ("Our ref: [Name of client]", "a gap to be filled in"), ("To: «Name»", "a gap to be filled in"), ("Ref. ______", "a gap to be filled in"), ("December 3, 2025", "a date"),
    ],
)  # fmt: skip
def test_what_belongs_to_one_letter_is_a_warning_and_stays(words: str, what: str) -> None:
    made, findings = graft(letterhead(paragraph(words) + paragraph("[Text]"), made_styles=NORMAL))
    assert made is not None
    assert words in texts(made.content)
    (warning,) = [one for one in findings if one.code == "W417"]
    assert warning.message == f"the letterhead prints {what} beside every document, in word/document.xml, paragraph 1"


@pytest.mark.parametrize(
    "words",
    [
        "T +41 22 555 01 00",
        "Registered 2004, No 12.345.678",
        "IBAN CH93 0076 2011 6238 5295 7",
        "Dearborn Street 3",
        "Liebermann & Partner",
    ],
)
def test_an_office_s_own_words_are_no_warning(words: str) -> None:
    _, findings = graft(letterhead(paragraph(words) + paragraph("[Text]"), made_styles=NORMAL))
    assert [one.code for one in findings if one.code == "W417"] == []


def test_text_that_its_style_hides_goes_by_name_and_never_shows() -> None:
    made = styles(
        style("Normal", "Normal", more=DEFAULT), style("Note", "Note to typists", based="Normal", run="<w:vanish/>"),
        style("Shown", "Shown", based="Note", run='<w:vanish w:val="0"/>'),
    )  # fmt: skip
    content = letterhead(paragraph("for typists", "Note") + paragraph("for all", "Shown"), made_styles=made)
    assert left(content) == "hidden text in word/document.xml"
    words = texts(grafted(content).content)
    assert ("for typists" in words, "for all" in words) == (False, True)


PLACES = [
    (paragraph(NAME) + paragraph("[body]") + paragraph(), "in the place of '[body]'"),
    (paragraph("{{ body }}") + paragraph("[Text]"), "in the place of '{{ body }}'"),
    (
        "<w:p><w:r><w:t>{{p b</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ody }}</w:t></w:r></w:p>",
        "in the place of '{{p body }}'",
    ),
    (paragraph("… Text hier eingeben …"), "in the place of '… Text hier eingeben …'"),
    (paragraph("XXX XXX XXX"), "in the place of 'XXX XXX XXX'"),
    (paragraph("النص هنا"), "in the place of 'النص هنا'"),
    (paragraph("Lorem ipsum dolor") + paragraph("lorem ipsum sit"), "in the place of 'Lorem ipsum dolor'"),
    (paragraph(NAME) + paragraph() + paragraph("foot"), "in its only empty paragraph"),
    (paragraph(NAME) + paragraph() + paragraph("x y") + paragraph(), "in the empty paragraph at its end"),
    (paragraph("Content") + paragraph("Text:") + paragraph("Документ"), "at the end of its text"),
    (paragraph(NAME), "at the end of its text"),
    ("", "at the end of its text"),
]


@pytest.mark.parametrize(("body", "place"), PLACES)
def test_the_place_of_the_document_is_found_in_this_order(body: str, place: str) -> None:
    assert grafted(letterhead(body, made_styles=NORMAL)).place == place


def test_the_office_names_the_place_where_it_wants_another() -> None:
    content = letterhead(paragraph("[Text]") + paragraph("Our  ref:  none yet"), made_styles=NORMAL)
    assert grafted(content, asked="our ref").place == "in the place of 'Our ref: none yet'"
    (none,) = refused(content, "Nowhere")
    assert (none.code, none.message) == ("E415", "no paragraph of the letterhead has the words of --body")


TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (paragraph("[Text]") + paragraph("and") + paragraph("XXXX"), "2 paragraphs of the letterhead may take the document: '[Text]' and 'XXXX'"),
        (paragraph() + paragraph("x y") + paragraph() + paragraph("foot"), "several empty paragraphs of the letterhead may take the document"),
        (paragraph("Text: {{ body }}"), "the place of the document stands in a line with other words"),
        (TABLE.format(paragraph("[Text]")), "the place of the document stands in a table"),
    ],
)  # fmt: skip
def test_the_office_is_asked_where_nobody_can_tell(body: str, message: str) -> None:
    (finding,) = refused(letterhead(body, made_styles=NORMAL))
    assert (finding.code, finding.message) == ("E415", message)


def test_a_picture_and_the_end_of_a_section_in_the_place_of_the_document_stay() -> None:
    ends = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr><w:r><w:t>[Text]</w:t></w:r></w:p>'
    )
    made = read_package(grafted(letterhead(ends + paragraph("foot"), made_styles=NORMAL)).content)["word/document.xml"]
    assert (made.count(b"<w:sectPr"), b"[Text]" in made) == (2, False)


@pytest.mark.parametrize(("size", "words"), [(10_000_001, "it has more than 10 megabytes"), (0, "it is empty")])
def test_a_letterhead_that_no_build_would_read_is_refused_before(tmp_path: Path, size: int, words: str) -> None:
    path = tmp_path / "letterhead.docx"
    with path.open("wb") as stream:
        stream.truncate(size)
    setting = Setting(tmp_path, date(2026, 11, 29), tmp_path / "output")
    made, findings = frame_of_letterhead(Bench(), setting, path, "letter", "")
    assert made is None
    assert words in findings[0].message


def test_a_document_that_begins_with_a_table_stands_apart_from_one_of_the_letterhead() -> None:
    made = grafted(
        letterhead(
            TABLE.format(paragraph(NAME)) + TABLE.format(paragraph(NAME)) + paragraph("[Text]"), made_styles=NORMAL
        )
    )
    tree = word_files.document(word_files.table(["A", "B"], ["1", "2"]))
    _, findings = write_docx(tree, {"word.docx": HouseFile(made.content, Place("word.docx"))})
    assert [one.code for one in findings if one.code != "N413"] == []


@pytest.mark.parametrize(
    ("body", "section", "words"),
    [
        ("", A4.replace('"11906"', '"x"'), "a measure of it is no number: pgSz w"),
        ("", A4.replace('"1134"', '"99999999999"'), "a measure of it is no number: pgMar bottom"),
        ("<w:r><w:t>x</w:t></w:r>", A4, "is not as Word writes it: r stands where word/document.xml needs a paragraph"),
        ("<w:p><w:t>x</w:t></w:p>", A4, "is not as Word writes it: text stands outside a run in word/document.xml: x"),
    ],
)
def test_a_part_that_word_would_not_have_written_is_refused(body: str, section: str, words: str) -> None:
    (finding,) = refused(letterhead(body, made_styles=NORMAL, section=section))
    assert (finding.code, words in finding.message) == ("E409", True)


@pytest.mark.parametrize("name", ["word/header1.xml", "word/document.xml"])
def test_damage_of_any_kind_is_a_finding_and_never_the_end_of_the_program(name: str, tmp_path: Path) -> None:
    whole = read_package(letterhead(paragraph("[Text]"), heads=HEAD, made_styles=NORMAL))
    cuts = range(20, len(whole[name]) - 5, len(whole[name]) // 25)
    for damaged in [whole[name][:cut] for cut in cuts] + [
        b"",
        b"<x/>",
        whole[name].replace(b"w:p", b"w:q"),
        whole[name].replace(b"<w:body>", b"").replace(b"</w:body>", b""),
    ]:
        made, findings = graft(write_parts({**whole, name: damaged}))
        assert made is not None or [one for one in findings if one.is_error]
