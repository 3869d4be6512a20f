"""A Word file is taken wholly apart, and what may not be in one is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from audit_opening import open_word
from audit_word_making import (
    BY,
    before_end,
    body,
    core,
    drawing,
    field,
    joined,
    link,
    own_property,
    refused,
    run,
    runs,
    with_part,
)
from audit_word_plants import plants, sample_word
from examples import EXAMPLES, Builds, Example
from sampling import first_of
from submissions.audit.word.refusals import kinds_in

NAMES = ("Amila Kovac", "Šejla D'Angélić")


def test_a_small_whole_file_gives_nothing_to_object_to() -> None:
    contents = open_word(sample_word())
    assert "A short document." in joined(contents)
    assert contents.refusals == ()
    assert contents.unsearchable == ()


def test_there_are_at_least_forty_channels() -> None:
    assert len(plants()) >= 40


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("channel", plants())
def test_a_name_is_found_in_every_channel(channel: str, name: str) -> None:
    planted = plants()[channel](sample_word(), name)
    assert name not in joined(open_word(sample_word()))
    assert name in joined(open_word(planted)), channel


@pytest.mark.parametrize("channel", [name for name in plants() if not name.startswith(("bytes", "zip", "extra"))])
def test_what_is_planted_leaves_a_zip_that_others_open(channel: str) -> None:
    with zipfile.ZipFile(io.BytesIO(plants()[channel](sample_word(), NAMES[1]))) as archive:
        assert archive.testzip() is None


# --- our own files ---


@pytest.mark.parametrize("example", first_of(EXAMPLES, 5), ids=str)
def test_our_own_files_give_no_refusal_and_can_all_be_searched(example: Example, builds: Builds) -> None:
    contents = open_word(builds.path(example, "docx").read_bytes())
    assert contents.refusals == ()
    assert contents.unsearchable == ()
    assert sum(piece.channel == "text" for piece in contents.pieces) > 20


def test_a_paragraph_is_one_piece_and_so_is_the_whole_part() -> None:
    contents = open_word(plants()["text split over runs"](sample_word(), "Amila Kovac"))
    pieces = [(piece.place, piece.text) for piece in contents.pieces if piece.channel == "text"]
    assert ("paragraph 2", "Amila Kovac") in pieces
    assert ("", "A short document.\nAmila Kovac") in pieces


def test_a_text_is_read_with_its_changes_accepted_and_rejected() -> None:
    change = f"<w:del {BY}><w:r><w:delText>was</w:delText></w:r></w:del><w:ins {BY}>{run('is')}</w:ins>"
    contents = open_word(
        before_end(sample_word(), "word/document.xml", f"<w:p>{run('It ')}{change}{run(' so.')}</w:p>")
    )
    texts = {piece.channel: piece.text for piece in contents.pieces if piece.place == "paragraph 2"}
    assert texts["text"] == "It wasis so."
    assert texts["text with changes accepted"] == "It is so."
    assert texts["text with changes rejected"] == "It was so."
    assert texts["deleted text"] == "was"


def test_a_style_can_hide_text_and_so_can_the_style_that_it_is_based_on() -> None:
    style = (
        '<w:style w:type="character" w:styleId="Off"><w:name w:val="Off"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Also"><w:name w:val="Also"/><w:basedOn w:val="Off"/></w:style>'
    )
    styled = before_end(sample_word(), "word/styles.xml", style)
    for text in (
        "<w:p><w:r><w:rPr><w:rStyle w:val='Off'/></w:rPr><w:t>unseen</w:t></w:r></w:p>",
        f"<w:p><w:pPr><w:pStyle w:val='Also'/></w:pPr>{run('unseen')}</w:p>",
    ):
        contents = open_word(before_end(styled, "word/document.xml", text))
        assert refused(contents) == {"hidden text"}
        assert [piece.text for piece in contents.pieces if piece.channel == "hidden text"] == ["unseen"]
    shown = "<w:p><w:r><w:rPr><w:rStyle w:val='Off'/><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>"
    assert refused(open_word(before_end(styled, "word/document.xml", shown))) == set()


def test_a_style_that_says_that_it_does_not_hide_hides_nothing() -> None:
    style = (
        '<w:style w:type="character" w:styleId="On"><w:name w:val="On"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    )
    styled = before_end(sample_word(), "word/styles.xml", style)
    text = "<w:p><w:r><w:rPr><w:rStyle w:val='On'/></w:rPr><w:t>seen</w:t></w:r></w:p>"
    contents = open_word(before_end(styled, "word/document.xml", text))
    assert refused(contents) == set()
    assert "seen" in {piece.text for piece in contents.pieces if piece.channel == "text"}


def test_words_of_the_format_are_not_searched_but_the_same_words_typed_by_somebody_are() -> None:
    green = '<w:p><w:r><w:rPr><w:highlight w:val="green"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    assert "green" not in joined(open_word(before_end(sample_word(), "word/document.xml", green)))
    assert "green" in joined(open_word(plants()["bookmark"](sample_word(), "green")))


# --- what may not be in a file ---

REFUSED: dict[str, tuple[Callable[[bytes, str], bytes], set[str]]] = {
    channel: (plants()[channel], kinds)
    for channel, kinds in {
        "author": {"author"},
        "last author": {"author"},
        "manager": {"author"},
        "company": {"author"},
        "link base": {"hyperlink base"},
        "comment": {"comment"},
        "tracked insertion": {"tracked change"},
        "tracked deletion": {"tracked change"},
        "deleted paragraph mark": {"tracked change"},
        "hidden text": {"hidden text"},
        "document variable": {"document variable"},
        "mail merge": {"mail merge"},
        "custom XML": {"custom XML"},
        "permission": {"permission"},
        "list of people": {"people"},
        "attached template": {"attached template", "path"},
        "linked picture": {"remote image"},
        "embedded workbook": {"embedded file"},
        "embedded object": {"embedded object"},
        "embedded page": {"embedded file"},
        "bytes before the zip": {"bytes outside"},
        "bytes after the zip": {"bytes outside"},
        "part left out of the zip's directory": {"bytes outside"},
        "link target": set(),
        "title": set(),
        "alternative text": set(),
        "text": set(),
        "style name": set(),
    }.items()
}


@pytest.mark.parametrize("channel", REFUSED)
def test_each_channel_is_refused_for_what_it_is(channel: str) -> None:
    plant, kinds = REFUSED[channel]
    contents = open_word(plant(sample_word(), "Words"))
    assert refused(contents) == kinds
    assert contents.unsearchable == ()


FIELDS = {
    'DDEAUTO excel "book"': "external field",
    'INCLUDEPICTURE "https://example.org/a.png"': "external field",
    'INCLUDETEXT "a.docx"': "external field",
    "AUTHOR": "author field",
    "USERNAME": "author field",
    "MERGEFIELD Name": "mail merge",
    "DOCVARIABLE v": "document variable",
    "FILLIN who": "placeholder",
}


@pytest.mark.parametrize("code", FIELDS)
def test_fields_that_reach_out_or_name_somebody_are_refused(code: str) -> None:
    assert refused(open_word(runs(field(f" {code} "))(sample_word(), ""))) == {FIELDS[code]}
    simple = runs(f"<w:fldSimple w:instr=' {code} '>{run('x')}</w:fldSimple>")
    assert refused(open_word(simple(sample_word(), ""))) == {FIELDS[code]}


TEXTS = {
    "path": (
        "C:" + r"\Users\ana\case.docx",
        r"D:\\work\\case.docx",
        "/hom" + "e/ana/case",
        "/Users/ana/Desktop",
        "file:///srv/case",
        r"\\server\share\case",
    ),
    "template tag": (
        "{{ name }}",
        "{% if a %}",
        "{# note #}",
        "{{r name }}",
        "{%p endfor %}",
        "«first_name»",
        "«FirstName»",
    ),
    "placeholder": (
        "[TO" + "DO: name]",
        "Facts: TO" + "DO",
        "TKTK",
        "[TBC]",
        "[●]",
        "[insert date]",
        "[à compléter]",
        "[por completar]",
        "Click or tap here to enter text.",
        "Lorem ipsum dolor",
    ),
    "field error": (
        "Error! Reference source not found.",
        "Error! Bookmark not defined.",
        "Erreur ! Source du renvoi introuvable.",
        "Erreur\u00a0! Signet non défini.",
        "¡Error! No se encuentra el origen de la referencia.",
        "¡Error! Marcador no definido.",
        "Ошибка! Источник ссылки не найден.",
        "Ошибка! Закладка не определена.",
        "خطأ! لم يتم العثور على مصدر المرجع.",
        "خطأ! الإشارة المرجعية غير معرّفة.",
        "Error: Reference source not found",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TEXTS.items() for text in texts])
def test_a_text_gives_away_what_it_comes_from(kind: str, text: str) -> None:
    half = len(text) // 2
    split = before_end(sample_word(), "word/document.xml", f"<w:p>{run(text[:half])}{run(text[half:])}</w:p>")
    assert refused(open_word(split)) == {kind}
    assert kind in refused(open_word(runs(drawing('name="x" descr="{}"'))(sample_word(), text)))


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit «non» et « oui ».",
        "The «DINA» and «CNI».",
        "See https://example.org/hom" + "e/page and and/or.",
        "An error! No one came.",
        "Todo el expediente; sobre todo: los registros. Se negó a todo",
        "LA VERDAD ANTE TO" + "DO",
        "He cited article 3(1)(a) [emphasis added], [sic], [withheld] and [...].",
        "Time 10:30, ratio 1:2, case no. 854/2017.",
        "The TO" + "DOs of the Committee; tbc@example.org.",
        "{a} and {b}",
        "[ ] yes [x] no [?]",
    ],
)
def test_ordinary_words_of_a_complaint_are_not_refused(text: str) -> None:
    assert list(kinds_in(text)) == []


@pytest.mark.parametrize(
    ("target", "what", "kinds"),
    [
        ("https://example.org", "hyperlink", set()),
        ("mailto:office@example.org", "hyperlink", set()),
        ("annex.pdf", "hyperlink", {"external"}),
        ("file:///C:/annex.pdf", "hyperlink", {"external", "path"}),
        ("https://example.org/a.docx", "subDocument", {"external"}),
        ("https://example.org/a.xlsx", "oleObject", {"external"}),
        ("https://example.org/a.csv", "mailMergeSource", {"mail merge"}),
    ],
)
def test_only_web_and_mail_links_may_lead_out(target: str, what: str, kinds: set[str]) -> None:
    assert refused(open_word(link(target, what)(sample_word(), ""))) == kinds


def test_the_organisation_may_be_named_as_author_and_nobody_else() -> None:
    named = core("dc:creator")(sample_word(), "Example Organisation")
    assert refused(open_word(named)) == {"author"}
    assert refused(open_word(named, organisation="Example Organisation")) == set()
    edited = core("cp:lastModifiedBy")(named, "Somebody")
    assert refused(open_word(edited, organisation="Example Organisation")) == {"author"}


def test_macros_controls_add_ins_thumbnails_and_printers_are_refused() -> None:
    for name, what, kind in (
        ("word/vbaProject.bin", "vbaProject", "macro"),
        ("word/activeX/activeX1.bin", "control", "active control"),
        ("word/webextensions/taskpanes.xml", "webextensiontaskpanes", "add-in"),
        ("docProps/thumbnail.emf", "thumbnail", "thumbnail"),
        ("word/printerSettings1.bin", "printerSettings", "printer settings"),
    ):
        found = refused(
            open_word(with_part(sample_word(), name, b"<x/>" if name.endswith("l") else b"\0data", "x/y", what))
        )
        assert kind in found, name
    typed = before_end(
        sample_word(),
        "[Content_Types].xml",
        '<Override PartName="/x.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    )
    assert refused(open_word(typed)) == {"macro"}


def test_words_own_cover_page_and_sources_are_no_custom_data() -> None:
    sources = '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>'
    assert (
        refused(open_word(with_part(sample_word(), "customXml/item1.xml", sources, "application/xml", "customXml")))
        == set()
    )


def test_a_refusal_tells_the_first_place_and_how_many_more() -> None:
    content = sample_word()
    for _ in range(3):
        content = body(f"<w:p><w:ins {BY}>{run('x')}</w:ins></w:p>")(content, "")
    (refusal,) = open_word(content).refusals
    assert (refusal.part, refusal.place) == ("word/document.xml", "paragraph 2 and 2 more")


def test_no_reason_repeats_what_stands_in_the_file() -> None:
    for plant in plants().values():
        contents = open_word(plant(sample_word(), "Zzyzx"))
        assert all("Zzyzx" not in refusal.reason + refusal.place for refusal in contents.refusals)
    owned = own_property('<property pid="2" name="Zzyzx author"><vt:lpwstr>/tmp/x</vt:lpwstr></property>')
    places = {refusal.place for refusal in open_word(owned(sample_word(), "")).refusals}
    assert places == {"", "a property of its own"}
