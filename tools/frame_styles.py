"""The styles of the house's Word frames, as a table: what `build_frames.py` turns into `word/styles.xml`."""

from __future__ import annotations

from dataclasses import dataclass

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Look:
    """What sets one frame apart: faces, size in half-points, leading and spacing in twentieths of a point, colours.

    `hang` is the room of a number, `base` where the text of numbered paragraphs starts (lists and quotations go from
    there), `headings` the size, leading, space before and after of each level, `follows` the style after a heading.
    """

    text: str
    sans: str
    size: int
    line: int
    after: int
    accent: str
    rule: str
    hang: int
    base: int
    small_line: int
    follows: str
    headings: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class Style:
    """One style: Word's identifier and name, the style it is based on and the one that follows, its properties."""

    id: str
    name: str
    based: str = "Normal"
    follows: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    extra: str = ""


def spacing(before: int, after: int, line: int = 0) -> str:
    """Return space before and after, and the leading if it is not the inherited one."""
    leading = f' w:line="{line}" w:lineRule="atLeast"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{leading}/>'


def size(half_points: int) -> str:
    """Return the size for Latin, and a point more for complex scripts, whose letters are drawn smaller."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + 2}"/>'


def font(name: str) -> str:
    """Return the face for every script."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def numbered(number: int, level: int = 0) -> str:
    """Tie a style to a level of a numbering."""
    shown = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{shown}<w:numId w:val="{number}"/></w:numPr>'


def indent(left: int, right: int = 0, hanging: int = 0) -> str:
    """Return the indents."""
    hang = f' w:hanging="{hanging}"' if hanging else ""
    return f'<w:ind w:left="{left}" w:right="{right}"{hang}/>'


STEP = 454  # 8 mm, a step of lists
SIGNING_ROOM = 850  # 15 mm for a hand
CONTENTS_ROOM = 907  # 16 mm, where the contents have page numbers only
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/>"
ARABIC_BOLD = "<w:bCs/>"  # before italics, for the scripts that have none
KEEP = "<w:keepNext/><w:keepLines/>"
LINES = "<w:keepLines/>"
LEFT = '<w:jc w:val="left"/>'
CENTRE = '<w:jc w:val="center"/>'


def colour(value: str) -> str:
    """Return a colour, or nothing for the automatic one, which a reader's high contrast mode may change."""
    return "" if value == "000000" else f'<w:color w:val="{value}"/>'


def base_styles(look: Look) -> list[Style]:
    """Return running text, numbered paragraphs, lists, quotations, notes."""
    after, item = spacing(0, look.after), spacing(0, 80)
    numbers = (("NumberedParagraph", ""), ("NumberedParagraphA", " (a)"), ("NumberedParagraphI", " (i)"))
    lists = ("Bullet", "Number", "Alpha", "Roman")
    return [
        Style("Normal", "Normal", based=""),
        Style("BodyText", "Body Text", paragraph=after),
        Style("LeadIn", "Lead-in", "BodyText", "BodyText", KEEP),
        *(
            Style(name, f"Numbered Paragraph{mark}", "BodyText", name, numbered(2, level))
            for level, (name, mark) in enumerate(numbers)
        ),
        *(Style(f"List{kind}", f"List {kind}", "BodyText", "", numbered(3 + n) + item) for n, kind in enumerate(lists)),
        *(
            Style(
                f"ListContinue{n or ''}",
                f"List Continue{f' {n}' if n else ''}",
                "BodyText",
                "",
                item + indent(look.base + (n or 1) * STEP),
            )
            for n in (0, 2, 3, 4)
        ),
        *small_styles(look),
    ]


def small_styles(look: Look) -> list[Style]:
    """Return quotations, small print, notes, and the gap between two tables."""
    quote = spacing(0, look.after, look.line - 10) + indent(look.base + 567, 567)
    note = LINES + spacing(0, 40, 240) + indent(283, 0, 283)
    gap = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    return [
        Style("Quote", "Quote", "BodyText", "BodyText", quote, size(look.size - 1)),
        Style("SmallPrint", "Small Print", "Normal", "", spacing(0, 50, look.small_line), font(look.sans) + size(19)),
        Style("FootnoteText", "footnote text", "Normal", "", note, size(19)),
        Style("TableGap", "Table Gap", "Normal", "", gap, size(8)),
    ]


def heading_styles(look: Look) -> list[Style]:
    """Return the three headings, their unnumbered twins, the contents."""
    found: list[Style] = []
    faces = (BOLD + colour(look.accent), BOLD, BOLD + ITALIC)
    for level, (points, line, before, after) in enumerate(look.headings, 1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        body = f"{KEEP}{numbered(1, level - 1)}<w:suppressAutoHyphens/>{spacing(before, after, line)}{LEFT}{outline}"
        run = font(look.sans) + faces[level - 1] + size(points)
        found.append(Style(f"Heading{level}", f"heading {level}", "Normal", look.follows, body, run))
        plain = f'<w:numPr><w:numId w:val="0"/></w:numPr>{indent(0)}{outline}'
        found.append(
            Style(f"Heading{level}Unnumbered", f"Heading {level} Unnumbered", f"Heading{level}", look.follows, plain)
        )
    tab = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9072"/></w:tabs>'
    for level, before, left, hang in ((1, 100, 680, 680), (2, 0, 1247, 567), (3, 0, 1814, 567)):
        # The room on the right is for contents that Word makes anew; the writer's own lines are broken before it.
        entry = f"<w:suppressAutoHyphens/>{spacing(before, 60)}{indent(left, CONTENTS_ROOM, hang)}"
        found.append(Style(f"TOC{level}", f"toc {level}", "Normal", "Normal", tab + entry))
    title = font(look.sans) + BOLD + size(look.headings[0][0])
    found.append(Style("TOCHeading", "TOC Heading", "Normal", "Normal", KEEP + spacing(0, 120, 340), title))
    columns = "<w:keepNext/>"
    found.append(
        Style("ContentsColumns", "Contents Columns", "Normal", "TOC1", columns + spacing(0, 40, 240), size(19))
    )
    return found


def cover_styles(look: Look) -> list[Style]:
    """Return a filing's cover, its paragraphs centred under the addressee, and the signature block."""
    hold = "<w:suppressAutoHyphens/>"
    return [
        Style("Addressee", "Addressee", "Normal", "Title", LINES + hold + spacing(0, 1021)),
        Style("Title", "Title", "Normal", "Subtitle", KEEP + hold + spacing(480, 160, 520) + CENTRE, BOLD + size(40)),
        Style(
            "Subtitle",
            "Subtitle",
            "Normal",
            "BodyText",
            LINES + hold + spacing(0, 794, 360) + indent(680, 680) + CENTRE,
            size(26),
        ),
        Style("Kicker", "Kicker", "Normal", "Title", KEEP + hold + spacing(0, 200, 240), size(19)),
        Style("Standfirst", "Standfirst", "Normal", "BodyText", LINES + hold + spacing(0, 200), size(look.size)),
        Style("Party", "Party", "Normal", "PartyRole", KEEP + hold + spacing(200, 40, 360) + CENTRE, BOLD + size(28)),
        Style(
            "PartyRole", "Party Role", "Normal", "Party", KEEP + hold + spacing(0, 200) + CENTRE, ARABIC_BOLD + ITALIC
        ),
        Style("Date", "Date", "Normal", "BodyText", LINES + hold + spacing(567, 567) + CENTRE),
        Style("BoxTitle", "Box Title", "Normal", "BoxText", KEEP + hold + spacing(0, 60), BOLD),
        Style("BoxText", "Box Text", "Normal", "", hold + spacing(0, 60)),
        Style("AskTitle", "Ask Title", "BoxTitle", "AskText"),
        Style("AskText", "Ask Text", "BoxText", ""),
        *closing_styles(),
    ]


def first_page_styles(look: Look) -> list[Style]:
    """Return a brief's first page: one line, title, one sentence, the ask; all in the sans, nothing centred."""
    sans, accent, hold = font(look.sans), colour(look.accent), "<w:suppressAutoHyphens/>"
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{look.rule}"/></w:pBdr>'
    return [
        Style("Addressee", "Addressee", "Normal", "Title", LINES + hold + spacing(0, 200), sans + size(21)),
        Style(
            "Kicker", "Kicker", "Normal", "Title", KEEP + rule + hold + spacing(0, 200, 240), sans + accent + size(18)
        ),
        Style("Title", "Title", "Normal", "Standfirst", KEEP + hold + spacing(0, 100, 460), sans + BOLD + size(38)),
        Style("Subtitle", "Subtitle", "Normal", "BodyText", LINES + hold + spacing(0, 160, 320), sans + size(24)),
        Style("Standfirst", "Standfirst", "Normal", "BodyText", LINES + hold + spacing(0, 200, 320), sans + size(24)),
        Style("Party", "Party", "Normal", "PartyRole", KEEP + hold + spacing(120, 40), sans + BOLD),
        Style("PartyRole", "Party Role", "Normal", "Party", KEEP + hold + spacing(0, 120), sans + ARABIC_BOLD + ITALIC),
        Style("Date", "Date", "Normal", "BodyText", LINES + hold + spacing(200, 200), sans + size(21)),
        Style("BoxTitle", "Box Title", "Normal", "BoxText", KEEP + hold + spacing(0, 60, 260), sans + BOLD + size(19)),
        Style("BoxText", "Box Text", "Normal", "", hold + spacing(0, 60, 260), sans + size(19)),
        Style("AskTitle", "Ask Title", "BoxTitle", "AskText", spacing(0, 60, 290), accent + size(21)),
        Style("AskText", "Ask Text", "BoxText", "", spacing(0, 60, 290), size(21)),
        *closing_styles(),
    ]


def closing_styles() -> list[Style]:
    """Return counsel's block, near the foot of the cover, and the names under which people sign.

    No frame holds counsel to the foot: Word carries a frame over to the page of the paragraph that follows it.
    """
    return [
        Style("Counsel", "Counsel", "Normal", "", LINES + spacing(850, 0)),
        Style("Signature", "Signature", "Normal", "", LINES + spacing(SIGNING_ROOM, 0)),
    ]


def table_texts(look: Look) -> list[Style]:
    """Return the paragraphs of tables, captions, pictures, and of the head and foot of the page."""
    tab = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    hold, face = "<w:suppressAutoHyphens/>", font(look.sans)
    furniture = size(19) if look.sans == look.text else face + size(17)
    picture = '<w:keepNext/><w:spacing w:before="180" w:after="80" w:line="240" w:lineRule="auto"/>' + CENTRE
    return [
        Style(
            "Caption",
            "caption",
            "Normal",
            "BodyText",
            LINES + hold + spacing(180, 80, 260),
            face + ARABIC_BOLD + ITALIC + size(20 if look.sans == look.text else 19),
        ),
        Style("Picture", "Picture", "Normal", "Caption", picture),
        Style("TableText", "Table Text", "Normal", "", hold + spacing(0, 20, 250), face + size(19)),
        Style("TableHeading", "Table Heading", "TableText", "", "<w:keepNext/>", BOLD),
        Style("Header", "header", "Normal", "", tab + spacing(0, 0, 240), furniture),
        Style("HeaderFirst", "Header First Page", "Normal", "", spacing(0, 0, 240), furniture),
        Style("Footer", "footer", "Normal", "", spacing(0, 0, 240) + CENTRE, furniture),
    ]


def character_styles() -> list[Style]:
    """Return what marks words inside a paragraph; Arabic shows emphasis by weight, having no italics."""
    rows = (
        ("DefaultParagraphFont", "Default Paragraph Font", "", ""),
        ("FootnoteReference", "footnote reference", "DefaultParagraphFont", '<w:vertAlign w:val="superscript"/>'),
        ("Hyperlink", "Hyperlink", "DefaultParagraphFont", '<w:noProof/><w:u w:val="none"/>'),
        ("Emphasis", "Emphasis", "DefaultParagraphFont", ARABIC_BOLD + ITALIC),
        ("Strong", "Strong", "DefaultParagraphFont", BOLD),
        ("ForeignWords", "Foreign Words", "DefaultParagraphFont", ""),
        ("Withheld", "Withheld", "DefaultParagraphFont", ""),
    )
    return [Style(id_, name, based, "", "", run, "character") for id_, name, based, run in rows]


def edge(side: str, width: int, rule: str) -> str:
    """Return one border, its width in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{rule}"/>'


def table_styles(look: Look) -> list[Style]:
    """Return the ruled table, the plain box and the box of the ask."""

    def cells(vertical: int, left: int, right: int) -> str:
        sides = (("top", vertical), ("left", left), ("bottom", vertical), ("right", right))
        return (
            "<w:tblCellMar>"
            + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
            + "</w:tblCellMar>"
        )

    flat = '<w:tblInd w:w="0" w:type="dxa"/>'
    brief = look.sans != look.text
    rules = edge("top", 6, "000000") + edge("bottom", 6, "000000")
    box = "".join(edge(side, 6, "000000") for side in ("top", "left", "bottom", "right"))
    ask = edge("top", 12, look.rule) + edge("bottom", 12, look.rule) if brief else box
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        + edge("bottom", 4, "000000")
        + '</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )

    def table(name: str, borders: str, margins: str, more: str = "") -> Style:
        properties = f"<w:tblPr>{flat}<w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>{more}"
        return Style(f"{name}Table", f"{name} Table", "TableNormal", kind="table", extra=properties)

    return [
        Style("TableNormal", "Normal Table", "", kind="table", extra=f"<w:tblPr>{flat}{cells(0, 108, 108)}</w:tblPr>"),
        table("Ruled", rules, cells(50 if brief else 60, 0, 180), head),
        table("Box", box, cells(100 if brief else 140, 200, 200)),
        table("Ask", ask, cells(140, *((0, 0) if brief else (200, 200)))),
    ]


DEFAULTS = {"Normal", "DefaultParagraphFont", "TableNormal"}
BUILT_IN = {
    "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number",
    "List Continue", "List Continue 2", "List Continue 3", "List Continue 4", "Quote", "footnote text",
    "footnote reference", "toc 1", "toc 2", "toc 3", "TOC Heading", "Title", "Subtitle", "Date", "Signature",
    "caption", "header", "footer", "Hyperlink", "Emphasis", "Strong", "Default Paragraph Font", "Normal Table",
}  # fmt: skip


def style_xml(style: Style) -> str:
    """Return one `<w:style>`, its children in the order that the schema asks for."""
    flags = ' w:default="1"' if style.id in DEFAULTS else ""
    flags += "" if style.name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{style.kind}"{flags} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        + (f'<w:basedOn w:val="{style.based}"/>' if style.based else "")
        + (f'<w:next w:val="{style.follows}"/>' if style.follows else "")
        + ('<w:uiPriority w:val="99"/><w:semiHidden/>' if style.id in DEFAULTS - {"Normal"} else "<w:qFormat/>")
        + (f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
        + (f"<w:rPr>{style.run}</w:rPr>" if style.run else "")
        + f"{style.extra}</w:style>"
    )


def styles_part(look: Look) -> str:
    """Return `word/styles.xml`; the writer sets the language and, for right-to-left documents, the direction."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font(look.text)}{size(look.size)}"
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/>{spacing(0, 0, look.line)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles = [
        *base_styles(look),
        *heading_styles(look),
        *(cover_styles(look) if look.sans == look.text else first_page_styles(look)),
        *table_texts(look),
        *character_styles(),
        *table_styles(look),
    ]
    return f'{XML}<w:styles xmlns:w="{WORD}">{defaults}{"".join(style_xml(style) for style in styles)}</w:styles>'
