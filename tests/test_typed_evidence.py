"""Paths and signs of templates that an author types are evidence and are printed; those of a template are not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pytest

from checking import subject
from composing import read
from readback_matrix import LANGUAGES, PLACES, SCRIPTS, Case, document_of
from submissions.audit.files import open_file
from submissions.audit.records import Refusal
from submissions.audit.typed import without_typed
from submissions.checks.protected import check_left_behind, printed_texts
from submissions.document import Document, Paragraph, Run
from submissions.findings import Finding, Place
from submissions.line.formats import WRITERS, Print
from test_readback import house

# In pieces, for no text of this repository names a place on somebody's computer.
USERS, HOME = "User" + "s", "hom" + "e"
TYPED = (
    f"C:\\{USERS}\\Public\\update.exe", f"C:/{USERS}/Public/a.docx", "\\\\server\\share\\list.xlsx",
    f"/{HOME}/police/tool.bin",
    "/private/var/db/spy.plist", "file:///tmp/a.txt", "smb://host/share", "{{ name }}", "{% if x %}", "{{x}}",
    "{# remark #}", "«fooBar»", "https://example.org/{{id}}",
)  # fmt: skip


@dataclass(frozen=True)
class Typed(Case):
    """A cell in which what was typed stands between words of a script."""

    @property
    def text(self) -> str:
        word, more = SCRIPTS[self.script]
        return f"{word} {self.sign} {more}, {self.sign}."


def refusals(document: Document, formats: tuple[str, ...]) -> list[Refusal]:
    """Return what the audit refuses of a document's files."""
    found: list[Refusal] = []
    for form in formats:
        writer = WRITERS[form]  # type: ignore[index]
        content, findings = writer.write(Print(document, house()))
        assert [finding for finding in findings if finding.is_error] == []
        assert writer.read_back(content, document, Place("output/a")) == []
        found += open_file(f"a.{form}", content, document.organisation).refusals
    return found


def whole(language: str, places: tuple[str, ...] = PLACES) -> Document:
    script = "Arabic" if language == "ar" else "Latin"
    return document_of([Typed(sign, script, language, place) for place, sign in product(places, TYPED)], language)


@pytest.mark.parametrize(
    ("language", "formats"), [*((one, ("docx",)) for one in LANGUAGES), ("ar", ("pdf",)), ("fr", ("pdf",))]
)
def test_what_an_author_typed_is_no_refusal_in_any_place(language: str, formats: tuple[str, ...]) -> None:
    document = whole(language, PLACES if formats == ("docx",) else ("body", "item", "heading"))
    found = refusals(document, formats)
    assert {one.reason[:6] for one in found} == {"a path", "a tag "}
    assert without_typed(found, printed_texts(document)) == ()
    assert set(without_typed(found, [])) == set(found)


def test_a_path_that_nobody_typed_stays_refused() -> None:
    typed = [f"She kept C:\\{USERS}\\Public\\update.exe and {{{{ name }}}}."]
    left = [
        Refusal("XMP", "a path", "", frozenset({f"C:\\{USERS}\\ada\\brief.docx"})),
        Refusal("word/header1.xml", "a tag", "", frozenset({"{{ other }}"})),
        Refusal("page 1", "it carries comments"),
    ]
    assert without_typed(left, typed) == tuple(left)


def left_behind(text: str, file: str) -> list[Finding]:
    base = whole("en", ("body",))
    at, other = Place(file, 7, 3), Place("cases/a/case.yaml", 2, 1)
    line = Paragraph((Run("Words ", at), Run(f" typed C:\\{USERS}\\x ", other), Run(f" {text} ", at)), at)
    return check_left_behind(subject(replace(base, blocks=(line,))))


@pytest.mark.parametrize("text", TYPED[:10])
def test_what_stands_in_a_template_is_found_at_its_line_before_anything_is_written(text: str) -> None:
    found = left_behind(text, "templates/un/x/en.md")
    assert {(one.code, one.place.file, one.place.line) for one in found} == {("E621", "templates/un/x/en.md", 7)}
    assert left_behind(text, "cases/a/case.yaml") == []


def test_a_tag_that_the_case_typed_is_its_own_where_the_template_goes_on_without_a_space() -> None:
    base = whole("en", ("body",))
    at, other = Place("templates/un/x/en.docx", 7), Place("cases/a/case.yaml", 2, 1)
    line = Paragraph((Run("To ", at), Run("the State {# so #}", other), Run(":", at)), at)
    assert check_left_behind(subject(replace(base, blocks=(line,)))) == []


@pytest.mark.parametrize("text", ["Error! Reference source not found.", "Erreur ! Signet non défini.", "خطأ! المرجع"])
def test_what_word_prints_for_a_lost_reference_is_found_at_the_line_where_it_was_pasted(text: str) -> None:
    (found,) = left_behind(text, "cases/a/case.yaml")
    assert (found.code, found.place.line) == ("E621", 7)


@pytest.mark.parametrize(
    "text", [*TYPED[:12], "C:\\.config\\-x\\_y_\\[a]", "(D:\\#a\\*b*)", "\\\\10.0.0.1\\c$\\.x", "a \\ b", "C:\\a\\{b}"]
)
def test_markdown_reads_none_of_them_as_markup(text: str) -> None:
    blocks, findings = read(f"She saw {text} there.")
    assert findings == []
    (paragraph,) = blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.inlines if isinstance(run, Run)) == f"She saw {text} there."
