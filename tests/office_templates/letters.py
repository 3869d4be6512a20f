"""Letters, faxes, press releases, mails: what an office sends."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

from typing import Final

from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt, RGBColor

from office_templates.hostile import (
    ACTS,
    CITY,
    COUNSEL,
    FACTS,
    FULL,
    LAW,
    OFFICE,
    PAIRS,
    PUBLIC,
    SECOND,
    SECOND_PUBLIC,
    SHORT,
    STATE,
    STREET,
    TITLE,
    said,
)
from office_templates.making import boxed, cut, headed, office, picture, raw, rows, typed
from office_templates.records import OfficeTemplate


def _logo(opened: Opened) -> None:
    opened.sections[0].header.paragraphs[0].add_run().add_picture(picture(), width=Cm(2))


def _three_fonts(opened: Opened) -> None:
    """Type a paragraph as one that was pasted together: three faces, sizes and colours, one tag over two of them."""
    paragraph = opened.add_paragraph()
    for words, face, size, colour in (
        ("To: ", "Garamond", 13, "203040"), ("{{ state", "Calibri", 10.5, "000000"), (".name }}", "Calibri", 10.5, "000000"),
        (", in ", "Times New Roman", 12, "A00000"), ("{{ case.short_title }}", "Courier New", 9, "00A000"),
    ):  # fmt: skip
        run = paragraph.add_run(words)
        run.font.name, run.font.size, run.font.color.rgb = face, Pt(size), RGBColor.from_string(colour)


def _signed(opened: Opened) -> None:
    paragraph = opened.add_paragraph("\n\n")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    cut(paragraph, "{{ (role('coun¦sel')|first).full }}")
    paragraph.add_run().add_break()
    paragraph.add_run("{{ (role('counsel')|first).position }}").italic = True


def _first_page(opened: Opened) -> None:
    section = opened.sections[0]
    section.different_first_page_header_footer = True
    opened.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ organisation.name }}, first page"
    section.header.paragraphs[0].text = "{{ case.short_title }}, odd"
    section.even_page_header.paragraphs[0].text = "{{ case.short_title }}, even"
    section.first_page_footer.paragraphs[0].text = "{{ organisation.email }}"
    for number in range(3):
        opened.add_paragraph("{{ case.title }} " + f"page {number + 1}")
        if number < 2:
            opened.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


TEMPLATES: Final = {
    "letterhead": OfficeTemplate(
        office(
            _logo, boxed("{{ organisation.website }}"), headed("", "{{ organisation.name }} – {{ organisation.email }}"),
            typed("{{ organisation.address }}", "{{ date }}"), _three_fonts,
            typed("Dear Sir or Madam,", "We write about {{ case.title }}, for {{ (role('counsel')|first).full }}.", "{{ texts.facts }}"),
            _signed,
        ),
        (f"{STREET} {CITY}", "1 March 2026", f"To: {STATE}, in {SHORT}", "Dear Sir or Madam,", f"We write about {TITLE}, for {COUNSEL}.",
         *FACTS, f"{COUNSEL} advocate"),
        beside=("https://redress.example", f"{OFFICE} – o@redress.example"), told=("N385",),
    ),
    "power-of-attorney": OfficeTemplate(
        office(
            lambda opened: opened.add_heading("POWER OF ATTORNEY", 0),
            typed(
                "I, the undersigned {%¦ for person in role(\u201cvictim\u201d) %}{{ person.full }}¦{% endfor %}, hereby appoint "
                "{{ (role('counsel')|first).full }}, {{ (role('counsel')|first).position }}, to act for me in {{ case.title }}.",
                "{%p for person in role('complainant') %}", "I also act for {{ person.full }}.", "{%p endfor %}",
            ),
            rows(("Place and date", "Signature"), ("", "")),
        ),
        ("POWER OF ATTORNEY", f"I, the undersigned {FULL}, hereby appoint {COUNSEL}, advocate, to act for me in {TITLE}.",
         f"I also act for {SECOND}.", "Place and date", "Signature"),
        ("POWER OF ATTORNEY", f"I, the undersigned {PUBLIC}, hereby appoint {COUNSEL}, advocate, to act for me in {TITLE}.",
         f"I also act for {SECOND_PUBLIC}.", "Place and date", "Signature"),
        told=("N246",),
    ),
    "first-page-and-even-pages": OfficeTemplate(
        office(_first_page),
        tuple(f"{TITLE} page {number}" for number in (1, 2, 3)),
        beside=(f"{SHORT}, odd", f"{OFFICE}, first page", f"{SHORT}, even", "o@redress.example"),
        told=("N385",),
    ),
    "press-release": OfficeTemplate(
        office(
            typed("FOR IMMEDIATE RELEASE"), lambda opened: opened.add_heading("{{ case.short_title|upper }}", 1),
            typed(
                "{{ date }} – {{ organisation.name }} says: {{ texts.law }}",
                "{%p if audience == 'public' %}", "Ask for {{ (people|first).full }}.", "{%p else %}",
                "NOT FOR PUBLICATION: {{ (people|first).full }}.", "{%p endif %}", "ENDS",
            ),
        ),
        ("FOR IMMEDIATE RELEASE", SHORT.upper(), f"1 March 2026 – {OFFICE} says: {LAW}", f"NOT FOR PUBLICATION: {FULL}.", "ENDS"),
        ("FOR IMMEDIATE RELEASE", SHORT.upper(), f"1 March 2026 – {OFFICE} says: {LAW}", f"Ask for {PUBLIC}.", "ENDS"),
    ),
    "fax-cover": OfficeTemplate(
        office(
            rows(("To:", "{{ state.name }}", "From:", "{{ organisation.name }}"), ("Date:", "{{ date }}", "Pages:", "{{ annexes|sum('pages') }}"),
                 ("Re:", "{{ case.short_title }}", "", "")),
            typed("☐ Urgent   ☐ For review   ☒ Confidential"),
        ),
        ("To:", STATE, "From:", OFFICE, "Date:", "1 March 2026", "Pages:", "12", "Re:", SHORT, "☐ Urgent ☐ For review ☒ Confidential"),
    ),
    "conditional-mail": OfficeTemplate(
        office(
            typed(
                "{%p if events|length > 2 and people %}", "Dear {{ (people|first).full }},", "{%p elif events %}", "Hello,", "{%p else %}",
                "To whom it may concern,", "{%p endif %}",
                "{%p for event in events if event.place is given %}", "{%p if loop.first or loop.last %}",
                "{{ loop.index }}/{{ loop.length }} {{ event.date }}: {{ event.place }}", "{%p endif %}", "{%p endfor %}",
                "{% if not partners %}No partner.{% endif %} {{ 'Several' if events|length > 1 else 'One' }} of {{ events|length * 2 - 1 }}.",
            ),
        ),
        (f"Dear {FULL},", f"1/4 3 May 2020: {ACTS[0][4]}", f"4/4 2022: {ACTS[3][4]}", "No partner. Several of 7."),
    ),
    "minutes": OfficeTemplate(
        office(
            lambda opened: opened.add_heading("Minutes of {{ date }}", 1),
            typed("Present: {{ people|map(attribute='full')|join('; ') }}", "Excused: {{ partners|map(attribute='name')|join(', ')|default('nobody') }}"),
            typed("{%p for pair in recommendations %}"),
            typed("{{ loop.index }}. {{ pair.addressee }}", style="Heading 2"),
            typed("{%p for measure in pair.measures %}"), typed("{{ measure }}", style="List Bullet"), typed("{%p endfor %}", "{%p endfor %}"),
        ),
        ("Minutes of 1 March 2026", f"Present: {FULL}; {SECOND}; {COUNSEL}", "Excused: nobody",
         *(line for number, (who, measures) in enumerate(PAIRS, 1) for line in (f"{number}. {who}", *measures))),
    ),
    "letter-of-a-client": OfficeTemplate(
        office(
            raw('<w:p><w:r><w:t>{{ client</w:t></w:r><w:bookmarkStart w:id="4" w:name="_GoBack"/><w:bookmarkEnd w:id="4"/>'
                '<w:r><w:t xml:space="preserve">_name }}</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t xml:space="preserve">, in re </w:t></w:r>'
                '<w:smartTag w:uri="urn:x" w:element="place"><w:r><w:t>{{\N{NO-BREAK SPACE}mat</w:t></w:r></w:smartTag><w:r><w:t>ter\N{NO-BREAK SPACE}}}</w:t></w:r></w:p>'),
        ),
        (f"{FULL}, in re {TITLE}",),
        settings="names: {client_name: (people|first).full, matter: case.title}\n",
    ),
    "facts-told-by-events": OfficeTemplate(
        office(
            typed("{%p for event in events %}", "{{ event.date|capitalize }}. {{ event.text }}", "{%p endfor %}"),
        ),
        tuple(f"{when}. {said(text)}" for _, _, when, text, _ in ACTS),
    ),
}  # fmt: skip
