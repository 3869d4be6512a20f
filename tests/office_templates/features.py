"""All of the syntax of docxtpl and of Jinja that a template may use, as its users write it."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

from typing import Final

from office_templates.hostile import (
    ACTS,
    ADDRESS,
    COUNSEL,
    FACTS,
    FULL,
    LAW,
    OFFICE,
    PAIRS,
    SECOND,
    SHORT,
    TITLE,
)
from office_templates.making import office, raw, rows, typed
from office_templates.records import OfficeTemplate


def _lines(*texts: str) -> str:
    """Return runs with line ends between them, as Shift and Enter make them."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{text}</w:t>' for text in texts)


TEMPLATES: Final = {
    "escaped-and-raw": OfficeTemplate(
        office(typed("{% raw %}{ raw }{% endraw %} {_a_} {{ case.short_title|e }} {{ case.title|escape }}",
                     "{% if '}}' != '%}' %}{{ '1 < 2 & 3' if 1 < 2 and 2 >= 1 }}{% endif %}")),
        (f"{{ raw }} {{_a_}} {SHORT} {TITLE}", "1 < 2 & 3"),
    ),
    "quoted-by-the-template": OfficeTemplate(office(typed('{{ "it\'s" }} {{ case.id|default("d\'x") }}')), ("it's hostile",)),
    "comments-of-the-template": OfficeTemplate(
        office(typed("{#p for the colleague: {{ nothing }} #}", "A{# no #}B{#- not -#}C"), rows(("{#tr a row #}", ""), ("{{ date }}{# in a cell #}", "x"))),
        ("ABC", "1 March 2026", "x"),
    ),
    "runs-and-paragraphs": OfficeTemplate(
        office(typed("a {{r case.short_title }} b", "{{p texts.facts }}", "{{p case.short_title }}", "c {%r if events %}d{%r endif %} e",
                     "{%r for event in events %}{{r event.place }}{%r if not loop.last %}, {%r endif %}{%r endfor %}")),
        (f"a {SHORT} b", *FACTS, SHORT, "c d e", ", ".join(act[4] for act in ACTS)),
    ),
    "joined-lines": OfficeTemplate(
        office(
            typed("The house lies", "{%- if events -%}", "\N{NO-BREAK SPACE}in the town", "{%- else -%}", "\N{NO-BREAK SPACE}in the country", "{%- endif -%}", "\N{NO-BREAK SPACE}and stands."),
            raw(f"<w:p><w:r>{_lines('The road lies', '{%- if events -%}', ' in the town', '{%- endif -%}', ' and goes.')}</w:r></w:p>"),
        ),
        ("The house lies in the town and stands.", "The road lies in the town and goes."),
    ),
    "sets-and-macros": OfficeTemplate(
        office(typed(
            "{%p set who = (people|first).full %}", "{%p macro line(one, n=1) %}", "{%p endmacro %}",
            "{% macro named(one) %}{{ one.full }} ({{ one.role }}){% endmacro %}{{ named(people|first) }}; {{ named(people|last) }}",
            "{{ who }} and {{ who|upper }}, {{ who|lower }}",
            "{%p with n = 3 %}", "{{ n }}{{ n + 1 }}{{ -n }}", "{%p endwith %}",
        )),
        (f"{FULL} (victim); {COUNSEL} (counsel)", f"{FULL} and {FULL.upper()}, {FULL.lower()}", "34-3"),
    ),
    "filters": OfficeTemplate(
        office(typed(
            "{{ case.short_title|upper }} {{ case.short_title|lower }} {{ case.short_title|capitalize }} {{ ' x '|trim }}",
            "{{ organisation.telephone|default('no telephone') }} {{ organisation.telephone|d('none') }}",
            "{{ people|map(attribute='full')|join(', ') }}; {{ people|map(attribute='full')|and_list }}; {{ events|map(attribute='place')|unique|sort|first }}",
            "{{ events|rejectattr('place', 'equalto', 'Geneva')|list|length }} {{ [3, 1, 2]|sort|join('-') }} {{ [1, 2]|reverse|join('') }} {{ events|count }}",
            "{% for line in events|batch(2) %}{{ line|length }}{% endfor %} {{ (-3)|abs }} {{ '7'|int + 1 }}",
        )),
        (f"{SHORT.upper()} {SHORT.lower()} {SHORT} x", "no telephone none",
         f"{FULL}, {SECOND}, {COUNSEL}; {FULL}, {SECOND} and {COUNSEL}; {sorted(act[4] for act in ACTS)[0]}", "3 1-2-3 21 4", "22 3 8"),
    ),
    "loops": OfficeTemplate(
        office(typed(
            "{% for event in events %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.cycle('a', 'b') }}{% if loop.first %}!{% endif %}{% endfor %}",
            "{% for event in events if event.place == 'Mostar' %}{{ event.date }}{% else %}none{% endfor %} {% for event in [] %}x{% else %}empty{% endfor %}",
            "{% for event in events[1:3] %}{{ event.place }}{{ ', ' if not loop.last }}{% endfor %}; {{ events[-1].place }}; {{ events[0].place }}",
            "{%p for pair in recommendations %}", "{%p for measure in pair.measures %}", "{{ loop.index }} of {{ pair.addressee }}: {{ measure }}",
            "{%p endfor %}", "{%p endfor %}",
            "{% if 'Geneva' in events|map(attribute='place') %}in{% endif %} {% if events is none %}x{% elif state.code == 'BA' or state.code == 'BIH' %}BA{% endif %} {{ 'a' ~ 1 ~ case.id if not partners }}",
        )),
        ("04a!13b22a31b", "2 January 2021 empty", f"{ACTS[1][4]}, {ACTS[2][4]}; {ACTS[3][4]}; {ACTS[0][4]}",
         *(f"{n} of {who}: {measure}" for who, measures in PAIRS for n, measure in enumerate(measures, 1)), "in BA a1hostile"),
    ),
    "no-break-and-curled": OfficeTemplate(
        office(typed(
            "{{\N{NO-BREAK SPACE}case.short_title\N{NO-BREAK SPACE}}} {{case.short_title}} {%\N{NO-BREAK SPACE}if audience == \u2018filing\u2019 %}f{% endif %}",
            "{{ events|map(attribute=\u201cplace\u201d)|join(\u00ab / \u00bb) }}", "{{ \u201eGeneva\u201c if events }} {% if audience != \u201dpublic\u201d %}x{% endif %}",
        )),
        (f"{SHORT} {SHORT} f", " / ".join(act[4] for act in ACTS), "Geneva x"), told=("N246",) * 4,
    ),
    "lines-of-a-text": OfficeTemplate(
        office(
            raw(f"<w:p><w:r>{_lines('{{ organisation.name }}', '{{ organisation.address }}', '{{ organisation.email }}')}</w:r></w:p>"),
            typed("{{ organisation.address }}"), rows(("{{ organisation.address }}", "x")),
        ),
        (f"{OFFICE} {ADDRESS} o@redress.example", ADDRESS, ADDRESS, "x"),
    ),
    "sub-document": OfficeTemplate(
        office(typed("{{ texts.facts }}"), rows(("{{ texts.facts }}", "{{ texts.law }}")), typed("In a sentence, {{ texts.law }}", style="Quote"), typed("{{ texts.law }}", style="List Number")),
        (*FACTS, FACTS[0].replace("¹", "²"), *FACTS[1:], LAW, f"In a sentence, {LAW}", LAW),
    ),
}  # fmt: skip
