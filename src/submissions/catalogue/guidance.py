"""Read what the house says about the keys of a case file: what to write there, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from submissions.catalogue.yaml_file import FileReader
from submissions.findings import Finding
from submissions.languages import PLAIN


def read_guidance(folders: Sequence[Path], language: str) -> tuple[Mapping[str, str], list[Finding]]:
    """Return a sentence by key ("texts.facts", "claims.title"); a language that has no table gets the English one.

    `folders` are those of templates, whose `house/guidance.<language>.yaml` is read; an earlier one wins key by key.
    """
    found: dict[str, str] = {}
    findings: list[Finding] = []
    for code in dict.fromkeys((language, PLAIN)):
        for folder in folders:
            path = folder / "house" / f"guidance.{code}.yaml"
            if path.is_file():
                reader = FileReader(path, f"{folder.name}/house/{path.name}")
                node = reader.read()
                given = {} if node is None else {str(key): str(reader.text(node, str(key))) for key in node}
                found = {**given, **found}
                findings += reader.findings
        if found:
            break
    return found, findings
