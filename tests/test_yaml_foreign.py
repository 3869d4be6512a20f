"""What was never meant to be YAML, or says nothing to it, is named as what it is, once, with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.findings import Finding, Place
from submissions.gate import pass_gate
from submissions.languages import is_language, language_meant
from submissions.source import SourceText
from submissions.source.case_file import read_yaml
from submissions.source.kinds import kind_of
from submissions.source.signs import BRACKETS, COMMAS
from submissions.validate import validate_case
from submissions.values.dates import PartialDate
from submissions.values.refusal import RefusedValueError
from submissions.values.text import Text
from test_yaml_breaks import SOUND

FOLDER = Path("cases") / "a-case"


def typed(text: str) -> SourceText:
    starts = [0, *(index + 1 for index, sign in enumerate(text) if sign == "\n")]
    return SourceText(text, "case.yaml", tuple(starts))


def told(text: str) -> list[Finding]:
    """Return the errors of a case file, as `check` finds them in it."""
    root, findings = read_yaml(typed(text))
    if root is not None:
        findings = [*findings, *validate_case(root, FOLDER, FOLDER.parent)[1]]
    return [one for one in findings if one.code.startswith("E")]


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) >= 1
    return SOUND.replace(old, new, 1)


# How a program shows each line of a file, and a word of what is told.
SHOWN = {
    "a comparison": (lambda number, line: f"+{line}", "begin with +"),
    "line numbers": (lambda number, line: f"{number:4} {line}", "with their numbers"),
    "line numbers and a bar": (lambda number, line: f"{number}| {line}", "with their numbers"),
    "line numbers of a search": (lambda number, line: f"{number}:{line}", "with their numbers"),
    "line breaks of a web page": (lambda number, line: f"{line}<br>", "tags of a web page"),
    "paragraphs of a web page": (lambda number, line: f"<p>{line}</p>", "tags of a web page"),
    "a mail": (lambda number, line: f"> {line}", "mail programs"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_program_sets_before_every_line_is_told_once_at_the_first(name: str) -> None:
    show, words = SHOWN[name]
    shown = "\n".join(show(number, line) for number, line in enumerate(SOUND.split("\n"), start=1) if line)
    findings = told(shown)
    assert len(findings) == 1
    assert findings[0].place.line == 1
    assert words in findings[0].message


def test_a_sound_file_has_none_of_these_marks() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize("word", ["~", "null"])
def test_what_yaml_reads_as_nothing_is_never_printed_as_a_word(word: str) -> None:
    findings = told(changed("pseudonym: Q", f"pseudonym: {word}"))
    assert [one.code for one in findings] == ["E117"]
    assert "'pseudonym' has no value" in findings[0].message
    assert told(changed("pseudonym: Q", f'pseudonym: "{word}"')) == []
    assert told(changed("name: Canary Zzyzxqua", "name: Null")) == []


@pytest.mark.parametrize("sign", COMMAS)
def test_a_comma_of_another_script_in_a_list_is_told_once_at_its_column(sign: str) -> None:
    findings = told(changed("[name, born]", f"[name{sign} born]"))
    assert len(findings) == 1
    assert findings[0].place.column == SOUND.split("\n")[15].index("name") + len("name") + 1
    assert "in place of a comma" in findings[0].message


def test_prose_in_a_list_keeps_the_commas_of_its_script() -> None:
    assert told(SOUND + "requests:\n  - {id: a, text: القتل، التعذيب}\n") == []


@pytest.mark.parametrize(
    "pair", ["()", "<>", *("".join(pair) for pair in zip(BRACKETS[::2], BRACKETS[1::2], strict=True))]
)
def test_a_list_in_other_brackets_is_proposed_in_square_ones(pair: str) -> None:
    findings = told(changed("[name, born]", f"{pair[0]}name, born{pair[1]}"))
    assert [one.help for one in findings] == ["write it as a list: [name, born]"]


@pytest.mark.parametrize("typed", ["yes", "true", "all", "[]x"])
def test_a_word_that_the_list_does_not_take_is_not_proposed(typed: str) -> None:
    findings = told(changed("[name, born]", typed))
    assert len(findings) == 1
    assert f"[{typed}]" not in findings[0].help


@pytest.mark.parametrize("between", ["; ", ";", "/", " ", " and ", "|", "+"])
def test_items_without_a_comma_are_proposed_with_it(between: str) -> None:
    findings = told(changed("[name, born]", f"[name{between}born]"))
    assert [one.help for one in findings] == ["write commas between the items: [name, born]"]


@pytest.mark.parametrize(
    ("value", "column", "words"),
    [
        ("{a: [b, c: d}", 4, "opened here and not closed"),
        ("{a: b], c: d}", 5, "is closed here, with ]"),
        ("{a: (b, [c}", 8, "opened here and not closed"),
        ("[{a: b, {c: d}]", 1, "opened here and not closed"),
        ("[a, 'b]', c", 0, "opened here and not closed"),
    ],
)
def test_a_bracket_without_its_other_is_told_where_it_stands(value: str, column: int, words: str) -> None:
    findings = told(changed("[name, born]", value))
    assert len(findings) == 1
    assert words in findings[0].message
    assert findings[0].place.column == SOUND.split("\n")[15].index("[") + column + 1


@pytest.mark.parametrize("mark", ["*", "+", "•", "–"])
def test_an_item_with_another_mark_is_told_at_the_mark(mark: str) -> None:
    findings = told(changed("  - id: q", f"  {mark} id: q"))
    assert findings[0].place.line == 12
    assert findings[0].place.column == 3
    assert "in place of a hyphen" in findings[0].message


@pytest.mark.parametrize("value", ["*One* day.", "!important", "&amp; more"])
def test_text_that_begins_with_a_sign_of_yaml_is_told_once_and_put_into_marks(value: str) -> None:
    findings = told(changed("ask: Two.", f"ask: {value}"))
    assert len(findings) == 1
    assert "into quotation marks" in findings[0].help
    assert told(changed("ask: Two.", f'ask: "{value}"')) == []


def test_a_date_with_a_comma_in_braces_is_told_as_such() -> None:
    findings = told(changed("date: 2026-11-02", "date: November 2, 2026"))
    assert "put the whole value into quotation marks" in [one.help for one in findings]


@pytest.mark.parametrize(
    "typed",
    ["2021-5-3", "2021/05/03", "2021.5.3", "20210503", "2021‑05‑03", "2021–05–03", "2021-05-03T10:00",
     "2021-05-03 10:00", "٢٠٢١-٠٥-٠٣", "２０２１-０５-０３", "۲۰۲۱/۵/۳", "२०२१-०५-०३"],
)  # fmt: skip
def test_a_date_with_the_year_first_is_proposed_as_it_is_written(typed: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        PartialDate.read(Text(typed, Place("case.yaml", 1, 1)))
    assert [one.help for one in refused.value.findings] == ["write 2021-05-03"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("EN", "en"), ("en-GB", "en"), ("pt_BR", "pt"), ("English", "en"), ("français", "fr"), ("Русский", "ru"),
     ("العربية", "ar"), ("Spanish", "es"), ("klingon-like", ""), ("", "")],
)  # fmt: skip
def test_a_language_written_out_is_proposed_by_its_code(typed: str, code: str) -> None:
    assert language_meant(typed) == code
    assert code == "" or is_language(code)


@pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n", b"GIF89a", b"II*\x00"])
def test_a_picture_is_told_as_one(head: bytes) -> None:
    assert kind_of(head + b"rest") == "a picture"


def test_a_text_of_no_template_is_proposed_as_the_nearest_that_one_prints() -> None:
    source, _ = read_yaml(typed(changed("  facts:", "  backgrund:")))
    assert source is not None
    findings = validate_case(source, FOLDER, FOLDER.parent, text_names=frozenset({"facts", "background", "ask"}))[1]
    assert [one.help for one in findings if one.code == "W138"] == ["write 'background', or take it out"]


def test_a_letter_that_another_program_lost_is_told_where_it_stands() -> None:
    findings = told_by_gate("Ana Mar\ufffda")
    assert [one.code for one in findings] == ["E132"]
    assert "write the letter that stood there" in findings[0].help


@pytest.mark.parametrize(("code", "sign"), [("\uf0b7", "•"), ("\uf02a", "*"), ("\uf0fe", "☑"), ("\uf0d8", "➢")])
def test_a_sign_of_a_symbol_font_is_told_with_what_the_font_shows(code: str, sign: str) -> None:
    (finding,) = told_by_gate(f"{code} first")
    assert finding.help == f"write what that font showed, most likely {sign}"
    assert told_by_gate(f"{sign} first") == []


def told_by_gate(text: str) -> list[Finding]:
    return pass_gate(text, lambda index: Place("case.yaml", 1, index + 1))[1]


def test_who_is_protected_without_a_pseudonym_is_told_of_by_id() -> None:
    findings = told(changed("    pseudonym: Q\n", ""))
    assert [one.message for one in findings if one.code == "E135"] == [
        "'name' of 'q' is protected and there is no 'pseudonym' to print in its place"
    ]
