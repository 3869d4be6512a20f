"""Make the two Word frames of the house, `word.docx` (filings) and `word-brief.docx`, byte for byte the same each time.

Run it with `python tools/build_frames.py`. It is the reviewable source of what ships; an office that wants
another look opens the frames in Word and changes the styles there (docs/how-to/restyle-in-word.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frame_styles import STEP, Look, styles_part

from submissions.writers.word.package import write_parts

HOUSE = Path(__file__).resolve().parents[1] / "templates" / "house"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'

MARGIN = 1417  # 25 mm in twentieths of a point

FILING = Look(
    text="Times New Roman", sans="Times New Roman", size=24, line=320, after=140, accent="000000", rule="000000",
    hang=680, base=680, small_line=240, follows="NumberedParagraph",
    headings=((26, 340, 360, 120), (24, 320, 240, 80), (24, 320, 180, 60)),
)  # fmt: skip
BRIEF = Look(
    text="Times New Roman", sans="Arial", size=22, line=300, after=120, accent="1B3A57", rule="1B3A57",
    hang=567, base=0, small_line=260, follows="BodyText",
    headings=((24, 300, 240, 60), (21, 280, 200, 60), (21, 280, 160, 40)),
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a numbering: Word's number format, its text, the style tied to it, and its indent and hang."""

    format: str
    text: str
    style: str
    left: int
    hang: int


def level_xml(index: int, level: Level) -> str:
    """Return `<w:lvl>`; an indent here, not in the style, is what Word's own list buttons change."""
    tied = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    upright = (
        "" if level.style.startswith("Heading") else '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/></w:rPr>'
    )
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{tied}'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>'
        f'<w:ind w:left="{level.left}" w:hanging="{level.hang}"/></w:pPr>{upright}</w:lvl>'
    )


def numbering_part(look: Look) -> str:
    """Return the numbering: headings, paragraphs, and one definition for each kind of list, each tied to its styles."""
    hang, step = look.hang, STEP
    headings = [
        Level("upperRoman", "%1.", "Heading1", hang, hang),
        Level("upperLetter", "%2.", "Heading2", hang, hang),
        Level("decimal", "%3.", "Heading3", hang, hang),
    ]
    paragraphs = [
        Level("decimal", "%1.", "NumberedParagraph", hang, hang),
        Level("lowerLetter", "(%2)", "NumberedParagraphA", hang + step, step),
        Level("lowerRoman", "(%3)", "NumberedParagraphI", hang + 2 * step, step),
    ]
    lists = [
        ("bullet", "\u2022", "ListBullet"),
        ("decimal", "%{}.", "ListNumber"),
        ("lowerLetter", "(%{})", "ListAlpha"),
        ("lowerRoman", "(%{})", "ListRoman"),
    ]
    definitions = [headings, paragraphs]
    for kind, text, style in lists:
        definitions.append(
            [Level(kind, text.format(n + 1), "" if n else style, look.base + (n + 1) * step, step) for n in range(4)]
        )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(level_xml(index, level) for index, level in enumerate(levels))
        + "</w:abstractNum>"
        for number, levels in enumerate(definitions)
    )
    instances = "".join(
        f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(len(definitions))
    )
    return f"{XML}<w:numbering {SPACES}>{abstract}{instances}</w:numbering>"


def settings_part() -> str:
    """Return the settings: today's layout rules, notes with separators, no update question on opening."""
    return (
        f'{XML}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="0"/>'
        '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="357"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        "<w:compat>"
        + "".join(
            f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
            for name, value in (
                ("compatibilityMode", 15),
                ("overrideTableStyleFontSizeAndJustification", 1),
                ("enableOpenTypeFeatures", 1),
                ("doNotFlipMirrorIndents", 1),
                ("differentiateMultirowTableHeaders", 1),
            )
        )
        + '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def text_run(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, *runs: str) -> str:
    """Return a paragraph of runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def document_part() -> str:
    """Return the body: one tag where the document goes, and the page."""
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{target}"/>'
        for kind, which, target in (
            ("header", "default", "rId4"),
            ("header", "first", "rId5"),
            ("footer", "default", "rId6"),
            ("footer", "first", "rId7"),
        )
    )
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f"{XML}<w:document {SPACES}><w:body>{paragraph('BodyText', text_run('{{p body }}'))}"
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {margins} w:header="709" w:footer="709" w:gutter="0"/>'
        '<w:cols w:space="709"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def furniture_parts() -> dict[str, str]:
    """Return the headers and footers: title and mark from page 2, page numbers on every page but a cover."""
    line = (text_run("{{ header }}"), "<w:r><w:tab/></w:r>", text_run("{{ marking }}"))
    page = (text_run("{% if not cover %}"), text_run("{{r page_of }}"), text_run("{% endif %}"))
    parts = {
        "header1": ("hdr", paragraph("Header", *line)),
        "header2": ("hdr", paragraph("HeaderFirst")),
        "footer1": ("ftr", paragraph("Footer", text_run("{{r page_of }}"))),
        "footer2": ("ftr", paragraph("Footer", *page)),
    }
    return {
        f"word/{name}.xml": f"{XML}<w:{root} {SPACES}>{content}</w:{root}>" for name, (root, content) in parts.items()
    }


def font_part(look: Look) -> str:
    """Return the font table: names only, so that Word looks for the right kind of substitute."""
    kinds = {"Times New Roman": ("02020603050405020304", "roman"), "Arial": ("020B0604020202020204", "swiss")}
    fonts = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{kinds[name][0]}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{kinds[name][1]}"/><w:pitch w:val="variable"/></w:font>'
        for name in sorted({look.text, look.sans})
    )
    return f"{XML}<w:fonts {SPACES}>{fonts}</w:fonts>"


def footnotes_part() -> str:
    """Return the two separators that the settings name; the writer makes this part anew with the notes."""
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identifier}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, identifier in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{XML}<w:footnotes {SPACES}>{notes}</w:footnotes>"


def theme_part(look: Look) -> str:
    """Return the least theme that Word accepts; no style refers to it, so that changing it changes nothing."""
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    values = (
        "000000",
        "FFFFFF",
        look.accent,
        "F2F2F2",
        look.accent,
        "595959",
        "7F7F7F",
        "A5A5A5",
        "404040",
        "262626",
        "000000",
        "000000",
    )
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in zip(names, values, strict=True)
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface="{face}"/></a:{kind}Font>'
        for kind, face in (("major", look.sans), ("minor", look.text))
    )
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{colours}</a:clrScheme><a:fontScheme name="House">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="House"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def relationships(targets: list[tuple[str, str]]) -> str:
    """Return a relationships part of (kind, target) in the order of their identifiers."""
    rows = "".join(
        f'<Relationship Id="rId{index}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def content_types() -> str:
    """Return the content types of the frame's parts."""
    parts = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
        "fontTable": "fontTable",
        "footnotes": "footnotes",
    }
    parts |= {f"header{n}": "header" for n in (1, 2)} | {f"footer{n}": "footer" for n in (1, 2)}
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for name, kind in sorted(parts.items())
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def frame(look: Look) -> bytes:
    """Return a frame as the bytes of a Word file."""
    names = [
        "styles",
        "numbering",
        "settings",
        "header1",
        "header2",
        "footer1",
        "footer2",
        "fontTable",
        "footnotes",
        "theme1",
    ]
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships([("officeDocument", "word/document.xml")]),
        "word/document.xml": document_part(),
        "word/_rels/document.xml.rels": relationships(
            [(name.rstrip("12"), f"{'theme/' if name == 'theme1' else ''}{name}.xml") for name in names]
        ),
        "word/styles.xml": styles_part(look),
        "word/numbering.xml": numbering_part(look),
        "word/settings.xml": settings_part(),
        "word/fontTable.xml": font_part(look),
        "word/footnotes.xml": footnotes_part(),
        "word/theme/theme1.xml": theme_part(look),
        **furniture_parts(),
    }
    return write_parts({name: text.encode("utf-8") for name, text in parts.items()})


def main() -> None:
    """Write both frames beside this script."""
    for name, look in (("word.docx", FILING), ("word-brief.docx", BRIEF)):
        (HOUSE / name).write_bytes(frame(look))


if __name__ == "__main__":
    main()
