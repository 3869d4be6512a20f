"""The organisation's look and wording habits, read once: languages, labels, citations, authorities, frames and CSS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from submissions.case import Authority
from submissions.catalogue.language import LanguageShelf
from submissions.catalogue.look import read_look
from submissions.catalogue.style import CitationStyle, read_style
from submissions.catalogue.yaml_file import FileReader
from submissions.document import HouseFile, Resource
from submissions.findings import Finding, Place
from submissions.look import PLAIN_LOOK, HouseLook
from submissions.values import RefusedValueError, SourceList, SourceMapping, Text

LABELS: Final = (
    "page_of", "page", "paragraphs", "contents", "table", "figure", "table_in_text", "figure_in_text", "annex",
    "withheld", "marking_filing", "marking_public", "list_comma", "list_and", "withheld_name", "withheld_place",
    "withheld_date", "withheld_age", "withheld_occupation", "withheld_family", "withheld_health", "withheld_document",
    "withheld_other",
)  # fmt: skip
"""The labels of each language; `docs/reference/templates.md` says what each is for."""

FURTHER_LABELS: Final = ("annexes", "two_annexes")
"""Labels that a language may leave out: each annex then has its word."""

LOOK: Final = frozenset({".docx", ".html", ".css"})
"""The kinds of files that make the look of a document."""

BYTES_MAX: Final = 10_000_000
FONTS: Final = "fonts"
"""The folder of the house's own font files; the writers find them by its name before theirs."""

_FONT: Final = frozenset({".ttf", ".otf"})
_OTHER_FONT: Final = frozenset({".ttc", ".otc", ".woff", ".woff2", ".pfb", ".dfont"})
_FONT_BYTES_MAX: Final = 40_000_000
_OF_LANGUAGES: Final = frozenset({"citations", "labels", "language"})


@dataclass(frozen=True, slots=True)
class House:
    """What every document of the organisation shares.

    `labels` and `citations` are by language, `languages` their words and habits, each read when it is asked for;
    `authorities` are by id, for every case that does not give its own; `files` are the frames and style sheets by name
    ("word.docx", "page.css"), and the house's own fonts ("fonts/Name.ttf"); `look` is what `house.yaml` says, `logo` is
    the picture that it names.
    """

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    citations: Mapping[str, CitationStyle] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    files: Mapping[str, HouseFile] = field(default_factory=dict)
    languages: LanguageShelf = field(default_factory=lambda: LanguageShelf({}))
    look: HouseLook = PLAIN_LOOK
    logo: Resource | None = None


def read_house(folders: Sequence[tuple[Path, str]]) -> tuple[House, list[Finding]]:
    """Read the house files of several folders, each with its name in findings; a file of an earlier folder wins."""
    found: dict[str, tuple[Path, str]] = {}
    for folder, name in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file():
                found.setdefault(path.name, (path, f"{name}/{path.name}"))
    findings: list[Finding] = []
    labels, citations = {}, {}
    languages: dict[str, tuple[Path, str]] = {}
    for name in sorted(found):
        path, shown = found[name]
        stem, _, rest = name.partition(".")
        code = rest.removesuffix(".yaml")
        if stem not in _OF_LANGUAGES or not name.endswith(".yaml"):
            continue
        if stem == "language":
            languages[code] = found[name]
            continue
        reader = FileReader(path, shown)
        node = reader.read()
        if node is not None and stem == "labels":
            labels[code] = _labels(node, reader)
        elif node is not None:
            citations[code] = read_style(node, reader)
        findings += reader.findings
    authorities, faults = _authorities(found.get("authorities.yaml"))
    fonts, more = _fonts(folders)
    look, logo, wrong = read_look(folders, fonts)
    files = {**look_files(found), **fonts}
    house = House(labels, citations, authorities, files, LanguageShelf(languages), look, logo)
    return house, [*findings, *faults, *more, *wrong]


def _fonts(folders: Sequence[tuple[Path, str]]) -> tuple[dict[str, HouseFile], list[Finding]]:
    """Return the house's own font files, as "fonts/Name.ttf", and a finding for each that no page can take."""
    found: dict[str, HouseFile] = {}
    findings: list[Finding] = []
    for folder, name in folders:
        for path in sorted((folder / FONTS).iterdir()) if (folder / FONTS).is_dir() else ():
            place, kind = Place(f"{name}/{FONTS}/{path.name}"), path.suffix.lower()
            if not path.is_file() or path.name.startswith((".", "~")) or kind not in _FONT | _OTHER_FONT:
                continue
            if kind in _OTHER_FONT:
                message = f"a font file is of a kind that the pages cannot take: {kind}"
                findings.append(Finding("E208", place, message, "put the same face here as .ttf or .otf"))
            elif path.stat().st_size > _FONT_BYTES_MAX:
                message = f"a font file has more than {_FONT_BYTES_MAX // 1_000_000} megabytes"
                findings.append(Finding("E208", place, message, "take a face with fewer letters"))
            else:
                found.setdefault(f"{FONTS}/{path.name}", HouseFile(path.read_bytes(), place))
    return found, findings


def look_files(found: Mapping[str, tuple[Path, str]]) -> dict[str, HouseFile]:
    """Return the frames and style sheets among files, with their bytes."""
    return {
        name: HouseFile(path.read_bytes(), Place(shown))
        for name, (path, shown) in sorted(found.items())
        if path.suffix in LOOK and path.stat().st_size <= BYTES_MAX
    }


def _labels(node: SourceMapping, reader: FileReader) -> dict[str, str]:
    """Return the labels of one language, all of which must be there."""
    reader.refuse_unknown(node, (*LABELS, *FURTHER_LABELS))
    for key in LABELS:
        if Text(key) not in node:
            reader.refuse(node, key, f"the label '{key}' is missing", f"write '{key}: ...'", code="E206")
    labels = {str(key): str(reader.text(node, key)) for key in node}
    fields_of = {"page_of": ("{page}", "{pages}"), "annex": ("{number}",)}
    fields_of |= dict.fromkeys(FURTHER_LABELS, ("{numbers}",))
    for key, fields in fields_of.items():
        if key in labels and not all(name in labels[key] for name in fields):
            reader.refuse(node, key, f"'{key}' lacks {' or '.join(fields)}: '{labels[key]}'", "write it into the text")
    return labels


def _authorities(found: tuple[Path, str] | None) -> tuple[dict[str, Authority], list[Finding]]:
    """Return the authorities that every case may cite; each is the same record as in a case."""
    if found is None:
        return {}, []
    reader = FileReader(*found)
    node = reader.read()
    listed = node.get(Text("authorities")) if node is not None else None
    if node is not None:
        reader.refuse_unknown(node, ("authorities",))
        if not isinstance(listed, SourceList):
            reader.refuse(node, "authorities", "'authorities' must be a list", "write it as in a case file")
    authorities: dict[str, Authority] = {}
    for item in listed if isinstance(listed, SourceList) else ():
        try:
            authority = _reader().validate_python(item)
        except (ValidationError, RefusedValueError) as error:
            reader.findings += _refused(error, getattr(item, "place", Place(reader.file)))
            continue
        if authority.id in authorities:
            message = f"two authorities have the same id: '{authority.id}'"
            reader.findings.append(Finding("E230", authority.id.place, message, "take one of them out"))
        authorities[authority.id] = authority
    return authorities, reader.findings


@cache
def _reader() -> TypeAdapter[Authority]:
    """Return what reads an authority; it is built when the first one is read."""
    return TypeAdapter(Authority)


def _refused(error: ValidationError | RefusedValueError, place: Place) -> list[Finding]:
    """Say at its place what is wrong with an authority."""
    if isinstance(error, RefusedValueError):
        return list(error.findings)
    order = "write it as the reference page of case files shows"
    return [
        Finding("E230", place, f"'{'.'.join(map(str, fault['loc']))}' of an authority is wrong: {fault['type']}", order)
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    ]
