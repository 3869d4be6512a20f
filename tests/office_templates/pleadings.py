"""Pleadings: typed and counted numbers, notes, contents, sections, columns, lists that begin anew."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

from typing import Final

from docx.document import Document as Opened
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from lxml import etree

from letterheads import SPACES, field
from office_templates.hostile import ACTS, COUNSEL, FACTS, FULL, LAW, OFFICE, PAIRS, SECOND, SHORT, STATE, TITLE, said
from office_templates.making import counted, headed, office, raw, typed
from office_templates.records import OfficeTemplate
from submissions.office.names import w


def _two_columns(opened: Opened) -> None:
    section = opened.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(w("cols"))
    columns.set(w("num"), "2")
    columns.set(w("space"), "720")


def _broken(opened: Opened) -> None:
    """Type a loop whose every turn begins a page: a break before each but the first."""
    opened.add_paragraph("{%p for event in events[:3] %}")
    paragraph = opened.add_paragraph("{{ event.date }}: {{ event.place }}")
    opened.add_paragraph("{%p if not loop.last %}")
    opened.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    opened.add_paragraph("{%p endif %}")
    opened.add_paragraph("{%p endfor %}")
    del paragraph


def _linked(opened: Opened) -> None:
    headed("{{ case.short_title }}")(opened)
    typed("One")(opened)
    opened.add_section(WD_SECTION.NEW_PAGE)
    typed("Two of {{ case.title }}")(opened)
    opened.add_section(WD_SECTION.NEW_PAGE)
    headed("{{ organisation.name }}", section=2)(opened)
    typed("Three")(opened)


def raw_runs(xml: str) -> list[object]:
    """Return runs of raw XML."""
    return list(etree.fromstring(f"<w:p {SPACES}>{xml}</w:p>"))


_CONTENTS: Final = r'TOC \o "1-2" \h'

TEMPLATES: Final = {
    "typed-numbers": OfficeTemplate(
        office(
            typed("IN THE COURT OF {{ state.name|upper }}", "{{ case.title }}"), lambda opened: opened.add_heading("I.\tFACTS", 1),
            typed("1.\tThe claimant, {{ (role('complainant')|first).full }}, acts by {{ (role('counsel')|first).full }}.",
                  "2.\t{{ texts.law }}", "a)\tfirst,", "b)\tsecond."),
        ),
        (f"IN THE COURT OF {STATE.upper()}", TITLE, "I. FACTS", f"1. The claimant, {SECOND}, acts by {COUNSEL}.", f"2. {LAW}", "a) first,", "b) second."),
        told=("W381",),
    ),
    "counted-affidavit": OfficeTemplate(
        office(
            typed("AFFIDAVIT"),
            counted((0, "The deponent"), (1, "I am {{ (people|first).full }}."), (1, "I say of {{ case.short_title }}:"), (-1, "{%p for event in events[:2] %}"),
                    (2, "{{ event.date }}, {{ event.place }};"), (-1, "{%p endfor %}"), (0, "The law"), (1, "{{ texts.law }}"), (2, "so it is")),
        ),
        ("AFFIDAVIT", "The deponent", f"I am {FULL}.", f"I say of {SHORT}:", *(f"{act[2]}, {act[4]};" for act in ACTS[:2]), "The law", LAW, "so it is"),
        page=("AFFIDAVIT", "1.The deponent", f"1.1I am {FULL}.", f"1.2I say of {SHORT}:", f"(a){ACTS[0][2]}", f"(b){ACTS[1][2]}", "2.The law",
              f"2.1{LAW}", "(a)so it is"),
    ),
    "lists-that-begin-anew": OfficeTemplate(
        office(
            counted((-1, "{%p for pair in recommendations %}"), (-1, "To {{ pair.addressee }}:"), (-1, "{%p for measure in pair.measures %}"),
                    (0, "{{ measure }}"), (-1, "{%p endfor %}"), (-1, "{%p endfor %}"), (-1, "End.")),
        ),
        (*(line for who, measures in PAIRS for line in (f"To {who}:", *measures)), "End."),
        page=tuple(line for who, measures in PAIRS for line in (f"To {who}:", *(f"{n}.{m}" for n, m in enumerate(measures, 1)))),
    ),
    "page-for-each": OfficeTemplate(
        office(_broken), tuple(f"{act[2]}: {act[4]}" for act in ACTS[:3]),
    ),
    "linked-sections": OfficeTemplate(
        office(_linked), ("One", f"Two of {TITLE}", "Three"), beside=(SHORT, OFFICE), told=("N385",),
    ),
    "two-columns": OfficeTemplate(
        office(typed("{{ case.title }}"), _two_columns, typed("{%p for event in events %}", "{{ event.text }}", "{%p endfor %}")),
        (TITLE, *(said(act[3]) for act in ACTS)), told=("W381",),
    ),
    "headings-with-tags": OfficeTemplate(
        office(
            lambda opened: opened.add_heading("The case of {{ (people|first).full }}", 1),
            typed("{%p for event in events[:2] %}"), lambda opened: opened.add_heading("{{ event.date|capitalize }} in {{ event.place }}", 2),
            typed("{{ event.text }}", "{%p endfor %}"),
        ),
        (f"The case of {FULL}", *(line for act in ACTS[:2] for line in (f"{act[2]} in {act[4]}", said(act[3])))),
    ),
    "contents-and-page-numbers": OfficeTemplate(
        office(
            raw(f"<w:p>{field(_CONTENTS, 'Press F9')}</w:p>"),
            lambda opened: opened.add_heading("Facts of {{ case.short_title }}", 1), typed("{{ texts.facts }}"),
            lambda opened: opened.sections[0].footer.paragraphs[0]._p.extend(raw_runs(field("PAGE") + field("NUMPAGES"))),
        ),
        ("Page", f"Facts of {SHORT} 2", f"Facts of {SHORT}", *FACTS),
        page=("Page", f"Facts of {SHORT}", *FACTS),
        beside=("11",),
    ),
    "table-of-authorities": OfficeTemplate(
        office(
            typed("AUTHORITIES"),
            typed("{%p for name, group in events|groupby('place') %}", "{{ name }}: {{ group|map(attribute='date')|and_list }}", "{%p endfor %}"),
            typed("{{ events|selectattr('place', 'given')|map(attribute='place')|sort|join('\\n') }}"),
        ),
        ("AUTHORITIES", *(f"{act[4]}: {act[2]}" for act in sorted(ACTS, key=lambda act: act[4])), " ".join(sorted(act[4] for act in ACTS))),
    ),
}  # fmt: skip
