"""Set the words of a pack as documents of the house: what letter, index and front have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from submissions.catalogue import House
from submissions.compose.design import lettered_design
from submissions.dates import print_date
from submissions.document import (
    Block,
    Cell,
    Document,
    Foreign,
    Furniture,
    Inline,
    LineBreak,
    Paragraph,
    ParagraphRole,
    Row,
    Run,
)
from submissions.findings import Finding, Place
from submissions.languages import Language
from submissions.packs.reading import PackFile
from submissions.packs.receivers import Receiver
from submissions.packs.words import PackWords
from submissions.transforms.typography import set_typography
from submissions.values import Day, Localised, PartialDate


@dataclass(frozen=True, slots=True)
class Composer:
    """What the documents of one receiver's pack are composed with."""

    file: PackFile
    receiver: Receiver
    house: House
    words: PackWords
    as_of: date

    @property
    def language(self) -> str:
        """The language of the receiver."""
        return self.receiver.language

    @property
    def speech(self) -> Language:
        """The words and habits of that language."""
        return self.house.languages.of(self.language)

    @property
    def place(self) -> Place:
        """Where whatever has no place of its own was typed."""
        return self.file.place

    def said(self, text: Localised | None) -> str:
        """Return a text of the pack file in the receiver's language, or that without one, or in the pack's own."""
        known = {} if text is None else {code: str(one) for code, one in text.texts}
        order = (self.language, "", str(self.file.pack.language), *known)
        return next((known[one] for one in order if one in known), "")

    def dated(self, day: PartialDate | None) -> str:
        """Return a date in words."""
        return "" if day is None else print_date(day, self.speech)

    @property
    def day(self) -> str:
        """The date of the pack, or else of the build."""
        today = Day(self.as_of.year, self.as_of.month, self.as_of.day)
        return self.dated(self.file.pack.date or PartialDate("day", today, None, self.place))

    @property
    def organisation(self) -> str:
        """Who sends the pack."""
        return self.said(self.file.pack.organisation.name)

    # --- nodes ---

    def run(self, words: str, *, verbatim: bool = False) -> Run:
        """Return words; `verbatim` ones are a name or title, and stand as typed."""
        return Run(words, self.place, verbatim)

    def foreign(self, words: str, language: str) -> Inline:
        """Return words that may be in another language than the letter.

        Words in letters that run otherwise than their language are not of it: a Latin title of an Arabic paper.
        """
        run = self.run(words, verbatim=True)
        strong = next((kind for kind in map(unicodedata.bidirectional, words) if kind in _DIRECTIONS), "L")
        is_its_own = _DIRECTIONS[strong] == self.house.languages.of(language).direction
        return Foreign(language, (run,), self.place) if language != self.language and is_its_own else run

    def paragraph(self, words: str, role: ParagraphRole = "body") -> Paragraph:
        """Return a paragraph; each line of the words is one of its own in it."""
        return Paragraph(tuple(self.lines(words.splitlines())), self.place, role=role)

    def lines(self, lines: Sequence[str]) -> Iterator[Inline]:
        """Yield lines with breaks between them."""
        for number, line in enumerate(lines):
            if number:
                yield LineBreak(self.place)
            yield self.run(line)

    def cell(self, *inlines: Inline, header: bool = False, columns: int = 1) -> Cell:
        """Return a cell of one paragraph."""
        return Cell((Paragraph(tuple(inlines), self.place),), self.place, header=header, columns=columns)

    def row(self, *cells: Cell) -> Row:
        """Return a row."""
        return Row(cells, self.place)

    def document(
        self, frame: str, title: str, blocks: Sequence[Block], languages: Sequence[str], *, numbered: bool = True
    ) -> tuple[Document, list[Finding]]:
        """Return a document of the pack as a class of document wears it; `numbered` has heads and feet on its pages."""
        labels = self.house.labels[self.language]
        design, findings = lettered_design(self.house, frame, None, self.language, labels.values())
        confidential = labels["marking_filing"] if self.file.is_private else ""
        # A letter is no version of anything: that what it brings is public stands in its words.
        marking = confidential or ("" if frame == LETTER else labels["marking_public"])
        around = (title, marking, labels["page_of"]) if numbered else ("", "", "")
        furniture = Furniture(*around, confidential)
        made = Document(
            title=title,
            language=self.language,
            direction=self.speech.direction,
            organisation=self.organisation,
            furniture=furniture,
            design=design,
            blocks=tuple(blocks),
            languages=self.house.languages.only({self.language, *languages}),
        )
        return set_typography(made), findings


_DIRECTIONS: Final = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""The direction of letters by their class in Unicode (Standard Annex 9)."""
LETTER: Final = "letter"
NOTE: Final = "parliamentary"
"""The classes of document that the parts of a pack wear."""
