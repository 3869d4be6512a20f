"""A filing of twelve pages and more says the same word for word, whether its body was typed in Word or in Markdown."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from click.testing import CliRunner
from docx.document import Document as Opened
from docx.oxml import OxmlElement

from office_templates.records import page_text, word_paragraphs
from submissions.cli import main
from word_bodies import lines, table, template

ROOT: Final = Path(__file__).parents[1]
SETTINGS: Final = """\
title: {en: Complaint}
purpose: {en: Submits a complaint.}
languages: [en]
audiences: [filing, public]
numbered: false
frame: filing
contents: false
needs: [case.title, texts.facts]
consents:
  - {scope: submit, of: [complainant]}
  - {scope: name-to-state, of: [complainant], audience: filing}
"""
# What is typed: a heading by its level, a paragraph, a statement for its paragraph, rows of a table, an item.
PIECES: Final[tuple[tuple[str, object], ...]] = (
    ("text", "To the {{ 'Committee against Torture' }}, {{ date }}"),
    ("1", "{{ case.title }}"),
    ("text", "{{ organisation.name }} of {{ organisation.address }} submits this complaint for {{ role('complainant')|map(attribute='full')|join(', ') }} against {{ state.the }}."),
    ("statement", "if audience == 'public'"), ("text", "Names have been replaced by pseudonyms."), ("statement", "else"),
    ("text", "This document names people who are protected."), ("statement", "endif"),
    ("1", "Summary"), ("text", "{{ texts.summary }}"),
    ("1", "The parties"),
    ("statement", "for person in people"), ("2", "{{ person.full|capitalize }}"),
    ("text", "{{ person.full|capitalize }}, {{ person.role }}{% if person.nationality %}, of {{ person.nationality.name }}{% endif %}."),
    ("statement", "endfor"),
    ("1", "Dates"),
    ("rows", (("Date", "Event", "Place"), "for event in events", ("{{ event.date|capitalize }}", "{{ event.text }}", "{{ event.place|default('–') }}"), "endfor")),
    ("1", "Facts"), ("text", "{{ texts.facts }}"),
    ("1", "Remedies"), ("text", "{{ texts.exhaustion }}"),
    ("statement", "for remedy in remedies"),
    ("text", "{{ loop.index }} of {{ remedies|length }}: {{ remedy.authority }}{% if remedy.filed %}, {{ remedy.filed }}{% endif %}{% if remedy.outcome %}: {{ remedy.outcome }}{% endif %}"),
    ("statement", "endfor"),
    ("text", "{{ texts.admissibility }}"),
    ("statement", "for claim in claims"), ("1", "{{ claim.title }}"), ("text", "{{ claim.argument }}"), ("statement", "endfor"),
    ("1", "Reparation"), ("text", "{{ texts.reparation }}"),
    ("1", "Requests"), ("statement", "for request in requests"), ("item", "{{ request.text }}"), ("statement", "endfor"),
    ("1", "Representation"), ("text", "{{ texts.representation }}"), ("text", "{{ measures.anonymity }}"),
    ("1", "Annexes"),
    ("rows", (("No", "Annex", "Date"), "for annex in annexes", ("{{ annex.anchor }}", "{{ annex.title }}", "{{ annex.date|default('–') }}"), "endfor")),
)  # fmt: skip
_REFERENCE: Final = re.compile(r"\[\]\(#(?!annex-)[\w-]+\)(?:\{[^}]*\})?")


def as_markdown() -> str:
    """Return the pieces as somebody types them in Markdown."""
    made: list[str] = []
    for kind, piece in PIECES:
        if isinstance(piece, tuple):
            made += _rows_in_markdown(piece)
        elif kind == "statement":
            made.append(f"{{% {piece} %}}\n")
        else:
            sign = {"text": "", "item": "- ", "1": "# ", "2": "## "}[kind]
            made.append(f"{sign}{piece}\n\n" if kind != "item" else f"{sign}{piece}\n")
    return "".join(made)


def _rows_in_markdown(rows: tuple[object, ...]) -> list[str]:
    made = []
    for number, row in enumerate(rows):
        if isinstance(row, tuple):
            made.append(f"| {' | '.join(row)} |\n")
            if number == 0:
                made.append(f"|{':--|' * len(row)}\n")
        else:
            made.append(f"{{% {row} %}}\n")
    return [*made, "\n"]


def as_word(opened: Opened) -> None:
    """Type the same pieces into a Word file."""
    for kind, piece in PIECES:
        if isinstance(piece, tuple):
            wide = len(piece[0])
            table([list(row) if isinstance(row, tuple) else [f"{{%tr {row} %}}", *[""] * (wide - 1)] for row in piece])(
                opened
            )
            # Word: Table Layout, Repeat Header Rows.
            opened.tables[-1].rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        elif kind == "statement":
            lines(f"{{%p {piece} %}}")(opened)
        elif kind in {"1", "2"}:
            opened.add_heading(str(piece), int(kind))
        else:
            opened.add_paragraph(str(piece), style="List Bullet" if kind == "item" else None)


def build(folder: Path, audience: str) -> dict[str, bytes]:
    """Build the filing both ways from the case of A."""
    shutil.copytree(ROOT / "cases" / "a-v-bosnia", folder / "cases" / "a-v-bosnia")
    case = folder / "cases" / "a-v-bosnia" / "case.yaml"
    for path in (case, *case.parent.rglob("*.md")):  # no paragraph of these two has a number to refer to
        text = _REFERENCE.sub("above", path.read_text(encoding="utf-8"))
        path.write_text(re.sub("(?m)^### ", "## ", text), encoding="utf-8")
    before = case.read_text(encoding="utf-8").partition("\nsubmissions:\n")[0]
    asked = "".join(
        f"  - {{template: ours/{one}, languages: [en], audiences: [{audience}], date: 2017-11-01}}\n"
        for one in ("markdown", "word")
    )
    case.write_text(f"{before}\nsubmissions:\n{asked}", encoding="utf-8")
    for name, content in (("markdown/en.md", as_markdown().encode()), ("word/en.docx", template(as_word))):
        own = folder / "templates" / "ours" / name
        own.parent.mkdir(parents=True)
        own.write_bytes(content)
        (own.parent / "template.yaml").write_text(SETTINGS, encoding="utf-8")
    run = CliRunner().invoke(
        main, ["build", "a-v-bosnia", "--audience", audience, "-w", str(folder), "--as-of", "2017-11-01"]
    )
    assert run.exit_code == 0, run.output
    out = folder / "output" / "a-v-bosnia" / audience
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


@pytest.mark.proof
@pytest.mark.parametrize("audience", ["filing", "public"])
def test_a_filing_typed_in_word_says_what_the_same_one_in_markdown_says(audience: str, tmp_path: Path) -> None:
    files = build(tmp_path, audience)
    markdown, word = (files[f"ours-{one}.en.docx"] for one in ("markdown", "word"))
    assert word_paragraphs(word) == word_paragraphs(markdown)
    pages = files["ours-word.en.pdf"]
    assert page_text(pages) == page_text(files["ours-markdown.en.pdf"])
    assert len(pypdfium2.PdfDocument(pages)) >= 12
