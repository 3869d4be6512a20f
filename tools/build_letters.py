"""Make the Word files of the built-in letters from the words under `tools/letters/`, the same each time.

`python tools/build_letters.py` writes `templates/GROUP/NAME/LANGUAGE.docx` for each file `GROUP/NAME.LANGUAGE.txt`. The
styles, lists and pages are those of the house's letters; a test holds the files to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from letter_source import Line, TableRow, Typed, TypedTable, read_words
from lxml import etree

from submissions.catalogue import built_in_templates, open_catalogue
from submissions.document import Design
from submissions.languages import Language, script_of
from submissions.look import PageMeasures
from submissions.office.names import OFFICE, WORD, XML_HEAD, parse_part, part_bytes, w
from submissions.office.package import read_package, write_parts
from submissions.transforms.typography import set_words
from submissions.writers.word.frame.levels import FrameLevel
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.frame.style_xml import Style, numbered, spacing, text_width, twentieths
from submissions.writers.word.frame.variant import Variant, set_paragraph_directions, vary_styles
from submissions.writers.word.oxml import run, text_content
from submissions.writers.word.parts import content_types, relationships_in_order

ROOT: Final = Path(__file__).resolve().parents[1]
WORDS: Final = ROOT / "tools" / "letters"
LETTER: Final = Design("letter")
ROOM: Final = 25.0
"""Points: the height in which somebody writes one line by hand."""
SECTIONS: Final = 20
"""The number of the list that counts the sections of a form."""
_KEPT_MAX: Final = 6
"""Lines of words before a table that stay with it."""
_BEFORE_TABLE: Final = 5.0
"""Points between words and the table behind them."""
_TEXT: Final = ("normal", "body text", "lead-in", "small print")
"""The styles of words that say what a table below them is for."""
_KEPT_ROWS: Final = {"ruled": 0, "form": 4, "answers": 16}
"""A table of so many rows is never divided, by its style, unless its rows are ticked."""
NUMBERED: Final = "numbered heading"
TICK: Final = 21.0
"""Points: the height of a row that is ticked."""
_SPACES: Final = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
_NAME: Final = re.compile(r"(?P<name>[a-z-]+)\.(?P<language>[a-z]{2})\.txt")
_LOOKS: Final = re.compile(r"(\*\*.+?\*\*|\u2610)")
_BOX_FACE: Final = "Segoe UI Symbol"
_PARTS: Final = (
    "styles",
    "numbering",
    "settings",
    "header1",
    "header2",
    "footer1",
    "footer2",
    "fontTable",
    "footnotes",
)
_FIELDS: Final = re.compile(r"(?<!\{)\{(pages?)\}")
# Where the house prints its name at the head of the first page of the PDF, the sender stands there in Word.
_SENDER: Final = ("{%p if letterhead %}", "{{ organisation.name }}\n{{ organisation.address }}", "{%p endif %}")
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
# Stands for a tag while the words around it are set: a sign that nobody types.
_STAND_IN: Final = "\ue000"


@dataclass(frozen=True)
class Letter:
    """One letter in one language: its folder under templates, the code, its words, and the habits of the language."""

    folder: str
    language: str
    text: str
    page_of: str
    speech: Language

    @property
    def path(self) -> Path:
        """Where its Word file belongs."""
        return ROOT / "templates" / self.folder / f"{self.language}.docx"

    @property
    def variant(self) -> Variant:
        """Its language and direction, as the house's frames know them."""
        script = script_of(self.language)
        return Variant(script.word, script.direction, "a4", script.east_asian)


def letters() -> Iterator[Letter]:
    """Yield every letter, in the order of its path."""
    house = open_catalogue([built_in_templates()])[1].house
    for path in sorted(WORDS.rglob("*.txt")):
        named = _NAME.fullmatch(path.name)
        if named is None:
            raise ValueError(f"this is no name of a letter: {path.name}")
        folder = f"{path.parent.relative_to(WORDS).as_posix()}/{named['name']}"
        language = named["language"]
        page_of = str(house.labels[language]["page_of"])
        yield Letter(folder, language, path.read_text("utf-8"), page_of, house.languages[language])


def word_file(letter: Letter) -> bytes:
    """Return a letter as the bytes of a Word file."""
    measures = LETTER.measures
    parts = {name: part for name, part in read_package(make_frame(LETTER)).items() if not name.endswith(".rels")}
    styles = _styles(parts["word/styles.xml"], measures, letter.variant)
    identifiers = {
        str(name.get(w("val"))).lower(): str(style.get(w("styleId")))
        for style in styles.iter(w("style"))
        if (name := style.find(w("name"))) is not None
    }
    made = {
        "word/document.xml": _document(letter, measures, {**identifiers, NUMBERED: identifiers["heading 1"]}),
        "word/header1.xml": _furniture("hdr", "Header", "{{ case.short_title }}"),
        "word/header2.xml": _furniture("hdr", "HeaderFirst", *(_SENDER if "not letterhead" in letter.text else ()), ""),
        "word/footer1.xml": _furniture("ftr", "Footer", letter.page_of),
        "word/footer2.xml": _furniture("ftr", "Footer", letter.page_of),
    }
    roots = {name: parse_part(text.encode("utf-8")) for name, text in made.items()}
    if letter.variant.direction == "rtl":
        for root in roots.values():
            set_paragraph_directions(root)
    lists = _with_numbered_headings(parts["word/numbering.xml"], measures)
    roots |= {"word/styles.xml": styles, "word/numbering.xml": lists}
    parts |= {name: part_bytes(root) for name, root in roots.items()}
    parts.pop("[Content_Types].xml")
    targets = [(name.rstrip("12"), f"{name}.xml") for name in _PARTS]
    rows = [(f"{OFFICE}/{kind}", target) for kind, target in (*targets, ("theme", "theme/theme1.xml"))]
    return write_parts({
        "[Content_Types].xml": content_types(parts),
        "_rels/.rels": relationships_in_order([(f"{OFFICE}/officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": relationships_in_order(rows),
        **parts,
    })  # fmt: skip


def _styles(content: bytes, m: PageMeasures, variant: Variant) -> etree._Element:
    """Return the house's styles for a letter: headings without numbers, and tables that are filled in by hand."""
    root = parse_part(content)
    for style in root.iter(w("style")):
        if str(style.get(w("styleId"))) in ("Heading1", "Heading2", "Heading3"):
            for number in list(style.iter(w("numPr"))):
                number.getparent().remove(number)  # type: ignore[union-attr]
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'
        for side, width, colour in (("top", 6, "000000"), ("bottom", 6, "000000"), ("insideH", 4, "808080"))
    )
    cells = "".join(
        f'<w:{side} w:w="{twentieths(room)}" w:type="dxa"/>'
        for side, room in (("top", m.cell_padding), ("left", 0), ("bottom", m.cell_padding), ("right", m.cell_gap))
    )
    form = f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
    made = (
        Style("FormTable", "Form Table", "TableNormal", kind="table", extra=form),
        Style("FormText", "Form Text", "BodyText", "", spacing(0, 0)),
        Style("FormGap", "Form Gap", "TableGap", "", '<w:spacing w:line="240" w:lineRule="exact"/>'),
    )
    for one in made:
        root.append(etree.fromstring(f'<w:styles xmlns:w="{WORD}">{one.xml()}</w:styles>')[0])
    vary_styles(root, variant)
    return root


def _with_numbered_headings(content: bytes, m: PageMeasures) -> etree._Element:
    """Return the house's lists with one more: sections that count 1, 2, 3, their numbers in the margin."""
    root = parse_part(content)
    level = FrameLevel("decimal", "%1.", "", 0, twentieths(m.hang)).xml(0)
    level = re.sub("<w:rPr>.*</w:rPr>", "", level)  # a number looks as the heading that it counts
    made = (
        f'<w:abstractNum w:abstractNumId="{SECTIONS}"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>',
        f'<w:num w:numId="{SECTIONS}"><w:abstractNumId w:val="{SECTIONS}"/></w:num>',
    )
    kind, number = (etree.fromstring(f'<w:numbering xmlns:w="{WORD}">{one}</w:numbering>')[0] for one in made)
    root.insert(list(root).index(root.findall(w("num"))[0]), kind)
    root.append(number)
    return root


def _document(letter: Letter, m: PageMeasures, styles: Mapping[str, str]) -> str:
    """Return the text: its blocks, and one section with both margins alike, for either direction."""
    blocks = [_set(block, letter.speech) for block in read_words(letter.text)]
    rtl = letter.variant.direction == "rtl"
    kept = _kept(blocks)
    body = []
    for index, block in enumerate(blocks):
        follows = index + 1 < len(blocks) and isinstance(blocks[index + 1], TypedTable)
        if isinstance(block, TypedTable):
            gap = Line("form gap" if follows else "table gap", "")
            body += [_table(block, text_width(m), styles, rtl=rtl), _paragraph(gap, styles)]
        else:
            body.append(_paragraph(block, styles, keep=index in kept, after=_after(block, blocks[index + 1 :], m)))
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="rId{number}"/>'
        for number, (kind, which) in enumerate(
            (("header", "default"), ("header", "first"), ("footer", "default"), ("footer", "first")), 4
        )
    )
    side = twentieths((m.margin_start + m.margin_end) / 2)
    above, below = twentieths(m.margin_top), twentieths(m.margin_bottom)
    turned = "<w:bidi/>" * rtl
    return (
        f"{XML_HEAD}<w:document {_SPACES}><w:body>{''.join(body)}<w:sectPr>{references}"
        f'<w:pgSz w:w="{twentieths(m.sheet_width)}" w:h="{twentieths(m.sheet_height)}"/>'
        f'<w:pgMar w:top="{above}" w:right="{side}" w:bottom="{below}" w:left="{side}"'
        f' w:header="{twentieths(m.head_at)}" w:footer="{twentieths(m.foot_at)}" w:gutter="0"/>'
        f'<w:cols w:space="709"/><w:titlePg/>{turned}</w:sectPr></w:body></w:document>'
    )


def _set(block: Typed, speech: Language) -> Typed:
    """Return a block whose words have the spaces and quotation marks of the language, but for its tags."""
    if isinstance(block, Line):
        return replace(block, words=_with_typography(block.words, speech))
    rows = (replace(row, cells=tuple(_with_typography(cell, speech) for cell in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows))


def _with_typography(words: str, speech: Language) -> str:
    tags = iter(_TAG.findall(words))
    made = set_words(_TAG.sub(_STAND_IN, words), speech)
    return "".join(next(tags) if sign == _STAND_IN else sign for sign in made)


def _kept(blocks: Sequence[Typed]) -> frozenset[int]:
    """Return the paragraphs that stay with what follows: those between a heading and a table to be filled in."""
    kept: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, TypedTable) and block.style != "ruled":
            for at in range(index - 1, max(index - 1 - _KEPT_MAX, -1), -1):
                before = blocks[at]
                if isinstance(before, TypedTable) or before.style not in _TEXT:
                    break
                kept.add(at)
        elif isinstance(block, Line) and block.style == "closing":
            kept |= {index - 1}
    return frozenset(kept)


def _after(line: Line, rest: Sequence[Typed], m: PageMeasures) -> float:
    """Return the space behind a paragraph in points: before a table and after a list, else 0 for that of its style."""
    if line.style == "list bullet":
        said = next((one for one in rest if isinstance(one, TypedTable) or one.style != "normal"), None)
        return 0.0 if isinstance(said, Line) and said.style == "list bullet" else m.text_after
    is_before_table = bool(rest) and isinstance(rest[0], TypedTable) and "heading" not in line.style
    return _BEFORE_TABLE if is_before_table or line.style == "small print" else 0.0


def _paragraph(line: Line, styles: Mapping[str, str], *, keep: bool = False, after: float = 0.0) -> str:
    """Return a paragraph; `after` is the space behind it, in points, where it is not that of its style."""
    follows = "<w:keepNext/>" * keep
    page = "<w:pageBreakBefore/>" * line.new_page
    counted = numbered(SECTIONS) if line.style == NUMBERED else ""
    space = f'<w:spacing w:after="{twentieths(after)}"/>' if after else ""
    properties = f'<w:pStyle w:val="{styles[line.style]}"/>{follows}{page}{counted}{space}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(line.words)}</w:p>"


def _runs(words: str) -> str:
    """Return the runs of words: `**bold**`, a box to be ticked in a face that has it, and breaks of lines."""
    made = []
    for piece in _LOOKS.split(words):
        bold = piece.startswith("**") and len(piece) > len("****")
        looks = "<w:b/><w:bCs/>" if bold else _box(piece)
        text = piece.removeprefix("**").removesuffix("**") if bold else piece
        content = "<w:br/>".join(text_content(one) for one in text.split("\n"))
        made += [run(content, looks)] if content else []
    return "".join(made)


def _box(piece: str) -> str:
    faces = " ".join(f'w:{script}="{_BOX_FACE}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {faces}/>" if piece == "\u2610" else ""


def _table(table: TypedTable, measure: int, styles: Mapping[str, str], *, rtl: bool) -> str:
    """Return a table; its first column is its heads where it has no row of them."""
    total = sum(table.widths)
    widths = [round(measure * share / total) for share in table.widths]
    heads = any(row.kind == "head" for row in table.rows)
    left = not heads
    by_hand = any(row.rooms or row.kind == "tick" for row in table.rows)
    style, text = ("form table", "form text") if by_hand else ("ruled table", "table text")
    bits = 0x0400 | 0x0020 * heads | 0x0080 * left
    look = (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(heads)}" w:lastRow="0" w:firstColumn="{int(left)}"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = len(table.rows) <= _KEPT_ROWS[table.style] and not any(row.kind == "tick" for row in table.rows)
    last = len(table.rows) - 1
    rows = "".join(
        _row(row, widths, styles, text, keep=row.kind == "head" or (whole and index < last))
        for index, row in enumerate(table.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles[style]}"/>{"<w:bidiVisual/>" * rtl}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: TableRow, widths: list[int], styles: Mapping[str, str], text: str, *, keep: bool) -> str:
    room = TICK if row.kind == "tick" else ROOM * row.rooms
    height = f'<w:trHeight w:val="{twentieths(room)}" w:hRule="atLeast"/>' if room else ""
    head = "<w:tblHeader/>" if row.kind == "head" else ""
    words = [*row.cells, *[""] * (len(widths) - len(row.cells))]
    style = "table heading" if row.kind == "head" else text
    paragraphs = [_paragraph(Line(style, cell), styles, keep=keep) for cell in words]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
        for paragraph, width in zip(paragraphs, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _furniture(kind: str, style: str, *lines: str) -> str:
    """Return a header or footer, a paragraph a line."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    paragraphs = "".join(f"<w:p>{look}{_with_numbers(line)}</w:p>" for line in lines)
    return f"{XML_HEAD}<w:{kind} {_SPACES}>{paragraphs}</w:{kind}>"


def _with_numbers(pattern: str) -> str:
    """Return the runs of words such as "Page {page} of {pages}", with both numbers as fields."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    return "".join(
        f'<w:fldSimple w:instr=" {fields[piece]} ">{run(text_content("1"))}</w:fldSimple>'
        if index % 2
        else _runs(piece)
        for index, piece in enumerate(_FIELDS.split(pattern))
    )


def main() -> None:
    """Write every letter into its template."""
    for letter in letters():
        letter.path.parent.mkdir(parents=True, exist_ok=True)
        letter.path.write_bytes(word_file(letter))


if __name__ == "__main__":
    main()
