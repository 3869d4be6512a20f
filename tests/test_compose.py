"""From a case and a template to a document: needs, audiences, prose in its place, and values that stay values."""

# ruff: noqa: E501 - a body or a printed note on one line reads better than one cut up

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composing import made, prose, scope
from submissions.document import Anchor, Contents, Heading, LineBreak, Paragraph, Run, Withheld, plain, walk
from submissions.jinja import mark
from submissions.markup import read_markup
from submissions.values import Text
from trees import inline_text, tree_text

HOSTILE = [
    "<script>", "</w:t>", "]]>", "&", "&amp;", "{{ 7*7 }}", "{% raw %}", "*", "**b**", "|", "[x](y)", "@a", "\\", "\\@a",
    ":::", "#", "# x", "- x", "1. x", "> x", "`x`", "^[x]", "[^1]", "[@sahli]", "{.redact}", "[x]{.redact}", "{#id}",
    "![x](y)", "<https://a.org>", "---", "| a | b |", "Table: x", "$x$", "~x~", "_x_", "x  ", "  x", "\tx",
]  # fmt: skip


def verbatim(value: str) -> str:
    """Return the words that come out for a value printed as text, in a paragraph of its own and within words."""

    def leaf(index: int, place: object) -> tuple[Run, ...]:
        return (Run(value, prose("x").place, verbatim=True),)

    texts = []
    for source in (
        mark(0),
        f"before {mark(0)} after",
        f"*{mark(0)}*",
        f"| A |\n|---|\n| {mark(0)} |",
        f"# {mark(0)}",
        f"- {mark(0)}",
    ):
        blocks, findings = read_markup(prose(source), scope(leaf=leaf))
        assert not findings
        texts += [node.text for node in walk(blocks) if isinstance(node, Run) and node.verbatim]
    assert set(texts) == {value}
    assert len(texts) == 6
    return texts[0]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_prints_as_it_was_typed(value: str) -> None:
    assert verbatim(value) == value


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cn"))).filter(str.strip))
def test_any_value_prints_as_it_was_typed(value: str) -> None:
    assert verbatim(value) == value


@pytest.mark.parametrize("value", [one for one in HOSTILE if one.strip() == one and "\t" not in one])
def test_a_hostile_value_of_a_case_reaches_the_document_unchanged(value: str, tmp_path: Path) -> None:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    named = quoted.replace(
        "@", "\\\\@"
    )  # a body may name people, and an at sign that names nobody stands behind a sign
    case = f'procedures: [{{body: "{named}", reference: "x {quoted} y", filed: 2001, outcome: None}}]\n'
    body = "# A\n\n{{ procedures[0].body }} {{ procedures[0].reference }}\n\n| H |\n|---|\n| {{ procedures[0].body }} |"
    tree = made(tmp_path, body, case=case).tree
    found = [plain(node.inlines) for node in walk(tree.blocks) if isinstance(node, Paragraph)]
    assert found == [f"{value} x {value} y", "H", value]


def test_prose_alone_in_a_paragraph_becomes_its_blocks_at_its_own_lines(tmp_path: Path) -> None:
    case = "texts:\n  facts: |-\n    One.\n\n    ## Arrest\n\n    Two, by @a [@sahli].\n"
    tree = made(tmp_path, "# Facts\n\n{{ texts.facts }}\n", case=case).tree
    found = [(type(block).__name__, block.place.file, block.place.line) for block in tree.blocks]
    base = found[1][2]
    assert found == [
        ("Heading", "templates/test/one/en.md", 1),
        ("Paragraph", "cases/example/case.yaml", base),
        ("Heading", "cases/example/case.yaml", base + 2),
        ("Paragraph", "cases/example/case.yaml", base + 4),
    ]


def test_prose_within_a_sentence_must_be_one_paragraph(tmp_path: Path) -> None:
    one = made(tmp_path, "# A\n\nBefore {{ texts.x }} after.", case="texts: {x: with *stress*}\n").tree
    assert "Before with *stress* after." in tree_text(one)
    two = made(tmp_path, "# A\n\nBefore {{ texts.x }} after.", case='texts: {x: "a\\n\\nb"}\n')
    assert two.codes == ["E332"]


def test_the_public_reads_pseudonyms_and_withheld_words(tmp_path: Path) -> None:
    case = "texts: {x: '@a lives in [Kakanj]{.redact}.'}\n"
    filing = tree_text(made(tmp_path, "# A\n\n{{ texts.x }} {{ person('a').name }}", case=case).tree)
    public = tree_text(made(tmp_path, "# A\n\n{{ texts.x }} {{ person('a').name }}", case=case, audience="public").tree)
    assert "Zumra Hodžić lives in Kakanj. Zumra Hodžić" in filing
    assert "A lives in <withheld [withheld]>. A" in public
    assert "Hodžić" not in public
    assert "Kakanj" not in public


def test_all_needs_that_the_case_lacks_are_named_at_once(tmp_path: Path) -> None:
    needs = tuple(
        Text(name) for name in ("case.title", "texts.facts", "claims", "organisation.contact.email", "texts.x")
    )
    result = made(tmp_path, "# A\n\n{{ foo }}", needs=needs)
    assert result.codes[:5] == ["E210"] * 4 + ["E212"], "a fault of the template is told beside what the case lacks"
    assert "'claims'" in result.findings[1].message
    assert {finding.place.file for finding in result.findings[:4]} == {"cases/example/case.yaml"}


def test_a_need_that_no_case_can_give_is_the_templates_fault(tmp_path: Path) -> None:
    assert made(tmp_path, "# A\n\nw", needs=(Text("case.titel"),)).codes == ["E204"]


def test_contents_get_a_title_unless_the_template_gives_one(tmp_path: Path) -> None:
    tree = made(tmp_path, "::: contents\n:::\n\n# A\n\nw", contents=True).tree
    assert [type(block) for block in tree.blocks[:2]] == [Paragraph, Contents]
    own = made(tmp_path, "Inhalt{.contents-title}\n\n::: contents\n:::\n\n# A\n\nw").tree
    assert [type(block) for block in own.blocks] == [Paragraph, Contents, Heading, Paragraph]


def test_promised_contents_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    assert made(tmp_path, "# A\n\nw", contents=True).codes == ["E355"]


def test_lines_of_a_text_are_broken_and_dates_and_states_are_words(tmp_path: Path) -> None:
    tree = made(tmp_path, "{{ organisation.address }}{.addressee}\n\n# A\n\nOn {{ date }} in {{ state.name }}.").tree
    assert "On 2\N{OPEN BOX}January 2020 in Bosnia and Herzegovina." in tree_text(tree)
    multi = made(tmp_path, "{{ submission.addressee }}{.addressee}\n\n# A\n\nw", case=ADDRESSED).tree
    assert any(isinstance(node, LineBreak) for node in walk(multi.blocks))


ADDRESSED = """\
submissions:
  - {template: test/one, languages: [en], audiences: [filing], date: 2020-01-02, addressee: "Committee\\nGeneva"}
"""


def test_a_text_of_the_submission_that_is_not_printed_is_noticed(tmp_path: Path) -> None:
    case = "submissions: [{template: test/one, languages: [en], date: 2020-01-02, texts: {ask: Act now.}}]\n"
    assert made(tmp_path, "# A\n\nw", case=case).codes == ["W354"]
    assert made(tmp_path, "# A\n\n{{ texts.ask }}", case=case).codes == []


def test_furniture_is_marked_where_people_are_protected(tmp_path: Path) -> None:
    filing = made(tmp_path, "# A\n\nw").tree
    public = made(tmp_path, "# A\n\nw", audience="public").tree
    assert (filing.furniture.header, filing.furniture.marking) == ("A v State", "Confidential")
    assert public.furniture.marking == "Public version"


def test_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    tree = made(tmp_path, "# أ\n\nنص.", language="ar").tree
    assert (tree.direction, tree.furniture.page_of) == ("rtl", "الصفحة {page} من {pages}")


def test_confidential_words_print_the_wording_of_the_house(tmp_path: Path) -> None:
    case = "events: [{id: e, date: 2001, text: Secret words., confidential: true}]\n"
    body = "# A\n\n| D | E |\n|---|---|\n{% for e in events %}\n| {{ e.date }} | {{ e.text }} |\n{% endfor %}\n\nw"
    public = made(tmp_path, body, case=case, audience="public").tree
    assert [node.text for node in walk(public.blocks) if isinstance(node, Withheld)] == ["[withheld]"]
    assert "Secret" not in tree_text(public)


def test_the_same_input_gives_the_same_tree(tmp_path: Path) -> None:
    body = "# A\n\nOne [@sahli] ^[n]. {{ organisation.name }}"
    assert made(tmp_path, body).tree == made(tmp_path, body).tree


def test_no_annex_anchor_is_left_without_words(tmp_path: Path) -> None:
    tree = made(tmp_path, "# A\n\nw").tree
    assert not [node for node in walk(tree.blocks) if isinstance(node, Anchor)]
    assert inline_text(()) == ""


def test_a_date_that_opens_a_cell_has_a_capital_and_one_within_a_sentence_has_none(tmp_path: Path) -> None:
    case = "events: [{id: e, date: {between: [1993-05, 1993-06]}, text: It happened.}]\n"
    body = "# A\n\n{% for event in events %}\n{{ event.date|capitalize }} and {{ event.date }}.\n{% endfor %}"
    words = "t an unknown date between May and June 1993"
    printed = tree_text(made(tmp_path, body, case=case).tree).replace("\N{OPEN BOX}", " ")
    assert f"A{words} and a{words}." in printed
