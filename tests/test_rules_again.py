"""Faults of the filing rules that an adversarial reading of the facts found, each shown as it was."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from filing import FOLDERS, IDS, ROOT, answer, book, but, full_case, situation, small
from submissions.admissibility.dates import acceptance
from submissions.admissibility.routes import routes
from submissions.admissibility.words import words_of
from submissions.rules.rulebooks import read_rulebook
from submissions.values import PartialDate, Text

DAY = datetime.date(2018, 2, 28)
EVENT = "state: {state}\nevents:\n  - {{id: harm, date: {date}, violation: true, text: The harm., continuing: {on}}}\n"
ACCEPTED = "acceptances:\n  - {{instrument: {instrument}, date: {date}, source: A letter of the depositary}}\n"
PEOPLE = """state: BIH
people:
  - {{id: ana, role: complainant, name: {{given: Ana, family: Sobral}}, protected: [], consent: [{first}]}}
  - {{id: rui, role: victim, name: {{given: Rui, family: Sobral}}, protected: [], consent: [{second}]}}
  - {{id: eva, role: counsel, name: {{given: Eva, family: Prado}}, protected: []}}
"""
WRITTEN = "{scope: submit, date: 2015-01-05, form: written}"


def event(state: str, date: str, on: str = "false") -> str:
    return EVENT.format(state=state, date=date, on=on)


@pytest.mark.parametrize(
    ("date", "state"),
    [("2003-06-03", "missing"), ("2003-06-04", "met"), ("2003-06", "verify"), ("2003-05", "missing"), ("2004", "met")],
)
def test_what_happened_on_the_very_day_of_effect_did_not_come_before_it(date: str, state: str) -> None:
    """The declaration of Bosnia and Herzegovina is of 4 June 2003: that day was refused as one before it."""
    given = situation(small(event("BIH", date)), as_of=DAY)
    assert answer("cat-22", "ratione-temporis", given).state == state


@pytest.mark.parametrize(
    ("date", "on", "state"),
    [
        ("1996-05-01", "false", "met"),
        ("1998-01-22", "false", "met"),
        ("1998-01-23", "false", "verify"),
        ("1998", "false", "verify"),
        ("1999-05-01", "true", "verify"),
        ("1996-05-01", "true", "met"),
    ],
)
def test_what_happened_after_a_withdrawal_is_not_passed_over(date: str, on: str, state: str) -> None:
    """Jamaica withdrew from the first Optional Protocol with effect from 23 January 1998."""
    found = answer("ccpr-op1", "ratione-temporis", situation(small(event("JAM", date, on)), as_of=DAY))
    assert found.state == state
    if state == "verify":
        assert "1998-01-23 (A/53/40, vol. I, para. 78)" in words_of(found)
        assert words_of(found, "fr") != words_of(found, "es")


def test_a_withdrawal_names_its_own_source() -> None:
    found = answer("ccpr-op1", "party", situation(small("state: JAM\n"), as_of=DAY))
    assert "A/53/40" in words_of(found)


def test_a_withdrawal_stands_where_the_case_gives_the_acceptance_before_it() -> None:
    again = ACCEPTED.format(instrument="ccpr-op1", date="1975-10-03")
    assert answer("ccpr-op1", "party", situation(small("state: JAM\n" + again), as_of=DAY)).wording == "bound-ended"
    later = ACCEPTED.format(instrument="ccpr-op1", date="2010-10-03")
    assert answer("ccpr-op1", "party", situation(small("state: JAM\n" + later), as_of=DAY)).wording == "bound"


@pytest.mark.parametrize(
    ("date", "state"), [("2000-11-27", "missing"), ("2001-01-15", "verify"), ("2001-02-28", "met")]
)
def test_the_day_of_an_act_is_not_taken_for_that_of_its_effect(date: str, state: str) -> None:
    """A protocol binds three months after its deposit; a case that gave the deposit only was three months early."""
    own = ACCEPTED.format(instrument="ccpr-op1", date="2000-11-28")
    found = answer("ccpr-op1", "ratione-temporis", situation(small(event("GTM", date) + own), as_of=DAY))
    assert found.state == state


def test_a_declaration_takes_effect_on_its_day_and_an_effect_that_the_case_gives_is_kept() -> None:
    own = small("state: GTM\n" + ACCEPTED.format(instrument="cat-22", date="2003-09-25"))
    known = acceptance("cat-22", situation(own))
    assert known is not None
    assert (str(known.effective.first), known.effective.last) == ("2003-09-25", None)
    full = acceptance("ccpr-op1", situation(full_case()))
    assert full is not None
    assert str(full.effective.first) == "2014-02-26"


def test_whether_the_state_is_bound_is_asked_of_the_day_of_the_document() -> None:
    own = ACCEPTED.format(instrument="cat-22", date="2017-06-01")
    paper = "submissions:\n  - {template: un/cat-complaint, languages: [en], date: 2017-05-01}\n"
    found = answer("cat-22", "declaration", situation(small("state: GTM\n" + own + paper), as_of=DAY))
    assert found.wording == "bound-later"


@pytest.mark.parametrize(("mechanism", "rule"), [("cat-22", "proof-of-authority"), ("ced-31", "written-consent")])
def test_written_authority_is_asked_of_everyone_and_one_that_was_withdrawn_is_none(mechanism: str, rule: str) -> None:
    oral = WRITTEN.replace("written", "oral")
    withdrawn = WRITTEN.replace("written", "written, withdrawn: 2016-01-01")
    for first, second, state in (
        (WRITTEN, WRITTEN, "asserted"),
        (WRITTEN, oral, "missing"),
        (withdrawn, WRITTEN, "missing"),
        (f"{oral}, {WRITTEN}", WRITTEN, "asserted"),
    ):
        case = small(PEOPLE.format(first=first, second=second))
        assert answer(mechanism, rule, situation(case, as_of=DAY)).state == state, (first, second)


def test_a_slip_in_a_path_behind_have_is_named(tmp_path: Path) -> None:
    """It was not told of, and the rule was never met."""
    folder = tmp_path / "procedures"
    folder.mkdir()
    text = (ROOT / "src/submissions/rules/procedures/ced-31.yaml").read_text("utf-8")
    (folder / "ced-31.yaml").write_text(text.replace("!withdrawn]|", "!withdrawn|"), encoding="utf-8")
    found, findings = read_rulebook("ced-31", (tmp_path, *FOLDERS))
    assert found is None
    (finding,) = findings
    assert finding.code == "E801"
    assert "path that cannot be read: 'consent[form=written" in finding.message


def elsewhere(kind: str, standing: str) -> str:
    return (
        "procedures:\n  - {body: Working Group on Arbitrary Detention, filed: 2016-01-01, outcome: An opinion,"
        f" kind: {kind}, standing: {standing}, same_matter: true}}\n"
    )


@pytest.mark.parametrize("standing", ["pending", "decided"])
def test_a_matter_before_a_special_procedure_is_a_question_and_the_procedure_is_named(standing: str) -> None:
    """Nothing was said of it, and of a refusal by another procedure the words ended in 'otherwise: .'."""
    given = situation(small(event("BIH", "2010-05-01") + elsewhere("special-procedure", standing)), as_of=DAY)
    found = answer("cat-22", "special-procedure", given)
    assert found.state == "verify"
    assert "Working Group on Arbitrary Detention" in words_of(found)
    (row,) = (one for one in routes((book("cat-22"),), given) if one.procedure == "cat-22")
    assert row.state == "verify"
    court = situation(small(event("BIH", "2010-05-01") + elsewhere("regional-court", "decided")), as_of=DAY)
    assert words_of(answer("cat-22", "same-matter", court)).endswith("otherwise: Working Group on Arbitrary Detention.")


def test_a_disappearance_that_began_before_the_convention_is_none_of_the_committees_though_it_continues() -> None:
    words = (
        event("BIH", "1993-05-01", "true")
        + "people:\n  - {id: rui, role: victim, name: {given: Rui, family: Sobral}, protected: []}\n"
        + "disappearances:\n  - {person: rui, date: 1993-05-01, place: Foča, responsible: Army, circumstances: Taken}\n"
    )
    given = situation(small(words), as_of=DAY)
    assert answer("ced-31", "began-after", given).state == "missing"


@pytest.mark.parametrize(("begun", "state"), [("2010-01-01", "missing"), ("2011-05", "verify"), ("2012-01-01", "met")])
def test_a_disappearance_of_some_time_began_with_its_first_day(begun: str, state: str) -> None:
    """The last day was taken, so that what began before the Convention counted as begun after it."""
    case = full_case()
    lasting = PartialDate("span", PartialDate.read(begun).first, PartialDate.read("2013-01-01").first)
    gone = tuple(but(one, date=lasting) for one in case.disappearances)
    own = but(case.acceptances[0], instrument=Text("ced"), date=PartialDate.read("2011-05-15"), effective=None)
    own = but(own, effective=own.date)
    found = answer("ced-30", "began-after", situation(but(case, disappearances=gone, acceptances=(own,))))
    assert found.state == state


def test_a_violation_that_has_a_beginning_and_no_end_goes_on() -> None:
    """`{from: 1993-05}` says that it continues; it was refused as one that lies before the declaration of 2003."""
    given = situation(small(event("BIH", "{from: 1993-05}")), as_of=DAY)
    assert answer("cat-22", "ratione-temporis", given).wording == "continuing"
    ended = situation(small(event("BIH", "{from: 1993-05, to: 1993-06}")), as_of=DAY)
    assert answer("cat-22", "ratione-temporis", ended).state == "missing"


def test_a_life_in_danger_does_not_wait_for_a_translation() -> None:
    """The four languages are known of individual communications only; a request for urgent action was refused."""
    given = situation(full_case(), language="ar")
    assert answer("ced-30", "language", given).state == "verify"
    assert answer("ced-31", "language", given).state == "missing"


def test_the_oldest_of_several_disappearances_counts_for_the_three_months() -> None:
    words = (
        "state: BIH\npeople:\n  - {id: rui, role: victim, name: {given: Rui, family: Sobral}, protected: []}\n"
        "disappearances:\n  - {person: rui, date: 2018-02-01, place: Foča, responsible: Army, circumstances: Taken}\n"
        "  - {person: rui, date: 2015-02-01, place: Foča, responsible: Army, circumstances: Taken}\n"
    )
    assert answer("wgeid-urgent", "recent", situation(small(words), as_of=DAY)).state == "missing"


def test_a_least_number_is_not_told_as_a_limit_of_nothing() -> None:
    found = answer("upr-joint", "names", situation(full_case()))
    assert found.state == "met"
    for language in ("en", "fr", "es"):
        assert "1" in words_of(found, language)
        assert "limit of ." not in words_of(found, language)


def test_one_decision_that_is_annexed_does_not_stand_for_the_others() -> None:
    """Each decision is asked for; the first that was annexed was enough for all."""
    case = full_case()
    case = but(case, annexes=tuple(but(annex, role="decision") for annex in case.annexes))
    first, *others = case.remedies
    assert first.annexes
    assert answer("cat-22", "copies-of-decisions", situation(case)).state == "met"
    bare = but(first, annexes=(), id=Text("appeal"))
    found = answer("cat-22", "copies-of-decisions", situation(but(case, remedies=(first, bare, *others))))
    assert (found.state, found.lacks) == ("missing", ("remedies[appeal].annexes",))


def test_a_procedure_that_ended_on_no_known_day_is_asked_for_it() -> None:
    """The three years of rule 99 (c) fell away in silence where the case did not say when the other procedure ended."""
    given = situation(small(event("BIH", "2010-05-01") + elsewhere("regional-court", "decided")), as_of=DAY)
    assert answer("ccpr-op1", "time-after-procedure", given).wording == "no-start"
    open_still = situation(small(event("BIH", "2010-05-01") + elsewhere("regional-court", "pending")), as_of=DAY)
    assert answer("ccpr-op1", "time-after-procedure", open_still).state == "not-applicable"


@pytest.mark.parametrize(
    ("body", "state"), [("ccpr", "missing"), ("crc", "missing"), ("cat", "verify"), ("ced", "verify")]
)
def test_a_day_that_rests_on_no_source_stops_no_report(body: str, state: str) -> None:
    """Late by the day of the note was an error of confidence A before all eight, though notes were seen of two only."""
    case = full_case()
    paper = case.submissions[0]
    review = but(paper.review, body=Text(body), due=PartialDate.read("2025-01-14"))
    given = situation(but(case, submissions=(but(paper, review=review),)))
    rules = ("deadline", "deadline-others")
    states = [one.state for one in (answer("treaty-body-report", rule, given) for rule in rules)]
    assert sorted(states) == sorted((state, "not-applicable"))


def test_five_years_are_told_as_a_reminder_where_no_term_is_fixed() -> None:
    for name in ("cat-22", "cedaw-op", "crpd-op", "ced-31"):
        (rule,) = (one for one in book(name).rules if str(one.id) == "delay")
        assert str(rule.requirement["en"]).startswith("No term is fixed;")
        assert rule.confidence == "D"


def test_the_year_of_a_communication_is_not_told_as_that_of_its_decision() -> None:
    """CAT/C/72/D/1000/2020 is a communication of 2020; the seventy-second session was held later."""
    for name in IDS:
        for rule in book(name).rules:
            assert not any("of 2020 on communication" in str(source.title) for source in rule.sources)


@pytest.mark.parametrize(
    ("instrument", "state", "event_of", "expected"),
    [
        ("cerd-14", "FRA", "2015-05-01", ("verify", "after-unverified")),
        ("cerd-14", "FRA", "1950-05-01", ("verify", "after-unverified")),
        ("cat-22", "MEX", "2015-05-01", ("verify", "after-unverified")),
        ("cat-22", "DZA", "2015-05-01", ("met", "after")),
        ("cat-22", "DZA", "1980-05-01", ("missing", "before")),
        ("cat-22", "KEN", "2015-05-01", ("verify", "bound-refused")),
        ("ced-31", "BRN", "2015-05-01", ("verify", "not-known-bound")),
    ],
)
def test_what_nobody_verified_opens_and_closes_nothing(
    instrument: str, state: str, event_of: str, expected: tuple[str, str]
) -> None:
    found = answer(instrument, "ratione-temporis", situation(small(event(state, event_of, "false")), as_of=DAY))
    assert (found.state, found.wording) == expected
    if expected[0] == "verify":
        assert "verify at" in words_of(found) or "look it up at" in words_of(found)


def test_what_goes_on_is_in_time_whatever_the_day_but_not_where_the_acceptance_itself_is_unverified() -> None:
    for state, expected in (("MEX", "met"), ("PER", "verify")):
        found = answer("cat-22", "ratione-temporis", situation(small(event(state, "1990-05-01", "true")), as_of=DAY))
        assert found.state == expected, state
