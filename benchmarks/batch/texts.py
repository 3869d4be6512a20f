"""The words of generated cases, as other tools are given them: a title, and paragraphs with their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# What a case cites by an id of its own, which no other tool knows.
_CITATION: Final = re.compile(r"\[@gc3, para (\d+)\]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one document: its name, its title and its Markdown."""

    name: str
    title: str
    markdown: str

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs and headings, without marks."""
        return [part.lstrip("# ") for part in self.markdown.split("\n\n") if part.strip()]


def texts_of(workspace: Path) -> list[Words]:
    """Return the words of every document of a workspace: each case has two."""
    found = []
    for facts in sorted(workspace.glob("cases/*/facts.md")):
        words = _CITATION.sub(r"^[General Comment No 3, paragraph \1.]", facts.read_text(encoding="utf-8"))
        for audience in ("filing", "public"):
            found.append(Words(f"{facts.parent.name}-{audience}", f"File {facts.parent.name}", words))
    return found
