"""Whatever stands in a tag of a Word frame works, or is a finding: nothing of it ends the program."""

from __future__ import annotations

import itertools
import random

import pytest
from lxml import etree
from markupsafe import Markup

from submissions.document import HouseFile
from submissions.findings import Finding
from submissions.office.names import WORD
from submissions.writers.word.docx import write_docx
from submissions.writers.word.frame.read import Frame, read_frame
from submissions.writers.word.frame.tags import NAMES, compile_part
from submissions.writers.word.frame.variant import Variant
from submissions.writers.word.oxml import escape
from word_files import FRAME_PLACE, changed, document, house_files, messages, paragraph

FRAME = house_files()["word.docx"].content
PART = "word/header1.xml"
CASES = [
    dict.fromkeys(NAMES, "") | {"cover": cover, "draft": draft, "page_of": Markup("<w:r/>")}
    for cover, draft in itertools.product((True, False), ("", "DRAFT"))
]


def headed(*texts: str) -> tuple[Frame | None, list[Finding]]:
    """Read the frame of filings with one more paragraph in a header, whose runs hold these texts."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in texts)
    content = changed(FRAME, PART, lambda xml: xml.replace("</w:hdr>", f"<w:p>{runs}</w:p></w:hdr>"))
    return read_frame(HouseFile(content, FRAME_PLACE), Variant("en-GB", "ltr", "a4"))


def expression(chance: random.Random, depth: int = 0) -> str:
    """Return an expression as an office might type it, and as nobody would."""
    if depth > 2 or chance.random() < 0.3:
        return chance.choice(
            [*NAMES, '"x"', "'x'", "“x”", "„x“", "« x »", "1", "none", "true", "1.5", "heading", "[1]"]
        )
    inner = [expression(chance, depth + 1) for _ in range(3)]
    shape = chance.choice([
        "{0} == {1}", "{0} != {1}", "{0} < {1}", "{0} >= {1}", "{0} in {1}", "{0} not in {1}", "{0} and {1}",
        "{0} or {1}", "not {0}", "({0})", "{0} if {1} else {2}", "{0} if {1}", "{0}|upper", "{0}|title(1)", "{0}|trim",
        "{0}|lower|title", "{0} ~ {1}", "{0} + {1}", "{0}.x", "{0}[1]", "{0}()", "-{0}", "{0} is defined", "{0}|length",
        "{0} < {1} < {2}", "{0} == {1} == {2}",
    ])  # fmt: skip
    return shape.format(*inner)


@pytest.mark.parametrize("seed", range(5))
def test_any_expression_works_or_is_a_finding(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same expressions each time
    works = 0
    for _ in range(150):
        words = expression(chance)
        tag = chance.choice([f"{{{{ {words} }}}}", f"{{% if {words} %}}x{{% endif %}}"])
        xml = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{escape(tag)}</w:t></w:r></w:p></w:hdr>'
        root = etree.fromstring(xml)
        template, findings = compile_part(PART, root, xml, FRAME_PLACE)
        assert (template is None) == bool(findings), tag
        assert {finding.code for finding in findings} <= {"E406", "E407"}
        for values in CASES if template is not None else ():
            assert template is not None
            assert template.render(values), tag
            works += 1
    assert works > 40


@pytest.mark.parametrize(
    "tag",
    ['{% if draft == "x" %}', "{% if draft == “x” %}", "{% if draft == „x“ %}", "{% if draft == «\u00a0x\u00a0» %}",
     "{% if draft == ‘x’ %}", "{% if draft == ‹ x › %}", "{% if draft == ”x” %}"],
)  # fmt: skip
def test_a_comparison_works_with_the_quotation_marks_of_every_language(tag: str) -> None:
    frame, findings = headed("Seal " + tag, "one{% else %}other{% endif %}")
    assert frame is not None, messages(findings)
    values = {**CASES[0], "header": "A v B"}
    shown = etree.fromstring(frame.render({**values, "draft": "x"})[PART])
    assert "Seal one" in "".join(shown.itertext())
    assert b"other" in frame.render(values)[PART]


def test_a_tag_that_is_half_bold_and_half_curly_is_understood() -> None:
    frame, findings = headed("{", "{% if", "} ", "words")
    assert frame is None
    assert [finding.code for finding in findings] == ["E406"]
    frame, findings = headed("{% if ma", "rking != “", "x” %}{{ mar", "king }}", "{% endif %}")
    assert frame is not None, messages(findings)
    assert b"Secret" in frame.render({**CASES[0], "marking": "Secret"})[PART]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% if draft < 1 %}x{% endif %}", "does more than a frame may"),
        ("{{ header|title(1) }}", "does more than a frame may"),
        ("{{ page_of|upper }}", "does more than a frame may"),
        ("{{ body }}", "prints the document where none can stand"),
        ("{{p body }}", "prints the document where none can stand"),
        ("{{r header }}", "prints words outside the text"),
        ("{{p header }}", "prints words outside the text"),
        ("{{ page_of }}", "prints the number of the page as plain words"),
        ("{{ " + "(" * 400 + "header" + ")" * 400 + " }}", "is longer than 300 signs"),
        ("{% if cover %}" * 400 + "{% endif %}" * 400, "stands in more than 10 others"),
    ],
)
def test_a_tag_that_would_break_the_file_is_a_finding(text: str, words: str) -> None:
    frame, findings = headed(text)
    assert frame is None
    assert [finding.code for finding in findings] == ["E406"]
    assert words in findings[0].message
    assert findings[0].help


def test_the_document_in_the_middle_of_a_line_is_a_finding() -> None:
    content = changed(FRAME, "word/document.xml", lambda xml: xml.replace("{{p body }}", "{{ body }}"))
    made, findings = write_docx(document(paragraph("Words.")), {"word.docx": HouseFile(content, FRAME_PLACE)})
    assert made == b""
    assert [(one.code, one.message) for one in findings] == [
        ("E406", "a tag of the frame prints the document within a line in word/document.xml")
    ]
