"""Bodies, sessions, how old the tables are, and the tool that refreshes them."""

from __future__ import annotations

import csv
import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from submissions.rules.bodies import bodies, body
from submissions.rules.sessions import habits_of, sessions_of
from submissions.rules.tables import GUIDE, ages, tables
from submissions.rules.treaties import instruments
from submissions.states import find_state

ROOT = Path(__file__).parents[1]
RULES = ROOT / "src" / "submissions" / "rules"
TOOL = ROOT / "tools" / "refresh_tables.py"
COMMITTEES = ("ccpr", "cat", "cedaw", "cerd", "crc", "cescr", "crpd", "ced")
SEEN = datetime.date(2026, 11, 22)


def test_an_old_table_is_warned_of_once_with_its_name_its_age_and_what_to_do() -> None:
    (finding,) = ages(SEEN)
    assert finding.code == "W840"
    assert "parties to treaties with full dates (2015)" in finding.message
    assert "later parties to treaties, by year only (2022-08-25)" in finding.message
    assert "sessions and deadlines (2025-01)" in finding.message
    assert "names and codes of States" not in finding.message
    assert GUIDE in finding.help
    assert (ROOT / GUIDE).is_file()


def test_nothing_is_old_within_its_year_and_everything_is_later() -> None:
    assert ages(datetime.date(2015, 6, 1)) == []
    by_id = {table.id: table for table in tables()}
    assert not by_id["parties-2022"].is_old(datetime.date(2023, 8, 25))
    assert by_id["parties-2022"].is_old(datetime.date(2023, 8, 26))
    assert not by_id["parties-2015"].is_old(datetime.date(2016, 12, 31))
    assert by_id["parties-2015"].is_old(datetime.date(2017, 1, 1))
    (finding,) = ages(datetime.date(2028, 1, 1))
    assert all(table.what in finding.message for table in tables())


def test_every_table_of_data_is_listed_with_its_source_and_how_to_refresh_it() -> None:
    listed = {table.file for table in tables()}
    assert {"states.csv", "treaties.csv", "acceptances.csv", "bodies.yaml", "sessions.yaml"} == listed
    for table in tables():
        assert (RULES / table.file).is_file()
        assert table.source
        assert table.refresh
        assert table.address.startswith("https://")
        assert table.data.first.earliest <= table.seen.first.earliest


def test_the_eight_committees_and_the_other_bodies_have_their_names() -> None:
    assert set(COMMITTEES) | {"cmw", "spt", "wgad", "wgeid", "special-procedures", "hrc", "upr"} == set(bodies())
    for one in bodies().values():
        assert {"en", "fr", "es", "ru"} <= set(dict(one.names)), one.id
        assert {"en", "fr", "es"} <= set(dict(one.short_names)), one.id
        assert one.addresses, one.id
    cat = body("cat")
    assert cat is not None
    assert cat.name("fr") == "Comité contre la torture"
    assert cat.name("ru") == "Комитет против пыток"
    assert cat.short_name("ru") == "КПП"
    assert cat.name("de") == "Committee against Torture"
    assert body("nobody") is None


@pytest.mark.parametrize("identity", COMMITTEES)
def test_the_secretariat_of_a_committee_works_in_four_languages(identity: str) -> None:
    one = body(identity)
    assert one is not None
    assert one.secretariat == ("en", "fr", "es", "ru")
    assert one.secretariat_confidence == "B"


def test_every_instrument_has_its_body() -> None:
    assert {one.body for one in instruments().values()} <= set(bodies())


@pytest.mark.parametrize(
    ("identity", "symbol", "fits"),
    [
        ("cat", "CAT/C/67/D/854/2017", True),
        ("cat", "CCPR/C/67/D/854/2017", False),
        ("cat", "CAT/C/67/D/854", False),
        ("ccpr", "CCPR/C/136/D/4023/2021-4032/2021", True),
        ("cescr", "E/C.12/61/D/5/2015", True),
        ("cescr", "E/Cx12/61/D/5/2015", False),
        ("hrc", "A/HRC/36/38", True),
        ("cmw", "CMW/C/1", False),
    ],
)
def test_symbols_are_told_by_their_form(identity: str, symbol: str, fits: bool) -> None:
    one = body(identity)
    assert one is not None
    assert one.is_symbol(symbol) is fits


def test_every_example_of_a_symbol_fits_its_own_body_and_no_other() -> None:
    for one in bodies().values():
        if one.symbol_example:
            assert [other.id for other in bodies().values() if other.is_symbol(one.symbol_example)] == [one.id]


def test_every_address_has_a_source_and_what_nobody_verified_is_marked() -> None:
    for one in bodies().values():
        for address in one.addresses:
            assert address.kind in {"page", "portal", "email", "post"}
            assert address.confidence in {"A", "B", "C", "D"}
            assert ("not verified" in address.source) == (address.confidence == "D"), address.value


def test_the_sessions_of_the_review_are_those_that_the_source_has() -> None:
    sessions = {one.number: one for one in sessions_of("upr")}
    assert list(sessions) == [41, 42, 43, 44, 45, 46, 48]
    assert [len(one.states) for one in sessions.values()] == [14, 13, 14, 14, 14, 0, 1]
    first = sessions[41]
    assert (str(first.begins.first), str(first.ends.first)) == ("2022-11-07", "2022-11-18")
    assert first.stakeholders is not None
    assert str(first.stakeholders.first) == "2022-03-31"
    assert "DZA" in first.states
    assert "GTM" in sessions[42].states
    assert sessions[48].states == ("BIH",)
    assert sessions[48].stakeholders is None
    for one in sessions.values():
        assert all(find_state(code) for code in one.states), one.number
        assert one.confidence == "B"
        assert one.source.address.startswith("https://")
        assert len(one.states) == 14 or one.note, one.number


def test_a_report_is_due_before_its_session() -> None:
    for one in sessions_of("upr"):
        if one.stakeholders is not None:
            assert one.stakeholders.first.latest < one.begins.first.earliest
        if one.stakeholders is not None and one.report is not None:
            assert one.stakeholders.first.earliest < one.report.first.earliest < one.begins.first.earliest


def test_yearly_deadlines_come_again_and_the_day_itself_counts() -> None:
    december, april, august = habits_of("crc")
    assert december.next_day(SEEN) == datetime.date(2026, 12, 1)
    assert december.next_day(datetime.date(2026, 12, 1)) == datetime.date(2026, 12, 1)
    assert december.next_day(datetime.date(2026, 12, 2)) == datetime.date(2027, 12, 1)
    assert april.next_day(SEEN) == datetime.date(2027, 4, 1)
    assert august.next_day(SEEN) == datetime.date(2027, 8, 1)
    (cat,) = habits_of("cat")
    assert cat.next_day(SEEN) is None
    assert "three sessions a year" in dict(cat.words)["en"]


def test_the_end_of_the_fourth_cycle_is_told_and_no_later_session_is_made_up() -> None:
    (upr,) = habits_of("upr")
    assert "early 2027: check the calendar" in dict(upr.words)["en"]
    assert max(one.begins.first for one in sessions_of("upr")).year == 2025
    assert sessions_of("cat") == ()


HEADINGS = "ISO3166-1-Alpha-2,ISO3166-1-Alpha-3,M49," + ",".join(
    f"UNTERM {language} {kind}"
    for language in ("English", "French", "Spanish", "Russian", "Arabic", "Chinese")
    for kind in ("Short", "Formal")
)
NEPAL = "NP,NPL,524,Nepal,Nepal,Népal (le),le Népal,Nepal,Nepal,Непал,Непал,نيبال,نيبال,尼泊尔,尼泊尔"
NIGER = (
    "NE,NER,562,Niger (the) *,the Republic of the Niger,Niger (le),la  République du Niger,Níger (el),"
    "la República del Níger,Нигерия,Республика Нигер,النيجر,جمهورية النيجر,尼日尔,尼日尔共和国"
)
TURKEY = "TR,TUR,792,Turkey,the Republic of Turkey,Turquie (la),,,,,,,,,"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    for name in ("states.csv", "treaties.csv", "acceptances.csv"):
        shutil.copy(RULES / name, folder / name)
    command = [sys.executable, "-X", "utf8", str(TOOL), *arguments, "--rules", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def table(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_states_are_refreshed_and_what_was_done_by_hand_stays(tmp_path: Path) -> None:
    source = tmp_path / "country-codes.csv"
    source.write_text("\n".join([HEADINGS, NEPAL, NIGER, TURKEY, ""]), encoding="utf-8")
    result = run(tmp_path, "states", str(source))
    assert result.returncode == 0, result.stderr
    old = {row["alpha3"]: row for row in table(RULES / "states.csv")}
    new = {row["alpha3"]: row for row in table(tmp_path / "states.csv")}
    changed = {code for code in old if old[code] != new[code]}
    assert changed == {"NER"}
    assert (new["NER"]["en"], new["NER"]["en_article"]) == ("Niger", "the")
    assert new["NER"]["fr_formal"] == "la République du Niger"
    assert "NER: ru: 'Нигер' becomes 'Нигерия'; write its genitive anew" in result.stdout
    assert "GTM: not in the source; kept" in result.stdout
    head = [line for line in (tmp_path / "states.csv").read_text("utf-8").splitlines() if line.startswith("#")]
    assert head == [line for line in (RULES / "states.csv").read_text("utf-8").splitlines() if line.startswith("#")]


def test_acceptances_are_refreshed_and_printed_dates_stay(tmp_path: Path) -> None:
    acts = tmp_path / "acts.csv"
    acts.write_text(
        "instrument,state,date,act\ncat-22,ESP,1987-10-21,declaration\nced-31,BIH,2012-03-30,declaration\n"
        "cat,AGO,2019-10-02,accession\n",
        encoding="utf-8",
    )
    result = run(tmp_path, "acceptances", str(acts), "--as-of", "2026-11-22")
    assert result.returncode == 0, result.stderr
    assert "cat AGO: 2019 becomes 2019-10-02 (accession)" in result.stdout
    rows = table(tmp_path / "acceptances.csv")
    assert len(rows) == len(table(RULES / "acceptances.csv"))
    spain = [row for row in rows if (row["instrument"], row["state"]) == ("cat-22", "ESP")]
    assert [(row["date"], row["act"]) for row in spain] == [
        ("1987-10-21", "declaration"),
        ("1987-10-21", "printed"),
        ("1987-11-21", "printed"),
    ]
    assert (spain[0]["as_of"], spain[0]["confidence"], spain[0]["date_confidence"]) == ("2026-11-22", "A", "A")


def test_a_table_of_acts_with_faults_changes_nothing_and_every_fault_has_its_line(tmp_path: Path) -> None:
    acts = tmp_path / "acts.csv"
    acts.write_text(
        "instrument,state,date,act\nccpr,GTM,1992-05-05,accession\ncat22,XYZ,5.5.1992,signed\n"
        "cat-22,GTM,2003-09-25,accession\n",
        encoding="utf-8",
    )
    result = run(tmp_path, "acceptances", str(acts), "--as-of", "2026-11-22")
    assert result.returncode == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["line 3"] * 4 + ["line 4"]
    assert (tmp_path / "acceptances.csv").read_bytes() == (RULES / "acceptances.csv").read_bytes()
