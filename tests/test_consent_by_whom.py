"""Who may consent, for whom, from what day on, and for how long an answer is one."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from submissions.case import ConsentNeed
from submissions.checks.consents import Occasion, old_consents
from submissions.findings import Finding
from submissions.source import read_case
from submissions.today import Today
from submissions.validate import validate_case
from submissions.values import Day, PartialDate
from test_consents import HEAD

OURS = {"E151", "E152", "E153", "W155", "W156"}
MOTHER = "  - {id: m, role: relative, name: Berit Sandvik, pseudonym: the mother, born: 1975-04-01}\n"
COUNSEL = "  - {id: c, role: counsel, name: Ada Example, represents: [p]}\n"


def found(folder: Path, people: str) -> list[Finding]:
    """Return what stands against the people of a case; what is not of this page is left out."""
    own = folder / "cases" / "a-case"
    own.mkdir(parents=True)
    (own / "case.yaml").write_text(HEAD + people, encoding="utf-8")
    source, findings = read_case(own, folder)
    assert source is not None, findings
    case, findings = validate_case(source, own, folder)
    assert case is not None, findings
    return [finding for finding in findings if finding.code in OURS]


def consenting(more: str, *, born: str = "", date: str = "2019-06-15", others: str = MOTHER + COUNSEL) -> str:
    """Return a victim with one consent, and others."""
    birth = f", born: {born}" if born else ""
    consent = f"consent: [{{scope: submit, date: {date}, form: written{more}}}]"
    return f"  - {{id: p, role: victim, name: Solveig Sandvik, pseudonym: Ms K{birth}, {consent}}}\n{others}"


BY_MOTHER = ", given_by: m, authority: mother and guardian"
ALONE = ", without_guardian: seventeen and able to decide"


@pytest.mark.parametrize(
    ("more", "born", "date", "codes"),
    [
        # a child: under eighteen on the day
        ("", "2005-01-01", "2019-06-15", ["E151"]),
        (", given_by: p", "2005-01-01", "2019-06-15", ["E151"]),
        (BY_MOTHER, "2005-01-01", "2019-06-15", []),
        (ALONE, "2005-01-01", "2019-06-15", []),
        (", given_by: c", "2005-01-01", "2019-06-15", ["E151"]),  # counsel is no guardian
        (", given_by: c, authority: guardian by order of 2 May 2018", "2005-01-01", "2019-06-15", []),
        # the birthday itself, and dates that are known in part
        ("", "2001-06-16", "2019-06-15", ["E151"]),
        ("", "2001-06-15", "2019-06-15", []),
        ("", "2001", "2019-06-15", ["W156"]),
        ("", "2001-06-15", "2019", ["W156"]),
        ("", "{about: 2000}", "2019-06-15", ["W156"]),
        ("", "{between: [2004, 2006]}", "2019-06-15", ["E151"]),
        ("", "2002", "2019", ["E151"]),
        (ALONE, "2001", "2019-06-15", []),
        ("", "1980", "2019", []),
        ("", "{about: 1980}", "2019", []),
        ("", "", "2019-06-15", []),  # nobody knows
        # before a birth
        ("", "2019-06-16", "2019-06-15", ["E151", "E152"]),
        (BY_MOTHER, "2019-06-16", "2019-06-15", ["E152"]),
        (BY_MOTHER, "", "1975-03-31", ["E151", "E152"]),
        (BY_MOTHER, "", "1975-04-01", ["E151"]),
        (BY_MOTHER, "", "1975", ["E151"]),
        # a guardian who was a child
        (BY_MOTHER, "1991-05-06", "1993-03-31", ["E151"]),
        (BY_MOTHER, "1991-05-06", "1993-04-01", []),
        (BY_MOTHER, "1991-05-06", "1993", ["W156"]),
        (BY_MOTHER + ", without_guardian: seventeen and with counsel", "1991-05-06", "1993-03-31", []),
        (BY_MOTHER, "{about: 2022}", "2019-06-15", []),
        # by whom
        (", given_by: m", "", "2019-06-15", ["E153"]),
        (", given_by: m", "1980", "2019-06-15", ["E153"]),
        (", given_by: m", "2005", "2019-06-15", ["E151", "E153"]),
        (", given_by: c", "1980", "2019-06-15", []),
        (", given_by: p", "1980", "2019-06-15", []),
    ],
)
def test_a_consent_is_held_to_who_gave_it_and_when(
    tmp_path: Path, more: str, born: str, date: str, codes: list[str]
) -> None:
    assert sorted(one.code for one in found(tmp_path, consenting(more, born=born, date=date))) == codes


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("role: other, protected: []", ["W155"]),
        ("role: other, protected: [contact]", ["W155"]),
        ("role: other, protected_from: []", ["W155"]),
        ("role: other, protected: [], unprotected: a minister in office", []),
        ("role: other", []),
        ("role: other, protected: [name]", []),
        ("role: official, protected: []", []),
        ("role: witness, protected: []", []),
    ],
)
def test_an_open_name_in_the_role_other_is_asked_about(tmp_path: Path, entry: str, codes: list[str]) -> None:
    person = f"  - {{id: x, name: Solveig Sandvik, pseudonym: somebody, {entry}}}\n"
    findings = found(tmp_path, person)
    assert [one.code for one in findings] == codes
    assert not [one for one in findings if "Sandvik" in one.message + one.help]


@pytest.mark.parametrize(
    ("consents", "dated", "old"),
    [
        ("{scope: submit, date: 2019-06-15, form: written}", Day(2024, 6, 15), 0),
        ("{scope: submit, date: 2019-06-15, form: written}", Day(2024, 6, 16), 1),
        ("{scope: submit, date: 2019, form: written}", Day(2024, 3, 1), 1),
        ("{scope: submit, date: 2019-06-15, form: written, confirmed: 2023-01-02}", Day(2026, 1, 2), 0),
        ("{scope: submit, date: 2009-06-15, form: written, confirmed: 2015-01-02}", Day(2026, 1, 2), 1),
        (
            "{scope: submit, date: 2009-06-15, form: written}, {scope: submit, date: 2025, form: written}",
            Day(2026, 1, 2),
            0,
        ),
        (
            "{scope: submit, date: 2009-06-15, form: written}, {scope: share, date: 2009, form: written}",
            Day(2026, 1, 2),
            2,
        ),
        ("{scope: submit, date: 2009-06-15, form: written, withdrawn: 2020-01-02}", Day(2026, 1, 2), 0),
        ("{scope: submit, date: 2009-06-15, form: written, until: 2012-01-02}", Day(2026, 1, 2), 0),
        ("{scope: submit, date: 2009-06-15, form: written}", Day(2011, 1, 2), 0),
    ],
)
def test_after_five_years_a_consent_is_asked_about_again(tmp_path: Path, consents: str, dated: Day, old: int) -> None:
    assert asked_again(tmp_path, consents, dated=dated, today=dated) == ["W154"] * old


ONE = "{scope: submit, date: 2019-06-15, form: written}"


@pytest.mark.parametrize(
    ("consents", "dated", "today", "old"),
    [
        (ONE, Day(2021, 1, 2), Day(2024, 6, 16), 0),  # a paper of that day that is made again
        (ONE, Day(2021, 1, 2), Day(2040, 1, 2), 0),
        (ONE, Day(2027, 1, 2), Day(2024, 1, 2), 1),  # a paper for a day to come
        (ONE, Day(2024, 6, 16), Day(2020, 1, 2), 1),  # a clock that was set back
        (ONE.replace("}", ", confirmed: 2025-03-04}"), Day(2024, 6, 16), Day(2026, 1, 2), 0),
        (ONE.replace("}", ", until: 2025-03-04}"), Day(2024, 6, 16), Day(2026, 1, 2), 0),  # E147 says more
    ],
)
def test_the_age_of_a_consent_counts_to_the_date_that_the_paper_bears(
    tmp_path: Path, consents: str, dated: Day, today: Day, old: int
) -> None:
    assert asked_again(tmp_path, consents, dated=dated, today=today) == ["W154"] * old


BY_GUARDIAN = "{scope: submit, date: 2022-06-15, form: written, given_by: m, authority: mother"


@pytest.mark.parametrize(
    ("consents", "born", "dated", "old"),
    [
        (BY_GUARDIAN + "}", "2006-03-02", Day(2024, 3, 1), 0),
        (BY_GUARDIAN + "}", "2006-03-02", Day(2024, 3, 2), 1),
        (BY_GUARDIAN + "}", "2006", Day(2024, 3, 2), 0),
        (BY_GUARDIAN + "}", "2006", Day(2025, 3, 2), 1),
        (BY_GUARDIAN + "}", "", Day(2025, 3, 2), 0),
        (BY_GUARDIAN + "}", "1990-03-02", Day(2025, 3, 2), 0),  # of age already when it was given
        (BY_GUARDIAN + ", confirmed: 2024-02-01}", "2006-03-02", Day(2024, 6, 2), 1),  # by the guardian once more
        (BY_GUARDIAN + ", confirmed: 2024-05-01}", "2006-03-02", Day(2024, 6, 2), 0),
        (BY_GUARDIAN + "}, {scope: submit, date: 2024-05-01, form: written}", "2006-03-02", Day(2024, 6, 2), 0),
        ("{scope: submit, date: 2022-06-15, form: written, without_guardian: able}", "2006-03-02", Day(2024, 6, 2), 0),
    ],
)
def test_who_has_come_of_age_is_asked_what_a_guardian_answered(
    tmp_path: Path, consents: str, born: str, dated: Day, old: int
) -> None:
    assert asked_again(tmp_path, consents, dated=dated, today=dated, born=born) == ["W154"] * old


def asked_again(tmp_path: Path, consents: str, *, dated: Day, today: Day, born: str = "") -> list[str]:
    own = tmp_path / "cases" / "a-case"
    own.mkdir(parents=True)
    birth = f"born: {born}, " if born else ""
    people = f"  - {{id: p, role: victim, name: Solveig Sandvik, pseudonym: Ms K, {birth}consent: [{consents}]}}\n"
    people += MOTHER
    (own / "case.yaml").write_text(HEAD + people, encoding="utf-8")
    source, _ = read_case(own, tmp_path)
    assert source is not None
    case, _ = validate_case(source, own, tmp_path)
    assert case is not None
    needs = (ConsentNeed("submit", ("victim",)),)
    findings = old_consents(
        case,
        Occasion("test/one", needs, "filing", PartialDate("day", dated, None), Today(datetime.date(*today.latest))),
    )
    return [one.code for one in findings]
