"""Tags typed in Word are rendered in docxtpl's syntax, on the tree of the file: nothing beside them changes."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from typing import Any

import docx
import docxtpl
import pytest
from docx.document import Document as Opened
from lxml import etree
from PIL import Image

from submissions.office.names import w
from submissions.wordbody.expand import CrossedTagsError
from word_bodies import filled, lines, packed, table, template, words
from word_notes import noted

DOCUMENT = "word/document.xml"
ITEMS = {"items": ["a", "b", "c"], "name": "Ana", "rows": [["1", "2"], ["3", "4"]], "no": [], "yes": ["x"]}
HOSTILE = (
    "<w:t>&amp;</w:t>", "a & b < c > d", "{{ name }}", "{% for x in y %}", "]]>", "<!-- -->", "&#x41;", "\"'`",
    "«»“”‘’", "الجزائر", "Нечаева", "\N{ZERO WIDTH JOINER}é", "${x}", "\\n", "%}", "}}", "#}", "{#", "x" * 3000,
)  # fmt: skip

# What is typed, paragraph by paragraph ("¦" between runs of two looks), and what comes of it.
TEXTS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "a value": (("Dear {{ name }},",), ["Dear Ana,"]),
    "a value over three runs": (("Dear {¦{ na¦me }}, you",), ["Dear Ana, you"]),
    "two values in a run": (("{{ name }}{{ name }}",), ["AnaAna"]),
    "a value without spaces": (("{{name}}",), ["Ana"]),
    "a run": (("Dear {{r name }},",), ["Dear Ana,"]),
    "a paragraph as a value": (("{{p name }}",), ["Ana"]),
    "a condition within a line": (("So{% if yes %} it is{% else %} not{% endif %}.",), ["So it is."]),
    "a condition over runs": (("So{% if ¦no %} it is{% e¦lse %} not{% endif ¦%}.",), ["So not."]),
    "paragraphs left out": (("{%p if no %}", "gone", "{%p endif %}", "kept"), ["kept"]),
    "paragraphs kept": (("{%p if yes %}", "kept", "{%p else %}", "gone", "{%p endif %}"), ["kept"]),
    "elif": (("{%p if no %}", "1", "{%p elif yes %}", "2", "{%p else %}", "3", "{%p endif %}"), ["2"]),
    "a loop of paragraphs": (("{%p for x in items %}", "{{ x }}.", "{%p endfor %}"), ["a.", "b.", "c."]),
    "a loop within a line": (
        ("{% for x in items %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",),
        ["a, b, c"],
    ),
    "loops in loops": (
        ("{%p for row in rows %}", "{%p for x in row %}", "{{ x }}", "{%p endfor %}", "-", "{%p endfor %}"),
        ["1", "2", "-", "3", "4", "-"],
    ),
    "the other of a loop": (("{%p for x in no %}", "{{ x }}", "{%p else %}", "none", "{%p endfor %}"), ["none"]),
    "a statement over paragraphs": (("a{% if no %}b", "c", "d{% endif %}e"), ["ae"]),
    "a set": (("{%p set z = name %}", "{{ z }}{% set q = 'two' %} and {{ q }}"), ["Ana and two"]),
    "a comment": (("a{# not {{ this }} #}b", "{#p nor this #}", "c"), ["ab", "c"]),
    "a filter": (("{{ name|upper }}",), ["ANA"]),
    "a comparison": (("{% if name == 'Ana' and items|length > 2 %}yes{% endif %}",), ["yes"]),
    "a closing in quotation marks": (("{{ name if name != '}}' else '%}' }}",), ["Ana"]),
    "curled quotation marks": (("{% if name == \u201cAna\u201d %}yes{% endif %}",), ["yes"]),
    "values joined": (("{{ items|join(', ') }}; {{ items|join(' / ') }}!",), ["a, b, c; a / b / c!"]),
    "values joined by line ends": (("{{ items|join('\\n') }}.",), ["abc."]),
    "hyphens of which Word has made dashes": (("{%\u2013 if yes \u2014%}one{% endif %}",), ["one"]),
    "marks that nobody sees": (("{{\u200f name\u200b }}{%\u200e if yes %}\ufeff!{% endif %}",), ["Ana\ufeff!"]),
    "lines joined before": (("one", "{%- if yes %} two{% endif %}"), ["one two"]),
    "lines joined behind": (("{% if yes %}one{% endif -%}", " two"), ["one two"]),
    "no tags": (("plain", ""), ["plain", ""]),
    "signs that are no tags": (("{ a } % {x} #{", "100 %"), ["{ a } % {x} #{", "100 %"]),
}
TABLES: dict[str, tuple[list[list[str]], list[list[str]]]] = {
    "rows": (
        [["Head", "N"], ["{%tr for x in items %}", ""], ["{{ x }}", "{{ loop.index }}"], ["{%tr endfor %}", ""]],
        [["Head", "N"], ["a", "1"], ["b", "2"], ["c", "3"]],
    ),
    "rows of a condition": (
        [["{%tr if no %}", ""], ["gone", ""], ["{%tr endif %}", ""], ["kept", "x"]],
        [["kept", "x"]],
    ),
    "cells": (
        [["{%tc for x in items %}", "{{ x }}", "{%tc endfor %}"]],
        [["a", "b", "c"]],
    ),
    "rows of which none is left": ([["{%tr for x in no %}", ""], ["{{ x }}", ""], ["{%tr endfor %}", ""]], []),
    "cells of which none is left": (
        [["{%tc for x in no %}", "{{ x }}", "{%tc endfor %}"], ["{{ name }}", "", ""]], [["Ana", "", ""]],
    ),
    "rows and cells": (
        [["{%tr for row in rows %}", "", ""], ["{%tc for x in row %}", "{{ x }}", "{%tc endfor %}"],
         ["{%tr endfor %}", "", ""]],
        [["1", "2"], ["3", "4"]],
    ),
}  # fmt: skip


def _wrapped(opened: Opened, text: str, outer: str, inner: str) -> None:
    paragraph = opened.add_paragraph(text)._p
    around = etree.SubElement(paragraph.getparent(), w(outer))
    etree.SubElement(around, w(inner)).append(paragraph)
    opened.element.body.insert(0, around)


def _boxed(opened: Opened, text: str) -> None:
    host = opened.add_paragraph("beside ")
    inside = opened.add_paragraph(text)._p
    run = host.add_run()._r
    content = etree.SubElement(etree.SubElement(run, w("pict")), w("txbxContent"))
    content.append(inside)
    host.add_run("behind {{ name }}")


def _linked(opened: Opened, text: str) -> None:
    paragraph = opened.add_paragraph("see ")
    link = etree.SubElement(paragraph._p, w("hyperlink"))
    link.append(paragraph.add_run(text)._r)


PLACES: dict[str, tuple[Callable[[Opened, str], object], str]] = {
    "the text": (lambda opened, text: opened.add_paragraph(text), DOCUMENT),
    "a cell": (lambda opened, text: setattr(opened.add_table(1, 1).cell(0, 0), "text", text), DOCUMENT),
    "a header": (
        lambda opened, text: setattr(opened.sections[0].header.paragraphs[0], "text", text),
        "word/header1.xml",
    ),
    "a footer": (
        lambda opened, text: setattr(opened.sections[0].footer.paragraphs[0], "text", text),
        "word/footer1.xml",
    ),
    "a content control": (lambda opened, text: _wrapped(opened, text, "sdt", "sdtContent"), DOCUMENT),
    "a text box": (_boxed, DOCUMENT),
    "a hyperlink": (_linked, DOCUMENT),
}


@pytest.mark.parametrize(("typed", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_rendered_as_it_was_meant(typed: tuple[str, ...], expected: list[str]) -> None:
    parts, findings = filled(template(lines(*typed)), ITEMS)
    assert parts is not None, findings
    assert findings == []
    assert words(parts[DOCUMENT]) == expected


@pytest.mark.parametrize(("typed", "expected"), TABLES.values(), ids=TABLES)
def test_a_table_is_rendered_as_it_was_meant(typed: list[list[str]], expected: list[list[str]]) -> None:
    parts, findings = filled(template(table(typed)), ITEMS)
    assert parts is not None, findings
    rows = [["".join(words(cell)) for cell in row.iter(w("tc"))] for row in parts[DOCUMENT].iter(w("tr"))]
    assert (rows, findings) == (expected, [])


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(("put", "part"), PLACES.values(), ids=PLACES)
def test_a_value_is_text_wherever_it_stands_and_whatever_it_is(
    put: Callable[[Opened, str], object], part: str, value: str
) -> None:
    content = template(lambda opened: put(opened, "a {{ name }} b"))
    parts, findings = filled(content, {"name": value})
    assert parts is not None, findings
    assert findings == []
    assert f"a {value} b" in " ".join(words(parts[part]))
    again = docx.Document(io.BytesIO(packed(content, parts)))
    assert again is not None


@pytest.mark.parametrize(("part", "mark"), [("footnotes", "[^1]"), ("endnotes", "[*1]"), ("comments", "[&1]")])
def test_notes_and_comments_are_rendered_too(part: str, mark: str) -> None:
    content = noted(template(lines(f"text{mark}")), **{part: {1: ["see {{ name }} there"]}})
    parts, findings = filled(content, ITEMS)
    assert parts is not None, findings
    assert words(parts[f"word/{part}.xml"])[-1] == "see Ana there"


def test_a_note_in_a_loop_knows_the_turn_and_one_that_is_not_printed_is_taken_out() -> None:
    build = lines("{%p for one in items %}", "{{ one }}[^1]", "{%p endfor %}", "{% if false %}no[^2]{% endif %} end")
    content = noted(template(build), footnotes={1: ["of {{ one }}"], 2: ["of {{ nobody.at.all }}"], 3: ["lost"]})
    parts, findings = filled(content, ITEMS)
    assert parts is not None, findings
    marks = [one.get(w("id")) for one in parts[DOCUMENT].iter(w("footnoteReference"))]
    notes = {one.get(w("id")): "".join(one.itertext()) for one in parts["word/footnotes.xml"] if not one.get(w("type"))}
    assert [notes.pop(one) for one in marks] == [f"of {one}" for one in ITEMS["items"]]
    assert notes == {}


@pytest.mark.parametrize(
    ("typed", "name", "values"),
    [
        ("{% cellbg 'ff0000' %}x", "shd", [{"fill": "FF0000", "val": "clear", "color": "auto"}] * 3),
        ("{% cellbg '#00aa00' %}x", "shd", [{"fill": "00AA00", "val": "clear", "color": "auto"}] * 3),
        ("{% cellbg 'red' %}x", "shd", []),
        ("{% colspan 2 %}x", "gridSpan", [{"val": "2"}] * 3),
        ("{% vm %}x", "vMerge", [{"val": "restart"}, {}, {}]),
    ],
)
def test_statements_on_cells_say_it_of_the_cell_around_them(
    typed: str, name: str, values: list[dict[str, str]]
) -> None:
    rows = [["{%tr for x in items %}", ""], [typed, "{{ x }}"], ["{%tr endfor %}", ""]]
    parts, findings = filled(template(table(rows)), ITEMS)
    assert parts is not None, findings
    found = [
        {key.rpartition("}")[2]: one for key, one in each.attrib.items()} for each in parts[DOCUMENT].iter(w(name))
    ]
    assert found == values


def test_a_merge_across_keeps_one_cell_as_wide_as_all() -> None:
    rows = [["{%tc for x in items %}", "{% hm %}all", "{%tc endfor %}"]]
    parts, _ = filled(template(table(rows)), ITEMS)
    assert parts is not None
    (cell,) = parts[DOCUMENT].iter(w("tc"))
    assert ["".join(words(cell)), [each.get(w("val")) for each in cell.iter(w("gridSpan"))]] == ["all", ["3"]]


def test_what_holds_no_tag_comes_through_byte_for_byte() -> None:
    content = template(
        lambda opened: [lines("{{ name }}")(opened), lines("a¦b¦c")(opened), table([["x", "y"]])(opened)]
    )
    parts, _ = filled(content, ITEMS)
    assert parts is not None
    before = docx.Document(io.BytesIO(content)).element.body
    kept = [etree.tostring(one, method="c14n") for one in before][1:]
    assert [etree.tostring(one, method="c14n") for one in parts[DOCUMENT][0]][1:] == kept


def test_a_statement_that_begins_in_one_cell_and_ends_in_another_makes_no_file() -> None:
    content = template(table([["{% if no %}a", "b{% endif %}"], ["c", "d"]]))
    crossing = template(lambda opened: [opened.add_paragraph("a{% if no %}"), table([["b{% endif %}"]])(opened)])
    parts, _ = filled(content, ITEMS)
    assert parts is not None  # of two cells alike one is left
    with pytest.raises(CrossedTagsError):
        filled(crossing, ITEMS)


OTHERWISE = {
    "hyphens of which Word has made dashes", "marks that nobody sees", "rows of which none is left",
    "cells of which none is left",
}  # fmt: skip


@pytest.mark.parametrize("name", [*TEXTS, *TABLES])
def test_docxtpl_itself_renders_the_same_where_it_loses_nothing(name: str) -> None:
    """Templates made for it work unchanged; what it knows otherwise is told above."""
    build: Any = lines(*TEXTS[name][0]) if name in TEXTS else table(TABLES[name][0])
    content = template(build)
    made = docxtpl.DocxTemplate(io.BytesIO(content))
    if name in OTHERWISE or name in {
        "a comment",
        "a run",
        "a paragraph as a value",
        "lines joined behind",
        "a closing in quotation marks",
    }:
        pytest.skip("docxtpl drops or breaks this")
    made.render(dict(ITEMS), autoescape=True)
    parts, _ = filled(content, ITEMS)
    assert parts is not None
    theirs = [one for one in words(made.docx.element) if one]
    assert [one for one in words(parts[DOCUMENT]) if one] == theirs


def test_tags_are_found_however_word_cuts_them() -> None:
    tag = "{{ name }}"
    for first, second in itertools.combinations(range(1, len(tag)), 2):
        typed = f"x {tag[:first]}¦{tag[first:second]}¦{tag[second:]} y"
        parts, findings = filled(template(lines(typed)), ITEMS)
        assert parts is not None, findings
        assert words(parts[DOCUMENT]) == ["x Ana y"]


LISTED = '<w:pPr xmlns:w="{0}"><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{1}"/></w:numPr></w:pPr>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def listed(number: int, *texts: str) -> Callable[[Opened], None]:
    """Return what writes paragraphs that stand in a list of Word."""

    def build(opened: Opened) -> None:
        for text in texts:
            opened.add_paragraph(text)._p.insert(0, etree.fromstring(LISTED.format(W, number)))

    return build


def numbers(root: etree._Element) -> list[str]:
    return [one.get(w("val"), "") for one in root.iter(w("numId"))]


def all_of(*builds: Callable[[Opened], None]) -> Callable[[Opened], None]:
    def build(opened: Opened) -> None:
        for one in builds:
            one(opened)

    return build


@pytest.mark.parametrize(
    ("build", "begins"),
    [
        (all_of(lines("{%p for x in items %}", "{{ x }}"), listed(1, "one", "two"), lines("{%p endfor %}")), [0, 2, 4]),
        (all_of(lines("{%p for x in items %}"), listed(1, "{{ x }}"), lines("{%p endfor %}")), [0]),
        (
            all_of(
                listed(1, "before"), lines("{%p for x in items %}", "{{ x }}"), listed(1, "one"),
                lines("{%p endfor %}"),
            ),
            [0],
        ),
        (
            all_of(
                lines("{%p for row in rows %}", "row", "{%p for x in row %}"), listed(1, "{{ x }}"),
                lines("{%p endfor %}", "{%p endfor %}"),
            ),
            [0, 2],
        ),
    ],
)  # fmt: skip
def test_a_list_begins_anew_in_each_turn_only_where_it_is_whole_within_one(
    build: Callable[[Opened], None], begins: list[int]
) -> None:
    parts, findings = filled(template(build), ITEMS)
    assert parts is not None, findings
    found = numbers(parts[DOCUMENT])
    assert [at for at, one in enumerate(found) if one not in found[:at]] == begins
    known = {one.get(w("numId")): one for one in parts["word/numbering.xml"].iter(w("num"))}
    assert set(found) <= set(known)
    for one in set(found) - {"1"}:
        assert [each.get(w("val")) for each in known[one].iter(w("startOverride"))] == ["1"] * 9


def test_what_a_loop_repeats_has_numbers_and_names_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    picture = tmp_path_factory.mktemp("picture") / "dot.png"
    Image.new("RGB", (4, 4)).save(picture)

    def build(opened: Opened) -> None:
        lines("{%p for x in items %}", "{{ x }}")(opened)
        paragraph = opened.paragraphs[-1]
        paragraph.add_run().add_picture(str(picture))
        for name, more in (("bookmarkStart", {w("name"): "place"}), ("bookmarkEnd", {})):
            etree.SubElement(paragraph._p, w(name), attrib={w("id"): "7", **more})
        opened.add_comment(paragraph.runs[0], text="see {{ name }}", author="a")
        lines("{%p endfor %}")(opened)

    content = template(build)
    parts, findings = filled(content, ITEMS)
    assert parts is not None, findings
    text = parts[DOCUMENT]
    drawn = [one.get("id") for one in text.iter("{*}docPr")]
    marks = [(one.get(w("id")), one.get(w("name"))) for one in text.iter(w("bookmarkStart"))]
    ends = [one.get(w("id")) for one in text.iter(w("bookmarkEnd"))]
    comments = [one.get(w("id")) for one in text.iter(w("commentReference"))]
    for ranges in ("commentRangeStart", "commentRangeEnd"):
        assert [one.get(w("id")) for one in text.iter(w(ranges))] == comments
    assert [len(set(one)) for one in (drawn, marks, ends, comments)] == [3, 3, 3, 3]
    assert [name for _, name in marks] == ["place", "place_2", "place_3"]
    held = {one.get(w("id")): "".join(words(one)) for one in parts["word/comments.xml"]}
    assert {one: held[one] for one in comments} == dict.fromkeys(comments, "see Ana")
    assert docx.Document(io.BytesIO(packed(content, parts))) is not None


def test_a_repeated_note_is_a_note_of_its_own() -> None:
    def build(opened: Opened) -> None:
        lines("{%p for x in items %}", "{{ x }}")(opened)
        etree.SubElement(opened.paragraphs[-1].add_run()._r, w("footnoteReference"), attrib={w("id"): "2"})
        lines("{%p endfor %}")(opened)

    note = '<w:footnote w:id="2"><w:p><w:r><w:t>{{ name }}</w:t></w:r></w:p></w:footnote>'
    notes = etree.fromstring(f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>')
    content = packed(template(build), {"word/footnotes.xml": notes})
    parts, _ = filled(content, ITEMS)
    assert parts is not None
    asked = [one.get(w("id")) for one in parts[DOCUMENT].iter(w("footnoteReference"))]
    assert asked == [one.get(w("id")) for one in parts["word/footnotes.xml"]] == ["2", "3", "4"]
    assert words(parts["word/footnotes.xml"]) == ["Ana"] * 3


def test_values_joined_by_line_ends_stand_on_lines_of_their_own() -> None:
    parts, findings = filled(template(lines("{{ items|join('\\n') }}", "{{ name }}")), ITEMS)
    assert parts is not None, findings
    runs = [[child.tag for child in run if child.tag != w("rPr")] for run in parts[DOCUMENT].iter(w("r"))]
    assert runs == [[w("t"), w("br"), w("t"), w("br"), w("t")], [w("t")]]


def test_a_table_that_has_become_wider_has_a_grid_that_fits() -> None:
    rows = [["{%tc for x in items %}", "{{ x }}", "{%tc endfor %}"]]
    for items, columns in ((["a"], 1), (["a", "b", "c", "d", "e"], 5)):
        parts, _ = filled(template(table(rows)), {"items": items})
        assert parts is not None
        widths = [int(one.get(w("w"), "0")) for one in parts[DOCUMENT].iter(w("gridCol"))]
        assert len(widths) == columns
        assert sum(widths) == pytest.approx(8640, abs=3)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("a {_{ b }_} c", "a {{ b }} c"), ("{_% if %_}", "{% if %}"), ("{{ name|e }}{{ name | escape }}", "AnaAna")],
)
def test_signs_that_docxtpl_prints_and_its_escaping_are_known(typed: str, printed: str) -> None:
    parts, findings = filled(template(lines(typed)), ITEMS)
    assert parts is not None, findings
    assert words(parts[DOCUMENT]) == [printed]
