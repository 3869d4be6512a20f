"""Take XML apart: text, attributes, comments, instructions; and SVG and XMP, which are XML."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from submissions.audit.gathering import Found, decode, gathered, inflate, metadata, strings
from submissions.audit.nesting import inside
from submissions.audit.records import Opened, Piece, Refusal, Unsearchable

# The data of an SVG path (SVG 2, 9.3): a command of one letter, and numbers. Two letters together are none.
_OUTLINE: Final = re.compile(r"\s*[Mm][\s\d](?:[MmLlHhVvCcSsQqTtAa]?[\s\d.,+-]|[Zz])*", re.ASCII)


def is_outline(name: str, value: str) -> bool:
    """Tell whether an attribute holds the outline of a drawing, whose numbers are places on a sheet and no dates."""
    return name == "d" and _OUTLINE.fullmatch(value) is not None


if TYPE_CHECKING:
    from lxml import etree

Opener = Callable[[bytes, str, int], Opened]
_DATA: Final = re.compile(
    r"data:([\w.+/-]*)((?:;[\w=.+-]*)*?)(;base64)?,([^\s\"'<>)]*(?:\s+[A-Za-z0-9+/=]+)*)", re.IGNORECASE
)
_PICTURE: Final = re.compile(r"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=%\s]*", re.IGNORECASE)
_AUTHOR_KEYS: Final = (
    "dc:creator photoshop:AuthorsPosition xmpRights:Owner tiff:Artist aux:OwnerName exifEX:CameraOwnerName"
)
_SERIAL_KEYS: Final = "aux:SerialNumber exifEX:BodySerialNumber"
_AUTHOR: Final = re.compile(
    rf"<(?:{_AUTHOR_KEYS.replace(' ', '|')})\b[^/>]*>\s*[^\s<]"
    rf"|\b(?:{f'{_AUTHOR_KEYS} {_SERIAL_KEYS}'.replace(' ', '|')})\s*=\s*[\"'][^\"']"
)
_OFFICE_AUTHOR: Final = re.compile(r"<(?:dc:creator|meta:initial-creator|cp:lastModifiedBy)\b[^/>]*>([^<]*)<")
_WHERE: Final = re.compile(r"\bexif:GPS(?:Latitude|Longitude)\b")
UNKNOWN_PICTURE: Final = "a picture in a format that the program does not take apart: save it as PNG or JPEG"
_THUMBNAIL: Final = re.compile(r"\bxmpGImg:image\b|\bxmp:Thumbnails\b")
_SCRIPT: Final = re.compile(r"<(?:\w+:)?script\b|\son\w+\s*=|javascript:", re.IGNORECASE)
_OUTSIDE: Final = re.compile(
    r"(?:href|src)\s*=\s*[\"'](?:https?:|file:|//|\\\\)|url\(\s*[\"']?(?:https?:|file:|//)", re.IGNORECASE
)


def open_xml(content: bytes, part: str = "", organisation: str = "") -> Opened:
    """Return the words of XML: text, attributes, comments; of what is not well formed, as much as there is.

    `organisation` is the only name that the properties of an office file may give as its author.
    """
    named = [html.unescape(name).strip() for name in _OFFICE_AUTHOR.findall(decode(content))]
    others = [name for name in named if name not in ("", organisation)]
    refused = [Refusal(part, "the file names its author", "properties")] if others else []
    return gathered((*read_xml(content, part, ""), *refused))


def open_svg(content: bytes, part: str = "", open_inner: Opener | None = None) -> Opened:
    """Return all words of a drawing, shown or not, and the pictures within it."""
    return gathered(_read_svg(content, part, open_inner))


def _read_svg(content: bytes, part: str, open_inner: Opener | None) -> Iterator[Found]:
    if content[:2] == b"\x1f\x8b":
        content, fault = inflate(content, 31)
        if fault:
            yield Unsearchable(part, fault)
    text = decode(content)
    if "<svg" not in text.lower():
        yield from strings(part, "unknown picture", content)
        yield Unsearchable(part, UNKNOWN_PICTURE)
        return
    yield from read_xml(content, part, "SVG ")
    yield from refuse_xmp(text, part)
    if _SCRIPT.search(text):
        yield Refusal(part, "the drawing holds a script", "SVG")
    if _OUTSIDE.search(re.sub(r"\sxmlns(?::\w+)?\s*=\s*[\"'][^\"']*[\"']", "", text)):
        yield Refusal(part, "the drawing reaches for something outside itself", "SVG")
    for number, (_, inner) in enumerate(data_addresses(text), 1):
        if open_inner is not None:
            yield open_inner(inner, inside(part, f"picture {number}"), 1)
        else:
            yield from strings(part, "data address", inner)


def read_xmp(content: bytes, part: str) -> Iterator[Piece | Refusal]:
    """Read XMP: all its values, and refuse author, place and thumbnails."""
    content = content.strip(b"\x00 \r\n\t")
    yield from read_xml(content, part, "XMP ")
    yield from refuse_xmp(decode(content), part)


def refuse_xmp(text: str, part: str) -> Iterator[Refusal]:
    """Refuse what XMP tells of people, places and cut-off pictures."""
    if _AUTHOR.search(re.sub(r"<rdf:(?:Seq|Bag|Alt|li)\b[^>]*>", "", text)):
        yield Refusal(part, "the picture names its author or owner", "XMP")
    if _WHERE.search(text):
        yield Refusal(part, "the picture tells where it was taken", "XMP")
    if _THUMBNAIL.search(text):
        yield Refusal(part, "the picture carries a thumbnail, which may show what was cut off", "XMP")


def read_xml(content: bytes, part: str, prefix: str) -> Iterator[Piece | Refusal]:
    """Gather the words of XML; `prefix` begins the name of each channel."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    try:
        root = etree.fromstring(content, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError):
        yield from metadata(part, f"{prefix}text as it stands", decode(content))
        try:
            root = etree.fromstring(content, _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            return
        if root is None:
            return
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None and b"<!ENTITY" in content:
        yield from metadata(part, f"{prefix}declarations", decode(content.partition(b"]>")[0]))
    outside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    yield from _gather(root, outside, part, prefix)


def _parser(*, recover: bool) -> etree.XMLParser[etree._Element]:
    """Return a parser that fetches nothing, expands nothing and stops at absurd sizes."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)


def _gather(root: etree._Element, outside: list[etree._Element], part: str, prefix: str) -> Iterator[Piece | Refusal]:
    texts, joined = [], []
    for node in (*outside, *root.iter()):
        line = f"line {node.sourceline}" if node.sourceline else ""
        if not isinstance(node.tag, str):
            kind = "comment" if "Comment" in type(node).__name__ else "instruction"
            yield from metadata(part, f"{prefix}{kind}", f"{node.text or ''}" if kind == "comment" else str(node), line)
        else:
            for name, value in node.attrib.items():
                if is_outline(_local(str(name)), str(value)):
                    continue
                value_text = _PICTURE.sub("", str(value))  # what a picture in an address holds is taken apart by itself
                yield from metadata(part, f"{prefix}attribute {_local(str(name))}", value_text, line)
            if node.text and node.text.strip():
                yield from metadata(
                    part, f"{prefix}{_local(node.tag)}", "".join(_all_text(node)) if len(node) else node.text, line
                )
                texts.append(node.text.strip())
                joined.append(node.text.strip("\r\n\t"))
        if node.tail and node.tail.strip() and node is not root and node not in outside:
            texts.append(node.tail.strip())
            joined.append(node.tail.strip("\r\n\t"))
    if len(texts) > 1:
        yield from metadata(part, f"{prefix}text", "\n".join(texts))
        yield from metadata(part, f"{prefix}text, joined", "".join(joined))


def _all_text(node: etree._Element) -> Iterator[str]:
    return (str(text) for text in node.itertext())


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def data_addresses(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield kind and bytes of everything that an address carries in itself: `data:image/png;base64,...`."""
    for match in _DATA.finditer(text):
        kind, is_base_64, payload = match[1].lower(), match[3], unquote_to_bytes(re.sub(r"\s", "", match[4]))
        if is_base_64:
            try:
                payload = base64.b64decode(payload + b"=" * (-len(payload) % 4), validate=False)
            except (binascii.Error, ValueError):
                continue
        yield kind, payload
