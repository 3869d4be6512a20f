"""A sound case file that is broken in one line is told of at that line, however far behind it a parser stops."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from submissions.findings import Finding
from submissions.gate import pass_gate
from submissions.source import SourceText, locate, read_case
from submissions.source.case_file import read_yaml
from submissions.source.signs import name_of_sign
from submissions.validate import validate_case
from submissions.values import Text

SOUND = """\
case:
  id: a-case
  title: Q v Nepal
  short_title: "Q v Nepal"
  language: en
state: NPL
organisation:
  name: Justice Now
  address: "1 Main Street, Oslo"
  email: office@example.org
people:
  - id: q
    role: survivor
    name: Canary Zzyzxqua
    pseudonym: Q
    protected: [name, born]
    consent:
      - {scope: submit, date: 2026-11-02, form: written}
      - {scope: share, date: 2026-11-02, form: written}
      - {scope: contact, date: 2026-11-02, form: written}
  - id: r
    role: witness
    name: 'Rana Zzyzxquo'
    pseudonym: B
    protected: [name]
events:
  - id: arrest
    date: 2021-02-03
    text: |
      The first paragraph.

      The second: it has a colon, "marks" and a - hyphen.
  - id: release
    date: 2021-02-06
    text: "@q was let go."
texts:
  facts: "One."
  ask: Two.
  background: "Three."
"""
LINES = SOUND.split("\n")[:-1]
Break = Callable[[str], str | None]


def key_of(line: str) -> tuple[str, str, str]:
    """Return what stands before the colon of a line with a key, with the hyphen, the key itself, and its value."""
    head, _, value = line.partition(":")
    word = head.lstrip(" -")
    return head[: len(head) - len(word)], word, value.strip()


def plain_value(line: str) -> bool:
    return "{" not in line and bool(key_of(line)[2]) and key_of(line)[2][0] not in "\"'[|"


def quoted_value(line: str) -> bool:
    return len(key_of(line)[2]) > 2 and key_of(line)[2][0] in "\"'" and key_of(line)[2][-1] in "\"'"


def with_key(shape: str) -> Break:
    def change(line: str) -> str | None:
        lead, key, value = key_of(line)
        if "{" in line or not key.isidentifier() or (not value and "VALUE" not in shape):
            return None
        return lead + shape.replace("KEY", key).replace("VALUE", value)

    return change


def with_plain(shape: str) -> Break:
    def change(line: str) -> str | None:
        lead, key, value = key_of(line)
        return lead + shape.replace("KEY", key).replace("VALUE", value) if plain_value(line) else None

    return change


def with_quoted(change: Callable[[str], str]) -> Break:
    return lambda line: change(line) if quoted_value(line) else None


def with_item(mark: str) -> Break:
    return lambda line: line.replace("- ", mark, 1) if line.lstrip().startswith("- ") else None


def indented(lead: Callable[[int], str]) -> Break:
    def change(line: str) -> str | None:
        width = len(line) - len(line.lstrip())
        return lead(width) + line.lstrip() if width else None

    return change


BREAKS: dict[str, Break] = {
    "no-break spaces before": indented(lambda width: "\u00a0" * width),
    "one no-break space before": indented(lambda width: " " * (width - 1) + "\u00a0"),
    "wide spaces before": indented(lambda width: "\u3000" + " " * (width - 1)),
    "a tab before": indented(lambda width: "\t"),
    "spaces and a tab before": indented(lambda width: " " * (width - 2) + "\t"),
    "a zero-width space before": lambda line: "\u200b" + line,
    "a second byte order mark": lambda line: "\ufeff" + line,
    "no colon": with_key("KEY VALUE"),
    "no space behind the colon": with_plain("KEY:VALUE"),
    "a wide colon": with_key("KEY：VALUE"),
    "a colon of mathematics": with_key("KEY∶ VALUE"),
    "a no-break space behind the colon": with_key("KEY:\u00a0VALUE"),
    "a no-break space before the colon": with_key("KEY\u00a0: VALUE"),
    "an equals sign": with_key("KEY = VALUE"),
    "an open quotation mark": with_plain('KEY: "VALUE'),
    "an open apostrophe": with_plain("KEY: 'VALUE"),
    "quotation marks of print": with_plain("KEY: “VALUE”"),
    "quotation marks of French": with_plain("KEY: «VALUE»"),
    "quotation marks of print and a colon": with_plain("KEY: “VALUE: x”"),
    "words behind a quotation": with_plain('KEY: "VALUE" and more'),
    "a second colon": with_plain("KEY: VALUE: and more"),
    "words behind a bracket": with_plain("KEY: [VALUE] and more"),
    "a sign that is reserved": with_plain("KEY: `VALUE`"),
    "words behind the bar": with_plain("KEY: | VALUE"),
    "a quotation mark that is not closed": with_quoted(lambda line: line[:-1]),
    "a quotation mark that print closes": with_quoted(lambda line: line[:-1] + "”"),
    "a quotation mark inside": with_quoted(lambda line: line[:-3] + line[-1] + line[-3:]),
    "a dash for a hyphen": with_item("– "),
    "a bullet for a hyphen": with_item("• "),
    "no space behind the hyphen": with_item("-"),
    "a no-break space behind the hyphen": with_item("-\u00a0"),
    "a bracket that is not closed": lambda line: line[:-1] if line.endswith("]") else None,
    "a brace that is not closed": lambda line: line[:-1] if line.endswith("}") else None,
    "a comma of Arabic": lambda line: line.replace(",", "،") if line.endswith("]") and "," in line else None,
    "marks of git": lambda line: f"<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> other",
    "a fence": lambda line: f"```\n{line}",
    "a mark of mail": lambda line: f"> {line}",
}


def broken() -> Iterator[tuple[str, int, str]]:
    """Yield what each break makes of each line that it can break: its name, the number of the line, the whole text."""
    for name, change in BREAKS.items():
        for number, line in enumerate(LINES, 1):
            inside_text = line.startswith("      ") and not line.lstrip().startswith("- ")
            changed = None if inside_text or not line.strip() else change(line)
            if changed is not None:
                yield name, number, "\n".join([*LINES[: number - 1], changed, *LINES[number:], ""])


def findings_of(text: str, folder: Path) -> list[Finding]:
    starts = [0, *(index + 1 for index, sign in enumerate(text) if sign == "\n")]
    source = SourceText(text, "case.yaml", tuple(starts))
    clean, remarks = pass_gate(text, source.place_at)
    root, faults = read_yaml(SourceText(clean, "case.yaml", source.starts))
    more = validate_case(root, folder, folder.parent.parent)[1] if root is not None else []
    return sorted((one for one in remarks + faults + more), key=lambda one: one.place)


def missed(cells: Sequence[tuple[str, int, str]], folder: Path) -> list[tuple[str, int, list[str]]]:
    """Return the breaks that no finding names the line of, with what is found instead."""
    folder.mkdir(parents=True)
    assert findings_of(SOUND, folder) == []
    told = [(name, number, findings_of(text, folder)[:3]) for name, number, text in cells]
    return [
        (name, number, [str(one) for one in found])
        for name, number, found in told
        if number not in [one.place.line for one in found]
    ]


def test_a_break_is_told_at_the_line_that_was_broken(tmp_path: Path) -> None:
    cells = list(broken())
    few = [cell for name in BREAKS for cell in [one for one in cells if one[0] == name][3::25]]
    assert len(few) > 30
    assert missed(few, tmp_path / "cases" / "a-case") == []


@pytest.mark.proof
def test_every_break_of_every_line_is_told_at_the_line_that_was_broken(tmp_path: Path) -> None:
    cells = list(broken())
    assert len(cells) > 600
    assert missed(cells, tmp_path / "cases" / "a-case") == []


@pytest.mark.parametrize("by", [-1, 1])
def test_a_line_that_is_moved_is_told_where_the_others_agree_against_it(by: int, tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "a-case"
    folder.mkdir(parents=True)
    wrong = []
    for number, line in enumerate(LINES, 1):
        if not line.startswith(" ") or line.startswith("      "):
            continue
        moved = line[1:] if by < 0 else f" {line}"
        found = findings_of("\n".join([*LINES[: number - 1], moved, *LINES[number:], ""]), folder)
        if number not in [one.place.line for one in found[:2]]:
            wrong.append((number, [str(one) for one in found]))
    assert wrong == []


def test_several_breaks_are_told_in_one_run(tmp_path: Path) -> None:
    text = SOUND.replace("  title: Q", "\u00a0\u00a0title: Q").replace('"1 Main Street, Oslo"', '"1 Main Street, Oslo')
    text = text.replace("    pseudonym: B", "    pseudonym:B")
    assert [one.place.line for one in findings_of(text, tmp_path)] == [3, 9, 24]


def test_a_long_file_with_a_break_at_its_end_is_read_in_a_moment(tmp_path: Path) -> None:
    text = (
        "texts:\n" + "".join(f'  one_{number}: "words: of a sentence"\n' for number in range(300)) + '  last: "open\n'
    )
    found = findings_of(text, tmp_path)
    assert [one.place.line for one in found][:1] == [302]


def test_an_open_quotation_mark_that_a_later_one_closes_is_told_with_the_key_it_takes_in(tmp_path: Path) -> None:
    text = 'case:\n  title: "Q v Nepal\n  short_title: Q"\n'
    found = findings_of(text, tmp_path)
    assert [one.place.line for one in found if "takes in the key of line 3" in one.message] == [2]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("case.yaml", b"PK\x03\x04" + b"\x00" * 40, "Word"),
        ("case.yaml", b"\xd0\xcf\x11\xe0" + b"\x00" * 40, "old Word"),
        ("case.yaml", rb"{\rtf1\ansi case: }", "RTF"),
        ("case.yaml", b"%PDF-1.7 case", "a PDF"),
        ("case.yaml", b"<!doctype html><p>case:", "web page"),
        ("case.yaml.txt", b"case:\n", "'case.yaml.txt'"),
        ("case.yml", b"case:\n", "'case.yml'"),
        ("Case.yaml.docx", b"PK", "'Case.yaml.docx'"),
        ("case (1).yaml", b"case:\n", "'case (1).yaml'"),
    ],
)
def test_a_file_of_another_kind_or_name_is_told_of_as_what_it_is(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    folder = tmp_path / "cases" / "a"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    root, found = read_case(folder, tmp_path)
    assert root is None
    assert words in found[0].message
    assert "case.yaml" in found[0].help or "plain text" in found[0].help
    assert "submissions new" not in found[0].help


def test_an_ordinary_file_beside_no_case_file_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("case", encoding="utf-8")
    (tmp_path / "casework.yaml").write_text("case", encoding="utf-8")
    assert "submissions new case" in read_case(tmp_path, tmp_path)[1][0].help


@pytest.mark.parametrize("name", ["annexes/Vidéo d'août.pdf", "annexes/Ünal/Ñandú.pdf"])
def test_a_name_that_the_disk_stores_in_pieces_is_found(name: str, tmp_path: Path) -> None:
    stored = tmp_path / unicodedata.normalize("NFD", name)
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"%PDF-1.7")
    path, found = locate(tmp_path, Text(unicodedata.normalize("NFC", name)))
    assert found == []
    assert path is not None
    assert path.read_bytes() == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("title: Cell # 4 in block B", ["W139"]),
        ("name: Anna # the elder", ["W139"]),
        ("name: 34 # 4", ["W139"]),
        ("name: Anna #3", ["E111"]),
        ("role: survivor # see the file", []),
        ("date: 2021-02-03 # Wednesday", []),
        ("state: BIH # Bosnia", []),
        ("title: Anna  # the name is changed", []),
    ],
)
def test_a_value_of_one_word_that_is_cut_off_is_noticed(line: str, codes: list[str]) -> None:
    source = SourceText(f"{line}\n", "case.yaml", (0, len(line) + 1))
    assert [one.code for one in read_yaml(source)[1]] == codes


def test_the_name_of_a_sign_tells_its_code() -> None:
    assert name_of_sign("\u00a0") == "a no-break space (U+00A0)"
    assert "U+2236" in name_of_sign("\u2236")
