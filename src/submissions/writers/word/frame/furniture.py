"""The head and foot of a frame's pages: the mark, the title from page 2, page numbers, the first page's letterhead."""

from __future__ import annotations

from typing import Final

from submissions.document import Design, Resource
from submissions.look import BLACK
from submissions.office.names import OFFICE, WORD, XML_HEAD
from submissions.writers.word.oxml import drawing, run, text_run

_SPACES: Final = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
_EMU: Final = 12_700
"""English metric units in a point, in which drawings are measured."""
_NUMBER: Final = 999
"""Of the logo among the drawings of a file: those of a document come behind it."""


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """Return a paragraph of runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def furniture_parts(design: Design, head: str) -> dict[str, str]:
    """Return the headers and footers, with what the first page has at its head."""
    line = (text_run("{{ header }}"), "<w:r><w:tab/></w:r>", text_run("{{ marking }}"))
    page = (text_run("{% if not cover %}"), text_run("{{r page_of }}"), text_run("{% endif %}"))
    foot = "".join(paragraph("Footer", _typed(words)) for words in design.look.foot)
    parts = {
        "header1": ("hdr", paragraph("Header", *line)),
        "header2": ("hdr", head + paragraph("HeaderFirst", text_run("{{ marking }}"), properties=_mark_side(design))),
        "footer1": ("ftr", paragraph("Footer", text_run("{{r page_of }}")) + foot),
        "footer2": ("ftr", paragraph("Footer", *page) + foot),
    }
    return {
        f"word/{name}.xml": f"{XML_HEAD}<w:{root} {_SPACES}>{content}</w:{root}>"
        for name, (root, content) in parts.items()
    }


def letterhead(design: Design) -> str:
    """Return the letterhead: the logo, the name of the house, its address; "" where the house gives none."""
    look, align = design.look, '<w:jc w:val="right"/>' if design.look.side == "end" else ""
    lines = []
    if design.logo is not None and look.logo is not None:
        lines.append(paragraph("HeaderFirst", _drawing(design), properties=align))
    accent = design.measures.heading_colour
    shown = "" if accent == BLACK else f'<w:color w:val="{accent.lstrip("#").upper()}" w:themeColor="accent1"/>'
    lines += [paragraph("HeaderFirst", _typed(line, shown), properties=align) for line in look.letterhead]
    return "".join(lines)


def _mark_side(design: Design) -> str:
    """Return where the mark stands on the first page: as on the others, or on the side that the letterhead leaves."""
    return "" if design.look.side == "end" and letterhead(design) else '<w:jc w:val="right"/>'


def logo_name(logo: Resource) -> str:
    """Return the name of the logo's file among the media."""
    return f"house.{logo.kind}"


def _typed(words: str, properties: str = "") -> str:
    """Return words of the house, in which no brace stands that could be a tag: `house.yaml` is read so."""
    return text_run(words, properties)


def _drawing(design: Design) -> str:
    """Return the logo as an inline drawing."""
    logo, picture = design.look.logo, design.logo
    if logo is None or picture is None:
        return ""
    width = round(logo.width * _EMU)
    size = width, round(width * picture.height / picture.width)
    return run(drawing(_NUMBER, "Logo", '<a:blip r:embed="rId1"/>', logo.alternative, size))
