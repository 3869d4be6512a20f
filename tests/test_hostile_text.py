"""Whatever a person may type comes out of every writer unchanged, or a finding says that it does not.

The strings stand in every kind of place: running text, heading, list item, quotation, table cell, caption, note. The
Word file is read with the parser of the standard library and with docx2python, the page with the standard library's
HTML parser, the PDF with pdfium.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from docx2python import docx2python
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from composing import CASE, catalogue, template
from readers.reading import signs, squashed
from speaking import spoken
from submissions.compose import authorities_of, compose
from submissions.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    plain,
)
from submissions.findings import Finding, has_errors
from submissions.line.formats import WRITERS
from submissions.readback.normal import seen
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.view import view_case
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.html import write_html
from submissions.writers.page.pdf import write_pdf
from submissions.writers.word.docx import write_docx
from test_pdf_writer import house
from word_files import PLACE, document, house_files, paragraph, table, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIECES = (
    "{{ 7*7 }}", "{% for x in y %}", "{# note #}", "<script>alert(1)</script>", "</w:t>", "<w:br/>", "]]>",
    "<![CDATA[", "&amp;", "&#65;", "&", "<", ">", '"', "'", "a\u200db", "a\u200cb", "e\u0301\u0323", "\u0644\u0627",
    "شكوى ضد الدولة", "שלום", "\u200e", "\u200f", "\xa0", "\u202f", "x" * 90, "  ", " ", "_x0041_", "%s", "\\", "$",
    "----footnote9----", "*a*", "_b_", "[c](d)", "@a", "^[e]", "# f", "| g |", "- h", "1. i", "😀", "漢字", "ﬁ", "Ǆ",
    "İ", "ß", "…", "\u2011",
)  # fmt: skip
ANY = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"))
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(ANY, max_size=6)), min_size=1, max_size=5).map("".join)
WORDS = HOSTILE.filter(lambda words: words.strip() and any(char.isalnum() for char in words))
TEXTS = st.lists(WORDS, min_size=7, max_size=7)
quiet = settings(derandomize=True, deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))


def places(texts: list[str]) -> Document:
    """Return a document that holds seven texts in seven kinds of places."""
    running, heading, item, quoted, cell, caption, note = texts
    blocks: tuple[Block, ...] = (
        paragraph(running, Note(1, (paragraph(note),), "note-1", PLACE), number=1),
        Heading(1, (text(heading),), PLACE, "I.", "section-a"),
        ListBlock("alpha", (ListItem((paragraph(item),), PLACE, "(a)"),), PLACE),
        Quotation((paragraph(quoted),), PLACE),
        table((cell, "1"), ("b", "2"), caption=(text(caption),), label="Table 1", id="table-a"),
    )
    return document(*blocks)


@given(TEXTS)
@quiet
def test_any_text_comes_out_of_the_word_file_unchanged(texts: list[str]) -> None:
    made = places(texts)
    content, findings = write_docx(made, house_files())
    assert findings == []
    printed = word_paragraphs(content)
    for words in texts:
        assert any(line.endswith(_MARKS.sub("", words)) for line in printed), words
    assert WRITERS["docx"].read_back(content, made, PLACE) == []


@given(TEXTS)
@settings(quiet, max_examples=10)
def test_another_library_reads_the_same_words_in_the_word_file(texts: list[str]) -> None:
    content, _ = write_docx(places(texts), house_files())
    with docx2python(io.BytesIO(content)) as read:
        # As a list is shown, a mark of direction is the letters of its escape.
        printed = squashed(_MARKS.sub("", re.sub(r"\\u200[ef]", "", str(read.body) + str(read.footnotes))))
    # The other library writes its own marks of notes, and drops those that somebody typed, but not beside all signs.
    for words in texts:
        typed = squashed(str([_MARKS.sub("", words)])[2:-2])
        assert typed.replace("footnote9", "") in printed.replace("footnote9", ""), words


_MARKS = re.compile("[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]")


def word_paragraphs(content: bytes) -> list[str]:
    """Return the words of every paragraph of the body and the notes, without the marks of direction beside them."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in ("word/document.xml", "word/footnotes.xml"):
            root = ElementTree.fromstring(package.read(name))  # noqa: S314 - a file that the program has just made
            for node in root.iter(f"{W}p"):
                signs_of = {f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\xad"}
                parts = (child.text if child.tag == f"{W}t" else signs_of.get(child.tag) for child in node.iter())
                lines.append(_MARKS.sub("", "".join(part for part in parts if part)))
    return lines


class _Words(HTMLParser):
    """The words of a page as a browser's parser finds them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.words += [value for name, value in attrs if name.startswith("on") and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@given(TEXTS)
@quiet
def test_any_text_comes_out_of_the_page_unchanged(texts: list[str]) -> None:
    content, findings = write_html(places(texts), house())
    assert findings == []
    reader = _Words()
    reader.feed(content.decode("utf-8"))
    printed = "".join(reader.words)
    assert "script" not in reader.tags
    for words in texts:
        assert seen(words) in seen(printed)


@cache
def glyphs() -> frozenset[str]:
    """Return the characters that every face of the text font has."""
    faces = [TTFont(path).getBestCmap() for path in sorted(FONTS.glob("LiberationS*.ttf"))]
    return frozenset(chr(code) for code in set.intersection(*(set(face) for face in faces)))


def drawable() -> st.SearchStrategy[str]:
    """Return texts of letters that the fonts have, with the pieces that would break markup."""
    kinds = ("Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Sm")
    known = sorted(char for char in glyphs() if unicodedata.category(char) in kinds)
    latin = [char for char in known if unicodedata.bidirectional(char) not in ("R", "AL")]
    pieces = [piece for piece in PIECES if set(piece) <= set(latin) | {" ", "\xa0"}]
    parts = st.one_of(st.sampled_from(pieces), st.text(st.sampled_from(latin), max_size=8))
    texts = st.lists(parts, min_size=1, max_size=5).map("".join)
    return texts.filter(lambda words: any(char.isalnum() for char in words))


@given(st.lists(drawable(), min_size=7, max_size=7))
@settings(quiet, max_examples=6)
def test_any_text_that_the_fonts_have_comes_out_of_the_pdf_unchanged(texts: list[str]) -> None:
    made = places(texts)
    content, findings = write_pdf(made, house())
    assert [finding.code for finding in findings if finding.is_error] == []
    printed = squashed(pdf_words(content))
    for words in texts:
        assert not signs(words) - signs(printed), words
        assert squashed(words) in printed, words
    assert WRITERS["pdf"].read_back(content, made, PLACE) == []


def pdf_words(content: bytes) -> str:
    """Return the text of all pages."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


@given(st.sampled_from("ᚠ😀𝔘𓀀𐎀ꙮ⠿𐌰𐤀"))
@settings(quiet, max_examples=8)
def test_a_letter_that_no_font_has_is_never_passed_over_in_silence(letter: str) -> None:
    made = document(paragraph(f"word {letter} word"))
    content, findings = write_pdf(made, house())
    codes = {finding.code for finding in findings} | {
        finding.code for finding in (WRITERS["pdf"].read_back(content, made, PLACE) if content else ())
    }
    assert codes & {"E510", "E601", "E603"}


def line_of(folder: Path, title: str, annex: str) -> tuple[Document | None, list[Finding]]:
    """Take a title and the title of an annex from a case file to the tree."""
    home = folder / "cases" / "example"
    (home / "annexes").mkdir(parents=True, exist_ok=True)
    (home / "annexes" / "a.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    head = CASE.replace(
        "title: {en: A v State, fr: A c. État, ar: أ ضد الدولة}, short", f"title: {quoted(title)}, short"
    )
    tail = f"annexes: [{{id: x, title: {quoted(annex)}, file: annexes/a.pdf}}]\n"
    tail += "submissions: [{template: test/one, languages: [en], audiences: [filing], date: 2020-01-02}]\n"
    assert head != CASE
    (home / "case.yaml").write_text(head + tail, encoding="utf-8", newline="\n")
    house = catalogue().house
    source, findings = read_case(home, folder)
    if source is None:
        return None, list(findings)
    case, more = validate_case(source, home, folder, house.authorities)
    findings = [*findings, *more]
    if case is None or has_errors(findings):
        return None, findings
    view, more = view_case(case, case.submissions[0], "filing", spoken("en"), date(2020, 1, 2), home)
    body = 'Before {{ case.title }} after.\n\nBefore {{ annex("x").title }} after.\n'
    draft, others = compose(view, template(body), house)
    findings += [*more, *others]
    if draft is None:
        return None, findings
    made, others = transform(draft, authorities_of(view, house), house.citations["en"], house.labels["en"], "en")
    return made, [*findings, *others]


def quoted(words: str) -> str:
    """Return text as a YAML scalar in double quotes."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def same_letters(words: str) -> str:
    """Return text in composed form, with straight quotes and plain single spaces, as typography may change those."""
    composed = unicodedata.normalize("NFC", words)
    straight = composed.translate(str.maketrans("“”„«»‘’‚‹›", '"""""' + "'''''"))
    return re.sub(r"\s+", " ", straight).strip()


@given(WORDS, WORDS)
@quiet
def test_a_value_of_a_case_comes_out_as_it_was_typed_or_is_refused(
    tmp_path_factory: object, title: str, annex: str
) -> None:
    folder = tmp_path_factory.mktemp("case")  # type: ignore[attr-defined]
    annex = annex.replace("@", "(at)")  # there it would name a person
    made, findings = line_of(folder, title, annex)
    assert all(finding.place.line or finding.place.file for finding in findings)
    if made is None:
        assert has_errors(findings)
        return
    printed = [plain(block.inlines) for block in made.blocks if isinstance(block, Paragraph)]
    wanted = [f"Before {words} after." for words in (title, annex)]
    assert [same_letters(words) for words in printed] == [same_letters(words) for words in wanted]
