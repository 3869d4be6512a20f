"""The spaces of French stand beside the punctuation, also where the mark of a note comes between it and the word."""

from __future__ import annotations

from speaking import spoken
from submissions.document import Inline, Note, Run, plain
from submissions.findings import Place
from submissions.transforms.typography import set_inlines

HERE = Place("prose.md", 1)


def line(*parts: str) -> str:
    """Return the words of runs with a note between each two of them, as set in French."""
    inlines: list[Inline] = []
    for index, part in enumerate(parts):
        if index:
            inlines.append(Note(index, (), f"note-{index}", HERE))
        inlines.append(Run(part, HERE))
    return plain(set_inlines(tuple(inlines), spoken("fr")), lambda note: f"[{note.number}]")


def test_the_narrow_space_stands_between_the_mark_of_the_note_and_the_semicolon() -> None:
    assert line("par trois à cinq ans", "; la Cour") == "par trois à cinq ans[1]\u202f; la Cour"


def test_the_space_of_a_colon_stands_after_the_mark_of_the_note() -> None:
    assert line("la Cour a jugé", ": rien") == "la Cour a jugé[1]\u00a0: rien"


def test_without_a_note_the_space_stands_after_the_word() -> None:
    assert line("cinq ans ; la Cour") == "cinq ans\u202f; la Cour"
