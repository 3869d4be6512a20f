"""Word files of prose as the tests make them: raw XML, so that everything that Word writes can stand in one."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image

from submissions.drafted.opening import read_word_prose
from submissions.findings import Finding, Place
from submissions.office.package import write_parts

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_LEVELS: Final = {
    "bullets": ("bullet", "•"),
    "figures": ("decimal", "%1."),
    "letters": ("lowerLetter", "(%1)"),
    "romans": ("lowerRoman", "(%1)"),
    "capitals": ("upperLetter", "%1."),
    "words": ("ordinalText", "%1"),
    "blanks": ("bullet", " "),
}
LISTS: Final = {name: str(index) for index, name in enumerate(_LEVELS, 1)}
"""The number of each list by its name."""


def _numbering() -> str:
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{LISTS[name]}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text.replace("%1", f"%{level + 1}")}"/>'
            f'<w:pPr><w:ind w:left="{360 * (level + 1)}"/></w:pPr></w:lvl>'
            for level in range(3)
        )
        + "</w:abstractNum>"
        for name, (form, text) in _LEVELS.items()
    )
    numbers = "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in LISTS.values())
    return f"<w:numbering {_SPACES}>{abstracts}{numbers}</w:numbering>"


def _styles() -> str:
    def style(identifier: str, name: str, paragraph: str = "", words: str = "") -> str:
        based = "" if identifier == "Normal" else '<w:basedOn w:val="Normal"/>'
        default = ' w:default="1"' if identifier == "Normal" else ""
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{identifier}"><w:name w:val="{name}"/>{based}'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
        )

    rows = [style("Normal", "Normal"), style("Titre1", "heading 1", words="<w:b/>"), style("Titre2", "heading 2")]
    rows += [style("Citation", "Quote", words="<w:i/>"), style("Legende", "caption"), style("Titre", "Title")]
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    return f"<w:styles {_SPACES}>{defaults}{''.join(rows)}</w:styles>"


@cache
def picture(form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 4), "navy").save(stream, form)
    return stream.getvalue()


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; what is no XML becomes a run."""
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def item(words: str, kind: str, level: int = 0) -> str:
    mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{LISTS[kind]}"/></w:numPr>'
    return p(words, properties=mark)


def note(identifier: int = 1, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def field(instruction: str, result: str) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{signs[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{signs[1]}{run(result)}{signs[2]}"


def table(*rows: list[str], look: str = "04A0", cells: Mapping[str, str] | None = None) -> str:
    """Return a table; `cells` has properties of cells by their words."""

    def cell(words: str) -> str:
        block = words if words.startswith("<") else p(words)
        return f"<w:tc><w:tcPr>{(cells or {}).get(words, '')}</w:tcPr>{block}</w:tc>"

    made = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblLook w:val="{look}"/></w:tblPr>{made}</w:tbl>'


def shown(alternative: str = "A gate", *, inside: str = "", frame: str = "inline", link: str = 'r:embed="rId9"') -> str:
    """Return a run with the picture of the file; `inside` stands in its filling."""
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:extent cx="2857500" cy="1428750"/><wp:docPr id="1" name="P" '
        f'descr="{alternative}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:blipFill><a:blip {link}/>{inside}</pic:blipFill><pic:spPr/></pic:pic>"
        f"</a:graphicData></a:graphic></wp:{frame}></w:drawing></w:r>"
    )


def word_file(
    *body: str, notes: tuple[str, ...] = (), endnotes: tuple[str, ...] = (), changes: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a Word file with blocks in its body and the blocks of its notes; `changes` are parts put in or changed."""
    made = {kind: texts for kind, texts in (("footnote", notes), ("endnote", endnotes)) if texts}
    kinds = ("styles", "numbering", *(f"{kind}s" for kind in made))
    rows = [f'Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"' for index, kind in enumerate(kinds, 1)]
    parts = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        **{f"word/{kind}s.xml": _notes(kind, texts) for kind, texts in made.items()},
        "_rels/.rels": _relations(f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"'),
        "word/_rels/document.xml.rels": _relations(
            *rows, *_OUTSIDE, *([_HEAD] if "word/header1.xml" in (changes or {}) else [])
        ),
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{_DEFAULTS}'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    }
    encoded = {name: text.encode("utf-8") for name, text in parts.items()}
    return write_parts({**encoded, "word/media/image1.png": picture(), **(changes or {})})


_DEFAULTS: Final = "".join(
    f'<Default Extension="{ending}" ContentType="{kind}"/>'
    for ending, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    )
)
_HEAD: Final = f'Id="rId7" Type="{_OFFICE}/header" Target="header1.xml"'
_OUTSIDE: Final = (
    f'Id="rId9" Type="{_OFFICE}/image" Target="media/image1.png"',
    f'Id="rId8" Type="{_OFFICE}/hyperlink" TargetMode="External" Target="https://example.org/a_b?x=1&amp;copy;=2"',
)


def _notes(kind: str, texts: tuple[str, ...]) -> str:
    made = "".join(f'<w:{kind} w:id="{index}">{text}</w:{kind}>' for index, text in enumerate(texts, 1))
    return f"<w:{kind}s {_SPACES}>{made}</w:{kind}s>"


def _relations(*rows: str) -> str:
    made = "".join(f"<Relationship {row}/>" for row in rows)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def read(content: bytes, folder: Path, name: str = "facts.docx") -> tuple[str, list[Finding]]:
    """Return the Markdown of a Word file, "" where it cannot be read, and all findings."""
    path = folder / name
    path.write_bytes(content)
    prose, findings = read_word_prose(path, name, Place("case.yaml", 3, 5), f"{name}/")
    return ("" if prose is None else prose.text), findings


_NOTE: Final = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]*\](?:\{[^}]*\})?)*)\]")
_EMPHASIS: Final = re.compile(r"(\*\*|(?<!\*)\*(?!\*))")


def typed_in_word(prose: str) -> bytes:
    """Return a Word file in which somebody typed what stands in a piece of Markdown, with Word's own means.

    Headings, quotations, bullets, emphasis and notes are Word's; people, sources and references stay as they are typed.
    """
    body: list[str] = []
    notes: list[str] = []
    for block in re.split(r"\n\s*\n", prose.strip()):
        lines = [line.strip() for line in block.split("\n")]
        text = " ".join(lines)
        heading = re.match(r"(#+) ", text)
        if heading:
            body.append(p(_runs(text[heading.end() :], notes), style=f"Titre{len(heading[1]) - 1}"))
        elif text.startswith(">"):
            body.append(p(_runs(re.sub(r"(^|\s)>\s?", " ", text).strip(), notes), style="Citation"))
        elif text.startswith("- "):
            items = re.split(r"(?:^|\n)- ", "\n".join(lines))[1:]
            body += [item(_runs(" ".join(one.split()), notes), "bullets") for one in items]
        else:
            body.append(p(_runs(text, notes)))
    return word_file(*body, notes=tuple(p(one) for one in notes))


def _runs(text: str, notes: list[str]) -> str:
    """Return the runs of a text; the texts of its notes are added to those of the file."""
    made, start = "", 0
    for match in _NOTE.finditer(text):
        notes.append(_emphasised(match[1]))
        made += _emphasised(text[start : match.start()]) + note(len(notes))
        start = match.end()
    return made + _emphasised(text[start:])


def _emphasised(text: str) -> str:
    made, looks = "", {"*": False, "**": False}
    for piece in _EMPHASIS.split(text):
        if piece in looks:
            looks[piece] = not looks[piece]
        elif piece:
            made += run(html.escape(piece, quote=False), "<w:b/>" * looks["**"] + "<w:i/>" * looks["*"])
    return made
