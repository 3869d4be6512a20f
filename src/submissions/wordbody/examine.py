"""Look at a Word template without a case: what it asks for, what is wrong with its tags, what was left in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jinja2 import TemplateError, nodes
from lxml import etree

from submissions.findings import Finding, Place, has_errors
from submissions.jinja.environment import Sandbox
from submissions.jinja.fields import ANYTHING, Shape, unknown_names
from submissions.jinja.filters import filters, tests
from submissions.jinja.source import Preparer, expression
from submissions.office.names import RELATIONSHIP, PartError, parse_part, w
from submissions.office.package import PackageError, read_package
from submissions.source.kinds import kind_of
from submissions.wordbody.faults import DOCUMENT, faults_of_tags, place_of, said_of
from submissions.wordbody.properties import property_roots
from submissions.wordbody.records import Examined
from submissions.wordbody.source import BodySource, body_source
from submissions.wordbody.standing import told_of_parts
from submissions.wordbody.tags import Tag

_TEXT_PARTS: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES: Final = "[Content_Types].xml"
_WITH_MACROS: Final = b".macroEnabled"
_OF_TEMPLATES: Final = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_HYPERLINK: Final = "/hyperlink"
_PEOPLE: Final = ("{http://purl.org/dc/elements/1.1/}creator", "lastModifiedBy")
_OTHER_KINDS: Final = {
    "mimetype": "an OpenDocument file", "xl/workbook.xml": "an Excel file", "ppt/presentation.xml": "a set of slides"
}  # fmt: skip
_SEE: Final = "see 'submissions templates' for the names there are"
_WORD: Final = re.compile(r"[^\W\d]\w*")
_CHANGES: Final = (w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange"), w("pPrChange"))


def examine(content: bytes, file: str, shapes: Mapping[str, Shape]) -> Examined:
    """Return what a Word template asks for and what is wrong with it; `shapes` are those of the names there are."""
    parts, findings = read_template(content, Place(file))
    if findings:
        return Examined((), tuple(findings))
    roots, findings = text_parts(parts, file)
    source = body_source(roots)
    findings += [*faults_of_tags(roots, source, file), *told_of_parts(parts, roots, source, file)]
    fields: tuple[tuple[str, int], ...] = ()
    if has_errors(findings):
        findings += _unknown_by_tag(source, file, shapes)
    else:
        tree, faults = _parsed(source, file)
        findings += faults
        if tree is not None:
            fields = tuple(sorted(Counter(_asked(tree)).items()))
            findings += _unknown(tree, source, file, shapes)
    return Examined(fields, (*dict.fromkeys(findings), *_left_in(parts, roots, file)))


def read_template(content: bytes, place: Place) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the parts of a file, or a finding that says what kind of file it is."""
    order = "open it in Word and save it as a Word document (.docx)"
    kind = kind_of(content)
    if kind and not content.startswith(b"PK"):
        return {}, [Finding("E248", place, f"this is {kind} and no Word document", order)]
    try:
        parts = read_package(content)
    except PackageError as error:
        return {}, [Finding("E248", place, f"the file cannot be read: {error}", order)]
    if DOCUMENT not in parts:
        what = next((name for part, name in _OTHER_KINDS.items() if part in parts), "a zip file")
        return {}, [Finding("E248", place, f"this is {what} and no Word document", order)]
    if _STRICT.encode() in parts[DOCUMENT]:
        again = "save it in Word as 'Word document', not as 'Strict Open XML document'"
        return {}, [Finding("E248", place, "the file is in the strict form of Open XML", again)]
    types = parts.get(_TYPES, b"")
    if _WITH_MACROS in types:
        plain = "save it in Word as a Word document without macros (.docx)"
        return {}, [Finding("E248", place, "the file is a document or a template with macros", plain)]
    # What Word calls a template (.dotx) is a document with another name for its text.
    return {**parts, _TYPES: types.replace(*_OF_TEMPLATES)}, []


def text_parts(
    parts: Mapping[str, bytes], file: str, *, with_properties: bool = True
) -> tuple[dict[str, etree._Element], list[Finding]]:
    """Return the parts that may hold tags, the text first, and a finding for each that is no XML.

    `with_properties` gives the properties that hold a tag too, each as a paragraph of a part that no file has.
    """
    names = [DOCUMENT, *sorted(name for name in parts if name != DOCUMENT and name.startswith(_TEXT_PARTS))]
    roots, findings = {}, []
    for name in (one for one in names if one.endswith(".xml")):
        try:
            roots[name] = parse_part(parts[name])
        except PartError as error:
            findings.append(
                Finding("E248", Place(file), f"{name} cannot be read: {error}", "save the file anew in Word")
            )
    return roots | (property_roots(parts) if with_properties else {}), findings


def _parsed(source: BodySource, file: str) -> tuple[nodes.Template | None, list[Finding]]:
    """Return the syntax tree of the whole file; filters and tests that there are not are found on the way."""
    sandbox = Sandbox(file, frozenset())
    known = filters(lambda value, *_: value, {}, lambda: ""), tests()  # type: ignore[arg-type, return-value]
    try:
        tree = sandbox.parse(source.text)
        Preparer(frozenset(known[0]), frozenset(known[1]), sandbox.report).visit(sandbox.parse(source.text))
    except TemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        return None, [
            placed(Finding("E241", Place(file, line), f"a tag is not understood ({error})", "mend it"), source, file)
        ]
    return tree, [placed(one, source, file) for one in sandbox.findings]


def placed(finding: Finding, source: BodySource, file: str) -> Finding:
    """Return a finding of a line of the source with the place of its paragraph."""
    where = source.where(finding.place.line)
    if where is None or finding.place.file != file:
        return finding
    message = f"{finding.message}, in {said_of(where)}"
    return Finding(finding.code, place_of(where, file), message, finding.help, finding.rule)


def _unknown(tree: nodes.Template, source: BodySource, file: str, shapes: Mapping[str, Shape]) -> Iterator[Finding]:
    for one in unknown_names(tree, shapes):
        order = f"write '{one.nearest}'" if one.nearest else _SEE
        message = f"there is no such name: '{one.name}'"
        yield placed(Finding("E212", Place(file, one.line), message, order), source, file)


def _unknown_by_tag(source: BodySource, file: str, shapes: Mapping[str, Shape]) -> Iterator[Finding]:
    """Yield unknown names where the file cannot be read as a whole: tag by tag, with all that any tag makes known."""
    sandbox = Sandbox(file, frozenset())
    made = {word: ANYTHING for one in source.tags for word in _WORD.findall(_made_by(one.tag))}
    for one in (one for one in source.tags if one.tag.kind == "value"):
        try:
            tree = sandbox.parse(f"{{{{ {one.tag.words} }}}}")
        except TemplateError:
            continue  # told for itself
        for unknown in unknown_names(tree, {**shapes, **made}):
            order = f"write '{unknown.nearest}'" if unknown.nearest else _SEE
            message = f"there is no such name: '{unknown.name}', in {said_of(one.where)}"
            yield Finding("E212", place_of(one.where, file), message, order)


def _made_by(tag: Tag) -> str:
    """Return the words of a statement that it makes names of its own."""
    ends = {"for": " in ", "set": "=", "macro": "%}", "with": "%}"}
    return tag.rest.partition(ends[tag.name])[0] + " loop" if tag.name in ends else ""


def _asked(tree: nodes.Template) -> Iterator[str]:
    """Yield the values that a template prints or asks for, in full: "state.name"; those of its own loops too."""
    inner = {id(one.node) for one in tree.find_all(nodes.Getattr)}
    for one in tree.find_all((nodes.Getattr, nodes.Name)):
        if id(one) not in inner and getattr(one, "ctx", "load") == "load":
            yield expression(one)


def _left_in(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element], file: str) -> Iterator[Finding]:
    """Yield what somebody left in a template that nobody should be handed."""
    place = Place(file)
    changes = sum(1 for root in roots.values() for _ in root.iter(*_CHANGES))
    comments = sum(1 for _ in roots["word/comments.xml"].iter(w("comment"))) if "word/comments.xml" in roots else 0
    hidden = sum(1 for root in roots.values() for _ in root.iter(w("vanish")))
    if changes:
        yield _told(place, f"tracked changes are left in it: {changes}", "accept or reject them in Word")
    if comments:
        yield _told(place, f"comments are left in it: {comments}", "nothing, for no document gets them, or delete them")
    if hidden:
        yield _told(
            place, f"it holds hidden text, in {hidden} places", "show it in Word, and delete it or make it plain"
        )
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        yield _told(place, "it holds macros", "save it in Word as a document without macros (.docx)")
    embedded = sorted(name.rpartition("/")[2] for name in parts if name.startswith("word/embeddings/"))
    if embedded:
        yield _told(place, f"other files are embedded in it: {', '.join(embedded)}", "take them out in Word")
    yield from _of_others(parts, place)


def _of_others(parts: Mapping[str, bytes], place: Place) -> Iterator[Finding]:
    """Yield links to other files, and who wrote the template."""
    for name in sorted(one for one in parts if one.endswith(".rels")):
        for row in _rows(parts[name]):
            if row.get("TargetMode") == "External" and not str(row.get("Type", "")).endswith(_HYPERLINK):
                kind = str(row.get("Type", "")).rpartition("/")[2]
                order = "break the link in Word (File, Information, Edit links to files), or embed what it shows"
                yield _told(place, f"it draws on another file ({kind}): {row.get('Target', '')}", order)
    try:
        core = parse_part(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    except PartError:
        core = None
    if core is not None:
        people = [one.text for one in core if one.text and str(one.tag).endswith(_PEOPLE)]
        if people:
            order = "inspect the document in Word and remove personal information"
            yield _told(place, f"its properties name people: {', '.join(dict.fromkeys(people))}", order)


def _rows(content: bytes) -> Iterable[etree._Element]:
    try:
        return parse_part(content).iter(RELATIONSHIP)
    except PartError:
        return ()


def _told(place: Place, message: str, order: str) -> Finding:
    return Finding("W249", place, message, order)
