"""Compose a document whose body was drafted in Word: its tree for every check and for the PDF, its form for Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from submissions.document import Block, Division, Heading, Inline, ListItem, Paragraph, Picture, Run, plain
from submissions.document.form import DraftedForm, slot
from submissions.document.held import held_beside, held_blocks, held_line, numbers_held
from submissions.document.rewrite import rewrite
from submissions.drafted.finished import read_document
from submissions.drafted.spreading import Spread, line_of, styles_in
from submissions.drafted.word.package import NotWordError
from submissions.findings import Finding, Place
from submissions.jinja import MARK, Printed, Rendered, index_of, mark
from submissions.jinja.marks import MARK_OPEN
from submissions.office.package import read_package, write_parts
from submissions.values import Prose
from submissions.wordbody.body import RenderedBody, WordBody, render_body

ReadProse = Callable[[Prose], tuple[tuple[Block, ...], Sequence[Finding]]]
"""Reads Markdown in which marks stand for values into blocks."""

KeepPicture = Callable[[str, bytes, Place], tuple[str, Sequence[Finding]]]
"""Takes the name, the bytes and the place of a picture, and gives its key in the document, "" where it has none."""


@dataclass(frozen=True, slots=True)
class BodyReading:
    """How a rendered body becomes blocks: Markdown is read, and a picture of a Word file kept."""

    prose: ReadProse
    picture: KeepPicture


def read_body(
    body: WordBody | None, rendered: Rendered, reading: BodyReading
) -> tuple[tuple[Block, ...] | None, DraftedForm | None, list[Finding]]:
    """Return the blocks of a rendered body, its form where it was drafted in Word, and what is wrong."""
    if body is not None:
        return _drafted(body, rendered, reading)
    blocks, findings = reading.prose(rendered.text)
    return blocks, None, list(findings)


def _drafted(
    body: WordBody, rendered: Rendered, reading: BodyReading
) -> tuple[tuple[Block, ...] | None, DraftedForm | None, list[Finding]]:
    """Return the blocks of a rendered Word body, the form for Word, and findings; None where no file can be made."""
    says = {mark(index): _plain(one) for index, one in enumerate(rendered.values)}
    values, findings = _values(rendered, body, reading.prose)
    spread = Spread(values, styles_in(body.parts), body.place, len(rendered.values))
    made, faults = render_body(body, str(rendered.text), says, spread.over)
    findings += faults
    if made is None:
        return None, None, findings
    findings += _too_long(spread, made, body)
    try:
        file, told = read_document(made.content, body.place.file)
    except NotWordError as fault:
        return None, None, [Finding("E248", body.place, f"the file cannot be read: {fault.reason}", fault.order)]
    findings += [_at(one, made) for one in told]
    content, numbers = _with_slots(made.content)
    blocks, faults = _with_pictures(_Holding(spread).over(file.blocks), file.pictures, reading.picture)
    findings += faults
    beside = sorted(numbers - set(numbers_held(blocks)))
    if beside:
        blocks += (held_beside(tuple(_beside(number, spread, values, body.place) for number in beside)),)
    return blocks, DraftedForm(content, body.place), findings


def _values(rendered: Rendered, body: WordBody, read: ReadProse) -> tuple[dict[int, tuple[Block, ...]], list[Finding]]:
    """Return what each mark stands for, in the order of the text."""
    asked = list(dict.fromkeys(index_of(match) for match in MARK.finditer(str(rendered.text))))
    lines = [line for index in asked for line in (f"::: {_HELD}", "", mark(index), "", ":::", "")]
    places = tuple(body.place for _ in lines)
    blocks, findings = read(Prose("\n".join(lines), body.place, places))
    held = [block.blocks for block in blocks if isinstance(block, Division)]
    return dict(zip(asked, held, strict=True)), list(findings)


def _too_long(spread: Spread, made: RenderedBody, body: WordBody) -> Iterator[Finding]:
    for number in dict.fromkeys(spread.too_long):
        order = "give the tag a paragraph of its own"
        place = Place(body.place.file, number or body.place.line)
        yield Finding("E243", place, "a text of several paragraphs, a list or a table stands within a line", order)


@dataclass(slots=True)
class _Holding:
    """Puts the values into the tree of the file, each between the marks by which it is cut out for Word."""

    spread: Spread
    named: set[int] = field(default_factory=set)

    def over(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks with the values in them."""
        return rewrite(blocks, self._change)

    def _change(self, node: Any) -> Iterator[Any]:
        if isinstance(node, Run):
            yield from self._divided(node)
        elif isinstance(node, Paragraph):
            number = _alone_in(node)
            if number in self.spread.blocks:
                yield held_blocks(number, (self.spread.blocks[number],))
            else:
                yield replace(node, id=self._id_of(node) or node.id)
        elif isinstance(node, Heading):
            yield replace(node, id=self._id_of(node) or node.id)
        elif isinstance(node, ListItem) and node.blocks and isinstance(node.blocks[0], Paragraph):
            yield replace(node, id=self._id_of(node.blocks[0]) or node.id)
        else:
            yield node

    def _id_of(self, holder: Paragraph | Heading) -> str:
        """Return the id that something refers to, for what holds it and nothing else: once, as an item has it first."""
        numbers = [index_of(match) for match in MARK.finditer(plain(holder.inlines))]
        leading = next((number for number in numbers if number in self.spread.targets), _alone_in(holder))
        if leading in self.named or leading not in self.spread.ids:
            return ""
        self.named.add(leading)
        return self.spread.ids[leading]

    def _divided(self, run: Run) -> Iterator[Inline]:
        at = 0
        for match in MARK.finditer(run.text):
            if match.start() > at:
                yield replace(run, text=run.text[at : match.start()])
            number = index_of(match)
            yield from held_line(number, self.spread.lines[number])
            at = match.end()
        if at < len(run.text) or not at:
            yield replace(run, text=run.text[at:]) if at else run


def _alone_in(holder: Paragraph | Heading) -> int:
    """Return the number of the value that is all of a paragraph, or -1."""
    match = MARK.fullmatch(plain(holder.inlines).strip())
    return index_of(match) if match else -1


def _beside(number: int, spread: Spread, values: Mapping[int, Sequence[Block]], place: Place) -> Block:
    """Return a value that stands outside the text of the file: in a head, a foot, or what nobody reads as text."""
    if number in spread.blocks:
        return held_blocks(number, (spread.blocks[number],))
    words = spread.lines[number] if number in spread.lines else line_of(values.get(number, ()))
    return Paragraph(held_line(number, words or ()), place)


def _with_pictures(
    blocks: tuple[Block, ...], held: Mapping[str, bytes], keep: KeepPicture
) -> tuple[tuple[Block, ...], list[Finding]]:
    """Return blocks whose pictures are among those of the document; one that cannot be used is left out and told."""
    findings: list[Finding] = []

    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Picture) and node.resource in held:
            key, faults = keep(node.resource, held[node.resource], node.place)
            findings.extend(faults)
            yield from (replace(node, resource=key),) * bool(key)
        else:
            yield node

    return rewrite(blocks, change), findings


def _with_slots(content: bytes) -> tuple[bytes, frozenset[int]]:
    """Return a file with a slot for each mark, and the numbers of all of them."""
    parts = read_package(content)
    made = {name: part.decode("utf-8") for name, part in parts.items() if name.endswith(".xml") and _OPENS in part}
    numbers = frozenset(index_of(match) for text in made.values() for match in MARK.finditer(text))
    slots = {name: MARK.sub(lambda match: slot(index_of(match)), text).encode() for name, text in made.items()}
    return write_parts({**parts, **slots}), numbers


def _at(finding: Finding, made: RenderedBody) -> Finding:
    """Return a finding at the paragraph of the template that its own comes from."""
    line = finding.place.line
    known = made.paragraphs[line - 1] if 0 < line <= len(made.paragraphs) else line
    place = Place(finding.place.file, known, finding.place.column)
    return Finding(finding.code, place, _SHOWN_MARK.sub("…", finding.message), finding.help, finding.rule)


_OPENS: Final = MARK_OPEN.encode()
_HELD: Final = "keep"
# A mark as a message shows it.
_SHOWN_MARK: Final = re.compile(r"(?:<U\+FDD[0-9A-F]>)+")


def _plain(printed: Printed) -> str:
    """Return a value in plain words, for a colour or a number of a cell."""
    return str(printed.value)
