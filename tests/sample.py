"""One document by hand with every kind of node, as the transforms would hand it to the writers, in en, fr and ar."""

from __future__ import annotations

import io
import itertools

from PIL import Image, ImageDraw

from sample_texts import TEXTS
from speaking import KNOWN
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
    ListStyle,
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

NBSP = "\u00a0"


def sample_document(language: str, frame: str) -> Document:
    """Return the sample in a language ("en", "fr", "ar") and a frame ("filing", "brief")."""
    return _Sample(language).document(frame)


def timeline() -> Resource:
    """Draw a small picture: a line with three dots."""
    image = Image.new("RGB", (900, 180), "white")
    draw = ImageDraw.Draw(image)
    draw.line((60, 90, 840, 90), fill="black", width=6)
    for x in (60, 700, 840):
        draw.ellipse((x - 16, 74, x + 16, 106), fill="black")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Resource("png", buffer.getvalue(), 900, 180)


class _Sample:
    def __init__(self, language: str) -> None:
        self.language = language
        self.words = TEXTS[language]
        self.lines = itertools.count(1)
        self.paragraphs = itertools.count(1)
        self.notes = itertools.count(1)

    def place(self) -> Place:
        return Place("cases/sample/case.yaml", next(self.lines), 3)

    def run(self, key: str) -> Run:
        return Run(self.words[key], self.place())

    def text(self, text: str) -> Run:
        return Run(text, self.place())

    def plain(self, key: str, role: ParagraphRole = "body") -> Paragraph:
        """Make an unnumbered paragraph; each line of the words after the first begins a new line."""
        inlines: list[Inline] = []
        for index, line in enumerate(self.words[key].split("\n")):
            if index:
                inlines.append(LineBreak(self.place()))
            inlines.append(self.text(line))
        return Paragraph(tuple(inlines), self.place(), role=role)

    def numbered(self, *inlines: Inline, id: str = "", role: ParagraphRole = "body") -> Paragraph:  # noqa: A002 - the tree's word
        return Paragraph(inlines, self.place(), number=next(self.paragraphs), id=id, role=role)

    def note(self, *inlines: Inline, id: str = "", more: tuple[Block, ...] = ()) -> Note:  # noqa: A002 - the tree's word
        number = next(self.notes)
        blocks = (Paragraph(inlines, self.place()), *more)
        return Note(number, blocks, id or f"note-{number}", self.place())

    def reference(self, target: str, kind: ReferenceKind, text: str = "") -> Reference:
        return Reference(target, kind, text, self.place())

    def item(self, marker: str, *blocks: Block, id: str = "") -> ListItem:  # noqa: A002 - the tree's word
        return ListItem(blocks, self.place(), marker, id)

    def mark(self, letter: str) -> str:
        """Return a list marker as the language has it."""
        return f"{letter})" if self.language == "fr" else f"({letter})"

    def items(self, style: ListStyle, *items: ListItem) -> ListBlock:
        return ListBlock(style, items, self.place())

    def row(self, *cells: Inline | tuple[Inline, ...], header: bool = False) -> Row:
        def cell(inlines: Inline | tuple[Inline, ...], head: bool) -> Cell:
            return Cell(
                (Paragraph(inlines if isinstance(inlines, tuple) else (inlines,), self.place()),), self.place(), head
            )

        return Row(tuple(cell(inlines, header and index == 0) for index, inlines in enumerate(cells)), self.place())

    def heading(self, level: int, label: str, key: str) -> Heading:
        return Heading(level, (self.run(key),), self.place(), label, f"section-{key}")

    def document(self, frame: str) -> Document:
        blocks = self.filing() if frame == "filing" else self.brief()
        words = self.words
        return Document(
            title=words["title"] if frame == "filing" else words["brief-title"],
            language=self.language,
            direction="rtl" if self.language == "ar" else "ltr",
            languages=KNOWN,
            organisation=words["organisation"],
            furniture=Furniture(words["title"], words["marking"], words["page_of"]),
            design=Design(frame=frame),
            blocks=blocks,
            resources=(("timeline", timeline()),),
        )

    def filing(self) -> tuple[Block, ...]:
        parts = (self.cover(), *self.facts(), *self.law(), *self.end())
        return (parts[0], *self.contents(), *parts[1:])

    def cover(self) -> Division:
        roles: tuple[ParagraphRole, ...] = ("addressee", "title", "subtitle")
        lines = tuple(self.plain(role, role) for role in roles)
        author = self.side(("party", "party"), ("party-role", "party-role"))
        state = self.side(("state", "party"), ("state-role", "party-role"))
        parties = Division("sides", (author, self.plain("versus", "versus"), state), self.place())
        box = Division("box", (self.plain("box-title", "box-title"), self.plain("box")), self.place())
        foot = Division("sides", (self.side(("counsel", "counsel")), self.side(("date", "date"))), self.place())
        return Division("cover", (*lines, parties, box, foot), self.place())

    def side(self, *lines: tuple[str, ParagraphRole]) -> Division:
        return Division("side", tuple(self.plain(key, role) for key, role in lines), self.place())

    def contents(self) -> tuple[Block, ...]:
        def entry(level: int, label: str, key: str, paragraphs: str) -> ContentsEntry:
            return ContentsEntry(level, label, (self.run(key),), f"section-{key}", paragraphs)

        entries = (
            entry(1, "I.", "summary", "1–2"),
            entry(1, "II.", "facts", "3–8"),
            entry(2, "A.", "arrest", "3–5"),
            entry(2, "B.", "proceedings", "6–8"),
            entry(3, "1.", "first-instance", "6–8"),
            entry(1, "III.", "merits", "9–16"),
            entry(1, "IV.", "relief", "17"),
            entry(1, "", "annexes", ""),
        )
        table = Contents(entries, self.place(), self.words["paragraphs"], self.words["page"])
        return (self.plain("contents", "contents-title"), table, PageBreak(self.place()))

    def facts(self) -> tuple[Block, ...]:
        return (*self.arrest(), self.chronology(), *self.proceedings())

    def arrest(self) -> tuple[Block, ...]:
        quoted = self.note(self.run("n1"), id="note-comment")
        annex = self.reference("annex-statement", "annex", f"{self.words['annex']}{NBSP}2")
        statement = self.note(
            self.run("n2"),
            self.text(NBSP),
            self.reference("facts-arrest", "paragraph", "3"),
            self.text("; "),
            annex,
            self.text("."),
        )
        return (
            self.heading(1, "I.", "summary"),
            self.numbered(self.run("p1")),
            self.numbered(self.run("p2"), quoted, self.run("p2-end")),
            self.heading(1, "II.", "facts"),
            self.heading(2, "A.", "arrest"),
            self.numbered(
                self.run("p3"),
                self.text(NBSP),
                self.reference("facts-night", "paragraph", "4"),
                self.text("."),
                id="facts-arrest",
            ),
            self.numbered(self.run("p4"), statement, self.run("p4-end"), id="facts-night"),
            self.numbered(
                self.run("p5"),
                self.text(NBSP),
                self.reference("section-proceedings", "section", "II.B"),
                self.text(" ("),
                self.reference("section-proceedings", "page"),
                self.text(")."),
            ),
        )

    def proceedings(self) -> tuple[Block, ...]:
        steps = [
            self.item(self.mark(mark), self.plain(key))
            for mark, key in zip("abc", ("step1", "step2", "step3"), strict=True)
        ]
        return (
            self.heading(2, "B.", "proceedings"),
            self.heading(3, "1.", "first-instance"),
            self.numbered(self.run("p6"), self.note(self.run("n3"), id="note-judgment")),
            self.numbered(self.run("p7"), role="lead-in"),
            self.items("alpha", *steps),
            self.numbered(
                self.run("p8"),
                self.note(Link("https://www.example.org/cases/854-2017", (self.run("n4"),), self.place())),
            ),
            self.picture(),
        )

    def chronology(self) -> Table:
        words = self.words
        annex = (self.reference("annex-judgment", "annex", f"{words['annex']}{NBSP}1"),)
        head = (self.row(self.run("h-date"), self.run("h-event"), self.run("h-annex"), self.run("sum")),)
        body = (
            self.row(
                self.run("d1"),
                (self.run("e1"), self.note(self.run("n-extra"))),
                self.text("–"),
                self.text("–"),
                header=True,
            ),
            self.row(self.run("d2"), self.run("e2"), annex, self.text("30,000.00"), header=True),
            self.row(self.run("d3"), self.run("e3"), annex, self.text("30,000.00"), header=True),
            self.row(self.run("d4"), self.run("e4"), self.text("–"), self.text("0.00"), header=True),
        )
        columns = (Column("start", 22), Column("start", 42), Column("start", 16), Column("end", 20))
        label = f"{words['table']}{NBSP}1"
        return Table(columns, head, body, self.place(), (self.run("chronology"),), label, "chronology")

    def picture(self) -> Picture:
        label = f"{self.words['figure']}{NBSP}1"
        return Picture(
            "timeline", self.words["image"], 70, self.place(), (self.run("image-caption"),), label, "figure-time"
        )

    def law(self) -> tuple[Block, ...]:
        source = self.note(self.run("n5"), more=(Paragraph((self.run("n-extra"),), self.place()),))
        quotation = Quotation((Paragraph((self.run("quotation"), source), self.place()),), self.place())
        foreign = Foreign("la", (Emphasis((self.run("p10-foreign"),), self.place()),), self.place())
        withheld = Withheld(self.words["withheld"], self.place())
        claims = self.numbered(self.run("p9"), role="lead-in")
        duty = self.numbered(
            self.run("p10"),
            foreign,
            self.run("p10-end"),
            self.text(" "),
            Strong((self.run("marking"),), self.place()),
            self.text(" "),
            withheld,
            self.text(" 1"),
            Superscript((self.text("er"),), self.place()),
            self.text(" "),
            self.reference("chronology", "table", f"{self.words['table']}{NBSP}1"),
            self.text(", "),
            self.reference("note-comment", "note", "1"),
        )
        more = [self.numbered(self.run(key)) for key in ("p6", "p8", "p1", "p3", "p8", "p6")]
        return (self.heading(1, "III.", "merits"), claims, quotation, duty, *more)

    def end(self) -> tuple[Block, ...]:
        roman = self.items(
            "roman",
            *(
                self.item(self.mark(mark), self.plain(key))
                for mark, key in (("i", "r2a"), ("ii", "r2b"), ("iii", "r2c"))
            ),
        )
        relief = self.items(
            "alpha",
            self.item(self.mark("a"), self.plain("r1")),
            self.item(self.mark("b"), self.plain("r2"), roman, id="request-pay"),
            self.item(self.mark("c"), self.plain("r3")),
        )
        sign = Division(
            "signature", (self.plain("signature", "signature"), self.plain("name", "signature")), self.place()
        )
        head = (self.row(self.text("№"), self.run("annexes"), self.run("h-pages")),)
        rows = [
            self.row(
                Anchor(name, (self.text(f"{self.words['annex']}{NBSP}{number}"),), self.place()),
                self.run(key),
                self.text(pages),
            )
            for number, (name, key, pages) in enumerate(
                (("annex-judgment", "a1", "44"), ("annex-statement", "a2", "7")), 1
            )
        ]
        annexes = Table((Column("start", 20), Column("start", 66), Column("end", 14)), head, tuple(rows), self.place())
        return (
            self.heading(1, "IV.", "relief"),
            self.numbered(self.run("lead"), role="lead-in"),
            relief,
            sign,
            self.heading(1, "", "annexes"),
            annexes,
        )

    def brief(self) -> tuple[Block, ...]:
        ask = Division("ask", (self.plain("ask-title", "box-title"), self.plain("ask")), self.place())
        bullets = self.items("bullet", self.item("•", self.plain("step1")), self.item("•", self.plain("step2")))
        questions = self.items("decimal", self.item("1.", self.plain("q1")), self.item("2.", self.plain("q2")))
        cited = Paragraph(
            (self.run("p2"), self.note(self.run("n1"), id="note-comment"), self.run("p2-end")), self.place()
        )
        return (
            self.plain("kicker", "kicker"),
            self.plain("brief-title", "title"),
            self.plain("standfirst", "standfirst"),
            ask,
            Heading(1, (self.run("why"),), self.place(), id="why"),
            cited,
            self.plain("p7", "lead-in"),
            bullets,
            Heading(1, (self.run("facts"),), self.place(), id="facts"),
            self.plain("p6"),
            self.plain("p8"),
            self.picture(),
            Heading(2, (self.run("merits"),), self.place(), id="merits"),
            self.plain("p9"),
            Division("keep", (questions,), self.place()),
            self.recommendations(),
            Division("unnumbered", (Division("recommendation", (self.plain("p1"),), self.place()),), self.place()),
            Division("box", (self.plain("publish"),), self.place()),
            self.contact(),
        )

    def recommendations(self) -> Table:
        body = (
            self.row(self.run("minister"), self.run("do1"), self.run("d1"), header=True),
            self.row(self.run("court"), self.run("do2"), self.run("d2"), header=True),
            self.row(self.run("addressee-short"), self.run("ask"), self.run("d3"), header=True),
        )
        return Table(
            (Column("start", 24), Column("start", 54), Column("start", 22)),
            (self.row(self.run("to"), self.run("what"), self.run("h-date")),),
            body,
            self.place(),
        )

    def contact(self) -> Division:
        before, address, after = self.words["contact"].partition("sarajevo@trialinternational.org")
        link = Link(f"mailto:{address}", (self.text(address),), self.place())
        line = Paragraph((self.text(before), link, self.text(after)), self.place())
        return Division("contact", (line, self.plain("small", "small")), self.place())
