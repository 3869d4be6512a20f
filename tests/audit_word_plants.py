"""Channels of a Word file that a name can hide in: for each a function that puts a text there."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from audit_word_making import (
    BY,
    DOCUMENT,
    SCHEMAS,
    W15,
    WORDML,
    Plant,
    app,
    before_end,
    body,
    box,
    chunk,
    comment,
    control,
    core,
    drawing,
    drawn,
    field,
    form,
    link,
    own_property,
    part,
    run,
    runs,
    sample_word,
    settings,
    styles,
    with_part,
    word_part,
)
from submissions.office.package import read_package, write_parts


def _zip_comment(content: bytes, text: str) -> bytes:
    return _rezipped(content, comment=text.encode())


def _entry_comment(content: bytes, text: str) -> bytes:
    return _rezipped(content, entry_comment=text.encode())


def _entry_extra(content: bytes, text: str) -> bytes:
    data = text.encode()
    return _rezipped(content, extra=b"\xfe\xca" + len(data).to_bytes(2, "little") + data)


def _rezipped(content: bytes, comment: bytes = b"", entry_comment: bytes = b"", extra: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in read_package(content).items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.comment, entry.extra = zipfile.ZIP_DEFLATED, entry_comment, extra
            archive.writestr(entry, data)
        archive.comment = comment
    return made.getvalue()


def _orphan(content: bytes, text: str) -> bytes:
    return write_parts(
        {**read_package(content), "word/forgotten.xml": f"<notes><n>{escape(text)}</n></notes>".encode()}
    )


def _part_name(content: bytes, text: str) -> bytes:
    return write_parts({**read_package(content), f"word/{text}.xml": b"<x/>"})


def _between(content: bytes, text: str) -> bytes:
    """Leave a part in the zip that its directory no longer lists."""
    hidden = {**read_package(content), "zzz.xml": f"<x>{escape(text)}</x>".encode()}
    whole = write_parts(hidden)
    directory = whole.index(b"PK\x01\x02")
    shown = write_parts(read_package(content))
    own = shown.index(b"PK\x01\x02")
    end = bytearray(shown[own:])
    end[-6:-2] = directory.to_bytes(4, "little")
    return whole[:directory] + bytes(end)


def _embedded(content: bytes, text: str) -> bytes:
    sheet = (
        f'<sst xmlns="{SCHEMAS}spreadsheetml/2006/main"><si><r><t>{escape(text[:3])}</t></r><r><t>{escape(text[3:])}'
    )
    book = write_parts({"xl/sharedStrings.xml": f"{sheet}</t></r></si></sst>".encode()})
    return with_part(content, "word/embeddings/book.xlsx", book, "application/vnd.ms-excel", "package")


def _object(content: bytes, text: str, codec: str = "utf-16-le") -> bytes:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + text.encode(codec) + bytes(64)
    return with_part(content, "word/embeddings/oleObject1.bin", data, "application/vnd.ms-office", "oleObject")


def _old_drawing(content: bytes, text: str) -> bytes:
    shape = f'<x:sp xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/main" descr="{escape(text)}"/>'
    data = base64.b64encode(write_parts({"drs/shapexml.xml": shape.encode()})).decode()
    return before_end(content, DOCUMENT, f'<w:p><w:r><w:pict><v:shape o:gfxdata="{data}"/></w:pict></w:r></w:p>')


def _page(text: str) -> bytes:
    return f"<html><body>{escape(text[:3])}<b>{escape(text[3:])}</b></body></html>".encode()


def _rtf(text: str) -> bytes:
    letters = "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in text)
    return f"{{\\rtf1\\ansi {letters}}}".encode("ascii")


_PLANTS: dict[str, Plant] = {
    "text": runs(run("{}")),
    "text split over runs": runs(
        run("{a}") + '<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{b}</w:t></w:r>'
    ),
    "text split by a bookmark": runs(
        run("{a}") + '<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>' + run("{b}")
    ),
    "text split by a smart tag": runs(run("{a}") + f'<w:smartTag w:element="name">{run("{b}")}</w:smartTag>'),
    "text across two alternatives": runs(
        run("{a}")
        + '<mc:AlternateContent><mc:Choice Requires="wps">'
        + run("{b}")
        + "</mc:Choice><mc:Fallback>"
        + run("z")
        + "</mc:Fallback></mc:AlternateContent>"
    ),
    "text with ruby within": runs(
        run("{a}") + f"<w:r><w:ruby><w:rt>{run('z')}</w:rt><w:rubyBase>{run('{b}')}</w:rubyBase></w:ruby></w:r>"
    ),
    "text as symbols": lambda content, text: before_end(
        content,
        DOCUMENT,
        "<w:p><w:r>"
        + "".join(f'<w:sym w:font="Arial" w:char="{ord(letter):04X}"/>' for letter in text)
        + "</w:r></w:p>",
    ),
    "white text": runs('<w:r><w:rPr><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr><w:t>{}</w:t></w:r>'),
    "hidden text": runs("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"),
    "text around hidden text": runs(run("{a}") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>zz</w:t></w:r>" + run("{b}")),
    "hidden paragraph mark": body(
        f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('{a}')}</w:p><w:p>{run('{b}')}</w:p>"
    ),
    "table cell": body(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p>{run('{}')}</w:p></w:tc></w:tr></w:tbl><w:p/>"),
    "tracked insertion": runs(run("{a}") + f"<w:ins {BY}>{run('{b}')}</w:ins>"),
    "tracked deletion": runs(f"<w:del {BY}><w:r><w:delText>{{}}</w:delText></w:r></w:del>"),
    "tracked change within a word": runs(
        run("{a}") + f"<w:del {BY}><w:r><w:delText>zz</w:delText></w:r></w:del>" + run("{b}")
    ),
    "text before a tracked change": runs(run("{a}") + f"<w:ins {BY}>{run('zz')}</w:ins>" + run("{b}")),
    "deleted paragraph mark": body(
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('{a}')}</w:p><w:p>{run('{b}')}</w:p>"
    ),
    "author of a change": runs('<w:ins w:id="7" w:author="{}" w:date="2026-01-01T00:00:00Z">' + run("x") + "</w:ins>"),
    "bookmark": runs('<w:bookmarkStart w:id="3" w:name="{}"/><w:bookmarkEnd w:id="3"/>'),
    "permission": runs('<w:permStart w:id="3" w:ed="{}"/><w:permEnd w:id="3"/>'),
    "field code": runs(field(' QUOTE "{}" ')),
    "split field code": runs(field("QUOTE {a}</w:instrText></w:r><w:r><w:instrText>{b}")),
    "deleted field code": runs(f"<w:del {BY}><w:r><w:delInstrText>{{}}</w:delInstrText></w:r></w:del>"),
    "field result": runs(field(" TITLE ", "{}")),
    "simple field": runs(f"<w:fldSimple w:instr=' QUOTE \"{{}}\" '>{run('x')}</w:fldSimple>"),
    "form field name": form('<w:name w:val="{}"/>'),
    "form field help": form('<w:helpText w:type="text" w:val="{}"/>'),
    "form field default": form('<w:textInput><w:default w:val="{}"/></w:textInput>'),
    "content control title": control('<w:alias w:val="{}"/>'),
    "content control tag": control('<w:tag w:val="{}"/>'),
    "content control list": control('<w:comboBox><w:listItem w:displayText="{}" w:value="1"/></w:comboBox>'),
    "content control binding": control('<w:dataBinding w:xpath="/{}" w:storeItemID="x"/>'),
    "alternative text": runs(drawing('name="x" descr="{}"')),
    "alternative title": runs(drawing('name="x" title="{}"')),
    "picture name": runs(drawing('name="{}"')),
    "text box": runs(drawing('name="x"', f"<wps:wsp><wps:txbx>{box('{}')}</wps:txbx></wps:wsp>")),
    "old text box": runs(f"<w:r><w:pict><v:shape><v:textbox>{box('{}')}</v:textbox></v:shape></w:pict></w:r>"),
    "old alternative text": runs('<w:r><w:pict><v:shape alt="{}"/></w:pict></w:r>'),
    "decorated letters": runs('<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>'),
    "drawing text": runs(drawing('name="x"', "<a:p><a:r><a:t>{a}</a:t></a:r><a:r><a:t>{b}</a:t></a:r></a:p>")),
    "old drawing kept as Base64": _old_drawing,
    "equation": runs("<m:oMath><m:r><m:t>{a}</m:t></m:r><m:r><m:t>{b}</m:t></m:r></m:oMath>"),
    "tooltip": runs(f'<w:hyperlink w:anchor="x" w:tooltip="{{}}">{run("x")}</w:hyperlink>'),
    "link to a bookmark": runs(f'<w:hyperlink w:anchor="{{}}">{run("x")}</w:hyperlink>'),
    "link target": link("https://example.org/{}"),
    "link target with percent signs": link("https://example.org/{q}"),
    "linked picture": link("https://example.org/{}.png", "image"),
    "attached template": link("file:///C:/{}.dotm", "attachedTemplate"),
    "XML comment": lambda content, text: before_end(content, DOCUMENT, f"<!--{text}-->"),
    "processing instruction": lambda content, text: before_end(content, DOCUMENT, f"<?note {text}?>"),
    "comment": comment('w:author="E"', "{}"),
    "comment author": comment('w:author="{}"', "x"),
    "comment initials": comment('w:author="E" w:initials="{}"', "x"),
    "header": word_part("hdr", "header1", f"<w:p>{run('{}')}</w:p>", "header"),
    "footer": word_part("ftr", "footer1", f"<w:p>{run('{}')}</w:p>", "footer"),
    "footnote": word_part(
        "footnotes", "footnotes", f'<w:footnote w:id="2"><w:p>{run("{a}")}{run("{b}")}</w:p></w:footnote>', "footnotes"
    ),
    "endnote": word_part("endnotes", "endnotes", f'<w:endnote w:id="2"><w:p>{run("{}")}</w:p></w:endnote>', "endnotes"),
    "building block": word_part(
        "glossaryDocument",
        "glossary/document",
        f"<w:docParts><w:docPart><w:docPartBody><w:p>{run('{}')}</w:p></w:docPartBody></w:docPart></w:docParts>",
        "document.glossary",
    ),
    "list of people": part(
        "word/people.xml",
        f'<w15:people xmlns:w15="{W15}"><w15:person w15:author="{{}}"/></w15:people>',
        f"{WORDML}people+xml",
        "people",
    ),
    "list name": word_part(
        "numbering", "numbering", '<w:abstractNum w:abstractNumId="1"><w:name w:val="{}"/></w:abstractNum>', "numbering"
    ),
    "list numbering": word_part(
        "numbering",
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="{} %1"/></w:lvl></w:abstractNum>',
        "numbering",
    ),
    "font name": word_part("fonts", "fontTable", '<w:font w:name="{}"/>', "fontTable"),
    "theme name": drawn("word/theme/theme1.xml", "a:theme", "main", ' name="{}">', "theme"),
    "style name": styles('<w:style w:type="paragraph" w:styleId="X1"><w:name w:val="{}"/></w:style>'),
    "style alias": styles(
        '<w:style w:type="paragraph" w:styleId="X1"><w:name w:val="x"/><w:aliases w:val="{}"/></w:style>'
    ),
    "document variable": settings('<w:docVars><w:docVar w:name="v" w:val="{}"/></w:docVars>'),
    "mail merge": settings('<w:mailMerge><w:connectString w:val="Data Source={}"/></w:mailMerge>'),
    "custom XML": part("customXml/item1.xml", "<case><who>{a}<b>{b}</b></who></case>", "application/xml", "customXml"),
    "name of a custom XML attribute's value": part(
        "customXml/item1.xml", '<case who="{}"/>', "application/xml", "customXml"
    ),
    "title": core("dc:title"),
    "author": core("dc:creator"),
    "last author": core("cp:lastModifiedBy"),
    "keywords": core("cp:keywords"),
    "description": core("dc:description"),
    "company": app("Company"),
    "manager": app("Manager"),
    "link base": app("HyperlinkBase"),
    "custom property": own_property('<property pid="2" name="Client"><vt:lpwstr>{}</vt:lpwstr></property>'),
    "name of a custom property": own_property('<property pid="2" name="{}"/>'),
    "chart": drawn(
        "word/charts/chart1.xml",
        "c:chartSpace",
        "chart",
        "><c:strCache><c:pt><c:v>{}</c:v></c:pt></c:strCache>",
        "drawingml.chart",
    ),
    "smart art": drawn(
        "word/diagrams/data1.xml",
        "dgm:dataModel",
        "diagram",
        "><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t>",
        "drawingml.diagramData",
    ),
    "embedded workbook": _embedded,
    "embedded object": _object,
    "embedded object in one byte a letter": lambda content, text: _object(content, text, "cp1250"),
    "embedded page": chunk("word/afchunk.html", "text/html", _page),
    "embedded rich text": chunk("word/afchunk.rtf", "application/rtf", _rtf),
    "embedded Word file": lambda content, text: with_part(
        content, "word/afchunk.docx", _PLANTS["text"](sample_word(), text), f"{WORDML}document.main+xml", "aFChunk"
    ),
    "part that nothing points to": _orphan,
    "part name": _part_name,
    "zip comment": _zip_comment,
    "comment of a zip entry": _entry_comment,
    "extra field of a zip entry": _entry_extra,
    "bytes before the zip": lambda content, text: text.encode() + content,
    "bytes after the zip": lambda content, text: content + text.encode(),
    "part left out of the zip's directory": _between,
}


def plants() -> Mapping[str, Plant]:
    """Return the table: what a channel is called, and what puts a text into it."""
    return MappingProxyType(_PLANTS)
