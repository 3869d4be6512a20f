"""See that every footnote stands on the page of its mark, by laying the pages out again where one does not.

WeasyPrint 70 puts a note on the next page when the rest of a page is too short for it, and loses some that stand
where a page would end on a lone line. What helps is to keep the paragraph of such a note whole or, failing that, to
begin a page with it; and, for a lost note, to let a page end on the first line of a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from submissions.document import Document, Note, walk
from submissions.writers.html_inlines import FOOT_PREFIX, MARK_PREFIX

_TRIES: Final = 4
_LONE_LINES: Final = "body { orphans: 1 }"
_WHOLE: Final = "break-inside: avoid"
_ON_A_NEW_PAGE: Final = "break-before: page"


@dataclass(frozen=True, slots=True)
class NotePlaces:
    """The ids of the notes that the pages lack, and of those that stand on another page than their mark."""

    lost: frozenset[str] = field(default_factory=frozenset)
    strayed: frozenset[str] = field(default_factory=frozenset)

    @property
    def weight(self) -> tuple[int, int]:
        """How bad it is: a lost note is worse than any number that have strayed."""
        return len(self.lost), len(self.strayed)


def note_places(rendering: Any, document: Document) -> NotePlaces:
    """Say which notes of a document are not where they should be on its pages."""
    pages: dict[str, int] = {}
    for number, page in enumerate(rendering.pages):
        for name in page.anchors:
            pages.setdefault(name, number)
    notes = [node.id for node in walk(document.blocks) if isinstance(node, Note)]
    return NotePlaces(
        frozenset(name for name in notes if FOOT_PREFIX + name not in pages),
        frozenset(name for name in notes if pages.get(FOOT_PREFIX + name) != pages.get(MARK_PREFIX + name)),
    )


def lay_out_with_notes(html: str, lay_out: Callable[[str], Any], document: Document) -> tuple[Any, NotePlaces]:
    """Return the best of a few layouts, and the notes that are not where they should be even there."""
    rules: dict[str, str] = {}
    best = lay_out(html)
    places = found = note_places(best, document)
    for attempt in range(_TRIES):
        if places.weight == (0, 0):
            break
        for name in found.strayed:
            rules[name] = _WHOLE if name not in rules else _ON_A_NEW_PAGE
        loose = bool(found.lost) and attempt % 2 == 0
        rendering = lay_out(html.replace("</head>", f"<style>{_css(rules, loose)}</style></head>", 1))
        found = note_places(rendering, document)
        if found.weight < places.weight:
            best, places = rendering, found
    return best, places


def _css(rules: Mapping[str, str], loose: bool) -> str:
    """Return the style rules of another try, for the paragraphs of notes and for lone lines."""
    kept = [f'p:has([id="{MARK_PREFIX}{name}"]) {{ {rule} }}' for name, rule in sorted(rules.items())]
    return " ".join([*kept, *([_LONE_LINES] if loose else [])])
