"""Write a Word file as Markdown, block by block, so that it prints as it stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from submissions.drafted.grouping import (
    Neighbours,
    caption_of,
    captions_of,
    groups_of,
    is_blank,
    is_shifted,
    is_title,
    joined_initials,
    numbering_paragraphs,
    typed_numbers,
)
from submissions.drafted.listing import ListWriter
from submissions.drafted.live import is_container
from submissions.drafted.pieces import DraftedProse, TypedLine, apart, indented
from submissions.drafted.pointing import Pointing
from submissions.drafted.tabling import TableWriter
from submissions.drafted.word.records import (
    NoteMark,
    PageTurn,
    Piece,
    Remark,
    WordBlock,
    WordFile,
    WordParagraph,
    WordPicture,
    Words,
    WordTable,
)
from submissions.drafted.wording import Surrounding, wording

_FILE_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,60}", re.ASCII)
_IN_TITLE: Final = re.compile(r'([\\"&])')
_WITHHOLDS: Final = re.compile(r"\{\.redact[^{}]*\}")
_LEVEL_MAX: Final = 6
_NOTE_INDENT: Final = "    "


@dataclass(slots=True)
class Transcriber:
    """Writes one file; `folder` is what stands before the name of each picture, `bare` writes those without words."""

    file: WordFile
    folder: str
    bare: bool = False
    remarks: list[Remark] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    labels: list[NoteMark] = field(default_factory=list)
    written_notes: int = 0
    number: int = 0
    shift: int = 0
    numbered: frozenset[str] = frozenset()
    pointing: Pointing = field(default_factory=Pointing)

    def write(self) -> DraftedProse:
        """Return the Markdown of the whole file, with the paragraph of each line."""
        blocks = self.file.blocks
        paragraphs = [block for block in blocks if isinstance(block, WordParagraph)]
        # Prose stands below the headings of a template.
        self.shift = int(any(one.level == 1 or is_title(one) for one in paragraphs if not is_blank(one)))
        self.numbered = numbering_paragraphs(blocks)
        self.pointing = Pointing.of(self.file)
        if self.numbered:
            first = next(one for one in paragraphs if one.mark and one.mark.definition in self.numbered)
            self._remark("counted", first.number)
        for one in typed_numbers(blocks):
            self._remark("typed numbers", one.number)
        lines = apart(self._blocks(joined_initials(blocks), "top"))
        return DraftedProse("\n".join(line.text for line in lines), tuple(line.number for line in lines), self.pictures)

    def _remark(self, kind: str, number: int = 0) -> None:
        self.remarks.append(Remark(kind, number or self.number))

    def _around(self) -> Surrounding:
        return Surrounding(self.file.language, self._label, self._reference, self._remark)

    def _blocks(self, blocks: Sequence[WordBlock], where: str) -> list[list[TypedLine]]:
        """Return the lines of each block; the notes of a block stand right behind it."""
        groups: list[list[TypedLine]] = []
        stretches = list(groups_of(blocks, self.numbered))
        captions = captions_of(stretches)
        for index, stretch in enumerate(stretches):
            if index in captions.values():
                continue
            caption = stretches[captions[index]].blocks[0] if index in captions else None
            made = self._stretch(stretch, where, caption if isinstance(caption, WordParagraph) else None)
            if stretch.kind == "item" and groups:
                _withhold_list(groups, made)
            groups += made
            if where == "top":
                groups += self._notes()
        return groups

    def _stretch(self, stretch: Neighbours, where: str, caption: WordParagraph | None) -> list[list[TypedLine]]:
        first = stretch.blocks[0]
        self.number = first.number
        if isinstance(first, WordTable):
            return self._table(first, where, caption)
        if stretch.kind == "heading":
            return self._heading(first)
        if stretch.kind == "item":
            return ListWriter(self._paragraph, self._remark).write(stretch.blocks)
        if stretch.kind == "quotation":
            quoted = [line for one in stretch.blocks if isinstance(one, WordParagraph) for line in self._paragraph(one)]
            return [indented(apart(quoted), "> ", "> ")]
        if is_shifted(first) and stretch.kind == "text":
            self._remark("set in")
        return self._paragraph(first, top=where == "top", caption=caption)

    def _heading(self, block: WordParagraph) -> list[list[TypedLine]]:
        text = wording(block.pieces, self._around(), one_line=True, plain=True)
        level = min((block.level or 1) + self.shift, _LEVEL_MAX)
        lines = [TypedLine(f"{'#' * level} {text}{self.pointing.identity(block)}", block.number)] if text else []
        return [*self._break(block, block.pieces[:1]), *[lines] * bool(lines), *self._pictures(block, None)]

    def _paragraph(
        self, block: WordParagraph, *, top: bool = False, caption: WordParagraph | None = None
    ) -> list[list[TypedLine]]:
        """Return the words of a paragraph, then its pictures, with a new page before or behind where there is one."""
        self.number = block.number
        seen = [index for index, piece in enumerate(block.pieces) if not isinstance(piece, PageTurn) and _shows(piece)]
        turns = [index for index, piece in enumerate(block.pieces) if isinstance(piece, PageTurn)]
        if turns and (not top or any(seen and seen[0] < turn < seen[-1] for turn in turns)):
            self._remark("page within")
        before = self._break(block, block.pieces[: seen[0]] if seen else block.pieces) if top else []
        behind = self._break(None, block.pieces[seen[-1] :]) if top and seen else []
        opens = is_container(block.text)
        text = block.text.strip() if opens else wording(block.pieces, self._around())
        if text and not opens:
            text += self.pointing.identity(block)
        lines = [TypedLine(line, block.number) for line in text.split("\n")] if text else []
        return [*before, *[lines] * bool(lines), *self._pictures(block, caption), *behind]

    def _break(self, block: WordParagraph | None, pieces: Sequence[Piece]) -> list[list[TypedLine]]:
        begins = block is not None and block.begins_page
        if not begins and not any(isinstance(piece, PageTurn) for piece in pieces):
            return []
        return [[TypedLine("::: page-break", self.number), TypedLine(":::", self.number)]]

    def _pictures(self, block: WordParagraph, caption: WordParagraph | None) -> list[list[TypedLine]]:
        found: list[list[TypedLine]] = []
        shown = [piece for piece in block.pieces if isinstance(piece, WordPicture)]
        for picture in shown:
            if picture.floats or (block.text.strip() and not _stands_at_an_end(block, picture)):
                self._remark("floating picture")
            line = self._picture(picture, caption if picture is shown[-1] else None)
            found += [[TypedLine(line, block.number)]] * bool(line)
        return found

    def _picture(self, picture: WordPicture, caption: WordParagraph | None) -> str:
        content = self.file.pictures.get(picture.part)
        if content is None:
            self._remark("linked picture")
            return ""
        if not picture.alternative:
            self._remark("alternative")
            if not self.bare:
                return ""
        name = PurePosixPath(picture.part).name
        path = self.folder + (name if _FILE_NAME.fullmatch(name) else f"picture{len(self.pictures) + 1}")
        self.pictures[path] = content
        around = self._around()
        said = wording((Words(picture.alternative),), around)
        words = "" if caption is None else wording(caption_of(caption), around, one_line=True)
        behind = _IN_TITLE.sub(r"\\\1", words)
        title = f' "{behind}"' if words else ""
        width = round(picture.width * 100 / self.file.measure) if picture.width else 100
        share = f"{{width={max(width, 5)}}}" if width < 100 else ""
        address = path if " " not in path and "(" not in path and ")" not in path else f"<{path}>"
        return f"![{said}]({address}{title}){share}"

    def _table(self, block: WordTable, where: str, caption: WordParagraph | None) -> list[list[TypedLine]]:
        cells = [cell for row in block.rows for cell in row.cells]
        if len(cells) == 1 and where == "top" and caption is None:
            inner = apart(self._blocks(cells[0].blocks, "box"))
            return [[TypedLine("::: box", block.number), *inner, TypedLine(":::", block.number)]] if inner else []
        around = self._around()
        words = "" if caption is None else wording(caption_of(caption), around, one_line=True)

        def of_cell(pieces: Sequence[Piece], number: int) -> str:
            self.number = number
            return wording(pieces, around, one_line=True)

        return TableWriter(of_cell, self._remark).write(block, words)

    def _label(self, mark: NoteMark) -> str:
        """Return what stands for a note's mark; its text is written behind the block."""
        if (mark.kind, mark.identifier) not in self.file.notes or any(
            (one.kind, one.identifier) == (mark.kind, mark.identifier) for one in self.labels
        ):
            self._remark("lost note")
            return ""
        self.labels.append(mark)
        return f"[^{len(self.labels)}]{self.pointing.note(mark)}"

    def _reference(self, words: Words) -> str:
        made = self.pointing.reference(words)
        if not made:
            self._remark("reference")
        return made

    def _notes(self) -> list[list[TypedLine]]:
        """Return the texts of the notes whose marks were written since the last time."""
        groups = []
        while self.written_notes < len(self.labels):
            mark = self.labels[self.written_notes]
            self.written_notes += 1
            number = self.number
            blocks = self._blocks(self.file.notes[mark.kind, mark.identifier], "note")
            lines = apart(blocks) or [TypedLine("", number)]
            groups.append(indented(lines, f"[^{self.written_notes}]: ", _NOTE_INDENT))
            self.number = number
        return groups


def _withhold_list(before: list[list[TypedLine]], lists: list[list[TypedLine]]) -> None:
    """Make one line of the words that withhold a list, alone before it, and of those that say how it is marked."""
    last, first = before[-1], lists[0][0] if lists else TypedLine("", 0)
    typed = last[0].text if len(last) == 1 else ""
    if _WITHHOLDS.fullmatch(typed) and first.text.startswith("{."):
        before.pop()
        lists[0][0] = TypedLine(f"{typed.removesuffix('}')} {first.text.removeprefix('{')}", first.number)


def _shows(piece: Piece) -> bool:
    return isinstance(piece, NoteMark | WordPicture) or (isinstance(piece, Words) and bool(piece.text.strip()))


def _stands_at_an_end(block: WordParagraph, picture: WordPicture) -> bool:
    """Tell whether no words follow a picture in its paragraph, or none come before it."""
    index = block.pieces.index(picture)
    sides = (block.pieces[:index], block.pieces[index + 1 :])
    return any(not any(isinstance(one, Words) and one.text.strip() for one in side) for side in sides)
