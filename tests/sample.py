"""One document by hand with every kind of node, in English, French and Arabic, for the writers' tests."""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image, ImageDraw
from sample_words import WORDS

from submissions.document import (
    Anchor,
    Block,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Design,
    Division,
    Document,
    Emphasis,
    Foreign,
    Furniture,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Picture,
    Quotation,
    Reference,
    ReferenceKind,
    Resource,
    Row,
    Run,
    Strong,
    Superscript,
    Table,
    Withheld,
)
from submissions.findings import Place

PLACE = Place("cases/sample/case.yaml", 1, 1)


def run(text: str) -> Run:
    """Make a run of text."""
    return Run(text, PLACE)


def paragraph(*inlines: Inline | str, number: int = 0, id: str = "", role: ParagraphRole = "body") -> Paragraph:  # noqa: A002 - the field's own name
    """Make a paragraph of inlines and plain strings."""
    return Paragraph(tuple(run(part) if isinstance(part, str) else part for part in inlines), PLACE, number, id, role)


def heading(level: int, text: str, label: str = "", id: str = "") -> Heading:  # noqa: A002 - the field's own name
    """Make a heading."""
    return Heading(level, (run(text),), PLACE, label, id)


def note(number: int, *inlines: Inline | str) -> Note:
    """Make a footnote of one paragraph."""
    return Note(number, (paragraph(*inlines),), f"note-{number}", PLACE)


def reference(target: str, kind: ReferenceKind, text: str) -> Reference:
    """Make a resolved cross-reference."""
    return Reference(target, kind, text, PLACE)


def drawing() -> Resource:
    """Make a small picture: a timeline in black and one accent."""
    image = Image.new("RGB", (800, 160), "white")
    pen = ImageDraw.Draw(image)
    pen.line((40, 80, 760, 80), fill="black", width=4)
    for x in (100, 300, 520, 700):
        pen.ellipse((x - 12, 68, x + 12, 92), fill=(31, 78, 121))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return Resource("png", stream.getvalue(), 800, 160)


def cell(*inlines: Inline | str, header: bool = False) -> Cell:
    """Make a table cell of one paragraph."""
    return Cell((paragraph(*inlines),), PLACE, header)


def row(*cells: Cell | str) -> Row:
    """Make a table row of cells and plain strings."""
    return Row(tuple(cell(part) if isinstance(part, str) else part for part in cells), PLACE)


def cover(w: dict[str, str]) -> Division:
    """Make the cover page."""
    return Division(
        "cover",
        (
            Paragraph((run(w["body"]), LineBreak(PLACE), run(w["address"])), PLACE, role="addressee"),
            paragraph(w["title"], role="title"),
            paragraph(w["nature"], role="subtitle"),
            paragraph(w["author"], role="party"),
            paragraph(w["represented"], role="party-role"),
            paragraph("TRIAL International", role="party"),
            paragraph(w["versus"], role="party-role"),
            paragraph(w["state"], role="party"),
            paragraph(w["date"], role="date"),
            Division("box", (paragraph(w["request"], role="box-title"), paragraph(w["confidential"])), PLACE),
            Paragraph((run("TRIAL International"), LineBreak(PLACE), run(w["counsel"])), PLACE, role="counsel"),
        ),
        PLACE,
    )


def contents(w: dict[str, str]) -> tuple[Block, ...]:
    """Make the contents."""
    entries = (
        ContentsEntry(1, "I.", (run(w["summary"]),), "summary", "1–2"),
        ContentsEntry(1, "II.", (run(w["facts"]),), "facts", "3–6"),
        ContentsEntry(2, "A.", (run(w["arrest"]),), "arrest", "3–4"),
        ContentsEntry(3, "1.", (run(w["detention"]),), "detention", "4"),
        ContentsEntry(2, "B.", (run(w["aftermath"]),), "aftermath", "5–6"),
        ContentsEntry(1, "III.", (run(w["law"]),), "law", "7–8"),
        ContentsEntry(1, "", (run(w["annexes"]),), "annexes", ""),
    )
    return (
        paragraph(w["contents"], role="contents-title"),
        Contents(entries, PLACE, w["paragraphs"], w["page"]),
        PageBreak(PLACE),
    )


def facts(w: dict[str, str]) -> tuple[Block, ...]:
    """Make the facts: headings of three levels, notes, lists, a quotation and a table with notes in its cells."""
    inner = ListBlock(
        "roman",
        (
            ListItem((paragraph(w["item"]),), PLACE, "(i)"),
            ListItem((paragraph(w["item"], note(3, w["note"])),), PLACE, "(ii)"),
        ),
        PLACE,
    )
    outer = ListBlock(
        "alpha",
        (
            ListItem((paragraph(w["item"]), inner), PLACE, "(a)", "item-a"),
            ListItem((paragraph(w["item"]), paragraph(w["item"])), PLACE, "(b)"),
        ),
        PLACE,
    )
    return (
        heading(1, w["summary"], "I.", "summary"),
        paragraph(w["long"], note(1, w["note"], " ", Emphasis((run(w["ibid"]),), PLACE), "."), number=1, id="first"),
        paragraph(
            Strong((run(w["strong"]),), PLACE), " ", Emphasis((Strong((run(w["both"]),), PLACE),), PLACE),
            " ", Foreign("la", (run("prima facie"),), PLACE), " 1", Superscript((run("er"),), PLACE), " ",
            Withheld(w["withheld"], PLACE), " ", Link("https://www.ohchr.org/", (run("www.ohchr.org"),), PLACE), ".",
            number=2,
        ),
        heading(1, w["facts"], "II.", "facts"),
        heading(2, w["arrest"], "A.", "arrest"),
        paragraph(w["long"], note(2, w["note"], " ", reference("note-1", "note", "1"), "."), number=3, id="third"),
        heading(3, w["detention"], "1.", "detention"),
        paragraph(
            w["see"], " ", reference("first", "paragraph", "1"), ", ", reference("arrest", "section", "II.A"), ", ",
            reference("annex-judgment", "annex", w["annex1"]), ", ", reference("table", "table", w["table1"]), ", ",
            reference("note-2", "note", "2"), ", ", reference("law", "page", ""), ":",
            number=4,
        ),
        outer,
        ListBlock("decimal", tuple(ListItem((paragraph(w["item"]),), PLACE, f"{n}.") for n in (1, 2)), PLACE),
        ListBlock("bullet", tuple(ListItem((paragraph(w["item"]),), PLACE, "–") for _ in range(2)), PLACE),
        heading(2, w["aftermath"], "B.", "aftermath"),
        paragraph(w["long"], number=5),
        Quotation((paragraph(w["quotation"], note(4, w["note"])),), PLACE),
        paragraph(w["long"], number=6),
        table(w),
    )


def table(w: dict[str, str]) -> Table:
    """Make the chronology."""
    return Table(
        (Column("start", 25), Column("start", 55), Column("end", 20)),
        (row(w["day"], w["event"], w["annex"]),),
        (
            row(cell("2.8.1998", header=True), cell(w["item"], note(5, w["note"])), "1"),
            row(cell("3.8.1998", header=True), w["item"], "2"),
            row(cell("4.8.1998", header=True), w["long"], "10"),
        ),
        PLACE,
        (run(w["chronology"]),),
        w["table1"],
        "table",
    )


def law(w: dict[str, str]) -> tuple[Block, ...]:
    """Make the law, the picture, the boxes, the annexes and the signature."""
    annexes = Table(
        (Column("start", 20), Column("start", 60), Column("end", 20)),
        (row("", w["title_word"], w["pages"]),),
        (row(cell(Anchor("annex-judgment", (run(w["annex1"]),), PLACE)), w["item"], "14"),),
        PLACE,
    )
    return (
        heading(1, w["law"], "III.", "law"),
        *(paragraph(w["long"], number=number) for number in (7, 8)),
        Picture("timeline", w["alternative"], 80, PLACE, (run(w["timeline"]),), w["figure1"], "figure"),
        Division("ask", (paragraph(w["ask_title"], role="box-title"), paragraph(w["long"])), PLACE),
        heading(1, w["annexes"], "", "annexes"),
        annexes,
        Division(
            "signature",
            (paragraph(w["date"], role="signature"), paragraph("________", role="signature"),
             paragraph("TRIAL International", role="signature")),
            PLACE,
        ),
        Division("contact", (paragraph(w["contact"], role="small"),), PLACE),
    )


def sample_document(language: str = "en", direction: Literal["ltr", "rtl"] = "ltr", frame: str = "filing") -> Document:
    """Return the sample in "en", "fr" or "ar" (with direction "rtl"), numbered as the transforms would."""
    w = WORDS[language]
    return Document(
        w["title"],
        language,
        direction,
        "TRIAL International",
        Furniture(w["header"], w["marking"], w["page_of"]),
        Design(frame, "a4", hyphenate=False),
        (cover(w), *contents(w), *facts(w), *law(w)),
        (("timeline", drawing()),),
    )
