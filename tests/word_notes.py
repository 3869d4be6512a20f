"""Word templates with notes of their own, made for tests: "[^2]" stands for a footnote, "[*2]" for an endnote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import partial
from itertools import starmap
from typing import Final

from lxml import etree

from submissions.office.names import (
    DRAWING,
    INLINE,
    OFFICE,
    PACKAGE,
    RELATIONSHIP,
    SPACE,
    WORD,
    WORD_TYPE,
    parse_part,
    part_bytes,
    w,
)
from submissions.office.package import read_package, write_parts

_MARK: Final = re.compile(r"\[([\^*&])(\d+)\]")
_KINDS: Final = {"^": "footnote", "*": "endnote", "&": "comment"}
_TYPES: Final = f"{{{PACKAGE}/content-types}}"


def noted(
    content: bytes,
    footnotes: Mapping[int, Sequence[str]] | None = None,
    endnotes: Mapping[int, Sequence[str]] | None = None,
    comments: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """Return a file whose marks are references to notes, by number, each of some paragraphs of typed text.

    "[&2]" stands for a comment. A paragraph that begins with "<" is the XML of its runs.
    """
    parts = read_package(content)
    root = parse_part(parts["word/document.xml"])
    for text in list(root.iter(w("t"))):
        _refer(text)
    parts["word/document.xml"] = part_bytes(root)
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes), ("comment", comments)):
        if notes is not None:
            parts = with_part(parts, f"{kind}s", _part(kind, notes))
    return write_parts(parts)


def with_part(
    parts: Mapping[str, bytes], kind: str, content: bytes, name: str = "", owner: str = "word/document"
) -> dict[str, bytes]:
    """Return the parts of a file with one more beside its text, as "footnotes" or "comments".

    `name` is that of the part in the file, where it is no part of Word's text, `owner` the part that refers to it.
    """
    type_ = "application/xml" if name else f"{WORD_TYPE}.{kind}+xml"
    name = name or f"word/{kind}.xml"
    folder, _, file = owner.rpartition("/")
    rows_name = f"{folder}/_rels/{file}.xml.rels" if file else "_rels/.rels"
    rows, types = (parse_part(parts[one]) for one in (rows_name, "[Content_Types].xml"))
    address = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    etree.SubElement(rows, RELATIONSHIP, {"Id": f"rIdTest{len(rows)}", "Type": address, "Target": f"/{name}"})
    override = {"PartName": f"/{name}", "ContentType": type_}
    etree.SubElement(types, f"{_TYPES}Override", override)
    return {**parts, rows_name: part_bytes(rows), "[Content_Types].xml": part_bytes(types), name: content}


def _refer(text: etree._Element) -> None:
    """Divide the run of a text at its marks."""
    run, words = text.getparent(), text.text or ""
    if run is None or not _MARK.search(words):
        return
    at, made = 0, []
    for match in (*_MARK.finditer(words), None):
        made.append(_run(run, words[at : match.start() if match else len(words)]))
        if match:
            reference = etree.Element(w("r"))
            etree.SubElement(reference, w(f"{_KINDS[match[1]]}Reference"), {w("id"): match[2]})
            made.append(reference)
            at = match.end()
    for one in made:
        run.addprevious(one)
    run.getparent().remove(run)  # type: ignore[union-attr]


def _run(like: etree._Element, words: str) -> etree._Element:
    run = deepcopy(like)
    for text in run.findall(w("t")):
        text.text = words
        text.set(SPACE, "preserve")
    return run


def _part(kind: str, notes: Mapping[int, Sequence[str]]) -> bytes:
    own = "" if kind == "comment" else "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )  # fmt: skip
    who = ' w:author="A. Colleague" w:date="2026-01-01T00:00:00Z"' if kind == "comment" else ""
    written = "".join(
        f'<w:{kind} w:id="{number}"{who}>'
        + "".join(starmap(partial(_paragraph, kind), enumerate(texts)))
        + f"</w:{kind}>"
        for number, texts in notes.items()
    )
    return f'<w:{kind}s xmlns:w="{WORD}" xmlns:r="{OFFICE}">{own}{written}</w:{kind}s>'.encode()


def _paragraph(kind: str, at: int, text: str) -> str:
    mark = f"<w:r><w:{kind}Ref/></w:r>" if not at and kind != "comment" else ""
    return f"<w:p>{mark}{text if text.startswith('<') else _typed(text)}</w:p>"


def _typed(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def box(*texts: str) -> str:
    """Return the XML of a run with a text box of some paragraphs, as Word writes it: in a newer and an older form."""
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    paragraphs = "".join(f"<w:p>{_typed(text)}</w:p>" for text in texts)
    words = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    return (
        f'<w:r xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wp="{INLINE}" xmlns:a="{DRAWING}" xmlns:wps="{shape}" xmlns:v="urn:schemas-microsoft-com:vml">'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="500000"/><wp:wrapNone/><wp:docPr id="1" name="Text Box 1"/>'
        f'<a:graphic><a:graphicData uri="{shape}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" '
        'y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{words}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        '</mc:Choice><mc:Fallback><w:pict><v:shape style="width:150pt;height:40pt"><v:textbox>'
        f"{words}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
