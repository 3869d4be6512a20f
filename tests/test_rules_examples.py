"""The example cases before their committees, days and routes, and a mechanism that is added without Python.

What the Committee against Torture itself came to: in Sahli v Algeria (CAT/C/46/D/341/2008) the complaint was
admissible; paragraph 8.3 is on the same matter (article 22 (5) (a)), paragraph 8.5 on domestic remedies (article 22 (5)
(b)). In A v Bosnia and Herzegovina (CAT/C/67/D/854/2017) a violation of article 14 (1) was found of a complaint of
1 November 2017, on facts of 1993 whose redress fails to this day, under a declaration of 4 June 2003.
"""

from __future__ import annotations

import calendar
import datetime
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from filing import FOLDERS, ROOT, answer, book, but, example, full_case, situation, small
from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import add, last_day, span
from submissions.admissibility.deadlines import deadlines
from submissions.admissibility.examine import examine
from submissions.admissibility.routes import routes
from submissions.admissibility.rows import DeadlineRow, RouteRow
from submissions.admissibility.words import words_of
from submissions.rules.records import Period
from submissions.rules.rulebooks import read_rulebooks
from submissions.today import Today
from submissions.values import Day, PartialDate
from test_how_to import follow, run

SAHLI, BOSNIA = datetime.date(2009, 12, 30), datetime.date(2017, 11, 1)
TUTORIAL = ROOT / "docs" / "tutorial" / "add-a-mechanism.md"
DAYS = st.dates(datetime.date(1980, 1, 1), datetime.date(2090, 12, 31))


def put(name: str, day: datetime.date) -> Situation:
    """Return an example case as its complaint puts it before the Committee."""
    case = example(name)
    complaint = next(one for one in case.submissions if str(one.template) == "un/cat-complaint")
    return Situation(case, complaint, str(complaint.languages[0]), "filing", Today(day))


@pytest.mark.parametrize(("name", "day"), [("sahli-v-algeria", SAHLI), ("a-v-bosnia", BOSNIA)])
def test_the_complaints_are_admissible_as_the_committee_found_them(name: str, day: datetime.date) -> None:
    states = {str(one.rule.id): one.state for one in examine(book("cat-22"), put(name, day))}
    assert "missing" not in states.values()
    for rule in ("declaration", "ratione-temporis", "exhaustion", "delay", "proof-of-authority"):
        assert states[rule] == "met", rule
    assert states["same-matter"] == "asserted"  # nothing shows that there is no other procedure
    # In the one a last decision is annexed; in the other the remedies are said to be without effect.
    assert states["domestic-remedies"] == ("met" if name == "a-v-bosnia" else "asserted")
    assert states["other-procedures"] == "not-applicable"


@pytest.mark.proof
def test_in_sahli_the_facts_of_1998_follow_the_declaration_of_1989_and_the_last_step_was_of_february_2008() -> None:
    before = put("sahli-v-algeria", SAHLI)
    assert "1989-09-12" in words_of(answer("cat-22", "declaration", before))
    assert words_of(answer("cat-22", "ratione-temporis", before)).startswith("A violation came after 1989-09-12: news")
    time = answer("cat-22", "delay", before)
    assert dict(time.details)["since"] == "2008-02-16"
    remedies = answer("cat-22", "domestic-remedies", before)  # unanswered, or without effect: paragraph 8.5
    assert "complaint" in words_of(remedies)


def test_in_a_v_bosnia_the_facts_of_1993_count_because_they_go_on_after_the_declaration_of_2003() -> None:
    before = put("a-v-bosnia", BOSNIA)
    goes_on = answer("cat-22", "ratione-temporis", before)
    assert goes_on.wording == "continuing"
    assert dict(goes_on.details) == {"date": "2003-06-04", "event": "unpaid"}
    ended = tuple(but(event, continuing=False, violation=str(event.id) == "rape") for event in before.case.events)
    without = Situation(but(before.case, events=ended), before.submission, "en", "filing", Today(BOSNIA))
    assert answer("cat-22", "ratione-temporis", without).state == "missing"
    assert dict(answer("cat-22", "delay", before).details)["since"] == "2017-03-27"


def test_the_two_days_on_which_the_convention_is_said_to_bind_bosnia_are_a_warning_and_no_error() -> None:
    found = answer("cat-22", "convention", put("a-v-bosnia", BOSNIA))
    assert found.state == "verify"
    assert "1993-09-01" in words_of(found)
    assert "1993-09-01 at the latest, by succession" in words_of(found)
    assert "1993-10-01" in words_of(found)
    assert answer("cat-22", "convention", put("sahli-v-algeria", SAHLI)).state == "met"


def test_the_decision_on_bosnia_bears_its_own_day_and_not_that_of_the_press() -> None:
    decision = next(one for one in example("a-v-bosnia").authorities if str(one.id) == "decision")
    assert str(getattr(decision, "date").first) == "2019-08-02"  # noqa: B009 - not every authority has a date
    complaint = next(one for one in example("a-v-bosnia").submissions if str(one.template) == "un/cat-complaint")
    assert complaint.date is not None
    assert str(complaint.date.first) == "2017-11-01"  # not 10 May 2016, of the decision's header


def route(name: str, rows: tuple[RouteRow, ...]) -> RouteRow:
    return next(row for row in rows if row.procedure == name)


def all_routes(given_case: Situation) -> tuple[RouteRow, ...]:
    books, findings = read_rulebooks(FOLDERS)
    assert findings == []
    return routes(books, given_case)


@pytest.mark.proof
def test_the_route_of_a_v_bosnia_is_the_committee_and_not_the_others() -> None:
    rows = all_routes(situation(example("a-v-bosnia"), as_of=BOSNIA, filed=False))
    assert rows[0].procedure in {"cat-22", "sp-allegation", "sp-urgent-appeal"}
    assert route("cat-22", rows).state == "open"
    assert route("cat-22", rows).invoked
    assert not route("ccpr-op1", rows).invoked
    refused = route("cmw-77", rows)
    assert (refused.state, refused.template) == ("closed", "")
    assert "ten States parties" in refused.refused
    child = route("opic", rows)
    assert [reason.rule for reason in child.reasons] == ["party", "ratione-temporis"] or child.state == "closed"
    assert route("cerd-14", rows).state == "closed"  # six months from 27 March 2017
    assert [reason.rule for reason in route("cerd-14", rows).reasons] == ["time"]
    for name in ("wgad", "wgeid", "wgeid-urgent", "ced-30"):
        assert route(name, rows).state == "closed", name


def test_one_committee_only_and_a_pending_matter_closes_the_others() -> None:
    case = full_case()
    pending = tuple(but(one, kind="treaty-body", standing="pending") for one in case.procedures)
    rows = all_routes(situation(but(case, procedures=pending), filed=False))
    for name in ("ccpr-op1", "cat-22", "cedaw-op", "cerd-14", "opic", "cescr-op", "crpd-op", "ced-31"):
        row = route(name, rows)
        assert row.state == "closed"
        assert "one-committee" in {reason.rule for reason in row.reasons}


def test_a_disappearance_goes_to_the_working_group_or_to_the_committee_and_never_to_both() -> None:
    case = full_case()
    free = but(case, procedures=())
    rows = all_routes(situation(free, filed=False))
    assert route("ced-30", rows).state == "open"  # Portugal is bound in this case
    doubtful = route("wgeid", rows)
    assert doubtful.state == "verify"
    assert [reason.rule for reason in doubtful.reasons] == ["routing"]
    unbound = but(free, acceptances=(), state=small("state: USA\n").state)
    rows = all_routes(situation(unbound, filed=False))
    assert route("wgeid", rows).state == "open"
    assert route("ced-30", rows).state == "verify"  # the tables never say that a State is not bound
    before_group = tuple(but(one, kind="special-procedure", standing="pending") for one in case.procedures)
    row = route("ced-30", all_routes(situation(but(case, procedures=before_group), filed=False)))
    assert (row.state, [reason.rule for reason in row.reasons]) == ("verify", ["one-body"])
    old = route("wgeid-urgent", rows)
    assert (old.state, [reason.rule for reason in old.reasons]) == ("closed", ["recent"])


def days(text: str, as_of: datetime.date, procedure: str) -> list[DeadlineRow]:
    books, _ = read_rulebooks(FOLDERS)
    rows = deadlines(books, situation(small(text), as_of=as_of, filed=False))
    return [row for row in rows if row.procedure == procedure]


REMEDY = """\
state: BIH
acceptances:
  - {{instrument: {instrument}, date: 2000-01-01, source: A test}}
events:
  - {{id: one, date: 2015, text: It happens., violation: true}}
remedies:
  - {{id: last, authority: A court, sought: Redress, filed: 2015, decided: {decided}, outcome: Dismissed, final: true}}
"""


@pytest.mark.parametrize(
    ("decided", "earliest", "latest", "working"),
    [
        ("2017-08-31", "2018-02-28", "2018-02-28", None),  # no 31 February
        ("2019-08-31", "2020-02-29", "2020-02-29", "2020-03-02"),  # a leap year, and a Saturday
        ("2017-08-04", "2018-02-04", "2018-02-04", "2018-02-05"),  # a Sunday
        ("2017-08", "2018-02-01", "2018-02-28", None),  # known by its month
        ("2017", "2017-07-01", "2018-06-30", "2017-07-03"),
        ("2017-09-26", "2018-03-26", "2018-03-26", None),  # over a change of clocks: days have no hours
    ],
)
def test_six_months_run_by_the_calendar_and_weekends_are_shown_both_ways(
    decided: str, earliest: str, latest: str, working: str | None
) -> None:
    text = REMEDY.format(instrument="cerd-14", decided=decided)
    (row,) = days(text, datetime.date(2017, 12, 1), "cerd-14")
    assert row.earliest is not None
    assert row.latest is not None
    assert (row.earliest.isoformat(), row.latest.isoformat()) == (earliest, latest)
    assert (row.next_working.isoformat() if row.next_working else None) == working
    assert row.hard


def test_a_hard_limit_passes_and_a_soft_one_asks_for_an_explanation() -> None:
    late = datetime.date(2030, 1, 1)
    for name, instrument, state in (("cerd-14", "cerd-14", "passed"), ("ccpr-op1", "ccpr-op1", "explain")):
        text = REMEDY.format(instrument=instrument, decided="2017-08-31")
        (row,) = days(text, late, name)
        assert row.state == state
        (row,) = days(text + "texts: {delay: For good reasons.}\n", late, name)
        assert row.state == "explained"


def test_a_day_between_the_earliest_and_the_latest_last_day_is_to_be_verified_and_so_is_the_weekend() -> None:
    text = REMEDY.format(instrument="cerd-14", decided="2017-08")
    for day, state in (("2018-02-01", "met"), ("2018-02-02", "verify"), ("2018-03-01", "missing")):
        found = answer("cerd-14", "time", situation(small(text), as_of=datetime.date.fromisoformat(day)))
        assert found.state == state, day
        listed = {"met": "open", "verify": "perhaps", "missing": "passed"}[state]
        assert days(text, datetime.date.fromisoformat(day), "cerd-14")[0].state == listed, day
    text = REMEDY.format(instrument="cerd-14", decided="2017-08-04")
    for day, state in (("2018-02-04", "met"), ("2018-02-05", "verify"), ("2018-02-06", "missing")):
        found = answer("cerd-14", "time", situation(small(text), as_of=datetime.date.fromisoformat(day)))
        assert found.state == state, day
        listed = {"met": "open", "verify": "perhaps", "missing": "passed"}[state]
        assert days(text, datetime.date.fromisoformat(day), "cerd-14")[0].state == listed, day


def test_three_years_from_another_procedure_take_the_place_of_the_five_from_the_remedies() -> None:
    text = REMEDY.format(instrument="ccpr-op1", decided="2017-08-31")
    (row,) = days(text, datetime.date(2018, 1, 1), "ccpr-op1")
    assert str(row.latest) == "2022-08-31"
    elsewhere = (
        "procedures:\n  - {body: A court, filed: 2017-10-01, outcome: Decided, kind: regional-court,"
        " standing: not-examined, ended: 2021-02-28, same_matter: true}\n"
    )
    (row,) = days(text + elsewhere, datetime.date(2022, 1, 1), "ccpr-op1")
    assert str(row.latest) == "2024-02-28"
    assert row.since == "2021-02-28"


@given(DAYS, st.integers(1, 60))
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(day: datetime.date, months: int) -> None:
    end = add(day, Period(months=months))
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == min(day.day, calendar.monthrange(end.year, end.month)[1])
    assert end == day + relativedelta(months=months)


@given(DAYS, st.integers(0, 20))
def test_years_are_twelve_months_each(day: datetime.date, years: int) -> None:
    assert add(day, Period(years=years)) == add(day, Period(months=12 * years))


@given(DAYS, DAYS, st.integers(0, 24))
def test_a_later_start_never_ends_earlier(one: datetime.date, other: datetime.date, months: int) -> None:
    first, second = sorted((one, other))
    assert add(first, Period(months=months)) <= add(second, Period(months=months))


@given(st.integers(1990, 2060), st.none() | st.integers(1, 12), st.integers(0, 24))
def test_a_date_known_in_part_ends_where_the_days_that_it_can_mean_end(
    year: int, month: int | None, months: int
) -> None:
    start = PartialDate("day", Day(year, month))
    first, last = span(start)
    found = last_day(start, Period(months=months))
    assert (found.earliest, found.latest) == (add(first, Period(months=months)), add(last, Period(months=months)))
    assert found.earliest <= found.latest
    assert not found.is_certain


@given(DAYS)
def test_the_next_working_day_is_a_monday_after_a_weekend_and_else_none(day: datetime.date) -> None:
    found = last_day(PartialDate("day", Day(day.year, day.month, day.day)), Period())
    assert found.is_certain
    if day.weekday() < 5:
        assert found.next_working is None
    else:
        assert found.next_working is not None
        assert found.next_working.weekday() == 0
        assert 1 <= (found.next_working - day).days <= 2


@pytest.mark.proof
def test_a_mechanism_is_added_with_two_folders_and_no_python_as_the_tutorial_tells(tmp_path: Path) -> None:
    assert follow(TUTORIAL, tmp_path) == 1
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert "output/matter/filing/ours-ombuds-letter.en.docx" in made
    assert not [name for name in made if name.endswith(".py")]
    printed, status = run(tmp_path, "submissions check matter --as-of 2026-11-20")
    assert status == 0
    assert "ombuds, 3 met, 1 asserted, 0 missing, 0 contradicted, 0 to verify" in printed
    printed, _ = run(tmp_path, "submissions deadlines matter --as-of 2026-11-20")
    assert "2027-02-28 (weekend; before it 2027-02-26, after it 2027-03-01), in 100 days  matter  Ombudsman" in printed
    case = tmp_path / "cases" / "matter" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("date: 2026-11-20", "date: 2027-03-02"), "utf-8")
    printed, status = run(tmp_path, "submissions check matter --as-of 2027-03-02")
    assert status == 1
    assert "error[E812]: Ombudsman: The complaint is made within a year" in printed
    assert "Ombudsman Act, section 12 (1)" in printed


@pytest.mark.proof
def test_a_fault_in_a_file_of_rules_is_named_at_its_line(tmp_path: Path) -> None:
    follow(TUTORIAL, tmp_path)
    rules = tmp_path / "rules" / "procedures" / "ombuds.yaml"
    sound = rules.read_text("utf-8")
    for old, new, words in (
        ("severity: warning", "severity: error", "the rule 'words' has the confidence D and would be an error"),
        ("    verify: {en", "    note: {en", "says nothing of what to check"),
        ("remedies[final].decided", "remedies[final", "has a path that cannot be read"),
        ("id: ombuds\n", "id: other\n", "'id' is not the name of its file"),
        ("count: {unit: words, most: 1000}", "count: {unit: lines, most: 1000}", "rules/procedures/ombuds.yaml:"),
        ("gate: true", "date: {}", "more than one check"),
    ):
        rules.write_text(sound.replace(old, new, 1), "utf-8")
        printed, status = run(tmp_path, "submissions procedures ombuds")
        assert status != 0, old
        assert "E801" in printed
        assert words in printed


@pytest.mark.proof
def test_a_template_that_files_with_a_mechanism_without_rules_is_named(tmp_path: Path) -> None:
    follow(TUTORIAL, tmp_path)
    (tmp_path / "rules" / "procedures" / "ombuds.yaml").unlink()
    printed, status = run(tmp_path, "submissions check matter --as-of 2026-11-20")
    assert status == 0
    assert "warning[W802]: the template 'ours/ombuds-letter' files with 'ombuds', which has no rules" in printed
    assert "W840" not in printed  # no rules were looked at, so that the age of the tables does not matter


@pytest.mark.proof
def test_old_tables_are_warned_of_once_in_a_run_and_stop_it_only_when_it_is_strict(tmp_path: Path) -> None:
    follow(TUTORIAL, tmp_path)
    printed, status = run(tmp_path, "submissions check matter --as-of 2026-11-20")
    assert status == 0
    assert printed.count("W840") == 1
    _, status = run(tmp_path, "submissions check matter --as-of 2026-11-20 --strict")
    assert status == 1
