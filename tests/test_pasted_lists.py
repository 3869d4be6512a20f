"""A list that was pasted with its marks is read as what it is, or refused; one line alone, or a name, is text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from composing import read
from sample import sample_document
from speaking import KNOWN
from submissions.document import Division, Heading, ListBlock, ListItem, Note, Paragraph, Quotation, plain, walk
from submissions.document.counting import counted, letters, roman
from submissions.findings import Finding, Place
from submissions.line.formats import WRITERS, Print
from submissions.transforms.number import number
from test_readback import house

COUNTED = {
    "({})": ("alpha", letters), "{})": ("alpha", letters), "{}.": ("alpha", letters), "{}-": ("alpha", letters),
    "({}) ": ("roman", roman), "{}) ": ("roman", roman), "{}. ": ("roman", roman),
    "({})  ": ("decimal", str), "{}- ": ("decimal", str), "{}°": ("decimal", str), "{}.)": ("decimal", str),
}  # fmt: skip
BULLETS = ("•", "◦", "▪", "·", "●", "\N{EN DASH}", "➢", "\N{MINUS SIGN}", "\N{NON-BREAKING HYPHEN}", "\N{FIGURE DASH}")
KINDS: dict[str, tuple[str, list[str]]] = {
    **{
        form: (style, [form.strip().format(count(n)) for n in range(1, 13)]) for form, (style, count) in COUNTED.items()
    },
    **{sign: ("bullet", [sign] * 12) for sign in BULLETS},
}
SPACES = (" ", "\t", "\N{NO-BREAK SPACE}", "   ")
# What stands before the first line, before the others, and what the list is found in.
INSIDE: dict[str, tuple[str, str, type[Any] | None]] = {
    "nothing": ("", "", None),
    "a lead-in": ("The court held:\n", "", None),
    "a quotation": ("> ", "> ", Quotation),
    "an item": ("- ", "  ", ListItem),
    "a note": ("See.[^a]\n\n[^a]: ", "    ", Note),
    "a container": ("::: box\n", "", Division),
}
WORDS = ("premier point", "вторая мера", "الطلب الثالث", "the fourth", "el quinto", "sixth", "7", "eighth (c) of it")


def lists(blocks: Any) -> list[ListBlock]:
    return [node for node in walk(blocks) if isinstance(node, ListBlock)]


def items(block: ListBlock) -> list[str]:
    return [plain(item.blocks[0].inlines) if isinstance(item.blocks[0], Paragraph) else "" for item in block.items]


def refused(text: str, **changes: object) -> list[tuple[int, str]]:
    _, findings = read(text, **changes)
    return [(finding.place.line, finding.message) for finding in findings if finding.code == "E334"]


def cells() -> Iterator[tuple[str, str, str, str]]:
    yield from itertools.product(KINDS, INSIDE, ("\n", "\n\n"), SPACES)


@pytest.mark.parametrize("inside", INSIDE)
def test_two_marks_or_more_are_the_list_that_they_are_wherever_they_stand(inside: str) -> None:
    for number_of, (kind, place, between, space) in enumerate(cells()):
        if place != inside:
            continue
        style, marks = KINDS[kind]
        count = 2 + number_of % 7
        first, begins, holder = INSIDE[inside]
        joint = "\n" + (begins.rstrip() + "\n" if between == "\n\n" else "") + begins
        lines = [f"{mark}{space}{word}" for mark, word in zip(marks, WORDS[:count], strict=False)]
        text = first + joint.join(lines) + ("\n:::" if holder is Division else "") + "\n"
        blocks, findings = read(text)
        assert findings == [], text
        (found,) = [one for one in lists(blocks) if one.typed]
        assert (found.style, items(found)) == (style, list(WORDS[:count])), text
        assert [item.place.line for item in found.items] == [
            n for n, line in enumerate(text.split("\n"), 1) if any(line.endswith(word) for word in WORDS[:count])
        ]
        assert holder is None or any(found in walk((node,)) for node in walk(blocks) if isinstance(node, holder))


@pytest.mark.parametrize(("outer", "inner"), list(itertools.permutations(["({})", "({}) ", "{}°", "•", "{}.)"], 2)))
@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_marks_of_another_kind_that_count_on_are_a_list_within_the_item(
    outer: str, inner: str, indent: str, between: str
) -> None:
    (style, marks), (style_within, within) = KINDS[outer], KINDS[inner]
    lines = [f"{marks[0]} one", f"{indent}{within[0]} x", f"{indent}{within[1]} y", f"{marks[1]} two"]
    blocks, findings = read(between.join(lines))
    assert findings == []
    (whole,) = blocks
    assert isinstance(whole, ListBlock)
    (found,) = lists(whole.items[0].blocks)
    assert (whole.style, items(whole)) == (style, ["one", "two"])
    assert (found.style, items(found)) == (style_within, ["x", "y"])


def test_lists_beside_each_other_do_not_run_into_each_other() -> None:
    every = [f"{marks[0]} one\n{marks[1]} two" for _, marks in KINDS.values()]
    for first, second in itertools.permutations([*every, "- one\n- two", "1) one\n2) two", "* one\n* two"], 2):
        blocks, findings = read(f"{first}\n\n{second}")
        assert findings == []
        assert [items(one) for one in lists(blocks)] == [["one", "two"]] * (1 if second.startswith(first[:3]) else 2)


REFUSED = (
    ("A.", "B."), ("(A)", "(B)"), ("C.", "D."), ("I.", "II."), ("(I)", "(II)"), ("C)", "D)"),
    ("1.1", "1.2"), ("1.1.", "1.2."), ("2.9)", "2.10)"), ("(3)", "(4)"),
    ("а)", "б)"), ("(أ)", "(ب)"), ("α)", "β)"),
)  # fmt: skip


@pytest.mark.parametrize("pair", [*REFUSED, ("\N{EM DASH}", "\N{EM DASH}")])
@pytest.mark.parametrize("lead", ["", "The court held:\n", "> "])
def test_marks_that_no_document_prints_are_refused_at_the_first_line(pair: tuple[str, str], lead: str) -> None:
    begins = "> " if lead == "> " else ""
    text = f"Before.\n\n{'' if begins else lead}{begins}{pair[0]} first\n{begins}{pair[1]} second\n"
    ((line, message),) = refused(text)
    assert line == text.count("\n") - 1
    assert f"'{pair[0]}' and '{pair[1]}'" in message
    assert [line for line, _ in refused(f"{pair[0]} first\n\n{pair[1]} second\n")] == ([1] if pair in REFUSED else [])


# Marks as they come out of a page, without the space, and those that begin a list only where lines would be joined.
GLUED = (
    ("(a)one", "(b)two", "alpha"), ("a)one", "b)two", "alpha"), ("(i)one", "(ii)two", "roman"),
    ("1.one", "2.two", "decimal"), ("1)one", "2)two", "decimal"), ("•one", "•two", "bullet"),
    ("-one", "-two", "bullet"), ("\N{EN DASH}one", "\N{EN DASH}two", "bullet"), ("o one", "o two", "bullet"),
    ("1/ one", "2/ two", "decimal"), ("1: one", "2: two", "decimal"), ("1 - one", "2 - two", "decimal"),
    ("1 \N{EN DASH} one", "2 \N{EN DASH} two", "decimal"),
)  # fmt: skip
JOINED = (
    ("[1] one", "[2] two"), ("§ 1 one", "§ 2 two"), ("#1 one", "#2 two"), ("No. 1 one", "No. 2 two"),
    ("Art. 1 one", "Art. 2 two"), ("Пункт 1 раз", "Пункт 2 два"), ("→ one", "→ two"), ("✓ one", "✗ two"),
    ("☐ one", "☒ two"), ("① one", "② two"), ("A: one", "B: two"), ("—one", "—two"),
)  # fmt: skip


@pytest.mark.parametrize(("first", "second", "style"), GLUED)
def test_marks_without_a_space_are_marks_all_the_same(first: str, second: str, style: str) -> None:
    blocks, findings = read(f"The court held:\n{first}\n{second}\n")
    assert findings == []
    (found,) = lists(blocks)
    assert (found.style, items(found)) == (style, ["one", "two"])


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
@pytest.mark.parametrize(("form", "first"), [("({})", 2), ("{})", 5), ("({}) ", 4), ("{}) ", 9), ("({})", 25)])
@pytest.mark.parametrize("apart", ["\n", "\n>\n"])
def test_a_quoted_part_of_an_article_keeps_the_letters_that_it_begins_with(
    language: str, form: str, first: int, apart: str
) -> None:
    style, count = COUNTED[form]
    marks = [form.strip().format(count(number)) for number in range(first, first + 3)]
    text = f"{apart}> ".join(f"{mark} that" for mark in marks)
    blocks, findings = read(f"> Everyone has the right:\n>\n> {text}\n")
    assert findings == []
    (found,) = lists(blocks)
    assert (found.style, found.start, items(found)) == (style, first, ["that"] * 3)
    base = sample_document("ar" if language == "ar" else "en", "filing")
    base = replace(base, language=language, languages=KNOWN) if language not in {"ar", "en"} else base
    made = number(replace(base, blocks=(found,), resources=()))
    speech = made.speech
    counted_from = counted(first, speech.list_letters) if style == "alpha" else roman(first)
    assert lists(made.blocks)[0].items[0].marker == speech.list_mark.format(counted_from)
    for name in ("docx", "html"):
        content, told = WRITERS[name].write(Print(made, house()))
        assert told == []
        assert WRITERS[name].read_back(content, made, Place("case.yaml", 1, 1)) == []


@pytest.mark.parametrize("text", ["B. Walsh\n\nC. Russo\n", "B. Walsh\nC. Russo\n"])
def test_what_is_told_of_marks_that_do_not_begin_a_list_works(text: str) -> None:
    ((line, _),) = refused(text)
    (told,) = of(text, "E334")
    typed = told.help.rpartition("'")[0].rpartition("'")[2] if "\\" in told.help else ""
    if typed:
        lines = text.splitlines()
        mark = typed.replace("\\", "")
        assert lines[line - 1].startswith(mark)
        lines[line - 1] = lines[line - 1].replace(mark, typed, 1)
        assert of("\n".join(lines), "E334") == []


@pytest.mark.parametrize(("first", "second"), JOINED)
def test_lines_that_would_be_joined_are_refused_and_paragraphs_are_not(first: str, second: str) -> None:
    assert [line for line, _ in refused(f"The court held:\n{first}\n{second}\n")] == [2]
    blocks, findings = read(f"{first}\n\n{second}\n")
    assert findings == []
    assert [plain(block.inlines) for block in blocks if isinstance(block, Paragraph)] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "violations of\narticle 12 and\narticle 13", "He saw\nArticle 12 and\nArticle 13 of it", "Dijo\no dos\no tres",
        "12:30 left\n13:30 came", "€ 5\n€ 6", "+41 22\n+41 23", "e.g. one\nf.h. two",
    ],
)  # fmt: skip
def test_words_and_figures_that_happen_to_begin_lines_are_text(text: str) -> None:
    blocks, findings = read(text + "\n")
    assert (lists(blocks), findings) == ([], [])


@pytest.mark.parametrize("mark", ["-", "+", "*", "1.", "1)"])
def test_one_sign_in_the_middle_of_a_paragraph_makes_no_list_in_silence(mark: str) -> None:
    def told(text: str) -> list[tuple[int, int]]:
        return [(one.place.line, one.place.column) for one in read(text)[1] if one.code == "E337"]

    assert told(f"He went home\n{mark} as he did.\n") == [(2, 1)]
    assert told(f"> He went home\n> {mark} as he did.\n") == [(2, 3)]
    for sound in ("He said:\n{0} one\n", "He\n\n{0} one\n", "- a\n  and\n  {0} one\n", "{{.redact}}\n{0} one\n"):
        assert told(sound.format(mark)) == []
    assert told(f"He\n{mark} one\n{mark} two\n") == []
    escaped = f"He went home\n{mark[:-1]}\\{mark[-1]} as he did.\n"
    assert lists(read(escaped)[0]) == []


@pytest.mark.parametrize(
    "text",
    [
        "(a) alone", "A. was beaten", "I. Petrov said\nhe left.", "– premier point", "— Qui ?\n\n— Moi.", "i. alone",
        "(a) first\n(c) third", "a) first\n(b) second", "In (a)\n(b) of it", "see (i)\nand more", "mild. So\nmile. So",
        "(a) first\n\nWords.\n\n(b) second", "1.1 alone",
        "G. Wiarda,\n\nH. Mosler,\n\nI. Cabral Barreto,\n\nJ. Costa,",
        "C. W.J. van der Meersch ,\nD. EVRIGENIS ;\nE. Ruiz-Jarabo,",
        "12.5 kg\n13.7 kg", "A\\. was\n\nB\\. saw", "• alone",
    ],
)  # fmt: skip
def test_what_is_no_sequence_at_the_start_of_lines_is_text(text: str) -> None:
    blocks, findings = read(text + "\n")
    assert findings == []
    assert lists(blocks) == []
    printed = " ".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph))
    assert printed.split() == text.replace("\\", "").split()


@pytest.mark.parametrize("name", ["A.", "Ms A", "A. Petrova"])
def test_initials_and_pseudonyms_of_the_case_begin_no_list(name: str) -> None:
    text = "A. was beaten.\nB. saw it.\n"
    assert len(refused(text)) == 1
    people = {"a": {"name": name, "full": name, "initials": name}}
    assert read(text, people=people)[1] == []


@pytest.mark.parametrize("text", ["(a)\nfirst\n(b)\nsecond\n", "•\nfirst\n•\nsecond\n"])
def test_marks_on_lines_of_their_own_are_refused(text: str) -> None:
    assert [line for line, _ in refused(text)] == [1]


def of(text: str, code: str, **changes: object) -> list[Finding]:
    return [finding for finding in read(text, **changes)[1] if finding.code == code]


def test_pasted_paragraph_numbers_are_told_with_their_line_and_what_to_do() -> None:
    (twelfth,) = of("Before.\n\n12. On 3 May she left.\n\n13. He stayed.\n", "E325")
    assert (twelfth.place.line, "take it off" in twelfth.help) == (3, True)
    (first,) = of("Before.\n\n1. On 3 May she left.\n\n2. He stayed.\n", "E336")
    assert (first.place.line, "take the numbers off" in first.help) == (3, True)
    for text in ("{.decimal}\n1. One.\n\n2. Two.\n", "{.alpha}\n1. One.\n\n2. Two.\n", "1) One.\n\n2) Two.\n"):
        assert read(text)[1] == []
    assert of("1. One.\n\n2. Two.\n", "E336", numbered=False) == []


def test_figures_never_become_letters_without_a_word() -> None:
    (told,) = of("1. One.\n2. Two.\n", "W335")
    assert (told.place.line, "{.decimal}" in told.help) == (1, True)
    assert [one.style for one in lists(read("1) One.\n2) Two.\n")[0])] == ["decimal"]
    assert [one.style for one in lists(read("{.alpha}\n1. One.\n2. Two.\n")[0])] == ["alpha"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_every_kind_within_every_other_comes_back_from_word_with_its_marks(language: str) -> None:
    at = Place("case.yaml", 1, 1)
    kinds = ("({})", "({}) ", "{}°", "•")
    pairs = list(itertools.product(kinds, kinds))
    blocks: list[Any] = []
    for index, (outer, inner) in enumerate(pairs):
        text = "{0} one\n   {2} x\n   {3} y\n{1} two".format(*KINDS[outer][1][:2], *KINDS[inner][1][:2])
        blocks += [Heading(3, (), at, id=f"h{index}"), *(read(text)[0] if outer != inner else ())]
    base = sample_document("ar" if language == "ar" else "en", "filing")
    base = replace(base, language=language, languages=KNOWN) if language not in {"ar", "en"} else base
    made = number(replace(base, blocks=tuple(block for block in blocks if isinstance(block, ListBlock)), resources=()))
    mark = made.speech.list_mark
    for block, (outer, inner) in zip(made.blocks, [pair for pair in pairs if pair[0] != pair[1]], strict=True):
        assert isinstance(block, ListBlock)
        (within,) = lists(block.items[0].blocks)
        expected = {"({})": mark.format("a"), "({}) ": mark.format("i"), "{}°": "1.", "•": "•"}
        assert [block.items[0].marker, within.items[0].marker] == [expected[outer], expected[inner]]
    content, findings = WRITERS["docx"].write(Print(made, house()))
    assert findings == []
    assert WRITERS["docx"].read_back(content, made, at) == []


def test_a_pseudonym_begins_no_list_for_an_audience_that_reads_the_name() -> None:
    assert read("A. was beaten.\nB. saw it.\n", pseudonyms={"Ms A", "Mr B"})[1] == []


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (["A. First", "B. Second"], 2), (["1. First"], 1), (["II. First"], 1), (["2.1 First"], 1),
        (["(a) x", "(b) y"], 2), (["A. Hodžić v State"], 0),
        (["A first", "The 2. of May"], 0), (["1999. A year"], 0), (["– x", "– y"], 0),
        (["1\\. First"], 0),
    ],
)  # fmt: skip
def test_a_heading_that_brings_its_number_along_is_told(headings: list[str], told: int) -> None:
    text = "\n\n".join(f"## {heading}\n\nWords." for heading in headings)
    found = [one.place.line for one in read(text)[1] if one.code == "W338"]
    assert found == [1, 5][:told]
    assert [one for one in read(text, numbered=False)[1] if one.code == "W338"] == []
