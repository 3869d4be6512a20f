"""Prose drafted in Word: what comes through as Markdown, and what is named because it does not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from composing import read as read_prose
from drafting import field, item, note, p, read, run, shown, table, word_file
from submissions.findings import Finding

SET_IN = '<w:ind w:left="360"/>'
UNDERLINED = '<w:u w:val="single"/>'
ASKED = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Click here") + "</w:sdtContent></w:sdt>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">'
    "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Beside</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
)
CHART = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="rId1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="_Ref12"/><w:bookmarkEnd w:id="1"/>'

COMES_THROUGH = {
    "headings": (
        (p("One", style="Titre1"), p("text"), p("Two", style="Titre2")), "## One\n\ntext\n\n### Two",
    ),
    "a heading of the second level alone": ((p("Two", style="Titre2"),), "## Two"),
    "a title": ((p("Whole", style="Titre"), p("One", style="Titre1")), "## Whole\n\n## One"),
    "bullets within figures": (
        (item("a", "figures"), item("b", "bullets", 1), item("c", "figures")),
        "{.decimal}\n1. a\n\n   - b\n\n2. c",
    ),
    "letters and small Roman numbers": (
        (item("a", "letters"), item("b", "romans", 1), item("c", "romans", 1), item("d", "letters")),
        "{.alpha}\n1. a\n\n   {.roman}\n   1. b\n   2. c\n\n2. d",
    ),
    "a list that goes on behind a paragraph": (
        (item("a", "letters"), p("between"), item("b", "letters")),
        "{.alpha}\n1. a\n\nbetween\n\n{.alpha start=2}\n1. b",
    ),
    "an item of two paragraphs": (
        (item("a", "figures"), p("more", properties='<w:ind w:left="360"/>'), item("b", "figures")),
        "{.decimal}\n1. a\n\n   more\n\n2. b",
    ),
    "an item that goes on without a bullet": (
        (item("a", "figures", 1), item("more", "blanks", 1), item("b", "figures", 1)),
        "{.decimal}\n1. a\n\n   more\n\n2. b",
    ),
    "numbered paragraphs": (
        (item("a", "figures"), p("Two", style="Titre1"), item("b", "figures"), item("c", "letters", 1)),
        "a\n\n## Two\n\nb\n\n{.alpha}\n1. c",
    ),
    "a quotation by its style": ((p("a"), p("q", style="Citation"), p("r", style="Citation")), "a\n\n> q\n>\n> r"),
    "a quotation that is set in": ((p("q", properties='<w:ind w:left="567" w:right="567"/>'),), "> q"),
    "emphasis": (
        (p(run("a"), run("b", "<w:b/>"), run(" c ", "<w:i/>"), run("d", '<w:b w:val="0"/>'), run("e", UNDERLINED)),),
        "a**b** *c* d*e*",
    ),
    "words in another language": (
        (p(run("They said "), run("raison d’être", '<w:lang w:val="fr-FR"/>'), run(" of it"), " in words"),),
        "They said [raison d’être]{lang=fr} of it in words",
    ),
    "a paragraph that was pasted": (
        (p("The words of it."), p(run("Pasted.", '<w:lang w:val="fr-FR"/>'))), "The words of it.\n\nPasted.",
    ),
    "a new line": ((p(run("a"), "<w:r><w:br/></w:r>", run("# b")),), "a\\\n\\# b"),
    "a new page": ((p("a", BREAK), p("b"), p(BREAK, "c")), "a\n\n::: page-break\n:::\n\nb\n\n::: page-break\n:::\n\nc"),
    "a table": (
        (table(["Date", "Event"], ["2015", "a|b"]),), "| Date | Event |\n|---|---|\n| 2015 | a\\|b |",
    ),
    "a table with its caption": (
        (p("Table ", field(" SEQ Table ", "1"), ". Chronology", style="Legende"), table(["a", "b"])),
        "Table: Chronology\n\n| a | b |\n|---|---|",
    ),
    "particulars": (
        (table(["Name", "A"], ["Born", "1986"], look="0080"),),
        "Table: {.particulars}\n\n|  |  |\n|---|---|\n| Name | A |\n| Born | 1986 |",
    ),
    "a box": ((table([p("One") + p("Two")]),), "::: box\nOne\n\nTwo\n:::"),
    "notes": (
        (p("a", note(1), " b", note(2)), p("c")),
        "a[^1] b[^2]\n\n[^1]: First\n\n[^2]: Second\n\n    more\n\nc",
    ),
    "a note in a cell": ((table(["a", p("b", note(1))]),), "| a | b[^1] |\n|---|---|\n\n[^1]: First"),
    "people, sources and references": (
        (p("As @a.full told [@sahli, paras 2-3], see [](#arrest) and [they told [@a]]{.redact}. {#here}"),),
        "As @a.full told [@sahli, paras 2-3], see [](#arrest) and [they told [@a]]{.redact}. {#here}",
    ),
    "what is cut into several runs": ((p("[@sah", "li, para ", run("3", "<w:i/>"), "]"),), "[@sahli, para 3]"),
    "signs whose meaning was taken away": ((p("\\@a \\[@sahli] \\{.redact}"),), "\\@a \\[@sahli\\] \\{.redact}"),
    "what is withheld as a whole": ((p("::: redact"), p("a"), p(":::")), "::: redact\n\na\n\n:::"),
    "a link": (
        ('<w:p><w:hyperlink r:id="rId8"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>',),
        "[there](<https://example.org/a_b?x=1\\&copy;=2>)",
    ),
    "a link to a place on a page": (
        (p(field(' HYPERLINK "https://a.org/b" \\l "c" ', "there")),), "[there](https://a.org/b#c)",
    ),
    "text that is all set in": (
        (p("one", properties=SET_IN), item("a", "figures"), p("two", properties=SET_IN)),
        "one\n\n{.decimal}\n1. a\n\ntwo",
    ),
    "a note of a list": (
        (p("a", note(1), note(2), note(3)),),
        "a[^1][^2][^3]\n\n[^1]: First\n\n[^2]: Second\n\n    more\n\n[^3]: {.decimal}\n    1. x",
    ),
    "a link as a field": ((p(field(' HYPERLINK "https://a.org" ', "https://a.org")),), "<https://a.org>"),
    "a reference that counts on": (
        (item("a", "letters"), item(BOOKMARK + run("b"), "letters"), p("see ", field(" REF _Ref12 \\r \\h ", "(b)"))),
        "{.alpha}\n1. a\n2. b {#word-ref12}\n\nsee [](#word-ref12)",
    ),
    "signs of other fonts": ((p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " yes"),), "✓ yes"),
    "hyphens": ((p("a", "<w:r><w:noBreakHyphen/></w:r>", "b", "<w:r><w:softHyphen/></w:r>", "c"),), "a‑bc"),
    "raised figures": ((p("m", run("2", '<w:vertAlign w:val="superscript"/>')),), "m²"),
    "capitals": ((p(run("State", "<w:caps/>")),), "STATE"),
    "a large first letter": (
        (p("T", properties='<w:framePr w:dropCap="drop"/>'), p("he court")), "The court",
    ),
    "words with a remark of XML in them": ((p("<w:r><w:t>ab<!-- x -->cd<?y z?>ef</w:t></w:r>"),), "abcdef"),
    "a content control": (("<w:sdt><w:sdtPr/><w:sdtContent>" + p("a") + "</w:sdtContent></w:sdt>",), "a"),
    "a picture": (
        (p(shown("A [gate]")), p("Figure ", field(" SEQ Figure ", "1"), ' The "gate"', style="Legende")),
        '![A \\[gate\\]](facts.docx/image1.png "The \\"gate\\""){width=50}',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COMES_THROUGH)
def test_it_comes_through(name: str, tmp_path: Path) -> None:
    body, expected = COMES_THROUGH[name]
    found, findings = read(
        word_file(*body, notes=(p("First"), p("Second") + p("more"), item("x", "figures"))), tmp_path
    )
    assert found == expected
    assert [one.code for one in findings if one.code != "N385"] == []
    # Somebody who is no longer cited is still named.
    assert [one.code for one in read_prose(expected)[1] if one.is_error and one.code != "E307"] == []


CHANGE = '<w:ins w:id="1" w:author="Somebody" w:date="2026-01-01T00:00:00Z">' + run("in") + "</w:ins>"
NAMED = {
    "put in": (p("The sentence ", CHANGE), "E372"),
    "taken out": (p("a", '<w:del w:id="1" w:author="S"><w:r><w:delText>x</w:delText></w:r></w:del>'), "E372"),
    "set otherwise": (p(run("a", '<w:rPrChange w:id="1" w:author="S"/>')), "E372"),
    "a comment": (p("a", '<w:r><w:commentReference w:id="1"/></w:r>'), "W373"),
    "hidden": (p("a", run("secret", "<w:vanish/>")), "E374"),
    "white": (p("a", run("secret", '<w:color w:val="FFFFFF"/>')), "E374"),
    "too small to be read": (p("a", run("secret", '<w:sz w:val="2"/>')), "E374"),
    "a hidden row": (
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
        "E374",
    ),
    "a text box": (p("a", BOX), "E375"),
    "an equation": (p("a", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "E376"),
    "a chart": (p("a", CHART), "E376"),
    "an object": (p("a", "<w:r><w:object><v:shape/></w:object></w:r>"), "E376"),
    "a placeholder": (p("a", ASKED), "E377"),
    "a field of a merge": (p("a", field(" MERGEFIELD Name ", "«Name»")), "E377"),
    "a picture beside words": (p("a", shown(), "b"), "W378"),
    "a floating picture": (p("a", shown(frame="anchor")), "W378"),
    "a cropped picture": (p("a", shown(inside='<a:srcRect l="20000"/>')), "E379"),
    "a picture that is elsewhere": (p("a", shown(link='r:link="rId8"')), "E379"),
    "a picture in a table": (table(["a", p(shown())]), "E379"),
    "a picture without words": (p("a", shown("")), "E306"),
    "a picture with the path of its file": (p("a", shown("C:\\Users\\secret\\gate.jpg")), "E306"),
    "a picture with the name of its file": (p("a", shown("gate.jpg")), "E306"),
    "struck out": (p("a", run("b", "<w:strike/>")), "E380"),
    "columns": (p("a", properties='<w:sectPr><w:cols w:num="2"/></w:sectPr>'), "W381"),
    "a tab": (p("a", "<w:r><w:tab/></w:r>", "b"), "W381"),
    "a set in paragraph": (p("a", properties='<w:ind w:left="800"/>'), "W381"),
    "merged cells": (table(["a", "b"], ["c"], cells={"c": '<w:gridSpan w:val="2"/>'}), "W382"),
    "a cell that goes on": (table(["a", "b"], ["c", "d"], cells={"d": "<w:vMerge/>"}), "W382"),
    "a cell of two paragraphs": (table(["a", p("b") + p("c")]), "W382"),
    "other marks": (item("a", "capitals") + item("b", "capitals"), "W383"),
    "marks in words": (item("a", "words"), "W383"),
    "typed numbers": (p("1. a") + p("2. b"), "W384"),
    "contents": (p("a") + p(field(" TOC \\o ", "Contents 1")), "N385"),
    "a field of another file": (p("a", field(" INCLUDETEXT x.docx ", "b")), "E386"),
    "a field without an end": (p("a", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>b</w:t></w:r>'), "E386"),
    "words of nothing known": (p("a", "<v:unknown>words</v:unknown>"), "E386"),
    "a note without its text": (p("a", note(7)), "E386"),
    "a field of Word's own": (p("a ", field(" AUTHOR ", "Somebody")), "W387"),
    "a private sign": (p("a", '<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>'), "E132"),
}  # fmt: skip


def test_endnotes_and_footnotes_count_on_in_the_order_of_their_marks(tmp_path: Path) -> None:
    body = p("a", note(1, "endnote"), "b", note(1), "c", note(2, "endnote"))
    text, _ = read(word_file(body, notes=(p("F"),), endnotes=(p("E1"), p("E2"))), tmp_path)
    assert text == "a[^1]b[^2]c[^3]\n\n[^1]: E1\n\n[^2]: F\n\n[^3]: E2"


def told(findings: list[Finding]) -> list[str]:
    return [one.code for one in findings]


@pytest.mark.parametrize("name", NAMED)
def test_what_does_not_come_through_is_named_at_its_paragraph(name: str, tmp_path: Path) -> None:
    body, code = NAMED[name]
    _, findings = read(word_file(p("Before"), p(""), body), tmp_path)
    found = next(one for one in findings if one.code == code)
    assert found.place.file == "facts.docx"
    assert found.place.line >= 3
    assert found.help
    assert "Somebody" not in found.message
    assert "secret" not in found.message or code == "E374"


def test_each_kind_is_told_once_with_how_many_there_are(tmp_path: Path) -> None:
    _, findings = read(word_file(p("The first sentence ", CHANGE), p(CHANGE), p(CHANGE)), tmp_path)
    assert [one.message for one in findings] == [
        "a change is tracked and neither accepted nor rejected, in the paragraph 'The first sentence in' (and 2 more)"
    ]


def test_heads_of_pages_and_the_authors_of_a_file_are_not_printed(tmp_path: Path) -> None:
    head = b'<w:hdr xmlns:w="' + W + b'"><w:p><w:r><w:t>Draft of Somebody</w:t></w:r></w:p></w:hdr>'
    core = b"<coreProperties><creator>Somebody</creator></coreProperties>"
    content = word_file(p("a"), changes={"word/header1.xml": head, "docProps/core.xml": core})
    text, findings = read(content, tmp_path)
    assert text == "a"
    assert told(findings) == ["N385"]
    assert "Somebody" not in str(findings)


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def main_part(xml: bytes) -> bytes:
    return word_file(p("a"), changes={"word/document.xml": xml})


W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HOSTILE = {
    "text": (b"plain words", "plain text"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format"),
    "a locked one": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password",
    ),
    "rich text": (b"{\\rtf1 a}", "RTF"),
    "a page": (b"<html>", "web page"),
    "OpenDocument": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "OpenDocument",
    ),
    "an Excel file": (
        word_file(p("a"), changes={"[Content_Types].xml": b'<Types><Override PartName="/word/document.xml" ContentType='
                  b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'}), "Excel",
    ),
    "macros": (
        word_file(p("a"), changes={"[Content_Types].xml": b'<Types><Override PartName="/word/document.xml" ContentType='
                  b'"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'}), "macros",
    ),
    "cut short": (word_file(p("a"))[:-40], "zip"),
    "a packed folder": (zipped({"a.txt": b"a"}), "packed folder"),
    "entities": (
        main_part(b'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="' + W + b'"><w:body/></w:document>'), "damaged",
    ),
    "no XML": (main_part(b"<w:document"), "damaged"),
    "Strict": (
        main_part(b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'),
        "Strict",
    ),
    "a bomb": (zipped({f"{index}.xml": bytes(16 << 20) for index in range(5)}), "more than"),
    "damaged lists": (
        word_file(p("a"), changes={"word/numbering.xml": b'<w:numbering xmlns:w="' + W + b'"><w:abstractNum '
                  b'w:abstractNumId="1"><w:lvl w:ilvl="x"/></w:abstractNum></w:numbering>'}), "lists",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_word_file_is_refused_and_said_to_be_what_it_is(name: str, tmp_path: Path) -> None:
    content, reason = HOSTILE[name]
    text, findings = read(content, tmp_path)
    assert (text, told(findings)) == ("", ["E371"])
    assert reason in findings[0].message
    assert findings[0].help


def test_an_empty_file_of_word_is_empty(tmp_path: Path) -> None:
    assert told(read(word_file(p(""), p(" ")), tmp_path)[1]) == ["E102"]


def test_lists_and_tables_without_end_are_read_in_time(tmp_path: Path) -> None:
    deep = p("core")
    for _ in range(40):
        deep = table([deep])
    text, findings = read(word_file(item("a", "figures") * 3000, deep), tmp_path)
    assert text.startswith("a") or text.startswith("{.decimal}")
    assert "E386" in told(findings)
