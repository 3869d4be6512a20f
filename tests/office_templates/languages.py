"""Templates in French, Spanish and Arabic, as offices there type them."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up
from __future__ import annotations

from typing import Final

from letterheads import DEFAULT, FRENCH, letterhead, localized, paragraph, style, styles
from office_templates.hostile import ACTS, COUNSEL, FULL, LAW, OFFICE, SHORT, TITLE
from office_templates.making import headed, office, rows, typed
from office_templates.records import OfficeTemplate

_RIGHT: Final = "<w:pPr><w:bidi/></w:pPr>"


def _line(*texts: str) -> str:
    """Return a paragraph that runs from right to left, in runs each of which says so."""
    runs = "".join(
        f'<w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">{one}</w:t></w:r>'
        for one in texts
    )
    return f"<w:p>{_RIGHT}{runs}</w:p>"


_CELLS: Final = "".join(
    f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{{{number}}}</w:tc>' for number in range(3)
)
_ROW: Final = f"<w:tr>{_CELLS}</w:tr>"
_TABLE: Final = (
    '<w:tbl><w:tblPr><w:bidiVisual/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
    + _ROW.format(_line("رقم"), _line("التاريخ"), _line("المكان"))
    + _ROW.format(_line("{%tr for event in ", "events %}"), _line(), _line())
    + _ROW.format(_line("{{ loop.index }}"), _line("{{ event", ".date }}"), _line("{{ event.place }}"))
    + _ROW.format(_line("{%tr endfor %}"), _line(), _line()) + "</w:tbl>"
)  # fmt: skip
_DAYS: Final = {
    "fr": ("3 mai 2020", "juin 2020", "2 janvier 2021", "2022"),
    "es": ("3 de mayo de 2020", "junio de 2020", "2 de enero de 2021", "2022"),
    "ar": ("3 أيار/مايو 2020", "حزيران/يونيه 2020", "2 كانون الثاني/يناير 2021", "2022"),
}

TEMPLATES: Final = {
    "procuration": OfficeTemplate(
        lambda: letterhead(
            paragraph("PROCURATION", "Titre1")
            + paragraph("Je soussignée, {{ (people|first).full|upper }}, donne pouvoir à Me {{ (role(‘counsel’)|first).full }}\N{NARROW NO-BREAK SPACE}: {{ texts.law }}", "Normal")
            + paragraph("Affaire «\N{NO-BREAK SPACE}{{ case.short_title }}\N{NO-BREAK SPACE}», {{ events|map(attribute='date')|and_list }}.", "Normal")
            + paragraph("Fait à Genève, le {{ date }}", "Normal", '<w:jc w:val="right"/>'),
            made_styles=localized(FRENCH, english=False),
        ),
        ("PROCURATION", f"Je soussignée, {FULL.upper()}, donne pouvoir à Me {COUNSEL} : {LAW}",
         f"Affaire « {SHORT} », {', '.join(_DAYS['fr'][:3])} et 2022.", "Fait à Genève, le 1er mars 2026"),
        told=("N246",), language="fr",
    ),
    "bordereau-de-pieces": OfficeTemplate(
        office(headed("{{ organisation.name }} – pièces"), rows(("Pièce n°", "Intitulé", "Date"), ("{%tr for piece in annexes %}", "", ""),
               ("{{ loop.index }}", "{{ piece.title }}", "{{ piece.date }}"), ("{%tr endfor %}", "", "")), typed("{{ texts.law }}")),
        ("Pièce n°", "Intitulé", "Date", "1", "Judgment & <opinion>", "4 mars 2021", LAW), beside=(f"{OFFICE} – pièces",), told=("N385",), language="fr",
    ),
    "escrito": OfficeTemplate(
        office(typed("AL COMITÉ", "{{ case.title }}", "{%p for event in events %}", "{{ event.date|capitalize }}: {{ event.place }}¦.", "{%p endfor %}")),
        ("AL COMITÉ", TITLE, *(f"{day}: {act[4]}." .replace("junio", "Junio") for day, act in zip(_DAYS["es"], ACTS, strict=True))), language="es",
    ),
    "wakala": OfficeTemplate(
        lambda: letterhead(
            _line("توكيل") + _line("أنا الموقعة أدناه ", "{{ (people|", "first).full }}", "، بتاريخ {{ date }}.") + _line("\N{RIGHT-TO-LEFT MARK}{{\N{RIGHT-TO-LEFT MARK} case.short_title }}") + _TABLE + _line("{{ texts.law }}"),
            made_styles=styles(style("a", "Normal", more=DEFAULT, paragraph="<w:bidi/>")),
        ),
        ("توكيل", f"أنا الموقعة أدناه {FULL}، بتاريخ 1 آذار/مارس 2026.", f"\N{RIGHT-TO-LEFT MARK}{SHORT}", "رقم", "التاريخ", "المكان",
         *(cell for number, (day, act) in enumerate(zip(_DAYS["ar"], ACTS, strict=True), 1) for cell in (str(number), day, act[4])), LAW),
        language="ar",
    ),
}  # fmt: skip
