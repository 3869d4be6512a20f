"""Letterheads as people draft them, made from raw XML: of many languages, programs and habits."""

# ruff: noqa: E501 - an element of Word on one line reads better than one cut up
from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Final

from PIL import Image

from submissions.office.names import OFFICE, PACKAGE, WORD
from submissions.office.package import write_parts
from submissions.writers.word.parts import content_types

SPACES: Final = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
A4: Final = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
NAME: Final = "Example Legal Aid"


def paragraph(words: str = "", style: str = "", properties: str = "", run: str = "") -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{tied}{properties}</w:pPr>" if tied or properties else ""
    looks = f"<w:rPr>{run}</w:rPr>" if run else ""
    text = f'<w:r>{looks}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p>{inner}{text}</w:p>"


def style(
    identifier: str,
    name: str,
    *,
    based: str = "",
    paragraph: str = "",
    run: str = "",
    more: str = "",
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" {more} w:styleId="{identifier}"><w:name w:val="{name}"/>{on}'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


CUSTOM: Final = 'w:customStyle="1"'
DEFAULT: Final = 'w:default="1"'


def styles(*made: str, defaults: str = "") -> str:
    given = defaults or (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="22"/>'
        '<w:lang w:val="de-CH"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    return f"<w:styles {SPACES}>{given}{''.join(made)}</w:styles>"


def logo(form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 20), "#a01010").save(buffer, form)
    return buffer.getvalue()


def drawing(row: str = "rId1", number: int = 1) -> str:
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="900000" cy="300000"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="C:\\Users\\amra\\logo.png"/><a:graphic>'
        f'<a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}"><pic:nvPicPr><pic:cNvPr id="{number}" name="logo.png"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{row}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def text_box(words: str) -> str:
    """Return a text box as Word 2010 and later save it, with its older twin."""
    inner = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>5000000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page">'
        '<wp:posOffset>500000</wp:posOffset></wp:positionV><wp:extent cx="1500000" cy="600000"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="Text Box 1"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1500000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="Text Box 1" style="width:118pt;height:47pt">'
        f"<v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(code: str, result: str = "1") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{mark('begin')}{instruction}{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def letterhead(
    body: str = "",
    *,
    made_styles: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    heads: Mapping[str, str] | None = None,
    section: str = A4,
    rows: str = "",
    main: str = "word/document.xml",
) -> bytes:
    """Return a Word file: `heads` are paragraphs by "header default", "footer first" and so on."""
    found: dict[str, str | bytes] = {}
    kinds = [("styles", "styles.xml")] if made_styles is not None else []
    if made_styles is not None:
        found["word/styles.xml"] = made_styles
    references = ""
    for number, (which, content) in enumerate((heads or {}).items(), 1):
        kind, _, place = which.partition(" ")
        root = "hdr" if kind == "header" else "ftr"
        found[f"word/{kind}{number}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
        kinds.append((kind, f"{kind}{number}.xml"))
        references += f'<w:{kind}Reference w:type="{place}" r:id="rId{len(kinds)}"/>'
    for name, content in (parts or {}).items():
        found[name] = content
        single = name.removeprefix("word/").removesuffix(".xml")
        if single in ("numbering", "settings", "fontTable", "footnotes", "endnotes", "comments", "people"):
            kinds.append((single, f"{single}.xml"))
        if name.startswith("word/theme/theme"):
            kinds.append(("theme", name.removeprefix("word/")))
    made_rows = rows + "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, 1)
    )
    ends = f"<w:sectPr>{references}{section}</w:sectPr>" if section or references else ""
    found[main] = f"<w:document {SPACES}><w:body>{body}{ends}</w:body></w:document>"
    found["word/_rels/" + main.rpartition("/")[2] + ".rels"] = _relationships(made_rows)
    found["_rels/.rels"] = _relationships(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/>')
    found["[Content_Types].xml"] = _types(found)
    return write_parts({name: text if isinstance(text, bytes) else text.encode() for name, text in found.items()})


def _types(names: Iterable[str]) -> bytes:
    """Return the content types; a picture of a kind that frames do not have is named by its ending."""
    known = {name for name in names if name.rpartition(".")[2] in {"xml", "rels", "png", "jpg"}}
    others = sorted({name.rpartition(".")[2] for name in names} - {name.rpartition(".")[2] for name in known})
    rows = "".join(f'<Default Extension="{one}" ContentType="image/{one}"/>' for one in others)
    return content_types(known).replace(b"<Default", rows.encode() + b"<Default", 1)


def _relationships(rows: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def related(target: str = "media/image1.png", kind: str = "image") -> str:
    """Return the relationships of a head or foot that has one picture."""
    return _relationships(f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>')


def localized(names: Mapping[str, tuple[str, str]], *, english: bool) -> str:
    """Return styles under the identifiers of a language; with `english` under the names that Word keeps."""
    normal = names["normal"]
    made = [style(normal[0], "Normal" if english else normal[1], more=DEFAULT, run='<w:lang w:val="fr-CH"/>')]
    looks = {
        "heading 1": ('<w:outlineLvl w:val="0"/>', '<w:b/><w:color w:val="A01010"/><w:sz w:val="32"/>'),
        "heading 2": ('<w:outlineLvl w:val="1"/>', '<w:i/><w:color w:val="A01010"/><w:sz w:val="26"/>'),
        "Quote": ('<w:ind w:left="567" w:right="567"/>', "<w:i/>"),
        "footer": ("", '<w:sz w:val="16"/>'),
    }
    for name, (identifier, own) in names.items():
        if name != "normal":
            paragraph_looks, run = looks.get(name, ("", ""))
            made.append(
                style(identifier, name if english else own, based=normal[0], paragraph=paragraph_looks, run=run)
            )
    return styles(*made)


GERMAN: Final = {
    "normal": ("Standard", "Standard"),
    "heading 1": ("berschrift1", "Überschrift 1"),
    "heading 2": ("berschrift2", "Überschrift 2"),
    "Quote": ("Zitat", "Zitat"),
    "footer": ("Fuzeile", "Fußzeile"),
}
FRENCH: Final = {
    "normal": ("Normal", "Normal"),
    "heading 1": ("Titre1", "Titre 1"),
    "heading 2": ("Titre2", "Titre 2"),
    "Quote": ("Citation", "Citation"),
    "footer": ("Pieddepage", "Pied de page"),
}
SPANISH: Final = {
    "normal": ("Normal", "Normal"),
    "heading 1": ("Ttulo1", "Título 1"),
    "heading 2": ("Ttulo2", "Título 2"),
    "Quote": ("Cita", "Cita"),
    "footer": ("Piedepgina", "Pie de página"),
}
RUSSIAN: Final = {
    "normal": ("a", "Обычный"),
    "heading 1": ("1", "Заголовок 1"),
    "heading 2": ("2", "Заголовок 2"),
    "Quote": ("a5", "Цитата"),
    "footer": ("a7", "Нижний колонтитул"),
}
ARABIC: Final = {
    "normal": ("a", "عادي"),
    "heading 1": ("1", "عنوان 1"),
    "heading 2": ("2", "عنوان 2"),
    "Quote": ("a5", "اقتباس"),
    "footer": ("a7", "تذييل الصفحة"),
}
LANGUAGES: Final = {"german": GERMAN, "french": FRENCH, "spanish": SPANISH, "russian": RUSSIAN, "arabic": ARABIC}
