"""Thirty letterheads, each of another kind, by what is odd about it; every one becomes a frame."""

# ruff: noqa: E501 - an element of Word on one line reads better than one cut up
from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from letterheads import (
    A4,
    CUSTOM,
    DEFAULT,
    LANGUAGES,
    NAME,
    SPACES,
    drawing,
    field,
    letterhead,
    localized,
    logo,
    paragraph,
    related,
    style,
    styles,
    text_box,
)
from submissions.document import Design
from submissions.office.names import OFFICE
from submissions.office.package import read_package, write_parts
from submissions.writers.word.frame.theme import theme_part

HEAD: Final = {"header default": paragraph(NAME)}
FIRST_ONLY: Final = f"{A4}<w:titlePg/>"
NORMAL: Final = style("Normal", "Normal", more=DEFAULT)


def with_logo(name: str = "image1.png", content: bytes = b"") -> bytes:
    return letterhead(
        made_styles=styles(NORMAL),
        heads={
            "header first": f"<w:p>{drawing()}</w:p>{paragraph(NAME)}",
            "footer first": paragraph("1 Example Street"),
        },
        section=FIRST_ONLY,
        parts={f"word/media/{name}": content or logo(), "word/_rels/header1.xml.rels": related(f"media/{name}")},
    )


def by_python_docx() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = NAME
    office = document.styles.add_style("Kanzlei Text", WD_STYLE_TYPE.PARAGRAPH)
    office.font.name, office.font.size = "Garamond", Pt(11)
    document.add_paragraph("[Text]", style=office)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def layout_table() -> bytes:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph(one)}</w:tc>'
        for one in (NAME, "T +41 22 555 01 00")
    )
    table = f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    return letterhead(table + paragraph(), made_styles=styles(NORMAL))


def sections() -> bytes:
    first = (
        f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/>{A4}</w:sectPr></w:pPr><w:r><w:t>{NAME}</w:t></w:r></w:p>'
    )
    return letterhead(
        first + paragraph("XXXX"), made_styles=styles(NORMAL), section=A4.replace('w:left="1417"', 'w:left="2268"')
    )


def numbered_headings() -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{n + 1}"/>'
        f'<w:lvlText w:val="§ %{n + 1}"/><w:lvlJc w:val="left"/></w:lvl>'
        for n in range(3)
    )
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    heads = [
        style(f"Heading{n}", f"heading {n}", based="Normal", run='<w:b/><w:color w:val="003366"/>',
              paragraph=f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="3"/></w:numPr><w:ind w:left="900" w:hanging="900"/>')
        for n in (1, 2, 3)
    ]  # fmt: skip
    return letterhead(heads=HEAD, made_styles=styles(NORMAL, *heads), parts={"word/numbering.xml": numbering})


def numbered_text() -> bytes:
    """Return a letterhead whose plain paragraphs are numbered, as somebody clicked once."""
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    normal = style("Normal", "Normal", more=DEFAULT, paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    return letterhead(heads=HEAD, made_styles=styles(normal), parts={"word/numbering.xml": numbering})


def by_outline() -> bytes:
    heads = [
        style(f"Kanzlei{n}", f"Kanzlei Ebene {n}", based="Normal", more=CUSTOM, run='<w:caps/><w:color w:val="336600"/>',
              paragraph=f'<w:outlineLvl w:val="{n - 1}"/>') for n in (1, 2, 3)
    ]  # fmt: skip
    return letterhead(heads=HEAD, made_styles=styles(NORMAL, *heads))


def by_looks() -> bytes:
    heads = [
        style(f"Office{size}", f"Office {size}", based="Normal", more=CUSTOM, run=f'<w:b/><w:sz w:val="{size}"/>')
        for size in (40, 32, 26)
    ]
    text = style(
        "OfficeText",
        "Office Text",
        based="Normal",
        more=CUSTOM,
        paragraph='<w:spacing w:after="120"/><w:jc w:val="both"/>',
    )
    return letterhead(
        paragraph("Lorem ipsum dolor sit amet.", "OfficeText"), heads=HEAD, made_styles=styles(NORMAL, *heads, text)
    )


def in_strict_form() -> bytes:
    pages = A4.replace('w:w="11906" w:h="16838"', 'w:w="595.3pt" w:h="841.9pt"').replace(
        'w:left="1417"', 'w:left="25mm"'
    )
    made = styles(
        NORMAL,
        style(
            "Heading1", "heading 1", run='<w:sz w:val="16pt"/>', paragraph='<w:ind w:start="0pt"/><w:jc w:val="start"/>'
        ),
    )
    parts = read_package(letterhead(heads=HEAD, made_styles=made, section=pages))
    names = (("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"),
             ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"),
             ("schemas.openxmlformats.org/drawingml/2006", "purl.oclc.org/ooxml/drawingml"))  # fmt: skip
    for old, new in names:
        parts = {name: part.replace(old.encode(), new.encode()) for name, part in parts.items()}
    return write_parts(parts)


def with_other_prefixes() -> bytes:
    parts = read_package(letterhead(paragraph("[body]"), heads=HEAD, made_styles=styles(NORMAL)))
    turned = {
        name: part.replace(b"w:", b"ns0:").replace(b"xmlns:ns0:", b"xmlns:ns0=").replace(b"xmlns:w=", b"xmlns:ns0=")
        for name, part in parts.items()
        if name.startswith("word/") and name.endswith(".xml")
    }
    return write_parts({**parts, **turned})


def of_word_2003() -> bytes:
    picture = '<w:p><w:r><w:pict><v:shape id="_x0000_i1025" style="width:90pt;height:30pt"><v:imagedata r:id="rId1" o:title="logo C"/></v:shape></w:pict></w:r></w:p>'
    settings = f'<w:settings {SPACES}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="11"/></w:compat></w:settings>'
    return letterhead(
        heads={"header default": picture + paragraph(NAME)}, made_styles=styles(NORMAL),
        parts={"word/media/image1.gif": logo("GIF"), "word/_rels/header1.xml.rels": related("media/image1.gif"), "word/settings.xml": settings},
    )  # fmt: skip


def of_libreoffice() -> bytes:
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote></w:footnotes>'
    settings = f'<w:settings {SPACES}><w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:autoHyphenation w:val="true"/></w:settings>'
    made = styles(
        style("Normal", "Normal", more=DEFAULT, paragraph='<w:widowControl/><w:bidi w:val="0"/>'),
        style(
            "Heading",
            "Heading",
            based="Normal",
            run='<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/><w:sz w:val="28"/>',
        ),
        style(
            "TextBody",
            "Body Text",
            based="Normal",
            paragraph='<w:spacing w:before="0" w:after="140" w:line="276" w:lineRule="auto"/>',
        ),
        style("Heading1", "heading 1", based="Heading"),
    )
    return letterhead(
        paragraph("", "TextBody"),
        heads=HEAD,
        made_styles=made,
        parts={"word/footnotes.xml": notes, "word/settings.xml": settings},
    )


def like_google() -> bytes:
    section = A4.replace('"11906"', '"11905.511811023622"').replace('w:left="1417"', 'w:left="1440.0000000000002"')
    made = styles(
        style("Normal", "normal", more=DEFAULT),
        style(
            "Heading1",
            "heading 1",
            based="Normal",
            paragraph='<w:spacing w:after="120" w:before="400" w:line="276" w:lineRule="auto"/>',
            run='<w:sz w:val="40"/><w:szCs w:val="40"/>',
        ),
        style("Title", "Title", based="Normal", run='<w:sz w:val="52"/>'),
    )
    return letterhead(paragraph() + paragraph() + paragraph(), heads=HEAD, made_styles=made, section=section)


def like_pages() -> bytes:
    made = styles(
        NORMAL, style("Heading", "Heading", more=CUSTOM, run='<w:b/><w:sz w:val="36"/>'),
        style("Body", "Body", more=CUSTOM, run='<w:rFonts w:ascii="Helvetica Neue" w:hAnsi="Helvetica Neue"/>'),
    )  # fmt: skip
    return letterhead(paragraph("Your text here", "Body"), heads=HEAD, made_styles=made, section="")


def with_control() -> bytes:
    control = f'<w:sdt><w:sdtPr><w:alias w:val="Body"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph("Click or tap here to enter text.")}</w:sdtContent></w:sdt>'
    company = f'<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent><w:r><w:t>{NAME}</w:t></w:r></w:sdtContent></w:sdt></w:p>'
    return letterhead(control + paragraph(), heads={"header default": company}, made_styles=styles(NORMAL))


def with_theme() -> bytes:
    plain = '<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    picture = f'<a:bgFillStyleLst><a:blipFill xmlns:r="{OFFICE}"><a:blip r:embed="rId1"/></a:blipFill>'
    theme = theme_part(Design("brief").measures).replace(plain, picture)
    assert picture in theme
    normal = style(
        "Normal", "Normal", more=DEFAULT, run='<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    )
    return letterhead(heads=HEAD, made_styles=styles(normal), parts={"word/theme/theme3.xml": theme})


def with_collisions() -> bytes:
    """Return a letterhead whose styles bear identifiers and names of the frame's, and are something else."""
    made = styles(
        NORMAL, style("TableText", "My Own Table", more=CUSTOM, run="<w:b/>"),
        style("withheld", "Withheld", more=CUSTOM), style("BODYTEXT", "Running Head", more=CUSTOM),
        style("Heading1", "heading 1,Chapter,Kapitel", based="Normal", run='<w:color w:val="A01010"/>'),
    )  # fmt: skip
    return letterhead(heads=HEAD, made_styles=made)


KINDS: Final[dict[str, Callable[[], bytes]]] = {
    **{f"{name}, as Word saves it": lambda names=names: letterhead(heads=HEAD, made_styles=localized(names, english=True)) for name, names in LANGUAGES.items()},
    **{f"{name}, by names of its own": lambda names=names: letterhead(heads=HEAD, made_styles=localized(names, english=False)) for name, names in LANGUAGES.items()},
    "python-docx": by_python_docx,
    "a logo on the first page": with_logo,
    "a text box": lambda: letterhead(heads={"header default": f"<w:p>{text_box(NAME)}</w:p>"}, made_styles=styles(NORMAL)),
    "a table for layout": layout_table,
    "another first page and even pages": lambda: letterhead(
        heads={"header first": paragraph(NAME), "header default": paragraph("odd"), "header even": paragraph("even"),
               "footer default": f"<w:p>{field('PAGE')}</w:p>"}, made_styles=styles(NORMAL), section=FIRST_ONLY,
        parts={"word/settings.xml": f"<w:settings {SPACES}><w:evenAndOddHeaders/></w:settings>"}),
    "landscape": lambda: letterhead(heads=HEAD, made_styles=styles(NORMAL), section=A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
    "section breaks": sections,
    "direct formatting only": lambda: letterhead(paragraph(NAME, run='<w:b/><w:sz w:val="40"/>') + paragraph("[Texte]") + paragraph("Association déclarée")),
    "no styles": lambda: letterhead(paragraph(NAME) + paragraph()),
    "no numbering, no settings": lambda: letterhead(heads=HEAD, made_styles=styles(NORMAL)),
    "numbered headings": numbered_headings,
    "numbered text": numbered_text,
    "headings by outline level": by_outline,
    "headings by looks": by_looks,
    "the strict form": in_strict_form,
    "other prefixes": with_other_prefixes,
    "Word 2003": of_word_2003,
    "LibreOffice": of_libreoffice,
    "Google Docs": like_google,
    "Pages": like_pages,
    "a content control": with_control,
    "a theme with a picture": with_theme,
    "colliding names": with_collisions,
    "another main part": lambda: letterhead(paragraph(NAME) + paragraph("{{ body }}"), made_styles=styles(NORMAL), main="word/document2.xml"),
    "two columns": lambda: letterhead(heads=HEAD, made_styles=styles(NORMAL), section=A4 + '<w:cols w:num="2" w:space="400"/>'),
    "narrow margins": lambda: letterhead(heads=HEAD, made_styles=styles(NORMAL), section=A4.replace('w:left="1417"', 'w:left="700"')),
}  # fmt: skip
