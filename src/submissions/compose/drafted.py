"""Compose a document whose body was drafted in Word: its tree for every check and for the PDF, its form for Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from submissions.document import Block, Division, Run
from submissions.document.form import DraftedForm, FileProperty, slot
from submissions.document.rewrite import rewrite
from submissions.drafted.telling import findings_of
from submissions.drafted.transcribing import Transcriber
from submissions.drafted.word.body import read_file
from submissions.drafted.word.package import NotWordError, open_package
from submissions.findings import Finding, Place
from submissions.jinja import MARK, Printed, Rendered, index_of, mark
from submissions.jinja.marks import MARK_OPEN
from submissions.office.package import read_package, write_parts
from submissions.values import Prose
from submissions.wordbody.body import RenderedBody, WordBody, prose_of, render_body

ReadProse = Callable[[Prose], tuple[tuple[Block, ...], Sequence[Finding]]]
"""Reads Markdown in which marks stand for values into blocks."""


def read_body(
    body: WordBody | None, rendered: Rendered, read: ReadProse
) -> tuple[tuple[Block, ...] | None, DraftedForm | None, list[Finding]]:
    """Return the blocks of a rendered body, its form where it was drafted in Word, and what is wrong."""
    if body is not None:
        return _drafted(body, rendered, read)
    blocks, findings = read(rendered.text)
    return blocks, None, list(findings)


def _drafted(
    body: WordBody, rendered: Rendered, read: ReadProse
) -> tuple[tuple[Block, ...] | None, DraftedForm | None, list[Finding]]:
    """Return the blocks of a rendered Word body, the form for Word, and findings; None where no file can be made."""
    says = {mark(index): _plain(one) for index, one in enumerate(rendered.values)}
    made, findings = render_body(body, str(rendered.text), says)
    if made is None:
        return None, None, findings
    try:
        held = read_file(open_package(made.content), with_boxes=True)
    except NotWordError as fault:
        return None, None, [Finding("E248", body.place, f"the file cannot be read: {fault.reason}", fault.order)]
    writer = Transcriber(held, "", whole=True)
    prose = writer.write()
    told = findings_of((*held.remarks, *writer.remarks), held.starts, body.place.file)
    findings += [_at(one, made) for one in told]
    blocks, faults = read(prose_of(prose.text, prose.numbers, made, body))
    blocks = _as_typed(blocks, body.place.file)
    findings += faults
    values, faults = _values(rendered, made, body, read)
    return (
        blocks,
        DraftedForm(_with_slots(made.content), values, body.place, made.reading, properties=_slotted(made)),
        [*findings, *faults],
    )


def _with_slots(content: bytes) -> bytes:
    """Return a file with a slot for each mark."""
    parts = read_package(content)
    made = {name: part.decode("utf-8") for name, part in parts.items() if name.endswith(".xml") and _OPENS in part}
    slots = {name: MARK.sub(lambda match: slot(index_of(match)), text) for name, text in made.items()}
    return write_parts({**parts, **{name: text.encode() for name, text in slots.items()}})


def _slotted(made: RenderedBody) -> tuple[FileProperty, ...]:
    """Return the properties of a rendered file with a slot for each mark."""
    return tuple(
        replace(one, words=MARK.sub(lambda match: slot(index_of(match)), one.words)) for one in made.properties
    )


def _as_typed(blocks: tuple[Block, ...], file: str) -> tuple[Block, ...]:
    """Return blocks in which the words of the template itself stay as they were typed, with their spaces and marks."""

    def change(node: object) -> Iterator[object]:
        yield replace(node, verbatim=True) if isinstance(node, Run) and node.place.file == file else node

    return rewrite(blocks, change)


def _at(finding: Finding, made: RenderedBody) -> Finding:
    """Return a finding at the paragraph of the template that its own comes from."""
    line = finding.place.line
    known = made.paragraphs[line - 1] if 0 < line <= len(made.paragraphs) else line
    place = Place(finding.place.file, known, finding.place.column)
    return Finding(finding.code, place, _SHOWN_MARK.sub("…", finding.message), finding.help, finding.rule)


def _values(
    rendered: Rendered, made: RenderedBody, body: WordBody, read: ReadProse
) -> tuple[dict[int, tuple[Block, ...]], list[Finding]]:
    """Return what each mark stands for, in the order of the text: so are notes counted and authorities cited."""
    asked = list(dict.fromkeys(index_of(match) for match in MARK.finditer(str(rendered.text))))
    lines = [line for index in asked for line in (f"::: {_HELD}", "", mark(index), "", ":::", "")]
    places = tuple(body.place for _ in lines)
    blocks, findings = read(Prose("\n".join(lines), body.place, places))
    held = [block.blocks for block in blocks if isinstance(block, Division)]
    return dict(zip(asked, held, strict=True)), list(findings)


_OPENS: Final = MARK_OPEN.encode()
_HELD: Final = "keep"
# A mark as a message shows it.
_SHOWN_MARK: Final = re.compile(r"(?:<U\+FDD[0-9A-F]>)+")


def _plain(printed: Printed) -> str:
    """Return a value in plain words, for a colour or a number of a cell."""
    return str(printed.value)
