"""What a template may do, what it may not, and that no value ever becomes markup."""

# ruff: noqa: E501 - a body or a printed note on one line reads better than one cut up

from __future__ import annotations

from dataclasses import dataclass

import pytest

from submissions.findings import Finding, Place
from submissions.jinja import MARK, index_of, render
from submissions.values import Missing, Text, Withholding

WORDS = {"list_comma": ", ", "list_and": " and "}


@dataclass(frozen=True)
class Person:
    """Plain data such as a view holds."""

    name: str
    born: object = None
    protected: tuple[str, ...] = ()


PEOPLE = (Person(Text("Amra *b*"), protected=("name",)), Person(Text("{{ 7*7 }}")))
NAMES: dict[str, object] = {
    "people": PEOPLE,
    "person": PEOPLE[0],
    "role": lambda name: [one for one in PEOPLE if name],
    "texts": {"facts": Text("F & <b>"), "empty": Text("")},
    "absent": None,
    "kept": Withholding("a", "born", Place("case.yaml", 3)),
    "elsewhere": Missing("E136", Place("case.yaml", 4), "no French text", elsewhere=True),
}


def rendered(body: str) -> tuple[str, list[Finding]]:
    result, findings = render(Text(body, Place("t.md", 1)), NAMES, WORDS)
    if result is None:
        return "", findings
    return MARK.sub(lambda match: f"<{result.values[index_of(match)].value}>", result.text), findings


def codes(body: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.line) for finding in rendered(body)[1]]


def test_values_stay_values_through_macros_sets_joins_and_sums() -> None:
    body = """\
{% macro m(x) %}*{{ x }}*{% endmacro %}
{% set z %}[{{ person.name }}]{% endset %}
{{ m(texts.facts) ~ " & " ~ person.name }}
{{ m("q") + "&" }}{{ z }}
{{ people|map(attribute="name")|join("; ") }}
{{ people|map(attribute="name")|and_list }}
"""
    text, findings = rendered(body)
    assert not findings
    assert text.split("\n") == [
        "*<F & <b>>*< & ><Amra *b*>",
        "*<q>*<&>[<Amra *b*>]",
        "<Amra *b*>; <{{ 7*7 }}>",
        "<Amra *b*> and <{{ 7*7 }}>",
        "",
    ]


def test_each_line_keeps_the_line_of_the_template() -> None:
    body = "one\n{% for p in people %}\n{{ p.name }}\n{% endfor %}\n\nlast {{ person.name }}\n"
    result, findings = render(Text(body, Place("t.md", 1)), NAMES, WORDS)
    assert result is not None
    assert not findings
    assert [place.line for place in result.text.lines] == [1, 3, 3, 3, 6, 6]
    assert [printed.place.line for printed in result.values] == [3, 3, 6]


def test_a_sentence_that_ends_in_a_tag_keeps_its_line_end() -> None:
    assert rendered("A.{% if person %} B.{% endif %}\n\nC")[0] == "A. B.\n\nC"
    assert rendered("{% if person %}\nA\n{% endif %}\nB")[0] == "A\nB"


def test_comments_leave_ids_alone() -> None:
    assert rendered("# A {#facts}{## gone ##}")[0] == "# A {#facts}"


def test_what_is_not_given_is_false_and_no_fault_until_it_is_printed() -> None:
    assert rendered("{% if absent or person.born or texts.x or kept %}x{% else %}y{% endif %}") == ("y", [])
    assert rendered("{% if texts.x is given %}x{% endif %}{{ person.born|default('unknown') }}") == ("<unknown>", [])


def test_a_text_in_another_language_only_is_given_and_a_fault_when_printed() -> None:
    assert codes("{% if elsewhere is given %}{{ elsewhere }}{% endif %}") == [("E136", 4)]


def test_what_is_withheld_is_a_fault_where_it_is_printed() -> None:
    assert codes("{{ kept }}") == [("E137", 3)]


def test_all_faults_of_a_template_are_found_in_one_run() -> None:
    body = "{{ foo }}\n{{ person.nam }}\n{{ person.born }}\n{% if texts.x %}{% endif %}{{ texts.x }}\n{{ people }}\n{{ true }}"
    assert codes(body) == [("E212", 1), ("E212", 2), ("E213", 3), ("E213", 4), ("E217", 5), ("E217", 6)]


def test_a_misspelt_name_gets_the_nearest() -> None:
    assert rendered("{{ person.nam }}")[1][0].help == "write 'name'"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{{ person.__class__ }}", "E214"),
        ("{{ ''.__class__.__mro__ }}", "E214"),
        ("{{ person.name.format(1) }}", "E212"),
        ("{{ role.__globals__ }}", "E214"),
        ("{{ people|attr('__class__') }}", "E218"),
        ("{{ 'a' * 1000000000 }}", "E214"),
        ("{{ 9 ** 99999999 }}", "E214"),
        ("{{ '%999999999d' % 1 }}", "E214"),
        ("{{ range(100000) }}", "E214"),
        ("{{ cycler }}{{ lipsum }}{{ namespace }}{{ self }}", "E212"),
        ("{% include 'case.yaml' %}", "E218"),
        ("{% import 'x' as y %}", "E218"),
        ("{% extends 'x' %}", "E218"),
        ("{{ texts.facts|safe }}", "E218"),
        ("{{ texts.facts|tojson }}", "E218"),
        ("{{ person is defined }}", "E218"),
        ("{{ 1 / 0 }}", "E215"),
        ("{{ people + 1 }}", "E215"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "E220"),
        ("{% for i in range(9999) %}{% for j in range(999) %}aaaaaaaa{% endfor %}{% endfor %}", "E216"),
        ("{% for x in people %}", "E211"),
        ("{{ person.name", "E211"),
        ("{% foo %}", "E211"),
        ("{{ texts.empty }}", "E217"),
        ("{{ role }}", "E217"),
        ("a\ufdd0b", "E202"),
    ],
)
def test_nothing_forbidden_or_broken_goes_through(body: str, code: str) -> None:
    findings = rendered(body)[1]
    assert code in [finding.code for finding in findings]
    assert all(finding.is_error and finding.help and finding.place.file == "t.md" for finding in findings)


def test_filters_of_lists_are_lists_so_that_an_empty_one_is_false() -> None:
    assert rendered("{% if people|selectattr('born') %}x{% else %}y{% endif %}")[0] == "y"
    assert rendered("{{ people|selectattr('protected')|list|length }}")[0] == "<1>"


def test_capitalize_changes_the_first_letter_only() -> None:
    assert rendered("{{ 'the Court'|capitalize }}")[0] == "<The Court>"


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("{{ \"the case of o’neill: it's l'ami in USA\"|title }}", "<The Case Of O’Neill: It's L'Ami In USA>"),
        ("{{ 'a & b & c'|replace('&', 'and') }}", "<a and b and c>"),
    ],
)
def test_letters_of_a_text_are_changed_as_its_template_says(body: str, printed: str) -> None:
    assert rendered(body)[0] == printed


@pytest.mark.parametrize("name", ["upper", "lower", "title", "replace('a', 'b')"])
def test_letters_beside_values_that_a_macro_has_printed_are_not_changed_in_part(name: str) -> None:
    text, findings = rendered(f"{{% macro m() %}}So {{{{ (people|first).name }}}}{{% endmacro %}}{{{{ m()|{name} }}}}")
    assert [one.code for one in findings] == ["E215"], text


STOCK = "{% macro greet(name) -%}\nDear {{ name }},\n{%- endmacro %}\n{% macro wrong() -%}\n{{ texts.nothing }}\n{%- endmacro %}\n"


def test_macros_of_a_stock_can_be_used_and_faults_are_placed_in_the_file_that_has_them() -> None:
    stock = Text(STOCK, Place("stock.md", 1))
    result, findings = render(
        Text("First\n{{ greet(texts.facts) }}\n{{ wrong() }}\n{{ no_name }}\n", Place("t.md", 1)), NAMES, WORDS, stock
    )
    assert result is not None
    assert [(finding.code, str(finding.place)) for finding in findings] == [("E213", "stock.md:5"), ("E212", "t.md:4")]
    places = [str(place) for place in result.text.lines[: result.text.count("\n") + 1]]
    assert places[result.text.split("\n").index("First")] == "t.md:1"
    assert any(
        line.startswith("Dear ") and str(place) == "stock.md:2"
        for line, place in zip(result.text.split("\n"), result.text.lines, strict=False)
    )


def test_capitalize_reaches_the_value_that_a_macro_prints_first() -> None:
    body = "{% macro author() %}{{ 'the author' }} of {{ texts.facts }}{% endmacro %}{{ author()|capitalize }}\n"
    assert rendered(body) == ("<The author> of <F & <b>>\n", [])


@pytest.mark.parametrize(
    ("body", "code"),
    [("a\n{{ person.nme }}\n", "E212"), ("a\n{% if %}\n", "E211"), ("a\n{{ person|nme }}\n", "E218")],
)
def test_the_same_words_in_two_files_have_their_faults_in_each(body: str, code: str) -> None:
    stock = Text("{% set x = 1 %}\n", Place("stock.md", 1))
    files = [("t.md", None), ("u.md", None), ("t.md", stock)]
    told = [render(Text(body, Place(file, 1)), NAMES, WORDS, of)[1] for file, of in files]
    assert [[(one.code, str(one.place)) for one in found] for found in told] == [
        [(code, f"{file}:2")] for file, _ in files
    ]
