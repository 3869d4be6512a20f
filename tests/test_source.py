"""Reading a case folder: every scalar stays what was typed, and nothing hostile is opened, expanded or printed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from submissions.findings import Finding, Place
from submissions.source import read_case
from submissions.values import Prose, SourceList, SourceMapping


def read(tmp_path: Path, content: bytes | str) -> tuple[SourceMapping | None, list[Finding]]:
    folder = tmp_path / "cases" / "a-case"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    return read_case(folder, tmp_path)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    "typed",
    [
        "0123",
        "1.10",
        "NO",
        "no",
        "yes",
        "Yes",
        "on",
        "off",
        "y",
        "true",
        "Null",
        "12e4",
        "0x1F",
        "0o17",
        "1_000",
        "2021-02",
        "2021-02-30",
        ".inf",
        ".nan",
        "12:30",
        "+1",
        "=",
        "<<",
    ],
)
def test_a_scalar_stays_the_text_that_was_typed(tmp_path: Path, typed: str) -> None:
    source, findings = read(tmp_path, f"key: {typed}\nlist: [{typed}]\n")
    assert source == {"key": typed, "list": [typed]}
    assert findings == []


def test_every_value_knows_its_file_line_and_column(tmp_path: Path) -> None:
    source, _ = read(tmp_path, 'people:\n  - id: anna\n    name: "Anna B"\n')
    assert source is not None
    people = source.at("people")
    assert isinstance(people, SourceList)
    person = people[0]
    assert isinstance(person, SourceMapping)
    file = "cases/a-case/case.yaml"
    assert [key.place for key in person] == [Place(file, 2, 5), Place(file, 3, 5)]
    assert [getattr(value, "place") for value in person.values()] == [Place(file, 2, 9), Place(file, 3, 11)]  # noqa: B009
    assert person.place == Place(file, 2, 5)


def prose_of(tmp_path: Path, content: str) -> Prose:
    source, findings = read(tmp_path, content)
    assert source is not None
    assert findings == []
    value = source.at("text")
    assert isinstance(value, Prose)
    return value


def lines_of(prose: Prose) -> list[tuple[str, int, int]]:
    return [
        (line, prose.place_of(number).line, prose.place_of(number).column)
        for number, line in enumerate(prose.split("\n"))
    ]


def test_a_block_knows_the_place_of_each_line(tmp_path: Path) -> None:
    prose = prose_of(tmp_path, "text: |\n\n    One.\n\n      Two,\n    three.\nother: x\n")
    assert lines_of(prose)[1:] == [("One.", 3, 5), ("", 4, 1), ("  Two,", 5, 5), ("three.", 6, 5)]


def test_a_folded_block_knows_where_each_of_its_lines_begins(tmp_path: Path) -> None:
    prose = prose_of(tmp_path, "text: >\n  One\n  and one.\n\n  Two.\n")
    assert lines_of(prose) == [("One and one.", 2, 3), ("Two.", 5, 3)]


def test_plain_text_over_several_lines_knows_where_each_paragraph_begins(tmp_path: Path) -> None:
    prose = prose_of(tmp_path, "text: One\n  and one.\n\n  Two.\n")
    assert lines_of(prose) == [("One and one.", 1, 7), ("Two.", 4, 3)]


def test_the_end_of_a_block_is_no_part_of_its_text_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert prose_of(tmp_path, "text: |\n  One.\n") == "One."
    assert prose_of(tmp_path, "text: |+\n  One.\n\n") == "One.\n\n"


def test_windows_line_ends_and_a_byte_order_mark_are_accepted(tmp_path: Path) -> None:
    source, findings = read(tmp_path, b"\xef\xbb\xbfkey: one\r\ntext: |\r\n  One.\r\n  Two.\r\n")
    assert source == {"key": "one", "text": "One.\nTwo."}
    assert findings == []


def test_a_missing_folder_or_case_file_is_e101(tmp_path: Path) -> None:
    assert codes(read_case(tmp_path / "cases" / "nobody", tmp_path)[1]) == ["E101"]
    (tmp_path / "cases" / "empty").mkdir(parents=True)
    _, findings = read_case(tmp_path / "cases" / "empty", tmp_path)
    assert codes(findings) == ["E101"]
    assert findings[0].place == Place("cases/empty/case.yaml")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("key: näme\n".encode("utf-16"), Place("cases/a-case/case.yaml")),
        ("key: näme\n".encode("utf-16-le"), Place("cases/a-case/case.yaml")),
        ("key: näme\n".encode("utf-32"), Place("cases/a-case/case.yaml")),
        ("one: 1\nkey: näme\n".encode("latin-1"), Place("cases/a-case/case.yaml", 2, 7)),
        (b"key: \xed\xa0\x80\n", Place("cases/a-case/case.yaml", 1, 6)),
    ],
)
def test_another_encoding_than_utf_8_is_e103_at_the_first_wrong_byte(
    tmp_path: Path, content: bytes, place: Place
) -> None:
    source, findings = read(tmp_path, content)
    assert source is None
    assert codes(findings) == ["E103"]
    assert findings[0].place == place


def test_a_nul_byte_is_refused_and_goes_no_further(tmp_path: Path) -> None:
    source, findings = read(tmp_path, b"key: one\x00two\x00\n")
    assert [(finding.code, finding.place.column) for finding in findings] == [("E130", 9)]
    assert source == {"key": "one\ufffdtwo\ufffd"}


def test_fifty_megabytes_end_at_once_as_e104(tmp_path: Path) -> None:
    start = time.monotonic()
    _, findings = read(tmp_path, b"key: " + b"x" * 50_000_000)
    assert codes(findings) == ["E104"]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused_without_recursion(tmp_path: Path, opening: str) -> None:
    start = time.monotonic()
    source, findings = read(tmp_path, "key:\n  " + opening * 20_000)
    assert source is None
    assert codes(findings) == ["E109"]
    assert time.monotonic() - start < 10


def test_billion_laughs_are_never_expanded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    start = time.monotonic()
    _, findings = read(tmp_path, "\n".join(lines))
    assert set(codes(findings)) == {"E107"}
    assert time.monotonic() - start < 2


def test_a_repeated_key_does_not_print_its_value(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "name: Secret One\nname: Secret Two\n")
    assert codes(findings) == ["E106"]
    assert "Secret" not in findings[0].message + findings[0].help


def test_two_keys_that_are_one_after_composition_are_repeated(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "\u00e9: 1\ne\u0301: 2\n")
    assert sorted(codes(findings)) == ["E106", "N134"]


@pytest.mark.parametrize(
    "line",
    [
        "state: BIH  # ISO code",
        "state: BIH # ISO code",
        "text: The facts are these.  # check the date",
        'text: "cell #4 for 20 days" # quoted',
        "text: case#4 and c#5",
        "text: |\n  cell #4 for 20 days",
        "key: [one, two] # list",
        "name: Anna\n# a comment of its own\nother: x",
        "people:\n  - name: Anna Maria Bela\n  # the next one\n  - name: Bo",
        "id: anna\n  # deeper",
    ],
)
def test_an_honest_comment_is_no_finding(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, line + "\n")[1] == []


def test_a_sentence_that_yaml_cuts_off_is_reported_where_it_is_cut(tmp_path: Path) -> None:
    source, findings = read(tmp_path, "text: held in cell #4 for 20 days\n")
    assert source == {"text": "held in cell"}
    assert [(finding.code, finding.place.line, finding.place.column) for finding in findings] == [("E111", 1, 20)]
    assert "#4 for 20 days" in findings[0].message


def test_a_case_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "linked"
    folder.mkdir(parents=True)
    (tmp_path / "other.yaml").write_text("key: value\n", encoding="utf-8")
    try:
        (folder / "case.yaml").symlink_to(tmp_path / "other.yaml")
    except OSError:
        pytest.skip("this system allows no links")
    assert codes(read_case(folder, tmp_path)[1]) == ["E126"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in folders")
def test_a_pipe_in_place_of_the_case_file_is_never_opened(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "pipe"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "case.yaml")
    assert codes(read_case(folder, tmp_path)[1]) == ["E127"]


@given(st.text(max_size=200) | st.binary(max_size=200))
@example("null")
@example("~")
@settings(max_examples=300, deadline=None)
def test_no_input_whatever_makes_reading_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes | str) -> None:
    raw = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
    source, findings = read(tmp_path_factory.mktemp("any"), raw)
    assert source is not None or findings
    for finding in findings:
        assert str(finding).isprintable(), finding


@given(st.lists(st.sampled_from("a: b\n|>-?\"'#&*!%@`{}[],\\ \t"), max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_no_play_of_yaml_signs_makes_reading_fail(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    source, findings = read(tmp_path_factory.mktemp("signs"), content)
    assert source is not None or findings


@pytest.mark.proof
def test_a_file_with_a_hundred_thousand_values_or_five_hundred_faults_ends_early(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "key:\n" + "- a\n" * 110_000)[1]) == ["E104"]
    source, findings = read(tmp_path, "key: a\n" * 5_000)
    assert source is None
    assert set(codes(findings)) == {"E106", "E110"}
    assert len(findings) < 600
