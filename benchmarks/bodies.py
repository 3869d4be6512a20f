"""Templates drafted in Word of three sizes, and what their tags print, for this program and for plain docxtpl.

A letter of a page, a pleading of five with tables in loops and conditions, a filing of twenty with a hundred numbered
paragraphs. Names and values are those of a case, so that the same files go down the whole line too.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document as Opened
from docx.text.paragraph import Paragraph

WORDS: Final = (
    "The authors recall what was said before the national courts, which nobody has answered: that the acts were those "
    "of officers on duty, that they were reported at once, and that no inquiry worth the name was ever opened. "
)
BATCH: Final = 50
"""Cases that go through one template."""
EVENTS: Final = 12
"""Events of a case."""


def _typed(paragraph: Paragraph, text: str) -> None:
    """Type words into a paragraph, what stands between "¦" in bold."""
    for index, piece in enumerate(text.split("¦")):
        paragraph.add_run(piece).bold = bool(index % 2)


def _lines(opened: Opened, *texts: str, style: str | None = None) -> None:
    for text in texts:
        _typed(opened.add_paragraph(style=style), text)


def _chronology(opened: Opened) -> None:
    """Type a table with a row for each event."""
    table = opened.add_table(rows=4, cols=2, style="Table Grid")
    rows = [
        ("Date", "What happened"), ("{%tr for event in events %}", ""), ("{{ event.date }}", "{{ event.text }}"),
        ("{%tr endfor %}", ""),
    ]  # fmt: skip
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text


def _head(opened: Opened) -> None:
    section = opened.sections[0]
    section.header.paragraphs[0].text = "{{ organisation.name }}"
    section.footer.paragraphs[0].text = "{{ case.title }}"
    _lines(opened, "{{ organisation.name }}¦ to ¦{{ state.name }}", "Case: ¦{{ case.title }}¦")


def letter(opened: Opened) -> None:
    """Type a letter of a page."""
    _head(opened)
    _lines(
        opened,
        "We write on behalf of the authors in {{ case.title }} and ask ¦{{ state.name }}¦ for an answer. " + WORDS,
        "{%p for event in events[:3] %}", "{{ event.date }}: {{ event.text }}", "{%p endfor %}",
        "{%p if audience == 'filing' %}", "This letter is for {{ state.name }} alone.", "{%p endif %}", WORDS,
        "For {{ organisation.name }}",
    )  # fmt: skip


def pleading(opened: Opened) -> None:
    """Type a pleading of five pages, with tables in loops and conditions."""
    _head(opened)
    for number in range(1, 6):
        opened.add_heading(f"{number}. On {{{{ case.title }}}}", 1)
        _lines(opened, f"{WORDS * 2}{{% if events %}}It is for {{{{ state.name }}}} to answer.{{% endif %}}", WORDS * 3)
        _lines(opened, "{%p if audience == 'public' %}", "Not for {{ state.name }}.", "{%p else %}")
        _lines(opened, "¦{{ organisation.name }}¦ says so. " + WORDS, "{%p endif %}")
        _chronology(opened)


def filing(opened: Opened) -> None:
    """Type a filing of twenty pages with a hundred numbered paragraphs."""
    _head(opened)
    for number in range(100):
        if number % 10 == 0:
            opened.add_heading(f"Part {number // 10 + 1} of {{{{ case.title }}}}", 1)
        words = f"{WORDS}In {{{{ case.title }}}} ¦{{{{ state.name }}}}¦ has said nothing to this. {WORDS}"
        _lines(opened, words, style="List Number")
    _chronology(opened)


SIZES: Final[Mapping[str, tuple[str, Callable[[Opened], None]]]] = {
    "letter": ("a letter of a page", letter),
    "pleading": ("a pleading of five pages, tables in loops", pleading),
    "filing": ("a filing of twenty pages, 100 numbered paragraphs", filing),
}


def template_of(build: Callable[[Opened], None]) -> bytes:
    """Return a template that `build` types into, by nobody."""
    opened, kept = docx.Document(), io.BytesIO()
    opened.core_properties.author = ""
    build(opened)
    opened.save(kept)
    return kept.getvalue()


def values_of(number: int) -> dict[str, Any]:
    """Return what the tags print for one of many cases, as a case file gives it and docxtpl is given it."""
    events = [
        {"date": f"{day} May {2000 + number % 20}", "text": f"Officers of unit {number} come & ask for papers."}
        for day in range(1, EVENTS + 1)
    ]
    return {
        "case": {"title": f"X{number} v Bosnia and Herzegovina"},
        "state": {"name": "Bosnia and Herzegovina"},
        "organisation": {"name": "Centre for Redress & Care"},
        "audience": "filing",
        "events": events,
    }


_CASE: Final = """\
case:
  id: CASE
  title: {en: "TITLE"}
  short_title: {en: "TITLE"}
  language: en
state: BA
organisation: {name: ORGANISATION, address: "1 Example Street, Geneva"}
people:
  - {id: x, role: victim, name: {given: Amina, family: Kovacevic}, pseudonym: Ms X, gender: woman}
events:
EVENTS
submissions:
  - {template: benchmarks/SIZE, languages: [en], audiences: [filing]}
"""
_TEMPLATE: Final = """\
title: {en: Measured}
purpose: {en: Is measured.}
languages: [en]
audiences: [filing]
numbered: false
frame: letter
contents: false
needs: [case.title, state]
"""


def write_workspace(folder: Path, size: str, cases: int) -> list[str]:
    """Write a workspace with one template and its cases; return the names of these."""
    own = folder / "templates" / "benchmarks" / size
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(_TEMPLATE, encoding="utf-8")
    (own / "en.docx").write_bytes(template_of(SIZES[size][1]))
    names = [f"case-{number}" for number in range(cases)]
    for number, name in enumerate(names):
        values = values_of(number)
        events = "\n".join(
            f"  - {{id: e{day}, date: {2000 + number % 20}-05-{day:02}, text: {{en: {json.dumps(one['text'])}}}}}"
            for day, one in enumerate(values["events"], 1)
        )
        said = {
            "CASE": name, "TITLE": values["case"]["title"], "ORGANISATION": values["organisation"]["name"],
            "EVENTS": events, "SIZE": size,
        }  # fmt: skip
        text = _CASE
        for key, words in said.items():
            text = text.replace(key, words)
        (folder / "cases" / name).mkdir(parents=True)
        (folder / "cases" / name / "case.yaml").write_text(text, encoding="utf-8")
    return names
