"""Forms: content controls, boxes to tick, underlined blanks, certificates, fields, footnotes."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

from typing import Final

from docx.document import Document as Opened
from docx.shared import Pt

from letterheads import DEFAULT, SPACES, letterhead, style, styles, text_box
from letterheads import paragraph as raw_paragraph
from office_templates.hostile import ACTS, FACTS, FULL, OFFICE, PUBLIC, SHORT, STATE, TITLE
from office_templates.making import office, raw, set_paragraph, typed
from office_templates.records import OfficeTemplate

_BOX: Final = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
)


def _controls(inner: str, tag: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="Field"/><w:tag w:val="{tag}"/><w:text/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def _blanks(opened: Opened) -> None:
    """Type blanks as people do: underlined spaces and tabs behind a name."""
    paragraph = opened.add_paragraph("Name: ")
    paragraph.add_run("  {{ (people|first).full }}  ").underline = True
    paragraph = opened.add_paragraph("Signed at ____________ on ________________")
    paragraph = opened.add_paragraph("For ")
    paragraph.add_run("\t{{ organisation.name }}\t").underline = True


def _bordered(opened: Opened) -> None:
    for words, size in (
        ("CERTIFICATE", 26),
        ("This is to certify that {{ (people|first).full }} …", 14),
        ("{{ date }}", 11),
    ):
        paragraph = opened.add_paragraph()
        run = paragraph.add_run(words)
        run.font.size, run.small_caps = Pt(size), True
        edges = "".join(
            f'<w:{side} w:val="double" w:sz="12" w:space="4" w:color="806000"/>'
            for side in ("top", "left", "bottom", "right")
        )
        set_paragraph(paragraph, f"<w:pBdr>{edges}</w:pBdr>")


def _noted() -> bytes:
    """Return a file with notes of its own, a tag in one of them, and one in each turn of a loop."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
        for number, words in ((1, "See {{ case.short_title }}."), (2, "In {{ event.place }}."))
    )
    marks = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    mark = '<w:r><w:footnoteReference w:id="{0}"/></w:r></w:p>'
    body = (
        raw_paragraph("Of {{ case.id }}").replace("</w:p>", mark.format(1))
        + raw_paragraph("{%p for event in events[:2] %}")
        + raw_paragraph("{{ event.date }}").replace("</w:p>", mark.format(2))
        + raw_paragraph("{%p endfor %}")
        + raw_paragraph("{{ texts.facts }}")
    )
    return letterhead(
        body, made_styles=styles(style("Normal", "Normal", more=DEFAULT)),
        parts={"word/footnotes.xml": f"<w:footnotes {SPACES}>{marks}{notes}</w:footnotes>"},
    )  # fmt: skip


TEMPLATES: Final = {
    "notes-of-its-own": OfficeTemplate(
        _noted, ("Of hostile¹", f"{ACTS[0][2]}²", f"{ACTS[1][2]}³", FACTS[0].replace("¹", "⁴"), *FACTS[1:]),
        page=("Of hostile¹", f"{ACTS[0][2]}²", f"{ACTS[1][2]}³", FACTS[0].replace("¹", "⁴"), *FACTS[1:],
              f"¹See {SHORT}.", f"²In {ACTS[0][4]}.", f"³In {ACTS[1][4]}.", "⁴Statement of 4 June 2020 & {{ more }}."),
    ),
    "boxes-in-a-loop": OfficeTemplate(
        office(typed("{%p for event in events[:2] %}"), raw(f'<w:p><w:r><w:t xml:space="preserve">{{{{ event.date }}}}</w:t></w:r>{text_box("{{ event.place }}")}</w:p>'),
               typed("{%p endfor %}")),
        (ACTS[0][2], ACTS[0][4], ACTS[1][2], ACTS[1][4]), told=("W388",),
    ),
    "comments-in-a-loop": OfficeTemplate(
        office(typed("{%p for event in events[:2] %}", "{{ event.place }}"), lambda opened: opened.add_comment(opened.paragraphs[-1].runs[0], text="Ask {{ event.date }}", author="a"),
               typed("{%p endfor %}")),
        (ACTS[0][4], ACTS[1][4]), told=("W373",),
    ),
    "checklist": OfficeTemplate(
        office(
            raw(f"<w:p>{_BOX}<w:r><w:t xml:space=\"preserve\"> Power of attorney of {{{{ (people|first).full }}}}</w:t></w:r></w:p>"
                f"<w:p>{_BOX}<w:r><w:t xml:space=\"preserve\"> Judgment</w:t></w:r></w:p>"),
            typed("{{ '☒' if annexes else '☐' }} {{ annexes|length }} annex"),
        ),
        (f"☐ Power of attorney of {FULL}", "☐ Judgment", "☒ 1 annex"),
    ),
    "controls-around": OfficeTemplate(
        office(
            raw(
                _controls("<w:p><w:r><w:t>{{ case.title }}</w:t></w:r></w:p>", "title")
                + f"<w:p><w:r><w:t xml:space=\"preserve\">In </w:t></w:r>{_controls('<w:r><w:t>{{ state.name }}</w:t></w:r>')}<w:r><w:t>.</w:t></w:r></w:p>"
                + _controls("<w:p><w:r><w:t>{%p for event in events[:2] %}</w:t></w:r></w:p><w:p><w:r><w:t>{{ event.place }}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>")
            ),
        ),
        (TITLE, f"In {STATE}.", ACTS[0][4], ACTS[1][4]),
    ),
    "underlined-blanks": OfficeTemplate(
        office(_blanks), (f"Name: {FULL}", "Signed at ____________ on ________________", f"For {OFFICE}"), told=("W381",),
    ),
    "certificate": OfficeTemplate(
        office(_bordered), ("CERTIFICATE", f"This is to certify that {FULL} …", "1 March 2026"),
        ("CERTIFICATE", f"This is to certify that {PUBLIC} …", "1 March 2026"),
    ),
    "german-styles": OfficeTemplate(
        lambda: letterhead(
            raw_paragraph("Vollmacht", "berschrift1") + raw_paragraph("{{ case.title }} / {{ (people|first).full }}", "Standard"),
            made_styles=styles(style("Standard", "Normal", more=DEFAULT), style("berschrift1", "heading 1", based="Standard", paragraph='<w:outlineLvl w:val="0"/>', run="<w:b/>")),
        ),
        ("Vollmacht", f"{TITLE} / {FULL}"),
    ),
    "no-styles-at-all": OfficeTemplate(
        lambda: letterhead(raw_paragraph("{{ case.title }}") + raw_paragraph("{{ texts.facts }}")), (TITLE, *FACTS),
    ),
}  # fmt: skip
