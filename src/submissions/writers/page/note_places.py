"""See that every footnote stands on the page of its mark, by laying the pages out again where one does not.

With the engine mended (`insides`) this is seldom: what is left are notes so long that only their paragraph on a new
page makes room, and, in an engine to which the mend does not apply, notes lost where a page would end on a lone line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from submissions.document import Document, Note, walk
from submissions.writers.page.fullness import notes_fit
from submissions.writers.page.html_inlines import FOOT_PREFIX, MARK_PREFIX

_TRIES: Final = 3
_LONE_LINES: Final = "body { orphans: 1 }"
_ON_A_NEW_PAGE: Final = "break-before: page"


@dataclass(frozen=True, slots=True)
class NotePlaces:
    """The ids of the notes that the pages lack, and of those that stand on another page than their mark.

    `too_long` are those of them that no page has room for.
    """

    lost: frozenset[str] = field(default_factory=frozenset)
    strayed: frozenset[str] = field(default_factory=frozenset)
    first: str = ""
    too_long: frozenset[str] = field(default_factory=frozenset)

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
    strayed = [name for name in notes if pages.get(FOOT_PREFIX + name) != pages.get(MARK_PREFIX + name)]
    lost = frozenset(name for name in notes if FOOT_PREFIX + name not in pages)
    return NotePlaces(lost, frozenset(strayed), strayed[0] if strayed else "")


def lay_out_with_notes(
    html: str, lay_out: Callable[[str], Any], document: Document, alone: Callable[[Note], str]
) -> tuple[Any, NotePlaces]:
    """Return the best of a few layouts, and the notes that are not where they should be even there.

    `alone` gives a document of one note and its mark: what that has no room for, no page has.
    """
    moved: list[str] = []
    best = lay_out(html)
    places = found = note_places(best, document)
    strayed = [node for node in walk(document.blocks) if isinstance(node, Note) and node.id in places.strayed]
    too_long = frozenset(note.id for note in strayed if not notes_fit(lay_out(alone(note)).pages))
    if too_long:
        return best, replace(places, too_long=too_long)
    for attempt in range(_TRIES):
        if places.weight == (0, 0):
            break
        if found.first:
            moved.append(found.first)
        loose = bool(found.lost) and attempt % 2 == 0
        rendering = lay_out(html.replace("</head>", f"<style>{_css(moved, loose)}</style></head>", 1))
        found = note_places(rendering, document)
        if found.weight < places.weight:
            best, places = rendering, found
    return best, places


def _css(moved: Sequence[str], loose: bool) -> str:
    """Return the style rules of another try, for the paragraphs of notes and for lone lines."""
    rules = [f'p:has([id="{MARK_PREFIX}{name}"]) {{ {_ON_A_NEW_PAGE} }}' for name in moved]
    return " ".join([*rules, *([_LONE_LINES] if loose else [])])
