"""Where sources disagree: what the rules follow, that they say what the other source says, and that it is not used.

Ten such conflicts are known. The fourth, and the part of the fifth on the European Parliament, concern a court and a
parliament, for which no rules are kept here: the European Court of Human Rights takes applications within four months
for decisions from 1 February 2022 on (six months in older notes), and rule 144 of the European Parliament was 130 and
138 before.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from filing import COMMITTEES, IDS, LONG, ROOT, answer, book, but, full_case, situation, small
from submissions.admissibility.words import words_of
from submissions.rules.records import Rule

FILES = sorted((ROOT / "src" / "submissions" / "rules").glob("*/*.yaml"))


def rule(name: str, identity: str) -> Rule:
    return next(one for one in book(name).rules if str(one.id) == identity)


def conflict(name: str, identity: str) -> str:
    words = rule(name, identity).conflict
    assert words is not None
    assert {"en", "fr", "es"} <= set(words.keys())
    return str(words["en"])


def checks(name: str) -> str:
    """Return everything that the rules of a mechanism hold a case against, without their words."""
    return " ".join(
        str(check) for one in book(name).rules for check in (one.presence, one.count, one.date, one.consent)
    )


@pytest.mark.few(3)
@pytest.mark.parametrize("name", COMMITTEES)
def test_1_four_languages_are_accepted_and_the_older_six_are_not(name: str) -> None:
    assert "six official languages" in conflict(name, "language")
    for code in ("en", "fr", "ru", "es"):
        assert answer(name, "language", replace(situation(full_case()), language=code)).state == "met"
    for code in ("ar", "zh"):
        given = answer(name, "language", replace(situation(full_case()), language=code))
        assert given.state == "missing"
        assert given.rule.severity == "error"


@pytest.mark.parametrize("name", COMMITTEES)
def test_2_fifty_pages_are_the_limit_though_an_older_checklist_knows_none(name: str) -> None:
    given = replace(situation(full_case()), lengths=replace(LONG, pages=50))
    assert answer(name, "length", given).state == "met"
    assert answer(name, "length", replace(given, lengths=replace(LONG, pages=51))).state == "missing"
    if name != "ced-31":
        assert "no limit of pages" in conflict(name, "length")


@pytest.mark.parametrize(("name", "most", "pages"), [("upr-individual", 2815, "five"), ("upr-joint", 5630, "ten")])
def test_3_words_are_counted_for_the_review_and_the_old_pages_are_not(name: str, most: int, pages: str) -> None:
    assert f"{pages} pages" in conflict(name, "words")
    assert rule(name, "words").confidence == "D"
    given = replace(situation(full_case()), lengths=replace(LONG, words=most, pages=60))
    assert answer(name, "words", given).state == "met"
    over = answer(name, "words", replace(given, lengths=replace(LONG, words=most + 1, pages=1)))
    assert over.state == "verify"  # the figure is not verified, so that it stops nothing
    assert not any(one.count is not None and one.count.unit == "pages" for one in book(name).rules)


def test_5_the_present_numbers_of_rules_are_used_and_the_former_ones_only_told() -> None:
    assert "rule 96 (c)" in conflict("ccpr-op1", "time")
    assert "rule 107" in conflict("cat-22", "time")
    assert any("99 (c)" in str(source.title) for source in rule("ccpr-op1", "time").sources)
    assert any("113 (f)" in str(source.title) for source in rule("cat-22", "time").sources)
    for name in ("ccpr-op1", "cat-22"):
        for one in book(name).rules:
            told = " ".join([*one.requirement.values(), *(str(source.title) for source in one.sources)])
            assert "96" not in told.replace("369", "")
            assert "107" not in told


def test_6_article_22_4_a_is_never_printed_but_as_a_mistake_of_others() -> None:
    assert "22 (4) (a)" in conflict("cat-22", "same-matter")
    assert any("22 (5) (a)" in str(source.title) for source in rule("cat-22", "same-matter").sources)
    for name in IDS:
        for one in book(name).rules:
            for words in (one.requirement, one.verify, one.note):
                assert words is None or not any("22 (4)" in text or "22 4)" in text for text in words.values())
            assert not any("22 (4)" in str(source.title) for source in one.sources)


@pytest.mark.parametrize("name", ["treaty-body-report", "list-of-issues"])
def test_7_ten_thousand_words_are_counted_and_fifteen_pages_are_not(name: str) -> None:
    assert "15 pages" in conflict(name, "ccpr-words")
    given = replace(situation(full_case()), lengths=replace(LONG, words=10_000, pages=60))
    assert answer(name, "ccpr-words", given).state == "met"
    over = replace(given, lengths=replace(LONG, words=10_001, pages=15))
    assert answer(name, "ccpr-words", over).state == "missing"
    assert "unit='pages'" not in checks(name)
    assert "15" not in checks(name)


@pytest.mark.parametrize(
    ("name", "pending", "decided"),
    [
        ("ccpr-op1", "missing", "asserted"),
        ("cat-22", "missing", "missing"),
        ("cedaw-op", "missing", "missing"),
        ("opic", "missing", "missing"),
        ("crpd-op", "verify", "verify"),  # the article was not read
        ("cescr-op", "verify", "verify"),
        ("ced-31", "verify", "asserted"),
    ],
)
def test_8_being_examined_and_has_been_examined_are_told_apart(name: str, pending: str, decided: str) -> None:
    case = full_case()
    for standing, expected in (("pending", pending), ("decided", decided), ("not-examined", "asserted")):
        elsewhere = tuple(but(one, standing=standing) for one in case.procedures)
        given = situation(but(case, procedures=elsewhere))
        assert answer(name, "same-matter", given).state == expected, standing


def test_8_a_reservation_makes_what_has_been_examined_a_question_and_what_failed_on_procedure_none() -> None:
    case = full_case()
    assert "reservations of some States" in conflict("ccpr-op1", "same-matter-reservation")
    states = {}
    for standing in ("decided", "not-examined"):
        elsewhere = tuple(but(one, standing=standing) for one in case.procedures)
        states[standing] = answer("ccpr-op1", "same-matter-reservation", situation(but(case, procedures=elsewhere)))
    assert states["decided"].state == "verify"
    assert states["not-examined"].state == "asserted"
    assert answer("cerd-14", "same-matter", situation(case)).state == "information"


def test_9_sixty_days_are_given_and_ninety_are_told() -> None:
    assert "90 days" in conflict("wgad", "reply")
    asked = rule("wgad", "reply")
    assert "60 days" in str(asked.requirement["en"])
    assert asked.confidence == "D"
    assert not asked.check
    assert not any("90 days" in str(words) for one in book("wgad").rules for words in one.requirement.values())


def test_10_both_days_printed_for_spain_are_reported_and_neither_is_taken_for_certain() -> None:
    given = situation(small("state: ESP\n"), as_of=datetime.date(2025, 1, 1))
    found = answer("cat-22", "declaration", given)
    assert found.state == "verify"
    assert "1987-10-21" in words_of(found)
    assert "1987-11-21" in words_of(found)
    for day, expected in (("1987-10-01", "missing"), ("1987-11-01", "verify"), ("1987-12-01", "met")):
        event = f"events:\n  - {{id: one, date: {day}, text: It happens., violation: true}}\n"
        assert answer("cat-22", "ratione-temporis", situation(small(f"state: ESP\n{event}"))).state == expected, day


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_rule_rests_on_a_figure_that_was_not_found(path: Path) -> None:
    text = path.read_text("utf-8")
    for figure in ("31800", "21200", "42400", "most: 15\n", "most: 15}", "most: 15,"):
        assert figure not in text
