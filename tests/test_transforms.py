"""Numbers, references, citations, typography and contents of a finished document."""

# ruff: noqa: E501 - a body or a printed note on one line reads better than one cut up

from __future__ import annotations

from pathlib import Path

import pytest

from composing import made
from speaking import spoken
from submissions.catalogue import built_in_templates, read_catalogue
from submissions.document import Contents, Heading, ListBlock, Note, Paragraph, Run, plain, walk
from submissions.document.counting import letters, roman
from submissions.findings import Place
from submissions.transforms.pattern import PatternError, fill, read_pattern
from submissions.transforms.typography import set_inlines
from trees import inline_text, tree_text

HERE = Place("x.md", 1)


def notes(folder: Path, body: str, language: str = "en", case: str = "") -> list[str]:
    tree = made(folder, body, case=case, language=language, numbered=False).tree
    found = [node for node in walk(tree.blocks) if isinstance(node, Note)]
    return [inline_text(b.inlines) for note in found for b in note.blocks if isinstance(b, Paragraph)]


def test_sections_are_counted_by_level_and_begin_again(tmp_path: Path) -> None:
    body = (
        "# A\n\nw\n\n## B\n\nw\n\n### C\n\nw\n\n### D\n\nw\n\n## E\n\nw\n\n# F\n\n## G\n\nw\n\n# H {.unnumbered}\n\nw"
    )
    tree = made(tmp_path, body).tree
    labels = [node.label for node in tree.blocks if isinstance(node, Heading)]
    assert labels == ["I.", "A.", "1.", "2.", "B.", "II.", "A.", ""]


def test_paragraphs_and_notes_are_counted_in_reading_order(tmp_path: Path) -> None:
    body = """\
# A

One^[a].

- item^[b]

> quoted^[c]

Table: Words^[d]

| H |
|---|
| x^[e] |

Two^[f].
"""
    tree = made(tmp_path, body).tree
    found = [(node.number, plain(node.blocks[0].inlines)) for node in walk(tree.blocks) if isinstance(node, Note)]  # type: ignore[union-attr]
    assert found == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"), (6, "f")]
    assert [node.number for node in tree.blocks if isinstance(node, Paragraph)] == [1, 2]


def test_lists_in_lists_change_their_figures(tmp_path: Path) -> None:
    tree = made(tmp_path, "# A\n\nOne:\n\n1. a\n   1. b\n      1. c\n2. d").tree
    lists = [node for node in walk(tree.blocks) if isinstance(node, ListBlock)]
    assert [[item.marker for item in block.items] for block in lists] == [["(a)", "(b)"], ["(i)"], ["1."]]


def test_letters_and_roman_figures_go_on_past_the_alphabet() -> None:
    assert [letters(n) for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]
    assert [roman(n) for n in (4, 9, 14, 40, 90, 99)] == ["iv", "ix", "xiv", "xl", "xc", "xcix"]


def test_references_take_the_number_of_their_target(tmp_path: Path) -> None:
    body = """\
# A {#a}

## B {#b}

One^[n]{#n}. {#one}

1. item {#item}

Table: T {#t}

| H |
|---|
| x |

See [](#one), [](#b), [](#n), [](#t), [](#item) and page [](#a){.page}.
"""
    tree = made(tmp_path, body).tree
    last = [node for node in tree.blocks if isinstance(node, Paragraph)][-1]
    expected = "See <paragraph 1 -> paragraph-1>, <section I.A -> section-2>, <note 1 -> note-1>, <table Table\N{NO-BREAK SPACE}1 -> table-1>, <paragraph (a) -> item-1>"
    assert inline_text(last.inlines) == expected + " and page\N{OPEN BOX}<page  -> section-1>."


def test_a_reference_to_an_annex_is_its_words(tmp_path: Path) -> None:
    (tmp_path / "cases" / "example" / "annexes").mkdir(parents=True)
    (tmp_path / "cases" / "example" / "annexes" / "a.txt").write_text("x", encoding="utf-8")
    case = "annexes: [{id: judgment, title: The judgment, file: annexes/a.txt}]\n"
    body = "# A\n\nSee [](#annex-judgment) and {{ annex('judgment') }}.\n\n{% for one in annexes %}\n- {{ one.anchor }}\n{% endfor %}"
    text = tree_text(made(tmp_path, body, case=case).tree)
    assert "See <annex Annex\N{NO-BREAK SPACE}1 -> annex-1> and <annex Annex\N{NO-BREAK SPACE}1 -> annex-1>." in text
    assert "<anchor Annex␣<anchor 1 #annex-1-number> #annex-1>" in text


def test_the_first_citation_is_full_and_later_ones_point_back(tmp_path: Path) -> None:
    body = "# A\n\nOne [see @sahli, para 8.3]. Two [@osman, paras 115-116; @sahli, para 8.4]. Three^[Cf [@osman].]."
    assert notes(tmp_path, body) == [
        "See *Sahli v Algeria*, Communication No\N{OPEN BOX}341/2008, Committee against Torture (3\N{OPEN BOX}June 2011) UN Doc"
        " CAT/C/46/D/341/2008, para\N{OPEN BOX}8.3.",
        "*Osman v UK*, App no\N{OPEN BOX}23452/94 (ECtHR, 28\N{OPEN BOX}October 1998) paras\N{OPEN BOX}115–116;"
        " *Sahli v Algeria* (n\N{OPEN BOX}<note 1 -> note-1>) para\N{OPEN BOX}8.4.",
        "Cf *Osman v UK* (n\N{OPEN BOX}<note 2 -> note-2>).",
    ]


def test_house_treaties_are_cited_in_the_language_of_the_document(tmp_path: Path) -> None:
    english = notes(tmp_path, "# A\n\nOne [@cat, art 14].")
    assert english == [
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment (adopted 10\N{OPEN BOX}December"
        " 1984, entered into force 26\N{OPEN BOX}June 1987) 1465 UNTS 85 (Convention against Torture) art\N{OPEN BOX}14."
    ]


def test_marks_of_notes_stand_where_each_language_wants_them(tmp_path: Path) -> None:
    def words(language: str, text: str) -> str:
        tree = made(tmp_path, f"# A\n\n{text}", language=language).tree
        return inline_text(next(node for node in tree.blocks if isinstance(node, Paragraph)).inlines)

    assert words("en", "Tortured [@osman]. Then.") == "Tortured.^1 Then."
    assert words("en", 'He "fell" ^[a], and [@osman] left^[b]^[c].') == "He “fell”,^1 and^2 left.^3^(,)^4"
    assert words("fr", "Torturé.^[a] Puis torturé ^[b], et.") == "Torturé^1. Puis torturé^2, et."


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "\"He's 'here'\", the '90s, the men's", "“He’s ‘here’”, the ’90s, the men’s"),
        ("en", "para 12, arts 1, No 854/2017, 2 August 2019, J. K. Muster", "para␣12, arts␣1, No␣854/2017, 2␣August 2019, J.␣K.␣Muster"),
        ("en", "(see \"x\")-\"y\"", "(see “x”)-“y”"),
        ("fr", "Il dit: \"Non!\" puis l'on part; vrai ?", "Il dit␣: «‿Non‿!‿» puis l’on part‿; vrai‿?"),
        ("fr", "« mort suspecte » : 30 000 euros à 10:30, https://a.b/?c=d;e", "«‿mort suspecte‿»␣: 30‿000 euros à 10:30, https://a.b/?c=d;e"),
        ("en", "Ms K and Mr T, articles 7 and 2 (3), in 2019 (since)", "Ms␣K and Mr␣T, articles␣7 and 2␣(3), in 2019 (since)"),
        ("es", "la Sra. K y el Dr. Paz", "la Sra.␣K y el Dr.␣Paz"),
        ("fr", "M. T et Mme K, article 2 a)", "M.␣T et Mme␣K, article␣2␣a)"),
        ("fr", "par. 8.3, le 1er novembre 1998", "par.␣8.3, le 1^(er)␣novembre 1998"),
        ("ar", "قال \"نعم\" و \"Sahli v Algeria\"", "قال «نعم» و “Sahli v Algeria”"),
        ("de", "Er sagte: \"Nein\".", "Er sagte: „Nein“."),
        ("la", "\"as 'typed'\"", "\"as 'typed'\""),
    ],
)  # fmt: skip
def test_quotes_and_spaces_are_those_of_the_language(language: str, typed: str, printed: str) -> None:
    shown = inline_text(set_inlines((Run(typed, HERE),), spoken(language)))
    assert shown == printed.replace("␣", "\N{OPEN BOX}").replace("‿", "\N{UNDERTIE}")


def test_verbatim_words_stay_as_typed_and_still_bind_their_neighbours() -> None:
    inlines = (Run("para ", HERE), Run("12 'a' ; \"b\"", HERE, verbatim=True), Run(' said: "x"', HERE))
    set_ = set_inlines(inlines, spoken("fr"))
    assert "".join(node.text for node in set_ if isinstance(node, Run)) == (
        "para\N{NO-BREAK SPACE}12 'a' ; \"b\" said\N{NO-BREAK SPACE}: «\N{NARROW NO-BREAK SPACE}x\N{NARROW NO-BREAK SPACE}»"
    )


def test_a_quotation_mark_is_set_across_emphasis(tmp_path: Path) -> None:
    tree = made(tmp_path, '# A\n\n"*Stop*", she said.').tree
    assert inline_text(next(b for b in tree.blocks if isinstance(b, Paragraph)).inlines) == "“*Stop*”, she said."


def test_contents_give_the_range_of_paragraphs(tmp_path: Path) -> None:
    body = "::: contents\n:::\n\n# A\n\nOne.\n\nTwo.\n\n## B\n\nThree.\n\n# C\n\n- item"
    tree = made(tmp_path, body).tree
    contents = next(block for block in tree.blocks if isinstance(block, Contents))
    found = [(entry.level, entry.label, entry.paragraphs) for entry in contents.entries]
    assert found == [(1, "I.", "1–3"), (2, "A.", "3"), (1, "II.", "")]
    assert (contents.paragraphs_word, contents.page_word) == ("Paragraphs", "Page")


@pytest.mark.parametrize("pattern", ["{title", "[x", "x]", "*x", "[*x]*"])
def test_a_pattern_that_cannot_be_read_says_so(pattern: str) -> None:
    with pytest.raises(PatternError):
        read_pattern(pattern)


def test_a_pattern_leaves_out_what_is_not_there_and_names_what_it_needs() -> None:
    fields = {"title": (Run("T", HERE),)}
    inlines, lacking = fill("*{title}*[, {number}] \\[x\\] {date}", fields, HERE)
    assert inline_text(inlines) == "*T* [x] "
    assert lacking == ["date"]


def test_every_pattern_of_the_house_can_be_read() -> None:
    house = read_catalogue([built_in_templates()])[0].house
    for style in house.citations.values():
        for pattern in (*style.full.values(), *style.later.values(), *style.same.values(), style.series):
            assert read_pattern(pattern)


def test_the_title_and_the_head_of_the_pages_have_their_marks_too(tmp_path: Path) -> None:
    tree = made(tmp_path, "# A\n\nw", case=TITLED).tree
    assert tree.title == "A v State – The State’s answer"


TITLED = """\
submissions:
  - {template: test/one, languages: [en], audiences: [filing], date: 2020-01-02, title: "The State's answer"}
"""
