"""Find the numbering of headings, paragraphs and lists in a frame through its styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.document.counting import ABJAD
from submissions.findings import Finding, Place
from submissions.office.names import w
from submissions.writers.word.frame.checks import order_to_graft
from submissions.writers.word.frame.variant import Variant

# Style, level, and what the document prints there; the cached numbers of references are right only if Word counts so.
_WANTED: Final = (
    ("heading 1", "upperRoman", "%1."),
    ("heading 2", "upperLetter", "%2."),
    ("heading 3", "decimal", "%3."),
    ("numbered paragraph", "decimal", "%1."),
    ("list number", "decimal", "%1."),
    ("list alpha", "lowerLetter", "(%1)"),
    ("list roman", "lowerRoman", "(%1)"),
    ("list bullet", "bullet", ""),
)
# How Word names the series that begins so (ECMA-376 part 1, 17.18.59).
_SERIES: Final = {"I": "upperRoman", "A": "upperLetter", "1": "decimal", "i": "lowerRoman", "a": "lowerLetter",
                  ABJAD: "arabicAbjad"}  # fmt: skip
# The two kinds whose marker has brackets; figures have a stop and bullets nothing.
_BRACKETED: Final = frozenset({"alpha", "roman"})


@dataclass(frozen=True, slots=True)
class Numbering:
    """The frame's numbering part, open at its end, and for each kind of list its definition and its steps.

    `lists` maps "bullet", "decimal", "alpha", "roman" to the abstract numbering; `indents` to the text indent of
    each level, in twentieths of a point; `next` is the first free number of an instance.
    """

    opened: str
    lists: Mapping[str, str]
    indents: Mapping[str, tuple[int, ...]]
    texts: Mapping[str, tuple[str, ...]]
    next: int


def read_numbering(
    root: etree._Element, styles: etree._Element, names: Mapping[str, str], place: Place, variant: Variant
) -> tuple[Numbering | None, list[Finding]]:
    """Return the numbering, and a finding for each style that is not tied to it or counts in another form."""
    instances = {num.get(w("numId"), ""): num for num in root.iter(w("num"))}
    abstracts = {node.get(w("abstractNumId"), ""): node for node in root.iter(w("abstractNum"))}
    lists, indents, texts, findings = {}, {}, {}, []
    for name, form, text in _WANTED:
        found = _level(styles, names.get(name, ""), instances, abstracts)
        if found is None:
            if name in names:
                findings.append(_finding(place, name, "is tied to no numbering"))
            continue
        abstract, level = found
        seen = (_value(level, "numFmt"), _value(level, "lvlText"))
        if seen[0] != form or (text and seen[1] != text):
            findings.append(
                _finding(place, name, f"counts {seen[0]} {seen[1]}, where the document prints {form} {text}")
            )
        if name.startswith("heading "):
            _set_series(level, variant.sections[int(name[-1]) - 1])
        kind = {"list number": "decimal", "list alpha": "alpha", "list roman": "roman", "list bullet": "bullet"}.get(
            name
        )
        if kind:
            if kind in _BRACKETED and not variant.list_mark.startswith("("):
                _drop_opening_brackets(abstracts[abstract])
            for one in abstracts[abstract].iter(w("lvl")) if kind == "alpha" else ():
                _set_series(one, variant.list_letters)
            lists[kind] = abstract
            indents[kind], texts[kind] = _indents(abstracts[abstract]), _texts(abstracts[abstract])
    # Bullets, figures, letters and Roman numbers: a document may have each.
    if findings or len(lists) < 4:
        return None, findings
    for node in root.findall(w("numIdMacAtCleanup")):
        root.remove(node)
    highest = max((int(number) for number in instances if number.isdecimal()), default=0)
    opened = etree.tostring(root, encoding="unicode").removesuffix("</w:numbering>")
    return Numbering(opened, lists, indents, texts, highest + 1), []


def _set_series(level: etree._Element, first: str) -> None:
    """Let a level count as the series does that begins so."""
    form = level.find(w("numFmt"))
    if form is not None:
        form.set(w("val"), _SERIES[first])


def _drop_opening_brackets(abstract: etree._Element) -> None:
    """Turn "(%1)" into "%1)"."""
    for text in abstract.iter(w("lvlText")):
        text.set(w("val"), text.get(w("val"), "").removeprefix("("))


def _finding(place: Place, name: str, what: str) -> Finding:
    return Finding("E411", place, f"the frame's style {name} {what}", order_to_graft(place))


def _level(
    styles: etree._Element,
    identifier: str,
    instances: Mapping[str, etree._Element],
    abstracts: Mapping[str, etree._Element],
) -> tuple[str, etree._Element] | None:
    """Return the abstract numbering and the level that a style is tied to."""
    style = next((node for node in styles.iter(w("style")) if node.get(w("styleId")) == identifier), None)
    properties = style.find(f"{w('pPr')}/{w('numPr')}") if style is not None else None
    if properties is None:
        return None
    instance = instances.get(_value(properties, "numId"))
    if instance is None:
        return None
    abstract = _value(instance, "abstractNumId")
    level = _value(properties, "ilvl") or "0"
    for node in abstracts[abstract].iter(w("lvl")) if abstract in abstracts else ():
        if node.get(w("ilvl")) == level:
            return abstract, node
    return None


def _value(parent: etree._Element, name: str) -> str:
    node = parent.find(w(name))
    return node.get(w("val"), "") if node is not None else ""


def _indents(abstract: etree._Element) -> tuple[int, ...]:
    return tuple(int(node.get(w("left"), node.get(w("start"), "0"))) for node in abstract.iter(w("ind")))


def _texts(abstract: etree._Element) -> tuple[str, ...]:
    return tuple(node.get(w("val"), "") for node in abstract.iter(w("lvlText")))
