"""Turn the parts of a Word file into one Jinja source, a paragraph a line, in which tokens stand for all but the tags.

Jinja never meets the words or the XML of the file, and a value never meets Jinja: what is rendered is a row of tokens
and of marks of values, from which `expand` makes the tree anew. A fault of the template has the line of its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.office.names import SPACE, w
from submissions.wordbody.described import described
from submissions.wordbody.paragraphs import PARAGRAPH, TypedParagraph, TypedPiece, paragraph_text, unmatched
from submissions.wordbody.tags import Tag, holds_typed_signs, tags_of, with_typed_signs
from submissions.wordbody.tokens import (
    CELL_STATEMENTS,
    CLOSES,
    NOTES,
    OPENS,
    BodySource,
    PlacedTag,
    Token,
    Where,
)

_TEXT: Final = w("t")
_TARGETS: Final = {"p": PARAGRAPH, "tr": w("tr"), "tc": w("tc")}


def body_source(roots: Mapping[str, etree._Element]) -> BodySource:
    """Return the source of the parts of a file, by their names, in the order given."""
    notes = dict(_notes_with_tags(roots))
    writer = _Writer(notes, frozenset(notes.values()))
    for part, root in roots.items():
        writer.look(part, root)
    for part, root in roots.items():
        writer.part(part, root)
    text = "".join(one if isinstance(one, str) else f"{OPENS}{one}{CLOSES}" for one in writer.out)
    restarts = writer.restarts()
    numbers = {paragraph: where.paragraph for paragraph, (_, where, _) in writer.texts.items()}
    return BodySource(text, tuple(writer.tokens), tuple(writer.lines), tuple(writer.tags), restarts, numbers)


def _notes_with_tags(roots: Mapping[str, etree._Element]) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield each reference of the text with its note, where that holds a tag: it is written where it is referred to.

    So a note in a loop knows what the turn is about, and one that is not printed asks for nothing.
    """
    text = roots.get("word/document.xml")
    for reference, part, name in NOTES if text is not None else ():
        held = roots[part].iter(w(name)) if part in roots else ()
        notes = {one.get(w("id"), ""): one for one in held if any(map(_has_tags, one.iter(PARAGRAPH)))}
        for mark in text.iter(w(reference)):  # type: ignore[union-attr]
            if mark.get(w("id"), "") in notes:
                yield mark, notes[mark.get(w("id"), "")]


def _has_tags(paragraph: etree._Element) -> bool:
    text = paragraph_text(paragraph).text
    return holds_typed_signs(text) or any(True for _ in tags_of(text))


@dataclass(frozen=True, slots=True)
class _Written:
    """A paragraph that is being written: its pieces by their elements, and the elements around pieces of its tags."""

    where: Where
    found: Sequence[Tag]
    pieces: Mapping[etree._Element, TypedPiece]
    holding: frozenset[etree._Element]


def _written(text: TypedParagraph, where: Where, found: Sequence[Tag]) -> _Written:
    tagged = (piece.element for tag in found for piece in text.over(tag.start, tag.end))
    holding = frozenset(one for element in tagged for one in element.iterancestors())
    return _Written(where, found, {piece.element: piece for piece in text.pieces}, holding)


@dataclass(slots=True)
class _Writer:
    """What has been written of a source: tokens by their index, and Jinja's own text."""

    notes: Mapping[etree._Element, etree._Element]
    elsewhere: frozenset[etree._Element]
    out: list[int | str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    lines: list[Where] = field(default_factory=list)
    tags: list[PlacedTag] = field(default_factory=list)
    texts: dict[etree._Element, tuple[TypedParagraph, Where, list[Tag]]] = field(default_factory=dict)
    _stands_for: dict[etree._Element, list[tuple[Tag, Where]]] = field(default_factory=dict)
    _touched: set[etree._Element] = field(default_factory=set)
    _said: dict[etree._Element, list[tuple[str, tuple[Tag, ...]]]] = field(default_factory=dict)
    _joins: int | None = None
    _ends: list[int] = field(default_factory=list)
    _loops: list[str] = field(default_factory=list)
    _listed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def look(self, name: str, root: etree._Element) -> None:
        """Find the tags of a part, and what is to be written in pieces for them."""
        for number, paragraph in enumerate(root.iter(PARAGRAPH), 1):
            text = paragraph_text(paragraph)
            where = Where(name, number, text.first_words)
            found = list(tags_of(text.text))
            self.texts[paragraph] = text, where, found
            if found:
                self._open_neighbours(paragraph, found)
            for piece in (one for one in text.pieces if found or holds_typed_signs(one.text)):
                self._touch(piece.element if holds_typed_signs(piece.text) else paragraph)
            for tag in found:
                self.tags.append(PlacedTag(tag, where, text.over(tag.start, tag.end), paragraph))
                target = target_of(tag, paragraph)
                if target is not None:
                    self._stands_for.setdefault(target, []).append((tag, where))
        for mark in (one for one in self.notes if one.getroottree().getroot() is root):
            self._touch(mark)
        for element, paragraph, attribute, tags in described(root):
            self._said.setdefault(element, []).append((attribute, tags))
            self._touch(element)
            self.tags += (PlacedTag(tag, self.texts[paragraph][1], (), paragraph) for tag in tags)

    def part(self, name: str, root: etree._Element) -> None:
        """Write a part, all of which have been looked at."""
        self._token(Token("part", root, name))
        self._walk(root)

    def restarts(self) -> dict[str, str]:
        """Return the lists that begin anew in each turn of a loop: those that stand in it alone, beside other words.

        A list of which each turn is an item goes on, and so does one that is met outside the loop too.
        """
        found: dict[str, str] = {}
        lists: dict[str, list[tuple[str, ...]]] = {}
        numbers: dict[str, set[str]] = {}
        for number, loops in self._listed:
            lists.setdefault(number, []).append(loops)
            for loop in loops:
                numbers.setdefault(loop, set()).add(number)
        for number, inside in lists.items():
            shared = [
                loop for at, loop in enumerate(inside[0]) if all(loops[at : at + 1] == (loop,) for loops in inside)
            ]
            anew = next((loop for loop in reversed(shared) if numbers[loop] != {number}), "")
            if number and anew:
                found[number] = anew
        return found

    def _open_neighbours(self, paragraph: etree._Element, found: Sequence[Tag]) -> None:
        """Write the texts beside a paragraph in pieces too, where a tag joins it to the one before or behind."""
        before, behind = paragraph.getprevious(), paragraph.getnext()
        if found[0].joins_before and before is not None and before.tag == PARAGRAPH:
            self._touch(next((one.element for one in reversed(paragraph_text(before).pieces)), before))
        if found[-1].joins_behind and behind is not None and behind.tag == PARAGRAPH:
            self._touch(next((one.element for one in paragraph_text(behind).pieces), behind))

    def _touch(self, element: etree._Element | None) -> None:
        while element is not None and element not in self._touched:
            self._touched.add(element)
            element = element.getparent()

    def _token(self, token: Token) -> None:
        if token.kind == "end" and token.element is not None and token.element.tag == _TEXT:
            self._ends.append(len(self.out))
        self.tokens.append(token)
        self.out.append(len(self.tokens) - 1)

    def _text(self, text: str) -> None:
        self._token(Token("text", None, with_typed_signs(text)))

    def _line(self, where: Where) -> None:
        if self.lines:
            self.out.append("\n")
        self.lines.append(where)

    def _walk(self, element: etree._Element) -> None:
        if element in self.elsewhere:
            self._token(Token("note", element))
            return
        if element not in self._stands_for and element not in self._touched:
            self._listed += [(list_of(one), tuple(self._loops)) for one in element.iter(PARAGRAPH)]
        if element in self._stands_for:
            for tag, where in self._stands_for[element]:
                self._line(where)
                self._tag(tag)
        elif element not in self._touched:
            self._token(Token("node", element))
        elif element.tag == PARAGRAPH:
            self._line(self.texts[element][1])
            self._listed.append((list_of(element), tuple(self._loops)))
            self._inside(element, _written(*self.texts[element]))
        else:
            self._attributes(element)
            self._token(Token("start", element))
            for child in element:
                self._walk(child)
            self._token(Token("end", element))

    def _inside(self, element: etree._Element, written: _Written) -> None:
        """Write an element of a paragraph, down to the texts in it that hold tags."""
        self._attributes(element)
        self._token(Token("start", element))
        for child in element:
            if child.tag == PARAGRAPH:
                self._walk(child)
                self._line(written.where)  # what follows in the paragraph around it
            elif child in written.pieces:
                self._piece(written.pieces[child], written.found)
            elif child in self.notes:
                self._aside(child)
                self._line(written.where)
            elif child in written.holding or child in self._touched:
                self._inside(child, written)
            else:
                self._token(Token("node", child))
        self._token(Token("end", element))

    def _attributes(self, element: etree._Element) -> None:
        """Write the attributes of an element that hold tags: the words that stand for a picture."""
        for name, found in self._said.get(element, ()):
            words, at = element.get(name, ""), 0
            self._token(Token("attribute", element, name))
            for tag in found:
                self._text(words[at : tag.start])
                self._tag(tag)
                at = tag.end
            self._text(words[at:])
            self._token(Token("set"))

    def _aside(self, mark: etree._Element) -> None:
        """Write a reference, and the note to which it refers."""
        note = self.notes[mark]
        self._token(Token("node", mark))
        self._token(Token("aside", note))
        for child in note:
            self._walk(child)
        self._token(Token("back", note))

    def _piece(self, piece: TypedPiece, found: Sequence[Tag]) -> None:
        """Write the text of a run, with the tags that begin in it and without what is left of others."""
        first = bisect_right(found, piece.start, key=lambda tag: tag.end)
        over = found[first : bisect_left(found, piece.end, first, key=lambda tag: tag.start)]
        if piece.element.tag != _TEXT:
            if not over:
                self._token(Token("node", piece.element))
            return
        self._token(Token("start", _preserving(piece.element)))
        at = piece.start
        if not any(tag.start < at and tag.end >= piece.end for tag in over):
            self._join_behind()  # and not within the runs into which Word has cut the tag itself
        for tag in over:
            if tag.start > at:
                self._text(piece.text[at - piece.start : tag.start - piece.start])
            if tag.start >= piece.start:
                self._tag(tag)
            at = min(tag.end, piece.end)
        if at < piece.end:
            self._text(piece.text[at - piece.start :])
        self._token(Token("end", piece.element))

    def _tag(self, tag: Tag) -> None:
        if tag.joins_before:
            self._join_before()
        if tag.name in CELL_STATEMENTS:
            self.out += _cell_statement(tag, self._cell)
        elif tag.kind == "value":
            self.out.append(f"{{{{ {tag.words} }}}}")
        elif tag.kind == "statement":
            self._statement(tag)
        if tag.joins_behind:
            self._joins = len(self.out)

    def _statement(self, tag: Tag) -> None:
        """Write a statement; a loop tells of its turns and of its end, so that lists in it can begin anew."""
        self.out.append(f"{{% {tag.words} %}}")
        if tag.name == "for":
            self._loops.append(str(len(self.tokens)))
            self._token(Token("turn", None, self._loops[-1]))
        elif tag.name == "endfor" and self._loops:
            self._token(Token("done", None, self._loops.pop()))

    def _cell(self, word: str) -> int:
        self.tokens.append(Token("cell", None, word))
        return len(self.tokens) - 1

    def _join_before(self) -> None:
        """Take out what parts a tag from the text before it, where both stand in runs of their own."""
        if self._ends:
            self._take_out(self._ends[-1])

    def _join_behind(self) -> None:
        """Take out what parts a tag from the text behind it, which begins here."""
        if self._joins is not None:
            self._take_out(self._joins)
        self._joins = None

    def _take_out(self, begin: int) -> None:
        """Take out the tokens from a place on, if what they end is what they begin anew.

        Ends of lines stay, for the count of lines.
        """
        between = [self.tokens[one] for one in self.out[begin:] if isinstance(one, int)]
        ends, starts = unmatched((one.kind, str(one.element.tag)) for one in between if one.element is not None)
        plain = all(
            one.kind != "node" or (one.element is not None and one.element.tag in _BETWEEN) for one in between
        ) and not any(one.kind in ("text", "part", "cell", "aside", "back", "attribute", "set") for one in between)
        if plain and ends == starts[::-1]:
            kept = (one for one in self.out[begin:] if isinstance(one, str))
            self.out[begin:] = [_UNPRINTED if one == "\n" else one for one in kept]
            while self._ends and self._ends[-1] >= begin:
                self._ends.pop()


_UNPRINTED: Final = "{##\n##}"
"""An end of a line that counts and prints nothing, within a text that goes on."""
_BETWEEN: Final = frozenset(
    {w("pPr"), w("rPr"), w("proofErr"), w("lastRenderedPageBreak"), w("bookmarkStart"), w("bookmarkEnd")}
)


def list_of(paragraph: etree._Element) -> str:
    """Return the number of the list that a paragraph says it stands in, "" for none or for that of its style."""
    number = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    value = "" if number is None else number.get(w("val"), "")
    return "" if value == "0" else value


def target_of(tag: Tag, paragraph: etree._Element) -> etree._Element | None:
    """Return the element for which a tag stands: its paragraph, row or cell; None where it stands for itself."""
    if tag.scope not in _TARGETS or tag.kind == "value":
        return None
    wanted = _TARGETS[tag.scope]
    return next((one for one in (paragraph, *paragraph.iterancestors()) if one.tag == wanted), None)


def _preserving(text: etree._Element) -> etree._Element:
    """Return the beginning of a text that keeps the spaces at its ends."""
    made = etree.Element(text.tag, attrib=dict(text.attrib), nsmap=text.nsmap)
    made.set(SPACE, "preserve")
    return made


def _cell_statement(tag: Tag, make: Callable[[str], int]) -> Iterator[int | str]:
    """Yield docxtpl's statements on cells as tokens: a colour, a span, or a merge over the turns of a loop."""
    match tag.name:
        case "cellbg" | "colspan":
            yield from (make(f"{tag.name}("), f"{{{{ {tag.rest} }}}}", make(")"))
        case "vm":
            yield from ("{% if loop.first %}", make("vm-first"), "{% else %}", make("vm-next"), "{% endif %}")
        case "hm":
            yield from ("{% if loop.first %}", make("hm("), "{{ loop.length }}", make(")"))
            yield from ("{% else %}", make("hm-next"), "{% endif %}")
