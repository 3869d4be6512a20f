"""The styles of a frame, made from the measures of a class of document: the part `word/styles.xml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.look import PageMeasures
from submissions.office.names import WORD, XML_HEAD
from submissions.writers.word.frame.style_xml import (
    ARABIC_BOLD,
    BOLD,
    CENTRE,
    HOLD,
    ITALIC,
    KEEP,
    LEFT,
    LINES,
    Style,
    colour,
    face,
    indent,
    numbered,
    rule_colour,
    size,
    spacing,
    text_width,
    twentieths,
)

_CONTENTS_ROOM: Final = 45.35
"""Points, 16 mm: where Word makes contents anew, which have page numbers only."""
_LATENT: Final = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)


def styles_part(m: PageMeasures) -> str:
    """Return `word/styles.xml`; the writer sets the language and, for right-to-left documents, the direction."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{face(m.text_face, 'minor')}{size(m.text_size)}"
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/>{spacing(0, 0, m.text_leading)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles = (
        *_running(m),
        *_small(m),
        *_headings(m),
        *_contents(m),
        *_first_page(m),
        *_boxes(m),
        *_margin(m),
        *_letter(m),
        *_recommended(m),
        *_closing(m),
        *_tables(m),
        *_furniture(m),
        *_characters(),
    )
    made = "".join(style.xml() for style in styles)
    return f'{XML_HEAD}<w:styles xmlns:w="{WORD}">{defaults}{_LATENT}{made}</w:styles>'


def _running(m: PageMeasures) -> Iterator[Style]:
    """Yield running text, numbered paragraphs and lists."""
    item = spacing(0, m.item_after)
    yield Style("Normal", "Normal", based="")
    yield Style("BodyText", "Body Text", paragraph=spacing(0, m.text_after))
    yield Style("LeadIn", "Lead-in", "BodyText", "BodyText", KEEP)
    for level, (mark, suffix) in enumerate((("", ""), ("A", " (a)"), ("I", " (i)"))):
        name = f"NumberedParagraph{mark}"
        yield Style(name, f"Numbered Paragraph{suffix}", "BodyText", name, numbered(2, level))
    for number, kind in enumerate(("Bullet", "Number", "Alpha", "Roman"), 3):
        yield Style(f"List{kind}", f"List {kind}", "BodyText", "", numbered(number) + item)
    for level in (1, 2, 3, 4):
        mark = "" if level == 1 else str(level)
        set_in = item + indent(level * m.step)
        yield Style(f"ListContinue{mark}", f"List Continue {mark}".strip(), "BodyText", "", set_in)


def _small(m: PageMeasures) -> Iterator[Style]:
    """Yield quotations, small print, notes, and the gap between two tables."""
    quote = spacing(0, m.text_after, m.quote_leading) + indent(m.quote_indent, m.quote_indent)
    yield Style("Quote", "Quote", "BodyText", "BodyText", quote, size(m.quote_size))
    small = spacing(0, m.small_after, m.small_leading)
    yield Style("SmallPrint", "Small Print", "Normal", "", small, face(m.head_face, "major") + size(m.small_size))
    note = LINES + spacing(0, m.note_after, m.note_leading) + indent(m.note_hang, 0, m.note_hang)
    yield Style("FootnoteText", "footnote text", "Normal", "", note, size(m.note_size))
    gap = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    yield Style("TableGap", "Table Gap", "Normal", "", gap, size(4))


def _headings(m: PageMeasures) -> Iterator[Style]:
    """Yield the three headings and their twins without numbers."""
    follows = "NumberedParagraph" if m.base != "brief" else "BodyText"
    rows = (
        (m.heading_1_size, m.heading_1_leading, m.heading_1_before, m.heading_1_after, BOLD + colour(m.heading_colour)),
        (m.heading_2_size, m.heading_2_leading, m.heading_2_before, m.heading_2_after, BOLD),
        (m.heading_3_size, m.heading_3_leading, m.heading_3_before, m.heading_3_after, BOLD + ITALIC),
    )
    for level, (points, leading, before, after, look) in enumerate(rows, 1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        body = f"{KEEP}{numbered(1, level - 1)}{HOLD}{spacing(before, after, leading)}{LEFT}{outline}"
        run = face(m.head_face, "major") + look + size(points)
        yield Style(f"Heading{level}", f"heading {level}", "Normal", follows, body, run)
        plain = f'<w:numPr><w:numId w:val="0"/></w:numPr>{indent(0)}{outline}'
        name = f"Heading {level} Unnumbered"
        yield Style(name.replace(" ", ""), name, f"Heading{level}", follows, plain)


def _contents(m: PageMeasures) -> Iterator[Style]:
    """Yield the lines of the contents, their title, and the words over their columns."""
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{text_width(m)}"/></w:tabs>'
    for level in (1, 2, 3):
        # The room on the right is for contents that Word makes anew; the writer's own lines are broken before it.
        left = indent(level * m.contents_step, _CONTENTS_ROOM, m.contents_step)
        entry = f"{HOLD}{spacing(5 if level == 1 else 0, 3)}{left}"
        yield Style(f"TOC{level}", f"toc {level}", "Normal", "Normal", tab + entry)
    title = face(m.head_face, "major") + BOLD + size(m.heading_1_size)
    above = KEEP + spacing(0, m.heading_1_after, m.heading_1_leading)
    yield Style("TOCHeading", "TOC Heading", "Normal", "Normal", above, title)
    columns = "<w:keepNext/>" + spacing(0, 2, m.small_leading)
    yield Style("ContentsColumns", "Contents Columns", "Normal", "TOC1", columns, size(m.small_size))


def _first_page(m: PageMeasures) -> Iterator[Style]:
    """Yield the cover of a filing, or the first page of a brief."""
    brief = m.base == "brief"
    heads = face(m.head_face, "major")
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" {rule_colour(m.rule_colour)}/></w:pBdr>'
    kicker = KEEP + (rule if brief else "") + HOLD + spacing(0, m.kicker_after, m.kicker_leading)
    title = KEEP + HOLD + spacing(m.title_before, m.title_after, m.title_leading)
    subtitle = LINES + HOLD + spacing(0, m.subtitle_after, m.subtitle_leading)
    party = KEEP + HOLD + spacing(m.party_before, m.party_after, m.party_leading)
    role = KEEP + HOLD + spacing(0, m.party_role_after)
    versus = KEEP + HOLD + spacing(m.party_before, m.party_after, m.party_leading) + CENTRE
    stand = LINES + HOLD + spacing(0, m.standfirst_after, m.standfirst_leading)
    yield Style("Addressee", "Addressee", "Normal", "Title", LINES + HOLD + spacing(0, m.addressee_after))
    yield Style("Kicker", "Kicker", "Normal", "Title", kicker, heads + colour(m.heading_colour) + size(m.kicker_size))
    follows = "Standfirst" if brief else "Subtitle"
    yield Style("Title", "Title", "Normal", follows, title, heads + BOLD + size(m.title_size))
    yield Style("Subtitle", "Subtitle", "Normal", "BodyText", subtitle, size(m.subtitle_size))
    yield Style("Standfirst", "Standfirst", "Normal", "BodyText", stand, heads + size(m.standfirst_size))
    yield Style("Party", "Party", "Normal", "PartyRole", party, BOLD + size(m.party_size))
    yield Style("PartyRole", "Party Role", "Normal", "Party", role, ARABIC_BOLD + ITALIC)
    yield Style("Versus", "Versus", "PartyRole", "Party", versus)
    date = LINES + HOLD + spacing(m.date_around, m.date_around)
    yield Style("Date", "Date", "Normal", "BodyText", date)


def _boxes(m: PageMeasures) -> Iterator[Style]:
    """Yield the words of boxes; the rules above and below are those of their first and last paragraph."""
    heads = face(m.head_face, "major")
    box, ask = spacing(0, m.box_after, m.box_leading), spacing(0, m.box_after, m.ask_leading)
    asked = colour(m.heading_colour) + size(m.ask_size)
    yield Style("BoxTitle", "Box Title", "Normal", "BoxText", KEEP + HOLD + box, heads + BOLD + size(m.box_size))
    yield Style("BoxText", "Box Text", "Normal", "", HOLD + box, heads + size(m.box_size))
    yield Style("AskTitle", "Ask Title", "BoxTitle", "AskText", ask, asked)
    yield Style("AskText", "Ask Text", "BoxText", "", ask, size(m.ask_size))


def _margin(m: PageMeasures) -> Iterator[Style]:
    """Yield what stands in the margin; the writer sets it beside the text where there is room."""
    heads = face(m.head_face, "major")
    title = KEEP + HOLD + spacing(m.beside_before, 0, m.beside_leading)
    asked = heads + BOLD + colour(m.heading_colour) + size(m.beside_size)
    yield Style("MarginTitle", "Margin Title", "Normal", "MarginText", title, asked)
    text = HOLD + spacing(0, m.beside_after, m.beside_leading)
    yield Style("MarginText", "Margin Text", "Normal", "", text, heads + size(m.beside_size))


def _letter(m: PageMeasures) -> Iterator[Style]:
    """Yield what a letter has around its text."""
    heads = face(m.head_face, "major")
    after = spacing(0, m.letter_after)
    yield Style("Letterhead", "Letterhead", "Normal", "Date", LINES + HOLD + after, heads)
    yield Style("Subject", "Subject", "Normal", "Salutation", KEEP + HOLD + after, heads)
    yield Style("Salutation", "Salutation", "Normal", "BodyText", KEEP + HOLD + spacing(0, m.text_after))
    yield Style("Closing", "Closing", "Normal", "Signature", KEEP + HOLD + spacing(m.text_after, m.text_after))
    yield Style("Enclosures", "Enclosures", "Normal", "", LINES + HOLD + spacing(m.letter_after, 0))


def _recommended(m: PageMeasures) -> Iterator[Style]:
    """Yield the recommendations of a report, beside a rule that begins at the edge of the text."""
    width, apart = round(m.ask_rule * 8), round(m.step) - 1
    rule = f'<w:pBdr><w:left w:val="single" w:sz="{width}" w:space="{apart}" {rule_colour(m.rule_colour)}/></w:pBdr>'
    title = KEEP + rule + HOLD + spacing(0, m.box_after) + indent(m.step)
    yield Style("RecommendationTitle", "Recommendation Title", "Normal", "Recommendation", title, BOLD)
    yield Style("Recommendation", "Recommendation", "Normal", "", rule + spacing(0, m.text_after) + indent(m.step))


def _closing(m: PageMeasures) -> Iterator[Style]:
    """Yield counsel's block, near the foot of the cover, and the names under which people sign.

    No frame holds counsel to the foot: Word carries a frame over to the page of the paragraph that follows it.
    """
    yield Style("Counsel", "Counsel", "Normal", "", LINES + spacing(m.counsel_before, 0))
    yield Style("Signature", "Signature", "Normal", "", LINES + spacing(m.signature_room, 0))


def _tables(m: PageMeasures) -> Iterator[Style]:
    """Yield the paragraphs of tables, captions and pictures, and the ruled table itself."""
    heads = face(m.head_face, "major")
    caption = LINES + HOLD + spacing(m.table_before, m.caption_after, m.caption_leading)
    picture = '<w:keepNext/><w:spacing w:before="180" w:after="80" w:line="240" w:lineRule="auto"/>' + CENTRE
    words = heads + ARABIC_BOLD + ITALIC + size(m.caption_size)
    yield Style("Caption", "caption", "Normal", "BodyText", caption, words)
    yield Style("Picture", "Picture", "Normal", "Caption", picture)
    text = HOLD + spacing(0, 1, m.table_leading)
    yield Style("TableText", "Table Text", "Normal", "", text, heads + size(m.table_size))
    yield Style("TableHeading", "Table Heading", "TableText", "", "<w:keepNext/>", BOLD)
    flat = '<w:tblInd w:w="0" w:type="dxa"/>'
    plain = f"<w:tblPr>{flat}{_cells(0, 108, 108)}</w:tblPr>"
    yield Style("TableNormal", "Normal Table", "", kind="table", extra=plain)
    rules = f"<w:tblBorders>{_edge('top', 6)}{_edge('bottom', 6)}</w:tblBorders>"
    padding = twentieths(m.cell_padding)
    ruled = f"<w:tblPr>{flat}{rules}{_cells(padding, 0, twentieths(m.cell_gap))}</w:tblPr>"
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>{_edge("bottom", 4)}</w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    yield Style("RuledTable", "Ruled Table", "TableNormal", kind="table", extra=ruled + head)


def _furniture(m: PageMeasures) -> Iterator[Style]:
    """Yield the head and foot of the page."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{text_width(m)}"/></w:tabs>'
    words, line = face(m.head_face, "major") + size(m.furniture_size), spacing(0, 0, m.furniture_leading)
    yield Style("Header", "header", "Normal", "", tab + line, words)
    yield Style("HeaderFirst", "Header First Page", "Normal", "", line, words)
    yield Style("Footer", "footer", "Normal", "", line + CENTRE, words)


def _characters() -> Iterator[Style]:
    """Yield what marks words inside a paragraph; Arabic shows emphasis by weight, having no italics."""
    rows = (
        ("DefaultParagraphFont", "Default Paragraph Font", "", ""),
        ("FootnoteReference", "footnote reference", "DefaultParagraphFont", '<w:vertAlign w:val="superscript"/>'),
        ("Hyperlink", "Hyperlink", "DefaultParagraphFont", '<w:noProof/><w:u w:val="none"/>'),
        ("Emphasis", "Emphasis", "DefaultParagraphFont", ARABIC_BOLD + ITALIC),
        ("Strong", "Strong", "DefaultParagraphFont", BOLD),
        ("ForeignWords", "Foreign Words", "DefaultParagraphFont", ""),
        ("Withheld", "Withheld", "DefaultParagraphFont", ""),
    )
    for identifier, name, based, run in rows:
        yield Style(identifier, name, based, "", "", run, "character")


def _edge(side: str, width: int) -> str:
    """Return one border, its width in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'


def _cells(above: int, left: int, right: int) -> str:
    sides = (("top", above), ("left", left), ("bottom", above), ("right", right))
    margins = "".join(f'<w:{side} w:w="{value}" w:type="dxa"/>' for side, value in sides)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"
