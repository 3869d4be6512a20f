"""Every fault of the tags of a Word template is told in one pass, with its paragraph, the tag, and what to write."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document as Opened
from hypothesis import given, strategies
from lxml import etree

from submissions.cli import main
from submissions.compose.names import shapes_of_names
from submissions.office.names import w
from submissions.office.package import read_package
from submissions.wordbody.examine import examine
from submissions.wordbody.tags import tags_of
from word_bodies import FILE, filled, lines, table, template

SHAPES = shapes_of_names()


def told(content: bytes) -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.message) for one in examine(content, FILE, SHAPES).findings]


FAULTS: dict[str, tuple[Callable[[Opened], object], list[tuple[str, int, str]]]] = {
    "a tag that is not closed": (
        lines("one", "Dear {{ state.name"),
        [("E240", 2, "a tag is opened and not closed: {{ in paragraph 2, 'Dear {{ state.name'")],
    ),
    "a tag that is not opened": (
        lines("Dear state.name }}"),
        [("E240", 1, "a tag is closed and not opened: }} in paragraph 1, 'Dear state.name }}'")],
    ),
    "a tag over two paragraphs": (
        lines("{{ state.", "name }}"),
        [
            ("E240", 1, "a tag is opened and not closed: {{ in paragraph 1, '{{ state.'"),
            ("E240", 2, "a tag is closed and not opened: }} in paragraph 2, 'name }}'"),
        ],
    ),
    "a value that is none": (
        lines("{{ state name }}"),
        [
            (
                "E241", 1, "a tag is not understood (expected token 'end of print statement', got 'name'): "
                "{{ state name }} in paragraph 1, '{{ state name }}'",
            )
        ],
    ),
    "a statement that is none": (
        lines("a {% fi audience %} b"),
        [
            (
                "E241", 1, "a tag is not understood (Encountered unknown tag 'fi'): "
                "{% fi audience %} in paragraph 1, 'a {% fi audience %} b'",
            )
        ],
    ),
    "a statement that is not ended": (
        lines("{%p if audience %}", "x"),
        [
            (
                "E242", 1, "a statement is not ended by {% endif %}: {%p if audience %} in paragraph 1, "
                "'{%p if audience %}'",
            )
        ],
    ),
    "an end without a beginning": (
        lines("x", "{%p endfor %}"),
        [("E242", 2, "a statement ends what was not begun: {%p endfor %} in paragraph 2, '{%p endfor %}'")],
    ),
    "statements that cross": (
        lines("{%p if audience %}", "{%p for x in events %}", "{%p endif %}", "{%p endfor %}"),
        [
            (
                "E242", 3, "a statement crosses {%p for x in events %} in paragraph 2, '{%p for x in events %}': "
                "{%p endif %} in paragraph 3, '{%p endif %}'",
            ),
            ("E242", 4, "a statement ends what was not begun: {%p endfor %} in paragraph 4, '{%p endfor %}'"),
        ],
    ),
    "an else of nothing": (
        lines("{%p else %}"),
        [("E242", 1, "a statement stands in no 'if' or 'for': {%p else %} in paragraph 1, '{%p else %}'")],
    ),
    "words that would be lost": (
        lines("Only {%p if audience %}", "x", "{%p endif %}"),
        [
            (
                "E243", 1, "a tag stands for its paragraph, which holds words that would be lost ('Only'): "
                "{%p if audience %} in paragraph 1, 'Only {%p if audience %}'",
            )
        ],
    ),
    "a row outside a table": (
        lines("{%tr for x in events %}", "x", "{%tr endfor %}"),
        [
            (
                "E243", number, f"a tag stands for a row of a table and is in none: {tag} in paragraph {number}, "
                f"'{tag}'",
            )
            for number, tag in ((1, "{%tr for x in events %}"), (3, "{%tr endfor %}"))
        ],
    ),
    "a value for a row": (
        table([["{{tr state.name }}"]]),
        [
            (
                "E243", 1, "a value cannot stand for a row of a table: {{tr state.name }} in paragraph 1, "
                "'{{tr state.name }}'",
            )
        ],
    ),
    "words in the row of a tag": (
        table([["{%tr for x in events %}", "Head"], ["{{ x.text }}", ""], ["{%tr endfor %}", ""]]),
        [
            (
                "E243", 1, "a tag stands for its row of a table, which holds words that would be lost ('Head'): "
                "{%tr for x in events %} in paragraph 1, '{%tr for x in events %}'",
            )
        ],
    ),
    "a name that there is not": (
        lines("{{ stat.name }}"),
        [("E212", 1, "there is no such name: 'stat', in paragraph 1, '{{ stat.name }}'")],
    ),
    "a field that there is not": (
        lines("{%p for event in events %}", "{{ event.dat }}", "{%p endfor %}"),
        [("E212", 2, "there is no such name: 'dat', in paragraph 2, '{{ event.dat }}'")],
    ),
    "a filter that there is not": (
        lines("{{ state.name|uper }}"),
        [("E218", 1, "there is no such filter: 'uper', in paragraph 1, '{{ state.name|uper }}'")],
    ),
    "a tag in two looks": (
        lines("Dear {{ state¦.name }}"),
        [
            (
                "N245", 1, "a tag is formatted in more than one way; its value looks like its beginning: "
                "{{ state.name }} in paragraph 1, 'Dear {{ state.name }}'",
            )
        ],
    ),
    "curled quotation marks": (
        lines("{% if audience == \u201cpublic\u201d %}x{% endif %}"),
        [
            (
                "N246", 1, "the quotation marks of a tag are curled, and are read as straight ones: "
                "{% if audience == \u201cpublic\u201d %} in paragraph 1, "
                "'{% if audience == \u201cpublic\u201d %}x{% endif %}'",
            )
        ],
    ),
    "a letter without its space": (
        lines("{%pif state %}x{% endif %}"),
        [
            (
                "E241", 1, "a tag is not understood (Encountered unknown tag 'pif'): {%pif state %} in paragraph 1, "
                "'{%pif state %}x{% endif %}'",
            ),
            (
                "E242", 1, "a statement ends what was not begun: {% endif %} in paragraph 1, "
                "'{%pif state %}x{% endif %}'",
            ),
        ],
    ),
    "a tag of another program": (
        lines("To [[ client ]] of {{ state.name }}"),
        [
            (
                "W270", 1, "words look like a tag of another program, and are printed as they stand: [[ client ]] in "
                "paragraph 1, 'To [[ client ]] of {{ state.name }}'",
            )
        ],
    ),
    "a statement that leaves an empty paragraph": (
        lines("{% set x = 1 %}"),
        [
            (
                "N247", 1, "a statement leaves an empty paragraph behind: {% set x = 1 %} in paragraph 1, "
                "'{% set x = 1 %}'",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("build", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_paragraph_and_its_tag(
    build: Callable[[Opened], object], expected: list[tuple[str, int, str]]
) -> None:
    assert told(template(build)) == expected


def test_all_faults_are_told_at_once_also_where_one_stops_the_reading() -> None:
    builds = [build for build, expected in FAULTS.values() if expected[0][0] in ("E240", "E241", "E243", "E212")]
    together = template(lambda opened: [build(opened) for build in builds])
    codes = [code for code, _, _ in told(together)]
    assert {"E240", "E241", "E243", "E212"} <= set(codes)
    assert len(codes) > len(builds)


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_a_tag_in_a_tracked_change_is_told(change: str) -> None:
    def build(opened: Opened) -> None:
        paragraph = opened.add_paragraph("a ")
        run = paragraph.add_run("{{ state.name }}")._r
        around = etree.SubElement(paragraph._p, w(change))
        around.append(run)
        if change == "del":
            run[-1].tag = w("delText")

    found = told(template(build))
    where = "{{ state.name }} in paragraph 1, 'a {{ state.name }}'"
    assert found[0] == ("E244", 1, f"a tag stands in a tracked change: {where}")
    assert [code for code, _, _ in found] == ["E244", "W249"]


# The same in one expression, which takes twice as long for each quotation mark behind a half tag.
QUOTED = r"\"[^\"]*\"|'[^']*'|."
TAGS = re.compile(rf"\{{\{{(?:{QUOTED})*?\}}\}}|\{{%(?:{QUOTED})*?%\}}|\{{#.*?#\}}", re.DOTALL)


@given(strategies.lists(strategies.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "'", '"', "a", "\n"])))
def test_a_closing_in_quotation_marks_ends_a_tag_only_where_no_other_does(signs: list[str]) -> None:
    text = "".join(signs[:16])
    assert [(tag.start, tag.end) for tag in tags_of(text)] == [one.span() for one in TAGS.finditer(text)]


def test_a_half_tag_before_many_quoted_words_is_told_as_any_other() -> None:
    text = "{{ state.name " + "\"no\" and 'yes' " * 500
    begins = '{{ state.name "no" and \'yes\' "no" and \'yes\' "no" and \'yes\' "…'
    message = f"a tag is opened and not closed: {{{{ in paragraph 1, '{begins}'"
    assert told(template(lines(text))) == [("E240", 1, message)]


def test_a_tag_in_the_code_of_a_field_is_told() -> None:
    def build(opened: Opened) -> None:
        run = opened.add_paragraph("a ").add_run()._r
        etree.SubElement(run, w("instrText")).text = ' HYPERLINK "{{ organisation.website }}" '

    (found,) = told(template(build))
    assert found[:2] == ("E244", 1)
    assert found[2].startswith("a tag stands in the code of a field: {{ organisation.website }} in paragraph 1")


def test_a_part_beside_the_text_is_named() -> None:
    def build(opened: Opened) -> None:
        opened.sections[0].header.paragraphs[0].text = "{{ case.titel }}"

    (found,) = told(template(build))
    assert found == (
        "E212",
        0,
        "there is no such name: 'titel', in the header (header1), paragraph 1, '{{ case.titel }}'",
    )


LEFT: dict[str, tuple[dict[str, bytes], str]] = {
    "macros": ({"word/vbaProject.bin": b"x"}, "it holds macros"),
    "another file": ({"word/embeddings/sheet.xlsx": b"x"}, "other files are embedded in it: sheet.xlsx"),
    "the template of an office": (
        {
            "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/attachedTemplate" Target="file:///O:/office.dotm" TargetMode="External"/></Relationships>'
        },
        "it draws on another file (attachedTemplate): file:///O:/office.dotm",
    ),
    "who wrote it": (
        {
            "docProps/core.xml": b'<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
            b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ana</dc:creator>'
            b"<c:lastModifiedBy>Rui</c:lastModifiedBy></c:coreProperties>"
        },
        "its properties name people: Ana, Rui",
    ),
    "comments": (
        {
            "word/comments.xml": b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b'<w:comment w:id="1"><w:p/></w:comment></w:comments>'
        },
        "comments are left in it: 1",
    ),
}


@pytest.mark.parametrize(("parts", "message"), LEFT.values(), ids=LEFT)
def test_what_was_left_in_a_template_is_told(parts: dict[str, bytes], message: str) -> None:
    whole = {**read_package(template(lines("{{ state.name }}"))), **parts}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
    assert told(kept.getvalue()) == [("W249", 0, message)]


def test_hidden_text_is_told() -> None:
    def build(opened: Opened) -> None:
        opened.add_paragraph().add_run("not for the client").font.hidden = True

    assert told(template(build)) == [("W249", 0, "it holds hidden text, in 1 places")]


def _zipped(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "this is an old Word file and no Word document"),
        (b"{\\rtf1 x}", "this is a file of rich text (RTF) and no Word document"),
        (b"%PDF-1.7", "this is a PDF and no Word document"),
        (_zipped("mimetype", "content.xml"), "this is an OpenDocument file and no Word document"),
        (_zipped("xl/workbook.xml"), "this is an Excel file and no Word document"),
        (_zipped("x"), "this is a zip file and no Word document"),
        (b"plain", "the file cannot be read: it is not a whole zip file"),
        (b"", "the file cannot be read: it is not a whole zip file"),
    ],
)
def test_what_is_no_word_document_is_named_as_what_it_is(content: bytes, message: str) -> None:
    assert told(content) == [("E248", 0, message)]


def test_a_part_that_is_no_xml_is_told() -> None:
    whole = {**read_package(template(lines("x"))), "word/footnotes.xml": b"<w:footnotes"}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
    assert told(kept.getvalue()) == [("E248", 0, "word/footnotes.xml cannot be read: it is not well-formed XML")]


def test_the_names_that_a_template_asks_for_are_listed_with_how_often() -> None:
    build = lines(
        "{{ state.name }} {{ state.name|upper }}", "{%p for one in events %}", "{{ one.date }}", "{%p endfor %}"
    )
    assert dict(examine(template(build), FILE, SHAPES).fields) == {"state.name": 2, "events": 1, "one.date": 1}


def test_the_commands_tell_of_sound_and_faulty_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("templates")
    for name, text in (("sound", "{{ state.name }}"), ("faulty", "{{ state.nmae }}")):
        (folder / f"{name}.docx").write_bytes(template(lines(text)))
    sound = CliRunner().invoke(main, ["template", "check", str(folder / "sound.docx")])
    assert (sound.exit_code, sound.stdout) == (0, "1 template looked at; 0 errors, 0 other findings.\n")
    faulty = CliRunner().invoke(main, ["template", "check", str(folder / "sound.docx"), str(folder / "faulty.docx")])
    assert faulty.exit_code == 1
    assert "faulty.docx:1: error[E212]: there is no such name: 'nmae'" in faulty.output
    assert "write 'name'" in faulty.output
    fields = CliRunner().invoke(main, ["template", "fields", str(folder / "sound.docx")])
    assert fields.exit_code == 0
    assert fields.stdout.splitlines()[1:] == ["  state.name  1"]


def test_the_annotated_copy_has_a_comment_at_each_fault_and_is_the_same_twice(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("annotated")
    file, copy = folder / "en.docx", folder / "en (annotated).docx"
    file.write_bytes(template(lines("one", "{{ state.nmae }}", "", "{% if x")))
    first = CliRunner().invoke(main, ["template", "check", str(file), "--annotate"])
    assert (first.exit_code, f"annotated: {copy}" in first.stdout) == (1, True)
    opened = docx.Document(str(copy))
    said = [comment.text.splitlines()[0].partition(":")[0] for comment in opened.comments]
    assert said == ["error E240", "error E212"]
    marked = [[mark.get(w("id")) for mark in one._p.iter(w("commentRangeStart"))] for one in opened.paragraphs]
    assert marked == [[], ["1"], [], ["0"]]
    kept = copy.read_bytes()
    again = CliRunner().invoke(main, ["template", "check", str(file), "--annotate"])
    assert (again.exit_code, copy.read_bytes() == kept) == (2, True)
    copy.unlink()
    CliRunner().invoke(main, ["template", "check", str(file), "--annotate"])
    assert copy.read_bytes() == kept


@pytest.mark.parametrize(
    "typed", ["{% filter upper %}a {{ name }}{% endfilter %}", "{% set x %}a{% endset %}{{ x|upper }}",
              "{% macro m() %}{{ name }}{% endmacro %}{{ m()|title }}"],
)  # fmt: skip
def test_letters_that_stand_in_a_block_are_not_changed_in_silence(typed: str) -> None:
    parts, findings = filled(template(lines(typed)), {"name": "Ana"})
    assert (parts, [one.code for one in findings]) == (None, ["E215"])
