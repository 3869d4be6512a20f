"""Find what a person changed in a Word file: paragraph by paragraph against the document, and in each word by word.

Numbers and the contents are left out of it: Word makes them itself, so that one paragraph more changes many of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

from submissions.readback.compare import same
from submissions.readback.lines import CONTENTS, NOTE_MARK, PAGE_NUMBER, Line
from submissions.readback.normal import normal

What: TypeAlias = Literal["changed", "added", "deleted", "moved"]

_MARK: Final = re.compile(re.escape(NOTE_MARK).replace(re.escape("{}"), r"\d+"))
_NOTE: Final = "[note]"
_TOKEN: Final = re.compile(r"\[note\]|\s+|\w+|[^\w\s]")
# Two paragraphs are one that was changed if as much of their words is the same.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that was changed: the line as it was made, and as it stands now; one of them is None if there is none.

    `words` shows both: [-what is gone-] and {+what is new+}. `after` is the line of the document behind which an added
    one stands, None at the beginning. `is_proposed` tells that it is a tracked change, to be accepted or rejected.
    """

    what: What
    made: Line | None
    now: Line | None
    words: str
    after: Line | None = None
    is_proposed: bool = False


def find_edits(made: Sequence[Line], now: Sequence[Line]) -> list[Edit]:
    """Return what was changed from the lines of a document to those of a file, in the order of the file."""
    # Entries of the contents are Word's own: of the document's those that have a page, of the file's all in its field.
    wanted = [line for line in made if line.part != CONTENTS or PAGE_NUMBER not in line.text]
    there = [line for line in now if line.part != CONTENTS]
    return _with_moves(list(_edits(list(_worded(wanted)), list(_worded(there)))))


def _worded(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that say something: words, or a label that stands alone, as 'Table 2' does above a table.

    A number that stands alone is a marker without its words, which Word counts.
    """
    for line in lines:
        if normal(line.text):
            yield line
        elif any(sign.isspace() for sign in normal(line.number)):
            yield replace(line, number="", text=line.number)


def _edits(made: Sequence[Line], now: Sequence[Line]) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, [_key(line) for line in made], [_key(line) for line in now], autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        behind = made[first - 1] if first else None
        for left, right in _pairs(made[first:last], now[start:end]):
            edit = _edit(left, right, behind)
            behind = left or behind
            if edit is not None:
                yield edit


def _key(line: Line) -> tuple[str, str]:
    """Return what aligns two lines: their kind, letters and figures, without the marks of notes."""
    return line.kind, _letters(_MARK.sub("", line.text))


def _letters(words: str) -> str:
    return "".join(sign for sign in normal(words) if sign.isalnum())


def _plain(line: Line) -> str:
    """Return the words of a line as they are compared; a note is where it stands, whatever its number."""
    return _MARK.sub(_NOTE, normal(line.text.replace(PAGE_NUMBER, " ")))


def _pairs(made: Sequence[Line], now: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield which line became which: in order, the first that is like enough."""
    at = 0
    for line in made:
        found = next((n for n in range(at, len(now)) if line.kind == now[n].kind and _is_like(line, now[n])), None)
        if found is None:
            yield line, None
            continue
        yield from ((None, other) for other in now[at:found])
        yield line, now[found]
        at = found + 1
    yield from ((None, other) for other in now[at:])


def _is_like(made: Line, now: Line) -> bool:
    if _key(made) == _key(now) or same(made, now):
        return True
    matcher = SequenceMatcher(None, _plain(made).split(), _plain(now).split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _edit(made: Line | None, now: Line | None, after: Line | None) -> Edit | None:
    """Return what became of a line, None where it is as it was."""
    if made is None or now is None:
        line = made or now
        if line is None:
            return None
        marked = f"[-{_plain(line)}-]" if now is None else f"{{+{_plain(line)}+}}"
        return Edit("deleted" if now is None else "added", made, now, marked, after)
    if _plain(made) == _plain(now) or same(made, now):
        return None
    label = f"{made.number} " if made.number and not now.number else ""
    return Edit("changed", made, now, _marked(normal(label) + " " * bool(label) + _plain(made), _plain(now)), after)


def _marked(old: str, new: str) -> str:
    """Return both texts as one, word by word: [-gone-] and {+new+}."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    parts = []
    for what, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append("".join(before[first:last]))
            continue
        gone, come = "".join(before[first:last]), "".join(after[start:end])
        parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(parts)


def _with_moves(edits: list[Edit]) -> list[Edit]:
    """Return the edits with what was deleted in one place and added in another as moved, where it stands now."""
    gone = {_key(edit.made): edit.made for edit in edits if edit.what == "deleted" and edit.made is not None}
    come = {_key(edit.now) for edit in edits if edit.what == "added" and edit.now is not None}
    found = []
    for edit in edits:
        if edit.what == "added" and edit.now is not None and _key(edit.now) in gone:
            found.append(replace(edit, what="moved", made=gone[_key(edit.now)], words=_plain(edit.now)))
        elif not (edit.what == "deleted" and edit.made is not None and _key(edit.made) in come):
            found.append(edit)
    return found


def with_proposals(edits: Sequence[Edit], rejected: Sequence[Edit], lines: Sequence[Line]) -> list[Edit]:
    """Return edits with those marked that are tracked changes.

    `rejected` are the edits that are left if all of those are rejected, and `lines` those of the file then.
    """
    changed = {edit.made for edit in rejected if edit.made is not None}
    there = {_key(line) for line in lines}
    return [
        replace(edit, is_proposed=_key(edit.now) not in there if edit.made is None and edit.now is not None
                else edit.made not in changed)
        for edit in edits
    ]  # fmt: skip


def place_beside(words: str, made: Sequence[Line], edits: Sequence[Edit]) -> Line | None:
    """Return the line of the document that a paragraph of the file came from, None where it is new or gone."""
    key = _letters(words)
    became = {_key(edit.now)[1]: edit.made for edit in edits if edit.now is not None and edit.made is not None}
    return became.get(key) or next((line for line in made if _key(line)[1] == key), None)
