"""A case that is right becomes records in which every text is exactly what was typed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString, SingleQuotedScalarString

from submissions.case import Case, Name
from submissions.findings import Finding, Place
from submissions.gate import pass_gate
from submissions.source import read_case
from submissions.source.case_file import CASE_FILE
from submissions.validate import validate_case
from submissions.values import Day, PartialDate, Prose, Text

HEAD = """\
case: {id: a-case, title: Q v Nepal, short_title: Q v Nepal}
state: NO
organisation: {name: Justice Now, address: "1 Main Street\\nOslo"}
"""


def validate(tmp_path: Path, body: str, head: str = HEAD) -> tuple[Case | None, list[Finding]]:
    folder = tmp_path / "cases" / "a-case"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(head + body, encoding="utf-8", newline="\n")
    source, findings = read_case(folder, tmp_path)
    assert source is not None, findings
    case, more = validate_case(source, folder, tmp_path)
    return case, findings + more


def right(tmp_path: Path, body: str) -> Case:
    case, findings = validate(tmp_path, body)
    assert findings == []
    assert case is not None
    return case


def test_two_letters_are_a_country_and_no_is_norway(tmp_path: Path) -> None:
    assert right(tmp_path, "").state == "NOR"


def test_every_record_and_text_knows_its_place(tmp_path: Path) -> None:
    case = right(tmp_path, "people:\n  - id: anna\n    role: victim\n    name: Anna B\n")
    file = "cases/a-case/case.yaml"
    person = case.people[0]
    assert person.origin == Place(file, 5, 5)
    assert isinstance(person.name, Text)
    assert person.name.place == Place(file, 7, 11)
    assert case.origin == Place(file, 1, 1)
    assert case.case.origin == Place(file, 1, 7)


def test_names_may_stand_in_parts_and_in_other_scripts(tmp_path: Path) -> None:
    case = right(
        tmp_path,
        "people:\n  - id: anna\n    role: victim\n    name:\n      given: Anna\n      family: Bela\n"
        "      in_languages: {ar: {given: آنا, family: بيلا}}\n",
    )
    name = case.people[0].name
    assert isinstance(name, Name)
    assert name.in_languages[Text("ar")].given == "آنا"


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("{given: Sigrun}", "'family' is missing", "add 'family:' to this mapping"),
        ("{given: Sigrun, family: }", "'family' has no value", "take the key out"),
        ("{given: Sigrun, family: [Jonsdottir]}", "'family' must be a text", "write a text here"),
        ("{given: Sigrun, family: X, patronymic: X}", "the key 'patronymic' is unknown", "given, family, full"),
        ("{given: Sigrun, family: X, in_languages: {ar: {given: Y}}}", "'family' is missing", "add 'family:'"),
        ("[Sigrun]", "'name' must be a text", "write"),
    ],
)
def test_a_fault_in_a_name_is_told_by_the_key_that_the_author_typed(
    tmp_path: Path, name: str, said: str, told: str
) -> None:
    case, findings = validate(tmp_path, f"people:\n  - {{id: r, role: witness, pseudonym: Witness 1, name: {name}}}\n")
    assert case is None
    assert [(said in one.message, told in str(one.help)) for one in findings] == [(True, True)]


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2019-08-02", PartialDate("day", Day(2019, 8, 2))),
        ("2020-02-29", PartialDate("day", Day(2020, 2, 29))),
        ("2019-08", PartialDate("day", Day(2019, 8))),
        ("2019", PartialDate("day", Day(2019))),
        ("{from: 1998-11-02, to: 1998-11-03}", PartialDate("span", Day(1998, 11, 2), Day(1998, 11, 3))),
        ("{from: 1998-11, to: 1998-11-01}", PartialDate("span", Day(1998, 11), Day(1998, 11, 1))),
        ("{from: 1998}", PartialDate("span", Day(1998))),
        ("{between: [1993-05, 1993-06]}", PartialDate("between", Day(1993, 5), Day(1993, 6))),
        ("{about: 1992}", PartialDate("about", Day(1992))),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_is_known(tmp_path: Path, typed: str, date: PartialDate) -> None:
    event = right(tmp_path, f"events:\n  - {{id: arrest, text: The arrest., date: {typed}}}\n").events[0]
    assert (event.date.kind, event.date.first, event.date.last) == (date.kind, date.first, date.last)
    assert event.date.place == Place("cases/a-case/case.yaml", 5, 43)


def test_prose_is_read_from_the_file_beside_the_case_with_its_places(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "a-case" / "texts"
    folder.mkdir(parents=True)
    (folder / "facts.fr.md").write_bytes("\ufeffUn.\r\n\r\nDeux é.\r\n".encode())
    case = right(tmp_path, "texts:\n  facts:\n    en: One.\n    fr: {file: texts/facts.fr.md}\n")
    prose = case.texts[Text("facts")]["fr"]
    assert isinstance(prose, Prose)
    assert prose == "Un.\n\nDeux é."
    assert prose.place_of(2) == Place("cases/a-case/texts/facts.fr.md", 3, 1)


def test_a_house_authority_may_be_the_instrument_of_a_claim(tmp_path: Path) -> None:
    body = 'claims: [{id: one, instrument: cat, articles: ["14 (1)"], title: Redress, argument: Because.}]\n'
    _, findings = validate(tmp_path, body)
    assert [finding.code for finding in findings] == ["E123"]
    folder = tmp_path / "cases" / "a-case"
    source, _ = read_case(folder, tmp_path)
    assert source is not None
    assert validate_case(source, folder, tmp_path, {"cat"})[1] == []


def test_all_faults_are_reported_in_one_run_in_the_order_of_the_file(tmp_path: Path) -> None:
    _, findings = validate(
        tmp_path,
        "events:\n  - {id: arrest, date: 2021-02-30, text: One., annexes: [nothing]}\n"
        "people:\n  - {id: Anna, role: victm, name: Anna, nationality: XX, colour: red}\n",
    )
    assert [finding.code for finding in findings] == ["E112", "E123", "E121", "E118", "E119", "E115"]


def test_an_exhibit_reached_through_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "a-case"
    folder.mkdir(parents=True)
    other = tmp_path / "cases" / "other-client"
    other.mkdir()
    (other / "secret.pdf").write_bytes(b"%PDF-1.7\n")
    try:
        (folder / "annexes").symlink_to(other, target_is_directory=True)
    except OSError:
        pytest.skip("this system allows no links")
    _, findings = validate(tmp_path, "annexes: [{id: one, title: One, file: annexes/secret.pdf}]\n")
    assert [finding.code for finding in findings] == ["E126"]


def test_a_link_inside_the_folder_and_a_ring_of_links_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "a-case"
    folder.mkdir(parents=True)
    (folder / "one.pdf").write_bytes(b"%PDF-1.7\n")
    try:
        (folder / "two.pdf").symlink_to(folder / "one.pdf")
        (folder / "ring.pdf").symlink_to(folder / "ring.pdf")
    except OSError:
        pytest.skip("this system allows no links")
    right(tmp_path, "annexes: [{id: one, title: One, file: two.pdf}]\n")
    _, findings = validate(tmp_path, "annexes: [{id: one, title: One, file: ring.pdf}]\n")
    assert [finding.code for finding in findings] in (["E125"], ["E126"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in folders")
def test_an_exhibit_or_prose_that_is_a_pipe_is_never_opened(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "a-case"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "one.pdf")
    os.mkfifo(folder / "facts.md")
    body = "annexes: [{id: one, title: One, file: one.pdf}]\ntexts: {facts: {file: facts.md}}\n"
    assert [finding.code for finding in validate(tmp_path, body)[1]] == ["E127", "E127"]


def printable_in_a_case(text: str) -> bool:
    clean, findings = pass_gate(text, lambda _: Place("x"))
    return bool(text.strip()) and clean == text and not findings and unicodedata.is_normalized("NFC", text)


TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=80).filter(
    printable_in_a_case
)


def written(text: str, style: type[str] | None) -> str:
    if style is None:
        return "  one: " + json.dumps(text, ensure_ascii=False) + "\n"
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.dump({"texts": {"one": style(text)}}, stream)
    return stream.getvalue().removeprefix("texts:\n")


@pytest.mark.parametrize("style", [None, str, SingleQuotedScalarString, LiteralScalarString, FoldedScalarString])
@given(text=TYPED)
@settings(max_examples=150, deadline=None)
def test_any_text_that_yaml_can_hold_comes_through_unchanged(
    tmp_path_factory: pytest.TempPathFactory, style: type[str] | None, text: str
) -> None:
    body = written(text, style)
    if YAML(typ="safe", pure=True).load("texts:\n" + body) != {"texts": {"one": text}}:
        return  # this style cannot hold this text
    if text.strip() == CASE_FILE:
        return  # E194: that it is only the name of a file
    case, findings = validate(tmp_path_factory.mktemp("any"), "texts:\n" + body)
    assert [finding for finding in findings if finding.is_error] == []
    assert case is not None
    kept = case.texts[Text("one")][""]
    block = (
        style in (LiteralScalarString, FoldedScalarString) and text.endswith("\n") and "+" not in body.split("\n")[0]
    )
    assert kept == (text.removesuffix("\n") if block else text)


def test_reading_and_validating_load_nothing_of_the_other_stages() -> None:
    script = (
        "import sys, submissions.source, submissions.validate; "
        "print(sorted({'babel', 'ruamel', 'pypdfium2', 'PIL', 'weasyprint', 'docx', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
