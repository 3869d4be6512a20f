"""Tables become entries of a case as they were typed, and nothing that was there changes: round trips, keys, bytes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from examples import CASES, ROOT
from speaking import KNOWN
from submissions.findings import Finding, has_errors
from submissions.folding import fold_words
from submissions.importing.heads import Heads
from submissions.importing.keys import RECORDS, key_at, keys_of
from submissions.importing.records import Listed
from submissions.importing.tables import read_case_text
from submissions.importing.yaml_rows import scalar
from submissions.packaged import packaged_rows
from submissions.source import read_case
from submissions.source.case_file import read_yaml
from submissions.source.text_file import decode_text
from submissions.validate import validate_case
from submissions.values import SourceList, SourceMapping
from table_files import CASE, FILE, as_rows, as_typed_by_excel, bring_in, separated, told, workbook

LISTS: tuple[Listed, ...] = tuple(RECORDS)


def plain(node: Any) -> Any:
    if isinstance(node, SourceMapping):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(one) for one in node] if isinstance(node, list) else str(node)


def list_of(content: bytes, listed: str) -> list[Any]:
    text, findings = read_case_text(content, FILE)
    assert text is not None
    assert not has_errors(findings)
    node = text.root.at(listed)
    assert isinstance(node, SourceList)
    return [plain(one) for one in node]


# --- the examples, out and in again ---


@cache
def example(case: str) -> tuple[bytes, SourceMapping]:
    root, findings = read_case(ROOT / "cases" / case, ROOT)
    assert root is not None
    assert not findings
    return (ROOT / "cases" / case / "case.yaml").read_bytes(), root


def without(content: bytes, listed: str) -> bytes:
    """Return a case file without the entries of a list, its key left where it is with an empty pair of brackets."""
    text = content.decode("utf-8")
    found = re.search(rf"^{listed}:\n(.*?)(?=^(?:#.*\n|\n)*(?:\w+:|\Z))", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return (text[: found.start()] + text[found.end() :]).encode("utf-8")


WITH_LISTS = [(case, listed) for case in CASES for listed in LISTS if (case, listed) != ("maya-achi", "remedies")]


@pytest.mark.few(6)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("case", "listed"), WITH_LISTS)
def test_the_entries_of_an_example_come_back_from_a_table_as_they_were(case: str, listed: Listed, form: str) -> None:
    content, root = example(case)
    entries = root.at(listed)
    assert isinstance(entries, SourceList)
    rows = as_rows([plain(one) for one in entries])
    heads, *values = rows
    typed = [heads, *([as_typed_by_excel(one) if one else None for one in row] for row in values)]
    table = separated(rows, ";") if form == "csv" else workbook(typed)
    bare = without(content, listed) if (form, listed) == ("csv", "people") else b"state: BIH\n"
    imported, findings = bring_in(table, f"table.{form}", listed, bare)
    assert imported is not None
    assert told([one for one in findings if one.code != "W191"]) == []
    assert list_of(imported.after, listed) == [plain(one) for one in entries]
    assert is_added_to(bare, imported.after)


def test_a_whole_example_without_its_events_validates_as_before_with_those_of_a_table() -> None:
    content, root = example("a-v-bosnia")
    folder = ROOT / "cases" / "a-v-bosnia"

    def validate(values: SourceMapping) -> list[Finding]:
        return validate_case(values, folder, ROOT, {"cat"}, None, KNOWN)[1]

    entries = root.at("events")
    assert isinstance(entries, list)
    table = separated(as_rows([plain(one) for one in entries]))
    imported, findings = bring_in(table, "events.csv", "events", without(content, "events"), validate)
    assert imported is not None
    assert imported.after
    assert told(findings) == []


# --- what a column may be called ---


@pytest.mark.parametrize("listed", LISTS)
def test_every_key_is_its_own_head_written_with_dots_or_as_a_title(listed: Listed) -> None:
    heads = Heads.of(listed)
    keys = keys_of(RECORDS[listed])
    assert {str(key).partition(".")[0] for key in keys} == set(RECORDS[listed].model_fields) - {"in_languages"}
    for key in keys:
        title = " ".join(str(key).replace("_", " ").split(".")).capitalize()
        for head in (str(key), title, f"  {title.upper()} "):
            assert [one.path for one in heads.keys(head)] == [key.path], head


@pytest.mark.parametrize("listed", LISTS)
def test_every_word_of_every_language_is_understood_and_what_may_be_two_keys_is_asked(listed: Listed) -> None:
    heads = Heads.of(listed)
    own = {fold_words(str(key)) for key in keys_of(RECORDS[listed])}
    rows = packaged_rows("importing/heads.csv")
    assert len(rows[0]) == 6
    for row in rows:
        path = tuple(row["key"].split("."))
        for word in (one for language, words in row.items() if language != "key" for one in words.split("/")):
            assert word.strip() == word != "", row
            if key_at(RECORDS[listed], path) is not None and fold_words(word) not in own:
                assert path in [one.path for one in heads.keys(word)], word
                assert path in [one.path for one in heads.keys(word.upper())], word


VALUES = {
    "text": ("One", "One"), "word": None, "flag": ("yes", "true"), "date": ("May 2019", "2019-05"),
    "day": ("2019", "2019"), "days": ("2019; 2020", ["2019", "2020"]), "texts": ("a; b", ["a", "b"]), "words": None,
}  # fmt: skip


@pytest.mark.parametrize("listed", LISTS)
def test_every_key_takes_a_value_of_its_kind_to_its_place(listed: Listed) -> None:
    keys = [key for key in keys_of(RECORDS[listed]) if str(key) != "id"]
    heads, wanted = ["id", *map(str, keys)], []
    rows = []
    for number, key in enumerate(keys):
        typed, value = VALUES[key.kind] or (key.words[-1], key.words[-1] if key.kind == "word" else [key.words[-1]])
        rows.append([f"n-{number}", *(typed if one is key else "" for one in keys)])
        for part in reversed(key.path):
            value = [value] if part == "1" else {part: value}
        wanted.append({"id": f"n-{number}", **value})
    imported, findings = bring_in(separated([heads, *rows]), "t.csv", listed, "state: BIH\n")
    assert imported is not None
    assert told(findings) == []
    assert list_of(imported.after, listed) == wanted


def test_every_first_key_of_every_list_has_a_row_of_words() -> None:
    rows = {row["key"].partition(".")[0] for row in packaged_rows("importing/heads.csv")}
    fields = {name for record in RECORDS.values() for name in record.model_fields}
    in_parts = {"initials_used", "common_words", "convicted", "consent", "without_consent"}
    assert fields - rows == in_parts
    assert rows - fields == set()


@pytest.mark.parametrize(
    ("head", "listed", "keys"),
    [
        ("Text (fr)", "events", ["text.fr"]),
        ("Texte (français)", "events", ["text.fr"]),
        ("TEXT [Arabic]", "events", ["text.ar"]),
        ("text.acr", "events", ["text.acr"]),
        ("text.fr.file", "events", ["text.fr.file"]),
        ("text.xx", "events", []),
        ("Date (dd/mm/yyyy)", "events", []),
        ("consent.12.scope", "people", ["consent.12.scope"]),
        ("consent.0.scope", "people", []),
        ("consent", "people", []),
        ("name.in_languages.ar.given", "people", ["name.in_languages.ar.given"]),
        ("Nom", "people", ["name", "name.family"]),
        ("Nombre", "people", ["name", "name.given"]),
        ("alias", "people", ["pseudonym", "variants"]),
        ("Date", "remedies", []),
        ("Décision", "remedies", ["outcome"]),
        ("", "events", []),
        ("…", "events", []),
    ],
)
def test_a_head_is_the_key_that_it_says_or_none(head: str, listed: Listed, keys: list[str]) -> None:
    assert [str(key) for key in Heads.of(listed).keys(head)] == keys


def test_a_text_beside_others_with_a_language_is_in_that_of_the_case() -> None:
    table = separated([["date", "Text", "Texte (fr)", "place"], ["2021", "One", "Un", "Here"]])
    imported, findings = bring_in(table, "e.csv")
    assert imported is not None
    assert not has_errors(findings)
    assert [one.key for one in imported.heads] == ["date", "text.en", "text.fr", "place"]
    assert list_of(imported.after, "events")[1]["text"] == {"en": "One", "fr": "Un"}


# --- what is appended, byte for byte ---

ITEM = "  - id: a\n    date: 2020\n    text: One"
SHAPES = {
    "one item a line": f"events:\n{ITEM}\nstate: BIH\n",
    "hyphens below the key": "events:\n- id: a\n  date: 2020\n  text: One\nstate: BIH\n",
    "far to the right": "events:\n      -   id: a\n          date: 2020\n          text: One\nstate: BIH\n",
    "each item in braces": "events:\n  - {id: a, date: 2020, text: One}\n  # the last\n\n# The State.\nstate: BIH\n",
    "comments behind": f"events:\n{ITEM}  # so they say\n    # of the item\n\n# Of the next key.\nstate: BIH\n",
    "a block at the end": "events:\n  - id: a\n    date: 2020\n    text: |\n      One\n      # of it\n\n\nstate: BIH\n",
    "a block that keeps its ends": "events:\n  - id: a\n    date: 2020\n    text: |+\n      One\n\n\nstate: BIH\n",
    "a block without its end": "events:\n  - id: a\n    date: 2020\n    text: |-\n      One\n\nstate: BIH\n",
    "the last key": f"state: BIH\nevents:\n{ITEM}\n",
    "the last key without a line end": f"state: BIH\nevents:\n{ITEM}",
    "a document's end": f"state: BIH\nevents:\n{ITEM}\n...\n",
    "a document's beginning": f"---\nstate: BIH\nevents:\n{ITEM}\n",
    "no such key": "state: BIH\n",
    "no such key and no line end": "state: BIH",
    "no such key, and a block that keeps its ends": "state: BIH\nlaw: |+\n  One\n\n",
    "no value": "events:\nstate: BIH\n",
    "no value but a comment": "events:  # none yet\n# Of the next key.\nstate: BIH\n",
    "no value at the end": "state: BIH\nevents:",
    "empty brackets": "events: []\nstate: BIH\n",
    "empty brackets with a comment": "events: []  # none yet\nstate: BIH\n",
    "empty brackets at the end": "state: BIH\nevents: [ ]",
    "brackets": "events: [{id: a, date: 2020, text: One}]\nstate: BIH\n",
    "brackets over lines": "events: [\n  {id: a, date: 2020, text: One},\n  {id: b, text: 'a ]'}\n]\nstate: BIH\n",
    "brackets with a last comma": "events: [\n  {id: a, date: 2020, text: One}, # so\n  ]\nstate: BIH\n",
    "a key between quotation marks": f"'events':\n{ITEM}\n\"state\": BIH\n",
    "JSON": '{"events": [{"id": "a", "date": "2020", "text": "One [x]"}], "state": "BIH"}\n',
}
ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}
TABLE = separated(
    [["id", "date", "text", "annexes"], ["new", "2021", "Two: lines\nhere", "x; y"], ["", "2022", "3", ""]]
)
ADDED = [
    {"id": "new", "date": "2021", "text": "Two: lines\nhere", "annexes": ["x", "y"]},
    {"id": "event-1", "date": "2022", "text": "3"},
]


def is_added_to(before: bytes, after: bytes) -> bool:
    """Tell whether a file holds all bytes of another one in their order, with bytes put in at one place only."""
    most = len(before)
    start = next((n for n in range(most) if before[n] != after[n]), most)
    return after[len(after) - (most - start) :] == before[start:] if start < most else True


@pytest.mark.parametrize(
    ("shape", "end"),
    [(shape, "unix") for shape in SHAPES]
    + [(shape, end) for shape in ("one item a line", "a block at the end", "brackets", "JSON") for end in ENDS],
)
def test_every_byte_of_the_case_file_stays_and_so_does_every_value(shape: str, end: str) -> None:
    before = SHAPES[shape].replace("\n", ENDS[end]).encode("utf-8")
    for case in (before, b"\xef\xbb\xbf" + before):
        imported, findings = bring_in(TABLE, "e.csv", "events", case)
        assert imported is not None
        assert told(findings) == ["e.csv:4:2: note[N193]: a row has no id, and got one: 'event-1'"]
        assert is_added_to(case, imported.after)
        old, _ = read_case_text(case, FILE)
        assert old is not None
        node = old.root.at("events")
        kept = [plain(one) for one in node] if isinstance(node, SourceList) else []
        assert list_of(imported.after, "events") == kept + ADDED
        new, _ = read_case_text(imported.after, FILE)
        assert new is not None
        assert [str(key) for key in new.root] == list(dict.fromkeys([*map(str, old.root), "events"]))
        assert set(re.findall(rb"\r\n|\r|\n", imported.after)) == {ENDS[end].encode("utf-8")}
        lines = re.split(rb"\r\n|\r|\n", imported.after)
        assert b"id: new" in b"".join(lines[imported.first_line - 1 : imported.first_line + 2])
        assert lines[imported.last_line - 1].strip() in (b"text: 3", b"}")


@pytest.mark.parametrize("case", ["events: none\nstate: BIH\n", "events: {a: b}\nstate: BIH\n", "events: >\n  x\n"])
def test_what_is_no_list_is_refused_and_left(case: str) -> None:
    imported, findings = bring_in(TABLE, "e.csv", "events", case)
    assert imported is not None
    assert imported.after == b""
    assert told(findings)[-1] == f"{FILE}:1:1: error[E189]: no entry can be appended to 'events' as it is written"


NASTY = [
    "null", "~", "yes", "1.10", "0123", "a: b", "a #b", "@ana", "- x", "? x", "'q'", '"q"', "“x”", "|", ">", "\\",
    "a\\n", "tab\tx", "é", "اسم", "#x", "[x", "{x}", "x,", "a, b", "x:", "…", "-", "---", "...", "%x", "&a", "*a",
    "!t", "`x`", "a\nb", "a\n b", "a \nb", "a\n\n\nb", "😀 x", "x  y", "l'été", "—", "a]b", "it's", "<<", "=",
    "true", "+41 22", "x;y", "12:30", "a\tb\nc", "# a\nb", "- a\n- b", "Null", "NULL", "e\u0301", "x\u00a0y",
    "x\u200fy",
]  # fmt: skip


@pytest.mark.parametrize("brackets", [False, True])
def test_any_text_comes_through_as_it_is(brackets: bool) -> None:
    values = ([f"n-{number}", "2021", text, text.replace("\n", " ")] for number, text in enumerate(NASTY))
    rows = [["id", "date", "text", "place"], *values]
    case = "events: []\nstate: BIH\n" if brackets else CASE
    imported, findings = bring_in(workbook(rows), "e.xlsx", "events", case)
    assert imported is not None
    assert {one.code for one in findings} == {"N134"}
    new = list_of(imported.after, "events")[-len(NASTY) :]
    assert [one["text"] for one in new] == [text if "\u0301" not in text else "é" for text in NASTY]


def test_a_plain_text_stands_without_quotation_marks() -> None:
    assert [scalar(text) for text in ("Two words", "2021-02", "a: b", "null", "é")] == [
        "Two words", "2021-02", '"a: b"', '"null"', "é",
    ]  # fmt: skip
    source, _ = decode_text(f"a: {scalar('x # y')}\n".encode(), "a")
    assert source is not None
    root, findings = read_yaml(source)
    assert (plain(root), findings) == ({"a": "x # y"}, [])


def test_the_program_says_in_which_lines_the_rows_stand(tmp_path: Path) -> None:
    imported, _ = bring_in(TABLE, "e.csv")
    assert imported is not None
    lines = imported.after.decode("utf-8").splitlines()
    assert lines[imported.first_line - 1 : imported.last_line] == [
        "  - id: new",
        "    date: 2021",
        "    text: |",
        "      Two: lines",
        "      here",
        "    annexes: [x, y]",
        "  - id: event-1",
        "    date: 2022",
        "    text: 3",
    ]
