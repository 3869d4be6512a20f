"""Tables: rows, columns and cells of loops, colours, merges, invoices, chronologies, schedules."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

from typing import Final

from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm
from docx.table import Table as OpenedTable
from lxml import etree

from office_templates.hostile import (
    ACTS,
    COUNSEL,
    FULL,
    OFFICE,
    PAIRS,
    PUBLIC,
    SECOND,
    SHORT,
    STATE,
    said,
)
from office_templates.making import headed, office, picture, raw, rows, typed
from office_templates.records import OfficeTemplate
from submissions.office.names import w


def _headed_row(table: OpenedTable) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    etree.SubElement(properties, w("tblHeader"))


def _landscape(opened: Opened) -> None:
    section = opened.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _portrait(opened: Opened) -> None:
    section = opened.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width


def _nested(opened: Opened) -> None:
    """Put a table into a cell, as layouts have it: the table of tags stands within."""
    outer = opened.add_table(1, 2).cell(0, 1)
    outer.text = "Annexes of {{ case.short_title }}"
    inner = outer.add_table(3, 2)
    for number, row in enumerate(
        (("{%tr for annex in annexes %}", ""), ("{{ annex.number }}", "{{ annex.title }}"), ("{%tr endfor %}", ""))
    ):
        for at, text in enumerate(row):
            inner.cell(number, at).text = text
    outer.add_paragraph()


_DATES: Final = tuple((when, said(text), place) for _, _, when, text, place in ACTS)

TEMPLATES: Final = {
    "chronology": OfficeTemplate(
        office(
            typed("CHRONOLOGY"), _landscape,
            rows(("No.", "Date", "Event", "Place"), ("{%tr for event in events %}", "", "", ""),
                 ("{{ loop.index }}", "{{ event.date }}", "{{ event.text }}", "{{ event.place|default('–') }}"), ("{%tr endfor %}", "", "", ""),
                 looks=_headed_row),
            _portrait, typed("Made on {{ date }}."),
        ),
        ("CHRONOLOGY", "No.", "Date", "Event", "Place",
         *(cell for number, row in enumerate(_DATES, 1) for cell in (str(number), *row)), "Made on 1 March 2026."),
        ("CHRONOLOGY", "No.", "Date", "Event", "Place",
         *(cell.replace(FULL, PUBLIC) for number, row in enumerate(_DATES, 1) for cell in (str(number), *row)), "Made on 1 March 2026."),
    ),
    "witness-list": OfficeTemplate(
        office(
            rows(("Who", "About"), ("{%tr for pair in recommendations %}", ""), ("{{ pair.addressee }}", "{{ pair.measures|length }}"),
                 ("{%tr for measure in pair.measures %}", ""), ("{{ loop.index }}.", "{{ measure }}"), ("{%tr endfor %}", ""),
                 ("{%tr endfor %}", "")),
        ),
        ("Who", "About", *(cell for who, measures in PAIRS for cell in
                           (who, str(len(measures)), *(one for n, m in enumerate(measures, 1) for one in (f"{n}.", m))))),
    ),
    "fee-table": OfficeTemplate(
        office(
            typed("Fees of {{ organisation.name }}"),
            rows(("Work", "Hours"), ("{%tr for event in events %}", ""), ("{{ event.place }}", "{{ loop.index * 10 }}"), ("{%tr endfor %}", ""),
                 ("Sum", "{{ events|length * 25 }} of {{ [3, 4]|sum }}; {{ (7 / 2)|round(1) }}; {{ 7 // 2 }}; {{ 7 % 4 }}"),
                 ("{% if events|length >= 4 %}Many{% else %}Few{% endif %}", "{{ [5, 2, 9]|max }}, {{ [5, 2, 9]|min }}")),
        ),
        (f"Fees of {OFFICE}", "Work", "Hours", *(cell for n, act in enumerate(ACTS, 1) for cell in (act[4], str(n * 10))),
         "Sum", "100 of 7; 3.5; 3; 3", "Many", "9, 2"),
    ),
    "columns-of-a-loop": OfficeTemplate(
        office(
            rows(("{%tc for pair in recommendations %}", "{{ pair.addressee }}", "{%tc endfor %}"),
                 ("{%tc for pair in recommendations %}", "{{ pair.measures|join(' / ') }}", "{%tc endfor %}")),
        ),
        (*(who for who, _ in PAIRS), *(" / ".join(measures) for _, measures in PAIRS)),
    ),
    "rows-and-columns": OfficeTemplate(
        office(
            rows(("", "{%tc for event in events[:2] %}", "{{ event.date }}", "{%tc endfor %}"), ("{%tr for person in people %}", "", "", ""),
                 ("{{ person.full }}", "{%tc for event in events[:2] %}", "{{ event.place }}", "{%tc endfor %}"), ("{%tr endfor %}", "", "", "")),
        ),
        (ACTS[0][2], ACTS[1][2], *(cell for who in (FULL, SECOND, COUNSEL) for cell in (who, ACTS[0][4], ACTS[1][4]))),
    ),
    "coloured-and-merged": OfficeTemplate(
        office(
            rows(("{% colspan 2 %}{{ case.short_title }}", ), ("x",)),
            rows(("{%tr for event in events[:3] %}", ""), ("{% vm %}{{ case.short_title }}", "{% cellbg 'F2F2F2' if loop.index is odd else 'FFFFFF' %}{{ event.date }}"),
                 ("{%tr endfor %}", "")),
            rows(("{%tc for event in events %}", "{% hm %}{{ state.name }}", "{%tc endfor %}"), ("{%tc for event in events %}", "{{ event.place }}", "{%tc endfor %}")),
        ),
        (SHORT, "x", SHORT, *(act[2] for act in ACTS[:3]), STATE, *(act[4] for act in ACTS)),
    ),
    "conditions-in-rows": OfficeTemplate(
        office(
            typed("{%p for annex in annexes %}", "{{ annex.anchor }}: {{ annex.title }}", "{%p endfor %}"),
            rows(("{%tr for event in events %}", ""),
                 ("{{ event.date }}", "{%p if event.annexes %}\nSee {{ event.annexes|join(', ') }}.\n{%p else %}\nNo annex.\n{%p endif %}"),
                 ("{%tr endfor %}", ""), ("{%tr if audience == 'public' %}", ""), ("For the public", "{{ date }}"),
                 ("{%tr else %}", ""), ("For the Committee", "{{ date }}"), ("{%tr endif %}", "")),
        ),
        ("Annex 1: Judgment & <opinion>", ACTS[0][2], "See Annex 1.", *(cell for act in ACTS[1:] for cell in (act[2], "No annex.")), "For the Committee", "1 March 2026"),
        ("Annex 1: Judgment & <opinion>", ACTS[0][2], "See Annex 1.", *(cell for act in ACTS[1:] for cell in (act[2], "No annex.")), "For the public", "1 March 2026"),
    ),
    "table-in-a-table": OfficeTemplate(
        office(_nested),
        (f"Annexes of {SHORT}", "1", "Judgment & <opinion>"),
    ),
    "bilingual": OfficeTemplate(
        office(
            raw('<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid><w:tr>'
                '<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr><w:p><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>Power of {{ (people|first).full }}</w:t></w:r></w:p></w:tc>'
                '<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr>'
                '<w:t xml:space="preserve">توكيل من {{ (people|first).full }} بتاريخ {{ date }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'),
            typed("End"),
        ),
        (f"Power of {FULL}", f"توكيل من {FULL} بتاريخ 1 March 2026", "End"),
        page=(f"Power of {FULL}", "End"),
    ),
    "pictures-in-a-loop": OfficeTemplate(
        office(
            typed("{%p for event in events[:3] %}", "{{ event.place }}"),
            lambda opened: opened.add_paragraph().add_run().add_picture(picture(), width=Cm(2))._inline.docPr.set("descr", "A seal"),
            typed("{%p endfor %}"),
        ),
        tuple(act[4] for act in ACTS[:3]),
    ),
    "schedule-of-annexes": OfficeTemplate(
        office(
            headed("{{ organisation.name }}"),
            typed("{% for annex in annexes %}{{ annex.anchor }}: {{ annex.title }}, {{ annex.date }}{{ '; ' if not loop.last }}{% else %}No annex{% endfor %}.",
                  "{{ annexes|length }} annex{{ 'es' if annexes|length != 1 }}, see {{ annex('paper') }}."),
        ),
        ("Annex 1: Judgment & <opinion>, 4 March 2021.", "1 annex, see Annex 1."),
        beside=(OFFICE,), told=("N385",),
    ),
}  # fmt: skip
