"""The small parts of a Word file: content types, relationships, properties without people, dates or machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from submissions.document import Document
from submissions.office.names import OFFICE, PACKAGE, WORD_TYPE, XML_HEAD, parse_part, part_bytes
from submissions.writers.word.oxml import escape

_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# Further core properties, with the prefix of each.
_MORE: Final = (("subject", "dc"), ("description", "dc"), ("keywords", "cp"), ("category", "cp"))
_KIND: Final = {"document": "document.main", "header": "header", "footer": "footer"}
# The media types that Office gives these endings; of others there are no parts.
_DEFAULTS: Final = {
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


def content_types(names: Iterable[str]) -> bytes:
    """Return `[Content_Types].xml` for parts of these names."""
    rows, extensions = [], {"rels", "xml"}
    for name in sorted(names):
        stem, _, extension = name.rpartition("/")[2].rpartition(".")
        kind = _content_type(name, stem)
        if kind:
            rows.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        else:
            extensions.add(extension.lower())
    defaults = "".join(f'<Default Extension="{key}" ContentType="{_DEFAULTS[key]}"/>' for key in sorted(extensions))
    return f'{XML_HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{"".join(rows)}</Types>'.encode()


def _content_type(name: str, stem: str) -> str:
    if name == "docProps/core.xml":
        return "application/vnd.openxmlformats-package.core-properties+xml"
    if name == "docProps/custom.xml":
        return "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    if name == "docProps/app.xml":
        return "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    if name.startswith("word/theme/"):
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    if not name.startswith("word/") or not name.endswith(".xml"):
        return ""
    kind = stem.rstrip("0123456789")
    return f"{WORD_TYPE}.{_KIND.get(kind, kind)}+xml"


def relationships(rows: str) -> bytes:
    """Return a relationships part."""
    return f'{XML_HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'.encode()


def more_relationships(before: bytes, rows: str) -> bytes:
    """Return a relationships part with further rows; `before` is the part as it was, empty for none."""
    if not before:
        return relationships(rows)
    root = parse_part(before)
    root.extend(list(parse_part(relationships(rows))))
    return part_bytes(root)


def relationships_in_order(targets: Iterable[tuple[str, str]]) -> bytes:
    """Return a relationships part of types and targets, by which the identifiers rId1, rId2 ... go."""
    rows = (
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return relationships("".join(rows))


def package_relationships(*, with_custom: bool = False) -> bytes:
    """Return `_rels/.rels`: the document and its properties, with those of an office where there are some."""
    custom = ((f"{OFFICE}/custom-properties", "docProps/custom.xml"),) if with_custom else ()
    targets = (
        *custom,
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )
    return relationships_in_order(targets)


def core_properties(document: Document, more: Mapping[str, str] | None = None) -> bytes:
    """Return title, language, the organisation as creator and the status: no person, no date, no revision.

    Word shows the status under File, Info, Show all properties. `more` are the words of further properties by their
    names, as "subject".
    """
    said = "".join(
        f"<{space}:{name}>{escape((more or {})[name])}</{space}:{name}>"
        for name, space in _MORE
        if name in (more or {})
    )
    kept = document.furniture.confidential
    status = f"<cp:contentStatus>{escape(kept)}</cp:contentStatus>" if kept else ""
    creator = f"<dc:creator>{escape(document.organisation)}</dc:creator>" if document.organisation else ""
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.title)}</dc:title>{creator}<dc:language>{escape(document.language)}</dc:language>"
        f"{said}{status}</cp:coreProperties>"
    ).encode()


def custom_properties(properties: Mapping[str, str]) -> bytes:
    """Return the properties that an office named itself, with their words (ECMA-376 part 1, 22.3.2)."""
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(words)}</vt:lpwstr></property>"
        for number, (name, words) in enumerate(properties.items(), 2)
    )
    return f'{XML_HEAD}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{rows}</Properties>'.encode()


def extended_properties(document: Document) -> bytes:
    """Return the organisation as company, and nothing of the machine."""
    company = f"<Company>{escape(document.organisation)}</Company>" if document.organisation else ""
    return f'{XML_HEAD}<Properties xmlns="{_PROPERTIES}">{company}</Properties>'.encode()
