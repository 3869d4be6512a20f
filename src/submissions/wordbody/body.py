"""Read the body of a template from a Word file, ready to be rendered for many documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from submissions.document.form import FileProperty
from submissions.findings import Finding, Place, has_errors
from submissions.jinja import MARK
from submissions.office.names import PartError, parse_part, part_bytes, w
from submissions.office.package import Packed, pack_part, write_package
from submissions.values import Text
from submissions.wordbody.examine import placed, read_template, text_parts
from submissions.wordbody.expand import CrossedTagsError, expand, typed_at
from submissions.wordbody.faults import DOCUMENT, faults_of_tags
from submissions.wordbody.properties import take_properties
from submissions.wordbody.settle import NUMBERING, settle
from submissions.wordbody.source import body_source
from submissions.wordbody.standing import told_of_parts
from submissions.wordbody.tokens import BodySource


@dataclass(frozen=True, slots=True)
class WordBody:
    """A body drafted in Word: its parts, deflated once for all documents, its tags as Jinja source, and its place."""

    parts: Mapping[str, bytes]
    packed: Mapping[str, Packed]
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
    if has_errors(findings):
        return None, findings
    packed = {name: pack_part(part) for name, part in parts.items()}
    return WordBody(parts, packed, source, Place(file, 1)), findings


def _words(source: BodySource) -> Iterator[str]:
    for token in source.tokens:
        if token.kind == "text":
            yield token.text
        elif token.kind == "node" and token.element is not None:
            yield from (one.text for one in token.element.iter(w("t")) if one.text)


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """A rendered Word file in which marks stand for values, and the paragraph of the template for each of its own.

    `properties` have marks too.
    """

    content: bytes
    paragraphs: tuple[int, ...]
    properties: tuple[FileProperty, ...] = ()


def render_body(
    body: WordBody, rendered: str, says: Mapping[str, str], change: Callable[[etree._Element], object] = etree.iselement
) -> tuple[RenderedBody | None, list[Finding]]:
    """Return the file that Jinja's tokens make; `says` gives the plain words of each mark, for statements on cells.

    `change` sees each part that holds text, its lists, notes and drawings with numbers of their own.
    """
    try:
        made = expand(rendered, body.source, lambda marks: MARK.sub(lambda match: says.get(match[0], match[0]), marks))
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
    for root in parts.values():
        change(root)
    paragraphs = typed_at(parts[DOCUMENT]) if DOCUMENT in parts else ()
    content = write_package({**body.packed, **{name: pack_part(part_bytes(root)) for name, root in parts.items()}})
    return RenderedBody(content, paragraphs, properties), []


def at_paragraphs(findings: list[Finding], body: WordBody) -> list[Finding]:
    """Return findings of lines of the source at the paragraphs of the Word file."""
    return [placed(one, body.source, body.place.file) for one in findings]
