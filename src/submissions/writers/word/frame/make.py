"""Make a Word frame from the measures of a class of document, byte for byte the same each time.

An office that wants what no `house.yaml` can say opens one in Word and changes it there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from submissions.document import Design
from submissions.look import PageMeasures
from submissions.office.names import OFFICE, WORD, XML_HEAD
from submissions.office.package import write_parts
from submissions.writers.own_faces import NO_FACES, OwnFace
from submissions.writers.word.frame import furniture
from submissions.writers.word.frame.embedding import obfuscated, part_name
from submissions.writers.word.frame.levels import numbering_part
from submissions.writers.word.frame.style_xml import twentieths
from submissions.writers.word.frame.styles import styles_part
from submissions.writers.word.frame.theme import font_part, theme_part
from submissions.writers.word.oxml import text_run
from submissions.writers.word.parts import content_types, relationships_in_order

_SPACES: Final = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'


def _settings_part(*, embeds: bool) -> str:
    """Return the settings: today's layout rules, notes with separators, no update question on opening."""
    carries = "<w:embedTrueTypeFonts/>" if embeds else ""
    return (
        f'{XML_HEAD}<w:settings {_SPACES}><w:zoom w:percent="100"/>{carries}<w:defaultTabStop w:val="709"/>'
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


def _document_part(m: PageMeasures) -> str:
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
    sides = {"top": m.margin_top, "right": m.margin_end, "bottom": m.margin_bottom, "left": m.margin_start}
    margins = " ".join(f'w:{side}="{twentieths(value)}"' for side, value in sides.items())
    return (
        f"{XML_HEAD}<w:document {_SPACES}><w:body>{furniture.paragraph('BodyText', text_run('{{p body }}'))}"
        f'<w:sectPr>{references}<w:pgSz w:w="{twentieths(m.sheet_width)}" w:h="{twentieths(m.sheet_height)}"/>'
        f'<w:pgMar {margins} w:header="{twentieths(m.head_at)}" w:footer="{twentieths(m.foot_at)}" w:gutter="0"/>'
        '<w:cols w:space="709"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def _footnotes_part() -> str:
    """Return the two separators that the settings name; the writer makes this part anew with the notes."""
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identifier}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, identifier in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{XML_HEAD}<w:footnotes {_SPACES}>{notes}</w:footnotes>"


def _relationships(targets: list[tuple[str, str]]) -> bytes:
    """Return a relationships part of (kind, target) in the order of their identifiers."""
    return relationships_in_order((f"{OFFICE}/{kind}", target) for kind, target in targets)


@lru_cache(maxsize=16)
def make_frame(design: Design, own: tuple[OwnFace, ...] = NO_FACES) -> bytes:
    """Return a frame as the bytes of a Word file: its measures, and the house's name, address and logo in its head.

    `own` are faces of the house that the file carries.
    """
    m, head = design.measures, furniture.letterhead(design)
    names = ["styles", "numbering", "settings", "header1", "header2", "footer1", "footer2", "fontTable", "footnotes"]
    targets = [(name.rstrip("12"), f"{name}.xml") for name in names]
    texts = {
        "word/document.xml": _document_part(m),
        "word/styles.xml": styles_part(m),
        "word/numbering.xml": numbering_part(m),
        "word/settings.xml": _settings_part(embeds=bool(own)),
        "word/fontTable.xml": font_part(m, own),
        "word/footnotes.xml": _footnotes_part(),
        "word/theme/theme1.xml": theme_part(m),
        **furniture.furniture_parts(design, head),
    }
    parts = {name: text.encode("utf-8") for name, text in texts.items()}
    if design.logo is not None:
        logo = f"media/{furniture.logo_name(design.logo)}"
        parts["word/_rels/header2.xml.rels"] = _relationships([("image", logo)])
        parts[f"word/{logo}"] = design.logo.content
    if own:
        rows = [("font", part_name(index)) for index in range(len(own))]
        parts["word/_rels/fontTable.xml.rels"] = _relationships(rows)
        parts |= {f"word/{part_name(index)}": obfuscated(face) for index, face in enumerate(own)}
    return write_parts({
        "[Content_Types].xml": content_types(parts),
        "_rels/.rels": _relationships([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships([*targets, ("theme", "theme/theme1.xml")]),
        **parts,
    })  # fmt: skip
