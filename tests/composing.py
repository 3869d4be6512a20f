"""Read prose, and compose small templates with small cases, for the tests of everything between case and writers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checking import check
from speaking import spoken
from submissions.catalogue import Catalogue, Template, built_in_templates, read_catalogue
from submissions.compose import authorities_of, compose
from submissions.document import Document, Run
from submissions.findings import Finding, Place, has_errors
from submissions.markup import Scope, read_markup
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.values import Localised, Prose, Text
from submissions.view import CaseView, view_case
from trees import assert_invariants

# ruff: noqa: E501 - one authority a line
CASE = """\
case: {id: example, title: {en: A v State, fr: A c. État, ar: أ ضد الدولة}, short_title: {en: A v State, fr: A c. État, ar: أ ضد الدولة}, language: en}
state: BIH
organisation: {name: The Office, address: "First Street 1"}
people:
  - id: a
    role: complainant
    name: {given: Zumra, family: Hodžić}
    pseudonym: A
    gender: woman
    protected: [name]
    consent: [{scope: submit, date: 2017-10-12, form: written}, {scope: name-to-state, date: 2017-10-12, form: written}]
  - {id: counsel, role: counsel, name: {given: Claire, family: Muster}}
authorities:
  - {id: sahli, type: decision, title: Sahli v Algeria, body: Committee against Torture, communication: 341/2008, date: 2011-06-03, symbol: CAT/C/46/D/341/2008}
  - {id: osman, type: judgment, title: Osman v UK, court: ECtHR, number: App no 23452/94, date: 1998-10-28}
"""
SUBMISSION = "submissions: [{template: test/one, languages: [%s], audiences: [filing, public], date: 2020-01-02}]\n"


def prose(text: str, file: str = "prose.md") -> Prose:
    """Return prose whose lines stand in a file from its first line on."""
    lines = text.split("\n")
    return Prose(text, Place(file, 1, 1), tuple(Place(file, number + 1, 1) for number in range(len(lines))))


def scope(**changes: object) -> Scope:
    """Return a scope with one person, two authorities and a picture."""
    known: dict[str, object] = {
        "people": {"a": {"name": "Zumra Hodžić", "full": "Zumra Hodžić", "initials": "A.H."}},
        "authorities": frozenset({"sahli", "osman"}),
        "withheld": "",
        "table_word": "Table",
        "figure_word": "Figure",
        "numbered": True,
        "leaf": lambda index, place: (Run(f"value {index}", place),),
        "picture": lambda path, place: ("image-1", []),
    }
    return Scope(**(known | changes))  # type: ignore[arg-type]


def read(text: str, **changes: object) -> tuple[tuple[object, ...], list[Finding]]:
    """Return the blocks of a piece of Markdown, and what is wrong with it."""
    return read_markup(prose(text), scope(**changes))


@dataclass(frozen=True)
class Composed:
    """What came of a template and a case."""

    document: Document | None
    findings: tuple[Finding, ...]
    view: CaseView

    @property
    def codes(self) -> list[str]:
        """The codes of the findings in order."""
        return [finding.code for finding in self.findings]

    @property
    def tree(self) -> Document:
        """The document of a run without errors."""
        assert not has_errors(self.findings), [str(finding) for finding in self.findings]
        assert self.document is not None
        return self.document


@cache
def catalogue() -> Catalogue:
    """Return the built-in templates and the house."""
    found, findings = read_catalogue([built_in_templates()])
    assert not [finding for finding in findings if finding.place.file.startswith("templates/house/")]
    return found


def template(body: str, language: str = "en", **changes: object) -> Template:
    """Return a template with one body."""
    known: dict[str, object] = {
        "id": "test/one",
        "place": Place("templates/test/one/template.yaml", 1),
        "folder": Path(__file__).parent,
        "title": Localised(((language, Text("A test")),)),
        "purpose": Localised(((language, Text("To test")),)),
        "procedure": None,
        "languages": (Text(language),),
        "audiences": (Text("filing"), Text("public")),
        "numbered": True,
        "frame": "filing",
        "contents": False,
        "paper": "a4",
        "needs": (),
        "words_max": None,
        "pages_max": None,
        "bodies": {language: Text(body, Place(f"templates/test/one/{language}.md", 1))},
    }
    return Template(**(known | changes))  # type: ignore[arg-type]


def look(folder: Path, case: str = "", audience: str = "filing", language: str = "en") -> CaseView:
    """Return a view of the example case with more keys."""
    home = folder / "cases" / "example"
    home.mkdir(parents=True, exist_ok=True)
    text = CASE + case + ("" if "submissions:" in case else SUBMISSION % language)
    (home / "case.yaml").write_text(text, encoding="utf-8")
    source, findings = read_case(home, folder)
    assert source is not None, [str(finding) for finding in findings]
    known, faults = validate_case(source, home, folder, catalogue().house.authorities)
    assert known is not None, [str(finding) for finding in findings + faults]
    view, faults = view_case(known, known.submissions[0], audience, spoken(language), datetime.date(2020, 1, 2), home)
    return view


def made(
    folder: Path, body: str, case: str = "", audience: str = "filing", language: str = "en", **changes: object
) -> Composed:
    """Compose, transform and check a body with the example case; a tree without errors holds all invariants."""
    view = look(folder, case, audience, language)
    house, one = catalogue().house, template(body, language, **changes)
    document, findings = compose(view, one, house)
    if document is not None:
        style, labels = house.citations[language], house.labels[language]
        document, faults = transform(document, authorities_of(view, house), style, labels, view.case.language)
        findings = [*findings, *faults, *check(document, view, one)]
        if not has_errors(findings):
            assert_invariants(document)
    return Composed(document, tuple(findings), view)
