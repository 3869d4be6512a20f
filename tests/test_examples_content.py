"""The examples are what they must be: a complaint of filing length, short briefs, shorter notes, and nobody named."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from examples import CASES, COMPLAINT, EXAMPLES, ROOT, Builds, Example, catalogue, tree
from submissions.case import Case
from submissions.case.people import Name
from submissions.document import Anchor, Note, Paragraph, Reference, Run, Table, walk
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.values import Text

every_case = pytest.mark.parametrize("case", CASES)
# Old tables wherever a complaint is filed; the two days since when the Convention binds Bosnia and Herzegovina; in
# Sahli an extract of the family register in Arabic, without a translation.
FINDINGS = {"a-v-bosnia": ["W822", "W840"], "maya-achi": [], "sahli-v-algeria": ["W820", "W840"]}
PAGES = {"un/cat-complaint": range(12, 31), "advocacy/brief": range(2, 5), "parliament/briefing": range(1, 3)}


@pytest.mark.few(1)
@every_case
def test_nothing_stands_against_an_example_but_what_the_filing_rules_say(case: str, builds: Builds) -> None:
    found = re.findall(r"(?:error|warning)\[(\w+)\]", builds.findings(case))
    assert sorted(found) == FINDINGS[case]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_each_kind_of_document_has_the_length_of_its_kind(example: Example, builds: Builds) -> None:
    with pikepdf.open(builds.path(example, "pdf")) as pdf:
        assert len(pdf.pages) in PAGES[example.template]


def test_the_complaint_has_what_a_filing_has() -> None:
    nodes = list(walk(tree(COMPLAINT).blocks))
    tables = [node for node in nodes if isinstance(node, Table)]
    kinds = [node.kind for node in nodes if isinstance(node, Reference)]
    assert sum(isinstance(node, Paragraph) and node.number > 0 for node in nodes) >= 60
    assert sum(isinstance(node, Note) for node in nodes) >= 30
    assert any(table.label.startswith("Table") and len(table.body) >= 12 for table in tables)
    assert sum(isinstance(node, Anchor) and node.id.startswith("annex-") for node in nodes) >= 12
    for kind in ("paragraph", "annex", "note", "section", "table"):
        assert kinds.count(kind) >= 1, kind


def case_of(name: str) -> Case:
    folder = ROOT / "cases" / name
    source, _ = read_case(folder, ROOT)
    assert source is not None
    case, _ = validate_case(source, folder, ROOT, catalogue().house.authorities)
    assert case is not None
    return case


def protected_words(name: str) -> set[str]:
    """Return every name and place that no public file of a case may hold, as `folded` writes them.

    A family name that somebody who may be named bears too is not among them.
    """
    words: set[str] = set()
    people = case_of(name).people
    named = {
        part for person in people if "name" not in person.withheld_from("public") for part in name_parts(person.name)
    }
    for person in people:
        if "name" in person.withheld_from("public"):
            words |= {*name_parts(person.name), *map(str, person.variants)} - named
        if "residence" in person.withheld_from("public") and person.residence is not None:
            words |= {str(text) for text in person.residence.values()}
    for path in sorted((ROOT / "cases" / name).rglob("*")):
        if path.suffix in (".md", ".yaml"):
            words |= set(re.findall(r"\[([^\]\[]+)\]\{\.redact\}", path.read_text(encoding="utf-8")))
    return {folded(word) for word in words if word}


def name_parts(name: Name | Text) -> set[str]:
    """Return the parts of a name in every language."""
    if isinstance(name, Text):
        return {str(name), *str(name).split()}
    written = [name, *name.in_languages.values()]
    return {str(part) for each in written for part in (each.given, each.family, each.full) if part}


def folded(text: str) -> str:
    """Return text without case, accents, marks that cannot be seen, and with plain spaces."""
    letters = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    seen = (char for char in letters if unicodedata.category(char) not in ("Mn", "Cf"))
    return re.sub(r"[\s_]+", " ", "".join(seen)).casefold().strip()


def layers(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of a file by where it stands: parts and their words, streams, properties, pages."""
    yield "name", path.name
    content = path.read_bytes()
    yield "bytes", content.decode("utf-8", "replace")
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                part = package.read(name).decode("utf-8", "replace")
                yield name, f"{name} {part}"
                yield f"words of {name}", re.sub("<[^>]*>", "", part)
    if path.suffix == ".pdf":
        yield from pdf_layers(path)


def pdf_layers(path: Path) -> Iterator[tuple[str, str]]:
    document = pypdfium2.PdfDocument(path)
    try:
        for number, page in enumerate(document, 1):
            yield f"page {number}", page.get_textpage().get_text_range()
    finally:
        document.close()
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                yield "stream", item.read_bytes().decode("utf-8", "replace")
            elif isinstance(item, pikepdf.Dictionary | pikepdf.Array):
                yield "object", " ".join(strings(item))


def strings(item: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """Yield the texts directly inside a PDF object."""
    values = item.values() if isinstance(item, pikepdf.Dictionary) else iter(item)  # type: ignore[call-overload]
    for value in values:
        if isinstance(value, pikepdf.String):
            yield str(value)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and depth < 3 and not value.is_indirect:
            yield from strings(value, depth + 1)


def found(words: set[str], path: Path) -> list[tuple[str, str]]:
    """Return the words that a file holds and where; short ones count as whole words only."""
    hits = []
    for where, text in layers(path):
        plain_text = folded(text)
        for word in sorted(words):
            if word in plain_text and (len(word) >= 6 or re.search(rf"\b{re.escape(word)}\b", plain_text)):
                hits.append((where, word))
    return hits


@pytest.mark.few(1)
@every_case
def test_no_public_file_holds_a_protected_name_in_any_layer(case: str, builds: Builds) -> None:
    words = protected_words(case)
    assert words
    files = sorted(path for path in (builds.output(case) / case / "public").rglob("*") if path.is_file())
    assert len(files) > 6
    for path in files:
        assert found(words, path) == [], path.name


def test_the_search_finds_the_names_where_they_are_printed(builds: Builds) -> None:
    words = protected_words("a-v-bosnia")
    for form in ("docx", "pdf", "html"):
        hits = {word for _, word in found(words, builds.path(COMPLAINT, form))}
        assert {folded("Karahodžić"), folded("Munira")} <= hits, form


@pytest.mark.proof
def test_no_tree_of_a_public_document_holds_a_protected_name() -> None:
    for example in EXAMPLES:
        if example.audience == "public":
            runs = [node.text for node in walk(tree(example).blocks) if isinstance(node, Run)]
            text = folded(" ".join(runs))
            assert [word for word in protected_words(example.case) if len(word) >= 6 and word in text] == [], example
