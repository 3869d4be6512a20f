"""What a loop of a Word template repeats has numbers and names of its own."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document as Opened
from lxml import etree
from PIL import Image

from submissions.office.names import WORD, w
from test_word_bodies import DOCUMENT, ITEMS
from word_bodies import filled, lines, packed, table, template, words


@pytest.fixture(scope="module")
def dot(tmp_path_factory: pytest.TempPathFactory) -> str:
    picture = tmp_path_factory.mktemp("picture") / "dot.png"
    Image.new("RGB", (4, 4)).save(picture)
    return str(picture)


def test_what_a_loop_repeats_has_numbers_and_names_of_its_own(dot: str) -> None:
    def build(opened: Opened) -> None:
        lines("{%p for x in items %}", "{{ x }}")(opened)
        paragraph = opened.paragraphs[-1]
        paragraph.add_run().add_picture(dot)
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
    notes = etree.fromstring(f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>')
    content = packed(template(build), {"word/footnotes.xml": notes})
    parts, _ = filled(content, ITEMS)
    assert parts is not None
    asked = [one.get(w("id")) for one in parts[DOCUMENT].iter(w("footnoteReference"))]
    assert asked == [one.get(w("id")) for one in parts["word/footnotes.xml"]] == ["2", "3", "4"]
    assert words(parts["word/footnotes.xml"]) == ["Ana"] * 3


def test_a_repeated_note_leaves_the_range_of_a_comment_of_the_same_number() -> None:
    def build(opened: Opened) -> None:
        lines("first")(opened)
        for name in ("commentRangeStart", "commentRangeEnd"):
            etree.SubElement(opened.paragraphs[-1]._p, w(name), attrib={w("id"): "2"})
        lines("{%p for x in items %}", "{{ x }}")(opened)
        etree.SubElement(opened.paragraphs[-1].add_run()._r, w("footnoteReference"), attrib={w("id"): "2"})
        lines("{%p endfor %}")(opened)

    note = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2"><w:p/></w:footnote></w:footnotes>'
    parts, _ = filled(packed(template(build), {"word/footnotes.xml": etree.fromstring(note)}), ITEMS)
    assert parts is not None
    ranges = parts[DOCUMENT].iter(w("commentRangeStart"), w("commentRangeEnd"))
    assert [one.get(w("id")) for one in ranges] == ["2", "2"]


@pytest.mark.parametrize("number", ["9" * 5000, "-3", "x", "1"])
def test_a_drawing_of_any_number_is_numbered_anew_where_it_is_repeated(number: str, dot: str) -> None:
    def build(opened: Opened) -> None:
        lines("{%p for x in items %}", "{{ x }}")(opened)
        opened.paragraphs[-1].add_run().add_picture(dot)
        next(opened.element.iter("{*}docPr")).set("id", number)
        lines("{%p endfor %}")(opened)

    parts, _ = filled(template(build), ITEMS)
    assert parts is not None
    first, *others = [str(one.get("id")) for one in parts[DOCUMENT].iter("{*}docPr")]
    assert first == number
    assert len({first, *others}) == 3
    assert all(len(one) < 4 for one in others)


def test_values_joined_by_line_ends_stand_on_lines_of_their_own() -> None:
    parts, findings = filled(template(lines("{{ items|join('\\n') }}", "{{ name }}")), ITEMS)
    assert parts is not None, findings
    runs = [[child.tag for child in run if child.tag != w("rPr")] for run in parts[DOCUMENT].iter(w("r"))]
    assert runs == [[w("t"), w("br"), w("t"), w("br"), w("t")], [w("t")]]


@pytest.mark.parametrize(
    "typed", ["{% filter upper %}a {{ name }}{% endfilter %}", "{% set x %}a{% endset %}{{ x|upper }}",
              "{% macro m() %}{{ name }}{% endmacro %}{{ m()|title }}"],
)  # fmt: skip
def test_letters_that_stand_in_a_block_are_not_changed_in_silence(typed: str) -> None:
    parts, findings = filled(template(lines(typed)), ITEMS)
    assert (parts, [one.code for one in findings]) == (None, ["E215"])


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
