"""Cross-references as fields whose cached results are right on opening and stay right when Word updates them."""

from __future__ import annotations

from submissions.document import Heading, ListItem, Paragraph, Reference
from submissions.writers.word.oxml import complex_field
from submissions.writers.word.text import PLAIN, Marks, write_text
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
    match target:
        case Paragraph() if target.number:
            return complex_field(f"REF {name} \\r \\h", print_text(node.text))
        case Heading() if target.label:
            # \w asks for the number with those above it, "II.B", from wherever the reference stands; \n for it alone.
            switch = "n" if node.text == target.label.rstrip(".") else "w"
            return complex_field(f"REF {name} \\{switch} \\h", print_text(node.text))
        case ListItem() if target.marker and node.text == target.marker.rstrip("."):
            return complex_field(f"REF {name} \\n \\h", print_text(node.text))
    # A caption begins with a capital that its word has in no sentence: Word is told so, to keep it when it updates.
    lower = " \\* Lower" if node.text != (label := getattr(target, "label", "")) and node.text == label.lower() else ""
    return complex_field(f"REF {name} \\h{lower}", print_text(node.text))
