"""What a Word file carries beside its words and must not pass in silence: changes, comments, columns, heads, feet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from submissions.drafted.word.package import WordPackage
from submissions.drafted.word.records import Remark
from submissions.drafted.word.styles import value_of, whole
from submissions.jinja import NONCHARACTERS
from submissions.office.names import w

# ECMA-376 part 1, 17.13.5: what somebody put in, took out, moved, merged or set otherwise.
_CHANGES: Final = tuple(
    map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
            "tcPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"))
)  # fmt: skip


def marked(package: WordPackage, numbers: Mapping[etree._Element, int]) -> Iterator[Remark]:
    """Yield a remark for each change, comment and section in columns, and one for words at the head or foot."""
    root = package.main.root
    yield from (Remark("change", _number(one, numbers)) for one in root.iter(*_CHANGES))
    for kind in ("footnotes", "endnotes"):
        part = package.beside(kind)
        if part is not None:
            yield from (Remark("change", 0) for _ in part.root.iter(*_CHANGES))
            yield from (Remark("comment", 0) for _ in part.root.iter(w("commentReference")))
    yield from (Remark("comment", _number(one, numbers)) for one in root.iter(w("commentReference")))
    for section in root.iter(w("sectPr")):
        if whole(value_of(section, "cols", "num")) > 1:
            yield Remark("columns", _number(section, numbers))
    if any(_has_words(package, identifier) for identifier in package.main.relations):
        yield Remark("head or foot", 0)


def _number(element: etree._Element, numbers: Mapping[etree._Element, int]) -> int:
    """Return the number of the paragraph in which an element stands, or of the first one below it; 0 for none."""
    above = next((numbers[one] for one in element.iterancestors(w("p")) if one in numbers), 0)
    return above or next((numbers[one] for one in element.iter(w("p")) if one in numbers), 0)


def _has_words(package: WordPackage, identifier: str) -> bool:
    """Tell whether a relationship leads to a head or foot of pages with more in it than the number of the page."""
    kind, target, outside = package.main.relations[identifier]
    if kind not in ("header", "footer") or outside or target not in package.parts:
        return False
    part = package.named(target)
    texts = [text.text or "" for text in part.root.iter(w("t"))]
    return any(sign.isalpha() or NONCHARACTERS.match(sign) for text in texts for sign in text)
