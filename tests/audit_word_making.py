"""Put text and parts into a small Word file, the file staying whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from urllib.parse import quote

from submissions.audit.records import Opened
from submissions.audit.word.refusals import REASONS
from submissions.office.package import read_package, write_parts

Plant = Callable[[bytes, str], bytes]
SCHEMAS = "http://schemas.openxmlformats.org/"
OFFICE = f"{SCHEMAS}officeDocument/2006/relationships"
MAIN = f"{SCHEMAS}wordprocessingml/2006/main"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:a="{SCHEMAS}drawingml/2006/main" '
    f'xmlns:wp="{SCHEMAS}drawingml/2006/wordprocessingDrawing" xmlns:m="{SCHEMAS}officeDocument/2006/math" '
    f'xmlns:mc="{SCHEMAS}markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOCUMENT, SETTINGS, STYLES = "word/document.xml", "word/settings.xml", "word/styles.xml"


@cache
def sample_word() -> bytes:
    """Return a small whole Word file that the audit takes no offence at."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{SCHEMAS}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in {
                DOCUMENT: f"{WORDML}document.main+xml",
                SETTINGS: f"{WORDML}settings+xml",
                STYLES: f"{WORDML}styles+xml",
                "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
                "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            }.items()
        )
        + "</Types>",
        "_rels/.rels": _relationships(
            ("officeDocument", DOCUMENT, OFFICE),
            ("core-properties", "docProps/core.xml", f"{SCHEMAS}package/2006/relationships/metadata"),
            ("extended-properties", "docProps/app.xml", OFFICE),
        ),
        "word/_rels/document.xml.rels": _relationships(
            ("settings", "settings.xml", OFFICE), ("styles", "styles.xml", OFFICE)
        ),
        DOCUMENT: f"<w:document {NAMES}><w:body><w:p><w:r><w:t>A short document.</w:t></w:r></w:p></w:body>"
        "</w:document>",
        SETTINGS: f'<w:settings {NAMES}><w:defaultTabStop w:val="709"/></w:settings>',
        STYLES: f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="Normal" w:default="1">'
        '<w:name w:val="Normal"/></w:style></w:styles>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{SCHEMAS}package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en</dc:language></cp:coreProperties>',
        "docProps/app.xml": f'<Properties xmlns="{SCHEMAS}officeDocument/2006/extended-properties"></Properties>',
    }
    return write_parts({name: (HEAD + text).encode() for name, text in parts.items()})


def _relationships(*targets: tuple[str, str, str]) -> str:
    rows = (
        f'<Relationship Id="rId{number}" Type="{kind}/{what}" Target="{target}"/>'
        for number, (what, target, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{SCHEMAS}package/2006/relationships">{"".join(rows)}</Relationships>'


# --- how to put something somewhere ---


def before_end(content: bytes, part: str, text: str) -> bytes:
    """Put XML before the end tag of a part's root, within the body if the part has one."""
    parts = read_package(content)
    source = parts[part].decode()
    end = re.search(r"<w:sectPr\b(?=[^<]*(?:<(?!/w:body).*)?</w:body>)|</w:body>|</[\w:]+>\s*$", source, re.DOTALL)
    assert end, part
    return write_parts({**parts, part: (source[: end.start()] + text + source[end.start() :]).encode()})


def with_part(content: bytes, name: str, part: bytes | str, kind: str, what: str) -> bytes:
    """Add a part with its content type and a relationship from the document."""
    parts = read_package(content)
    parts[name] = part if isinstance(part, bytes) else (HEAD + part).encode()
    content = write_parts(parts)
    content = before_end(content, "[Content_Types].xml", f'<Override PartName="/{name}" ContentType="{kind}"/>')
    target = f'<Relationship Id="rIdX{len(parts)}" Type="{OFFICE}/{what}" Target="/{name}"/>'
    return before_end(content, "word/_rels/document.xml.rels", target)


def body(template: str) -> Plant:
    """Put XML into the body; `{}` is the text, `{a}` its first half and `{b}` the rest."""
    return lambda content, text: before_end(content, DOCUMENT, _filled(template, text))


def runs(template: str) -> Plant:
    """Put XML into a paragraph of its own in the body."""
    return body(f"<w:p>{template}</w:p>")


def settings(template: str) -> Plant:
    return lambda content, text: before_end(content, SETTINGS, _filled(template, text))


def styles(template: str) -> Plant:
    return lambda content, text: before_end(content, STYLES, _filled(template, text))


def core(element: str) -> Plant:
    return lambda content, text: before_end(content, "docProps/core.xml", f"<{element}>{escape(text)}</{element}>")


def app(element: str) -> Plant:
    return lambda content, text: before_end(content, "docProps/app.xml", f"<{element}>{escape(text)}</{element}>")


def part(name: str, template: str, kind: str, what: str) -> Plant:
    """Add a part of XML."""
    return lambda content, text: with_part(content, name, _filled(template, text), kind, what)


def link(template: str, what: str = "hyperlink") -> Plant:
    """Add an external relationship to the document."""

    def plant(content: bytes, text: str) -> bytes:
        target = template.replace("{}", escape(text)).replace("{q}", quote(text))
        row = f'<Relationship Id="rIdLink" Type="{OFFICE}/{what}" Target="{target}" TargetMode="External"/>'
        return before_end(content, "word/_rels/document.xml.rels", row)

    return plant


def word_part(root: str, name: str, inner: str, what: str) -> Plant:
    kind = f"{WORDML}{what}+xml"
    return part(f"word/{name}.xml", f"<w:{root} {NAMES}>{inner}</w:{root}>", kind, what)


def _filled(template: str, text: str) -> str:
    half = len(text) // 2
    return template.replace("{a}", escape(text[:half])).replace("{b}", escape(text[half:])).replace("{}", escape(text))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def drawing(properties: str, inner: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" {properties}/>'
        f'<a:graphic><a:graphicData uri="x">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def field(code: str, result: str = "x") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(text: str) -> str:
    return f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"


W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
BY = 'w:id="7" w:author="Editor" w:date="2026-01-01T00:00:00Z"'


def form(template: str) -> Plant:
    """Put a form field into the body, with some of its data."""
    data = f"<w:ffData>{template}</w:ffData>"
    return runs(f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>')


def control(template: str) -> Plant:
    """Put a content control into the body, with some of its properties."""
    content = f"<w:sdtContent><w:p>{run('x')}</w:p></w:sdtContent>"
    return body(f"<w:sdt><w:sdtPr>{template}</w:sdtPr>{content}</w:sdt>")


def comment(attributes: str, text: str) -> Plant:
    """Add a comment."""
    inner = f'<w:comment w:id="1" {attributes}><w:p>{run(text)}</w:p></w:comment>'
    return word_part("comments", "comments", inner, "comments")


def own_property(template: str) -> Plant:
    """Add a property of one's own."""
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    names = (
        f'xmlns="{SCHEMAS}officeDocument/2006/custom-properties" xmlns:vt="{SCHEMAS}officeDocument/2006/docPropsVTypes"'
    )
    return part("docProps/custom.xml", f"<Properties {names}>{template}</Properties>", kind, "custom-properties")


def drawn(name: str, root: str, namespace: str, inner: str, kind: str) -> Plant:
    """Add a part of DrawingML."""
    names = (
        f'xmlns:{root.partition(":")[0]}="{SCHEMAS}drawingml/2006/{namespace}" xmlns:a="{SCHEMAS}drawingml/2006/main"'
    )
    if root.startswith("a:"):
        names = f'xmlns:a="{SCHEMAS}drawingml/2006/main"'
    whole = f"<{root} {names}{inner}</{root}>"
    return part(name, whole, f"application/vnd.openxmlformats-officedocument.{kind}+xml", kind.rpartition(".")[2])


def chunk(name: str, kind: str, wrap: Callable[[str], bytes]) -> Plant:
    """Embed a file of another format as a piece of the text."""
    return lambda content, text: with_part(content, name, wrap(text), kind, "aFChunk")


def joined(contents: Opened) -> str:
    """Return all texts of all pieces, a line each."""
    return "\n".join(piece.text for piece in contents.pieces)


def refused(contents: Opened) -> set[str]:
    """Return what a file was refused for, by the keys of the table of reasons."""
    keys = {reason: key for key, reason in REASONS.items()}
    return {keys[refusal.reason] for refusal in contents.refusals}
