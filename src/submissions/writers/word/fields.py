"""Cross-references as fields whose cached results are right on opening and stay right when Word updates them."""

from __future__ import annotations

from submissions.document import Heading, ListItem, Paragraph, Picture, Reference, Table
from submissions.writers.word.bookmarks import NUMBERED
from submissions.writers.word.oxml import complex_field
from submissions.writers.word.text import PLAIN, Marks, run_properties, write_text
from submissions.writers.word.writing import Writing


def reference_field(node: Reference, writing: Writing, marks: Marks = PLAIN) -> str:
    """Return a reference as the field that gives the same text when Word updates it."""
    name = writing.names.references[node.target]

    def print_text(text: str) -> str:
        return write_text(text, writing, marks)

    if node.kind == "page":
        return complex_field(f"PAGEREF {name} \\h", print_text(str(writing.pages.get(node.target, 1))))
    if node.kind == "note":
        return complex_field(f"NOTEREF {name} \\h", print_text(node.text))
    target = writing.names.targets[node.target]
    numbered = NUMBERED.fullmatch(node.text)
    if isinstance(target, Table | Picture) and numbered and target.label.endswith(numbered[2]):
        # The word has the letter of its sentence, small or a capital, and stays; the number alone is the field.
        return print_text(numbered[1]) + complex_field(f"REF {name} \\h", print_text(numbered[2]))
    return complex_field(f"REF {name} {_switches(node, target)}\\h", print_text(node.text))


def sequence_field(kind: str, number: str, writing: Writing, marks: Marks = PLAIN) -> str:
    """Return a number that Word counts itself among those of its kind; its count is corrected where it would differ."""
    expected = writing.counts.get(kind, 0) + 1
    writing.counts[kind] = int(number)
    reset = "" if int(number) == expected else f" \\r {number}"
    result = write_text(number, writing, marks)
    return complex_field(f"SEQ {kind} \\* ARABIC{reset}", result, run_properties(writing, marks, writing.rtl))


def _switches(node: Reference, target: object) -> str:
    """Return how Word is asked for the number of a paragraph, section or item; "" for the words that are marked."""
    match target:
        case Paragraph() if target.number:
            return "\\r "
        case Heading() if target.label:
            # \w asks for the number with those above it, "II.B", from wherever the reference stands; \n for it alone.
            return "\\n " if node.text == target.label.rstrip(".") else "\\w "
        case ListItem() if target.marker and node.text == target.marker.rstrip("."):
            return "\\n "
    return ""
