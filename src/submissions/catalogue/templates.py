"""A template: a folder of data that makes one kind of document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, get_args

from submissions.case import ConsentNeed
from submissions.case.asked import AskedValue
from submissions.catalogue.asked import OwnNames, own_names, own_names_faults
from submissions.catalogue.consents import read_consents
from submissions.catalogue.house import look_files
from submissions.catalogue.yaml_file import FileReader
from submissions.document import HouseFile
from submissions.findings import Finding, Place
from submissions.languages import is_language
from submissions.look import KINDS, SHEETS, Paper
from submissions.office.package import PACKAGE_BYTES_MAX
from submissions.source import read_text_file
from submissions.values import Localised, SourceMapping, Text
from submissions.wordbody.body import WordBody, read_body

WORD: Final = ".docx"
LIBREOFFICE: Final = "libreoffice"
"""What a template says under `pdf` that wants the PDF of its Word file as LibreOffice prints it."""
KEYS: Final[dict[str, str]] = {
    "title": "What the template makes, by language.",
    "purpose": "Whom it is for and what it does, by language.",
    "procedure": "The procedure it files with, if it does.",
    "languages": "The languages it has a body in; each is a file such as `en.md`, or `en.docx` drafted in Word.",
    "audiences": "The audiences it may be printed for: `filing`, `public`.",
    "numbered": "Whether headings and paragraphs are numbered: `true` or `false`.",
    "frame": "The class of document, which says what it wears: `filing`, `brief`, `letter`, `memorandum` or "
    "`parliamentary`.",
    "contents": "Whether the document has contents: `true` or `false`.",
    "paper": "`a4` or `letter`; what the house has if left out.",
    "stock": "The folder of macros that it shares with others, `un/stock`; its `en.md` is read before the body.",
    "needs": "What the case must give, by the names that the template prints: `texts.facts`, `claims`.",
    "names": 'Names of its own for what the case gives, each an expression: `{client: person("ana").full}`.',
    "values": "What the case must type for it, by name, and what each is: `{sent_on: {kind: date, about: {en: ...}}}`.",
    "consents": "Which consents it needs, and of whom: `[{scope: submit, of: [complainant, victim, survivor]}]`.",
    "marking": "Whether it is marked confidential where people are protected, at the head of its pages and in its "
    "properties: `false` where the body allows no mark; `true` if left out.",
    "pdf": "`libreoffice` for a PDF that is an exact picture of the Word page, by LibreOffice, which is then needed; "
    "for bodies drafted in Word alone.",
    "words_max": "How many words the document may have; more is a warning.",
    "pages_max": "How many pages the PDF may have; more is a warning.",
}


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of document: what it needs of a case, and its body in each language.

    `folder` holds its pictures; `files` are its own frames and style sheets, which come before the house's. A body that
    was drafted in Word stands among the bodies as its source, and in `word_bodies` as the file that it is.
    """

    id: str
    place: Place
    folder: Path
    title: Localised
    purpose: Localised
    procedure: Text | None
    languages: tuple[Text, ...]
    audiences: tuple[Text, ...]
    numbered: bool
    frame: str
    contents: bool
    paper: Paper | None
    needs: tuple[Text, ...]
    words_max: int | None
    pages_max: int | None
    marking: bool = True
    bodies: Mapping[str, Text] = field(default_factory=dict)
    word_bodies: Mapping[str, WordBody] = field(default_factory=dict)
    stocks: Mapping[str, Text] = field(default_factory=dict)
    files: Mapping[str, HouseFile] = field(default_factory=dict)
    consents: tuple[ConsentNeed, ...] = ()
    names: Mapping[str, Text] = field(default_factory=dict)
    values: Mapping[str, AskedValue] = field(default_factory=dict)
    pdf: str = ""


def read_template(
    folder: Path, identity: str, name: str, roots: Sequence[Path] = ()
) -> tuple[Template | None, list[Finding]]:
    """Read a template's folder, which is called `name` in findings; None where its template.yaml cannot be read.

    `roots` are the folders of templates in which its stock of macros is looked for.
    """
    reader = FileReader(folder / "template.yaml", f"{name}/template.yaml")
    node = reader.read()
    if node is None:
        return None, reader.findings
    reader.refuse_unknown(node, KEYS)
    languages = _languages(node, reader)
    word_bodies = _word_bodies(folder, name, languages, reader)
    bodies = _bodies(folder, name, languages, reader) | {one: body.text for one, body in word_bodies.items()}
    stocks = _stocks(node, [one for one in languages if str(one) not in word_bodies], roots, reader)
    own = _own_names(node, bodies, stocks, reader)
    template = Template(
        id=identity,
        place=Place(reader.file, 1),
        folder=folder,
        title=reader.localised(node, "title"),
        purpose=reader.localised(node, "purpose"),
        procedure=reader.text(node, "procedure") if Text("procedure") in node else None,
        languages=languages,
        audiences=_audiences(node, reader),
        numbered=reader.truth(node, "numbered"),
        frame=reader.choice(node, "frame", KINDS),
        contents=reader.truth(node, "contents"),
        paper=_paper(node, reader),
        needs=reader.listed(node, "needs", ()),
        consents=read_consents(node, reader),
        names=own.names,
        values=own.values,
        pdf=_pdf(node, languages, word_bodies, reader),
        marking=reader.choice(node, "marking", ("true", "false"), "true") == "true",
        words_max=reader.whole(node, "words_max"),
        pages_max=reader.whole(node, "pages_max"),
        bodies=bodies,
        word_bodies=word_bodies,
        stocks=stocks,
        files=look_files({path.name: (path, f"{name}/{path.name}") for path in folder.iterdir() if path.is_file()}),
    )
    return template, reader.findings


def _paper(node: SourceMapping, reader: FileReader) -> Paper | None:
    """Return the paper that a template asks for, None where it leaves that to the house."""
    asked = reader.choice(node, "paper", get_args(Paper)) if Text("paper") in node else ""
    return next((one for one in SHEETS if one == asked), None)


def _pdf(node: SourceMapping, languages: Sequence[str], word_bodies: Mapping[str, WordBody], reader: FileReader) -> str:
    """Return who makes the PDF, "" for the program itself; LibreOffice only where every body was drafted in Word."""
    if Text("pdf") not in node or reader.choice(node, "pdf", (LIBREOFFICE,)) != LIBREOFFICE:
        return ""
    for language in (one for one in languages if one not in word_bodies):
        message = f"'pdf: {LIBREOFFICE}' prints Word files, and the body in '{language}' is not drafted in Word"
        order = f"draft {language}{WORD} in Word, or take 'pdf' out"
        reader.refuse(node, "pdf", message, order)
    return LIBREOFFICE


def _own_names(
    node: SourceMapping, bodies: Mapping[str, Text], stocks: Mapping[str, Text], reader: FileReader
) -> OwnNames:
    """Return the names of the template's own, held against its bodies and their stocks."""
    own = own_names(node, tuple(bodies), reader)
    reader.findings += own_names_faults(own, {one: (body, stocks.get(one, "")) for one, body in bodies.items()})
    return own


def _languages(node: SourceMapping, reader: FileReader) -> tuple[Text, ...]:
    """Return the languages that a template promises."""
    languages = reader.listed(node, "languages")
    for language in languages:
        if not is_language(language):
            order = "write a code such as 'en' or 'fr'"
            reader.findings.append(Finding("E204", language.place, f"this is not a language: '{language}'", order))
    return languages


def _audiences(node: SourceMapping, reader: FileReader) -> tuple[Text, ...]:
    """Return the audiences that a template is for."""
    audiences = reader.listed(node, "audiences")
    for audience in audiences:
        if audience not in {"filing", "public"}:
            order = "write 'filing' or 'public'"
            reader.findings.append(Finding("E204", audience.place, f"there is no such audience: '{audience}'", order))
    return audiences


def _stocks(
    node: SourceMapping, languages: Sequence[Text], roots: Sequence[Path], reader: FileReader
) -> dict[str, Text]:
    """Return the macros of each language that a template shares with others: they print Markdown, so no Word body."""
    if Text("stock") not in node:
        return {}
    name = reader.text(node, "stock")
    stocks = {}
    for language in languages:
        path = next(
            (root / name / f"{language}.md" for root in roots if (root / name / f"{language}.md").is_file()), None
        )
        if path is None or ".." in name:
            reader.refuse(node, "stock", f"the stock '{name}' has no {language}.md", "write it, or name another stock")
            continue
        file = f"{path.parents[len(Path(name).parts)].name}/{name}/{language}.md"
        source, findings = read_text_file(path, file, language.place)
        reader.findings += findings
        if source is not None:
            stocks[str(language)] = Text(source.text, Place(file, 1))
    return stocks


def _word_bodies(folder: Path, name: str, languages: Sequence[Text], reader: FileReader) -> dict[str, WordBody]:
    """Return the bodies that were drafted in Word, by language; none has one in Markdown too."""
    found = {}
    for language in languages:
        path, file = folder / f"{language}{WORD}", f"{name}/{language}{WORD}"
        if not path.is_file():
            continue
        if (folder / f"{language}.md").is_file():
            message = f"two bodies are in one language: '{language}.md' and '{language}{WORD}'"
            reader.findings.append(Finding("E205", language.place, message, "take one of them out"))
        if path.stat().st_size > PACKAGE_BYTES_MAX:
            message = f"the file is larger than any Word file of words: '{file}'"
            reader.findings.append(Finding("E248", language.place, message, "make its pictures smaller"))
            continue
        body, findings = read_body(path.read_bytes(), file)
        reader.findings += findings
        if body is not None:
            found[str(language)] = body
    return found


def _bodies(folder: Path, name: str, languages: Sequence[Text], reader: FileReader) -> dict[str, Text]:
    """Return the body in each language that the template promises, where it is in Markdown."""
    bodies = {}
    for language in (one for one in languages if not (folder / f"{one}{WORD}").is_file()):
        file = f"{name}/{language}.md"
        path = folder / f"{language}.md"
        if not path.is_file():
            order = f"write {language}.md or {language}{WORD}, or take '{language}' out of 'languages'"
            reader.findings.append(Finding("E205", language.place, f"the body is missing: '{file}'", order))
            continue
        source, findings = read_text_file(path, file, language.place)
        reader.findings += findings
        if source is not None:
            bodies[str(language)] = Text(source.text, Place(file, 1))
    return bodies
