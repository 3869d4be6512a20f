"""Find every fault of the tags of a Word file in one pass, each with its paragraph, before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from jinja2 import Environment, TemplateSyntaxError
from lxml import etree

from submissions.findings import Finding, Place
from submissions.office.names import w
from submissions.wordbody.expand import TEXT_PART
from submissions.wordbody.paragraphs import PARAGRAPH, TypedParagraph, is_changed, looks_alike, paragraph_text
from submissions.wordbody.source import target_of
from submissions.wordbody.tags import Tag, foreign_tags, tags_of, unpaired
from submissions.wordbody.tokens import CELL_STATEMENTS, BodySource, PlacedTag, Where

DOCUMENT: Final = TEXT_PART
_ENDS: Final = {
    "if": "endif", "for": "endfor", "macro": "endmacro", "call": "endcall", "filter": "endfilter", "set": "endset",
    "with": "endwith", "raw": "endraw", "autoescape": "endautoescape", "block": "endblock", "trans": "endtrans",
}  # fmt: skip
_BETWEEN: Final = {"else": ("if", "for"), "elif": ("if",)}
_NAMED: Final = {"p": "paragraph", "tr": "row of a table", "tc": "cell of a table"}
_GLUED: Final = re.compile("(p|tr|tc|r)(if|elif|else|endif|for|endfor|set|macro|endmacro|with|endwith)")
_PARTS: Final = {
    "word/footnotes.xml": "the footnotes",
    "word/endnotes.xml": "the endnotes",
    "word/comments.xml": "the comments",
    "docProps/core.xml": "the properties of the file",
    "docProps/custom.xml": "the properties of the file",
}


def place_of(where: Where, file: str) -> Place:
    """Return the place of a paragraph: its number is the line; other parts than the text have none."""
    return Place(file, where.paragraph if where.part == DOCUMENT else 0)


def where_of(part: str, root: etree._Element, node: etree._Element) -> Where:
    """Return the paragraph of a part in which an element stands, or the next one behind its beginning."""
    holder = next((one for one in (node, *node.iterancestors()) if one.tag == PARAGRAPH), None)
    for number, paragraph in enumerate(root.iter(PARAGRAPH), 1):
        if holder is None or paragraph is holder:
            return Where(part, number, paragraph_text(paragraph).first_words)
    return Where(part, 0, "")


def said_of(where: Where) -> str:
    """Return where a paragraph is, in words: "paragraph 12, 'On 3 May...'", "the header (header1), paragraph 2"."""
    name = where.part.rpartition("/")[2].removesuffix(".xml")
    part = _PARTS.get(where.part) or f"the {name.rstrip('0123456789')} ({name})"
    begins = f", '{where.words}'" if where.words else ""
    shown = f"paragraph {where.paragraph}{begins}"
    return shown if where.part == DOCUMENT else f"{part}, {shown}"


def faults_of_tags(roots: Mapping[str, etree._Element], source: BodySource, file: str) -> Iterator[Finding]:
    """Yield what is wrong with the tags of a file; `file` is its name in findings."""
    for part, root in roots.items():
        for number, paragraph in enumerate(root.iter(PARAGRAPH), 1):
            text = paragraph_text(paragraph)
            where = Where(part, number, text.first_words)
            yield from _unpaired(text, where, file)
            yield from _of_others(text, where, file)
    looked = _Looked()
    for one in source.tags:
        yield from _of_tag(one, file, looked)
    yield from _nesting(source, file)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen already: many tags stand in one paragraph, and many say the same."""

    tags: dict[etree._Element, tuple[str, tuple[Tag, ...]]] = field(default_factory=dict)
    words: dict[tuple[etree._Element, str], str] = field(default_factory=dict)
    syntax: dict[str, str] = field(default_factory=dict)

    def tags_in(self, paragraph: etree._Element) -> tuple[str, tuple[Tag, ...]]:
        """Return the text of a paragraph and its tags."""
        if paragraph not in self.tags:
            text = paragraph_text(paragraph).text
            self.tags[paragraph] = text, tuple(tags_of(text))
        return self.tags[paragraph]

    def prints(self, paragraph: etree._Element) -> bool:
        """Tell whether a paragraph holds the tag of a value."""
        return any(tag.kind == "value" for tag in self.tags_in(paragraph)[1])

    def other_words(self, target: etree._Element, scope: str) -> str:
        """Return the first words of an element beside its tags of a scope; pictures and fields count as words."""
        if (target, scope) not in self.words:
            self.words[target, scope] = " ".join(" ".join(self._left(target, scope)).split())[:40]
        return self.words[target, scope]

    def _left(self, target: etree._Element, scope: str) -> Iterator[str]:
        for paragraph in target.iter(PARAGRAPH):
            text, tags = self.tags_in(paragraph)
            kept, at = list[str](), 0
            for tag in (one for one in tags if scope in ("inline", one.scope)):
                kept.append(text[at : tag.start])
                at = tag.end
            yield "".join([*kept, text[at:]]).strip()
            if any(paragraph.iter(w("drawing"), w("pict"), w("object"))):
                yield "a picture"

    def fault_of(self, typed: str) -> str:
        """Return why Jinja does not understand what a tag says, "" where it does."""
        if typed not in self.syntax:
            try:
                Environment(autoescape=True).parse(typed)
                self.syntax[typed] = ""
            except TemplateSyntaxError as error:
                self.syntax[typed] = (error.message or "it is not understood").rstrip(".")
        return self.syntax[typed]


def _unpaired(text: TypedParagraph, where: Where, file: str) -> Iterator[Finding]:
    for _, typed in unpaired(text.text, list(tags_of(text.text))):
        half = "opened and not closed" if typed.startswith("{") else "closed and not opened"
        message = f"a tag is {half}: {typed} in {said_of(where)}"
        order = "type the other half into the same paragraph, or take this one out"
        yield Finding("E240", place_of(where, file), message, order)


def _of_others(text: TypedParagraph, where: Where, file: str) -> Iterator[Finding]:
    for words in foreign_tags(text.text):
        message = (
            f"words look like a tag of another program, and are printed as they stand: {words} in {said_of(where)}"
        )
        yield Finding(
            "W270", place_of(where, file), message, "write {{ … }} around a name that there is, or leave them"
        )


def _of_tag(one: PlacedTag, file: str, looked: _Looked) -> Iterator[Finding]:
    tag, place, said = one.tag, place_of(one.where, file), f"{one.tag.typed} in {said_of(one.where)}"
    if any(map(is_changed, one.pieces)):
        yield Finding("E244", place, f"a tag stands in a tracked change: {said}", "accept or reject the change in Word")
    if any(piece.element.tag == w("instrText") for piece in one.pieces):
        order = "take it out of the field; type it into the text"
        yield Finding("E244", place, f"a tag stands in the code of a field: {said}", order)
    if tag.is_curled:
        message = f"the quotation marks of a tag are curled, and are read as straight ones: {said}"
        yield Finding("N246", place, message, "nothing, or type them with Ctrl+Z after Word has curled them")
    elif not looks_alike(list(one.pieces)):
        message = f"a tag is formatted in more than one way; its value looks like its beginning: {said}"
        yield Finding("N245", place, message, "format the whole tag alike")
    wrong = [] if tag.kind == "comment" else list(_syntax(tag, place, said, looked))
    yield from (told for told in _standing(one, place, said, looked) if not (wrong and told.code == "N247"))
    yield from wrong


def _standing(one: PlacedTag, place: Place, said: str, looked: _Looked) -> Iterator[Finding]:
    """Yield what is wrong with what a tag stands for."""
    tag = one.tag
    if tag.scope in ("tr", "tc") and tag.kind == "value":
        yield Finding("E243", place, f"a value cannot stand for a {_NAMED[tag.scope]}: {said}", "write {{ … }}")
        return
    if tag.scope in _NAMED:
        target = one.element if tag.kind == "value" else target_of(tag, one.element)
        if target is None:
            order = "write {%p … %}, or put it into a table"
            yield Finding("E243", place, f"a tag stands for a {_NAMED[tag.scope]} and is in none: {said}", order)
        elif words := looked.other_words(target, tag.scope):
            lost = f"which holds words that would be lost ('{words}')"
            message = f"a tag stands for its {_NAMED[tag.scope]}, {lost}: {said}"
            order = f"put the tag into a {_NAMED[tag.scope]} of its own, or write it without the '{tag.scope}'"
            yield Finding("E243", place, message, order)
    elif tag.kind == "statement" and tag.name not in CELL_STATEMENTS and not looked.other_words(one.element, "inline"):
        joins = tag.joins_before or tag.joins_behind
        inside = any(ancestor.tag == w("tc") for ancestor in one.element.iterancestors())
        if not joins and not inside and not looked.prints(one.element):
            message = f"a statement leaves an empty paragraph behind: {said}"
            yield Finding("N247", place, message, f"write {{%p {tag.words} %}}")


def _alone(tag: Tag) -> str:
    """Return the source of a tag by itself, whatever stands around it."""
    if tag.kind == "value":
        return f"{{{{ {tag.words} }}}}"
    if tag.name in CELL_STATEMENTS:
        return f"{{{{ {tag.rest} }}}}" if tag.name in ("cellbg", "colspan") else ""
    return _whole(tag)


def _syntax(tag: Tag, place: Place, said: str, looked: _Looked) -> Iterator[Finding]:
    """Yield the fault of a tag's own syntax, whatever stands around it."""
    reason = looked.fault_of(_alone(tag))
    if reason:
        glued = _GLUED.fullmatch(tag.name)
        order = (
            f"type a space behind the letter: {{%{glued[1]} {glued[2]} … %}}"
            if glued
            else "mend what stands in the tag"
        )
        yield Finding("E241", place, f"a tag is not understood ({reason}): {said}", order)


def _whole(tag: Tag) -> str:
    """Return a statement as a whole template: with its end, or with its beginning."""
    typed = f"{{% {tag.words} %}}"
    if tag.name in _ENDS:
        is_short = tag.name == "set" and "=" in tag.rest
        return typed if is_short else f"{typed}{{% {_ENDS[tag.name]} %}}"
    if tag.name in _BETWEEN:
        return f"{{% if x %}}{typed}{{% endif %}}"
    beginning = next((name for name, end in _ENDS.items() if end == tag.name), "")
    return f"{_BEGINNINGS.get(beginning, '')}{typed}" if beginning else typed


_BEGINNINGS: Final = {
    "if": "{% if x %}", "for": "{% for x in y %}", "macro": "{% macro x() %}", "call": "{% call x() %}",
    "filter": "{% filter upper %}", "set": "{% set x %}", "with": "{% with %}", "raw": "{% raw %}",
    "autoescape": "{% autoescape true %}", "block": "{% block x %}", "trans": "",
}  # fmt: skip


def _nesting(source: BodySource, file: str) -> Iterator[Finding]:
    """Yield statements that are not ended, ends without a beginning, and those that cross each other."""
    open_: list[PlacedTag] = []
    part = ""
    for one in source.tags:
        if one.where.part != part:
            yield from _left_open(open_, file)
            open_, part = [], one.where.part
        tag = one.tag
        if tag.kind != "statement" or (tag.name == "set" and "=" in tag.rest):
            continue
        if tag.name in _ENDS:
            open_.append(one)
        elif tag.name in _BETWEEN and not (open_ and open_[-1].tag.name in _BETWEEN[tag.name]):
            yield _stray(one, file, "stands in no 'if' or 'for'")
        elif tag.name in _ENDS.values():
            if open_ and _ENDS[open_[-1].tag.name] == tag.name:
                yield from _apart(open_.pop(), one, file)
            elif any(_ENDS[other.tag.name] == tag.name for other in open_):
                yield _stray(one, file, f"crosses {open_[-1].tag.typed} in {said_of(open_[-1].where)}")
                while open_ and _ENDS[open_.pop().tag.name] != tag.name:
                    pass
            else:
                yield _stray(one, file, "ends what was not begun")
    yield from _left_open(open_, file)


def _apart(begin: PlacedTag, end: PlacedTag, file: str) -> Iterator[Finding]:
    """Yield a fault where a statement begins and ends in different tables, rows or cells."""
    pairs = {"tr": w("tbl"), "tc": w("tr"), "p": w("tc")}
    for tag in {begin.tag.scope, end.tag.scope} & set(pairs):
        homes = [next((up for up in one.element.iterancestors() if up.tag == pairs[tag]), None) for one in (begin, end)]
        if homes[0] is not homes[1] or begin.tag.scope != end.tag.scope:
            yield _stray(end, file, f"ends elsewhere than {begin.tag.typed} in {said_of(begin.where)} began")
            return
    if _way(begin, end) != _way(end, begin):
        yield _stray(end, file, f"stands in other things of Word than {begin.tag.typed} in {said_of(begin.where)}")


def _way(one: PlacedTag, other: PlacedTag) -> list[object]:
    """Return the names of the elements around what a tag stands for, up to the first that stands around another's too.

    Only between ways of one kind can words be left out without one half of an element.
    """
    around = set(_held_by(other))
    return [element.tag for element in takewhile(lambda element: element not in around, _held_by(one))]


def _held_by(one: PlacedTag) -> list[etree._Element]:
    """Return what a tag stands for, and the elements around it, from the inside."""
    target = target_of(one.tag, one.element)
    inmost = one.pieces[0].element if target is None else target
    return [inmost, *inmost.iterancestors()]


def _left_open(open_: list[PlacedTag], file: str) -> Iterator[Finding]:
    for one in open_:
        yield _stray(one, file, f"is not ended by {{% {_ENDS[one.tag.name]} %}}")


def _stray(one: PlacedTag, file: str, why: str) -> Finding:
    message = f"a statement {why}: {one.tag.typed} in {said_of(one.where)}"
    order = "begin and end it in the same part of the text, with the same letter behind the opening"
    return Finding("E242", place_of(one.where, file), message, order)
