"""The file of a language: each row of it is answered, and what is missing or wrong is named at its line."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampling import first_of
from speaking import CODES, KNOWN, house, somebody
from submissions.case.pseudonyms import free_pseudonym
from submissions.catalogue import ROWS, LanguageShelf, built_in_templates
from submissions.dates import print_date
from submissions.document import Paragraph, Run, plain, walk
from submissions.findings import Place
from submissions.languages import FewLanguages, Language, is_language, script_of
from submissions.transforms.agreement import agree
from submissions.transforms.typography import set_words
from submissions.values import Day, PartialDate, Text
from submissions.view.articles import articles_in
from word_files import document

ROOT = Path(__file__).parents[1]
HOUSE = built_in_templates() / "house"
HERE = Place("x.md", 1)
DATES = (
    PartialDate("day", Day(1998, 11, 1)),
    PartialDate("span", Day(1998, 10, 30), Day(1998, 11)),
    PartialDate("span", Day(1998)),
    PartialDate("between", Day(1993, 5), Day(1993, 6)),
    PartialDate("about", Day(1992)),
)
NAMED = {path.name.split(".")[1] for stem in ("labels", "citations") for path in HOUSE.glob(f"{stem}.*.yaml")}


def shelf(folder: Path, text: str, code: str = "pt") -> LanguageShelf:
    """Return a house with one language, whose file holds a text."""
    path = folder / f"language.{code}.yaml"
    path.write_text(text, encoding="utf-8")
    return LanguageShelf({code: (path, f"templates/house/{path.name}")})


def without(text: str, row: str) -> str:
    """Return the text of a language's file without one row, whatever lines that takes."""
    group, _, name = row.rpartition(".")
    inline = re.compile(
        rf"(^{group}: \{{|, ){name}: (\[[^\]]*\]|\"[^\"]*\"|[^,}}\n]*)(?=[,}}])(, (?=\w))?", re.MULTILINE
    )
    if group and (match := re.search(rf"^{group}: \{{[^\n]*(?:\n  [^\n]*)*", text, re.MULTILINE)):
        cut = inline.sub(lambda one: one[1] if one[1] != ", " else (", " if one[3] else ""), match[0], count=1)
        assert cut != match[0], row
        return text.replace(match[0], cut)
    indent = "  " if group else ""
    start = text.index(f"\n{group}:\n") if group else 0
    lines = re.compile(rf"^{indent}{name}:[^\n]*\n(?:{indent} [^\n]*\n)*", re.MULTILINE)
    match = lines.search(text, start)
    assert match is not None, row
    return text[: match.start()] + text[match.end() :]


ENGLISH = (HOUSE / "language.en.yaml").read_text(encoding="utf-8")


# --- the rows ---


@pytest.mark.parametrize("code", sorted({*CODES, *NAMED}))
def test_each_language_of_the_house_answers_each_row(code: str) -> None:
    """A row that is missing, unknown or wrong is a fault of the file, so no fault says that all are there."""
    assert code in CODES
    assert house().languages.missing(code) == ()
    language = KNOWN[code]
    assert is_language(code)
    assert language.name
    assert language.quotes is not None
    assert language.dates is not None
    assert language.pseudonyms is not None
    assert language.written.word.partition("-")[0] == code
    assert language.written.direction == script_of(code).direction
    assert language.written.east_asian == script_of(code).east_asian


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_is_missing_is_named_with_what_to_write(row: str, tmp_path: Path) -> None:
    known = shelf(tmp_path, without(ENGLISH, row))
    (fault,) = known.faults("pt")
    assert (fault.code, fault.message) == ("E207", f"the language 'pt' lacks words that its documents need: {row}")
    assert (fault.place.file, fault.place.line) == ("templates/house/language.pt.yaml", first_line(ENGLISH))
    assert fault.help.endswith(f"{row}, {ROWS[row]}")
    assert "pt" not in {code for code in known if code in known}
    assert known.of("pt") == Language("pt")


def first_line(text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#"))


@given(st.sets(st.sampled_from(sorted(ROWS)), min_size=2, max_size=8))
def test_one_finding_names_all_that_is_missing(rows: set[str]) -> None:
    text = ENGLISH
    for row in rows:
        text = without(text, row)
    for group in {row.partition(".")[0] for row in rows if "." in row}:
        text = re.sub(rf"^{group}:(?: \{{\}})?$\n(?! )", "", text, flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        (fault,) = shelf(Path(folder), text).faults("pt")
    assert fault.message.partition(": ")[2].split(", ") == [row for row in ROWS if row in rows]


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (("direction: left-to-right", "direction: upwards"), "direction"),
        (("outer: [“, ”]", "outer: [“]"), "quotes.outer"),
        (("outer: [“, ”]", "outer: “"), "quotes.outer"),
        (("inside: none", "inside: wider"), "quotes.inside"),
        (("notes: after", "notes: below"), "notes"),
        (("lists: (a)", "lists: a."), "lists"),
        (("[I, A, 1]", "[I, A]"), "sections"),
        (("[I, A, 1]", "[I, A, 0]"), "sections"),
        (('paragraph: "{article} ({paragraph})"', 'paragraph: "{article}"'), "articles.paragraph"),
        (('day: "{d} {m} {y}"', 'day: "{d} {month} {y}"'), "dates.day"),
        (("[January, February, ", "[January, "), "dates.months"),
        (('since: ["since {}", "since {}"]', 'since: ["since {}", since]'), "dates.since"),
        (("bound: false", "bound: no"), "dash.bound"),
        (('decimal: "."', 'decimal: ";"'), "figures.decimal"),
        (("raised: none", "raised: [first]"), "signs.raised"),
        (("elides: none", "elides: '['"), "agreement.elides"),
        (("joins: none", "joins: {de: du}"), "agreement.joins"),
        (("joins: none", "joins: [de le]"), "agreement.joins"),
        (("{plain: a, changed: an,", "{plain: a, other: an,"), "agreement.alternates"),
        (("attached: none", "attached: {word: l}"), "agreement.attached"),
        (("woman: Ms {}", "woman: Ms"), "pseudonyms.woman"),
        (("letters: ABCDEFGHIJKLMNOPQRSTUVWXYZ", "letters: AB"), "pseudonyms.letters"),
        (('day: "{d} {m} {y}"', "day: none"), "dates.day"),
        (("outer: [“, ”]", "outer: none"), "quotes.outer"),
        (("witness: Witness {}", "witness: none"), "pseudonyms.witness"),
        (("witness: Witness {}", "witness: '{} {}'"), "pseudonyms.witness"),
        (("states: none", "states: [GTM]"), "states"),
    ],
)
def test_a_row_that_is_wrong_is_found_at_its_line(change: tuple[str, str], row: str, tmp_path: Path) -> None:
    assert change[0] in ENGLISH
    text = ENGLISH.replace(*change, 1)
    known = shelf(tmp_path, text)
    faults = [fault for fault in known.faults("pt") if f"'{row}'" in fault.message]
    assert faults, known.faults("pt")
    name = row.rpartition(".")[2]
    assert all(fault.code == "E204" and ROWS[row] in fault.help for fault in faults)
    assert all(f"{name}:" in text.splitlines()[fault.place.line - 1] for fault in faults)
    assert "pt" not in dict.fromkeys(code for code in known if known.get(code))


HOSTILE = (
    "[",
    "(",
    "{}",
    "{} {}",
    "{0} {1}",
    "{d} {m} {y} }",
    "\\",
    "*",
    "none",
    "|",
    "^$",
    "a b",
    "-",
    "]",
    "x" * 400,
    ":",
)
FORMS = ("'_'", "['_', '_']", "{'_': '_', 'a b': '_'}")


@pytest.mark.parametrize("row", first_of(ROWS, 4))
def test_whatever_stands_in_a_row_is_a_fault_or_works(row: str, tmp_path: Path) -> None:
    """No sign of a pattern, a bracket or a brace, breaks a document: it is refused, or is a sign like another."""
    for turn, typed in enumerate(HOSTILE, list(ROWS).index(row)):  # each sign in another form for each row
        value = FORMS[turn % len(FORMS)].replace("_", typed)
        known = shelf(tmp_path, with_row(without(ENGLISH, row), row, value))
        faults = known.faults("pt")
        assert all(fault.help and fault.place.line for fault in faults)
        if not faults:
            assert_usable(known["pt"])


def with_row(text: str, row: str, value: str) -> str:
    """Return the text of a language's file with one row more."""
    group, _, name = row.rpartition(".")
    if not group:
        return f"{text}{name}: {value}\n"
    inline = f"\n{group}: {{"
    if inline in text:
        return text.replace(inline, f"{inline}{name}: {value}, ")
    return text.replace(f"\n{group}:\n", f"\n{group}:\n  {name}: {value}\n")


def assert_usable(language: Language) -> None:
    """Use every row once."""
    assert language.dates is not None
    for date in DATES:
        assert print_date(date, language)
    assert set_words("\"A 'b'\" x 12, 1er [ ( {} * | ^$ a b", language)
    for role in ("witness", "relative", "survivor", "counsel"):
        assert free_pseudonym(somebody(role, "woman"), (), language)
    people = document(Paragraph((Run("de ", HERE), Run("Ines", HERE, verbatim=True, person=True)), HERE))
    made = agree(replace(people, languages=FewLanguages((replace(language, code="en"),))))
    assert "nes" in plain(next(node.inlines for node in walk(made.blocks) if isinstance(node, Paragraph)))
    (article,) = articles_in([Text("22 (5) (b)")], language)
    assert "22" in article


def test_a_row_that_nobody_knows_is_e203_with_the_nearest(tmp_path: Path) -> None:
    known = shelf(tmp_path, ENGLISH.replace("inside: none", "inside: none, insid: none"))
    assert [(one.code, one.help) for one in known.faults("pt")] == [("E203", "write 'inside'")]


def test_every_row_is_explained() -> None:
    page = (ROOT / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")
    assert [row for row, words in ROWS.items() if f"| `{row}` | {words} |" not in page] == []
