"""Find the templates and the house files: the workspace's own first, then those that came with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from submissions.catalogue.guidance import read_guidance
from submissions.catalogue.house import LABELS, House, read_house
from submissions.catalogue.language import LanguageShelf
from submissions.catalogue.language_rows import ROWS
from submissions.catalogue.style import CitationStyle
from submissions.catalogue.templates import KEYS, LIBREOFFICE, WORD, Template, read_template
from submissions.findings import Finding
from submissions.languages import is_language
from submissions.packaged import built_in_templates, template_folders
from submissions.wordbody.body import read_body

__all__ = [
    "KEYS",
    "LABELS",
    "LIBREOFFICE",
    "ROWS",
    "Catalogue",
    "CitationStyle",
    "House",
    "LanguageShelf",
    "Shelf",
    "Template",
    "built_in_templates",
    "open_catalogue",
    "read_catalogue",
    "read_guidance",
    "shared_stocks",
    "template_folders",
    "words_of_bodies",
]

HOUSE: Final = "house"
# The limit of any text that is read, so that a wrong file in a template's folder does not fill the memory.
_BODY_MAX: Final = 5_000_000
# Templates lie in folders by institution, `un/cat-complaint`; one more level lets an office sort its own.
_DEPTH_MAX: Final = 3
# How a body asks for an office's own texts: `texts.background`.
_TEXT_NAME: Final = re.compile(r"\btexts\.([a-z_0-9]+)")


class Shelf(Mapping[str, Template]):
    """The templates by id, each read when it is first asked for; to go through them all reads them all.

    `ids` are those of all folders, `findings` what was wrong with those read so far. One that cannot be read is not
    there.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._read: dict[str, Template | None] = {}
        self.findings: list[Finding] = []
        self._found: dict[str, tuple[Path, str]] = {}
        for folder in folders:
            for identity, path in _found(folder):
                self._found.setdefault(identity, (path, f"{folder.name}/{identity}"))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all templates, whether they can be read or not."""
        return tuple(sorted(self._found))

    def __getitem__(self, identity: str) -> Template:
        if identity not in self._read:
            path, name = self._found[identity]
            template, findings = read_template(path, identity, name, self._folders)
            self._read[identity] = template
            self.findings += findings
        template = self._read[identity]
        if template is None:
            raise KeyError(identity)
        return template

    def __iter__(self) -> Iterator[str]:
        return (identity for identity in self.ids if identity in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every template by its id ("un/cat-complaint"), and the house."""

    templates: Mapping[str, Template] = field(default_factory=dict)
    house: House = field(default_factory=House)


def read_catalogue(folders: Sequence[Path]) -> tuple[Catalogue, list[Finding]]:
    """Read all templates and house files; what lies in an earlier folder wins over a later one of the same name."""
    shelf, catalogue, findings = open_catalogue(folders)
    of_languages = [fault for code in catalogue.house.languages for fault in catalogue.house.languages.faults(code)]
    return replace(catalogue, templates=dict(shelf)), findings + shelf.findings + of_languages


def open_catalogue(folders: Sequence[Path]) -> tuple[Shelf, Catalogue, list[Finding]]:
    """Read the house files; each template is read when the shelf is asked for it."""
    house, findings = read_house([(folder / HOUSE, f"{folder.name}/{HOUSE}") for folder in folders])
    shelf = Shelf(folders)
    return shelf, Catalogue(shelf, house), findings


def words_of_bodies(folders: Sequence[Path]) -> frozenset[str]:
    """Return the names of the texts that any template below the folders asks for, in its body or a shared stock."""
    bodies = (path for folder in folders for path in folder.glob("*/**/*.md") if path.stat().st_size <= _BODY_MAX)
    typed = (path.read_text("utf-8", errors="replace") for path in bodies)
    drafted = (path for folder in folders for path in folder.glob(f"*/**/*{WORD}") if is_language(path.stem))
    read = (read_body(path.read_bytes(), path.name)[0] for path in drafted if path.stat().st_size <= _BODY_MAX)
    sources = (body.source.text for body in read if body is not None)
    return frozenset(name for text in (*typed, *sources) for name in _TEXT_NAME.findall(text))


def shared_stocks(folders: Sequence[Path], language: str) -> tuple[str, ...]:
    """Return the stocks of macros in a language that templates below the folders share: `un/stock/en.md`."""
    stocks = (path for folder in folders for path in sorted(folder.glob(f"*/stock*/{language}.md")))
    return tuple(path.read_text("utf-8", errors="replace") for path in stocks if path.stat().st_size <= _BODY_MAX)


def _found(folder: Path) -> list[tuple[str, Path]]:
    """Return the ids and folders of the templates below a folder, in the order of their ids."""
    found = []
    for depth in range(1, _DEPTH_MAX + 1):
        for path in folder.glob("/".join(["*"] * depth) + "/template.yaml"):
            identity = path.parent.relative_to(folder).as_posix()
            if not identity.startswith((".", HOUSE + "/")):
                found.append((identity, path.parent))
    return sorted(found)
