"""Packs: what a pack file says, who receives it, what goes in, and that nothing of one recipient is in another's."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from pathlib import Path

import pytest

from examples import catalogue
from packs import PACK, RECIPIENTS, outlined, pack_in, read
from submissions.case import Case
from submissions.catalogue import built_in_templates
from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.line.stages import Bench, Stages
from submissions.manifest import BuildRecord, record_file
from submissions.packs.archive import zipped
from submissions.packs.index import table_bytes
from submissions.packs.outlines import kept_from, occasion_today
from submissions.packs.plan import plan_pack
from submissions.packs.reading import pack_ids, read_pack
from submissions.packs.receivers import Receiver, named_apart, receivers_in
from submissions.packs.safety import Safety, findings_of
from submissions.packs.words import KEYS, filled, read_words
from submissions.publish.folder import Destination, publish
from submissions.source.case_file import read_yaml
from submissions.source.text_file import decode_text
from submissions.validate.records import validate_case
from table_files import workbook

AS_OF = datetime.date(2026, 5, 20)
HERE = Place("output/packs/session/one")


def codes(findings: list[Finding]) -> list[str]:
    return [f"{one.code} {one.place}" for one in findings]


# --- the pack file ---


@pytest.mark.parametrize(
    ("typed", "found", "order"),
    [
        (PACK.replace("session:\n", "sesion:\n", 1), "E115 packs/session.yaml:2:1", "write 'session'"),
        (PACK.replace("contents:", "audience: everybody\ncontents:"), "E118 packs/session.yaml:8:11", "filing, public"),
        (PACK.replace("contents:", "split: much\ncontents:"), "E255 packs/session.yaml:8:8", "figures alone"),
        (PACK.replace("contents:", "split: 0\ncontents:"), "E255 packs/session.yaml:8:8", "such as 20"),
        (PACK.replace("contents:", "covers: [sheet]\ncontents:"), "E118 packs/session.yaml:8:10", "pack, cases"),
        (
            PACK.replace("contents:", "recipients_file: none.csv\ncontents:"),
            "E125 packs/session.yaml:8:18",
            "put it there",
        ),
        (PACK.replace("contents:", "recipients_file: ../x.csv\ncontents:"), "E126 packs/session.yaml:8:18", ""),
        (PACK + 'letter: "Dear {nam},"\n', "E771 packs/session.yaml:10:9", "{line}"),
        ("title: One\n", "E114 packs/session.yaml:1:1", "add 'session:'"),
        ("- a list\n", "E116 packs/session.yaml:1:1", "begin it"),
    ],
)
def test_a_fault_of_a_pack_file_is_told_at_its_place(typed: str, found: str, order: str, tmp_path: Path) -> None:
    file, findings = read_pack(pack_in(tmp_path, typed), "session")
    assert file is None
    assert found in codes(findings)
    assert order in next(one.help for one in findings if f"{one.code} {one.place}" == found)


def test_a_pack_that_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    _, findings = read_pack(pack_in(tmp_path), "sesion")
    assert codes(findings) == ["E771 packs/sesion.yaml"]
    assert findings[0].help == "write 'session'"
    assert pack_ids(tmp_path) == ["session"]
    (tmp_path / "packs" / "link.yaml").symlink_to(tmp_path / "packs" / "session.yaml")
    assert codes(read_pack(tmp_path, "link")[1]) == ["E771 packs/link.yaml"]


# --- recipients ---

TABLE = (
    "Name,Form of address,Constituency,Language,E-mail,Line\n"
    "Zoë Müller-O'Brien,Ms,0123 Nord,French,zoe@parliament.example,your question of 4 March\n"
    "علي حسن,,,ar,ali@parliament.example,\n"
)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_recipients_of_a_table_keep_zeros_and_accents(kind: str) -> None:
    rows = list(csv.reader(io.StringIO(TABLE)))
    content = TABLE.encode() if kind == "csv" else workbook(rows)
    receivers, findings = receivers_in(content, f"members.{kind}", "en")
    assert findings == []
    named, faults = named_apart(receivers)
    assert faults == []
    assert [(one.id, one.constituency, one.language) for one in named] == [
        ("zoe-muller-o-brien", "0123 Nord", "fr"),
        ("recipient-2", "", "ar"),
    ]
    assert named[0].whole_name == "Ms Zoë Müller-O'Brien"


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("name,line\n=HYPERLINK(1),x\n", "E183 m.csv:2:1"),
        ("name,sort\nJane,1\n", "E777 m.csv:1:2"),
        ("name,name\nJane,John\n", "E777 m.csv:1:2"),
        ("line\nx\n", "E777 m.csv"),
        ("name,line\n,x\n", "E777 m.csv:2:2"),
        ("name,language\nJane,Elvish\n", "E777 m.csv:2:2"),
        ("name\nJane\x07\n", "E130 m.csv:2:1"),
        ("name\n", "E777 m.csv"),
    ],
)
def test_a_fault_of_a_table_is_told_at_its_cell(table: str, found: str) -> None:
    _, findings = receivers_in(table.encode(), "m.csv", "en")
    assert found in codes(findings)
    assert all(one.help for one in findings)


@pytest.mark.parametrize(
    "receivers",
    [
        [Receiver(HERE, "Jane"), Receiver(HERE, "JANE")],
        [Receiver(HERE, "Jane", id="one"), Receiver(HERE, "John", id="one")],
        [Receiver(HERE, "Jane", id="../one")],
        [Receiver(HERE, "Jane", email="jane at home")],
    ],
)
def test_recipients_that_cannot_be_told_apart_or_reached_are_refused(receivers: list[Receiver]) -> None:
    assert {one.code for one in named_apart(receivers)[1]} == {"E777"}


def test_two_recipients_of_one_name_have_folders_of_their_own() -> None:
    named, findings = named_apart(
        [Receiver(HERE, "Jane Doe", committee="A"), Receiver(HERE, "Jane Doe", committee="B")]
    )
    assert [one.id for one in named] == ["jane-doe", "jane-doe-2"]
    assert findings == []


def test_no_cell_of_a_table_that_is_made_is_worked_out() -> None:
    rows = [["=1+1", "+33 1", "@x", "-1", "\t=2", "0123", "é", "a\x00b"]]
    (read_again,) = csv.reader(io.StringIO(table_bytes(rows).decode("utf-8-sig")))
    assert read_again == ["'=1+1", "'+33 1", "'@x", "'-1", "'=2", "0123", "é", "ab"]


# --- what goes into a pack ---

CASES = {
    one.id: one
    for one in (
        outlined("two", "GTM", ("en", "fr"), tags=frozenset({"urgent"})),
        outlined("one", "BIH", mechanisms=frozenset({"cat-article-22"})),
    )
}


def test_each_receiver_gets_the_documents_in_its_language_or_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, PACK.replace("[one]", "[one, two]") + RECIPIENTS)
    packs, findings = plan_pack(file, CASES, {})
    got = {pack.receiver.id: [(job.case_id, job.language) for job in pack.jobs] for pack in packs}
    assert got == {
        "jane-ambassador": [("one", "en"), ("two", "en")],
        "jean-delegue": [("one", "en"), ("two", "fr")],
    }
    assert codes(findings) == ["N780 packs/session.yaml:9:5"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("{states: [GTM]}", ["two"]),
        ("{states: [GTM, BIH]}", ["one", "two"]),
        ("{tags: [urgent], states: [BIH]}", []),
        ("{mechanisms: [cat-article-22]}", ["one"]),
        ("{}", ["one", "two"]),
    ],
)
def test_cases_are_chosen_by_what_they_are(query: str, ids: list[str], tmp_path: Path) -> None:
    text = PACK.replace("  - cases: [one]", f"  - query: {query}").replace("contents:", "order: case\ncontents:")
    (pack,), findings = plan_pack(read(tmp_path, text), CASES, {})
    assert [job.case_id for job in pack.jobs] == ids
    assert [one.code for one in findings] == ([] if ids else ["W778"])


@pytest.mark.parametrize(
    ("order", "ids"),
    [("listed", ["two", "one"]), ("case", ["one", "two"]), ("state", ["one", "two"]), ("title", ["one", "two"])],
)
def test_cases_stand_in_the_order_that_the_pack_asks_for(order: str, ids: list[str], tmp_path: Path) -> None:
    text = PACK.replace("[one]", "[two, one]").replace("contents:", f"order: {order}\ncontents:")
    (pack,), _ = plan_pack(read(tmp_path, text), CASES, {})
    assert [job.case_id for job in pack.jobs] == ids


def test_what_cannot_be_had_is_listed_with_its_reason_and_stops_nothing(tmp_path: Path) -> None:
    text = PACK.replace("[one]", "[one, broken, absent]\n    templates: [advocacy/brief, parliament/briefing]")
    broken = Finding("E773", Place("cases/broken/case.yaml"), "the case cannot be read", "mend it")
    (pack,), findings = plan_pack(read(tmp_path, text), CASES, {"broken": broken})
    assert [job.template for job in pack.jobs] == ["advocacy/brief"]
    assert [(one.case_id, one.template, one.reason.code) for one in pack.lacking] == [
        ("one", "parliament/briefing", "E773"),
        ("broken", "", "E773"),
    ]
    assert codes(findings) == ["E772 packs/session.yaml:9:26"]


CONSENTS = """\
case: {{id: c, title: C, short_title: C}}
state: BIH
organisation: {{name: O, address: A}}
people:
  - id: r
    role: survivor
    name: Nora Winters
    pseudonym: R
    consent:
      - {{scope: submit, date: 2026-01-02, form: written{first}}}
      - {{scope: submit, date: 2026-01-03, form: written{second}}}
"""


def case_with(first: str, second: str, tmp_path: Path) -> Case:
    source, _ = decode_text(CONSENTS.format(first=first, second=second).encode(), "cases/c/case.yaml")
    assert source is not None
    root, _ = read_yaml(source)
    assert root is not None
    case, _ = validate_case(root, tmp_path / "c", tmp_path)
    assert case is not None
    return case


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("", "", False),
        (", only_for: [Human Rights Council]", ", only_for: [Foreign Affairs]", False),
        (", only_for: [Foreign Affairs]", ", only_for: [Foreign Affairs]", True),
        (", not_for: [HUMAN RIGHTS COUNCIL]", ", only_for: []", True),
        (", not_for: [Jane Ambassador]", ", not_for: [Foreign Affairs]", False),
        (", not_for: [Jane Ambassador]", ", not_for: [Human rights council]", True),
    ],
)
def test_a_case_is_kept_from_a_body_to_which_no_consent_extends(
    first: str, second: str, kept: bool, tmp_path: Path
) -> None:
    case = case_with(first, second, tmp_path)
    template = catalogue().templates["advocacy/brief"]
    setting = Setting(tmp_path, AS_OF, tmp_path / "output")
    occasion = occasion_today(setting, template.id, template.consents, "public", case)
    found = list(kept_from(case, occasion, ("Human Rights Council", "", "Jane Ambassador")))
    assert codes(found) == (["E774 cases/c/case.yaml:11:9"] if kept else [])
    assert "Winters" not in " ".join(one.message + one.help for one in found)


# --- safety ---


def safety(tmp_path: Path, receivers: tuple[Receiver, ...]) -> Safety:
    stages = Stages(Bench(), Setting(tmp_path, AS_OF, tmp_path / "output"))
    case = case_with("", "", tmp_path)
    return Safety(stages, "session", "public", (("c", case),), receivers, ("Example Law Clinic",))


JANE = Receiver(
    Place("m.csv", 2, 1), "Jane Ambassador", "jane", email="jane@mission.example", line="your statement of 4 March"
)
JEAN = Receiver(
    Place("m.csv", 3, 1), "Jean Délégué", "jean", email="jean@mission.example", line="votre question du 9 mai"
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Dear Ms Jane Ambassador, with reference to your statement of 4 March: jane@mission.example", ""),
        ("Dear JEAN DELEGUE,", "E776"),
        ("votre question  du 9 mai", "E776"),
        ("mailto:jean@mission.example", "E776"),
        ("M. Délégué, membre", "E776"),
        ("Ms Ambassador, the ambassador", ""),
        ("the case of Nora Winters", "E775"),
        ("the case of N o r a  W i n t e r s", "E775"),
        ("the case of R", ""),
    ],
)
def test_no_file_tells_of_another_recipient_or_of_whom_a_case_protects(words: str, code: str, tmp_path: Path) -> None:
    found = findings_of(safety(tmp_path, (JANE, JEAN)), {"letter.txt": words.encode()}, {}, JANE, HERE)
    assert [one.code for one in found] == ([code] if code else [])
    told = " ".join(one.message + one.help for one in found)
    assert not {"Winters", "Délégué", "9 mai", "jean@"} & set(told.split())


def test_the_names_of_files_are_searched_too(tmp_path: Path) -> None:
    found = findings_of(
        safety(tmp_path, (JANE, JEAN)), {"jean-delegue.txt": b"x"}, {"pdf/nora-winters.txt": b"y"}, JANE, HERE
    )
    assert {one.code for one in found} == {"E775", "E776"}
    found = findings_of(safety(tmp_path, (JANE, JEAN)), {}, {}, JANE, HERE, ["nora-winters/jane", "nora-winters.zip"])
    assert {one.code for one in found} == {"E775"}


def test_who_is_named_in_a_document_that_everybody_gets_is_a_remark(tmp_path: Path) -> None:
    files = {"combined.txt": b"as Jean Delegue said"}
    found = findings_of(safety(tmp_path, (JANE, JEAN)), files, {"brief.txt": b"as Jean Delegue said"}, JANE, HERE)
    assert codes(found) == ["N784 m.csv:3:1"]


def test_what_two_recipients_share_tells_of_neither(tmp_path: Path) -> None:
    other = Receiver(Place("m.csv", 4, 1), "John Other", "john", email="jane@mission.example", line=JANE.line)
    found = findings_of(safety(tmp_path, (JANE, other)), {"l.txt": JANE.line.encode()}, {}, JANE, HERE)
    assert found == []


# --- files ---


def test_a_zip_has_the_same_bytes_whatever_the_order_of_its_files() -> None:
    files = {"b/two.csv": b"2", "a.pdf": b"1" * 1000}
    made = zipped(files, "session")
    assert made == zipped(dict(reversed(files.items())), "session")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["session/a.pdf", "session/b/two.csv"]
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_that_a_pack_no_longer_holds_goes_away_unless_somebody_changed_it(tmp_path: Path) -> None:
    destination = Destination(tmp_path / "packs", "session", "jane", is_for_owner=True)

    def give(files: dict[str, bytes]) -> None:
        outputs = tuple(record_file(name, content) for name, content in files.items())
        record = BuildRecord("pack", "en", "2026-01-01", "test", (), (), outputs)
        assert publish(destination, [(record, files)], whole=True)[1] == []

    give({"letter.pdf": b"1", "pdf/01-one.pdf": b"2", "pdf/02-two.pdf": b"3"})
    (destination.folder / "pdf" / "02-two.pdf").write_bytes(b"changed")
    give({"letter.pdf": b"1"})
    held = {path.name for path in destination.folder.rglob("*") if path.is_file()}
    assert held == {"letter.pdf", "manifest.json", "02-two.pdf"}
    assert destination.folder.stat().st_mode & 0o077 == 0
    assert (destination.folder / "letter.pdf").stat().st_mode & 0o077 == 0


# --- words ---


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "ar"])
def test_the_house_has_the_words_of_packs_in_each_language(code: str) -> None:
    words, findings = read_words([built_in_templates()], code)
    assert findings == []
    assert words is not None
    assert all(getattr(words, key) for key in KEYS)


def test_a_language_without_words_for_packs_is_told(tmp_path: Path) -> None:
    assert codes(read_words([built_in_templates()], "zh")[1]) == ["E779 templates/house/pack.zh.yaml"]
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "pack.en.yaml").write_text("line: no field\n", "utf-8")
    found = read_words([tmp_path], "en")[1]
    assert {one.code for one in found} == {"E779", "E204"}
    assert len(found) == len(KEYS)


def test_what_fills_a_field_is_never_read_for_fields() -> None:
    assert filled("{line} of {name}", line="{name}", name="{line}") == "{name} of {line}"
