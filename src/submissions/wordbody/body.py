"""Read the body of a template from a Word file, ready to be rendered for many documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.document.form import FileProperty, OwnNote, Reading
from submissions.findings import Finding, Place, has_errors
from submissions.jinja import MARK, index_of
from submissions.office.names import PartError, parse_part, part_bytes, w
from submissions.office.package import write_parts
from submissions.values import Prose, Text
from submissions.wordbody.examine import placed, read_template, text_parts
from submissions.wordbody.expand import CrossedTagsError, expand
from submissions.wordbody.faults import DOCUMENT, faults_of_tags
from submissions.wordbody.properties import take_properties
from submissions.wordbody.settle import NUMBERING, settle
from submissions.wordbody.source import NOTES, BodySource, body_source
from submissions.wordbody.standing import told_of_parts


@dataclass(frozen=True, slots=True)
class WordBody:
    """A body drafted in Word: its parts, its tags as Jinja source, and its place."""

    parts: Mapping[str, bytes]
    source: BodySource
    place: Place

    @property
    def text(self) -> Text:
        """Jinja's source, a paragraph a line."""
        return Text(self.source.text, self.place)

    @property
    def words(self) -> str:
        """All that the file itself says, a text a line."""
        return "\n".join(_words(self.source))


def read_body(content: bytes, file: str) -> tuple[WordBody | None, list[Finding]]:
    """Return the body in a Word file, and what is wrong with it; None where it cannot be rendered."""
    parts, findings = read_template(content, Place(file))
    if findings:
        return None, findings
    roots, findings = text_parts(parts, file)
    source = body_source(roots)
    findings += [*faults_of_tags(roots, source, file), *told_of_parts(parts, roots, source, file)]
    return (None if has_errors(findings) else WordBody(parts, source, Place(file, 1))), findings


def _words(source: BodySource) -> Iterator[str]:
    for token in source.tokens:
        if token.kind == "text":
            yield token.text
        elif token.kind == "node" and token.element is not None:
            yield from (one.text for one in token.element.iter(w("t")) if one.text)


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """A rendered Word file in which marks stand for values, and the paragraph of the template for each of its own.

    `reading` is in which order the values of its text and its own notes are read; `properties` have marks too.
    """

    content: bytes
    paragraphs: tuple[int, ...]
    reading: Reading = ()
    properties: tuple[FileProperty, ...] = ()


def render_body(body: WordBody, rendered: str, says: Mapping[str, str]) -> tuple[RenderedBody | None, list[Finding]]:
    """Return the file that Jinja's tokens make; `says` gives the plain words of each mark, for statements on cells."""
    try:
        made = expand(rendered, body.source, lambda marks: _said(marks, says))
    except CrossedTagsError:
        order = "begin and end each statement in the same part of the text, with the same letter behind the opening"
        return None, [Finding("E242", body.place, "statements leave a part of the file without its other half", order)]
    parts = dict(made.parts)
    properties = tuple(take_properties(parts))
    if NUMBERING in body.parts:
        try:
            parts[NUMBERING] = parse_part(body.parts[NUMBERING])
        except PartError as error:
            message = f"{NUMBERING} cannot be read: {error}"
            return None, [Finding("E248", body.place, message, "save the file anew in Word")]
    settle(parts, made.lists, made.notes)
    content = write_parts({**body.parts, **{name: part_bytes(root) for name, root in parts.items()}})
    return RenderedBody(content, made.paragraphs, tuple(_reading(parts)), properties), []


def _reading(parts: Mapping[str, etree._Element]) -> Iterator[int | OwnNote]:
    """Yield what the text of a rendered file holds that is counted: the values, and the file's own notes with theirs.

    The second form of a text box, for older programs, is read by nobody.
    """
    notes = {
        (reference, note.get(w("id"), "")): note
        for reference, part, name in NOTES[:2]
        if part in parts
        for note in parts[part].iterchildren(w(name))
    }
    marks = [w(reference) for reference, _, _ in NOTES[:2]]
    for one in parts[DOCUMENT].iter(w("t"), *marks):
        if next(one.iterancestors(_SECOND), None) is not None:
            continue
        if one.tag == w("t"):
            yield from (index_of(match) for match in MARK.finditer(one.text or ""))
            continue
        note = notes.get((etree.QName(one).localname, one.get(w("id"), "")))
        words = "" if note is None else "".join(note.itertext(w("t")))
        values = tuple(index_of(match) for match in MARK.finditer(words))
        yield OwnNote(values, alone=MARK.fullmatch(words.strip()) is not None)


_SECOND: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _said(marks: str, says: Mapping[str, str]) -> str:
    for mark, words in says.items():
        marks = marks.replace(mark, words)
    return marks


def at_paragraphs(findings: list[Finding], body: WordBody) -> list[Finding]:
    """Return findings of lines of the source at the paragraphs of the Word file."""
    return [placed(one, body.source, body.place.file) for one in findings]


def prose_of(text: str, numbers: tuple[int, ...], rendered: RenderedBody, body: WordBody) -> Prose:
    """Return Markdown made of a rendered file, each line at the paragraph of the template that it comes from.

    `numbers` has the paragraph of the rendered file for each line.
    """
    known = rendered.paragraphs
    places = (Place(body.place.file, known[number - 1] if 0 < number <= len(known) else number) for number in numbers)
    return Prose(text, body.place, tuple(places))
