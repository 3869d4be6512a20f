"""Read `case.yaml` into mappings, lists and text with places.

ruamel.yaml's pure parser gives events; every scalar stays exactly the text that was typed, and what YAML offers beyond
mappings, lists and text is refused: anchors, aliases, tags, directives, several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, Final

from submissions.findings import Finding, Place
from submissions.gate import shown
from submissions.source.foreign import marks_of_lines
from submissions.source.kinds import near_name
from submissions.source.text_file import SourceText, name_in_findings, read_text_file
from submissions.source.tree import TreeBuilder
from submissions.values import SourceMapping

CASE_FILE: Final = "case.yaml"
# Only blank lines and comments may stand before a directive (YAML 1.2.2, section 6.8).
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(%[^\n]*)")


def read_case(folder: Path, workspace: Path) -> tuple[SourceMapping | None, list[Finding]]:
    """Read the case file of a folder; places name files relative to the workspace.

    None where the file cannot be read as YAML at all; the findings may hold errors beside a mapping, too.
    """
    path = folder / CASE_FILE
    name = name_in_findings(path, workspace)
    fault = _folder_finding(folder, path, name)
    if fault:
        return None, [fault]
    source, findings = read_text_file(path, name, Place(name))
    if source is None:
        return None, findings
    root, faults = read_yaml(source)
    return root, sorted(findings + faults, key=lambda finding: finding.place)


def read_yaml(source: SourceText) -> tuple[SourceMapping | None, list[Finding]]:
    """Read the text of one YAML file whose root is a mapping."""
    directive = _DIRECTIVE.match(source.text)
    builder = TreeBuilder(source)
    foreign = marks_of_lines(source)
    if foreign:
        builder.stop(foreign)
        return None, builder.findings
    if directive:
        words = "a YAML directive stands here, a line that begins with %"
        builder.refuse("E107", source.place_at(directive.start(1)), words, "delete the line")
    for event in _events(source, builder):
        if not builder.take(event):
            break
    return builder.root, builder.findings


def _events(source: SourceText, builder: TreeBuilder) -> Iterator[Any]:
    """Yield the parser's events; its error becomes a finding and ends them."""
    from ruamel.yaml import YAML  # noqa: PLC0415  takes a tenth of a second, which `--help` need not wait for
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    from submissions.source.breaks import find_breaks  # noqa: PLC0415
    from submissions.source.yaml_faults import translate_fault  # noqa: PLC0415

    try:
        yield from YAML(typ="safe", pure=True).parse(source.text)
    except (YAMLError, ValueError, OverflowError) as fault:
        builder.stop(*(find_breaks(source) or [translate_fault(fault, source)]))


def order_to_rename(name: str) -> str:
    """Return what to do about a file of a case folder that was to be the case file."""
    if PurePath(name).suffix.lower() in (".docx", ".doc", ".rtf", ".odt", ".pages"):
        return f"copy its words into a plain text file called {CASE_FILE} in this folder"
    return f"rename it to {CASE_FILE}; let Windows show the endings of names first: View, then File name extensions"


def _folder_finding(folder: Path, path: Path, name: str) -> Finding | None:
    """Say why there is no case file to read, or None."""
    new = f"check the name, or start a case with `submissions new case {folder.name}`"
    if not folder.is_dir():
        return Finding("E101", Place(name), f"there is no case folder: '{folder.name}'", new)
    if path.is_symlink():
        return Finding("E126", Place(name), "the case file is a link to another file", "put the file itself there")
    if not path.exists():
        near = near_name(folder, CASE_FILE)
        if near:
            words = f"the case folder holds no {CASE_FILE}, but a file called otherwise: '{shown(near)}'"
            return Finding("E101", Place(name), words, order_to_rename(near))
        return Finding("E101", Place(name), f"the case folder holds no {CASE_FILE}: '{folder.name}'", new)
    return None
