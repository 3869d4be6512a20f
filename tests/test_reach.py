"""What a template prints where a case gives it is read from its body and the macros that it reaches."""

from __future__ import annotations

from examples import catalogue
from submissions.jinja.reach import parts_reached

NAMES = frozenset({"texts", "measures"})


def test_parts_are_found_in_what_is_reached_and_nowhere_else() -> None:
    stock = (
        "{% macro one() %}{{ texts.law }}{{ two() }}{% endmacro %}"
        "{% macro two() %}{% if measures.interim is given %}x{% endif %}{% endmacro %}"
        "{% macro never() %}{{ texts.secret }}{% endmacro %}"
    )
    body = "# A {#a}\n{% for x in people %}{{ texts.facts }}{{ one() }}{% endfor %}{{ case.title }}"
    assert parts_reached(body, stock, NAMES) == {
        "texts",
        "texts.facts",
        "texts.law",
        "measures",
        "measures.interim",
    }
    assert parts_reached("{% if %}", stock, NAMES) == frozenset()
    assert parts_reached("{% macro a() %}{{ a() }}{{ texts.b }}{% endmacro %}{{ a() }}", "", NAMES) == {
        "texts",
        "texts.b",
    }


def test_every_language_of_a_template_prints_the_same_texts_and_all_that_it_needs() -> None:
    for identity in ("un/cat-complaint", "un/follow-up", "advocacy/brief", "parliament/briefing"):
        template = catalogue().templates[identity]
        found = {
            str(code): parts_reached(str(template.bodies[str(code)]), str(template.stocks.get(str(code), "")), NAMES)
            for code in template.languages
        }
        first = found[str(template.languages[0])]
        assert all(parts == first for parts in found.values()), (template.id, found)
        assert {str(need) for need in template.needs if need.startswith(("texts.", "measures."))} <= first, template.id
