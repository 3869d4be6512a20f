"""Tags in every part of a Word template are filled, and nothing of its author's goes out with what is made of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opened
from lxml import etree
from PIL import Image

from submissions.findings import Place
from submissions.line.validators import validate_file
from submissions.office.names import OFFICE, WORD, parse_part, w
from submissions.office.package import read_package, write_parts
from submissions.wordbody.body import read_body
from submissions.writers.word.lint.package import lint_package
from test_word_notes import parts_of
from test_word_templates import CASE, Made, all_of, made_of
from word_bodies import FILE, lines, template
from word_notes import box, noted, with_part

_SECOND = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def words_of(result: Made, part: str = "word/document.xml") -> list[str]:
    """Return the words of each paragraph of a part that has any."""
    said = ("".join(one.text or "" for one in paragraph.iter(w("t")) if next(one.iterancestors(w("p"))) is paragraph)
            for paragraph in parse_part(parts_of(result)[part]).iter(w("p")))  # fmt: skip
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in said if one]


def boxed(text: str, *inside: str) -> object:
    def build(opened: Opened) -> None:
        opened.add_paragraph(text)._p.append(etree.fromstring(box(*inside)))

    return build


@pytest.mark.proof
def test_a_text_box_is_filled_in_both_its_forms_and_printed_below_its_paragraph(tmp_path: Path) -> None:
    tags = ("Ask {{ organisation.name }}.", "{{ texts.law }}", "{% for e in events %}{{ e.date }}; {% endfor %}")
    build = all_of(lines("Before"), boxed("Beside {{ case.title }}", *tags), lines("Behind"))  # type: ignore[arg-type]
    result = made_of(tmp_path, template(build))
    assert result.status == 0, result.said
    said = ["Ask Centre & <Redress>.", "Article 14 of the Convention applies.", "3 May 2020; June 2020; "]
    assert words_of(result) == ["Before", "Beside X v Bosnia and Herzegovina", *said, *said, "Behind"]
    assert f"Beside X v Bosnia and Herzegovina {' '.join(said)}Behind" in result.page()
    assert "en.docx:2: warning[W388]" in result.said
    assert validate_file("docx", result.files["letters-test.en.docx"], Place("x"), tmp_path) == []


def properties(opened: Opened) -> None:
    core = opened.core_properties
    core.author, core.last_modified_by, core.category = "Zebulon Author", "Zebulon Editor", "Zebulon's file"
    core.title, core.subject = "{{ case.title }}", "{{ case.title }} ({{ date }})"
    core.keywords, core.comments = "{{ (people|first).full }}; {{ organisation.name }}", "{{ texts.law }}"
    opened.add_paragraph("Text {{ case.title }}")


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client &amp; State"><vt:lpwstr>'
    "{{ (people|first).full }} v {{ state.name }}</vt:lpwstr></property>"
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Zebulon"><vt:lpwstr>Zebulon</vt:lpwstr>'
    "</property></Properties>"
)


def with_custom(content: bytes, custom: str = CUSTOM) -> bytes:
    return write_parts({**read_package(content), "docProps/custom.xml": custom.encode()})


@pytest.mark.proof
@pytest.mark.parametrize(
    ("audience", "name"), [pytest.param("filing", "Amina Kovacevic", marks=pytest.mark.proof), ("public", "Ms X")]
)
def test_properties_with_tags_are_filled_and_all_others_stay_behind(tmp_path: Path, audience: str, name: str) -> None:
    result = made_of(tmp_path, with_custom(template(properties)), audience)
    assert result.status == 0, result.said
    made = docx.Document(io.BytesIO(result.files["letters-test.en.docx"])).core_properties
    assert made.subject == "X v Bosnia and Herzegovina (1 March 2026)"
    assert (made.keywords, made.author) == (f"{name}; Centre & <Redress>", "Centre & <Redress>")
    assert (made.comments, made.category) == ("Article 14 of the Convention applies.", "")
    custom = parse_part(parts_of(result)["docProps/custom.xml"])
    assert [(one.get("name"), "".join(one.itertext())) for one in custom] == [
        ("Client & State", f"{name} v Bosnia and Herzegovina")
    ]
    assert b"Zebulon" not in b"".join(parts_of(result).values())
    assert "warning[W261]" in result.said
    assert validate_file("docx", result.files["letters-test.en.docx"], Place("x"), tmp_path) == []


def test_a_fault_in_a_property_is_told_as_one_in_the_text(tmp_path: Path) -> None:
    custom = CUSTOM.replace("state.name", "stat.name")
    result = made_of(tmp_path, with_custom(template(properties), custom))
    assert (result.status, "there is no such name: 'stat'" in result.said) == (1, True)
    assert "the properties of the file" in result.said


@pytest.mark.proof
def test_words_that_stand_for_a_picture_are_filled(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "dot.png")

    def build(opened: Opened) -> None:
        header = opened.sections[0].header
        opened.add_paragraph("Text")
        header.paragraphs[0].text = "{%p for e in events %}"
        header.add_paragraph("{{ e.date }}").add_run().add_picture(str(tmp_path / "dot.png"))
        next(header.paragraphs[-1]._p.iter("{*}docPr")).set(
            "descr", "Of {{ organisation.name }}, {{ e.date }}: & <w:p>"
        )
        header.add_paragraph("{%p endfor %}")

    result = made_of(tmp_path, template(build))
    assert result.status == 0, result.said
    head = next(part for name, part in parts_of(result).items() if name.startswith("word/header") and b"docPr" in part)
    drawn = [one.get("descr", "") for one in parse_part(head).iter("{*}docPr")]
    said = [f"Of Centre & <Redress>, {date}: & <w:p>" for date in ("3 May 2020", "June 2020")]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in drawn] == said


def test_a_fault_in_the_words_for_a_picture_is_told_at_its_paragraph(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "dot.png")

    def build(opened: Opened) -> None:
        opened.add_paragraph("First")
        opened.add_paragraph("Second").add_run().add_picture(str(tmp_path / "dot.png"))
        next(opened.paragraphs[-1]._p.iter("{*}docPr")).set("descr", "Of {{ stat.name }}")

    result = made_of(tmp_path, template(build))
    assert "en.docx:2: error[E212]: there is no such name: 'stat'" in result.said


def control(words: str, more: str = "", level: str = "run") -> etree._Element:
    """Return a content control of a level, as Word writes it."""
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    held = {"run": run, "block": f"<w:p>{run}</w:p>", "cell": f"<w:tc><w:tcPr/><w:p>{run}</w:p></w:tc>"}
    held["row"] = f"<w:tr>{held['cell']}{held['cell']}</w:tr>"
    return etree.fromstring(
        f'<w:sdt xmlns:w="{WORD}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f"<w:sdtPr>{more}</w:sdtPr><w:sdtContent>{held[level]}</w:sdtContent></w:sdt>"
    )


BOUND = (
    '<w:showingPlcHdr/><w:dataBinding w:prefixMappings="xmlns:x=\'urn:x\'" w:xpath="/x:a" '
    'w:storeItemID="{11111111-1111-1111-1111-111111111111}"/>'
)
DATE = '<w:date w:fullDate="2019-01-02T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/></w:date>'
LIST = '<w:dropDownList><w:listItem w:displayText="Zebulon" w:value="Zebulon"/></w:dropDownList>'


def test_content_controls_of_every_kind_are_filled_and_bound_to_nothing(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        opened.add_paragraph("Run: ")._p.append(control("{{ case.title }}", BOUND))
        opened.add_paragraph("Date: ")._p.append(control("{{ date }}", DATE))
        opened.add_paragraph("List: ")._p.append(control("{{ state.name }}", LIST))
        opened.paragraphs[-1]._p.addnext(control("Block: {{ organisation.name }}", "<w:text/>", "block"))
        made = opened.add_table(rows=1, cols=2)._tbl
        made.append(control("{{ (people|first).full }}", "", "row"))
        made.find(w("tr")).append(control("Cell", "", "cell"))
        opened.add_paragraph("End {{ case.short_title }}")

    result = made_of(tmp_path, template(build))
    assert result.status == 0, result.said
    assert words_of(result) == [
        "Run: X v Bosnia and Herzegovina", "Date: 1 March 2026", "List: Bosnia and Herzegovina",
        "Block: Centre & <Redress>", "Cell", "Amina Kovacevic", "Amina Kovacevic", "End X v Bosnia",
    ]  # fmt: skip
    whole = b"".join(parts_of(result).values())
    assert not [one for one in (b"dataBinding", b"Zebulon", b"fullDate", b"w:sdt>") if one in whole]


def _link(opened: Opened, address: str) -> None:
    number = opened.part.relate_to(address, f"{OFFICE}/hyperlink", is_external=True)
    link = etree.SubElement(opened.add_paragraph("See ")._p, w("hyperlink"), {f"{{{OFFICE}}}id": number})
    etree.SubElement(etree.SubElement(link, w("r")), w("t")).text = "there"


def _field(opened: Opened, code: str, words: str) -> None:
    short = etree.SubElement(opened.add_paragraph("Field ")._p, w("fldSimple"), {w("instr"): code})
    etree.SubElement(etree.SubElement(short, w("r")), w("t")).text = words


def _long(opened: Opened, code: str, words: str) -> None:
    paragraph = opened.add_paragraph("Field ")
    for kind in ("begin", "code", "separate", "words", "end"):
        run = etree.SubElement(paragraph._p, w("r"))
        if kind in ("code", "words"):
            etree.SubElement(run, w("instrText" if kind == "code" else "t")).text = code if kind == "code" else words
        else:
            etree.SubElement(run, w("fldChar"), {w("fldCharType"): kind})


TOLD = {
    "an address": (lambda one: _link(one, "https://x.example/%7B%7B%20case.title%20%7D%7D"), "the address of a link"),
    "a typed address": (lambda one: _link(one, "{{ organisation.website }}"), "the address of a link"),
    "the code of a short field": (lambda one: _field(one, "QUOTE {{ date }}", "x"), "the code of a field"),
    "a short field": (lambda one: _field(one, "AUTHOR", "{{ case.title }}"), "which Word fills anew (AUTHOR)"),
    "a field": (lambda one: _long(one, " DATE \\@ d", "{{ date }}"), "which Word fills anew (DATE)"),
}


@pytest.mark.parametrize(("build", "told"), TOLD.values(), ids=TOLD)
def test_a_tag_that_cannot_be_filled_is_told_at_its_paragraph(build: Callable[[Opened], None], told: str) -> None:
    body, findings = read_body(template(all_of(lines("First"), build)), FILE)
    fault = next(one for one in findings if one.code == "E244")
    assert (body, fault.place.line, fault.message.startswith("a tag stands in")) == (None, 2, True)
    assert told in fault.message


@pytest.mark.proof
def test_a_tag_in_what_another_field_shows_is_filled_and_the_field_goes(tmp_path: Path) -> None:
    build = all_of(
        lambda one: _long(one, " REF there ", "{{ date }}"), lambda one: _field(one, "QUOTE x", "{{ date }}")
    )
    result = made_of(tmp_path, template(build))
    assert result.status == 0, result.said
    assert words_of(result) == ["Field 1 March 2026"] * 2


@pytest.mark.proof
def test_comments_of_a_template_are_for_colleagues_and_go_into_no_document(tmp_path: Path) -> None:
    note = {1: ["Zebulon, ask {{ (people|first).full }} again"], 2: ["Zebulon"]}
    build = lines("First", "{%p for e in events %}", "{{ e.date }}[&1]", "{%p endfor %}", "Last[&2]")
    result = made_of(tmp_path, noted(template(build), comments=note))
    assert result.status == 0, result.said
    assert "en.docx:3: warning[W373]: a comment is left out" in result.said
    whole = b"".join(parts_of(result).values())
    assert not [one for one in (b"comment", b"Zebulon", b"Colleague") if one in whole.lower() or one in whole]
    result = made_of(tmp_path / "two", noted(template(build), comments={1: ["{{ nobody }}"], 2: ["x"]}))
    assert (result.status, "there is no such name: 'nobody'" in result.said) == (1, True)


SECRET = b"Zebulon Kovacevic"
_XML = b'<x xmlns="urn:x">' + SECRET + b"</x>"
_MADE = "http://schemas.microsoft.com/office"
# Whoever a part is of: the kind of its relationship, its name, and the part that refers to it ("" for the package).
STALE = {
    "data of a program": ("customXml", "customXml/item1.xml", "word/document"),
    "a preview": ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
                  "docProps/thumbnail.jpeg", ""),
    "the settings of a printer": ("printerSettings", "word/printerSettings1.bin", "word/document"),
    "people": (f"{_MADE}/2011/relationships/people", "word/people.xml", "word/document"),
    "more of comments": (f"{_MADE}/2011/relationships/commentsExtended", "word/commentsExtended.xml", "word/document"),
    "numbers of comments": (f"{_MADE}/2016/09/relationships/commentsIds", "word/commentsIds.xml", "word/document"),
    "building blocks": ("glossaryDocument", "word/glossary/document.xml", "word/document"),
    "an add-in": (f"{_MADE}/2011/relationships/webextension", "word/webextensions/webextension1.xml", ""),
    "keys": (f"{_MADE}/2006/relationships/keyMapCustomizations", "word/customizations.xml", "word/document"),
    "data of a merge": (f"{_MADE}/2006/relationships/recipientData", "word/recipientData.xml", "word/document"),
    "labels": ("http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
               "docMetadata/LabelInfo.xml", ""),
    "a signature": ("http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                    "_xmlsignatures/origin.xml", ""),
    "a sheet": ("package", "word/embeddings/sheet1.xlsx", "word/document"),
    "text of another file": ("aFChunk", "word/afchunk.html", "word/document"),
    "web settings": ("webSettings", "word/webSettings.xml", "word/document"),
    "a part that nobody knows": ("urn:x", "word/zebulon.xml", "word/document"),
}  # fmt: skip
GO_ON = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml"
    r"|word/(document|styles|numbering|settings|fontTable|footnotes|header\d+|footer\d+|theme/theme1)\.xml"
    r"|word/_rels/(document|fontTable|footnotes|header\d+|footer\d+)\.xml\.rels"
    r"|word/(media/[\w-]+\.(png|jpe?g|svg)|fonts/[\w-]+\.odttf)"
)


def test_of_the_parts_of_a_template_only_those_that_print_go_on(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        settings = opened.settings.element
        for name, more in (("docVars", f'<w:docVar w:name="x" w:val="{SECRET.decode()}"/>'), ("rsids", "")):
            settings.append(etree.fromstring(f'<w:{name} xmlns:w="{WORD}">{more}</w:{name}>'))
        opened.add_paragraph("Text {{ case.title }}")._p.set(w("rsidR"), "00ABCDEF")

    parts = read_package(template(build))
    for kind, name, owner in STALE.values():
        parts = with_part(parts, kind, _XML, name, owner)
    result = made_of(tmp_path, write_parts(parts), "public")
    assert result.status == 0, result.said
    made = parts_of(result)
    assert [name for name in made if not GO_ON.fullmatch(name)] == []
    assert [name for name, part in made.items() if b"Zebulon" in part or b"rsid" in part] == []
    assert not {name for _, name, _ in STALE.values()} & set(made)


HOSTILE = "<w:p> & ]]> {{ case.title }} {% if x %} &amp; &#x41; الجزائر Нечаева \N{ZERO WIDTH JOINER}" + " xx" * 700


@pytest.mark.proof
def test_hostile_words_stay_words_in_every_part_and_the_file_is_the_same_twice(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        opened.core_properties.subject = "{{ organisation.name }}"
        opened.sections[0].header.paragraphs[0].text = "{{ organisation.name }}"
        opened.add_paragraph("{{ organisation.name }}[^1]")._p.append(etree.fromstring(box("{{ organisation.name }}")))
        opened.add_paragraph()._p.append(control("{{ organisation.name }}", BOUND))
        _long(opened, " REF x ", "{{ organisation.name }}")

    custom = CUSTOM.replace("{{ (people|first).full }}", "{{ organisation.name }}")
    content = noted(with_custom(template(build), custom), footnotes={1: ["{{ organisation.name }}"]})
    case = CASE.replace("Centre & <Redress>", "'" + HOSTILE.replace("'", "''") + "'")
    first, second = (made_of(tmp_path / name, content, case=case) for name in ("one", "two"))
    assert first.status == 0, first.said
    assert first.files["letters-test.en.docx"] == second.files["letters-test.en.docx"]
    said = " ".join(HOSTILE.split())
    assert [" ".join(one.split()) for one in words_of(first)] == [said, said, said, said, f"Field {said}"]
    parts = parts_of(first)
    for part in ("docProps/core.xml", "docProps/custom.xml", "word/footnotes.xml", "word/header1.xml"):
        assert said in " ".join("".join(parse_part(parts[part]).itertext()).split()), part
    assert lint_package(first.files["letters-test.en.docx"], Place("x"), [HOSTILE]) == []
