"""Find the templates and the house files: the workspace's own first, then those that came with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from submissions.catalogue.house import LABELS, House, read_house
from submissions.catalogue.style import CitationStyle
from submissions.catalogue.templates import KEYS, Template, read_template
from submissions.findings import Finding

__all__ = [
    "KEYS",
    "LABELS",
    "Catalogue",
    "CitationStyle",
    "House",
    "Template",
    "built_in_templates",
    "read_catalogue",
    "template_folders",
]

HOUSE: Final = "house"
_DEPTH_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every template by its id ("un/cat-complaint"), and the house."""

    templates: Mapping[str, Template] = field(default_factory=dict)
    house: House = field(default_factory=House)


def built_in_templates() -> Path:
    """Return the folder of the templates that came with the program: inside the wheel, or at the repository's top."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


def template_folders(workspace: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: the workspace's own folder, then the built-in ones."""
    own, built_in = workspace / "templates", built_in_templates()
    return (own, built_in) if own.is_dir() and own.resolve() != built_in.resolve() else (built_in,)


def read_catalogue(folders: Sequence[Path]) -> tuple[Catalogue, list[Finding]]:
    """Read all templates and house files; what lies in an earlier folder wins over a later one of the same name."""
    house, findings = read_house([(folder / HOUSE, f"{folder.name}/{HOUSE}") for folder in folders])
    templates: dict[str, Template] = {}
    for folder in folders:
        for identity, path in _found(folder):
            if identity in templates:
                continue
            template, faults = read_template(path, identity, f"{folder.name}/{identity}", folders)
            findings += faults
            if template is not None:
                templates[identity] = template
    return Catalogue(dict(sorted(templates.items())), house), findings


def _found(folder: Path) -> list[tuple[str, Path]]:
    """Return the ids and folders of the templates below a folder, in the order of their ids."""
    found = []
    for depth in range(1, _DEPTH_MAX + 1):
        for path in folder.glob("/".join(["*"] * depth) + "/template.yaml"):
            identity = path.parent.relative_to(folder).as_posix()
            if not identity.startswith((".", HOUSE + "/")):
                found.append((identity, path.parent))
    return sorted(found)
