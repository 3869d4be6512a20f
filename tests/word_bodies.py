"""Word templates made for tests: paragraphs of typed text, whatever runs, tables and parts it is to stand in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document as Opened
from lxml import etree

from submissions.findings import Finding, Place
from submissions.jinja import MARK, index_of, render
from submissions.office.names import parse_part, w
from submissions.office.package import read_package
from submissions.values import Text
from submissions.wordbody.examine import text_parts
from submissions.wordbody.expand import expand
from submissions.wordbody.settle import NUMBERING, settle
from submissions.wordbody.source import body_source

FILE = "templates/letters/test/en.docx"


def template(build: Callable[[Opened], object]) -> bytes:
    """Return a Word file that `build` has written into, by nobody."""
    opened = docx.Document()
    opened.core_properties.author = ""
    build(opened)
    kept = io.BytesIO()
    opened.save(kept)
    return kept.getvalue()


def lines(*texts: str) -> Callable[[Opened], None]:
    """Return what writes paragraphs; "¦" parts the runs of one, each in a look of its own."""

    def build(opened: Opened) -> None:
        for text in texts:
            paragraph = opened.add_paragraph()
            for index, piece in enumerate(text.split("¦")):
                paragraph.add_run(piece).bold = bool(index % 2)

    return build


def table(rows: list[list[str]]) -> Callable[[Opened], None]:
    """Return what writes a table."""

    def build(opened: Opened) -> None:
        made = opened.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for at, text in enumerate(row):
                made.cell(number, at).text = text

    return build


def given(value: object) -> object:
    """Return a value of a case: texts have places, lists are tuples."""
    if isinstance(value, str):
        return Text(value, Place("cases/x/case.yaml", 1, 1))
    if isinstance(value, list):
        return tuple(map(given, value))
    if isinstance(value, dict):
        return {key: given(inner) for key, inner in value.items()}
    return value


def filled(content: bytes, names: Mapping[str, object]) -> tuple[dict[str, etree._Element] | None, list[Finding]]:
    """Return the parts of a template with values in plain words; None where it cannot be rendered."""
    roots, findings = text_parts(read_package(content), FILE)
    assert findings == []
    source = body_source(roots)
    rendered, faults = render(Text(source.text, Place(FILE, 1)), {name: given(one) for name, one in names.items()}, {})
    if rendered is None:
        return None, faults

    def says(marks: str) -> str:
        return MARK.sub(lambda match: str(rendered.values[index_of(match)].value), marks)

    made = expand(str(rendered.text), source, says)
    parts = dict(made.parts)
    whole = read_package(content)
    if NUMBERING in whole:
        parts[NUMBERING] = parse_part(whole[NUMBERING])
    settle(parts, made.lists, made.notes)
    for root in parts.values():
        for text in root.iter(w("t")):
            text.text = says(text.text or "")
    return parts, faults


def words(root: etree._Element) -> list[str]:
    """Return the text of each paragraph."""
    return ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in root.iter(w("p"))]


def packed(content: bytes, parts: Mapping[str, etree._Element]) -> bytes:
    """Return a file with some of its parts anew."""
    whole = {**read_package(content), **{name: etree.tostring(root) for name, root in parts.items()}}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
    return kept.getvalue()
