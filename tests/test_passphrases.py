"""Passphrases: measured, held against the names of the case, and offered as words."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from xkcdpass.xkcd_password import generate_wordlist

from bearers import bearer
from submissions.case.telling import name_words
from submissions.cli import main
from submissions.cli.workspace import cases_near
from submissions.installation import order_to_install
from submissions.seal.faults import SealError
from submissions.seal.passwords import check_strength, propose
from test_at_the_source import case_of

WEAK = [
    "Passw0rd1234!", "qwertyuiopasdf", "ilovemymother", "i love my mother", "a" * 71, "a" * 100, "the cat sat " * 10,
    "1234567890" * 9, "correct " * 30, "abcdefghijklmnopqrstuvwxyz " * 4, "15 March 1987 15 March 1987",
    "Summer2024!Summer2024!",
]  # fmt: skip
STRONG = [
    "horse battery staple correct", "JhG7-kk29-aqp4",
    "let me tell you that nobody finds this since it is a very long sentence of mine",
    "кот сидел на окне и смотрел вниз", "x" * 60 + " purple lantern walks beneath nineteen quiet bridges",
]  # fmt: skip
NAMES = [
    (("Ottilie", "Brandhuber"), "purple lantern brandhuber walks quietly"),
    (("Ottilie", "Brandhuber"), "purple-lantern-BrAndHuber-walks-quietly"),
    (("Ottilie", "Brandhuber"), "purple lantern 8r4ndhub3r walks quietly"),
    (("Ottilie", "Brandhuber"), "purple lantern rebuhdnarb walks quietly"),
    (("Ottilie", "Brandhuber"), "purplelanternottiliewalksquietly"),
    (("Željka", "Šimunović"), "purple lantern simunovic walks quietly"),
    (("Анфиса", "Верещагина"), "purple lantern anfisa walks quietly"),
    (("Анфиса", "Верещагина"), "пурпурный фонарь верещагина идёт тихо"),
    (("زهراء", "البغدادي"), "فانوس زهراء يمشي بهدوء تحت الجسور"),
    (("Ελπινίκη", "Παπαδάκη"), "φανάρι παπαδάκη περπατά ήσυχα κάτω από γέφυρες"),
    (("Ελπινίκη", "Παπαδάκη"), "purple lantern papadakis walks quietly"),
    (("Μαργαρίτα", "Μπαλτζή"), "purple lantern baltzi walks quietly"),
    (("ნინო", "წერეთელი"), "purple lantern tsereteli walks quietly"),
    (("თამარ", "ყიფიანი"), "purple lantern Kipiani walks quietly"),
    (("Արմինե", "Մկրտչյան"), "purple lantern mkrtchian walks quietly"),
    (("Անահիտ", "Ոսկանյան"), "purple lantern v0skanyan walks quietly"),
    (("Gülşen", "Karabulut"), "purple lantern gulsen walks quietly"),
    (("Nguyệt", "Trương"), "purple lantern nguyet walks quietly"),
    (("Jo", "Li"), "purple lantern li walks quietly"),
]


@pytest.mark.parametrize("typed", WEAK)
def test_what_is_found_soon_is_refused_whatever_its_length(typed: str) -> None:
    with pytest.raises(SealError) as caught:
        check_strength(typed, "--passphrase")
    finding = caught.value.finding
    assert finding.code == "E763"
    assert typed not in finding.message + finding.help


@pytest.mark.parametrize("typed", STRONG)
def test_what_is_not_found_is_taken_whatever_its_length(typed: str) -> None:
    check_strength(typed, "--passphrase", frozenset({"brandhuber", "ottilie"}))


@pytest.mark.parametrize(("name", "typed"), NAMES)
def test_a_passphrase_with_a_name_of_the_case_is_refused_and_the_name_not_repeated(
    name: tuple[str, str], typed: str
) -> None:
    check_strength(typed, "--passphrase")
    with pytest.raises(SealError, match="holds a name of the case") as caught:
        check_strength(typed, "--passphrase", name_words(bearer(*name)))
    said = caught.value.finding.message + caught.value.finding.help
    assert not [word for word in (*name, *typed.split()) if len(word) > 4 and word.casefold() in said.casefold()]


def test_what_is_offered_is_ten_words_strong_enough_and_without_a_name() -> None:
    made = {propose() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+){9}", one) for one in made)
    check_strength(made.pop(), "--passphrase")
    common = frozenset({"ring", "anti", "ness", "able"})  # letters that stand in many words of the list
    assert not [
        one for one in (propose(common) for _ in range(50)) if any(name in one.replace("-", "") for name in common)
    ]


def test_names_that_leave_no_word_end_the_search() -> None:
    beginnings = frozenset(word[:4] for word in generate_wordlist("eff-long", 4, 9, "[a-z]"))
    with pytest.raises(SealError, match="no passphrase can be made"):
        propose(beginnings)


@pytest.mark.parametrize("library", ["zxcvbn", "xkcdpass.xkcd_password"])
def test_a_library_that_is_missing_is_named_with_what_to_type(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(SealError) as caught:
        check_strength(propose(), "--passphrase")
    assert caught.value.finding.code == "E762"
    assert order_to_install(extra="seal") in caught.value.finding.help


@pytest.mark.usefixtures("quick_passphrases")
def test_seal_reads_the_names_of_the_case_that_the_files_belong_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = case_of(tmp_path, given="Ottilie", family="Brandhuber")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.txt").write_text("A letter.", encoding="utf-8")
    for number, path in enumerate((folder, folder / "annexes" / "paper.pdf", tmp_path / "letter.txt")):
        given = ["seal", str(path), "--passphrase-file", "-", "-o", f"{number}.age"]
        refused = CliRunner().invoke(main, given, input="purple lantern brandhuber walks quietly\n")
        assert (refused.exit_code, "E763" in refused.output) == (1, True)
        assert "brandhuber" not in refused.output.casefold()
    taken = CliRunner().invoke(main, given, input="purple lantern somebody walks quietly\n")
    assert taken.exit_code == 0, taken.output


def test_a_case_that_cannot_be_read_is_told_of_before_the_passphrase_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = case_of(tmp_path)
    (folder / "case.yaml").write_text("people: [\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    given = ["seal", "cases/one", "--passphrase-file", "-", "-o", "x.age"]
    result = CliRunner().invoke(main, given, input="ilovemymother\n")
    assert re.search(r"(?s)cases/one cannot be read.*E763.*too weak", result.output)


def test_a_path_belongs_to_its_case_and_an_unclear_one_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / "w" / "cases" / name / "annexes").mkdir(parents=True)
        (tmp_path / "w" / "output" / name / "filing").mkdir(parents=True)
    root, both = tmp_path / "w", ("cases/a", "cases/b")
    monkeypatch.chdir(tmp_path)
    assert cases_near([root / "cases" / "a" / "annexes"]) == {root: ("cases/a",)}
    assert cases_near([root / "output" / "b" / "filing"]) == {root: ("cases/b",)}
    assert cases_near([root / "cases"]) == {root: both}
    assert cases_near([root]) == {root: both}
    assert cases_near([tmp_path]) == {}
    monkeypatch.chdir(root / "cases" / "b")
    assert cases_near([tmp_path]) == {root: both}
