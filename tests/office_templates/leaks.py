"""A protected name typed by hand into every place of a Word template that can hold words, seen or unseen."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

from docx.document import Document as Opened
from lxml import etree
from PIL import Image, PngImagePlugin

from letterheads import field, text_box
from office_templates.making import Build, headed, numbering, office, picture, raw, set_paragraph, typed
from submissions.office.names import OFFICE, PACKAGE, WORD, WORD_TYPE, w
from submissions.office.package import read_package, write_parts

NAME: Final = "Kovacevic"
_TEXT: Final = typed("{{ case.title }}, for {{ (people|first).full }}")


def _plain(*builds: Build) -> Callable[[], bytes]:
    return office(_TEXT, *builds)


def _line(inner: str, properties: str = "") -> Build:
    return raw(f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")


def _words(looks: str = "", words: str = NAME) -> Build:
    return _line(f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">Ms {words}</w:t></w:r>')


def _part(
    name: str, content: str | bytes, kind: str = "", relation: str = "", owner: str = "word/document.xml"
) -> Callable[[], bytes]:
    """Return what puts a part into a file, with its type and what leads to it."""

    def make() -> bytes:
        parts = read_package(office(_TEXT)())
        parts[name] = content if isinstance(content, bytes) else content.encode()
        types, folder = parts["[Content_Types].xml"], owner.rpartition("/")
        if kind:
            parts["[Content_Types].xml"] = types.replace(
                b"</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
            )
        if relation:
            rows = f"{folder[0]}/_rels/{folder[2]}.rels".lstrip("/")
            target = f"/{name}"
            held = parts.get(rows, f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode())
            row = f'<Relationship Id="rIdPlanted" Type="{relation}" Target="{target}"/></Relationships>'
            parts[rows] = held.replace(b"</Relationships>", row.encode())
        return write_parts(parts)

    return make


def _changed(name: str, old: str, new: str) -> Callable[[], bytes]:
    """Return what puts words into a part that python-docx writes."""

    def make() -> bytes:
        parts = read_package(office(_TEXT)())
        before = parts[name].decode()
        assert old in before, before[:2000]
        return write_parts({**parts, name: before.replace(old, new, 1).encode()})

    return make


def _core(name: str) -> Callable[[], bytes]:
    def build(opened: Opened) -> None:
        setattr(opened.core_properties, name, f"Letter for {NAME}")

    return _plain(build)


def _linked(address: str, tip: str = "") -> Callable[[], bytes]:
    def build(opened: Opened) -> None:
        number = opened.part.relate_to(address, f"{OFFICE}/hyperlink", is_external=True)
        link = etree.SubElement(opened.add_paragraph()._p, w("hyperlink"), attrib={f"{{{OFFICE}}}id": number})
        if tip:
            link.set(w("tooltip"), tip)
        link.append(opened.add_paragraph("our page").runs[0]._r)

    return _plain(build)


def _pictured(act: Callable[[object], object], kept: io.BytesIO | None = None) -> Callable[[], bytes]:
    def build(opened: Opened) -> None:
        act(opened.sections[0].header.paragraphs[0].add_run().add_picture(kept or picture()))

    return _plain(build)


def _commented(opened: Opened) -> None:
    opened.add_comment(opened.paragraphs[0].runs[0], text=f"Ask {NAME}", author="a")


def _note_text(kind: str) -> Callable[[], bytes]:
    notes = (
        f'<w:{kind}s xmlns:w="{WORD}"><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="2"><w:p><w:r><w:t>See {NAME}.</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
    )
    parts = read_package(_part(f"word/{kind}s.xml", notes, f"{WORD_TYPE}.{kind}s+xml", f"{OFFICE}/{kind}s")())
    mark = f'<w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:p>", mark.encode(), 1)
    return lambda: write_parts(parts)


def _with_metadata() -> io.BytesIO:
    kept, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Comment", f"Photograph of {NAME}")
    Image.new("RGB", (40, 20)).save(kept, "PNG", pnginfo=words)
    kept.seek(0)
    return kept


def _numbered(opened: Opened) -> None:
    number = numbering(opened, (("decimal", f"{NAME} %1."),))
    set_paragraph(opened.add_paragraph("counted"), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def _zip_comment() -> bytes:
    kept = io.BytesIO(office(_TEXT)())
    with zipfile.ZipFile(kept, "a") as archive:
        archive.comment = f"for {NAME}".encode()
    return kept.getvalue()


_CONTROL: Final = '<w:sdt><w:sdtPr><w:alias w:val="{0}"/><w:tag w:val="{0}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'

SEEN: Final[dict[str, Callable[[], bytes]]] = {
    "the text": _plain(_words()),
    "two runs": _plain(_line(f"<w:r><w:t>Ms {NAME[:4]}</w:t></w:r><w:r><w:t>{NAME[4:]}</w:t></w:r>")),
    "two runs that a bookmark parts": _plain(
        _line(f'<w:r><w:t>Ms {NAME[:4]}</w:t></w:r><w:bookmarkStart w:id="5" w:name="b"/><w:bookmarkEnd w:id="5"/><w:r><w:t>{NAME[4:]}</w:t></w:r>')
    ),
    "capitals": _plain(_words("<w:caps/>", NAME.upper())),
    "a soft hyphen": _plain(_words("", f"{NAME[:4]}\N{SOFT HYPHEN}{NAME[4:]}")),
    "a mark of soft hyphen": _plain(_line(f"<w:r><w:t>Ms {NAME[:4]}</w:t><w:softHyphen/><w:t>{NAME[4:]}</w:t></w:r>")),
    "spaced letters": _plain(_words("", " ".join(NAME))),
    "a cell": _plain(lambda opened: setattr(opened.add_table(1, 1).cell(0, 0), "text", NAME)),
    "the head": _plain(headed(f"Re {NAME}")),
    "the foot": _plain(headed("", f"Re {NAME}")),
    "the head of a first page": _plain(
        lambda opened: [setattr(opened.sections[0], "different_first_page_header_footer", True),
                        setattr(opened.sections[0].first_page_header.paragraphs[0], "text", NAME)]
    ),
    "the head of a first page that there is not": _plain(
        lambda opened: setattr(opened.sections[0].first_page_header.paragraphs[0], "text", NAME)
    ),
    "the head of even pages that there are not": _plain(
        lambda opened: setattr(opened.sections[0].even_page_header.paragraphs[0], "text", NAME)
    ),
    "a footnote": _note_text("footnote"),
    "an endnote": _note_text("endnote"),
    "a text box": _plain(raw(f"<w:p>{text_box(NAME)}</w:p>")),
    "the mark of a list": _plain(_numbered),
    "the result of a field": _plain(_line(field("REF none", NAME))),
    "what a field without an end prints": _plain(_line(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>{NAME}</w:t></w:r>')),
    "a content control": _plain(_line(_CONTROL.format("x").replace("<w:t>x", f"<w:t>{NAME}"))),
    "a constant of a tag": _plain(typed(f"{{{{ 'Ms {NAME}' }}}}")),
}  # fmt: skip
UNSEEN: Final[dict[str, Callable[[], bytes]]] = {
    "hidden text": _plain(_words("<w:vanish/>")),
    "hidden text in a style": _plain(
        lambda opened: [opened.styles.add_style("Unseen", 1).element.get_or_add_rPr().append(etree.Element(w("vanish"))),
                        opened.add_paragraph(NAME, style="Unseen")]
    ),
    "white text": _plain(_words('<w:color w:val="FFFFFF"/>')),
    "tiny text": _plain(_words('<w:sz w:val="2"/>')),
    "a deletion": _plain(_line(f'<w:del w:id="9" w:author="{NAME}" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>{NAME}</w:delText></w:r></w:del>')),
    "the author of a change": _plain(
        _line(f'<w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="{NAME}" w:date="2020-01-01T00:00:00Z"><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>')
    ),
    "a comment": _plain(_commented),
    "a bookmark": _plain(_line(f'<w:bookmarkStart w:id="5" w:name="{NAME}"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="5"/>')),
    "alternative text": _pictured(lambda one: one._inline.docPr.set("descr", NAME)),
    "the title of a picture": _pictured(lambda one: one._inline.docPr.set("title", NAME)),
    "the name of a picture": _pictured(lambda one: one._inline.docPr.set("name", f"{NAME}.png")),
    "the inner name of a picture": _pictured(lambda one: next(one._inline.iter("{*}cNvPr")).set("descr", NAME)),
    "what a picture says of itself": _pictured(lambda one: one, _with_metadata()),
    "the title of a table": _plain(
        lambda opened: etree.SubElement(opened.add_table(1, 1)._tbl.tblPr, w("tblDescription"), attrib={w("val"): NAME})
    ),
    "the name of a content control": _plain(_line(_CONTROL.format(NAME))),
    "the code of a field": _plain(_line(field(f'DOCVARIABLE "{NAME}"', "x"))),
    "the code of a link": _plain(_line(field(f'HYPERLINK "https://example.org/{NAME}"', "x"))),
    "the address of a link": _linked(f"https://example.org/{NAME}"),
    "the tip of a link": _linked("https://example.org/", NAME),
    "the name of a style": _plain(lambda opened: opened.add_paragraph("x", style=opened.styles.add_style(f"Letter {NAME}", 1))),
    "the name of a font": _plain(_words(f'<w:rFonts w:ascii="{NAME}"/>', "x")),
    "a comment of XML": _plain(_line(f"<w:r><!-- {NAME} --><w:t>x</w:t></w:r>")),
    "an attribute of a later Word": _plain(_line(f'<w:r w:rsidR="{NAME}"><w:t>x</w:t></w:r>')),
    "an element of nobody": _plain(raw(f'<w:p xmlns:q="urn:q"><q:note>{NAME}</q:note><w:r><w:t>x</w:t></w:r></w:p>')),
    "a variable": _changed("word/settings.xml", "<w:compat>", f'<w:docVars><w:docVar w:name="c" w:val="{NAME}"/></w:docVars><w:compat>'),
    "a mail merge": _changed("word/settings.xml", "<w:compat>", f'<w:mailMerge><w:query w:val="{NAME}"/></w:mailMerge><w:compat>'),
    "the name of a theme": _changed("word/theme/theme1.xml", 'name="Office', f'name="{NAME}'),
    **{f"the property {name}": _core(name) for name in ("title", "subject", "keywords", "comments", "category", "author", "last_modified_by", "content_status")},
    "the company": _part("docProps/app.xml", f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{NAME}</Company><Manager>{NAME}</Manager></Properties>'),
    "a property of one's own": _part(
        "docProps/custom.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Client"><vt:lpwstr>{NAME}</vt:lpwstr></property></Properties>',
        "application/vnd.openxmlformats-officedocument.custom-properties+xml", f"{OFFICE}/custom-properties", "",
    ),
    "data of another program": _part("customXml/item1.xml", f"<client>{NAME}</client>", "", f"{OFFICE}/customXml"),
    "who worked on it": _part(
        "word/people.xml", f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{NAME}"/></w15:people>',
        f"{WORD_TYPE}.people+xml", "http://schemas.microsoft.com/office/2011/relationships/people",
    ),
    "building blocks": _part(
        "word/glossary/document.xml", f'<w:glossaryDocument xmlns:w="{WORD}"><w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>',
        f"{WORD_TYPE}.document.glossary+xml", f"{OFFICE}/glossaryDocument",
    ),
    "an embedded file": _part("word/embeddings/sheet.xlsx", f"PK {NAME}".encode(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", f"{OFFICE}/package"),
    "a part that nothing leads to": _part("word/old.xml", f"<x>{NAME}</x>", "application/xml"),
    "the name of a part": _part(f"word/{NAME}.xml", "<x/>", "application/xml"),
    "a preview": _part("docProps/thumbnail.jpeg", f"\xff\xd8 {NAME}".encode("latin-1"), "image/jpeg", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", ""),
    "the comment of the package": _zip_comment,
}  # fmt: skip
NOT_PRINTED: Final[dict[str, Callable[[], bytes]]] = {
    "a constant that is not printed": _plain(typed(f"{{% if case.title == '{NAME}' %}}x{{% endif %}}")),
    "what a condition leaves out": _plain(typed(f"{{% if false %}}Ms {NAME}{{% endif %}}")),
    "a comment of a tag": _plain(typed(f"{{# ask {NAME} #}}x")),
}
